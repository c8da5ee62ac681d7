"""What falls due after leave: reporting back and the results, for the types of which the rules set days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.calendar import OutsideCalendar
from orqa.base.language import Text
from orqa.domain.attendance.leave.records import Leave, LeaveState
from orqa.domain.attendance.leave.returning import Due, due_after, is_reported
from orqa.domain.organization.tasks import person_token
from orqa.office.attendance.bonds_due import AREA
from orqa.office.deadlines import Deadline, from_to
from orqa.office.paging import every
from orqa.storage.query import is_in

if TYPE_CHECKING:
    from orqa.office.office import Office

STUDY: Final = "study"

_MOST: Final = timedelta(days=366)
"""How long after a leave something may fall due: leaves that ended earlier are not looked at."""

_REPORT = Text.of(en="{person} reports back from {kind}", th="{person} รายงานตัวกลับจาก{kind}")
_LATEST = Text.of(
    en="{person} reports back from {kind}, where more time was given",
    th="{person} รายงานตัวกลับจาก{kind} กรณีได้รับขยายเวลา",
)
_RESULTS = Text.of(en="{person} reports the results of {kind}", th="{person} รายงานผลของ{kind}")


def leaves_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Of leaves that were permitted, what lies from one day to another, both included."""
    people = office.organization.structure.people
    after = first - _MOST if first - date.min > _MOST else date.min
    taken = is_in("state", [LeaveState.PERMITTED.value, LeaveState.RETURNED.value])
    with office.reading(personal=True) as reader:
        for leave in every(office, reader, Leave, from_to("last", after, last) & taken):
            person = people.get(leave.person)
            kind = office.rules(leave.last).vocabulary("leave-type")[leave.leave_type].title
            due = _due(office, leave)
            for day, text in _days(leave, due):
                if first <= day <= last:
                    yield Deadline(
                        day=day,
                        area=AREA,
                        title=text.fill(person=person.name if person else leave.person, kind=kind),
                        about=leave.ref,
                        source=leave.ref,
                        whom=person_token(leave.person),
                    )


def _due(office: "Office", leave: Leave) -> Due:
    """What is due: where rules ask for a report and name no days, it is on the first working day after the leave.

    Study leave has its own days, which its contract tells.
    """
    reading = office.rules(leave.last).reading()
    due = due_after(reading, leave.leave_type, leave.last)
    if due.report_by or leave.leave_type == STUDY or not is_reported(reading, leave.leave_type):
        return due
    try:
        return evolve(due, report_by=office.calendar.add(leave.last, 1))
    except OutsideCalendar:
        return due


def _days(leave: Leave, due: Due) -> Iterator[tuple[date, Text]]:
    """Reporting back, while the person has not, and the results."""
    if leave.state is LeaveState.PERMITTED:
        yield from ((day, text) for day, text in ((due.report_by, _REPORT), (due.report_latest, _LATEST)) if day)
    if due.results_by:
        yield due.results_by, _RESULTS
