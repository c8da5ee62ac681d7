"""What falls due (กำหนดเวลา), in every area: the one source of reminders and of calendar files."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import field, frozen

from orqa.base.calendar_errors import SpanReversed
from orqa.base.errors import MissingExtra
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.organization.tasks import Task, TaskState, person_token
from orqa.office.files import replacing
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table
from orqa.storage.query import between, equal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from orqa.domain.organization.people import Acting, Appointment
    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term

_PAGE: Final = 1_000
_SECRET = Text.of(en="(restricted)", th="(เรื่องลับ)")
_ACTING = Text.of(en="{person} no longer acts for {position}", th="{person} พ้นจากการทำการแทน {position}")
_LEAVES = Text.of(en="{person} leaves {position}", th="{person} พ้นจากตำแหน่ง {position}")
_FEATURE = Text.of(en="calendar files", th="แฟ้มปฏิทิน")
_COLUMNS = (
    Column(name="day", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE),
    Column(name="area", title=Text.of(en="Area", th="งาน")),
    Column(name="title", title=Text.of(en="Matter", th="เรื่อง"), personal=True),
    Column(name="whom", title=Text.of(en="For", th="ผู้รับผิดชอบ"), unbroken=True, personal=True),
    Column(name="about", title=Text.of(en="About", th="เกี่ยวกับ"), unbroken=True),
)


@frozen(kw_only=True)
class Deadline:
    """Something that falls due on a day.

    Attributes:
        day: the day.
        area: of the library that it belongs to.
        title: what people call it.
        about: the record that it is about.
        source: the record that says so; with ``day`` it tells one deadline from another.
        whom: whom it is for: ``person:ID``, ``unit:ID`` or ``role:ROLE@UNIT``; empty for whoever keeps the area.
    """

    day: date
    area: str
    title: Text
    about: RecordRef
    source: RecordRef
    whom: str = ""


Provider: TypeAlias = "Callable[[Office, date, date], Iterable[Deadline]]"
"""Gives what falls due in one area from one day to another, both included, as far as whoever acts may see it."""


@frozen(kw_only=True)
class Deadlines:
    """What falls due from one day to another, both included; the earliest first.

    Attributes:
        first: the first day.
        last: the last day.
        items: what falls due.
        made_at: when this was put together.
    """

    first: date
    last: date
    items: tuple[Deadline, ...]
    made_at: "datetime" = field(repr=False)

    def table(self) -> Table:
        """The deadlines as a table."""
        rows = ((one.day, one.area, one.title, one.whom or None, str(one.about)) for one in self.items)
        return Table.of(_COLUMNS, rows)

    def to_ical(self, language: str = "th") -> bytes:
        """The deadlines as a calendar file (iCalendar, RFC 5545): one entry for each, of a whole day.

        Asked again, the same deadline has the same UID, so that a calendar changes its entry and makes no second one.

        Raises:
            MissingExtra: when the package ``icalendar`` is not installed.
        """
        try:
            from icalendar import Calendar, Event
        except ImportError as error:
            raise MissingExtra(str(_FEATURE), "icalendar", "calendar") from error
        calendar = Calendar()
        calendar.add("prodid", "-//orqa//deadlines//EN")
        calendar.add("version", "2.0")
        for one in self.items:
            event = Event()
            event.add("uid", f"{one.source.kind}-{one.source.id}@orqa")
            event.add("dtstamp", self.made_at)
            event.add("dtstart", one.day)
            event.add("dtend", one.day + timedelta(days=1))
            event.add("summary", one.title.in_language(language))
            event.add("categories", [one.area])
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
        return bytes(calendar.to_ical())

    def write_ical(self, path: str | Path, language: str = "th") -> None:
        """Write the calendar file; it appears whole or not at all. See :meth:`to_ical`."""
        content = self.to_ical(language)
        with replacing(Path(path)) as out:
            out.write(content)

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def deadlines_of(office: "Office", first: date, last: date, whom: Iterable[str] | None) -> Deadlines:
    """See :meth:`orqa.office.office.Office.deadlines`."""
    if last < first:
        raise SpanReversed(first, last)
    wanted = None if whom is None else set(whom)
    found = (one for provider in PROVIDERS for one in provider(office, first, last))
    kept = (one for one in found if wanted is None or one.whom in wanted)
    items = tuple(sorted(kept, key=lambda one: (one.day, one.area, str(one.source))))
    return Deadlines(first=first, last=last, items=items, made_at=office.now())


def _tasks(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Open tasks of all areas."""
    after = (last + timedelta(days=1)).isoformat() if last < date.max else None
    query = equal("state", TaskState.OPEN.value) & between("due", first.isoformat(), after)
    terms: Mapping[str, Term] = office.profile.vocabularies.get("task-action", {})
    cursor = None
    with office.reading() as reader:
        while True:
            page = reader.find(Task.kind, query, ("due",), cursor, _PAGE)
            for stored in page.items:
                yield _of_task(cast("Task", office.codec.decode(stored)), terms)
            cursor = page.next
            if cursor is None:
                return


def _of_task(task: Task, terms: "Mapping[str, Term]") -> Deadline:
    term = terms.get(task.action.replace(".", "-", 1))
    what = term.title if term else Text.of(en=task.action)
    title = _SECRET if task.restricted else task.title
    whole = Text.of(en="{what}: {title}", th="{what}: {title}").fill(what=what, title=title) if title else what
    return Deadline(
        day=cast("date", task.due), area=task.area, title=whole, about=task.about, source=task.ref, whom=task.whom
    )


def _organization(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Appointments and actings whose last day it is."""
    structure = office.organization.structure
    ending: list[tuple[Acting | Appointment, Text]] = [
        *((one, _ACTING) for one in structure.actings.values()),
        *((one, _LEAVES) for one in structure.appointments.values()),
    ]
    for record, text in ending:
        if record.last is not None and first <= record.last <= last:
            person, position = structure.people[record.person], structure.positions[record.position]
            yield Deadline(
                day=record.last,
                area="organization",
                title=text.fill(person=person.name, position=position.title),
                about=position.ref,
                source=record.ref,
                whom=person_token(person.id),
            )


PROVIDERS: tuple[Provider, ...] = (_tasks, _organization)
"""Where deadlines come from; an area that has further ones adds its function here."""
