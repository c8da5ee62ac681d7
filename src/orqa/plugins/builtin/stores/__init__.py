"""Built-in stores: in memory, a file of SQLite, and a schema of a PostgreSQL database.

Listing them imports no database; the factory of each loads its module when an office is opened.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orqa.base.errors import MissingExtra
from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import StoreSpec

if TYPE_CHECKING:
    from orqa.plugins.urls import StoreUrl
    from orqa.storage.protocol import Store


def _memory(_url: "StoreUrl", read_only: bool) -> "Store":  # noqa: FBT001 - as the hook calls it
    from orqa.plugins.builtin.stores.memory import MemoryStore

    return MemoryStore(read_only=read_only)


def _sqlite(url: "StoreUrl", read_only: bool) -> "Store":  # noqa: FBT001 - as the hook calls it
    from orqa.plugins.builtin.stores.sqlite import SqliteStore

    return SqliteStore(url.path, read_only=read_only)


def _postgresql(url: "StoreUrl", read_only: bool) -> "Store":  # noqa: FBT001 - as the hook calls it
    try:
        from orqa.plugins.builtin.stores.postgresql_url import opened
    except ImportError as error:
        raise MissingExtra(url.shown, "psycopg", "postgresql") from error
    return opened(url, read_only=read_only)


@hookimpl
def orqa_stores() -> Iterator[StoreSpec]:
    """The stores ``memory:``, ``sqlite:///path`` and ``postgresql://server/database``."""
    yield StoreSpec(
        name="memory",
        title=Text.of(th="ในหน่วยความจำ (ไม่เก็บถาวร)", en="In memory (nothing is kept)"),
        schemes=("memory",),
        factory=_memory,
    )
    yield StoreSpec(
        name="postgresql",
        title=Text.of(th="ฐานข้อมูล PostgreSQL", en="A PostgreSQL database"),
        schemes=("postgresql", "postgres"),
        factory=_postgresql,
    )
    yield StoreSpec(
        name="sqlite", title=Text.of(th="แฟ้ม SQLite", en="A file of SQLite"), schemes=("sqlite",), factory=_sqlite
    )
