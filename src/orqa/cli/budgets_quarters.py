"""Plans of spending by quarter at the command line (แผนการใช้จ่ายรายไตรมาส)."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import click

from orqa.base.language import Text
from orqa.cli.budgets_options import FISCAL, POSTED, Baht, MoneyCommand, amount, line_of, posting_options
from orqa.cli.options import Settings
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.domain.budgets.quarter_plans import QuarterPlan
    from orqa.domain.budgets.records import BudgetLine
    from orqa.office.office import Office

_PLAN = Text.of(en="{line}: plan by quarter", th="{line}: แผนรายไตรมาส")
_WHY = Text.of(en="  Changed: {reason}", th="  เหตุผลที่เปลี่ยน: {reason}")
_QUARTER = Text.of(
    en="  {quarter}: planned {planned}, so far {until}; left to allot {left}, disbursed so far {paid}",
    th="  {quarter}: แผน {planned} แผนสะสม {until} เหลือให้จัดสรร {left} เบิกจ่ายสะสม {paid}",
)


@click.command(cls=MoneyCommand)
@click.argument("line", metavar="LINE")
@click.argument("amounts", type=Baht(zero=True), nargs=-1, metavar="[AMOUNT]...")
@FISCAL
@click.option("--reason", default="", help="Why the plan is changed; needed where there is one.")
@POSTED
@posting_options
def plan(settings: Settings, line: str, amounts: tuple[Decimal, ...], year: int | None, **paper: Any) -> None:
    """Plan what LINE spends in each quarter, one AMOUNT each; without amounts show its plan (แผนรายไตรมาส).

    The amounts come to what was granted. By the plan, allot --quarter allots.
    """
    with settings.open_office() as office:
        known = line_of(office, line, year)
        if amounts:
            office.budgets.plan_quarters(known, amounts, **paper)
        _tell(office, settings, known)


def _tell(office: "Office", settings: Settings, line: "BudgetLine") -> None:
    from orqa.office.budgets.words import quarter_text
    from orqa.reporting.formatting import Style

    quarters = office.budgets.planned_quarters(line)
    kept = cast("QuarterPlan", office.budgets.quarter_plan(line))
    if settings.as_json:
        names = ("planned", "until", "left", "paid")
        rows = [
            {"quarter": one.number, **{name: amount(office, getattr(one, name).minor) for name in names}}
            for one in quarters
        ]
        print_json(
            {"line": line.code, "on": kept.on, "document": kept.document, "reason": kept.reason, "quarters": rows}
        )
        return
    click.echo(settings.say(_PLAN.fill(line=line.code)))
    if kept.reason:
        click.echo(settings.say(_WHY.fill(reason=kept.reason)))
    digits = Style.of_profile(office.profile).digits
    for one in quarters:
        told = {"planned": one.planned, "until": one.until, "left": one.left, "paid": one.paid}
        written = {name: money.written() for name, money in told.items()}
        click.echo(settings.say(_QUARTER.fill(quarter=quarter_text(one.number, digits), **written)))
