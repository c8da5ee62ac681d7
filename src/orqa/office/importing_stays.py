"""Taking in tables of foreigners whose stay the office keeps: each row is a stay with what is known of it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import evolve

from orqa.base.errors import NotModelled
from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.partnerships.countries import CountryNotUnderstood, read_country
from orqa.domain.partnerships.permission import decide_permission
from orqa.domain.partnerships.stay_records import Stay, noted
from orqa.domain.partnerships.stays import EventKind, StayEvent, StayRefused, Step
from orqa.office.partnerships.stay_reading import stayer_of
from orqa.office.tabular.single import TakeSingle
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Taken

if TYPE_CHECKING:
    from datetime import date, datetime

    from orqa.base.errors import OrqaError
    from orqa.base.findings import Finding

TABLE = ColumnTable(
    name="stays",
    title=Text.of(en="stays of foreigners", th="ชาวต่างชาติ"),
    vocabulary="stay-field",
    fields=(
        Field("name", required=True),
        Field("person"),
        Field("group", FieldType.CODE, required=True, vocabulary="foreigner"),
        Field("nationality"),
        Field("unit", FieldType.REFERENCE, kind="unit"),
        Field("visa", FieldType.CODE, required=True, vocabulary="visa"),
        Field("first", FieldType.DATE),
        Field("last", FieldType.DATE),
        Field("entered", FieldType.DATE),
        Field("until", FieldType.DATE),
        Field("reported", FieldType.DATE),
        Field("residence_notice", FieldType.DATE),
        Field("passport"),
        Field("passport_until", FieldType.DATE),
        Field("work_start", FieldType.DATE),
        Field("work_permit"),
        Field("work_permit_until", FieldType.DATE),
        Field("note"),
    ),
    action="stay.import",
)
"""The columns of a file of foreigners."""

REFUSED = FindingKind("import-stay-refused", Severity.ERROR, Text.of(en="{message}", th="{message}"))
NO_PERSON = FindingKind(
    "import-stay-person-unknown",
    Severity.ERROR,
    Text.of(
        en="there is no person {person!r} in the organization; add them first, or leave the cell empty",
        th="ไม่มีบุคลากร {person!r} ให้เพิ่มก่อน หรือเว้นช่องนี้ว่างไว้",
    ),
)
_DONE = (("residence_notice", Step.RESIDENCE_NOTICE), ("reported", Step.REPORT))


class TakeStays(TakeSingle):
    """Takes in stays, one a row; one of the same passport, else of the same name and first day, is known."""

    def kept(self) -> Iterable[Any]:
        """Passport, and name with first day, of each stay."""
        return (key for stay in self.office.partnerships.stays.list() for key in _keys_of(stay))

    def taken(self, row: TableRow, at: "datetime") -> Taken:
        """A stay, else why it is none."""
        try:
            made = self._stay(row, at)
            events = [one.day for one in made.events]
            last = max(events, default=made.first)
            decide_permission(self.office.profile.ruleset, stayer_of(self.office, made, last), made.events, last)
        except CountryNotUnderstood as error:
            return _refused(row, error, "nationality")
        except (StayRefused, NotModelled) as error:
            return _refused(row, error, "until")
        if row.get("person") and not made.person:
            return Taken(findings=(NO_PERSON.make(place=row.place, field="person", person=row.values["person"]),))
        return Taken((made,), _keys_of(made)[0])

    def _stay(self, row: TableRow, at: "datetime") -> Stay:
        nationality = row.get("nationality", "")
        person = self.office.organization.structure.person(row.get("person", ""))
        made = Stay(
            id=self.office.ids.next_id(at),
            name=row.values["name"],
            person=person.id if person else "",
            group=row.values["group"],
            nationality=read_country(nationality).code if nationality else "",
            unit=row.get("unit", ""),
            visa=row.values["visa"],
            first=row.get("first") or row.get("entered") or at.date(),
            last=row.get("last"),
            note=row.get("note", ""),
        )
        return evolve(noted(made, *_events(row, made.first)), last=row.get("last"))


def _events(row: TableRow, first: "date") -> Iterator[StayEvent]:
    entered = row.get("entered")
    began = entered or first
    if row.get("passport") or row.get("passport_until"):
        until = row.get("passport_until")
        yield StayEvent(kind=EventKind.PASSPORT, day=began, number=row.get("passport", ""), until=until)
    if entered:
        yield StayEvent(kind=EventKind.ENTRY, day=entered, until=row.get("until"))
    for name, step in _DONE:
        if day := row.get(name):
            yield StayEvent(kind=EventKind.DONE, day=day, step=step)
    work = row.get("work_start")
    if work:
        yield StayEvent(kind=EventKind.WORK_START, day=work)
    if row.get("work_permit") or row.get("work_permit_until"):
        number, until = row.get("work_permit", ""), row.get("work_permit_until")
        yield StayEvent(kind=EventKind.DONE, day=work or began, step=Step.WORK_PERMIT, number=number, until=until)


def _keys_of(stay: Stay) -> tuple[Any, ...]:
    """By what a stay is known again, the first by which its row is."""
    numbers = [one.number.casefold() for one in stay.events if one.kind is EventKind.PASSPORT and one.number]
    return (*(("passport", one) for one in numbers), ("name", stay.name.casefold(), stay.first))


def _refused(row: TableRow, error: "OrqaError", field: str) -> Taken:
    finding: Finding = REFUSED.make(place=row.place, field=field, message=_message(error))
    return Taken(findings=(finding,))


def _message(error: "OrqaError") -> Text:
    return Text.of(en=error.message("en"), th=error.message("th"))


STAYS = ImportKind(TABLE, TakeStays)
"""Foreigners with their permission to stay."""
