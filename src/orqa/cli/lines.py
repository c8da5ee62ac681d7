"""Lines of registers at the command line: naming one, and telling of it."""

from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.naming import line_of, series_year
from orqa.cli.options import Settings
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.domain.correspondence.numbering import CENTRAL, REGISTERS
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.states import TITLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.office.correspondence.issued import Issue
    from orqa.office.office import Office

ENTERED = Text.of(en="{printed} · {register} no. {number}/{year}", th="{printed} · {register} เลขที่ {number}/{year}")
UNPRINTED = Text.of(en="{register} no. {number}/{year}", th="{register} เลขที่ {number}/{year}")
UNNUMBERED = Text.of(en="{printed} · {register}, without a number", th="{printed} · {register} ไม่ใช้เลข")
STATE = Text.of(en="{line}: {state}", th="{line}: {state}")
RULES = Text.of(en="by {citations}", th="ตาม {citations}")


def of_series(command: "Callable[..., Any]") -> "Callable[..., Any]":
    """Options that name a series: register, unit and year."""
    command = click.option("--year", type=click.IntRange(1000, 3000), help="Year, e.g. 2569 or 2026.")(command)
    command = click.option("--unit", default=CENTRAL, show_default=True, help="Code of the unit whose it is.")(command)
    return click.option("--register", default="", help="Register, code or title, e.g. order.")(command)


def named_line(  # noqa: PLR0913 - a series by its parts
    which: str, office: "Office", settings: Settings, *, register: str, unit: str, year: int | None
) -> RegisterEntry:
    """The line that somebody means who writes its number (12 or 12/2569), in a register of a unit."""
    number, in_year = line_of(which, settings)
    year = series_year(in_year if in_year is not None else year, office)
    return office.correspondence.entry(number, year, register=register or "sent", unit=unit)


def line_data(entry: RegisterEntry) -> dict[str, Any]:
    """A line as JSON-like data."""
    return {
        "id": entry.id,
        "register": entry.register,
        "unit": entry.unit,
        "year": entry.year,
        "number": entry.number,
        "printed": entry.printed_number,
        "state": entry.state,
        "registered_on": entry.registered_on,
        "letter": entry.letter.id if entry.letter else None,
        "dated": entry.dated,
        "from": entry.sender,
        "to": entry.recipient,
        "subject": entry.subject,
        "action": entry.action,
        "note": entry.note,
        "reason": entry.reason,
    }


def told(entry: RegisterEntry, printed: str, office: "Office") -> Text:
    """A line in words: what is printed, the register and the number there."""
    register = office.profile.vocabulary(REGISTERS)[entry.register].title
    values = {"printed": printed, "register": register, "number": entry.number, "year": office.written_year(entry.year)}
    if entry.number is None:
        return UNNUMBERED.fill(**values)
    line = (ENTERED if printed else UNPRINTED).fill(**values)
    return line if entry.state == "registered" else STATE.fill(line=line, state=TITLES[entry.state])


def print_issue(done: "Issue", office: "Office", settings: Settings) -> None:
    """Tell which number a letter got, and by which rules."""
    citations = [str(citation) for citation in done.decision.citations]
    if settings.as_json:
        findings = [finding_data(finding) for finding in done.findings]
        print_json(line_data(done.entry) | {"findings": findings, "citations": citations})
        return
    print_findings(done.findings, settings, to_stderr=True)
    click.secho(settings.say(told(done.entry, done.printed, office)), bold=True)
    click.echo(settings.say(RULES.fill(citations=", ".join(citations))))


def print_lines(entries: "tuple[RegisterEntry, ...]", office: "Office", settings: Settings) -> None:
    """Tell of lines, one each."""
    if settings.as_json:
        print_json([line_data(entry) for entry in entries])
        return
    for entry in entries:
        click.echo(settings.say(told(entry, entry.printed_number, office)))
