"""Lines of the budget at the command line, what is granted, allotted and transferred (รายการงบประมาณ)."""

from decimal import Decimal
from typing import Any, cast

import click

from orqa.base.language import Text
from orqa.cli.budgets_options import (
    AMOUNT,
    BECAUSE,
    FISCAL,
    POSTED,
    Baht,
    MoneyCommand,
    fiscal,
    line_of,
    posting_options,
    tell_postings,
)
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY, options
from orqa.cli.output import print_json
from orqa.domain.budgets.records import Basis

_AXES = options(
    click.option("--fund", default="", help="Code of the vocabulary fund: national, own_income …"),
    click.option("--basis", type=click.Choice([one.value for one in Basis]), default=Basis.ACT.value),
    click.option("--plan", default="", help="Plan (แผนงาน)."),
    click.option("--output", default="", help="Output or project under the plan (ผลผลิต โครงการ)."),
    click.option("--project", default="", help="Project of the unit's own action plan."),
    click.option("--activity", default="", help="Activity (กิจกรรม)."),
    click.option("--category", default="", help="Code of the vocabulary expenditure-category (งบรายจ่าย)."),
    click.option("--nature", default="", help="Code of the vocabulary economic-nature: recurrent or investment."),
    click.option("--unit", default="", help="Code of the unit that it is allotted to."),
)
_LINE = click.argument("line", metavar="LINE")
_AS_GRANTED = Text.of(en="{line}: the act grants what was granted already", th="{line}: พ.ร.บ. ให้เท่ากับที่ได้รับไปแล้ว")
_QUARTER_OF_GRANT = Text.of(
    en="a quarter is allotted from what was granted: leave --with-grant out",
    th="การจัดสรรตามไตรมาสใช้เงินที่ได้รับอนุมัติแล้ว ไม่ใช้ร่วมกับ --with-grant",
)
_NO_AMOUNT = Text.of(
    en="say how much as AMOUNT, or which quarter of the plan with --quarter",
    th="โปรดระบุจำนวนเงิน (AMOUNT) หรือไตรมาสของแผน (--quarter)",
)


@click.command("add-line")
@click.argument("code")
@click.argument("title")
@FISCAL
@click.option("--under", default="", metavar="LINE", help="Code of the line above it.")
@click.option("--draws", is_flag=True, help="It holds no money: it draws on the nearest line above that does.")
@_AXES
@KEY
@common_options
def add_line(  # noqa: PLR0913, PLR0917 - what a line is
    settings: Settings, code: str, title: str, year: int | None, under: str, unit: str, *, draws: bool, **axes: Any
) -> None:
    """Keep a line CODE of a fiscal year's budget, called TITLE (เปิดรายการงบประมาณ)."""
    with settings.open_office() as office:
        above = line_of(office, under, year) if under else ""
        axes["unit"] = office.organization.unit(unit).id if unit else ""
        line = office.budgets.add_line(code, title, fiscal(office, year), parent=above, holds_money=not draws, **axes)
        if settings.as_json:
            print_json({"id": line.id, "code": line.code, "year": line.year})
        else:
            click.echo(f"{line.code}/{office.written_year(line.year)} {line.title}")


@click.command(cls=MoneyCommand)
@_LINE
@AMOUNT
@FISCAL
@POSTED
@click.option("--reason", default="", help="Why.")
@posting_options
def approve(settings: Settings, line: str, amount: Decimal, year: int | None, **paper: Any) -> None:
    """Enter what was granted to LINE by act, council or agreement (ได้รับอนุมัติ)."""
    with settings.open_office() as office:
        tell_postings(office, settings, [office.budgets.approve(line_of(office, line, year), amount, **paper)])


@click.command(cls=MoneyCommand)
@_LINE
@AMOUNT
@FISCAL
@POSTED
@posting_options
def enact(settings: Settings, line: str, amount: Decimal, year: int | None, **paper: Any) -> None:
    """Enter the AMOUNT that the annual act grants LINE in place of an interim budget (ปรับงบไปพลางก่อนตาม พ.ร.บ.)."""
    with settings.open_office() as office:
        enacted = office.budgets.enact(line_of(office, line, year), amount, **paper)
        posted = [one for one in office.budgets.postings(enacted) if one.verb == "enact"]
        tell_postings(office, settings, posted)
        if not posted and not settings.as_json:
            click.echo(settings.say(_AS_GRANTED.fill(line=enacted.code)))


@click.command(cls=MoneyCommand)
@_LINE
@click.argument("amount", type=Baht(), required=False, metavar="[AMOUNT]")
@FISCAL
@click.option("--quarter", type=int, help="By the plan of LINE: all that it leaves up to then, or AMOUNT.")
@click.option("--granted/--with-grant", default=True, help="From what was approved, or both at once.")
@POSTED
@click.option("--reason", default="", help="Why.")
@posting_options
def allot(  # noqa: PLR0913 - what stands on the paper
    settings: Settings,
    *,
    line: str,
    amount: Decimal | None,
    year: int | None,
    quarter: int | None,
    granted: bool,
    **paper: Any,
) -> None:
    """Allot money to LINE, so that it can be spent (จัดสรร); with --quarter by its plan (จัดสรรเงินงวด)."""
    if quarter is not None and not granted:
        raise click.UsageError(settings.say(_QUARTER_OF_GRANT))
    if quarter is None and amount is None:
        raise click.UsageError(settings.say(_NO_AMOUNT))
    with settings.open_office() as office:
        known = line_of(office, line, year)
        if quarter is not None:
            posting = office.budgets.allot_quarter(known, quarter, amount, **paper)
        else:
            posting = office.budgets.allot(known, cast("Decimal", amount), granted=granted, **paper)
        tell_postings(office, settings, [posting])


@click.command(cls=MoneyCommand)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@AMOUNT
@FISCAL
@BECAUSE
@click.option(
    "--use", default="other", show_default=True, help="other, durable, land_or_works, travel_abroad, secret …"
)
@click.option("--unit-price", type=Baht(), help="Of durable and land_or_works.")
@click.option("--agreed", default="", help="Number of the document by which those agreed whom the rules name.")
@POSTED
@posting_options
def transfer(settings: Settings, source: str, target: str, amount: Decimal, year: int | None, **paper: Any) -> None:
    """Move available money to another line of the same fund and year (โอนเปลี่ยนแปลง)."""
    with settings.open_office() as office:
        ends = line_of(office, source, year), line_of(office, target, year)
        tell_postings(office, settings, office.budgets.transfer(*ends, amount, **paper))


@click.command()
@click.argument("posting", metavar="ID")
@BECAUSE
@KEY
@common_options
def reverse(settings: Settings, posting: str, reason: str, key: str | None) -> None:
    """Take the posting ID back by a further one; of a transfer both sides (กลับรายการ)."""
    with settings.open_office() as office:
        tell_postings(office, settings, office.budgets.reverse(posting, reason, key=key))
