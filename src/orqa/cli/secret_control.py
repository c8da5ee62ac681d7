"""Copies, holders, losses and inspections of secret matter at the command line (การควบคุมข้อมูลข่าวสารลับ)."""

from datetime import date
from typing import Any

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing, say_if_none
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.domain.correspondence.control import SecretControl

_SHEET = Text.of(en="Control no. {number}/{year}: {count} copies", th="ทะเบียนควบคุมลำดับที่ {number}/{year} มี {count} ชุด")
_NEXT = Text.of(en="Next inspection by {due}", th="ตรวจสอบครั้งต่อไปภายใน {due}")
_INSPECTED = Text.of(en="Recorded: {record}", th="บันทึกแล้ว: {record}")
_FINE = Text.of(en="Nothing is left to do.", th="ไม่มีรายการที่ต้องดำเนินการ")
_REGISTRAR = Text.of(en="{name} ({code}): {role}, {order}", th="{name} ({code}): {role} {order}")
_COPY = click.argument("copy", type=int)


def _told(sheet: SecretControl, year: int, settings: Settings) -> None:
    """Print how a control sheet stands: numbers and states, and no holder."""
    if settings.as_json:
        states = {copy.number: copy.state.value for copy in sheet.copies}
        print_json({"letter": sheet.letter.id, "number": sheet.number, "year": sheet.year, "copies": states})
        return
    click.echo(settings.say(_SHEET.fill(number=sheet.number, year=year, count=len(sheet.copies))))


@click.group()
def secret() -> None:
    """Control secret matter: numbered copies, holders, inspections, losses (การควบคุมข้อมูลข่าวสารลับ)."""


def _change(name: str, method: str, explained: str, *arguments: Any) -> None:
    """A command that changes the sheet of the letter WHICH by a method of the service."""

    @common_options
    def run(settings: Settings, which: str, **given: Any) -> None:
        with settings.open_office() as office:
            change = getattr(office.correspondence, method)
            sheet = change(look_up(which, office, settings), **given)
            _told(sheet, office.written_year(sheet.year), settings)

    decorated = options(click.argument("which"), *arguments, KEY)(run)
    secret.add_command(click.command(name, help=explained)(decorated))


_change("control", "control", "Enter the letter WHICH in the control register (ลงทะเบียนควบคุม).", ON)
_change(
    "give",
    "give_copy",
    "Give a numbered copy of the letter WHICH to HOLDER, a staff code, a unit or a name (แจกจ่ายสำเนา).",
    click.argument("holder"),
    click.option("--permission", required=True, help="By whose permission."),
    click.option("--agency", default="", help="Agency of a holder who is none of the office."),
    click.option("--receipt", default="", help="Number of the signed receipt."),
    click.option("--original", is_flag=True, help="It is the original that goes."),
    ON,
)
_change(
    "receipt",
    "keep_receipt",
    "Note the signed receipt of a COPY (เก็บใบรับ).",
    _COPY,
    click.argument("receipt"),
)
_change("return", "return_copy", "Take a COPY back from its holder (รับคืนสำเนา).", _COPY, ON)
_change(
    "lost",
    "report_loss",
    "Report that a COPY was lost (รายงานการสูญหาย).",
    _COPY,
    click.option("--circumstances", required=True, help="What happened, and what was done."),
    click.option("--to", required=True, help="Staff code of the head to whom it is reported."),
    ON,
)
_change("found", "found_again", "Note that a lost COPY was found again (พบแล้ว).", _COPY, ON)
_change(
    "tell",
    "tell_holder",
    "Say that the holder of a COPY was told of the change of its level (แจ้งผู้ถือ).",
    _COPY,
    click.option("--how", required=True, help="How, such as by which letter."),
    ON,
)


@secret.command("list")
@common_options
def list_copies(settings: Settings) -> None:
    """Show the control register: copies, holders, receipts, and no subject (ทะเบียนควบคุม)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.correspondence.control_table(), office, settings)


@secret.command()
@options(
    click.option("--copy", "copies", multiple=True, metavar="LETTER:COPY=FOUND", help="present, damaged or missing."),
    click.option("--chair", required=True, help="Staff code of the registrar, who chairs."),
    click.option("--member", "members", multiple=True, required=True, help="Staff code of another; several."),
    click.option("--order", default="", help="Order by which the committee was appointed."),
    click.option("--note", default="", help="How the regulation is kept."),
    click.option("--reported-to", default="", help="Staff code of the head to whom it was reported."),
    ON,
    KEY,
)
@common_options
def inspect(settings: Settings, copies: tuple[str, ...], **given: Any) -> None:
    """Write down an inspection: of every copy, what was found (บันทึกการตรวจสอบ)."""
    with settings.open_office() as office:
        found = []
        for one in copies:
            place, _, how = one.partition("=")
            letter, _, number = place.rpartition(":")
            if not letter or not number.isdecimal():
                raise click.BadParameter(one, param_hint="--copy")
            found.append((look_up(letter, office, settings), int(number), how or "present"))
        made = office.correspondence.inspect_secrets(found, **given)
        if settings.as_json:
            print_json({"inspection": made.id, "copies": len(made.items)})
            return
        click.echo(settings.say(_INSPECTED.fill(record=made.ref)))


@secret.command()
@ON
@common_options
def check(settings: Settings, on: date | None) -> None:
    """Tell what is to be done about secret matter, and when it is inspected next (ตรวจสอบรายการค้าง)."""
    with settings.open_office(read_only=True) as office:
        findings = office.correspondence.check_secrets(on)
        due = office.correspondence.next_inspection()
        if settings.as_json:
            print_json({"next": due.value if due else None, "findings": [finding_data(one) for one in findings]})
            return
        print_findings(findings, settings)
        say_if_none(findings, settings, _FINE)
        if due:
            click.echo(settings.say(_NEXT.fill(due=day_text(due.value))))


@secret.command()
@ON
@common_options
def registrars(settings: Settings, on: date | None) -> None:
    """Tell who is registrar of secret information, or assists one, by which order (นายทะเบียนและผู้ช่วย)."""
    with settings.open_office(read_only=True) as office:
        found, roles = office.correspondence.secret_registrars(on), office.profile.vocabulary("role")
        if settings.as_json:
            print_json([{"person": person.code, "role": role, "order": order} for person, role, order in found])
            return
        say_if_none(found, settings)
        for person, role, order in found:
            told = {"name": person.name, "code": person.code, "role": roles[role].title, "order": order or "–"}
            click.echo(settings.say(_REGISTRAR.fill(**told)))
