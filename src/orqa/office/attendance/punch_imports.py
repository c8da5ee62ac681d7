"""Taking the file of a time clock in: its bytes are kept, its punches go to the sheets of their months, once each."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from attrs import define, field, frozen

from orqa.base.findings import Finding, Place, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.attendance.clock_errors import ClockRefused
from orqa.domain.attendance.clock_faults import EARLIEST, doubts
from orqa.domain.attendance.clocks import Clock, PunchFile, PunchSheet
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.sheets import marks_by_sheet, sheet_id, with_marks
from orqa.office.access import UNNAMED
from orqa.office.attendance.punch_findings import DOUBTED, MORE, PAST, USER_UNKNOWN
from orqa.office.attendance.unknown_users import Unknown, unknown_users
from orqa.office.tabular.pausing import collector_resting
from orqa.storage.blobs import parts_of
from orqa.storage.errors import Conflict

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.storage.blobs import Blob

IMPORT = "punch.import"
"""The action, as the policy has it."""

MOST_BYTES = 1 << 28
"""Of a file: four million punches and more; all are held in memory at once."""

MOST_FINDINGS = 1_000
"""So many problems of a file are told one by one."""

_BATCH = 500
_TRIES = 5
_WHICH = Text.of(
    en="{count:,} {count:punch|punches} of the file {count:is|are} of the clock {number!r}, and {known} clocks are "
    "known by that number; name the clock, or add it with: orqa attendance clock add",
    th="การลงเวลา {count:,} ครั้งในแฟ้มเป็นของเครื่อง {number!r} แต่มีเครื่องที่ใช้หมายเลขนี้ {known} เครื่อง ให้ระบุเครื่อง "
    "หรือเพิ่มเครื่องด้วย: orqa attendance clock add",
)


@frozen(kw_only=True)
class PunchImport:
    """What became of a file.

    Attributes:
        file: what is kept of it.
        again: whether the very same bytes were taken in before.
        new: punches that were not there before.
        known: punches that were there, from this or another file.
        unknown: users whom nobody is known to be, with their punches; these are kept, too.
        findings: what was found: about its lines, its dates and its users.
    """

    file: PunchFile
    again: bool
    new: int
    known: int
    unknown: tuple[Unknown, ...]
    findings: tuple[Finding, ...]


@define
class _Gathered:
    """What stands in a file."""

    punches: list[Punch] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    refused: int = 0
    more: int = 0

    def take(self, items: Iterable[Punch | Finding]) -> None:
        """Part punches from findings; of those only so many are kept."""
        with collector_resting():
            for item in items:
                if isinstance(item, Finding):
                    self.found(item)
                else:
                    self.punches.append(item)

    def found(self, finding: Finding) -> None:
        """Keep a finding, or count it."""
        self.refused += finding.severity is Severity.ERROR
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)
        else:
            self.more += 1


def import_punches(
    office: "Office", path: Path, items: Iterable[Punch | Finding], clocks: Mapping[str, Clock], only: Clock | None
) -> PunchImport:
    """Take in the punches of a file; see :meth:`orqa.office.attendance.clocks.Clocks.import_file`.

    Args:
        office: where to.
        path: the file.
        items: what its reader gives.
        clocks: every clock, by code.
        only: the clock whose file it is; None to go by the numbers in it.
    """
    office.require(IMPORT)
    found = _Gathered()
    with path.open("rb") as source, office.blobs.keeping(parts_of(source), MOST_BYTES) as blob:
        found.take(items)
        parted = by_clock(found.punches, clocks, only)
        sound = {code: _sound(office, found, clocks[code], punches, path.name) for code, punches in parted.items()}
        sound = {code: _kept_ones(office, found, punches, path.name) for code, punches in sound.items()}
        counts = _Counts(len(found.punches), len(found.punches) - sum(map(len, sound.values())), found.refused)
        marks = {key: marks for code, punches in sound.items() for key, marks in marks_by_sheet(code, punches).items()}
        waiting = iter(marks.items())
        new = 0
        while batch := list(islice(waiting, _BATCH)):
            new += _written(office, batch)
        file, again = _kept(office, path.name, blob, tuple(sorted(parted)), counts, new)
    known = sum(map(len, marks.values())) - new
    unknown = unknown_users(office, [(code, punch) for code, punches in sound.items() for punch in punches])
    for one in unknown:
        found.found(_told(one, path.name))
    if found.more:
        found.findings.append(MORE.make(place=Place(path.name), count=found.more))
    return PunchImport(file=file, again=again, new=new, known=known, unknown=unknown, findings=tuple(found.findings))


@frozen
class _Counts:
    """Of the punches and lines of a file."""

    punches: int
    doubtful: int
    refused: int


def by_clock(punches: Sequence[Punch], clocks: Mapping[str, Clock], only: Clock | None) -> dict[str, list[Punch]]:
    """The punches of each clock, in the order of the file."""
    if only is not None:
        return {only.id: list(punches)}
    codes = {}
    for number, count in Counter(punch.device for punch in punches).items():
        named = [clock.id for clock in clocks.values() if clock.number == number and number]
        if len(named) != 1:
            raise ClockRefused(_WHICH.fill(count=count, number=number, known=len(named)))
        codes[number] = named[0]
    found: dict[str, list[Punch]] = {code: [] for code in codes.values()}
    for punch in punches:
        found[codes[punch.device]].append(punch)
    return found


def _sound(office: "Office", found: _Gathered, clock: Clock, punches: list[Punch], name: str) -> list[Punch]:
    """The punches whose dates the clock may have had right; the others are told."""
    tomorrow = office.today() + timedelta(days=1)
    doubted = doubts(punches, clock.installed or EARLIEST, tomorrow)
    for doubt in doubted:
        punch = punches[doubt.place]
        found.found(DOUBTED.make(place=Place(name, punch.line or None), clock=clock.id, at=punch.at))
    out = {doubt.place for doubt in doubted}
    return [punch for place, punch in enumerate(punches) if place not in out] if out else punches


def _kept_ones(office: "Office", found: _Gathered, punches: list[Punch], name: str) -> list[Punch]:
    """The punches of days that are still kept; those that were erased do not come back, and are told."""
    before = office.attendance.retention.erased_before()
    kept = punches if before is None else [punch for punch in punches if punch.at.date() >= before]
    if before is not None and len(kept) < len(punches):
        found.found(PAST.make(place=Place(name), count=len(punches) - len(kept), before=before))
    return kept


def _written(office: "Office", batch: Sequence[tuple[tuple[str, str, str], set[str]]]) -> int:
    """Write what is new of some sheets; how many punches that are."""
    for left in reversed(range(_TRIES)):
        changed, new = [], 0
        for sheet, marks in zip(_sheets(office, [key for key, _ in batch]), (marks for _, marks in batch), strict=True):
            after = with_marks(sheet, marks)
            if len(after.marks) > len(sheet.marks):
                changed.append(after)
                new += len(after.marks) - len(sheet.marks)
        try:
            if changed:
                office.recorder.save(IMPORT, office.now(), changed)
        except Conflict:  # another import brought punches of the same month this very moment
            if not left:
                raise
            continue
        return new
    raise AssertionError  # pragma: no cover - the last try raises


def _sheets(office: "Office", keys: Sequence[tuple[str, str, str]]) -> Iterator[PunchSheet]:
    """The sheets as they are; new ones where there are none."""
    refs = [RecordRef(PunchSheet.kind, sheet_id(*key)) for key in keys]
    with office.store.read(UNNAMED) as reader:
        stored = reader.get_many(refs)
    for key, ref, one in zip(keys, refs, stored, strict=True):
        clock, user, month = key
        yield (
            PunchSheet(id=ref.id, clock=clock, user=user, month=month)
            if one is None
            else cast("PunchSheet", office.codec.decode(one))
        )


def _kept(  # noqa: PLR0913, PLR0917 - what is kept of a file
    office: "Office", name: str, blob: "Blob", clocks: tuple[str, ...], counts: _Counts, new: int
) -> tuple[PunchFile, bool]:
    """What is kept of a file, and whether it was there before: the same bytes for the same clocks are one file."""
    identity = hashlib.sha256("/".join((blob.digest, *clocks)).encode()).hexdigest()[:40]
    with office.store.read(UNNAMED) as reader:
        (stored,) = reader.get_many([RecordRef(PunchFile.kind, identity)])
    if stored is not None:
        return cast("PunchFile", office.codec.decode(stored)), True
    at = office.now()
    file = PunchFile(
        id=identity,
        name=name,
        digest=blob.digest,
        size=blob.size,
        clocks=clocks,
        imported_at=at,
        punches=counts.punches,
        new=new,
        doubtful=counts.doubtful,
        refused=counts.refused,
    )
    office.recorder.save(IMPORT, at, [file])
    return file, False


def _told(one: Unknown, name: str) -> Finding:
    count, first, last = one.punches, one.first, one.last
    called = f" {one.name}" if one.name else ""
    return USER_UNKNOWN.make(
        place=Place(name), user=one.user, name=called, clock=one.clock, count=count, first=first, last=last
    )
