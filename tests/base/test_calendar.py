import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orqa.base.calendar import Gap, Holiday, HolidayStatus, NotADate, OutsideCalendar, SpanReversed, WorkCalendar
from orqa.base.errors import NotModelled
from orqa.base.language import Text

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
ONE = timedelta(days=1)
NAME = Text.of(th="วันหยุด", en="A day off")
KNOWN = date(2026, 6, 1)

days = st.dates(FIRST, LAST)
some = settings(max_examples=50)


def off(day: date, **values: object) -> Holiday:
    return Holiday(day=day, name=NAME, **values)


def year(*holidays: Holiday, **values: object) -> WorkCalendar:
    return WorkCalendar.from_holidays(holidays, **{"first": FIRST, "last": LAST, **values})


@st.composite
def entries(draw: st.DrawFn) -> Holiday:
    status = draw(st.sampled_from(HolidayStatus))
    ended = status in {HolidayStatus.CANCELLED, HolidayStatus.MOVED, HolidayStatus.WITHDRAWN}
    return off(
        draw(days),
        scope=draw(st.frozensets(st.sampled_from(["XA-N", "XA-S"]))),
        day_off=draw(st.booleans()),
        status=status,
        known_on=draw(st.none() | st.just(KNOWN)),
        ended_on=draw(st.dates(KNOWN, KNOWN + ONE * 30)) if ended else None,
    )


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    return year(
        *draw(st.lists(entries(), max_size=40)),
        weekend=draw(st.frozensets(st.integers(0, 6), max_size=3)),
        region=draw(st.sampled_from([None, "XA-N", "XA-S"])),
        known_on=draw(st.none() | st.dates(KNOWN - ONE * 5, KNOWN + ONE * 35)),
    )


def is_open(calendar: WorkCalendar, day: date) -> bool:
    """Written apart from the calendar: reads the entries one by one and keeps no table."""
    if day.weekday() in calendar.weekend:
        return False
    now = calendar.known_on or date.max
    for entry in calendar.entries:
        here = not entry.scope or calendar.region in entry.scope
        known = entry.known_on is None or entry.known_on <= now
        ended = entry.ended_on is not None and entry.ended_on <= now
        if entry.day == day and entry.day_off and here and known and not ended:
            return False
    return True


def walk(first: date, last: date) -> list[date]:
    return [first + ONE * i for i in range((last - first).days + 1)]


class TestAgainstANaiveLoop:
    @some
    @given(calendars(), days, days)
    def test_count_is_the_number_of_open_days(self, calendar: WorkCalendar, one: date, other: date) -> None:
        first, last = min(one, other), max(one, other)
        expected = [day for day in walk(first, last) if is_open(calendar, day)]
        assert calendar.count(first, last) == len(expected)
        assert calendar.working_days(first, last) == tuple(expected)

    @some
    @given(calendars(), days)
    def test_a_single_day_counts_as_itself(self, calendar: WorkCalendar, day: date) -> None:
        assert calendar.is_working_day(day) is is_open(calendar, day)
        assert calendar.count(day, day) == calendar.is_working_day(day)

    @some
    @given(calendars(), days, st.integers(-300, 300))
    def test_add_walks_that_many_open_days(self, calendar: WorkCalendar, day: date, n: int) -> None:
        ahead = [d for d in walk(day, LAST) if is_open(calendar, d)]
        behind = [d for d in walk(FIRST, day - ONE) if is_open(calendar, d)]
        after = [d for d in ahead if d > day]
        reach = ahead[:1] if n == 0 else after[n - 1 : n] if n > 0 else behind[n:][:1] if -n <= len(behind) else []
        if reach:
            assert calendar.add(day, n) == reach[0]
        else:
            with pytest.raises(OutsideCalendar):
                calendar.add(day, n)

    @some
    @given(calendars(), days, days, days)
    def test_counts_of_touching_spans_add_up(self, calendar: WorkCalendar, a: date, b: date, c: date) -> None:
        first, middle, last = sorted([a, b, c])
        rest = calendar.count(middle + ONE, last) if middle < last else 0
        assert calendar.count(first, middle) + rest == calendar.count(first, last)

    @some
    @given(calendars(), days, st.integers(1, 100))
    def test_add_and_count_agree(self, calendar: WorkCalendar, day: date, n: int) -> None:
        try:
            reached = calendar.add(day, n)
        except OutsideCalendar:
            return
        assert calendar.count(day, reached) == n + calendar.is_working_day(day)

    @some
    @given(calendars(), days)
    def test_what_closes_the_office_is_told_first(self, calendar: WorkCalendar, day: date) -> None:
        closing = [calendar.closes(entry) for entry in calendar.why(day)]
        assert closing == sorted(closing, reverse=True)
        assert any(closing) is (day in {entry.day for entry in calendar.holidays()})


class TestEntries:
    @pytest.mark.parametrize(
        ("entry", "region", "open_"),
        [
            (off(date(2026, 6, 3)), None, False),
            (off(date(2026, 6, 3)), "XA-N", False),
            (off(date(2026, 6, 3), scope={"XA-N"}), "XA-N", False),
            (off(date(2026, 6, 3), scope={"XA-N"}), "XA-S", True),
            (off(date(2026, 6, 3), scope={"XA-N"}), None, True),
            (off(date(2026, 6, 3), day_off=False), None, True),
            (off(date(2026, 6, 3), day_off=False, status=HolidayStatus.DISPUTED), None, True),
            (off(date(2026, 6, 3), status=HolidayStatus.PROVISIONAL), None, False),
            (off(date(2026, 6, 3), status=HolidayStatus.MOVED, ended_on=date(2026, 3, 1)), None, True),
        ],
    )
    def test_scope_and_status_decide(self, entry: Holiday, region: str | None, open_: bool) -> None:  # noqa: FBT001 - a row of the table
        assert year(entry, region=region).is_working_day(date(2026, 6, 3)) is open_

    @pytest.mark.parametrize(
        ("known_on", "open_"),
        [
            (date(2026, 1, 31), True),
            (date(2026, 2, 1), False),
            (date(2026, 4, 30), False),
            (date(2026, 5, 1), True),
            (None, True),
        ],
    )
    def test_a_cancelled_day_was_off_between_its_two_decisions(self, known_on: date | None, open_: bool) -> None:  # noqa: FBT001 - a row of the table
        granted = off(
            date(2026, 7, 27),
            status=HolidayStatus.CANCELLED,
            known_on=date(2026, 2, 1),
            ended_on=date(2026, 5, 1),
        )
        calendar = year(granted).as_known_on(known_on)
        assert calendar.known_on == known_on
        assert calendar.is_working_day(date(2026, 7, 27)) is open_

    def test_why_hides_what_was_not_known_yet(self) -> None:
        later = off(date(2026, 10, 16), known_on=date(2026, 5, 19))
        assert year(later).why(date(2026, 10, 16)) == (later,)
        assert year(later, known_on=date(2026, 5, 18)).why(date(2026, 10, 16)) == ()

    def test_why_tells_of_other_regions_and_of_days_that_are_worked(self) -> None:
        there = off(date(2026, 10, 16), scope={"XA-S"})
        here = off(date(2026, 10, 16))
        labour = off(date(2026, 10, 16), day_off=False)
        assert year(there, labour, here, region="XA-N").why(date(2026, 10, 16)) == (here, there, labour)

    def test_holidays_are_those_that_close_the_office_weekends_included(self) -> None:
        saturday, monday = off(date(2026, 12, 5)), off(date(2026, 12, 7))
        away, worked = off(date(2026, 12, 8), scope={"XA-S"}), off(date(2026, 5, 1), day_off=False)
        calendar = year(monday, saturday, away, worked, region="XA-N")
        assert calendar.holidays() == (saturday, monday)
        assert calendar.holidays(date(2026, 12, 6)) == (monday,)
        assert calendar.holidays(last=date(2026, 12, 6)) == (saturday,)

    def test_entries_outside_the_years_change_nothing(self) -> None:
        calendar = year(off(date(2027, 1, 1)), off(date(2025, 12, 31)))
        assert calendar.count(FIRST, LAST) == year().count(FIRST, LAST)
        assert len(calendar.entries) == 2

    @pytest.mark.parametrize("status", [HolidayStatus.MOVED, HolidayStatus.CANCELLED, HolidayStatus.WITHDRAWN])
    def test_an_ended_entry_needs_the_day_it_ended(self, status: HolidayStatus) -> None:
        with pytest.raises(ValueError, match=f"is {status} needs ended_on"):
            off(FIRST, status=status)

    def test_an_entry_that_stands_has_no_end(self) -> None:
        with pytest.raises(ValueError, match="is final has no ended_on"):
            off(FIRST, ended_on=FIRST)

    def test_an_entry_cannot_end_before_it_was_known(self) -> None:
        with pytest.raises(ValueError, match="known on 2026-06-02 cannot have ended on 2026-06-01"):
            off(LAST, status=HolidayStatus.CANCELLED, known_on=KNOWN + ONE, ended_on=KNOWN)

    def test_a_scope_is_no_text(self) -> None:
        with pytest.raises(TypeError, match="found the text 'TH-90'"):
            off(FIRST, scope="TH-90")


class TestGaps:
    def test_a_calendar_names_the_gaps_of_its_region_and_years(self) -> None:
        reason = Text.of(th="ยังไม่ประกาศ", en="not announced")
        national, north, old = (
            Gap(year=y, name=NAME, reason=reason, scope=s)
            for y, s in ((2026, frozenset()), (2026, {"XA-N"}), (2025, set()))
        )
        gaps = (national, north, old)
        assert year(gaps=gaps, region="XA-N").gaps == (national, north)
        assert year(gaps=gaps, region="XA-S").gaps == (national,)
        assert year(gaps=gaps).gaps == (national,)

    def test_an_expected_day_is_not_counted_as_off(self) -> None:
        gap = Gap(year=2026, name=NAME, reason=NAME, expected=[date(2026, 6, 3)])
        assert year(gaps=[gap]).is_working_day(date(2026, 6, 3))


class TestRevised:
    def test_an_office_adds_its_own_day_off(self) -> None:
        base = year(off(date(2026, 1, 1)))
        own = base.revised(add=[off(date(2026, 6, 3))])
        assert not own.is_working_day(date(2026, 6, 3))
        assert base.is_working_day(date(2026, 6, 3))

    def test_entries_are_dropped(self) -> None:
        gone = off(date(2026, 6, 3))
        assert year(gone, off(date(2026, 1, 1))).revised(drop=[gone]).holidays() == (off(date(2026, 1, 1)),)

    def test_dropping_what_is_not_there_is_refused(self) -> None:
        with pytest.raises(ValueError, match="not in the calendar"):
            year().revised(drop=[off(FIRST)])

    def test_everything_else_stays(self) -> None:
        gap = Gap(year=2026, name=NAME, reason=NAME)
        base = year(weekend=(4, 5), region="XA-N", known_on=KNOWN, gaps=[gap])
        again = base.revised()
        assert (again.weekend, again.region, again.known_on, again.gaps, again.first, again.last) == (
            frozenset({4, 5}),
            "XA-N",
            KNOWN,
            (gap,),
            FIRST,
            LAST,
        )


class TestRefusals:
    @pytest.mark.parametrize("day", [FIRST - ONE, LAST + ONE, date.min, date.max])
    def test_days_outside_the_years_are_not_modelled(self, day: date) -> None:
        calendar = year()
        for ask in (
            lambda: calendar.is_working_day(day),
            lambda: calendar.count(min(day, KNOWN), max(day, KNOWN)),
            lambda: calendar.add(day, 1),
            lambda: calendar.why(day),
            lambda: calendar.holidays(min(day, KNOWN), max(day, KNOWN)),
        ):
            with pytest.raises(NotModelled, match=f"{day} is outside") as caught:
                ask()
            assert "2026-01-01/2026-12-31" in caught.value.message("th")
            assert caught.value.code == "outside-calendar"

    @pytest.mark.parametrize("n", [1, 400, -1, -400])
    def test_an_answer_outside_the_years_names_the_question(self, n: int) -> None:
        day = LAST if n > 0 else FIRST
        with pytest.raises(OutsideCalendar, match=rf"{day} \{n:+d} is outside"):
            year().add(day, n)

    def test_a_negative_step_does_not_wrap_round_to_the_end(self) -> None:
        with pytest.raises(OutsideCalendar):
            year().add(FIRST + ONE, -2)

    def test_a_reversed_span_is_refused_whatever_lies_between(self) -> None:
        calendar = year()
        for first in walk(date(2026, 5, 1), date(2026, 5, 10)):
            for last in walk(date(2026, 4, 20), first - ONE):
                with pytest.raises(SpanReversed, match="swap the two days") as caught:
                    calendar.count(first, last)
        assert "โปรดสลับวันทั้งสอง" in caught.value.message("th")

    @pytest.mark.parametrize("value", [datetime(2026, 6, 3, tzinfo=UTC), datetime(2026, 6, 3), "2026-06-03", 20260603])  # noqa: DTZ001 - naive on purpose
    def test_only_a_plain_date_is_asked_about(self, value: object) -> None:
        calendar = year()
        for ask in (calendar.is_working_day, calendar.why, lambda v: calendar.add(v, 1)):
            with pytest.raises(NotADate, match=r"give \.date\(\)") as caught:
                ask(value)
            assert repr(value) in caught.value.message("th")
        for span in ((value, LAST), (FIRST, value)):
            with pytest.raises(NotADate):
                calendar.count(*span)

    def test_a_date_of_a_subclass_is_a_date(self) -> None:
        class Day(date):
            pass

        assert year().is_working_day(Day(2026, 6, 3))

    @pytest.mark.parametrize("weekend", [(7,), (-1,), range(7)])
    def test_a_weekend_is_some_weekdays(self, weekend: object) -> None:
        with pytest.raises(ValueError, match="a weekend is some of the weekdays"):
            year(weekend=weekend)

    def test_years_must_run_forward(self) -> None:
        with pytest.raises(SpanReversed):
            year(first=LAST, last=FIRST)


class TestSeveralRegions:
    def test_a_group_is_off_where_each_of_its_regions_is(self) -> None:
        north, both = date(2026, 6, 3), date(2026, 6, 4)
        entries = (off(north, scope=["XA-N"]), off(both, scope=["XA-N", "XA-S"]))
        gaps = [Gap(year=2026, name=NAME, reason=NAME, scope=scope) for scope in (["XA-N"], ["XA-N", "XA-S"], [])]
        calendar = year(*entries, region="coast", covers=["XA-S", "XA-N"], gaps=gaps)
        assert [calendar.is_working_day(day) for day in (north, both)] == [True, False]
        assert calendar.gaps == tuple(gaps[1:])
        assert "region=coast" in repr(calendar)

    def test_no_region_has_the_days_of_the_whole_country_only(self) -> None:
        calendar = year(off(FIRST + ONE, scope=["XA-N"]), covers=[])
        assert calendar.is_working_day(FIRST + ONE)

    def test_provisional_years_are_named(self) -> None:
        assert year(off(FIRST)).provisional == frozenset()
        assert year(off(FIRST, status=HolidayStatus.PROVISIONAL)).provisional == {2026}


class TestAsAValue:
    def test_it_says_what_it_is(self) -> None:
        assert repr(year()) == "<WorkCalendar 2026-01-01/2026-12-31 region=None: 261 working days>"
        assert "region=XA-N known_on=2026-06-01" in repr(year(region="XA-N", known_on=KNOWN))

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(AttributeError):
            year().region = "XA-S"  # type: ignore[misc]

    def test_it_travels_to_another_process(self) -> None:
        calendar = year(off(date(2026, 6, 3)))
        again = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - our own bytes
        assert again.count(FIRST, LAST) == calendar.count(FIRST, LAST)
        assert again.holidays() == calendar.holidays()

    def test_leap_days_are_days(self) -> None:
        calendar = year(first=date(2024, 2, 1), last=date(2024, 3, 31))
        assert calendar.count(date(2024, 2, 28), date(2024, 3, 1)) == 3
