"""Punches with a date that their clock cannot have had right (การลงเวลาที่น่าสงสัย): they are in files, and in no month."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.domain.attendance.clock_faults import EARLIEST, doubts
from orqa.domain.attendance.clocks import PunchFile
from orqa.domain.attendance.punches import Punch
from orqa.office.attendance.punch_imports import by_clock
from orqa.office.attendance.records import counted
from orqa.storage.blobs import Blob

if TYPE_CHECKING:
    from orqa.domain.attendance.clocks import Clock
    from orqa.office.office import Office


@frozen(kw_only=True)
class DoubtfulPunch:
    """A punch whose date cannot be right, as its clock told it.

    Attributes:
        clock: code of the clock.
        user: number in the clock.
        told: when it was by the clock.
        file: id of the file in which it stands.
        line: of that file, from 1; 0 where it has none.
    """

    clock: str
    user: str
    told: datetime
    file: str
    line: int


def doubtful_punches(office: "Office", clock: str = "") -> Iterator[DoubtfulPunch]:
    """The doubtful punches of one clock, or of all, each once, by the files that are kept; whoever asks.

    A file that cannot be read any more is passed over: it was read in another way when it was taken in.
    """
    clocks = {one.id: one for one in office.attendance.clocks.list()}
    seen: set[tuple[str, str, datetime]] = set()
    for file in counted(office, PunchFile):
        if not file.doubtful or (clock and clock not in file.clocks):
            continue
        for one in _of_file(office, file, clocks):
            known = (one.clock, one.user, one.told)
            if known not in seen and clock in {"", one.clock}:
                seen.add(known)
                yield one


def _of_file(office: "Office", file: "PunchFile", clocks: dict[str, "Clock"]) -> Iterator[DoubtfulPunch]:
    only = clocks.get(file.clocks[0]) if len(file.clocks) == 1 else None
    latest = file.imported_at.date() + timedelta(days=1)
    try:
        parted = by_clock(_punches(office, file), clocks, only)
    except OrqaError:
        return
    for code, punches in parted.items():
        for doubt in doubts(punches, clocks[code].installed or EARLIEST, latest):
            punch = punches[doubt.place]
            yield DoubtfulPunch(clock=code, user=punch.user, told=punch.at, file=file.id, line=punch.line)


def _punches(office: "Office", file: "PunchFile") -> list[Punch]:
    from orqa.office.attendance.punch_rows import PunchTable

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name).name
        with office.blobs.open(Blob(file.digest, file.size)) as source, path.open("wb") as out:
            shutil.copyfileobj(source, out)
        items = office.contributions.read_punches(path, None)
        items = PunchTable(office, path).items() if items is None else items
        return [one for one in items if isinstance(one, Punch)]
