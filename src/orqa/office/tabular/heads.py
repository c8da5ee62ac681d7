"""Which column of a file holds which field of a table: told by the heads, in every language of the profile."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve, field, frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.base.thai import search_key
from orqa.office.tabular.findings import MISSING, TWICE, UNUSED
from orqa.office.tabular.layout import JOIN
from orqa.office.tabular.rejects import is_why
from orqa.office.tabular.tables import ColumnTable
from orqa.reporting.guards import unguarded
from orqa.rules.vocabulary import Term, Vocabulary, titles_of

if TYPE_CHECKING:
    from orqa.office.ports import InputRow


class ColumnsNotRecognised(OrqaError, ValueError):
    """A file lacks columns that no row can do without; ``missing`` names them. Nothing was written."""

    code: ClassVar[str] = "columns-not-recognised"
    template: ClassVar[Text] = Text.of(
        en="{file} has no column for: {missing}. Its columns are: {found}. Known columns: {known}",
        th="{file} ไม่มีคอลัมน์: {missing} คอลัมน์ที่มี: {found} คอลัมน์ที่รู้จัก: {known}",
    )

    file: str
    missing: Text
    found: tuple[str, ...]
    known: Text


@frozen
class Heads:
    """The spellings by which the columns of a table are known.

    Attributes:
        table: whose.
        vocabulary: the terms of its fields.
        said: fields by head, as a mapping has it; the empty name is a column not to read.
    """

    table: ColumnTable
    vocabulary: Vocabulary
    said: Mapping[str, str] = field(factory=dict)
    _fields: Mapping[str, str] = field(init=False)

    @_fields.default
    def _by_spelling(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        for term in self.terms:
            for spelling in (
                term.code,
                *(form for _, form in term.title.forms),
                *term.extra.get("also", "").split("|"),
            ):
                fields.setdefault(search_key(spelling), term.code)
        return fields

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the table's fields."""
        return tuple(self.vocabulary[column.name] for column in self.table.fields)

    @property
    def known(self) -> Text:
        """What the columns are called, for messages."""
        return titles_of(self.terms)

    def field_of(self, head: str) -> str | None:
        """The field of a column; None where there is none, empty where a mapping says so.

        Of a head in two rows the lower one tells it, where the two together do not.
        """
        if head in self.said:
            return self.said[head]
        name = self._fields.get(search_key(head))
        if name is None and JOIN in head:
            name = self._fields.get(search_key(head.rpartition(JOIN)[2]))
        return name

    def recognised(self, cells: Iterable[str]) -> int:
        """How many fields have a column in a row, were it the head."""
        return len({name for cell in cells if cell and (name := self.field_of(" ".join(cell.split()))) is not None})


@frozen
class Columns:
    """The columns of one file.

    Attributes:
        of_field: the head of the column of each field.
        told_once: codes of findings about rows that the absence of a column tells already.
        findings: columns that are of no use, or missing; each once.
        guarded: whether orqa wrote the file for mending, so that its cells may carry guards against formulas.
    """

    of_field: Mapping[str, str]
    told_once: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = field(default=())
    guarded: bool = False

    def given(self, row: "InputRow") -> dict[str, str]:
        """What stands in a row, by field."""
        values = row.values
        given = {name: value for name, head in self.of_field.items() if (value := values.get(head))}
        return {name: unguarded(value) for name, value in given.items()} if self.guarded else given

    def shown(self, findings: Sequence[Finding], row: "InputRow") -> tuple[Finding, ...]:
        """The findings of a row, each with its column, without those that ``findings`` tell for the whole file."""
        if not findings:
            return ()
        return tuple(self._placed(finding, row) for finding in findings if finding.code not in self.told_once)

    def _placed(self, finding: Finding, row: "InputRow") -> Finding:
        head, place = self.of_field.get(finding.field, ""), finding.place
        if not (head and place):
            return finding
        letter = getattr(row, "letters", {}).get(head, "")
        column = f"{head} ({letter}{place.line})" if letter else head
        return evolve(finding, place=Place(place.file, place.line, column))


def recognise(file: str, names: Iterable[str], heads: Heads, needed: Iterable[str]) -> Columns:
    """Find the column of each field.

    Args:
        file: its name, for messages.
        names: heads of its columns, in their order.
        heads: what columns are known.
        needed: fields that the file must have a column for, or one for what makes up for its absence.

    Raises:
        ColumnsNotRecognised: when one is missing.
    """
    names, table, vocabulary = tuple(names), heads.table, heads.vocabulary
    of_field: dict[str, str] = {}
    findings = []
    for head in names:
        name = "" if is_why(head) else heads.field_of(head)
        if name is None:
            findings.append(UNUSED.make(place=Place(file), column=head, known=heads.known))
        elif name in of_field:
            title = vocabulary[name].title
            findings.append(TWICE.make(place=Place(file), first=of_field[name], second=head, title=title))
        elif name:
            of_field[name] = head
    missing = [name for name in needed if name not in of_field and table[name].instead not in of_field]
    if missing:
        raise ColumnsNotRecognised(file, titles_of(vocabulary[name] for name in missing), names, heads.known)
    absent = [column for column in table.fields if column.told_once and column.name not in of_field]
    findings += [MISSING.make(place=Place(file), title=vocabulary[column.name].title) for column in absent]
    told_once = frozenset(column.told_once for column in absent)
    return Columns(of_field, told_once, tuple(findings), guarded=any(map(is_why, names)))
