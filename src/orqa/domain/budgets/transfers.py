"""Transfers of budget (โอนเปลี่ยนแปลงงบประมาณ): what may move, and whose agreement it needs; pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.rates import NATIONAL, known
from orqa.domain.budgets.verdicts import NOBODY, Verdict, who

if TYPE_CHECKING:
    from orqa.rules.decisions import Decision
    from orqa.rules.views import Reading

FOR_USE: Final = "transfer.for_use"
ACROSS: Final = "transfer.across"
OUT_OF: Final = "transfer.out_of"
REPORT_DAYS: Final = "transfer.report_days"
BY_FUND: Final = "transfer.by_fund"
SAME: Final = "transfer.same"
BORDERS: Final = ("agency", "plan", "item")

NOT_POSITIVE: Final = FindingKind(
    "transfer-not-positive",
    Severity.ERROR,
    Text.of(en="a transfer moves more than nothing, found {amount}", th="จำนวนที่โอนต้องมากกว่าศูนย์ พบ {amount}"),
)
SAME_PLACE: Final = FindingKind(
    "transfer-same-place",
    Severity.ERROR,
    Text.of(en="source and target are the same", th="รายการที่โอนออกและรับโอนเป็นรายการเดียวกัน"),
)
ABOVE_AVAILABLE: Final = FindingKind(
    "transfer-above-available",
    Severity.ERROR,
    Text.of(
        en="{amount} is more than is available, {available}; what is reserved or obligated cannot move",
        th="โอน {amount} เกินยอดคงเหลือ {available} ส่วนที่จองหรือผูกพันแล้วโอนไม่ได้",
    ),
)
DIFFERS: Final = FindingKind(
    "transfer-differs",
    Severity.ERROR,
    Text.of(
        en="{what}: {source} is not {target}; it must be the same", th="{what}: {source} กับ {target} ต้องเป็นอย่างเดียวกัน"
    ),
)
NO_PRICE: Final = FindingKind(
    "transfer-no-unit-price",
    Severity.ERROR,
    Text.of(
        en="give the price of one unit: from {least} on {who} must agree",
        th="โปรดระบุราคาต่อหน่วย ตั้งแต่ {least} ต้องตกลงกับ{who}",
    ),
)
NEEDS: Final = FindingKind(
    "transfer-needs-agreement",
    Severity.WARNING,
    Text.of(en="this needs {who}: {why}", th="ต้องได้รับความเห็นชอบจาก{who}: {why}"),
)

_WORDS = {
    "fund": Text.of(en="fund", th="แหล่งเงิน"),
    "fiscal_year": Text.of(en="fiscal year", th="ปีงบประมาณ"),
    "agency": Text.of(en="agency", th="หน่วยรับงบประมาณ"),
    "plan": Text.of(en="plan", th="แผนงาน"),
    "item": Text.of(en="item", th="รายการ"),
    "expenditure_category": Text.of(en="expenditure category", th="งบรายจ่าย"),
}
_FOR_USE = Text.of(en="what it is used for", th="วัตถุประสงค์ที่ใช้เงิน")
_CROSSES = Text.of(en="it goes to another {border}", th="โอนข้าม{border}")
_OUT_OF = Text.of(en="it comes out of {category}", th="โอนออกจาก{category}")


@frozen(kw_only=True)
class End:
    """One end of a transfer.

    Attributes:
        item: the line of the budget, by its id or code.
        plan: its plan (แผนงาน).
        agency: the agency that received the budget (หน่วยรับงบประมาณ).
        expenditure_category: a code of the vocabulary ``expenditure-category``.
        fund: a code of the vocabulary ``fund``.
        fiscal_year: the common-era year that names the fiscal year.
    """

    item: str
    plan: str
    agency: str
    expenditure_category: str
    fund: str = NATIONAL
    fiscal_year: int


@frozen(kw_only=True)
class TransferRequest:
    """A transfer that is asked for.

    Attributes:
        source: where the money comes from.
        target: where it goes.
        amount: how much.
        available: what the source has left: not reserved, obligated, advanced or paid.
        use: what it is for: ``other``, ``durable``, ``land_or_works``, ``travel_abroad`` that was not in the plan,
            ``binds_later_years``, ``secret``, ``new_plan_or_project``.
        unit_price: the price of one unit, for ``durable`` and ``land_or_works``.
        on: the day.
    """

    source: End
    target: End
    amount: Money = field(validator=instance_of(Money))
    available: Money = field(validator=instance_of(Money))
    use: str = "other"
    unit_price: Money | None = None
    on: date = field(validator=instance_of(date))


def decide_transfer(reading: "Reading", request: TransferRequest) -> "Decision[Verdict]":
    """Whether a transfer may be made, and whose agreement it needs; ``until`` is the day by which it is reported.

    Raises:
        NotModelled: where the rules of the fund are not known: a university's own on its own income.
        UnknownDimension: when there is no such use, fund or category.
    """
    findings = list(_mechanical(reading, request))
    needed: list[tuple[str, Text]] = []
    if known(reading, BY_FUND, fund=request.source.fund) == NATIONAL:
        findings += _no_price(reading, request)
        needed = [(code, why) for code, why in _agreements(reading, request) if code != NOBODY]
        findings += [NEEDS.make(who=who(code), why=why) for code, why in needed]
    verdict = Verdict.of(findings, (code for code, _ in needed), _report_by(reading, request))
    return reading.decision(verdict, {"source": request.source.item, "target": request.target.item, "on": request.on})


def _report_by(reading: "Reading", request: TransferRequest) -> date | None:
    if known(reading, BY_FUND, fund=request.source.fund) != NATIONAL:
        return None
    return request.on + timedelta(days=reading.value(REPORT_DAYS))


def _mechanical(reading: "Reading", request: TransferRequest) -> Iterator[Finding]:
    if request.amount.minor <= 0:
        yield NOT_POSITIVE.make(field="amount", amount=request.amount.written())
    if request.source == request.target:
        yield SAME_PLACE.make(field="target")
    if request.amount > request.available:
        amount, available = request.amount.written(), request.available.written()
        yield ABOVE_AVAILABLE.make(field="amount", amount=amount, available=available)
    for name in reading.value(SAME):
        source, target = getattr(request.source, name), getattr(request.target, name)
        if source != target:
            yield DIFFERS.make(field=name, what=_WORDS.get(name, name), source=source, target=target)


def _least(reading: "Reading", request: TransferRequest) -> Money | None:
    """The price of a unit from which agreement is needed; None where it does not depend on the price."""
    rule = reading.value(FOR_USE, use=request.use)
    return Money.of(rule["from"], reading.view.parameter(FOR_USE).unit) if "from" in rule else None


def _no_price(reading: "Reading", request: TransferRequest) -> Iterator[Finding]:
    least = _least(reading, request)
    if least is not None and request.unit_price is None:
        code = reading.value(FOR_USE, use=request.use)["agreement"]
        yield NO_PRICE.make(field="unit_price", least=least.written(), who=who(code))


def _agreements(reading: "Reading", request: TransferRequest) -> Iterator[tuple[str, Text]]:
    least = _least(reading, request)
    if least is None or (request.unit_price is not None and request.unit_price >= least):
        yield reading.value(FOR_USE, use=request.use)["agreement"], _FOR_USE
    for border in BORDERS:
        if getattr(request.source, border) != getattr(request.target, border):
            yield reading.value(ACROSS, border=border), _CROSSES.fill(border=_WORDS[border])
    source, target = request.source.expenditure_category, request.target.expenditure_category
    if source != target:
        title = reading.term("expenditure-category", source).title
        yield reading.value(OUT_OF, expenditure_category=source), _OUT_OF.fill(category=title)
