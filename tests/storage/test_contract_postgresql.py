"""The PostgreSQL store keeps every promise of the contract."""

import json
import time
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pytest

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.postgresql import PostgresqlStore
from orqa.plugins.opening import open_store
from orqa.storage.protocol import Store
from orqa.testing import StoreContract
from postgresql_server import in_schema, needed, schemas


class PostgresqlBackDoor:
    """Reads and writes the tables past the store, and reads the files of the server."""

    def __init__(self, url: str, store: PostgresqlStore) -> None:
        self._url = url
        self._store = store
        self._schema = store._server.schema

    def _connected(self) -> Any:
        import psycopg

        return psycopg.connect(self._url, autocommit=True, options=f"-c search_path={self._schema}")

    def body(self, ref: RecordRef) -> Mapping[str, Any] | None:
        with self._connected() as connection:
            found = connection.execute(
                "SELECT body FROM _entry WHERE kind = %s AND id = %s AND op = 'put' ORDER BY version DESC LIMIT 1",
                (ref.kind, ref.id),
            ).fetchone()
        return json.loads(found[0]) if found and found[0] is not None else None

    def forge(self, ref: RecordRef, body: Mapping[str, Any]) -> None:
        with self._connected() as connection:
            connection.execute(
                "UPDATE _entry SET body = %s WHERE kind = %s AND id = %s AND version ="
                " (SELECT max(version) FROM _entry m WHERE m.kind = _entry.kind AND m.id = _entry.id AND op = 'put')",
                (json.dumps(body, ensure_ascii=False), ref.kind, ref.id),
            )

    def raw(self) -> bytes:
        for _ in range(100):  # an ANALYZE of the server's own holds a snapshot, too
            self._store._purge()
            if not self._store._to_purge:
                break
            time.sleep(0.1)
        with self._connected() as connection:
            connection.execute("CHECKPOINT")
            rows = connection.execute(
                "SELECT pg_read_binary_file(path) FROM (SELECT pg_relation_filepath(c.oid) AS path FROM pg_class c"
                " WHERE c.relnamespace = %s::regnamespace OR c.oid IN (SELECT reltoastrelid FROM pg_class t"
                " WHERE t.relnamespace = %s::regnamespace)) p WHERE path IS NOT NULL",
                (self._schema, self._schema),
            ).fetchall()
        return b"".join(content for (content,) in rows)


class TestPostgresql(StoreContract):
    machine_examples = 10
    """Each makes a schema of its own, and each erasure rewrites tables."""

    _prefix: str
    _count = 0

    @pytest.fixture(autouse=True)
    def _in(self) -> Iterator[None]:
        with schemas() as self._prefix:
            yield

    def _url(self, number: int) -> str:
        return in_schema(needed(), f"{self._prefix}_{number}")

    def open_store(self) -> Store:
        self._count += 1
        return open_store(self._url(self._count))

    def reopen(self, store: Store) -> Store:
        store.close()
        return self.open_second(store)

    def open_second(self, store: Store) -> Store:
        return open_store(url_of(store))

    def open_read_only(self, store: Store) -> Store:
        return open_store(url_of(store), read_only=True)

    def opener(self, store: Store) -> partial[Store]:
        return partial(open_store, url_of(store))

    def back_door(self, store: Store) -> PostgresqlBackDoor:
        assert isinstance(store, PostgresqlStore)
        return PostgresqlBackDoor(needed(), store)


class TestThroughAPooler(TestPostgresql):
    """What is said in one transaction must mean something in it: a pooler gives the next one another connection."""

    machine_examples = 4

    def _url(self, number: int) -> str:
        return f"{super()._url(number)}&pooler=transaction"


def url_of(store: Store) -> str:
    assert isinstance(store, PostgresqlStore)
    return in_schema(needed(), store._server.schema) + ("&pooler=transaction" if store._server.pooled else "")
