"""What is refused in drafting, and what is allowed instead."""

from typing import Any, ClassVar

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, reasons
from orqa.base.language import Text


class DraftRefused(OrqaError, ValueError):
    """A draft was not written: ``findings`` say why; nothing was written."""

    code: ClassVar[str] = "draft-refused"
    template: ClassVar[Text] = Text.of(en="the draft was not kept: {reasons}", th="ไม่ได้บันทึกร่าง: {reasons}")

    findings: tuple[Finding, ...]

    def shown(self) -> dict[str, Any]:
        """The messages of the errors among the findings, joined."""
        return {"reasons": reasons(self.findings)}


class DraftStepRefused(OrqaError, ValueError):
    """A step does not follow, or not yet; nothing was written.

    Attributes:
        act: what was asked for.
        state: where the draft stands.
        allowed: what may be done now.
        reason: what is missing besides; empty where the state alone forbids it.
    """

    code: ClassVar[str] = "draft-step-refused"
    template: ClassVar[Text] = Text.of(
        en="the draft is {state}: to {act} it is not possible now{reason}; what may be done: {allowed}",
        th="ร่างอยู่ในสถานะ{state} จึงยัง{act}ไม่ได้{reason} สิ่งที่ทำได้: {allowed}",
    )

    act: Text
    state: Text
    allowed: Text
    reason: Text | None = None

    def shown(self) -> dict[str, Any]:
        """With the reason behind a colon."""
        why = (
            Text.of(en="", th="") if self.reason is None else Text.of(en=": {why}", th=": {why}").fill(why=self.reason)
        )
        return {"act": self.act, "state": self.state, "allowed": self.allowed, "reason": why}


class DraftEditedMeanwhile(OrqaError, RuntimeError):
    """Somebody else changed the same parts since they were read; nothing was written and nothing is lost.

    Attributes:
        draft: id of the draft.
        edition: the one that stands now.
        parts: the parts that both changed.
        mine: what the caller wrote in them.
        theirs: what stands in them now.
    """

    code: ClassVar[str] = "draft-edited-meanwhile"
    template: ClassVar[Text] = Text.of(
        en=(
            "somebody else changed {parts} of the draft {draft} meanwhile: edition {edition} stands now;"
            " look at it, join both and save again on top of edition {edition}"
        ),
        th=(
            "มีผู้อื่นแก้ {parts} ของร่าง {draft} ไปแล้ว ขณะนี้เป็นฉบับร่างที่ {edition} "
            "ให้ดูข้อความล่าสุด รวมทั้งสองฉบับ แล้วบันทึกต่อจากฉบับที่ {edition}"
        ),
    )

    draft: str
    edition: int
    parts: tuple[str, ...]
    mine: dict[str, tuple[str, ...]]
    theirs: dict[str, tuple[str, ...]]

    def shown(self) -> dict[str, Any]:
        """Without the texts themselves."""
        return {"draft": self.draft, "edition": self.edition, "parts": ", ".join(self.parts)}


class TemplateUnknown(OrqaError, LookupError):
    """There is no template of this name."""

    code: ClassVar[str] = "template-unknown"
    template: ClassVar[Text] = Text.of(
        en="there is no template {name!r}; choose one of: {known}", th="ไม่มีแม่แบบ {name!r} ให้เลือกจาก: {known}"
    )

    name: str
    known: tuple[str, ...]


class RenderFormatUnknown(OrqaError, ValueError):
    """A paper cannot be rendered in this format."""

    code: ClassVar[str] = "render-format-unknown"
    template: ClassVar[Text] = Text.of(
        en="a paper is not rendered as {name!r}; choose one of: {known}",
        th="แสดงหนังสือเป็น {name!r} ไม่ได้ ให้เลือกจาก: {known}",
    )

    name: str
    known: tuple[str, ...]
