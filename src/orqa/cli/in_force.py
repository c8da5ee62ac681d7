"""The register of rules, announcements and orders at the command line (ทะเบียนระเบียบ ประกาศ และคำสั่ง)."""

from datetime import date
from typing import Any

import click

from orqa.cli.naming import look_up
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing
from orqa.cli.visits import told

_KIND = click.option("--kind", default="", help="Code of the kind: rule, bylaw, announcement, order.")
_REASON = click.option("--reason", required=True, help="Why.")


@click.group("in-force")
def in_force() -> None:
    """Keep what is in force: rules, announcements and orders, with what changes and ends them (ตัวบทที่ใช้บังคับ)."""


@in_force.command("list")
@options(ON, _KIND, click.option("--all", "everything", is_flag=True, help="With what is over, or not yet in force."))
@common_options
def list_in_force(settings: Settings, on: date | None, kind: str, *, everything: bool) -> None:
    """List what is in force on a day (ตัวบทที่ใช้บังคับในวันนั้น)."""
    with settings.open_office(read_only=True) as office:
        table = office.correspondence.in_force_table(on, kind=kind, everything=everything)
        print_listing(table, office, settings)


@in_force.command()
@options(
    click.option("--letter", help="The letter by which it was issued: register number, printed number or id."),
    _KIND,
    click.option("--title", default="", help="What it is called."),
    click.option("--number", default="", help="Its number as printed."),
    click.option("--made", type=Day(), help="Day of its date."),
    click.option("--first", type=Day(), help="First day on which it is in force; by default that of its date."),
    click.option("--last", type=Day(), help="The last one that it names itself."),
    click.option("--issuer", default="", help="Who made it."),
    click.option("--unit", default="", help="Code of the unit that keeps it."),
    click.option("--note", default="", help="Remark."),
    KEY,
)
@common_options
def add(settings: Settings, letter: str | None, **given: Any) -> None:
    """Put a text into the register, from its letter or by itself (ลงทะเบียนตัวบท)."""
    with settings.open_office() as office:
        of = look_up(letter, office, settings) if letter else None
        told(office.correspondence.add_instrument(of, **given), settings)


@in_force.command()
@click.argument("source")
@click.argument("what", metavar="CHANGE")
@click.argument("target")
@options(
    click.option("--on", type=Day(), help="First day; by default the first on which SOURCE is in force."),
    click.option("--clauses", default="", help="Which parts of TARGET; by default the whole of it."),
    KEY,
)
@common_options
def change(settings: Settings, source: str, what: str, target: str, **given: Any) -> None:
    """Say that SOURCE amends, replaces or cancels TARGET, each by id, number or title (แก้ไข ใช้แทน ยกเลิก)."""
    with settings.open_office() as office:
        told(office.correspondence.change_instrument(source, target, what, **given), settings)


@in_force.command()
@click.argument("which", metavar="CHANGE-ID")
@options(_REASON, KEY)
@common_options
def undo(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Take a change back that was noted by mistake (ยกเลิกรายการ)."""
    with settings.open_office() as office:
        told(office.correspondence.undo_change(which, reason, key=key), settings)


@in_force.command()
@click.argument("which")
@options(_REASON, KEY)
@common_options
def withdraw(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Take the text WHICH out of the register that was entered by mistake (ถอนตัวบท)."""
    with settings.open_office() as office:
        told(office.correspondence.withdraw_instrument(which, reason, key=key), settings)


@in_force.command()
@click.argument("which")
@common_options
def history(settings: Settings, which: str) -> None:
    """Tell how the text WHICH came, changed and went, with all that it is tied to (ประวัติของตัวบท)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.correspondence.instrument_history_table(which), office, settings)
