"""Whether the rows of a rule answer every question exactly once: no double, no tie, no gap."""

from datetime import date
from itertools import pairwise

from orqa.rules import problems
from orqa.rules.parameters import Cell, Parameter, Row
from orqa.rules.strict import Where

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
