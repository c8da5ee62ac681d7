"""How long punches are kept, at the command line (ระยะเวลาเก็บข้อมูลการลงเวลา)."""

from typing import TYPE_CHECKING

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.cli.options import Settings, common_options
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.domain.attendance.clocks import PunchErasure

_DUE = Text.of(
    en="Punches are kept from {before} on; to be erased: {months} {months:month|months} "
    "({sheets} {sheets:sheet|sheets}), {files} {files:file|files}",
    th="เก็บข้อมูลการลงเวลาตั้งแต่ {before} ที่ต้องลบ: {months} เดือน ({sheets} ใบลงเวลา) {files} แฟ้ม",
)
_ERASED = Text.of(
    en="Erased before {before}: {sheets} {sheets:sheet|sheets}, {files} {files:file|files} ({reason})",
    th="ลบข้อมูลก่อน {before} แล้ว: {sheets} ใบลงเวลา {files} แฟ้ม ({reason})",
)


@click.group()
def retention() -> None:
    """How long punches are kept, and what was erased (ระยะเวลาเก็บข้อมูลการลงเวลา)."""


@retention.command()
@common_options
def show(settings: Settings) -> None:
    """Show what may be erased today, by the rule attendance.punch_retention, and what was (ข้อมูลที่พ้นระยะเวลาเก็บ)."""
    with settings.open_office(read_only=True) as office:
        done, due = office.attendance.retention.list(), office.attendance.retention.due()
        if settings.as_json:
            told = {"before": due.before, "months": list(due.months), "sheets": due.sheets, "files": due.files}
            print_json({**told, "erased": [_data(one) for one in done]})
            return
        for one in done:
            click.echo(settings.say(_ERASED.fill(**_shown(one))))
        told = {"months": len(due.months), "sheets": due.sheets, "files": due.files}
        click.echo(settings.say(_DUE.fill(before=day_text(due.before), **told)))


@retention.command()
@click.option("--reason", required=True, help="Why, for the tombstones.")
@common_options
def erase(settings: Settings, reason: str) -> None:
    """Erase punches whose time is over, for good (ลบข้อมูลการลงเวลาที่พ้นระยะเวลาเก็บ); frozen figures stay."""
    with settings.open_office() as office:
        done = office.attendance.retention.erase(reason)
        if settings.as_json:
            print_json(_data(done))
        else:
            click.echo(settings.say(_ERASED.fill(**_shown(done))))


def _data(one: "PunchErasure") -> dict[str, object]:
    return {"before": one.before, "sheets": one.sheets, "files": one.files, "reason": one.reason}


def _shown(one: "PunchErasure") -> dict[str, object]:
    return _data(one) | {"before": day_text(one.before)}
