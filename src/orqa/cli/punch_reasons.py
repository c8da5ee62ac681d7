"""Reasons for missing punches at the command line (คำชี้แจงการไม่ได้ลงเวลา)."""

from datetime import date
from typing import TYPE_CHECKING

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY
from orqa.cli.punch_requests import LISTED, tell_filed, tell_listed
from orqa.domain.attendance.schedules import clock_of

if TYPE_CHECKING:
    from orqa.domain.attendance.reasons import PunchReason

_LINE = Text.of(en="{day} {clock} {reason} ({state})", th="{day} {clock} {reason} ({state})")


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
        tell_filed(settings, "reason", request)


@reason.command("list")
@LISTED
@common_options
def list_reasons(settings: Settings, first: date, last: date, person: str) -> None:
    """Show reasons about days from one to another (คำชี้แจงที่ยื่นไว้)."""
    with settings.open_office(read_only=True) as office:
        reasons = office.attendance.reasons
        approved = [one.id for one in reasons.approved(first, last, person)]
        tell_listed(settings, _LINE, [_data(one) for one in reasons.list(first, last, person)], approved)


def _data(one: "PunchReason") -> dict[str, object]:
    return {"id": one.id, "person": one.person, "day": one.day, "clock": clock_of(one.minute), "reason": one.reason}
