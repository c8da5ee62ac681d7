"""Letters and their registers at the command line (งานสารบรรณ)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.attachments import attach, attachments
from orqa.cli.handling import HANDLING, print_stamps
from orqa.cli.imports import import_letters
from orqa.cli.lines import told
from orqa.cli.naming import look_up, series_year
from orqa.cli.options import LIMIT, YEAR, Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.cli.sending import bind, reserve, send, take_in, void
from orqa.domain.correspondence.numbering import RECEIVED
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.registering import Registration

_NUMBER = Text.of(en="Register no.", th="เลขทะเบียนรับ")
_REFERENCE = Text.of(en="Letter no.", th="ที่")
_DATED = Text.of(en="Dated", th="ลงวันที่")
_SENDER = Text.of(en="From", th="จาก")
_SUBJECT = Text.of(en="Subject", th="เรื่อง")
_ACTION = Text.of(en="Action", th="การปฏิบัติ")
_RECEIVED_AT = Text.of(en="Received", th="รับเมื่อ")
_ENTRY_COLUMNS = (
    Column.of_field(RegisterEntry, "number", _NUMBER, ColumnType.NUMBER),
    Column.of_field(RegisterEntry, "reference", _REFERENCE),
    Column.of_field(RegisterEntry, "dated", _DATED),
    Column.of_field(RegisterEntry, "sender", _SENDER),
    Column.of_field(RegisterEntry, "subject", _SUBJECT),
)
_RECEIVED = Text.of(en="Registered as no. {number}/{year}", th="ลงทะเบียนรับเลขที่ {number}/{year}")
_RULES = Text.of(en="by {citations}", th="ตาม {citations}")
_FOUND = Text.of(en="{total} letters; {shown} shown", th="พบ {total} ฉบับ แสดง {shown} ฉบับ")


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
        data = _entry_data(done.entry) | {"findings": [finding_data(finding) for finding in findings]}
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
        _print_entries(entries, settings, office)


@letter.command()
@click.argument("which")
@common_options
def show(settings: Settings, which: str) -> None:
    """Show one letter: WHICH is its register number (12 or 12/2569) or its id."""
    with settings.open_office(read_only=True) as office:
        found = look_up(which, office, settings)
        entry = office.correspondence.entries_of([found]).get(found.ref)
        data = _letter_data(found) | {"register": _entry_data(entry) if entry else None}
        if settings.as_json:
            print_json(data)
        else:
            _print_letter(found, entry, office, settings)
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
            letters = [_letter_data(item) for item in found.letters]
            print_json({"total": found.total, "exact": found.exact, "letters": letters})
            return
        _print_entries(entries, settings, office)
        click.echo(settings.say(_FOUND.fill(total=f"{found.total:,}", shown=len(found.letters))))


for command in HANDLING:
    letter.add_command(command)
letter.add_command(import_letters)
for command in (send, reserve, bind, void, take_in):
    letter.add_command(command)
letter.add_command(attach)
letter.add_command(attachments)

# ------------------------------------------------------------------ inside


def _print_entries(entries: Iterable[RegisterEntry], settings: Settings, office: "Office") -> None:
    if settings.as_json:
        print_json([_entry_data(entry) for entry in entries])
        return
    names = ["printed_number" if column.name == "reference" else column.name for column in _ENTRY_COLUMNS]
    rows = [[getattr(entry, name) for name in names] for entry in entries]
    print_table(_ENTRY_COLUMNS, rows, Style.of_profile(office.profile, settings.language))


def _entry_data(entry: RegisterEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "year": entry.year,
        "registered_on": entry.registered_on,
        "letter": entry.letter.id if entry.letter else None,
        "reference": entry.printed_number,
        "dated": entry.dated,
        "from": entry.sender,
        "to": entry.recipient,
        "subject": entry.subject,
        "action": entry.action,
        "note": entry.note,
    }


def _letter_data(found: Letter) -> dict[str, Any]:
    return {
        "id": found.id,
        "reference": found.reference,
        "reference_missing": found.reference_missing,
        "dated": found.dated,
        "dated_missing": found.dated_missing,
        "from": found.sender,
        "to": found.recipient,
        "subject": found.subject,
        "kind": found.letter_kind,
        "urgency": found.urgency,
        "received_at": found.received_at.isoformat(),
        "note": found.note,
        "source": found.source,
    }


_LINES = (
    ("reference", _REFERENCE),
    ("dated", _DATED),
    ("sender", _SENDER),
    ("recipient", Text.of(en="To", th="ถึง")),
    ("subject", _SUBJECT),
    ("note", Text.of(en="Note", th="หมายเหตุ")),
    ("source", Text.of(en="Imported from", th="นำเข้าจาก")),
    ("id", Text.of(en="Id", th="รหัส")),
)


def _headed(entry: RegisterEntry, office: "Office", settings: Settings) -> str:
    """The register number of a received letter; of any other line which register, what is printed, and its state."""
    if entry.register == RECEIVED and entry.state == "registered":
        return f"{settings.say(_NUMBER)} {entry.number}/{office.written_year(entry.year)}"
    line = settings.say(told(entry, entry.printed_number, office))
    return f"{line} ({entry.reason})" if entry.state != "registered" and entry.reason else line


def _print_letter(found: Letter, entry: RegisterEntry | None, office: "Office", settings: Settings) -> None:
    style = Style.of_profile(office.profile, settings.language)
    if entry:
        click.secho(_headed(entry, office, settings), bold=True)
    kind, urgency = (
        office.profile.vocabulary(name).get(code)
        for name, code in (("letter-kind", found.letter_kind), ("urgency", found.urgency))
    )
    click.echo(" · ".join(settings.say(term.title) for term in (kind, urgency) if term))
    for name, title in _LINES:
        value = getattr(found, name)
        shown = style.date(value) if name == "dated" and value else value
        if name == "reference" and entry is not None:
            shown = shown or entry.printed_number
        shown = shown or getattr(found, f"{name}_missing", "")
        if shown:
            click.echo(f"{settings.say(title)}: {shown}")
    if entry and entry.action:
        click.echo(f"{settings.say(_ACTION)}: {entry.action}")
    click.echo(f"{settings.say(_RECEIVED_AT)}: {style.moment(found.received_at.astimezone(office.zone))}")
