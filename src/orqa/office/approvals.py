"""Requests along the routes of the profile (การเสนอและการอนุมัติ): one mechanism for every area."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from orqa.base.calendar import OutsideCalendar
from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.organization.approvals import Approval, ApprovalState, Move, Verdict, moved_on
from orqa.domain.organization.errors import CommentNeeded, MayNotDecide
from orqa.domain.organization.restriction import Restriction
from orqa.domain.organization.routes import Amount, decide_route, may_decide, standing
from orqa.domain.organization.tasks import Task, TaskState, done, new_task, person_token, withdrawn
from orqa.domain.organization.wording import signed_as
from orqa.office.approval_lists import ApprovalLists
from orqa.office.approvers import kept_from, letters_behind, refuse_unseen
from orqa.office.naming import named_approvers, request_titles
from orqa.office.openings import as_read
from orqa.office.paging import every
from orqa.office.record_types import AREA_OF
from orqa.storage.query import equal

if TYPE_CHECKING:
    from datetime import date

    from orqa.base.records import Record
    from orqa.domain.organization.routes import RouteStep
    from orqa.office.recorder import Save

DECIDE: Final = "approval.decide"
MEND: Final = "approval.mend"
"""What the tasks of a request ask for: a decision, and mending by whoever asked."""

_NOBODY_ACTS = Text.of(
    en="only a person decides: use office.acting(person)", th="ผู้พิจารณาต้องเป็นบุคคล ให้ใช้ office.acting(person)"
)
_OWN = Text.of(en="nobody decides about their own request", th="ผู้ขอพิจารณาคำขอของตนเองไม่ได้")
_NOT_THE_ONE = Text.of(
    en="it waits for {role} of {unit}, and they are not that today", th="คำขอรอ {role} ของ {unit} ซึ่งวันนี้ไม่ใช่บุคคลนี้"
)
_NOT_RETURNABLE = Text.of(en="this step may not send it back", th="ขั้นนี้ส่งคืนไม่ได้")
_NO_DAY = Text.of(
    en="no due day: {days} working days after {on} lie outside the work calendar, which covers {span}",
    th="ไม่มีวันครบกำหนด: {days} วันทำการนับจาก {on} อยู่นอกปฏิทินวันทำการซึ่งมีข้อมูลช่วง {span}",
)
_NOT_ASKED = Text.of(en="only whoever asked may do that", th="ทำได้เฉพาะผู้ขอ")


@frozen
class _Asked:
    """What a call asked for, so that its key knows it again."""

    about: str
    route: str = ""
    unit: str = ""
    title: Text | None = None
    amount: Amount = None
    restricted: Restriction | None = None
    verdict: str = ""
    comment: str = ""


class Approvals(ApprovalLists):
    """Ask, decide, send back; reached as ``office.approvals``.

    What is decided stands in the request's ``state`` and ``moves``; an area that asks reads it there. While a step
    waits, it has exactly one open task, for whoever holds the step's role that day or acts for its holder.
    """

    def submit(  # noqa: PLR0913 - what is asked, by name
        self,
        about: "Record | RecordRef",
        route: str,
        *,
        unit: str,
        title: Text | str | None = None,
        amount: Amount = None,
        restricted: Restriction | None = None,
        key: str | None = None,
    ) -> Approval:
        """Ask for a decision about a record (เสนอ).

        Args:
            about: the record, or its reference.
            route: area and kind, such as ``letter.received``; the rule ``routes.steps`` has them.
            unit: code of the unit that asks.
            title: what people call it; none for what is restricted.
            amount: days, pieces or money, where that decides who decides.
            restricted: who alone may know of it; a request about restricted matter is kept from others anyway.
            key: of the caller's choice: the same call with the same key asks once.

        Raises:
            NotFound: when there is no such record, or it may not be seen.
            RouteUnknown: when the profile has no such route.
            NoApprover: when nobody may decide one of its steps.
            NobodyMaySee: when whoever may decide one of its steps may not see what it is about.
        """
        ref = about if isinstance(about, RecordRef) else about.ref
        named = Text.of(**{self._office.profile.language: title}) if isinstance(title, str) else title
        asked = _Asked(about=str(ref), route=route, unit=unit, title=named, amount=amount, restricted=restricted)
        return self._recorder.once(
            key,
            "approval.submit",
            asked,
            lambda save: self._submitted(ref, asked, save),
            lambda made: self.get(made[0].id),
        )

    def approve(self, approval: Approval | str, comment: str = "", *, key: str | None = None) -> Approval:
        """Approve the step that waits (เห็นชอบ, อนุมัติ); the last step approves the request.

        Args:
            approval: the request, or its id.
            comment: words for whoever reads it (ความเห็น).
            key: as of :meth:`submit`.

        Raises:
            NotFound: when there is no such request, or it may not be seen.
            MayNotDecide: when whoever acts does not hold the step's role today, or asked themselves.
            ApprovalIsOver: when it does not wait any more.
            Conflict: when somebody else decided at the same moment.
        """
        return self._decide(approval, Verdict.APPROVED, comment, key)

    def return_(self, approval: Approval | str, comment: str, *, key: str | None = None) -> Approval:
        """Send it back to whoever asked, with what is to be mended (ส่งคืนแก้ไข); errors as of :meth:`approve`.

        Raises:
            CommentNeeded: without a comment.
        """
        return self._decide(approval, Verdict.RETURNED, comment, key)

    def reject(self, approval: Approval | str, comment: str, *, key: str | None = None) -> Approval:
        """Refuse it for good (ไม่อนุมัติ); errors as of :meth:`return_`."""
        return self._decide(approval, Verdict.REJECTED, comment, key)

    def withdraw(self, approval: Approval | str, comment: str = "", *, key: str | None = None) -> Approval:
        """Take one's own request back (ถอนคำขอ); errors as of :meth:`approve`."""
        return self._as_asker(approval, Verdict.WITHDRAWN, comment, key)

    def resubmit(self, approval: Approval | str, comment: str = "", *, key: str | None = None) -> Approval:
        """Ask again after it was sent back: it goes the whole way anew (เสนอใหม่); errors as of :meth:`approve`."""
        return self._as_asker(approval, Verdict.RESUBMITTED, comment, key)

    # ------------------------------------------------------------------ inside

    @property
    def _asker(self) -> str:
        """Whose request it is: of whoever acts."""
        return self._office.actor.person if self._office.actor else ""

    def _decided_by_area(self, identity: str, verdict: Verdict, comment: str, key: str | None) -> Approval | None:
        """A request that its own area decides, together with what it is about; None for any other."""
        from orqa.office.attendance.leave_requests import decided_with_its_leave

        return decided_with_its_leave(self._office, self._recording, self.get(identity), verdict, comment, key)

    def _submitted(self, ref: RecordRef, asked: _Asked, save: "Save") -> Approval:
        office, at = self._office, self._office.now()
        office.require("approval.submit", asked.unit)
        restricted = kept_from(office, self._recorder, ref, asked.restricted)
        requester = self._asker
        with named_approvers(office, at.date()):
            route = decide_route(
                office.rules(at.date()).reading(),
                office.organization.on(at.date()),
                asked.route,
                unit=asked.unit,
                requester=requester,
                amount=asked.amount,
            )
        identity, task = office.ids.next_ids(at, 2)
        amount = asked.amount
        approval = Approval(
            id=identity,
            route=asked.route,
            about=ref,
            unit=asked.unit,
            requester=requester,
            title=None if restricted else asked.title,
            count=amount if isinstance(amount, int) else None,
            amount=amount if isinstance(amount, Money) else None,
            steps=route.value,
            opened_at=at,
            restricted=restricted,
        )
        refuse_unseen(office, approval, at.date())
        with as_read(*letters_behind(office, self._recorder, ref)) as floors:
            save("approval.submit", at, [approval, self._task(approval, at, task)], floors)
        return evolve(approval, version=1)

    def _decide(self, approval: Approval | str, verdict: Verdict, comment: str, key: str | None) -> Approval:
        if verdict is not Verdict.APPROVED and not comment.strip():
            raise CommentNeeded(verdict.value)
        return self._moved("approval.decide", approval, verdict, comment, key)

    def _as_asker(self, approval: Approval | str, verdict: Verdict, comment: str, key: str | None) -> Approval:
        return self._moved("approval.ask", approval, verdict, comment, key)

    def _moved(
        self, action: str, approval: Approval | str, verdict: Verdict, comment: str, key: str | None
    ) -> Approval:
        identity = approval if isinstance(approval, str) else approval.id
        if (decided := self._decided_by_area(identity, verdict, comment, key)) is not None:
            return decided
        asked = _Asked(about=identity, verdict=verdict.value, comment=comment)
        return self._recorder.once(
            key,
            action,
            asked,
            lambda save: self._move(action, identity, verdict, comment, save),
            lambda made: self.get(made[0].id),
        )

    def _move(self, action: str, identity: str, verdict: Verdict, comment: str, save: "Save") -> Approval:
        office, at = self._office, self._office.now()
        approval = self.get(identity)
        position = None
        if action == "approval.decide":
            position = self._decides_as(approval, verdict, at.date())
        else:
            self._check_asker(approval)
        person = office.actor.person if office.actor else ""
        move = Move(
            step=approval.step, verdict=verdict, person=person, position=position, comment=comment.strip(), at=at
        )
        after = self._still_standing(moved_on(approval, move), at.date())
        followers = self._following(after, move)
        save(action, at, [after, *self._tasks(approval, after, at, verdict), *followers])
        return evolve(after, version=approval.version + 1)

    def _following(self, after: Approval, move: Move) -> "Sequence[Record]":
        """What moves together with a request: the draft that it is about."""
        from orqa.office.correspondence.drafting.following import Following

        return Following(self._office, self._recording).moved_with(after, move)

    def _decides_as(self, approval: Approval, verdict: Verdict, on: "date") -> Text | None:
        """What whoever acts decides as.

        Raises:
            MayNotDecide: when they may not.
        """
        office, step = self._office, approval.waits_for
        if office.actor is None:
            raise MayNotDecide(office.rights.called, approval.id, _NOBODY_ACTS)
        if step is None:  # told as over, by what follows
            return None
        person = office.actor.person
        organization = office.organization.on(on)
        held = may_decide(organization, step, person, approval.requester)
        if held is None:
            own = person == approval.requester
            waits = request_titles(office, step.role, step.unit, approval.route, on)
            raise MayNotDecide(office.rights.called, approval.id, _OWN if own else _NOT_THE_ONE.fill(**waits))
        if verdict is Verdict.RETURNED and not step.returns:
            raise MayNotDecide(office.rights.called, approval.id, _NOT_RETURNABLE)
        return signed_as(organization, office.profile.vocabulary("acting-basis"), person, held)

    def _check_asker(self, approval: Approval) -> None:
        actor = self._office.actor
        if actor is not None and actor.person != approval.requester:
            raise MayNotDecide(self._office.rights.called, approval.id, _NOT_ASKED)

    def _still_standing(self, approval: Approval, on: "date") -> Approval:
        """With the step that waits given to the nearest unit in which somebody may decide it today."""
        step = approval.waits_for
        if step is None:
            return approval
        with named_approvers(self._office, on):
            now = standing(self._office.organization.on(on), approval.route, step, approval.requester)
        steps = (*approval.steps[: approval.step], now, *approval.steps[approval.step + 1 :])
        return evolve(approval, steps=steps)

    def _tasks(self, before: Approval, after: Approval, at: datetime, verdict: Verdict) -> Sequence[Task]:
        """The task that ends with a move, and the one that it opens."""
        by = self._office.actor.name if self._office.actor else self._office.rights.name
        ending = withdrawn if verdict is Verdict.WITHDRAWN else done
        ended = [ending(task, at=at, by=by) for task in self._open_tasks(before)]
        waits = after.state in {ApprovalState.PENDING, ApprovalState.RETURNED}
        wanted = after.state is ApprovalState.PENDING or after.requester
        opened = [self._task(after, at, self._office.ids.next_id(at))] if waits and wanted else []
        return [*ended, *opened]

    def _open_tasks(self, approval: Approval) -> list[Task]:
        query = equal("about", str(approval.ref)) & equal("state", TaskState.OPEN.value)
        with self._office.reading() as reader:
            return list(every(self._office, reader, Task, query))

    def _task(self, approval: Approval, at: datetime, identity: str) -> Task:
        step = approval.waits_for
        due, why_none = self._due(at.date(), step) if step else (None, "")
        return new_task(
            identity=identity,
            area=AREA_OF.get(approval.about.kind, approval.route.partition(".")[0]),
            action=DECIDE if step else MEND,
            about=approval.ref,
            title=approval.title,
            whom=step.whom if step else person_token(approval.requester),
            due=due,
            note=why_none,
            opened_at=at,
            opened_by=self._office.rights.name,
            restricted=approval.restricted,
        )

    def _due(self, on: "date", step: "RouteStep") -> "tuple[date | None, str]":
        """The deciding unit's working day by which a step is due; None, and why, where the calendar ends before."""
        days = step.days
        try:
            return self._office.calendars.of_unit(step.unit).add(on, days), ""
        except OutsideCalendar as outside:
            why = _NO_DAY.fill(days=days, on=day_text(on), span=outside.reason)
            return None, why.in_language(self._office.profile.language)
