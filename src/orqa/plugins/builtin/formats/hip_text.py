"""Reads the text report of time clocks of HIP: a head, a line of dashes, then a punch a line between blanks.

A line is number, user, ``dd/mm/yyyy``, ``hh:mm:ss`` and AM or PM; what stands behind is not read. Years above 2400 are
of the Buddhist era, as the clock's language was.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from orqa.base.eras import OFFSET
from orqa.base.findings import Finding, Place
from orqa.domain.attendance.punches import Punch
from orqa.plugins.builtin.formats.attlog_findings import HIP_COLUMNS, TIME
from orqa.plugins.builtin.formats.attlog_lines import shown
from orqa.plugins.builtin.formats.encodings import encoding_of
from orqa.plugins.builtin.formats.lines import Lines

_LINE = re.compile(
    r"\s*[0-9]+\s+(?P<user>[0-9]{1,24})\s+(?P<date>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\s+"
    r"(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)\s*(?P<half>[AaPp][Mm])?(?:\s.*)?"
)
_RULE = re.compile(r"\s*[-=_]{3,}[-=_\s]*")
_FIRST_BUDDHIST = 2400
_NOON = 12

HEAD_LINES = 20
"""Lines that may stand above the first punch."""


def iter_hip_text(path: Path) -> Iterator[Punch | Finding]:
    """The punches of a report and the findings about its lines, as they are asked for.

    Raises:
        OSError: when the file cannot be read.
    """
    encoding = encoding_of(path)
    if encoding.finding is not None:
        yield encoding.finding
    if encoding.name is None:
        return
    with path.open(encoding=encoding.name, errors="replace", newline="\n") as file:
        yield from _punches(Lines(file), path.name)


def _punches(lines: Lines, name: str) -> Iterator[Punch | Finding]:
    begun = False
    for text in lines:
        number, row = lines.first, _LINE.fullmatch(text.rstrip("\r\n"))
        lines.mark()
        if row:
            begun = True
            yield _punch(row, number, name)
        elif _RULE.fullmatch(text):
            begun = True
        elif text.strip() and (begun or number > HEAD_LINES):
            yield HIP_COLUMNS.make(place=Place(name, number), text=shown(text.rstrip("\r\n")))


def _punch(row: "re.Match[str]", number: int, name: str) -> Punch | Finding:
    at = moment_of(row["date"], row["time"], row["half"] or "")
    if at is None:
        found = f"{row['date']} {row['time']} {row['half'] or ''}".strip()
        return TIME.make(place=Place(name, number), found=found, text=shown(row[0]))
    return Punch(row["user"], at, line=number)


def moment_of(day: str, time: str, half: str) -> datetime | None:
    """A moment of ``dd/mm/yyyy``, ``hh:mm:ss`` and AM, PM or nothing; None where there is none."""
    days, months, years = map(int, day.split("/"))
    hours, minutes, seconds = (*map(int, time.split(":")), 0)[:3]
    if half and not 1 <= hours <= _NOON:
        half = ""  # some clocks print PM behind the hours of a whole day
    if half:
        hours = hours % _NOON + (_NOON if half.upper() == "PM" else 0)
    years -= OFFSET if years >= _FIRST_BUDDHIST else 0
    try:
        return datetime(years, months, days, hours, minutes, seconds)  # noqa: DTZ001 - clocks know no zone
    except ValueError:
        return None
