"""Plan and actual side by side (เปรียบเทียบแผนกับผล): summed by axes of the lines, or along their tree; by quarter."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import evolve, field, frozen

from orqa.base.digits import Digits
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.flows import Flow, flows_sum
from orqa.domain.budgets.percents import Convention
from orqa.domain.budgets.records import BudgetLine
from orqa.domain.budgets.spending_rates import DISBURSED, rates_of
from orqa.domain.budgets.trees import LineTree
from orqa.office.budgets.words import AXIS_TITLES, IN_ALL
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.ruled import picked, ruled_columns
from orqa.reporting.tables import Table
from orqa.rules.errors import UnknownTerm
from orqa.rules.views import Reading

COLUMNS: Final = "budget_books.summary_columns"
FORM: Final = "budget_books.summary_form"
LINE: Final = "line"
NOT_ZERO: Final = "not_zero"
"""How the rule marks a column that is shown only where some row has an amount in it."""

FlowOf: TypeAlias = Callable[[BudgetLine], Flow]
"""Gives what was posted on a line itself."""

_FLOW: Final[Mapping[str, Callable[[Flow], int]]] = {
    "granted": lambda flow: flow.granted,
    "transferred": lambda flow: flow.transferred,
    "budget": lambda flow: flow.budget,
    "approved": lambda flow: flow.approved,
    "allotted": lambda flow: flow.usable,
    "reserved": lambda flow: flow.reserved,
    "obligated": lambda flow: flow.obligated,
    "advanced": lambda flow: flow.advanced,
    "entrusted": lambda flow: flow.entrusted,
    "paid": lambda flow: flow.paid,
    "committed": lambda flow: flow.committed,
    "used": lambda flow: flow.used,
    "available": lambda flow: flow.allotted,
    "left": lambda flow: flow.left,
    "remaining": lambda flow: flow.budget - flow.committed,
    "unused": lambda flow: flow.budget - flow.used,
    "carried_over": lambda flow: flow.carried_over,
    "lapsed": lambda flow: flow.lapsed,
    "returned": lambda flow: flow.returned,
}
"""Amounts of a flow, by the columns that show them."""

RATES: Final = ("disbursement", "use", "obligation", "of_allotment")


def _column(name: str, kind: ColumnType) -> Column:
    return Column(name=name, title=Text.of(en=name), type=kind, public=True)


_KNOWN: Final = {
    **{name: _column(name, ColumnType.DECIMAL) for name in _FLOW},
    **{name: _column(name, ColumnType.PERCENT) for name in RATES},
}
_OF_LINES: Final = (
    Column(name="code", title=Text.of(th="รหัส", en="Code"), public=True, unbroken=True),
    Column(name="title", title=Text.of(th="รายการ", en="Item"), public=True),
    Column(name="level", title=Text.of(th="ระดับ", en="Level"), type=ColumnType.INTEGER, public=True),
)


@frozen(kw_only=True)
class Counting:
    """How amounts and percents are shown.

    Attributes:
        currency: of the budget.
        convention: how percents are rounded.
        advances: whether what is lent counts as disbursed; see :func:`orqa.domain.budgets.spending_rates.rates_of`.
        digits: of numbers in text.
    """

    currency: str
    convention: Convention
    advances: str
    digits: Digits = "arabic"

    @property
    def counts_advances(self) -> bool:
        """Whether what is lent counts as disbursed."""
        return self.advances == DISBURSED

    def amount(self, minor: int) -> Decimal:
        """An amount in the currency's unit."""
        return Money(minor, self.currency).decimal

    def cells(self, flow: Flow) -> dict[str, Decimal | None]:
        """What a row shows of a flow, by column."""
        rates = rates_of(flow, self.currency, self.convention, self.advances)
        amounts = {name: self.amount(of(flow)) for name, of in _FLOW.items()}
        return amounts | {name: getattr(rates, name) for name in RATES}


@frozen(kw_only=True)
class Summed:
    """Flows of lines summed by axes, level by level.

    Attributes:
        by: the axes, the outermost first.
        groups: the sum of each group by the values of the axes; a shorter key is the sum over the axes left out.
    """

    by: tuple[str, ...]
    groups: Mapping[tuple[str, ...], Flow] = field(factory=dict)


def summed(lines: Iterable[BudgetLine], flows: FlowOf, by: Sequence[str]) -> Summed:
    """Sum flows by axes; each line that holds money counts once.

    Raises:
        UnknownTerm: when there is no such axis.
    """
    for axis in by:
        if axis not in AXIS_TITLES:
            raise UnknownTerm("axis", axis, tuple(AXIS_TITLES))
    found: dict[tuple[str, ...], list[Flow]] = {}
    for line in lines:
        flow = flows(line)
        key = tuple(str(getattr(line, axis)) for axis in by)
        for depth in range(1, len(key) + 1):
            found.setdefault(key[:depth], []).append(flow)
    return Summed(by=tuple(by), groups={key: flows_sum(own) for key, own in found.items()})


def axis_table(
    found: Summed, reading: Reading, form: str, counting: Counting, title_of: Callable[[str, str], tuple[int, Text]]
) -> Table:
    """Summed flows as a table: a row for each group, before those that it is made of.

    Args:
        found: the sums.
        reading: the rules, for the columns.
        form: of the columns.
        counting: how amounts and percents are shown.
        title_of: the place in its list and the title of a value of an axis.
    """
    figures = _figures(reading, form, found.groups.values())
    axes = tuple(Column(name=_named(axis, figures), title=AXIS_TITLES[axis], public=True) for axis in found.by)

    def order(key: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        return tuple((title_of(axis, value)[0], value) for axis, value in zip(found.by, key, strict=False))

    def rows() -> Iterator[tuple[Any, ...]]:
        for key in sorted(found.groups, key=order):
            titles = [title_of(axis, value)[1] for axis, value in zip(found.by, key, strict=False)]
            more = len(found.by) - len(key)
            padding = [IN_ALL, *[None] * (more - 1)] if more else []
            yield (*titles, *padding, *picked(figures, counting.cells(found.groups[key])))

    return Table((*axes, *figures), rows, group_by=tuple(column.name for column in axes[:-1][:1]))


def _figures(reading: Reading, form: str, flows: Iterable[Flow]) -> tuple[Column, ...]:
    """The columns of a form; one that the rule shows where it is not zero is left out where no row has any."""
    entries, found = reading.value(COLUMNS, form=form), tuple(flows)
    shown = [
        entry
        for entry in entries
        if entry.get("shown") != NOT_ZERO or any(_FLOW.get(entry["field"], bool)(flow) for flow in found)
    ]
    return ruled_columns(COLUMNS, shown, _KNOWN)


def _named(axis: str, figures: Iterable[Column]) -> str:
    return f"{axis}_axis" if any(column.name == axis for column in figures) else axis


def tree_table(lines: Iterable[BudgetLine], flows: FlowOf, reading: Reading, form: str, counting: Counting) -> Table:
    """The lines as they stand above each other, each with all below it."""
    tree = LineTree(lines)
    rolled = rolled_up(tree, flows)
    figures = _figures(reading, form, rolled.values())

    def rows() -> Iterator[tuple[Any, ...]]:
        levels: dict[str, int] = {}
        for line in tree.walk():
            levels[line.id] = level = levels.get(line.parent, -1) + 1
            yield (line.code, line.title, level, *picked(figures, counting.cells(rolled[line.id])))

    return Table((*_OF_LINES, *(evolve(column, public=True) for column in figures)), rows)


def rolled_up(tree: LineTree, flows: FlowOf) -> dict[str, Flow]:
    """The flow of each line together with all below it."""
    found: dict[str, Flow] = {}
    for line in reversed(tuple(tree.walk())):
        below = (found[child] for child in tree.children.get(line.id, ()))
        found[line.id] = flows_sum((flows(line), *below))
    return found
