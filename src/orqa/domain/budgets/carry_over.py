"""What becomes of money at the end of a fiscal year (กันเงินเบิกเหลื่อมปี ขยายเวลา พับไป), and of refunds; pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.years import Year
from orqa.domain.budgets.rates import NATIONAL, rate
from orqa.domain.budgets.verdicts import NOBODY, Verdict, who

if TYPE_CHECKING:
    from orqa.rules.decisions import Decision
    from orqa.rules.views import Reading

LAPSES: Final = "year_end.lapses"
EXTENSION_MONTHS: Final = "year_end.extension_months"
EXTENSION_AGREEMENT: Final = "year_end.extension_agreement"
WITHOUT_OBLIGATION: Final = "year_end.without_obligation"
LEAST: Final = "year_end.least"
REFUND: Final = "year_end.refund"
STAYS, BY_AGREEMENT, RETURNED, BUDGET = "stays", "by_agreement", "returned", "budget"

BELOW_LEAST: Final = FindingKind(
    "carry-over-below-least",
    Severity.ERROR,
    Text.of(
        en="{amount} is less than may be reserved, {least}: it lapses", th="{amount} ต่ำกว่าจำนวนที่กันได้ {least} จึงพับไป"
    ),
)
NOT_RESERVED: Final = FindingKind(
    "carry-over-not-reserved",
    Severity.ERROR,
    Text.of(
        en="it was not reserved by {last}, the end of the fiscal year: it lapses",
        th="ไม่ได้กันเงินไว้ภายในวันที่ {last} ซึ่งเป็นวันสิ้นปีงบประมาณ จึงพับไป",
    ),
)
NOT_OBLIGATED: Final = FindingKind(
    "carry-over-not-obligated",
    Severity.WARNING,
    Text.of(en="nothing was committed by {last}: this needs {who}", th="ไม่ได้ก่อหนี้ผูกพันภายในวันที่ {last} ต้องได้รับ{who}"),
)
TO_RETURN: Final = FindingKind(
    "carry-over-to-return",
    Severity.ERROR,
    Text.of(
        en="this money is held for others: it is returned, not carried over", th="เงินนี้รับฝากไว้ ต้องคืนเจ้าของ ไม่ใช่กันเงิน"
    ),
)
NO_END: Final = FindingKind(
    "carry-over-no-end",
    Severity.ERROR,
    Text.of(
        en="the agreement of the grant tells how long its money lasts: give its last day",
        th="ข้อตกลงของเงินอุดหนุนกำหนดวันสิ้นสุด โปรดระบุวันสุดท้าย",
    ),
)
ENDED: Final = FindingKind(
    "carry-over-ended",
    Severity.ERROR,
    Text.of(en="the agreement of the grant ended on {ends}", th="ข้อตกลงของเงินอุดหนุนสิ้นสุดแล้วเมื่อ {ends}"),
)


@frozen(kw_only=True)
class Balance:
    """Money that is left at the end of a fiscal year.

    Attributes:
        amount: how much.
        year: the fiscal year that ends.
        fund: what it is of.
        obligated: the day on which it was committed (ก่อหนี้ผูกพัน); None when it was not.
        reserved: whether it was reserved within the year (กันเงิน).
        extension: ``first`` or ``second``.
        ends: the last day of the agreement, for a grant.
    """

    amount: Money = field(validator=instance_of(Money))
    year: Year
    fund: str = NATIONAL
    obligated: date | None = None
    reserved: bool = False
    extension: str = "first"
    ends: date | None = None


@frozen(kw_only=True)
class Refund:
    """Where a refund goes (เบิกเกินส่งคืน).

    Attributes:
        goes: ``budget``, or what the rule says instead.
    """

    goes: str

    @property
    def to_budget(self) -> bool:
        """Whether it can be spent again."""
        return self.goes == BUDGET


def decide_carry_over(reading: "Reading", balance: Balance) -> "Decision[Verdict]":
    """Whether what is left may be carried over, with whose agreement and until when.

    National money lapses unless it was reserved; committed within the year it may be paid for six months more, the
    30th of September being within it. Own income stays without an end; a grant lasts as its agreement says.

    Args:
        reading: of the rules on the last day of the year.
        balance: what is left.

    Raises:
        UnknownDimension: when there is no such fund or extension.
        NotModelled: where the rules have not begun.
    """
    fate: str = reading.value(LAPSES, fund=balance.fund)
    if fate == STAYS:
        verdict = Verdict.of(())
    elif fate == BY_AGREEMENT:
        verdict = Verdict.of(_of_grant(balance), (), balance.ends)
    elif fate == RETURNED:
        verdict = Verdict.of((TO_RETURN.make(field="fund"),))
    else:
        verdict = _of_national(reading, balance)
    inputs = {"amount": balance.amount, "year": balance.year.ce, "fund": balance.fund, "obligated": balance.obligated}
    return reading.decision(verdict, inputs)


def _of_grant(balance: Balance) -> Iterator[Finding]:
    if balance.ends is None:
        yield NO_END.make(field="ends")
    elif balance.ends <= balance.year.last:
        yield ENDED.make(field="ends", ends=day_text(balance.ends))


def _of_national(reading: "Reading", balance: Balance) -> Verdict:
    last = day_text(balance.year.last)
    least = rate(reading, LEAST)
    findings, agreements = [], [reading.value(EXTENSION_AGREEMENT, extension=balance.extension)]
    if balance.amount < least:
        findings.append(BELOW_LEAST.make(field="amount", amount=balance.amount.written(), least=least.written()))
    if not balance.reserved:
        findings.append(NOT_RESERVED.make(field="reserved", last=last))
    if balance.obligated is None or balance.obligated > balance.year.last:
        needed = reading.value(WITHOUT_OBLIGATION)
        agreements.append(needed)
        if needed != NOBODY:
            findings.append(NOT_OBLIGATED.make(field="obligated", last=last, who=who(needed)))
    months: int = reading.value(EXTENSION_MONTHS, extension=balance.extension)
    return Verdict.of(findings, agreements, _months_after(balance.year.last, months))


def _months_after(last: date, months: int) -> date:
    """The last day of so many months from the day after ``last`` on, which is the first of a month."""
    begins = last + timedelta(days=1)
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    return date(year, month + 1, begins.day) - timedelta(days=1)


def decide_refund(reading: "Reading", *, refunded: date, year: Year) -> "Decision[Refund]":
    """Where money goes that comes back: to the budget of its year until that ends, and not to it later.

    Args:
        reading: of the rules on the day of the refund.
        refunded: the day, by the calendar of the office.
        year: the fiscal year that it was paid from.
    """
    when = "within_year" if refunded <= year.last else "after_year"
    return reading.decision(Refund(goes=reading.value(REFUND, refunded=when)), {"refunded": refunded, "year": year.ce})
