"""Reads recfiles: records of ``name: value`` lines with an empty line between them, as GNU recutils writes them.

A line that begins with ``+`` goes on with the value before it, one that ends with a backslash goes on in the next,
``#`` begins a comment, and a record whose first name begins with ``%`` describes the file and holds no letter.
https://www.gnu.org/software/recutils/manual/The-Rec-Format.html
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.plugins.rows import Row

NO_NAME = FindingKind(
    "recfile-no-name",
    Severity.ERROR,
    Text.of(
        en="line {line} has no name with a colon after it; the record was not read",
        th="บรรทัด {line} ไม่มีชื่อตามด้วยเครื่องหมายทวิภาค จึงไม่ได้อ่านรายการนี้",
    ),
)
NAME_TWICE = FindingKind(
    "recfile-name-twice",
    Severity.ERROR,
    Text.of(
        en="the name {name!r} is there twice; the record was not read",
        th="มีชื่อ {name!r} สองครั้ง จึงไม่ได้อ่านรายการนี้",
    ),
)

_Line = tuple[int, str]


class RecfileReader:
    """Reads recfiles in UTF-8."""

    def read(self, path: Path) -> Iterator[Row | Finding]:
        """The records of a file, as they are asked for."""
        with path.open(encoding="utf-8-sig") as file:
            for lines in _records(file):
                if not lines[0][1].startswith("%"):
                    yield _row(path.name, lines)


def _records(file: TextIO) -> Iterator[list[_Line]]:
    """The lines of each record with their numbers; comments are left out, lines that go on are joined."""
    record: list[_Line] = []
    going_on = False
    for number, written in enumerate(file, 1):
        line = written.rstrip("\n")
        if line.startswith("#") and not going_on:
            continue
        if going_on:
            first, text = record[-1]
            record[-1] = (first, text[:-1] + line)
        elif line.startswith("+") and record:
            first, text = record[-1]
            record[-1] = (first, f"{text}\n{line[1:].removeprefix(' ')}")
        elif line.strip():
            record.append((number, line))
        elif record:
            yield record
            record = []
        going_on = line.endswith("\\") and bool(record)
    if record:
        yield record


def _row(file: str, lines: list[_Line]) -> Row | Finding:
    place = Place(file, lines[0][0])
    values: dict[str, str] = {}
    for number, line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name.strip() or " " in name:
            return NO_NAME.make(place=place, line=number)
        if name in values:
            return NAME_TWICE.make(place=place, name=name)
        values[name] = value.strip(" ")
    return Row(values, place)
