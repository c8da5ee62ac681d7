"""Half years in figures: against the limits, as a report, frozen when the year is closed, and what will lapse."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from organization_samples import begun
from orqa.base.years import FiscalYear
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.attendance.statistics import Standing
from orqa.office.errors import NotAllowed
from orqa.office.office import Office
from orqa.rules.decisions import Decision

APRIL, SEPTEMBER = date(2026, 4, 1), date(2026, 9, 30)


@pytest.fixture
def year(office: Office) -> FiscalYear:
    begun(office)
    for code, first in (("E1", date(2014, 6, 2)), ("E2", date(2014, 6, 2)), ("E3", date(2026, 7, 1))):
        office.attendance.employments.begin(code, "civil_servant", first=first)
    office.attendance.events.add("official_duty", first=APRIL, last=SEPTEMBER)
    found = office.year("fiscal", 2569)
    assert isinstance(found, FiscalYear)
    return found


def take(office: Office, kind: str, first: date, last: date) -> Leave:
    office.organization.grant("E2", "director", unit="irqa", first=date(2026, 1, 5), key="director")
    leave = office.attendance.leave.request("E1", kind, first, last, filed_on=date(2026, 3, 31), papers=["certificate"])
    while not leave.taken:
        leave = office.acting("E2").attendance.leave.permit(leave)
    return leave


def of(office: Office, code: str, year: FiscalYear, half: int = 2) -> Decision[Standing]:
    (found,) = office.attendance.statistics.half(half, year, code)
    return found


def test_a_half_year_of_somebody_is_told_against_the_limits(office: Office, year: FiscalYear) -> None:
    take(office, "sick", date(2026, 5, 6), date(2026, 5, 8))
    take(office, "maternity", date(2026, 6, 8), date(2026, 6, 19))
    found = of(office, "E1", year)
    totals = found.value.totals
    working = office.calendar.count(APRIL, SEPTEMBER)
    assert totals.due == working
    assert [(one.leave_type, one.times, one.days) for one in totals.leave] == [("maternity", 1, 12), ("sick", 1, 3)]
    assert (found.value.counted, found.value.left_out) == (3, 12)
    assert totals.official_duty == working - 3 - 10
    assert found.value.met
    assert {check.name: check.found for check in found.value.checks} == {
        "times": 1,
        "days": 3,
        "late": 0,
        "absent": 0,
        "months": 6,
    }
    assert "csc-salary-2552" in [str(one) for one in found.citations]


def test_who_does_not_keep_to_a_limit_is_listed_worst_first(office: Office, year: FiscalYear) -> None:
    take(office, "personal", date(2026, 4, 20), date(2026, 6, 5))
    found = [one.value for one in office.attendance.statistics.over(2, year)]
    people = [office.organization.person(one.totals.person).code for one in found]
    assert people == ["E1", "E3"]
    assert [check.name for check in found[0].checks if not check.met] == ["days"]
    assert [check.name for check in found[1].checks if not check.met] == ["months"]
    assert found[0].excess > 1


def test_days_without_a_punch_are_absence(office: Office, year: FiscalYear) -> None:
    standing = of(office, "E1", year, half=1).value
    assert standing.totals.absent == office.calendar.count(date(2025, 10, 1), date(2026, 3, 31))
    assert not standing.met


def test_a_leave_across_the_halves_counts_in_each_and_once_as_a_time(office: Office, year: FiscalYear) -> None:
    take(office, "sick", date(2026, 3, 30), date(2026, 4, 2))
    halves = [of(office, "E1", year, half=half).value.totals.leave for half in (1, 2)]
    assert [[(one.times, one.days) for one in leave] for leave in halves] == [[(1, Decimal(2))], [(0, Decimal(2))]]
    (whole,) = office.attendance.statistics.span(year, "E1")
    assert [(one.times, one.days) for one in whole.value.totals.leave] == [(1, Decimal(4))]


def test_leave_that_runs_on_from_the_first_half_is_one_time(office: Office, year: FiscalYear) -> None:
    take(office, "sick", date(2026, 3, 30), date(2026, 3, 31))
    take(office, "sick", date(2026, 4, 1), date(2026, 4, 2))
    halves = [of(office, "E1", year, half=half).value.totals.leave for half in (1, 2)]
    assert [[(one.times, one.days) for one in leave] for leave in halves] == [[(1, Decimal(2))], [(0, Decimal(2))]]


def test_who_is_not_within_the_limits_is_told_by_how_much(office: Office, year: FiscalYear) -> None:
    take(office, "personal", date(2026, 4, 20), date(2026, 6, 5))
    out = io.BytesIO()
    office.reports.render(office.attendance.statistics.report(2, year), "json", out)
    told = out.getvalue().decode()
    assert "ไม่อยู่ในเกณฑ์: วันลาที่นับ ๓๑ (เกณฑ์ ๒๓)" in told
    assert "ไม่อยู่ในเกณฑ์: เดือนที่ปฏิบัติงาน ๓ (เกณฑ์ ๔)" in told


def test_the_report_tells_people_and_the_public_edition_totals_alone(office: Office, year: FiscalYear) -> None:
    take(office, "sick", date(2026, 5, 6), date(2026, 5, 8))
    statistics = office.attendance.statistics

    def told(**how: str) -> str:
        out = io.BytesIO()
        office.reports.render(statistics.report(2, year, **how), "json", out)  # type: ignore[arg-type]
        return out.getvalue().decode()

    words = (
        "วันลาที่นับ",
        "วันลาที่นับ ไม่เกิน ๒๓",
        "เดือนที่ปฏิบัติงาน ไม่น้อยกว่า ๔",
        "ปฏิบัติงานนอกสถานที่ตั้ง",
        "ลาป่วย ๑ ครั้ง ๓ วัน",
        "อยู่ในเกณฑ์",
        "งานบริหารทั่วไป",
        "E1",
    )
    assert [word for word in words if word not in told()] == []
    assert "Leave that counts" in told(language="en")
    assert [word for word in ("E1", "งานบริหารทั่วไป", "รวมกัน") if word in told(audience="public")] == []
    for code in ("E4", "E5"):
        office.organization.add_person(code, code)
        office.attendance.employments.begin(code, "civil_servant", first=date(2014, 6, 2))
    public = told(audience="public")
    assert "หน่วยงานที่มีน้อยกว่า 5 คน รวมกัน" in public
    assert [word for word in ("E1", "งานบริหารทั่วไป") if word in public] == []
    with pytest.raises(ValueError, match="half is 1 to 2"):
        statistics.report(3, year)


def test_figures_are_frozen_when_a_year_that_is_over_is_closed(office: Office, year: FiscalYear) -> None:
    office.attendance.events.add("home_working", first=date(2026, 2, 2), last=date(2026, 2, 2), person="E1")
    office.attendance.events.report("E1", date(2026, 2, 2), "จัดทำสถิติ")
    leave = take(office, "sick", date(2026, 5, 6), date(2026, 5, 8))
    closed = office.attendance.leave_years.close(year)
    assert len(closed.frozen) == 5
    assert office.attendance.leave_years.close(year).frozen == ()
    frozen = office.attendance.statistics.frozen(year)
    (kept,) = [one for one in frozen if one.person == leave.person and one.half == 2]
    assert (kept.counted, kept.unit, kept.personnel, kept.met) == (300, "irqa", "civil_servant", True)
    working = office.calendar.count(APRIL, SEPTEMBER)
    assert (kept.present, kept.duty, kept.home_working, kept.excused) == (0, (working - 3) * 100, 0, 0)
    (first,) = [one for one in frozen if one.person == leave.person and one.half == 1]
    assert (first.duty, first.home_working) == (0, 100)
    assert kept.data_version == office.profile.data_version
    office.attendance.leave.cut_short(leave, date(2026, 5, 6), "กลับก่อน")
    assert of(office, "E1", year).value.counted == 1
    assert kept in office.attendance.statistics.frozen(year)
    with pytest.raises(NotAllowed):
        office.acting("E3").attendance.statistics.freeze(year)
    assert office.verify().is_sound


def test_a_year_is_closed_on_its_last_day_and_figures_are_frozen_after_it(
    office: Office, year: FiscalYear, clock: Any
) -> None:
    running = office.year("fiscal", 2570)
    assert isinstance(running, FiscalYear)
    clock.at = clock.at.replace(year=2027, month=9, day=30)
    assert office.attendance.leave_years.close(running).frozen == ()
    clock.at = clock.at.replace(month=10, day=1)
    assert len(office.attendance.leave_years.close(running).frozen) == 6
    assert office.attendance.statistics.period(1, running).first == date(2026, 10, 1)
    assert year.last == date(2026, 9, 30)


@pytest.mark.usefixtures("year")
def test_vacation_that_will_lapse_is_foreseen(office: Office, clock: Any) -> None:
    years, now = office.attendance.leave_years, office.year("fiscal", 2570)
    assert isinstance(now, FiscalYear)
    for named in (2568, 2569):
        past = office.year("fiscal", named)
        assert isinstance(past, FiscalYear)
        years.open(past)
        years.close(past)
    found = office.attendance.statistics.lapsing(now)
    assert [(office.organization.person(one.person).code, one.left, one.end.lapsed) for one in found] == [
        ("E1", 30, 10),
        ("E2", 30, 10),
    ]
    clock.at = clock.at.replace(year=2027, month=10, day=1)
    years.close(now)
    assert office.attendance.statistics.lapsing(now) == ()


def test_metrics_tell_leaves_by_type_and_who_keeps_to_the_limits(office: Office, year: FiscalYear) -> None:
    leaves = office.metrics.value("attendance.leaves_by_type", year)
    assert (leaves.value, leaves.measure.parts) == (0, ())
    take(office, "sick", date(2026, 5, 6), date(2026, 5, 8))
    take(office, "personal", date(2026, 9, 30), date(2026, 9, 30))
    office.attendance.leave.request("E2", "sick", date(2026, 5, 6), date(2026, 5, 6), filed_on=date(2026, 5, 6))
    leaves = office.metrics.value("attendance.leaves_by_type", year)
    assert (leaves.value, [count for _, count in leaves.measure.parts]) == (2, [1, 1])
    assert office.metrics.value("attendance.within_limits_share", year).value is None
    office.attendance.statistics.freeze(year)
    share = office.metrics.value("attendance.within_limits_share", year)
    assert (share.value, share.count) == (Decimal("40.0"), 5)


def test_the_report_tells_the_round_and_what_else_it_needs(office: Office, year: FiscalYear) -> None:
    take(office, "sick", date(2026, 4, 20), date(2026, 6, 5))
    out = io.BytesIO()
    office.reports.render(office.attendance.statistics.report(2, year, language="en"), "json", out)
    told = out.getvalue().decode()
    assert "Civil servant in higher education: 1 October" in told
    assert "not suspended for more than two months" in told
    assert "31 days of long necessary sick leave may be left out by decision" in told
