"""Letters and lines of the register as the command line shows them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.lines import told
from orqa.cli.options import Settings
from orqa.cli.output import print_json, print_table
from orqa.domain.correspondence.numbering import RECEIVED
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.states import TITLES
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.office.office import Office

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


def print_entries(entries: Iterable[RegisterEntry], settings: Settings, office: "Office") -> None:
    """Print lines of the receive register."""
    if settings.as_json:
        print_json([entry_data(entry) for entry in entries])
        return
    names = ["printed_number" if column.name == "reference" else column.name for column in _ENTRY_COLUMNS]
    said = [(entry, entry.subject or _instead(entry, settings, office)) for entry in entries]
    rows = [[subject if name == "subject" else getattr(entry, name) for name in names] for entry, subject in said]
    print_table(_ENTRY_COLUMNS, rows, Style.of_profile(office.profile, settings.language))


def _instead(entry: RegisterEntry, settings: Settings, office: "Office") -> str:
    """What stands in place of a subject that is not shown: the level, or what became of the number."""
    kept = entry.restricted
    if kept is None:
        return "" if entry.state == "registered" else settings.say(TITLES[entry.state])
    levels = office.profile.vocabulary("secrecy").values()
    return next((settings.say(term.title) for term in levels if term.extra["rank"] == kept.rank), "")


def entry_data(entry: RegisterEntry) -> dict[str, Any]:
    """A line as JSON-like data."""
    return {
        "number": entry.number,
        "year": entry.year,
        "state": entry.state,
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


def letter_data(found: Letter) -> dict[str, Any]:
    """A letter as JSON-like data."""
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
        "secrecy": found.secrecy,
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


def print_letter(found: Letter, entry: RegisterEntry | None, office: "Office", settings: Settings) -> None:
    """Print a letter, with its number in the register."""
    style = Style.of_profile(office.profile, settings.language)
    if entry:
        click.secho(_headed(entry, office, settings), bold=True)
    marks = [("letter-kind", found.letter_kind), ("urgency", found.urgency)]
    marks += [("secrecy", found.secrecy)] if found.restricted else []
    terms = (office.profile.vocabulary(name).get(code) for name, code in marks)
    click.echo(" · ".join(settings.say(term.title) for term in terms if term))
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
