"""Leave at the command line: ask, permit, what became of it, and what is left (การลา)."""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

import click

from orqa.base.language import Text
from orqa.cli.leave_output import leave_data, print_account, tell, tell_changed
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.organization import KEY, options, say_if_none
from orqa.cli.output import print_json
from orqa.domain.attendance.events import Half

if TYPE_CHECKING:
    from orqa.base.years import FiscalYear

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
_FROM_BORDER = click.option("--from-border", is_flag=True, help="They leave from a border province.")
_SPECIAL = click.option("--special", is_flag=True, help="Special circumstances, as a flood, kept the person away.")
_CALLED_ON = click.option("--called-on", type=Day(), help="Day of the call to mobilisation.")
_SECOND_TYPE = click.option("--second-type", is_flag=True, help="Work of type 2 in an international organisation.")
_ASKED = options(
    *(click.argument("person", metavar="PERSON"), click.argument("leave_type", metavar="TYPE")),
    *(_FIRST, _LAST, _FROM_NOON, _UNTIL_NOON, _FILED, _URGENT, _PAPER, _BIRTH, _ON_LOAN, _ABROAD),
    *(_FROM_BORDER, _SPECIAL, _CALLED_ON, _SECOND_TYPE),
)
_BECAUSE = click.option("--because", required=True, help="Why.")
_NO_LEAVE = Text.of(en="No leave is kept of this person.", th="ไม่มีรายการลาของบุคคลนี้")
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
        tell(office, settings, made, office.attendance.leave.check_of(made))


@leave.command()
@_ASKED
@common_options
def check(settings: Settings, person: str, leave_type: str, **given: Any) -> None:
    """Tell what the rules say of leave, without asking for it (ตรวจสอบสิทธิ)."""
    with settings.open_office(read_only=True) as office:
        tell(office, settings, None, office.attendance.leave.check(person, leave_type, **_days(given)))


@leave.command()
@click.argument("identity", metavar="ID")
@_COMMENT
@KEY
@common_options
def approve(settings: Settings, identity: str, comment: str, key: str | None) -> None:
    """Approve the step that waits; the last one permits the leave (เห็นควร, อนุญาต)."""
    with settings.open_office() as office:
        tell_changed(office, settings, office.attendance.leave.permit(identity, comment, key=key))


@leave.command()
@click.argument("identity", metavar="ID")
@click.option("--comment", required=True, help="Why not.")
@KEY
@common_options
def refuse(settings: Settings, identity: str, comment: str, key: str | None) -> None:
    """Refuse a leave for good (ไม่อนุญาต)."""
    with settings.open_office() as office:
        tell(office, settings, office.attendance.leave.refuse(identity, comment, key=key))


@leave.command()
@click.argument("identity", metavar="ID")
@_BECAUSE
@click.option("--on", type=Day(), help="Day on the paper that asks for it; by default today.")
@KEY
@common_options
def cancel(settings: Settings, identity: str, **how: Any) -> None:
    """Take leave back that is not taken; its days come back (ยกเลิกวันลา)."""
    with settings.open_office() as office:
        tell_changed(office, settings, office.attendance.leave.cancel(identity, **how))


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
        tell_changed(office, settings, office.attendance.leave.cut_short(identity, last_half=half, **how))


@leave.command("end-early")
@click.argument("identity", metavar="ID")
@click.option("--on", "day", type=Day(), required=True, help="Day of return; of the journey back if called back.")
@click.option("--called-back", is_flag=True, help="The person is called back to work.")
@_BECAUSE
@KEY
@common_options
def end_early(settings: Settings, identity: str, day: date, *, called_back: bool, **how: Any) -> None:
    """End permitted leave on the day before the return, or the journey back (กลับก่อนกำหนด ถูกเรียกกลับ)."""
    with settings.open_office() as office:
        leaves = office.attendance.leave
        tell_changed(office, settings, leaves.end_early(identity, day, called_back=called_back, **how))


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
            tell_changed(office, settings, one)


@leave.command()
@click.argument("identity", metavar="ID")
@click.option("--on", "day", type=Day(), help="The day of reporting back; by default today.")
@KEY
@common_options
def back(settings: Settings, identity: str, day: date | None, key: str | None) -> None:
    """Keep that the person reported back (รายงานตัวกลับ)."""
    with settings.open_office() as office:
        tell(office, settings, office.attendance.leave.back(identity, day, key=key))


@leave.command("list")
@click.argument("person", metavar="PERSON")
@common_options
def list_leaves(settings: Settings, person: str) -> None:
    """Show every leave of PERSON, a staff number."""
    with settings.open_office(read_only=True) as office:
        leaves = office.attendance.leave.of(person)
        if settings.as_json:
            print_json([leave_data(office, settings, one) for one in leaves])
            return
        say_if_none(leaves, settings, _NO_LEAVE)
        for one in leaves:
            tell(office, settings, one)


@leave.command()
@click.argument("person", metavar="PERSON")
@click.option("--type", "leave_type", default="vacation", show_default=True, help="Code of the vocabulary leave-type.")
@click.option("--year", type=YEAR, help="Fiscal year as people write it, e.g. 2569; by default this one.")
@common_options
def balance(settings: Settings, person: str, leave_type: str, year: int | None) -> None:
    """Show what PERSON has left in a fiscal year (วันลาคงเหลือ)."""
    with settings.open_office(read_only=True) as office:
        fiscal = cast("FiscalYear", office.year("fiscal", year))
        known = office.profile.vocabulary("leave-type")[leave_type].code
        account = office.attendance.leave.balance(person, known, fiscal)
        print_account(office, settings, person, known, fiscal, account)
