"""A foreigner's stay as it happened (การพำนักของชาวต่างชาติ): who, which events, and what is due from them."""

from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final, Literal

from attrs import field, frozen
from attrs.validators import in_, instance_of, optional

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.money import Money


class StayRefused(OrqaError, ValueError):
    """Events that cannot have happened so; ``reason`` says what to do."""

    code: ClassVar[str] = "stay-refused"
    template: ClassVar[Text] = Text.of(
        en="these events of a stay do not fit: {reason}", th="เหตุการณ์การพำนักไม่สอดคล้องกัน: {reason}"
    )

    reason: Text


class Step(StrEnum):
    """What somebody has to do."""

    ARRIVAL_CARD = "arrival_card"
    RESIDENCE_NOTICE = "residence_notice"
    REPORT = "report"
    EXTENSION = "extension"
    CHANGE_OF_VISA = "change_of_visa"
    REENTRY_PERMIT = "reentry_permit"
    WORK_PERMIT = "work_permit"
    NOTICE_OF_WORK = "notice_of_work"
    NOTICE_OF_WORK_END = "notice_of_work_end"
    NOTICE_OF_LEAVING = "notice_of_leaving"
    STAY_AFTER_DEGREE = "stay_after_degree"
    MOVE_OF_STAMPS = "move_of_stamps"
    NEW_PASSPORT = "new_passport"
    NEW_WORK_PERMIT = "new_work_permit"


STEPS: Final = MappingProxyType(
    {
        Step.ARRIVAL_CARD: Text.of(en="fill in the arrival card", th="กรอกบัตรขาเข้า"),
        Step.RESIDENCE_NOTICE: Text.of(en="the owner of the house tells the residence", th="เจ้าบ้านแจ้งที่พักอาศัย"),
        Step.REPORT: Text.of(en="report to the immigration office", th="รายงานตัวต่อเจ้าหน้าที่ตรวจคนเข้าเมือง"),
        Step.EXTENSION: Text.of(en="ask for an extension of stay", th="ขออยู่ต่อ"),
        Step.CHANGE_OF_VISA: Text.of(en="ask for a non-immigrant visa", th="ขอเปลี่ยนประเภทวีซ่า"),
        Step.REENTRY_PERMIT: Text.of(en="get a re-entry permit before leaving", th="ขออนุญาตกลับเข้ามาอีกก่อนออกเดินทาง"),
        Step.WORK_PERMIT: Text.of(en="apply for a work permit", th="ขอใบอนุญาตทำงาน"),
        Step.NOTICE_OF_WORK: Text.of(en="the employer tells that work began", th="นายจ้างแจ้งการเริ่มทำงาน"),
        Step.NOTICE_OF_WORK_END: Text.of(en="the employer tells that work ended", th="นายจ้างแจ้งการสิ้นสุดการทำงาน"),
        Step.NOTICE_OF_LEAVING: Text.of(en="tell the office of leaving", th="แจ้งหน่วยงานก่อนพ้นสภาพ"),
        Step.STAY_AFTER_DEGREE: Text.of(en="the stay after graduation ends", th="สิ้นสุดการอยู่ต่อหลังสำเร็จการศึกษา"),
        Step.MOVE_OF_STAMPS: Text.of(
            en="have the stamps moved to the new passport", th="ย้ายตราประทับไปหนังสือเดินทางเล่มใหม่"
        ),
        Step.NEW_PASSPORT: Text.of(en="renew the passport", th="ต่ออายุหนังสือเดินทาง"),
        Step.NEW_WORK_PERMIT: Text.of(en="renew the work permit", th="ต่ออายุใบอนุญาตทำงาน"),
    }
)
"""What people call each step."""


class EventKind(StrEnum):
    """What happened, or is planned."""

    ENTRY = "entry"
    EXIT = "exit"
    EXTENSION = "extension"
    PASSPORT = "passport"
    WORK_START = "work_start"
    CONTRACT_END = "contract_end"
    PROGRAMME_END = "programme_end"
    GRADUATION = "graduation"
    DONE = "done"
    """A step was done; ``step`` says which."""


@frozen(kw_only=True)
class StayEvent:
    """Something that happened on a day, or is planned for it.

    Attributes:
        kind: what.
        day: when.
        until: the last day that was stamped or printed: of the stay, for an entry, an extension or another visa; of the
            passport, the re-entry permit or the work permit; for a report the day on which the next one falls.
        permit: for an exit, whether there is a re-entry permit that still holds, of which nothing else is kept.
        step: for ``done``, which step was done.
        multiple: for a re-entry permit, whether it serves for several times.
        visa: for an entry or another visa, its kind; empty where it stays as before.
        number: of the passport, the permit, the work permit or the receipt.
        note: what else is to be known, such as the address that was told.
        planned: whether it is a plan only: it never counts as done, even when its day has passed.
    """

    kind: EventKind = field(validator=instance_of(EventKind))
    day: date = field(validator=instance_of(date))
    until: date | None = field(default=None, validator=optional(instance_of(date)))
    permit: bool = field(default=False, validator=instance_of(bool))
    step: Step | None = field(default=None, validator=optional(instance_of(Step)))
    multiple: bool = field(default=False, validator=instance_of(bool))
    visa: str = field(default="", validator=instance_of(str))
    number: str = field(default="", validator=instance_of(str))
    note: str = field(default="", validator=instance_of(str))
    planned: bool = field(default=False, validator=instance_of(bool))

    def happened(self, on: date) -> bool:
        """Whether it happened to the end of a day."""
        return self.day <= on and not self.planned

    def does(self, step: Step) -> bool:
        """Whether by it a step was done."""
        return self.kind is EventKind.DONE and self.step is step


@frozen(kw_only=True)
class Stayer:
    """Who stays, as far as the rules ask.

    Attributes:
        visa: the kind of visa, such as ``non_ed`` or ``tourist``.
        student: ``degree`` for one of a bachelor's degree or higher, else ``other``.
    """

    visa: str = field(validator=instance_of(str))
    student: Literal["degree", "other"] = field(default="other", validator=in_(("degree", "other")))


@frozen(kw_only=True)
class Permission:
    """Until when somebody may stay, and where they are.

    Attributes:
        inside: whether they are in the country.
        until: the last day of the permission; None where there is none.
        stamped: whether that day was stamped; False where it follows from a rule.
        entered: the day of the last entry.
    """

    inside: bool
    until: date | None
    stamped: bool
    entered: date | None


@frozen(kw_only=True)
class DueStep:
    """What is due, and in which days.

    Attributes:
        step: what.
        since: the day of the event that it follows from.
        first: the first day on which it can be done; None where no rule tells it.
        last: the last day; None where no rule tells it.
        form: the form, where there is one.
        fee: what it costs, where a rule tells it.
        fine: what being late costs, where a rule tells it.
        why: from which event and count.
    """

    step: Step
    since: date
    first: date | None = None
    last: date | None = None
    form: str = ""
    fee: Money | None = None
    fine: Money | None = None
    why: Text

    def is_late(self, on: date) -> bool:
        """Whether its last day has passed."""
        return self.last is not None and on > self.last
