"""Half-year statistics at the command line (สถิติครึ่งปี)."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from orqa.base.language import Text
from orqa.cli.options import YEAR, Settings, common_options
from orqa.cli.organization import say_if_none
from orqa.cli.output import print_json
from orqa.cli.reports import WRITTEN, format_for
from orqa.domain.attendance.statistics import TITLES
from orqa.office.attendance.event_tables import called

if TYPE_CHECKING:
    from orqa.base.years import FiscalYear
    from orqa.domain.attendance.statistics import Standing
    from orqa.office.office import Office

_OVER = Text.of(en="{person}: {what}", th="{person}: {what}")
_CHECK = Text.of(en="{name} {found} of {limit}", th="{name} {found} จาก {limit}")
_LAPSES = Text.of(en="{person}: {left} {left:day|days} left; {reason}", th="{person}: คงเหลือ {left} วัน {reason}")
_ALL_WITHIN = Text.of(en="Everybody keeps to the limits.", th="ทุกคนอยู่ในเกณฑ์")
_NOTHING_LAPSES = Text.of(en="No vacation will lapse.", th="ไม่มีวันลาพักผ่อนที่จะหมดสิทธิ")
_HALF = click.option("--half", type=click.IntRange(1, 2), default=1, show_default=True, help="First or second half.")


@click.command()
@click.argument("year", type=YEAR)
@_HALF
@click.option("--over", is_flag=True, help="Only those who do not keep to a limit, the worst first.")
@click.option("--lapsing", is_flag=True, help="Whose vacation will lapse at the end of the year.")
@click.option("--public", "is_public", is_flag=True, help="The public edition: totals alone.")
@click.option("--format", "format_name", default=None, help="text, markdown, csv, json, html or a plugin's.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else it is printed.")
@common_options
def stats(settings: Settings, year: int, half: int, *, over: bool, lapsing: bool, **how: Any) -> None:
    """Show the statistics of a half of the fiscal YEAR, e.g. 2569 (สถิติการลาและการมาสายครึ่งปี)."""
    with settings.open_office(read_only=True) as office:
        fiscal = cast("FiscalYear", office.year("fiscal", year))
        if lapsing:
            _print_lapsing(office, settings, fiscal)
        elif over:
            _print_over(office, settings, half, fiscal)
        else:
            _print_report(office, settings, half, fiscal, **how)


def _print_report(  # noqa: PLR0913 - options of the command
    office: "Office",
    settings: Settings,
    half: int,
    year: "FiscalYear",
    *,
    is_public: bool,
    format_name: str | None,
    out: Path | None,
) -> None:
    audience = "public" if is_public else "internal"
    report = office.attendance.statistics.report(half, year, audience=audience, language=settings.language)
    chosen = format_name or format_for(office, out, settings)
    if out is None:
        sys.stdout.flush()
        office.reports.render(report, chosen, sys.stdout.buffer)
        return
    with out.open("wb") as file:
        office.reports.render(report, chosen, file)
    click.echo(settings.say(WRITTEN.fill(path=out)))


def _print_over(office: "Office", settings: Settings, half: int, year: "FiscalYear") -> None:
    found = office.attendance.statistics.over(half, year)
    if settings.as_json:
        print_json([_data(one.value) for one in found])
        return
    say_if_none(found, settings, _ALL_WITHIN)
    for one in found:
        broken = [
            settings.say(_CHECK.fill(name=TITLES[check.name], found=check.found, limit=check.limit))
            for check in one.value.checks
            if not check.met
        ]
        person = called(office, one.value.totals.person)
        click.echo(settings.say(_OVER.fill(person=person, what=", ".join(broken))))


def _print_lapsing(office: "Office", settings: Settings, year: "FiscalYear") -> None:
    found = office.attendance.statistics.lapsing(year)
    if settings.as_json:
        print_json([{"person": one.person, "left": str(one.left), "lapses": str(one.end.lapsed)} for one in found])
        return
    say_if_none(found, settings, _NOTHING_LAPSES)
    for one in found:
        person = called(office, one.person)
        click.echo(settings.say(_LAPSES.fill(person=person, left=one.left, reason=one.end.reason)))


def _data(standing: "Standing") -> dict[str, Any]:
    checks = {one.name: {"found": str(one.found), "limit": str(one.limit), "met": one.met} for one in standing.checks}
    return {"person": standing.totals.person, "checks": checks}
