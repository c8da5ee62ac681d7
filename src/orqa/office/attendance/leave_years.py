"""A year of leave is opened and closed (เปิดและปิดปีวันลา): vacation is granted, carried on, or lapses, with reasons."""

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.years import FiscalYear
from orqa.domain.attendance.half_years import HalfYear
from orqa.domain.attendance.leave.cases import VACATION
from orqa.domain.attendance.leave.checks import plain
from orqa.domain.attendance.leave.days import to_hundredths
from orqa.domain.attendance.leave.errors import LeaveYearRefused
from orqa.domain.attendance.leave.ledger import Account, EntryKind, LedgerEntry, Line
from orqa.domain.attendance.leave.vacation import decide_year_end
from orqa.office.attendance.leave_accounts import account, adds_of, entries_of_person, entries_of_year
from orqa.office.attendance.leave_granting import Granting
from orqa.office.attendance.leave_settling import closing, year_named
from orqa.office.attendance.statistics import Statistics
from orqa.office.service import Asked, Service
from orqa.storage.errors import Conflict, Refused

if TYPE_CHECKING:
    from orqa.domain.attendance.people import Employment
    from orqa.office.recorder import Save

CLOSE: Final = "leave.close-year"
"""The action, as the policy has it."""

Lines = Callable[[Sequence["Employment"], Sequence[LedgerEntry]], Sequence[Line]]
"""What is to be entered for somebody, of whom the employments and the entries so far are given."""

_AT_ONCE: Final = 100
_TRIES: Final = 5
_PLENTY: Final = Decimal(1_000)
_RUNS = Text.of(
    en="fiscal year {year} runs until {last}; close it on that day or later",
    th="ปีงบประมาณ {year} สิ้นสุดวันที่ {last} ให้ปิดในวันนั้นหรือหลังจากนั้น",
)
_BY_HAND = Text.of(
    en="{days} {days:day|days} carried in from before: {because}", th="ยกมา {days} วันจากก่อนเริ่มใช้ระบบ: {because}"
)
_BROUGHT = Text.of(
    en="days were carried into fiscal year {year} already; look at the account first",
    th="มีวันลายกมาในปีงบประมาณ {year} แล้ว โปรดตรวจสอบบัญชีก่อน",
)
_TOO_MANY = Text.of(
    en="{days} {days:day is|days are} more than the {most} that may be carried into that year",
    th="{days} วัน มากกว่าที่สะสมมาได้ในปีนั้น ซึ่งไม่เกิน {most} วัน",
)
_NO_DAYS = Text.of(en="{days} is no number of days in halves, such as 7.5", th="{days} ไม่ใช่จำนวนวันเป็นครึ่งวัน เช่น 7.5")


@frozen(kw_only=True)
class YearOfLeave:
    """What was entered when a year was opened or closed.

    Attributes:
        year: the fiscal year.
        people: how many people were looked at.
        entries: what was entered; nothing where everything was there already.
        frozen: the half-year figures that were frozen, where a year that is over was closed.
        passed_over: ids of people of whom no rule tells whether they have vacation: on study leave all year, or of a
            type of personnel whose contracts tell it.
    """

    year: FiscalYear
    people: int
    entries: tuple[LedgerEntry, ...]
    frozen: tuple[HalfYear, ...] = ()
    passed_over: tuple[str, ...] = ()


class LeaveYears(Service):
    """Open and close fiscal years of leave; reached as ``office.attendance.leave_years``."""

    def open(self, year: FiscalYear | None = None) -> YearOfLeave:
        """Grant the vacation of a fiscal year to everybody who has it (สิทธิลาพักผ่อนประจำปี).

        Who has had it already gets nothing more, so it may be done again, for those who came since.

        Args:
            year: by default the one that today is in.

        Raises:
            NotModelled: when the rules say nothing about that time.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        wanted = year or self._fiscal()
        granting = Granting(self._office, wanted)
        return self._entered(wanted, granting.lines, granting)

    def close(self, year: FiscalYear) -> YearOfLeave:
        """Close a fiscal year on its last day (ปิดปีวันลา): what is left is carried on or lapses; then the next is opened.

        Each entry tells its reason. Closing again enters only what changed since. Of a year that is over, the figures
        of both halves are frozen, too, as :meth:`orqa.office.attendance.statistics.Statistics.freeze` does.

        Args:
            year: the year.

        Raises:
            LeaveYearRefused: before its last day: its days would be gone while they may still be taken.
            NotModelled, NotAllowed: as of :meth:`open`.
        """
        office, following = self._office, self.following(year)
        office.require(CLOSE)
        if office.today() < year.last:
            raise LeaveYearRefused(_RUNS.fill(year=office.written_year(year.ce), last=day_text(year.last)))

        granting = Granting(office, following)

        def lines(employments: Sequence["Employment"], entries: Sequence[LedgerEntry]) -> Sequence[Line]:
            return (*closing(office, employments, entries, year), *granting.lines(employments, entries))

        done = self._entered(year, lines, granting)
        if year.last >= office.today():
            return done
        return evolve(done, frozen=Statistics(office, self._recording).freeze(year))

    def bring_in(
        self,
        person: str,
        days: Decimal | float | str,
        year: FiscalYear | None = None,
        *,
        because: str,
        key: str | None = None,
    ) -> Account:
        """Enter vacation that was saved before accounts were kept here (ยกยอดวันลาพักผ่อนสะสม).

        Args:
            person: id or staff number.
            days: days that were carried into the year, in halves.
            year: the fiscal year; by default the one that today is in.
            because: on what it rests, such as the paper register.
            key: of the caller's choice: the same call with the same key enters once.

        Returns:
            The account of vacation after it.

        Raises:
            NotFound: when there is no such person.
            LeaveYearRefused: where days were carried into that year already, for a number of days that is none, or more
                than may be carried.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office, wanted = self._office, year or self._fiscal()
        office.require(CLOSE)
        known, amount = office.organization.person(person), _halves_of(days)

        def make(save: "Save") -> None:
            entries = entries_of_person(office, known.id, self._recorder.waiting_of(LedgerEntry))
            if account(entries, VACATION, wanted.ce).carried_in:
                raise LeaveYearRefused(_BROUGHT.fill(year=office.written_year(wanted.ce)))
            most = self._most_carried(known.id, wanted)
            if amount > most:
                raise LeaveYearRefused(_TOO_MANY.fill(days=plain(amount), most=plain(most)))
            line = Line(
                year=wanted.ce,
                entry=EntryKind.CARRY_IN,
                hundredths=to_hundredths(amount),
                on=wanted.first,
                reason=_BY_HAND.fill(days=plain(amount), because=because),
            )
            made = entries_of_year(known.id, [line], entries)
            save(CLOSE, office.now(), made, adds_of(made))

        asked = Asked({"person": known.id, "days": str(amount), "year": wanted.ce, "because": because})
        self._recorder.once(key, "leave.bring-in", asked, make, lambda _: None)
        waiting = self._recorder.waiting_of(LedgerEntry)
        return account(entries_of_person(office, known.id, waiting), VACATION, wanted.ce)

    def following(self, year: FiscalYear) -> FiscalYear:
        """The fiscal year after another."""
        return year_named(self._office, year.ce + 1)

    # ------------------------------------------------------------------ inside

    def _most_carried(self, person: str, year: FiscalYear) -> Decimal:
        """How many days somebody may carry into a year."""
        employments = self._office.attendance.employments.of(person)
        before, view = year_named(self._office, year.ce - 1), self._office.rules(year.first)
        plenty = Account(granted=_PLENTY)
        return decide_year_end(employments, plenty, view, year=before, following=year).value.carried

    def _entered(self, year: FiscalYear, lines: "Lines", granting: "Granting") -> YearOfLeave:
        """What a function of employments and entries says of each person, written for many people at a time."""
        office = self._office
        office.require(CLOSE)
        everybody = office.attendance.employments.everybody()
        people = iter(everybody.items())
        made: list[LedgerEntry] = []
        while part := list(islice(people, _AT_ONCE)):
            made += self._of_people(part, lines)
        passed_over = tuple(sorted(granting.passed_over))
        return YearOfLeave(year=year, people=len(everybody), entries=tuple(made), passed_over=passed_over)

    def _of_people(
        self, people: Sequence[tuple[str, Sequence["Employment"]]], lines: "Lines", tries: int = _TRIES
    ) -> list[LedgerEntry]:
        """The entries of some people, looked at again where somebody else wrote to their accounts meanwhile."""
        waiting = self._recorder.waiting_of(LedgerEntry)
        entries: list[LedgerEntry] = []
        for person, employments in people:
            known = entries_of_person(self._office, person, waiting)
            entries += entries_of_year(person, lines(employments, known), known)
        if not entries:
            return []
        try:
            self._recorder.save(CLOSE, self._office.now(), entries, adds_of(entries))
        except (Conflict, Refused):
            if tries <= 1:
                raise
            return self._of_people(people, lines, tries - 1)
        return entries

    def _fiscal(self) -> FiscalYear:
        return cast("FiscalYear", self._office.year("fiscal"))


def _halves_of(days: Decimal | float | str) -> Decimal:
    """A number of days, in halves.

    Raises:
        LeaveYearRefused: where it is none.
    """
    try:
        found = Decimal(str(days))
    except InvalidOperation:
        found = Decimal(-1)
    if not found.is_finite() or found <= 0 or found * 2 % 1:
        raise LeaveYearRefused(_NO_DAYS.fill(days=str(days)))
    return found
