"""The half year as a report (รายงานสถิติการลาและการมาสายครึ่งปี): each person against the limits, and units in total."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from orqa.base.digits import in_digits
from orqa.base.language import Text, joined
from orqa.base.years import Period
from orqa.domain.attendance.leave.checks import plain
from orqa.domain.attendance.salary_rounds import SalaryRound, decide_round, may_leave_out
from orqa.domain.attendance.statistics import AT_LEAST, TITLES, Check, Standing
from orqa.office.attendance.event_tables import STAFF, named
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Cited, Fact, Report, Section
from orqa.reporting.tables import Table
from orqa.rules.decisions import Decision

if TYPE_CHECKING:
    from orqa.domain.organization.units import UnitSpan
    from orqa.office.office import Office

TITLE = Text.of(th="สถิติการลาและการมาสายครึ่งปี", en="Half-year statistics of attendance and leave")
_SPAN = Text.of(th="ช่วงเวลา", en="Period")
_PEOPLE, _UNITS = Text.of(th="รายบุคคล", en="Each person"), Text.of(th="รวมรายหน่วยงาน", en="Units in total")
_OF = Text.of(th="{what} {dates}", en="{what}, {dates}")
_LIMITS = Text.of(th="เกณฑ์", en="Limits")
_AT_MOST = Text.of(th="{name} ไม่เกิน {limit}", en="{name}: at most {limit}")
_AT_LEAST = Text.of(th="{name} ไม่น้อยกว่า {limit}", en="{name}: at least {limit}")
_YES, _NO = Text.of(th="อยู่ในเกณฑ์", en="within"), Text.of(th="ไม่อยู่ในเกณฑ์: {what}", en="not within: {what}")
_FOUND = Text.of(th="{name} {found} (เกณฑ์ {limit})", en="{name} {found} (limit {limit})")
_AT_DISCRETION = {
    False: Text.of(th="{what}", en="{what}"),
    True: Text.of(th="{what} (พิจารณาให้ได้)", en="{what} (may be allowed)"),
}
_BARRED = Text.of(th="{what}เกิน ไม่อาจได้รับผล{rating}", en="{what}: not rated {rating}")
_POINTS = Text.of(th="คะแนนวินัย {points}", en="points for discipline {points}")
_LONG_SICK = Text.of(
    th="ลาป่วยที่จำเป็นต้องรักษาตัวเป็นเวลานาน วินิจฉัยไม่นับได้อีก {days} วัน",
    en="{days} {days:day|days} of long necessary sick leave may be left out by decision",
)
_ROUND = Text.of(th="รอบการเลื่อนเงินเดือน", en="Salary round")
_ROUND_OF = Text.of(th="{kind} วันที่ {day}", en="{kind}: {day}")
_ALSO = Text.of(th="เงื่อนไขอื่นที่ต้องตรวจสอบเอง", en="Also needed, and not told here")
_LEAVE = Text.of(th="{kind} {times} ครั้ง {days} วัน", en="{kind}: times {times}, days {days}")
_SMALL = Text.of(
    th="หน่วยงานที่มีน้อยกว่า {least} คน รวมกัน", en="Units of fewer than {least} {least:person|people}, together"
)
_NOWHERE = Text.of(th="ไม่สังกัดหน่วยงาน", en="no unit")


def _number(name: str, th: str, en: str, kind: ColumnType = ColumnType.INTEGER) -> Column:
    return Column(name=name, title=Text.of(th=th, en=en), type=kind, public=True)


_FIGURES = (
    _number("due", "วันทำการ", "Working days"),
    _number("present", "มา", "Present", ColumnType.DECIMAL),
    _number("duty", "ไปราชการ อบรม", "Duty, training", ColumnType.DECIMAL),
    _number("home_working", "ปฏิบัติงานนอกสถานที่ตั้ง", "Working from home", ColumnType.DECIMAL),
    _number("excused", "พฤติการณ์พิเศษ", "Special circumstances", ColumnType.DECIMAL),
    _number("late", "สาย", "Late"),
    _number("early", "กลับก่อน", "Left early"),
    _number("times", "ลา ครั้ง", "Leave, times"),
    _number("counted", "วันลาที่นับ", "Leave that counts", ColumnType.DECIMAL),
    _number("left_out", "วันลาที่ไม่นับ", "Leave left out", ColumnType.DECIMAL),
    _number("absent", "ขาด", "Absent"),
    _number("unresolved", "ยังไม่ชัดเจน", "Unresolved"),
)
_PERSON_COLUMNS = (
    STAFF,
    Column(name="person", title=Text.of(th="ชื่อ-สกุล", en="Name"), personal=True),
    *_FIGURES,
    Column(name="leave", title=Text.of(th="ลาตามประเภท", en="Leave by type"), personal=True),
    Column(name="standing", title=_LIMITS, personal=True),
)
_UNIT_COLUMNS = (
    Column(name="unit", title=Text.of(th="หน่วยงาน", en="Unit"), public=True),
    _number("people", "คน", "People"),
    *_FIGURES,
    _number("over", "ไม่อยู่ในเกณฑ์", "Not within"),
)
Row = tuple[Any, ...]


def half_year_report(
    office: "Office",
    halves: Sequence[tuple[Period, Sequence[Decision[Standing]]]],
    audience: Audience,
    language: str | None,
    *,
    period: Text | None = None,
) -> Report:
    """The report of one half year, or of several; the public edition has units in total, and nothing of a person."""
    style = Style.of_profile(office.profile, language)
    many = len(halves) > 1
    tables = [part for span, own in halves for part in _parts(office, own, span, audience, style, named=many)]
    standings = [one for _, own in halves for one in own]
    rounds = [one for span, own in halves for one in _rounds(office, own, span)]
    decisions: list[Decision[Any]] = [*standings, *rounds]
    citations = dict.fromkeys(citation for one in decisions for citation in one.citations)
    return Report(
        name="half-year-attendance",
        title=TITLE,
        sections=tuple(tables),
        period=period,
        style=style,
        audience=audience,
        made_at=office.now(),
        facts=(
            *(Fact(_SPAN, _dates(span, style)) for span, _ in halves),
            *(Fact(_LIMITS, told) for told in _limits(standings, style)),
            *_told_rounds(office, [one.value for one in rounds], style),
        ),
        profile=office.profile.name,
        data_version=office.profile.ruleset.data_version,
        citations=tuple(Cited(one, office.profile.source(one).title) for one in citations),
    )


def _parts(  # noqa: PLR0913 - what makes a half year
    office: "Office",
    standings: Sequence[Decision[Standing]],
    span: Period,
    audience: Audience,
    style: Style,
    *,
    named: bool,
) -> Iterator[Section]:
    """The tables of a half year, with its days in their titles where there are several."""

    def title(what: Text) -> Text:
        return _OF.fill(what=what, dates=_dates(span, style)) if named else what

    if audience is Audience.INTERNAL:
        yield Section((person_table(office, standings, span, style),), title(_PEOPLE))
    yield Section((unit_table(office, standings, span, audience),), title(_UNITS))


def _dates(span: Period, style: Style) -> Text:
    return Text.of(**{style.language: f"{style.date(span.first)} – {style.date(span.last)}"})


def person_table(office: "Office", standings: Iterable[Decision[Standing]], span: Period, style: Style) -> Table:
    """Each person with the figures, leave by type, and the limits that are not kept to."""
    kinds = office.rules(span.last).vocabulary("leave-type")

    def row(standing: Standing) -> Row:
        leave = [
            _LEAVE.fill(kind=kinds[one.leave_type].title, times=_plain(one.times), days=_plain(one.days))
            for one in standing.totals.leave
        ]
        whom = named(office, standing.totals.person)
        told = [one for one in (_told(standing, style), _left_out(office, standing, span)) if one]
        return (*whom, *_figures([standing]), joined(leave) if leave else None, joined(told, "; "))

    def _plain(amount: int | Decimal) -> str:
        return in_digits(f"{Decimal(amount):f}", style.digits)

    return Table.of(_PERSON_COLUMNS, [row(one.value) for one in standings])


def unit_table(
    office: "Office", standings: Iterable[Decision[Standing]], span: Period, audience: Audience = Audience.INTERNAL
) -> Table:
    """The sums of units, and how many of their people do not keep to a limit.

    In a public edition the units with fewer people than the rule ``statistics.public_least`` are told together, and not
    at all where even these are fewer: the sums of a few are figures of a person.
    """
    organization = office.organization.on(span.last)
    by_unit: dict[str, list[Standing]] = {}
    for one in standings:
        unit = next(iter(organization.units_of(one.value.totals.person)), "")
        by_unit.setdefault(unit, []).append(one.value)
    named = [(_unit_title(organization.unit(unit)), own) for unit, own in sorted(by_unit.items())]
    if audience is Audience.PUBLIC:
        named = _veiled(named, office.rules(span.last).reading().value("statistics.public_least"))
    rows = [(title, len(own), *_figures(own), sum(1 for one in own if not one.met)) for title, own in named]
    return Table.of(_UNIT_COLUMNS, rows)


def _limits(standings: Iterable[Decision[Standing]], style: Style) -> Iterator[Text]:
    """What may be at most, each set of limits once: types of personnel may have their own."""
    sets = dict.fromkeys(tuple((one.name, one.limit) for one in standing.value.checks) for standing in standings)
    for limits in sets:
        amounts = [(name, in_digits(f"{limit:f}", style.digits)) for name, limit in limits]
        told = [(_AT_LEAST if name in AT_LEAST else _AT_MOST, TITLES[name], amount) for name, amount in amounts]
        yield joined([text.fill(name=title, limit=amount) for text, title, amount in told])


def _rounds(office: "Office", standings: Iterable[Decision[Standing]], span: Period) -> Iterator[Decision[SalaryRound]]:
    """The round that each type of personnel has after a half year."""
    view = office.rules(span.last)
    for personnel in sorted({one.value.personnel for one in standings} - {""}):
        yield decide_round(personnel, span, view)


def _told_rounds(office: "Office", rounds: Sequence[SalaryRound], style: Style) -> Iterator[Fact]:
    kinds = office.profile.vocabulary("personnel-type")
    for one in rounds:
        yield Fact(_ROUND, _ROUND_OF.fill(kind=kinds[one.personnel].title, day=style.date(one.on)))
    for also in dict.fromkeys(one.also_needed for one in rounds if one.also_needed):
        yield Fact(_ALSO, joined(also, "; "))


def _unit_title(unit: "UnitSpan | None") -> Text:
    return unit.title if unit else _NOWHERE


def _veiled(named: list[tuple[Text, list[Standing]]], least: int) -> list[tuple[Text, list[Standing]]]:
    """With small units told together."""
    large = [(title, own) for title, own in named if len(own) >= least]
    small = [one for _, own in named if len(own) < least for one in own]
    return [*large, (_SMALL.fill(least=least), small)] if len(small) >= least else large


def _figures(standings: Sequence[Standing]) -> Row:
    """The sums of the columns that people and units share."""
    sums = [_of_one(one) for one in standings]
    return tuple(sum(column) for column in zip(*sums, strict=True))


def _of_one(standing: Standing) -> tuple[int | Decimal, ...]:
    totals = standing.totals
    duty = (totals.official_duty + totals.training, totals.home_working, totals.excused)
    leave = (standing.times, standing.counted, standing.left_out)
    return (totals.due, totals.present, *duty, totals.late, totals.early, *leave, totals.absent, totals.unresolved)


def _told(standing: Standing, style: Style) -> Text:
    over = [_over(check, style) for check in standing.checks if not check.met]
    told = [_NO.fill(what=joined(over, ", ")) if over else _YES]
    told += [_BARRED.fill(what=TITLES[name], rating=rating) for name, rating in standing.barred]
    told += [_POINTS.fill(points=standing.points)] if standing.points is not None else []
    return joined(told, "; ")


def _left_out(office: "Office", standing: Standing, span: Period) -> Text | None:
    """How much long sick leave may be left out by decision, for whom it would matter."""
    if not standing.personnel:
        return None
    days = may_leave_out(standing, decide_round(standing.personnel, span, office.rules(span.last)).value.long_sick_days)
    return _LONG_SICK.fill(days=plain(days)) if days else None


def _over(check: Check, style: Style) -> Text:
    amounts = {name: in_digits(plain(getattr(check, name)), style.digits) for name in ("found", "limit")}
    return _AT_DISCRETION[check.discretion].fill(what=_FOUND.fill(name=TITLES[check.name], **amounts))
