"""What clocks, their users and their files refuse, with the reason."""

from typing import ClassVar

from attrs import define

from orqa.base.errors import OrqaError
from orqa.base.language import Text


@define(eq=False, slots=False)
class ClockRefused(OrqaError, ValueError):
    """A clock, a user of one or a file of one cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "clock-refused"
    template: ClassVar[Text] = Text.of(
        en="nothing was written about time clocks: {reason}", th="ไม่ได้บันทึกข้อมูลเครื่องลงเวลา: {reason}"
    )

    reason: Text
