"""What a table of an area is made of: its columns, and what becomes of its rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from attrs import field, frozen
from attrs.validators import instance_of, min_len

from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.base.records import Record
from orqa.office.tabular.findings import ALREADY
from orqa.office.tabular.mapping import Mapping as Mapped
from orqa.storage.protocol import Add, Receipt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orqa.office.office import Office
    from orqa.rules.views import Reading


class FieldType(StrEnum):
    """What the cells of a column hold, and what a row then has: text, a date, an int, Money, a code, an id, a bool."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    MONEY = "money"
    CODE = "code"
    REFERENCE = "reference"
    BOOLEAN = "boolean"


@frozen
class Field:
    """One column of a table.

    Attributes:
        name: code of its term in the table's vocabulary, which has its title and further spellings.
        type: what its cells hold; text is handed on as it stands.
        required: whether each file must have the column, and each row something in it.
        vocabulary: for codes: of what.
        kind: for references: the kind of record, such as ``unit``.
        instead: another field of the table whose column makes up for the absence of this one.
        raw: whether the taker reads the cells itself, and only the dates of the column are looked at here.
        told_once: code of a finding on a row that says no more than that the column is absent; it is told once.
    """

    name: str
    type: FieldType = FieldType.TEXT
    required: bool = False
    vocabulary: str = ""
    kind: str = ""
    instead: str = ""
    raw: bool = False
    told_once: str = ""


@frozen(kw_only=True)
class ColumnTable:
    """The columns that files of one sort have.

    Attributes:
        name: what commands and mappings call it: ``letters``.
        title: what people call what its rows are, per language.
        vocabulary: of the profile: a term for each field; its title and ``also`` are the heads it is known by.
        fields: the columns, in the order in which messages name them.
        action: what the import is in the journal and in the policy: ``letter.import``.
        required: names of fields that a rule requires of a file; what is missing in a row is then left to the taker.
        heads_groups: whether a row with one cell only, of this text, is no row but a heading for those below it.
        done: how an import is told, with ``{registered}``, ``{rows}``, ``{numbers}``, ``{known}``, ``{refused}``.
    """

    name: str
    title: Text
    vocabulary: str
    fields: tuple[Field, ...] = field(validator=[instance_of(tuple), min_len(1)])
    action: str
    required: "Callable[[Reading], Iterable[str]] | None" = None
    heads_groups: "Callable[[str], bool] | None" = None
    done: Text | None = None

    def needed(self, reading: "Reading") -> tuple[str, ...]:
        """The fields that each file must have a column for."""
        by_rule = tuple(self.required(reading)) if self.required else ()
        return tuple(dict.fromkeys((*by_rule, *(field.name for field in self.fields if field.required))))

    def __getitem__(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


@frozen
class TableRow:
    """One row of a file, read.

    Attributes:
        number: its place among the rows of the file, from 1.
        values: what it says, by field; a field without a column, or with an empty or unreadable cell, is left out.
        place: where it stands.
        findings: what was wrong with its cells; with an error among them the row is refused whatever the taker says.
        digest: SHA-256 of the file.
        heading: the heading of the group that it stands in; empty where the table has none.
    """

    number: int
    values: Mapping[str, Any]
    place: Place
    findings: tuple[Finding, ...] = ()
    digest: str = ""
    heading: str = ""

    @property
    def file_id(self) -> str:
        """Identity of this row of this very file: fit for the id of a record that has no natural key."""
        return f"{self.digest[:40]}-{self.number}"

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field."""
        return self.values.get(name, default)


@frozen
class Taken:
    """What a row becomes.

    Attributes:
        records: to write, each at the version that was read; none where the row is refused.
        adds: numbers to take with them.
        key: a hashable value that makes two rows one, in this file and against what the office holds; None for a row
            that is refused.
        findings: what was found; an error refuses the row.
    """

    records: tuple[Record, ...] = ()
    key: Any = None
    findings: tuple[Finding, ...] = ()
    adds: tuple[Add, ...] = ()


class Take:
    """What becomes of the rows of a table; each area has its own, made for one import.

    Args:
        office: where to.

    Attributes:
        mapping: what somebody said about the file.
        ahead: whether :meth:`look` asks the office for nothing that rows above may have brought there: it may then be
            called while these are still being written.
        together: whether :meth:`look` has all rows of a file at once, those with errors in their cells too, as where
            several make one record; no more than 20,000.
        whole: whether a file is taken in as a whole or not at all, as where its rows are to add up: they are looked at
            together, and one that is refused holds back the others.
        looks_again: whether :meth:`look` may be asked once more about rows that the store refused, as what it looked at
            was changed before they were written: it then finds what stands in their way. Not with ``ahead``.
    """

    ahead: ClassVar[bool] = False
    together: ClassVar[bool] = False
    whole: ClassVar[bool] = False
    looks_again: ClassVar[bool] = False

    def __init__(self, office: "Office") -> None:
        self.office = office
        self.mapping = Mapped()

    def begin(self, rows: "Callable[[], Iterator[TableRow]]", at: datetime) -> None:
        """Be told, before anything of a file is written, how to go through its sound rows once; most need not."""

    def look(self, rows: Sequence[TableRow], at: datetime, reading: "Reading") -> Iterable[Taken]:
        """What becomes of some rows, one for one and in their order; nothing is written.

        Rows come in the file's order, those without an error in their cells, up to 2,000 at a time.
        """
        raise NotImplementedError

    def total(self, row: TableRow) -> Iterable[Finding]:
        """What is wrong with the total below the rows; asked after :meth:`look` of a file taken in as a whole."""
        del row
        return ()

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Those of the keys whose rows the office holds already, each with whatever the taker likes."""
        raise NotImplementedError

    def resolve(self, kind: str, text: str) -> str | None:
        """The id of the record that a cell of type reference names; None where there is none."""
        del kind, text
        return None

    def saved(self, new: Sequence[Taken], receipt: Receipt) -> None:
        """Be told what was written."""

    def twice(self, rows: Sequence[Taken]) -> None:
        """Be told, after :meth:`saved`, which further rows of the file say what one of those just written says."""

    def shown(self, row: TableRow, taken: Taken) -> Mapping[str, Any]:
        """What a row is read as, by field; for a preview."""
        del taken
        return row.values

    def told(self, known: int, place: Place) -> Iterable[Finding]:
        """What to say, at the end, about the rows that were known."""
        return (ALREADY.make(place=place, count=f"{known:,}"),)

    def ended(self, place: Place) -> Iterable[Finding]:
        """What to say at the end of the file, whatever it held."""
        del place
        return ()

    @property
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """Register numbers that were given, as (first, last) of each unbroken run."""
        return ()


class MakesTake(Protocol):
    """Makes a :class:`Take` for one import: usually the class itself."""

    def __call__(self, office: "Office", /) -> Take:
        """For this office."""


@frozen
class ImportKind:
    """Something that tables are imported as: ``orqa import <name>``.

    Attributes:
        table: the columns of its files.
        take: what becomes of its rows.
        asks: options of its command, each with its help: the fields that files may not tell, for all rows alike.
    """

    table: ColumnTable
    take: MakesTake
    asks: Mapping[str, Text] = field(factory=dict)
