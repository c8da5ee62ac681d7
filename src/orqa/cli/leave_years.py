"""Years of leave at the command line: opened, closed, and days that were saved before (ปิดปีการลา)."""

from typing import TYPE_CHECKING, Any, cast

import click

from orqa.base.language import Text
from orqa.cli.leave_output import fiscal, print_account
from orqa.cli.options import YEAR, Settings, common_options
from orqa.cli.organization import KEY
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.base.years import FiscalYear
    from orqa.office.attendance.leave_years import YearOfLeave
    from orqa.office.office import Office

_PASSED_OVER = Text.of(
    en="{person}: no rule tells whether there is vacation, on study leave all year or by this contract; decide and "
    "enter it",
    th="{person}: ไม่มีกฎที่บอกว่ามีวันลาพักผ่อนหรือไม่ เพราะลาไปศึกษาทั้งปีหรือเป็นไปตามสัญญาจ้าง ให้พิจารณาและบันทึกเอง",
)
_YEAR = Text.of(
    en="Fiscal year {year}: {people} {people:person|people}, {entries} {entries:entry|entries}, "
    "{frozen} half-year {frozen:figure|figures} frozen",
    th="ปีงบประมาณ {year}: {people} คน บันทึก {entries} รายการ ปิดสถิติครึ่งปี {frozen} รายการ",
)


@click.command("open-year")
@click.argument("year", type=YEAR)
@common_options
def open_year(settings: Settings, year: int) -> None:
    """Grant the vacation of the fiscal YEAR, e.g. 2569, to everybody who has it (ตั้งวันลาพักผ่อนประจำปี)."""
    with settings.open_office() as office:
        _told(office, settings, office.attendance.leave_years.open(fiscal(office, year)))


@click.command("close-year")
@click.argument("year", type=YEAR)
@common_options
def close_year(settings: Settings, year: int) -> None:
    """Close the fiscal YEAR of leave: what is left is carried on or lapses, and the next is opened (ปิดปีวันลา)."""
    with settings.open_office() as office:
        _told(office, settings, office.attendance.leave_years.close(fiscal(office, year)))


@click.command("carry-in")
@click.argument("person", metavar="PERSON")
@click.argument("days", metavar="DAYS")
@click.option("--year", type=YEAR, help="Fiscal year that they were carried into, e.g. 2569; by default this one.")
@click.option("--because", required=True, help="On what it rests, such as the paper register.")
@KEY
@common_options
def carry_in(settings: Settings, person: str, days: str, year: int | None, **how: Any) -> None:
    """Enter DAYS of vacation that PERSON had saved before accounts were kept here (ยกยอดวันลาพักผ่อนสะสม)."""
    with settings.open_office() as office:
        fiscal = cast("FiscalYear", office.year("fiscal", year))
        account = office.attendance.leave_years.bring_in(person, days, fiscal, **how)
        print_account(office, settings, person, "vacation", fiscal, account)


# ------------------------------------------------------------------ what is printed


def _told(office: "Office", settings: Settings, done: "YearOfLeave") -> None:
    if settings.as_json:
        entries = [
            {"person": one.person, "year": one.year, "entry": one.entry.value, "hundredths": one.hundredths}
            for one in done.entries
        ]
        told = {"year": done.year.ce, "people": done.people, "entries": entries, "frozen": len(done.frozen)}
        print_json({**told, "passed_over": done.passed_over})
        return
    year = office.written_year(done.year.ce)
    click.echo(
        settings.say(_YEAR.fill(year=year, people=done.people, entries=len(done.entries), frozen=len(done.frozen)))
    )
    people = office.organization.structure.people
    for one in done.passed_over:
        click.echo("- " + settings.say(_PASSED_OVER.fill(person=people[one].name if one in people else one)))
