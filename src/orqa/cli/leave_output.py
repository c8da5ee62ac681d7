"""How leaves, verdicts and accounts are told at the command line (แสดงใบลา ผลการตรวจสอบ วันลาคงเหลือ)."""

from typing import TYPE_CHECKING, Any, cast

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text, joined
from orqa.cli.output import print_json
from orqa.domain.attendance.leave.cases import VACATION
from orqa.domain.attendance.leave.checks import plain
from orqa.domain.attendance.leave.papers import PAPERS, called
from orqa.domain.attendance.leave.records import STATES, Leave
from orqa.office.attendance.frozen import frozen_with

if TYPE_CHECKING:
    from decimal import Decimal

    from orqa.base.years import FiscalYear
    from orqa.cli.options import Settings
    from orqa.domain.attendance.leave.asking import LeaveVerdict
    from orqa.domain.attendance.leave.ledger import Account
    from orqa.office.office import Office
    from orqa.rules.decisions import Decision

_LEAVE = Text.of(
    en="{leave}: {kind} from {first} to {last}, {state}", th="{leave}: {kind} ตั้งแต่วันที่ {first} ถึง {last} สถานะ {state}"
)
_VERDICT = Text.of(
    en="{answer}: {used} {used:day|days} used, {paid} paid, {left} left (by {citations})",
    th="{answer}: ใช้ {used} วัน ได้รับเงิน {paid} วัน คงเหลือ {left} วัน (ตาม {citations})",
)
_FORM = Text.of(
    en="  Taken before in the year: {before} {before:day|days}; this is time {times}. "
    "Half pay {half}, no pay {unpaid}. For {role} to permit; back by {back}.",
    th="  ลามาแล้วในปีนี้ {before} วัน ครั้งนี้เป็นครั้งที่ {times} ได้รับครึ่งหนึ่ง {half} วัน ไม่ได้รับเงิน {unpaid} วัน "
    "ผู้อนุญาต {role} กลับภายใน {back}",
)
_ANOTHER_MAY_SIGN = Text.of(
    en="somebody else may sign the form where the person cannot", th="หากผู้ลาลงชื่อไม่ได้ ให้ผู้อื่นลงชื่อแทนได้"
)
_MAY_BE_ASKED = Text.of(en="whoever permits may ask for: {papers}", th="ผู้อนุญาตอาจสั่งให้มี: {papers}")
_ON_PAPER = Text.of(
    en="The signed form on paper is needed: this type is not asked for electronically",
    th="ต้องยื่นแบบใบลากระดาษที่ลงนาม เพราะประเภทนี้ลาด้วยระบบอิเล็กทรอนิกส์ไม่ได้",
)
_BALANCE = Text.of(
    en="{kind}, fiscal year {year}: {carried} carried in, {granted} granted, {used} used, {lapsed} lapsed, "
    "{carried_out} carried on, {left} left",
    th="{kind} ปีงบประมาณ {year}: ยกมา {carried} สิทธิ {granted} ใช้ไป {used} หมดสิทธิ {lapsed} "
    "ยกไป {carried_out} คงเหลือ {left} วัน",
)
_USED = Text.of(
    en="{kind}, fiscal year {year}: {used} {used:day|days} used", th="{kind} ปีงบประมาณ {year}: ใช้ไป {used} วัน"
)
_FROZEN = Text.of(
    en="Note: the figures of half {half} of fiscal year {year} are frozen and stay as they were",
    th="แจ้ง: สถิติครึ่งปีที่ {half} ปีงบประมาณ {year} ปิดแล้ว ตัวเลขคงเดิม",
)
ANSWERS = {
    "within_rules": Text.of(en="Within the rules", th="เป็นไปตามระเบียบ"),
    "outside_rules": Text.of(en="Outside the rules", th="ไม่เป็นไปตามระเบียบ"),
    "needs": Text.of(en="Something is missing", th="ยังขาดบางอย่าง"),
}


def tell(
    office: "Office", settings: "Settings", found: Leave | None, decision: "Decision[LeaveVerdict] | None" = None
) -> None:
    """Print a leave as it is now, and what the rules say of it."""
    if settings.as_json:
        data = leave_data(office, settings, found) if found else {}
        print_json({**data, **(_verdict_data(settings, decision) if decision else {})})
        return
    if found:
        shown = leave_data(office, settings, found)
        days = {"first": day_text(found.first), "last": day_text(found.last)}
        state = STATES[found.state]
        click.echo(settings.say(_LEAVE.fill(leave=found.id, kind=shown["title"], state=state, **days)))
    if decision:
        _print_verdict(office, settings, decision)


def tell_changed(office: "Office", settings: "Settings", found: Leave) -> None:
    """Print a leave as a change left it, and which frozen figures stay as they were."""
    tell(office, settings, found)
    for half in frozen_with(office, found):
        click.echo(settings.say(_FROZEN.fill(half=half.half, year=office.written_year(half.year))), err=True)


def _print_verdict(office: "Office", settings: "Settings", decision: "Decision[LeaveVerdict]") -> None:
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
    if verdict.another_may_sign:
        click.echo("  " + settings.say(_ANOTHER_MAY_SIGN))
    papers = [called(office.rules(), PAPERS, code) for code in verdict.may_be_asked]
    if papers:
        click.echo("  " + settings.say(_MAY_BE_ASKED.fill(papers=joined(papers))))


def _or_dash(amount: "Decimal | None") -> str:
    return "–" if amount is None else plain(amount)


def leave_data(office: "Office", settings: "Settings", found: Leave) -> dict[str, Any]:
    """A leave as it stands in JSON."""
    title = office.profile.vocabulary("leave-type")[found.leave_type].title
    days = {"first": found.first, "last": found.last, "filed_on": found.filed_on}
    return {"id": found.id, "type": found.leave_type, "title": settings.say(title), **days, "state": found.state.value}


def _verdict_data(settings: "Settings", decision: "Decision[LeaveVerdict]") -> dict[str, Any]:
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
        "another_may_sign": verdict.another_may_sign,
        "may_be_asked": list(verdict.may_be_asked),
        "findings": [{"code": one.code, "message": settings.say(one.message)} for one in verdict.findings],
        "citations": [str(citation) for citation in decision.citations],
    }


def print_account(  # noqa: PLR0913, PLR0917 - what the account is of
    office: "Office", settings: "Settings", person: str, leave_type: str, year: "FiscalYear", account: "Account"
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


def fiscal(office: "Office", year: int) -> "FiscalYear":
    """The fiscal year that people write so, such as 2569."""
    return cast("FiscalYear", office.year("fiscal", year))
