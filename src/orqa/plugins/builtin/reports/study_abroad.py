"""Who studies abroad (การไปศึกษาต่อต่างประเทศ): totals, and within the office each with the service owed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.attendance.bonds import Bond, standing
from orqa.domain.organization.approvals import Approval
from orqa.domain.organization.people import Person
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.study_cases import STATES, StudyCase, StudyState, study_state
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report, Section
from orqa.reporting.small_numbers import OTHERS, least_of, veiled
from orqa.reporting.tables import Table
from orqa.storage.codec import Codec
from orqa.storage.query import ALL, equal

TITLE = Text.of(th="การไปศึกษาต่อต่างประเทศ", en="Study abroad")
_ROUTE = "study.abroad"
_BY_STATE = Text.of(th="ตามสถานะ", en="By state")
_BY_COUNTRY = Text.of(th="ตามประเทศ", en="By country")
_UNTOLD = Text.of(th="ไม่ระบุ", en="not told")
_COUNT = Column(name="cases", title=Text.of(th="คน", en="Cases"), type=ColumnType.INTEGER, public=True)
_STATES = (Column(name="state", title=Text.of(th="สถานะ", en="State"), public=True), _COUNT)
_COUNTRIES = (Column(name="country", title=Text.of(th="ประเทศ", en="Country"), public=True), _COUNT)
_CASES = (
    Column(name="person", title=Text.of(th="ผู้ไปศึกษา", en="Person"), personal=True),
    Column(name="place", title=Text.of(th="สถานศึกษา", en="Place of study"), personal=True),
    Column(name="first", title=Text.of(th="ตั้งแต่", en="From"), type=ColumnType.DATE, personal=True),
    Column(name="last", title=Text.of(th="ถึง", en="To"), type=ColumnType.DATE, personal=True),
    Column(name="state", title=Text.of(th="สถานะ", en="State"), personal=True),
    Column(name="owed", title=Text.of(th="วันที่ต้องชดใช้", en="Days owed"), type=ColumnType.INTEGER, personal=True),
    Column(name="served", title=Text.of(th="ชดใช้แล้ว", en="Days served"), type=ColumnType.INTEGER, personal=True),
    Column(name="left", title=Text.of(th="คงเหลือ", en="Days left"), type=ColumnType.INTEGER, personal=True),
    Column(name="served_by", title=Text.of(th="ชดใช้ครบเมื่อ", en="Served by"), type=ColumnType.DATE, personal=True),
)
_CODEC = Codec([StudyCase, Bond, Approval, Person])


@frozen
class _Found:
    """A case with where it stands."""

    case: StudyCase
    state: StudyState
    bond: Bond | None


class StudyAbroadReport:
    """Builds the report of cases with a day in the period, as they stand now; the public edition has totals alone."""

    def build(self, context: ReportContext) -> Report:
        """Totals by state and country, and within the office each case with the service owed."""
        on = min(context.period.last, context.at.date())
        found = list(_found(context))
        least = 1 if context.audience is Audience.INTERNAL else least_of(context.profile.at(on))
        sections = [Section((_states(found, least),), _BY_STATE), Section((_countries(found, least),), _BY_COUNTRY)]
        if context.audience is Audience.INTERNAL:
            names = {one.id: one.name for one in every(context.reader, _CODEC, Person)}
            sections.insert(0, Section((Table.of(_CASES, [_row(one, names, on) for one in found]),)))
        return Report(
            name="study-abroad",
            title=TITLE,
            sections=tuple(sections),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=context.profile.name,
            data_version=context.profile.data_version,
            left_out=context.left_out(StudyCase.kind, ALL),
        )


def _found(context: ReportContext) -> Iterator[_Found]:
    requests: dict[str, Approval] = {}
    for one in every(context.reader, _CODEC, Approval, equal("route", _ROUTE), ("opened_at",)):
        requests[one.about.id] = one
    bonds = {one.id: one for one in every(context.reader, _CODEC, Bond)}
    for case in every(context.reader, _CODEC, StudyCase, ALL, ("first",)):
        bond = bonds.get(case.bond.id) if case.bond else None
        last = max(filter(None, (case.last, bond.permitted_to if bond else None, bond.returned if bond else None)))
        served_by = standing(bond, last).served_by if bond else None
        if case.applied <= context.period.last and max(last, served_by or last) >= context.period.first:
            request = requests.get(case.id)
            state = study_state(case, request.state if request else None, bond.returned if bond else None)
            yield _Found(case, state, bond)


def _states(found: Iterable[_Found], least: int) -> Table:
    counted = Counter(one.state for one in found)
    told = [(STATES[state], counted[state]) for state in StudyState if counted[state]]
    return Table.of(_STATES, veiled(told, least, OTHERS))


def _countries(found: Iterable[_Found], least: int) -> Table:
    counted = Counter(one.case.country for one in found)
    ordered = sorted(counted.items(), key=lambda part: (-part[1], part[0]))
    told = [(country(code).name if code else _UNTOLD, number) for code, number in ordered]
    return Table.of(_COUNTRIES, veiled(told, least, OTHERS))


def _row(one: _Found, names: Mapping[str, Text], on: date) -> tuple[object, ...]:
    case, stands = one.case, standing(one.bond, on) if one.bond else None
    return (
        names.get(case.person, case.person),
        case.institution or None,
        case.first,
        one.bond.permitted_to if one.bond else case.last,
        STATES[one.state],
        stands.owed if stands else None,
        stands.served if stands else None,
        stands.left if stands else None,
        stands.served_by if stands else None,
    )
