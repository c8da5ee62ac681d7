"""How many letters there were: by kind, urgency, register and month. Numbers only, so it may be published."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from orqa.base.language import Text
from orqa.base.years import Period
from orqa.domain.correspondence.numbering import REGISTERS
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.reporting.blocks import Chart, ChartKind, Figure, Series
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.formatting import Style
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table
from orqa.rules.vocabulary import Vocabulary
from orqa.storage.chain import moment
from orqa.storage.query import Query, between, is_in

TITLE = Text.of(th="สถิติหนังสือ", en="How many letters")
_BY_KIND = Text.of(th="ตามชนิดหนังสือ", en="By kind")
_BY_URGENCY = Text.of(th="ตามชั้นความเร็ว", en="By urgency")
_BY_REGISTER = Text.of(th="ตามทะเบียน", en="By register")
_BY_MONTH = Text.of(th="ตามเดือน", en="By month")
_LETTERS = Text.of(th="ฉบับ", en="letters")
_ENTRIES = Text.of(th="รายการ", en="Entries")
_DIRECTIONS: Final = {"received": Text.of(th="รับ", en="Received"), "sent": Text.of(th="ส่ง", en="Sent")}
_NOT_TOLD = Text.of(th="ไม่ระบุ", en="Not told")
_LIVE = ("registered", "raised", "lowered")
"""States of a line that stands for a letter: a kept or void number stands for none."""


def _column(name: str, title: Text, kind: ColumnType = ColumnType.TEXT) -> Column:
    return Column(name=name, title=title, type=kind, public=True)


_COUNTS = tuple(_column(code, title, ColumnType.INTEGER) for code, title in _DIRECTIONS.items())


class LettersReport:
    """Builds the report; kinds, urgencies and registers are those of the profile, whichever plugin adds them."""

    def build(self, context: ReportContext) -> Report:
        """The numbers of a period, counted in the store; no letter is read."""
        letters, lines = _moments(context), _days(context.period) & is_in("state", _LIVE)
        return Report(
            name="letters",
            title=TITLE,
            sections=tuple(_sections(context, letters, lines)),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=context.profile.name,
            data_version=context.profile.data_version,  # how many secret letters there are is told to nobody else
        )


def _sections(context: ReportContext, letters: Query, lines: Query) -> Iterator[Section]:
    reader, vocabulary = context.reader, context.profile.vocabulary
    totals = reader.count_by(Letter.kind, ("direction",), letters)
    yield Section(
        tuple(Figure(label=title, value=totals.get((code,), 0), unit=_LETTERS) for code, title in _DIRECTIONS.items())
    )
    for title, name, field in ((_BY_KIND, "letter-kind", "letter_kind"), (_BY_URGENCY, "urgency", "urgency")):
        counted = reader.count_by(Letter.kind, (field, "direction"), letters)
        yield Section((Table.of((_column("by", title), *_COUNTS), _by_term(vocabulary(name), counted)),), title)
    registers = reader.count_by(RegisterEntry.kind, ("register",), lines)
    rows = [(_title(vocabulary(REGISTERS), code), count) for code, count in _in_order(vocabulary(REGISTERS), registers)]
    yield Section(
        (Table.of((_column("by", _BY_REGISTER), _column("entries", _ENTRIES, ColumnType.INTEGER)), rows),), _BY_REGISTER
    )
    yield Section((_months(context, lines),), _BY_MONTH)


def _by_term(vocabulary: Vocabulary, counted: Mapping[Any, int]) -> Iterator[tuple[Any, ...]]:
    """A row for each term that occurs, in the order of the vocabulary; what is not told comes last."""
    codes = Counter[str]()
    for (code, _), count in counted.items():
        codes[code] += count
    for code, _ in _in_order(vocabulary, {(code,): count for code, count in codes.items()}):
        yield (_title(vocabulary, code), *(counted.get((code, direction), 0) for direction in _DIRECTIONS))


def _in_order(vocabulary: Vocabulary, counted: Mapping[Any, int]) -> list[tuple[str, int]]:
    places = {code: place for place, code in enumerate(vocabulary)}
    found = [(str(code or ""), count) for (code,), count in counted.items()]
    return sorted(found, key=lambda one: (places.get(one[0], len(places)), one[0]))


def _title(vocabulary: Vocabulary, code: str) -> Text:
    return vocabulary[code].title if code in vocabulary else _NOT_TOLD


def _months(context: ReportContext, lines: Query) -> Chart:
    """Lines of registers by the month of registering, those that came in and those that went out."""
    registers = context.profile.vocabulary(REGISTERS)
    counted: dict[str, Counter[tuple[int, int]]] = {code: Counter() for code in _DIRECTIONS}
    by_day = context.reader.count_by(RegisterEntry.kind, ("register", "registered_on"), lines)
    for (register, day), count in by_day.items():
        on, term = date.fromisoformat(day), registers.get(str(register))
        direction = term.extra["direction"] if term else "received"
        if direction in counted:
            counted[direction][on.year, on.month] += count
    months = list(_months_of(context.period))
    native, foreign = Style.of_profile(context.profile), Style("en")
    return Chart(
        kind=ChartKind.BAR,
        title=_BY_MONTH,
        categories=tuple(_month(year, month, (foreign, native)) for year, month in months),
        series=tuple(
            Series(title, tuple(counted[code][month] for month in months)) for code, title in _DIRECTIONS.items()
        ),
        unit=_ENTRIES,
    )


def _months_of(period: Period) -> Iterator[tuple[int, int]]:
    year, month = period.first.year, period.first.month
    while (year, month) <= (period.last.year, period.last.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _month(year: int, month: int, styles: Iterable[Style]) -> Text:
    from orqa.base.partial import PartialDate

    day = PartialDate(year, month)
    return Text(tuple({style.language: style.date(day, "short") for style in styles}.items()))


def _days(period: Period) -> Query:
    after = None if period.last == date.max else (period.last + timedelta(days=1)).isoformat()
    return between("registered_on", period.first.isoformat(), after)


def _moments(context: ReportContext) -> Query:
    days = context.period.first, context.period.last + timedelta(days=1)
    return between("received_at", *(moment(datetime.combine(day, time(), context.at.tzinfo)) for day in days))
