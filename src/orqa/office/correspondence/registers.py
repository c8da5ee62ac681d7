"""The registers of an office: which there are, their lines, and whether they are whole."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.correspondence.auditing import Numbered, audit
from orqa.domain.correspondence.numbering import CENTRAL, RECEIVED, REGISTERS, series_cell, series_year
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.reserving import find_register
from orqa.domain.correspondence.secrecy import SECRECY, listed
from orqa.office.correspondence.letter_tables import Look
from orqa.office.correspondence.register_tables import Lines, register_table
from orqa.office.errors import ENTRY, NotFound, RegisterRefused
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.storage.query import Query, between, equal, is_in
from orqa.storage.verify_checks import SERIES

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from orqa.office.office import Office
    from orqa.reporting.context import SnapshotReader
    from orqa.reporting.tables import Table
    from orqa.storage.protocol import Reader

_KIND = RegisterEntry.kind
_LARGEST = 2**63 - 1
"""Largest integer that a store can be asked for."""


@frozen(kw_only=True)
class Series:
    """A register of a unit in a year (ทะเบียนประจำปี).

    Attributes:
        register: code of the vocabulary ``register``.
        unit: whose: ``central`` or the id of a unit.
        year: by its name in the Christian era.
        last: the last number that was given; 0 where its lines take none.
        lines: how many lines it has.
        reserved: how many of them keep numbers for letters to come.
        void: how many of them are void.
    """

    register: str
    unit: str
    year: int
    last: int
    lines: int
    reserved: int
    void: int


def refuse_others(office: "Office", register: str) -> None:
    """Of a register of secret matter, go on where whoever acts keeps it and is cleared for every level.

    Raises:
        NotAllowed: where not: even how many lines it has is nobody else's.
    """
    if office.profile.vocabulary(REGISTERS)[register].extra.get("secret"):
        ranks = (term.extra["rank"] for term in office.profile.vocabulary(SECRECY).values())
        office.rights.require_secret("secret.check", max(ranks))


class Registers(Service):
    """Look into the registers (ทะเบียน)."""

    def registers(self) -> tuple[Series, ...]:
        """Every series that has begun, the newest year first; of secret ones those of which a line may be seen."""
        with self._office.reading() as reader:
            counts = reader.count_by(_KIND, ("register", "unit", "year"))
            states = reader.count_by(_KIND, ("register", "unit", "year", "state"), is_in("state", ("reserved", "void")))
            cells = reader.cells(SERIES) | dict(self._seen_last(reader, counts))
        lines = {cast("tuple[str, str, int]", key): number for key, number in counts.items()}
        lines |= {key: 0 for key in self._open_series(cells) if key not in lines}
        found = [self._series(key, number, states, cells) for key, number in lines.items()]
        return tuple(sorted(found, key=self._order))

    def entries(
        self, year: int | None = None, *, register: str = RECEIVED, unit: str = CENTRAL, limit: int = 50
    ) -> tuple[RegisterEntry, ...]:
        """The newest lines of a series, newest first; those that take no number come last.

        Args:
            year: Christian-era year of the series; by default today's.
            register: code or title of the vocabulary ``register``.
            unit: whose; by default the central registry's.
            limit: how many at most.

        Raises:
            RegisterRefused: when there is no such register.
        """
        query = self._of_series(register, unit, year)
        with self._office.reading() as reader:
            page = reader.find(_KIND, query, ("-number", "-recorded"), limit=limit)
        return tuple(listed(cast("RegisterEntry", self._office.codec.decode(stored))) for stored in page.items)

    def entry(
        self, number: int, year: int | None = None, *, register: str = RECEIVED, unit: str = CENTRAL
    ) -> RegisterEntry:
        """The line of a series with a number.

        Args:
            number: the register number.
            year: Christian-era year of the series; by default today's.
            register: code or title of the vocabulary ``register``.
            unit: whose; by default the central registry's.

        Raises:
            NotFound: when there is no such line.
            RegisterRefused: when there is no such register.
        """
        query = self._of_series(register, unit, year)
        if abs(number) <= _LARGEST:
            with self._office.reading() as reader:
                for stored in reader.find(_KIND, query & equal("number", number), limit=1).items:
                    return listed(cast("RegisterEntry", self._office.codec.decode(stored)))
        written = self._office.written_year(year if year is not None else self.current_year(register))
        raise NotFound(ENTRY, f"{number}/{written}")

    def table(self, register: str = RECEIVED, unit: str = CENTRAL, year: int | None = None) -> "Table":
        """A series as a table in the columns of its form; its rows are read from the store each time.

        Args:
            register: code or title of the vocabulary ``register``.
            unit: whose; by default the central registry's.
            year: Christian-era year of the series; by default today's.

        Raises:
            RegisterRefused: when there is no such register.
        """
        office = self._office
        query = self._of_series(register, unit, year)

        def opened() -> "AbstractContextManager[SnapshotReader]":
            return office.reading()

        code = self.register_code(register)
        lines = Lines(opened, query, office.profile.language)
        title = office.profile.vocabulary(REGISTERS)[code].title
        return Look.of(office).on(register_table(office.rules().reading(), code, lines), title)

    def check_register(
        self, register: str = RECEIVED, unit: str = CENTRAL, year: int | None = None
    ) -> tuple[Finding, ...]:
        """Look a series over: numbers that have no row or two, and dates that do not rise with the numbers.

        Args:
            register: code or title of the vocabulary ``register``.
            unit: whose; by default the central registry's.
            year: Christian-era year of the series; by default today's.

        Raises:
            RegisterRefused: when there is no such register.
            NotAllowed: of one of secret matter, when whoever acts is no registrar of it who is cleared for every level.
        """
        code = self.register_code(register)
        year = year if year is not None else self.current_year(code)
        refuse_others(self._office, code)
        issued = self._office.profile.vocabulary(REGISTERS)[code].extra["direction"] == "sent"
        with self._office.reading() as reader:
            cell = series_cell(code, unit or CENTRAL, year)
            last = reader.cells(cell).get(cell, 0)
            lines = self._numbered(reader, self._of_series(code, unit, year) & between("number", 1))
            return tuple(audit(lines, last, issued=issued))

    def current_year(self, register: str = RECEIVED) -> int:
        """The Christian-era year of the series of a register that numbers today's letters."""
        today = self._office.today()
        return series_year(self._office.profile.at(today).reading(), today, self.register_code(register))

    def register_code(self, register: str) -> str:
        """The code of a register that a code or a title names.

        Raises:
            RegisterRefused: when there is no such register; it names those that there are.
        """
        if register in self._office.profile.vocabulary(REGISTERS):
            return register
        found = find_register(self._office.rules().reading(), register)
        if isinstance(found, Text):
            raise RegisterRefused(found)
        return found.code

    # ------------------------------------------------------------------ inside

    def _of_series(self, register: str, unit: str, year: int | None) -> Query:
        """The lines of a series; of a year that no store can hold, none."""
        code = self.register_code(register)
        year = year if year is not None else self.current_year(code)
        years = equal("year", year) if abs(year) <= _LARGEST else is_in("year", ())
        return equal("register", code) & equal("unit", unit or CENTRAL) & years

    def _seen_last(self, reader: "Reader", series: Iterable[Any]) -> Iterator[tuple[str, int]]:
        """The highest number of each secret series that may be seen, by cell: the last one tells how many there are."""
        known = self._office.profile.vocabulary(REGISTERS)
        for register, unit, year in series:
            if register in known and known[register].extra["secret"]:
                query = equal("register", register) & equal("unit", unit) & equal("year", year)
                (last,) = reader.find(_KIND, query, ("-number",), limit=1).items
                yield series_cell(register, unit, year), last.body["number"] or 0

    def _open_series(self, cells: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
        """The series that anybody may know of, by the cells that number them."""
        known = self._office.profile.vocabulary(REGISTERS)
        for cell in cells:
            _, register, *unit, year = cell.split("/")
            if register in known and not known[register].extra["secret"] and year.isdecimal():
                yield register, "/".join(unit), int(year)

    def _series(
        self, key: tuple[str, str, int], lines: int, states: Mapping[Any, int], cells: Mapping[str, int]
    ) -> Series:
        register, unit, year = key
        return Series(
            register=register,
            unit=unit,
            year=year,
            last=cells.get(series_cell(register, unit, year), 0),
            lines=lines,
            reserved=states.get((*key, "reserved"), 0),
            void=states.get((*key, "void"), 0),
        )

    def _order(self, one: Series) -> tuple[int, int, bool, str]:
        """The newest year first, registers as the profile lists them (one that it lost last), the central one first."""
        known = list(self._office.profile.vocabulary(REGISTERS))
        place = known.index(one.register) if one.register in known else len(known)
        return -one.year, place, one.unit != CENTRAL, one.unit

    def _numbered(self, reader: "Reader", query: Query) -> Iterator[Numbered]:
        return map(Numbered.of, every(self._office, reader, RegisterEntry, query, ("number",)))
