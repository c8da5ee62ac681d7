"""Reports of agreements: register, radar, profile by country, one page for the head (รายงานข้อตกลง)."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text, joined
from orqa.domain.partnerships.agreement_counting import decide_counting
from orqa.domain.partnerships.agreement_states import IN_THE_MAKING, AgreementState
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.mobilities import Mobility
from orqa.domain.partnerships.movements import Direction
from orqa.office.access import UNNAMED
from orqa.office.deadlines import from_to
from orqa.office.partnerships.agreement_tables import agreement_table
from orqa.office.partnerships.radar_tables import NOTICING, ending_table, idle_table, month_text, months_table
from orqa.office.partnerships.uses import agreement_uses
from orqa.reporting.audience import Audience
from orqa.reporting.blocks import Block, Chart, ChartKind, Figure, Paragraph, Series
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Cited, Report, Section
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from orqa.base.citations import Citation
    from orqa.base.years import Period
    from orqa.domain.partnerships.agreements import Agreement
    from orqa.office.office import Office
    from orqa.office.partnerships.radar import Radar
    from orqa.storage.query import Scalar

REGISTER: Final = Text.of(en="Register of agreements", th="ทะเบียนข้อตกลงความร่วมมือ")
RADAR: Final = Text.of(en="Agreements that end soon", th="ข้อตกลงที่ใกล้สิ้นสุด")
PROFILE: Final = Text.of(en="Internationalisation profile", th="ข้อมูลความเป็นนานาชาติ")
OVERVIEW: Final = Text.of(en="Partnerships at a glance", th="ภาพรวมความร่วมมือระหว่างประเทศ")

_MADE = frozenset(AgreementState) - {*IN_THE_MAKING, AgreementState.DROPPED}
_IN_FORCE = Text.of(en="Agreements in force", th="ข้อตกลงที่มีผลบังคับใช้")
_ACTIVE = Text.of(en="of these active in the period", th="ในจำนวนนี้มีกิจกรรมในช่วงเวลา")
_ENDING = Text.of(en="Terms that end in the time", th="ครบกำหนดในช่วงเวลา")
_NOTICES = Text.of(en="Notices that can be given in the time", th="ต้องบอกกล่าวในช่วงเวลา")
_IDLE = Text.of(en="Idle agreements", th="ข้อตกลงที่ไม่มีกิจกรรม")
_AGREEMENTS = Text.of(en="Agreements", th="จำนวนฉบับ")
_BY_KIND = Text.of(en="Agreements by kind", th="จำนวนข้อตกลงตามประเภท")
_BY_COUNTRY = Text.of(en="Agreements in force by country", th="ข้อตกลงที่มีผลบังคับใช้ตามประเทศ")
_BY_MONTH = Text.of(en="Terms that end, by month", th="จำนวนที่สิ้นสุดในแต่ละเดือน")
_NO_COUNTRY = Text.of(en="No country", th="ไม่ระบุประเทศ")
_SPAN = Text.of(en="{first} – {last}", th="{first} – {last}")
_BARS: Final = 15
_PARTS = Text.of(
    en="In force, too, and not counted as agreements of their own: {count} ({kinds}), by the rule agreement.counting.",
    th="ที่มีผลบังคับใช้แต่ไม่นับเป็นข้อตกลงแยกต่างหาก: {count} ฉบับ ({kinds}) ตามกติกา agreement.counting",
)
_MORE = Text.of(
    en="… and {count} more: report agreement-expiry, or orqa agreement expiring.",
    th="… และอีก {count} ฉบับ ดูรายงาน agreement-expiry หรือ orqa agreement expiring",
)
_MOST_IDLE: Final = 10
"""How many idle agreements one page names."""
_COUNTRY_COLUMNS = (
    Column(name="country", title=Text.of(en="Code", th="รหัสประเทศ"), public=True, unbroken=True),
    Column(name="name_th", title=Text.of(en="Country (Thai)", th="ประเทศ (ไทย)"), public=True),
    Column(name="name_en", title=Text.of(en="Country (English)", th="ประเทศ (อังกฤษ)"), public=True),
    Column(name="agreements", title=_AGREEMENTS, type=ColumnType.INTEGER, public=True),
    Column(name="active", title=Text.of(en="Active", th="มีกิจกรรม"), type=ColumnType.INTEGER, public=True),
    Column(name="sent", title=Text.of(en="Out", th="ไป"), type=ColumnType.INTEGER, public=True),
    Column(name="received", title=Text.of(en="In", th="มา"), type=ColumnType.INTEGER, public=True),
)


_NOT_BEGUN = Text.of(
    en="The period begins on {day}, which is still to come: nothing is counted yet.",
    th="ช่วงเวลานี้เริ่ม {day} ซึ่งยังมาไม่ถึง จึงยังไม่มีการนับ",
)


def register_report(office: "Office", on: date, audience: Audience, language: str | None) -> Report:
    """The register as it stands on a day; the public edition has what was signed, and nothing that is in the making."""
    keep = office.partnerships.agreements()
    if audience is Audience.PUBLIC:
        keep = tuple(one for one in keep if one.state in _MADE)
    partners = office.partnerships.partners_of(keep)
    kinds = Counter(one.agreement_kind for one in keep)
    terms = office.rules(on).vocabulary("agreement-kind").terms
    chart = _bars(
        _BY_KIND, [(terms[kind].title if kind in terms else Text.of(en=kind), n) for kind, n in kinds.items()]
    )
    sections = (
        Section((*_counted(office, keep, on), *chart)),
        Section((agreement_table(office, keep, partners, on),), REGISTER),
    )
    return _report(office, "agreement-register", REGISTER, sections, audience, language, period=(on, on))


def radar_report(office: "Office", radar: "Radar", audience: Audience, language: str | None) -> Report:
    """What ends and what must be noticed; the public edition has what ends, without decisions."""
    sections = [Section((*_radar_figures(radar, audience), *_months_chart(radar), months_table(radar)))]
    sections.append(Section((ending_table(office, radar.ending, radar.first),)))
    if audience is Audience.INTERNAL:
        sections.append(Section((ending_table(office, radar.noticing, radar.first, NOTICING),)))
        sections.append(Section((idle_table(office, radar),)))
    span = (radar.first, radar.last)
    return _report(office, "agreement-expiry", RADAR, tuple(sections), audience, language, period=span)


def overview_report(office: "Office", radar: "Radar", audience: Audience, language: str | None) -> Report:
    """One page: what ends, what is idle, who owes whom how many places; the public edition has what ends."""
    held = office.partnerships.agreements()
    sections = [
        Section((*_counted(office, held, radar.first), *_radar_figures(radar, audience), *_months_chart(radar))),
        Section((ending_table(office, radar.ending, radar.first),)),
    ]
    if audience is Audience.INTERNAL:
        sections.append(Section((ending_table(office, radar.noticing, radar.first, NOTICING),)))
        sections.append(Section(_idle(office, radar)))
        sections.append(Section((office.partnerships.balances(radar.first),)))
    span = (radar.first, radar.last)
    return _report(office, "partnership-overview", OVERVIEW, tuple(sections), audience, language, period=span)


def profile_report(office: "Office", period: "Period", audience: Audience, language: str | None) -> Report:
    """By country: agreements that count by the rule ``agreement.counting``, active ones, mobilities out and in.

    A mobility counts in the period in which somebody arrived, each once; the same person twice is two.
    """
    today = office.today()
    if period.first > today:
        return _to_come(office, period, audience, language)
    last = min(period.last, today)
    decided = decide_counting(office.rules(last).reading())
    held = [one for one in office.partnerships.agreements() if decided.value.counts(one, period.first, last)]
    with office.store.read(UNNAMED) as counter:
        used = agreement_uses(counter, period.first, last)
        moved = counter.count_by(Mobility.kind, ("partner", "direction"), from_to("arrived", period.first, last))
    rows = _by_country(office, held, used, moved)
    figures = (
        Figure(label=_IN_FORCE, value=len(held)),
        Figure(label=_ACTIVE, value=sum(one.id in used for one in held)),
    )
    chart = _bars(_BY_COUNTRY, [(_country_name(code), count) for code, count, *_ in rows if count])
    table = Table.of(_COUNTRY_COLUMNS, [_country_row(*row) for row in rows])
    sections = (Section((*figures, *chart)), Section((table,), _BY_COUNTRY))
    return _report(
        office,
        "internationalisation-profile",
        PROFILE,
        sections,
        audience,
        language,
        period=(period.first, last),
        citations=decided.citations,
    )


# ------------------------------------------------------------------ inside


def _counted(office: "Office", held: "Collection[Agreement]", on: date) -> tuple[Block, ...]:
    """How many are in force, counted as the metrics count them, and which papers are none of these."""
    counting = decide_counting(office.rules(on).reading()).value
    in_force = [one for one in held if one.is_in_force(on)]
    parts = [one.agreement_kind for one in in_force if one.agreement_kind in counting.left_out]
    figure = Figure(label=_IN_FORCE, value=len(in_force) - len(parts))
    if not parts:
        return (figure,)
    terms = office.rules(on).vocabulary("agreement-kind").terms
    kinds = joined(terms[kind].title if kind in terms else Text.of(en=kind) for kind in dict.fromkeys(parts))
    return (figure, Paragraph(_PARTS.fill(count=len(parts), kinds=kinds)))


def _idle(office: "Office", radar: "Radar") -> tuple[Block, ...]:
    """The first of the idle agreements, and where the others are told."""
    few = evolve(radar, idle=radar.idle[:_MOST_IDLE])
    more = radar.idles - len(few.idle)
    table = idle_table(office, few)
    return (table, Paragraph(_MORE.fill(count=more))) if more > 0 else (table,)


def _to_come(office: "Office", period: "Period", audience: Audience, language: str | None) -> Report:
    """The profile of a year that has not begun: nothing is counted, which is not 0."""
    span = (period.first, period.last)
    section = Section((Paragraph(_NOT_BEGUN.fill(day=day_text(period.first))),))
    return _report(office, "internationalisation-profile", PROFILE, (section,), audience, language, period=span)


def _by_country(
    office: "Office", held: "list[Agreement]", used: "Collection[str]", moved: "Mapping[tuple[Scalar, ...], int]"
) -> list[tuple[str, int, int, int, int]]:
    """Country, agreements, active ones, mobilities out and in; one agreement of two countries counts in each."""
    partners = office.partnerships.partners_of(tuple(held))
    counted: dict[str, Counter[str]] = {}
    for one in held:
        for where in {partners[each].country for each in one.partners if each in partners}:
            counts = counted.setdefault(where, Counter())
            counts["held"] += 1
            counts["active"] += one.id in used
    for (partner, direction), number in moved.items():
        where = office.partnerships.partner(str(partner)).country
        counted.setdefault(where, Counter())[str(direction)] += number
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1]["held"], pair[0]))
    return [(code, n["held"], n["active"], n[Direction.SENT], n[Direction.RECEIVED]) for code, n in ordered]


def _country_name(code: str) -> Text:
    return country(code).name if code else _NO_COUNTRY


def _country_row(code: str, *counts: int) -> tuple[object, ...]:
    name = _country_name(code)
    return (code or None, name.in_language("th"), name.in_language("en"), *counts)


def _radar_figures(radar: "Radar", audience: Audience) -> tuple[Block, ...]:
    """What ends; what is to be noticed and what is idle is nobody's concern but the office's."""
    ends = Figure(label=_ENDING, value=sum(number for _, number in radar.months))
    if audience is Audience.PUBLIC:
        return (ends,)
    return (ends, Figure(label=_NOTICES, value=radar.notices), Figure(label=_IDLE, value=radar.idles))


def _months_chart(radar: "Radar") -> tuple[Block, ...]:
    return _bars(_BY_MONTH, [(month_text(month), number) for month, number in radar.months], in_order=True)


def _bars(title: Text, counted: "Iterable[tuple[Text, int]]", *, in_order: bool = False) -> tuple[Block, ...]:
    """A chart of the most frequent; none where there is nothing to draw."""
    told = list(counted)
    if not in_order:
        told = sorted(told, key=lambda pair: -pair[1])[:_BARS]
    if not told:
        return ()
    series = Series(_AGREEMENTS, tuple(number for _, number in told))
    return (Chart(kind=ChartKind.BAR, title=title, categories=tuple(name for name, _ in told), series=(series,)),)


def _report(  # noqa: PLR0913, PLR0917 - the frame of a report
    office: "Office",
    name: str,
    title: Text,
    sections: tuple[Section, ...],
    audience: Audience,
    language: str | None,
    *,
    period: tuple[date, date],
    citations: "Iterable[Citation]" = (),
) -> Report:
    style = Style.of_profile(office.profile, language)
    first, last = (style.date(day) for day in period)
    span = Text.of(**{style.language: first}) if first == last else _SPAN.fill(first=first, last=last)
    return Report(
        name=name,
        title=title,
        sections=sections,
        style=style,
        audience=audience,
        period=span,
        made_at=office.now(),
        profile=office.profile.name,
        data_version=office.profile.ruleset.data_version,
        citations=tuple(Cited(one, office.profile.source(one).title) for one in citations),
    )
