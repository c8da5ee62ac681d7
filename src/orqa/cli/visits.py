"""Visits, delegations and activities of cooperation at the command line (การเยือนและกิจกรรมความร่วมมือ)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY, LAST, options, print_listing
from orqa.cli.output import print_findings, print_json

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.domain.partnerships.visits import Visit

_KEPT = Text.of(en="Recorded: {record}", th="บันทึกแล้ว: {record}")
_HEAD = Text.of(
    en="{purpose} ({id}): {direction}, {first} – {last}, {state}",
    th="{purpose} ({id}): {direction} {first} – {last} {state}",
)
_ITEM = Text.of(en="  {on} {time} {what} {place}", th="  {on} {time} {what} {place}")
_MEMBER = Text.of(en="  Member: {name} {post}", th="  คณะ: {name} {post}")
_GIFT = Text.of(en="  Gift ({way}): {what} {value}", th="  ของที่ระลึก ({way}): {what} {value}")
_STEP = Text.of(en="[{done}] {due}: {title} ({task})", th="[{done}] {due}: {title} ({task})")
_WAYS = {"given": Text.of(en="given", th="มอบให้"), "received": Text.of(en="received", th="ได้รับ")}

_PARTNER = click.option("--partner", default="", help="The institution, by id, identifier or name.")
_AGREEMENT = click.option("--agreement", help="Id of the agreement that it uses.")
_UNIT = click.option("--unit", default="", help="Code of the unit.")
_OWNER = click.option("--owner", default="", help="Staff code of the person in charge.")
_REASON = click.option("--reason", required=True, help="Why.")
_SINCE = click.option("--first", type=Day(), help="Those that begin on this day or later.")
_UNTIL = click.option("--last", type=Day(), help="Those that begin on this day or before.")


def money(_context: click.Context, _option: click.Parameter, value: str | None) -> Money | None:
    """An amount of an option, such as ``1,500 THB``."""
    return None if value is None else Money.parse(value)


def told(record: "Record", settings: Settings) -> None:
    """Print what was recorded."""
    if settings.as_json:
        print_json({"kind": record.kind, "id": record.id, "state": str(getattr(record, "state", ""))})
        return
    click.echo(settings.say(_KEPT.fill(record=record.ref)))


@click.group()
def visit() -> None:
    """Keep visits and delegations, in and out (การเยือนและคณะผู้แทน)."""


@visit.command()
@click.argument("purpose")
@options(click.option("--direction", type=click.Choice(["received", "sent"]), default="received", show_default=True))
@options(FIRST, LAST, _PARTNER, click.option("--visitor", default="", help="Who comes, where it is no partner."))
@options(_AGREEMENT, _UNIT, _OWNER)
@options(
    click.option("--member", "members", multiple=True, metavar="NAME=POST", help="Of the delegation; several."),
    click.option("--interpreter", "interpreters", multiple=True, help="Who interprets; may be given several times."),
    click.option("--letter", "letters", multiple=True, help="Id of a letter that it goes back to; several."),
    click.option("--line", help="Id of the line of the budget that pays."),
    click.option("--estimate", callback=money, help="What it may cost, e.g. 12,500 THB."),
    KEY,
)
@common_options
def add(
    settings: Settings, purpose: str, direction: str, members: tuple[str, ...], line: str | None, **given: Any
) -> None:
    """Add a visit that is planned (บันทึกแผนการเยือน)."""
    from orqa.domain.partnerships.visits import Member

    pairs = [one.partition("=") for one in members]
    with settings.open_office() as office:
        given["members"] = [Member(name=name, post=post) for name, _, post in pairs]
        given["budget_line"] = RecordRef("budget-line", line) if line else None
        told(office.partnerships.visit(direction, purpose, **given), settings)


@visit.command()
@click.argument("which")
@KEY
@common_options
def confirm(settings: Settings, which: str, key: str | None) -> None:
    """Say that the visit WHICH takes place (ยืนยัน)."""
    with settings.open_office() as office:
        told(office.partnerships.visits.confirm(which, key=key), settings)


@visit.command()
@click.argument("which")
@KEY
@common_options
def held(settings: Settings, which: str, key: str | None) -> None:
    """Say that the visit WHICH took place; it counts for its agreement from then on."""
    with settings.open_office() as office:
        told(office.partnerships.visits.hold(which, key=key), settings)


@visit.command()
@click.argument("which")
@options(click.option("--text", required=True, help="What came of it."), KEY)
@common_options
def report(settings: Settings, which: str, text: str, key: str | None) -> None:
    """Keep what came of the visit WHICH (รายงานผล)."""
    with settings.open_office() as office:
        told(office.partnerships.visits.report(which, text, key=key), settings)


@visit.command()
@click.argument("which")
@options(_REASON, KEY)
@common_options
def cancel(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Say that the visit WHICH does not take place (ยกเลิก)."""
    with settings.open_office() as office:
        told(office.partnerships.visits.cancel(which, reason, key=key), settings)


@visit.command()
@click.argument("which")
@click.argument("what")
@options(
    click.option("--way", type=click.Choice(["given", "received"]), required=True, help="Who gave it."),
    click.option("--value", callback=money, help="What it is worth, e.g. 900 THB."),
    click.option("--person", default="", help="Who gave or got it."),
    click.option("--on", type=Day(), help="The day; by default the first day of the visit."),
    KEY,
)
@common_options
def gift(settings: Settings, which: str, on: date | None, key: str | None, **given: Any) -> None:
    """Keep WHAT as a gift of the visit WHICH (ของที่ระลึก)."""
    from orqa.domain.partnerships.visits import Gift

    with settings.open_office() as office:
        visits = office.partnerships.visits
        made = visits.add_gift(which, Gift(on=on or visits.get(which).first, **given), key=key)
        print_findings(visits.check(made), settings, to_stderr=True)
        told(made, settings)


@visit.command()
@click.argument("which")
@click.argument("what")
@options(
    click.option("--on", type=Day(), help="The day; by default the first day of the visit."),
    click.option("--time", "clock", type=click.DateTime(["%H:%M", "%H.%M"]), help="When it begins, e.g. 09:30."),
    click.option("--place", default="", help="Where."),
    click.option("--host", default="", help="Who receives or leads."),
    KEY,
)
@common_options
def item(settings: Settings, which: str, on: date | None, clock: Any, key: str | None, **given: Any) -> None:
    """Put WHAT into the programme of the visit WHICH (กำหนดการ)."""
    from orqa.domain.partnerships.visits import ProgrammeItem

    starts = None if clock is None else clock.hour * 60 + clock.minute
    with settings.open_office() as office:
        visits = office.partnerships.visits
        made = ProgrammeItem(on=on or visits.get(which).first, starts=starts, **given)
        told(visits.add_item(which, made, key=key), settings)


@visit.command()
@click.argument("which")
@common_options
def checklist(settings: Settings, which: str) -> None:
    """Show what is to be done for the visit WHICH, by when, and what of it is done (รายการเตรียมการ)."""
    with settings.open_office(read_only=True) as office:
        steps = office.partnerships.visits.checklist(which)
    if settings.as_json:
        print_json([{"task": one.id, "title": one.title, "due": one.due, "state": one.state.value} for one in steps])
        return
    for one in steps:
        done = "x" if one.state.value == "done" else " "
        due = day_text(one.due) if one.due else "–"
        click.echo(settings.say(_STEP.fill(done=done, due=due, title=one.title or "–", task=one.id)))


@visit.command("list")
@options(_SINCE, _UNTIL)
@common_options
def list_visits(settings: Settings, first: date | None, last: date | None) -> None:
    """List visits by their days (ทะเบียนการเยือน)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.visits.table(first, last), office, settings)


@visit.command()
@click.argument("which")
@common_options
def show(settings: Settings, which: str) -> None:
    """Show the visit WHICH with delegation, programme and gifts."""
    with settings.open_office(read_only=True) as office:
        found = office.partnerships.visits.get(which)
    if settings.as_json:
        from attrs import asdict

        print_json(asdict(found))
        return
    _print(found, settings)


def _print(found: "Visit", settings: Settings) -> None:
    from orqa.domain.partnerships.visits import DIRECTIONS, STATES

    head = {"purpose": found.purpose, "id": found.id, "direction": DIRECTIONS[found.direction]}
    days = {"first": day_text(found.first), "last": day_text(found.last)}
    lines = [_HEAD.fill(**head, **days, state=STATES[found.state])]
    lines += [_MEMBER.fill(name=one.name, post=one.post) for one in found.members]
    for one in found.programme:
        time = "" if one.starts is None else f"{one.starts // 60:02}:{one.starts % 60:02}"
        lines.append(_ITEM.fill(on=day_text(one.on), time=time, what=one.what, place=one.place))
    for each in found.gifts:
        lines.append(_GIFT.fill(way=_WAYS[each.way], what=each.what, value="" if each.value is None else each.value))
    for line in lines:
        click.echo(settings.say(line))
    if found.report:
        click.echo(found.report)


@click.group()
def activity() -> None:
    """Keep what is done under agreements: events, joint research, lectures, camps (กิจกรรมความร่วมมือ)."""


@activity.command("add")
@click.argument("activity_kind", metavar="KIND")
@click.argument("title")
@options(FIRST, LAST, _PARTNER, _AGREEMENT, _UNIT, _OWNER)
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
@options(_REASON, KEY)
@common_options
def cancel_activity(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Say that the activity WHICH does not take place (ยกเลิก)."""
    with settings.open_office() as office:
        told(office.partnerships.activities.cancel(which, reason, key=key), settings)


@activity.command("list")
@options(_SINCE, _UNTIL)
@common_options
def list_activities(settings: Settings, first: date | None, last: date | None) -> None:
    """List activities by their days (ทะเบียนกิจกรรมความร่วมมือ)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.activities.table(first, last), office, settings)
