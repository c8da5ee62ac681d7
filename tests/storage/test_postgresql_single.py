"""What one statement writes is, row for row, what several statements write of the same batch."""

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.postgresql import PostgresqlStore
from orqa.plugins.builtin.stores.postgresql_single import Single
from orqa.plugins.opening import open_store
from orqa.storage.protocol import Add, Batch, Into, Put, Receipt
from orqa.testing.stores.setting import KINDS, NOTE
from postgresql_server import in_schema, needed, schemas

AT = datetime(2026, 11, 23, tzinfo=UTC)
serial = itertools.count()

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20) | st.just(f"@{'0' * 32}0@")
tokens = st.lists(st.sampled_from(["unit:1/2", "person:สมชาย/1", "registrar/3"]), max_size=3, unique=True)
cells = st.lists(st.sampled_from(["series/x", "series/ก", "stock", "a"]), max_size=4, unique=True)


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    """New records of several kinds, and cells whose values go into some of their fields."""
    turn = next(serial)
    puts: list[Put] = []
    for place in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["note", "key"]))
        body: dict[str, Any] = {
            "subject": draw(texts),
            "size": draw(st.integers(-(2**70), 2**70)),
            "x": draw(st.none() | texts),
        }
        index = {"subject": body["subject"], "day": draw(st.none() | texts)} if kind == "note" else {}
        text = draw(texts) if kind == "note" else ""
        puts.append(Put(RecordRef(kind, f"r{turn}-{place}"), 0, body, index, text, tuple(draw(tokens))))
    free = [(put.ref, name) for put in puts for name in ("number", "size", "ลำดับ")]
    adds = []
    for cell in draw(cells):
        into = [free.pop(draw(st.integers(0, len(free) - 1))) for _ in range(draw(st.integers(0, 2))) if free]
        adds.append(Add(cell, draw(st.integers(-9, 9)), None, tuple(Into(*one) for one in into)))
    return Batch(f"b{turn}", "person:สมชาย", "test.write", AT, tuple(puts), tuple(adds), draw(st.just("") | texts))


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[PostgresqlStore, PostgresqlStore]]:
    with schemas() as schema, ExitStack() as stack:
        made = [stack.enter_context(closing(open_store(in_schema(needed(), f"{schema}_{n}")))) for n in "ab"]
        one, several = made
        assert isinstance(one, PostgresqlStore)
        assert isinstance(several, PostgresqlStore)
        for store in (one, several):
            store.ensure(KINDS)
        yield one, several


@given(batch=batches())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_statement_and_several_write_the_same(pair: tuple[PostgresqlStore, PostgresqlStore], batch: Batch) -> None:
    one, several = pair
    assert Single.takes(batch)
    single, general = one._single(batch), several._applied(batch, look=False)
    assert isinstance(single, Receipt)
    assert single.numbers == general.numbers
    assert rows(one, single.token, batch) == rows(several, general.token, batch)


def rows(store: PostgresqlStore, token: int, batch: Batch) -> dict[str, list[Sequence[Any]]]:
    """What a batch wrote: positions as distances from the batch's number, and each digest as what it should be."""
    found: dict[str, list[Sequence[Any]]] = {}
    with store._reading() as connection:
        entries = connection.execute(
            "SELECT ? - position, ? - batch, op, kind, id, version, readers, prev, body, salt, digest"
            " FROM _entry WHERE batch = ? ORDER BY position",
            (token, token, token),
        ).fetchall()
        for *_, body, salt, digest in entries:
            assert len(salt) == 32
            assert digest == hashlib.sha256((salt + body).encode()).hexdigest()
        assert len({row[-2] for row in entries}) == len(entries)
        found["entries"] = [row[:-2] for row in entries]
        head = "SELECT ? - number, id, at, actor, action FROM _batch WHERE number = ?"
        found["batch"] = connection.execute(head, (token, token)).fetchall()
        found["waiting"] = connection.execute("SELECT 1 FROM _unsealed WHERE batch = ?", (token,)).fetchall()
        found["cells"] = connection.execute("SELECT name, value FROM _cell ORDER BY name").fetchall()
        for kind, columns in (("note", ", _text, subject, number, day"), ("key", "")):
            found[kind] = connection.execute(
                f"SELECT ? - recorded, id, version, ? - _content, _readers{columns} FROM {kind}"
                " WHERE recorded > ? AND recorded <= ? ORDER BY recorded",
                (token, token, token - len(entries), token),
            ).fetchall()
    assert sum(len(found[kind]) for kind in ("note", "key")) == len(batch.writes)
    return found


def test_the_kinds_have_the_columns_that_are_compared() -> None:
    assert [declared.name for declared in NOTE.fields] == ["subject", "number", "day"]
