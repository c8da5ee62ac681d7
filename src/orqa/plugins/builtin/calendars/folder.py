"""Reads a work calendar from a folder of data files.

``calendar.toml`` says what the calendar is, ``sources.toml`` where its entries were read, ``gaps.toml`` (optional)
which days off are known to exist without a date, and one CSV file a year, ``2026.csv``, holds the entries. So a new
year is a new file. A column or an entry that is not known, a date that is no date, a source or a region that is not
there: each refuses to load, with the file, the place and what to do.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from attrs import evolve, frozen

from orqa.base.calendar import WorkCalendar
from orqa.base.citations import Certainty
from orqa.base.holidays import Gap, Holiday, HolidayStatus
from orqa.base.language import Text
from orqa.plugins.builtin.calendars.regions import Regions, read_regions
from orqa.rules import problems
from orqa.rules.strict import StrictTable, Where, check_text

SOURCE_KINDS = ("resolution", "announcement", "circular", "notice", "news", "dataset", "practice")
"""What the sources of a calendar are, in its ``sources.toml``."""

WRONG_YEAR = Text.of(
    en="{day} belongs into another file; this one holds {year}", th="{day} ต้องอยู่แฟ้มอื่น แฟ้มนี้เป็นของปี {year}"
)
YEARS_APART = Text.of(
    en="the years {years} do not follow each other; add the missing file",
    th="ปี {years} ไม่ต่อเนื่องกัน โปรดเพิ่มแฟ้มของปีที่ขาด",
)
ENTRY = Text.of(en="the entry contradicts itself: {reason}", th="รายการขัดแย้งกันเอง: {reason}")
WEEKDAYS = "weekdays, 0 (Monday) to 6"


@frozen(kw_only=True)
class CalendarSource:
    """A text, list or notice from which entries of a calendar were read.

    Attributes:
        id: what citations name.
        kind: one of :data:`SOURCE_KINDS`.
        title: what it is.
        made: the day it was made, where known.
        read: where it was read, or retold.
        note: what a reader should know about it.
        certainty: how sure these particulars are.
    """

    id: str
    kind: str
    title: Text
    made: date | None
    read: tuple[str, ...]
    note: Text | None
    certainty: Certainty


@frozen(kw_only=True)
class CalendarData:
    """Everything that a calendar folder holds.

    Attributes:
        title: what the calendar is called.
        weekend: weekdays that are never worked, Monday being 0.
        years: the (Gregorian) years covered, in order.
        holidays: the entries, in the order of the files.
        gaps: days off without a date.
        sources: the sources by id.
        regions: the regions of the country.
        last_checked: the day on which somebody last compared the data with their sources.
    """

    title: Text
    weekend: frozenset[int]
    years: tuple[int, ...]
    holidays: tuple[Holiday, ...]
    gaps: tuple[Gap, ...]
    sources: Mapping[str, CalendarSource]
    regions: Regions
    last_checked: date

    def calendar(self, region: str | None = None, known_on: date | None = None) -> WorkCalendar:
        """The work calendar of an office.

        Args:
            region: where the office stands: a region by ISO 3166-2 code or name, or a group of regions by name,
                for days off that all of it has; None counts nationwide days off only.
            known_on: answer by what was known on that day; None uses all that is known.

        Raises:
            UnknownRegion: when no region and no group has that code or name.
        """
        place = None if region is None else self.regions.find(region)
        return WorkCalendar.from_holidays(
            self.holidays,
            first=date(self.years[0], 1, 1),
            last=date(self.years[-1], 12, 31),
            weekend=self.weekend,
            region=place and place.name,
            covers=place and place.codes,
            known_on=known_on,
            gaps=self.gaps,
        )


def read_calendar(folder: Traversable, regions: Traversable) -> CalendarData:
    """Read a calendar folder and the regions file of its country.

    Raises:
        RuleLoadError: when anything in the files is malformed, missing or not known.
    """
    head = StrictTable(_toml(folder / "calendar.toml"), Where("calendar.toml"))
    languages = head.words("languages")
    sources = _sources(_toml(folder / "sources.toml"), Where("sources.toml", languages=languages))
    where = Where("calendar.toml", languages=languages, sources=frozenset(sources))
    head.where = where
    places = read_regions(_toml(regions), evolve(where, file=regions.name))
    title, weekend = head.title(), _weekend(head)
    head.citations()
    head.certainty()
    years = _years(folder, where)
    last_checked = head.need("last_checked", date)
    head.done()
    return CalendarData(
        title=title,
        weekend=weekend,
        years=years,
        holidays=tuple(h for year in years for h in _holidays(folder, year, places, where)),
        gaps=_gaps(folder, places, evolve(where, file="gaps.toml")),
        sources=sources,
        regions=places,
        last_checked=last_checked,
    )


def _toml(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        Where(file.name).fail(problems.NO_FILE)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        Where(file.name).fail(problems.NOT_TOML, reason=str(error))


def _sources(data: Mapping[str, Any], where: Where) -> dict[str, CalendarSource]:
    return {name: _source(name, StrictTable(entry, where.at(name))) for name, entry in data.items()}


def _source(name: str, table: StrictTable) -> CalendarSource:
    source = CalendarSource(
        id=name,
        kind=table.choice("kind", SOURCE_KINDS),
        title=table.title(),
        made=table.take("made", date),
        read=table.words("read"),
        note=table.note(),
        certainty=table.certainty(),
    )
    table.done()
    return source


def _weekend(table: StrictTable) -> frozenset[int]:
    days = table.need("weekend", list)
    if not all(day in range(7) for day in days):
        table.where.fail(problems.WRONG_TYPE, name="weekend", expected=WEEKDAYS, found=days)
    return frozenset(days)


def _years(folder: Traversable, where: Where) -> tuple[int, ...]:
    stems = (file.name.removesuffix(".csv") for file in folder.iterdir() if file.name.endswith(".csv"))
    years = sorted(int(stem) for stem in stems if stem.isdecimal())
    if not years or years != list(range(years[0], years[-1] + 1)):
        where.fail(YEARS_APART, years=years)
    return tuple(years)


def _holidays(folder: Traversable, year: int, regions: Regions, where: Where) -> Iterator[Holiday]:
    lines = (folder / f"{year}.csv").read_text(encoding="utf-8-sig").splitlines()  # Excel writes the mark
    rows = csv.DictReader(lines, restkey="(column without a name)")
    for row in rows:
        at = evolve(where, file=f"{year}.csv", path=f"line {rows.line_num}")
        holiday = _holiday(StrictTable({k: v for k, v in row.items() if v}, at), regions)
        if holiday.day.year != year:
            at.fail(WRONG_YEAR, day=holiday.day, year=year)
        yield holiday


def _holiday(table: StrictTable, regions: Regions) -> Holiday:
    values = {
        "day": _day(table, "date"),
        "name": _text(table, "name"),
        "kind": table.need("kind", str),
        "scope": regions.codes_of((table.take("scope", str) or "").split(), table.where),
        "day_off": table.choice("day_off", ("yes", "no")) == "yes",
        "status": HolidayStatus(table.choice("status", tuple(HolidayStatus))),
        "certainty": table.certainty(),
        "known_on": _day(table, "known_on"),
        "ended_on": _day(table, "ended_on"),
        "moved_to": _day(table, "moved_to"),
        "substitutes": _day(table, "substitutes"),
        "sources": _cited(table),
        "note": _text(table, "note") if _has_text(table, "note") else None,
    }
    table.done()
    try:
        return Holiday(**values)
    except ValueError as error:
        table.where.fail(ENTRY, reason=str(error))


def _day(table: StrictTable, column: str) -> date | None:
    """A date of a row; only the column ``date`` must be there."""
    text = table.need(column, str) if column == "date" else table.take(column, str)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        table.where.fail(problems.WRONG_TYPE, name=column, expected="a date such as 2026-10-01", found=text)


def _has_text(table: StrictTable, name: str) -> bool:
    return any(table.has(f"{name}_{language}") for language in table.where.languages)


def _text(table: StrictTable, name: str) -> Text:
    """The text whose forms stand in the columns ``name_th``, ``name_en``, one a language of the calendar."""
    languages = table.where.languages
    return Text(tuple((language, table.need(f"{name}_{language}", str)) for language in languages))


def _cited(table: StrictTable) -> Any:
    words = table.need("sources", str).split()
    return StrictTable({"cite": words}, table.where).citations()


def _gaps(folder: Traversable, regions: Regions, where: Where) -> tuple[Gap, ...]:
    file = folder / "gaps.toml"
    if not file.is_file():
        return ()
    table = StrictTable(_toml(file), where)
    items = enumerate(table.need("gap", list))
    table.done()
    return tuple(_gap(StrictTable(item, where.at("gap", i)), regions) for i, item in items)


def _gap(table: StrictTable, regions: Regions) -> Gap:
    gap = Gap(
        year=table.need("year", int),
        name=table.title("name"),
        reason=check_text(table.raw("reason"), "reason", table.where),
        scope=regions.codes_of(table.words("scope"), table.where),
        expected=table.take("expected", list) or (),
        sources=table.citations(),
    )
    table.done()
    return gap
