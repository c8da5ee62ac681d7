"""What every store refuses says what is wrong and where."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.storage import checks
from orqa.storage.chain import canonical
from orqa.storage.errors import BadBatch, BadQuery, UnknownKind
from orqa.storage.matching import is_after, sort_key
from orqa.storage.plain import is_plain
from orqa.storage.protocol import Add, Batch, BodyColumns, FieldSpec, Into, KindSpec, Put, Touch
from orqa.storage.query import Contains, Equal, Query, contains, equal, is_in

NOTE = KindSpec("note", (FieldSpec("number", "integer"), FieldSpec("day")))
KINDS = {"note": NOTE}
REF = RecordRef("note", "a")
AT = datetime(2026, 1, 1, tzinfo=UTC)


def check(*writes: Any, **parts: Any) -> None:
    told = {"id": "b", "actor": "system", "action": "test", "at": AT}
    checks.check_batch(Batch(**{**told, **parts}, writes=writes), KINDS)


def into(name: str) -> Add:
    return Add("c", 1, None, (Into(REF, name),))


@pytest.mark.parametrize("group", [(), ("number",), ("number", "number"), ("number", "size"), ("number", "recorded")])
def test_an_index_is_of_several_declared_fields(group: tuple[str, ...]) -> None:
    told = re.escape(f"note: an index is of two or more declared fields, each once, not {group!r}")
    with pytest.raises(ValueError, match=f"^{told}$"):
        checks.check_kinds([evolve(NOTE, indexes=(group,))])


def nested(depth: int) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for _ in range(depth):
        body = {"a": body}
    return body


MESSAGES: tuple[tuple[Callable[[], object], str], ...] = (
    (lambda: check(Put(REF, 0, {"a": [1, {"b": 0.5}]})), "note:a.a[1].b: a body holds no float"),
    (lambda: check(Put(REF, 0, {"a": {3: 1}})), "note:a.a: keys are text, found 3"),
    (lambda: check(Put(REF, 0, [1])), "note:a: a body is a dict, found list"),  # type: ignore[arg-type]
    (lambda: check(Put(REF, 0, {"a": MappingProxyType({})})), "note:a.a: a body holds no mappingproxy"),
    (lambda: check(Put(REF, 0, {}, readers="ab")), "note:a: readers are a tuple of tokens, found the text 'ab'"),  # type: ignore[arg-type]
    (
        lambda: check(Put(REF, 0, {}), adds=(into("\ud800"),)),
        "a field that gets a number has 1 to 200 characters and no control characters, found '\\ud800'",
    ),
    (lambda: check(Put(REF, 0, {"x": "\udc00"})), "note:a.x: half a surrogate pair cannot be stored"),
    (lambda: check(Put(REF, 0, {}, {"number": "7"})), "note:a: the field number holds integer, found '7'"),
    (lambda: check(Put(REF, 0, {}, readers=("a b",))), "note:a: a reader's token has no white space, found 'a b'"),
    (lambda: check(Put(REF, 0, {}), Touch(REF, 1)), "note:a is written twice"),
    (lambda: check(Touch(REF, 0)), "note:a: version 0 cannot be expected"),
    (lambda: check(actor=""), "the batch's actor has 1 to 200 characters and no control characters, found ''"),
    (lambda: check(at=datetime(2026, 1, 1)), "a moment in the journal needs a time zone"),  # noqa: DTZ001 - the case
    (lambda: check(adds=(Add("c", 1, 2**63),)), "c: amount, floor and ceiling are integers of 64 bits"),
    (lambda: check(adds=(Add("stock", 1, at_most=2**63),)), "stock: amount, floor and ceiling are integers of 64 bits"),
    (lambda: check(adds=(into("n"),)), "c: its number goes into note:a, which this batch does not put"),
    (lambda: check(Put(REF, 0, {}), adds=(into("day"),)), "c: day of note:a is declared as text"),
    (lambda: check(Put(REF, 0, nested(20_000))), "note:a: the body is nested too deeply"),
    (lambda: checks.check_cell("c", 2**63), "c: 9223372036854775808 does not fit 64 bits"),
)


@pytest.mark.parametrize(("act", "reason"), MESSAGES, ids=[reason[:40] for _, reason in MESSAGES])
def test_a_bad_batch_says_what_and_where(act: Callable[[], object], reason: str) -> None:
    with pytest.raises(BadBatch) as caught:
        act()
    assert caught.value.reason == reason
    assert caught.value.message("en") == f"the batch cannot be applied: {reason}"
    assert caught.value.message("th") == f"บันทึกชุดนี้ไม่ได้: {reason}"


names = st.sampled_from(["a", "b", "note", "", "a b", "\u200b", "\n", "\0", "\ud800", "x" * 201, 7])
scalars = st.sampled_from([None, 1, True, "ก", "", "\0", "\ud800", 2**63, -(2**63), 0.5])
keys = st.sampled_from(["a", "ข", "\udc00", 3])
nests = st.lists(scalars | st.dictionaries(keys, scalars, max_size=2), max_size=2)
bodies = st.dictionaries(keys, scalars | nests, max_size=3)
indexes = st.fixed_dictionaries({"number": scalars, "day": scalars}) | st.dictionaries(
    st.sampled_from(["day", "number", "x"]), scalars, max_size=2
)
readers = st.lists(names, max_size=2).map(tuple) | st.sampled_from(["ab", [], ["a"]])
refs = st.builds(RecordRef, st.sampled_from(["note", "other"]), st.sampled_from(["a", "b", "\n"]))
writes = st.builds(Put, refs, st.integers(-1, 1), bodies, indexes, scalars, readers) | st.builds(
    Touch, refs, st.integers(0, 1)
)
intos = st.lists(st.builds(Into, refs, st.sampled_from(["number", "day", "n", "", "\n"])), max_size=2).map(tuple)
numbers = st.sampled_from([0, 1, 2**63, 0.5, True])
adds = st.builds(Add, names, numbers, st.none() | numbers, intos)
batches = st.builds(
    Batch,
    names,
    names,
    names,
    st.sampled_from([AT, AT.replace(tzinfo=None)]),
    st.lists(writes, max_size=2).map(tuple),
    st.lists(adds, max_size=2).map(tuple),
    st.sampled_from(["", "เหตุ", "\0", "\ud800"]),
)


@given(batches)
def test_a_batch_that_looks_plain_is_right(batch: Batch) -> None:
    if is_plain(batch, KINDS):
        checks._go_over(batch, KINDS)


WHOLE = Put(REF, 0, {"a": "ก", "n": 1, "t": True, "o": None}, {"number": 1, "day": None}, "ก", ("unit:1", "ab"))
SPOILT = (
    evolve(WHOLE, body={"a": "\ud800"}),
    evolve(WHOLE, body={"a": 0.5}),
    evolve(WHOLE, body={3: 1}),
    evolve(WHOLE, index={"number": 2**63, "day": None}),
    evolve(WHOLE, index={"number": "1", "day": None}),
    evolve(WHOLE, index={"number": 1, "day": "\0"}),
    evolve(WHOLE, index={"number": 1, "day": 1}),
    evolve(WHOLE, text="\0"),
    evolve(WHOLE, readers=("a b",)),
    evolve(WHOLE, readers="ab"),
    evolve(WHOLE, expected=-1),
    evolve(WHOLE, ref=RecordRef("other", "a")),
    Touch(REF, 1),
)


def test_most_batches_look_plain_and_each_fault_shows() -> None:
    """Else nothing would be gained, or something missed."""
    batch = Batch("b", "system", "test", AT, (WHOLE, evolve(WHOLE, ref=RecordRef("note", "b"))), (into("number"),))
    assert is_plain(batch, KINDS)
    for spoilt in SPOILT:
        assert not is_plain(evolve(batch, writes=(spoilt,), adds=()), KINDS), spoilt
    spoilt_batches = (
        evolve(batch, writes=(WHOLE, WHOLE)),
        evolve(batch, adds=(into("day"),)),
        evolve(batch, adds=(into("number"), into("number"))),
        evolve(batch, adds=(Add("c", 2**63),)),
        evolve(batch, adds=(Add("", 1),)),
        evolve(batch, id="\n"),
        evolve(batch, actor="x" * 201),
        evolve(batch, reason="\0"),
        evolve(batch, at=AT.replace(tzinfo=None)),
    )
    assert [is_plain(spoilt, KINDS) for spoilt in spoilt_batches] == [False] * len(spoilt_batches)


def of_body(number: int, body: dict[str, Any], text: str = "ก", names: tuple[str, ...] = ("number", "day")) -> Put:
    return Put(RecordRef("note", f"m{number}"), 0, body, BodyColumns(body, names), text)


FIELDS: dict[str, Any] = {"a": "ก", "number": 1, "day": None, "t": True, "o": None}
ODD: tuple[tuple[dict[str, Any], bool], ...] = (
    (FIELDS, True),
    (FIELDS | {"number": None, "day": "2026", "a": None}, True),
    (FIELDS | {"a": 7, "t": "\t"}, True),
    (FIELDS | {"a": 2**70}, True),
    ({"day": None, **FIELDS}, True),  # another order
    (FIELDS | {"more": 1}, True),
    (FIELDS | {"number": 2**63}, False),
    (FIELDS | {"number": True}, False),
    (FIELDS | {"number": "1"}, False),
    (FIELDS | {"day": 1}, False),
    (FIELDS | {"day": "\0"}, False),
    (FIELDS | {"a": "\ud800"}, False),
    (FIELDS | {"a": 0.5}, False),
    (FIELDS | {"o": ["ก", 1, None, ["b"], {"c": [True]}], "t": {}}, True),
    (FIELDS | {"o": {"c": [{"d": 0.5}]}}, False),
    (FIELDS | {"o": ["\ud800"]}, False),
    (FIELDS | {"o": [{"\ud800": 1}]}, False),
    (FIELDS | {"o": [{3: 1}]}, False),
    (FIELDS | {"o": [("a", "b")]}, False),  # may be right: it is gone over
    (FIELDS | {"day": ["2026"]}, False),
    (FIELDS | {"o": nested(7)}, True),
    (FIELDS | {"o": nested(8)}, False),
    ({3: 1, **FIELDS}, False),  # type: ignore[dict-item]
)


@pytest.mark.parametrize(("odd", "plain"), ODD)
@pytest.mark.parametrize("before", [0, 20])
@pytest.mark.parametrize("every", [False, True])
def test_of_many_records_each_is_looked_at(odd: dict[str, Any], plain: bool, before: int, every: bool) -> None:  # noqa: FBT001
    like = odd if every else FIELDS
    puts = [of_body(number, dict(odd if number == before else like)) for number in range(before + 10)]
    batch = Batch("b", "system", "test", AT, tuple(puts))
    assert is_plain(batch, KINDS) is plain
    if plain:
        checks._go_over(batch, KINDS)


@pytest.mark.parametrize(
    "odd",
    [
        of_body(30, dict(FIELDS), "\ud800"),
        of_body(30, dict(FIELDS), text=7),  # type: ignore[arg-type]
        evolve(of_body(30, dict(FIELDS)), index={"number": "1"}),
        evolve(of_body(30, dict(FIELDS)), readers="ab"),
        evolve(of_body(30, dict(FIELDS)), expected=-1),
        of_body(30, FIELDS | {"x": 1}, names=("number", "x")),
    ],
)
def test_of_many_records_the_one_with_a_fault_shows(odd: Put) -> None:
    puts = [of_body(number, dict(FIELDS)) for number in range(20)]
    assert is_plain(Batch("b", "system", "test", AT, tuple(puts)), KINDS)
    assert not is_plain(Batch("b", "system", "test", AT, (*puts, odd)), KINDS)


def test_a_float_amount_is_refused_at_once() -> None:
    """A float in a range of 64 bits would be looked for one integer at a time."""
    with pytest.raises(BadBatch):
        check(adds=(Add("c", 1.5),))  # type: ignore[arg-type]


def test_unknown_names_list_the_known_ones() -> None:
    with pytest.raises(UnknownKind) as caught:
        checks.known_field(NOTE, "colour", ("id",))
    assert str(caught.value) == "this store knows no field colour of note; it knows number, day, id"
    with pytest.raises(UnknownKind, match="no kind letter; it knows note"):
        checks.known_kind(KINDS, "letter")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (equal("number", "7"), "note.number holds integer, asked for '7'"),
        (is_in("day", ("x", 1)), "note.day holds text, asked for 1"),
        (Query((Equal("day", None),)), "None equals nothing; use absent()"),  # type: ignore[arg-type]
        (equal("number", 2**63), "note.number holds integer, asked for 9223372036854775808"),
        (equal("day", "\ud800"), "note.day holds text"),
        (Query((Contains(("a\0b",)),)), "a search key holds no such character: 'a\\x00b'"),
        (Query((Contains(("\ud800",)),)), "a search key holds no such character: '\\ud800'"),
        (Query((Equal("number", 1),) * 501), "there are more than 500 words and conditions; leave some out"),
        (contains(" ".join(map(str, range(501)))), "there are more than 500 words and conditions; leave some out"),
    ],
)
def test_a_question_that_no_field_answers_is_refused(query: Query, message: str) -> None:
    with pytest.raises(BadQuery, match=re.escape(message)) as caught:
        checks.check_query(evolve(NOTE, searchable=True), query)
    assert isinstance(caught.value, ValueError)


def test_too_many_words_are_told_in_thai_too() -> None:
    """A page of text pasted into a search is a user's mistake, not a program's."""
    with pytest.raises(BadQuery) as caught:
        checks.check_query(evolve(NOTE, searchable=True), contains(" ".join(map(str, range(501)))))
    assert caught.value.message("th") == "ค้นเช่นนี้ไม่ได้: มีคำและเงื่อนไขมากกว่า 500 ข้อ ให้ตัดออกบ้าง"


BY_DAY = (("day", False), ("recorded", False))


@pytest.mark.parametrize(
    ("after", "limit", "message"),
    [
        (None, 0, "a page holds 1 to 2,147,483,647, asked for 0"),
        (None, 2**63, "a page holds 1 to 2,147,483,647, asked for 9223372036854775808"),
        (None, 1.5, "a page holds 1 to 2,147,483,647, asked for 1.5"),
        ((1,), 1, "the cursor has 1 values, this order has 2 keys"),
        ((1, 1), 1, "the cursor has 1 for day, which holds text"),
        (("x\0", 1), 1, "the cursor has 'x\\x00' for day, which holds text"),
        (("\ud800", 1), 1, "the cursor has '\\ud800' for day, which holds text"),
        (("x", "y"), 1, "the cursor has 'y' for recorded, which holds integer"),
        (("x", 2**63), 1, "the cursor has 9223372036854775808 for recorded, which holds integer"),
    ],
)
def test_a_page_that_is_none_is_refused(after: Any, limit: Any, message: str) -> None:
    """Cursors come back from web pages: whatever they hold, no database sees a value that it cannot compare."""
    with pytest.raises(BadQuery, match=re.escape(message)):
        checks.check_page(NOTE, BY_DAY, after, limit)


def test_a_cursor_may_hold_no_value() -> None:
    checks.check_page(NOTE, BY_DAY, (None, 1), 1)


@pytest.mark.parametrize(("after", "limit"), [(-1, 1), (2**63, 1), (0, 0), (0, -1), (0, 2**31)])
def test_a_part_of_the_journal_that_is_none_is_refused(after: int, limit: int) -> None:
    with pytest.raises(BadQuery, match="asked for"):
        checks.check_part(after, limit)


def test_words_need_a_searchable_kind() -> None:
    with pytest.raises(UnknownKind, match="searchable text of note"):
        checks.check_query(NOTE, contains("ทุน"))


def test_every_order_ends_with_the_order_of_recording() -> None:
    assert checks.full_order(NOTE, ("-number",)) == (("number", True), ("recorded", False))
    assert checks.full_order(NOTE, ("-recorded",)) == (("recorded", True),)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(body=st.dictionaries(st.text(), JSON, max_size=3))
def test_what_the_check_accepts_has_a_canonical_form_in_utf_8(body: dict[str, Any]) -> None:
    checks.check_json(body, "body")
    canonical(body).encode()


@given(
    rows=st.lists(st.tuples(st.none() | st.integers(-2, 2), st.none() | st.sampled_from("ab")), max_size=8),
    descending=st.tuples(st.booleans(), st.booleans()),
)
def test_exactly_what_sorts_behind_a_cursor_is_after_it(
    rows: list[tuple[int | None, str | None]], descending: tuple[bool, bool]
) -> None:
    pairs = tuple(zip(("number", "day", "recorded"), (*descending, False), strict=True))
    keyed = [(*row, place) for place, row in enumerate(rows)]
    for place in reversed(range(3)):
        keyed.sort(key=lambda row, place=place: sort_key(row[place]), reverse=pairs[place][1])  # type: ignore[misc]
    for place, cursor in enumerate(keyed):
        assert [is_after(row, cursor, pairs) for row in keyed] == [other > place for other in range(len(keyed))]
