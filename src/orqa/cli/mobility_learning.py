"""Learning agreements at the command line (ข้อตกลงการเรียน)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

import orqa.cli.mobility_recognition  # noqa: F401 - its commands are of the same group
from orqa.base.amounts import exact
from orqa.base.language import Text
from orqa.cli.desk import show as show_table
from orqa.cli.mobility import mobility
from orqa.cli.mobility_calls import split
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.domain.partnerships.learning import SIGNATORIES, VERSION_STATES, Signatory

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.domain.partnerships.learning import Component, LearningVersion
    from orqa.domain.partnerships.learning_moves import Reason
    from orqa.office.office import Office

_STUDIED = "TITLE=CREDITS/CODE/TERM/HOME"
_COUNTED = "TITLE=CREDITS/CODE"
_ADDED = "TITLE=CREDITS/CODE/TERM/HOME/REASON"
_DROPPED = "CODE=REASON"
_LINE = Text.of(
    en="Version {number}: {state}, proposed {on}; signed by: {who}; hash {digest}",
    th="ฉบับที่ {number}: {state} เสนอเมื่อ {on} ลงนามโดย: {who} ค่าแฮช {digest}",
)
_NOBODY = Text.of(en="nobody", th="ยังไม่มี")
_OPEN = Text.of(en="Not covered by what was passed: {what}", th="ยังไม่ครบตามที่จะเทียบ: {what}")
_WHICH = click.argument("which", metavar="FILE")
_UNIT = click.option("--unit", default="", help="Code of the unit that asks for approval along mobility.learning.")
_SCALES = options(
    click.option("--scale", default="ects", show_default=True, help="Scale of what is studied."),
    click.option("--home-scale", default="th", show_default=True, help="Scale of what it counts for."),
)


@mobility.group()
def learning() -> None:
    """Keep learning agreements with their versions (ข้อตกลงการเรียน)."""


def _component(scale: str) -> "Callable[..., Component]":
    from orqa.domain.partnerships.learning import Component

    def made(title: str, amount: str, code: str = "", term: str = "", home: str = "") -> Component:
        replaces = tuple(one for one in home.split("+") if one)
        return Component(title=title, credits=exact(amount), scale=scale, code=code, term=term, replaces=replaces)

    return made


def _reason(told: str) -> "Reason":
    """A code of the vocabulary, or words; an empty one is refused by what it is for."""
    from orqa.domain.partnerships.learning_moves import Reason

    is_code = told.replace("_", "").replace("-", "").isalpha() and told.islower() and " " not in told
    return Reason(code=told.replace("-", "_")) if is_code else Reason(words=told)


@learning.command()
@_WHICH
@options(
    click.option(
        "--study",
        "studied",
        multiple=True,
        required=True,
        metavar=_STUDIED,
        help="E.g. Statics=6/ST1/first/CE201+CE202.",
    ),
    click.option("--counts", "counted", multiple=True, metavar=_COUNTED, help="What it counts for: Mechanics=3/CE201."),
    _SCALES,
    _UNIT,
    ON,
    KEY,
)
@common_options
def propose(  # noqa: PLR0913 - what stands in a proposal, by name
    settings: Settings,
    which: str,
    *,
    studied: tuple[str, ...],
    counted: tuple[str, ...],
    scale: str,
    home_scale: str,
    **how: Any,
) -> None:
    """Propose the learning agreement of FILE (เสนอข้อตกลงการเรียน)."""
    there = split(studied, _STUDIED, _component(scale))
    here = split(counted, _COUNTED, _component(home_scale))
    with settings.open_office() as office:
        _told(office.partnerships.learning.propose(which, there, here, **how), settings)


@learning.command()
@_WHICH
@options(
    click.option("--drop", multiple=True, metavar=_DROPPED, help="E.g. ST1=not_available, or words."),
    click.option("--add", multiple=True, metavar=_ADDED, help="E.g. Dynamics=6/DY1/first/CE201/substituting_deleted."),
    click.option("--drop-home", multiple=True, metavar=_DROPPED, help="Of what it counts for."),
    click.option("--add-home", multiple=True, metavar=_ADDED, help="Of what it counts for."),
    _SCALES,
    _UNIT,
    ON,
    KEY,
)
@common_options
def change(settings: Settings, which: str, scale: str, home_scale: str, **given: Any) -> None:
    """Propose a change of the approved version of FILE, with reasons (ขอเปลี่ยนแปลงข้อตกลงการเรียน)."""
    from orqa.domain.partnerships.learning_moves import Changing

    def added(of_scale: str) -> "Callable[..., tuple[Component, Reason]]":
        make = _component(of_scale)

        def one(title: str, amount: str, code: str, term: str, home: str, *why: str) -> "tuple[Component, Reason]":
            return make(title, amount, code, term, home), _reason("/".join(why))

        return one

    def dropped(name: str, *why: str) -> "tuple[str, Reason]":
        return name, _reason("/".join(why))

    changing = Changing(
        drop=dict(split(given.pop("drop"), _DROPPED, dropped)),
        add=split(given.pop("add"), _ADDED, added(scale)),
        drop_here=dict(split(given.pop("drop_home"), _DROPPED, dropped)),
        add_here=split(given.pop("add_home"), _ADDED, added(home_scale)),
    )
    with settings.open_office() as office:
        _told(office.partnerships.learning.change(which, changing, **given), settings)


@learning.command()
@_WHICH
@click.argument("by", type=click.Choice([one.value for one in Signatory]))
@options(click.option("--name", default="", help="Of whoever signed."), ON, KEY)
@common_options
def sign(settings: Settings, which: str, by: str, **how: Any) -> None:
    """Enter a signature under the version of FILE that waits (ลงนาม)."""
    with settings.open_office() as office:
        _told(office.partnerships.learning.sign(which, by, **how), settings)


@learning.command()
@_WHICH
@options(ON, KEY)
@common_options
def approve(settings: Settings, which: str, **how: Any) -> None:
    """Approve the version of FILE that waits; from now on it holds (อนุมัติ)."""
    with settings.open_office() as office:
        _told(office.partnerships.learning.approve(which, **how), settings)


@learning.command("give-up")
@_WHICH
@options(click.option("--reason", required=True, help="Why."), ON, KEY)
@common_options
def give_up(settings: Settings, which: str, reason: str, on: date | None, key: str | None) -> None:
    """Give the version of FILE up that waits (ยกเลิกข้อเสนอ)."""
    with settings.open_office() as office:
        _told(office.partnerships.learning.give_up(which, reason, on, key=key), settings)


@learning.command("show")
@_WHICH
@click.option("--version", "number", type=click.IntRange(1), help="By default the one that waits, else that holds.")
@common_options
def show_version(settings: Settings, which: str, number: int | None) -> None:
    """Show the versions of the learning agreement of FILE, and one with its courses (ข้อตกลงการเรียน)."""
    with settings.open_office(read_only=True) as office:
        keep = office.partnerships.learning
        known, table = keep.get(which), keep.table(which, number)
        if settings.as_json:
            print_json(
                {"versions": [_data(one) for one in known.versions], "courses": list(table.records(personal=True))}
            )
            return
        _print(known.versions, settings)
        show_table(office, settings, table, ())


@learning.command()
@_WHICH
@common_options
def compare(settings: Settings, which: str) -> None:
    """Hold the transcript of FILE against the approved version (เปรียบเทียบผลการเรียน)."""
    with settings.open_office(read_only=True) as office:
        _compared(office, which, settings)


def _compared(office: "Office", which: str, settings: Settings) -> None:
    keep = office.partnerships.learning
    found, table = keep.compare(which), keep.comparison_table(which)
    if settings.as_json:
        lines = list(table.records(personal=True))
        findings, left = [finding_data(one) for one in found.findings], [one.name for one in found.open]
        print_json({"version": _data(found.version), "lines": lines, "findings": findings, "open": left})
        return
    print_findings(found.findings, settings, to_stderr=True)
    print_listing(table, office, settings)
    if found.open:
        click.echo(settings.say(_OPEN.fill(what=", ".join(one.name for one in found.open))))


def _told(changed: Any, settings: Settings) -> None:
    """Print where the versions stand after a change."""
    if settings.as_json:
        versions = [_data(one) for one in changed.record.versions]
        print_json({"versions": versions, "findings": [finding_data(one) for one in changed.findings]})
        return
    print_findings(changed.findings, settings, to_stderr=True)
    _print(changed.record.versions[-1:], settings)


def _print(versions: "tuple[LearningVersion, ...]", settings: Settings) -> None:
    for one in versions:
        who = ", ".join(settings.say(SIGNATORIES[Signatory(each.by)]) for each in one.signatures) or _NOBODY
        told = {"number": one.number, "on": one.proposed_on.isoformat(), "who": who, "digest": one.digest[:12]}
        click.echo(settings.say(_LINE.fill(state=VERSION_STATES[one.state], **told)))


def _data(version: "LearningVersion") -> dict[str, Any]:
    from attrs import asdict

    return {**asdict(version), "state": version.state.value}
