"""Positions and people at the command line (ตำแหน่งและบุคลากร)."""

from datetime import date
from typing import Any

import click

from orqa.base.language import Text
from orqa.cli.desk import show
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import (
    ENGLISH,
    FIRST,
    KEY,
    LAST,
    ON,
    ORDER,
    in_languages,
    options,
    print_listing,
    tell,
)
from orqa.cli.output import print_json
from orqa.office.organization_tables import CODES

_END = click.option("--last", type=Day(), required=True, help="Last day.")
_UNIT = click.option("--unit", required=True, help="Code of the unit.")


@click.group()
def position() -> None:
    """Keep the positions of units, with the roles of their holders (ตำแหน่ง)."""


@position.command("add")
@click.argument("code")
@click.argument("title")
@options(_UNIT, FIRST, LAST)
@click.option("--role", "roles", multiple=True, help="Code of the vocabulary role; may be given several times.")
@click.option("--head", "is_head", is_flag=True, help="Its holder heads the unit.")
@options(ENGLISH, KEY)
@common_options
def add_position(settings: Settings, code: str, title: str, english: str | None, **fields: Any) -> None:
    """Add the position CODE, called TITLE; {unit} in it stands for the name of its unit (กำหนดตำแหน่ง)."""
    with settings.open_office() as office:
        tell(office.organization.add_position(code, in_languages(office, title, english) or "", **fields), settings)


@position.command("close")
@click.argument("code")
@options(_END, KEY)
@common_options
def close_position(settings: Settings, code: str, **fields: Any) -> None:
    """Abolish the position CODE, in which nobody is any more (ยุบเลิกตำแหน่ง)."""
    with settings.open_office() as office:
        tell(office.organization.close_position(code, **fields), settings)


@position.command("list")
@ON
@common_options
def list_positions(settings: Settings, on: date | None) -> None:
    """List the positions of a day, who holds them and who acts in them."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.organization.table("positions", on=on), office, settings, CODES)


@click.group()
def person() -> None:
    """Keep the people who work here (บุคลากร)."""


_CONTACTS = (click.option("--email", help="For letters and reminders."), click.option("--phone", help="At the office."))
_FAMILY = click.option("--family", help="Family name.")
_PREFIX = click.option("--prefix", help="What stands before the name, e.g. นางสาว.")
_IN_ENGLISH = (
    click.option("--given-en", help="Given name in English."),
    click.option("--family-en", help="Family name in English."),
    click.option("--prefix-en", help="Prefix in English."),
)


@person.command("add")
@click.argument("code")
@click.argument("given")
@options(_FAMILY, _PREFIX, *_IN_ENGLISH, *_CONTACTS, KEY)
@common_options
def add_person(settings: Settings, code: str, key: str | None, **fields: Any) -> None:
    """Add the person with the staff number CODE and the given name GIVEN (เพิ่มบุคลากร)."""
    with settings.open_office() as office:
        names = {"given_name": "given", "family_name": "family", "prefix": "prefix"}
        texts: Any = {new: in_languages(office, fields[old], fields[f"{old}_en"]) for new, old in names.items()}
        contacts = {name: fields[name] or "" for name in ("email", "phone")}
        done = office.organization.add_person(
            code, **{**texts, "given_name": texts["given_name"] or ""}, **contacts, key=key
        )
        tell(done, settings)


@person.command("correct")
@click.argument("code")
@options(click.option("--given", help="Given name."), _FAMILY, _PREFIX, *_IN_ENGLISH, *_CONTACTS, KEY)
@common_options
def correct_person(settings: Settings, code: str, key: str | None, **fields: Any) -> None:
    """Correct what is kept of the person CODE; an empty value takes it away (แก้ไขข้อมูลบุคลากร).

    A name is replaced in all its languages: give it in each.
    """
    with settings.open_office() as office:
        names = {"given_name": "given", "family_name": "family", "prefix": "prefix"}
        corrected: dict[str, Any] = {name: fields[name] for name in ("email", "phone") if fields[name] is not None}
        for new, old in names.items():
            if fields[old] is not None or fields[f"{old}_en"]:
                corrected[new] = in_languages(office, fields[old], fields[f"{old}_en"]) or ""
        tell(office.organization.correct_person(code, key=key, **corrected), settings)


@person.command("list")
@ON
@common_options
def list_people(settings: Settings, on: date | None) -> None:
    """List the people, their positions and roles on a day."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.organization.table("people", on=on), office, settings, (*CODES, "email", "phone"))


@person.command("show")
@click.argument("code")
@ON
@common_options
def show_person(settings: Settings, code: str, on: date | None) -> None:
    """Show the person with the staff number CODE: posts, acting and roles, each with the id that `orqa end` takes."""
    with settings.open_office(read_only=True) as office:
        org = office.organization
        found, day = org.person(code), on or office.today()
        row = next(row for row in org.table("people", on=day).records(personal=True) if row["code"] == found.code)
        table = org.tenures(found.code)
        if settings.as_json:
            print_json({"on": day, "person": row, "tenures": list(table.records(personal=True))})
            return
        for name, value in row.items():
            if value and name not in CODES:
                click.echo(settings.say(value) if isinstance(value, Text) else value)
        show(office, settings, table, CODES)


_PERSON = click.argument("person")


@click.command()
@_PERSON
@click.argument("position")
@options(FIRST, LAST, ORDER, KEY)
@common_options
def appoint(settings: Settings, person: str, position: str, **fields: Any) -> None:
    """Appoint PERSON (staff number) to POSITION (แต่งตั้ง)."""
    with settings.open_office() as office:
        tell(office.organization.appoint(person, position, **fields), settings)


@click.command("act-for")
@_PERSON
@click.argument("position")
@click.option("--basis", required=True, help="head-absent, post-vacant or delegated (vocabulary acting-basis).")
@options(FIRST, LAST, ORDER, click.option("--scope", default="", help="What is delegated, in words."), KEY)
@common_options
def act_for(settings: Settings, person: str, position: str, **fields: Any) -> None:
    """Let PERSON act for the holder of POSITION (รักษาราชการแทน, รักษาการในตำแหน่ง, ปฏิบัติราชการแทน)."""
    with settings.open_office() as office:
        tell(office.organization.act_for(person, position, **fields), settings)


@click.command()
@_PERSON
@click.argument("role")
@options(_UNIT, FIRST, LAST, ORDER, KEY)
@common_options
def grant(settings: Settings, person: str, role: str, **fields: Any) -> None:
    """Give PERSON a ROLE in a unit without a post, such as registrar (มอบหมายหน้าที่)."""
    with settings.open_office() as office:
        tell(office.organization.grant(person, role, **fields), settings)


@click.command()
@_PERSON
@click.argument("level")
@options(FIRST, LAST, ORDER, KEY)
@common_options
def clear(settings: Settings, person: str, level: str, **fields: Any) -> None:
    """Clear PERSON for secret matter up to LEVEL; open takes a clearance back (สิทธิเข้าถึงข้อมูลข่าวสารลับ)."""
    with settings.open_office() as office:
        tell(office.organization.clear(person, level, **fields), settings)


@click.command()
@click.argument("identity", metavar="ID")
@options(_END, KEY)
@common_options
def end(settings: Settings, identity: str, **fields: Any) -> None:
    """Let an appointment, an acting or a granted role end earlier; ID as `orqa person show` prints it (สิ้นสุด)."""
    with settings.open_office() as office:
        tell(office.organization.end(identity, **fields), settings)


@click.command()
@_PERSON
@click.argument("position", required=False, default="")
@ON
@common_options
def sign(settings: Settings, person: str, position: str, on: date | None) -> None:
    """Print the lines under a signature of PERSON, in the own post or in POSITION (การลงชื่อ)."""
    with settings.open_office(read_only=True) as office:
        signed = office.organization.signature(person, position, on=on)
        if settings.as_json:
            print_json({"lines": signed.value, "citations": [str(citation) for citation in signed.citations]})
            return
        for line in signed.value:
            click.echo(settings.say(line))
