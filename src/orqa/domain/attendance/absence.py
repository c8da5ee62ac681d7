"""Absence without leave in one stretch (ละทิ้งหน้าที่ราชการติดต่อกัน): the running count, and when it becomes grave."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from orqa.base.citations import Citation
from orqa.domain.attendance.results import DayResult
from orqa.domain.attendance.statuses import DayStatus
from orqa.rules.views import View

RULE = "attendance.absence"
FOLLOWS = "attendance.absence_follows"
_OFF = (DayStatus.HOLIDAY, DayStatus.WEEKEND)


@frozen(kw_only=True)
class AbsenceRun:
    """A stretch of absence of one person.

    Attributes:
        user: whose.
        first: the first day of absence.
        last: the last one that is known.
        days: days of the stretch, those off between them counted where the rule says so.
        warn_on: the day on which the warning day was reached; None where it was not.
        grave_on: the day on which the stretch passed what is grave misconduct (ความผิดวินัยอย่างร้ายแรง); None likewise.
        unpaid: days without pay (ไม่ได้รับเงินเดือน); None where the rules pay them.
        no_step: whether the salary does not rise in that half year (ไม่ได้เลื่อนเงินเดือน).
        citations: the clauses.
    """

    user: str
    first: date
    last: date
    days: int
    warn_on: date | None
    grave_on: date | None
    unpaid: int | None
    no_step: bool
    citations: tuple[Citation, ...]


def absence_runs(results: Iterable[DayResult], view: View) -> tuple[AbsenceRun, ...]:
    """The stretches of absence, the longest first.

    A stretch goes on over days off and ends with any other day; days off after its last day of absence are not of it
    yet, as nobody could have come. Days that are not due yet, or whose leave waits for permission, end nothing and
    count nothing.

    Args:
        results: of any people, each person's days in order.
        view: the rules (``attendance.absence``: พ.ร.บ. ระเบียบข้าราชการพลเรือน พ.ศ. 2551 มาตรา 85 (3), and
            ``attendance.absence_follows``).
    """
    reading = view.reading()
    rule, follows = reading.value(RULE), reading.value(FOLLOWS)
    citations = reading.decision(None, {}).citations
    runs = [_run(stretch, rule, follows, citations) for stretch in _stretches(results, holidays=rule["holidays"])]
    return tuple(sorted(runs, key=lambda run: (-run.days, run.user, run.first)))


def _stretches(results: Iterable[DayResult], *, holidays: bool) -> list[list[DayResult]]:
    """The counted days of each stretch, which ends with a day of absence."""
    found: list[list[DayResult]] = []
    waiting: list[DayResult] = []
    open_: list[DayResult] | None = None
    for one in results:
        if open_ is not None and (one.user != open_[-1].user or one.status not in {*_OFF, *_GOING_ON}):
            open_ = None
        if one.status is DayStatus.ABSENT:
            if open_ is None:
                open_, waiting = [], []
                found.append(open_)
            open_ += [*waiting, one]
            waiting = []
        elif one.status in _OFF and holidays:
            waiting.append(one)
    return found


_GOING_ON = (DayStatus.ABSENT, DayStatus.NOT_DUE, DayStatus.PENDING)


def _run(
    days: list[DayResult], rule: dict[str, int], follows: dict[str, bool], citations: tuple[Citation, ...]
) -> AbsenceRun:
    reached = {count: one.day for count, one in enumerate(days, 1)}
    return AbsenceRun(
        user=days[0].user,
        first=days[0].day,
        last=days[-1].day,
        days=len(days),
        warn_on=reached.get(rule["warn_at"]),
        grave_on=reached.get(rule["more_than"] + 1),
        unpaid=None if follows["pay"] else len(days),
        no_step=not follows["salary_step"],
        citations=citations,
    )
