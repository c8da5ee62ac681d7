"""What a year leaves behind: numbers kept and not used, letters without an answer or an end, holes in registers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar, cast

from attrs import evolve, frozen

from orqa.base.findings import Finding
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.base.years import Period
from orqa.domain.correspondence.auditing import Numbered, audit
from orqa.domain.correspondence.destruction import DestructionLine, LineState
from orqa.domain.correspondence.handling import Handling, HandlingState
from orqa.domain.correspondence.numbering import CENTRAL, RECEIVED, REGISTERS
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.tasks import Task, TaskState
from orqa.office.correspondence.dossier import HANDLE
from orqa.office.errors import PeriodNeeded
from orqa.office.service import Service
from orqa.reporting.context import SnapshotReader
from orqa.rules.profile import Profile
from orqa.storage.chain import moment
from orqa.storage.codec import Codec
from orqa.storage.query import Query, absent, between, equal, is_in

if TYPE_CHECKING:
    from orqa.office.deadlines import Deadline
    from orqa.office.office import Office

R = TypeVar("R", bound=Record)

_LINE = RegisterEntry.kind
_BATCH = 500
_YEAR: Final = 366
"""How many days ahead is looked for what a year leaves to do: until the next one ends."""


@frozen(kw_only=True)
class Owed:
    """A letter to which an answer is owed.

    Attributes:
        line: its first line in a register.
        answer_by: the day by which the answer was to go out.
    """

    line: RegisterEntry
    answer_by: date


@frozen(kw_only=True)
class Undone:
    """A task that still waits.

    Attributes:
        task: the task.
        line: the first line of its letter in a register; None where it may not be seen.
    """

    task: Task
    line: RegisterEntry | None


@frozen(kw_only=True)
class YearEnd:
    """What a period leaves behind (งานค้างสิ้นปี), as far as whoever asks may see it.

    Attributes:
        period: which.
        reservations: numbers that were kept for a letter and never bound: bind them or make them void.
        unanswered: letters of the period to which an answer is owed, by the day of answering.
        tasks: tasks of letters that were opened in the period and wait, by their due day.
        unclosed: received letters of the period that nobody closed, each with its first line, in the order of their
            numbers: those of the central register first.
        findings: numbers that have no row or two, and dates that do not rise with the numbers.
        ahead: what the regulation asks for in the year that follows because of this one: the survey for destruction
            (ข้อ 66) and what goes to the National Archives (ข้อ 58), the earliest first.
    """

    period: Period
    reservations: tuple[RegisterEntry, ...]
    unanswered: tuple[Owed, ...]
    tasks: tuple[Undone, ...]
    unclosed: tuple[RegisterEntry, ...]
    findings: tuple[Finding, ...]
    ahead: "tuple[Deadline, ...]" = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left."""
        return not (self.reservations or self.unanswered or self.tasks or self.unclosed or self.findings)


class YearEnding(Service):
    """Look a year over at its end."""

    def year_end(self, period: Period | None = None) -> YearEnd:
        """What a year leaves behind: open reservations, unanswered letters, open tasks, letters without an end, holes.

        Args:
            period: which; by default this calendar year. The report ``year-end`` shows the same.

        Raises:
            PeriodNeeded: for a bare number.
        """
        if period is not None and not isinstance(period, Period):
            raise PeriodNeeded(period)
        office = self._office
        period = period or office.year()
        with office.reading() as reader:
            left = Gathering(reader, office.profile, period, office.zone).all()
        return evolve(left, ahead=tuple(_ahead(office, period)))


def _ahead(office: "Office", period: Period) -> "Iterator[Deadline]":
    """What falls due in the year after a period because of it."""
    from orqa.office.correspondence.retention_due import handovers_due, surveys_due

    if period.last.year >= date.max.year - 1:
        return
    first = period.last + timedelta(days=1)
    last = first + timedelta(days=_YEAR)
    found = (*surveys_due(office, first, last), *handovers_due(office, first, last))
    yield from sorted(found, key=lambda one: one.day)


class Gathering:
    """Gathers what a period leaves behind, from one snapshot.

    Args:
        reader: the snapshot.
        profile: of the office.
        period: which.
        zone: of the office.
    """

    def __init__(self, reader: SnapshotReader, profile: Profile, period: Period, zone: tzinfo | None) -> None:
        self._reader = reader
        self._profile = profile
        self._period = period
        self._zone = zone
        self._codec = Codec([RegisterEntry, Handling, Task])

    def all(self) -> YearEnd:
        """All of it."""
        return YearEnd(
            period=self._period,
            reservations=self._lines(equal("state", "reserved") & self._days("registered_on")),
            unanswered=self._unanswered(),
            tasks=self._tasks(),
            unclosed=self._unclosed(),
            findings=tuple(self._holes()),
        )

    def _unanswered(self) -> tuple[Owed, ...]:
        query = equal("state", HandlingState.OPEN.value) & absent("answered_on") & self._days("received_on")
        owed = self._records(Handling, query & between("answer_by", "0001-01-01"), ("answer_by",))
        lines = self._lines_of([one.letter for one in owed])
        return tuple(
            Owed(line=lines[one.letter], answer_by=one.answer_by)
            for one in owed
            if one.answer_by is not None and one.letter in lines
        )

    def _tasks(self) -> tuple[Undone, ...]:
        query = equal("action", HANDLE) & equal("state", TaskState.OPEN.value)
        days = self._period.first, self._period.last + timedelta(days=1)
        opened = between("opened_at", *(moment(datetime.combine(day, time(), self._zone)) for day in days))
        tasks = self._records(Task, query & opened, ("waiting",))
        lines = self._lines_of([task.about for task in tasks])
        undone = (Undone(task=task, line=lines.get(task.about)) for task in tasks)
        return tuple(sorted(undone, key=lambda one: (one.task.due or date.max, one.task.id)))

    def _unclosed(self) -> tuple[RegisterEntry, ...]:
        """The central register's first, then those that units received by themselves."""
        received = equal("register", RECEIVED) & is_in("state", ("registered", "lowered")) & self._days("registered_on")
        ended = {letter for (letter,) in self._reader.rows(Handling.kind, ("letter",), _ENDED)}
        ended |= {letter for (letter,) in self._reader.rows(DestructionLine.kind, ("letter",), _DESTROYED)}
        rows = self._reader.rows(_LINE, ("id", "letter"), received, ("unit", "year", "number"))
        left = [RecordRef(_LINE, str(identity)) for identity, letter in rows if letter not in ended]
        lines = cast("list[RegisterEntry]", list(self._got(left)))
        first = self._lines_of([line.letter for line in lines if line.unit != CENTRAL and line.letter])
        own = (line for line in lines if line.unit != CENTRAL and line.letter and first[line.letter].id == line.id)
        return (*(line for line in lines if line.unit == CENTRAL), *own)

    def _holes(self) -> Iterator[Finding]:
        """What is wrong with each series of the period that anybody may look over; the numbers of units, too."""
        known = self._profile.vocabulary(REGISTERS)
        within = self._days("registered_on") & between("number", 1)
        for register, unit, year in sorted(self._reader.count_by(_LINE, ("register", "unit", "year"), within)):
            term = known.get(str(register))
            if term is None or term.extra["secret"]:
                continue
            series = equal("register", register) & equal("unit", unit) & equal("year", year) & between("number", 1)
            issued = term.extra["direction"] == "sent"
            lines = self._dated(series) if issued else self._undated(series)
            yield from audit(lines, max(line.number for line in lines), issued=issued)

    def _dated(self, series: Query) -> list[Numbered]:
        return [Numbered.of(line) for line in self._records(RegisterEntry, series, ("number",))]

    def _undated(self, series: Query) -> list[Numbered]:
        """Where the dates are those of other offices, which need not rise: told by columns, no body is read."""
        rows = self._reader.rows(_LINE, ("id", "number", "state"), series, ("number",))
        return [Numbered(RecordRef(_LINE, str(identity)), number, state, None) for identity, number, state in rows]

    # ------------------------------------------------------------------ reading

    def _days(self, name: str) -> Query:
        after = None if self._period.last == date.max else (self._period.last + timedelta(days=1)).isoformat()
        return between(name, self._period.first.isoformat(), after)

    def _lines(self, query: Query) -> tuple[RegisterEntry, ...]:
        return tuple(self._records(RegisterEntry, query, ("register", "unit", "year", "number")))

    def _lines_of(self, letters: Sequence[RecordRef]) -> dict[RecordRef, RegisterEntry]:
        """The first line of each letter."""
        found: dict[RecordRef, RegisterEntry] = {}
        refs = iter(dict.fromkeys(map(str, letters)))
        while batch := list(islice(refs, _BATCH)):
            for line in self._records(RegisterEntry, is_in("letter", batch), ("recorded",)):
                if line.letter is not None:
                    found.setdefault(line.letter, line)
        return found

    def _records(self, kind: type[R], query: Query, order: Sequence[str]) -> list[R]:
        rows = self._reader.rows(kind.kind, ("id",), query, order)
        found = self._got([RecordRef(kind.kind, str(identity)) for (identity,) in rows])
        return [cast("R", record) for record in found]

    def _got(self, refs: Iterable[RecordRef]) -> Iterator[Record]:
        waiting = iter(refs)
        while batch := list(islice(waiting, _BATCH)):
            for stored in self._reader.get_many(batch):
                if stored is not None:
                    yield listed(self._codec.decode(stored))


_DESTROYED = equal("state", LineState.DESTROYED.value)
_ENDED = is_in("state", (HandlingState.CLOSED.value, HandlingState.VOID.value))
