"""Errors of the office: an act that is refused, or a thing that is not there."""

from typing import Any, ClassVar

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, reasons
from orqa.base.language import Text
from orqa.base.refs import RecordRef

LETTER = Text.of(en="the letter", th="หนังสือ")
ENTRY = Text.of(en="the register number", th="เลขทะเบียน")
"""What a message calls that which was not found."""


class LetterRefused(OrqaError, ValueError):
    """A letter was not registered: ``findings`` say what is wrong with it; nothing was written."""

    code: ClassVar[str] = "letter-refused"
    template: ClassVar[Text] = Text.of(en="the letter was not registered: {reasons}", th="ไม่ได้ลงทะเบียนหนังสือ: {reasons}")

    findings: tuple[Finding, ...]

    def shown(self) -> dict[str, Any]:
        """The messages of the errors among the findings, joined."""
        return {"reasons": reasons(self.findings)}


class RegisterRefused(OrqaError, ValueError):
    """Something that a register does not allow, such as a letter for a void number; nothing was written."""

    code: ClassVar[str] = "register-refused"
    template: ClassVar[Text] = Text.of(en="{reason}; nothing was written", th="{reason} จึงไม่มีการบันทึกใด ๆ")

    reason: Text


def refuse(reason: Text | None) -> None:
    """Refuse, where there is a reason to.

    Raises:
        RegisterRefused: with that reason.
    """
    if reason is not None:
        raise RegisterRefused(reason)


class ProfileNeeded(OrqaError, ValueError):
    """A new office needs a profile: the rules that it works under."""

    code: ClassVar[str] = "profile-needed"
    template: ClassVar[Text] = Text.of(
        en="{store} holds no office yet; name the profile it shall work under, one of: {known}",
        th="{store} ยังไม่มีสำนักงาน ให้ระบุโปรไฟล์ของระเบียบที่จะใช้ เลือกจาก: {known}",
    )

    store: str
    known: tuple[str, ...]


class OtherProfile(OrqaError, ValueError):
    """The office in the store works under another profile than the one that was asked for."""

    code: ClassVar[str] = "other-profile"
    template: ClassVar[Text] = Text.of(
        en="the office in {store} works under the profile {found}, not {asked}; leave the profile out or name {found}",
        th="สำนักงานใน {store} ใช้โปรไฟล์ {found} ไม่ใช่ {asked} ให้ไม่ระบุโปรไฟล์หรือระบุ {found}",
    )

    store: str
    found: str
    asked: str


class NotFound(OrqaError, LookupError):
    """There is no such thing, or it may not be seen."""

    code: ClassVar[str] = "not-found"
    template: ClassVar[Text] = Text.of(en="{what} {name} was not found", th="ไม่พบ {what} {name}")

    what: Text
    name: str


class LetterDestroyed(NotFound):
    """A letter was destroyed: only its lines in registers are left.

    Attributes:
        what: what the message calls it.
        name: how it was asked for.
        on: the day on which it was destroyed.
        why: by which list, or why.
    """

    code: ClassVar[str] = "letter-destroyed"
    template: ClassVar[Text] = Text.of(
        en="{what} {name} was destroyed on {on} ({why}); its lines in the registers are left, nothing is done with it "
        "any more",
        th="{what} {name} ถูกทำลายแล้วเมื่อ {on} ({why}) คงเหลือเพียงรายการในทะเบียน จึงดำเนินการต่อไม่ได้",
    )

    on: str = ""
    why: str = ""


class NotAllowed(OrqaError, PermissionError):
    """Whoever acts may not do this; the message says which roles may, and tells of no record.

    Attributes:
        action: what was to be done: its title, or its code such as ``letter.receive``.
        who: what people call whoever acts.
        unit: the unit that it was to be done for, as people call it; empty for none.
        allowed: who may.
    """

    code: ClassVar[str] = "not-allowed"
    template: ClassVar[Text] = Text.of(
        en="{who} may not do this: {action}{place}; nothing was written. Who may: {allowed}",
        th="{who} ไม่มีสิทธิทำรายการนี้: {action}{place} จึงไม่มีการบันทึกใด ๆ ผู้มีสิทธิ: {allowed}",
    )

    action: Text | str
    who: Text | str
    unit: Text | str
    allowed: Text

    def shown(self) -> dict[str, Any]:
        """With the unit, where there is one."""
        place = _FOR_UNIT.fill(unit=self.unit) if self.unit else Text.of(en="", th="")
        return {**super().shown(), "place": place}


_FOR_UNIT = Text.of(en=", for {unit}", th=" ของ {unit}")


class PeriodNeeded(OrqaError, TypeError):
    """A year of a kind is asked for, and no bare number: 2569 may mean three different spans of days."""

    code: ClassVar[str] = "period-needed"
    template: ClassVar[Text] = Text.of(
        en="this needs a year of a kind, found {found!r}; give office.year('fiscal', 2569) or the like",
        th="ต้องระบุปีพร้อมชนิดของปี แต่พบ {found!r} ให้ใช้ office.year('fiscal', 2569) หรือ 'calendar', 'academic'",
    )

    found: object


class AttachmentsUnplaced(OrqaError, LookupError):
    """Nobody said where the office keeps the bytes of attachments, and its store has no place of its own."""

    code: ClassVar[str] = "attachments-unplaced"
    template: ClassVar[Text] = Text.of(
        en="say where the attachments of {store} are kept: open_office(…, attachments=URL), --attachments URL or"
        " ORQA_ATTACHMENTS, for example a folder or s3://bucket/folder",
        th="ให้ระบุที่เก็บสิ่งที่ส่งมาด้วยของ {store}: open_office(…, attachments=URL), --attachments URL หรือ"
        " ORQA_ATTACHMENTS เช่น โฟลเดอร์ หรือ s3://bucket/folder",
    )

    store: str


# ------------------------------------------------------------------ keys and works


class KeyNotUsable(OrqaError, ValueError):
    """A key is no text of 1 to 100 characters, or holds control characters."""

    code: ClassVar[str] = "key-not-usable"
    template: ClassVar[Text] = Text.of(
        en="a key is a text of 1 to 100 characters without control characters, found {key!r:.120}",
        th="คีย์ต้องเป็นข้อความ 1 ถึง 100 ตัวอักษรและไม่มีอักขระควบคุม แต่พบ {key!r:.120}",
    )

    key: object


class KeyUsedOtherwise(OrqaError, ValueError):
    """A key stands for something else already: nothing was written.

    Attributes:
        key: as given.
        what: what it was used for, and when.
        made: the records that were made then; none where they have been destroyed since.
    """

    code: ClassVar[str] = "key-used-otherwise"
    template: ClassVar[Text] = Text.of(
        en="the key {key!r} was used for {what}; nothing was written. Repeat that request unchanged, or take a new key",
        th="คีย์ {key!r} ใช้ไปแล้วสำหรับ{what} จึงไม่มีการบันทึกใด ๆ ให้ส่งคำขอเดิมโดยไม่แก้ไข หรือใช้คีย์ใหม่",
    )

    key: str
    what: Text
    made: tuple[RecordRef, ...] = ()


class WorkRefused(OrqaError, RuntimeError):
    """Something that a work (``office.work``) does not allow; the call added nothing to the work."""

    code: ClassVar[str] = "work-refused"
    template: ClassVar[Text] = Text.of(en="{reason}; this call wrote nothing", th="{reason} ไม่มีการบันทึกใด ๆ จากคำสั่งนี้")

    reason: Text


class WorkOvertaken(OrqaError, RuntimeError):
    """Another program used a key of this work at the same moment: nothing of this work was written."""

    code: ClassVar[str] = "work-overtaken"
    template: ClassVar[Text] = Text.of(
        en="another program used the key {key!r} at this moment; nothing of this work was written. "
        "Repeat it: the key then gives what was made first",
        th="โปรแกรมอื่นใช้คีย์ {key!r} ในขณะเดียวกัน ไม่มีการบันทึกใด ๆ ของงานชุดนี้ ให้ทำซ้ำ แล้วคีย์จะให้ผลที่บันทึกไว้ก่อน",
    )

    key: str


class NumberPending(OrqaError, LookupError):
    """The number of something in a work is not known: numbers are taken when the work is written, at its end."""

    code: ClassVar[str] = "number-pending"
    template: ClassVar[Text] = Text.of(en="there is no number: {reason}", th="ไม่มีเลข: {reason}")

    reason: Text


NESTED = Text.of(
    en="a work of this office is open here already; go on with that one",
    th="มีงานชุดหนึ่งของสำนักงานนี้เปิดอยู่แล้ว ให้ทำต่อในงานชุดนั้น",
)
DIRECT = Text.of(
    en="while a work is open, write through it: work.correspondence instead of office.correspondence",
    th="ขณะที่งานชุดหนึ่งเปิดอยู่ ให้บันทึกผ่านงานชุดนั้น: ใช้ work.correspondence แทน office.correspondence",
)
OTHER_THREAD = Text.of(
    en="a work belongs to the thread that opened it; open one of its own in each thread, or do all of it in one",
    th="งานชุดหนึ่งใช้ได้เฉพาะในเธรดที่เปิดงานนั้น ให้แต่ละเธรดเปิดงานของตนเอง หรือทำทั้งชุดในเธรดเดียว",
)
ENDED = Text.of(en="the block of this work has ended", th="งานชุดนี้สิ้นสุดแล้ว")
NO_REASON = Text.of(
    en="a work needs a reason for the journal, of up to 2,000 characters",
    th="งานชุดหนึ่งต้องระบุเหตุผลสำหรับบันทึกการเปลี่ยนแปลง ไม่เกิน 2,000 ตัวอักษร",
)
_TWICE = Text.of(
    en="{ref} is written twice in this work; put all that changes of it into one call",
    th="มีการบันทึก {ref} สองครั้งในงานชุดนี้ ให้รวมสิ่งที่เปลี่ยนไว้ในครั้งเดียว",
)
AT_THE_END = Text.of(
    en="it is taken when the block of office.work ends; read it after that",
    th="เลขจะได้เมื่อจบบล็อกของ office.work ให้อ่านหลังจากนั้น",
)
GIVEN_UP = Text.of(
    en="the work ended with an error and nothing of it was written", th="งานชุดนี้จบด้วยข้อผิดพลาด จึงไม่มีการบันทึกใด ๆ"
)


def twice(ref: RecordRef) -> Text:
    """A record stands in a work already."""
    return _TWICE.fill(ref=ref)
