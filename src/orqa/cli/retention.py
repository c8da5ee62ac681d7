"""How long letters are kept, at the command line (อายุการเก็บหนังสือ)."""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

import click

from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.output import print_json, print_table
from orqa.domain.correspondence.retention import Outcome
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.base.years import CalendarYear
    from orqa.domain.correspondence.keeping import LetterKeeping
    from orqa.domain.correspondence.retention import RetentionKeeping
    from orqa.office.office import Office
    from orqa.rules.decisions import Decision

_UNTIL = Text.of(en="Keep until the end of {until}: {why}", th="เก็บถึงสิ้นปี พ.ศ. {until}: {why}")
_KEEP = Text.of(en="Keep: {why}", th="เก็บไว้: {why}")
_HAND_OVER = Text.of(
    en="To the National Archives when it is old enough, in {year}", th="ครบกำหนดส่งมอบสำนักหอจดหมายเหตุแห่งชาติปี {year}"
)
_BY = Text.of(en="by {citations}", th="ตาม {citations}")
_HANDED = Text.of(en="Handed over: {letters} {letters:letter|letters}", th="ส่งมอบแล้ว {letters} ฉบับ")
_DEPOSITED = Text.of(en="Deposited: {letters} {letters:letter|letters}", th="ฝากไว้แล้ว {letters} ฉบับ")
_BACK = Text.of(en="Taken back: {letters} {letters:letter|letters}", th="รับคืนแล้ว {letters} ฉบับ")
_HERE = Text.of(en="Kept here", th="ขอเก็บเองแล้ว")
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


@retention.command("forecast")
@common_options
def show_forecast(settings: Settings) -> None:
    """Tell how many letters are kept up to which year (ประมาณการหนังสือครบอายุการเก็บ)."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.retention_forecast()
        if settings.as_json:
            print_json({"years": found.years, "others": {one.value: count for one, count in found.others.items()}})
        else:
            table = found.table()
            print_table(table.columns, table.rows(), Style.of_profile(office.profile, settings.language))


@retention.command("of-age")
@click.argument("year", type=int)
@click.option("--kept", is_flag=True, help="Those that the office keeps itself (แบบที่ 22).")
@common_options
def of_age(settings: Settings, year: int, *, kept: bool) -> None:
    """List the letters that reach the age of the National Archives in YEAR (แบบที่ 21).

    With those that were deposited in the year (แบบที่ 23) they are written by: orqa report archives-list.
    """
    with settings.open_office(read_only=True) as office:
        which = cast("CalendarYear", office.year("calendar", year))
        if settings.as_json:
            found = [one for one in office.correspondence.of_age(which) if one.goes is not kept]
            print_json([{"letter": one.letter.id, "dated": one.letter.dated, "goes": one.goes} for one in found])
        else:
            table = office.correspondence.archives_table(which, "kept" if kept else "handover")
            print_table(table.columns, table.rows(), Style.of_profile(office.profile, settings.language))


@retention.command("hand-over")
@click.argument("whiches", metavar="WHICH...", nargs=-1, required=True)
@click.option("--paper", required=True, help="The list that both sides signed.")
@click.option("--on", type=Day(), help="The day; by default today.")
@common_options
def hand_over(settings: Settings, whiches: tuple[str, ...], paper: str, on: date | None) -> None:
    """Keep that letters went to the National Archives (ส่งมอบ)."""
    with settings.open_office() as office:
        letters = [look_up(which, office, settings) for which in whiches]
        _tell_moved(office.correspondence.hand_over(letters, paper, on=on), settings, _HANDED)


@retention.command("deposit")
@click.argument("whiches", metavar="WHICH...", nargs=-1, required=True)
@click.option("--paper", required=True, help="The list that both sides signed (form 23).")
@click.option("--on", type=Day(), help="The day; by default today.")
@common_options
def deposit(settings: Settings, whiches: tuple[str, ...], paper: str, on: date | None) -> None:
    """Keep that letters were deposited with the National Archives before their time (ฝากหนังสือ, แบบที่ 23)."""
    with settings.open_office() as office:
        letters = [look_up(which, office, settings) for which in whiches]
        _tell_moved(office.correspondence.deposit(letters, paper, on=on), settings, _DEPOSITED)


@retention.command("take-back")
@click.argument("whiches", metavar="WHICH...", nargs=-1, required=True)
@_REASON
@common_options
def take_back(settings: Settings, whiches: tuple[str, ...], reason: str) -> None:
    """Keep that deposited letters came back (รับหนังสือที่ฝากคืน)."""
    with settings.open_office() as office:
        letters = [look_up(which, office, settings) for which in whiches]
        _tell_moved(office.correspondence.take_deposit_back(letters, reason), settings, _BACK)


@retention.command("keep-here")
@click.argument("which")
@_REASON
@common_options
def keep_here(settings: Settings, which: str, reason: str) -> None:
    """Say why the office keeps an old letter itself (ขอเก็บเอง, แบบที่ 22)."""
    with settings.open_office() as office:
        said = office.correspondence.keep_here(look_up(which, office, settings), reason)
        if settings.as_json:
            print_json({"letter": said.letter.id, "own_use": said.own_use})
        else:
            click.echo(settings.say(_HERE))


def _tell_moved(moved: "tuple[LetterKeeping, ...]", settings: Settings, text: Text) -> None:
    if settings.as_json:
        print_json([one.id for one in moved])
    else:
        click.echo(settings.say(text.fill(letters=len(moved))))


def _tell(office: "Office", settings: Settings, decision: "Decision[RetentionKeeping]") -> None:
    kept, cited = decision.value, [str(citation) for citation in decision.citations]
    if settings.as_json:
        print_json(_data(kept) | {"citations": cited, "certainty": decision.certainty})
        return
    until = office.written_year(kept.until) if kept.until is not None else None
    click.echo(settings.say((_UNTIL if kept.outcome is Outcome.UNTIL else _KEEP).fill(until=until, why=kept.why)))
    if kept.hand_over is not None:
        click.echo(settings.say(_HAND_OVER.fill(year=office.written_year(kept.hand_over))))
    click.echo(settings.say(_BY.fill(citations=", ".join(cited))))


def _data(kept: "RetentionKeeping") -> dict[str, Any]:
    return {
        "outcome": kept.outcome.value,
        "until": kept.until,
        "hand_over": kept.hand_over,
        "why": dict(kept.why.forms),
    }
