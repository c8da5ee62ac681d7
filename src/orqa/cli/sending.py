"""Numbering what the office issues, keeping numbers, making them void: ``orqa letter send`` and its kin."""

from typing import Any

import click

from orqa.cli.lines import named_line, of_series, print_issue, print_lines
from orqa.cli.naming import look_up
from orqa.cli.options import Settings, common_options

_FIELDS = (
    click.option("--kind", required=True, help="Kind, code or title, e.g. external, order, ประกาศ."),
    click.option("--subject", required=True, help="Subject (เรื่อง)."),
    click.option("--to", "recipient", default="", help="Addressee (ถึง)."),
    click.option("--from", "sender", default="", help="Who issues it (จาก); by default the unit."),
    click.option("--unit-code", default="", metavar="CODE", help="Before the slash; by default the unit's own."),
    click.option("--dated", help="Its date (ลงวันที่); by default today."),
    click.option("--circular", is_flag=True, help="A circular, marked ว."),
    click.option("--urgency", default="", help="Urgency, code or title (ชั้นความเร็ว)."),
    click.option("--secrecy", default="", help="Secrecy, code or title (ชั้นความลับ)."),
    click.option("--note", default="", help="Remark (หมายเหตุ)."),
    click.option("--key", help="Of your choice: the same letter with the same key is numbered once."),
)


def _letter_fields(command: Any) -> Any:
    for option in reversed(_FIELDS):
        command = option(command)
    return command


@click.command()
@_letter_fields
@click.option("--unit", default="", help="Code of the unit that numbers it; by default the central registry.")
@click.option("--special", is_flag=True, help="Take no number; พิเศษ is printed in its place.")
@common_options
def send(settings: Settings, **fields: Any) -> None:
    """Number what the office issues: letters, orders, announcements and all other kinds (ออกเลข)."""
    with settings.open_office() as office:
        print_issue(office.correspondence.send(**fields), office, settings)


@click.command()
@click.option("--register", default="sent", show_default=True, help="Register, code or title, e.g. order.")
@click.option("--unit", default="", help="Code of the unit; by default the central registry.")
@click.option("--unit-code", default="", metavar="CODE", help="Before the slash; by default the unit's own.")
@click.option("--count", default=1, show_default=True, help="How many numbers.")
@click.option("--reason", required=True, help="Why; it stays in the register.")
@click.option("--key", help="Of your choice: the same numbers with the same key are reserved once.")
@common_options
def reserve(settings: Settings, **fields: Any) -> None:
    """Keep the next numbers of a register for letters to come (จองเลข)."""
    with settings.open_office() as office:
        print_lines(office.correspondence.reserve(**fields).entries, office, settings)


@click.command()
@click.argument("number")
@of_series
@_letter_fields
@common_options
def bind(settings: Settings, number: str, *, register: str, unit: str, year: int | None, **fields: Any) -> None:
    """Give a reserved NUMBER (12 or 12/2569) its letter (ผูกเลขที่จอง)."""
    with settings.open_office() as office:
        line = named_line(number, office, settings, register=register, unit=unit, year=year)
        print_issue(office.correspondence.bind(line, unit=unit, **fields), office, settings)


@click.command()
@click.argument("number")
@of_series
@click.option("--reason", required=True, help="Why; it stays in the register.")
@click.option("--key", help="Of your choice: the same number with the same key is made void once.")
@common_options
def void(  # noqa: PLR0913 - the command's options
    settings: Settings, number: str, *, register: str, unit: str, year: int | None, reason: str, key: str | None
) -> None:
    """Make a NUMBER (12 or 12/2569) of a register void; its row stays, with the reason (ยกเลิกเลข)."""
    with settings.open_office() as office:
        line = named_line(number, office, settings, register=register, unit=unit, year=year)
        print_lines((office.correspondence.void(line, reason, key=key),), office, settings)


@click.command("take-in")
@click.argument("which")
@click.option("--unit", required=True, help="Code of the unit that takes it in.")
@click.option("--note", default="", help="Remark (หมายเหตุ) for the unit's register.")
@click.option("--key", help="Of your choice: the same letter with the same key is taken in once.")
@common_options
def take_in(settings: Settings, which: str, unit: str, note: str, key: str | None) -> None:
    """Enter a received letter in a unit's own register, too: WHICH is its number (12 or 12/2569) or id."""
    with settings.open_office() as office:
        letter = look_up(which, office, settings)
        print_issue(office.correspondence.take_in(letter, unit, note=note, key=key), office, settings)
