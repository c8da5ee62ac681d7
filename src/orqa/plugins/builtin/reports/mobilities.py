"""Who went and came in a period (การเคลื่อนย้ายนักศึกษาและบุคลากร): by direction, kind, country, partner, level and year.

The public edition counts persons and names nobody; counts of few are told together. What is counted is all there is,
whoever makes it; the files that are listed within the office are those that they may see.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.language import Text
from orqa.base.years import Year, YearRule
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.mobilities import DIRECTIONS, WENT, Mobility
from orqa.domain.partnerships.movements import Direction
from orqa.domain.partnerships.records import Partner
from orqa.office.deadlines import from_to
from orqa.office.snapshots import office_of
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.audience import Audience
from orqa.reporting.blocks import Chart, ChartKind, Series
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Fact, Report, Section
from orqa.reporting.small_numbers import OTHERS, least_of, veiled
from orqa.reporting.tables import Table
from orqa.storage.codec import Codec
from orqa.storage.query import equal, is_in

if TYPE_CHECKING:
    from orqa.rules.vocabulary import Term
    from orqa.storage.query import Query

TITLE: Final = Text.of(th="การเคลื่อนย้ายนักศึกษาและบุคลากร", en="Mobilities of students and staff")
_DIRECTION = Column(name="direction", title=Text.of(th="ทิศทาง", en="Direction"), public=True)
_PEOPLE = Column(name="people", title=Text.of(th="คน", en="Persons"), type=ColumnType.INTEGER, public=True)
_FILES = Column(name="mobilities", title=Text.of(th="ครั้ง", en="Mobilities"), type=ColumnType.INTEGER)
_OVER_YEARS = Text.of(th="รายปีการศึกษา", en="By academic year")
_LENGTHS = Text.of(th="รายการและระยะเวลา", en="Files and how long they are")
_UNTOLD = Text.of(th="ไม่ระบุ", en="not told")
_PERSONS = Text.of(th="คน", en="persons")
_READ = Text.of(th="วิธีอ่าน", en="How it is read")
_FEW = Text.of(
    th="ตัวเลขเป็นจำนวนคน ไม่น้อยกว่า {least} คน กลุ่มที่น้อยกว่านั้นแสดงรวมกันหรือไม่แสดง",
    en="figures are of persons, {least} at least; smaller groups are told together or not at all",
)
_YEARS_BACK: Final = 5
_CODEC = Codec([Mobility, Partner])


@frozen
class _By:
    """What mobilities are counted by: the code of a group, and what it is called."""

    name: str
    title: Text
    code: Callable[[Mobility], str]
    called: Callable[[str], Text]
    charted: bool = False


class MobilitiesReport:
    """Builds the counts of those who arrived in the period, and within the office each file with its length.

    In an academic year by the year of the file, in another year by the day of arrival.
    """

    def build(self, context: ReportContext) -> Report:
        """Persons and mobilities by each grouping, and over the last five academic years."""
        found = list(every(context.unnamed or context.reader, _CODEC, Mobility, _asked(context), ("year", "number")))
        least = 1 if context.audience is Audience.INTERNAL else least_of(context.profile.at(context.period.last))
        sections = [_section(by, found, least) for by in _groupings(context)]
        sections.append(_years(context, least))
        if context.audience is Audience.INTERNAL:
            seen = every(context.reader, _CODEC, Mobility, _asked(context), ("year", "number"))
            sections.append(Section((office_of(context).partnerships.duration_table(seen),), _LENGTHS))
        return Report(
            name="mobilities",
            title=TITLE,
            sections=tuple(sections),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=context.profile.name,
            data_version=context.profile.data_version,
            facts=(Fact(_READ, _FEW.fill(least=least)),) if least > 1 else (),
            left_out=context.left_out(Mobility.kind, _asked(context)),
        )


def _asked(context: ReportContext) -> "Query":
    period, asked = context.period, is_in("state", WENT)
    if isinstance(period, Year) and period.kind == "academic":
        return asked & equal("year", period.ce)
    return asked & from_to("arrived", period.first, period.last)


def _groupings(context: ReportContext) -> tuple[_By, ...]:
    partners = {one.id: one for one in every(context.reader, _CODEC, Partner)}

    def named(vocabulary: str) -> Callable[[str], Text]:
        terms: Mapping[str, Term] = context.profile.vocabularies.get(vocabulary, {})
        return lambda code: terms[code].title if code in terms else _told(code)

    def country_of(one: Mobility) -> str:
        known = partners.get(one.partner)
        return known.country if known is not None else ""

    def partner_called(code: str) -> Text:
        return _told(partners[code].name if code in partners else code)

    return (
        _By("kind", Text.of(th="ประเภท", en="Kind"), lambda one: one.mobility_kind, named("mobility-kind")),
        _By("country", Text.of(th="ประเทศ", en="Country"), country_of, _country, charted=True),
        _By("partner", Text.of(th="สถาบัน", en="Partner"), lambda one: one.partner, partner_called),
        _By("level", Text.of(th="ระดับการศึกษา", en="Level of study"), lambda one: one.level, named("study-level")),
    )


def _told(text: str) -> Text:
    return Text.of(th=text, en=text) if text else _UNTOLD


def _country(code: str) -> Text:
    return country(code).name if code else _UNTOLD


def _section(by: _By, found: Iterable[Mobility], least: int) -> Section:
    """A table by direction and group, and a chart of both directions where that is wanted."""
    files = list(found)
    counted = {way: _counted(by, [one for one in files if one.way is way], least) for way in Direction}
    rows = [(DIRECTIONS[way], *row) for way, groups in counted.items() for row in groups]
    columns = (_DIRECTION, Column(name=by.name, title=by.title, public=True), _PEOPLE, _FILES)
    chart = (_chart(by, counted),) if by.charted and rows else ()
    return Section((Table.of(columns, rows), *chart), by.title)


def _counted(by: _By, files: list[Mobility], least: int) -> list[tuple[Text, int, int]]:
    """Groups, the largest first, with persons and mobilities; small ones are told together."""
    people: dict[str, set[str]] = {}
    many: dict[str, int] = {}
    for one in files:
        code = by.code(one)
        people.setdefault(code, set()).add(one.traveller_key)
        many[code] = many.get(code, 0) + 1
    ordered = sorted(((code, len(who)) for code, who in people.items()), key=lambda part: (-part[1], part[0]))
    shown = veiled(ordered, least, _VEILED)
    alone = {code for code, _ in shown}
    together = sum(number for code, number in many.items() if code not in alone)
    return [
        (OTHERS if code == _VEILED else by.called(code), number, together if code == _VEILED else many[code])
        for code, number in shown
    ]


_VEILED: Final = "\0others"
"""The code of groups that are told together; no group has it."""


def _chart(by: _By, counted: Mapping[Direction, list[tuple[Text, int, int]]]) -> Chart:
    """Persons of each group, each way; none where a group is told in one direction alone."""
    labels = tuple(dict.fromkeys(label for groups in counted.values() for label, _, _ in groups))
    people = {way: {label: number for label, number, _ in groups} for way, groups in counted.items()}
    series = tuple(
        Series(DIRECTIONS[way], tuple(found.get(label) for label in labels)) for way, found in people.items()
    )
    return Chart(kind=ChartKind.BAR, title=by.title, categories=labels, series=series, unit=_PERSONS)


def _academic(context: ReportContext) -> int:
    """The academic year that the period is, or ends in."""
    period, start = context.period, context.profile.at(context.period.last).reading().value("years.academic")
    if isinstance(period, Year) and period.kind == "academic":
        return period.ce
    rule = YearRule(kind="academic", month=start["month"], day=start["day"], named_by=start["named_by"])
    return rule.year_of(period.last).ce


def _years(context: ReportContext, least: int) -> Section:
    """Persons of the last academic years, each way; none of a year with too few."""
    last = _academic(context)
    years = range(last - _YEARS_BACK + 1, last + 1)
    asked = is_in("year", tuple(years)) & is_in("state", WENT)
    people: dict[tuple[int, Direction], set[str]] = {}
    for one in every(context.unnamed or context.reader, _CODEC, Mobility, asked):
        people.setdefault((one.year, one.way), set()).add(one.traveller_key)

    def value(year: int, way: Direction) -> int | None:
        number = len(people.get((year, way), ()))
        return number if number == 0 or number >= least else None

    written = [_told(str(office_of(context).written_year(year))) for year in years]
    series = tuple(Series(DIRECTIONS[way], tuple(value(year, way) for year in years)) for way in Direction)
    chart = Chart(kind=ChartKind.LINE, title=_OVER_YEARS, categories=tuple(written), series=series, unit=_PERSONS)
    return Section((chart,), _OVER_YEARS)
