"""The end of a fiscal year and the beginning of the next, at the command line (การปิดปีงบประมาณ)."""

from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.budgets_options import POSTED, fiscal, tell_case
from orqa.cli.desk import show
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.organization import KEY
from orqa.cli.output import print_json
from orqa.domain.budgets.stages import TITLES, Stage
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.budgets.years import ClosedLine

_MONEY = ColumnType.MONEY
_CLOSED = (
    Column(name="code", title=Text.of(en="Line", th="รายการ"), unbroken=True),
    Column(name="title", title=Text.of(en="Title", th="ชื่อ")),
    Column(name="paid", title=TITLES[Stage.PAID], type=_MONEY),
    Column(name="carried_over", title=TITLES[Stage.CARRIED_OVER], type=_MONEY),
    Column(name="lapsed", title=TITLES[Stage.LAPSED], type=_MONEY),
    Column(name="kept", title=Text.of(en="kept", th="เงินสะสม"), type=_MONEY),
)
_OPENED = Text.of(en="Fiscal year {year}: {count} new lines", th="ปีงบประมาณ {year}: รายการใหม่ {count} รายการ")
_YEAR = click.argument("year", type=YEAR)


@click.command("carry-over")
@click.argument("case", metavar="CASE")
@click.option("--agreed", default="", help="Number of the document by which those agreed whom the rules name.")
@click.option("--ends", type=Day(), help="Last day of the agreement, for money of a grant.")
@POSTED
@common_options
def carry_over(settings: Settings, case: str, **paper: Any) -> None:
    """Keep the obligated money of a CASE for the next year (กันเงินไว้เบิกเหลื่อมปี)."""
    with settings.open_office() as office:
        tell_case(office, settings, office.budgets.carry_over(case, **paper))


@click.command()
@click.argument("case", metavar="CASE")
@click.option("--agreed", required=True, help="Number of the document by which those agreed whom the rules name.")
@KEY
@common_options
def extend(settings: Settings, case: str, agreed: str, key: str | None) -> None:
    """Let money that was carried over be paid later (ขยายเวลาเบิกจ่าย)."""
    with settings.open_office() as office:
        tell_case(office, settings, office.budgets.extend(case, agreed=agreed, key=key))


@click.command("close-year")
@_YEAR
@click.option("--early", default="", help="Why it is closed before its last day.")
@KEY
@common_options
def close_year(settings: Settings, year: int, early: str, key: str | None) -> None:
    """Close the fiscal YEAR: what is neither spent nor carried over is lost; own income stays (ปิดปีงบประมาณ)."""
    with settings.open_office() as office:
        closed = office.budgets.close_year(fiscal(office, year), early=early, key=key)
        if settings.as_json:
            print_json([_data(one) for one in closed])
        else:
            show(office, settings, Table.of(_CLOSED, map(_row, closed)))


def _row(one: "ClosedLine") -> tuple[object, ...]:
    return (one.line.code, one.line.title, one.paid, one.carried_over, one.lapsed, one.kept)


def _data(one: "ClosedLine") -> dict[str, str]:
    amounts = {name: getattr(one, name) for name in ("paid", "carried_over", "lapsed", "kept")}
    return {"line": one.line.code, **{name: str(money.decimal) for name, money in amounts.items()}}


@click.command("open-year")
@_YEAR
@click.option("--like", type=YEAR, help="Fiscal year whose lines it begins with; by default the one before.")
@KEY
@common_options
def open_year(settings: Settings, year: int, like: int | None, key: str | None) -> None:
    """Open the fiscal YEAR with the lines of another, without money (เปิดปีงบประมาณ)."""
    with settings.open_office() as office:
        source = fiscal(office, like) if like else None
        opened = office.budgets.open_year(fiscal(office, year), like=source, key=key)
        if settings.as_json:
            print_json([{"id": one.id, "code": one.code, "title": one.title} for one in opened])
        else:
            click.echo(settings.say(_OPENED.fill(year=year, count=len(opened))))
