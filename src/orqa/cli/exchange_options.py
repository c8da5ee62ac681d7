"""The clauses of an exchange as options, for agreements and for accounts alike (เงื่อนไขดุลการแลกเปลี่ยน)."""

from typing import Any

import click

from orqa.cli.exact import Exact
from orqa.cli.options import YEAR
from orqa.cli.organization import options
from orqa.domain.partnerships.movements import Circumstance, Direction, EarlyReturn

_PAIR = "needs a sign = and a whole number, such as student_semester=2, found {found!r}"

DIRECTIONS = click.Choice([one.value for one in Direction])
"""Which way somebody goes."""

TERMS = options(
    click.option("--unit", default="", help="Unit of the balance; by default the profile's, student_semester."),
    click.option("--per-year", multiple=True, metavar="UNIT=COUNT", help="How many of a unit are a year of study."),
    click.option("--first", type=YEAR, help="First academic year; by default the current one."),
    click.option("--last", type=YEAR, help="Last academic year."),
    click.option("--level-at-end", is_flag=True, help="It must be level when the agreement ends."),
    click.option("--yearly-cap", type=Exact(), help="The most in a year each way."),
    click.option("--carry-over", type=click.IntRange(0), default=0, help="Years for which unused places stay."),
    click.option("--matched", multiple=True, type=DIRECTIONS, help="A way in which no more go than the other way."),
    click.option("--vacancies", type=Exact(), help="Places each way in a year that begins level."),
    click.option("--credit-years", type=click.IntRange(0), help="Years for which a credit can be used."),
    click.option("--early-return", type=click.Choice([one.value for one in EarlyReturn]), help="What then counts."),
    click.option(
        "--counted", multiple=True, type=click.Choice([one.value for one in Circumstance]), help="What counts, too."
    ),
)
"""The clauses of an exchange, by the six families that agreements have."""


def terms_given(given: dict[str, Any]) -> dict[str, Any]:
    """The clauses from the options of :data:`TERMS`, with units by their counts."""
    return {**given, "per_year": _pairs(given["per_year"])}


def _pairs(given: tuple[str, ...]) -> dict[str, int]:
    found = {}
    for one in given:
        unit, sign, count = one.partition("=")
        if not (sign and unit and count.isdecimal()):
            raise click.BadParameter(_PAIR.format(found=one), param_hint="--per-year")
        found[unit] = int(count)
    return found
