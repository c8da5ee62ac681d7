"""Keeps an office of orqa in a folder of JSON files."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orqa.plugins import hookimpl
from orqa.plugins.specs import StoreSpec

if TYPE_CHECKING:
    from orqa.plugins.urls import StoreUrl
    from orqa.storage.protocol import Store


def _open(url: "StoreUrl", read_only: bool) -> "Store":  # noqa: FBT001 - as the hook calls it
    from orqa_store_jsonfolder.store import JsonFolderStore

    return JsonFolderStore(url.path, read_only=read_only)


@hookimpl
def orqa_stores() -> Iterator[StoreSpec]:
    """Contribute the store ``jsonfolder:///path``."""
    title = {"th": "โฟลเดอร์ของแฟ้ม JSON", "en": "A folder of JSON files"}
    yield StoreSpec(name="jsonfolder", title=title, schemes="jsonfolder", factory=_open)
