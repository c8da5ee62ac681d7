"""Circulars at the command line: who gets them, who has acknowledged, who is reminded (การเวียนหนังสือ)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.domain.correspondence.circulation import Circulation
    from orqa.office.notices import Delivered
    from orqa.office.office import Office
    from orqa.reporting.tables import Table

_SENT = Text.of(en="Circular {number}/{year}: to {count}", th="เวียนที่ {number}/{year}: {count} ราย")
_READ = Text.of(en="Acknowledged: {count}", th="รับทราบแล้ว {count} ราย")
_STANDING = Text.of(
    en="Acknowledged {acknowledged} of {receivers}; waiting {waiting}, overdue {overdue}",
    th="รับทราบ {acknowledged} จาก {receivers} ราย ยังไม่รับทราบ {waiting} เกินกำหนด {overdue}",
)
_ENDED = Text.of(en="Ended; {count} had not acknowledged", th="สิ้นสุดการเวียน ยังไม่รับทราบ {count} ราย")
_REMINDED = Text.of(en="Reminders sent: {count}", th="ส่งการเตือนแล้ว {count} ราย")
_KEPT = Text.of(en="List {code}: {count}", th="บัญชีรายชื่อ {code}: {count} รายการ")
_UNUSED = Text.of(en="no longer used", th="เลิกใช้แล้ว")
_NONE = Text.of(en="Nothing was circulated", th="ไม่มีหนังสือเวียน")
_KEY = click.option("--key", help="Of your choice: the same call with the same key is done once.")
_THROUGH = click.option("--through", default="eml", show_default=True, help="Name of the notifier.")
_INTO = click.option("--into", "target", required=True, help="What it delivers to, such as a folder.")
_FROM = click.option("--from", "sender", default="", help="Address that it comes from.")


@click.group("circular")
def circular() -> None:
    """Circulate letters, and see who has acknowledged them (เวียนหนังสือ)."""


@circular.command()
@click.argument("which")
@click.option("--to", multiple=True, required=True, help="Staff number, unit, list:CODE, staff:UNIT, everyone; again.")
@click.option("--due", type=Day(), help="By when to acknowledge.")
@click.option("--note", default="", help="What the receivers are to do.")
@click.option("--unit", default="", help="Code of the unit that circulates.")
@_KEY
@common_options
def send(settings: Settings, which: str, **how: Any) -> None:
    """Circulate a letter: WHICH is a register number, printed number or id (เวียน)."""
    with settings.open_office() as office:
        made = office.correspondence.circulate(look_up(which, office, settings), **how).circulation
        if settings.as_json:
            print_json(_data(made, office))
            return
        told = _SENT.fill(number=made.number, year=office.written_year(made.year), count=made.receivers)
        click.echo(settings.say(told))


@circular.command()
@click.argument("which")
@click.option("--note", default="", help="A word of the receiver.")
@click.option("--of", help="Another receiver, who signed on paper: staff number, unit, role:ROLE@UNIT.")
@click.option("--at", type=click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]), help="When they signed on paper.")
@_KEY
@common_options
def acknowledge(settings: Settings, which: str, note: str, at: datetime | None, **how: Any) -> None:
    """Say that one has read a circular: WHICH is its number with year, 3/2569, or its id (รับทราบ)."""
    with settings.open_office() as office:
        known = office.correspondence.circulation(which)
        moment = at.replace(tzinfo=office.zone) if at else None
        read = office.correspondence.acknowledge(known, note, at=moment, **how)
        if settings.as_json:
            print_json([{"id": task.id, "whom": task.whom, "at": task.ended_at} for task in read])
        else:
            click.echo(settings.say(_READ.fill(count=len(read))))


@circular.command()
@click.argument("which")
@click.option("--on", type=Day(), help="Day against which what is overdue is told; by default today.")
@common_options
def show(settings: Settings, which: str, on: date | None) -> None:
    """Show who has acknowledged a circular, and when (สถานะการรับทราบ)."""
    from orqa.office.correspondence.circulation_tables import receivers_table

    with settings.open_office(read_only=True) as office:
        known = office.correspondence.circulation(which)
        stands = office.correspondence.standing(known, on)
        table = receivers_table(office, known, on)
        if settings.as_json:
            print_json(_data(known, office) | {"receivers": list(table.records(personal=True))})
            return
        _print(table, office, settings)
        told = _STANDING.fill(
            acknowledged=stands.acknowledged,
            receivers=stands.receivers,
            waiting=stands.waiting,
            overdue=stands.overdue,
        )
        click.echo(settings.say(told))


@circular.command("list")
@click.option("--year", type=YEAR, help="Year, in the office's era; by default this year.")
@common_options
def list_(settings: Settings, year: int | None) -> None:
    """Show the register of circulars of a year (ทะเบียนหนังสือเวียน)."""
    from orqa.office.correspondence.circulation_tables import register_table

    with settings.open_office(read_only=True) as office:
        first = office.year("calendar", year).first
        table = register_table(office, office.correspondence.circulations(year=first.year))
        if settings.as_json:
            print_json(list(table.records()))
        elif list(table.rows()):
            _print(table, office, settings)
        else:
            click.echo(settings.say(_NONE))


@circular.command()
@click.argument("which")
@click.option("--reason", default="", help="Why, where some have not acknowledged.")
@_KEY
@common_options
def end(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Wait for no more receivers of a circular (สิ้นสุดการเวียน)."""
    with settings.open_office() as office:
        known = office.correspondence.end_circulation(office.correspondence.circulation(which), reason, key=key)
        left = office.correspondence.standing(known).withdrawn
        if settings.as_json:
            print_json(_data(known, office))
        else:
            click.echo(settings.say(_ENDED.fill(count=left)))


@circular.command("remind")
@click.argument("which")
@_THROUGH
@_INTO
@_FROM
@common_options
def remind_of(settings: Settings, which: str, through: str, target: str, sender: str) -> None:
    """Remind those who have not acknowledged a circular (เตือนผู้ยังไม่รับทราบ)."""
    with settings.open_office() as office:
        notifier = office.notices.notifier(through, target)
        sent = office.correspondence.remind(which, notifier, language=settings.language or "", sender=sender)
        _print_sent(sent, settings)


@circular.command("keep-list")
@click.argument("code")
@click.option("--title", required=True, help="What people call it.")
@click.option("--to", multiple=True, required=True, help="A receiver, as of circular send; again for several.")
@click.option("--unit", default="", help="Code of the unit that keeps it.")
@click.option("--used/--retired", "active", default=True, help="Whether it is still used.")
@common_options
def keep_list(settings: Settings, code: str, title: str, to: tuple[str, ...], **how: Any) -> None:
    """Keep a list of receivers that is used again and again: list:CODE (บัญชีรายชื่อผู้รับ)."""
    with settings.open_office() as office:
        words = Text.of(**{settings.language or office.profile.language: title})
        kept = office.correspondence.keep_list(code, words, to, **how)
        if settings.as_json:
            print_json({"code": kept.id, "members": kept.members, "active": kept.active})
        else:
            click.echo(settings.say(_KEPT.fill(code=kept.id, count=len(kept.members))))


@circular.command("lists")
@common_options
def lists(settings: Settings) -> None:
    """Show the lists of receivers (บัญชีรายชื่อผู้รับ)."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.recipient_lists()
        if settings.as_json:
            print_json(
                [{"code": one.id, "title": one.title, "members": one.members, "active": one.active} for one in found]
            )
            return
        for one in found:
            unused = "" if one.active else f" ({settings.say(_UNUSED)})"
            click.echo(f"{one.id}{unused}: {settings.say(one.title)}: {', '.join(one.members)}")


@click.command()
@_THROUGH
@_INTO
@_FROM
@click.option("--on", type=Day(), help="Day of which to tell; by default today.")
@common_options
def remind(settings: Settings, through: str, target: str, sender: str, on: date | None) -> None:
    """Tell each person what is due soon or overdue of what waits for them (แจ้งเตือนงานค้าง)."""
    with settings.open_office(read_only=True) as office:
        notices = office.notices.due(on, language=settings.language or "", sender=sender)
        _print_sent(office.notices.send(notices, office.notices.notifier(through, target)), settings)


# ------------------------------------------------------------------ inside


def _print_sent(sent: "Delivered", settings: Settings) -> None:
    if settings.as_json:
        print_json({"sent": len(sent.notices), "findings": [finding_data(finding) for finding in sent.findings]})
        return
    print_findings(sent.findings, settings, to_stderr=True)
    click.echo(settings.say(_REMINDED.fill(count=len(sent.notices))))


def _data(one: "Circulation", office: "Office") -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "year": office.written_year(one.year),
        "letter": one.letter.id,
        "count": one.receivers,
        "due": one.due,
        "state": one.state.value,
    }


def _print(table: "Table", office: "Office", settings: Settings) -> None:
    print_table(table.columns, list(table.rows()), Style.of_profile(office.profile, settings.language))
