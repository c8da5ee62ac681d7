"""Registers as tables, in the columns that the profile lays down for each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.correspondence.numbering import REGISTERS
from orqa.domain.correspondence.records import RegisterEntry, printed_number
from orqa.domain.correspondence.secrecy import hidden_in_lists
from orqa.domain.correspondence.states import noted
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import SnapshotReader
from orqa.reporting.tables import Table
from orqa.rules.views import Reading
from orqa.storage.codec import Codec
from orqa.storage.field_parts import FieldParts, Part
from orqa.storage.joined_bodies import joined_bodies
from orqa.storage.query import Query

if TYPE_CHECKING:
    import pyarrow as pa

_KIND = RegisterEntry.kind
_ORDER = ("registered_on", "number")
_NAMES = {"number", "year"}
"""Integers that name a line of the register, rather than count something."""

_NEEDED = {"reference": ("printed", "number", "reference"), "note": ("state", "reason", "note")}
"""What is shown in a column is told by these fields, where not by the one of its name alone."""

_USUAL = {"registered"}
"""The state of lines whose note is no more than their remark."""

_RESTRICTED = "restricted"
_HIDDEN = hidden_in_lists(RegisterEntry)

Opened = Callable[[], AbstractContextManager[SnapshotReader]]
"""Opens a snapshot for one reading of the lines."""


def register_table(reading: Reading, register: str, lines: "Lines") -> Table:
    """The table of a register's lines, by the rules ``register.head`` and ``register.columns``."""
    columns, head = register_columns(reading, register)
    table = Table.of_parts(columns, lines.of(columns), None, head)
    return evolve(table, arrow=lines.arrow_of(columns))


def register_columns(reading: Reading, register: str) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns, those that stand above the day's lines first, and the names of these."""
    term = reading.find_term(REGISTERS, register)
    own = term is not None and term.extra.get("direction") == "sent"
    head = [_column(entry, own=own) for entry in reading.value("register.head", register=register)]
    beside = [_column(entry, own=own) for entry in reading.value("register.columns", register=register)]
    return (*head, *beside), tuple(column.name for column in head)


def _column(entry: Any, *, own: bool) -> Column:
    """A column; in a register of what the office issues, the numbers of letters are its ``own``."""
    name = entry["field"]
    kind = ColumnType.NUMBER if name in _NAMES else None
    is_reference = name == "reference"
    column = Column.of_field(RegisterEntry, name, Text.from_value(entry["title"]), kind, unbroken=is_reference)
    return evolve(column, own_numbers=own and is_reference)


def cells_of(columns: Iterable[Column], entry: RegisterEntry, language: str) -> tuple[Any, ...]:
    """The cells of one entry, as :class:`Lines` gives them of many."""
    special = {
        "reference": entry.printed_number,
        "note": noted(entry.state, entry.reason, entry.note, language),
    }
    return tuple(special.get(column.name, getattr(entry, column.name)) for column in columns)


class Lines:
    """Register entries, read anew each time they are asked for, a thousand at a time.

    The store puts them in order over narrow columns and gives their bodies in the same snapshot, so the memory needed
    does not grow with the register; no record is made of a line.

    Args:
        opened: a snapshot that is open already, or what opens one for each reading.
        query: which entries.
        language: of what is said of void and reserved numbers.
    """

    def __init__(self, opened: SnapshotReader | Opened, query: Query, language: str) -> None:
        self._opened: Opened = opened if callable(opened) else lambda: nullcontext(opened)
        self._query = query
        self._language = language
        self._codec = Codec([RegisterEntry])

    def of(self, columns: tuple[Column, ...]) -> Callable[[], Iterator[Part]]:
        """The cells of a table with these columns, a part at a time."""
        shown = [column.name for column in columns]
        names = _wanted(shown)
        fields = FieldParts(self._codec, RegisterEntry, names)
        return lambda: self._parts(fields, names, shown)

    def arrow_of(self, columns: tuple[Column, ...]) -> Callable[[], Iterator[Part]]:
        """The same cells for data frames: as Arrow arrays, save for parts with lines that are not open to all."""
        shown = [column.name for column in columns]
        names = _wanted(shown)

        def parts() -> Iterator[Part]:
            from orqa.storage.arrow_parts import AT_ONCE, ArrowParts

            arrow, fields = ArrowParts(RegisterEntry, names), FieldParts(self._codec, RegisterEntry, names)
            with self._opened() as reader:
                joined = joined_bodies(reader, _KIND, self._query, _ORDER, AT_ONCE)
                for part, found in arrow.read_each(joined):
                    if found is None or found[names.index(_RESTRICTED)].null_count < part.count:
                        yield from self._shown(fields.read(part.each()), names, shown)
                    else:
                        arrays = dict(zip(names, found, strict=True))
                        yield tuple(self._array(name, arrays) for name in shown)

        return parts

    def _parts(self, fields: FieldParts, names: list[str], shown: list[str]) -> Iterator[Part]:
        with self._opened() as reader:
            yield from self._shown(fields.read(reader.bodies(_KIND, self._query, _ORDER)), names, shown)

    def _shown(self, parts: Iterable[Part], names: list[str], shown: list[str]) -> Iterator[Part]:
        for part in parts:
            found = _listed(dict(zip(names, part, strict=True)))
            yield tuple(self._column(name, found) for name in shown)

    def _array(self, name: str, found: "Mapping[str, pa.Array]") -> "pa.Array":
        """A column of Arrow; what is not a field as it is, is told of the lines that need it alone."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if name == "reference":
            special = pc.not_equal(found["printed"], "")
        elif name == "note":
            special = pc.not_equal(found["state"], *_USUAL)
        else:
            return found[name]
        if not pc.any(special).as_py():
            return found[name]
        told = {one: found[one].filter(special).to_pylist() for one in _NEEDED[name]}
        return pc.replace_with_mask(found[name], special, pa.array(self._column(name, told), found[name].type))

    def _column(self, name: str, found: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
        if name == "reference" and any(found["printed"]):
            return list(map(printed_number, *(found[needed] for needed in _NEEDED[name])))
        if name == "note" and set(found["state"]) != _USUAL:
            say = partial(noted, language=self._language)
            return list(map(say, *(found[needed] for needed in _NEEDED[name])))
        return found[name]


def _listed(found: dict[str, Sequence[Any]]) -> Mapping[str, Sequence[Any]]:
    """Without what lists do not show of secret matter; see :func:`orqa.domain.correspondence.secrecy.listed`."""
    restricted = found[_RESTRICTED]
    if any(restricted):
        for name in found.keys() & _HIDDEN.keys():
            nothing = _HIDDEN[name]
            found[name] = [nothing if kept else one for kept, one in zip(restricted, found[name], strict=True)]
    return found


def _wanted(shown: list[str]) -> list[str]:
    """The fields that these columns are told by."""
    return list(dict.fromkeys([*shown, *(name for one in shown for name in _NEEDED.get(one, ())), _RESTRICTED]))
