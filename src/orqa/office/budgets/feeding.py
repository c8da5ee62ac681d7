"""How allotments are bounded beside what was granted: by income that came in, where the profile says so."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
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

NOT_RECEIVED: Final = FindingKind(
    "income-not-received",
    Severity.ERROR,
    Text.of(
        en="{code}: {allotted} of own income is allotted, but {left} of what came in in {year} is left: "
        "{short} is missing. Allot less, or enter the receipts first",
        th="{code}: จัดสรรเงินรายได้ {allotted} แต่เงินที่รับจริงปี {year} เหลือ {left} ขาด {short} "
        "ให้ลดยอดจัดสรร หรือบันทึกการรับเงินก่อน",
    ),
)
"""More own income was to be allotted than came in, where the rule ``income.feeds`` holds allotments to that."""


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
        if _is_fed(line):
            floors[line.year] = floors.get(line.year, False) or _waits(office, posting)
            taken[line.year] += minor
    return [
        Add(fed_cell(year), -minor, at_least=0 if floors[year] and minor > 0 else None)
        for year, minor in taken.items()
        if minor
    ]


class IncomeLeft:
    """What of each year's own income is left while many postings are looked at, one after the other.

    Args:
        office: whose.
    """

    def __init__(self, office: "Office") -> None:
        self._office = office
        self._left: dict[int, int] = {}
        self._waits: set[int] = set()

    def missing(self, posting: Posting, line: "BudgetLine") -> Finding | None:
        """What is missing of the year's income for a posting; one that nothing is missing for counts from then on.

        Args:
            posting: what is to be posted.
            line: the line that it is on.
        """
        minor = allotted(posting)
        if not minor or not _is_fed(line):
            return None
        office, year = self._office, line.year
        if year not in self._left:
            self._left[year] = office.budgets.income_left(office.year("fiscal", office.written_year(year))).minor
        if _waits(office, posting):
            self._waits.add(year)
        left = self._left[year] - minor
        if left < 0 < minor and year in self._waits:
            money = office.budgets.money
            return NOT_RECEIVED.make(
                code=line.code,
                year=office.written_year(year),
                allotted=money(minor).written(),
                left=money(self._left[year]).written(),
                short=money(-left).written(),
            )
        self._left[year] = left
        return None


def _is_fed(line: "BudgetLine") -> bool:
    return line.fund == OWN_INCOME and line.basis == Basis.COUNCIL.value


def _waits(office: "Office", posting: Posting) -> bool:
    return bool(office.rules(posting.on).reading().value(FEEDS) == RECEIVED)


def allotted(posting: Posting) -> int:
    """By how much an allotment, or its reversal, changes what was allotted; 0 for anything else."""
    if posting.verb not in _ALLOTS:
        return 0
    into = sum(move.minor for move in posting.moves if move.source in _GRANTED and move.target is Stage.ALLOTTED)
    back = sum(move.minor for move in posting.moves if move.source is Stage.ALLOTTED and move.target in _GRANTED)
    return into - back
