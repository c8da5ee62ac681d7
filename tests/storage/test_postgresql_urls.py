"""URLs of offices in PostgreSQL, and what is said where there is no server, no driver or no right."""

import os
import sys

import pytest

from orqa.base.errors import MissingExtra, OrqaError
from orqa.plugins.errors import StoreUrlNotUnderstood
from orqa.plugins.opening import open_store
from orqa.plugins.urls import StoreUrl
from orqa.storage.errors import StoreReadOnly, StoreUnavailable
from orqa.storage.protocol import SYSTEM, KindSpec
from orqa.testing.stores.setting import KINDS, note, put
from postgresql_server import in_schema, needed, schemas

psycopg = pytest.importorskip("psycopg")


def speaks(error: OrqaError, thai: str, english: str) -> None:
    assert thai in error.messages.in_language("th")
    assert english in error.messages.in_language("en")


@pytest.mark.parametrize(
    ("url", "schema", "pooled", "left"),
    [
        ("postgresql://somchai@db/campus", "orqa", False, "postgresql://somchai@db/campus"),
        ("postgres://db/campus?schema=iqa_2569", "iqa_2569", False, "postgres://db/campus"),
        ("postgresql:///campus?pooler=transaction&schema=a", "a", True, "postgresql:///campus"),
        (
            "postgresql://db/c?sslmode=require&schema=a&connect_timeout=5",
            "a",
            False,
            "sslmode=require&connect_timeout=5",
        ),
    ],
)
def test_a_url_names_server_schema_and_pooler(url: str, schema: str, pooled: bool, left: str) -> None:  # noqa: FBT001
    from orqa.plugins.builtin.stores.postgresql_url import server_of

    server = server_of(StoreUrl.parse(url))
    assert (server.schema, server.pooled) == (schema, pooled)
    assert left in server.conninfo
    assert "schema" not in server.conninfo


@pytest.mark.parametrize(
    "given", ["schema=", "schema=Öffice", "schema=a;drop", "schema=pg_x", "pooler=yes", "nonsense=1"]
)
def test_a_url_that_is_none_is_told_without_its_password(given: str) -> None:
    with pytest.raises(StoreUrlNotUnderstood) as caught:
        open_store(f"postgresql://somchai:secret@db/campus?{given}")
    assert "secret" not in str(caught.value)
    assert "db/campus" in str(caught.value)


def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    store = open_store("postgresql://somchai:secret@127.0.0.1:1/campus")
    with pytest.raises(StoreUnavailable) as caught:
        store.ensure(KINDS)
    speaks(caught.value, "PostgreSQL แจ้งว่า", "PostgreSQL says")
    assert "secret" not in str(caught.value)


def test_without_the_driver_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("orqa.plugins.builtin.stores.postgresql")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra) as caught:
        open_store("postgresql://db/campus")
    speaks(caught.value, "pip install 'orqa[postgresql]'", "pip install 'orqa[postgresql]'")


def test_an_empty_schema_is_not_begun_by_who_only_reads() -> None:
    with schemas() as prefix:
        store = open_store(in_schema(needed(), prefix), read_only=True)
        with pytest.raises(StoreUnavailable) as caught:
            store.ensure(KINDS)
        speaks(caught.value, "ยังไม่มีข้อมูลของ orqa", "it holds no records yet")
        with psycopg.connect(needed()) as connection:
            assert connection.execute("SELECT to_regnamespace(%s)", (prefix,)).fetchone() == (None,)


def test_a_schema_of_another_program_is_left_alone() -> None:
    with schemas() as prefix:
        with psycopg.connect(needed(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {prefix}")
            connection.execute(f"CREATE TABLE {prefix}.theirs (x integer)")
        store = open_store(in_schema(needed(), prefix))
        with pytest.raises(StoreUnavailable) as caught:
            store.ensure(KINDS)
        speaks(caught.value, "มีตารางของโปรแกรมอื่น", "tables of another program")


def test_offices_in_one_database_know_nothing_of_each_other() -> None:
    with schemas() as prefix:
        first, second = (open_store(in_schema(needed(), f"{prefix}_{n}")) for n in (1, 2))
        for store in (first, second):
            store.ensure(KINDS)
        put(first, note("a", subject="หนึ่ง"))
        with first.read(SYSTEM) as here, second.read(SYSTEM) as there:
            assert (here.count("note"), there.count("note")) == (1, 0)


def test_an_account_that_may_only_read_says_so() -> None:
    url = needed()
    with schemas() as prefix:
        open_store(in_schema(url, prefix)).ensure(KINDS)
        reading = f"{in_schema(url, prefix)}&options=-c%20default_transaction_read_only%3Don"
        store = open_store(reading)
        store.ensure(KINDS)
        with pytest.raises(StoreReadOnly):
            put(store, note("a"))
        with store.read(SYSTEM) as reader:
            assert reader.count("note") == 0


def test_a_database_that_is_not_in_utf8_is_refused() -> None:
    url = needed()
    name = f"orqa_latin_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
        try:
            other = url.rpartition("/")[0] + f"/{name}"
            with pytest.raises(StoreUnavailable) as caught:
                open_store(other).ensure((KindSpec("note"),))
            speaks(caught.value, "ให้สร้างฐานข้อมูลแบบ UTF8", "make one in UTF8")
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_what_a_missing_plugin_has_to_purge_costs_nobody_a_rewriting() -> None:
    with schemas() as prefix:
        url = in_schema(needed(), prefix)
        open_store(url).ensure(KINDS)
        where = f"SELECT pg_relation_filenode('{prefix}._entry')"
        with psycopg.connect(needed(), autocommit=True) as connection:
            connection.execute(f"INSERT INTO {prefix}._store (name, value) VALUES ('purge/of-a-plugin', '1')")
            before = connection.execute(where).fetchone()
            store = open_store(url)
            store.ensure(KINDS)
            put(store, note("a"))
            assert connection.execute(where).fetchone() == before, "the whole journal would be written anew each time"
