"""Late days and weekly loads at the command line (มาสาย ภาระงานรายสัปดาห์)."""

from datetime import date

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, options, print_listing
from orqa.office.attendance.count_tables import late_table, load_table

_CITED = Text.of(en="by {citations}", th="ตาม {citations}")
_SPAN = options(
    FIRST,
    click.option("--last", type=Day(), help="Last day; by default today."),
    click.option("--person", default="", help="Id or staff number; by default everybody."),
)


@click.command()
@_SPAN
@common_options
def late(settings: Settings, first: date, last: date | None, person: str) -> None:
    """Show who was late on how many days, the most first, and the leave to be filed for it (จำนวนวันมาสาย)."""
    with settings.open_office(read_only=True) as office:
        found = office.attendance.days.late(first, last or office.today(), person)
        print_listing(late_table(office, found.value), office, settings)
        if not settings.as_json:
            cited = ", ".join(map(str, found.citations))
            click.echo(settings.say(_CITED.fill(citations=cited)))


@click.command()
@_SPAN
@click.option("--short", is_flag=True, help="Only weeks that fell short, those that miss the most first.")
@common_options
def loads(settings: Settings, first: date, last: date | None, person: str, *, short: bool) -> None:
    """Show the weeks of those who owe a weekly load instead of hours (ภาระงานรายสัปดาห์)."""
    with settings.open_office(read_only=True) as office:
        weeks = office.attendance.days.loads(first, last or office.today(), person)
        if short:
            weeks = tuple(sorted((one for one in weeks if one.missing), key=lambda one: (-one.missing, one.monday)))
        print_listing(load_table(office, weeks), office, settings)
