"""Clauses of the exchange balance and places of an agreement, at the command line (เงื่อนไขการแลกเปลี่ยน)."""

from typing import Any

import click

from orqa.cli.agreement_views import agreement
from orqa.cli.agreements import NOTE
from orqa.cli.exact import Exact
from orqa.cli.exchange_options import DIRECTIONS, TERMS, terms_given
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY, ON, options, tell
from orqa.domain.partnerships.cooperation import ConditionKind

__all__ = ["agreement"]


@agreement.command()
@click.argument("which")
@options(TERMS, click.option("--none", is_flag=True, help="It holds no clauses any more."), ON, KEY)
@common_options
def exchange(settings: Settings, which: str, **terms: Any) -> None:
    """Keep the clauses of the exchange balance that WHICH holds, in the place of those before (เงื่อนไขดุลการแลกเปลี่ยน)."""
    with settings.open_office() as office:
        tell(office.partnerships.set_exchange(which, **terms_given(terms)), settings)


@agreement.command()
@click.argument("which")
@click.argument("direction", type=DIRECTIONS)
@click.argument("count", type=click.IntRange(0), required=False)
@options(
    click.option("--unit", default="person", show_default=True, help="A person, or a unit of exchange."),
    click.option("--whom", default="", help="Vocabulary study-level, or staff; by default any."),
    click.option(
        "--mobility",
        type=click.Choice([one.value for one in ConditionKind]),
        help="Studies, traineeship, teaching or training.",
    ),
    click.option("--first", default="", metavar="2025/2026", help="First academic year, as the host writes it."),
    click.option("--last", default="", metavar="2027/2028", help="Last academic year; by default the first."),
    click.option("--total", type=Exact(), help="Months of all students, or days of all staff, in a year."),
    click.option("--language", "languages", multiple=True, metavar="CODE[:LEVEL]", help="To be known, e.g. en:B2."),
    click.option("--field", "fields", multiple=True, help="Field of education, ISCED-F, e.g. 0610."),
    click.option("--level", "levels", multiple=True, help="Code of the vocabulary study-level."),
    click.option("--blended/--not-blended", default=None, help="Whether a part may be done at home."),
    click.option("--info", default="", help="What else was agreed, in words."),
    click.option("--none", is_flag=True, help="Take such places out instead of giving a COUNT."),
)
@options(NOTE, ON, KEY)
@common_options
def places(  # noqa: PLR0913 - a parameter an option
    settings: Settings, which: str, direction: str, count: int | None, mobility: str | None, *, none: bool, **terms: Any
) -> None:
    """Keep that WHICH has COUNT places a year in one DIRECTION, in the place of those alike (ที่นั่งตามข้อตกลง)."""
    if none == (count is not None):
        raise click.UsageError("give either a COUNT or --none")
    last = terms.pop("last") or terms["first"]
    for name in ("fields", "levels"):
        terms[name] = terms[name] or None
    with settings.open_office() as office:
        keep = office.partnerships.set_places
        tell(keep(which, direction, count, last=last, mobility=mobility or "", **terms), settings)
