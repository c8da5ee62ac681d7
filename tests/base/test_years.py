"""Calendar, fiscal and academic years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.years import AcademicYear, CalendarYear, FiscalYear, Period, YearRule

FISCAL = YearRule(kind="fiscal", month=10, day=1, named_by="end")
ACADEMIC = YearRule(kind="academic", month=6, day=1, named_by="start")
CALENDAR = YearRule(kind="calendar", month=1, day=1)
RULES = st.builds(
    YearRule,
    kind=st.sampled_from(["calendar", "fiscal", "academic"]),
    month=st.integers(1, 12),
    day=st.integers(1, 28),
    named_by=st.sampled_from(["start", "end"]),
)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(RULES, DAYS)
def test_each_day_lies_in_its_year_and_in_no_other(rule: YearRule, day: date) -> None:
    year = rule.year_of(day)
    assert day in year
    assert rule.year(year.ce) == rule.year(year.be, "buddhist") == year
    assert rule.year_of(year.last + timedelta(days=1)) == rule.year(year.ce + 1)
    assert rule.year_of(year.first - timedelta(days=1)) == rule.year(year.ce - 1)
    assert day not in rule.year(year.ce + 1)
    assert rule.year(year.ce - 1) < year < rule.year(year.ce + 1)


@given(RULES, DAYS)
def test_a_year_is_named_by_the_end_that_the_rule_says(rule: YearRule, day: date) -> None:
    year = rule.year_of(day)
    assert year.ce == (year.first if rule.named_by == "start" else year.last).year


@pytest.mark.parametrize(
    ("rule", "day", "be", "first", "last"),
    [
        (FISCAL, date(2026, 9, 30), 2569, date(2025, 10, 1), date(2026, 9, 30)),
        (FISCAL, date(2026, 10, 1), 2570, date(2026, 10, 1), date(2027, 9, 30)),
        (ACADEMIC, date(2026, 5, 31), 2568, date(2025, 6, 1), date(2026, 5, 31)),
        (ACADEMIC, date(2026, 6, 1), 2569, date(2026, 6, 1), date(2027, 5, 31)),
        (CALENDAR, date(2026, 1, 1), 2569, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_boundaries(rule: YearRule, day: date, be: int, first: date, last: date) -> None:
    year = rule.year_of(day)
    assert (year.be, year.first, year.last) == (be, first, last)


def test_the_kinds_are_classes_of_their_own() -> None:
    years = [rule.year(2026) for rule in (CALENDAR, FISCAL, ACADEMIC)]
    assert [type(year) for year in years] == [CalendarYear, FiscalYear, AcademicYear]
    assert CALENDAR.year(2026) != YearRule(kind="fiscal", month=1).year(2026)
    with pytest.raises(TypeError):
        _ = FISCAL.year(2026) < ACADEMIC.year(2026)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (FISCAL.year(2569, "buddhist").label(), "ปีงบประมาณ พ.ศ. 2569"),
        (FISCAL.year(2026).label(digits="thai"), "ปีงบประมาณ พ.ศ. ๒๕๖๙"),
        (FISCAL.year(2026).label("en"), "Fiscal year B.E. 2569"),
        (FISCAL.year(2026).label("en", era="common"), "Fiscal year 2026"),
        (ACADEMIC.year(2026).label(era="common"), "ปีการศึกษา ค.ศ. 2026"),
        (CALENDAR.year(2026).label("fr"), "Calendar year B.E. 2569"),
        (Period(date(2026, 1, 1), date(2026, 3, 31)).label(), "1 มกราคม 2569 – 31 มีนาคม 2569"),
        (Period(date(2026, 1, 1), date(2026, 3, 31)).label("en"), "2026-01-01 – 2026-03-31"),
    ],
)
def test_labels(label: str, text: str) -> None:
    assert label == text


def test_a_period_in_the_common_era_is_written_in_iso() -> None:
    assert Period(date(2026, 1, 1), date(2026, 3, 31)).label(era="common") == "2026-01-01 – 2026-03-31"


@pytest.mark.parametrize(
    "wrong", [{"month": 13}, {"month": 2, "day": 29}, {"month": 1, "day": 0}, {"month": 1, "named_by": "middle"}]
)
def test_a_rule_that_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"a year begins on a day|must be in"):
        YearRule(kind="fiscal", **wrong)  # type: ignore[arg-type]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="must be in"):
        YearRule(kind="lunar", month=1)


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="found 2026-01-02 to 2026-01-01"):
        Period(date(2026, 1, 2), date(2026, 1, 1))
    day = date(2026, 1, 1)
    assert day in Period(day, day)
