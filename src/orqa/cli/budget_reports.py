"""The books of the budget at the command line (บัญชีและรายงานงบประมาณ)."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.options import YEAR, Settings, common_options
from orqa.cli.output import print_json
from orqa.cli.reports import WRITTEN, format_for
from orqa.office.files import replacing

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.office.office import Office
    from orqa.reporting.model import Report

_FILE = Text.of(
    en="{names}: a year such as 2569 has tables plan and actual, and places has codes of lines with numbers",
    th="{names}: ปีเช่น 2569 ต้องมีตาราง plan และ actual ส่วน places มีรหัสรายการกับเลข",
)
_YEAR = click.option("--year", type=YEAR, help="Fiscal year, in the office's era; by default this year's.")
_QUARTER = click.option("--quarter", type=int, help="Up to the end of this quarter; by default of the present one.")
_PUBLIC = click.option("--public", "is_public", is_flag=True, help="The public edition: totals alone.")
_FORM = click.option("--form", default="", help="Form of the columns, as the rules of budget_books name them.")
_CONVENTION = click.option("--convention", default="", help="How percents are rounded, e.g. usual, truncated.")
_ADVANCES = click.option(
    "--advances", type=click.Choice(["apart", "disbursed"]), default=None, help="Whether what is lent is disbursed."
)
_FORMAT = click.option("--format", "format_name", default=None, help="text, markdown, csv, json, html or a plugin's.")
_OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else printed.")


def reporting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Edition, format and file of what a command reports."""
    return _PUBLIC(_FORMAT(_OUT(command)))


@click.command()
@click.argument("line", default="")
@_YEAR
@_FORM
@_PUBLIC
@_FORMAT
@_OUT
@common_options
def register(settings: Settings, line: str, year: int | None, form: str, **how: Any) -> None:
    """Print the control register of LINE, or of all lines of a year (ทะเบียนคุมงบประมาณ)."""
    with settings.open_office(read_only=True) as office:
        made = office.budgets.register(line, _fiscal(office, year), form=form, **edition(settings, how))
        tell_report(office, settings, made, how)


@click.command()
@click.option("--by", default="fund,category", show_default=True, help="Axes, the outermost first; line alone: tree.")
@_YEAR
@_QUARTER
@click.option("--fund", default="", help="Of this fund alone.")
@click.option("--mixed", is_flag=True, help="Add up funds.")
@_FORM
@_CONVENTION
@_ADVANCES
@_PUBLIC
@_FORMAT
@_OUT
@common_options
def compare(  # noqa: PLR0913, PLR0917 - the options of a command
    settings: Settings,
    by: str,
    year: int | None,
    quarter: int | None,
    fund: str,
    form: str,
    convention: str,
    advances: str | None,
    *,
    mixed: bool,
    **how: Any,
) -> None:
    """Compare plan and actual by any axes, and by quarter against the cabinet's targets (เปรียบเทียบแผนกับผล).

    Axes: fund, basis, plan, output, project, activity, category, nature, unit.
    """
    axes = [axis.strip() for axis in by.split(",") if axis.strip()]
    with settings.open_office(read_only=True) as office:
        made = office.budgets.compare(
            _fiscal(office, year),
            axes,
            quarter=quarter,
            fund=fund,
            mixed=mixed,
            form=form,
            convention=convention,
            advances=advances or "",
            **edition(settings, how),
        )
        tell_report(office, settings, made, how)


@click.command()
@_YEAR
@_QUARTER
@_CONVENTION
@_ADVANCES
@_PUBLIC
@_FORMAT
@_OUT
@common_options
def report(
    settings: Settings,
    year: int | None,
    quarter: int | None,
    convention: str,
    advances: str | None,
    **how: Any,
) -> None:
    """Report on the budget of a year: by category, nature, plan, unit, line and quarter (รายงานผลการใช้จ่าย)."""
    from orqa.office.budgets.books import USUAL

    with settings.open_office(read_only=True) as office:
        made = office.budgets.compare(
            _fiscal(office, year),
            USUAL,
            quarter=quarter,
            convention=convention,
            advances=advances or "",
            **edition(settings, how),
        )
        tell_report(office, settings, made, how)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_PUBLIC
@_FORMAT
@_OUT
@common_options
def statement(settings: Settings, file: Path, **how: Any) -> None:
    """Print the statement of own money with the figures of FILE, plan beside actual (สถานะเงินนอกงบประมาณ).

    FILE is TOML or JSON: a table of each fiscal year with tables plan and actual, whose keys are numbers of lines
    ("1", "2.1" …), and a table places that says to which number the money of a budget line belongs.
    """
    from orqa.office.budgets.estimate_files import StatementFileUnusable, read_plan_file

    found = read_plan_file(file, StatementFileUnusable)
    with settings.open_office(read_only=True) as office:
        places = found.pop("places", {})
        wrong = [name for name, table in found.items() if not name.isdecimal() or not _tables(table)]
        if wrong or not isinstance(places, dict):
            raise click.BadParameter(settings.say(_FILE.fill(names=", ".join(wrong or ["places"]))), param_hint="FILE")
        figures = {_fiscal(office, int(name)): table for name, table in found.items()}
        made = office.budgets.statement(figures, places=places, **edition(settings, how))
        tell_report(office, settings, made, how)


def _tables(table: Any) -> bool:
    return isinstance(table, dict) and all(isinstance(amounts, dict) for amounts in table.values())


def _fiscal(office: "Office", year: int | None) -> "Year":
    return office.year("fiscal", year)


def edition(settings: Settings, how: dict[str, Any]) -> dict[str, Any]:
    """For whom and in which language a report is asked for."""
    return {"audience": "public" if how["is_public"] else "internal", "language": settings.language}


def tell_report(office: "Office", settings: Settings, made: "Report", how: dict[str, Any]) -> None:
    """Write a report to its file, whole or not at all, or print it."""
    out: Path | None = how["out"]
    chosen = how["format_name"] or format_for(office, out, settings)
    if out is None:
        sys.stdout.flush()
        office.reports.render(made, chosen, sys.stdout.buffer)
        return
    with replacing(out) as file:
        office.reports.render(made, chosen, file)
    if settings.as_json:
        print_json({"report": made.name, "format": chosen, "path": str(out)})
    else:
        click.echo(settings.say(WRITTEN.fill(path=out)))
