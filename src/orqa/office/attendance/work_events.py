"""Official duty, training, working from home, and what befalls an area (ไปราชการ อบรม พฤติการณ์พิเศษ)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.attendance.errors import AttendanceRefused
from orqa.domain.attendance.events import Half, WorkEvent
from orqa.domain.attendance.home import HOME_REPORT, OrderedDay, ordered_days
from orqa.domain.attendance.schedules import minute_told, minutes_of
from orqa.domain.attendance.statuses import DayStatus
from orqa.domain.organization.regions import region_of
from orqa.office.attendance.records import all_of, check_days, person_id, record_of, unit_id
from orqa.office.deadlines import from_to
from orqa.office.service import Asked, Service
from orqa.rules.decisions import Decision

if TYPE_CHECKING:
    from orqa.domain.organization.structure import Structure
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table

CHANGE: Final = "work-event.change"
REPORT: Final = "home-report.file"
"""The actions, as the policy has them: keeping events, and reporting one's own day of working from home."""

_EVENT = Text.of(en="the event", th="รายการไปราชการหรือเหตุอื่น")
_ONE = Text.of(
    en="an event is for a person, a unit or everybody", th="รายการเป็นของบุคลากร หน่วยงาน หรือทุกคน อย่างใดอย่างหนึ่ง"
)
_TOO_LATE = Text.of(
    en="coming by {clock} may not be allowed; the rule allows {most} at the latest",
    th="ผ่อนผันถึงเวลา {clock} ไม่ได้ กฎให้ผ่อนผันได้ไม่เกิน {most}",
)
_REASON = Text.of(en="say why it is withdrawn", th="ให้ระบุเหตุผลที่ยกเลิก")
_NO_TEXT = Text.of(en="say what was done", th="ให้ระบุงานที่ทำ")
_TO_COME = Text.of(en="the day {day} is still to come", th="วันที่ {day} ยังมาไม่ถึง")
_NOT_HOME = Text.of(
    en="{day} is no day of working from home; have it kept first: orqa attendance event add home_working",
    th="วันที่ {day} ไม่มีรายการปฏิบัติงานนอกสถานที่ตั้ง ให้บันทึกก่อนด้วย: orqa attendance event add home_working",
)
_WITHDRAWN = Text.of(en="it was withdrawn already", th="ยกเลิกไปแล้ว")


class WorkEvents(Service):
    """Keep what days are spent with besides work at the office; reached as ``office.attendance.events``."""

    def add(  # noqa: PLR0913 - what happens to whom when, by name
        self,
        event: str,
        *,
        first: date,
        last: date | None = None,
        person: str = "",
        unit: str = "",
        half: Half | str = Half.WHOLE,
        late_until: str = "",
        title: str = "",
        order: str = "",
        key: str | None = None,
    ) -> WorkEvent:
        """Keep official duty, training, working from home or special circumstances (บันทึกการไปราชการและเหตุอื่น).

        Args:
            event: code of the vocabulary ``work-event``.
            first: the first day.
            last: the last day; by default the first.
            person: id or staff number; or
            unit: code of the unit and those below it; neither is everybody.
            half: ``whole``, ``morning`` or ``afternoon`` of each day.
            late_until: a time as ``10:00``: nothing but coming by then is not late on these days, as in a flood.
            title: what it is about.
            order: the order.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such person or unit.
            UnknownTerm: for an event that the profile does not have.
            AttendanceRefused: when both a person and a unit are named, the days are reversed, or ``late_until`` is no
                time, or later than the rule ``attendance.area_late_until`` lets it be.
            ValueError: for a half that is none.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        last = last or first
        check_days(first, last)
        if person and unit:
            raise AttendanceRefused(_ONE)
        office = self._office
        code = office.rules(first).vocabulary("work-event")[event].code
        fields: dict[str, Any] = {"event": code, "person": person_id(office, person), "first": first, "last": last}
        fields |= {"unit": unit_id(office, unit, first), "half": Half(half), "title": title, "order": order}
        fields["late_until"] = self._late_until(late_until, first)

        def make(save: "Save") -> WorkEvent:
            at = office.now()
            made = WorkEvent(id=office.ids.next_id(at), **fields)
            save(CHANGE, at, (made,))
            return evolve(made, version=1)

        return self._recorder.once(key, CHANGE, Asked(fields), make, lambda made: self.get(made[0].id))

    def report(self, person: str, day: date, text: str, *, key: str | None = None) -> WorkEvent:
        """Report the work of a day at home (รายงานผลการปฏิบัติงานนอกสถานที่ตั้ง); rule ``attendance.home_working``.

        Everybody reports their own; for somebody else it is an event that an officer or a head keeps.

        Args:
            person: id or staff number.
            day: which day.
            text: what was done.
            key: as of :meth:`add`.

        Raises:
            NotFound: when there is no such person.
            AttendanceRefused: without a text, for a day to come, or one that is not kept as working from home.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        known = office.organization.person(person).id
        if not text.strip():
            raise AttendanceRefused(_NO_TEXT)
        if day > office.today():
            raise AttendanceRefused(_TO_COME.fill(day=day_text(day)))
        roster = office.attendance.days.roster(known)
        at_home = (one for one in roster.events(self.list(day, day)) if one.user in {known, ""})
        if not any(one.status is DayStatus.HOME_WORKING and one.code != HOME_REPORT for one in at_home):
            raise AttendanceRefused(_NOT_HOME.fill(day=day_text(day)))
        action = REPORT if office.actor is not None and office.actor.person == known else CHANGE
        fields: dict[str, Any] = {"event": HOME_REPORT, "person": known, "first": day, "last": day, "title": text}

        def make(save: "Save") -> WorkEvent:
            at = office.now()
            made = WorkEvent(id=office.ids.next_id(at), **fields)
            save(action, at, (made,))
            return evolve(made, version=1)

        return self._recorder.once(key, action, Asked(fields), make, lambda made: self.get(made[0].id))

    def ordered(self, first: date, last: date, unit: str = "") -> Decision[tuple[OrderedDay, ...]]:
        """Days on which the cabinet had people work from home, and where (``attendance.home_days``); with the source.

        They are no holidays and nobody's event by themselves: add ``home_working`` for those whom they concern.

        Args:
            first: the first day.
            last: the last day.
            unit: code of a unit: only the days that were ordered where it stands on each of them, by its region, that
                of a unit above it, else of the profile. Without any of these, and by default, every day.

        Raises:
            NotFound: when there is no such unit.
        """
        check_days(first, last)
        office = self._office
        found = ordered_days(office.rules(last), first, last)
        if not unit_id(office, unit, last):
            return found
        structure = office.organization.structure
        return evolve(
            found, value=tuple(day for day in found.value if day.is_for(self._regions(structure, unit, day.day)))
        )

    def _regions(self, structure: "Structure", unit: str, day: date) -> frozenset[str]:
        """Where a unit stands on a day: a province, or those of a group; none where nobody told."""
        region = region_of(structure, (unit, *structure.ancestors(unit, day)), day) or self._office.profile.region
        return self._office.calendars.of_region(region).covers if region else frozenset()

    def _late_until(self, clock: str, on: date) -> int | None:
        """The minute of a time, which no rule sets an earlier one against."""
        most: str = self._office.rules(on).reading().value("attendance.area_late_until")
        minute = minute_told(clock) if clock else None
        if minute is not None and most and minute > minutes_of(most):
            raise AttendanceRefused(_TOO_LATE.fill(clock=clock, most=most))
        return minute

    def withdraw(self, event: WorkEvent | str, reason: str, *, key: str | None = None) -> WorkEvent:
        """Withdraw an event (ยกเลิกรายการ): its days are judged without it; it stays readable, with the reason.

        Raises:
            NotFound: when there is no such event.
            AttendanceRefused: without a reason, or when it was withdrawn already.
        """
        if not reason.strip():
            raise AttendanceRefused(_REASON)
        identity = event if isinstance(event, str) else event.id

        def make(save: "Save") -> WorkEvent:
            known = self.get(identity)
            if known.withdrawn:
                raise AttendanceRefused(_WITHDRAWN)
            save(CHANGE, self._office.now(), (evolve(known, withdrawn=reason),))
            return evolve(known, withdrawn=reason, version=known.version + 1)

        asked = Asked({"withdraw": identity, "reason": reason})
        return self._recorder.once(key, CHANGE, asked, make, lambda made: self.get(made[0].id))

    def get(self, identity: str) -> WorkEvent:
        """The event of an id.

        Raises:
            NotFound: when there is none.
        """
        return record_of(self._office, WorkEvent, identity, _EVENT)

    def list(self, first: date | None = None, last: date | None = None) -> tuple[WorkEvent, ...]:
        """The events that stand and touch a day from one to another, by default all."""
        query = from_to("last", first or date.min, date.max) & from_to("first", date.min, last or date.max)
        return tuple(one for one in all_of(self._office, WorkEvent, query) if not one.withdrawn)

    def table(self, first: date, last: date) -> "Table":
        """The events that stand and touch a day from one to another, both included (รายการไปราชการและเหตุอื่น)."""
        from orqa.office.attendance.event_tables import event_table

        return event_table(self._office, self.list(first, last))
