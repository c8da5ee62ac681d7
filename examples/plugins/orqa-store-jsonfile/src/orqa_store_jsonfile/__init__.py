"""Keeps an office of orqa in one file of JSON lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orqa.plugins import hookimpl
from orqa.plugins.specs import StoreSpec

if TYPE_CHECKING:
    from orqa.plugins.urls import StoreUrl
    from orqa.storage.protocol import Store


def _open(url: "StoreUrl", read_only: bool) -> "Store":  # noqa: FBT001 - as the hook calls it
    from orqa_store_jsonfile.store import JsonFileStore

    return JsonFileStore(url.path, read_only=read_only)


@hookimpl
def orqa_stores() -> Iterator[StoreSpec]:
    """Contribute the store ``jsonfile:///path``."""
    title = {"th": "แฟ้มข้อความ JSON", "en": "A file of JSON lines"}
    yield StoreSpec(name="jsonfile", title=title, schemes="jsonfile", factory=_open)
