"""From punches to the sheets of a month and back: nothing that a clock told is lost, and nothing is there twice."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from attrs import evolve

from orqa.domain.attendance.clocks import PunchSheet
from orqa.domain.attendance.punches import Punch


def sheet_id(clock: str, user: str, month: str) -> str:
    """The id of a sheet: there is one for a user of a clock and a month.

    >>> sheet_id("gate", "7", "2026-03")
    'gate/7/2026-03'
    """
    return f"{clock}/{user}/{month}"


def marks_by_sheet(clock: str, punches: Iterable[Punch]) -> Mapping[tuple[str, str, str], set[str]]:
    """The marks of one clock's punches, by clock, user and month."""
    sheets: dict[tuple[str, str, str], set[str]] = {}
    for punch in punches:
        printed = str(punch.at)
        mark = f"{printed[8:]} {_number(punch.state)} {_number(punch.verify)}"
        sheets.setdefault((clock, punch.user, printed[:7]), set()).add(mark)
    return sheets


def with_marks(sheet: PunchSheet, marks: Iterable[str]) -> PunchSheet:
    """The sheet with more marks; those that are there stay once."""
    return evolve(sheet, marks=tuple(sorted({*sheet.marks, *marks})))


def punches_of(sheet: PunchSheet) -> Iterator[Punch]:
    """The punches of a sheet, in order of time; the device is the code of the clock."""
    for mark in sheet.marks:
        day, time, state, verify = mark.split(" ")
        at = datetime.fromisoformat(f"{sheet.month}-{day} {time}")
        yield Punch(sheet.user, at, sheet.clock, _value(state), _value(verify))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _value(text: str) -> int | None:
    return int(text) if text else None
