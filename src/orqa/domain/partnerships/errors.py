"""What partnerships refuse, with the reason."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class PartnerRefused(OrqaError, ValueError):
    """A partner cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "partner-refused"
    template: ClassVar[Text] = Text.of(
        en="the partner was not changed: {reason}; nothing was written", th="ไม่ได้บันทึกสถาบันคู่ความร่วมมือ: {reason}"
    )

    reason: Text


class AgreementRefused(OrqaError, ValueError):
    """An agreement cannot be, or become, what was asked for; nothing was written."""

    code: ClassVar[str] = "agreement-refused"
    template: ClassVar[Text] = Text.of(
        en="the agreement was not changed: {reason}; nothing was written", th="ไม่ได้บันทึกข้อตกลง: {reason}"
    )

    reason: Text


class MobilityRefused(OrqaError, ValueError):
    """A mobility, call or application cannot be as it was asked for; ``reason`` says what is allowed."""

    code: ClassVar[str] = "mobility-refused"
    template: ClassVar[Text] = Text.of(
        en="the mobility was not changed: {reason}; nothing was written", th="ไม่ได้บันทึกการแลกเปลี่ยน: {reason}"
    )

    reason: Text
