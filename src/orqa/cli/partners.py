"""Institutions that the university works with, at the command line (สถาบันคู่ความร่วมมือ)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text, joined
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY, ON, options, print_listing, tell
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.domain.partnerships.doubles import Doubles
    from orqa.domain.partnerships.records import Partner, PartnerContact
    from orqa.office.office import Office

_LIKENESS = {
    "same_identifier": Text.of(en="the same identifier, {shared}", th="รหัสเดียวกัน {shared}"),
    "same_name": Text.of(en="the same name, {shared}", th="ชื่อเดียวกัน {shared}"),
    "same_words": Text.of(en="the same words in another order, {shared}", th="คำเดียวกันแต่ต่างลำดับ {shared}"),
    "name_abroad": Text.of(
        en="the same name in different countries, {shared}: look before you merge",
        th="ชื่อเดียวกันแต่ต่างประเทศ {shared} โปรดตรวจสอบก่อนรวมรายการ",
    ),
}
_NONE = Text.of(en="No partner is there twice.", th="ไม่พบสถาบันที่อาจซ้ำกัน")
_MERGED = Text.of(en="Merged into {partner}", th="รวมเข้ากับ {partner}")
_NAME = Text.of(
    en="{name} ({language}, {script}) {first} – {last}", th="{name} ({language}, {script}) {first} – {last}"
)
_PART = Text.of(en="{title}: {value}", th="{title}: {value}")
_COUNTRY = Text.of(en="Country", th="ประเทศ")
_UNIT = Text.of(en="Unit", th="หน่วยงาน")
_CONTACT = Text.of(en="Contact", th="ผู้ประสานงาน")


@click.group()
def partner() -> None:
    """Keep the institutions that the university works with, under all their names (สถาบันคู่ความร่วมมือ)."""


_COUNTRY_OPTION = click.option("--country", help="Its name in English or Thai, or its ISO 3166-1 code.")
_ID = click.option(
    "--id", "identifiers", multiple=True, metavar="SCHEME=ID", help="Identifier: ror, erasmus, schac, pic or oid."
)
_UNITS = click.option("--unit", "units", multiple=True, help="A faculty or school of it; may be given several times.")
_CONTACTS = click.option(
    "--contact", "contacts", multiple=True, metavar="NAME=EMAIL", help="Whom to write to; may be given several times."
)
_LANGUAGE = click.option("--language", default="und", show_default=True, help="Language of the name (BCP 47), e.g. en.")


def _pairs(given: tuple[str, ...], option: str) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    if wrong := [name for name, sign, _ in pairs if not sign or not name]:
        raise click.BadParameter(f"needs a sign = between its two parts, found {wrong[0]!r}", param_hint=option)
    return {name: value for name, _, value in pairs}


def _contacts(given: tuple[str, ...]) -> "list[PartnerContact]":
    from orqa.domain.partnerships.records import PartnerContact

    return [PartnerContact(name=name, email=email) for name, email in _pairs(given, "--contact").items()]


@partner.command()
@click.argument("name")
@options(_LANGUAGE, click.option("--also", multiple=True, metavar="LANGUAGE=NAME", help="A name in another language."))
@options(_COUNTRY_OPTION, _ID, _UNITS, _CONTACTS)
@options(click.option("--first", type=Day(), help="First day of its names, where it is known."), KEY)
@common_options
def add(settings: Settings, name: str, language: str, also: tuple[str, ...], **given: Any) -> None:
    """Add the institution called NAME (เพิ่มสถาบัน)."""
    with settings.open_office() as office:
        changed = office.partnerships.add_partner(
            {language: name, **_pairs(also, "--also")},
            country=given.pop("country") or "",
            identifiers=_pairs(given.pop("identifiers"), "--id"),
            contacts=_contacts(given.pop("contacts")),
            **given,
        )
        tell(changed, settings)


@partner.command()
@click.argument("which")
@options(_COUNTRY_OPTION, _ID, _UNITS, _CONTACTS, KEY)
@common_options
def change(
    settings: Settings, which: str, identifiers: tuple[str, ...], contacts: tuple[str, ...], **fields: Any
) -> None:
    """Keep more of the partner WHICH, an id, identifier or name; contacts take the place of those before."""
    with settings.open_office() as office:
        people = _contacts(contacts) if contacts else None
        told = _pairs(identifiers, "--id")
        tell(office.partnerships.change_partner(which, identifiers=told, contacts=people, **fields), settings)


@partner.command()
@click.argument("which")
@click.argument("name")
@options(FIRST, _LANGUAGE, KEY)
@common_options
def rename(settings: Settings, which: str, name: str, **fields: Any) -> None:
    """Call the partner WHICH otherwise from a day on (เปลี่ยนชื่อ)."""
    with settings.open_office() as office:
        tell(office.partnerships.rename(which, name, **fields), settings)


@partner.command()
@click.argument("which")
@click.option("--into", required=True, help="The partner that stays, by id, identifier or name.")
@KEY
@common_options
def merge(settings: Settings, which: str, into: str, key: str | None) -> None:
    """Say that WHICH and another partner are one institution (รวมรายการที่ซ้ำกัน)."""
    with settings.open_office() as office:
        tell(office.partnerships.merge(which, into, key=key), settings)


@partner.command("list")
@click.argument("words", nargs=-1)
@options(click.option("--country", default="", help="Only those of one country."), ON)
@common_options
def list_partners(settings: Settings, words: tuple[str, ...], country: str, on: date | None) -> None:
    """List partners, all or those with WORDS in a name or identifier (ทะเบียนสถาบัน)."""
    with settings.open_office(read_only=True) as office:
        table = office.partnerships.table(" ".join(words), country=country, on=on)
        print_listing(table, office, settings, ("country", "pic", "oid", "units", "contacts"))


@partner.command()
@click.argument("which")
@common_options
def show(settings: Settings, which: str) -> None:
    """Show the partner WHICH, an id, identifier or name; the id of one that was merged leads to where it went."""
    with settings.open_office(read_only=True) as office:
        _print(office.partnerships.partner(which), office, settings)


@partner.command()
@click.argument("which")
@common_options
def history(settings: Settings, which: str) -> None:
    """Show each version of the partner WHICH that was kept, also of one that was merged (ประวัติ)."""
    with settings.open_office(read_only=True) as office:
        versions = office.partnerships.versions(which)
        if settings.as_json:
            print_json([_data(one) for one in versions])
            return
        for one in versions:
            click.echo(f"--- {one.version}")
            _print(one, office, settings)


@partner.command()
@common_options
def duplicates(settings: Settings) -> None:
    """Tell which partners may be one institution, and why (สถาบันที่อาจซ้ำกัน)."""
    with settings.open_office(read_only=True) as office:
        found = office.partnerships.duplicates()
        if settings.as_json:
            print_json([{"partners": one.partners, "reasons": [_reason(why) for why in one.reasons]} for one in found])
            return
        if not found:
            click.echo(settings.say(_NONE))
        names = {one.id: one.name for one in office.partnerships.partners()} if found else {}
        for one in found:
            _print_doubles(one, names, settings)


def _print_doubles(found: "Doubles", names: dict[str, str], settings: Settings) -> None:
    click.echo(" = ".join(f"{names[one]} ({one})" for one in found.partners))
    told = joined((_LIKENESS[why.likeness].fill(shared=why.shared) for why in found.reasons), "; ")
    click.echo(f"  {settings.say(told)}")


def _reason(why: Any) -> dict[str, Any]:
    return {"likeness": why.likeness.value, "shared": why.shared, "partners": why.partners}


def _print(found: "Partner", office: "Office", settings: Settings) -> None:
    from orqa.domain.partnerships.countries import country
    from orqa.domain.partnerships.records import SCHEMES
    from orqa.reporting.formatting import Style

    if settings.as_json:
        print_json(_data(found))
        return
    style = Style.of_profile(office.profile, settings.language)

    def say(title: Text | str, value: Text | str) -> None:
        click.echo(settings.say(_PART.fill(title=title, value=value)))

    click.echo(f"{found.name} ({found.id})")
    for name in found.names:
        first, last = ("…" if day is None else style.date(day) for day in (name.first, name.last))
        told = {"language": name.language, "script": name.script, "first": first, "last": last}
        click.echo("  " + settings.say(_NAME.fill(name=name.text, **told)))
    if found.country:
        say(_COUNTRY, country(found.country).name)
    for one in found.identifiers:
        say(SCHEMES[one.scheme].name, SCHEMES[one.scheme].format(one.value))
    for unit in found.units:
        say(_UNIT, f"{unit.name} ({unit.code})" if unit.code else unit.name)
    for person in found.contacts:
        say(_CONTACT, ", ".join(filter(None, (person.name, person.post, person.unit, person.email, person.phone))))
    if found.merged_into:
        click.echo(settings.say(_MERGED.fill(partner=found.merged_into)))


def _data(found: "Partner") -> dict[str, Any]:
    from attrs import asdict

    return asdict(found)
