"""Papers of spending cases at the command line: as fields, and issued with a number (เอกสารการเบิกจ่าย)."""

from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.cli.budgets_options import posting_options
from orqa.cli.options import Day, Settings
from orqa.cli.organization import KEY, ON
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.domain.budgets.papers import AskedLine, CoverLine, PaperKind, Voucher
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.domain.budgets.paper_records import BudgetPaper
    from orqa.domain.budgets.papers import Paper
    from orqa.office.office import Office
    from orqa.rules.decisions import Decision

_ISSUED = Text.of(en="Issued: {paper} {number} ({id})", th="ออกเอกสารแล้ว: {paper} {number} ({id})")
_CITED = Text.of(en="By: {citations}", th="ตาม: {citations}")


def _voucher(told: tuple[str, str, str, str], currency: str) -> Voucher:
    """A voucher whose tax is told, or worked out by who the payee is."""
    payee, expense, much, tax = told
    who, _, vat = tax.partition("-")
    by_rule = who in {"juristic", "natural"} and vat in {"", "vat"}
    return Voucher(
        payee=payee,
        expense=expense,
        amount=Money.of(much, currency),
        withheld=None if by_rule else Money.of(tax, currency),
        payee_is=who if by_rule else "",
        with_vat=by_rule and bool(vat),
    )


@click.command()
@click.argument("kind", type=click.Choice([one.value for one in PaperKind]))
@click.argument("case", metavar="CASE")
@click.option("--line", "lines", nargs=2, multiple=True, metavar="TITLE AMOUNT", help="A line of what is asked for.")
@click.option(
    "--voucher",
    "vouchers",
    nargs=4,
    multiple=True,
    metavar="PAYEE EXPENSE AMOUNT WITHHELD",
    help="A voucher of a cover sheet; for WITHHELD also juristic, natural, juristic-vat or natural-vat: by the rules.",
)
@click.option("--set", "given", nargs=2, multiple=True, metavar="FIELD TEXT", help="What a field says; several times.")
@click.option("--purpose", default="other", show_default=True, help="Of an advance: travel, travel_abroad or other.")
@click.option("--returns", type=Day(), help="Of an advance for travel: the day of return.")
@click.option("--issue", is_flag=True, help="Give it its number and keep it.")
@ON
@KEY
@posting_options
def paper(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings, kind: str, case: str, lines: Any, vouchers: Any, given: Any, key: str | None, **how: Any
) -> None:
    """Show the paper KIND of a CASE as fields, with what is missing; with --issue give it its number (เอกสาร)."""
    issue = how.pop("issue")
    with settings.open_office(read_only=not issue) as office:
        currency = office.budgets.currency()
        how["lines"] = [AskedLine(title=title, amount=Money.of(much, currency)) for title, much in lines]
        how["vouchers"] = [_voucher(voucher, currency) for voucher in vouchers]
        how["given"] = dict(given)
        if issue:
            _tell_issued(settings, office.budgets.papers.issue(kind, case, key=key, **how))
        else:
            _tell(office, settings, office.budgets.papers.show(kind, case, **how))


@click.command()
@click.argument("case", metavar="CASE")
@posting_options
def papers(settings: Settings, case: str) -> None:
    """List the papers that were issued of a CASE (เอกสารที่ออกแล้ว)."""
    with settings.open_office(read_only=True) as office:
        issued = office.budgets.papers.of(case)
        if settings.as_json:
            print_json([_issued_data(one) for one in issued])
            return
        for one in issued:
            _tell_issued(settings, one)


def _tell(office: "Office", settings: Settings, decision: "Decision[Paper]") -> None:
    found, cited = decision.value, [str(one) for one in decision.citations]
    if settings.as_json:
        print_json(_data(found) | {"citations": cited})
        return
    style = Style.of_profile(office.profile, settings.language)
    click.echo(settings.say(found.title))
    for table in office.budgets.papers.tables(found):
        print_table(table.columns, list(table.rows()), style)
    print_findings(found.findings, settings)
    click.echo(settings.say(_CITED.fill(citations=", ".join(cited))))


def _data(found: "Paper") -> dict[str, Any]:
    fields = [
        {"field": one.name, "title": one.title, "value": _value(one.value), "needed": one.needed}
        for one in found.fields
    ]
    return {"paper": found.kind.value, "fields": fields, "findings": [finding_data(one) for one in found.findings]}


def _value(value: Any) -> Any:
    if not isinstance(value, tuple):
        return str(value) if isinstance(value, Money) else value
    names = {AskedLine: ("title", "amount"), CoverLine: ("payee", "expense", "amount", "withheld", "penalty", "net")}
    other = ("on", "evidence", "returned", "left", "document")
    return [{name: _value(getattr(one, name)) for name in names.get(type(one), other)} for one in value]


def _tell_issued(settings: Settings, issued: "BudgetPaper") -> None:
    if settings.as_json:
        print_json(_issued_data(issued))
        return
    shown = {"paper": issued.paper, "number": issued.printed_number, "id": issued.id}
    click.echo(settings.say(_ISSUED.fill(**shown)))


def _issued_data(issued: "BudgetPaper") -> dict[str, Any]:
    fields = [{"field": one.name, "title": one.title, "value": one.value} for one in issued.fields]
    kept = {"id": issued.id, "paper": issued.paper, "case": issued.case, "number": issued.printed_number}
    return {**kept, "on": issued.on, "fields": fields}
