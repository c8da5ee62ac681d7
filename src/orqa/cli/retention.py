"""How long letters are kept, at the command line (อายุการเก็บหนังสือ)."""

from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import Settings, common_options
from orqa.cli.output import print_json
from orqa.domain.correspondence.retention import Outcome

if TYPE_CHECKING:
    from orqa.domain.correspondence.retention import Keeping
    from orqa.office.office import Office
    from orqa.rules.decisions import Decision

_UNTIL = Text.of(en="Keep until the end of {until}: {why}", th="เก็บถึงสิ้นปี พ.ศ. {until}: {why}")
_KEEP = Text.of(en="Keep: {why}", th="เก็บไว้: {why}")
_HAND_OVER = Text.of(
    en="To the National Archives when it is old enough, in {year}", th="ครบกำหนดส่งมอบสำนักหอจดหมายเหตุแห่งชาติปี {year}"
)
_BY = Text.of(en="by {citations}", th="ตาม {citations}")
_KEY = click.option("--key", help="Of your choice: the same call with the same key is done once.")
_REASON = click.option("--reason", required=True, help="Why, for the journal.")


@click.group()
def retention() -> None:
    """Say how long letters are kept, and ask why (อายุการเก็บหนังสือ)."""


@retention.command("show")
@click.argument("which")
@common_options
def show_retention(settings: Settings, which: str) -> None:
    """Tell how long a letter is kept and by which clauses: WHICH is its register number, its number or its id."""
    with settings.open_office(read_only=True) as office:
        _tell(office, settings, office.correspondence.retention(look_up(which, office, settings)))


@retention.command("class")
@click.argument("which")
@click.option("--class", "retention_class", default="", help="Class, code or title, e.g. routine.")
@click.option("--medium", type=click.Choice(["paper", "electronic"]), default=None, help="On what the letter is.")
@_REASON
@_KEY
@common_options
def classify(settings: Settings, which: str, medium: str | None, **how: Any) -> None:
    """Say of what class of retention a letter is, and on what it is."""
    with settings.open_office() as office:
        said = office.correspondence.classify(look_up(which, office, settings), medium=medium or "", **how)
        _tell(office, settings, office.correspondence.retention(said.letter))


@retention.command("mark")
@click.argument("which")
@click.option("--never/--not-never", default=None, help="Mark it “do not destroy”, or take that mark off.")
@click.option("--until", type=int, help="Mark it “keep until” this year, e.g. 2580; 0 takes that mark off.")
@_REASON
@_KEY
@common_options
def mark(settings: Settings, which: str, **how: Any) -> None:
    """Put a mark of keeping on a letter (ห้ามทำลาย, เก็บถึง พ.ศ.), or take it off."""
    with settings.open_office() as office:
        said = office.correspondence.mark_retention(look_up(which, office, settings), **how)
        _tell(office, settings, office.correspondence.retention(said.letter))


def _tell(office: "Office", settings: Settings, decision: "Decision[Keeping]") -> None:
    kept, cited = decision.value, [str(citation) for citation in decision.citations]
    if settings.as_json:
        print_json(_data(kept) | {"citations": cited, "certainty": decision.certainty})
        return
    until = office.written_year(kept.until) if kept.until is not None else None
    click.echo(settings.say((_UNTIL if kept.outcome is Outcome.UNTIL else _KEEP).fill(until=until, why=kept.why)))
    if kept.hand_over is not None:
        click.echo(settings.say(_HAND_OVER.fill(year=office.written_year(kept.hand_over))))
    click.echo(settings.say(_BY.fill(citations=", ".join(cited))))


def _data(kept: "Keeping") -> dict[str, Any]:
    return {
        "outcome": kept.outcome.value,
        "until": kept.until,
        "hand_over": kept.hand_over,
        "why": dict(kept.why.forms),
    }
