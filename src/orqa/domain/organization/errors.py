"""What this area refuses to do, with the reason."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final, TypeAlias

from orqa.base.errors import OrqaError
from orqa.base.language import Text

Titles: TypeAlias = Mapping[str, Text | str]
"""What people call the codes that an error holds, by the name of the attribute; whoever knows the lists adds them."""

_NO_TITLES: Final[Titles] = {}

_ENDINGS = {
    "done": Text.of(en="done", th="ทำเสร็จแล้ว"),
    "withdrawn": Text.of(en="withdrawn", th="ถอนแล้ว"),
}


class TaskIsOver(OrqaError, ValueError):
    """A task is done or withdrawn already; only an open one can be ended, moved or given to somebody else."""

    code: ClassVar[str] = "task-is-over"
    template: ClassVar[Text] = Text.of(
        en="{task} was {ended} on {on}; only an open task can be changed",
        th="{task} {ended}เมื่อ {on} แก้ไขได้เฉพาะงานที่ยังค้างอยู่",
    )

    task: str
    state: str
    at: datetime | None = None

    def shown(self) -> dict[str, Any]:
        """The day, and the state in words."""
        on = self.at.date().isoformat() if self.at else "–"
        return {"task": self.task, "ended": _ENDINGS[self.state], "on": on}


class EndsByItself(OrqaError, ValueError):
    """A task ends when what it asks for is done in its own area, and is not handed on: deal with ``about``.

    Attributes:
        task: id of the task.
        about: what it is about.
        how: what ends it, with the call and the command.
    """

    code: ClassVar[str] = "ends-by-itself"
    template: ClassVar[Text] = Text.of(
        en="the task {task} ends only when {about} is {how}",
        th="งาน {task} สิ้นสุดเมื่อ{how} ({about}) แล้วเท่านั้น",
    )

    task: str
    about: str
    how: Text


class DecideInstead(OrqaError, ValueError):
    """A task asks for a decision: it ends when that is made, and is not handed on, for the route says who decides."""

    code: ClassVar[str] = "decide-instead"
    template: ClassVar[Text] = Text.of(
        en="the task {task} ends with the decision about the request {approval}: approve, return, reject, resubmit or "
        "withdraw that; the route says whom it waits for",
        th="งาน {task} สิ้นสุดเมื่อมีการพิจารณาคำขอ {approval} ให้เห็นชอบ ส่งคืน ไม่อนุมัติ เสนอใหม่ หรือถอนคำขอนั้น "
        "ผู้พิจารณาเป็นไปตามลำดับการเสนอ",
    )

    task: str
    approval: str


class RouteUnknown(OrqaError, LookupError):
    """The profile has no route of this name; ``known`` are those that it has."""

    code: ClassVar[str] = "route-unknown"
    template: ClassVar[Text] = Text.of(
        en="there is no route {route!r}; the profile has: {known}", th="ไม่มีลำดับการเสนอ {route!r} โปรไฟล์มี: {known}"
    )

    route: str
    known: tuple[str, ...]


class RouteMalformed(OrqaError, ValueError):
    """A step of a route in the profile cannot be read; ``number`` counts its lines from 1."""

    code: ClassVar[str] = "route-malformed"
    template: ClassVar[Text] = Text.of(
        en="step {number} of the route {route} in the profile: {reason}",
        th="ขั้นที่ {number} ของลำดับการเสนอ {route} ในโปรไฟล์: {reason}",
    )

    route: str
    number: int
    reason: Text


class AmountUnfit(OrqaError, ValueError):
    """The amount of a request and the bounds of its route are not of one kind: money, or a number."""

    code: ClassVar[str] = "amount-unfit"
    template: ClassVar[Text] = Text.of(
        en="the route {route} is bounded by {bound} and cannot measure {amount}; state the amount in that unit",
        th="ลำดับการเสนอ {route} กำหนดวงเงินหรือจำนวนเป็น {bound} จึงเทียบกับ {amount} ไม่ได้ ให้ระบุเป็นหน่วยเดียวกัน",
    )

    route: str
    amount: str
    bound: str


class NoApprover(OrqaError, ValueError):
    """A route has a step that nobody may decide: nobody holds the role, or only whoever asks."""

    code: ClassVar[str] = "no-approver"
    template: ClassVar[Text] = Text.of(
        en="nobody may decide as {role} for {unit} on {day} (route {route}); appoint somebody other than the one who "
        "asks, or let somebody act for the holder",
        th="ไม่มีผู้พิจารณาในบทบาท {role} ของ {unit} ในวันที่ {day} (ลำดับ {route}) ให้แต่งตั้งผู้อื่นที่ไม่ใช่ผู้ขอ หรือให้มีผู้ทำการแทน",
    )

    route: str
    role: str
    unit: str
    day: date
    titles: "Titles" = _NO_TITLES

    def shown(self) -> dict[str, Any]:
        """Role, unit and route by what people call them."""
        return super().shown() | dict(self.titles)


class NobodyMaySee(OrqaError, PermissionError):
    """A request about secret matter has a step that nobody could decide: who holds the role may not see it."""

    code: ClassVar[str] = "nobody-may-see"
    template: ClassVar[Text] = Text.of(
        en="nobody who decides as {role} of {unit} may see this (route {route}); nothing was written. They are cleared "
        "for its level, and the registrar of secret matter shares it with them, first",
        th="ผู้พิจารณาในบทบาท {role} ของ {unit} ไม่มีสิทธิเข้าถึงเรื่องนี้ (ลำดับ {route}) จึงไม่มีการบันทึก "
        "ให้ผู้นั้นได้รับอนุญาตในชั้นความลับ และให้นายทะเบียนข้อมูลข่าวสารลับให้สิทธิเข้าถึงก่อน",
    )

    route: str
    role: str
    unit: str
    titles: "Titles" = _NO_TITLES

    def shown(self) -> dict[str, Any]:
        """Role, unit and route by what people call them."""
        return super().shown() | dict(self.titles)


class StateUnknown(OrqaError, ValueError):
    """A request is never in such a state; ``known`` are those that there are."""

    code: ClassVar[str] = "state-unknown"
    template: ClassVar[Text] = Text.of(
        en="a request is never {state!r}; it is one of: {known}", th="คำขอไม่มีสถานะ {state!r} สถานะที่มี: {known}"
    )

    state: str
    known: tuple[str, ...]


_STATES = {
    "pending": Text.of(en="waits for a decision", th="รอการพิจารณา"),
    "returned": Text.of(en="was returned to whoever asked", th="ส่งคืนผู้ขอแล้ว"),
    "approved": Text.of(en="was approved", th="อนุมัติแล้ว"),
    "rejected": Text.of(en="was rejected", th="ไม่อนุมัติ"),
    "withdrawn": Text.of(en="was withdrawn", th="ถอนแล้ว"),
}


class ApprovalIsOver(OrqaError, ValueError):
    """A request does not wait for what was to be done: it was decided, withdrawn or returned meanwhile."""

    code: ClassVar[str] = "approval-is-over"
    template: ClassVar[Text] = Text.of(
        en="{approval} {found}; only a request that waits is decided, only a returned one is submitted again",
        th="{approval} {found} พิจารณาได้เฉพาะคำขอที่รอพิจารณา และเสนอใหม่ได้เฉพาะคำขอที่ส่งคืน",
    )

    approval: str
    state: str

    def shown(self) -> dict[str, Any]:
        """The state in words."""
        return {"approval": self.approval, "found": _STATES[self.state]}


class MayNotDecide(OrqaError, PermissionError):
    """Somebody may not decide this step: it is another role's, or one's own request."""

    code: ClassVar[str] = "may-not-decide"
    template: ClassVar[Text] = Text.of(
        en="{who} may not decide {approval}: {reason}", th="{who} พิจารณา {approval} ไม่ได้: {reason}"
    )

    who: Text | str
    approval: str
    reason: Text


_VERDICTS = {
    "returned": Text.of(en="sent back", th="ส่งคืน"),
    "rejected": Text.of(en="rejected", th="ไม่อนุมัติ"),
}


class CommentNeeded(OrqaError, ValueError):
    """A request is returned or rejected with words that tell whoever asked why."""

    code: ClassVar[str] = "comment-needed"
    template: ClassVar[Text] = Text.of(
        en="say why it is {said}: whoever asked reads the comment", th="ให้ระบุเหตุผลที่{said} เพื่อแจ้งผู้ขอ"
    )

    verdict: str

    def shown(self) -> dict[str, Any]:
        """The verdict in words."""
        return {"said": _VERDICTS[self.verdict]}
