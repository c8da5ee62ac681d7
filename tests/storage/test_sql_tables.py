"""Shapes of tables: indexes of several fields, and what a store remembers of a kind."""

import json
import sqlite3
from pathlib import Path

import pytest
from attrs import evolve

from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.storage.errors import UpgradeNeeded
from orqa.storage.protocol import SYSTEM, FieldSpec, KindSpec
from orqa.storage.query import absent, equal
from orqa.storage.sql.tables import KindTable, Shape, row_of, spec_of
from orqa.testing.stores.moving import HINTED, fill, project
from orqa.testing.stores.setting import KEY, KINDS, NOTE


@pytest.mark.parametrize("spec", [NOTE, HINTED, KEY, KindSpec("x", (FieldSpec("a"),), schema=3)])
def test_a_row_of_kinds_is_read_back(spec: KindSpec) -> None:
    assert spec_of(*row_of(spec)) == spec
    assert Shape.read(*row_of(spec)[1:]) == Shape.of(spec)


def test_kinds_without_indexes_of_several_fields_are_remembered_as_ever() -> None:
    assert row_of(NOTE)[1] == json.dumps([["subject", "text"], ["number", "integer"], ["day", "text"]])


def test_the_same_table_is_one_of_the_same_fields_search_and_indexes() -> None:
    shape = Shape.of(HINTED)
    assert shape.same_table(Shape.of(evolve(HINTED, schema=2, indexes=HINTED.indexes[::-1])))
    assert not shape.same_table(Shape.of(NOTE))
    assert not shape.same_table(Shape.of(evolve(HINTED, searchable=False)))


def indexes(path: Path) -> dict[str, str]:
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'note'")
        return {name: sql for name, sql in rows if sql and "," in name}


def test_an_upgrade_builds_the_indexes_and_takes_them_away(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    store = SqliteStore(str(path))
    store.ensure(KINDS)
    fill(store)
    assert indexes(path) == {}
    with pytest.raises(UpgradeNeeded):
        store.ensure([HINTED])
    looking = SqliteStore(str(path), read_only=True)
    looking.ensure([HINTED])
    with looking.read(SYSTEM) as reader:
        assert reader.count("note", equal("number", 6) & absent("day")) == 1, "who only reads does without"
    store.upgrade([HINTED], project)
    with looking.read(SYSTEM) as reader:
        assert reader.count("note", equal("number", 6) & absent("day")) == 1
    looking.close()
    found = indexes(path)
    assert sorted(found) == ["_note.day,subject,number@1", "_note.number,day@1"]
    assert all(sql.endswith("recorded, _readers)") for sql in found.values())
    store.ensure([HINTED])
    with pytest.raises(UpgradeNeeded):
        store.ensure([NOTE])
    store.upgrade([NOTE], project)
    assert indexes(path) == {}
    store.close()


def test_names_of_indexes_are_short_and_differ() -> None:
    names = tuple(f"{letter * 20}" for letter in "abcd")
    spec = KindSpec("long", tuple(map(FieldSpec, names)), indexes=(names, names[::-1], names[:2]))
    statements = KindTable(spec).creation("INTEGER", "TEXT", lambda name, _: name, "recorded")
    made = [statement.split('"')[1] for statement in statements if statement.startswith("CREATE INDEX")]
    assert len(made) == len(set(made)) == 8
    assert max(map(len, made)) <= 60
