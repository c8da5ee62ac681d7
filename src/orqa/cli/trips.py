"""Trips abroad of staff and executives at the command line (การไปราชการต่างประเทศ)."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from orqa.base.refs import RecordRef
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY, options, print_listing, tell
from orqa.cli.output import print_json
from orqa.cli.partnership_files import file_commands
from orqa.cli.visits import print_versions, told


@click.group()
def trip() -> None:
    """Keep trips abroad of staff and executives, from the request to the report (การไปราชการต่างประเทศ)."""


@trip.command()
@click.argument("person")
@click.argument("purpose")
@options(
    click.option("--country", required=True, help="Its name in English or Thai, or its ISO 3166-1 code."),
    FIRST,
    click.option("--last", type=Day(), required=True, help="Last day."),
    click.option("--unit", required=True, help="Code of the unit that asks."),
    click.option("--place", default="", help="City or institution."),
    click.option("--partner", default="", help="The institution, by id, identifier or name."),
    click.option("--agreement", help="Id of the agreement that it uses."),
    click.option("--visit", help="Id of the delegation that it is part of."),
    click.option("--passport", default="", help="Code of the vocabulary passport, e.g. official."),
    click.option("--visa", default="", help="What is known of visa and letter to the embassy."),
    click.option("--letter", "letters", multiple=True, help="Id of a letter that it goes back to; several."),
    click.option("--line", help="Id of the line of the budget that pays."),
    click.option(
        "--plan",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="What is estimated, a file as of orqa budget estimate abroad.",
    ),
    click.option("--report-by", type=Day(), help="Day by which to report; by default as the rule says."),
    KEY,
)
@common_options
def ask(settings: Settings, person: str, purpose: str, plan: Path | None, line: str | None, **given: Any) -> None:
    """Ask for a trip abroad of PERSON, a staff code (ขออนุมัติไปราชการต่างประเทศ)."""
    from orqa.office.budgets.estimate_files import planned_of, read_plan_file

    with settings.open_office() as office:
        if plan is not None:
            given["plan"] = planned_of("abroad", read_plan_file(plan), office.profile.currency, plan.name)
        given["budget_line"] = RecordRef("budget-line", line) if line else None
        tell(office.partnerships.trip(person, purpose, **given), settings)


@trip.command()
@click.argument("which")
@options(
    click.option("--reason", required=True, help="Why."),
    click.option("--purpose", help="What for."),
    click.option("--country", help="Its name in English or Thai, or its ISO 3166-1 code."),
    click.option("--first", type=Day(), help="First day."),
    click.option("--last", type=Day(), help="Last day."),
    click.option("--place", help="City or institution."),
    click.option("--partner", help="The institution; empty for none that is kept."),
    click.option("--agreement", help="Id of the agreement that it uses; empty for none."),
    click.option("--visit", help="Id of the delegation that it is part of; empty for none."),
    click.option("--passport", help="Code of the vocabulary passport, e.g. official."),
    click.option("--visa", help="What is known of visa and letter to the embassy."),
    click.option("--report-by", type=Day(), help="Day by which to report."),
    KEY,
)
@common_options
def change(settings: Settings, which: str, reason: str, key: str | None, **given: Any) -> None:
    """Change the trip WHICH while it waits for permission: a new version, with the reason (แก้ไขคำขอ)."""
    named = {name: value for name, value in given.items() if value is not None}
    with settings.open_office() as office:
        told(office.partnerships.trips.change(which, reason, key=key, **named), settings)


@trip.command()
@click.argument("which")
@common_options
def versions(settings: Settings, which: str) -> None:
    """List the versions of the trip WHICH, each with the reason for it (ประวัติการแก้ไข)."""
    from orqa.domain.partnerships.official_trips import STATES

    with settings.open_office(read_only=True) as office:
        found = office.partnerships.trips.versions(which)
    print_versions(found, settings, STATES)


@trip.command()
@click.argument("which")
@KEY
@common_options
def submit(settings: Settings, which: str, key: str | None) -> None:
    """Send the trip WHICH along its route (เสนอขออนุมัติ)."""
    with settings.open_office() as office:
        told(office.partnerships.trips.submit(which, key=key), settings)


@trip.command()
@click.argument("which")
@options(click.option("--document", default="", help="Number of the order, where it was permitted on paper."), KEY)
@common_options
def permit(settings: Settings, which: str, document: str, key: str | None) -> None:
    """Enter that the trip WHICH is permitted; its days become official duty (บันทึกการอนุมัติ)."""
    with settings.open_office() as office:
        told(office.partnerships.trips.permit(which, document, key=key), settings)


@trip.command()
@click.argument("which")
@options(click.option("--text", required=True, help="What came of it."), KEY)
@common_options
def report(settings: Settings, which: str, text: str, key: str | None) -> None:
    """Report after the return from the trip WHICH (รายงานผล)."""
    with settings.open_office() as office:
        told(office.partnerships.trips.report(which, text, key=key), settings)


@trip.command()
@click.argument("which")
@options(click.option("--reason", required=True, help="Why."), KEY)
@common_options
def cancel(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Say that the trip WHICH does not take place (ยกเลิก)."""
    with settings.open_office() as office:
        told(office.partnerships.trips.cancel(which, reason, key=key), settings)


@trip.command("list")
@options(
    click.option("--first", type=Day(), help="Those that begin on this day or later."),
    click.option("--last", type=Day(), help="Those that begin on this day or before."),
    click.option("--overdue", is_flag=True, help="Those alone whose report is late."),
)
@common_options
def list_trips(settings: Settings, first: date | None, last: date | None, *, overdue: bool) -> None:
    """List trips by their days (ทะเบียนการไปราชการต่างประเทศ)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.trips.table(first, last, overdue=overdue), office, settings)


@trip.command()
@click.argument("which")
@common_options
def show(settings: Settings, which: str) -> None:
    """Show the trip WHICH, whole, as JSON."""
    from attrs import asdict

    with settings.open_office(read_only=True) as office:
        print_json(asdict(office.partnerships.trips.get(which)))


file_commands(trip, "official-trip")
