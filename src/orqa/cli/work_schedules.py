"""Who works by which schedule, at the command line (ตารางเวลาทำงาน)."""

from datetime import date
from typing import Any

import click

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY, LAST, ON, ORDER, options
from orqa.cli.output import print_json
from orqa.domain.attendance.schedules import clock_of

_KEPT = Text.of(en="Recorded: {record}", th="บันทึกแล้ว: {record}")
_TOLD = Text.of(en="{title} ({code}), by {citations}", th="{title} ({code}) ตาม {citations}")


@click.group()
def schedule() -> None:
    """Who works by which hours (ตารางเวลาทำงาน)."""


@schedule.command()
@click.argument("code", metavar="SCHEDULE")
@options(
    FIRST,
    LAST,
    click.option("--person", default="", help="Staff number; or"),
    click.option("--unit", default="", help="code of a unit, for those below it as well."),
    ORDER,
    KEY,
)
@common_options
def assign(settings: Settings, code: str, **fields: Any) -> None:
    """Let a person or unit work by SCHEDULE, e.g. slot_0730 (กำหนดเวลาทำงาน)."""
    with settings.open_office() as office:
        told(office.attendance.schedules.assign(code, **fields), settings)


@schedule.command()
@click.argument("identity", metavar="ID")
@click.option("--last", type=Day(), required=True, help="Last day.")
@KEY
@common_options
def end(settings: Settings, identity: str, **how: Any) -> None:
    """Keep the last day of an assignment (สิ้นสุดการกำหนด)."""
    with settings.open_office() as office:
        told(office.attendance.schedules.end(identity, **how), settings)


@schedule.command()
@click.argument("person", metavar="PERSON")
@ON
@common_options
def show(settings: Settings, person: str, on: date | None) -> None:
    """Tell by which schedule PERSON works on a day (ตารางเวลาของบุคลากร)."""
    with settings.open_office(read_only=True) as office:
        found = office.attendance.schedules.of(person, on)
        cited = [str(citation) for citation in found.citations]
        if settings.as_json:
            hours = {"start": clock_of(found.start), "end": clock_of(found.end)}
            print_json({"schedule": found.code, "mode": found.mode, **hours, "citations": cited})
        else:
            said = _TOLD.fill(title=found.title, code=found.code, citations=", ".join(dict.fromkeys(cited)))
            click.echo(settings.say(said))


def told(record: Record, settings: Settings) -> None:
    """Print which record was written."""
    if settings.as_json:
        print_json({"kind": record.kind, "id": record.id, "version": record.version})
    else:
        click.echo(settings.say(_KEPT.fill(record=record.ref)))
