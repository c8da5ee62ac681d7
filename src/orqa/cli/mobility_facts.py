"""Facts of a mobility are mended at the command line (การแก้ไขข้อมูลในแฟ้ม)."""

import unicodedata
from typing import Any

import click

from orqa.base.language import Text
from orqa.cli.mobility import mobility
from orqa.cli.mobility_views import tell_file
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, options

_NAMES = ("given_name", "family_name")


@mobility.command()
@click.argument("which", metavar="FILE")
@options(
    *(
        click.option(f"--{name.replace('_', '-')}{end}", help=f"{told} {form}.")
        for name, told in zip(_NAMES, ("First names", "Last names"), strict=True)
        for end, form in (("", "in Latin letters"), ("-th", "in Thai"))
    ),
    click.option("--code", help="Student code, or what the partner knows them by."),
    click.option("--email", help="Their address."),
    click.option("--citizenship", help="A country, by name or ISO 3166-1 code, e.g. TH."),
    click.option("--born", type=Day(), help="Day of birth."),
    click.option("--gender", type=click.Choice(["0", "1", "2", "9"]), help="ISO 5218; 0 is not known."),
    click.option("--esi", help="European student identifier."),
    click.option("--level", help="Vocabulary study-level, e.g. bachelor."),
    click.option("--programme", help="Programme of study or teaching."),
    click.option("--field", "field_code", help="ISCED-F 2013, four digits."),
    click.option("--partner-unit", help="Faculty or school there."),
    click.option("--first", type=Day(), help="First day that is planned."),
    click.option("--last", type=Day(), help="Last day that is planned."),
    click.option("--visa", help="Of a foreigner who is received; empty for none."),
    click.option("--reference", help="Its number elsewhere."),
    KEY,
)
@common_options
def change(settings: Settings, which: str, key: str | None, **given: Any) -> None:
    """Mend what is known of somebody who goes or comes, and of their studies (แก้ไขข้อมูลในแฟ้ม)."""
    with settings.open_office() as office:
        known = office.partnerships.mobility(which).traveller
        names = {name: _named(getattr(known, name), given.pop(name), given.pop(f"{name}_th")) for name in _NAMES}
        facts = {name: value for name, value in (given | names).items() if value is not None}
        if not facts:
            raise click.UsageError("what is to be changed? Give at least one option")
        if "gender" in facts:
            facts["gender"] = int(facts["gender"])
        tell_file(office.partnerships.change_mobility(which, key=key, **facts), settings)


def _named(known: Text, english: str | None, thai: str | None) -> Text | None:
    """A name with the forms that were given; None where none was.

    Where Latin letters stood for both languages, new ones do; a Thai form alone leaves them.
    """
    new = {language: form for language, form in (("en", english), ("th", thai)) if form}
    if not new:
        return None
    before = dict(known.forms)
    if english and not thai and before.get("th") == before.get("en") and not _is_thai(before.get("th", "")):
        new["th"] = english
    return Text(tuple((before | new).items()))


def _is_thai(form: str) -> bool:
    return any(unicodedata.name(letter, "").startswith("THAI ") for letter in form)
