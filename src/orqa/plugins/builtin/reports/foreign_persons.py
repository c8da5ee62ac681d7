"""Foreign staff and students on a day (ชาวต่างชาติในมหาวิทยาลัย): how many, and within the office what is due of whom."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.stay import due
from orqa.domain.partnerships.stay_records import Stay
from orqa.domain.partnerships.stays import STEPS, DueStep
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report, Section
from orqa.reporting.small_numbers import OTHERS, least_of, veiled
from orqa.reporting.tables import Table
from orqa.rules.decisions import Decision
from orqa.storage.codec import Codec
from orqa.storage.query import ALL

if TYPE_CHECKING:
    from orqa.base.citations import Citation

TITLE = Text.of(th="ชาวต่างชาติในมหาวิทยาลัย", en="Foreign staff and students")
_BY_GROUP = Text.of(th="ตามสถานภาพ", en="By what they are")
_BY_COUNTRY = Text.of(th="ตามสัญชาติ", en="By nationality")
_DUE_TITLE = Text.of(th="สิ่งที่ต้องดำเนินการ", en="What is due")
_UNTOLD = Text.of(th="ไม่ระบุ", en="not told")
_OTHERS = "others"
_COUNT = Column(name="people", title=Text.of(th="คน", en="People"), type=ColumnType.INTEGER, public=True)
_GROUPS = (Column(name="group", title=Text.of(th="สถานภาพ", en="As"), public=True), _COUNT)
_COUNTRIES = (
    Column(name="code", title=Text.of(th="รหัสประเทศ", en="Code"), public=True, unbroken=True),
    Column(name="country", title=Text.of(th="สัญชาติ", en="Nationality"), public=True),
    _COUNT,
)
_DUE = (
    Column(name="last", title=Text.of(th="ภายใน", en="By"), type=ColumnType.DATE, personal=True),
    Column(name="late", title=Text.of(th="เกินกำหนด", en="Late"), type=ColumnType.BOOLEAN, personal=True),
    Column(name="step", title=Text.of(th="สิ่งที่ต้องทำ", en="What is to be done"), personal=True),
    Column(name="name", title=Text.of(th="ชื่อ-สกุล", en="Name"), personal=True),
    Column(name="form", title=Text.of(th="แบบ", en="Form"), personal=True),
    Column(name="why", title=Text.of(th="เหตุ", en="Why"), personal=True),
)
_CODEC = Codec([Stay])


class ForeignPersonsReport:
    """Builds the report as of the last day of its period, or of the day it is made; the public edition has totals."""

    def build(self, context: ReportContext) -> Report:
        """Totals by group and nationality, and within the office what is due of whom."""
        on = min(context.period.last, context.at.date())
        stays = [one for one in every(context.reader, _CODEC, Stay, ALL, ("first",)) if one.holds(on)]
        least = 1 if context.audience is Audience.INTERNAL else least_of(context.profile.at(on))
        sections = [Section((_groups(context, stays, least),), _BY_GROUP)]
        sections.append(Section((_countries(stays, least),), _BY_COUNTRY))
        cited: dict[Citation, None] = {}
        if context.audience is Audience.INTERNAL:
            found = sorted(_due(context, stays, on), key=lambda one: (one[1].value.last or date.max, one[0].name))
            sections.append(Section((Table.of(_DUE, [_row(*one, on) for one in found]),), _DUE_TITLE))
            cited |= dict.fromkeys(citation for _, one in found for citation in one.citations)
        return Report(
            name="foreign-persons",
            title=TITLE,
            sections=tuple(sections),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=context.profile.name,
            data_version=context.profile.data_version,
            citations=context.cite(cited),
            left_out=context.left_out(Stay.kind, ALL),
        )


def _groups(context: ReportContext, stays: Iterable[Stay], least: int) -> Table:
    terms, counted = context.profile.vocabulary("foreigner"), Counter(one.group for one in stays)
    rows = [(terms[code].title if code in terms else Text.of(en=code), counted[code]) for code in sorted(counted)]
    return Table.of(_GROUPS, veiled(rows, least, OTHERS))


def _countries(stays: Iterable[Stay], least: int) -> Table:
    counted = Counter(one.nationality for one in stays)
    ordered = sorted(counted.items(), key=lambda part: (-part[1], part[0]))
    told = veiled([(code, number) for code, number in ordered], least, _OTHERS)
    rows = [(code if code and code != _OTHERS else None, _called(code), number) for code, number in told]
    return Table.of(_COUNTRIES, rows)


def _called(code: str) -> Text:
    if code == _OTHERS:
        return OTHERS
    return country(code).name if code else _UNTOLD


def _due(context: ReportContext, stays: Iterable[Stay], on: date) -> Iterator[tuple[Stay, Decision[DueStep]]]:
    terms = context.profile.vocabulary("foreigner")
    for stay in stays:
        degree = stay.group in terms and terms[stay.group].extra["student"] == "degree"
        try:
            found = due(context.profile.ruleset, stay.stayer(on, "degree" if degree else "other"), stay.events, on)
        except NotModelled:
            continue
        yield from ((stay, one) for one in found)


def _row(stay: Stay, found: Decision[DueStep], on: date) -> tuple[object, ...]:
    step = found.value
    return (step.last, step.is_late(on), STEPS[step.step], stay.name, step.form or None, step.why)
