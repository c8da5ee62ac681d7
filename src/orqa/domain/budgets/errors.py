"""What budgets refuse."""

from typing import ClassVar

from orqa.base.citations import Citation
from orqa.base.errors import OrqaError
from orqa.base.language import Text, joined
from orqa.base.money import Money


class OverBudget(OrqaError, ValueError):
    """More was asked for than there is; nothing is written.

    Attributes:
        line: the line that decides: it, or the nearest line above, holds the money.
        asked: how much was asked for.
        available: how much there is.
        short: how much is missing.
    """

    code: ClassVar[str] = "over-budget"
    template: ClassVar[Text] = Text.of(
        en="{line} has {available} available, {asked} was asked for: {short} is missing",
        th="{line} คงเหลือ {available} แต่ขอใช้ {asked} ขาด {short}",
    )

    line: str
    asked: Money
    available: Money

    @property
    def short(self) -> Money:
        """How much is missing."""
        return self.asked - self.available

    def shown(self) -> dict[str, object]:
        """The amounts as people write them."""
        return {
            "line": self.line,
            "asked": self.asked.written(),
            "available": self.available.written(),
            "short": self.short.written(),
        }


class AgreementNeeded(OrqaError, ValueError):
    """The rules ask for somebody's agreement first; nothing is written.

    Attributes:
        what: what was asked for.
        who: whose agreement is needed.
        citations: the clauses that ask for it; none where the rules of the fund are not known.
        why: for what.
    """

    code: ClassVar[str] = "agreement-needed"
    template: ClassVar[Text] = Text.of(
        en="{what} needs the agreement of {who}: {why}; once they agreed, give the number of their document as agreed",
        th="{what} ต้องได้รับความเห็นชอบจาก{who}: {why} เมื่อเห็นชอบแล้วให้ระบุเลขที่หนังสือ (agreed)",
    )

    what: Text
    who: tuple[Text, ...]
    citations: tuple[Citation, ...]
    why: Text

    def shown(self) -> dict[str, object]:
        """Who and why in words."""
        return {"what": self.what, "who": joined(self.who), "why": self.why}


class BudgetRefused(OrqaError, ValueError):
    """Something that cannot be done with money; nothing is written, and ``reason`` says what to do."""

    code: ClassVar[str] = "budget-refused"
    template: ClassVar[Text] = Text.of(en="this cannot be posted: {reason}", th="บันทึกรายการนี้ไม่ได้: {reason}")

    reason: Text
