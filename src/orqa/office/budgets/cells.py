"""Balances of budgets in the store (ยอดคงเหลือ): postings are records, their sums are cells with a floor."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from orqa.domain.budgets.moves import Held
from orqa.domain.budgets.records import Posting
from orqa.domain.budgets.stages import KEPT, OPEN, Stage
from orqa.domain.budgets.trees import Balance
from orqa.storage.protocol import Add

_CASE = (*OPEN, Stage.PAID)
_LINE, _HELD, _CLOSED, _PLAN = "budget", "budget-case", "budget-closed", "budget-plan"
_REPORTED = "budget-reported"


def line_cell(line: str, stage: Stage) -> str:
    """The cell that holds what stands on a line in one stage, in satang."""
    return f"{_LINE}/{line}/{stage.value}"


def case_cell(case: str, stage: Stage) -> str:
    """The cell that holds what a spending case holds in one stage, in satang."""
    return f"{_HELD}/{case}/{stage.value}"


def closed_cell(line: str) -> str:
    """The cell that is 1 once the year of a line is closed; of the beginning of an id, what those cells begin with."""
    return f"{_CLOSED}/{line}"


def plan_cell(line: str) -> str:
    """The cell that counts how often the plan by quarter of a line was written: its version."""
    return f"{_PLAN}/{line}"


def reported_cell(line: str) -> str:
    """The cell that holds how much of what a line paid on behalf of another agency that agency was told, in satang."""
    return f"{_REPORTED}/{line}"


def line_prefix(line: str = "") -> str:
    """What the cells of a line, or of all, begin with."""
    return f"{_LINE}/{line}/" if line else f"{_LINE}/"


def case_prefix(case: str = "") -> str:
    """What the cells of a spending case, or of all, begin with."""
    return f"{_HELD}/{case}/" if case else f"{_HELD}/"


def held_in(cells: Mapping[str, int], case: str) -> Held:
    """What a case holds, from the cells of the store."""
    return Held(**{stage.value: cells.get(case_cell(case, stage), 0) for stage in _CASE})


def balance_in(cells: Mapping[str, int], line: str) -> Balance:
    """What stands on a line, from the cells of the store."""
    found = {stage: cells.get(line_cell(line, stage), 0) for stage in KEPT}
    return Balance({stage: minor for stage, minor in found.items() if minor})


def balances_in(cells: Mapping[str, int]) -> dict[str, Balance]:
    """What stands on each line that something was posted on, from the cells of all."""
    found: dict[str, dict[Stage, int]] = {}
    for name, minor in cells.items():
        line, _, stage = name.removeprefix(line_prefix()).rpartition("/")
        stands = found.setdefault(line, {})
        if minor:
            stands[_STAGES[stage]] = minor
    return {line: Balance(stands) for line, stands in found.items()}


_STAGES = {stage.value: stage for stage in KEPT}


def adds_of(postings: Iterable[Posting], *, may_fall_short: bool = False) -> list[Add]:
    """What postings ask of the store: each stage changed, never below nothing, in a year that is not closed.

    Args:
        postings: what is posted together.
        may_fall_short: whether what is available may fall below nothing, where the rules only warn.
    """
    lines: defaultdict[tuple[str, Stage], int] = defaultdict(int)
    cases: defaultdict[tuple[str, Stage], int] = defaultdict(int)
    touched: dict[str, None] = {}
    for posting in postings:
        line, case = posting.line, posting.case
        touched[line] = None
        for move in posting.moves:
            for stage, change in ((move.source, -move.minor), (move.target, move.minor)):
                if stage is not Stage.OUTSIDE:
                    lines[line, stage] += change
                if case and stage in _CASE:
                    cases[case, stage] += change
    adds = [Add(closed_cell(line), 0, at_most=0) for line in touched]
    for (line, stage), change in lines.items():
        if change:
            free = may_fall_short and stage is Stage.ALLOTTED
            adds.append(Add(line_cell(line, stage), change, at_least=0 if change < 0 and not free else None))
    adds += [
        Add(case_cell(case, stage), change, at_least=0 if change < 0 else None)
        for (case, stage), change in cases.items()
        if change
    ]
    return adds
