"""The exchange of letters with other agencies at the command line (การแลกเปลี่ยนหนังสืออิเล็กทรอนิกส์)."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json

if TYPE_CHECKING:
    from orqa.plugins.builtin.formats.egif import ExchangeLetter, ExchangeNotice

_TAKEN = Text.of(
    en="Registered as no. {number}/{year}, with files: {count}", th="ลงทะเบียนรับเลขที่ {number}/{year} แฟ้ม {count} แฟ้ม"
)
_WRITTEN = Text.of(en="Written: {path}", th="เขียนแล้ว: {path}")
_LETTER = Text.of(
    en="Letter {number}, {dated}: {subject}; from {sender} to {receiver}; files: {count}",
    th="หนังสือที่ {number} ลงวันที่ {dated} เรื่อง {subject} จาก {sender} ถึง {receiver} แฟ้ม {count} แฟ้ม",
)
_NOTICE = Text.of(
    en="Notice {notice} of letter {letter}, {dated}: {subject}; receive number: {number}",
    th="ใบแจ้ง {notice} ของหนังสือที่ {letter} ลงวันที่ {dated} เรื่อง {subject} เลขรับ {number}",
)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def exchange() -> None:
    """Take in and write letters as the government exchange sends them (การแลกเปลี่ยนหนังสืออิเล็กทรอนิกส์)."""


@exchange.command()
@click.argument("file", type=_FILE)
@common_options
def show(settings: Settings, file: Path) -> None:
    """Show what a message holds, and what is wrong with it; nothing is registered (ดูข้อความ).

    Exit code 1 where it could not be read.
    """
    from orqa.plugins.builtin.formats.egif import ExchangeLetter, read_message

    message = read_message(file.read_bytes(), file.name)
    content = message.content
    if settings.as_json:
        data = None if content is None else _data(content)
        print_json({"content": data, "findings": [finding_data(finding) for finding in message.findings]})
        sys.exit(content is None)
    print_findings(message.findings, settings)
    if content is None:
        sys.exit(1)
    if isinstance(content, ExchangeLetter):
        told = _LETTER.fill(
            number=content.number or "–",
            dated=day_text(content.dated) if content.dated else "–",
            subject=content.subject,
            sender=content.sender.called or "–",
            receiver=content.receiver.called or "–",
            count=len(content.files) + (content.main is not None),
        )
    else:
        told = _NOTICE.fill(
            notice=content.notice.value,
            letter=content.letter,
            dated=day_text(content.dated) if content.dated else "–",
            subject=content.subject,
            number=content.receive_number or "–",
        )
    click.echo(settings.say(told))


@exchange.command("take-in")
@click.argument("file", type=_FILE)
@click.option("--kind", default="external", show_default=True, help="Kind of letter, code or title.")
@click.option("--unit", default="", help="Code of the unit that receives it by itself; else the central registry.")
@click.option("--from", "sender", default="", help="What the sender is called; by default as the message names it.")
@click.option("--answer", type=_OUT, help="Write the notice that it is registered to this file.")
@common_options
def take_in(settings: Settings, file: Path, answer: Path | None, **how: Any) -> None:
    """Register the letter of a message, with its files; the same message again changes nothing (ลงทะเบียนรับ)."""
    from orqa.office.files import replacing
    from orqa.plugins.builtin.formats.egif.exchanging import notice_of, take_in

    with settings.open_office() as office:
        taken = take_in(office, file.read_bytes(), file=file.name, **how)
        if answer is not None:
            with replacing(answer) as out:
                out.write(notice_of(taken))
        entry = taken.registration.entry
        findings = [finding_data(finding) for finding in taken.findings]
        if settings.as_json:
            print_json({"number": entry.number, "letter": taken.registration.letter.id, "findings": findings})
            return
        print_findings(taken.findings, settings, to_stderr=True)
        told = _TAKEN.fill(number=entry.number, year=office.written_year(entry.year), count=len(taken.attachments))
        click.echo(settings.say(told))


@exchange.command()
@click.argument("which")
@click.option("--out", type=_OUT, required=True, help="File to write.")
@click.option("--from-department", required=True, help="Our id in the exchange, such as 23099.")
@click.option("--from-ministry", default="", help="Id of our ministry in the exchange.")
@click.option("--from-title", default="", help="Position of whoever signs.")
@click.option("--to-department", required=True, help="Id of the receiver in the exchange.")
@click.option("--to-ministry", default="", help="Id of the receiver's ministry.")
@click.option("--to-title", default="", help="Position of whoever it is addressed to.")
@click.option("--host", default="localhost", show_default=True, help="Of the sender, for the id of the message.")
@common_options
def write(settings: Settings, which: str, out: Path, host: str, **parties: str) -> None:
    """Write a letter as a message: WHICH is a printed number or id, as of letter show (ส่งหนังสืออิเล็กทรอนิกส์)."""
    from orqa.office.files import replacing
    from orqa.plugins.builtin.formats.egif import ExchangeParty
    from orqa.plugins.builtin.formats.egif.exchanging import message_of

    def party(end: str) -> ExchangeParty:
        named = {name: parties[f"{end}_{name}"] for name in ("department", "ministry")}
        return ExchangeParty(job_title=parties[f"{end}_title"], **named)

    with settings.open_office() as office:
        letter = look_up(which, office, settings)
        made = message_of(office, letter.id, sender=party("from"), receiver=party("to"), host=host)
        with replacing(out) as file:
            file.write(made)
        if settings.as_json:
            print_json({"path": str(out), "bytes": len(made)})
        else:
            click.echo(settings.say(_WRITTEN.fill(path=out)))


# ------------------------------------------------------------------ inside


def _data(content: "ExchangeLetter | ExchangeNotice") -> dict[str, Any]:
    from attrs import asdict

    def shown(_owner: object, _field: object, value: Any) -> Any:
        return len(value) if isinstance(value, bytes) else value

    return {"kind": type(content).__name__, **asdict(content, value_serializer=shown)}
