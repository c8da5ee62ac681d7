"""What this area refuses to understand, with the reason."""

from datetime import date
from typing import Any, ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.reasons import LONGEST_REASON


class AttachmentNameUnusable(OrqaError, ValueError):
    """A file's name is none, or longer than any system has; nothing was written."""

    code: ClassVar[str] = "attachment-name-unusable"
    template: ClassVar[Text] = Text.of(
        en="{name!r:.80} is no name for an attachment; give one of 1 to {most} characters, such as scan.pdf",
        th="{name!r:.80} ใช้เป็นชื่อแฟ้มแนบไม่ได้ ให้ตั้งชื่อ 1 ถึง {most} ตัวอักษร เช่น scan.pdf",
    )

    name: str
    most: int


class ReferenceNotUnderstood(OrqaError, ValueError):
    """A text is no letter number (ที่ของหนังสือ) of a known shape.

    Attributes:
        reference: the text that was given, shortened when it is very long.
        reason: what is wrong with it, per language.
    """

    code: ClassVar[str] = "reference-not-understood"
    template: ClassVar[Text] = Text.of(
        en=(
            "{reference!r} is not understood as a letter number: {reason}; "
            "write for example อว 0655.08/12, อว 0655.08/ว 12, ว 42, ทอ 12/2568, 12/2568 or ครั้งที่ 3/2568"
        ),
        th=(
            "อ่าน {reference!r} เป็นเลขที่หนังสือไม่ได้: {reason} "
            "ให้เขียนเช่น อว 0655.08/12, อว 0655.08/ว 12, ว 42, ทอ 12/2568, 12/2568 หรือ ครั้งที่ 3/2568"
        ),
    )

    reference: str
    reason: Text


class LetterIsClosed(OrqaError, ValueError):
    """A closed letter takes no more tasks and is not closed again; it is opened again first, with a reason.

    Attributes:
        letter: id of the letter.
        on: the day on which it was closed.
        result: with what result.
    """

    code: ClassVar[str] = "letter-is-closed"
    template: ClassVar[Text] = Text.of(
        en="the letter {letter} was closed on {on}; to go on with it, open it again: reopen(letter, reason)",
        th="หนังสือ {letter} ปิดเรื่องแล้วเมื่อ {on} หากจะดำเนินการต่อ ให้เปิดเรื่องใหม่พร้อมเหตุผล: reopen(letter, reason)",
    )

    letter: str
    on: date | None
    result: str = ""


class LetterIsOpen(OrqaError, ValueError):
    """Only a closed letter can be opened again."""

    code: ClassVar[str] = "letter-is-open"
    template: ClassVar[Text] = Text.of(
        en="the letter {letter} is not closed, so there is nothing to open again; assign it or close it",
        th="หนังสือ {letter} ยังไม่ปิดเรื่อง จึงเปิดใหม่ไม่ได้ มอบหมายหรือปิดเรื่องได้ตามปกติ",
    )

    letter: str


class LetterIsVoid(OrqaError, ValueError):
    """A letter whose number was made void is cancelled for ever; nothing is done with it any more.

    Attributes:
        letter: id of the letter.
        reason: why its number was made void.
    """

    code: ClassVar[str] = "letter-is-void"
    template: ClassVar[Text] = Text.of(
        en="the number of the letter {letter} was made void ({reason}), so nothing is done with it any more; register "
        "the letter anew if it is needed after all",
        th="เลขของหนังสือ {letter} ยกเลิกแล้ว ({reason}) จึงดำเนินการต่อไม่ได้ หากยังต้องใช้ให้ลงทะเบียนใหม่",
    )

    letter: str
    reason: str = ""


class ReasonMissing(OrqaError, ValueError):
    """Something that is only done for a reason was to be done without one; nothing was written."""

    code: ClassVar[str] = "reason-missing"
    template: ClassVar[Text] = Text.of(
        en="{what} needs a reason of 1 to {most} characters, for the journal",
        th="{what}ต้องระบุเหตุผล 1 ถึง {most} ตัวอักษร เพื่อบันทึกไว้",
    )

    what: Text
    most: int = LONGEST_REASON

    def shown(self) -> dict[str, Any]:
        """The values, the number as people write it."""
        return {**super().shown(), "most": f"{self.most:,}"}


class LinkRefused(OrqaError, ValueError):
    """Two letters cannot be tied, or their tie taken back, like this; nothing was written."""

    code: ClassVar[str] = "link-refused"
    template: ClassVar[Text] = Text.of(
        en="the links of the letters were not changed: {reason}",
        th="ไม่ได้เชื่อมโยงหนังสือหรือยกเลิกความเชื่อมโยง: {reason}",
    )

    reason: Text


class AssignedAlready(OrqaError, ValueError):
    """A letter waits for somebody already; nothing was written."""

    code: ClassVar[str] = "assigned-already"
    template: ClassVar[Text] = Text.of(
        en="the letter {letter} waits for {name} already; close that task, or pass it on: reassign(task, to)",
        th="หนังสือ {letter} มอบให้{name}อยู่แล้ว ให้ปิดงานนั้นหรือมอบต่อ: reassign(task, to)",
    )

    letter: str
    name: Text


class MayNotSee(OrqaError, PermissionError):
    """A restricted letter cannot be given to somebody who is not among those who may see it; nothing was written."""

    code: ClassVar[str] = "may-not-see"
    template: ClassVar[Text] = Text.of(
        en="{name} is not among those who may see the letter {letter}; the registrar of secret matter shares it first",
        th="{name}ไม่อยู่ในผู้มีสิทธิเข้าถึงหนังสือ {letter} ให้นายทะเบียนข้อมูลข่าวสารลับให้สิทธิเข้าถึงก่อน",
    )

    letter: str
    name: Text


class ForwardRefused(OrqaError, ValueError):
    """A letter is not forwarded or sent back so, or its forwarding not ended so; nothing was written."""

    code: ClassVar[str] = "forward-refused"
    template: ClassVar[Text] = Text.of(en="forwarding a letter: {reason}", th="การส่งต่อหนังสือ: {reason}")

    reason: Text


class CirculationRefused(OrqaError, ValueError):
    """A letter is not circulated so, or a circulation not acknowledged so; nothing was written."""

    code: ClassVar[str] = "circulation-refused"
    template: ClassVar[Text] = Text.of(en="circulating a letter: {reason}", th="การเวียนหนังสือ: {reason}")

    reason: Text


class StorageRefused(OrqaError, ValueError):
    """A letter cannot be kept, or a file plan not be changed, as it was asked for; nothing was written."""

    code: ClassVar[str] = "storage-refused"
    template: ClassVar[Text] = Text.of(
        en="the keeping of the letter was not changed: {reason}; nothing was written",
        th="ไม่ได้บันทึกการเก็บหนังสือ: {reason} จึงไม่มีการบันทึกใด ๆ",
    )

    reason: Text


class LendingRefused(OrqaError, ValueError):
    """A letter cannot be lent, renewed, recalled or given back as it was asked for; nothing was written.

    Attributes:
        reason: what is wrong, and what is allowed.
        clauses: the rules that say so; empty where none does.
    """

    code: ClassVar[str] = "lending-refused"
    template: ClassVar[Text] = Text.of(
        en="the loan was not changed: {reason}{clauses}; nothing was written",
        th="ไม่ได้บันทึกการยืม: {reason}{clauses} จึงไม่มีการบันทึกใด ๆ",
    )

    reason: Text
    clauses: tuple[str, ...] = ()

    def shown(self) -> dict[str, Any]:
        """With the clauses, where there are any."""
        named = ", ".join(self.clauses)
        return {**super().shown(), "clauses": _CLAUSES.fill(named=named) if named else Text.of(en="", th="")}


_CLAUSES = Text.of(en=" ({named})", th=" ({named})")


class InForceRefused(OrqaError, ValueError):
    """The register of what is in force cannot be changed as it was asked for; nothing was written."""

    code: ClassVar[str] = "in-force-refused"
    template: ClassVar[Text] = Text.of(
        en="the register of what is in force was not changed: {reason}; nothing was written",
        th="ไม่ได้บันทึกทะเบียนระเบียบ ประกาศ และคำสั่งที่ใช้บังคับ: {reason} จึงไม่มีการบันทึกใด ๆ",
    )

    reason: Text


class ControlRefused(OrqaError, ValueError):
    """The control of secret matter cannot be changed as it was asked for; nothing was written."""

    code: ClassVar[str] = "control-refused"
    template: ClassVar[Text] = Text.of(
        en="the control of secret matter was not changed: {reason}; nothing was written",
        th="ไม่ได้บันทึกการควบคุมข้อมูลข่าวสารลับ: {reason} จึงไม่มีการบันทึกใด ๆ",
    )

    reason: Text
