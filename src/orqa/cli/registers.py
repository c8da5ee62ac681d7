"""``orqa register``: which registers there are, and their lines."""

import sys
from typing import TYPE_CHECKING

import click

from orqa.base.language import Text
from orqa.cli.lines import line_data, of_series
from orqa.cli.naming import series_year
from orqa.cli.options import LIMIT, Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.domain.correspondence.numbering import CENTRAL, REGISTERS
from orqa.office.correspondence.register_tables import cells_of, register_columns
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.office.correspondence.registers import Series
    from orqa.office.office import Office

_COLUMNS = (
    Column(name="register", title=Text.of(en="Register", th="ทะเบียน")),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน")),
    Column(name="year", title=Text.of(en="Year", th="ปี"), type=ColumnType.NUMBER),
    Column(name="last", title=Text.of(en="Last no.", th="เลขล่าสุด"), type=ColumnType.NUMBER),
    Column(name="lines", title=Text.of(en="Lines", th="รายการ"), type=ColumnType.NUMBER),
    Column(name="reserved", title=Text.of(en="Reserved", th="จองไว้"), type=ColumnType.NUMBER),
    Column(name="void", title=Text.of(en="Void", th="ยกเลิก"), type=ColumnType.NUMBER),
)
_WHOLE = Text.of(en="Nothing is missing and nothing is double.", th="เลขครบถ้วนและไม่ซ้ำ")
_CENTRAL = Text.of(en="Central registry", th="หน่วยงานสารบรรณกลาง")
_NEXT = Text.of(en="The next number is {number}.", th="เลขถัดไปคือ {number}")


@click.group("register")
def registers() -> None:
    """Look into the registers of the office (ทะเบียน)."""


@registers.command("list")
@common_options
def list_registers(settings: Settings) -> None:
    """List every register that has begun: its last number, open reservations and void numbers."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.registers()
        if settings.as_json:
            print_json([_series_data(series) for series in found])
            return
        rows = [_row(series, office, settings) for series in found]
        print_table(_COLUMNS, rows, Style.of_profile(office.profile, settings.language))


@registers.command()
@of_series
@click.option("--limit", type=LIMIT, default=20, show_default=True, help="How many at most.")
@common_options
def show(settings: Settings, register: str, unit: str, year: int | None, limit: int) -> None:
    """Show the newest lines of a register, in the columns of its form; without --register of received letters."""
    register = register or "received"
    with settings.open_office(read_only=True) as office:
        entries = office.correspondence.entries(series_year(year, office), register=register, unit=unit, limit=limit)
        if settings.as_json:
            print_json([line_data(entry) for entry in entries])
            return
        code = entries[0].register if entries else office.correspondence.register_code(register)
        style = Style.of_profile(office.profile, settings.language)
        columns, _ = register_columns(office.rules().reading(), code)
        print_table(columns, [cells_of(columns, entry, style.language) for entry in entries], style)


@registers.command()
@of_series
@common_options
def check(settings: Settings, register: str, unit: str, year: int | None) -> None:
    """Look a register over: numbers that are missing or double, dates out of order. Exit code 2 where there are."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.check_register(register or "received", unit, series_year(year, office))
        if settings.as_json:
            print_json([finding_data(finding) for finding in found])
        else:
            print_findings(found, settings)
            if not found:
                click.echo(settings.say(_WHOLE))
    if found:
        sys.exit(2)


@registers.command("continue")
@click.argument("last", type=int)
@of_series
@common_options
def continue_series(settings: Settings, last: int, register: str, unit: str, year: int | None) -> None:
    """Go on behind LAST, the last number of a register that was kept elsewhere; once, before its first number here."""
    with settings.open_office() as office:
        following = office.correspondence.continue_series(
            last, register=register or "received", unit=unit, year=series_year(year, office)
        )
        if settings.as_json:
            print_json({"next": following})
        else:
            click.echo(settings.say(_NEXT.fill(number=following)))


def _series_data(series: "Series") -> dict[str, str | int]:
    return {column.name: getattr(series, column.name) for column in _COLUMNS}


def _row(series: "Series", office: "Office", settings: Settings) -> list[str | int]:
    term = office.profile.vocabulary(REGISTERS).get(series.register)
    shown = _series_data(series) | {"year": office.written_year(series.year)}
    names = {"register": term.title if term else series.register, "unit": _unit(series.unit, office)}
    said = {name: settings.say(text) if isinstance(text, Text) else text for name, text in names.items()}
    return list((shown | said).values())


def _unit(unit: str, office: "Office") -> Text | str:
    span = office.organization.on(office.today()).unit(unit)
    return _CENTRAL if unit == CENTRAL else span.title if span else unit
