"""Reads the text log of time clocks of the ZKTeco family (``1_attlog.dat``), in all variants that were seen.

A line holds user, time, clock, state, verification and a work code between tabs; the user may be padded with blanks,
the last column may be missing, and a name may stand behind the user. Bad lines never stop the reading: each is a
finding with its line, its text and a reason, and identical ones in a row are told once.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from io import BytesIO
from itertools import chain, groupby, islice
from operator import eq
from pathlib import Path
from typing import BinaryIO

from orqa.base.findings import Finding, Place
from orqa.domain.attendance.clock_faults import EARLIEST, LATEST, Doubt, Fault, doubts
from orqa.domain.attendance.punches import Punch
from orqa.office.tabular.pausing import collector_resting
from orqa.plugins.builtin.formats.attlog_findings import ORDER, RANGE, REPEATED
from orqa.plugins.builtin.formats.attlog_lines import Lines
from orqa.plugins.builtin.formats.encodings import binary_kind
from orqa.plugins.builtin.formats.findings import EMPTY, NOT_TEXT

_Block = list[Punch] | Iterator[Punch | Finding]

FILLER = 10
"""From how many identical punches in a row on they are told as what fills a clock's memory up."""

_START = 4096
_TIME = re.compile(rb"\t[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:")
_BOM = b"\xef\xbb\xbf"

Source = str | Path | bytes | BinaryIO
"""Where punches are read from: the path of a file, its bytes, or an open binary file."""


def read_attlog(
    source: Source, *, earliest: date = EARLIEST, latest: date = LATEST
) -> tuple[list[Punch], list[Finding]]:
    """The punches of a clock's log, and what is wrong with it.

    Every line that can be read is a punch. Of those with a date that the clock cannot have had right (years 2000 and
    2131, or 2015 among lines of 2022) a warning tells the line: they belong to no day, and
    :func:`orqa.domain.attendance.clock_faults.doubts` finds them among the punches.

    Args:
        source: the log.
        earliest: the first plausible day, such as the one on which the clock was installed.
        latest: the last plausible day, such as tomorrow.

    Raises:
        OSError: when the file cannot be read.
    """
    punches, findings = _gathered(_blocks(source, None))
    name = _name_of(source)
    findings += doubts_told(punches, doubts(punches, earliest, latest), name, earliest, latest)
    findings += fillers_told(punches, name)
    findings.sort(key=_line)
    return punches, findings


def iter_attlog(source: Source, *, device: str | None = None) -> Iterator[Punch | Finding]:
    """The punches of a clock's log and the findings about its lines, as they are asked for, in the file's order.

    However long the file, only some lines are in memory.

    Args:
        source: the log.
        device: the clock, where lines do not tell it, as when a clock sends them itself; see :func:`read_push`.

    Raises:
        OSError: when the file cannot be read.
    """
    return chain.from_iterable(_blocks(source, device))


def read_push(body: Source, serial: str) -> tuple[list[Punch], list[Finding]]:
    """The punches that a clock sends itself (ADMS, ``/iclock/cdata?SN=…&table=ATTLOG``): lines without the clock.

    Args:
        body: of the request.
        serial: the clock's serial number (``SN``), which becomes the device of each punch.
    """
    return _gathered(_blocks(body, serial))


def doubts_told(
    punches: Sequence[Punch], found: Sequence[Doubt], name: str, earliest: date, latest: date
) -> Iterator[Finding]:
    """What is told of each punch with a date that cannot be right."""
    for doubt in found:
        punch = punches[doubt.place]
        place = Place(name, punch.line)
        if doubt.fault is Fault.RANGE:
            yield RANGE.make(place=place, at=punch.at, earliest=earliest, latest=latest)
        else:
            yield ORDER.make(place=place, at=punch.at, before=doubt.before or "–", after=doubt.after or "–")


def fillers_told(punches: Sequence[Punch], name: str) -> Iterator[Finding]:
    """What is told of long stretches of one and the same punch."""
    times = [punch.at for punch in punches]
    if not any(map(eq, times, islice(times, FILLER - 1, None))):
        return
    for _, group in groupby(punches, key=_but_line):
        same = list(group)
        if len(same) >= FILLER:
            yield REPEATED.make(place=Place(name, same[0].line), count=len(same), last=same[-1].line)


def _blocks(source: Source, device: str | None) -> "Iterator[_Block]":
    name = _name_of(source)
    with _opened(source) as file:
        start = file.read(_START)
        binary = None if _TIME.search(start) else binary_kind(start)
        if not start:
            yield iter([EMPTY.make(place=Place(name))])
        elif binary is not None:
            yield iter([NOT_TEXT.make(place=Place(name), found=binary)])
        else:
            yield from Lines(name, device).blocks(_Ahead(start.removeprefix(_BOM), file))


def _gathered(blocks: "Iterator[_Block]") -> tuple[list[Punch], list[Finding]]:
    punches: list[Punch] = []
    findings: list[Finding] = []
    with collector_resting():
        for block in blocks:
            if isinstance(block, list):
                punches += block
            else:
                for item in block:
                    (punches if isinstance(item, Punch) else findings).append(item)  # type: ignore[arg-type]
    return punches, findings


def _but_line(punch: Punch) -> tuple[object, ...]:
    return punch[:5]


def _line(finding: Finding) -> int:
    return (finding.place and finding.place.line) or 0


def _name_of(source: Source) -> str:
    if isinstance(source, bytes):
        return ""
    named = source if isinstance(source, str | Path) else getattr(source, "name", "")
    return Path(named).name if isinstance(named, str | Path) else ""


def _opened(source: Source) -> AbstractContextManager[BinaryIO]:
    if isinstance(source, bytes):
        return BytesIO(source)
    return Path(source).open("rb") if isinstance(source, str | Path) else nullcontext(source)


class _Ahead(BytesIO):
    """An open file of which the start was read already."""

    def __init__(self, start: bytes, file: BinaryIO) -> None:
        super().__init__(start)
        self._file = file

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) or self._file.read(-1 if size is None else size)
