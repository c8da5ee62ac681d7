"""Records to stored forms and back."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Any, ClassVar, Literal

import pytest
from attrs import evolve, field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from orqa.base.citations import Citation
from orqa.base.language import Text
from orqa.base.markers import indexed, searchable
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.storage.chain import canonical
from orqa.storage.checks import check_json, fits
from orqa.storage.codec import BodyNotUnderstood, Codec, upcast
from orqa.storage.errors import StoreTooNew, UnknownKind
from orqa.storage.plain import is_plain
from orqa.storage.protocol import Batch, FieldSpec, KindSpec, Stored


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Shade(Enum):
    DARK = "dark"


@frozen
class Item:
    name: str
    size: int
    made: date | None = None


@frozen(kw_only=True)
class Everything(Record):
    kind: ClassVar[str] = "everything"

    subject: str = field(metadata=searchable())
    title: Text = field(metadata=searchable())
    words: tuple[str, ...] = field(default=(), metadata=searchable())
    number: int | None = field(default=None, metadata=indexed())
    flag: bool | None = field(default=None, metadata=indexed())
    day: date | None = field(default=None, metadata=indexed())
    at: datetime = field(metadata=indexed())
    printed: PartialDate | None = field(default=None, metadata=indexed())
    urgency: Urgency = field(default=Urgency.NORMAL, metadata=indexed())
    level: Level = field(default=Level.LOW, metadata=indexed())
    shade: Shade = field(default=Shade.DARK, metadata=indexed())
    about: RecordRef | None = field(default=None, metadata=indexed())
    direction: Literal["in", "out"] = field(default="in", metadata=indexed())
    rate: Decimal = Decimal("1.10")
    amount: Money | None = None
    cites: tuple[Citation, ...] = ()
    items: tuple[Item, ...] = ()


AT = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=7)))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.sampled_from([UTC, AT.tzinfo]))  # noqa: DTZ001 - Hypothesis adds the zone

RECORDS = st.builds(
    Everything,
    id=st.text("abc-1", min_size=1, max_size=8),
    subject=TEXTS,
    title=TEXTS.filter(bool).map(lambda text: Text.of(th=text, en="x")),
    words=st.lists(TEXTS, max_size=2).map(tuple),
    number=st.none() | st.integers(-(2**63), 2**63 - 1),
    flag=st.none() | st.booleans(),
    day=st.none() | st.dates(),
    at=MOMENTS,
    printed=st.none() | st.dates().map(PartialDate.of) | st.builds(PartialDate, st.integers(1, 9999)),
    urgency=st.sampled_from(Urgency),
    level=st.sampled_from(Level),
    about=st.none() | st.builds(RecordRef, st.just("letter"), st.text("aก:-1", min_size=1)),
    direction=st.sampled_from(["in", "out"]),
    rate=st.decimals(allow_nan=False, allow_infinity=False),
    amount=st.none() | st.builds(Money.of, st.integers(-(10**9), 10**9), st.sampled_from(["THB", "JPY"])),
    cites=st.lists(st.just(Citation("opm-leave-2555", "ข้อ 18")), max_size=2).map(tuple),
    items=st.lists(st.builds(Item, TEXTS, st.integers(), st.none() | st.dates()), max_size=2).map(tuple),
)


EVERYTHING = Codec([Everything])


def made(**values: Any) -> Everything:
    return Everything(**{"id": "a", "subject": "ทุน", "title": Text.of(th="ก"), "at": AT, **values})


@given(record=RECORDS, version=st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_decoding_what_was_encoded_gives_the_same_record(record: Everything, version: int) -> None:
    codec = EVERYTHING
    put = codec.encode(record)
    kept = json.loads(canonical(put.body))
    assert kept == put.body
    decoded = codec.decode(Stored(put.ref, version, kept))
    assert decoded == record
    assert decoded.version == version
    check_json(put.body, "body")
    types = {spec.name: spec.type for spec in codec.spec(Everything).fields}
    assert put.index.keys() == types.keys()
    assert all(fits(value, types[name]) and not isinstance(value, bool) for name, value in put.index.items())


@given(one=MOMENTS, other=MOMENTS)
def test_stored_moments_sort_as_time(one: datetime, other: datetime) -> None:
    first, second = (EVERYTHING.encode(made(at=at)).index["at"] for at in (one, other))
    assert (str(first) < str(second)) == (one < other)


def test_members_of_enums_are_stored_as_plain_values() -> None:
    """A text that is a member of an enum looks like one in JSON; drivers and checks know it for something else."""
    body = EVERYTHING.encode(made(urgency=Urgency.URGENT, level=Level.HIGH)).body
    found = [body[name] for name in ("urgency", "level", "shade")]
    assert found == ["urgent", 2, "dark"]
    assert list(map(type, found)) == [str, int, str]


def test_lists_and_texts_of_several_languages_are_looked_at_quickly() -> None:
    put = EVERYTHING.encode(made(items=(Item("แนบ", 1), Item("อีก", 2, date(2025, 1, 12))), words=("ก",)))
    batch = Batch("b", "system", "test", AT, (put,))
    assert is_plain(batch, {spec.kind: spec for spec in EVERYTHING.kinds})


def test_the_stored_form_is_plain_data_without_id_and_version() -> None:
    record = made(
        number=3,
        flag=True,
        day=date(2025, 1, 12),
        printed=PartialDate(2025, 1),
        about=RecordRef("letter", "x"),
        amount=Money.of("1234.5", "THB"),
        cites=(Citation("opm-leave-2555", "ข้อ 18"),),
        items=(Item("แนบ", 1),),
        version=4,
    )
    assert EVERYTHING.encode(record).body == {
        "subject": "ทุน",
        "title": [["th", "ก"]],
        "words": [],
        "number": 3,
        "flag": True,
        "day": "2025-01-12",
        "at": "2026-11-23T02:00:00.000000Z",
        "printed": "2025-01",
        "urgency": "normal",
        "level": 1,
        "shade": "dark",
        "about": "letter:x",
        "direction": "in",
        "rate": "1.10",
        "amount": "1234.50 THB",
        "cites": ["opm-leave-2555#ข้อ 18"],
        "items": [{"name": "แนบ", "size": 1, "made": None}],
    }


def test_columns_without_flags_are_read_from_the_body() -> None:
    @frozen(kw_only=True)
    class Leaf(Record):
        kind: ClassVar[str] = "leaf"

        code: str = field(metadata=indexed())
        note: str = ""

    put = Codec([Leaf]).encode(Leaf(id="a", code="x", note="n"))
    assert (dict(put.index), len(put.index), repr(put.index)) == ({"code": "x"}, 1, "{'code': 'x'}")
    assert (put.index, put.index.get("code"), put.index.get("note")) == ({"code": "x"}, "x", None)
    with pytest.raises(KeyError):
        put.index["note"]


def test_index_values_are_those_of_the_body_with_flags_as_integers() -> None:
    index = EVERYTHING.encode(made(flag=True, level=Level.HIGH)).index
    assert (index["flag"], index["level"], index["urgency"], index["number"]) == (1, 2, "normal", None)
    assert type(index["flag"]) is int


def test_search_text_holds_the_key_of_each_searchable_piece() -> None:
    put = EVERYTHING.encode(made(subject="ครั้งที่ ๑๐", title=Text.of(th="น้ำ", en="Water"), words=("A B", "")))
    assert put.text == "ครั้งที่ 10\nน้ำ\nwater\na b"


@given(record=RECORDS)
@settings(max_examples=50, deadline=None)
def test_columns_and_search_text_follow_from_the_body_alone(record: Everything) -> None:
    put = EVERYTHING.encode(record)
    shown = EVERYTHING.project(Stored(put.ref, 7, json.loads(canonical(put.body)), ("unit:1",)))
    assert (shown.index, shown.text) == (put.index, put.text)


def test_readers_and_the_expected_version_go_along() -> None:
    codec = EVERYTHING
    put = codec.encode(made(version=4), readers=("unit:1",))
    assert (put.expected, put.readers, put.ref) == (4, ("unit:1",), RecordRef("everything", "a"))
    assert codec.encode(made(version=4), expected=0).expected == 0


def test_the_spec_tells_fields_search_and_schema() -> None:
    @frozen(kw_only=True)
    class Small(Record):
        kind = "small"
        indexes = (("count", "code"),)
        code: str = field(metadata=indexed())
        count: int = field(metadata=indexed())
        other: str = ""

    codec = Codec([Small, Everything])
    assert codec.spec(Small) == KindSpec(
        "small", (FieldSpec("code"), FieldSpec("count", "integer")), indexes=(("count", "code"),)
    )
    assert codec.spec(Everything).searchable
    assert [spec.kind for spec in codec.kinds] == ["small", "everything"]
    assert codec.type_of("small") is Small


@pytest.mark.parametrize("annotation", [Decimal, tuple[str, ...], Money | None, Item, str | int, dict[str, str]])
def test_a_field_without_an_order_cannot_be_indexed(annotation: Any) -> None:
    odd = frozen(kw_only=True)(
        type("Odd", (Record,), {"kind": "odd", "__annotations__": {"x": annotation}, "x": field(metadata=indexed())})
    )
    with pytest.raises(TypeError, match=r"odd\.x is indexed\(\) but of type"):
        Codec([odd]).spec(odd)


def test_floats_are_refused_when_the_class_is_first_used() -> None:
    @frozen(kw_only=True)
    class Loose(Record):
        kind = "loose"
        rate: float

    with pytest.raises(TypeError, match="may hold no float"):
        Codec([Loose]).encode(Loose(id="a", rate=1.5))


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        EVERYTHING.encode(made(at=datetime(2026, 1, 1)))  # noqa: DTZ001 - this is the case


# ------------------------------------------------------------------ kinds, schemas, old bodies


@frozen(kw_only=True)
class Letter(Record):
    kind = "letter"
    schema = 3
    subject: str
    sender: str = "?"


@upcast("letter", 1)
def rename(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "subject": body.pop("title")}


@upcast("letter", 2)
def name_sender(body: dict[str, Any]) -> dict[str, Any]:
    body["sender"] = body.pop("from", "")
    return body


LETTERS = Codec([Letter], [rename, name_sender])


@pytest.mark.parametrize(
    ("body", "subject", "sender"),
    [
        ({"title": "ก", "from": "ข"}, "ก", "ข"),
        ({"title": "ก"}, "ก", ""),
        ({"subject": "ก", "from": "ข", "schema": 2}, "ก", "ข"),
        ({"subject": "ก", "sender": "ข", "schema": 3}, "ก", "ข"),
        ({"subject": "ก", "schema": 3}, "ก", "?"),
    ],
)
def test_old_bodies_are_raised_step_by_step(body: dict[str, Any], subject: str, sender: str) -> None:
    before = dict(body)
    letter = LETTERS.decode(Stored(RecordRef("letter", "a"), 1, body))
    assert letter == Letter(id="a", subject=subject, sender=sender)
    assert body == before, "a stored body is never changed"


def test_columns_of_an_old_body_are_those_of_the_class_as_it_is_now() -> None:
    @frozen(kw_only=True)
    class Filed(Letter):
        sender: str = field(default="?", metadata=indexed() | searchable())

    codec = Codec([Filed], [rename, name_sender])
    shown = codec.project(Stored(RecordRef("letter", "a"), 1, {"title": "ก", "from": "ข"}))
    assert (shown.index, shown.text) == ({"sender": "ข"}, "ข")
    with pytest.raises(UnknownKind):
        codec.project(Stored(RecordRef("other", "a"), 1, {}))


def test_the_schema_is_written_only_when_it_is_above_1() -> None:
    assert LETTERS.encode(Letter(id="a", subject="ก")).body["schema"] == 3
    assert "schema" not in EVERYTHING.encode(made()).body


def test_a_body_of_a_newer_schema_is_not_guessed_at() -> None:
    with pytest.raises(StoreTooNew) as caught:
        LETTERS.decode(Stored(RecordRef("letter", "a"), 1, {"schema": 4}))
    assert (caught.value.kind, caught.value.found, caught.value.known) == ("letter", 4, 3)
    with pytest.raises(StoreTooNew):
        EVERYTHING.decode(Stored(RecordRef("everything", "a"), 1, {"schema": 2}))


@pytest.mark.parametrize(
    ("steps", "odd"),
    [([], "letter 1, letter 2"), ([rename], "letter 2"), ([rename, name_sender, upcast("x", 1)(dict)], "x 1")],
)
def test_every_past_schema_needs_its_step(steps: list[Any], odd: str) -> None:
    with pytest.raises(ValueError, match=f"missing or of no use: {odd}"):
        Codec([Letter], steps)


def test_two_steps_for_one_schema_are_refused() -> None:
    with pytest.raises(ValueError, match="two upcasts of 'letter' read schema 1"):
        Codec([Letter], [rename, rename, name_sender])


def test_a_kind_belongs_to_one_class() -> None:
    class Other(Letter):
        pass

    with pytest.raises(ValueError, match="two classes have the kind 'letter'"):
        Codec([Letter, Other], [rename, name_sender])
    with pytest.raises(UnknownKind) as caught:
        LETTERS.encode(Other(id="a", subject="ก"))
    assert "Other" in str(caught.value)


def test_unknown_kinds_are_named() -> None:
    with pytest.raises(UnknownKind) as caught:
        LETTERS.decode(Stored(RecordRef("memo", "a"), 1, {}))
    assert str(caught.value) == "this store knows no kind memo; it knows letter"
    with pytest.raises(UnknownKind):
        LETTERS.encode(made())


def test_a_body_that_does_not_fit_says_where() -> None:
    stored = Stored(RecordRef("everything", "a"), 1, {**EVERYTHING.encode(made()).body, "day": "2025-13-40"})
    with pytest.raises(BodyNotUnderstood) as caught:
        EVERYTHING.decode(evolve(stored, body={**stored.body, "number": "x"}))
    problems = caught.value.problems
    assert len(problems) == 2, problems
    assert any("everything.day" in problem for problem in problems)
    assert "run: orqa verify" in caught.value.message("en")
    assert "orqa verify" in caught.value.message("th")


def test_a_field_that_an_old_body_lacks_takes_its_default() -> None:
    body = dict(EVERYTHING.encode(made()).body)
    del body["rate"]
    assert EVERYTHING.decode(Stored(RecordRef("everything", "a"), 1, body)) == made()


def test_making_a_codec_and_its_specs_loads_no_cattrs() -> None:
    script = (
        "import sys; from orqa.storage.codec import Codec; from orqa.base.records import Record\n"
        "from attrs import frozen\n"
        "@frozen(kw_only=True)\n"
        "class Note(Record):\n    kind = 'note'\n    subject: str\n"
        "Codec([Note]).kinds; print('cattrs' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"
    )
