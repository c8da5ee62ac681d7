"""What a day comes to: from punches, schedule, calendar and events."""

import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import Holiday, OutsideCalendar, SpanReversed, WorkCalendar
from orqa.base.language import Text
from orqa.domain.attendance import DayEvent, DayResult, Schedule, daily_results
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.judging import judge
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.statuses import TITLES, DayStatus
from orqa.rules.profile import Profile

MONDAY = date(2026, 3, 2)
MAKHA = Holiday(day=date(2026, 3, 3), name=Text.of(th="วันมาฆบูชา", en="Makha Bucha"))
CALENDAR = WorkCalendar.from_holidays([MAKHA], first=date(2026, 1, 1), last=date(2026, 12, 31))
LEAVE, DUTY, TRAINING = DayStatus.LEAVE, DayStatus.OFFICIAL_DUTY, DayStatus.TRAINING
HOME, EXCUSED, PAPER = DayStatus.HOME_WORKING, DayStatus.EXCUSED, DayStatus.PRESENT


@pytest.fixture(scope="module")
def official(university: Profile) -> Schedule:
    return Schedule.of(university.ruleset.at(MONDAY))


def at(clock: str, day: date = MONDAY, user: str = "7") -> Punch:
    return Punch(user, datetime.combine(day, time.fromisoformat(clock)))


def event(status: DayStatus, half: Half = Half.WHOLE, day: date = MONDAY, **more: Any) -> DayEvent:
    return DayEvent("7", day, day, status, str(status), half=half, **more)


def result(schedule: Schedule, clocks: str, events: Iterable[DayEvent] = (), day: date = MONDAY) -> DayResult:
    (found,) = daily_results([at(one, day) for one in clocks.split()], {"7": schedule}, CALENDAR, events, day, day)
    return found


PLAIN = [
    ("08:30 16:30", "present", 0, 0, 420),
    ("07:05 18:10", "present", 0, 0, 605),
    ("08:30:59 16:30", "present", 0, 0, 420),
    ("08:42 16:30", "late", 12, 0, 408),
    ("08:31 16:30", "late", 1, 0, 419),
    ("08:15 16:29:59", "early_exit", 0, 1, 434),
    ("09:00 15:00", "late_and_early", 30, 90, 300),
    ("08:30 12:00", "early_exit", 0, 270, 210),
    ("08:30 12:30", "early_exit", 0, 240, 210),
    ("12:10 12:50", "late_and_early", 220, 220, 0),
    ("13:00 16:30", "late", 270, 0, 210),
    ("08:20", "unresolved", 0, 0, 0),
    ("08:20 08:20:20", "unresolved", 0, 0, 0),
    ("08:20 08:21", "unresolved", 0, 0, 1),
    ("08:20 08:21:01", "early_exit", 0, 489, 1),
    ("16:40", "unresolved", 0, 0, 0),
    ("08:20 12:01 12:55 16:45", "present", 0, 0, 445),
    ("16:45 08:20", "present", 0, 0, 445),
    ("", "absent", 0, 0, 0),
]


@pytest.mark.parametrize(("clocks", "status", "minutes"), [(row[0], row[1], row[2:]) for row in PLAIN])
def test_a_plain_day(official: Schedule, clocks: str, status: str, minutes: tuple[int, ...]) -> None:
    found = result(official, clocks)
    assert (found.status, (found.late, found.early, found.worked)) == (status, minutes)


WITH_EVENTS = [
    ("", [event(LEAVE)], "leave"),
    ("08:30 16:30", [event(LEAVE)], "leave"),
    ("", [event(DUTY)], "official_duty"),
    ("", [event(TRAINING)], "training"),
    ("08:40", [event(HOME)], "home_working"),
    ("", [event(EXCUSED)], "excused"),
    ("", [event(PAPER)], "present"),
    ("", [event(DUTY), event(LEAVE)], "leave"),
    ("12:55 16:30", [event(LEAVE, Half.MORNING)], "half_day_leave"),
    ("13:05 16:30", [event(LEAVE, Half.MORNING)], "late"),
    ("08:30 12:00", [event(LEAVE, Half.AFTERNOON)], "half_day_leave"),
    ("08:30 11:55", [event(LEAVE, Half.AFTERNOON)], "early_exit"),
    ("08:45 12:00", [event(LEAVE, Half.AFTERNOON)], "late"),
    ("08:30", [event(LEAVE, Half.AFTERNOON)], "unresolved"),
    ("", [event(LEAVE, Half.AFTERNOON)], "absent"),
    ("08:30 12:00", [event(DUTY, Half.AFTERNOON)], "present"),
    ("", [event(LEAVE, Half.MORNING), event(LEAVE, Half.AFTERNOON)], "leave"),
    ("", [event(LEAVE, Half.MORNING), event(HOME, Half.AFTERNOON)], "half_day_leave"),
    ("", [event(DUTY, Half.MORNING), event(TRAINING, Half.AFTERNOON)], "official_duty"),
    ("09:50 16:30", [event(EXCUSED, late_until=600)], "present"),
    ("10:01 16:30", [event(EXCUSED, late_until=600)], "late"),
    ("", [event(EXCUSED, late_until=600)], "absent"),
]


@pytest.mark.parametrize(("clocks", "events", "status"), WITH_EVENTS)
def test_a_day_with_events(official: Schedule, clocks: str, events: list[DayEvent], status: str) -> None:
    assert result(official, clocks, events).status == status


@pytest.mark.parametrize(
    ("day", "clocks", "events", "status"),
    [
        (date(2026, 3, 3), "", [], "holiday"),
        (date(2026, 3, 3), "08:30 16:30", [], "holiday"),
        (date(2026, 3, 7), "", [], "weekend"),
        (date(2026, 3, 7), "09:00", [], "weekend"),
        (date(2026, 3, 7), "", [event(LEAVE, day=date(2026, 3, 7))], "weekend"),
    ],
)
def test_a_day_off_stays_one(official: Schedule, day: date, clocks: str, events: list[DayEvent], status: str) -> None:
    assert result(official, clocks, events, day).status == status


SETTINGS = [
    ({"arriving": 15}, "08:45 16:30", "present", 0),
    ({"arriving": 15}, "08:46 16:30", "late", 16),
    ({"leaving": 10}, "08:30 16:20", "present", 0),
    ({"leaving": 10}, "08:30 16:19", "early_exit", 0),
    ({"half_day_after": 90}, "09:59 16:30", "late", 89),
    ({"half_day_after": 90}, "10:00 16:30", "unresolved", 90),
    ({"seconds_count": True}, "08:30:00 16:30", "present", 0),
    ({"seconds_count": True}, "08:30:01 16:30", "late", 1),
    ({"repeat_seconds": 300}, "08:20 08:25", "unresolved", 0),
    ({"repeat_seconds": 0}, "08:20 08:20:01 16:30", "present", 0),
    ({"sign_in": 510}, "08:30:59 16:30", "present", 0),
    ({"sign_in": 510}, "08:31 16:30", "absent", 0),
    ({"sign_in": 510}, "16:30", "absent", 0),
    ({"sign_in": 510, "arriving": 5}, "08:30 16:30", "present", 0),
    ({"sign_in": 720, "mode": "load", "start": 420, "end": 1320}, "12:01 20:00", "absent", 0),
    ({"sign_in": 720, "mode": "load", "start": 420, "end": 1320}, "12:00 20:00", "present", 0),
    ({"sign_in": 510, "mode": "exempt"}, "11:00", "present", 0),
    ({"window_first": 360}, "05:59 08:40 16:30", "late", 10),
    ({"window_last": 1230}, "08:30 20:31", "unresolved", 0),
    ({"pairing": "lunch"}, "08:30 12:05 12:50 16:30", "present", 0),
    ({"pairing": "lunch"}, "08:30 12:05 16:30", "unresolved", 0),
    ({"pairing": "lunch"}, "08:30 12:05 12:05:20 12:50 16:30", "present", 0),
    ({"mode": "exempt"}, "", "present", 0),
    ({"mode": "exempt"}, "11:00", "present", 0),
    ({"mode": "load", "start": 420, "end": 1320}, "13:00 20:00", "present", 0),
    ({"mode": "load", "start": 420, "end": 1320}, "13:00", "unresolved", 0),
    ({"mode": "load", "start": 420, "end": 1320}, "", "absent", 0),
]


@pytest.mark.parametrize(("settings", "clocks", "status", "late"), SETTINGS)
def test_settings(official: Schedule, settings: Mapping[str, Any], clocks: str, status: str, late: int) -> None:
    found = result(evolve(official, **settings), clocks)
    assert (found.status, found.late) == (status, late)


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([event(LEAVE, Half.MORNING)], "half_day_leave"),
        ([event(EXCUSED, late_until=600)], "present"),
        ([event(LEAVE, Half.AFTERNOON)], "absent"),
    ],
)
def test_whoever_need_not_come_in_the_morning_need_not_sign_in(
    official: Schedule, events: list[DayEvent], status: str
) -> None:
    assert result(evolve(official, sign_in=510), "09:55 16:30", events).status == status


def test_minutes_of_work_by_pairs_and_towards_a_load(official: Schedule) -> None:
    paired = evolve(official, pairing="lunch")
    assert result(paired, "08:30 12:05 12:50 16:30").worked == 215 + 220
    load = evolve(official, mode="load", start=420, end=1320)
    assert result(load, "05:00 12:00").worked == 300
    assert result(load, "06:00 23:00").worked == 420
    assert result(load, "04:00 05:00").worked == 0


def test_staggered_hours(university: Profile) -> None:
    view = university.ruleset.at(MONDAY)
    early, late = (Schedule.of(view, code) for code in ("slot_0730", "slot_0930"))
    assert result(early, "07:40 15:30").late == 10
    assert result(late, "09:30 17:00").early == 30
    assert early is Schedule.of(view, "slot_0730")


def test_days_that_are_not_due_and_those_of_others(official: Schedule) -> None:
    last, events = MONDAY + timedelta(6), [event(LEAVE, day=date(2026, 3, 5))]
    rows = daily_results(
        [at("08:20"), at("09:00", user="9")], {"7": official}, CALENDAR, events, MONDAY, last, decided=MONDAY
    )
    assert [str(row.status) for row in rows] == [
        "unresolved", "holiday", "not_due", "leave", "not_due", "weekend", "weekend",
    ]  # fmt: skip


def test_events_of_everybody_and_of_one(official: Schedule) -> None:
    flood = DayEvent("", MONDAY, MONDAY, EXCUSED, "area_event")
    rows = daily_results([at("08:20", user="9")], official, CALENDAR, [flood, event(LEAVE)], MONDAY, MONDAY)
    assert {row.user: str(row.status) for row in rows} == {"9": "excused", "7": "leave"}


def test_the_days_must_be_in_the_calendar_and_in_order(official: Schedule) -> None:
    with pytest.raises(OutsideCalendar, match="2027"):
        daily_results([], {"7": official}, CALENDAR, [], date(2026, 12, 31), date(2027, 1, 1))
    with pytest.raises(SpanReversed):
        daily_results([], {"7": official}, CALENDAR, [], MONDAY, date(2026, 3, 1))


EXPLAINED = [
    ("08:42 16:30", [], "late 12 minutes: in 08:42, work begins 08:30, courtesy 0", "สาย 12 นาที: เข้า 08:42"),
    ("08:30 16:00", [], "left 30 minutes early: out 16:00, work ends 16:30", "กลับก่อน 30 นาที"),
    ("08:20", [], "unresolved; only 08:20 was punched; file a reason", "ให้ยื่นเหตุผล"),
    ("", [], "absent; no punch and nothing filed", "ไม่มีการลงเวลา"),
    ("08:30 16:30", [], "present; in 08:30, out 16:30, 420 minutes of work", "ทำงาน 420 นาที"),
    ("13:10 16:30", [event(LEAVE, Half.MORNING)], "work begins 13:00, courtesy 0; in 13:10", "เริ่มงาน 13:00"),
    ("08:30 11:00", [event(LEAVE, Half.AFTERNOON)], "work ends 12:00", "ลา ช่วงบ่าย"),
    ("09:50 16:30", [event(EXCUSED, late_until=600)], "coming by 10:00 is not late", "มาภายใน 10:00"),
    ("", [event(LEAVE, title=Text.of(th="ลาป่วย", en="sick leave"))], "on leave; sick leave; Official", "ลา; ลาป่วย"),
]


@pytest.mark.parametrize(("clocks", "events", "english", "thai"), EXPLAINED)
def test_explained(official: Schedule, clocks: str, events: list[DayEvent], english: str, thai: str) -> None:
    told = result(official, clocks, events).explain()
    assert english in told.in_language("en")
    assert thai in told.in_language("th")
    assert "office-hours-2502" in told.in_language("en")


def test_explained_by_settings(official: Schedule) -> None:
    odd = result(evolve(official, pairing="lunch"), "08:30 12:05 16:30").explain()
    assert "a punch is missing between 08:30 and 16:30" in odd.in_language("en")
    half = result(evolve(official, half_day_after=90), "10:30 16:30").explain()
    assert "late 120 minutes" in half.in_language("en")
    assert "file half a day of leave" in half.in_language("en")
    closed = result(evolve(official, sign_in=510), "08:42 16:30").explain()
    assert "absent; came 08:42, and sign-in ends 08:30; file leave" in closed.in_language("en")
    assert "มา 08:42 หลังเวลาปิดลงชื่อ 08:30" in closed.in_language("th")
    exact = result(evolve(official, seconds_count=True), "08:30:01 16:30").explain()
    assert "late 1 minute: in 08:30:01, work begins 08:30" in exact.in_language("en")


def test_every_status_has_a_title() -> None:
    assert TITLES.keys() == set(DayStatus)


# ---------------------------------------------------------------- properties

seconds = st.integers(0, 24 * 3600 - 1)
days = st.integers(0, 20)
clock = st.builds(
    lambda user, day, second: Punch(user, datetime.combine(MONDAY, time()) + timedelta(day, second)),
    st.sampled_from(["1", "2"]),
    days,
    seconds,
)
happening = st.builds(
    lambda user, first, length, status, half: DayEvent(
        user, MONDAY + timedelta(first), MONDAY + timedelta(first + length), status, half=half
    ),
    st.sampled_from(["1", "2", ""]),
    days,
    st.integers(0, 4),
    st.sampled_from([LEAVE, DUTY, TRAINING, HOME, EXCUSED, PAPER]),
    st.sampled_from(Half),
)
settings_of = st.fixed_dictionaries(
    {
        "arriving": st.sampled_from([0, 15]),
        "leaving": st.sampled_from([0, 5]),
        "half_day_after": st.sampled_from([0, 90]),
        "seconds_count": st.booleans(),
        "repeat_seconds": st.sampled_from([0, 60, 90, 300]),
        "sign_in": st.sampled_from([510, 720, 24 * 60]),
    }
)
LAST = MONDAY + timedelta(20)


@given(punches=st.lists(clock, max_size=60), settings=settings_of)
def test_the_quick_way_judges_as_the_plain_one(
    official: Schedule, punches: list[Punch], settings: Mapping[str, Any]
) -> None:
    schedule = evolve(official, **settings)
    for row in daily_results(punches, {"1": schedule, "2": schedule}, CALENDAR, [], MONDAY, LAST):
        moments = sorted(one.at for one in punches if one.user == row.user and one.at.date() == row.day)
        off = row.status if row.status in {DayStatus.HOLIDAY, DayStatus.WEEKEND} else None
        assert row == judge(row.user, row.day, off, moments[:1] + moments[-1:], (), schedule)


@given(punches=st.lists(clock, max_size=40), events=st.lists(happening, max_size=6), mix=st.randoms())
def test_one_result_a_person_and_day_whatever_the_order(
    official: Schedule, punches: list[Punch], events: list[DayEvent], mix: random.Random
) -> None:
    both = {"1": official, "2": official}
    rows = daily_results(punches, both, CALENDAR, events, MONDAY, LAST)
    assert [(row.user, row.day) for row in rows] == [(u, MONDAY + timedelta(n)) for u in both for n in range(21)]
    mixed = mix.sample(punches, len(punches))
    assert daily_results(iter(mixed), both, CALENDAR, events, MONDAY, LAST) == rows
    assert daily_results([*punches, *punches], both, CALENDAR, events, MONDAY, LAST) == rows


@given(punches=st.lists(clock, max_size=40), events=st.lists(happening, max_size=6), cut=st.integers(0, 19))
def test_a_span_cut_in_two_gives_the_same(
    official: Schedule, punches: list[Punch], events: list[DayEvent], cut: int
) -> None:
    def of(first: date, last: date) -> set[tuple[Any, ...]]:
        rows = daily_results(punches, {"1": official}, CALENDAR, events, first, last)
        return {(*row[:8], row.events) for row in rows}

    middle = MONDAY + timedelta(cut)
    assert of(MONDAY, middle) | of(middle + timedelta(1), LAST) == of(MONDAY, LAST)


@given(
    punches=st.lists(clock, max_size=40),
    events=st.lists(happening, max_size=6),
    pairing=st.sampled_from(["first_last", "lunch"]),
)
def test_every_result_is_sound_and_explains_itself(
    official: Schedule, punches: list[Punch], events: list[DayEvent], pairing: str
) -> None:
    schedule = evolve(official, pairing=pairing)
    for row in daily_results(punches, {"1": schedule, "2": schedule}, CALENDAR, events, MONDAY, LAST):
        assert (row.first_in is None) == (row.last_out is None)
        assert 0 <= row.worked < 24 * 60
        assert row.late >= 0 <= row.early
        assert (row.status is DayStatus.ABSENT) <= (row.first_in is None)
        assert {"th", "en"} <= set(row.explain().languages)
        assert (row.leave == "") or row.half in {None, Half.MORNING, Half.AFTERNOON}
