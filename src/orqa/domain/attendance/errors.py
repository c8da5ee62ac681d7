"""What the records of attendance refuse, with the reason."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class AttendanceRefused(OrqaError, ValueError):
    """Something about people at work cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "attendance-refused"
    template: ClassVar[Text] = Text.of(
        en="nothing was written: {reason}; correct that and try again", th="ไม่ได้บันทึก: {reason} โปรดแก้ไขแล้วทำใหม่"
    )

    reason: Text
