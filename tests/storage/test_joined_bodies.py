"""Bodies joined by a store are those that it gives one by one, in their order, for whoever asks."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orqa.base.refs import RecordRef
from orqa.plugins.opening import open_store
from orqa.storage.errors import StoreDamaged
from orqa.storage.joined_bodies import JoinedBodies, joined_bodies
from orqa.storage.protocol import SYSTEM, Access, Batch, FieldSpec, KindSpec, Put, Reader, Store, Touch
from orqa.storage.query import ALL, equal

NOTE = KindSpec("note", (FieldSpec("number", "integer"),))
AT = datetime(2026, 11, 26, tzinfo=UTC)
TEXTS = ("ก", 'two\nlines "quoted"', "{", "null", "", "\x1f,")


def note(number: int, *readers: str) -> Put:
    body = {"number": number, "text": TEXTS[number % len(TEXTS)]}
    return Put(RecordRef("note", f"n{number:02}"), 0, body, {"number": 9 - number % 5}, "", readers)


@pytest.fixture(params=["memory:", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path}/notes.sqlite" if request.param == "sqlite" else request.param
    with closing(open_store(url)) as opened:
        opened.ensure([NOTE])
        opened.apply(Batch("b1", "a", "write", AT, tuple(note(n) for n in range(12))))
        opened.apply(Batch("b2", "a", "write", AT, (note(12, "unit:1"), Touch(RecordRef("note", "n03"), 1))))
        yield opened


def check(reader: Reader, *asked: object) -> list[str]:
    """The ids, after comparing every way of asking with :meth:`Reader.bodies`."""
    expected = [(name, version, json.loads(raw)) for name, version, raw in reader.bodies("note", *asked)]  # type: ignore[arg-type]
    for at_once in (1, 5, 100):
        parts = list(joined_bodies(reader, "note", *asked, at_once=at_once))  # type: ignore[arg-type]
        assert [(n, v, json.loads(raw)) for part in parts for n, v, raw in part.each()] == expected
        lines = [json.loads(line) for part in parts for line in part.raw.split(b"\n")]
        assert lines == [body for _, _, body in expected]
        assert all(part.whole for part in parts)
        assert [part.count for part in parts[:-1]] == [at_once] * (len(parts) - 1)
        assert sum(part.count for part in parts) == len(expected)
    return [name for name, *_ in expected]


def test_they_are_what_bodies_gives(store: Store) -> None:
    with store.read(SYSTEM) as reader:
        assert len(check(reader)) == 13
        assert check(reader, ALL, ("number",))[0] == "n04"
        assert check(reader, equal("number", 9), ("-number",)) == ["n00", "n05", "n10"]
        assert check(reader, equal("number", 77)) == []


def test_what_somebody_may_not_see_is_not_in_them(store: Store) -> None:
    with store.read(Access.of()) as reader:
        assert "n12" not in check(reader)
    with store.read(Access.of("unit:1")) as reader:
        assert "n12" in check(reader)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with closing(open_store(f"sqlite:///{tmp_path}/notes.sqlite")) as store:
        store.ensure([NOTE])
        store.apply(Batch("b1", "a", "write", AT, tuple(note(n) for n in range(3))))
    return tmp_path / "notes.sqlite"


def joined_after(file: Path, damage: str) -> list[JoinedBodies]:
    """What the store joins after somebody changed its file."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(damage)
    with closing(open_store(f"sqlite:///{file}")) as store:
        store.ensure([NOTE])
        with store.read(SYSTEM) as reader:
            return list(joined_bodies(reader, "note"))


@pytest.mark.parametrize(("damage", "whole"), [("null", False), ("{}\nnull", False), ("[]", False), ("{}", True)])
def test_bodies_that_are_no_objects_are_told(file: Path, damage: str, whole: bool) -> None:  # noqa: FBT001 - a case
    (part,) = joined_after(file, f"UPDATE _entry SET body = '{damage}' WHERE id = 'n01'")
    assert (part.whole, part.count) == (whole, 3)


def test_a_lost_body_is_damage(file: Path) -> None:
    with pytest.raises(StoreDamaged, match="n01"):
        joined_after(file, "DELETE FROM _entry WHERE id = 'n01'")
