"""Corrected times of punches at the command line (การแก้เวลาที่เครื่องบันทึกผิด)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from orqa.base.language import Text
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY
from orqa.cli.output import print_json
from orqa.cli.punch_requests import LISTED, tell_filed, tell_listed

if TYPE_CHECKING:
    from orqa.domain.attendance.corrections import PunchCorrection

_MOMENT = click.DateTime(["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"])
_LINE = Text.of(
    en="{told} of the clock {clock} was {right}: {reason} ({state})",
    th="เวลา {told} ของเครื่อง {clock} แก้เป็น {right}: {reason} ({state})",
)
_DOUBTFUL = Text.of(
    en="{clock}: user {user}, {told} (line {line})", th="{clock}: ผู้ใช้ {user} เวลา {told} (บรรทัด {line})"
)


@click.group()
def correction() -> None:
    """Punches that a clock told with a wrong time (การแก้เวลาที่เครื่องบันทึกผิด)."""


@correction.command()
@click.argument("person", metavar="PERSON")
@click.option("--clock", required=True, help="Code of the clock.")
@click.option("--told", type=_MOMENT, required=True, help="Time by the clock, e.g. 2000-01-01 00:12:33.")
@click.option("--right", type=_MOMENT, required=True, help="When it was, e.g. 2026-03-02 08:21.")
@click.option("--reason", required=True, help="Why the clock was wrong.")
@KEY
@common_options
def file(  # noqa: PLR0913, PLR0917 - what a clock told, and what is right
    settings: Settings, person: str, clock: str, told: datetime, right: datetime, reason: str, key: str | None
) -> None:
    """File when a punch of PERSON was that a clock told wrong (ยื่นแก้เวลา); approve with orqa approval approve."""
    with settings.open_office() as office:
        request = office.attendance.corrections.file(person, clock, told, right, reason, key=key)
        tell_filed(settings, "correction", request)


@correction.command("list")
@LISTED
@common_options
def list_corrections(settings: Settings, first: date, last: date, person: str) -> None:
    """Show corrections that concern days from one to another (รายการแก้เวลา)."""
    with settings.open_office(read_only=True) as office:
        corrections = office.attendance.corrections
        approved = [one.id for one in corrections.approved(first, last, person)]
        tell_listed(settings, _LINE, [_data(one) for one in corrections.list(first, last, person)], approved)


@correction.command()
@click.option("--clock", default="", help="Of one clock only.")
@common_options
def doubtful(settings: Settings, clock: str) -> None:
    """Show punches whose dates cannot be right, by the kept files (การลงเวลาที่น่าสงสัย)."""
    with settings.open_office(read_only=True) as office:
        found = office.attendance.corrections.doubtful(clock)
        rows = [{"clock": one.clock, "user": one.user, "told": str(one.told), "line": one.line} for one in found]
        if settings.as_json:
            print_json(rows)
            return
        for row in rows:
            click.echo(settings.say(_DOUBTFUL.fill(**row)))


def _data(one: "PunchCorrection") -> dict[str, object]:
    times = {"told": str(one.told), "right": f"{one.right:%Y-%m-%d %H:%M}"}
    return {"id": one.id, "person": one.person, "clock": one.clock, **times, "reason": one.reason}
