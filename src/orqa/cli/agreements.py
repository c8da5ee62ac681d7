"""Agreements with partners, at the command line (ข้อตกลงความร่วมมือ)."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing, tell
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.partnerships.agreements import Agreement
    from orqa.office.office import Office

_PART = Text.of(en="{title}: {value}", th="{title}: {value}")
_MOVE = Text.of(en="{day} {act} {note}", th="{day} {act} {note}")
_ASKED = Text.of(en="Asked along the route {route}: {request}", th="เสนอตามเส้นทาง {route}: {request}")
_SIGNATURE = Text.of(en="signed by party {party} on {day} {who}", th="ฝ่ายที่ {party} ลงนาม {day} {who}")
_WRITTEN = Text.of(en="{count} agreements written to {path}", th="เขียนข้อตกลง {count} รายการลงใน {path}")
_EMPTY: Any = (None, "", ())


@click.group()
def agreement() -> None:
    """Agreements with partners, from proposal to end (ข้อตกลงความร่วมมือ)."""


_ON = click.option("--on", type=Day(), help="The day; by default today.")
_DOCUMENT = click.option("--document", default="", help="Number of the paper.")
_NOTE = click.option("--note", default="", help="What else is to be known.")
_COUNCIL = click.option("--council", is_flag=True, help="The university council approved it.")
_FACTS = (
    click.option("--title", help="As it is printed."),
    click.option("--number", help="Its number in the university's register."),
    click.option("--kind-printed", help="The word that the paper has for its kind."),
    click.option("--counterpart", help="Code of the vocabulary counterpart, e.g. government."),
    click.option("--by-unit", help="Code of our unit that makes it; by default the university."),
    click.option("--unit", help="Code of the unit that keeps it."),
    click.option("--person", help="Staff number of whoever answers for it."),
    click.option("--in-force", help="From when, as printed."),
    click.option("--term", help="How long it holds, as printed, e.g. “5 years”."),
    click.option("--ends", help="Its end, as printed."),
    click.option("--notice", help="How long before the end notice is given, e.g. “6 months”."),
    click.option("--last-day", type=click.Choice(["day_before", "anniversary"]), help="Which day ends a term."),
    click.option("--parent", help="The agreement that it stands under."),
    click.option("--field", "fields", multiple=True, help="Field of education, ISCED-F, e.g. 0610."),
    click.option("--level", "levels", multiple=True, help="Code of the vocabulary study-level."),
    click.option("--activity", "activities", multiple=True, help="Code of the vocabulary agreement-activity."),
    click.option("--places", multiple=True, metavar="DIRECTION=N[/UNIT]", help="Places a year, e.g. sent=4/person."),
    click.option("--concerns", multiple=True, metavar="KIND:ID", help="A letter or minutes that made it."),
)


@agreement.command()
@click.argument("kind")
@click.argument("partners", nargs=-1, required=True)
@options(click.option("--signed", help="When it was signed, as printed."), *_FACTS)
@options(_COUNCIL, _NOTE, KEY)
@common_options
def add(settings: Settings, kind: str, partners: tuple[str, ...], **facts: Any) -> None:
    """Enter a signed agreement of a KIND with PARTNERS, each NAME or NAME#UNIT (บันทึกข้อตกลงที่ลงนามแล้ว)."""
    with settings.open_office() as office:
        tell(office.partnerships.add_agreement(kind, partners, **_told(facts)), settings)


@agreement.command()
@click.argument("kind")
@click.argument("partners", nargs=-1, required=True)
@options(*_FACTS, _ON, _NOTE, KEY)
@common_options
def propose(settings: Settings, kind: str, partners: tuple[str, ...], **facts: Any) -> None:
    """Propose an agreement of a KIND with PARTNERS, each NAME or NAME#UNIT (เสนอจัดทำข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.propose(kind, partners, **_told(facts)), settings)


@agreement.command()
@click.argument("which")
@options(click.option("--signed", help="When it was signed, as printed."), *_FACTS)
@options(click.option("--council/--no-council", default=None, help="Whether the council approved it."), _ON, _NOTE, KEY)
@common_options
def change(settings: Settings, which: str, **facts: Any) -> None:
    """Mend what is kept of the agreement WHICH: an id, number or title (แก้ไขข้อมูลข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.change_agreement(which, **_told(facts)), settings)


@agreement.command()
@click.argument("which")
@click.argument("stage", type=click.Choice(["drafting", "legal_review", "outside_opinion"]))
@options(_ON, _NOTE, KEY)
@common_options
def advance(settings: Settings, which: str, stage: str, **how: Any) -> None:
    """Bring the text of WHICH to a further STAGE before approval (ยกร่าง ตรวจร่าง ขอความเห็น)."""
    with settings.open_office() as office:
        tell(office.partnerships.advance(which, stage, **how), settings)


@agreement.command()
@click.argument("which")
@options(click.option("--unit", default="", help="Code of the unit that asks; by default the one that keeps it."), _ON)
@common_options
def submit(settings: Settings, which: str, **how: Any) -> None:
    """Put WHICH to whoever approves it, along its route (เสนอขออนุมัติข้อตกลง)."""
    with settings.open_office() as office:
        asked = office.partnerships.submit_agreement(which, **how)
        if settings.as_json:
            print_json({"request": asked.id, "route": asked.route, "about": str(asked.about)})
            return
        click.echo(settings.say(_ASKED.fill(route=asked.route, request=asked.id)))


@agreement.command()
@click.argument("which")
@options(
    _DOCUMENT, click.option("--council", is_flag=True, help="The university council approved it."), _ON, _NOTE, KEY
)
@common_options
def approve(settings: Settings, which: str, **how: Any) -> None:
    """Enter that WHICH was approved, along its route or by a paper (อนุมัติข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.approve(which, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("party", type=click.IntRange(1), required=False)
@options(
    _ON, click.option("--name", default="", help="Who signed."), click.option("--post", default="", help="As what.")
)
@options(_DOCUMENT, KEY)
@common_options
def sign(settings: Settings, which: str, party: int | None, **how: Any) -> None:
    """Enter that PARTY of WHICH signed, 1 being the university; without it, all that had not (ลงนาม)."""
    with settings.open_office() as office:
        tell(office.partnerships.sign(which, party, **how), settings)


@agreement.command()
@click.argument("which")
@options(
    click.option("--until", type=Day(), help="New last day."), click.option("--term", default="", help="Or a length.")
)
@options(_ON, _DOCUMENT, KEY)
@common_options
def renew(settings: Settings, which: str, **how: Any) -> None:
    """Prolong WHICH itself; a new agreement in its place is “supersede” (ต่ออายุข้อตกลงฉบับเดิม)."""
    with settings.open_office() as office:
        tell(office.partnerships.renew(which, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("reason")
@options(click.option("--last", type=Day(), help="Its last day; by default the end of the stated notice."))
@options(_ON, _DOCUMENT, KEY)
@common_options
def terminate(settings: Settings, which: str, reason: str, **how: Any) -> None:
    """Enter that notice to end WHICH was given, and the REASON (บอกเลิกข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.terminate(which, reason, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("reason")
@options(_ON, KEY)
@common_options
def suspend(settings: Settings, which: str, reason: str, **how: Any) -> None:
    """Put WHICH out of use for a time, for a REASON (ระงับข้อตกลงชั่วคราว)."""
    with settings.open_office() as office:
        tell(office.partnerships.suspend(which, reason, **how), settings)


@agreement.command()
@click.argument("which")
@options(_ON, _NOTE, KEY)
@common_options
def resume(settings: Settings, which: str, **how: Any) -> None:
    """Put WHICH, which was suspended, in use again (กลับมาใช้ข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.resume(which, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("reason")
@options(_ON, KEY)
@common_options
def drop(settings: Settings, which: str, reason: str, **how: Any) -> None:
    """Give up WHICH, an agreement in the making, for a REASON (ยุติการจัดทำข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.drop(which, reason, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("new")
@options(_ON, KEY)
@common_options
def supersede(settings: Settings, which: str, new: str, **how: Any) -> None:
    """Say that the agreement NEW takes the place of WHICH (มีฉบับใหม่แทน)."""
    with settings.open_office() as office:
        tell(office.partnerships.supersede(which, new, **how), settings)


@agreement.command("decide-end")
@click.argument("which")
@click.argument("intention", type=click.Choice(["renew", "lapse"]))
@options(_ON, _NOTE, KEY)
@common_options
def decide_end(settings: Settings, which: str, intention: str, **how: Any) -> None:
    """Decide whether WHICH is to be renewed or lapses at its end (ตัดสินใจเมื่อใกล้สิ้นสุด)."""
    with settings.open_office() as office:
        tell(office.partnerships.decide_end(which, intention, **how), settings)


@agreement.command("tell-commission")
@click.argument("which")
@options(_ON, _DOCUMENT, KEY)
@common_options
def tell_commission(settings: Settings, which: str, **how: Any) -> None:
    """Enter that the commission was told of the council's approval of WHICH (แจ้งคณะกรรมการการอุดมศึกษา)."""
    with settings.open_office() as office:
        tell(office.partnerships.tell_commission(which, **how), settings)


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


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """What was told on the command line."""
    told = {name: value for name, value in facts.items() if value not in _EMPTY}
    if places := told.pop("places", ()):
        told["quotas"] = [_quota(one) for one in places]
    return told


def _quota(text: str) -> dict[str, Any]:
    direction, sign, rest = text.partition("=")
    count, _, unit = rest.partition("/")
    if not sign or direction not in {"sent", "received"} or not count.isdecimal():
        raise click.BadParameter(f"needs the form sent=4 or received=4/person, found {text!r}", param_hint="--places")
    return {"direction": direction, "places": int(count), **({"unit": unit} if unit else {})}


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
            shown = style.date(value) if isinstance(value, date) else value
            click.echo(settings.say(_PART.fill(title=column.title, value=shown)))
    for line in _lines(found, style):
        click.echo(settings.say(line))


def _lines(found: "Agreement", style: Any) -> "Iterable[Text]":
    for one in found.signatures:
        day = style.date(one.signed.first) if one.signed.first else one.signed.printed
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
