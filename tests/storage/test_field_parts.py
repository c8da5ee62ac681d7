"""Fields read from bodies are what the records would have."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Literal

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.storage import field_parts
from orqa.storage.codec import BodyNotUnderstood, Codec, upcast
from orqa.storage.errors import StoreTooNew
from orqa.storage.field_parts import AT_ONCE, FieldParts


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@frozen(kw_only=True)
class Paper(Record):
    kind: ClassVar[str] = "paper"
    schema: ClassVar[int] = 2

    subject: str = ""
    pages: int | None = None
    signed: bool = False
    state: Literal["open", "closed"] = "open"
    dated: date | None = None
    at: datetime | None = None
    price: Money | None = None
    share: Decimal | None = None
    began: PartialDate | None = None
    about: RecordRef | None = None
    title: Text | None = None
    colour: Colour = Colour.RED
    tags: tuple[str, ...] = ()
    added_later: str = field(default="new")


@upcast("paper", 1)
def _named(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "subject": body.pop("name")}


MOMENTS = (datetime(1900, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001 - Hypothesis adds the zone
CODEC = Codec([Paper], [_named])
NAMES = tuple(a for a in Paper.__annotations__ if a not in {"kind", "schema"})

PAPERS = st.builds(
    Paper,
    id=st.uuids().map(str),
    subject=st.text(st.characters(exclude_categories=["Cs"])),
    pages=st.none() | st.integers(-(2**63), 2**63 - 1),
    signed=st.booleans(),
    state=st.sampled_from(["open", "closed"]),
    dated=st.none() | st.dates(),
    at=st.none() | st.datetimes(*MOMENTS, timezones=st.just(UTC)),
    price=st.none() | st.builds(Money, st.integers(-(10**12), 10**12), st.sampled_from(["THB", "JPY"])),
    share=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    began=st.sampled_from([None, PartialDate(2025), PartialDate(2025, 1), PartialDate(2025, 1, 12)]),
    about=st.sampled_from([None, RecordRef("letter", "1")]),
    title=st.sampled_from([None, Text.of(th="ไทย", en="Thai")]),
    colour=st.sampled_from(Colour),
    tags=st.lists(st.sampled_from("ab")).map(tuple),
)


@pytest.fixture(params=["orqa[fast]", "plain"], autouse=True)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.param == "plain":
        monkeypatch.setitem(sys.modules, "orjson", None)
    field_parts._loads.cache_clear()
    yield
    field_parts._loads.cache_clear()


def raw(paper: Paper, **changed: Any) -> tuple[str, int, str]:
    return paper.id, 1, json.dumps({**CODEC.encode(paper).body, **changed}, ensure_ascii=False)


def rows(bodies: Any, *names: str) -> list[tuple[Any, ...]]:
    parts = FieldParts(CODEC, Paper, names or NAMES).read(bodies)
    return [row for part in parts for row in zip(*part, strict=True)]


def of(papers: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(paper, name) for name in names or NAMES) for paper in papers]


@given(st.lists(PAPERS, max_size=5))
def test_fields_are_those_of_the_records(papers: list[Paper]) -> None:
    assert rows(map(raw, papers)) == of(papers)
    assert rows([(i, v, text.encode()) for i, v, text in map(raw, papers)]) == of(papers)
    assert [list(map(type, row)) for row in rows(map(raw, papers))] == [list(map(type, row)) for row in of(papers)]


def test_one_field_alone_is_a_part_of_one_column() -> None:
    papers = [Paper(id=str(n), pages=n) for n in range(3)]
    assert rows(map(raw, papers), "pages") == [(0,), (1,), (2,)]


def test_many_come_in_parts_and_nothing_is_read_ahead() -> None:
    papers = (raw(Paper(id=str(n), pages=n)) for n in range(2 * AT_ONCE + 1))
    parts = FieldParts(CODEC, Paper, ["pages"]).read(papers)
    assert len(next(parts)[0]) == AT_ONCE
    assert next(papers)[0] == str(AT_ONCE)
    assert [len(part[0]) for part in parts] == [AT_ONCE]


def test_nothing_gives_no_part() -> None:
    assert list(FieldParts(CODEC, Paper, NAMES).read([])) == []


def test_bodies_of_an_older_schema_are_raised() -> None:
    new = Paper(id="b", subject="ใหม่")
    old = ("a", 1, json.dumps({"name": "เก่า"}))
    assert rows([old, raw(new)], "subject", "added_later") == [("เก่า", "new"), ("ใหม่", "new")]


def test_a_field_that_the_body_lacks_has_its_default() -> None:
    assert rows([("a", 1, '{"schema":2}')], "state", "added_later") == [("open", "new")]


def test_whole_numbers_of_any_length_stay_whole() -> None:
    paper = Paper(id="a", pages=10**30)
    assert rows([raw(paper)], "pages") == [(10**30,)]


def test_a_newer_schema_is_refused_as_everywhere() -> None:
    with pytest.raises(StoreTooNew):
        rows([raw(Paper(id="a"), schema=3)])


@pytest.mark.parametrize("text", ["{", "", "null", "[]", None, b"\xff"])
def test_what_is_no_body_says_whose(text: Any) -> None:
    with pytest.raises(BodyNotUnderstood, match="paper:a"):
        rows([("a", 1, text)])


def test_a_body_that_does_not_fit_names_the_field_in_both_languages() -> None:
    with pytest.raises(BodyNotUnderstood) as caught:
        rows([raw(Paper(id="a"), dated="2026-02-30")], "dated")
    assert "paper:a does not fit its class" in caught.value.message("en")
    assert "dated" in caught.value.message("en")
    assert "paper:a ไม่ตรงกับรูปแบบ" in caught.value.message("th")


@given(PAPERS)
def test_plain_values_are_as_bodies_hold_them(paper: Paper) -> None:
    put = CODEC.encode(paper)
    body = json.dumps(dict(put.body))
    (part,) = FieldParts(CODEC, Paper, NAMES, plain=True).read([("p", 1, body)])
    assert [column[0] for column in part] == [json.loads(body)[name] for name in NAMES]


def test_plain_values_of_an_older_schema_are_as_it_would_be_written_today() -> None:
    older = json.dumps({"name": "เดิม", "dated": "2026-01-02", "schema": 1})
    newer = json.dumps(dict(CODEC.encode(Paper(id="n", subject="ใหม่")).body))
    parts = FieldParts(CODEC, Paper, ("subject", "dated"), plain=True).read([("o", 1, older), ("n", 1, newer)])
    assert [tuple(map(list, part)) for part in parts] == [(["เดิม", "ใหม่"], ["2026-01-02", None])]
