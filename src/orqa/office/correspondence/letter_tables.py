"""Letters as tables: those of a time, and those that a search found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.domain.correspondence.records import Letter
from orqa.office.service import Service
from orqa.reporting.columns import Column
from orqa.reporting.formatting import Style
from orqa.reporting.tables import Table
from orqa.storage.chain import moment
from orqa.storage.field_parts import FieldParts, Part
from orqa.storage.query import Query, between, equal

if TYPE_CHECKING:
    from orqa.base.years import Period
    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term

_TITLES = {
    "received_at": Text.of(th="ลงทะเบียนเมื่อ", en="Registered"),
    "direction": Text.of(th="รับ/ส่ง", en="Direction"),
    "letter_kind": Text.of(th="ชนิดหนังสือ", en="Kind"),
    "urgency": Text.of(th="ชั้นความเร็ว", en="Urgency"),
    "reference": Text.of(th="ที่", en="Number"),
    "dated": Text.of(th="ลงวันที่", en="Dated"),
    "sender": Text.of(th="จาก", en="From"),
    "recipient": Text.of(th="ถึง", en="To"),
    "subject": Text.of(th="เรื่อง", en="Subject"),
    "unit": Text.of(th="หน่วยงาน", en="Unit"),
    "id": Text.of(th="รหัส", en="Id"),
}
_COLUMNS = tuple(
    Column.of_field(Letter, name, title, unbroken=name in {"reference", "id"}) for name, title in _TITLES.items()
)
_NAMES = tuple(_TITLES)
_LETTERS = Text.of(th="หนังสือ", en="Letters")
_SECRET = Text.of(th="(เรื่องลับ)", en="(secret)")
_DIRECTIONS = {"received": Text.of(th="รับ", en="received"), "sent": Text.of(th="ส่ง", en="sent")}
_TOLD_BY_SECRETS = ("subject", "sender", "recipient", "reference")
"""What no list tells of a secret letter, not even to those who may open it."""


@frozen(eq=False)
class Look:
    """How tables of an office look, and what its codes are called.

    Attributes:
        style: the office's language, era and digits.
        zone: its time zone.
        words: titles of the codes of a column, by the column's name.
    """

    style: Style
    zone: str
    words: Mapping[str, Mapping[str, Text]]

    @classmethod
    def of(cls, office: "Office") -> "Look":
        """The look of an office."""
        profile = office.profile
        words: dict[str, Mapping[str, Text]] = {"direction": _DIRECTIONS}
        for name, vocabulary in (("letter_kind", "letter-kind"), ("urgency", "urgency")):
            terms: Mapping[str, Term] = profile.vocabularies.get(vocabulary, {})
            words[name] = {code: term.title for code, term in terms.items()}
        return cls(Style.of_profile(profile), profile.time_zone, words)

    @classmethod
    def plain(cls) -> "Look":
        """Of no office: English, codes as they are."""
        return cls(Style(), "UTC", {})

    def on(self, table: Table, title: Text | None = None) -> Table:
        """The table with this look."""
        return evolve(table, style=self.style, zone=self.zone, title=title or table.title)

    def letters(self, letters: Iterable[Letter]) -> Table:
        """Letters that are at hand, as a table."""
        kept = tuple(letters)
        return self.on(Table.of_parts(_COLUMNS, lambda: self.shown(iter([_columns(kept)] if kept else []))), _LETTERS)

    def shown(self, parts: Iterator[Part]) -> Iterator[Part]:
        """Parts of the fields of letters and their restriction, as tables show them."""
        for *columns, restricted in parts:
            found: dict[str, Sequence[Any]] = dict(zip(_NAMES, columns, strict=True))
            for name, titles in self.words.items():
                found[name] = [titles.get(code, code) or None for code in found[name]]
            if any(restricted):
                for name in _TOLD_BY_SECRETS:
                    found[name] = _hidden(found[name], restricted, _SECRET if name == "subject" else None)
            yield tuple(found.values())


def _columns(letters: Sequence[Letter]) -> Part:
    return tuple([getattr(letter, name) for letter in letters] for name in (*_NAMES, "restricted"))


def _hidden(values: Sequence[Any], restricted: Sequence[Any], instead: Text | None) -> Sequence[Any]:
    return [instead if secret else value for value, secret in zip(values, restricted, strict=True)]


class LetterTables(Service):
    """Show letters as tables."""

    def letters(self, period: "Period | None" = None, *, direction: str | None = None) -> Table:
        """The letters of a time as a table, the oldest first; its rows are read from the store each time.

        Of secret letters that whoever acts may open it shows that they are there, and no more.

        Args:
            period: in which they were registered; by default this calendar year.
            direction: ``received`` or ``sent``; by default both.
        """
        office = self._office
        look, query = Look.of(office), _registered_in(office, period or office.year())
        if direction is not None:
            query = query & equal("direction", direction)
        fields = FieldParts(office.codec, Letter, (*_NAMES, "restricted"))

        def parts() -> Iterator[Part]:
            with office.reading() as reader:
                yield from look.shown(fields.read(reader.bodies(Letter.kind, query, ("received_at",))))

        return look.on(Table.of_parts(_COLUMNS, parts), _LETTERS)


def _registered_in(office: "Office", period: "Period") -> Query:
    def begin(day: date) -> str:
        return moment(datetime.combine(day, time(), office.zone))

    after = None if period.last == date.max else begin(period.last + timedelta(days=1))
    return between("received_at", begin(period.first), after)
