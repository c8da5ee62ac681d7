"""A closed year of leave that is changed later is closed anew (ปรับยอดปีที่ปิดแล้ว), in the same moment as the change."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from orqa.base.errors import NotModelled
from orqa.base.years import FiscalYear
from orqa.domain.attendance.leave.cases import VACATION
from orqa.domain.attendance.leave.ledger import LedgerEntry, Line
from orqa.domain.attendance.leave.vacation import GRANT_DAYS, closing_lines, decide_year_end
from orqa.office.attendance.leave_accounts import account, entries_of_person, entries_of_year

if TYPE_CHECKING:
    from orqa.domain.attendance.people import Employment
    from orqa.office.office import Office


def year_named(office: "Office", ce: int) -> FiscalYear:
    """The fiscal year of a common-era name."""
    return cast("FiscalYear", office.year("fiscal", office.written_year(ce)))


def closing(
    office: "Office", employments: Sequence["Employment"], entries: Iterable[LedgerEntry], year: FiscalYear
) -> tuple[Line, ...]:
    """What closes the vacation of a year, with its reasons; nothing where it is closed so already.

    Args:
        office: whose rules say so.
        employments: of the person.
        entries: of the person's accounts.
        year: the year.

    Of somebody whose vacation no rule tells, nothing is moved.
    """
    following, of_year = year_named(office, year.ce + 1), account(entries, VACATION, year.ce)
    view = office.rules(following.first)
    try:
        end = decide_year_end(employments, of_year, view, year=year, following=following).value
    except NotModelled as error:
        if error.what != GRANT_DAYS:
            raise
        return ()
    return closing_lines(end, of_year, year, following)


def settled(
    office: "Office", person: str, changes: Sequence[LedgerEntry], waiting: Iterable[LedgerEntry] = ()
) -> list[LedgerEntry]:
    """What sets right the years that were closed before entries of vacation were made in them; nothing for others.

    Leave that is entered late takes back first what had lapsed, then what had gone on to the next year.

    Args:
        office: where.
        person: id of the person.
        changes: the entries.
        waiting: entries that wait in the same work.
    """
    years = sorted({one.year for one in changes if one.leave_type == VACATION})
    if not years:
        return []
    known = [*entries_of_person(office, person, waiting), *changes]
    employments = office.attendance.employments.of(person)
    made: list[LedgerEntry] = []
    while years:
        year = years.pop(0)
        stands = account(known, VACATION, year)
        if not stands.lapsed and not stands.carried_out:
            continue
        more = entries_of_year(person, closing(office, employments, known, year_named(office, year)), known)
        known += more
        made += more
        years = sorted({*years, *(one.year for one in more if one.year != year)})
    return made
