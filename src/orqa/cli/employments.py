"""Who works as what, at the command line (ช่วงการจ้าง)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY, LAST, ON, ORDER, print_listing
from orqa.cli.output import print_json

if TYPE_CHECKING:
    from orqa.domain.attendance.people import Employment

_KEPT = Text.of(en="Recorded: {record}", th="บันทึกแล้ว: {record}")
_SERVED = Text.of(
    en="{years} {years:year|years}, {months} {months:month|months}, {days} {days:day|days} (by {citations})",
    th="{years} ปี {months} เดือน {days} วัน (ตาม {citations})",
)
_PROBATION = click.option("--probation-ends", type=Day(), help="Last day of probation.")
_CONTRACT = click.option("--contract-ends", type=Day(), help="Last day of the contract that runs.")
_LINE = click.option("--line", help="Code of the vocabulary personnel-line.")
_UNIT = click.option("--unit", help="Code of the unit.")


@click.group()
def employment() -> None:
    """As which type of personnel people work, from when to when (ช่วงการจ้าง)."""


@employment.command()
@click.argument("person", metavar="PERSON")
@click.argument("personnel", metavar="TYPE")
@FIRST
@LAST
@_LINE
@_UNIT
@ORDER
@_PROBATION
@_CONTRACT
@KEY
@common_options
def begin(settings: Settings, person: str, personnel: str, **fields: Any) -> None:
    """Keep that PERSON, a staff number, works as a TYPE of the vocabulary personnel-type."""
    with settings.open_office() as office:
        given = {name: value for name, value in fields.items() if value is not None}
        _tell(settings, office.attendance.employments.begin(person, personnel, **given))


@employment.command()
@click.argument("identity", metavar="ID")
@LAST
@_LINE
@_UNIT
@_PROBATION
@_CONTRACT
@KEY
@common_options
def change(settings: Settings, identity: str, **fields: Any) -> None:
    """Change what follows from a new order or contract; what is not given stays."""
    with settings.open_office() as office:
        given = {name: value for name, value in fields.items() if value is not None}
        _tell(settings, office.attendance.employments.change(identity, **given))


@employment.command("list")
@ON
@common_options
def list_employments(settings: Settings, on: date | None) -> None:
    """Show who works as what on a day (ทะเบียนประเภทบุคลากร)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.attendance.employments.table(on), office, settings)


@employment.command()
@click.argument("person", metavar="PERSON")
@ON
@common_options
def service(settings: Settings, person: str, on: date | None) -> None:
    """Tell how long PERSON has served without a break (อายุงานต่อเนื่อง)."""
    with settings.open_office(read_only=True) as office:
        decision = office.attendance.employments.service(person, on)
        length = {name: getattr(decision.value, name) for name in ("years", "months", "days")}
        cited = [str(citation) for citation in decision.citations]
        if settings.as_json:
            print_json(length | {"citations": cited})
        else:
            click.echo(settings.say(_SERVED.fill(citations=", ".join(cited) or "–", **length)))


def _tell(settings: Settings, found: "Employment") -> None:
    if settings.as_json:
        print_json({"id": found.id, "version": found.version})
    else:
        click.echo(settings.say(_KEPT.fill(record=found.ref)))
