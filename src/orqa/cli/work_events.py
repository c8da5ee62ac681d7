"""Official duty, training and the like at the command line (ไปราชการ อบรม พฤติการณ์พิเศษ)."""

from datetime import date
from typing import Any

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY, ORDER, options, print_listing
from orqa.cli.output import print_json
from orqa.cli.work_schedules import told
from orqa.domain.attendance.events import Half

_ORDERED = Text.of(en="{day}: {regions} ({citations})", th="{day}: {regions} ({citations})")


@click.group()
def event() -> None:
    """What days are spent with besides work at the office (ไปราชการ อบรม ปฏิบัติงานนอกสถานที่ตั้ง)."""


@event.command()
@click.argument("code", metavar="EVENT")
@options(
    FIRST,
    click.option("--last", type=Day(), help="Last day; by default the first."),
    click.option("--person", default="", help="Staff number; or"),
    click.option("--unit", default="", help="code of a unit; neither is everybody."),
    click.option("--half", type=click.Choice([str(half) for half in Half]), default="whole", help="Part of each day."),
    click.option("--late-until", default="", help="Only that coming by this time is not late, e.g. 10:00."),
    click.option("--title", default="", help="What it is about."),
    ORDER,
    KEY,
)
@common_options
def add(settings: Settings, code: str, **fields: Any) -> None:
    """Keep EVENT, e.g. official_duty, training, home_working (บันทึกการไปราชการ)."""
    with settings.open_office() as office:
        told(office.attendance.events.add(code, **fields), settings)


@event.command()
@click.argument("identity", metavar="ID")
@click.option("--reason", required=True, help="Why.")
@KEY
@common_options
def withdraw(settings: Settings, identity: str, **how: Any) -> None:
    """Withdraw an event; its days are judged without it (ยกเลิกรายการ)."""
    with settings.open_office() as office:
        told(office.attendance.events.withdraw(identity, **how), settings)


@event.command("list")
@FIRST
@click.option("--last", type=Day(), required=True, help="Last day.")
@common_options
def list_events(settings: Settings, first: date, last: date) -> None:
    """Show what stands from one day to another (รายการไปราชการและเหตุอื่น)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.attendance.events.table(first, last), office, settings)


@event.command()
@click.argument("person", metavar="PERSON")
@click.argument("day", type=Day())
@click.option("--text", required=True, help="What was done.")
@KEY
@common_options
def report(settings: Settings, person: str, day: date, text: str, key: str | None) -> None:
    """Report the work of a DAY at home, which proves it (รายงานผลการปฏิบัติงานนอกสถานที่ตั้ง)."""
    with settings.open_office() as office:
        told(office.attendance.events.report(person, day, text, key=key), settings)


@event.command()
@FIRST
@click.option("--last", type=Day(), required=True, help="Last day.")
@click.option("--unit", default="", help="Only days that were ordered where this unit stands.")
@common_options
def ordered(settings: Settings, first: date, last: date, unit: str) -> None:
    """Show days on which the cabinet had people work from home, no holidays (มติ ครม. ให้ปฏิบัติงานที่พัก)."""
    with settings.open_office(read_only=True) as office:
        found = office.attendance.events.ordered(first, last, unit)
        cited = [str(citation) for citation in found.citations]
        if settings.as_json:
            print_json([{"day": one.day, "regions": list(one.regions), "citations": cited} for one in found.value])
            return
        for one in found.value:
            told_day = {"day": day_text(one.day), "regions": ", ".join(one.regions), "citations": ", ".join(cited)}
            click.echo(settings.say(_ORDERED.fill(**told_day)))
