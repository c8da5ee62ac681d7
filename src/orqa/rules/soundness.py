"""Whether the rows of a rule answer every question exactly once: no double, no tie, no gap."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from orqa.rules import problems
from orqa.rules.parameters import Cell, Parameter, Row, answering
from orqa.rules.strict import Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.rules.sources import Source

Lane = tuple[tuple[Row, ...], ...]


def check_parameter(parameter: Parameter, where: Where) -> None:
    """Refuse a rule whose rows double, tie or leave a gap.

    A cell may begin later than others (a new kind of person), so a gap is a cell for which no row ever answers.

    Raises:
        RuleLoadError: naming the day and the dimensions.
    """
    for cell, lane in parameter.lanes.items():
        shown = _shown(parameter, cell)
        if not lane:
            where.fail(problems.GAP, dims=shown)
        for group in lane:
            _check_doubles(group, shown, where)
        _check_ties(lane, shown, where)
        if min((row for group in lane for row in group), key=lambda row: row.start).repealed:
            where.fail(problems.REPEAL_FIRST, dims=shown)


def _shown(parameter: Parameter, cell: Cell) -> str:
    return ", ".join(f"{name} = {value}" for name, value in parameter.named(cell).items()) or parameter.key


def _check_doubles(group: tuple[Row, ...], shown: str, where: Where) -> None:
    for newer, older in pairwise(group):
        if newer.start == older.start:
            where.fail(problems.TWO_ROWS, day=newer.start, dims=shown)


def _check_ties(lane: Lane, shown: str, where: Where) -> None:
    """Two groups tie where both are the most specific with a row, on any day and as known on any day."""
    rows = [row for group in lane for row in group]
    backwards = any(row.published != row.start for row in rows)
    knowns: list[date | None] = [None, *sorted({row.published for row in rows if backwards})]
    for known_on in knowns:
        for day in sorted({row.start for row in rows}):
            live = [len(group[0].dims) for group in lane if _begun(group, day, known_on)]
            if len(live) > 1 and live[0] == live[1]:
                where.fail(problems.TIE, day=day, dims=shown)


def _begun(group: tuple[Row, ...], day: date, known_on: date | None) -> bool:
    return any(row.start <= day and (known_on is None or row.published <= known_on) for row in group)


def check_least(parameter: Parameter, old: Parameter, sources: "Mapping[str, Source]", where: Where) -> None:
    """Refuse less than the least that a parent profile sets, where no written text says so.

    A word, such as ``forever``, is more than any number, and a repeal less. What practice alone says may lengthen a
    period and not shorten it.

    Raises:
        RuleLoadError: naming the day, the dimensions and both values.
    """
    days = sorted({row.start for row in (*old.rows, *parameter.rows)})
    for cell in parameter.cells():
        for day in days:
            new, least = parameter.row(cell, day), answering(old.rows, parameter.named(cell), day)
            if new is None or least is None or _amount(new) >= _amount(least) or _is_written(new, sources):
                continue
            told = {"day": day, "dims": _shown(parameter, cell), "found": _told(new), "least": _told(least)}
            where.fail(problems.BELOW_LEAST, **told)


def _amount(row: Row) -> Decimal:
    if row.repealed:
        return Decimal("-Infinity")
    return Decimal(row.value) if isinstance(row.value, int | Decimal) else Decimal("Infinity")


def _told(row: Row) -> str:
    return "–" if row.repealed else str(row.value)


def _is_written(row: Row, sources: "Mapping[str, Source]") -> bool:
    return any(sources[one.source].kind != "practice" for one in row.citations)
