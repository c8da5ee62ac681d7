"""What falls due (กำหนดเวลา), in every area: the one source of reminders and of calendar files."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from orqa.base.errors import MissingExtra
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.office.files import replacing
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table
from orqa.storage.query import Query, between

if TYPE_CHECKING:
    from datetime import datetime

SECRET: Final = Text.of(en="(restricted)", th="(เรื่องลับ)")
"""What stands for the matter of something that is restricted."""

_FEATURE = Text.of(en="calendar files", th="แฟ้มปฏิทิน")
_COLUMNS = (
    Column(name="day", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE),
    Column(name="area", title=Text.of(en="Area", th="งาน")),
    Column(name="title", title=Text.of(en="Matter", th="เรื่อง"), personal=True),
    Column(name="name", title=Text.of(en="For", th="ผู้รับผิดชอบ"), personal=True),
    Column(name="about_name", title=Text.of(en="About", th="เกี่ยวกับ")),
    Column(name="about", title=Text.of(en="Record", th="รายการ"), unbroken=True),
    Column(name="whom", title=Text.of(en="Token", th="รหัสผู้รับผิดชอบ"), unbroken=True, personal=True),
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
        name: what people call them on the day of asking; None where ``whom`` is empty.
        about_name: what people call the record, such as a letter by its line in the register; None where they do not.
    """

    day: date
    area: str
    title: Text
    about: RecordRef
    source: RecordRef
    whom: str = ""
    name: Text | None = None
    about_name: Text | str | None = None


@frozen(kw_only=True)
class Deadlines:
    """What falls due from one day to another, both included; the earliest first.

    Attributes:
        first: the first day.
        last: the last day.
        items: what falls due.
        made_at: when this was put together.
        areas: what people call each area, by its code.
    """

    first: date
    last: date
    items: tuple[Deadline, ...]
    made_at: "datetime" = field(repr=False)
    areas: Mapping[str, Text] = field(factory=dict, repr=False)

    def table(self) -> Table:
        """The deadlines as a table."""
        return Table.of(_COLUMNS, map(self._row, self.items))

    def _row(self, one: Deadline) -> tuple[object, ...]:
        area = self.areas.get(one.area, one.area)
        for_whom = one.name or one.whom or None
        return (one.day, area, one.title, for_whom, one.about_name, str(one.about), one.whom or None)

    def to_ical(self, language: str = "th") -> bytes:
        """The deadlines as a calendar file (iCalendar, RFC 5545): one entry for each, of a whole day.

        Asked again, what falls due on the same day has the same UID, so that a calendar changes its entry and makes no
        second one; each day of a record has its own.

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
            event.add("uid", f"{one.source.kind}-{one.source.id}-{one.day:%Y%m%d}@orqa")
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


def from_to(field: str, first: date, last: date) -> Query:
    """Records with a day from one to another, both included."""
    return between(field, first.isoformat(), (last + timedelta(days=1)).isoformat() if last < date.max else None)
