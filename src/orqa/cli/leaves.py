"""Leave at the command line: ask, permit, what is left, and the close of a year (การลา)."""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, options
from orqa.cli.output import print_json
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave.cases import VACATION
from orqa.domain.attendance.leave.checks import plain
from orqa.domain.attendance.leave.records import STATES, Leave

if TYPE_CHECKING:
    from decimal import Decimal

    from orqa.base.years import FiscalYear
    from orqa.domain.attendance.leave.asking import LeaveVerdict
    from orqa.domain.attendance.leave.ledger import Account
    from orqa.office.attendance.leave_years import YearOfLeave
    from orqa.office.office import Office
    from orqa.rules.decisions import Decision

_LEAVE = Text.of(
    en="{leave}: {kind} from {first} to {last}, {state}", th="{leave}: {kind} ตั้งแต่วันที่ {first} ถึง {last} สถานะ {state}"
)
_VERDICT = Text.of(
    en="{answer}: {used} days used, {paid} paid, {left} left (by {citations})",
    th="{answer}: ใช้ {used} วัน ได้รับเงิน {paid} วัน คงเหลือ {left} วัน (ตาม {citations})",
)
_FORM = Text.of(
    en="  Taken before in the year: {before} days; this is time {times}. Half pay {half}, no pay {unpaid}. "
    "For {role} to permit; back by {back}.",
    th="  ลามาแล้วในปีนี้ {before} วัน ครั้งนี้เป็นครั้งที่ {times} ได้รับครึ่งหนึ่ง {half} วัน ไม่ได้รับเงิน {unpaid} วัน "
    "ผู้อนุญาต {role} กลับภายใน {back}",
)
_ON_PAPER = Text.of(
    en="The signed form on paper is needed: this type is not asked for electronically",
    th="ต้องยื่นแบบใบลากระดาษที่ลงนาม เพราะประเภทนี้ลาด้วยระบบอิเล็กทรอนิกส์ไม่ได้",
)
_PASSED_OVER = Text.of(
    en="{person}: on study leave all year, and no rule tells whether there is vacation; decide and enter it",
    th="{person}: ลาไปศึกษาทั้งปี และไม่มีกฎที่บอกว่ามีวันลาพักผ่อนหรือไม่ ให้พิจารณาและบันทึกเอง",
)
_BALANCE = Text.of(
    en="{kind}, fiscal year {year}: {carried} carried in, {granted} granted, {used} used, {lapsed} lapsed, "
    "{carried_out} carried on, {left} left",
    th="{kind} ปีงบประมาณ {year}: ยกมา {carried} สิทธิ {granted} ใช้ไป {used} หมดสิทธิ {lapsed} "
    "ยกไป {carried_out} คงเหลือ {left} วัน",
)
_USED = Text.of(en="{kind}, fiscal year {year}: {used} days used", th="{kind} ปีงบประมาณ {year}: ใช้ไป {used} วัน")
_YEAR = Text.of(
    en="Fiscal year {year}: {people} people, {entries} entries, {frozen} half-year figures frozen",
    th="ปีงบประมาณ {year}: {people} คน บันทึก {entries} รายการ ปิดสถิติครึ่งปี {frozen} รายการ",
)
ANSWERS = {
    "within_rules": Text.of(en="Within the rules", th="เป็นไปตามระเบียบ"),
    "outside_rules": Text.of(en="Outside the rules", th="ไม่เป็นไปตามระเบียบ"),
    "needs": Text.of(en="Something is missing", th="ยังขาดบางอย่าง"),
}

_FIRST = click.option("--first", type=Day(), required=True, help="First day.")
_LAST = click.option("--last", type=Day(), help="Last day; by default the first.")
_FROM_NOON = click.option("--from-noon", is_flag=True, help="It begins at noon of the first day.")
_UNTIL_NOON = click.option("--until-noon", is_flag=True, help="It ends at noon of the last day.")
_FILED = click.option("--filed-on", type=Day(), help="Day on the form; by default today.")
_URGENT = click.option("--urgent", is_flag=True, help="The person had to stop before permission.")
_PAPER = click.option("--paper", "papers", multiple=True, help="What lies with it, e.g. certificate; several times.")
_BIRTH = click.option("--birth", type=Day(), help="Day of the birth.")
_ON_LOAN = click.option("--on-loan", is_flag=True, help="The person works at another agency for the time.")
_ABROAD = click.option("--abroad", is_flag=True, help="The person goes abroad meanwhile.")
_ASKED = options(
    *(click.argument("person", metavar="PERSON"), click.argument("leave_type", metavar="TYPE")),
    *(_FIRST, _LAST, _FROM_NOON, _UNTIL_NOON, _FILED, _URGENT, _PAPER, _BIRTH),
)
_BECAUSE = click.option("--because", required=True, help="Why.")
_COMMENT = click.option("--comment", default="", help="Words for whoever reads it.")


@click.group()
def leave() -> None:
    """Leave, from the request to the return (การลา)."""


def _days(given: dict[str, Any]) -> dict[str, Any]:
    """The options of a leave as the service calls them."""
    fields = {name: value for name, value in given.items() if value is not None}
    fields["first_half"] = Half.AFTERNOON if fields.pop("from_noon") else Half.WHOLE
    fields["last_half"] = Half.MORNING if fields.pop("until_noon") else Half.WHOLE
    return {"last": fields["first"], **fields}


@leave.command()
@_ASKED
@click.option("--extends", default="", help="Id of the leave that it prolongs.")
@click.option("--reason", default="", help="Why.")
@click.option("--contact", default="", help="Where the person can be reached.")
@KEY
@common_options
def request(settings: Settings, person: str, leave_type: str, **given: Any) -> None:
    """Ask for leave of a TYPE of the vocabulary leave-type, for PERSON, a staff number (ยื่นใบลา)."""
    with settings.open_office() as office:
        made = office.attendance.leave.request(person, leave_type, **_days(given))
        _tell(office, settings, made, office.attendance.leave.check_of(made))


@leave.command()
@_ASKED
@_ON_LOAN
@_ABROAD
@common_options
def check(settings: Settings, person: str, leave_type: str, **given: Any) -> None:
    """Tell what the rules say of leave, without asking for it (ตรวจสอบสิทธิ)."""
    with settings.open_office(read_only=True) as office:
        _tell(office, settings, None, office.attendance.leave.check(person, leave_type, **_days(given)))


@leave.command()
@click.argument("identity", metavar="ID")
@_COMMENT
@KEY
@common_options
def approve(settings: Settings, identity: str, comment: str, key: str | None) -> None:
    """Approve the step that waits; the last one permits the leave (เห็นควร, อนุญาต)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.leave.permit(identity, comment, key=key))


@leave.command()
@click.argument("identity", metavar="ID")
@click.option("--comment", required=True, help="Why not.")
@KEY
@common_options
def refuse(settings: Settings, identity: str, comment: str, key: str | None) -> None:
    """Refuse a leave for good (ไม่อนุญาต)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.leave.refuse(identity, comment, key=key))


@leave.command()
@click.argument("identity", metavar="ID")
@_BECAUSE
@KEY
@common_options
def cancel(settings: Settings, identity: str, because: str, key: str | None) -> None:
    """Take leave back that is not taken; its days come back (ยกเลิกวันลา)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.leave.cancel(identity, because, key=key))


@leave.command("cut-short")
@click.argument("identity", metavar="ID")
@click.option("--last", type=Day(), required=True, help="The last day that is taken.")
@_UNTIL_NOON
@_BECAUSE
@KEY
@common_options
def cut_short(settings: Settings, identity: str, *, until_noon: bool, **how: Any) -> None:
    """End permitted leave earlier; the days after that come back (ยกเลิกวันลาบางส่วน)."""
    half = Half.MORNING if until_noon else Half.WHOLE
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.leave.cut_short(identity, last_half=half, **how))


@leave.command("give-up")
@click.argument("identity", metavar="ID")
@click.option("--back-on", type=Day(), required=True, help="The day on which the person is back.")
@_BECAUSE
@KEY
@common_options
def give_up(settings: Settings, identity: str, back_on: date, because: str, key: str | None) -> None:
    """End leave whose reason fell away; days of maternity leave become personal leave (ไม่คลอดตามกำหนด)."""
    with settings.open_office() as office:
        for one in office.attendance.leave.give_up(identity, back_on, because, key=key):
            _tell(office, settings, one)


@leave.command()
@click.argument("identity", metavar="ID")
@click.option("--on", "day", type=Day(), help="The day of reporting back; by default today.")
@KEY
@common_options
def back(settings: Settings, identity: str, day: date | None, key: str | None) -> None:
    """Keep that the person reported back (รายงานตัวกลับ)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.leave.back(identity, day, key=key))


@leave.command("list")
@click.argument("person", metavar="PERSON")
@common_options
def list_leaves(settings: Settings, person: str) -> None:
    """Show every leave of PERSON, a staff number."""
    with settings.open_office(read_only=True) as office:
        leaves = office.attendance.leave.of(person)
        if settings.as_json:
            print_json([_data(office, settings, one) for one in leaves])
            return
        for one in leaves:
            _tell(office, settings, one)


@leave.command()
@click.argument("person", metavar="PERSON")
@click.option("--type", "leave_type", default="vacation", show_default=True, help="Code of the vocabulary leave-type.")
@click.option("--year", type=int, help="Fiscal year as people write it, e.g. 2569; by default this one.")
@common_options
def balance(settings: Settings, person: str, leave_type: str, year: int | None) -> None:
    """Show what PERSON has left in a fiscal year (วันลาคงเหลือ)."""
    with settings.open_office(read_only=True) as office:
        fiscal = cast("FiscalYear", office.year("fiscal", year))
        known = office.profile.vocabulary("leave-type")[leave_type].code
        account = office.attendance.leave.balance(person, known, fiscal)
        _print_account(office, settings, person, known, fiscal, account)


@click.command("open-year")
@click.argument("year", type=int)
@common_options
def open_year(settings: Settings, year: int) -> None:
    """Grant the vacation of the fiscal YEAR, e.g. 2569, to everybody who has it (ตั้งวันลาพักผ่อนประจำปี)."""
    with settings.open_office() as office:
        _told(office, settings, office.attendance.leave_years.open(_fiscal(office, year)))


@click.command("close-year")
@click.argument("year", type=int)
@common_options
def close_year(settings: Settings, year: int) -> None:
    """Close the fiscal YEAR of leave: what is left is carried on or lapses, and the next is opened (ปิดปีวันลา)."""
    with settings.open_office() as office:
        _told(office, settings, office.attendance.leave_years.close(_fiscal(office, year)))


@click.command("carry-in")
@click.argument("person", metavar="PERSON")
@click.argument("days", metavar="DAYS")
@click.option("--year", type=int, help="Fiscal year that they were carried into, e.g. 2569; by default this one.")
@click.option("--because", required=True, help="On what it rests, such as the paper register.")
@KEY
@common_options
def carry_in(settings: Settings, person: str, days: str, year: int | None, **how: Any) -> None:
    """Enter DAYS of vacation that PERSON had saved before accounts were kept here (ยกยอดวันลาพักผ่อนสะสม)."""
    with settings.open_office() as office:
        fiscal = cast("FiscalYear", office.year("fiscal", year))
        account = office.attendance.leave_years.bring_in(person, days, fiscal, **how)
        _print_account(office, settings, person, "vacation", fiscal, account)


# ------------------------------------------------------------------ what is printed


def _print_account(  # noqa: PLR0913, PLR0917 - what the account is of
    office: "Office", settings: Settings, person: str, leave_type: str, year: "FiscalYear", account: "Account"
) -> None:
    """The account of vacation; of another type what was used, for nothing is granted there that could be left."""
    kind = office.profile.vocabulary("leave-type")[leave_type].title
    told = {"kind": kind, "year": office.written_year(year.ce)}
    data = {"used": account.used}
    if leave_type == VACATION:
        data |= {"carried": account.carried_in, "granted": account.granted, "lapsed": account.lapsed}
        data |= {"carried_out": account.carried_out, "left": account.balance}
    if settings.as_json:
        amounts = {name: str(amount) for name, amount in data.items()}
        print_json({"person": person, "type": leave_type, "year": year.ce, **amounts})
        return
    said = _BALANCE if leave_type == VACATION else _USED
    click.echo(settings.say(said.fill(**told, **data)))


def _fiscal(office: "Office", year: int) -> "FiscalYear":
    return cast("FiscalYear", office.year("fiscal", year))


def _told(office: "Office", settings: Settings, done: "YearOfLeave") -> None:
    if settings.as_json:
        entries = [
            {"person": one.person, "year": one.year, "entry": one.entry.value, "hundredths": one.hundredths}
            for one in done.entries
        ]
        told = {"year": done.year.ce, "people": done.people, "entries": entries, "frozen": len(done.frozen)}
        print_json({**told, "passed_over": done.passed_over})
        return
    year = office.written_year(done.year.ce)
    click.echo(
        settings.say(_YEAR.fill(year=year, people=done.people, entries=len(done.entries), frozen=len(done.frozen)))
    )
    people = office.organization.structure.people
    for one in done.passed_over:
        click.echo("- " + settings.say(_PASSED_OVER.fill(person=people[one].name if one in people else one)))


def _tell(
    office: "Office", settings: Settings, found: Leave | None, decision: "Decision[LeaveVerdict] | None" = None
) -> None:
    if settings.as_json:
        data = _data(office, settings, found) if found else {}
        print_json({**data, **(_verdict_data(settings, decision) if decision else {})})
        return
    if found:
        shown = _data(office, settings, found)
        days = {"first": day_text(found.first), "last": day_text(found.last)}
        state = STATES[found.state]
        click.echo(settings.say(_LEAVE.fill(leave=found.id, kind=shown["title"], state=state, **days)))
    if decision:
        _print_verdict(office, settings, decision)


def _print_verdict(office: "Office", settings: Settings, decision: "Decision[LeaveVerdict]") -> None:
    verdict = decision.value
    amounts = {"used": plain(verdict.used), "paid": _or_dash(verdict.paid), "left": _or_dash(verdict.remaining)}
    cited = ", ".join(map(str, decision.citations))
    click.echo(settings.say(_VERDICT.fill(answer=ANSWERS[verdict.answer.value], citations=cited, **amounts)))
    role = office.profile.vocabulary("role")[verdict.permits].title if verdict.permits else "–"
    form = {
        "before": plain(verdict.taken_before),
        "times": verdict.times,
        "half": plain(verdict.half_paid),
        "role": role,
    }
    back = day_text(verdict.report_by) if verdict.report_by else "–"
    click.echo(settings.say(_FORM.fill(unpaid=_or_dash(verdict.unpaid), back=back, **form)))
    for finding in verdict.findings:
        click.echo("  " + settings.say(finding.message))
    if verdict.on_paper:
        click.echo("  " + settings.say(_ON_PAPER))


def _or_dash(amount: "Decimal | None") -> str:
    return "–" if amount is None else plain(amount)


def _data(office: "Office", settings: Settings, found: Leave) -> dict[str, Any]:
    title = office.profile.vocabulary("leave-type")[found.leave_type].title
    days = {"first": found.first, "last": found.last, "filed_on": found.filed_on}
    return {"id": found.id, "type": found.leave_type, "title": settings.say(title), **days, "state": found.state.value}


def _verdict_data(settings: Settings, decision: "Decision[LeaveVerdict]") -> dict[str, Any]:
    verdict = decision.value
    return {
        "answer": verdict.answer.value,
        "used": str(verdict.used),
        "paid": None if verdict.paid is None else str(verdict.paid),
        "half_paid": str(verdict.half_paid),
        "unpaid": None if verdict.unpaid is None else str(verdict.unpaid),
        "remaining": None if verdict.remaining is None else str(verdict.remaining),
        "by_year": {str(year): str(days) for year, days in verdict.by_year},
        "taken_before": str(verdict.taken_before),
        "times": verdict.times,
        "one_time": None if verdict.one_time is None else str(verdict.one_time),
        "permits": verdict.permits,
        "begin_by": verdict.begin_by,
        "report_by": verdict.report_by,
        "needs": list(verdict.needs),
        "on_paper": verdict.on_paper,
        "findings": [{"code": one.code, "message": settings.say(one.message)} for one in verdict.findings],
        "citations": [str(citation) for citation in decision.citations],
    }
