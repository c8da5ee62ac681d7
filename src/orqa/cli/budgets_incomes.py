"""Money that comes in, bills with tax taken off, and remittances, at the command line (การรับเงินและการนำเงินส่ง)."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.budgets_options import (
    AMOUNT,
    BECAUSE,
    DOCUMENT,
    FISCAL,
    POSTED,
    Baht,
    MoneyCommand,
    fiscal,
    posting_options,
)
from orqa.cli.desk import show
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY, ON, options
from orqa.cli.output import print_json
from orqa.domain.budgets.money_in import WHAT
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.domain.budgets.money_in import IncomeReceipt, RemittanceDue
    from orqa.office.office import Office

_MONEY = ColumnType.MONEY
_RECEIVED = Text.of(en="{title}: {amount} received{number}", th="{title}: รับเงิน {amount}{number}")
_NUMBER = Text.of(en=", receipt no. {number}", th=" ใบเสร็จเลขที่ {number}")
_BACK = Text.of(en="{title}: {amount} taken back", th="{title}: ยกเลิกการรับเงิน {amount}")
_REMITTED = Text.of(en="{what}: {amount} remitted, slip no. {number}", th="{what}: นำส่ง {amount} ใบนำส่งเลขที่ {number}")
_PAID = Text.of(
    en="{gross} paid: tax {tax}, penalty {penalty}, to the payee {net}",
    th="เบิกจ่าย {gross} หักภาษี {tax} ค่าปรับ {penalty} จ่ายจริง {net}",
)
_SOURCES = (
    Column(name="source", title=Text.of(en="Source", th="ประเภทรายรับ")),
    Column(name="amount", title=Text.of(en="Received", th="รับแล้ว"), type=_MONEY),
)
_DUES = (
    Column(name="what", title=Text.of(en="What", th="ประเภท")),
    Column(name="payee", title=Text.of(en="Of", th="ผู้รับเงิน"), personal=True),
    Column(name="amount", title=Text.of(en="Amount", th="จำนวนเงิน"), type=_MONEY),
    Column(name="since", title=Text.of(en="Since", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="due", title=Text.of(en="Due", th="กำหนดนำส่ง"), type=ColumnType.DATE),
)


def _receipt_data(office: "Office", receipt: "IncomeReceipt") -> dict[str, Any]:
    return {
        "id": receipt.id,
        "number": receipt.number,
        "on": receipt.on,
        "source": receipt.source,
        "amount": str(office.budgets.money(receipt.minor).decimal),
        "kept": str(office.budgets.money(receipt.kept).decimal),
        "reverses": receipt.reverses,
    }


@click.command(cls=MoneyCommand)
@click.argument("source", metavar="SOURCE")
@AMOUNT
@click.argument("title")
@click.option("--payer", default="", help="Who paid.")
@click.option("--unit", default="", help="Code of the unit that it came to.")
@POSTED
@posting_options
def receive(settings: Settings, source: str, amount: Decimal, title: str, **paper: Any) -> None:
    """Take AMOUNT in from SOURCE, such as tuition, for TITLE; the payer gets a receipt with a number (รับเงิน)."""
    with settings.open_office() as office:
        receipt = office.budgets.receive_income(source, amount, title, **paper)
        if settings.as_json:
            print_json(_receipt_data(office, receipt))
            return
        number = "" if receipt.number is None else _NUMBER.fill(number=receipt.number)
        written = office.budgets.money(receipt.minor).written()
        click.echo(settings.say(_RECEIVED.fill(title=title, amount=written, number=number)))


@click.command("reverse-income")
@click.argument("receipt", metavar="RECEIPT")
@BECAUSE
@KEY
@common_options
def reverse_income(settings: Settings, receipt: str, reason: str, key: str | None) -> None:
    """Take RECEIPT back, by its id; its number stays used (ยกเลิกใบเสร็จรับเงิน)."""
    with settings.open_office() as office:
        back = office.budgets.reverse_income(receipt, reason, key=key)
        if settings.as_json:
            print_json(_receipt_data(office, back))
            return
        written = office.budgets.money(-back.minor).written()
        click.echo(settings.say(_BACK.fill(title=back.title, amount=written)))


@click.command()
@FISCAL
@common_options
def income(settings: Settings, year: int | None) -> None:
    """Show what came in of each source in a fiscal year (รายรับตามประเภท)."""
    with settings.open_office() as office:
        balances = office.budgets.income_balances(fiscal(office, year))
        if settings.as_json:
            print_json({source: str(money.decimal) for source, money in balances.items()})
            return
        titles = office.profile.vocabulary("income-source")
        show(
            office, settings, Table.of(_SOURCES, [(titles[source].title, money) for source, money in balances.items()])
        )


@click.command("to-remit")
@click.option("--what", type=click.Choice([*WHAT]), help="Only money of this sort.")
@common_options
def to_remit(settings: Settings, what: str | None) -> None:
    """Show money that waits to be remitted, what is due first at the top (เงินรอนำส่ง)."""
    with settings.open_office() as office:
        dues = office.budgets.to_remit(what or "")
        if settings.as_json:
            print_json([_due_data(office, due) for due in dues])
            return
        rows = [(WHAT[due.what], due.payee, office.budgets.money(due.minor), due.since, due.due) for due in dues]
        show(office, settings, Table.of(_DUES, rows))


def _due_data(office: "Office", due: "RemittanceDue") -> dict[str, Any]:
    amount = str(office.budgets.money(due.minor).decimal)
    about = str(due.about) if due.about else ""
    return {"id": due.id, "what": due.what, "amount": amount, "since": due.since, "due": due.due, "about": about}


@click.command()
@click.argument("what", metavar="WHAT", type=click.Choice([*WHAT]))
@POSTED
@common_options
def remit(settings: Settings, what: str, **paper: Any) -> None:
    """Pass on all money of one sort that waits, with one slip (นำส่งเงิน)."""
    with settings.open_office() as office:
        slip = office.budgets.remit(office.budgets.to_remit(what), **paper)
        amount = office.budgets.money(slip.minor)
        if settings.as_json:
            print_json(
                {"id": slip.id, "what": what, "number": slip.number, "amount": str(amount.decimal), "on": slip.on}
            )
            return
        said = _REMITTED.fill(what=WHAT[what], amount=amount.written(), number=slip.number)
        click.echo(settings.say(said))


@click.command("pay-bill", cls=MoneyCommand)
@click.argument("case", metavar="CASE")
@AMOUNT
@click.argument("payee")
@click.option("--juristic/--natural", default=True, help="Whether the payee is a juristic or a natural person.")
@click.option("--vat", is_flag=True, help="Value added tax is in AMOUNT.")
@click.option("--penalty", type=Baht(zero=True), help="Taken off for late delivery (ค่าปรับ).")
@click.option("--last/--more", default=True, help="The last for this case: the rest is freed.")
@options(ON, DOCUMENT, KEY)
@posting_options
def pay_bill(  # noqa: PLR0913, PLR0917 - what stands on the voucher
    settings: Settings,
    case: str,
    amount: Decimal,
    payee: str,
    juristic: bool,
    vat: bool,
    penalty: Decimal | None,
    **voucher: Any,
) -> None:
    """Pay a bill of AMOUNT of PAYEE for goods or services; tax and penalty are taken off (ภาษีหัก ณ ที่จ่าย)."""
    from orqa.base.money import Money
    from orqa.domain.budgets.withholding import Bill

    with settings.open_office() as office:
        currency = office.budgets.currency()
        bill = Bill(
            amount=Money.of(amount, currency),
            payee="juristic" if juristic else "natural",
            with_vat=vat,
            penalty=None if penalty is None else Money.of(penalty, currency),
        )
        payment = office.budgets.pay_bill(case, bill, payee=payee, **voucher).payment
        parts = {"gross": bill.amount, "tax": payment.withheld, "penalty": payment.penalty, "net": payment.net}
        if settings.as_json:
            print_json({name: str(money.decimal) for name, money in parts.items()})
            return
        click.echo(settings.say(_PAID.fill(**{name: money.written() for name, money in parts.items()})))
