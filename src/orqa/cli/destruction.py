"""Destroying letters, at the command line: from the survey to the committee's record (การทำลายหนังสือ)."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import click

from orqa.base.language import Text
from orqa.cli.naming import line_of, series_year
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.domain.correspondence.destruction import STATES
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.base.years import CalendarYear
    from orqa.domain.correspondence.destruction import DestructionList
    from orqa.office.correspondence.destroying import DestructionCarriedOut
    from orqa.office.office import Office

_STANDS = Text.of(
    en="Destruction list {name}: {state}, {lines} {lines:letter|letters}",
    th="บัญชีหนังสือขอทำลายที่ {name}: {state} {lines} ฉบับ",
)
_KEPT = Text.of(en="Kept longer: {kept}", th="ยังต้องเก็บไว้: {kept} ฉบับ")
_ASKED = Text.of(en="Asked for approval: {approval}", th="เสนอขออนุมัติแล้ว: {approval}")
_BY = Text.of(en="The National Archives have time until {until}", th="สำนักหอจดหมายเหตุแห่งชาติแจ้งผลภายใน {until}")
_GONE = Text.of(en="Destroyed: {letters} {letters:letter|letters}", th="ทำลายแล้ว {letters} ฉบับ")
_MASKED = Text.of(en="Masked: register no. {number}", th="ปิดบังเรื่องของเลขทะเบียน {number} แล้ว")
_READY = Text.of(en="Nothing stands in the way.", th="ไม่มีสิ่งใดขัดข้อง")
_DECIDED = Text.of(en="Letters decided: {done}", th="พิจารณาแล้ว {done} ฉบับ")

_NO_LIST = Text.of(en="No destruction list", th="ไม่มีบัญชีหนังสือขอทำลาย")
_ON = click.option("--on", type=Day(), help="The day; by default today.")


@click.group()
def destruction() -> None:
    """Destroy letters whose time is over, step by step (การทำลายหนังสือ); LIST is a number such as 1/2570."""


@destruction.command()
@click.argument("year", type=int)
@click.option("--unit", default="", help="Code of the unit that asks.")
@common_options
def survey(settings: Settings, year: int, unit: str) -> None:
    """List the letters whose period ended with YEAR, e.g. 2570 (สำรวจหนังสือครบอายุการเก็บ)."""
    with settings.open_office() as office:
        which = cast("CalendarYear", office.year("calendar", year))
        telling = None if settings.as_json else _progress(settings)
        made = office.correspondence.destruction.survey(which, unit=unit, progress=telling)
        if settings.as_json:
            findings = [finding_data(finding) for finding in made.findings]
            print_json(_data(office, made.list) | {"kept": made.kept, "findings": findings})
            return
        print_findings(made.findings, settings, to_stderr=True)
        _tell(office, settings, made.list)
        click.echo(settings.say(_KEPT.fill(kept=f"{made.kept:,}")))


@destruction.command("list")
@common_options
def list_lists(settings: Settings) -> None:
    """List all destruction lists."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.destruction.lists()
        if settings.as_json:
            print_json([_data(office, one) for one in found])
            return
        for one in found:
            _tell(office, settings, one)
        if not found:
            click.echo(settings.say(_NO_LIST))


@destruction.command()
@click.argument("which", metavar="LIST")
@common_options
def show(settings: Settings, which: str) -> None:
    """Show a list in the columns of its form (แบบที่ 25)."""
    with settings.open_office(read_only=True) as office:
        part = office.correspondence.destruction
        found, table = part.get(which), part.table(which)
        if settings.as_json:
            rows = [dict(zip([column.name for column in table.columns], row, strict=True)) for row in table.rows()]
            print_json(_data(office, found) | {"rows": rows})
            return
        _tell(office, settings, found)
        print_table(table.columns, table.rows(), Style.of_profile(office.profile, settings.language))


@destruction.command()
@click.argument("which", metavar="LIST")
@click.option("--chair", required=True, help="Staff code, or the name of somebody else.")
@click.option("--member", "members", multiple=True, required=True, help="Likewise; two at least.")
@click.option("--order", required=True, help="Number of the order that appoints them.")
@common_options
def appoint(settings: Settings, which: str, **how: Any) -> None:
    """Keep the committee of a LIST (แต่งตั้งคณะกรรมการทำลายหนังสือ)."""
    _do(settings, lambda part: part.appoint(which, **how))


@destruction.command()
@click.argument("which", metavar="LIST")
@click.argument("member")
@click.argument("verdict", type=click.Choice(["destroy", "keep"]))
@click.option("--line", "lines", type=int, multiple=True, help="Of this line alone; may be repeated.")
@click.option("--until", type=int, help="Keep up to this year, e.g. 2580.")
@click.option("--note", default="", help="Why.")
@common_options
def opine(settings: Settings, which: str, member: str, verdict: str, **how: Any) -> None:
    """Keep what a MEMBER of the committee holds of a LIST, or of some of its lines (ความเห็นของกรรมการ)."""
    _do(settings, lambda part: part.opine(which, member, verdict, **how))


@destruction.command()
@click.argument("which", metavar="LIST")
@common_options
def report(settings: Settings, which: str) -> None:
    """End the committee's consideration; what the majority keeps is taken out (รายงานผลการพิจารณา)."""
    _do(settings, lambda part: part.report(which))


@destruction.command()
@click.argument("which", metavar="LIST")
@click.option("--unit", default="", help="Code of the unit that asks; by default the one of the survey.")
@common_options
def submit(settings: Settings, which: str, unit: str) -> None:
    """Ask the head to approve a LIST along its route (ขออนุมัติทำลายหนังสือ)."""
    with settings.open_office() as office:
        asked = office.correspondence.destruction.submit(which, unit=unit)
        if settings.as_json:
            print_json({"approval": asked.id, "state": asked.state.value})
        else:
            click.echo(settings.say(_ASKED.fill(approval=asked.id)))


@destruction.command("take-out")
@click.argument("which", metavar="LIST")
@click.argument("lines", type=int, nargs=-1, required=True)
@click.option("--state", required=True, help="postponed, kept, reserved or handed-over.")
@click.option("--note", required=True, help="Why.")
@click.option("--until", type=int, help="Up to which year, of what is kept.")
@common_options
def take_out(settings: Settings, which: str, lines: tuple[int, ...], state: str, **how: Any) -> None:
    """Take LINES out of a LIST, because the head or the archives say so, or somebody needs them."""
    _do(settings, lambda part: part.take_out(which, lines, state, **how))


@destruction.command()
@click.argument("which", metavar="LIST")
@click.option("--letter", default="", help="Number of the letter that it goes with.")
@_ON
@common_options
def send(settings: Settings, which: str, letter: str, on: date | None) -> None:
    """Send an approved LIST to the National Archives (ส่งสำนักหอจดหมายเหตุแห่งชาติ)."""
    _do(settings, lambda part: part.send(which, letter, on=on))


@destruction.command()
@click.argument("which", metavar="LIST")
@click.argument("words")
@_ON
@common_options
def answer(settings: Settings, which: str, words: str, on: date | None) -> None:
    """Keep the WORDS that the National Archives answered (ผลการพิจารณาของหอจดหมายเหตุ)."""
    _do(settings, lambda part: part.answer(which, words, on=on))


@destruction.command()
@click.argument("which", metavar="LIST")
@common_options
def check(settings: Settings, which: str) -> None:
    """Tell what stands in the way of destroying the letters of a LIST."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.destruction.check(which)
        if settings.as_json:
            print_json([finding_data(finding) for finding in found])
        elif found:
            print_findings(found, settings)
        else:
            click.echo(settings.say(_READY))


@destruction.command("carry-out")
@click.argument("which", metavar="LIST")
@click.option("--method", required=True, help="How the papers were destroyed.")
@_ON
@common_options
def carry_out(settings: Settings, which: str, method: str, on: date | None) -> None:
    """Destroy the letters of a cleared LIST for good; nothing brings them back (ทำลายหนังสือ)."""
    with settings.open_office() as office:
        done = office.correspondence.destroy(which, method, on=on)
        if settings.as_json:
            print_json(_data(office, done.list) | {"letters": done.letters})
        else:
            click.echo(settings.say(_GONE.fill(letters=done.letters)))
            _tell(office, settings, done.list)


@destruction.command()
@click.argument("which", metavar="LIST")
@click.argument("minutes")
@_ON
@common_options
def record(settings: Settings, which: str, minutes: str, on: date | None) -> None:
    """Keep where the committee's signed record is: MINUTES (บันทึกผลการทำลาย)."""
    _do(settings, lambda part: part.record(which, minutes, on=on))


@destruction.command()
@click.argument("which", metavar="LIST")
@click.option("--reason", required=True, help="Why.")
@common_options
def withdraw(settings: Settings, which: str, reason: str) -> None:
    """Take a LIST back before anything of it was destroyed."""
    _do(settings, lambda part: part.withdraw(which, reason))


@destruction.command()
@click.argument("which")
@click.option("--reason", required=True, help="Why.")
@click.option("--cite", required=True, help="The law that asks for it, e.g. personal-data-2562#33.")
@common_options
def mask(settings: Settings, which: str, reason: str, cite: str) -> None:
    """Mask the subject in the register of a destroyed letter: WHICH is its line's id, or its register number."""
    with settings.open_office() as office:
        masked = office.correspondence.mask_subject(_entry(which, office, settings), reason, cite=cite)
        if settings.as_json:
            print_json({"id": masked.id, "number": masked.number, "subject": masked.subject})
        else:
            click.echo(settings.say(_MASKED.fill(number=masked.number)))


def _entry(which: str, office: "Office", settings: Settings) -> Any:
    if len(which) == 36 and which.count("-") == 4:
        return which
    number, year = line_of(which, settings)
    return office.correspondence.entry(number, series_year(year, office))


def _do(settings: Settings, act: "Callable[[DestructionCarriedOut], DestructionList]") -> None:
    with settings.open_office() as office:
        _tell(office, settings, act(office.correspondence.destruction))


def _tell(office: "Office", settings: Settings, found: "DestructionList") -> None:
    if settings.as_json:
        print_json(_data(office, found))
        return
    name = office.correspondence.destruction.name(found)
    click.echo(settings.say(_STANDS.fill(name=name, state=STATES[found.state], lines=found.lines)))
    if found.state.value == "sent" and found.answer_by is not None:
        style = Style.of_profile(office.profile, settings.language)
        click.echo(settings.say(_BY.fill(until=style.date(found.answer_by))))


def _data(office: "Office", found: "DestructionList") -> dict[str, Any]:
    return {
        "id": found.id,
        "name": office.correspondence.destruction.name(found),
        "year": found.year,
        "state": found.state.value,
        "lines": found.lines,
        "surveyed_on": found.surveyed_on,
        "answer_by": found.answer_by,
        "destroyed_on": found.destroyed_on,
    }


def _progress(settings: Settings) -> Callable[[int], None]:
    return lambda done: click.echo(settings.say(_DECIDED.fill(done=f"{done:,}")), err=True)
