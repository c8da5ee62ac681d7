"""Vacation of a fiscal year is granted (สิทธิลาพักผ่อนประจำปี): to whom, and of whom no rule tells what they have."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from orqa.base.errors import NotModelled
from orqa.base.years import FiscalYear
from orqa.domain.attendance.bonds import Bond
from orqa.domain.attendance.leave.cases import VACATION
from orqa.domain.attendance.leave.ledger import LedgerEntry, Line
from orqa.domain.attendance.leave.vacation import GRANT_DAYS, WHILE_STUDYING, decide_vacation, grant_lines
from orqa.office.attendance.leave_accounts import account

if TYPE_CHECKING:
    from orqa.domain.attendance.people import Employment
    from orqa.office.office import Office


class Granting:
    """Grants vacation to one person after another; who is away on study leave all year is looked up once.

    Attributes:
        passed_over: ids of people of whom no rule tells whether they have vacation.
    """

    def __init__(self, office: "Office", year: FiscalYear) -> None:
        self._office, self._year = office, year
        self._studying = {one.person: _place(one) for one in office.attendance.bonds.list() if _all_year(one, year)}
        self.passed_over: set[str] = set()

    def lines(self, employments: Sequence["Employment"], entries: Sequence[LedgerEntry]) -> Sequence[Line]:
        """What is to be entered of one person; nothing of whom no rule tells what they have."""
        year, person = self._year, employments[0].person if employments else ""
        try:
            studying = self._studying.get(person, "")
            right = decide_vacation(employments, self._office.rules(year.first), year, studying=studying).value
        except NotModelled as error:
            if error.what not in {WHILE_STUDYING, GRANT_DAYS}:
                raise
            self.passed_over.add(person)
            return ()
        return grant_lines(right, account(entries, VACATION, year.ce), year)


def _all_year(bond: Bond, year: FiscalYear) -> bool:
    """Whether somebody is on study leave from the first day of a fiscal year to the last, as far as is known."""
    return bond.first <= year.first and (bond.returned or bond.permitted_to) >= year.last and bond.ended is None


def _place(bond: Bond) -> str:
    return "abroad" if bond.abroad else "home"
