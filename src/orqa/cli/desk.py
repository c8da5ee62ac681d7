"""What waits for people and what falls due, at the command line."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orqa.base.language import Text
from orqa.cli.options import LIMIT, Day, Settings, common_options
from orqa.cli.output import print_json, print_table
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.reporting.tables import Table

_COUNTS = Text.of(
    en="Waiting: {total}; {overdue} overdue, {soon} due soon; {shown} shown",
    th="งานค้าง {total} เรื่อง เกินกำหนด {overdue} ใกล้ครบกำหนด {soon} แสดง {shown}",
)
_DUE = Text.of(en="Due from {first} to {last}: {count}", th="ครบกำหนด {count} เรื่อง ตั้งแต่ {first} ถึง {last}")
_WRITTEN = Text.of(en="Calendar file: {path}", th="แฟ้มปฏิทิน: {path}")
_MONTH = timedelta(days=30)


@click.command()
@click.argument("person", required=False)
@click.option("--on", type=Day(), help="Day whose posts and actings count; by default today.")
@click.option("--limit", type=LIMIT, default=50, show_default=True, help="How many tasks to show.")
@common_options
def desk(settings: Settings, person: str | None, on: date | None, limit: int) -> None:
    """Show what waits for PERSON (staff number), by default for whoever acts (งานบนโต๊ะ)."""
    with settings.open_office(read_only=True) as office:
        found = office.desk(person, on, limit=limit)
        if settings.as_json:
            rows = found.table().records(personal=True)
            tasks = [row | {"code": one.action} for row, one in zip(rows, found.tasks, strict=True)]
            print_json({"total": found.total, "overdue": found.overdue, "soon": found.soon, "tasks": tasks})
            return
        show(office, settings, found.table(), leave_out=("note", "whom"))
        counts = _COUNTS.fill(
            total=f"{found.total:,}", overdue=f"{found.overdue:,}", soon=f"{found.soon:,}", shown=len(found.tasks)
        )
        click.echo(settings.say(counts))


@click.command()
@click.option("--first", type=Day(), help="First day; by default today.")
@click.option("--last", type=Day(), help="Last day; by default 30 days later.")
@click.option("--person", help="Staff number: only what is for this person.")
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write a calendar file (iCalendar).")
@common_options
def deadlines(settings: Settings, first: date | None, last: date | None, person: str | None, ics: Path | None) -> None:
    """Show what falls due in every area, or write it as a calendar file (กำหนดเวลา)."""
    with settings.open_office(read_only=True) as office:
        first = first or office.today()
        last = last or first + _MONTH
        found = office.deadlines(first, last, person=person)
        if ics is not None:
            found.write_ical(ics, settings.language or office.profile.language)
            click.echo(settings.say(_WRITTEN.fill(path=ics)))
        elif settings.as_json:
            rows = found.table().records(personal=True)
            print_json([row | {"area": one.area} for row, one in zip(rows, found.items, strict=True)])
        else:
            show(office, settings, found.table(), leave_out=("about", "whom"))
            style = _style(office, settings)
            told = _DUE.fill(count=f"{len(found.items):,}", first=style.date(first), last=style.date(last))
            click.echo(settings.say(told))


def show(office: "Office", settings: Settings, table: "Table", leave_out: tuple[str, ...] = ()) -> None:
    """Print a table without some of its columns; nothing where it has no row."""
    shown = table.without(*leave_out)
    if rows := list(shown.rows()):
        print_table(shown.columns, rows, _style(office, settings))


def _style(office: "Office", settings: Settings) -> Style:
    return Style.of_profile(office.profile, settings.language)
