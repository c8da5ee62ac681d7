"""Fields read into Arrow are what the records would have, or are left to the slower way."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, ClassVar, Literal

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.records import Record
from orqa.storage.chain import canonical
from orqa.storage.codec import Codec, upcast
from orqa.storage.joined_bodies import JoinedBodies, joined

pytest.importorskip("pyarrow")

from orqa.storage.arrow_parts import ArrowParts


@frozen(kw_only=True)
class Sheet(Record):
    kind: ClassVar[str] = "sheet"
    subject: str = ""
    number: int | None = None
    signed: bool = False
    state: Literal["open", "closed"] = "open"
    dated: date | None = None
    tags: tuple[str, ...] | None = None


@frozen(kw_only=True)
class Second(Sheet):
    kind: ClassVar[str] = "second"
    schema: ClassVar[int] = 2


CODEC = Codec([Sheet, Second], [upcast("second", 1)(lambda body: body)])
NAMES = ("subject", "number", "signed", "state", "dated", "tags")
SHEETS = st.builds(
    Sheet,
    id=st.just("a"),
    subject=st.text(st.characters(exclude_categories=["Cs"]))
    | st.sampled_from(["2026-01-01", "null", '"schema":2', "1"]),
    number=st.none() | st.integers(-(2**63), 2**63 - 1),
    signed=st.booleans(),
    state=st.sampled_from(["open", "closed"]),
    dated=st.none() | st.dates(),
)


def body(sheet: Record, **changed: Any) -> str:
    return json.dumps({**CODEC.encode(sheet).body, **changed}, ensure_ascii=False)


def read(bodies: Sequence[Any], *names: str, kind: type[Record] = Sheet) -> Any:
    found = ArrowParts(kind, names or NAMES).read(joined([("a", 1, body) for body in bodies]))
    return None if found is None else list(zip(*(column.to_pylist() for column in found), strict=True))


@given(st.lists(SHEETS, min_size=1, max_size=5))
def test_fields_are_those_of_the_records(sheets: list[Sheet]) -> None:
    expected = [tuple(getattr(sheet, name) for name in NAMES) for sheet in sheets]
    assert read(list(map(body, sheets))) == expected
    assert read([body(sheet).encode() for sheet in sheets]) == expected


@given(st.lists(SHEETS, min_size=1, max_size=5))
def test_fields_are_the_same_from_bodies_as_stores_keep_them(sheets: list[Sheet]) -> None:
    expected = [tuple(getattr(sheet, name) for name in NAMES) for sheet in sheets]
    assert read([canonical(CODEC.encode(sheet).body) for sheet in sheets]) == expected


def test_thousands_come_in_their_order() -> None:
    bodies = [body(Sheet(id="a", number=n, subject="ยาว" * (n % 200))) for n in range(3000)]
    assert [number for (number,) in read(bodies, "number")] == list(range(3000))


def test_a_body_longer_than_what_is_parsed_at_once_is_read() -> None:
    assert read([body(Sheet(id="a", subject="ก" * 400_000))], "subject") == [("ก" * 400_000,)]


PLAIN = Sheet(id="a", subject="ทุน")


@pytest.mark.parametrize(
    "odd",
    [
        body(PLAIN, schema=2),
        body(PLAIN, dated="2026-02-30"),
        body(PLAIN, dated="2569"),
        body(PLAIN, number=2**63),
        body(PLAIN, number="1"),
        body(PLAIN, subject=None),
        body(PLAIN, subject=1),
        body(PLAIN, tags=["a"]),
        '{"number":1}',
        "{",
        "null",
        "",
        "[]",
        f"{body(PLAIN)}\n{body(PLAIN)}",
        b"\xff",
    ],
)
def test_whatever_is_not_plain_is_left_to_the_slower_way(odd: Any) -> None:
    assert read([body(PLAIN), odd]) is None
    assert read([odd]) is None


def test_bodies_are_of_the_schema_of_today() -> None:
    new = body(Second(id="a", number=1))
    assert read([new], "number", kind=Second) == [(1,)]
    assert read([new, body(PLAIN)], "number", kind=Second) is None
    assert read([body(PLAIN)], "number", kind=Second) is None


def test_none_is_left_too() -> None:
    assert read([]) is None


def test_parts_come_in_their_order_though_one_is_parsed_while_the_next_is_fetched() -> None:
    parts = [joined([("a", 1, body(Sheet(id="a", number=n)))]) for n in range(20)]
    parts[7] = joined([("a", 1, "null")])
    found = list(ArrowParts(Sheet, ("number",)).read_each(iter(parts)))
    assert [part for part, _ in found] == parts
    assert [arrays and arrays[0].to_pylist() for _, arrays in found] == [None if n == 7 else [n] for n in range(20)]


def test_what_fails_while_fetching_reaches_the_caller() -> None:
    def broken() -> Iterator[JoinedBodies]:
        yield joined([("a", 1, body(PLAIN))])
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        list(ArrowParts(Sheet, ("number",)).read_each(broken()))
