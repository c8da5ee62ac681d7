"""Stays of foreigners at the command line (การพำนักของชาวต่างชาติ)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing, tell
from orqa.cli.output import print_json
from orqa.domain.partnerships.stays import STEPS, EventKind, Step

if TYPE_CHECKING:
    from orqa.domain.partnerships.stay_records import Stay
    from orqa.office.office import Office

_HELD = Text.of(en="May stay until {until} ({how})", th="อยู่ได้ถึง {until} ({how})")
_HOW = {True: Text.of(en="stamped", th="ตามตราประทับ"), False: Text.of(en="counted", th="นับตามกฎ")}
_ABROAD = Text.of(en="Not in the country", th="ไม่อยู่ในประเทศ")
_NO_PERMISSION = Text.of(en="No permission is kept", th="ไม่มีการอนุญาตที่บันทึกไว้")
_OVERSTAY = Text.of(en="Overstayed: the fine is {fine}", th="อยู่เกินกำหนด ค่าปรับ {fine}")
_EVENT = Text.of(en="{number}. {day} {what}{rest}", th="{number}. {day} {what}{rest}")
_PLANNED = Text.of(en="planned", th="แผน")
_KINDS = {
    EventKind.ENTRY: Text.of(en="entry", th="เดินทางเข้า"),
    EventKind.EXIT: Text.of(en="exit", th="เดินทางออก"),
    EventKind.EXTENSION: Text.of(en="extension of stay", th="อนุญาตให้อยู่ต่อ"),
    EventKind.PASSPORT: Text.of(en="passport", th="หนังสือเดินทาง"),
    EventKind.WORK_START: Text.of(en="work begins", th="เริ่มงาน"),
    EventKind.CONTRACT_END: Text.of(en="the contract ends", th="สิ้นสุดสัญญา"),
    EventKind.PROGRAMME_END: Text.of(en="the programme ends", th="สิ้นสุดหลักสูตร"),
    EventKind.GRADUATION: Text.of(en="graduation", th="สำเร็จการศึกษา"),
}
_DAYS = [one.value for one in (EventKind.WORK_START, EventKind.CONTRACT_END, EventKind.PROGRAMME_END)]
_UNTIL = click.option("--until", type=Day(), help="Last day that was stamped or printed.")
_NOTE = click.option("--note", default="", help="What else is to be known.")
_NUMBER = click.option("--number", default="", help="Number of the paper or the receipt.")
_DAY = click.option("--on", "day", type=Day(), required=True, help="The day.")
_PLAN = click.option("--planned", is_flag=True, help="It is a plan, and counts as nothing done.")
_VISA = click.option("--visa", default="", help="A code of the vocabulary visa, where it is another one.")


@click.group()
def stay() -> None:
    """Foreign staff and students: permission to stay, report, re-entry, work permit (การพำนักของชาวต่างชาติ)."""


@stay.command()
@click.argument("name", default="")
@click.option("--group", required=True, help="What they are here, a code of the vocabulary foreigner, e.g. staff.")
@click.option("--visa", required=True, help="A code of the vocabulary visa, e.g. non_b.")
@click.option("--person", default="", help="Staff number, for one of the organization.")
@click.option("--nationality", default="", help="Country, by its name or ISO 3166-1 code.")
@click.option("--unit", default="", help="Code of the unit that they are with.")
@click.option("--first", type=Day(), help="First day with the university; by default that of the entry.")
@click.option("--entered", type=Day(), help="Day of the entry.")
@options(_UNTIL, click.option("--passport", default="", help="Its number."))
@options(click.option("--passport-until", type=Day(), help="Its last day."), _NOTE, KEY)
@common_options
def register(settings: Settings, name: str, **fields: Any) -> None:
    """Keep the stay of NAME, as the passport has it (ลงทะเบียนชาวต่างชาติ)."""
    with settings.open_office() as office:
        tell(office.partnerships.stays.register(name, **fields), settings)


@stay.command()
@click.argument("which")
@click.option("--name", help="As the passport has it.")
@click.option("--group", help="A code of the vocabulary foreigner.")
@click.option("--nationality", help="Country, by its name or ISO 3166-1 code.")
@click.option("--unit", help="Code of the unit that they are with.")
@click.option("--first", type=Day(), help="First day with the university.")
@options(click.option("--note", help="What else is to be known."), KEY)
@common_options
def change(settings: Settings, which: str, **fields: Any) -> None:
    """Mend who WHICH is: an id, a name or a number of a passport (แก้ไขข้อมูล)."""
    with settings.open_office() as office:
        stays = office.partnerships.stays
        tell(stays.change(stays.get(which), **fields), settings)


@stay.command()
@click.argument("which")
@options(_DAY, _UNTIL, _VISA, _PLAN, _NOTE, KEY)
@common_options
def enter(settings: Settings, which: str, **how: Any) -> None:
    """Keep an entry of WHICH to the country (เดินทางเข้า)."""
    _note(settings, "enter", which, **how)


@stay.command()
@click.argument("which")
@options(_DAY, click.option("--permit", is_flag=True, help="There is a re-entry permit that is not kept here."))
@options(_PLAN, _NOTE, KEY)
@common_options
def leave(settings: Settings, which: str, **how: Any) -> None:
    """Keep that WHICH left the country, or will (เดินทางออก)."""
    _note(settings, "leave", which, **how)


@stay.command()
@click.argument("which")
@options(_DAY, click.option("--until", type=Day(), required=True, help="Last day that was stamped."), _NUMBER, KEY)
@common_options
def extend(settings: Settings, which: str, **how: Any) -> None:
    """Keep an extension of stay (อนุญาตให้อยู่ต่อ)."""
    _note(settings, "extend", which, **how)


@stay.command()
@click.argument("which")
@options(_DAY, click.option("--next", "following", type=Day(), help="Day of the next report, as the receipt has it."))
@options(_NUMBER, KEY)
@common_options
def report(settings: Settings, which: str, **how: Any) -> None:
    """Keep that WHICH reported to the immigration office (รายงานตัว)."""
    _note(settings, "report", which, **how)


@stay.command()
@click.argument("which")
@options(_DAY, _UNTIL, click.option("--multiple", is_flag=True, help="For several times."), _NUMBER, KEY)
@common_options
def reentry(settings: Settings, which: str, **how: Any) -> None:
    """Keep a re-entry permit (ใบอนุญาตกลับเข้ามาอีก)."""
    _note(settings, "reentry", which, **how)


@stay.command("change-visa")
@click.argument("which")
@click.argument("visa")
@options(_DAY, _UNTIL, KEY)
@common_options
def change_visa(settings: Settings, which: str, **how: Any) -> None:
    """Keep that the visa was changed to VISA in the country (เปลี่ยนประเภทวีซ่า)."""
    _note(settings, "change_visa", which, **how)


@stay.command("new-passport")
@click.argument("which")
@click.argument("number")
@options(_DAY, _UNTIL, KEY)
@common_options
def new_passport(settings: Settings, which: str, **how: Any) -> None:
    """Keep a new passport (หนังสือเดินทางเล่มใหม่)."""
    _note(settings, "new_passport", which, **how)


@stay.command()
@click.argument("which")
@click.argument("step", type=click.Choice([one.value for one in Step if one is not Step.EXTENSION]))
@options(_DAY, _UNTIL, _NUMBER, _NOTE, KEY)
@common_options
def done(settings: Settings, which: str, **how: Any) -> None:
    """Keep that STEP was done: residence_notice, work_permit and so on (ดำเนินการแล้ว)."""
    _note(settings, "done", which, **how)


@stay.command()
@click.argument("which")
@click.argument("kind", type=click.Choice([*_DAYS, EventKind.GRADUATION.value]))
@options(_DAY, _NOTE, KEY)
@common_options
def happened(settings: Settings, which: str, **how: Any) -> None:
    """Keep the first day of work, the end of the contract or programme, or graduation (เริ่มงาน สิ้นสุด จบ)."""
    _note(settings, "happened", which, **how)


@stay.command()
@click.argument("which")
@click.argument("number", type=int)
@KEY
@common_options
def strike(settings: Settings, which: str, **how: Any) -> None:
    """Take out entry NUMBER of the list that show prints; earlier versions keep it (ลบรายการที่บันทึกผิด)."""
    _note(settings, "strike", which, **how)


@stay.command("list")
@click.argument("words", nargs=-1)
@click.option("--group", default="", help="Only those of a group.")
@click.option("--unit", default="", help="Only those of a unit.")
@click.option("--everybody", is_flag=True, help="With those who left, or are still to come.")
@ON
@common_options
def list_stays(settings: Settings, words: tuple[str, ...], **which: Any) -> None:
    """List the foreigners of a day (ทะเบียนชาวต่างชาติ)."""
    with settings.open_office(read_only=True) as office:
        table = office.partnerships.stays.table(" ".join(words), **which)
        print_listing(table, office, settings, ("passport", "work_permit"))


@stay.command()
@click.option("--within", type=click.IntRange(min=0), default=30, show_default=True, help="Days ahead.")
@ON
@common_options
def due(settings: Settings, within: int, on: date | None) -> None:
    """Tell what is late or falls due, of whom, and by which rule (สิ่งที่ต้องดำเนินการ)."""
    with settings.open_office(read_only=True) as office:
        day = on or office.today()
        table = office.partnerships.stays.due_table(day, until=day + timedelta(days=within))
        print_listing(table, office, settings, ("why", "stay"))


@stay.command()
@click.argument("which")
@ON
@common_options
def show(settings: Settings, which: str, on: date | None) -> None:
    """Show the stay WHICH: until when, what happened, what is due (รายละเอียด)."""
    with settings.open_office(read_only=True) as office:
        _print(office, office.partnerships.stays.get(which), on or office.today(), settings)


@stay.command()
@click.argument("which")
@common_options
def history(settings: Settings, which: str) -> None:
    """Show each version of the stay WHICH that was kept (ประวัติ)."""
    with settings.open_office(read_only=True) as office:
        versions = office.partnerships.stays.versions(which)
        if settings.as_json:
            print_json([_data(one) for one in versions])
            return
        for one in versions:
            click.echo(f"--- {one.version}")
            _print_events(office, one, settings)


def _note(settings: Settings, call: str, which: str, **how: Any) -> None:
    with settings.open_office() as office:
        stays = office.partnerships.stays
        tell(getattr(stays, call)(stays.get(which).id, **how), settings)


def _print(office: "Office", found: "Stay", on: date, settings: Settings) -> None:
    stays = office.partnerships.stays
    held, fine = stays.permission(found, on).value, stays.overstay(found, on)
    due_now = stays.due(found, on)
    if settings.as_json:
        told = [
            {
                "step": one.value.step,
                "first": one.value.first,
                "last": one.value.last,
                "citations": list(map(str, one.citations)),
                "certainty": one.certainty.value if one.certainty else None,
            }
            for one in due_now
        ]
        permission = {"inside": held.inside, "until": held.until, "stamped": held.stamped}
        print_json(
            {**_data(found), "permission": permission, "overstay": str(fine.value) if fine else None, "due": told}
        )
        return
    click.echo(f"{found.name} ({found.id})")
    click.echo(_standing(office, held, settings))
    if fine:
        click.echo(settings.say(_OVERSTAY.fill(fine=fine.value.written())))
    _print_events(office, found, settings)
    from orqa.office.partnerships.stay_reading import StayDue
    from orqa.office.partnerships.stay_tables import due_table

    rows = due_table([StayDue(stay=found, decision=one) for one in due_now], on)
    print_listing(rows, office, settings, ("name", "stay"))


def _standing(office: "Office", held: Any, settings: Settings) -> str:
    from orqa.reporting.formatting import Style

    style = Style.of_profile(office.profile, settings.language)
    if not held.inside:
        return settings.say(_ABROAD)
    if held.until is None:
        return settings.say(_NO_PERMISSION)
    return settings.say(_HELD.fill(until=style.date(held.until), how=_HOW[held.stamped]))


def _print_events(office: "Office", found: "Stay", settings: Settings) -> None:
    from orqa.reporting.formatting import Style

    style = Style.of_profile(office.profile, settings.language)
    for number, one in enumerate(found.events, 1):
        what = STEPS[one.step] if one.step else _KINDS[one.kind]
        until = f"– {style.date(one.until)}" if one.until else ""
        planned = f"({settings.say(_PLANNED)})" if one.planned else ""
        parts = "".join(f" {part}" for part in (until, one.visa, one.number, one.note, planned) if part)
        told = {"number": number, "day": style.date(one.day), "what": what, "rest": parts}
        click.echo(settings.say(_EVENT.fill(**told)))


def _data(found: "Stay") -> dict[str, Any]:
    from attrs import asdict

    return {**asdict(found, recurse=True), "about": str(found.about) if found.about else None}
