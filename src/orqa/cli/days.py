"""What days came to, at the command line (ผลการลงเวลา)."""

import sys
from datetime import date
from pathlib import Path

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, ON, print_listing, say_if_none
from orqa.cli.output import print_json
from orqa.cli.reports import WRITTEN, format_for
from orqa.office.attendance.event_tables import called

_EXPLAINED = Text.of(en="{day} {why}", th="{day} {why}")
_RUN = Text.of(
    en="{person}: absent {days} {days:day|days}, from {first} to {last}{grave}",
    th="{person}: ขาดราชการติดต่อกัน {days} วัน ตั้งแต่ {first} ถึง {last}{grave}",
)
_GRAVE = Text.of(
    en="; grave misconduct since {day} ({citations})", th="; เป็นความผิดวินัยอย่างร้ายแรงตั้งแต่ {day} ({citations})"
)
_FOLLOWS = {
    "unpaid": Text.of(en="; no salary for these days", th="; ไม่ได้รับเงินเดือนสำหรับวันเหล่านี้"),
    "no_step": Text.of(en="; no rise of the salary in that half year", th="; ไม่ได้เลื่อนเงินเดือนในครึ่งปีนั้น"),
}
_NOBODY = Text.of(en="Nobody was absent without leave.", th="ไม่มีผู้ขาดราชการ")
_WARN = Text.of(en="; warning day {day}", th="; ถึงวันแจ้งเตือน {day}")


@click.command()
@ON
@click.option("--format", "format_name", default=None, help="text, markdown, csv, json, html or a plugin's.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else it is printed.")
@common_options
def day(settings: Settings, on: date | None, format_name: str | None, out: Path | None) -> None:
    """Show the attendance register of a day (บัญชีลงเวลาการปฏิบัติราชการ), in any format."""
    with settings.open_office(read_only=True) as office:
        report = office.attendance.days.register(on or office.today(), language=settings.language)
        chosen = format_name or format_for(office, out, settings)
        if out is None:
            sys.stdout.flush()
            office.reports.render(report, chosen, sys.stdout.buffer)
            return
        with out.open("wb") as file:
            office.reports.render(report, chosen, file)
        click.echo(settings.say(WRITTEN.fill(path=out)))


@click.command()
@click.argument("person", metavar="PERSON")
@click.option("--in", "inside", type=Day(), help="A day of the month; by default today.")
@click.option("--explain", is_flag=True, help="Say of each day why.")
@common_options
def month(settings: Settings, person: str, inside: date | None, *, explain: bool) -> None:
    """Show what the days of PERSON's month came to (ผลการลงเวลารายเดือน)."""
    with settings.open_office(read_only=True) as office:
        one = inside or office.today()
        results = office.attendance.days.month(person, one.year, one.month)
        if not explain:
            print_listing(office.attendance.days.table(results), office, settings, ("staff",))
        elif settings.as_json:
            print_json([{"day": found.day, "why": dict(found.explain().forms)} for found in results])
        else:
            for found in results:
                click.echo(settings.say(_EXPLAINED.fill(day=found.day, why=found.explain())))


@click.command()
@FIRST
@click.option("--last", type=Day(), help="Last day; by default today.")
@common_options
def absences(settings: Settings, first: date, last: date | None) -> None:
    """Show absence without leave in one stretch, the longest first (ละทิ้งหน้าที่ราชการ)."""
    with settings.open_office(read_only=True) as office:
        runs = office.attendance.days.absences(first, last or office.today())
        if settings.as_json:
            names = ("user", "first", "last", "days", "warn_on", "grave_on", "unpaid", "no_step")
            print_json([{name: getattr(run, name) for name in names} for run in runs])
            return
        say_if_none(runs, settings, _NOBODY)
        for run in runs:
            cited = ", ".join(map(str, run.citations))
            grave = _GRAVE.fill(day=run.grave_on, citations=cited) if run.grave_on else None
            warned = _WARN.fill(day=run.warn_on) if run.warn_on else ""
            person = called(office, run.user)
            told = {"person": person, "days": run.days, "first": run.first, "last": run.last, "grave": grave or warned}
            follows = [settings.say(text) for name, text in _FOLLOWS.items() if getattr(run, name)]
            click.echo(settings.say(_RUN.fill(**told)) + "".join(follows))
