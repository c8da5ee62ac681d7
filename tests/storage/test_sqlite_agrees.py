"""The SQLite store answers every question as the plain loops of the memory store do."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores import sqlite_dialect
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect
from orqa.storage.errors import Conflict, StorageError
from orqa.storage.protocol import (
    OPEN,
    SYSTEM,
    Access,
    Add,
    Batch,
    Erase,
    FieldSpec,
    Into,
    KindSpec,
    Put,
    Reader,
    Store,
    Touch,
    Write,
)
from orqa.storage.query import (
    ALL,
    Contains,
    Query,
    absent,
    between,
    contains,
    equal,
    is_in,
    starts_with,
)

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOTE = KindSpec("note", (FieldSpec("title"), FieldSpec("size", "integer")), searchable=True)
NAMES, TOKENS = "abcd", ("unit:1", "unit:12", "person:x")
ACCESSES = (OPEN, SYSTEM, Access.of("unit:1"), Access.of("unit:12", "person:x"), Access.of("unit", "x"))
ORDERS = ((), ("-recorded",), ("title",), ("-title",), ("size", "-recorded"), ("-size", "title"), ("title", "-size"))


def sum_of(parts: Sequence[Query]) -> Query:
    whole = ALL
    for part in parts:
        whole &= part
    return whole


words = st.sampled_from(["ก", "กา", "การ", "ทุน", "น", "ำ", "1", "10", '"', "a b", "กา 10", "zz", "%", "*"])
titles = st.none() | st.text("กขาร1", max_size=3) | words
sizes = st.none() | st.integers(-2, 2)
texts = st.lists(st.text('กาทุน10"%*ab', max_size=6), max_size=2).map("\n".join)
readers = st.sampled_from([(), (), ("unit:1",), ("unit:12", "person:x")])


@st.composite
def puts(draw: st.DrawFn) -> Write:
    index: dict[str, Any] = {"title": draw(titles), "size": draw(sizes)}
    ref = RecordRef("note", draw(st.sampled_from(NAMES)))
    return Put(ref, draw(st.integers(0, 3)), {**index, "more": ["ก"]}, index, draw(texts), draw(readers))


refs = st.sampled_from(NAMES).map(lambda name: RecordRef("note", name))
writes = st.one_of(
    puts(),
    puts(),
    puts(),
    st.builds(Touch, refs, st.integers(1, 3)),
    st.builds(Erase, refs, st.integers(1, 3), st.just("ครบอายุ")),
)
adds = st.builds(
    Add,
    st.sampled_from(["x", "y"]),
    st.integers(-2, 3),
    st.none() | st.just(0),
    st.just(()) | st.builds(Into, refs, st.just("size")).map(lambda into: (into,)),
)
batches = st.builds(
    Batch,
    st.integers(0, 12).map(lambda number: f"batch-{number}"),
    st.just("person:ab"),
    st.just("note.write"),
    st.just(AT),
    st.lists(writes, max_size=3).map(tuple),
    st.lists(adds, max_size=2).map(tuple),
    st.sampled_from(["", "", "เหตุผล"]),
)
terms: st.SearchStrategy[Query] = st.one_of(
    words.map(contains),
    st.text('กา1\n"', min_size=1, max_size=4).map(lambda word: Query((Contains((word,)),))),
    st.builds(equal, st.just("title"), titles.filter(lambda title: title is not None)),
    st.builds(equal, st.just("size"), st.integers(-2, 2)),
    st.builds(is_in, st.just("size"), st.lists(st.integers(-2, 2), max_size=3)),
    st.builds(between, st.just("size"), sizes, sizes),
    st.builds(between, st.just("title"), titles, titles),
    st.builds(starts_with, st.just("title"), st.text("กา", max_size=2)),
    st.builds(absent, st.sampled_from(["title", "size"])),
)
queries = st.lists(terms, max_size=3).map(sum_of)
questions = st.tuples(queries, st.sampled_from(ORDERS), st.sampled_from(ACCESSES), st.integers(1, 3))


@contextmanager
def stores() -> Iterator[tuple[Store, Store]]:
    with tempfile.TemporaryDirectory() as folder:
        pair: tuple[Store, Store] = (MemoryStore(), SqliteStore(str(Path(folder) / "office.db")))
        for store in pair:
            store.ensure([NOTE])
        yield pair
        for store in pair:
            store.close()


def outcome(store: Store, batch: Batch) -> Any:
    try:
        return store.apply(batch)
    except StorageError as error:
        return type(error), str(error)


def paged(reader: Reader, query: Query, order: Sequence[str], limit: int) -> list[Any]:
    pages, after = [], None
    while True:
        page = reader.find("note", query, order, after, limit)
        pages.append(page)
        if (after := page.next) is None:
            return pages


def answers(store: Store, query: Query, order: Sequence[str], access: Access, limit: int) -> dict[str, Any]:
    with store.read(access) as reader:
        return {
            "pages": paged(reader, query, order, limit),
            "rows": list(reader.rows("note", ("id", "size", "version"), query, order)),
            "no columns": list(reader.rows("note", (), query, order)),
            "count": reader.count("note", query),
            "by": reader.count_by("note", ("title", "size"), query),
            "by nothing": reader.count_by("note", (), query),
            "many": reader.get_many([RecordRef("note", name) for name in NAMES]),
            "histories": [[told(entry) for entry in reader.history(RecordRef("note", name))] for name in NAMES],
            "cells": list(reader.cells().items()),
            "token": reader.token,
        }


def told(entry: Any) -> tuple[Any, ...]:
    """An entry without what is random in it."""
    return (entry.position, entry.batch, entry.op, entry.id, entry.version, entry.body, entry.readers, bool(entry.salt))


def plain(name: str) -> Put:
    return Put(RecordRef("note", name), 0, {"title": None, "size": None}, {"title": None, "size": None})


histories = st.lists(batches, max_size=12)
moderately = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@moderately
@given(histories, st.lists(questions, min_size=1, max_size=6))
def test_both_write_and_answer_alike(given_batches: list[Batch], asked: list[Any]) -> None:
    agree(given_batches, asked)


def test_a_conflict_names_the_record_that_was_there_before() -> None:
    """Not one that the same batch had written by then."""
    first = Batch("first", "person:ab", "note.write", AT, (plain("a"),))
    second = Batch("second", "person:ab", "note.write", AT, (plain("b"), plain("a")))
    agree([first, second], [])
    with stores() as (_, sqlite):
        sqlite.apply(first)
        with pytest.raises(Conflict) as caught:
            sqlite.apply(second)
    assert (caught.value.ref.id, caught.value.found) == ("a", 1)


@moderately
@given(histories, st.lists(questions, min_size=1, max_size=6))
def test_the_index_s_limits_change_no_answer(given_batches: list[Batch], asked: list[Any]) -> None:
    """As if every short word were too common to be looked up in the index."""
    with patch.dict(sqlite_dialect._MOST_PIECES, {1: 0, 2: 1}):
        agree(given_batches, asked)


@moderately
@given(histories, st.lists(questions, min_size=1, max_size=6), st.sampled_from([1, 2, 3, 7]))
def test_waiting_for_the_index_changes_no_answer(given_batches: list[Batch], asked: list[Any], step: int) -> None:
    """Records are found alike before and after they are taken up, and when they change on either side of that."""
    with patch.object(SqliteDialect, "search_step", step):
        agree(given_batches, asked)


def agree(given_batches: list[Batch], asked: list[Any]) -> None:
    with stores() as (memory, sqlite):
        for batch in given_batches:
            assert outcome(sqlite, batch) == outcome(memory, batch), batch
        assert [*map(told, sqlite.journal())] == [*map(told, memory.journal())]
        for question in asked:
            assert answers(sqlite, *question) == answers(memory, *question), question
