"""Tax that a state payer takes off (ภาษีหัก ณ ที่จ่าย) and what is paid out; pure."""

from decimal import Decimal
from typing import Final

from attrs import evolve, field, frozen
from attrs.validators import instance_of

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.rounding import Rounding
from orqa.domain.budgets.estimate_errors import NEGATIVE, EstimateRefused
from orqa.domain.budgets.papers import Voucher
from orqa.domain.budgets.rates import known
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

VAT: Final = "tax.vat"
WITHHOLDING: Final = "tax.withholding"

_HUNDRED = 100
_AMOUNT = Text.of(en="the amount", th="จำนวนเงิน")
_PENALTY = Text.of(en="the penalty", th="ค่าปรับ")


@frozen(kw_only=True)
class Bill:
    """What a payee asks for.

    Attributes:
        amount: as billed.
        payee: ``juristic`` (นิติบุคคล) or ``natural`` (บุคคลธรรมดา).
        income: ``goods_or_services`` or ``other``.
        with_vat: whether value added tax is in the amount.
        penalty: what is taken off for late delivery (ค่าปรับ).
    """

    amount: Money = field(validator=instance_of(Money))
    payee: str
    income: str = "goods_or_services"
    with_vat: bool = False
    penalty: Money | None = None


@frozen(kw_only=True)
class Payment:
    """What becomes of a bill.

    Attributes:
        price: the price before value added tax, which tax is taken of.
        vat: the value added tax in the bill.
        withheld: the tax that is taken off.
        penalty: what is taken off for late delivery.
    """

    price: Money
    vat: Money
    withheld: Money
    penalty: Money

    @property
    def net(self) -> Money:
        """What is paid out: amount less tax less penalty."""
        return self.price + self.vat - self.withheld - self.penalty


def decide_withholding(reading: Reading, bill: Bill) -> Decision[Payment]:
    """The tax that is taken off a bill, of the price before value added tax, from a least price on.

    Args:
        reading: of the rules on the day of payment.
        bill: what is asked for.

    Raises:
        EstimateRefused: when an amount is negative, or the penalty leaves less than nothing.
        NotModelled: where the rate of this kind of income is not known.
        UnknownDimension: when there is no such payee or income.
    """
    penalty = bill.penalty or Money.zero(bill.amount.currency)
    for what, amount in ((_AMOUNT, bill.amount), (_PENALTY, penalty)):
        if amount.minor < 0:
            raise EstimateRefused(NEGATIVE.fill(what=what, found=amount.written()))
    price = _before_vat(reading, bill)
    rule = known(reading, WITHHOLDING, payee=bill.payee, income=bill.income)
    least = Money.of(rule["from"], bill.amount.currency)
    share = Decimal(rule["percent"]) / _HUNDRED
    withheld = price.times(share, Rounding.HALF_UP) if price >= least else Money.zero(price.currency)
    found = Payment(price=price, vat=bill.amount - price, withheld=withheld, penalty=penalty)
    if found.net.minor < 0:
        raise EstimateRefused(NEGATIVE.fill(what=_AMOUNT, found=found.net.written()))
    return reading.decision(found, {"amount": bill.amount, "payee": bill.payee, "income": bill.income})


def _before_vat(reading: Reading, bill: Bill) -> Money:
    if not bill.with_vat:
        return bill.amount
    percent: int = reading.value(VAT)
    return Money(Rounding.HALF_UP.whole(bill.amount.minor * _HUNDRED, _HUNDRED + percent), bill.amount.currency)


def decide_taken_off(reading: Reading, voucher: Voucher) -> Decision[Voucher]:
    """A voucher with the tax that is taken off, where it says who the payee is and names no tax.

    Raises:
        EstimateRefused: when an amount is negative, or the penalty leaves less than nothing.
        NotModelled: where the rate is not known.
        UnknownDimension: when there is no such payee.
    """
    if voucher.withheld is None and voucher.payee_is:
        bill = Bill(amount=voucher.amount, payee=voucher.payee_is, with_vat=voucher.with_vat, penalty=voucher.penalty)
        found = reading.adopt(decide_withholding(reading.view.reading(), bill))
        voucher = evolve(voucher, withheld=found.withheld)
    return reading.decision(voucher, {"payee": voucher.payee, "amount": voucher.amount})
