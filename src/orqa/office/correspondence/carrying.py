"""Taking over a register that was kept elsewhere: its numbers stay, and the series goes on behind the highest."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple, cast

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.errors import NotModelled
from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.domain.correspondence import carrying as kinds
from orqa.domain.correspondence.carrying import Carried, CarriedDraft, decide_carried, is_same
from orqa.domain.correspondence.drafts import ReceivedDraft
from orqa.domain.correspondence.numbering import CENTRAL, RECEIVED, REGISTERS, own_unit, series_cell, series_year
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.office.correspondence.registers import refuse_others
from orqa.office.runs import Runs, written
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Take, Taken
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add
from orqa.storage.query import equal, is_in

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.rules.views import Reading
    from orqa.storage.protocol import Receipt

TABLE = ColumnTable(
    name="register",
    title=Text.of(en="a register with its own numbers", th="ทะเบียนเดิมพร้อมเลขทะเบียน"),
    vocabulary="register-field",
    fields=(
        Field("number", FieldType.INTEGER, required=True),
        Field("registered_on", FieldType.DATE, required=True),
        Field("register", FieldType.CODE, vocabulary=REGISTERS),
        Field("unit"),
        Field("reference"),
        Field("dated"),
        Field("sender"),
        Field("recipient"),
        Field("subject"),
        Field("letter_kind"),
        Field("urgency"),
        Field("secrecy"),
        Field("action"),
        Field("note"),
        Field("void"),
        Field("reference_missing"),
        Field("dated_missing"),
    ),
    action="letter.import",
)
"""The columns of a file that is a register; one without a column for the register is of received letters."""

_OWN = {"number", "registered_on", "register", "unit", "action", "void"}


class Line(NamedTuple):
    """A number of a series."""

    register: str
    unit: str
    year: int
    number: int


class TakeRegister(Take):
    """Keeps each line under the number that it had."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._seen: dict[Line, tuple[int, RegisterEntry]] = {}
        self._last: dict[str, int] = {}
        self._runs: dict[tuple[str, str, int], Runs] = {}
        self._begun = False

    def begin(self, rows: Callable[[], Iterator[TableRow]], at: datetime) -> None:
        """Continue each series that has not begun behind the highest number of the file.

        Raises:
            NotAllowed: for a register of secret matter, when whoever acts does not keep it.
        """
        highest: dict[str, int] = {}
        registers: set[str] = set()
        for draft in map(self._draft, rows()):
            year = self._year(draft)
            if year is None:
                continue
            cell = series_cell(draft.register, draft.unit, year)
            highest[cell] = max(highest.get(cell, 0), draft.number)
            registers.add(draft.register)
        for register in sorted(registers):
            refuse_others(self.office, register)
        begun = self._continued(highest, at)
        self._last = highest | {cell: begun[cell] for cell in highest if begun.get(cell)}
        self._begun = True

    def look(self, rows: Sequence[TableRow], at: datetime, reading: "Reading") -> Iterable[Taken]:
        """Decide about each by the rules of the day on which it was registered."""
        del reading
        drafts = [self._draft(row) for row in rows]
        lines = list(map(self._line, drafts))
        held = self._held(filter(None, lines))
        identities = self.office.ids.next_ids(at, len(rows)) if rows else []
        for row, draft, line, identity in zip(rows, drafts, lines, identities, strict=True):
            if line is None:
                day = day_text(draft.registered_on)
                yield Taken(findings=(kinds.DAY_UNUSABLE.make(field="registered_on", place=row.place, day=day),))
            else:
                yield self._taken(row, line, self._decided(draft, identity), held.get(line))

    def known(self, keys: Collection[Line]) -> Mapping[Line, RegisterEntry]:
        """Lines that the register has already, saying the same."""
        return self._held(keys)

    def saved(self, new: Sequence[Taken], receipt: "Receipt") -> None:
        """Keep which numbers there are."""
        del receipt
        for taken in new:
            line = cast("Line", taken.key)
            self._runs.setdefault(line[:3], Runs()).take([line.number])

    def ended(self, place: Place) -> Iterable[Finding]:
        """Tell the numbers that no row has."""
        for (register, unit, year), runs in sorted(self._runs.items()):
            with self.office.reading() as reader:
                query = equal("register", register) & equal("unit", unit) & equal("year", year)
                rows = reader.rows(RegisterEntry.kind, ("number",), query, ("number",))
                runs.take(int(number) for (number,) in rows if number is not None)
            missing = [(last + 1, first - 1) for (_, last), (first, _) in _pairs(runs.runs) if first > last + 1]
            if missing:
                title = self.office.profile.vocabulary(REGISTERS)[register].title
                year_shown = self.office.written_year(year)
                yield kinds.HOLES.make(place=place, register=title, year=year_shown, numbers=written(missing))

    # ------------------------------------------------------------------ inside

    def _continued(self, highest: Mapping[str, int], at: datetime) -> Mapping[str, int]:
        """The last numbers of the series that had begun before; the others are continued behind those of the file.

        A series that begins at this very moment has begun: the store refuses to continue it, and it is left alone.
        """
        while True:
            with self.office.reading() as reader:
                begun = reader.cells("series/")
            new = {cell: number for cell, number in highest.items() if number > 0 and not begun.get(cell)}
            if not new:
                return begun
            with suppress(Refused):
                adds = [Add(cell, number, at_most=number) for cell, number in new.items()]
                self.office.recorder.save("register.continue", at, (), adds)
                return begun

    def _draft(self, row: TableRow) -> CarriedDraft:
        letter = {name: value for name, value in row.values.items() if name not in _OWN}
        unit = str(row.get("unit", "")).strip()
        return CarriedDraft(
            register=row.get("register", RECEIVED),
            unit=unit or CENTRAL,
            number=row.values["number"],
            registered_on=row.values["registered_on"],
            letter=ReceivedDraft(place=row.place, unit=own_unit(unit), **letter),
            action=row.get("action", ""),
            void=row.get("void", ""),
        )

    def _decided(self, draft: CarriedDraft, identity: str) -> Carried:
        profile = self.office.profile
        at = datetime.combine(draft.registered_on, time(12), self.office.zone)
        reading = profile.at(draft.registered_on).reading()
        return decide_carried(profile, reading, draft, at=at, letter_id=identity)

    def _line(self, draft: CarriedDraft) -> Line | None:
        year = self._year(draft)
        return None if year is None else Line(draft.register, draft.unit, year, draft.number)

    def _year(self, draft: CarriedDraft) -> int | None:
        """The year of the series; None for a day that lies ahead, or before all rules."""
        day = draft.registered_on
        if day > self.office.today():
            return None
        try:
            return series_year(self.office.profile.at(day).reading(), day, draft.register)
        except NotModelled:
            return None

    def _taken(self, row: TableRow, line: Line, carried: Carried, held: RegisterEntry | None) -> Taken:
        """What becomes of a row, beside the other rows and the lines that there are."""
        entry, letter = carried.entry, carried.letter
        wrong = None if entry is None else self._wrong(row, line, entry, held)
        findings = carried.findings if wrong is None else (*carried.findings, evolve(wrong, place=row.place))
        if entry is None or wrong is not None:
            return Taken(findings=findings)
        self._seen.setdefault(line, (row.number, entry))
        return Taken(tuple(record for record in (letter, entry) if record), line, findings)

    def _wrong(self, row: TableRow, line: Line, entry: RegisterEntry, held: RegisterEntry | None) -> Finding | None:
        number, year = line.number, self.office.written_year(line.year)
        first, before = self._seen.get(line, (row.number, entry))
        if not is_same(before, entry):
            return kinds.TWICE.make(field="number", number=number, year=year, first=first)
        if held is not None:
            same = is_same(held, entry)
            return (
                None
                if same
                else kinds.TAKEN.make(field="number", number=number, year=year, subject=listed(held).subject)
            )
        last = self._last.get(series_cell(*line[:3]), 0)
        if self._begun and number > last:
            return kinds.BEYOND.make(field="number", number=number, year=year, last=last)
        return None

    def _held(self, lines: Iterable[Line]) -> dict[Line, RegisterEntry]:
        """The lines of these numbers that the register has."""
        wanted: dict[tuple[str, str, int], set[int]] = {}
        for line in lines:
            wanted.setdefault(line[:3], set()).add(line.number)
        found: dict[Line, RegisterEntry] = {}
        with self.office.reading() as reader:
            for (register, unit, year), numbers in wanted.items():
                query = equal("register", register) & equal("unit", unit) & equal("year", year)
                page = reader.find(RegisterEntry.kind, query & is_in("number", sorted(numbers)), limit=len(numbers) * 2)
                for stored in page.items:
                    entry = cast("RegisterEntry", self.office.codec.decode(stored))
                    found[Line(register, unit, year, cast("int", entry.number))] = entry
        return found


def _pairs(runs: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each run with the one after it, from before the first number on."""
    yield from zip([(0, 0), *runs[:-1]], runs, strict=True)


REGISTER = ImportKind(TABLE, TakeRegister)
"""A register that was kept elsewhere: ``orqa import register``."""
