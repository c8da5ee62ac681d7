"""How allotments are bounded beside what was granted: by income that came in, where the profile says so."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from orqa.domain.budgets.records import Basis, Posting
from orqa.domain.budgets.remitting import FEEDS, RECEIVED
from orqa.domain.budgets.stages import Stage
from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from orqa.domain.budgets.records import BudgetLine
    from orqa.office.office import Office

_GRANTED: Final = (Stage.OUTSIDE, Stage.APPROVED)
_ALLOTS: Final = frozenset({"allot", "reverse"})
OWN_INCOME: Final = "own_income"
"""The fund that income feeds, as the vocabulary of funds has it."""


def received_cell(year: int, source: str) -> str:
    """The cell that holds what came in of a source in a fiscal year, in satang."""
    return f"budget-income/{year}/{source}"


def fed_cell(year: int | str) -> str:
    """The cell that holds what of a fiscal year's own income is not yet allotted, in satang."""
    return f"budget-income-left/{year}"


def feeding(office: "Office", postings: Iterable[Posting], lines: "dict[str, BudgetLine] | None" = None) -> list[Add]:
    """What allotments of own income, and their reversals, ask of the year's income.

    Args:
        office: whose.
        postings: what is posted together.
        lines: new lines, by id, that the store does not have yet.
    """
    taken: Counter[int] = Counter()
    floors: dict[int, bool] = {}
    for posting in postings:
        minor = allotted(posting)
        if not minor:
            continue
        line = (lines or {}).get(posting.line) or office.budgets.line(posting.line)
        if line.fund == OWN_INCOME and line.basis == Basis.COUNCIL.value:
            waits = office.rules(posting.on).reading().value(FEEDS) == RECEIVED
            floors[line.year] = floors.get(line.year, False) or waits
            taken[line.year] += minor
    return [
        Add(fed_cell(year), -minor, at_least=0 if floors[year] and minor > 0 else None)
        for year, minor in taken.items()
        if minor
    ]


def allotted(posting: Posting) -> int:
    """By how much an allotment, or its reversal, changes what was allotted; 0 for anything else."""
    if posting.verb not in _ALLOTS:
        return 0
    into = sum(move.minor for move in posting.moves if move.source in _GRANTED and move.target is Stage.ALLOTTED)
    back = sum(move.minor for move in posting.moves if move.source is Stage.ALLOTTED and move.target in _GRANTED)
    return into - back
