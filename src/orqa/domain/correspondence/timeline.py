"""The path of one letter (เส้นทางหนังสือ): from versions of records to one list of what happened; pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, Final, Protocol, cast

from attrs import field, frozen

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.domain.correspondence.circulation import Circulation
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.drafting.states import Act
from orqa.domain.correspondence.handling import Handling, HandlingState
from orqa.domain.correspondence.links import LetterLink
from orqa.domain.correspondence.numbering import CENTRAL
from orqa.domain.correspondence.records import Attachment, Letter, LetterOpening, RegisterEntry
from orqa.domain.organization.approvals import Approval, Verdict
from orqa.domain.organization.tasks import Task, TaskState

_SAID: Final = {
    "registered": Text.of(en="registered as no. {number}", th="ลงทะเบียนเลขที่ {number}"),
    "taken-in": Text.of(en="entered in the register of {unit} as no. {number}", th="ลงทะเบียนของ{unit} เลขที่ {number}"),
    "reserved": Text.of(en="number {number} reserved", th="จองเลขที่ {number}"),
    "void": Text.of(en="no. {number} made void", th="ยกเลิกเลขที่ {number}"),
    "raised": Text.of(en="raised to secret matter", th="ปรับเป็นข้อมูลข่าวสารลับ"),
    "opened": Text.of(en="opened", th="เปิดอ่าน"),
    "destroyed": Text.of(en="destroyed", th="ทำลาย"),
    "assigned": Text.of(en="assigned to {whom}", th="มอบ{whom}"),
    "passed-on": Text.of(en="passed on to {whom}", th="มอบต่อให้{whom}"),
    "done": Text.of(en="task of {whom} done", th="{whom}ปฏิบัติแล้ว"),
    "withdrawn": Text.of(en="task of {whom} withdrawn", th="ถอนงานของ{whom}"),
    "forwarded": Text.of(en="forwarded to {whom}", th="ส่งต่อให้{whom}"),
    "sent-back": Text.of(en="sent back by {whom}", th="{whom}ส่งคืน"),
    "forwarding-withdrawn": Text.of(en="forwarding to {whom} taken back", th="ดึงคืนจาก{whom}"),
    "answer-asked": Text.of(en="to be answered by {day}", th="ต้องตอบภายใน {day}"),
    "closed": Text.of(en="closed", th="ปิดเรื่อง"),
    "reopened": Text.of(en="opened again", th="เปิดเรื่องใหม่"),
    "linked": Text.of(en="linked", th="เชื่อมโยง"),
    "unlinked": Text.of(en="link taken back", th="ยกเลิกความเชื่อมโยง"),
    "circulated": Text.of(en="circulated to {count}", th="เวียนให้ทราบ {count} ราย"),
    "reminded": Text.of(en="{count} reminded of the circular", th="เตือนผู้ยังไม่รับทราบหนังสือเวียน {count} ราย"),
    "circulation-ended": Text.of(en="circulation ended", th="สิ้นสุดการเวียน"),
    "attached": Text.of(en="attached", th="แนบแฟ้ม"),
    "proposed": Text.of(en="proposed", th="เสนอ"),
    "endorsed": Text.of(en="endorsed", th="เกษียน"),
    "returned": Text.of(en="sent back", th="ส่งคืน"),
    "rejected": Text.of(en="refused", th="ไม่เห็นชอบ"),
    "taken-back": Text.of(en="proposal withdrawn", th="ถอนเรื่องที่เสนอ"),
    "proposed-again": Text.of(en="proposed again", th="เสนอใหม่"),
    "drafted": Text.of(en="drafted", th="ร่าง"),
    "reviewed": Text.of(en="draft reviewed", th="ตรวจร่าง"),
    "draft-proposed": Text.of(en="draft proposed", th="เสนอร่าง"),
    "draft-approved": Text.of(en="draft approved", th="เห็นชอบร่าง"),
    "draft-returned": Text.of(en="draft sent back", th="ส่งคืนร่าง"),
    "draft-recalled": Text.of(en="draft taken back", th="ดึงร่างคืน"),
    "signed": Text.of(en="signed", th="ลงนาม"),
    "dispatched": Text.of(en="sent out", th="ส่งออก"),
    "receipt": Text.of(en="receipt told", th="ผู้รับตอบรับ"),
    "delivery-returned": Text.of(en="sent back by the receiver", th="ผู้รับส่งคืน"),
    "not-taken": Text.of(en="not taken by the receiver", th="ผู้รับไม่รับ"),
    "recalled": Text.of(en="taken back after it was sent out", th="ดึงหนังสือคืน"),
    "filed": Text.of(en="file copy put by", th="เก็บสำเนา"),
}
"""What each sort of event is called."""

_FORWARD: Final = "letter.forward"
"""What the task of a unit asks for to which a letter was forwarded."""

_VERDICTS: Final = {
    Verdict.APPROVED: "endorsed",
    Verdict.RETURNED: "returned",
    Verdict.REJECTED: "rejected",
    Verdict.WITHDRAWN: "taken-back",
    Verdict.RESUBMITTED: "proposed-again",
}

_ACTS: Final = {
    Act.BEGIN: "drafted",
    Act.REVIEW: "reviewed",
    Act.PROPOSE: "draft-proposed",
    Act.APPROVE: "draft-approved",
    Act.RETURN: "draft-returned",
    Act.RECALL: "draft-recalled",
    Act.SIGN: "signed",
}
"""What is told of a draft before it has its number; the register tells of that."""
_ACTS_OUT: Final = {
    Act.DISPATCH: "dispatched",
    Act.ACKNOWLEDGE: "receipt",
    Act.RETURN: "delivery-returned",
    Act.REJECT: "not-taken",
    Act.RECALL: "recalled",
    Act.FILE: "filed",
}
"""The same of what was numbered."""


@frozen(kw_only=True)
class Change:
    """One version of a record, as the journal has it.

    Attributes:
        at: when it was written.
        actor: by whom, as the journal calls them.
        action: in doing what.
        before: the version before; None for the first.
        after: this version; the same as before where a record was only opened, None where it was destroyed.
    """

    at: datetime
    actor: str
    action: str
    before: Record | None = None
    after: Record | None = None


@frozen(kw_only=True)
class Event:
    """Something that happened to a letter.

    Attributes:
        at: when.
        what: code: ``registered``, ``assigned``, ``endorsed``, ``closed`` …
        title: what people call it, with number or receiver.
        detail: words that belong to it: a result, a reason, a comment, the name of a file.
        actor: who did it, as the journal calls them.
        position: as what, where they signed as something.
    """

    at: datetime
    what: str
    title: Text
    detail: Text | str = field(default="")
    actor: str = ""
    position: Text | None = None


class Naming(Protocol):
    """How an event's words are found."""

    def receiver(self, token: str, on: date) -> Text:
        """What people call whom a task waits for."""

    def unit(self, identity: str, on: date) -> Text:
        """What a unit is called."""

    def number(self, line: RegisterEntry) -> str:
        """A register number with its year."""

    def day(self, day: date) -> Text:
        """A day as people write it."""

    def tie(self, link: LetterLink) -> Text:
        """A tie from the letter's side, with the other letter's number."""


def events(
    changes: Iterable[Sequence[Change]], approvals: Iterable[Approval], naming: Naming, drafts: Iterable[Draft] = ()
) -> tuple[Event, ...]:
    """All that happened, the earliest first; what happened at one moment stays in the order of ``changes``.

    Args:
        changes: of each record that belongs to the letter, the letter first.
        approvals: the proposals about it; each tells its own story.
        naming: finds words.
        drafts: the draft that became the letter; it tells its own story, too.
    """
    found = [event for one in changes for change in one for event in _events(change, naming)]
    found += chain.from_iterable(map(_of_approval, approvals))
    found += chain.from_iterable(map(_of_draft, drafts))
    return tuple(sorted(found, key=lambda event: event.at))


def _events(change: Change, naming: Naming) -> Iterator[Event]:
    record = change.after or change.before
    match record:
        case Letter():
            yield from _of_letter(change)
        case LetterOpening():
            yield _event(change, "opened")
        case RegisterEntry():
            yield from _of_line(change, record, naming)
        case Task():
            yield from _of_task(change, record, naming)
        case Handling():
            yield from _of_handling(change, record, naming)
        case LetterLink():
            yield from _of_link(change, record, naming)
        case Attachment():
            yield from _of_attachment(change, record)
        case Circulation():
            yield from _of_circulation(change, record)
        case _:
            if change.after is None:  # nothing is left of a destroyed one but that it was
                yield _event(change, "destroyed")


def _event(change: Change, what: str, detail: Text | str = "", **values: Any) -> Event:
    return Event(at=change.at, what=what, title=_SAID[what].fill(**values), detail=detail, actor=change.actor)


def _of_letter(change: Change) -> Iterator[Event]:
    if change.after is None:
        yield _event(change, "destroyed")
    elif change.before == change.after:
        yield _event(change, "opened")


def _of_line(change: Change, line: RegisterEntry, naming: Naming) -> Iterator[Event]:
    before = cast("RegisterEntry | None", change.before)
    if change.after is None or (before is not None and before.state == line.state):
        return
    number = naming.number(line)
    if line.state == "registered":
        unit = "" if line.unit == CENTRAL else line.unit
        what = "taken-in" if unit else "registered"
        yield _event(change, what, number=number, unit=naming.unit(unit, line.registered_on) if unit else "")
    else:
        yield _event(change, line.state, line.reason, number=number)


def _of_task(change: Change, task: Task, naming: Naming) -> Iterator[Event]:
    before = cast("Task | None", change.before)
    whom = naming.receiver(task.whom, change.at.date())
    if task.action == _FORWARD:
        yield from _of_forwarding(change, task, whom)
    elif before is None:
        yield _event(change, "assigned", task.note, whom=whom)
    elif before.whom != task.whom:
        yield _event(change, "passed-on", task.note, whom=whom)
    elif before.state is not task.state and task.state is not TaskState.OPEN:
        yield _event(change, task.state.value, task.result, whom=whom)


def _of_forwarding(change: Change, task: Task, whom: Text) -> Iterator[Event]:
    """One that is done without a result was taken in, which the line of the unit's register tells."""
    before = cast("Task | None", change.before)
    if before is None:
        yield _event(change, "forwarded", task.note, whom=whom)
    elif before.state is not task.state and task.state is TaskState.WITHDRAWN:
        yield _event(change, "forwarding-withdrawn", task.result, whom=whom)
    elif before.state is not task.state and task.result:
        yield _event(change, "sent-back", task.result, whom=whom)


def _of_handling(change: Change, handling: Handling, naming: Naming) -> Iterator[Event]:
    before = cast("Handling | None", change.before)
    if handling.answer_by and handling.answer_by != (before.answer_by if before else None):
        yield _event(change, "answer-asked", day=naming.day(handling.answer_by))
    if handling.state is HandlingState.CLOSED and (before is None or before.is_open):
        yield _event(change, "closed", handling.result)
    elif before is not None and handling.reopened > before.reopened:
        yield _event(change, "reopened", handling.reason)


def _of_link(change: Change, link: LetterLink, naming: Naming) -> Iterator[Event]:
    if change.after is not None and link.active:
        yield _event(change, "linked", naming.tie(link))
    elif change.after is not None:
        yield _event(change, "unlinked", link.reason)


def _of_attachment(change: Change, attachment: Attachment) -> Iterator[Event]:
    if change.before is None:
        yield _event(change, "attached", attachment.name)
    elif change.after is None:
        yield _event(change, "destroyed", attachment.name)


def _of_circulation(change: Change, circulation: Circulation) -> Iterator[Event]:
    before = cast("Circulation | None", change.before)
    if before is None:
        yield _event(change, "circulated", circulation.note, count=circulation.receivers)
    elif len(circulation.reminders) > len(before.reminders):
        yield _event(change, "reminded", count=circulation.reminders[-1].count)
    elif before.is_open and not circulation.is_open:
        yield _event(change, "circulation-ended", circulation.reason)


def _of_approval(approval: Approval) -> Iterator[Event]:
    asker = f"person:{approval.requester}" if approval.requester else ""
    yield Event(at=approval.opened_at, what="proposed", title=_SAID["proposed"], actor=asker)
    for move in approval.moves:
        what = _VERDICTS[move.verdict]
        yield Event(
            at=move.at,
            what=what,
            title=_SAID[what],
            detail=move.comment,
            actor=f"person:{move.person}" if move.person else "",
            position=move.position,
        )


def _of_draft(draft: Draft) -> Iterator[Event]:
    """What happened to the paper; of a secret one no words."""
    out = False
    for move in draft.moves:
        out = out or move.act is Act.NUMBER
        what = (_ACTS_OUT if out else _ACTS).get(move.act)
        if what is not None:
            yield Event(
                at=move.at,
                what=what,
                title=_SAID[what],
                detail=move.words if draft.restricted is None else "",
                actor=f"person:{move.person}" if move.person else "",
                position=move.position,
            )
