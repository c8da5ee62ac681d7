"""Reasons for missing punches at the command line (คำชี้แจงการไม่ได้ลงเวลา)."""

from datetime import date
from typing import TYPE_CHECKING

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY
from orqa.cli.output import print_json
from orqa.domain.attendance.schedules import clock_of

if TYPE_CHECKING:
    from orqa.domain.attendance.reasons import PunchReason

_FILED = Text.of(
    en="Filed; it counts when the request {request} is approved", th="ยื่นแล้ว มีผลเมื่อคำขอ {request} ได้รับความเห็นชอบ"
)
_LINE = Text.of(en="{day} {clock} {reason} ({state})", th="{day} {clock} {reason} ({state})")
_APPROVED = Text.of(en="approved", th="เห็นชอบแล้ว")
_WAITS = Text.of(en="does not count", th="ยังไม่มีผล")


@click.group()
def reason() -> None:
    """Reasons for missing punches (คำชี้แจงการไม่ได้ลงเวลา)."""


@reason.command()
@click.argument("person", metavar="PERSON")
@click.argument("day", type=Day())
@click.argument("clock", metavar="HH:MM")
@click.option("--reason", "why", required=True, help="Why there is no punch.")
@KEY
@common_options
def file(settings: Settings, person: str, day: date, clock: str, why: str, key: str | None) -> None:  # noqa: PLR0913, PLR0917
    """File that PERSON came or left at a time on a DAY (ยื่นคำชี้แจง); approve with orqa approval approve."""
    with settings.open_office() as office:
        request = office.attendance.reasons.file(person, day, clock, why, key=key)
        if settings.as_json:
            print_json({"approval": request.id, "reason": request.about.id})
        else:
            click.echo(settings.say(_FILED.fill(request=request.id)))


@reason.command("list")
@FIRST
@click.option("--last", type=Day(), required=True, help="Last day.")
@click.option("--person", default="", help="Staff number; by default everybody.")
@common_options
def list_reasons(settings: Settings, first: date, last: date, person: str) -> None:
    """Show reasons about days from one to another (คำชี้แจงที่ยื่นไว้)."""
    with settings.open_office(read_only=True) as office:
        reasons = office.attendance.reasons
        approved = {one.id for one in reasons.approved(first, last, person)}
        found = reasons.list(first, last, person)
        if settings.as_json:
            print_json([_data(one) | {"approved": one.id in approved} for one in found])
            return
        for one in found:
            state = _APPROVED if one.id in approved else _WAITS
            click.echo(settings.say(_LINE.fill(state=state, **_data(one))))


def _data(one: "PunchReason") -> dict[str, object]:
    return {"id": one.id, "person": one.person, "day": one.day, "clock": clock_of(one.minute), "reason": one.reason}
