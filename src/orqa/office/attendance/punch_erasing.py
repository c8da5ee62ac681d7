"""Punches whose time is over are erased month by month (การลบข้อมูลการลงเวลาที่พ้นระยะเวลาเก็บ); frozen figures stay."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from orqa.base.calendar import OutsideCalendar
from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.years import FiscalYear, Period
from orqa.domain.attendance.clock_errors import ClockRefused, PunchesErased
from orqa.domain.attendance.clocks import PunchErasure, PunchFile, PunchSheet
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.retention import decide_kept_since
from orqa.domain.attendance.statistics import halves
from orqa.office.access import UNNAMED
from orqa.office.attached_bytes import Names
from orqa.office.attendance.leave_settling import year_named
from orqa.office.attendance.records import all_of, counted
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.storage.errors import Conflict
from orqa.storage.query import between

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.rules.decisions import Decision

ERASE: Final = "punch.erase"
"""The action, as the policy has it."""

Finder = Callable[[], Iterator[Record]]

_AT_ONCE: Final = 200
_TRIES: Final = 5
_NO_REASON: Final = Text.of(en="say why they are erased", th="ให้ระบุเหตุผลที่ลบ")
_NOT_FROZEN: Final = Text.of(
    en="the figures of {people} {people:person|people} from {first} to {last} are not frozen; do that first: "
    "orqa attendance close-year {year}",
    th="ยังไม่ได้ปิดสถิติของ {people} คน ช่วง {first} ถึง {last} ให้ปิดก่อนด้วย: orqa attendance close-year {year}",
)


@frozen(kw_only=True)
class PunchesDue:
    """What may be erased today.

    Attributes:
        before: the first day whose punches are still kept.
        months: months before it of which punches are there, as ``2024-03``.
        sheets: how many sheets of users they are.
        files: how many files of clocks were taken in before that day.
    """

    before: date
    months: tuple[str, ...]
    sheets: int
    files: int


class PunchRetention(Service):
    """Erase punches whose time is over; reached as ``office.attendance.retention``."""

    def kept_since(self) -> "Decision[date]":
        """The first day whose punches are to be kept today, by the rule ``attendance.punch_retention``.

        Raises:
            NotModelled: where the profile sets no time.
        """
        office = self._office
        return decide_kept_since(office.rules().reading(), office.today())

    def erased_before(self) -> date | None:
        """The day before which punches were erased; None where none ever were."""
        return max((one.before for one in self.list()), default=None)

    def list(self) -> tuple[PunchErasure, ...]:
        """What was erased when, the earliest first."""
        return tuple(sorted(all_of(self._office, PunchErasure), key=lambda one: one.before))

    def due(self) -> PunchesDue:
        """What may be erased today; nothing is changed.

        Raises:
            NotModelled: as of :meth:`kept_since`.
        """
        before = self.kept_since().value
        months: dict[str, int] = {}
        with self._office.store.read(UNNAMED) as reader:
            for sheet in every(self._office, reader, PunchSheet, between("month", None, f"{before:%Y-%m}")):
                months[sheet.month] = months.get(sheet.month, 0) + 1
        files = sum(1 for _ in _files(self._office, before))
        return PunchesDue(before=before, months=tuple(sorted(months)), sheets=sum(months.values()), files=files)

    def erase(self, reason: str) -> PunchErasure:
        """Erase the punches whose time is over, for good: sheets, and the files that were taken in by then.

        Up to the first half year of which figures are not frozen, where that is earlier. Tombstones and their hashes
        stay, so that the journal still verifies; the figures that were frozen stay, too, and there are none to be
        worked out of these days any more. When it is broken off, do it again. A
        file that was taken in later may hold older lines; it goes when its own time is over.

        Args:
            reason: why, for the tombstones.

        Raises:
            NotModelled: as of :meth:`kept_since`.
            ClockRefused: without a reason, or where no figures of these days are frozen yet.
            WorkRefused: inside the block of a work.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        office.require(ERASE)
        if not reason.strip():
            raise ClockRefused(_NO_REASON)
        due = self.due()
        before = due.before
        if due.months:
            before = _frozen_until(office, date.fromisoformat(f"{due.months[0]}-01"), before)
        known = {one.id: one for one in self.list()}.get(f"{before:%Y-%m}")
        at = office.now()
        marked = known or PunchErasure(id=f"{before:%Y-%m}", before=before, reason=reason, erased_at=at)
        if known is None:  # from now on nothing of these days is taken in or worked out
            office.recorder.save(ERASE, at, [marked])
            marked = evolve(marked, version=1)
        sheets = self._erased(lambda: _sheets(office, before), reason)
        files = self._erased(lambda: _files(office, before), reason)
        done = evolve(marked, sheets=marked.sheets + sheets, files=marked.files + files)
        if done != marked:
            office.recorder.save(ERASE, office.now(), [done])
            done = evolve(done, version=done.version + 1)
        return done

    # ------------------------------------------------------------------ inside

    def _erased(self, find: Finder, reason: str) -> int:
        """Erase what a search finds, some at a time, until it finds nothing; how many records that were."""
        office, count, tries = self._office, 0, _TRIES
        while batch := list(islice(find(), _AT_ONCE)):
            try:
                office.recorder.erase(ERASE, office.now(), batch, reason)
            except Conflict:  # an import wrote to one of them this very moment
                tries -= 1
                if not tries:
                    raise
                continue
            count += len(batch)
            for digest in [one.digest for one in batch if isinstance(one, PunchFile)]:
                _remove(office, digest)
        return count


def require_kept(office: "Office", first: date) -> None:
    """Go on where no punches of a day were erased.

    Raises:
        PunchesErased: where they were: a day without them would read as absence.
    """
    before = office.attendance.retention.erased_before()
    if before is not None and first < before:
        raise PunchesErased(before)


def _remove(office: "Office", digest: str) -> None:
    office.once_written(lambda written: written.blobs.remove(digest, Names(written.store)))


def _sheets(office: "Office", before: date) -> Iterator[Record]:
    with office.store.read(UNNAMED) as reader:
        yield from every(office, reader, PunchSheet, between("month", None, f"{before:%Y-%m}"), ("month",))


def _files(office: "Office", before: date) -> Iterator[Record]:
    """The files that were taken in before a day, so that all their lines are older."""
    for file in counted(office, PunchFile):
        if file.imported_at.astimezone(office.zone).date() < before:
            yield file


def _frozen_until(office: "Office", first: date, before: date) -> date:
    """Up to which day figures are frozen: the first of the half year of which they are not, or ``before``.

    Raises:
        ClockRefused: where those of the first half year that would lose punches are not.
    """
    everybody = office.attendance.employments.everybody()
    for year, half in _halves(office, first, before):
        frozen_of = office.attendance.statistics.frozen(year)
        kept = {one.person for one in frozen_of if one.first == half.first}
        worked = {person for person, own in everybody.items() if any(_meets(one, half) for one in own)}
        if worked - kept and half.first > first:
            return half.first.replace(day=1)
        if worked - kept:
            named = {"first": day_text(half.first), "last": day_text(half.last), "year": office.written_year(year.ce)}
            raise ClockRefused(_NOT_FROZEN.fill(people=len(worked - kept), **named))
    return before


def _halves(office: "Office", first: date, before: date) -> Iterator[tuple[FiscalYear, Period]]:
    """The half years with a day from one to another, this one left out, as far as the calendar reaches."""
    for ce in range(first.year, before.year + 2):
        year = year_named(office, ce)
        for half in halves(office.rules(year.first).reading(), year):
            if half.first < before and half.last >= first and _in_calendar(office, half):
                yield year, half


def _in_calendar(office: "Office", half: Period) -> bool:
    """Whether figures of a half year can be worked out at all."""
    try:
        office.calendar.count(half.first, half.last)
    except OutsideCalendar:
        return False
    return True


def _meets(employment: Employment, half: Period) -> bool:
    return employment.first <= half.last and (employment.last is None or employment.last >= half.first)
