"""Letters and their registers at the command line (งานสารบรรณ)."""

from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.attachments import attach, attachments
from orqa.cli.forwarding import FORWARDING
from orqa.cli.handling import HANDLING, print_stamps
from orqa.cli.imports import import_letters
from orqa.cli.letter_views import entry_data, letter_data, print_entries, print_letter
from orqa.cli.naming import look_up, series_year
from orqa.cli.options import LIMIT, YEAR, Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.cli.retention import retention
from orqa.cli.secrecy import SECRECY
from orqa.cli.sending import bind, reserve, send, take_in, void

if TYPE_CHECKING:
    from orqa.office.correspondence.registering import Registration
    from orqa.office.office import Office

_RECEIVED = Text.of(en="Registered as no. {number}/{year}", th="ลงทะเบียนรับเลขที่ {number}/{year}")
_RULES = Text.of(en="by {citations}", th="ตาม {citations}")
_FOUND = Text.of(en="Letters found: {total}; shown: {shown}", th="พบ {total} ฉบับ แสดง {shown} ฉบับ")


@click.group()
def letter() -> None:
    """Receive and send letters, and find them again."""


@letter.command()
@click.option("--reference", "--ref", help="Number of the letter as printed (ที่).")
@click.option("--dated", help="Date of the letter as printed (ลงวันที่).")
@click.option("--from", "sender", required=True, help="Sender (จาก).")
@click.option("--to", "recipient", default="", help="Addressee (ถึง).")
@click.option("--subject", required=True, help="Subject (เรื่อง).")
@click.option("--kind", default="", help="Kind, code or title, e.g. external.")
@click.option("--urgency", default="", help="Urgency, code or title (ชั้นความเร็ว).")
@click.option("--secrecy", default="", help="Secrecy, code or title (ชั้นความลับ).")
@click.option("--note", default="", help="Remark (หมายเหตุ).")
@click.option("--unit", default="", help="Code of the unit that receives it by itself; else the central registry.")
@click.option("--no-reference", "reference_missing", default="", metavar="REASON", help="Why it has no number.")
@click.option("--no-date", "dated_missing", default="", metavar="REASON", help="Why it has no date.")
@click.option("--key", help="Of your choice: the same letter with the same key is registered once.")
@common_options
def receive(settings: Settings, **fields: Any) -> None:
    """Register a received letter: it gets the next number of the year (ลงทะเบียนรับ)."""
    with settings.open_office() as office:
        done = office.correspondence.receive(**fields)
        _print_registration(done, office, settings)


def _print_registration(done: "Registration", office: "Office", settings: Settings) -> None:
    findings = (*done.findings, *office.correspondence.check_doubles(done.letter))
    if settings.as_json:
        data = entry_data(done.entry) | {"findings": [finding_data(finding) for finding in findings]}
        print_json(data | {"citations": [str(citation) for citation in done.decision.citations]})
        return
    print_findings(findings, settings, to_stderr=True)
    click.echo(settings.say(_RECEIVED.fill(number=done.number, year=office.written_year(done.entry.year))))
    cited = ", ".join(str(citation) for citation in done.decision.citations)
    click.echo(settings.say(_RULES.fill(citations=cited)))


@letter.command("list")
@click.option("--year", type=YEAR, help="Year of the register, e.g. 2569 or 2026; by default this year.")
@click.option("--limit", type=LIMIT, default=20, show_default=True, help="How many at most.")
@common_options
def list_letters(settings: Settings, year: int | None, limit: int) -> None:
    """List the newest lines of the receive register (ทะเบียนหนังสือรับ)."""
    with settings.open_office(read_only=True) as office:
        entries = office.correspondence.entries(series_year(year, office), limit=limit)
        print_entries(entries, settings, office)


@letter.command()
@click.argument("which")
@common_options
def show(settings: Settings, which: str) -> None:
    """Show one letter: WHICH is its register number (12 or 12/2569) or its id."""
    with settings.open_office(read_only=True) as office:
        found = look_up(which, office, settings)
        entry = office.correspondence.entries_of([found]).get(found.ref)
        data = letter_data(found) | {"register": entry_data(entry) if entry else None}
        if settings.as_json:
            print_json(data)
        else:
            print_letter(found, entry, office, settings)
            if found.direction == "received":
                print_stamps(office.correspondence.lines_of(found), office, settings)


@letter.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=LIMIT, default=20, show_default=True, help="How many at most.")
@common_options
def search(settings: Settings, words: tuple[str, ...], limit: int) -> None:
    """Find letters by number or by words; exactly that number first, then the newest."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.search(" ".join(words), limit=limit)
        lines = office.correspondence.entries_of(found.letters)
        entries = [lines[item.ref] for item in found.letters if item.ref in lines]
        if settings.as_json:
            letters = [letter_data(item) for item in found.letters]
            print_json({"total": found.total, "exact": found.exact, "letters": letters})
            return
        print_entries(entries, settings, office)
        click.echo(settings.say(_FOUND.fill(total=f"{found.total:,}", shown=len(found.letters))))


for command in (*HANDLING, *FORWARDING):
    letter.add_command(command)
letter.add_command(import_letters)
for command in (send, reserve, bind, void, take_in):
    letter.add_command(command)
letter.add_command(attach)
letter.add_command(attachments)
letter.add_command(retention)
for command in SECRECY:
    letter.add_command(command)
