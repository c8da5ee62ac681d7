"""Time clocks, their users and their files at the command line (เครื่องลงเวลา)."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import FIRST, KEY, LAST, print_listing
from orqa.cli.output import finding_data, print_findings, print_json

if TYPE_CHECKING:
    from orqa.domain.attendance.clocks import Clock, ClockUser
    from orqa.office.attendance.punch_imports import PunchImport
    from orqa.office.tabular.mapping import Mapping

_IMPORTED = Text.of(
    en="{new} new {new:punch|punches}, {known} known, {doubtful} doubtful, {refused} {refused:line|lines} not read: "
    "{file}",
    th="การลงเวลาใหม่ {new} ครั้ง มีอยู่แล้ว {known} ครั้ง วันเวลาน่าสงสัย {doubtful} ครั้ง อ่านไม่ได้ {refused} บรรทัด: {file}",
)
_AGAIN = Text.of(en="These very bytes were taken in before.", th="เคยนำเข้าแฟ้มนี้แล้ว")
_CLOCK = Text.of(en="Clock {code}", th="เครื่องลงเวลา {code}")
_USER = Text.of(
    en="User {user} of the clock {clock}: {first} to {last}", th="ผู้ใช้ {user} ของเครื่อง {clock}: {first} ถึง {last}"
)
_OLD_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=_OLD_FILE)
@click.option("--clock", default="", help="Code of the clock; by default told by the numbers in the file.")
@click.option("--format", "format_name", help="Format, e.g. attlog; by default told by the ending.")
@click.option("--mapping", "mapping_file", type=_OLD_FILE, help="TOML file: which column of a table is what.")
@click.option("--dates", type=click.Choice(["day", "month"]), help="Which stands first in the dates of a table.")
@common_options
def import_punches(settings: Settings, file: Path, mapping_file: Path | None, dates: str | None, **how: Any) -> None:
    """Take in the FILE of a time clock (นำเข้าข้อมูลการลงเวลา): a clock's log, or a table in CSV or XLSX.

    The file is kept as it is. Punches that are there already are not taken in again, so the next, longer file of
    the same clock can be imported as it comes. Exit code 2 where a line was not read.
    """
    from orqa.office.attendance.punch_times import DayOrder

    with settings.open_office() as office:
        result = office.attendance.clocks.import_file(
            file,
            mapping=_mapping(mapping_file),
            order=DayOrder(dates) if dates else DayOrder.UNKNOWN,
            **how,
        )
    _tell_import(result, settings)
    if result.file.refused:
        sys.exit(2)


@click.group()
def clock() -> None:
    """Keep the time clocks (เครื่องลงเวลา)."""


@clock.command("add")
@click.argument("code")
@click.option("--number", default="", help="How its own files call it, e.g. 1 in 1_attlog.dat.")
@click.option("--place", default="", help="Where it stands.")
@click.option("--unit", default="", help="Code of the unit whose it is.")
@click.option("--installed", type=Day(), help="First day on which it may have been used.")
@KEY
@common_options
def add_clock(settings: Settings, code: str, **fields: Any) -> None:
    """Keep the time clock CODE (เพิ่มเครื่องลงเวลา)."""
    with settings.open_office() as office:
        _tell_clock(office.attendance.clocks.add(code, **fields), settings)


@clock.command("list")
@common_options
def list_clocks(settings: Settings) -> None:
    """Show every time clock."""
    from orqa.office.attendance.clock_tables import clock_table

    with settings.open_office(read_only=True) as office:
        print_listing(clock_table(office.attendance.clocks.list()), office, settings)


@clock.command("files")
@common_options
def list_files(settings: Settings) -> None:
    """Show the files that were taken in (แฟ้มที่นำเข้าแล้ว)."""
    from orqa.office.attendance.clock_tables import file_table

    with settings.open_office(read_only=True) as office:
        print_listing(file_table(office.attendance.clocks.files()), office, settings)


@click.group()
def user() -> None:
    """Say who the users of time clocks are (ผู้ใช้ของเครื่องลงเวลา)."""


@user.command("add")
@click.argument("clock")
@click.argument("user")
@click.argument("person")
@FIRST
@LAST
@KEY
@common_options
def add_user(settings: Settings, clock: str, user: str, person: str, **fields: Any) -> None:
    """Say that USER of the clock CODE is PERSON, a staff number (จับคู่ผู้ใช้เครื่องกับบุคลากร)."""
    with settings.open_office() as office:
        _tell_user(office.attendance.clocks.add_user(clock, user, person, **fields), settings)


@user.command("end")
@click.argument("clock")
@click.argument("user")
@click.option("--last", type=Day(), required=True, help="Last day.")
@KEY
@common_options
def end_user(settings: Settings, clock: str, user: str, last: date, key: str | None) -> None:
    """Say until when USER of the clock CODE is who it is (สิ้นสุดการจับคู่ผู้ใช้)."""
    with settings.open_office() as office:
        _tell_user(office.attendance.clocks.end_user(clock, user, last, key=key), settings)


@user.command("list")
@click.option("--clock", default="", help="Of one clock only.")
@click.option("--person", default="", help="Of one person only, by staff number.")
@common_options
def list_users(settings: Settings, clock: str, person: str) -> None:
    """Show who is which user of which clock."""
    from orqa.office.attendance.clock_tables import user_table

    with settings.open_office(read_only=True) as office:
        print_listing(user_table(office, office.attendance.clocks.users(clock, person)), office, settings)


@user.command("unknown")
@click.option("--first", type=Day(), help="First day; by default of all punches.")
@click.option("--last", type=Day(), help="Last day.")
@common_options
def unknown_users(settings: Settings, first: date | None, last: date | None) -> None:
    """Show users with punches whom nobody is known to be (ผู้ใช้ที่ยังไม่ทราบว่าเป็นใคร)."""
    from orqa.office.attendance.clock_tables import unknown_table

    with settings.open_office(read_only=True) as office:
        print_listing(unknown_table(office.attendance.clocks.unknown(first, last)), office, settings)


def _mapping(path: Path | None) -> "Mapping | None":
    from orqa.office.attendance.punch_rows import TABLE
    from orqa.office.tabular.mapping import Mapping

    return Mapping.load(path, TABLE) if path else None


def _tell_import(result: "PunchImport", settings: Settings) -> None:
    file = result.file
    counts = {"new": result.new, "known": result.known, "doubtful": file.doubtful, "refused": file.refused}
    if settings.as_json:
        unknown = [{"clock": one.clock, "user": one.user, "punches": one.punches} for one in result.unknown]
        findings = [finding_data(finding) for finding in result.findings]
        print_json({"file": file.id, "again": result.again, **counts, "unknown": unknown, "findings": findings})
        return
    print_findings(result.findings, settings)
    click.echo(settings.say(_IMPORTED.fill(file=file.name, **{name: f"{count:,}" for name, count in counts.items()})))
    if result.again:
        click.echo(settings.say(_AGAIN))


def _tell_clock(found: "Clock", settings: Settings) -> None:
    if settings.as_json:
        print_json({"code": found.id, "number": found.number, "place": found.place, "unit": found.unit})
    else:
        click.echo(settings.say(_CLOCK.fill(code=found.id)))


def _tell_user(found: "ClockUser", settings: Settings) -> None:
    fields = {"clock": found.clock, "user": found.user, "first": found.first, "last": found.last}
    if settings.as_json:
        print_json({"id": found.id, "person": found.person, **fields})
    else:
        click.echo(settings.say(_USER.fill(**(fields | {"last": found.last or "…"}))))
