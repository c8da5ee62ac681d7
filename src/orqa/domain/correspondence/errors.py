"""What this area refuses to understand, with the reason."""

from typing import ClassVar

from attrs import define

from orqa.base.errors import OrqaError
from orqa.base.language import Text


@define(eq=False, slots=False)
class AttachmentNameUnusable(OrqaError, ValueError):
    """A file's name is none, or longer than any system has; nothing was written."""

    code: ClassVar[str] = "attachment-name-unusable"
    template: ClassVar[Text] = Text.of(
        en="{name!r:.80} is no name for an attachment; give one of 1 to {most} characters, such as scan.pdf",
        th="{name!r:.80} ใช้เป็นชื่อแฟ้มแนบไม่ได้ ให้ตั้งชื่อ 1 ถึง {most} ตัวอักษร เช่น scan.pdf",
    )

    name: str
    most: int


@define(eq=False, slots=False)
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
