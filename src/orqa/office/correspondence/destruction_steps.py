"""What is done with a destruction list before anything is destroyed: approval, the archives, what is taken out."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.correspondence.destruction import (
    TAKEN_OUT,
    DestructionLine,
    DestructionList,
    DestructionRefused,
    LineState,
    ListState,
    allowed_states,
)
from orqa.domain.correspondence.retention import NORMAL
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.office.approvals import Approvals
from orqa.office.correspondence.destruction_committee import KEEP, DestructionCommittee
from orqa.storage.query import equal

ROUTE: Final = "correspondence.destruction"
"""The route along which a list is approved."""

_NO_LINES = Text.of(
    en="the list has no lines {lines} that are still to be destroyed", th="บัญชีไม่มีลำดับที่ {lines} ที่ยังขอทำลาย"
)
_NO_NOTE = Text.of(en="say why", th="ให้ระบุเหตุผล")
_NOT_APPROVED = Text.of(
    en="the head has not approved it yet ({state}): submit(list), then the route {route}",
    th="หัวหน้าส่วนราชการยังไม่อนุมัติ ({state}): submit(list) แล้วเสนอตามลำดับ {route}",
)
_NEVER_ASKED = Text.of(en="never asked for", th="ยังไม่ได้เสนอ")
_NO_UNIT = Text.of(
    en="say for which unit it is asked: submit(list, unit=…)", th="ให้ระบุหน่วยงานที่เสนอ: submit(list, unit=…)"
)
_TAKEN_AS = Text.of(en="lines may be taken out now as one of: {allowed}", th="ขณะนี้นำออกจากบัญชีได้เป็น: {allowed}")
_TITLE = Text.of(en="Destruction list {name}: {lines} letters", th="บัญชีหนังสือขอทำลายที่ {name} จำนวน {lines} ฉบับ")
_BEFORE = Text.of(en="{on} lies before {since}", th="{on} อยู่ก่อน {since}")


class DestructionSteps(DestructionCommittee):
    """Lead a list through the hands that the regulation names."""

    def submit(self, known: DestructionList | str, *, unit: str = "", key: str | None = None) -> Approval:
        """Ask the head to approve the list, along the route ``correspondence.destruction`` (ข้อ 69).

        Raises:
            DestructionRefused: when the committee has not considered it, or no unit asks.
            RouteUnknown, NoApprover: as of :meth:`orqa.office.approvals.Approvals.submit`.
        """
        found = self._checked(known, "submit")
        asking = unit or found.unit
        if not asking:
            raise DestructionRefused(_NO_UNIT)
        code = self._office.organization.unit(asking).id
        title = _TITLE.fill(name=self.name(found), lines=self._left(found))
        return Approvals(self._office, self._recording).submit(found, ROUTE, unit=code, title=title, key=key)

    def take_out(
        self, known: DestructionList | str, lines: Iterable[int], state: str, note: str, *, until: int | None = None
    ) -> DestructionList:
        """Take letters out of a list, because the head or the National Archives say so, or somebody needs them.

        Args:
            known: the list.
            lines: their places (ลำดับที่).
            state: ``postponed``: next round; ``kept``: up to a year; ``reserved``: for ever; ``handed-over``: the
                archives want them. The last three mark the letters.
            note: why.
            until: up to which year, as the office writes years.

        Raises:
            DestructionRefused: when that does not go now, there are no such lines, or a reason or the year is missing.
        """
        found = self._checked(known, "take_out")
        if state not in {one.value for one in TAKEN_OUT[found.state]}:
            raise DestructionRefused(_TAKEN_AS.fill(allowed=allowed_states(found.state)))
        if not note.strip():
            raise DestructionRefused(_NO_NOTE)
        keep_to = self._year(until, found.year) if state == LineState.KEPT.value else None
        chosen = self._chosen(found, lines)
        if not chosen:
            raise DestructionRefused(_NO_LINES.fill(lines="–"))
        return self._out(found, [(line, keep_to, note.strip()) for line in chosen], LineState(state), KEEP)

    def send(self, known: DestructionList | str, letter: str = "", *, on: date | None = None) -> DestructionList:
        """Send the approved list to the National Archives (ข้อ 69.2); what was agreed upon is cleared at once.

        Args:
            known: the list.
            letter: number of the letter that it goes with.
            on: the day; by default today.

        Raises:
            DestructionRefused: when the head has not approved it.
        """
        found, day = self._checked(known, "send"), on or self._office.today()
        self._require_approved(found)
        in_order(day, found.considered_on)
        reading = self._office.rules(day).reading()
        if self._is_agreed(found, reading.value("retention.archives_agreed")):
            return self._changed(found, KEEP, state=ListState.CLEARED)
        answer_by = day + timedelta(days=reading.value("retention.archives_days"))
        return self._changed(found, KEEP, state=ListState.SENT, sent_on=day, letter=letter.strip(), answer_by=answer_by)

    def answer(self, known: DestructionList | str, answer: str, *, on: date | None = None) -> DestructionList:
        """Keep what the National Archives answered (ข้อ 70); take out before what they want kept: :meth:`take_out`.

        Raises:
            DestructionRefused: when the list is not with them, or nothing is said.
        """
        found, day = self._checked(known, "answer"), on or self._office.today()
        if not answer.strip():
            raise DestructionRefused(_NO_NOTE)
        in_order(day, found.sent_on)
        return self._changed(found, KEEP, state=ListState.CLEARED, answered_on=day, answer=answer.strip())

    def withdraw(self, known: DestructionList | str, reason: str) -> DestructionList:
        """Take a list back before anything of it was destroyed; its letters may stand in another one.

        Raises:
            DestructionRefused: when its destruction has begun, or no reason is given.
        """
        found = self._checked(known, "withdraw")
        if not reason.strip():
            raise DestructionRefused(_NO_NOTE)
        return self._changed(found, KEEP, state=ListState.WITHDRAWN, reason=reason.strip())

    # ------------------------------------------------------------------ inside

    def _require_approved(self, known: DestructionList) -> None:
        request = self._office.approvals.latest(known, ROUTE, withdrawn=False)
        if request is None or request.state is not ApprovalState.APPROVED:
            state = request.state.value if request else _NEVER_ASKED
            raise DestructionRefused(_NOT_APPROVED.fill(state=state, route=ROUTE))

    def _left(self, known: DestructionList) -> int:
        """How many letters the head is asked for: those that nobody took out."""
        query = equal("list", str(known.ref)) & equal("state", LineState.LISTED.value)
        with self._office.reading() as reader:
            return reader.count(DestructionLine.kind, query)

    def _is_agreed(self, known: DestructionList, agreed: Sequence[str]) -> bool:
        """Whether all classes of a list are agreed upon with the archives."""
        if not agreed:
            return False
        query = equal("list", str(known.ref)) & equal("state", LineState.LISTED.value)
        with self._office.reading() as reader:
            classes = reader.count_by(DestructionLine.kind, ("retention_class",), query)
        return all((code or NORMAL) in agreed for (code,) in classes)


def in_order(day: date, since: date | None) -> None:
    """Go on where a step does not lie before the one that it follows.

    Args:
        day: of the step.
        since: of the one before; None where there was none.

    Raises:
        DestructionRefused: where it does.
    """
    if since is not None and day < since:
        raise DestructionRefused(_BEFORE.fill(on=day_text(day), since=day_text(since)))
