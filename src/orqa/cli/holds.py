"""What may not be destroyed, at the command line (การยับยั้งการทำลาย)."""

from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.cli.naming import look_up
from orqa.cli.options import Settings, common_options
from orqa.cli.output import print_json, print_table
from orqa.domain.organization.holds import Hold
from orqa.reporting.columns import Column
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.office.holds import HeldBack
    from orqa.office.office import Office

_PLACED = Text.of(en="Held: {about} ({hold})", th="ยับยั้งการทำลาย {about} แล้ว ({hold})")
_LIFTED = Text.of(en="No longer held by {hold}: {about}", th="ยกเลิกการยับยั้ง {hold} แล้ว: {about}")
_NONE = Text.of(en="Nothing is held.", th="ไม่มีรายการที่ยับยั้งการทำลาย")
_COLUMNS = (
    Column(name="id", title=Text.of(en="Hold", th="รหัส")),
    Column(name="about", title=Text.of(en="Record", th="รายการ")),
    Column(name="title", title=Text.of(en="Cause", th="เหตุ")),
    Column.of_field(Hold, "reason", Text.of(en="Reason", th="เหตุผล")),
)
_KEY = click.option("--key", help="Of your choice: the same call with the same key is done once.")


@click.group()
def hold() -> None:
    """Keep records from being destroyed, and let them go again (การยับยั้งการทำลาย)."""


@hold.command()
@click.argument("which")
@click.option("--cause", required=True, help="Why, a code of the profile's list, e.g. case, audit, use.")
@click.option("--reason", required=True, help="Why, in words.")
@_KEY
@common_options
def place(settings: Settings, which: str, **how: Any) -> None:
    """Hold a record: WHICH is a letter (12, 12/2569, its number or id) or KIND:ID of any other record."""
    with settings.open_office() as office:
        _tell(settings, office.holds.place(_which(which, office, settings), **how), _PLACED)


@hold.command()
@click.argument("identity", metavar="ID")
@click.option("--reason", required=True, help="Why it is no longer needed.")
@_KEY
@common_options
def lift(settings: Settings, identity: str, **how: Any) -> None:
    """Lift the hold ID; one that a loan placed ends with the loan."""
    with settings.open_office() as office:
        _tell(settings, office.holds.lift(identity, **how), _LIFTED)


@hold.command("list")
@click.argument("which", required=False)
@click.option("--cause", default="", help="Only what is held for this cause.")
@common_options
def list_holds(settings: Settings, which: str | None, cause: str) -> None:
    """List what may not be destroyed, and why; with WHICH what holds that record."""
    with settings.open_office(read_only=True) as office:
        holds = office.holds
        found = holds.of(_which(which, office, settings)) if which else holds.list(cause)
        if settings.as_json:
            print_json([_data(one.hold) for one in found])
        elif not found:
            click.echo(settings.say(_NONE))
        else:
            print_table(_COLUMNS, map(_row, found), Style.of_profile(office.profile, settings.language))


def _which(which: str, office: "Office", settings: Settings) -> "Record | RecordRef":
    return RecordRef.parse(which) if ":" in which else look_up(which, office, settings)


def _row(one: "HeldBack") -> list[Any]:
    return [one.hold.id, str(one.hold.about), one.title, one.hold.reason]


def _tell(settings: Settings, found: Hold, told: Text) -> None:
    if settings.as_json:
        print_json(_data(found))
    else:
        click.echo(settings.say(told.fill(about=found.about, hold=found.id)))


def _data(found: Hold) -> dict[str, Any]:
    return {
        "id": found.id,
        "about": str(found.about),
        "cause": found.cause,
        "source": str(found.source) if found.source else None,
        "reason": found.reason,
        "active": found.active,
    }
