"""Keeping numbers and making them void: what is allowed, and what is said where it is not."""

from datetime import date
from typing import get_args

import attrs
import pytest

from orqa.base.language import Text
from orqa.domain.correspondence.records import EntryState, RegisterEntry
from orqa.domain.correspondence.reserving import (
    find_register,
    is_reservable,
    reserved_line,
    voided,
    why_no_reason,
    why_not,
    why_not_bind,
    why_not_reserve,
)
from orqa.domain.correspondence.states import NEXT, TITLES, noted
from orqa.rules.profile import Profile

ON = date(2026, 12, 31)
LINE = RegisterEntry(id="r1", register="sent", unit="irqa", year=2026, number=7, state="reserved", registered_on=ON)
STATES = get_args(EntryState)


def said(text: Text | None) -> tuple[str, str]:
    assert text is not None
    return text.in_language("en"), text.in_language("th")


# ------------------------------------------------------------------ states


def test_no_state_ever_comes_back() -> None:
    """Following the arrows from any state leads to the end without meeting it again."""

    def reached(state: EntryState) -> set[EntryState]:
        return {after for step in NEXT[state] for after in {step} | reached(step)}

    assert set(NEXT) == set(TITLES) == set(STATES)
    assert all(state not in reached(state) for state in STATES)
    assert NEXT["void"] == ()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("wanted", STATES)
def test_what_may_not_follow_is_told_with_what_may(state: EntryState, wanted: EntryState) -> None:
    reason = why_not(attrs.evolve(LINE, state=state), wanted)
    assert (reason is None) == (wanted in NEXT[state])
    if reason is not None:
        english, thai = said(reason)
        assert f"the number 7 is {TITLES[state].in_language('en')}" in english
        assert TITLES[wanted].in_language("th") in thai
        assert all(TITLES[after].in_language("en") in english for after in NEXT[state])


def test_a_void_number_stays_in_its_row_with_the_reason() -> None:
    gone = voided(LINE, " ไม่ใช้ ")
    assert (gone.state, gone.reason, gone.number, gone.id) == ("void", "ไม่ใช้", 7, "r1")


@pytest.mark.parametrize(
    ("state", "reason", "note", "shown"),
    [
        ("registered", "จองไว้", "แฟ้ม 1", "แฟ้ม 1"),
        ("void", "ซ้ำ", "", "void: ซ้ำ"),
        ("void", "ซ้ำ", "แฟ้ม 1", "void: ซ้ำ · แฟ้ม 1"),
        ("reserved", "", "", "reserved"),
        ("raised", "", "", "raised to secret"),
    ],
)
def test_the_note_of_a_line_tells_its_state(state: EntryState, reason: str, note: str, shown: str) -> None:
    assert noted(state, reason, note, "en") == shown
    assert TITLES[state].in_language("th") in noted(state, reason, note, "th") or state == "registered"


# ------------------------------------------------------------------ reserving


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2_001])
def test_a_reason_is_needed(reason: str) -> None:
    english, thai = said(why_no_reason(reason))
    assert "1 to 2,000 characters" in english
    assert "1 ถึง 2,000 ตัวอักษร" in thai


@pytest.mark.parametrize("reason", ["ซ้ำ", "x" * 2_000])
def test_a_reason_is_taken(reason: str) -> None:
    assert why_no_reason(reason) is None


def test_registers_are_known_by_code_and_title(university: Profile) -> None:
    reading = university.at(ON).reading()
    for name in ("order", "ทะเบียนคำสั่ง", "Register of orders"):
        found = find_register(reading, name)
        assert not isinstance(found, Text)
        assert found.code == "order"
    unknown = find_register(reading, "x")
    assert isinstance(unknown, Text)
    assert "no register 'x'; choose one of: Register of received letters" in unknown.in_language("en")
    assert "ไม่มีทะเบียน 'x'" in unknown.in_language("th")


def test_which_registers_keep_numbers(university: Profile, abroad: Profile) -> None:
    kept = {code for code, term in university.vocabulary("register").items() if is_reservable(term)}
    assert kept.isdisjoint({"received", "secret-received", "secret-control"})
    assert {"sent", "circular", "order", "meeting", "secret-sent"} <= kept
    assert not is_reservable(abroad.vocabulary("register")["notices"])


@pytest.mark.parametrize("count", [1, 100])
def test_up_to_a_hundred_numbers_are_kept_at_once(university: Profile, count: int) -> None:
    sent = university.vocabulary("register")["sent"]
    reading = university.at(ON).reading()
    assert why_not_reserve(reading, sent, count, unit="", unit_code="อว 0655") is None


@pytest.mark.parametrize("count", [-1, 0, 101, 10_000])
def test_other_counts_are_refused(university: Profile, count: int) -> None:
    sent = university.vocabulary("register")["sent"]
    english, thai = said(why_not_reserve(university.at(ON).reading(), sent, count, unit="", unit_code="อว 0655"))
    assert f"1 to 100 numbers are reserved at once, not {count:,}" in english
    assert f"1 ถึง 100 เลข ไม่ใช่ {count:,}" in thai


def test_other_registers_and_units_without_a_code_are_refused(university: Profile) -> None:
    known, reading = university.vocabulary("register"), university.at(ON).reading()
    english, thai = said(why_not_reserve(reading, known["received"], 1, unit="", unit_code=""))
    assert "no numbers are reserved in the Register of received letters; they are in: Register of sent" in english
    assert "ไม่มีการจองเลขในทะเบียนหนังสือรับ" in thai
    english, thai = said(why_not_reserve(reading, known["sent"], 1, unit="irqa", unit_code=""))
    assert "irqa has none; enter it" in english
    assert "irqa ไม่มีรหัส" in thai
    assert why_not_reserve(reading, known["order"], 1, unit="irqa", unit_code="") is None


def test_a_kept_number_is_a_line(university: Profile) -> None:
    line = reserved_line(
        university,
        university.at(ON).reading(),
        "circular",
        unit="irqa",
        unit_code="อว 0655.08",
        on=ON,
        reason=" ปีใหม่ ",
        entry_id="r1",
    )
    assert (line.register, line.unit, line.year, line.state) == ("circular", "irqa", 2026, "reserved")
    assert line.letter is None
    assert (line.printed, line.printed_key, line.reason) == ("อว 0655.08/ว {number}", "อว0655.08/ว#", "ปีใหม่")


# ------------------------------------------------------------------ binding


def test_a_kept_number_takes_a_letter_of_its_unit() -> None:
    assert why_not_bind(LINE, "irqa") is None


@pytest.mark.parametrize("state", ["registered", "void", "raised"])
def test_a_number_that_is_not_kept_takes_no_letter(state: EntryState) -> None:
    english, thai = said(why_not_bind(attrs.evolve(LINE, state=state), "irqa"))
    assert f"the number 7 is {TITLES[state].in_language('en')}; only a reserved one" in english
    assert "ผูกกับหนังสือได้เฉพาะเลขที่จองไว้" in thai


def test_a_number_of_another_unit_takes_no_letter() -> None:
    english, thai = said(why_not_bind(LINE, "qa"))
    assert "was reserved by irqa and takes a letter of that unit; qa reserves its own" in english
    assert "เลขที่ irqa จองไว้" in thai
