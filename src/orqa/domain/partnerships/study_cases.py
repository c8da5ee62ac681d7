"""The case of a lecturer who studies abroad (การไปศึกษาต่อต่างประเทศ), from the application to the service owed.

What other areas keep stays with them: the leave and the bond, with its extensions, reports, return and service, are
read from attendance, the money from budgets, the decision from the request. A case points to them and copies nothing.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, instance_of, matches_re, optional

from orqa.base.date_format import day_text
from orqa.base.errors import OrqaError
from orqa.base.language import Text, joined
from orqa.base.markers import indexed, personal
from orqa.base.money import Money
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.domain.organization.approvals import ApprovalState

_text = instance_of(str)
_day = optional(instance_of(date))
_ref = optional(instance_of(RecordRef))
_refs = deep_iterable(instance_of(RecordRef))


class StudyRefused(OrqaError, ValueError):
    """A case cannot go on as it was asked for; nothing was written."""

    code: ClassVar[str] = "study-case-refused"
    template: ClassVar[Text] = Text.of(
        en="the case was not changed: {reason}; nothing was written", th="ไม่ได้บันทึกเรื่องการไปศึกษาต่อ: {reason}"
    )

    reason: Text


class StudyState(StrEnum):
    """Where a case stands; it follows from what was kept of it here and elsewhere."""

    APPLIED = "applied"
    PENDING = "pending"
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"
    AWAY = "away"
    BACK = "back"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATES: Final[Mapping[StudyState, Text]] = MappingProxyType(
    {
        StudyState.APPLIED: Text.of(en="applied for", th="ยื่นคำขอแล้ว"),
        StudyState.PENDING: Text.of(en="waits for approval", th="รอพิจารณา"),
        StudyState.RETURNED: Text.of(en="sent back to be mended", th="ส่งคืนแก้ไข"),
        StudyState.REJECTED: Text.of(en="not approved", th="ไม่อนุมัติ"),
        StudyState.APPROVED: Text.of(en="approved", th="อนุมัติแล้ว"),
        StudyState.AWAY: Text.of(en="studying abroad", th="อยู่ระหว่างศึกษา"),
        StudyState.BACK: Text.of(en="back, serving what is owed", th="กลับมาแล้ว อยู่ระหว่างชดใช้"),
        StudyState.CLOSED: Text.of(en="closed", th="ปิดเรื่องแล้ว"),
        StudyState.WITHDRAWN: Text.of(en="withdrawn", th="ถอนเรื่องแล้ว"),
    }
)
"""What people call each state."""


class StudyAction(StrEnum):
    """What is done with a case."""

    CHANGE = "change"
    LINK = "link"
    ADMIT = "admit"
    SUBMIT = "submit"
    DEPART = "depart"
    REPORT = "report"
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    BACK = "back"
    CLOSE = "close"
    WITHDRAW = "withdraw"


ACTIONS: Final[Mapping[StudyAction, Text]] = MappingProxyType(
    {
        StudyAction.CHANGE: Text.of(en="mend it", th="แก้ไข"),
        StudyAction.LINK: Text.of(en="tie leave, bond, money and papers to it", th="ผูกใบลา สัญญา เงิน และเอกสาร"),
        StudyAction.ADMIT: Text.of(en="keep the admission", th="บันทึกการตอบรับ"),
        StudyAction.SUBMIT: Text.of(en="submit it for approval", th="เสนออนุมัติ"),
        StudyAction.DEPART: Text.of(en="keep the departure", th="บันทึกการเดินทาง"),
        StudyAction.REPORT: Text.of(en="keep a report on the study", th="บันทึกรายงานผลการศึกษา"),
        StudyAction.ASK_EXTENSION: Text.of(en="ask for an extension", th="ขอขยายเวลา"),
        StudyAction.EXTEND: Text.of(en="enter an approved extension", th="บันทึกการขยายเวลาที่อนุมัติ"),
        StudyAction.BACK: Text.of(en="keep the return to duty", th="บันทึกการรายงานตัวกลับ"),
        StudyAction.CLOSE: Text.of(en="close it", th="ปิดเรื่อง"),
        StudyAction.WITHDRAW: Text.of(en="withdraw it", th="ถอนเรื่อง"),
    }
)
"""What people call each action."""

_BEFORE = (StudyState.APPLIED, StudyState.PENDING, StudyState.RETURNED, StudyState.APPROVED)
_OPEN = (*_BEFORE, StudyState.AWAY, StudyState.BACK)
_ALLOWED: Final[Mapping[StudyAction, tuple[StudyState, ...]]] = MappingProxyType(
    {
        StudyAction.CHANGE: (StudyState.APPLIED, StudyState.RETURNED, StudyState.APPROVED),
        StudyAction.LINK: _OPEN,
        StudyAction.ADMIT: _BEFORE,
        StudyAction.SUBMIT: (StudyState.APPLIED,),
        StudyAction.DEPART: (StudyState.APPROVED,),
        StudyAction.REPORT: (StudyState.AWAY, StudyState.BACK),
        StudyAction.ASK_EXTENSION: (StudyState.AWAY,),
        StudyAction.EXTEND: (StudyState.AWAY,),
        StudyAction.BACK: (StudyState.AWAY,),
        StudyAction.CLOSE: (StudyState.REJECTED, StudyState.BACK),
        StudyAction.WITHDRAW: _BEFORE,
    }
)


@frozen(kw_only=True)
class Scholarship:
    """Money that somebody gives for the study (ทุนการศึกษา).

    Attributes:
        sponsor: who gives it.
        money: how much in all; None where it is not told.
        number: of the award.
        first: the first day that it pays for.
        last: the last one.
    """

    sponsor: str = field(validator=matches_re(r"(?s).*\S.*"))
    money: Money | None = field(default=None, validator=optional(instance_of(Money)))
    number: str = field(default="", validator=_text)
    first: date | None = field(default=None, validator=_day)
    last: date | None = field(default=None, validator=_day)


@frozen(kw_only=True)
class Admission:
    """That the place of study takes the person (การตอบรับเข้าศึกษา).

    Attributes:
        day: of its letter.
        number: of its letter.
        note: conditions and the like.
    """

    day: date = field(validator=instance_of(date))
    number: str = field(default="", validator=_text)
    note: str = field(default="", validator=_text)


@frozen(kw_only=True)
class AskedExtension:
    """A longer leave that was asked for (การขอขยายเวลา); whether it was permitted, its request and the bond tell.

    Attributes:
        day: on which it was asked for.
        last: the new last day.
        reason: why.
        papers: codes of what lay with it, such as ``adviser_letter``.
    """

    day: date = field(validator=instance_of(date))
    last: date = field(validator=instance_of(date))
    reason: str = field(default="", validator=_text)
    papers: tuple[str, ...] = ()


@frozen(kw_only=True)
class StudyCase(Record):
    """Somebody's study, training or research abroad (เรื่องการไปศึกษาต่อต่างประเทศ).

    Attributes:
        person: id of the person.
        unit: id of the unit that they work in.
        purpose: one of the rule ``study.purposes``.
        degree: for which degree: none, bachelor, master or doctorate.
        subject: what is studied (สาขาวิชา).
        institution: at which place of study.
        partner: the same as a partner of the university; None where it is none.
        country: ISO 3166-1 alpha-2.
        applied: the day of the application.
        first: the first day, as it is planned.
        last: the last day, as it is planned.
        funding: who pays, a code of the vocabulary ``study-funding``.
        scholarships: money from others.
        estimate: what it costs the university; None where nobody told.
        budget: lines or spending cases of the budget that pay for it.
        leave: the study leave.
        bond: the contract, with its extensions, reports, return and service.
        papers: letters and other records that belong to it.
        admission: that the place of study takes the person; None before.
        departed: the day on which they left.
        extensions: longer leaves that were asked for.
        closed: the day on which it was closed or withdrawn.
        withdrawn: whether it was withdrawn.
        reason: why it was closed or withdrawn.
    """

    kind: ClassVar[str] = "study-case"
    __repr__ = shown_by("person", "first", "last")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("person", "first"),)

    person: str = field(validator=_text, metadata=indexed() | personal())
    unit: str = field(default="", validator=_text, metadata=indexed())
    purpose: str = field(validator=_text, metadata=indexed())
    degree: str = field(default="none", validator=_text, metadata=indexed())
    subject: str = field(default="", validator=_text)
    institution: str = field(default="", validator=_text)
    partner: RecordRef | None = field(default=None, validator=_ref, metadata=indexed())
    country: str = field(default="", validator=matches_re("([A-Z]{2})?"), metadata=indexed())
    applied: date = field(validator=instance_of(date), metadata=indexed())
    first: date = field(validator=instance_of(date), metadata=indexed())
    last: date = field(validator=instance_of(date), metadata=indexed())
    funding: str = field(default="", validator=_text, metadata=indexed())
    scholarships: tuple[Scholarship, ...] = field(default=(), metadata=personal())
    estimate: Money | None = field(default=None, validator=optional(instance_of(Money)))
    budget: tuple[RecordRef, ...] = field(default=(), validator=_refs)
    leave: RecordRef | None = field(default=None, validator=_ref, metadata=indexed())
    bond: RecordRef | None = field(default=None, validator=_ref, metadata=indexed())
    papers: tuple[RecordRef, ...] = field(default=(), validator=_refs)
    admission: Admission | None = field(default=None, validator=optional(instance_of(Admission)))
    departed: date | None = field(default=None, validator=_day, metadata=indexed())
    extensions: tuple[AskedExtension, ...] = ()
    closed: date | None = field(default=None, validator=_day, metadata=indexed())
    withdrawn: bool = field(default=False, validator=instance_of(bool))
    reason: str = field(default="", validator=_text, metadata=personal())


def study_state(case: StudyCase, approval: ApprovalState | None, returned: date | None) -> StudyState:
    """Where a case stands.

    Args:
        case: the case.
        approval: the state of its last request for approval; None before.
        returned: the day on which the bond says that the person reported back; None before.
    """
    if case.closed is not None:
        return StudyState.WITHDRAWN if case.withdrawn else StudyState.CLOSED
    if case.departed is not None:
        return StudyState.BACK if returned else StudyState.AWAY
    if approval is None or approval is ApprovalState.WITHDRAWN:
        return StudyState.APPLIED
    return StudyState(approval.value)


def allowed(state: StudyState) -> tuple[StudyAction, ...]:
    """What may be done with a case in a state."""
    return tuple(action for action, states in _ALLOWED.items() if state in states)


def require(action: StudyAction, state: StudyState) -> None:
    """Go on where something may be done with a case in a state.

    Raises:
        StudyRefused: where not; it says what may be done.
    """
    if state in _ALLOWED[action]:
        return
    may = [ACTIONS[one] for one in allowed(state)]
    told = {"action": ACTIONS[action], "state": STATES[state], "allowed": joined(may) if may else _NOTHING}
    raise StudyRefused(_NOT_NOW.fill(**told))


def missing(case: StudyCase, wanted: tuple[str, ...], approval: ApprovalState | None) -> tuple[str, ...]:
    """What of a list is not there yet: ``approval``, ``admission``, ``leave``, ``contract``, ``funding``."""
    there = {
        "approval": approval is ApprovalState.APPROVED,
        "admission": case.admission is not None,
        "leave": case.leave is not None,
        "contract": case.bond is not None,
        "funding": bool(case.funding),
    }
    return tuple(one for one in wanted if not there.get(one, False))


def departed(case: StudyCase, day: date, lacking: tuple[str, ...]) -> StudyCase:
    """The case of one who left on a day.

    Raises:
        StudyRefused: while something is missing, or for a day before the application.
    """
    if lacking:
        named = joined(NEEDS.get(one, Text.of(en=one)) for one in lacking)
        raise StudyRefused(_LACKING.fill(missing=named))
    if day < case.applied:
        raise StudyRefused(_TOO_EARLY.fill(day=day_text(day), first=day_text(case.applied)))
    return evolve(case, departed=day)


NEEDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "approval": Text.of(en="the approval", th="การอนุมัติ"),
        "admission": Text.of(en="the admission", th="หนังสือตอบรับ"),
        "leave": Text.of(en="the study leave", th="ใบลาศึกษา"),
        "contract": Text.of(en="the contract", th="สัญญาลาศึกษา"),
        "funding": Text.of(en="who pays", th="แหล่งทุน"),
    }
)
"""What people call what must be there before somebody leaves."""

_NOTHING = Text.of(en="nothing", th="ไม่มี")
_NOT_NOW = Text.of(
    en="to {action} is not possible, for it stands at “{state}”; possible now: {allowed}",
    th="{action}ไม่ได้ขณะที่สถานะเป็น {state} ขณะนี้ทำได้: {allowed}",
)
_LACKING = Text.of(en="before leaving there must be {missing}; add it first", th="ก่อนเดินทางต้องมี {missing} โปรดเพิ่มก่อน")
_TOO_EARLY = Text.of(en="the day {day} lies before {first}", th="วันที่ {day} อยู่ก่อน {first}")
