"""The calendar of somebody who moves counts each day by the region in which it finds them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.calendar import Holiday, OutsideCalendar, WorkCalendar
from orqa.base.language import Text
from orqa.base.moving_calendar import MovingCalendar

FIRST, LAST, ONE = date(2026, 1, 1), date(2026, 12, 31), timedelta(days=1)
days = st.dates(FIRST, LAST)
some = settings(max_examples=40)


@st.composite
def holidays(draw: st.DrawFn) -> list[Holiday]:
    scopes = draw(st.dictionaries(days, st.frozensets(st.sampled_from(["XA-N", "XA-S"])), max_size=40))
    return [Holiday(day=day, name=Text.of(en="A day off"), scope=scope) for day, scope in scopes.items()]


@st.composite
def moves(draw: st.DrawFn) -> MovingCalendar:
    found = draw(holidays())
    firsts = sorted(draw(st.sets(days, min_size=1, max_size=4)))
    regions = [draw(st.sampled_from([None, "XA-N", "XA-S"])) for _ in firsts]
    calendars = [WorkCalendar.from_holidays(found, first=FIRST, last=LAST, region=region) for region in regions]
    return MovingCalendar.of(list(zip(firsts, calendars, strict=True)))


@some
@given(moves(), days, days)
def test_each_day_is_one_of_the_place_of_that_day(calendar: MovingCalendar, one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    span = [first + ONE * n for n in range((last - first).days + 1)]
    working = [day for day in span if calendar.on(day).is_working_day(day)]
    assert list(calendar.working_days(first, last)) == working
    assert calendar.count(first, last) == len(working)
    assert all(calendar.is_working_day(day) == (day in working) for day in span)
    for number, day in enumerate(working, 1):
        assert calendar.add(first - ONE, number) == day if first > FIRST else calendar.is_working_day(day)
    for holiday in calendar.holidays(first, last):
        assert calendar.on(holiday.day).closes(holiday)
        assert not calendar.is_working_day(holiday.day)


@some
@given(holidays(), days, days, st.sampled_from([None, "XA-N"]))
def test_whoever_stays_has_the_days_of_the_place(found: list[Holiday], move: date, day: date, region: str) -> None:
    plain = WorkCalendar.from_holidays(found, first=FIRST, last=LAST, region=region)
    moving = MovingCalendar.of([(move, plain)])
    assert moving.working_days(FIRST, LAST) == plain.working_days(FIRST, LAST)
    assert moving.why(day) == plain.why(day)
    assert moving.holidays() == plain.holidays()


def test_real_holidays_of_two_regions() -> None:
    south, north = (orqa.work_calendar("th-government", region) for region in ("TH-90", "TH-50"))
    moved = MovingCalendar.of([(date(2018, 1, 1), north), (date(2021, 7, 1), south)])
    wai_phra_that, sart_duean_sip = date(2021, 3, 26), date(2021, 10, 6)
    assert not moved.is_working_day(wai_phra_that)
    assert not moved.is_working_day(sart_duean_sip)
    year = date(2021, 1, 1), date(2021, 12, 31)
    nationwide = orqa.work_calendar("th-government").count(*year)
    assert [one.count(*year) - nationwide for one in (north, south, moved)] == [-1, -2, -3]
    assert moved.region is None
    assert [h.day for h in moved.holidays(date(2021, 10, 1), date(2021, 10, 12))] == [sart_duean_sip]


def test_it_is_revised_part_by_part() -> None:
    south, north = (orqa.work_calendar("th-government", region) for region in ("TH-90", "TH-50"))
    moved = MovingCalendar.of([(date(2018, 1, 1), north), (date(2021, 7, 1), south)])
    added = Holiday(day=date(2021, 8, 2), name=Text.of(th="ปิดปรับปรุงอาคาร"), scope=frozenset({"TH-90"}))
    elsewhere = Holiday(day=date(2021, 8, 3), name=Text.of(th="ปิดปรับปรุงอาคาร"), scope=frozenset({"TH-50"}))
    revised = moved.revised(add=[added, elsewhere])
    assert not revised.is_working_day(added.day)
    assert revised.is_working_day(elsewhere.day)
    assert moved.is_working_day(added.day)
    before = date(2019, 1, 1)
    assert moved.as_known_on(before).is_working_day(date(2021, 10, 6))
    assert moved.as_known_on(before).known_on == before


def test_only_calendars_of_one_office_are_put_together() -> None:
    here = WorkCalendar.from_holidays([], first=FIRST, last=LAST)
    longer = WorkCalendar.from_holidays([], first=FIRST, last=date(2027, 12, 31))
    with pytest.raises(ValueError, match="of one office"):
        MovingCalendar.of([(FIRST, here), (LAST, longer)])
    for parts in ([], [(LAST, here), (FIRST, here)]):
        with pytest.raises(ValueError, match="rising first days"):
            MovingCalendar.of(parts)
    with pytest.raises(OutsideCalendar):
        MovingCalendar.of([(FIRST, here)]).is_working_day(LAST + ONE)
