"""From the text of a cell to its value, by the type of its column."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import define, field

from orqa.base.amounts import AmountNotUnderstood, exact
from orqa.base.dates import DateNotUnderstood
from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.base.money import Money, NotExact
from orqa.base.thai import clean_text, search_key
from orqa.domain.correspondence.terms import find_code
from orqa.office.tabular import findings as found
from orqa.office.tabular.dating import Dates, DateStyle
from orqa.office.tabular.tables import Field, FieldType
from orqa.rules.vocabulary import titles_of

if TYPE_CHECKING:
    from orqa.rules.views import Reading

_SHOWN = 60
"""Longest wrong text that a message repeats, in characters."""

LONGEST = 2_000
"""Longest text of a typed cell, in characters: a technical limit against a whole file in one cell."""

_WANTED = {
    FieldType.INTEGER: Text.of(en="a whole number such as 1,234", th="จำนวนเต็ม เช่น 1,234"),
    FieldType.MONEY: Text.of(en="an amount such as 1,234.50", th="จำนวนเงิน เช่น 1,234.50"),
    FieldType.BOOLEAN: Text.of(en="yes or no", th=" ใช่ หรือ ไม่ใช่"),
}
_YES = frozenset({"ใช่", "มี", "จริง", "yes", "y", "true", "1", "x", "✓", "✔", "/"})
_NO = frozenset({"ไม่ใช่", "ไม่", "ไม่มี", "เท็จ", "no", "n", "false", "0", "-", "–"})


class _Refused(Exception):
    """A cell whose text is no value; becomes this finding before anybody outside sees it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@define
class Cells:
    """Reads the cells of one file.

    Attributes:
        reading: of the rules on the day of the import.
        currency: of amounts, ISO 4217.
        era: how the profile counts years.
        style: of which era years of two digits are.
        on: the day of the import.
        resolve: from a kind of record and the text that names one to its id.
        dates: of each column with dates.
    """

    reading: "Reading"
    currency: str
    era: str
    style: DateStyle
    on: date
    resolve: Callable[[str, str], str | None]
    dates: dict[str, Dates] = field(factory=dict, init=False)

    def dates_of(self, name: str) -> Dates:
        """What is known of the dates of a field."""
        if name not in self.dates:
            self.dates[name] = Dates.of(self.style, self.era, self.on)
        return self.dates[name]

    def read(
        self, fields: Mapping[str, tuple[Field, Text]], given: Mapping[str, str], place: Place
    ) -> tuple[dict[str, Any], tuple[Finding, ...]]:
        """The values of a row and what is wrong with it; ``fields`` are those to read, with their titles."""
        values: dict[str, Any] = dict(given)
        findings = []
        for name, (column, title) in fields.items():
            text = clean_text(given.get(name, "")[: LONGEST + 1])
            values.pop(name, None)
            try:
                if text:
                    values[name] = self._value(column, title, text)
                elif column.required:
                    findings.append(found.CELL_MISSING.make(field=name, place=place, title=title))
            except _Refused as refused:
                findings.append(_at(refused.finding, name, place))
        return values, tuple(findings)

    def _value(self, column: Field, title: Text, text: str) -> Any:
        if len(text) > LONGEST:
            kind = found.CELL_TOO_LONG
            raise _Refused(kind.make(title=title, length=f"{len(text):,}+", limit=f"{LONGEST:,}"))
        read = _READERS.get(column.type)
        return read(self, column, title, text) if read else text

    def _date(self, column: Field, title: Text, text: str) -> date:
        dates = self.dates_of(column.name)
        dates.note(text)
        try:
            return dates.read(text)
        except DateNotUnderstood as error:
            message = error.template.fill(**error.shown())
            raise _Refused(found.DATE_NOT_UNDERSTOOD.make(title=title, message=message)) from None

    def _integer(self, column: Field, title: Text, text: str) -> int:
        try:
            number = exact(text)
        except AmountNotUnderstood:
            raise _not_understood(column, title, text) from None
        if number != int(number):
            raise _not_understood(column, title, text)
        return int(number)

    def _money(self, column: Field, title: Text, text: str) -> Money:
        try:
            return Money.of(text, self.currency)
        except (AmountNotUnderstood, NotExact):
            raise _not_understood(column, title, text) from None

    def _code(self, column: Field, title: Text, text: str) -> str:
        vocabulary = self.reading.view.vocabulary(column.vocabulary)
        code = find_code(vocabulary, text)
        if code is None:
            known = titles_of(vocabulary.values())
            raise _Refused(found.CODE_UNKNOWN.make(title=title, value=_short(text), known=known))
        return code

    def _reference(self, column: Field, title: Text, text: str) -> str:
        named = self.resolve(column.kind, text)
        if named is None:
            raise _Refused(found.REFERENCE_UNKNOWN.make(title=title, value=_short(text)))
        return named

    def _boolean(self, column: Field, title: Text, text: str) -> bool:
        key = search_key(text)
        if key not in _YES and key not in _NO:
            raise _not_understood(column, title, text)
        return key in _YES


_READERS: Mapping[FieldType, Callable[[Cells, Field, Text, str], Any]] = {
    FieldType.DATE: Cells._date,  # noqa: SLF001 - the class's own table of types
    FieldType.INTEGER: Cells._integer,  # noqa: SLF001
    FieldType.MONEY: Cells._money,  # noqa: SLF001
    FieldType.CODE: Cells._code,  # noqa: SLF001
    FieldType.REFERENCE: Cells._reference,  # noqa: SLF001
    FieldType.BOOLEAN: Cells._boolean,  # noqa: SLF001
}


def _not_understood(column: Field, title: Text, text: str) -> _Refused:
    kind = found.CELL_NOT_UNDERSTOOD
    return _Refused(kind.make(title=title, value=_short(text), wanted=_WANTED[column.type]))


def _at(finding: Finding, name: str, place: Place) -> Finding:
    from attrs import evolve

    return evolve(finding, field=name, place=place)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
