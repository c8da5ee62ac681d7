"""Spending at the command line, from the request to the last payment (การใช้จ่ายงบประมาณ)."""

from decimal import Decimal
from typing import Any

import click

from orqa.base.findings import Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.cli.budgets_options import (
    AMOUNT,
    BECAUSE,
    DUE,
    FISCAL,
    POSTED,
    Baht,
    MoneyCommand,
    line_of,
    posting_options,
    tell_case,
)
from orqa.cli.options import Day, Settings
from orqa.cli.organization import KEY, ON, options
from orqa.cli.output import print_findings
from orqa.office.errors import NotFound

_NEW_CASE = Text.of(
    en="{line} is a line; for a new case of it give AMOUNT and TITLE, too",
    th="{line} เป็นรายการงบประมาณ หากจะจองเรื่องใหม่ให้ระบุจำนวนเงินและชื่อเรื่องด้วย",
)
_CASE = click.argument("case", metavar="CASE")
_LAST = click.option("--last/--more", default=True, help="The last for this case: the rest is freed.")
_CONTRACT = click.option("--contract", default="", help="Number of the order, contract or loan agreement.")
_PURPOSES = ("other", "travel", "travel_abroad", "take_up_post")
_WHO = click.option("--requester", default="", help="Staff number of whoever asks; by default who acts.")
_ABOUT = click.option("--about", multiple=True, metavar="KIND:ID", help="Letter, minutes … that it goes back to.")


def _refs(about: tuple[str, ...]) -> tuple[RecordRef, ...]:
    try:
        return tuple(map(RecordRef.parse, about))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--about") from error


@click.command(cls=MoneyCommand)
@click.argument("line", metavar="LINE")
@AMOUNT
@click.argument("title")
@FISCAL
@options(click.option("--unit", default="", help="Code of the unit that asks; the request goes along its route."), _WHO)
@_ABOUT
@options(ON, KEY)
@posting_options
def request(  # noqa: PLR0913, PLR0917 - what stands on the memo
    settings: Settings, line: str, amount: Decimal, title: str, year: int | None, about: tuple[str, ...], **memo: Any
) -> None:
    """Ask for approval to spend AMOUNT from LINE on TITLE; nothing is held yet (ขออนุมัติหลักการ)."""
    with settings.open_office() as office:
        found = line_of(office, line, year)
        tell_case(office, settings, office.budgets.request(found, amount, title, about=_refs(about), **memo))


@click.command(cls=MoneyCommand)
@click.argument("what", metavar="CASE|LINE")
@click.argument("amount", type=Baht(), metavar="[AMOUNT]", required=False)
@click.argument("title", default="")
@FISCAL
@options(_WHO, _ABOUT, POSTED)
@posting_options
def reserve(  # noqa: PLR0913, PLR0917 - what stands on the memo
    settings: Settings,
    what: str,
    amount: Decimal | None,
    title: str,
    year: int | None,
    about: tuple[str, ...],
    **memo: Any,
) -> None:
    """Hold money for a CASE that was approved, or AMOUNT of LINE for a new one called TITLE (จองเงิน)."""
    with settings.open_office() as office:
        try:
            found = office.budgets.case(what)
        except NotFound:
            line = line_of(office, what, year)
            if amount is None or not title:
                raise click.UsageError(settings.say(_NEW_CASE.fill(line=line.code))) from None
            case = office.budgets.reserve(line, amount, title, about=_refs(about), **memo)
        else:
            case = office.budgets.reserve(found, amount, **memo)
        tell_case(office, settings, case)


@click.command(cls=MoneyCommand)
@_CASE
@AMOUNT
@options(_CONTRACT, _LAST, POSTED)
@posting_options
def obligate(settings: Settings, case: str, amount: Decimal, **order: Any) -> None:
    """Enter an order or contract of AMOUNT for a CASE that holds money (ก่อหนี้ผูกพัน)."""
    with settings.open_office() as office:
        tell_case(office, settings, office.budgets.obligate(case, amount, **order))


@click.command(cls=MoneyCommand)
@_CASE
@AMOUNT
@click.option("--purpose", type=click.Choice(_PURPOSES), default="other", help="What for, by which the day goes.")
@click.option("--returns", type=Day(), help="Day of return, from which travel counts.")
@options(_CONTRACT, DUE, _LAST, POSTED)
@posting_options
def advance(settings: Settings, case: str, amount: Decimal, **loan: Any) -> None:
    """Lend AMOUNT of reserved money to whoever asked for the CASE (เงินยืม)."""
    with settings.open_office() as office:
        noted = office.budgets.check_advance(case, amount, on=loan["on"]).value.findings
        lent = office.budgets.advance(case, amount, **loan)
        print_findings((one for one in noted if one.severity is not Severity.ERROR), settings, to_stderr=True)
        tell_case(office, settings, lent)


@click.command(cls=MoneyCommand)
@_CASE
@click.argument("evidence", type=Baht(zero=True), metavar="VOUCHERS")
@click.argument("returned", type=Baht(zero=True), metavar="[RETURNED]", default="0")
@POSTED
@posting_options
def clear(settings: Settings, case: str, evidence: Decimal, returned: Decimal, **slip: Any) -> None:
    """Account for an advance: VOUCHERS, and money that was RETURNED (ส่งใช้เงินยืม)."""
    with settings.open_office() as office:
        tell_case(office, settings, office.budgets.clear(case, evidence, returned, **slip))


@click.command(cls=MoneyCommand)
@_CASE
@AMOUNT
@click.argument("spender")
@options(_CONTRACT, _LAST, POSTED)
@posting_options
def entrust(settings: Settings, case: str, amount: Decimal, spender: str, **authority: Any) -> None:
    """Give AMOUNT of reserved money of a CASE to SPENDER, who spends it on the office's behalf (ให้เบิกแทนกัน)."""
    with settings.open_office() as office:
        tell_case(office, settings, office.budgets.entrust(case, amount, spender, **authority))


@click.command(cls=MoneyCommand)
@_CASE
@click.argument("spent", type=Baht(zero=True), metavar="SPENT")
@click.argument("returned", type=Baht(zero=True), metavar="[RETURNED]", default="0")
@POSTED
@posting_options
def account(settings: Settings, case: str, spent: Decimal, returned: Decimal, **report: Any) -> None:
    """Enter what others SPENT on the office's behalf, and what they RETURNED (รายงานผลเบิกแทนกัน)."""
    with settings.open_office() as office:
        tell_case(office, settings, office.budgets.account(case, spent, returned, **report))


@click.command(cls=MoneyCommand)
@_CASE
@AMOUNT
@options(_LAST, POSTED)
@posting_options
def pay(settings: Settings, case: str, amount: Decimal, **voucher: Any) -> None:
    """Pay AMOUNT of what is obligated, or reserved where there is no contract (เบิกจ่าย)."""
    with settings.open_office() as office:
        tell_case(office, settings, office.budgets.pay(case, amount, **voucher))


@click.command(cls=MoneyCommand)
@_CASE
@AMOUNT
@click.option("--reason", default="", help="Why.")
@POSTED
@posting_options
def refund(settings: Settings, case: str, amount: Decimal, **slip: Any) -> None:
    """Money that was paid too much comes back (เบิกเกินส่งคืน)."""
    with settings.open_office() as office:
        tell_case(office, settings, office.budgets.refund(case, amount, **slip))


@click.command()
@_CASE
@BECAUSE
@KEY
@posting_options
def release(settings: Settings, case: str, reason: str, key: str | None) -> None:
    """Give a CASE up: what it holds and is not lent becomes available again (คืนจอง)."""
    with settings.open_office() as office:
        tell_case(office, settings, office.budgets.release(case, reason, key=key))
