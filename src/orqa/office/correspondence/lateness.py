"""How fast letters are dealt with, and what is late: a part of the service of letters (ระยะเวลาและงานเกินกำหนด)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from attrs import frozen

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.spreads import Spread
from orqa.domain.correspondence.circulation import ACKNOWLEDGE
from orqa.domain.correspondence.handling import Handling, HandlingState
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.tasks import Task, TaskState, unit_token
from orqa.office.about import names_of
from orqa.office.correspondence.dossier import FORWARD, HANDLE
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.office.whom import called
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table
from orqa.storage.query import absent, between, equal, is_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.base.years import Period
    from orqa.domain.correspondence.circulation import Circulation
    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term
    from orqa.storage.protocol import Reader
    from orqa.storage.query import Query

_AT_ONCE: Final = 500
_ANSWER: Final = "letter.answer"
_WHAT = {
    HANDLE: Text.of(en="Deal with the letter", th="ดำเนินการตามหนังสือ"),
    FORWARD: Text.of(en="Take the letter in or send it back", th="ลงทะเบียนรับหรือส่งคืนหนังสือ"),
    ACKNOWLEDGE: Text.of(en="Acknowledge the circular", th="รับทราบหนังสือเวียน"),
    _ANSWER: Text.of(en="Answer the letter", th="ตอบหนังสือ"),
}
_SECRET = Text.of(en="(restricted)", th="(เรื่องลับ)")
_NOT_TOLD = Text.of(en="Not told", th="ไม่ระบุ")
_LATE = Text.of(en="Overdue", th="งานหนังสือเกินกำหนด")
_TIMES = Text.of(en="Days from receiving to closing, by urgency", th="จำนวนวันตั้งแต่รับจนปิดเรื่อง ตามชั้นความเร็ว")
LATE_COLUMNS = (
    Column(name="due", title=Text.of(en="Due", th="กำหนด"), type=ColumnType.DATE, public=True),
    Column(name="days", title=Text.of(en="Days late", th="เกินกำหนด (วัน)"), type=ColumnType.INTEGER, public=True),
    Column(name="what", title=Text.of(en="What to do", th="สิ่งที่ต้องทำ"), public=True),
    Column(name="letter", title=Text.of(en="Letter", th="หนังสือ"), public=True),
    Column(name="subject", title=Text.of(en="Subject", th="เรื่อง")),
    Column(name="whom", title=Text.of(en="Waits for", th="ผู้รับผิดชอบ"), personal=True),
)
TIME_COLUMNS = (
    Column(name="urgency", title=Text.of(en="Urgency", th="ชั้นความเร็ว"), public=True),
    Column(name="closed", title=Text.of(en="Closed", th="ปิดเรื่อง (ฉบับ)"), type=ColumnType.INTEGER, public=True),
    Column(name="median", title=Text.of(en="Median days", th="มัธยฐาน (วัน)"), type=ColumnType.DECIMAL, public=True),
    Column(
        name="ninth",
        title=Text.of(en="Nine in ten within", th="เก้าในสิบภายใน (วัน)"),
        type=ColumnType.INTEGER,
        public=True,
    ),
    Column(name="most", title=Text.of(en="Longest", th="นานที่สุด (วัน)"), type=ColumnType.INTEGER, public=True),
    Column(name="asked", title=Text.of(en="Answer asked for", th="ต้องตอบ (ฉบับ)"), type=ColumnType.INTEGER, public=True),
    Column(
        name="in_time",
        title=Text.of(en="Answered in time", th="ตอบทันกำหนด (ฉบับ)"),
        type=ColumnType.INTEGER,
        public=True,
    ),
)


@frozen(kw_only=True)
class ResponseTimes:
    """How fast letters of one urgency were dealt with.

    Attributes:
        urgency: code of the vocabulary ``urgency``; empty where no mark was printed.
        days: calendar days from registering to closing, of letters that were closed in the period.
        asked: letters of which an answer fell due in the period, and is given or late.
        in_time: of these, how many were answered by their day.
    """

    urgency: str
    days: Spread
    asked: int
    in_time: int


@frozen(kw_only=True)
class Late:
    """Something that should have been done with a letter by now.

    Attributes:
        what: the action: ``letter.handle``, ``letter.forward``, ``letter.acknowledge`` or ``letter.answer``.
        letter: which letter.
        due: its day.
        days: how many calendar days ago that was.
        whom: for whom it waits: ``person:ID``, ``unit:ID``, ``role:ROLE@UNIT``; empty for whoever keeps the letters.
        subject: what the letter is about; None where only those may know who open it.
    """

    what: str
    letter: RecordRef
    due: date
    days: int
    whom: str
    subject: str | None


class Lateness(Service):
    """Tell how fast letters are dealt with, and what is late."""

    def overdue(self, on: date | None = None) -> tuple[Late, ...]:
        """What is late with letters, the oldest first: tasks, circulars not acknowledged, answers that are owed.

        What is due on the day itself is not late.

        Args:
            on: the day; by default today.
        """
        on = on or self._office.today()
        with self._office.reading() as reader:
            found = [*self._tasks(reader, on), *self._answers(reader, on)]
            subjects = _subjects(self._office, reader, {one.letter for one in found})
        told = (
            Late(
                what=one.what,
                letter=one.letter,
                due=one.due,
                days=one.days,
                whom=one.whom,
                subject=subjects.get(one.letter),
            )
            for one in found
        )
        return tuple(sorted(told, key=lambda one: (one.due, one.letter.id, one.what, one.whom)))

    def overdue_table(self, on: date | None = None) -> Table:
        """As :meth:`overdue`, with letters by their numbers, and names; of secret letters no subject."""
        office, found = self._office, self.overdue(on)
        organization = office.organization.on()
        numbers = names_of(office, (one.letter for one in found))
        rows = [
            (
                *(one.due, one.days, _WHAT[one.what], numbers.get(one.letter)),
                _SECRET if one.subject is None else one.subject,
                called(one.whom, organization, office.profile) if one.whom else None,
            )
            for one in found
        ]
        return Table.of(LATE_COLUMNS, rows, _LATE)

    def response_times(self, period: "Period | None" = None) -> tuple[ResponseTimes, ...]:
        """How fast letters were dealt with in a period, by urgency: the most urgent first.

        Args:
            period: by default this calendar year.
        """
        period = period or self._office.year()
        closed: dict[str, list[int]] = defaultdict(list)
        asked: dict[str, list[bool]] = defaultdict(list)
        with self._office.reading() as reader:
            ended = every(self._office, reader, Handling, _days("closed_on", period))
            for one, urgency in _with_urgency(self._office, reader, ended):
                closed[urgency].append(one.days or 0)
            owed = every(self._office, reader, Handling, _days("answer_by", period))
            for one, urgency in _with_urgency(self._office, reader, owed):
                by, today = cast("date", one.answer_by), self._office.today()
                if one.answered_on is not None or (by < today and one.state is not HandlingState.VOID):
                    asked[urgency].append(one.answered_on is not None and one.answered_on <= by)
        terms: Mapping[str, Term] = self._office.profile.vocabularies.get("urgency", {})
        ranks = {code: int(term.extra.get("rank", 0)) for code, term in terms.items()}
        return tuple(
            ResponseTimes(urgency=code, days=Spread.of(closed[code]), asked=len(asked[code]), in_time=sum(asked[code]))
            for code in sorted({*closed, *asked}, key=lambda code: (-ranks.get(code, -1), code))
        )

    def response_table(self, period: "Period | None" = None) -> Table:
        """As :meth:`response_times`, a row for each urgency."""
        terms: Mapping[str, Term] = self._office.profile.vocabularies.get("urgency", {})
        rows = [
            (
                term.title if (term := terms.get(one.urgency)) else one.urgency or _NOT_TOLD,
                *(one.days.count, one.days.median, one.days.ninth, one.days.most, one.asked, one.in_time),
            )
            for one in self.response_times(period)
        ]
        return Table.of(TIME_COLUMNS, rows, _TIMES)

    # ------------------------------------------------------------------ inside

    def _tasks(self, reader: "Reader", on: date) -> Iterator[Late]:
        query = equal("state", TaskState.OPEN.value) & between("due", None, on.isoformat())
        waiting = every(self._office, reader, Task, query & is_in("action", [HANDLE, FORWARD, ACKNOWLEDGE]))
        while part := list(islice(waiting, _AT_ONCE)):
            circulars = _circulated(self._office, reader, part)
            for task in part:
                due = cast("date", task.due)
                letter = circulars.get(task.about, task.about)
                yield Late(what=task.action, letter=letter, due=due, days=(on - due).days, whom=task.whom, subject=None)

    def _answers(self, reader: "Reader", on: date) -> Iterator[Late]:
        query = equal("state", HandlingState.OPEN.value) & absent("answered_on")
        for one in every(self._office, reader, Handling, query & between("answer_by", "0001-01-01", on.isoformat())):
            due = cast("date", one.answer_by)
            whom = unit_token(one.unit) if one.unit else ""
            yield Late(what=_ANSWER, letter=one.letter, due=due, days=(on - due).days, whom=whom, subject=None)


def _circulated(office: "Office", reader: "Reader", tasks: list[Task]) -> dict[RecordRef, RecordRef]:
    """The letter of each circular that tasks are about."""
    refs = list(dict.fromkeys(task.about for task in tasks if task.action == ACKNOWLEDGE))
    found = (cast("Circulation", office.codec.decode(stored)) for stored in reader.get_many(refs) if stored)
    return {one.ref: one.letter for one in found}


def _letters(office: "Office", reader: "Reader", refs: Iterable[RecordRef]) -> Iterator[Letter]:
    waiting = iter(refs)
    while part := list(islice(waiting, _AT_ONCE)):
        yield from (cast("Letter", office.codec.decode(stored)) for stored in reader.get_many(part) if stored)


def _subjects(office: "Office", reader: "Reader", refs: Iterable[RecordRef]) -> dict[RecordRef, str]:
    return {one.ref: one.subject for one in _letters(office, reader, refs) if one.restricted is None}


def _with_urgency(office: "Office", reader: "Reader", handlings: Iterable[Handling]) -> Iterator[tuple[Handling, str]]:
    waiting = iter(handlings)
    while part := list(islice(waiting, _AT_ONCE)):
        urgencies = {one.ref: one.urgency for one in _letters(office, reader, [one.letter for one in part])}
        yield from ((one, urgencies[one.letter]) for one in part if one.letter in urgencies)


def _days(field: str, period: "Period") -> "Query":
    last = None if period.last == date.max else (period.last + timedelta(days=1)).isoformat()
    return between(field, period.first.isoformat(), last)
