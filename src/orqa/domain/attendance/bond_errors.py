"""What bonds refuse, with the reason."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class BondRefused(OrqaError, ValueError):
    """A bond cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "bond-refused"
    template: ClassVar[Text] = Text.of(
        en="the bond was not changed: {reason}; nothing was written", th="ไม่ได้บันทึกสัญญาชดใช้ทุน: {reason}"
    )

    reason: Text
