"""Activities of cooperation at the command line (กิจกรรมความร่วมมือ)."""

from datetime import date
from typing import Any

import click

from orqa.cli.options import Settings, common_options
from orqa.cli.organization import FIRST, KEY, LAST, options, print_listing
from orqa.cli.partnership_files import file_commands
from orqa.cli.visits import AGREEMENT, OWNER, PARTNER, REASON, SINCE, UNIT, UNTIL, told


@click.group()
def activity() -> None:
    """Keep what is done under agreements: events, joint research, lectures, camps (กิจกรรมความร่วมมือ)."""


@activity.command("add")
@click.argument("activity_kind", metavar="KIND")
@click.argument("title")
@options(FIRST, LAST, PARTNER, AGREEMENT, UNIT, OWNER)
@options(
    click.option("--ours", type=click.IntRange(min=0), help="How many of the university take part."),
    click.option("--theirs", type=click.IntRange(min=0), help="How many of the partner."),
    click.option("--part-of", help="Id of the activity that it splits off, for a further agreement."),
    KEY,
)
@common_options
def add_activity(settings: Settings, activity_kind: str, title: str, **given: Any) -> None:
    """Add the activity TITLE of the KIND of the vocabulary cooperation-activity, e.g. lecture."""
    with settings.open_office() as office:
        told(office.partnerships.activity(activity_kind, title, **given), settings)


@activity.command("held")
@click.argument("which")
@KEY
@common_options
def held_activity(settings: Settings, which: str, key: str | None) -> None:
    """Say that the activity WHICH took place; it counts for its agreement."""
    with settings.open_office() as office:
        told(office.partnerships.activities.hold(which, key=key), settings)


@activity.command("cancel")
@click.argument("which")
@options(REASON, KEY)
@common_options
def cancel_activity(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Say that the activity WHICH does not take place (ยกเลิก)."""
    with settings.open_office() as office:
        told(office.partnerships.activities.cancel(which, reason, key=key), settings)


@activity.command("list")
@options(SINCE, UNTIL)
@common_options
def list_activities(settings: Settings, first: date | None, last: date | None) -> None:
    """List activities by their days (ทะเบียนกิจกรรมความร่วมมือ)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.activities.table(first, last), office, settings)


file_commands(activity, "activity")
