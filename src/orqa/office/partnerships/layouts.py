"""Registers of agreements written in the layouts that universities publish (รูปแบบทะเบียนข้อตกลง)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from orqa.base.partial import PartialDate
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.registers.writing import write_date, write_end, write_length
from orqa.domain.partnerships.terms import Term as HeldFor
from orqa.office.tabular.writing import TextTable, write_table
from orqa.rules.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from orqa.rules.profile import Profile

LAYOUTS = "agreement-register-layout"
_MARK = "✓"


class Line(Protocol):
    """An agreement as a register prints it: a published one, or one of our own."""

    @property
    def partner(self) -> str:
        """The partner's name."""

    @property
    def country(self) -> str:
        """Its country, ISO 3166-1 alpha-2; empty where it is not known."""

    @property
    def agreement_kind(self) -> str:
        """Code of the kind."""

    @property
    def level(self) -> str:
        """Who made it: the university or a unit."""

    @property
    def signed(self) -> tuple[PartialDate, ...]:
        """The days of signature."""

    @property
    def begins(self) -> PartialDate | None:
        """The first day, where it is told apart."""

    @property
    def term(self) -> HeldFor:
        """How long it holds."""

    def cell(self, name: str) -> str:
        """What else is printed in a column; empty for nothing."""


@frozen
class Layout:
    """How one university prints its register.

    Attributes:
        columns: the head of each field, in their order.
        dates: the form of dates.
        language: of countries, kinds and terms.
        grouped: whether countries are headings.
        kind_in_name: whether the kind stands behind the partner's name.
        kinds: the vocabulary of kinds.
    """

    columns: Mapping[str, str]
    dates: str
    language: str
    grouped: bool
    kind_in_name: bool
    kinds: Vocabulary

    @classmethod
    def of(cls, term: Term, kinds: Vocabulary) -> "Layout":
        """From its term in the vocabulary."""
        extra = term.extra
        pairs = (column.partition("=") for column in extra["columns"].split("|"))
        columns = {name: head for name, _, head in pairs}
        return cls(columns, extra["dates"], extra["language"], extra["grouped"], extra["kind_in_name"], kinds)

    def rows(self, agreements: Iterable[Line]) -> Iterator[list[str]]:
        """The cells of each row; countries that are headings stand alone in theirs."""
        if not self.grouped:
            yield from (self._row(one, place) for place, one in enumerate(agreements, 1))
            return
        ordered = sorted(agreements, key=lambda one: (one.country, one.partner))
        for _, within in groupby(ordered, key=lambda one: one.country):
            group = list(within)
            yield [self._country(group[0]), *[""] * (len(self.columns) - 1)]
            yield from (self._row(one, place) for place, one in enumerate(group, 1))

    def _row(self, one: Line, place: int) -> list[str]:
        return [self._cell(one, name, place) for name in self.columns]

    def _cell(self, one: Line, name: str, place: int) -> str:  # noqa: PLR0911 - one return a column
        match name:
            case "number":
                return str(place)
            case "partner":
                kind = self._kind(one) if self.kind_in_name else ""
                return f"{one.partner} ({kind})" if kind else one.partner
            case "country":
                return self._country(one)
            case "agreement_kind":
                return self._kind(one)
            case "signed":
                return self._dates(one) or one.cell(name)
            case "begins":
                return self._begins(one) or one.cell(name)
            case "end":
                lengths = "duration" not in self.columns
                return write_end(one.term, self.dates, self.language, lengths=lengths) or one.cell(name)
            case "duration":
                return write_length(one.term, self.language) or one.cell(name)
            case "has_agreement":
                return _MARK
            case _:
                return one.level if name == "level" else one.cell(name)

    def _begins(self, one: Line) -> str:
        """The first day; where there is no column for signatures, several of them stand here."""
        if "signed" not in self.columns and (len(one.signed) > 1 or not one.begins):
            return self._dates(one)
        return write_date(one.begins, self.dates) if one.begins else ""

    def _dates(self, one: Line) -> str:
        return "; ".join(write_date(day, self.dates) for day in one.signed)

    def _country(self, one: Line) -> str:
        return country(one.country).name.in_language(self.language) if one.country else one.cell("country")

    def _kind(self, one: Line) -> str:
        term = self.kinds.get(one.agreement_kind)
        return term.title.in_language(self.language) if term else one.cell("agreement_kind")


def write_layout(path: Path, name: str, agreements: Sequence[Line], profile: "Profile") -> None:
    """Write agreements in the layout of a name; see ``export_published``."""
    layout = Layout.of(profile.vocabulary(LAYOUTS)[name], profile.vocabulary("agreement-kind"))
    heads = tuple(layout.columns.values())
    write_table(Path(path), TextTable(names=heads, heads=heads, rows=layout.rows(agreements)))
