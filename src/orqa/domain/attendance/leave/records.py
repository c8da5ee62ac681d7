"""A leave as the office keeps it (ใบลา): what was asked, by whom, what came of it, and when the person was back."""

from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import in_, instance_of, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave.errors import LeaveRefused, LeaveStateRefused
from orqa.domain.attendance.leave.stretches import half_days

_text = instance_of(str)
_day = instance_of(date)
_day_or_none = optional(instance_of(date))


class LeaveState(StrEnum):
    """Where a request stands (สถานะใบลา).

    ``draft`` (ร่าง), ``filed`` (ยื่นแล้ว), ``checked`` (เจ้าหน้าที่ตรวจสอบแล้ว), ``supported`` (ผู้บังคับบัญชาชั้นต้นเห็นควร),
    ``permitted`` (อนุญาต), ``refused`` (ไม่อนุญาต), ``returned`` (กลับมาปฏิบัติราชการและรายงานแล้ว), ``cancelled`` (ยกเลิก).
    """

    DRAFT = "draft"
    FILED = "filed"
    CHECKED = "checked"
    SUPPORTED = "supported"
    PERMITTED = "permitted"
    REFUSED = "refused"
    RETURNED = "returned"
    CANCELLED = "cancelled"


STATES: Final = MappingProxyType(
    {
        LeaveState.DRAFT: Text.of(en="draft", th="ร่าง"),
        LeaveState.FILED: Text.of(en="filed", th="ยื่นแล้ว"),
        LeaveState.CHECKED: Text.of(en="checked", th="ตรวจสอบแล้ว"),
        LeaveState.SUPPORTED: Text.of(en="supported", th="เห็นควรอนุญาต"),
        LeaveState.PERMITTED: Text.of(en="permitted", th="อนุญาต"),
        LeaveState.REFUSED: Text.of(en="refused", th="ไม่อนุญาต"),
        LeaveState.RETURNED: Text.of(en="back at work", th="กลับมาปฏิบัติงานแล้ว"),
        LeaveState.CANCELLED: Text.of(en="cancelled", th="ยกเลิก"),
    }
)
"""What people call each state."""

_NEXT: Final = {
    LeaveState.DRAFT: {LeaveState.FILED, LeaveState.CANCELLED},
    LeaveState.FILED: {
        *(LeaveState.CHECKED, LeaveState.SUPPORTED, LeaveState.PERMITTED, LeaveState.REFUSED, LeaveState.CANCELLED)
    },
    LeaveState.CHECKED: {LeaveState.SUPPORTED, LeaveState.PERMITTED, LeaveState.REFUSED, LeaveState.CANCELLED},
    LeaveState.SUPPORTED: {LeaveState.PERMITTED, LeaveState.REFUSED, LeaveState.CANCELLED},
    LeaveState.PERMITTED: {LeaveState.RETURNED, LeaveState.CANCELLED},
    LeaveState.REFUSED: set(),
    LeaveState.RETURNED: set(),
    LeaveState.CANCELLED: set(),
}
STANDING: Final = frozenset(
    {LeaveState.FILED, LeaveState.CHECKED, LeaveState.SUPPORTED, LeaveState.PERMITTED, LeaveState.RETURNED}
)
"""The states in which the days of a leave count."""
_OVER: Final = Text.of(
    en="on {on} all its days are over, the last was {last}, and only days that are not taken are cancelled; where the "
    "paper is of an earlier day, name that day; where the person came back earlier, cut it short",
    th="วันที่ {on} พ้นวันลาทั้งหมดแล้ว วันสุดท้ายคือ {last} ยกเลิกได้เฉพาะวันลาที่ยังไม่ได้หยุด "
    "หากแบบขอยกเลิกลงวันที่ก่อนหน้านั้นให้ระบุวันที่นั้น หากกลับมาก่อนให้ยกเลิกเฉพาะวันลาที่เหลือ",
)
_STILL_AWAY: Final = Text.of(
    en="on {on} the leave still runs, until {last}; end it earlier first, so that its days come back",
    th="วันที่ {on} ยังอยู่ในการลาซึ่งสิ้นสุดวันที่ {last} ให้ยกเลิกวันลาที่เหลือก่อนเพื่อคืนวันลา",
)


@frozen(kw_only=True)
class Leave(Record):
    """One leave of somebody (การลา), from the draft to the return.

    Attributes:
        person: id of the person.
        leave_type: code of the vocabulary ``leave-type``.
        first: the first day.
        last: the last day; where it was cut short, the last that was taken.
        first_half: ``afternoon`` where the first day begins at noon.
        last_half: ``morning`` where the last day ends at noon.
        filed_on: the day on which it was asked for (วันยื่นใบลา); kept for ever, also where an officer enters it later.
        entered_by: who entered it: ``person`` or ``officer``.
        reason: why (เหตุผล).
        contact: where the person can be reached.
        urgent: whether the person had to stop before permission.
        on_loan: whether the person works at another agency for the time (ไปช่วยราชการ), which then permits it.
        abroad: whether the person goes abroad meanwhile (ไปต่างประเทศระหว่างลา).
        from_border: whether they leave from a border province.
        special: whether special circumstances kept the person away (พฤติการณ์พิเศษ).
        called_on: the day of a call to mobilisation.
        second_type: whether it is work of the second type in an international organisation.
        papers: codes of what lies with it: ``certificate``, ``ordination_form`` …
        birth: the day of the birth, for leave about one.
        extends: id of the leave that it prolongs.
        came_from: id of the leave whose days it takes over, such as a maternity leave that was cancelled.
        planned_last: the last day as it was permitted, where it was cut short.
        ended_because: why it was cut short, or cancelled.
        returned_on: the day on which the person reported back.
        state: where the request stands.
        order: the order, for leave that needs one.
    """

    kind: ClassVar[str] = "leave"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("person", "first"), ("person", "leave_type"))

    person: str = field(validator=_text, metadata=indexed() | personal())
    leave_type: str = field(validator=_text, metadata=indexed())
    first: date = field(validator=_day, metadata=indexed())
    last: date = field(validator=_day, metadata=indexed())
    first_half: Half = field(default=Half.WHOLE, converter=Half, validator=in_((Half.WHOLE, Half.AFTERNOON)))
    last_half: Half = field(default=Half.WHOLE, converter=Half, validator=in_((Half.WHOLE, Half.MORNING)))
    filed_on: date = field(validator=_day, metadata=indexed())
    entered_by: str = field(default="person", validator=in_(("person", "officer")))
    reason: str = field(default="", validator=_text, metadata=personal())
    contact: str = field(default="", validator=_text, metadata=personal())
    urgent: bool = field(default=False, validator=instance_of(bool))
    on_loan: bool = field(default=False, validator=instance_of(bool))
    abroad: bool = field(default=False, validator=instance_of(bool))
    from_border: bool = field(default=False, validator=instance_of(bool))
    special: bool = field(default=False, validator=instance_of(bool))
    called_on: date | None = field(default=None, validator=_day_or_none)
    second_type: bool = field(default=False, validator=instance_of(bool))
    papers: tuple[str, ...] = field(default=(), validator=instance_of(tuple), metadata=personal())
    birth: date | None = field(default=None, validator=_day_or_none, metadata=personal())
    extends: str = field(default="", validator=_text)
    came_from: str = field(default="", validator=_text)
    planned_last: date | None = field(default=None, validator=_day_or_none)
    ended_because: str = field(default="", validator=_text, metadata=personal())
    returned_on: date | None = field(default=None, validator=_day_or_none)
    state: LeaveState = field(default=LeaveState.DRAFT, converter=LeaveState, metadata=indexed())
    order: str = field(default="", validator=_text)

    @property
    def counts(self) -> bool:
        """Whether its days are used, or asked for."""
        return self.state in STANDING

    @property
    def taken(self) -> bool:
        """Whether it was permitted, so that its days are used."""
        return self.state in {LeaveState.PERMITTED, LeaveState.RETURNED}


def moved_to(leave: Leave, state: LeaveState) -> Leave:
    """The leave in its next state.

    Raises:
        LeaveStateRefused: when this state does not follow the one it is in.
    """
    if state not in _NEXT[leave.state]:
        allowed = tuple(sorted(following.value for following in _NEXT[leave.state]))
        raise LeaveStateRefused(leave.id, leave.state.value, state.value, allowed)
    return evolve(leave, state=state)


def cut_short(leave: Leave, last: date, because: str, last_half: Half = Half.WHOLE) -> Leave:
    """A permitted leave that ends earlier (ลาไม่ครบ, ถูกเรียกกลับ); what is left of it comes back to the account.

    Args:
        leave: the leave.
        last: its last day now.
        because: why.
        last_half: ``morning`` where it ends at noon of that day now.

    Raises:
        LeaveStateRefused: when it is not permitted, or would not end after its beginning and before its end.
    """
    shorter = ending(leave, last, because, last_half)
    (begins, ended), (_, ends) = half_days(leave), half_days(shorter)
    if leave.state is not LeaveState.PERMITTED or not begins <= ends < ended:
        span = f"{leave.first}/{leave.last}"
        raise LeaveStateRefused(leave.id, leave.state.value, f"cut-short {last}", (span,))
    return shorter


def ending(leave: Leave, last: date, because: str, last_half: Half = Half.WHOLE) -> Leave:
    """A leave with another end, whatever its state; the day on which it was to end is kept."""
    planned = leave.planned_last or leave.last
    return evolve(leave, last=last, last_half=last_half, planned_last=planned, ended_because=because)


def returned(leave: Leave, on: date) -> Leave:
    """A leave from which the person has reported back (รายงานตัวกลับ).

    Raises:
        LeaveStateRefused: when it is not permitted, or they are back already.
        LeaveRefused: for a day on which the leave still runs; the days after it would stay used.
    """
    back = moved_to(leave, LeaveState.RETURNED)
    if on < (leave.last if leave.last_half is Half.MORNING else leave.last + timedelta(days=1)):
        raise LeaveRefused(_STILL_AWAY.fill(on=on, last=leave.last))
    return evolve(back, returned_on=on)


def taken_back(leave: Leave, on: date, because: str) -> Leave:
    """A leave that is cancelled on a day (ขอยกเลิกวันลา), which is for days that are not taken.

    Args:
        leave: the leave.
        on: the day on which that is asked for.
        because: why.

    Raises:
        LeaveStateRefused: when it was refused, cancelled or returned from already.
        LeaveRefused: when it was permitted, and all its days lie before that day.
    """
    gone = cancelled(leave, because)
    if leave.taken and leave.last < on:
        raise LeaveRefused(_OVER.fill(on=on, last=leave.last))
    return gone


def cancelled(leave: Leave, because: str) -> Leave:
    """A leave that is not taken (ยกเลิกวันลา)."""
    return evolve(moved_to(leave, LeaveState.CANCELLED), ended_because=because)


def refused(leave: Leave, because: str) -> Leave:
    """A leave that is not permitted (ไม่อนุญาต)."""
    return evolve(moved_to(leave, LeaveState.REFUSED), ended_because=because)
