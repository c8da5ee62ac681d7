"""Agreements with partners, at the command line (ข้อตกลงความร่วมมือ)."""

from typing import Any

import click

from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY, ON, options, tell
from orqa.cli.partnership_files import file_commands

_EMPTY: Any = (None, "", ())


@click.group()
def agreement() -> None:
    """Agreements with partners, from proposal to end (ข้อตกลงความร่วมมือ)."""


NOTE = click.option("--note", default="", help="What else is to be known.")
COUNCIL = click.option("--council", is_flag=True, help="The university council approved it.")
_FACTS = (
    click.option("--title", help="As it is printed."),
    click.option("--number", help="Its number in the university's register."),
    click.option("--kind-printed", help="The word that the paper has for its kind."),
    click.option("--counterpart", help="Code of the vocabulary counterpart, e.g. government."),
    click.option("--by-unit", help="Code of our unit that makes it; by default the university."),
    click.option("--unit", help="Code of the unit that keeps it."),
    click.option("--person", help="Staff number of whoever answers for it."),
    click.option("--in-force", help="From when, as printed."),
    click.option("--term", help="How long it holds, as printed, e.g. “5 years”."),
    click.option("--ends", help="Its end, as printed."),
    click.option("--notice", help="How long before the end notice is given, e.g. “6 months”."),
    click.option("--last-day", type=click.Choice(["day_before", "anniversary"]), help="Which day ends a term."),
    click.option("--parent", help="The agreement that it stands under."),
    click.option("--field", "fields", multiple=True, help="Field of education, ISCED-F, e.g. 0610."),
    click.option("--level", "levels", multiple=True, help="Code of the vocabulary study-level."),
    click.option("--activity", "activities", multiple=True, help="Code of the vocabulary agreement-activity."),
    click.option("--places", multiple=True, metavar="DIRECTION=N[/UNIT]", help="Places a year, e.g. sent=4/person."),
    click.option("--concerns", multiple=True, metavar="KIND:ID", help="A letter or minutes that made it."),
)


@agreement.command()
@click.argument("kind")
@click.argument("partners", nargs=-1, required=True)
@options(click.option("--signed", help="When it was signed, as printed."), *_FACTS)
@options(COUNCIL, NOTE, KEY)
@common_options
def add(settings: Settings, kind: str, partners: tuple[str, ...], **facts: Any) -> None:
    """Enter a signed agreement of a KIND with PARTNERS, each NAME or NAME#UNIT (บันทึกข้อตกลงที่ลงนามแล้ว)."""
    with settings.open_office() as office:
        tell(office.partnerships.add_agreement(kind, partners, **_told(facts)), settings)


@agreement.command()
@click.argument("kind")
@click.argument("partners", nargs=-1, required=True)
@options(*_FACTS, ON, NOTE, KEY)
@common_options
def propose(settings: Settings, kind: str, partners: tuple[str, ...], **facts: Any) -> None:
    """Propose an agreement of a KIND with PARTNERS, each NAME or NAME#UNIT (เสนอจัดทำข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.propose(kind, partners, **_told(facts)), settings)


@agreement.command()
@click.argument("which")
@options(click.option("--signed", help="When it was signed, as printed."), *_FACTS)
@options(click.option("--council/--no-council", default=None, help="Whether the council approved it."), ON, NOTE, KEY)
@common_options
def change(settings: Settings, which: str, **facts: Any) -> None:
    """Mend what is kept of the agreement WHICH: an id, number or title (แก้ไขข้อมูลข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.change_agreement(which, **_told(facts)), settings)


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """What was told on the command line."""
    told = {name: value for name, value in facts.items() if value not in _EMPTY}
    if places := told.pop("places", ()):
        told["quotas"] = [_quota(one) for one in places]
    return told


def _quota(text: str) -> dict[str, Any]:
    direction, sign, rest = text.partition("=")
    count, _, unit = rest.partition("/")
    if not sign or direction not in {"sent", "received"} or not count.isdecimal():
        raise click.BadParameter(f"needs the form sent=4 or received=4/person, found {text!r}", param_hint="--places")
    return {"direction": direction, "places": int(count), **({"unit": unit} if unit else {})}


file_commands(agreement, "agreement", lambda office, which: office.partnerships.agreement(which).ref)
