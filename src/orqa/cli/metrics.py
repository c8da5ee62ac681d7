"""Metrics at the command line (ตัวชี้วัด)."""

from typing import TYPE_CHECKING

import click

from orqa.base.language import Text
from orqa.cli.options import YEAR, Settings, common_options
from orqa.cli.output import print_json, print_table
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.office.metrics import Measured
    from orqa.office.office import Office

_LINE = Text.of(
    en="{title} ({unit}), {period}: {value}; counted: {count}", th="{title} {period}: {value} {unit} (จาก {count})"
)
_BY = Text.of(en="by {citations}", th="ตาม {citations}")
_PARTS = (
    Column(name="part", title=Text.of(th="จำแนกตาม", en="By")),
    Column(name="value", title=Text.of(th="ค่า", en="Value"), type=ColumnType.DECIMAL),
)
_YEARS = (
    click.option("--year", type=YEAR, help="Year, in the office's era; by default this year."),
    click.option("--kind-of-year", type=click.Choice(["calendar", "fiscal", "academic"]), default="calendar"),
)


@click.group()
def metric() -> None:
    """Named numbers of a year: how many letters, how late, how fast."""


@metric.command("list")
@_YEARS[0]
@_YEARS[1]
@common_options
def list_metrics(settings: Settings, year: int | None, kind_of_year: str) -> None:
    """List all metrics of a year."""
    with settings.open_office(read_only=True) as office:
        table = office.metrics.table(office.year(kind_of_year, year))
        if settings.as_json:
            print_json(list(table.records()))
        else:
            print_table(table.columns, table.rows(), Style.of_profile(office.profile, settings.language))


@metric.command()
@click.argument("name")
@_YEARS[0]
@_YEARS[1]
@common_options
def show(settings: Settings, name: str, year: int | None, kind_of_year: str) -> None:
    """Show one metric of a year, such as correspondence.overdue, with its parts and the rules that it rests on."""
    with settings.open_office(read_only=True) as office:
        period = office.year(kind_of_year, year)
        measured = office.metrics.value(name, period)
        if settings.as_json:
            print_json(_data(measured, period))
        else:
            _print(measured, office, settings)


def _data(measured: "Measured", period: "Year") -> dict[str, object]:
    measure = measured.measure
    return {
        "metric": measured.name,
        "title": measured.title,
        "first": period.first,
        "last": period.last,
        "value": measure.value,
        "unit": measured.unit,
        "count": measure.count,
        "parts": [{"title": title, "value": value} for title, value in measure.parts],
        "citations": [str(citation) for citation in measure.citations],
    }


def _print(measured: "Measured", office: "Office", settings: Settings) -> None:
    measure, style = measured.measure, Style.of_profile(office.profile, settings.language)
    kind = ColumnType.MONEY if hasattr(measure.value, "currency") else ColumnType.DECIMAL
    period = measured.period.label(style.language, era=style.era, digits=style.digits)
    value, count = style.value(measure.value, kind), style.number(measure.count)
    line = _LINE.fill(title=measured.title, period=period, value=value, unit=measured.unit, count=count)
    click.echo(settings.say(line))
    if measure.parts:
        print_table(_PARTS, measure.parts, style)
    if measure.citations:
        click.echo(settings.say(_BY.fill(citations=", ".join(map(str, measure.citations)))))
