"""Work outside office hours at the command line: orders, what they may cost, the request (การปฏิบัติงานนอกเวลาราชการ)."""

import re
from typing import TYPE_CHECKING, Any

import click

from orqa.base.digits import to_arabic_digits
from orqa.base.language import Text
from orqa.cli.budgets_options import line_of
from orqa.cli.lazy import LazyGroup
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.organization import KEY, ON, print_listing
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.cli.projects import Ref
from orqa.domain.budgets.overtime_orders import OvertimeWindow, clock_time
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.domain.budgets.overtime_orders import OrderPay, OvertimeOrder
    from orqa.office.office import Office
    from orqa.rules.decisions import Decision

_COMMANDS = {
    "list": "orqa.cli.budgets_overtime:list_orders",
    "order": "orqa.cli.budgets_overtime:order",
    "pay": "orqa.cli.budgets_overtime:pay",
    "request": "orqa.cli.budgets_overtime:request",
    "submit": "orqa.cli.budgets_overtime:submit",
    "withdraw": "orqa.cli.budgets_overtime:withdraw",
}
_KEPT = Text.of(en="{id}: {purpose}", th="{id}: {purpose}")
_GONE = Text.of(en="{id}: taken back", th="{id}: ยกเลิกแล้ว")
_ASKED = Text.of(en="Asked for, request {id}", th="เสนอขออนุมัติแล้ว คำขอ {id}")
_CASE = Text.of(en="Asked for {amount}, case {id}", th="ขออนุมัติเบิก {amount} เรื่อง {id}")
_TOTAL = Text.of(en="Total {amount} (by {citations})", th="รวม {amount} (ตาม {citations})")
_NO_TIME = Text.of(en="{time!r} is no time: write 16:30, up to 24:00", th="{time!r} ไม่ใช่เวลา ให้เขียน 16:30 ไม่เกิน 24:00")
_COLUMNS = (
    Column(name="id", title=Text.of(en="Order", th="คำสั่ง"), unbroken=True),
    Column(name="on", title=Text.of(en="Of", th="ลงวันที่"), type=ColumnType.DATE),
    Column(name="purpose", title=Text.of(en="For", th="เพื่อ")),
    Column(name="document", title=Text.of(en="Paper", th="เลขที่เอกสาร")),
    Column(name="people", title=Text.of(en="People", th="คน"), type=ColumnType.INTEGER),
    Column(name="days", title=Text.of(en="Days", th="วัน"), type=ColumnType.INTEGER),
    Column(name="approved", title=Text.of(en="Approved", th="อนุมัติแล้ว"), type=ColumnType.BOOLEAN),
    Column(name="withdrawn", title=Text.of(en="Taken back", th="ยกเลิกเมื่อ"), type=ColumnType.DATE),
)
_TIME = re.compile(r"([01]?\d|2[0-3]|24(?=.00))[:.]([0-5]\d)", re.ASCII).fullmatch
_NAMED = click.argument("identity", metavar="ORDER")


class ClockTime(click.ParamType[int, str]):
    """A time of the day: 16:30; 24:00 is its end."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Minutes of the day; a usage error where it is none."""
        if isinstance(value, int):
            return value
        found = _TIME(to_arabic_digits(str(value)))
        if found is None:
            settings = ctx.find_object(Settings) if ctx else None
            self.fail((settings or Settings()).say(_NO_TIME.fill(time=str(value))), param, ctx)
        return int(found[1]) * 60 + int(found[2])


@click.group(cls=LazyGroup, where=_COMMANDS)
def overtime() -> None:
    """Work outside office hours: orders, and pay by the punches (เงินตอบแทนการปฏิบัติงานนอกเวลาราชการ)."""


@click.command()
@click.argument("line", metavar="LINE")
@click.argument("purpose")
@click.option("--person", "people", multiple=True, required=True, help="Staff number; several times.")
@click.option(
    "--when",
    "windows",
    nargs=3,
    type=(Day(), ClockTime(), ClockTime()),
    multiple=True,
    required=True,
    metavar="DAY FROM TO",
    help="A time, e.g. 2026-11-16 16:30 20:30; several times.",
)
@click.option("--unit", required=True, help="Code of the unit.")
@click.option("--document", default="", help="Number of the paper, where it was approved on paper.")
@click.option("--about", type=Ref(), multiple=True, help="A record it goes back to; several times.")
@click.option("--year", type=YEAR, help="Fiscal year of the line; by default this one.")
@ON
@KEY
@common_options
def order(settings: Settings, line: str, purpose: str, windows: Any, year: int | None, **how: Any) -> None:
    """Keep an order to work outside office hours, paid from LINE, for PURPOSE (คำสั่งให้ปฏิบัติงานนอกเวลา)."""
    people, about = how.pop("people"), how.pop("about")
    with settings.open_office() as office:
        times = [OvertimeWindow(on=day, starts=starts, ends=ends) for day, starts, ends in windows]
        known = line_of(office, line, year)
        made = office.budgets.overtime.order(known.id, purpose, people, times, about=about, **how)
        _tell(settings, made)


@click.command()
@_NAMED
@KEY
@common_options
def submit(settings: Settings, identity: str, key: str | None) -> None:
    """Ask for approval of an ORDER along its route (เสนอขออนุมัติ)."""
    with settings.open_office() as office:
        asked = office.budgets.overtime.submit(identity, key=key)
        if settings.as_json:
            print_json({"approval": asked.id, "state": asked.state.value})
        else:
            click.echo(settings.say(_ASKED.fill(id=asked.id)))


@click.command()
@_NAMED
@click.option("--reason", required=True, help="Why.")
@KEY
@common_options
def withdraw(settings: Settings, identity: str, reason: str, key: str | None) -> None:
    """Take an ORDER back (ยกเลิกคำสั่ง)."""
    with settings.open_office() as office:
        _tell(settings, office.budgets.overtime.withdraw(identity, reason, key=key))


@click.command()
@_NAMED
@common_options
def pay(settings: Settings, identity: str) -> None:
    """Tell what each person may be paid for each day of an ORDER, by the punches (หลักฐานการจ่ายเงินตอบแทน)."""
    with settings.open_office(read_only=True) as office:
        decision = office.budgets.overtime.pay(identity)
        if settings.as_json:
            print_json(_data(office, decision))
            return
        print_listing(office.budgets.overtime.table(decision.value), office, settings)
        print_findings(decision.value.findings, settings, to_stderr=True)
        cited = ", ".join(str(one) for one in decision.citations)
        click.echo(settings.say(_TOTAL.fill(amount=decision.value.total.written(), citations=cited)))


@click.command()
@_NAMED
@ON
@common_options
def request(settings: Settings, identity: str, **how: Any) -> None:
    """Ask for the money of an ORDER: a spending case of what it comes to (ขออนุมัติเบิกเงินตอบแทน)."""
    with settings.open_office() as office:
        case = office.budgets.overtime.request(identity, **how)
        amount = office.budgets.money(case.minor)
        if settings.as_json:
            print_json({"case": case.id, "amount": str(amount), "state": case.state})
        else:
            click.echo(settings.say(_CASE.fill(amount=amount.written(), id=case.id)))


@click.command()
@click.option("--unit", default="", help="Code of the unit; by default all.")
@common_options
def list_orders(settings: Settings, unit: str) -> None:
    """List orders to work outside office hours (ทะเบียนคำสั่ง)."""
    with settings.open_office(read_only=True) as office:
        orders = office.budgets.overtime
        rows = [
            (
                *(one.id, one.on, one.purpose, one.document or None, len(one.people)),
                *(len({window.on for window in one.windows}), orders.is_approved(one), one.withdrawn),
            )
            for one in orders.list(unit)
        ]
        print_listing(Table.of(_COLUMNS, rows), office, settings)


def _tell(settings: Settings, kept: "OvertimeOrder") -> None:
    if settings.as_json:
        times = [f"{one.on} {clock_time(one.starts)}–{clock_time(one.ends)}" for one in kept.windows]
        print_json({"id": kept.id, "purpose": kept.purpose, "times": times, "withdrawn": kept.withdrawn})
        return
    text = _GONE if kept.withdrawn else _KEPT
    click.echo(settings.say(text.fill(id=kept.id, purpose=kept.purpose)))


def _data(office: "Office", decision: "Decision[OrderPay]") -> dict[str, Any]:
    people = office.organization.structure.people
    days = [
        {
            "person": people[one.person].code,
            "on": one.on,
            "holiday": one.holiday,
            "minutes": one.minutes,
            "hours": one.hours,
            "amount": str(one.amount),
            "why": one.why,
            "findings": [finding_data(finding) for finding in one.findings],
        }
        for one in decision.value.days
    ]
    sums = {people[person].code: str(amount) for person, amount in decision.value.people.items()}
    cited = [str(one) for one in decision.citations]
    return {"total": str(decision.value.total), "people": sums, "days": days, "citations": cited}
