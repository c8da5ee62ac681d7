"""What stretches of employment refuse, with the reason."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class EmploymentRefused(OrqaError, ValueError):
    """A stretch of employment cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "employment-refused"
    template: ClassVar[Text] = Text.of(
        en="the employment was not changed: {reason}; nothing was written", th="ไม่ได้บันทึกช่วงการจ้าง: {reason}"
    )

    reason: Text
