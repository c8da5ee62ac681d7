"""Who works by which schedule (การกำหนดตารางเวลาทำงาน)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.attendance.errors import AttendanceRefused
from orqa.domain.attendance.schedules import Schedule, ScheduleAssignment, check_hours
from orqa.office.attendance.records import all_of, check_days, person_id, record_of, unit_id
from orqa.office.service import Asked, Service

if TYPE_CHECKING:
    from orqa.office.recorder import Save

CHANGE: Final = "schedule.assign"
"""The action, as the policy has it."""

_ASSIGNMENT = Text.of(en="the assignment of a schedule", th="การกำหนดตารางเวลาทำงาน")
_ONE = Text.of(en="a schedule is for a person or for a unit, one of them", th="กำหนดให้บุคลากรหรือหน่วยงานอย่างใดอย่างหนึ่ง")


class WorkSchedules(Service):
    """Assign schedules and ask by which somebody works; reached as ``office.attendance.schedules``."""

    def assign(  # noqa: PLR0913 - who works by what when, by name
        self,
        schedule: str,
        *,
        first: date,
        last: date | None = None,
        person: str = "",
        unit: str = "",
        order: str = "",
        key: str | None = None,
    ) -> ScheduleAssignment:
        """Keep that a person or a unit works by a schedule (กำหนดเวลาทำงาน), such as a staggered slot that was chosen.

        Args:
            schedule: code of the vocabulary ``work-schedule``.
            first: the first day.
            last: the last day; None until further notice.
            person: id or staff number; or
            unit: code of the unit, which stands for those below it, too.
            order: the order or permission.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such person or unit.
            UnknownTerm: for a schedule that the profile does not have.
            AttendanceRefused: when neither or both are named, the days are reversed, or a day of the schedule is
                shorter than the rule ``attendance.net_minutes``.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        check_days(first, last)
        if bool(person) == bool(unit):
            raise AttendanceRefused(_ONE)
        office = self._office
        view = office.rules(first)
        check_hours(view.reading(), Schedule.of(view, schedule))
        fields: dict[str, Any] = {"schedule": schedule, "person": person_id(office, person), "first": first}
        fields |= {"unit": unit_id(office, unit, first), "last": last, "order": order}

        def make(save: "Save") -> ScheduleAssignment:
            at = office.now()
            made = ScheduleAssignment(id=office.ids.next_id(at), **fields)
            save(CHANGE, at, (made,))
            return evolve(made, version=1)

        return self._recorder.once(key, CHANGE, Asked(fields), make, lambda made: self.get(made[0].id))

    def end(self, assignment: ScheduleAssignment | str, last: date, *, key: str | None = None) -> ScheduleAssignment:
        """Keep the last day of an assignment.

        Raises:
            NotFound: when there is no such assignment.
            AttendanceRefused: for a day before its first.
        """
        identity = assignment if isinstance(assignment, str) else assignment.id

        def make(save: "Save") -> ScheduleAssignment:
            known = self.get(identity)
            check_days(known.first, last)
            save(CHANGE, self._office.now(), (evolve(known, last=last),))
            return evolve(known, last=last, version=known.version + 1)

        asked = Asked({"end": identity, "last": last})
        return self._recorder.once(key, CHANGE, asked, make, lambda made: self.get(made[0].id))

    def get(self, identity: str) -> ScheduleAssignment:
        """The assignment of an id.

        Raises:
            NotFound: when there is none.
        """
        return record_of(self._office, ScheduleAssignment, identity, _ASSIGNMENT)

    def list(self) -> tuple[ScheduleAssignment, ...]:
        """Every assignment, the first that was made first."""
        return all_of(self._office, ScheduleAssignment)

    def of(self, person: str, on: date | None = None) -> Schedule:
        """By which schedule a person works on a day, by default today.

        It is their own, else that of the nearest unit, else that of their line of work: executives need not use the
        clock, academic staff owe a load; else official hours.

        Raises:
            NotFound: when there is no such person.
        """
        known = person_id(self._office, person)
        return self._office.attendance.days.roster(known).schedule(known, on or self._office.today())
