"""Letter numbers: every printed shape, one written form, helpful refusals."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.thai import to_thai_digits
from orqa.domain.correspondence import (
    Reference,
    ReferenceKind,
    ReferenceNotUnderstood,
    parse_reference,
    reference_key,
)

REAL = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "real-letters.jsonl").read_text(encoding="utf-8").splitlines()
]
LETTER, MEMO, ORDER, MEETING = ReferenceKind.LETTER, ReferenceKind.MEMO, ReferenceKind.ORDER, ReferenceKind.MEETING

# ------------------------------------------------------------------ what is printed

PRINTED: list[tuple[str, str, dict[str, Any]]] = [
    ("อว 0655.08/12", "อว 0655.08/12", {"kind": LETTER, "prefix": "อว", "unit_code": "0655.08", "number": "12"}),
    ("กค 0499.2/ว7", "กค 0499.2/ว 7", {"kind": LETTER, "unit_code": "0499.2", "circular": True, "number": "7"}),
    ("มท ๐๙๙๙ /ว ๑๒", "มท 0999/ว 12", {"unit_code": "0999", "circular": True, "number": "12"}),
    ("วจ๑๒/๒๕๖๘", "วจ 12/2568", {"kind": MEMO, "prefix": "วจ", "number": "12", "year": 2568}),
    ("กค. 0599.3/ว.12", "กค 0599.3/ว 12", {"prefix": "กค", "circular": True}),
    ("ก.ค. 0599.3/12", "กค 0599.3/12", {"prefix": "กค", "circular": False}),
    ("วจ ว.พิเศษ/๒๕๖๙", "วจ ว พิเศษ/2569", {"kind": MEMO, "circular": True, "special": True, "year": 2569}),
    ("ศธ 0599(3).2/ว 4", "ศธ 0599(3).2/ว 4", {"unit_code": "0599(3).2"}),
    ("ศธ 0599 ( 3 ) . 2 / ว 4", "ศธ 0599(3).2/ว 4", {"unit_code": "0599(3).2"}),
    ("กห 0599(2)/4", "กห 0599(2)/4", {"unit_code": "0599(2)"}),
    ("อว 0699.07.04/1200", "อว 0699.07.04/1200", {"unit_code": "0699.07.04", "number": "1200"}),
    ("อว 669901.1/7", "อว 669901.1/7", {"unit_code": "669901.1"}),
    ("อว 64/123", "อว 64/123", {"kind": LETTER, "unit_code": "64", "number": "123"}),
    ("กค (กxx) 0499.2/000123", "กค (กxx) 0499.2/000123", {"board": "กxx", "number": "000123", "circular": False}),
    ("กค(กวจ)0405.2/ว804", "กค (กวจ) 0405.2/ว 804", {"prefix": "กค", "board": "กวจ", "circular": True}),
    ("(กวจ) 0405.2/5", "(กวจ) 0405.2/5", {"prefix": None, "board": "กวจ"}),
    ("อว 0699.09/ว.0042", "อว 0699.09/ว 0042", {"number": "0042"}),
    ("0499.3/ว 9", "0499.3/ว 9", {"prefix": None, "unit_code": "0499.3", "number": "9"}),
    ("อว 0655.08/พิเศษ", "อว 0655.08/พิเศษ", {"kind": LETTER, "special": True}),
    ("อว 0655/2568", "อว 0655/2568", {"kind": LETTER, "unit_code": "0655", "number": "2568", "year": None}),
    ("0655/2568", "0655/2568", {"kind": LETTER, "unit_code": "0655", "number": "2568"}),
    ("3207/123", "3207/123", {"kind": LETTER, "unit_code": "3207"}),
    ("ว 42", "ว 42", {"kind": LETTER, "prefix": None, "unit_code": None, "circular": True, "number": "42"}),
    ("ว.42", "ว 42", {"circular": True}),
    ("ว 42/51", "ว 42/2551", {"kind": MEMO, "circular": True, "year": 2551}),
    ("กค ว 42", "กค ว 42", {"kind": LETTER, "prefix": "กค", "circular": True}),
    ("ที่ ๓๒๐๗/ ๒๕๖๘", "3207/2568", {"kind": ORDER, "number": "3207", "year": 2568, "prefix": None}),
    ("237/60", "237/2560", {"kind": ORDER, "number": "237", "year": 2560}),
    ("017/2562", "017/2562", {"kind": ORDER, "number": "017"}),
    ("คำสั่ง 12-2563", "12/2563", {"kind": ORDER, "number": "12", "year": 2563}),
    ("คำสั่งที่ 12 – 63", "12/2563", {"kind": ORDER, "number": "12", "year": 2563}),
    ("คำสั่งที่ 0655/2568", "คำสั่งที่ 0655/2568", {"kind": ORDER, "number": "0655", "year": 2568}),
    ("เลขที่ 5/2568", "5/2568", {"kind": ORDER}),
    ("หนังสือที่ อว 0655/7", "อว 0655/7", {"kind": LETTER}),
    ("ครั้งที่ ๓ / ๒๕๕๙", "ครั้งที่ 3/2559", {"kind": MEETING, "number": "3", "year": 2559}),
    ("การประชุมครั้งที่ 3-2559", "ครั้งที่ 3/2559", {"kind": MEETING}),
    ("ครั้งที่ 3/ภาค 1/2569", "ครั้งที่ 3/ภาค 1/2569", {"kind": MEETING, "term": "1", "year": 2569}),
    ("ครั้งที่ 3/2569 (ครั้งที่ 125)", "ครั้งที่ 3/2569 (125)", {"kind": MEETING, "total": "125"}),
    ("๒๕/๒๕๖8", "25/2568", {"kind": ORDER, "year": 2568}),
    ("\u200bอว\u00a00655/ว\u200b 7", "อว 0655/ว 7", {"kind": LETTER}),
]


@pytest.mark.parametrize(("text", "normal", "parts"), PRINTED)
def test_printed_shapes(text: str, normal: str, parts: dict[str, Any]) -> None:
    reference = parse_reference(text)
    assert str(reference) == normal
    assert {name: getattr(reference, name) for name in parts} == parts


@pytest.mark.parametrize(("_text", "normal", "_parts"), PRINTED)
def test_normal_form_reads_back(_text: str, normal: str, _parts: dict[str, Any]) -> None:
    assert str(parse_reference(normal)) == normal


@pytest.mark.parametrize("row", [row for row in REAL if "printed_number" in row])
def test_real_numbers(row: dict[str, Any]) -> None:
    if row["kind"] == "bylaw":  # a catalogue number of the publisher, not one of the by-law
        with pytest.raises(ReferenceNotUnderstood):
            parse_reference(row["printed_number"])
        return
    reference = parse_reference(row["printed_number"])
    expected = {"order": ORDER, "meeting": MEETING, "minutes": MEETING, "internal_memo": MEMO}
    assert reference.kind == expected.get(row["kind"], LETTER)
    assert reference.circular == row.get("circular", False)
    if "text_layer_number" in row:
        assert parse_reference(row["text_layer_number"]) == reference


def test_kinds_compare_with_plain_text() -> None:
    assert parse_reference("ว 42").kind == "letter"


# ------------------------------------------------------------------ properties

_DIGITS = st.text("0123456789", min_size=1, max_size=6)
_LETTERS = st.text("กคงจชดตทนบปพมยรลวศสหอ", min_size=2, max_size=4)
_YEARS = st.integers(2400, 2699)
_TRUE = st.sampled_from([True])
_RUNS = _DIGITS | st.just("พิเศษ")
_UNITS = st.from_regex(r"0[0-9]{3}(\.[0-9]{2}){0,2}|[0-9]{4}\([0-9]\)\.[0-9]", fullmatch=True)

_REFERENCES = st.one_of(
    st.builds(
        Reference,
        kind=st.just(LETTER),
        number=_RUNS,
        prefix=st.none() | _LETTERS,
        board=st.none() | _LETTERS,
        unit_code=_UNITS,
        circular=st.booleans(),
    ),
    st.builds(
        Reference,
        kind=st.just(MEMO),
        number=st.text("0123456789", min_size=1, max_size=3),
        prefix=_LETTERS,
        year=_YEARS,
        circular=st.booleans(),
    ),
    st.builds(Reference, kind=st.just(MEMO), number=_RUNS, prefix=_LETTERS, year=_YEARS, circular=_TRUE),
    st.builds(Reference, kind=st.just(ORDER), number=_DIGITS, year=_YEARS),
    st.builds(Reference, kind=st.just(MEETING), number=_DIGITS, year=_YEARS, total=st.none() | _DIGITS),
    st.builds(Reference, kind=st.just(LETTER), number=_DIGITS, circular=_TRUE),
)


@given(_REFERENCES)
def test_written_and_read_back_is_the_same(reference: Reference) -> None:
    assert parse_reference(str(reference)) == reference


@given(_REFERENCES, st.sampled_from(["", " ", "  ", "\u00a0"]))
def test_digits_and_spaces_do_not_matter(reference: Reference, space: str) -> None:
    printed = to_thai_digits(str(reference)).replace("/", f"{space}/{space}")
    assert parse_reference(printed) == reference
    assert reference_key(printed) == reference.key


@given(_REFERENCES, _REFERENCES)
def test_keys_are_equal_only_for_equal_numbers(one: Reference, other: Reference) -> None:
    assert (one.key == other.key) == (str(one) == str(other))


@given(st.text(max_size=60) | st.text("อว ที่คำสั่งครั้งพิเศษ0123456789/().-", max_size=40))
def test_any_text_is_read_or_refused_and_reads_back(text: str) -> None:
    try:
        reference = parse_reference(text)
    except ReferenceNotUnderstood:
        return
    assert parse_reference(str(reference)) == reference


# ------------------------------------------------------------------ plain numbers


@pytest.mark.parametrize(("text", "normal"), [("A-101/2026", "A-101/2026"), ("  FAC 7 /\t2026 ", "FAC 7 / 2026")])
def test_plain_style_takes_any_text(text: str, normal: str) -> None:
    reference = parse_reference(text, style="plain")
    assert reference == Reference(kind=ReferenceKind.PLAIN, number=normal)
    assert str(reference) == normal


def test_plain_keys_fold_case_and_spaces() -> None:
    assert parse_reference("FAC 7/2026", "plain").key == reference_key("fac7 / 2026", "plain") == "fac7/2026"


def test_plain_style_refuses_nothing_but_emptiness() -> None:
    with pytest.raises(ReferenceNotUnderstood, match="it is empty"):
        parse_reference(" \u200b ", style="plain")


# ------------------------------------------------------------------ keys


def test_leading_zeros_count() -> None:
    assert parse_reference("ว 099") != parse_reference("ว 99")
    assert reference_key("ว 099") != reference_key("ว 99")


def test_key_of_what_is_no_number_is_that_of_its_text() -> None:
    assert reference_key("A-101 / 2026") == "a-101/2026"
    assert reference_key("๐๑๗") == "017"


# ------------------------------------------------------------------ refusals

REFUSED = [
    ("", "it is empty", "ไม่มีข้อความ"),
    (" \u200b\t", "it is empty", "ไม่มีข้อความ"),
    ("017", "a number alone names no office", "มีแต่ตัวเลข"),
    ("พิเศษ", "a number alone names no office", "มีแต่ตัวเลข"),
    ("12/2025", "2025 after the slash is no Buddhist year", "2025 หลังเครื่องหมายทับ"),
    ("64/123", "123 after the slash", "123 หลังเครื่องหมายทับ"),
    ("คำสั่ง 3207/123", "123 after the slash", "123 หลังเครื่องหมายทับ"),
    ("12/พิเศษ", "พิเศษ after the slash", "พิเศษ หลังเครื่องหมายทับ"),
    ("ครั้งที่ 3/1999", "1999 after the slash", "1999 หลังเครื่องหมายทับ"),
    ("ครั้งที่ 3", "a meeting is numbered", "ครั้งที่ประชุม"),
    ("A-101/2026", "it has Latin letters", "มีอักษรโรมัน"),
    ("ว 42 ลว. 30 ต.ค. 51", "a date stands behind", "มีวันที่ต่อท้าย"),
    ("อว 0655/7 ลงวันที่ 3 มกราคม 2568", "a date stands behind", "มีวันที่ต่อท้าย"),
    ("อว 0655.08/12/68", "a year needs four digits", "ต้องมีสี่หลัก"),
    ("1/2/2568", "three numbers without letters are a date", "คือวันที่"),
    ("12/01/68", "three numbers without letters are a date", "คือวันที่"),
    ("อว 0655.08 12", "are not where they belong", "ไม่อยู่ในที่ที่ควร"),
    ("ขอเชิญประชุม", "are not where they belong", "ไม่อยู่ในที่ที่ควร"),
]


@pytest.mark.parametrize(("text", "english", "thai"), REFUSED)
def test_refusals_say_why_and_what_is_allowed(text: str, english: str, thai: str) -> None:
    with pytest.raises(ReferenceNotUnderstood) as caught:
        parse_reference(text)
    error = caught.value
    assert english in error.message("en")
    assert thai in error.message("th")
    assert "อว 0655.08/ว 12" in error.message("en")
    assert "อว 0655.08/ว 12" in error.message("th")
    assert error.code == "reference-not-understood"


def test_very_long_text_is_refused_at_once_and_shown_short() -> None:
    with pytest.raises(ReferenceNotUnderstood, match="longer than 200 characters") as caught:
        parse_reference("อว 0655/" + "1" * 1_000_000)
    assert len(str(caught.value)) < 400


def test_digits_at_length_are_read_in_no_time() -> None:
    """Each shape is told apart at its first character, so 200 hostile characters do not multiply."""
    for text in ("1." * 99, "1 (1)" * 39, "ก." * 99, " " * 199 + "1", "ว." * 99):
        with pytest.raises(ReferenceNotUnderstood):
            parse_reference(text)


def test_a_reference_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        parse_reference("ว 42").number = "43"  # type: ignore[misc]


def test_importing_it_is_cheap() -> None:
    code = (
        "import sys; from orqa.domain.correspondence import parse_reference; "
        "print(*[n for n in ('cattrs', 'dateutil', 'sqlite3') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
