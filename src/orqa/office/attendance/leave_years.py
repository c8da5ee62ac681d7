"""A year of leave is opened and closed (เปิดและปิดปีวันลา): vacation is granted, carried on, or lapses, with reasons."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import evolve, frozen

from orqa.base.years import FiscalYear
from orqa.domain.attendance.half_years import HalfYear
from orqa.domain.attendance.leave.cases import VACATION
from orqa.domain.attendance.leave.ledger import Account, LedgerEntry, Line, account_of
from orqa.domain.attendance.leave.vacation import closing_lines, decide_vacation, decide_year_end, grant_lines
from orqa.office.attendance.leave_accounts import entries_and_adds, entries_of_person
from orqa.office.attendance.statistics import Statistics
from orqa.office.service import Service
from orqa.office.turns import next_turn
from orqa.storage.errors import Refused

if TYPE_CHECKING:
    from orqa.domain.attendance.people import Employment
    from orqa.storage.protocol import Add

CLOSE: Final = "leave.close-year"
"""The action, as the policy has it."""

_AT_ONCE: Final = 100
_TRIES: Final = 5
_TURN: Final = "leave-years-turn"


@frozen(kw_only=True)
class YearOfLeave:
    """What was entered when a year was opened or closed.

    Attributes:
        year: the fiscal year.
        people: how many people were looked at.
        entries: what was entered; nothing where everything was there already.
        frozen: the half-year figures that were frozen, where a year that is over was closed.
    """

    year: FiscalYear
    people: int
    entries: tuple[LedgerEntry, ...]
    frozen: tuple[HalfYear, ...] = ()


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
        return self._entered(wanted, lambda employments, entries: self._granted(employments, entries, wanted))

    def close(self, year: FiscalYear) -> YearOfLeave:
        """Close a fiscal year on its last day (ปิดปีวันลา): what is left is carried on or lapses; then the next is opened.

        Each entry tells its reason. Closing again enters only what changed since, such as a leave that was cancelled.
        Of a year that is over, the figures of both halves are frozen, too, as
        :meth:`orqa.office.attendance.statistics.Statistics.freeze` does.

        Args:
            year: the year.

        Raises:
            NotModelled, NotAllowed: as of :meth:`open`.
        """
        following = self.following(year)

        def lines(employments: Sequence["Employment"], entries: Sequence[LedgerEntry]) -> Sequence[Line]:
            view, account = self._office.rules(following.first), _vacation(entries, year)
            end = decide_year_end(employments, account, view, year=year, following=following).value
            return (
                *closing_lines(end, account, year, following),
                *self._granted(employments, entries, following),
            )

        done = self._entered(year, lines)
        if year.last >= self._office.today():
            return done
        return evolve(done, frozen=Statistics(self._office, self._recording).freeze(year))

    def following(self, year: FiscalYear) -> FiscalYear:
        """The fiscal year after another."""
        written = self._office.written_year(year.ce + 1)
        return cast("FiscalYear", self._office.year("fiscal", written))

    # ------------------------------------------------------------------ inside

    def _granted(
        self, employments: Sequence["Employment"], entries: Sequence[LedgerEntry], year: FiscalYear
    ) -> Sequence[Line]:
        right = decide_vacation(employments, self._office.rules(year.first), year).value
        return grant_lines(right, _vacation(entries, year), year)

    def _entered(self, year: FiscalYear, lines: Any) -> YearOfLeave:
        """What a function of employments and entries says of each person, written for many people at a time."""
        office = self._office
        office.require(CLOSE)
        everybody = office.attendance.employments.everybody()
        people = iter(everybody.items())
        made: list[LedgerEntry] = []
        while part := list(islice(people, _AT_ONCE)):
            made += self._entered_of(part, lines)
        return YearOfLeave(year=year, people=len(everybody), entries=tuple(made))

    def _entered_of(self, people: Sequence[tuple[str, Sequence["Employment"]]], lines: Any) -> list[LedgerEntry]:
        """The entries of some people, written; worked out anew where somebody else entered some at the same moment."""
        for _ in range(_TRIES):
            try:
                return self._try_to_enter(people, lines)
            except Refused:
                continue
        return self._try_to_enter(people, lines)

    def _try_to_enter(self, people: Sequence[tuple[str, Sequence["Employment"]]], lines: Any) -> list[LedgerEntry]:
        waits = any(one.leave is None for one in self._recorder.waiting_of(LedgerEntry))
        # what is read later in a work is covered by the turn that it took first
        turn = [] if waits else [next_turn(self._office, _TURN)]
        entries, adds = self._of_people(people, lines)
        if entries:
            self._recorder.save(CLOSE, self._office.now(), entries, [*adds, *turn])
        return entries

    def _of_people(
        self, people: Sequence[tuple[str, Sequence["Employment"]]], lines: Any
    ) -> tuple[list[LedgerEntry], list["Add"]]:
        entries: list[LedgerEntry] = []
        adds: list[Add] = []
        waiting = self._recorder.waiting_of(LedgerEntry)
        for person, employments in people:
            known = entries_of_person(self._office, person, waiting)
            made, more = entries_and_adds(self._office, person, VACATION, lines(employments, known))
            entries += made
            adds += more
        return entries, adds

    def _fiscal(self) -> FiscalYear:
        return cast("FiscalYear", self._office.year("fiscal"))


def _vacation(entries: Sequence[LedgerEntry], year: FiscalYear) -> Account:
    return account_of(_of_year(entries, year))


def _of_year(entries: Sequence[LedgerEntry], year: FiscalYear) -> Iterator[LedgerEntry]:
    return (one for one in entries if one.leave_type == VACATION and one.year == year.ce)
