"""The control register of a line (ทะเบียนคุมงบประมาณ): each posting, with what was available after it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, cast

from attrs import evolve

from orqa.base.language import Text, joined
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.budgets.flows import Flow, flow_of
from orqa.domain.budgets.records import BudgetLine, Posting, SpendingCase
from orqa.office.budgets.flows import Causes, YearFlows, causes_of
from orqa.office.budgets.words import VERBS
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import SnapshotReader
from orqa.reporting.ruled import picked, ruled_columns
from orqa.reporting.tables import Table
from orqa.rules.views import Reading
from orqa.storage.codec import Codec
from orqa.storage.field_parts import FieldParts
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.domain.budgets.stages import Stage

COLUMNS: Final = "budget_books.register_columns"
FORM: Final = "budget_books.register_form"

QUARTER: Final = Column(name="quarter", title=Text.of(th="ไตรมาสที่", en="Quarter"), type=ColumnType.NUMBER, public=True)

Opened: TypeAlias = Callable[[], AbstractContextManager[SnapshotReader]]


def _money(name: str) -> Column:
    return Column(name=name, title=Text.of(en=name), type=ColumnType.DECIMAL, public=True)


CHANGES: Final = ("allotted", "reserved", "obligated", "advanced", "paid", "committed")
"""Columns that tell by how much a posting changes something."""

RUNNING: Final = ("available", "left", "unpaid")
"""Columns that tell what stands on the line after it."""

_KNOWN: Final = {
    column.name: column
    for column in (
        Column(name="date", title=Text.of(th="วันที่", en="Date"), type=ColumnType.DATE),
        Column(name="item", title=Text.of(th="รายการ", en="Item"), personal=True),
        Column(name="document", title=Text.of(th="อ้างอิง", en="Reference")),
        *map(_money, (*CHANGES, *RUNNING)),
    )
}
_TOTALS: Final = Text.of(th="รวมรายไตรมาส", en="Totals by quarter")
_CODEC: Final = Codec([Posting, SpendingCase])
_FIELDS: Final = ("verb", "on", "moves", "case", "document", "reverses", "reason")
_OF = Text.of(th="{verb}: {what}", en="{verb}: {what}")


class Entry(NamedTuple):
    """A posting as a register needs it; values as :class:`~orqa.domain.budgets.records.Posting` has them."""

    verb: str
    on: Any
    moves: Any
    case: str
    document: str
    reverses: str
    reason: str


def register_columns(reading: Reading, form: str) -> tuple[Column, ...]:
    """The columns of a form of the register.

    Raises:
        UnknownDimension: when there is no such form.
    """
    return ruled_columns(COLUMNS, reading.value(COLUMNS, form=form), _KNOWN)


class RegisterLines:
    """The lines of a register, read anew each time, a thousand at a time, in the order of their days.

    Args:
        opened: what opens a snapshot for each reading.
        line: whose register it is; one that holds money.
        currency: of the budget.
    """

    def __init__(self, opened: Opened, line: BudgetLine, currency: str) -> None:
        self._opened, self._line, self._currency = opened, line, currency

    def table(self, columns: tuple[Column, ...]) -> Table:
        """The register in these columns; a posting that changes nothing of what they tell is left out."""
        return Table(columns, lambda: self._rows(columns))

    def _rows(self, columns: tuple[Column, ...]) -> Iterator[tuple[Any, ...]]:
        shown = [name for name in CHANGES if any(column.name == name for column in columns)]
        with self._opened() as reader:
            for cells in self._cells(reader):
                if any(cells[name] is not None for name in shown):
                    yield picked(columns, cells)

    def _cells(self, reader: SnapshotReader) -> Iterator[Mapping[str, Any]]:
        query = equal("line", self._line.id)
        causes = causes_of(reader, query)
        parts = FieldParts(_CODEC, Posting, _FIELDS).read(reader.bodies(Posting.kind, query, ("on",)))
        so_far = Flow()
        for part in parts:
            entries = [Entry(*values) for values in zip(*part, strict=True)]
            titles = _titles(reader, entries)
            for entry in entries:
                change = _change(entry, causes)
                so_far += change
                yield self._of(entry, change, so_far, titles)

    def _of(self, entry: Entry, change: Flow, so_far: Flow, titles: Mapping[str, str]) -> Mapping[str, Any]:
        changed = {name: self._or_none(minor) for name, minor in changes_of(change).items()}
        running = {name: Money(minor, self._currency).decimal for name, minor in running_of(so_far).items()}
        return {
            "date": entry.on,
            "item": item_of(entry, titles.get(entry.case, "")),
            "document": entry.document or None,
            **changed,
            **running,
        }

    def _or_none(self, minor: int) -> Decimal | None:
        return Money(minor, self._currency).decimal if minor else None


def changes_of(flow: Flow) -> dict[str, int]:
    """What a flow changes, by the columns that tell of it; what is lost or carried over is allotted no more."""
    gone = flow.carried_over + flow.lapsed + flow.returned
    allotted = flow.budget - flow.approved - gone
    return {"allotted": allotted} | {name: getattr(flow, name) for name in CHANGES if name != "allotted"}


def running_of(flow: Flow) -> dict[str, int]:
    """What stands on the line, by the columns that tell of it."""
    return {"available": flow.allotted, "left": flow.left, "unpaid": flow.unpaid}


def _change(entry: Entry, causes: Causes) -> Flow:
    cause = causes[entry.reverses or entry.verb]
    sums: dict[tuple[Any, Stage, Stage], int] = {}
    for move in entry.moves:
        key = (cause, move.source, move.target)
        sums[key] = sums.get(key, 0) + move.minor
    return flow_of(sums)


def item_of(entry: Entry, title: str) -> Text:
    """What a register says of a posting: what was done, for what, and why."""
    verb = VERBS.get(entry.verb, Text.of(en=entry.verb))
    told = [Text.of(en=one) for one in (title, entry.reason) if one]
    return _OF.fill(verb=verb, what=joined(told)) if told else verb


def _titles(reader: SnapshotReader, entries: list[Entry]) -> dict[str, str]:
    ids = list(dict.fromkeys(entry.case for entry in entries if entry.case))
    found = reader.get_many([RecordRef(SpendingCase.kind, identity) for identity in ids])
    cases = [cast("SpendingCase", _CODEC.decode(stored)) for stored in found if stored is not None]
    return {case.id: case.title for case in cases}


def totals_table(columns: tuple[Column, ...], flows: YearFlows, line: BudgetLine, currency: str, last: int) -> Table:
    """What the register comes to in each quarter up to the ``last``, with what stands on the line at its end.

    Nothing in it tells of a single item.
    """
    shown = tuple(column for column in columns if column.type is ColumnType.DECIMAL)
    rows = []
    for number, change in enumerate(flows.by_line.get(line.id, ())[:last], start=1):
        cells = changes_of(change) | running_of(flows.until(line.id, number))
        amounts = (Money(cells[column.name], currency).decimal for column in shown)
        rows.append((number, *amounts))
    return Table.of((QUARTER, *(evolve(column, public=True) for column in shown)), rows, _TOTALS)
