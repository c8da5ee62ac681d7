"""Contracts of study leave and the service that is owed, at the command line (สัญญาชดใช้ทุน)."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text, joined
from orqa.base.money import Money
from orqa.cli.leave_output import ANSWERS
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY, ON, ORDER, print_listing
from orqa.cli.output import print_json
from orqa.domain.attendance.leave.papers import PAPERS, called
from orqa.domain.attendance.study_plans import Degree

if TYPE_CHECKING:
    from orqa.domain.attendance.bonds import Bond
    from orqa.office.office import Office

_STANDS = Text.of(
    en="{bond}: {owed} {owed:day|days} owed, {served} served, {left} left",
    th="{bond}: ต้องชดใช้ {owed} วัน ชดใช้แล้ว {served} วัน เหลือ {left} วัน",
)
_SERVED_BY = Text.of(en="Served by {day}", th="ชดใช้ครบวันที่ {day}")
_BREACH = Text.of(
    en="To be repaid {repaid}, penalty {penalty}, interest {interest}: {total} in all (by {citations})",
    th="ต้องชดใช้ {repaid} เบี้ยปรับ {penalty} ดอกเบี้ย {interest} รวม {total} (ตาม {citations})",
)
_OWED = Text.of(
    en="{owed} {owed:day|days} of service {owed:is|are} owed, served by {day}; contract: {papers}",
    th="ต้องชดใช้ {owed} วัน ครบวันที่ {day} สัญญา: {papers}",
)
_CURRENCY: Final = re.compile(r".* [A-Za-z]{3}").fullmatch
_COPIES = Text.of(en="{paper} × {copies}", th="{paper} × {copies}")
_REASON = click.option("--reason", required=True, help="Why.")


@click.group()
def bond() -> None:
    """Study leave and the service that is owed for it (สัญญาลาศึกษาและการชดใช้)."""


@bond.command()
@click.argument("person", metavar="PERSON")
@FIRST
@click.option("--last", type=Day(), required=True, help="Last day that is permitted.")
@click.option("--abroad", is_flag=True, help="The study is abroad.")
@click.option("--contract", default="", help="Number of the contract.")
@click.option("--funding", default="", help="By whom the study is paid.")
@click.option("--sponsor", default="", help="Who gives the money.")
@click.option("--country", default="", help="Where.")
@click.option("--institution", default="", help="At which place of study.")
@click.option("--degree", default="", help="For what.")
@click.option("--guarantor", "guarantors", multiple=True, help="Who stands in for it; may be given several times.")
@KEY
@common_options
def sign(settings: Settings, person: str, **fields: Any) -> None:
    """Keep a contract of PERSON, a staff number (ทำสัญญาลาศึกษา)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.bonds.sign(person, **fields))


@bond.command()
@click.argument("identity", metavar="ID")
@click.option("--last", type=Day(), required=True, help="The new last day.")
@ORDER
@KEY
@common_options
def extend(settings: Settings, identity: str, **how: Any) -> None:
    """Permit a longer leave (ขยายเวลา)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.bonds.extend(identity, **how))


@bond.command()
@click.argument("identity", metavar="ID")
@click.option("--received", type=Day(), required=True, help="The day on which it came.")
@click.option("--title", default="", help="What people call it.")
@KEY
@common_options
def report(settings: Settings, identity: str, **how: Any) -> None:
    """Keep that a report on the study was received (รายงานผลการศึกษา)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.bonds.report(identity, **how))


@bond.command()
@click.argument("identity", metavar="ID")
@click.option("--on", "day", type=Day(), required=True, help="The day of reporting back.")
@KEY
@common_options
def back(settings: Settings, identity: str, **how: Any) -> None:
    """Keep that the person reported back to duty (รายงานตัวกลับ)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.bonds.back(identity, **how))


@bond.command()
@click.argument("identity", metavar="ID")
@FIRST
@click.option("--last", type=Day(), help="Last day; by default it goes on.")
@_REASON
@KEY
@common_options
def pause(settings: Settings, identity: str, **how: Any) -> None:
    """Keep days that do not serve (ช่วงที่ไม่นับ)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.bonds.pause(identity, **how))


@bond.command()
@click.argument("identity", metavar="ID")
@click.option("--on", "day", type=Day(), required=True, help="The last day.")
@_REASON
@KEY
@common_options
def end(settings: Settings, identity: str, **how: Any) -> None:
    """Keep that the person left before all was served (สิ้นสุดสัญญา)."""
    with settings.open_office() as office:
        _tell(office, settings, office.attendance.bonds.end(identity, **how))


@bond.command()
@click.argument("identity", metavar="ID")
@click.option("--paid", required=True, help="What was paid for the study, e.g. 1500000.")
@ON
@click.option("--demanded", type=Day(), help="The day of the demand; none counts no interest.")
@click.option("--settled", type=Day(), help="The day of paying; by default that of the demand.")
@common_options
def breach(settings: Settings, identity: str, paid: str, **how: Any) -> None:
    """Tell what must be paid where the person leaves before all is served (ผิดสัญญา)."""
    with settings.open_office(read_only=True) as office:
        decision = office.attendance.bonds.breach(identity, _money(office, paid), **how)
        amounts = {name: str(getattr(decision.value, name)) for name in ("repaid", "penalty", "interest", "total")}
        cited = [str(citation) for citation in decision.citations]
        if settings.as_json:
            print_json(amounts | {"citations": cited})
        else:
            click.echo(settings.say(_BREACH.fill(citations=", ".join(cited), **amounts)))


@bond.command()
@click.argument("person", metavar="PERSON")
@FIRST
@click.option("--last", type=Day(), required=True, help="Last day.")
@click.option("--purpose", default="study", help="study, training, research or visit.")
@click.option("--abroad", is_flag=True, help="It is abroad.")
@click.option("--degree", type=click.Choice([one.value for one in Degree]), default="none", help="For which degree.")
@click.option("--funding", default="", help="A code of the vocabulary study-funding.")
@click.option("--from-outside", is_flag=True, help="Others than the university pay.")
@click.option("--asked-on", type=Day(), help="Day on which it is asked for; by default today.")
@click.option("--born", type=Day(), help="Day of birth.")
@click.option("--shown", multiple=True, help="A condition that was shown, e.g. language; several times.")
@click.option("--paper", "papers", multiple=True, help="What lies with it, e.g. acceptance; several times.")
@click.option("--guarantors", type=int, default=0, help="How many people stand in for it.")
@click.option("--finishes", type=Day(), help="Day on which the degree is finished, for training after it.")
@click.option("--permitted-to", type=Day(), help="Last day that is permitted already, where it is prolonged.")
@common_options
def check(settings: Settings, person: str, first: date, last: date, **given: Any) -> None:
    """Tell what the rules say of study leave of PERSON (ตรวจสอบหลักเกณฑ์การลาไปศึกษา)."""
    fields = {name: value for name, value in given.items() if value is not None}
    with settings.open_office(read_only=True) as office:
        decision, view = office.attendance.studies.check(person, first, last, **fields), office.rules(first)
    found, cited = decision.value, list(map(str, decision.citations))
    if settings.as_json:
        findings = [{"code": one.code, "message": settings.say(one.message)} for one in found.findings]
        told = {"answer": found.answer.value, "needs": found.needs, "findings": findings, "citations": cited}
        print_json({**told, "owed": found.owed, "served_by": found.served_by, "contract": dict(found.contract)})
        return
    click.echo(settings.say(ANSWERS[found.answer.value]))
    for one in found.findings:
        click.echo(f"- {settings.say(one.message)}")
    copies = (_COPIES.fill(paper=called(view, PAPERS, paper), copies=number) for paper, number in found.contract)
    papers = joined(copies)
    click.echo(settings.say(_OWED.fill(owed=found.owed, day=day_text(found.served_by), papers=papers)))


@bond.command("list")
@ON
@common_options
def list_bonds(settings: Settings, on: date | None) -> None:
    """Show all bonds as they stand on a day (ทะเบียนสัญญาชดใช้ทุน)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.attendance.bonds.table(on), office, settings)


def _money(office: "Office", text: str) -> Money:
    """Money as people write it: without a currency it is in that of the profile."""
    return Money.parse(text) if _CURRENCY(text.strip()) else Money.of(text, office.budgets.currency())


def _tell(office: "Office", settings: Settings, found: "Bond") -> None:
    stands = office.attendance.bonds.standing(found)
    data = {"owed": stands.owed, "served": stands.served, "left": stands.left}
    if settings.as_json:
        print_json({"id": found.id, "version": found.version, "served_by": stands.served_by, **data})
        return
    click.echo(settings.say(_STANDS.fill(bond=found.id, **data)))
    if stands.served_by:
        click.echo(settings.say(_SERVED_BY.fill(day=day_text(stands.served_by))))
