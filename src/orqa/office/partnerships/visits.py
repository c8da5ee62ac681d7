"""Visits and delegations, and activities under agreements (การเยือน คณะผู้แทน และกิจกรรมความร่วมมือ)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.activities import Activity, ActivityState
from orqa.domain.partnerships.movements import Direction
from orqa.domain.partnerships.refusals import VisitRefused
from orqa.domain.partnerships.visits import Gift, Member, ProgrammeItem, Visit, VisitState, in_order, moved_to
from orqa.office.partnerships.keeping import NO_REASON, Keeping, days_from, reversed_days
from orqa.office.partnerships.visit_steps import ended_steps, gift_findings, new_steps, steps_of
from orqa.storage.query import ALL, equal, is_in

if TYPE_CHECKING:
    from orqa.base.findings import Finding
    from orqa.domain.organization.tasks import Task
    from orqa.reporting.tables import Table

KEEP: Final = "visit.keep"
"""The action, as the policy has it: visits and activities."""

_VISIT = Text.of(en="the visit", th="การเยือน")
_ACTIVITY = Text.of(en="the activity", th="กิจกรรม")
_TO_COME = Text.of(en="its first day is still to come", th="ยังไม่ถึงวันแรก")
_NO_REPORT = Text.of(en="say what came of it", th="ให้ระบุผลการเยือน")
_OVER = Text.of(en="it was held or cancelled already", th="ดำเนินการหรือยกเลิกไปแล้ว")
_NO_WAY = Text.of(
    en="{way!r} is no direction; choose received or sent", th="{way!r} ไม่ใช่ทิศทาง ให้เลือก received หรือ sent"
)
_NO_PURPOSE = Text.of(en="say what it is for", th="ให้ระบุวัตถุประสงค์หรือชื่อ")


class Visits(Keeping):
    """Keep visits from the plan to the report; reached as ``office.partnerships.visits``."""

    def plan(  # noqa: PLR0913 - what a visit is, by name
        self,
        direction: Direction | str,
        purpose: str,
        *,
        first: date,
        last: date | None = None,
        partner: str = "",
        visitor: str = "",
        agreement: str | None = None,
        unit: str = "",
        owner: str = "",
        members: Iterable[Member] = (),
        programme: Iterable[ProgrammeItem] = (),
        interpreters: Iterable[str] = (),
        budget_line: RecordRef | None = None,
        estimate: Money | None = None,
        letters: Iterable[RecordRef | str] = (),
        key: str | None = None,
    ) -> Visit:
        """Keep a visit that is planned (บันทึกแผนการเยือน).

        What is to be done for it, by the rule ``visit.checklist``, waits as tasks for the owner, else for the unit.

        Args:
            direction: ``received`` for a delegation that comes, ``sent`` for one that goes.
            purpose: what for.
            first: the first day.
            last: the last day; by default the first.
            partner: the institution, by id, identifier or name.
            visitor: who comes or is visited, where it is no partner that is kept.
            agreement: id of the agreement that it uses.
            unit: code of the unit that hosts or sends.
            owner: id or staff number of the person in charge.
            members: the delegation; personal data.
            programme: what happens when.
            interpreters: who interprets.
            budget_line: the line of the budget that pays.
            estimate: what it may cost.
            letters: letters that it goes back to, by id.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such partner, unit, person or letter.
            VisitRefused: when the days are reversed, there is no purpose, or no such direction.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        last = last or first
        _refuse(reversed_days(first, last))
        _refuse(None if purpose.strip() else _NO_PURPOSE)
        if direction not in tuple(Direction):
            raise VisitRefused(_NO_WAY.fill(way=str(direction)))
        fields: dict[str, Any] = {"direction": Direction(direction), "purpose": purpose, "first": first, "last": last}
        fields |= {"partner": self._partner(partner), "visitor": visitor, "agreement": self._agreement(agreement)}
        fields |= {"unit": self._unit(unit, first), "owner": self._person(owner), "members": tuple(members)}
        fields |= {"programme": in_order(tuple(programme)), "interpreters": tuple(interpreters), "estimate": estimate}
        fields |= {"budget_line": budget_line, "letters": self._letters(tuple(letters))}

        def make(at: Any) -> Any:
            made = Visit(id=self._office.ids.next_id(at), **fields)
            return (made, *new_steps(self._office, made, at)), ()

        return self._keep(Visit, _VISIT, KEEP, {"plan": fields}, key, make, unit)

    def confirm(self, visit: Visit | str, *, key: str | None = None) -> Visit:
        """Say that a visit takes place (ยืนยันการเยือน).

        Raises:
            NotFound: when there is no such visit.
            VisitRefused: when it is not planned.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        return self._moved(visit, VisitState.CONFIRMED, key)

    def hold(self, visit: Visit | str, *, key: str | None = None) -> Visit:
        """Say that a visit took place (บันทึกว่าเกิดขึ้นแล้ว): from then on it counts for its agreement.

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
            VisitRefused: when that does not follow, or its first day is still to come.
        """
        known = self.get(visit)
        _refuse(_TO_COME if known.first > self._office.today() else None)
        return self._moved(known, VisitState.HELD, key)

    def report(self, visit: Visit | str, text: str, *, key: str | None = None) -> Visit:
        """Keep what came of a visit (รายงานผลการเยือน).

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
            VisitRefused: without a text, or when it was not held.
        """
        _refuse(None if text.strip() else _NO_REPORT)
        return self._moved(visit, VisitState.REPORTED, key, report=text)

    def cancel(self, visit: Visit | str, reason: str, *, key: str | None = None) -> Visit:
        """Say that a visit does not take place (ยกเลิกการเยือน).

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
            VisitRefused: without a reason, or when it was held.
        """
        _refuse(None if reason.strip() else NO_REASON)
        known, office = self.get(visit), self._office

        def make(at: Any) -> Any:
            gone = moved_to(self.get(known.id), VisitState.CANCELLED, reason=reason)
            return (gone, *ended_steps(office, gone, at, reason)), ()

        return self._keep(Visit, _VISIT, KEEP, {"visit": known.id, "cancel": reason}, key, make, known.unit)

    def add_gift(self, visit: Visit | str, gift: Gift, *, key: str | None = None) -> Visit:
        """Keep a gift of a visit, given or received (บันทึกของที่ระลึก).

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
        """
        return self._changed(visit, {"gift": gift}, lambda known: evolve(known, gifts=(*known.gifts, gift)), key)

    def add_item(self, visit: Visit | str, item: ProgrammeItem, *, key: str | None = None) -> Visit:
        """Put an item into the programme of a visit (เพิ่มกำหนดการ).

        Raises:
            NotFound, NotAllowed: as of :meth:`confirm`.
        """

        def change(known: Visit) -> Visit:
            return evolve(known, programme=in_order((*known.programme, item)))

        return self._changed(visit, {"item": item}, change, key)

    def checklist(self, visit: Visit | str) -> tuple["Task", ...]:
        """What is to be done for a visit, done or not (รายการเตรียมการเยือน); a task ends by ``office.tasks.done``.

        Raises:
            NotFound: when there is no such visit.
        """
        return steps_of(self._office, self.get(visit))

    def check(self, visit: Visit | str) -> tuple["Finding", ...]:
        """What to look at in a visit: gifts that were received above what may be taken, or without a value.

        Raises:
            NotFound: when there is no such visit.
            NotInForce: for a gift from before the rule ``visit.gift_limit``.
        """
        return tuple(gift_findings(self._office, self.get(visit)))

    def get(self, visit: Visit | str) -> Visit:
        """A visit as it is now.

        Raises:
            NotFound: when there is none.
        """
        return self._one(Visit, visit if isinstance(visit, str) else visit.id, _VISIT)

    def list(
        self, first: date | None = None, last: date | None = None, *, partner: str = "", agreement: str = ""
    ) -> tuple[Visit, ...]:
        """Visits that begin from one day to another, both included, by default all; the earliest first."""
        query = days_from("first", first, last)
        query &= is_in("partner", self._partners(partner)) if partner else ALL
        query &= equal("agreement", agreement) if agreement else ALL
        return self._every(Visit, query, ("first",))

    def table(self, first: date | None = None, last: date | None = None) -> "Table":
        """Visits as a table (ทะเบียนการเยือน); see :meth:`list`. Members and gifts are personal data and counted only.

        Visits that whoever acts may not see are left out, and their number is told.
        """
        from orqa.office.partnerships.visit_tables import visit_table

        return self._with_left_out(
            visit_table(self._office, self.list(first, last)), Visit, days_from("first", first, last)
        )

    # ------------------------------------------------------------------ inside

    def _moved(self, visit: Visit | str, state: VisitState, key: str | None, **fields: object) -> Visit:
        asked = {"state": state.value, **fields}
        return self._changed(visit, asked, lambda known: moved_to(known, state, **fields), key)

    def _changed(
        self, visit: Visit | str, asked: dict[str, object], change: Callable[[Visit], Visit], key: str | None
    ) -> Visit:
        known = self.get(visit)

        def make(_at: Any) -> Any:
            return (change(self.get(known.id)),), ()

        return self._keep(Visit, _VISIT, KEEP, {"visit": known.id, **asked}, key, make, known.unit)


class Activities(Keeping):
    """Keep what is done under agreements; reached as ``office.partnerships.activities``."""

    def plan(  # noqa: PLR0913 - what an activity is, by name
        self,
        activity_kind: str,
        title: str,
        *,
        first: date,
        last: date | None = None,
        partner: str = "",
        agreement: str | None = None,
        unit: str = "",
        owner: str = "",
        ours: int | None = None,
        theirs: int | None = None,
        evidence: Iterable[RecordRef] = (),
        part_of: str | None = None,
        key: str | None = None,
    ) -> Activity:
        """Keep an activity that is planned (บันทึกกิจกรรมความร่วมมือ).

        Args:
            activity_kind: code of the vocabulary ``cooperation-activity``.
            title: what it is called.
            first: the first day.
            last: the last day; by default the first.
            partner: the institution, by id, identifier or name.
            agreement: id of the agreement that it uses: it counts for this one alone.
            unit: code of the unit.
            owner: id or staff number of the person in charge.
            ours: how many of the university take part.
            theirs: how many of the partner.
            evidence: records that prove it.
            part_of: id of the activity that this one splits off, for a further agreement.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such partner, unit, person or activity.
            UnknownTerm: when the profile has no such kind.
            VisitRefused: when the days are reversed or there is no title.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        last = last or first
        _refuse(reversed_days(first, last))
        _refuse(None if title.strip() else _NO_PURPOSE)
        code = self._office.rules(first).vocabulary("cooperation-activity")[activity_kind].code
        fields: dict[str, Any] = {"activity_kind": code, "title": title, "first": first, "last": last, "ours": ours}
        fields |= {"theirs": theirs, "partner": self._partner(partner), "agreement": self._agreement(agreement)}
        fields |= {"unit": self._unit(unit, first), "owner": self._person(owner), "evidence": tuple(evidence)}
        fields["part_of"] = self.get(part_of).id if part_of else None

        def make(at: Any) -> Any:
            return (Activity(id=self._office.ids.next_id(at), **fields),), ()

        return self._keep(Activity, _ACTIVITY, KEEP, {"activity": fields}, key, make, unit)

    def hold(self, activity: Activity | str, *, key: str | None = None) -> Activity:
        """Say that an activity took place (บันทึกว่าดำเนินการแล้ว): it counts for its agreement.

        Raises:
            NotFound: when there is no such activity.
            VisitRefused: when it was held or cancelled, or its first day is still to come.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known = self.get(activity)
        _refuse(_TO_COME if known.first > self._office.today() else None)
        return self._ended(known, key, state=ActivityState.HELD, held=known.first)

    def cancel(self, activity: Activity | str, reason: str, *, key: str | None = None) -> Activity:
        """Say that an activity does not take place (ยกเลิกกิจกรรม).

        Raises:
            NotFound, NotAllowed: as of :meth:`hold`.
            VisitRefused: without a reason, or when it was held or cancelled.
        """
        _refuse(None if reason.strip() else NO_REASON)
        return self._ended(self.get(activity), key, state=ActivityState.CANCELLED, reason=reason)

    def get(self, activity: Activity | str) -> Activity:
        """An activity as it is now.

        Raises:
            NotFound: when there is none.
        """
        return self._one(Activity, activity if isinstance(activity, str) else activity.id, _ACTIVITY)

    def list(self, first: date | None = None, last: date | None = None, *, agreement: str = "") -> tuple[Activity, ...]:
        """Activities that begin from one day to another, both included, by default all; the earliest first."""
        query = days_from("first", first, last) & (equal("agreement", agreement) if agreement else ALL)
        return self._every(Activity, query, ("first",))

    def table(self, first: date | None = None, last: date | None = None) -> "Table":
        """Activities as a table (ทะเบียนกิจกรรมความร่วมมือ); see :meth:`list`."""
        from orqa.office.partnerships.visit_tables import activity_table

        return activity_table(self._office, self.list(first, last))

    # ------------------------------------------------------------------ inside

    def _ended(self, known: Activity, key: str | None, **fields: Any) -> Activity:
        def make(_at: Any) -> Any:
            now = self.get(known.id)
            _refuse(None if now.state is ActivityState.PLANNED else _OVER)
            return (evolve(now, **fields),), ()

        return self._keep(Activity, _ACTIVITY, KEEP, {"activity": known.id, **fields}, key, make, known.unit)


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise VisitRefused(reason)
