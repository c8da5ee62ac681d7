"""Contracts of study leave and the service that is owed, at the command line (สัญญาชดใช้ทุน)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY, ON, ORDER, print_listing
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.domain.attendance.bonds import Bond
    from orqa.office.office import Office

_STANDS = Text.of(
    en="{bond}: {owed} days owed, {served} served, {left} left",
    th="{bond}: ต้องชดใช้ {owed} วัน ชดใช้แล้ว {served} วัน เหลือ {left} วัน",
)
_SERVED_BY = Text.of(en="Served by {day}", th="ชดใช้ครบวันที่ {day}")
_BREACH = Text.of(
    en="To be repaid {repaid}, penalty {penalty}, interest {interest}: {total} in all (by {citations})",
    th="ต้องชดใช้ {repaid} เบี้ยปรับ {penalty} ดอกเบี้ย {interest} รวม {total} (ตาม {citations})",
)
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
@click.option("--paid", required=True, help="What was paid for the study, e.g. 1500000 THB.")
@ON
@click.option("--demanded", type=Day(), help="The day of the demand; none counts no interest.")
@click.option("--settled", type=Day(), help="The day of paying; by default that of the demand.")
@common_options
def breach(settings: Settings, identity: str, paid: str, **how: Any) -> None:
    """Tell what must be paid where the person leaves before all is served (ผิดสัญญา)."""
    with settings.open_office(read_only=True) as office:
        decision = office.attendance.bonds.breach(identity, Money.parse(paid), **how)
        amounts = {name: str(getattr(decision.value, name)) for name in ("repaid", "penalty", "interest", "total")}
        cited = [str(citation) for citation in decision.citations]
        if settings.as_json:
            print_json(amounts | {"citations": cited})
        else:
            click.echo(settings.say(_BREACH.fill(citations=", ".join(cited), **amounts)))


@bond.command("list")
@ON
@common_options
def list_bonds(settings: Settings, on: date | None) -> None:
    """Show all bonds as they stand on a day (ทะเบียนสัญญาชดใช้ทุน)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.attendance.bonds.table(on), office, settings)


def _tell(office: "Office", settings: Settings, found: "Bond") -> None:
    stands = office.attendance.bonds.standing(found)
    data = {"owed": stands.owed, "served": stands.served, "left": stands.left}
    if settings.as_json:
        print_json({"id": found.id, "version": found.version, "served_by": stands.served_by, **data})
        return
    click.echo(settings.say(_STANDS.fill(bond=found.id, **data)))
    if stands.served_by:
        click.echo(settings.say(_SERVED_BY.fill(day=day_text(stands.served_by))))
