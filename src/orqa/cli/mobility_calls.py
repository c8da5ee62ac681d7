"""Calls, applications and selection at the command line (ประกาศรับสมัครและคัดเลือก)."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from orqa.base.amounts import exact
from orqa.base.language import Text
from orqa.cli.mobility import WHO, mobility, traveller
from orqa.cli.mobility_views import tell_file
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing, tell

T = TypeVar("T")

_PARTS = "needs {form}, found {found!r}"


def split(given: tuple[str, ...], form: str, make: Callable[..., T]) -> list[T]:
    """What stands in options such as ``gpa=40/4``; a usage error where it does not have that form."""
    found = []
    for one in given:
        try:
            name, rest = one.rsplit("=", 1)
            found.append(make(name, *rest.split("/")))
        except (ValueError, TypeError):
            raise click.UsageError(_PARTS.format(form=form, found=one)) from None
    return found


@mobility.command()
@click.argument("code")
@click.argument("title")
@options(
    click.option("--opens", type=Day(), required=True, help="First day of applying."),
    click.option("--closes", type=Day(), required=True, help="Last day of applying."),
    click.option("--places", multiple=True, required=True, metavar="PARTNER=COUNT", help="Where, and how many."),
    click.option("--criterion", multiple=True, required=True, metavar="CODE=WEIGHT/FULL", help="E.g. gpa=60/4."),
    click.option("--least", multiple=True, metavar="CODE=LEAST[/LEVEL]", help="E.g. gpa=3.00/bachelor."),
    click.option("--tie-break", multiple=True, help="Code of a score that parts equal sums; in their order."),
    click.option("--year", type=YEAR, help="Academic year of the stays, in the office's era."),
    click.option("--kind", "mobility_kind", default="exchange", show_default=True, help="Vocabulary mobility-kind."),
    click.option("--term", "terms", multiple=True, help="Vocabulary study-term."),
    click.option("--first", type=Day(), help="First day of the stays."),
    click.option("--last", type=Day(), help="Last day of the stays."),
    click.option("--unit", default="", help="Code of the unit that keeps it."),
    KEY,
)
@common_options
def call(  # noqa: PLR0913 - what stands in a call, by name
    settings: Settings,
    code: str,
    title: str,
    *,
    places: tuple[str, ...],
    criterion: tuple[str, ...],
    least: tuple[str, ...],
    **given: Any,
) -> None:
    """Open the call CODE, called TITLE (ประกาศรับสมัคร)."""
    from orqa.domain.partnerships.calls import Condition, Criterion

    def criteria(name: str, weight: str, most: str) -> Criterion:
        return Criterion(code=name, title=Text.of(en=name), weight=exact(weight), most=exact(most))

    def condition(name: str, value: str, level: str = "") -> Condition:
        return Condition(code=name, least=exact(value), level=level)

    wanted = dict(split(places, "PARTNER=COUNT", lambda partner, count: (partner, int(count))))
    ranked = split(criterion, "CODE=WEIGHT/FULL", criteria)
    asked = split(least, "CODE=LEAST or CODE=LEAST/LEVEL", condition)
    with settings.open_office() as office:
        made = office.partnerships.call(code, title, places=wanted, criteria=ranked, conditions=asked, **given)
        tell(made, settings)


@mobility.command()
@common_options
def calls(settings: Settings) -> None:
    """List calls with the places that are left (ประกาศรับสมัครทั้งหมด)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.call_table(), office, settings, ("id",))


@mobility.command()
@click.argument("which", metavar="CALL")
@options(
    WHO,
    click.option("--score", "scores", multiple=True, metavar="CODE=VALUE", help="E.g. gpa=3.25."),
    click.option("--wants", "preferences", multiple=True, help="A partner, the most wanted first."),
    click.option("--level", default="", help="Vocabulary study-level."),
    click.option("--programme", default="", help="Programme of study."),
    click.option("--unit", default="", help="Code of the faculty here."),
    ON,
    KEY,
)
@common_options
def apply(settings: Settings, which: str, scores: tuple[str, ...], **given: Any) -> None:
    """Take an application to CALL, an id or code (รับสมัคร)."""
    marks = dict(split(scores, "CODE=VALUE", lambda name, value: (name, exact(value))))
    with settings.open_office() as office:
        who = traveller(office, given)
        tell(office.partnerships.apply(which, who, marks, **given), settings)


@mobility.command()
@click.argument("application")
@KEY
@common_options
def withdraw(settings: Settings, application: str, key: str | None) -> None:
    """Take the APPLICATION of an id back (ถอนใบสมัคร)."""
    with settings.open_office() as office:
        tell(office.partnerships.withdraw_application(application, key=key), settings)


@mobility.command()
@click.argument("code", metavar="CALL")
@options(
    ON,
    click.option("--order", multiple=True, help="Id of a tied application, the first of them first."),
    click.option("--unit", default="", help="Code of the unit that asks for approval along mobility.selection."),
    KEY,
)
@common_options
def select(settings: Settings, code: str, on: date | None, **how: Any) -> None:
    """Rank the applications of CALL and tell the reasons of each place (คัดเลือก)."""
    with settings.open_office() as office:
        office.partnerships.select(code, on, **how)
        print_listing(office.partnerships.selection_table(code), office, settings, ("code",))


@mobility.command()
@click.argument("code", metavar="CALL")
@common_options
def selection(settings: Settings, code: str) -> None:
    """Show the ranking of CALL with the reasons of each place (ผลการคัดเลือก)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.selection_table(code), office, settings, ("code",))


@mobility.command()
@click.argument("application")
@options(ON, KEY)
@common_options
def nominate(settings: Settings, application: str, **how: Any) -> None:
    """Nominate whom the APPLICATION of an id was selected for (เสนอชื่อ)."""
    with settings.open_office() as office:
        tell_file(office.partnerships.nominate(application, **how), settings)
