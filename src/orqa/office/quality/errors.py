"""What the service of quality assurance refuses."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class QualityRefused(OrqaError, ValueError):
    """Something about an evaluation cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "quality-refused"
    template: ClassVar[Text] = Text.of(
        en="nothing was written: {reason}; correct that and try again", th="ไม่ได้บันทึก: {reason} โปรดแก้ไขแล้วทำใหม่"
    )

    reason: Text


class NothingKept(OrqaError, LookupError):
    """There is no evaluation to put side by side."""

    code: ClassVar[str] = "nothing-kept"
    template: ClassVar[Text] = Text.of(
        en="no evaluation is kept of that",
        th="ไม่มีผลการประเมินที่บันทึกไว้ตามนั้น",
    )


class EvaluationChanged(OrqaError, ValueError):
    """Somebody else kept another version meanwhile; nothing was written.

    Attributes:
        evaluation: id of the evaluation.
        expected: the version that was read.
        found: the version that is kept now.
    """

    code: ClassVar[str] = "evaluation-changed"
    template: ClassVar[Text] = Text.of(
        en="{evaluation} is at version {found}, not at {expected}: it was kept meanwhile; look at it and keep again",
        th="{evaluation} เป็นฉบับที่ {found} ไม่ใช่ {expected} มีผู้บันทึกไปก่อนแล้ว โปรดตรวจสอบแล้วบันทึกใหม่",
    )

    evaluation: str
    expected: int
    found: int
