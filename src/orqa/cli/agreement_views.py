"""Agreements are listed, shown and written out, at the command line (ทะเบียนข้อตกลง)."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.base.partial import PartialDate
from orqa.cli.agreement_steps import agreement
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import ON, options, print_listing
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.partnerships.agreements import Agreement
    from orqa.office.office import Office

__all__ = ["agreement"]

_PART = Text.of(en="{title}: {value}", th="{title}: {value}")
_MOVE = Text.of(en="{day} {act} {note}", th="{day} {act} {note}")
_SIGNATURE = Text.of(en="signed by party {party} on {day} {who}", th="ฝ่ายที่ {party} ลงนาม {day} {who}")
_PLACES = Text.of(en="Places: {told}", th="ที่นั่ง: {told}")
_BALANCE = Text.of(en="Exchange balance: {told}", th="ดุลการแลกเปลี่ยน: {told}")
_WRITTEN = Text.of(en="{count} agreements written to {path}", th="เขียนข้อตกลง {count} รายการลงใน {path}")


@agreement.command("list")
@click.argument("words", nargs=-1)
@options(
    click.option("--kind", default="", help="Code of the vocabulary agreement-kind."),
    click.option("--partner", default="", help="With whom: an id, identifier or name."),
    click.option("--country", default="", help="Only with partners of one country."),
    click.option("--unit", default="", help="Code of the unit that keeps them."),
    click.option("--state", default="", help="Code of the vocabulary agreement-state, e.g. active."),
    ON,
)
@common_options
def list_agreements(settings: Settings, words: tuple[str, ...], on: date | None, **which: Any) -> None:
    """List agreements, all or those with WORDS in title, number or party (ทะเบียนข้อตกลง)."""
    with settings.open_office(read_only=True) as office:
        service = office.partnerships
        table = service.agreement_table(service.agreements(" ".join(words), on=on, **which), on)
        print_listing(table, office, settings, ("number", "starts", "unit"))


@agreement.command()
@click.argument("which")
@options(ON)
@common_options
def show(settings: Settings, which: str, on: date | None) -> None:
    """Show the agreement WHICH: an id, number or title (ข้อมูลข้อตกลง)."""
    with settings.open_office(read_only=True) as office:
        _print(office.partnerships.agreement(which), office, settings, on or office.today())


@agreement.command()
@click.argument("which")
@common_options
def history(settings: Settings, which: str) -> None:
    """Show each version of WHICH that was kept (ประวัติ)."""
    with settings.open_office(read_only=True) as office:
        for one in office.partnerships.agreement_versions(which):
            if not settings.as_json:
                click.echo(f"--- {one.version}")
            _print(one, office, settings, office.today())


def _print(found: "Agreement", office: "Office", settings: Settings, on: date) -> None:
    from attrs import asdict

    from orqa.reporting.formatting import Style

    if settings.as_json:
        print_json({**asdict(found), "standing": found.standing(on).value, "last_day": found.end(on)})
        return
    style = Style.of_profile(office.profile, settings.language)
    table = office.partnerships.agreement_table((found,), on)
    (row,) = table.records(personal=True)
    for column in table.columns:
        value = row[column.name]
        if value is not None:
            shown = style.date(value) if isinstance(value, date | PartialDate) else value
            click.echo(settings.say(_PART.fill(title=column.title, value=shown)))
    for line in _lines(found, style):
        click.echo(settings.say(line))


def _lines(found: "Agreement", style: Any) -> "Iterable[Text]":
    from orqa.domain.partnerships.exchange_wording import places_wording, terms_wording

    for quota in found.scope.quotas:
        yield _PLACES.fill(told=places_wording(quota))
    if found.exchange is not None:
        yield _BALANCE.fill(told=terms_wording(found.exchange))
    for one in found.signatures:
        day = style.date(one.signed.day) if one.signed.day else one.signed.printed
        yield _SIGNATURE.fill(party=one.party + 1, day=day, who=", ".join(filter(None, (one.name, one.post))))
    for move in found.moves:
        told = "; ".join(filter(None, (move.note, move.document)))
        yield _MOVE.fill(day=style.date(move.on), act=_ACTS.get(move.act, Text.of(en=move.act)), note=told)


_ACTS = {
    "propose": Text.of(en="proposed", th="เสนอจัดทำ"),
    "change": Text.of(en="changed", th="แก้ไขข้อมูล"),
    "advance": Text.of(en="advanced", th="ดำเนินการขั้นต่อไป"),
    "submit": Text.of(en="put to approval", th="เสนอขออนุมัติ"),
    "approve": Text.of(en="approved", th="อนุมัติ"),
    "sign": Text.of(en="signed", th="ลงนาม"),
    "renew": Text.of(en="prolonged", th="ต่ออายุ"),
    "terminate": Text.of(en="notice given", th="บอกเลิก"),
    "suspend": Text.of(en="suspended", th="ระงับ"),
    "resume": Text.of(en="resumed", th="กลับมาใช้"),
    "drop": Text.of(en="given up", th="ยุติการจัดทำ"),
    "supersede": Text.of(en="superseded by", th="มีฉบับใหม่แทน"),
    "decide_end": Text.of(en="decided about its end", th="ตัดสินใจเมื่อสิ้นสุด"),
    "tell": Text.of(en="told to the commission", th="แจ้งคณะกรรมการ"),
}


@agreement.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@options(
    click.option("--layout", required=True, help="Code of the vocabulary agreement-register-layout, e.g. csu or thai."),
    click.option("--kind", default="", help="Only those of one kind."),
    click.option("--country", default="", help="Only those with a partner of a country."),
    click.option("--state", default="", help="Only those that stand so today."),
)
@common_options
def export(settings: Settings, path: Path, layout: str, **which: Any) -> None:
    """Write the register to the file PATH in the columns of a layout that universities use (ส่งออกทะเบียน)."""
    with settings.open_office(read_only=True) as office:
        chosen = office.partnerships.agreements(**which)
        count = office.partnerships.export_agreements(path, layout, chosen)
    click.echo(settings.say(_WRITTEN.fill(count=f"{count:,}", path=path)))
