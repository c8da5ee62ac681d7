"""Looking at budgets at the command line: lines, balances, cases, what is available (ยอดคงเหลือ)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.digits import to_arabic_digits
from orqa.base.language import Text, joined
from orqa.cli.budgets_options import (
    FISCAL,
    amount,
    case_data,
    fiscal,
    line_of,
    posting_data,
    tell_case,
    tell_left_out,
    tell_postings,
)
from orqa.cli.desk import show as show_table
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import ON, say_if_none
from orqa.cli.output import print_findings, print_json
from orqa.domain.budgets.records import STATES, CaseState
from orqa.domain.budgets.stages import KEPT, TITLES
from orqa.domain.budgets.trees import Balance
from orqa.office.errors import NotFound
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.domain.budgets.records import BudgetLine, SpendingCase
    from orqa.office.budgets.lending import OpenAdvance
    from orqa.office.office import Office

_ABOUT = Text.of(en="  Goes back to: {refs}", th="  เกี่ยวข้องกับ: {refs}")
_NAMED = Text.of(en="{ref} ({name})", th="{ref} ({name})")
_FILES = Text.of(en="  Files: {names}", th="  เอกสารแนบ: {names}")
_MONEY = ColumnType.MONEY
_TOTAL = Text.of(en="Total", th="รวม")
_CODE = Column(name="code", title=Text.of(en="Line", th="รายการ"), unbroken=True)
_TITLE = Column(name="title", title=Text.of(en="Title", th="ชื่อ"))
_STAGES = tuple(Column(name=stage.value, title=TITLES[stage], type=_MONEY) for stage in KEPT)
_LINES = (_CODE, _TITLE, *_STAGES, Column(name="total", title=_TOTAL, type=_MONEY))
_CASES = (
    Column(name="id", title=Text.of(en="Case", th="เรื่อง"), unbroken=True),
    Column(name="on", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE),
    _TITLE,
    Column(name="state", title=Text.of(en="State", th="สถานะ")),
    Column(name="open", title=Text.of(en="Held", th="ยังถืออยู่"), type=_MONEY),
    Column(name="paid", title=Text.of(en="Paid", th="เบิกจ่ายแล้ว"), type=_MONEY),
    Column(name="due", title=Text.of(en="Due", th="กำหนดส่งใช้"), type=ColumnType.DATE),
)
_ADVANCES = (
    Column(name="id", title=Text.of(en="Case", th="เรื่อง"), unbroken=True),
    Column(name="borrower", title=Text.of(en="Borrower", th="ผู้ยืม"), personal=True),
    Column(name="contract", title=Text.of(en="Contract", th="สัญญา")),
    _TITLE,
    Column(name="lent", title=Text.of(en="Lent", th="ยอดค้าง"), type=_MONEY),
    Column(name="due", title=Text.of(en="Due", th="กำหนดส่งใช้"), type=ColumnType.DATE),
    Column(name="days", title=Text.of(en="Overdue", th="เกินกำหนด (วัน)"), type=ColumnType.INTEGER),
    Column(name="step", title=Text.of(en="Step", th="ช่วงตั้งแต่ (วัน)"), type=ColumnType.INTEGER),
)
_AVAILABLE = Text.of(en="{line}: {amount} available", th="{line}: คงเหลือ {amount}")
_DRAWS = Text.of(
    en="{line}: {amount} available, on {funded}", th="{line}: คงเหลือ {amount} จากรายการ {funded} ซึ่งถือเงินไว้"
)
_STAGE = Text.of(en="  {stage}: {amount}", th="  {stage}: {amount}")
_LINE = click.argument("line", metavar="LINE")


@click.command()
@FISCAL
@click.option("--rolled", is_flag=True, help="Each line together with all below it.")
@common_options
def lines(settings: Settings, year: int | None, *, rolled: bool) -> None:
    """Show the lines of a fiscal year and what stands on each, by stage (รายการงบประมาณ)."""
    with settings.open_office(read_only=True) as office:
        named = fiscal(office, year)
        tree, balances = office.budgets.tree(named), office.budgets.balances(named)
        shown = tree.rolled(balances) if rolled else balances
        rows = [(line, shown.get(line.id, Balance())) for line in tree.walk()]
        if settings.as_json:
            print_json([{**_line_data(office, line), **_amounts(office, found)} for line, found in rows])
            return
        warned = (*office.budgets.overdrawn(named), *office.budgets.used_otherwise(named))
        print_findings(warned, settings, to_stderr=True)
        used = {stage.value for stage in KEPT if any(found.of(stage) for _, found in rows)}
        left_out = tuple(stage.value for stage in KEPT if stage.value not in used)
        show_table(office, settings, Table.of(_LINES, (_row(office, *one) for one in rows)), left_out)


def _line_data(office: "Office", line: "BudgetLine") -> dict[str, Any]:
    axes = ("fund", "basis", "plan", "output", "project", "activity", "category", "nature", "unit")
    return {
        "id": line.id,
        "code": line.code,
        "title": line.title,
        "year": office.written_year(line.year),
        "parent": line.parent,
        "holds_money": line.holds_money,
        "closed": line.closed,
        **{axis: getattr(line, axis) for axis in axes},
    }


def _amounts(office: "Office", balance: Balance) -> dict[str, Any]:
    stages = {stage.value: amount(office, balance.of(stage)) for stage in KEPT}
    return {"balance": stages, "total": amount(office, balance.total)}


def _row(office: "Office", line: "BudgetLine", balance: Balance) -> tuple[object, ...]:
    money = office.budgets.money
    return (line.code, line.title, *(money(balance.of(stage)) for stage in KEPT), money(balance.total))


@click.command()
@_LINE
@FISCAL
@common_options
def balance(settings: Settings, line: str, year: int | None) -> None:
    """Show what stands on LINE in each stage (ยอดตามสถานะ)."""
    with settings.open_office(read_only=True) as office:
        found = line_of(office, line, year)
        held = office.budgets.balance(found)
        if settings.as_json:
            print_json({"line": found.code, **_amounts(office, held)})
            return
        _tell_line(office, settings, found, held)


def _tell_line(office: "Office", settings: Settings, line: "BudgetLine", held: Balance) -> None:
    click.secho(f"{line.code} {line.title}", bold=True)
    for stage in (*held.minor,):
        told = _STAGE.fill(stage=TITLES[stage], amount=office.budgets.money(held.of(stage)).written())
        click.echo(settings.say(told))
    click.echo(settings.say(_STAGE.fill(stage=_TOTAL, amount=office.budgets.money(held.total).written())))


@click.command()
@_LINE
@FISCAL
@ON
@common_options
def available(settings: Settings, line: str, year: int | None, on: date | None) -> None:
    """Show how much may still be used for LINE: what the nearest line that holds money has (คงเหลือ)."""
    with settings.open_office(read_only=True) as office:
        named = fiscal(office, year) if year or on is None else office.budgets.fiscal_year(on)
        found = office.budgets.line(to_arabic_digits(line), named)
        funded, money = office.budgets.funded(found), office.budgets.available(found)
        if settings.as_json:
            print_json({"line": found.code, "funded": funded.code, "available": str(money.decimal)})
            return
        told = _AVAILABLE if funded.id == found.id else _DRAWS
        click.echo(settings.say(told.fill(line=found.code, funded=funded.code, amount=money.written())))


@click.command()
@_LINE
@FISCAL
@click.option("--state", type=click.Choice([one.value for one in CaseState]), help="Only those in this state.")
@common_options
def cases(settings: Settings, line: str, year: int | None, state: str | None) -> None:
    """Show the spending cases that LINE pays, with what each still holds (เรื่องที่ใช้เงิน)."""
    with settings.open_office(read_only=True) as office:
        every = office.budgets.cases(office.budgets.funded(line_of(office, line, year)))
        found = [one for one in every if state in {None, one.state}]
        if settings.as_json:
            print_json([case_data(office, one) for one in found])
            return
        show_table(office, settings, Table.of(_CASES, _case_rows(office, found)))
        tell_left_out(settings, office.budgets.cases_left_out(office.budgets.funded(line_of(office, line, year))))


def _case_rows(office: "Office", found: "list[SpendingCase]") -> Iterator[tuple[object, ...]]:
    helds, money = office.budgets.helds(found), office.budgets.money
    for one in found:
        held = helds[one.id]
        yield (one.id, one.on, one.title, STATES[one.state], money(held.open), money(held.paid), one.due)


@click.command()
@ON
@click.option("--borrower", default="", help="Staff number: only those of this person.")
@click.option("--overdue", is_flag=True, help="Only those past their day.")
@common_options
def advances(settings: Settings, on: date | None, borrower: str, *, overdue: bool) -> None:
    """Show advances that are not accounted for, and how long they are overdue (ลูกหนี้เงินยืม)."""
    with settings.open_office(read_only=True) as office:
        found = [one for one in office.budgets.advances(on, borrower=borrower) if one.age.days or not overdue]
        if settings.as_json:
            ages = [{"lent": str(one.amount.decimal), "days": one.age.days, "step": one.age.step} for one in found]
            print_json([case_data(office, one.case) | age for one, age in zip(found, ages, strict=True)])
            return
        say_if_none(found, settings)
        show_table(office, settings, Table.of(_ADVANCES, (_advance_row(office, one) for one in found)))
        tell_left_out(settings, office.budgets.advances_left_out())


def _advance_row(office: "Office", one: "OpenAdvance") -> tuple[object, ...]:
    case, people = one.case, office.organization.structure.people
    borrower = people[case.requester].name if case.requester in people else None
    return (case.id, borrower, case.contract, case.title, one.amount, case.due, one.age.days, one.age.step)


@click.command()
@click.argument("which", metavar="LINE|CASE")
@FISCAL
@common_options
def show(settings: Settings, which: str, year: int | None) -> None:
    """Show a LINE or a CASE with all that was posted for it, in its order (รายละเอียด)."""
    with settings.open_office(read_only=True) as office:
        try:
            case = office.budgets.case(which)
        except NotFound:
            line = line_of(office, which, year)
            postings = office.budgets.postings(line)
            held = office.budgets.balance(line)
            if settings.as_json:
                told = {**_line_data(office, line), **_amounts(office, held)}
                print_json({**told, "postings": [posting_data(office, one) for one in postings]})
                return
            _tell_line(office, settings, line, held)
        else:
            postings = tuple(one for one in office.budgets.postings(case.funded) if one.case == case.id)
            kept = office.budgets.files.of(case)
            more = {"postings": [posting_data(office, one) for one in postings]}
            tell_case(office, settings, case, {**more, "files": [{"id": one.id, "name": one.name} for one in kept]})
            if settings.as_json:
                return
            _tell_links(office, settings, case, [one.name for one in kept])
        tell_postings(office, settings, postings)


def _tell_links(office: "Office", settings: Settings, case: "SpendingCase", files: "list[str]") -> None:
    """Tell what a case goes back to, as far as it may be seen, and the files that lie with it."""
    from orqa.office.about import names_of

    names = names_of(office, case.concerns)
    about = [
        Text.of(en=f"{ref}") if ref not in names else _NAMED.fill(ref=ref, name=names[ref]) for ref in case.concerns
    ]
    if about:
        click.echo(settings.say(_ABOUT.fill(refs=joined(about, ", "))))
    if files:
        click.echo(settings.say(_FILES.fill(names=", ".join(files))))
