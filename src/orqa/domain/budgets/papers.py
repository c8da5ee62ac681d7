"""Papers of spending (เอกสารการเบิกจ่าย) as fields in the order of their forms; pure.

Which fields a form has, in what order, and which it cannot do without, is the rule ``papers.fields``. What is missing
is told as a finding, never left blank without a word.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Final, TypeAlias

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

FIELDS: Final = "papers.fields"
NUMBER: Final = "papers.number"
CONSENT: Final = "papers.consent"


class PaperKind(StrEnum):
    """Which paper.

    ``request``: asking for approval (บันทึกขออนุมัติ); ``approval``: that it was approved (บันทึกอนุมัติ); ``advance``: the
    agreement on an advance (สัญญาการยืมเงิน); ``voucher``: the cover sheet of vouchers (งบหน้าใบสำคัญคู่จ่าย).
    """

    REQUEST = "request"
    APPROVAL = "approval"
    ADVANCE = "advance"
    VOUCHER = "voucher"


TITLES: Mapping[PaperKind, Text] = {
    PaperKind.REQUEST: Text.of(en="Request for approval to spend", th="บันทึกขออนุมัติ"),
    PaperKind.APPROVAL: Text.of(en="Approval memo", th="บันทึกอนุมัติ"),
    PaperKind.ADVANCE: Text.of(en="Advance agreement", th="สัญญาการยืมเงิน"),
    PaperKind.VOUCHER: Text.of(en="Cover sheet of vouchers", th="งบหน้าใบสำคัญคู่จ่าย"),
}
"""What people call each paper."""

NEEDED: Final = FindingKind(
    "paper-field-needed",
    Severity.ERROR,
    Text.of(en="{paper}: {name} is missing; tell it as {named}", th="{paper}: ขาด{name} โปรดระบุเป็น {named}"),
)
NUMBER_LATER: Final = FindingKind(
    "paper-number-later",
    Severity.INFO,
    Text.of(en="{paper}: its number is given when it is issued", th="{paper}: ได้เลขที่เมื่อออกเอกสาร"),
)
LINES_DIFFER: Final = FindingKind(
    "paper-lines-differ",
    Severity.ERROR,
    Text.of(
        en="{paper}: the lines come to {sum}, the amount is {amount}",
        th="{paper}: รายการรวม {sum} ไม่เท่ากับ {amount}",
    ),
)
ABOVE_HELD: Final = FindingKind(
    "paper-above-held",
    Severity.ERROR,
    Text.of(
        en="{paper}: the vouchers come to {sum}, the case holds or has paid {amount}",
        th="{paper}: ใบสำคัญรวม {sum} เกินเงินของเรื่อง {amount}",
    ),
)
_NO_FIELD = Text.of(
    en="{paper} has no field {name} to fill in; it has {known}", th="{paper} ไม่มีช่อง {name} ให้กรอก มี {known}"
)
_COUNTED: Final = frozenset(
    {
        *("number", "amount", "amount_words", "available", "left", "lines"),
        *("payees", "withheld", "penalty", "net", "cleared"),
    }
)
_IS_COUNTED = Text.of(
    en="{names} follow from the case, its lines and vouchers, and are not filled in by hand",
    th="{names} คำนวณจากเรื่อง รายการ และใบสำคัญ จึงกรอกเองไม่ได้",
)
_NEGATIVE = Text.of(
    en="{payee}: amounts of a voucher are not below 0, and no more is taken off than is billed",
    th="{payee}: จำนวนเงินในใบสำคัญต้องไม่ติดลบ และหักได้ไม่เกินจำนวนที่เรียกเก็บ",
)


@frozen(kw_only=True)
class AskedLine:
    """A line of what money is asked for (รายการขอยืมหรือขออนุมัติ)."""

    title: str
    amount: Money = field(validator=instance_of(Money))


@frozen(kw_only=True)
class Voucher:
    """A voucher (ใบสำคัญคู่จ่าย).

    Attributes:
        payee: who is paid.
        expense: the kind of expense.
        amount: as billed.
        withheld: the tax that is taken off; None where the rules tell it.
        penalty: what is taken off for late delivery.
        document: number of the bill or receipt.
        payee_is: ``juristic`` or ``natural``, by which the tax is worked out; empty where none is.
        with_vat: whether value added tax is in the amount.
    """

    payee: str
    expense: str
    amount: Money = field(validator=instance_of(Money))
    withheld: Money | None = None
    penalty: Money | None = None
    document: str = ""
    payee_is: str = ""
    with_vat: bool = False


@frozen(kw_only=True)
class CoverLine:
    """A line of the cover sheet: one payee, one kind of expense.

    Attributes:
        payee: who is paid.
        expense: the kind of expense.
        amount: as billed.
        withheld: the tax that is taken off.
        penalty: what is taken off for late delivery.
        net: what is paid out.
        documents: numbers of the bills.
    """

    payee: str
    expense: str
    amount: Money
    withheld: Money
    penalty: Money
    net: Money
    documents: tuple[str, ...]


@frozen(kw_only=True)
class ClearedLine:
    """An entry on the back of an advance agreement (รายการส่งใช้เงินยืม).

    Attributes:
        on: the day.
        evidence: what the vouchers came to.
        returned: money that came back.
        left: what was still lent after it.
        document: number of the slip.
    """

    on: date
    evidence: Money
    returned: Money
    left: Money
    document: str


PaperLine: TypeAlias = AskedLine | CoverLine | ClearedLine
PaperValue: TypeAlias = str | Text | date | Money | int | Decimal | tuple[PaperLine, ...] | None
"""What may stand in a field."""


@frozen(kw_only=True)
class PaperField:
    """A field of a paper.

    Attributes:
        name: for programs.
        title: for people.
        value: what stands in it; None where it is not known.
        needed: whether the paper cannot do without it.
    """

    name: str
    title: Text
    value: PaperValue
    needed: bool

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.value is None or self.value == () or (isinstance(self.value, str) and not self.value.strip())


@frozen(kw_only=True)
class Paper:
    """A paper as fields and numbers; its layout is not said here.

    Attributes:
        kind: which paper.
        fields: in the order of the form.
        findings: what is missing or contradicts itself; with an error it is not issued.
    """

    kind: PaperKind
    fields: tuple[PaperField, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def title(self) -> Text:
        """What people call it."""
        return TITLES[self.kind]

    def value(self, name: str) -> PaperValue:
        """What stands in a field; None where it has no such field, or nothing stands in it."""
        return next((one.value for one in self.fields if one.name == name), None)


def decide_paper(
    reading: Reading,
    kind: PaperKind | str,
    facts: Mapping[str, PaperValue],
    given: Mapping[str, PaperValue] | None = None,
) -> Decision[Paper]:
    """A paper as fields, with what is missing.

    Args:
        reading: of the rules on the day of the paper.
        kind: which paper.
        facts: what is known of the case, by the name of the field; a form takes what it has a field for.
        given: what somebody tells besides; it stands before the facts.

    Raises:
        BudgetRefused: when something is given that the form has no field for, or that follows from the books.
        ValueError: when there is no such paper.
    """
    paper = PaperKind(kind)
    rows = reading.value(FIELDS, paper=paper.value)
    told = dict(given or {})
    if unknown := sorted(told.keys() - {row["field"] for row in rows}):
        known = ", ".join(row["field"] for row in rows)
        raise BudgetRefused(_NO_FIELD.fill(paper=TITLES[paper], name=", ".join(unknown)[:200], known=known))
    if counted := sorted(told.keys() & _COUNTED):
        raise BudgetRefused(_IS_COUNTED.fill(names=", ".join(counted)))
    fields = tuple(
        PaperField(
            name=row["field"],
            title=Text.from_value(row["title"]),
            value=told.get(row["field"], facts.get(row["field"])),
            needed=row.get("needed", True),
        )
        for row in rows
    )
    found = Paper(kind=paper, fields=fields, findings=tuple(_missing(paper, fields)))
    return reading.decision(found, {"paper": paper.value})


def _missing(paper: PaperKind, fields: Iterable[PaperField]) -> Iterable[Finding]:
    for one in fields:
        if not one.empty:
            continue
        if one.name == "number":
            yield NUMBER_LATER.make(field=one.name, paper=TITLES[paper])
        elif one.needed:
            yield NEEDED.make(field=one.name, paper=TITLES[paper], name=one.title, named=one.name)


def check_lines(kind: PaperKind, lines: Iterable[AskedLine], amount: Money) -> tuple[Finding, ...]:
    """Whether lines come to the amount; nothing where there are none."""
    found = tuple(lines)
    total = Money.total((one.amount for one in found), amount.currency)
    if not found or total == amount:
        return ()
    told = LINES_DIFFER.make(field="lines", paper=TITLES[kind], sum=total.written(), amount=amount.written())
    return (told,)


def check_vouchers(kind: PaperKind, lines: Iterable[CoverLine], held: Money) -> tuple[Finding, ...]:
    """Whether vouchers come to no more than a case holds and has paid."""
    total = Money.total((one.amount for one in lines), held.currency)
    if total <= held:
        return ()
    return (ABOVE_HELD.make(field="payees", paper=TITLES[kind], sum=total.written(), amount=held.written()),)


def cover_lines(vouchers: Iterable[Voucher], currency: str) -> tuple[CoverLine, ...]:
    """One line for each payee and kind of expense, in the order of the payees.

    Raises:
        BudgetRefused: when an amount is below 0, or more is taken off than is billed.
        MixedCurrencies: when a voucher is of another currency.
    """
    zero = Money(0, currency)
    ordered = sorted(vouchers, key=lambda one: (one.payee, one.expense))
    return tuple(
        _cover(payee, expense, tuple(same), zero)
        for (payee, expense), same in groupby(ordered, key=lambda one: (one.payee, one.expense))
    )


def _cover(payee: str, expense: str, vouchers: tuple[Voucher, ...], zero: Money) -> CoverLine:
    amount = withheld = penalty = zero
    for one in vouchers:
        off = (one.withheld or zero) + (one.penalty or zero)
        amounts = (one.amount, one.withheld or zero, one.penalty or zero, one.amount - off)
        if any(each.minor < 0 for each in amounts):
            raise BudgetRefused(_NEGATIVE.fill(payee=payee))
        amount, withheld, penalty = amount + one.amount, withheld + amounts[1], penalty + amounts[2]
    return CoverLine(
        payee=payee,
        expense=expense,
        amount=amount,
        withheld=withheld,
        penalty=penalty,
        net=amount - withheld - penalty,
        documents=tuple(one.document for one in vouchers if one.document),
    )


def decide_number(reading: Reading, kind: PaperKind) -> Decision[tuple[str, str] | None]:
    """The series that numbers a paper, and how its number is printed; None for one that has none of its own."""
    rule = reading.value(NUMBER, paper=kind.value)
    found = None if rule.get("none") else (rule["series"], rule["printed"])
    return reading.decision(found, {"paper": kind.value})


def decide_consent(reading: Reading, days: int) -> Decision[Text]:
    """What a borrower promises: to clear the advance within so many days, else to have it deducted (คำรับรองของผู้ยืม)."""
    text = Text.from_value(reading.value(CONSENT)).fill(days=days)
    return reading.decision(text, {"days": days})
