"""Lists of letters to be destroyed: surveyed, found again (การสำรวจหนังสือขอทำลาย, ข้อ 66)."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.years import CalendarYear
from orqa.domain.correspondence.destruction import (
    DestructionLine,
    DestructionList,
    DestructionRefused,
    LineState,
    ListState,
    check_act,
    survey_until,
)
from orqa.domain.correspondence.records import RegisterEntry
from orqa.office.correspondence.retained import Progress, Retained, retained
from orqa.office.correspondence.retention_tables import destruction_table
from orqa.office.errors import NotFound, PeriodNeeded
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.reporting.tables import Table
from orqa.storage.protocol import Add, Into
from orqa.storage.query import ALL, Query, equal

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.storage.protocol import Reader

SURVEY: Final = "destruction.survey"
"""The action, as the policy has it."""

AT_ONCE: Final = 200
"""Lines that are written in one batch."""

_LIST = Text.of(en="the destruction list", th="บัญชีหนังสือขอทำลาย")
_NOT_OVER = Text.of(
    en="the year ends on {last}; letters are surveyed after that, until {until}",
    th="ปีนี้สิ้นสุด {last} ให้สำรวจหลังจากนั้น ภายใน {until}",
)
_NOTHING = Text.of(
    en="no letter may be destroyed after {year}: {kept} are kept longer; ask why: retention(letter)",
    th="ไม่มีหนังสือที่ครบอายุการเก็บในสิ้นปี {year} มีหนังสือที่ยังต้องเก็บ {kept} ฉบับ ดูเหตุผลได้ที่ retention(letter)",
)
LATE = FindingKind(
    "destruction-survey-late",
    Severity.WARNING,
    Text.of(
        en="Letters of {year} were to be surveyed until {until}; this was done on {on}. Tell the head why",
        th="ต้องสำรวจหนังสือของปี {year} ภายใน {until} แต่สำรวจเมื่อ {on} ให้รายงานเหตุผลต่อหัวหน้าส่วนราชการ",
    ),
)


@frozen(kw_only=True)
class Surveyed:
    """What came of a survey.

    Attributes:
        list: the list.
        kept: how many letters are kept longer.
        findings: that it was late, where it was.
    """

    list: DestructionList
    kept: int
    findings: tuple[Finding, ...] = ()


class DestructionLists(Service):
    """Survey what may be destroyed, and find lists again."""

    def survey(self, year: CalendarYear, *, unit: str = "", progress: Progress | None = None) -> Surveyed:
        """List the letters whose period ended with a year or before (สำรวจหนังสือที่ครบอายุการเก็บ, ข้อ 66).

        A letter that stands in a list that goes on is left out; secret matter never stands in one. Cut short, the
        survey goes on where it stopped when it is asked for again.

        Args:
            year: the calendar year, such as ``office.year("calendar", 2569)``; it is over.
            unit: code of the unit that asks for the destruction.
            progress: told now and then how many letters were decided.

        Raises:
            PeriodNeeded: for anything else than a calendar year.
            DestructionRefused: when the year is not over, or no letter may be destroyed.
            NotFound: when there is no such unit.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        if not isinstance(year, CalendarYear):
            raise PeriodNeeded(year)
        office, on = self._office, self._office.today()
        days: int = office.rules(on).reading().value("retention.survey_days")
        until = survey_until(year.last, days)
        if on <= year.last:
            raise DestructionRefused(_NOT_OVER.fill(last=day_text(year.last), until=day_text(until)))
        office.require(SURVEY)
        known = self._collecting(year) or DestructionList(
            id=office.ids.next_id(office.now()),
            year=year.ce,
            unit=office.organization.unit(unit).id if unit else "",
            surveyed_on=on,
            late_after=until if on > until else None,
        )
        made, kept = self._filled(known, year, progress)
        late = [LATE.make(record=made.ref, year=office.written_year(year.ce), until=until, on=on)] if on > until else []
        return Surveyed(list=made, kept=kept, findings=tuple(late))

    def get(self, identity: "DestructionList | str") -> DestructionList:
        """A list as it is now, by itself, its id or its number such as ``1/2569``.

        Raises:
            NotFound: when there is none.
        """
        name = identity.id if isinstance(identity, DestructionList) else identity
        number, _, written = name.partition("/")
        with self._office.reading() as reader:
            if number.isdecimal() and written.isdecimal():
                query = equal("number", int(number)) & equal("year", self._office.year("calendar", int(written)).ce)
                found = next(every(self._office, reader, DestructionList, query), None)
            else:
                (stored,) = reader.get_many([RecordRef(DestructionList.kind, name)])
                found = cast("DestructionList", self._office.codec.decode(stored)) if stored else None
        if found is None:
            raise NotFound(_LIST, name)
        return found

    def lists(self, year: CalendarYear | None = None) -> tuple[DestructionList, ...]:
        """All lists, or those of a year; the earliest first."""
        with self._office.reading() as reader:
            query = equal("year", year.ce) if year else ALL
            return tuple(every(self._office, reader, DestructionList, query, ("recorded",)))

    def lines(self, known: "DestructionList | str", state: str = "") -> tuple[DestructionLine, ...]:
        """The lines of a list, or those in a state, in their order, as far as whoever acts may see their letters."""
        with self._office.reading() as reader:
            return tuple(self._lines(reader, self.get(known), equal("state", state) if state else ALL))

    def table(self, known: "DestructionList | str") -> "Table":
        """A list in the columns of its form (แบบที่ 25)."""
        found = self.get(known)
        reading = self._office.rules(found.surveyed_on).reading()
        with self._office.reading() as reader:
            table = destruction_table(reading, reader, found)
            return Table.of(table.columns, table.rows())

    def name(self, known: DestructionList) -> str:
        """What people call a list: ``1/2569``."""
        return f"{known.number}/{self._office.written_year(known.year)}"

    # ------------------------------------------------------------------ inside

    def _lines(self, reader: "Reader", known: DestructionList, query: Query = ALL) -> Iterator[DestructionLine]:
        return every(self._office, reader, DestructionLine, equal("list", str(known.ref)) & query, ("seq",))

    def _collecting(self, year: CalendarYear) -> DestructionList | None:
        return next((one for one in self.lists(year) if one.state is ListState.COLLECTING), None)

    def _filled(
        self, known: DestructionList, year: CalendarYear, progress: Progress | None
    ) -> tuple[DestructionList, int]:
        """The list with all its lines; they are written some at a time, the list's count with each."""
        office, kept = self._office, 0
        view = office.rules(office.today())

        def due(reader: "Reader") -> Iterator[Retained]:
            nonlocal kept
            for one in retained(reader, view, progress):
                if one.keeping.is_due(year.ce):
                    yield one
                else:
                    kept += 1

        with office.reading() as reader:
            found = due(reader)
            while part := list(islice(found, AT_ONCE)):
                known = self._added(known, part, reader)
        if not known.lines:
            raise DestructionRefused(_NOTHING.fill(year=office.written_year(year.ce), kept=f"{kept:,}"))
        return self._changed(known, SURVEY, state=ListState.LISTED), kept

    def _added(self, known: DestructionList, part: Sequence[Retained], reader: "Reader") -> DestructionList:
        there = reader.get_many([RecordRef.parse(one.letter) for one in part])
        lines: list[DestructionLine] = []
        for one, stored in zip(part, there, strict=True):
            if stored is not None and not stored.readers:
                lines.append(self._line(known, one, known.lines + len(lines) + 1))
        return self._saved(known, SURVEY, lines, lines=known.lines + len(lines)) if lines else known

    @staticmethod
    def _line(known: DestructionList, one: Retained, seq: int) -> DestructionLine:
        letter = RecordRef.parse(one.letter)
        return DestructionLine(
            id=f"{letter.id}/{one.rounds + 1}",
            list=known.ref,
            seq=seq,
            letter=letter,
            entry=RecordRef(RegisterEntry.kind, one.entry),
            retention_class=one.retention_class,
            kept_until=one.keeping.until,
        )

    def _changed(self, known: DestructionList, action: str, **changes: object) -> DestructionList:
        return self._saved(known, action, (), **changes)

    def _saved(
        self, known: DestructionList, action: str, more: "Sequence[Record]", **changes: object
    ) -> DestructionList:
        """The list with changes, written together with lines; a new one takes its number."""
        changed = evolve(known, **changes)  # type: ignore[arg-type]
        at, adds = self._office.now(), tuple[Add, ...]()
        if not known.version:
            adds = (Add(f"destruction-list/{known.year}", 1, into=(Into(known.ref, "number"),)),)
        saved = self._office.recorder.save(action, at, (changed, *more), adds)
        return evolve(changed, version=changed.version + 1, number=changed.number or saved.numbers[0])

    def _checked(self, known: "DestructionList | str", act: str) -> DestructionList:
        """The list as it is now, where something may be done with it."""
        found = self.get(known)
        check_act(found, act, self.name(found))
        return found

    @staticmethod
    def _standing(lines: Iterator[DestructionLine]) -> Iterator[DestructionLine]:
        return (line for line in lines if line.state is LineState.LISTED)
