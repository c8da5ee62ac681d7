"""Money of other agencies at the command line: taken on, told of, given back (รับเบิกแทนกัน)."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.budget_reports import edition, reporting_options, tell_report
from orqa.cli.budgets_options import (
    AMOUNT,
    FISCAL,
    POSTED,
    Baht,
    MoneyCommand,
    amount,
    fiscal,
    line_of,
    posting_options,
)
from orqa.cli.options import Settings, common_options
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.domain.budgets.on_behalf import BehalfReport
    from orqa.office.office import Office

_TAKEN = Text.of(en="{line}: {amount} of {owner} to spend on its behalf", th="{line}: รับเบิกแทน{owner} {amount}")
_TOLD = Text.of(
    en="{line}: {spent} spent for {owner} since the last report, {returned} given back",
    th="{line}: เบิกแทน{owner} {spent} หลังรายงานครั้งก่อน คืน {returned}",
)


@click.command("take-on", cls=MoneyCommand)
@click.argument("code")
@click.argument("title")
@AMOUNT
@click.argument("owner")
@FISCAL
@click.option("--category", default="", help="Code of the vocabulary expenditure-category (งบรายจ่าย).")
@click.option("--unit", default="", help="Code of the unit that spends it.")
@POSTED
@posting_options
def take_on(  # noqa: PLR0913, PLR0917 - what stands on the other's paper
    settings: Settings, code: str, title: str, amount: Decimal, owner: str, year: int | None, unit: str, **paper: Any
) -> None:
    """Take on to spend AMOUNT of OWNER, another agency, on a new line CODE called TITLE (รับเบิกแทนกัน).

    --document is the number of the paper by which it asks for that, such as form บท.01.
    """
    with settings.open_office() as office:
        paper["unit"] = office.organization.unit(unit).id if unit else ""
        line = office.budgets.take_on(code, title, amount, owner, year=fiscal(office, year), **paper)
        given = office.budgets.balance(line)
        money = office.budgets.money(given.total)
        if settings.as_json:
            print_json({"id": line.id, "code": line.code, "owner": line.owner, "amount": str(money.decimal)})
            return
        click.echo(settings.say(_TAKEN.fill(line=line.code, owner=line.owner, amount=money.written())))


@click.command("report-back", cls=MoneyCommand)
@click.argument("line", metavar="LINE")
@click.argument("returned", type=Baht(zero=True), metavar="[RETURNED]", default="0")
@FISCAL
@POSTED
@posting_options
def report_back(settings: Settings, line: str, returned: Decimal, year: int | None, **paper: Any) -> None:
    """Tell the agency whose money LINE is what was spent since the last time, and give RETURNED back (คืนเงินเบิกแทน)."""
    with settings.open_office() as office:
        found = line_of(office, line, year)
        told = office.budgets.report_back(found, returned, **paper)
        if settings.as_json:
            print_json(_data(office, told))
            return
        amounts = {"spent": told.spent, "returned": told.returned}
        written: dict[str, Any] = {name: office.budgets.money(minor).written() for name, minor in amounts.items()}
        click.echo(settings.say(_TOLD.fill(line=found.code, owner=told.owner, **written)))


def _data(office: "Office", told: "BehalfReport") -> dict[str, Any]:
    amounts = {"spent": amount(office, told.spent), "returned": amount(office, told.returned)}
    return {"id": told.id, "owner": told.owner, "on": told.on, "document": told.document, **amounts}


@click.command("on-behalf")
@click.argument("owner", default="")
@FISCAL
@reporting_options
@common_options
def on_behalf(settings: Settings, owner: str, year: int | None, **how: Any) -> None:
    """Print the statement for OWNER, or of all agencies whose money is spent on their behalf (รายงานการเบิกแทนกัน)."""
    with settings.open_office(read_only=True) as office:
        made = office.budgets.behalf_statement(owner, fiscal(office, year), **edition(settings, how))
        tell_report(office, settings, made, how)
