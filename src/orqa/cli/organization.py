"""Units at the command line (หน่วยงาน), and what all commands that change the organization print."""

from collections.abc import Callable, Sized
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text, joined
from orqa.cli.desk import show
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.organizing import Changed
    from orqa.reporting.tables import Table

_DONE = Text.of(en="Recorded: {record}", th="บันทึกแล้ว: {record}")
_RULES = Text.of(en="by {citations}", th="ตาม {citations}")
_NOT_THERE = Text.of(en="{code} was no unit on {day}", th="วันที่ {day} ไม่มีหน่วยงาน {code}")
_PATH = Text.of(en="Part of: {units}", th="สังกัด: {units}")
_BELOW = Text.of(en="Below it: {units}", th="หน่วยงานในสังกัด: {units}")
_NAMED = Text.of(en="{title} ({code})", th="{title} ({code})")
_EMPTY = Text.of(en="There is nothing to list.", th="ไม่มีรายการ")
_NEXT = Text.of(en="Merged into: {units}", th="รวมเข้ากับ: {units}")

KEY = click.option("--key", help="Of your choice: the same call with the same key is done once.")
ORDER = click.option("--order", default="", help="Document that it rests on (คำสั่ง).")
ON = click.option("--on", type=Day(), help="Day; by default today.")
FIRST = click.option("--first", type=Day(), required=True, help="First day.")
LAST = click.option("--last", type=Day(), help="Last day; by default until further notice.")
ENGLISH = click.option("--en", "english", help="The same in English.")


def options(*which: Callable[..., Any]) -> Callable[..., Any]:
    """Several options of a command, in the order in which its help shows them."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(which):
            command = option(command)
        return command

    return decorate


def in_languages(office: "Office", text: str | None, english: str | None) -> dict[str, str] | None:
    """A text in the office's own language and, where it is given, in English; None for none."""
    forms = {office.profile.language: text, "en": english} if english else {office.profile.language: text}
    return {language: form for language, form in forms.items() if form} or None


def tell(changed: "Changed[Any]", settings: Settings) -> None:
    """Print what was recorded, what to look at, and the rules that it rests on."""
    cited = [str(citation) for citation in changed.decision.citations] if changed.decision else []
    if settings.as_json:
        findings = [finding_data(finding) for finding in changed.findings]
        record = changed.record
        print_json({"kind": record.kind, "id": record.id, "findings": findings, "citations": cited})
        return
    print_findings(changed.findings, settings, to_stderr=True)
    click.echo(settings.say(_DONE.fill(record=changed.record.ref)))
    if cited:
        click.echo(settings.say(_RULES.fill(citations=", ".join(cited))))


def print_listing(table: "Table", office: "Office", settings: Settings, leave_out: tuple[str, ...] = ()) -> None:
    """Print a table, whole as JSON, and how many rows it leaves out."""
    from orqa.reporting.preview import left_out_note

    note = left_out_note(table)
    if settings.as_json:
        print_json(list(table.records(personal=True)))
        if note is not None:
            click.echo(settings.say(note), err=True)
        return
    say_if_none(list(table.rows()), settings)
    show(office, settings, table, leave_out)
    if note is not None:
        click.echo(settings.say(note))


def say_if_none(found: Sized, settings: Settings, text: Text = _EMPTY) -> None:
    """Say that a list is empty, where it is, so that nobody has to wonder."""
    if not found:
        click.echo(settings.say(text))


@click.group()
def unit() -> None:
    """Keep the units of the university, with what they were on each day (หน่วยงาน)."""


_LEVEL = click.option("--level", help="Code of the vocabulary unit-level, e.g. division.")
_LETTER_CODE = click.option("--letter-code", help="What stands before the slash of its letters' numbers.")
_REGION = click.option("--region", help="Where its people work, for holidays of a region, e.g. TH-90 or สงขลา.")
_PARENT = click.option("--parent", help="Code of the unit above it.")


@unit.command()
@click.argument("code")
@click.argument("title")
@options(FIRST, _PARENT, _LEVEL, _LETTER_CODE, _REGION, ORDER, ENGLISH, KEY)
@common_options
def add(settings: Settings, code: str, title: str, english: str | None, **fields: Any) -> None:
    """Add the unit CODE, called TITLE (จัดตั้งหน่วยงาน)."""
    with settings.open_office() as office:
        given = {name: value for name, value in fields.items() if value is not None}
        tell(office.organization.add_unit(code, in_languages(office, title, english) or "", **given), settings)


@unit.command()
@click.argument("code")
@click.argument("title")
@options(FIRST, ORDER, ENGLISH, KEY)
@common_options
def rename(settings: Settings, code: str, title: str, english: str | None, **fields: Any) -> None:
    """Call the unit CODE otherwise from a day on (เปลี่ยนชื่อหน่วยงาน)."""
    with settings.open_office() as office:
        tell(office.organization.rename(code, in_languages(office, title, english) or "", **fields), settings)


@unit.command()
@click.argument("code")
@click.argument("parent")
@options(FIRST, ORDER, KEY)
@common_options
def move(settings: Settings, code: str, parent: str, **fields: Any) -> None:
    """Put the unit CODE below the unit PARENT from a day on (ย้ายสังกัด)."""
    with settings.open_office() as office:
        tell(office.organization.move(code, parent, **fields), settings)


@unit.command()
@click.argument("code")
@options(FIRST, click.option("--title", help="Its name from then on."), ENGLISH)
@options(_PARENT, _LEVEL, _LETTER_CODE, _REGION, ORDER, KEY)
@common_options
def change(settings: Settings, code: str, title: str | None, english: str | None, **fields: Any) -> None:
    """Change several things of the unit CODE from the same day on (ปรับปรุงหน่วยงาน)."""
    with settings.open_office() as office:
        named = in_languages(office, title, english)
        tell(office.organization.change(code, title=named, **fields), settings)


_LAST_DAY = click.option("--last", type=Day(), required=True, help="Their last day.")


@unit.command()
@click.argument("codes", nargs=-1, required=True)
@options(click.option("--into", required=True, help="Code of the unit that takes their place."), _LAST_DAY, ORDER, KEY)
@common_options
def merge(settings: Settings, codes: tuple[str, ...], into: str, **fields: Any) -> None:
    """Merge units into another one (ยุบรวมหน่วยงาน)."""
    with settings.open_office() as office:
        tell(office.organization.merge(codes, into, **fields), settings)


@unit.command()
@click.argument("codes", nargs=-1, required=True)
@options(_LAST_DAY, ORDER, KEY)
@common_options
def close(settings: Settings, codes: tuple[str, ...], **fields: Any) -> None:
    """Close units that no other one takes the place of (ยุบเลิกหน่วยงาน)."""
    with settings.open_office() as office:
        tell(office.organization.close_unit(codes, **fields), settings)


@unit.command("list")
@ON
@common_options
def list_units(settings: Settings, on: date | None) -> None:
    """List the units of a day, from the top down, with their heads."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.organization.table("units", on=on), office, settings, ("region", "first", "order"))


@unit.command("show")
@click.argument("code")
@ON
@common_options
def show_unit(settings: Settings, code: str, on: date | None) -> None:
    """Show what the unit CODE was on a day, what stood above and below it, and what it was merged into."""
    with settings.open_office(read_only=True) as office:
        org, day = office.organization, on or office.today()
        found, now = org.unit(code), org.on(day)
        table = org.table("units", on=day)
        row = next((row for row in table.records(personal=True) if row["code"] == code), None)
        above, below, then = now.ancestors(code), now.children(code), org.structure.successors(found.id)
        if settings.as_json:
            print_json({"on": day, "unit": row, "above": above, "below": below, "merged_into": then})
            return
        if row is None:
            click.echo(settings.say(_NOT_THERE.fill(code=code, day=day.isoformat())))
        else:
            _lines(row, table, office, settings)
        for text, path in ((_PATH, above), (_BELOW, below), (_NEXT, then)):
            if path:
                shown = joined(_NAMED.fill(title=now.named(one), code=one) for one in path)
                click.echo(settings.say(text.fill(units=shown)))


def _lines(row: dict[str, Any], table: "Table", office: "Office", settings: Settings) -> None:
    from orqa.reporting.formatting import Style

    style = Style.of_profile(office.profile, settings.language)
    for column in table.columns:
        value = row[column.name]
        if value and column.name != "parent":
            text = settings.say(value) if isinstance(value, Text) else value
            click.echo(f"{settings.say(column.title)}: {style.date(value) if isinstance(value, date) else text}")


@unit.command()
@click.argument("code")
@common_options
def history(settings: Settings, code: str) -> None:
    """Show what the unit CODE was from its founding on (ประวัติหน่วยงาน)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.organization.history(code), office, settings)
