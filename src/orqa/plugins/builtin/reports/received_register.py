"""The register of received letters (ทะเบียนหนังสือรับ, แบบที่ 13) in the columns that its regulation lays down."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from operator import attrgetter
from typing import Any

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.years import Period
from orqa.domain.correspondence.records import RegisterEntry
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext, SnapshotReader
from orqa.reporting.model import Fact, Report, Section
from orqa.reporting.tables import Table
from orqa.rules.views import Reading
from orqa.storage.codec import Codec
from orqa.storage.query import Query, between, equal

_KIND = RegisterEntry.kind
_ORDER = ("year", "number")
_NAMES = {"number", "year"}
"""Integers that name a line of the register, rather than count something."""

_BATCH = 500

FORM = Text.of(th="แบบที่", en="Form")
ENTRIES = Text.of(th="จำนวน", en="Entries")
LETTERS = Text.of(th="{number} รายการ", en="{number}")


class ReceivedRegister:
    """Builds the register of a period, a table for each unit that keeps one.

    Title, head and columns are the rules ``register.received.form``, ``.head`` and ``.columns`` as they stand on the
    first day of the period, for a register that has begun goes on in its form.
    """

    def build(self, context: ReportContext) -> Report:
        """The register; its lines stream from ``context.reader`` in the order of their numbers."""
        period, reading = context.period, context.profile.at(context.period.first).reading()
        form = reading.value("register.received.form")
        columns, group_by = _columns(reading)
        query = equal("register", "received") & _within(period)
        decision = reading.decision(form, {"first": period.first, "last": period.last})
        return Report(
            name="received-register",
            title=Text.from_value(form["title"]),
            sections=tuple(_sections(context, query, columns, group_by)),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            facts=(Fact(FORM, _number(context, form["number"])), Fact(ENTRIES, _count(context, query))),
            profile=decision.profile,
            data_version=decision.data_version,
            citations=context.cite(decision.citations),
            left_out=context.left_out(_KIND, query),
        )


def _within(period: Period) -> Query:
    """Registered on a day of the period; its last day may be the last day that there is."""
    after = None if period.last == date.max else (period.last + timedelta(days=1)).isoformat()
    return between("registered_on", period.first.isoformat(), after)


def _number(context: ReportContext, number: int) -> Text:
    return Text.of(en=context.style.number(number))


def _count(context: ReportContext, query: Query) -> Text:
    return LETTERS.fill(number=context.style.number(context.reader.count(_KIND, query)))


def _columns(reading: Reading) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns, those that stand above the day's lines first, and the names of these."""
    head = [_column(entry) for entry in reading.value("register.received.head")]
    beside = [_column(entry) for entry in reading.value("register.received.columns")]
    return (*head, *beside), tuple(column.name for column in head)


def _column(entry: Any) -> Column:
    name = entry["field"]
    kind = ColumnType.NUMBER if name in _NAMES else None
    return Column.of_field(RegisterEntry, name, Text.from_value(entry["title"]), kind, unbroken=name == "reference")


def _sections(
    context: ReportContext, query: Query, columns: tuple[Column, ...], group_by: tuple[str, ...]
) -> Iterator[Section]:
    reader = context.reader
    units = sorted(str(unit) for (unit,) in reader.count_by(_KIND, ("unit",), query))
    for unit in units or ["central"]:
        lines = Lines(reader, query & equal("unit", unit), tuple(column.name for column in columns))
        yield Section((Table(columns, lines, None, group_by),), Text.of(en=unit) if len(units) > 1 else None)


class Lines:
    """The cells of register entries, read anew each time it is called, a few hundred entries at a time.

    Numbers are sorted by the store over two narrow columns; bodies are fetched by id in the same snapshot, so the
    memory needed does not grow with the register.
    """

    def __init__(self, reader: SnapshotReader, query: Query, fields: tuple[str, ...]) -> None:
        self._reader = reader
        self._query = query
        self._cells = attrgetter(*fields) if len(fields) > 1 else lambda entry: (getattr(entry, fields[0]),)
        self._codec = Codec([RegisterEntry])

    def __call__(self) -> Iterator[Any]:
        """The cells of one entry after the other."""
        ids = self._reader.rows(_KIND, ("id",), self._query, _ORDER)
        while batch := [RecordRef(_KIND, str(identity)) for (identity,) in islice(ids, _BATCH)]:
            for stored in self._reader.get_many(batch):
                yield self._cells(self._codec.decode(stored))
