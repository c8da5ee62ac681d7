"""The calendars that come with orqa, against what is known of them and against a second witness."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from orqa.base.calendar import Holiday, HolidayStatus, OutsideCalendar, WorkCalendar
from orqa.base.citations import Certainty
from orqa.plugins.builtin import calendars
from orqa.plugins.builtin.calendars import example_abroad, th_government
from orqa.plugins.builtin.calendars.regions import UnknownRegion

ONE = timedelta(days=1)
YEARS = range(2019, 2028)
BORDER = {"TH-90", "TH-91", "TH-94", "TH-95", "TH-96"}


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return th_government.load()


def weekdays_off(calendar: WorkCalendar, year: int) -> list[date]:
    days = (date(year, 1, 1) + ONE * i for i in range(366))
    return [d for d in days if d.year == year and d.weekday() < 5 and not calendar.is_working_day(d)]


def off_here_only(region: str) -> set[date]:
    """Weekdays off in a region that are worked in most of the country."""
    nationwide, here = th_government.load(), th_government.load(region)
    return {d for year in YEARS for d in weekdays_off(here, year)} - {
        d for year in YEARS for d in weekdays_off(nationwide, year)
    }


class TestThaiGovernment:
    def test_weekdays_off_of_every_year(self, calendar: WorkCalendar) -> None:
        # a change here is a change of somebody's leave: look at the diff of the data, then at its source
        assert {year: len(weekdays_off(calendar, year)) for year in YEARS} == {
            2019: 19,
            2020: 21,
            2021: 21,
            2022: 22,
            2023: 20,
            2024: 19,
            2025: 21,
            2026: 20,
            2027: 18,
        }

    def test_working_days_of_every_year(self, calendar: WorkCalendar) -> None:
        counts = {y: calendar.count(date(y, 1, 1), date(y, 12, 31)) for y in YEARS}
        assert counts == {
            2019: 242,
            2020: 241,
            2021: 240,
            2022: 238,
            2023: 240,
            2024: 243,
            2025: 240,
            2026: 241,
            2027: 243,
        }

    @pytest.mark.parametrize(
        ("year", "days"),
        [
            (
                2024,
                (
                    "01-01 02-26 04-08 04-12 04-15 04-16 05-06 05-10 05-22 06-03 07-22 07-29 08-12 10-14 10-23 12-05"
                    " 12-10 12-30 12-31"
                ),
            ),
            (
                2025,
                (
                    "01-01 02-12 04-07 04-14 04-15 04-16 05-05 05-09 05-12 06-02 06-03 07-10 07-11 07-28 08-11 08-12"
                    " 10-13 10-23 12-05 12-10 12-31"
                ),
            ),
            (
                2026,
                (
                    "01-01 01-02 03-03 04-06 04-13 04-14 04-15 05-04 05-13 06-01 06-03 07-28 07-29 07-30 08-12 10-13"
                    " 10-23 12-07 12-10 12-31"
                ),
            ),
        ],
    )
    def test_the_lists_of_single_years(self, calendar: WorkCalendar, year: int, days: str) -> None:
        assert [f"{d:%m-%d}" for d in weekdays_off(calendar, year)] == days.split()

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            (date(2020, 4, 13), HolidayStatus.MOVED),
            (date(2020, 12, 7), HolidayStatus.MOVED),
            (date(2021, 7, 27), HolidayStatus.CANCELLED),
            (date(2021, 10, 25), HolidayStatus.MOVED),
            (date(2023, 1, 3), HolidayStatus.DISPUTED),
            (date(2024, 1, 2), HolidayStatus.MOVED),
            (date(2026, 6, 2), HolidayStatus.WITHDRAWN),
            (date(2026, 7, 31), HolidayStatus.WITHDRAWN),
        ],
    )
    def test_days_that_are_worked_though_lists_show_them(
        self, calendar: WorkCalendar, day: date, status: HolidayStatus
    ) -> None:
        assert calendar.is_working_day(day)
        (entry,) = calendar.why(day)
        assert entry.status is status
        assert entry.note
        assert entry.note.languages == ("th", "en")

    def test_labour_day_is_no_government_holiday(self, calendar: WorkCalendar) -> None:
        for year in YEARS:
            (entry,) = calendar.why(date(year, 5, 1))
            assert (entry.kind, entry.day_off) == ("not-government", False)

    def test_2570_is_provisional(self, calendar: WorkCalendar) -> None:
        assert {h.status for h in calendar.holidays(date(2027, 1, 1))} == {HolidayStatus.PROVISIONAL}
        assert HolidayStatus.PROVISIONAL not in {h.status for h in calendar.holidays(last=date(2026, 12, 31))}
        assert calendar.provisional == {2027}
        (ploughing,) = calendar.gaps
        assert (ploughing.year, str(ploughing.name)) == (2027, "Royal Ploughing Ceremony Day")

    def test_years_not_held_are_not_guessed(self, calendar: WorkCalendar) -> None:
        for day in (date(2018, 12, 31), date(2028, 1, 1)):
            with pytest.raises(OutsideCalendar):
                calendar.is_working_day(day)

    def test_the_rule_of_substitution_gives_the_substitution_days(self, calendar: WorkCalendar) -> None:
        given = {
            h.day
            for h in calendar.entries
            if h.kind == "substitution" and not h.scope and h.substitutes and h.known_on is None
        }
        by_rule = set(substitutions(calendar))
        assert given - by_rule == {date(2023, 1, 3)}  # disputed, and not what the rule gives
        assert by_rule - given == {date(2019, 5, 6)}  # a day off of its own, for the coronation

    def test_known_on_takes_back_what_was_decided_later(self) -> None:
        friday = date(2026, 10, 16)
        assert th_government.load("กรุงเทพมหานคร", date(2026, 5, 18)).is_working_day(friday)
        assert not th_government.load("กรุงเทพมหานคร", date(2026, 5, 19)).is_working_day(friday)
        assert th_government.load("สงขลา").is_working_day(friday)

    @pytest.mark.parametrize(
        ("known_on", "off"),
        [
            (date(2020, 12, 28), set()),
            (date(2020, 12, 29), {date(2021, 7, 27)}),
            (date(2021, 6, 28), {date(2021, 7, 27)}),
            (date(2021, 6, 29), set()),
        ],
    )
    def test_27_july_2564_as_each_day_saw_it(self, known_on: date, off: set[date]) -> None:
        july = th_government.load(known_on=known_on).holidays(date(2021, 7, 27), date(2021, 7, 27))
        assert {h.day for h in july} == off

    def test_a_moved_substitution_moves_on_the_day_it_was_decided(self) -> None:
        before = th_government.load(known_on=date(2023, 10, 23))
        after = th_government.load(known_on=date(2023, 10, 24))
        assert before.is_working_day(date(2023, 12, 29))
        assert not before.is_working_day(date(2024, 1, 2))
        assert not after.is_working_day(date(2023, 12, 29))
        assert after.is_working_day(date(2024, 1, 2))


def substitutions(calendar: WorkCalendar) -> Iterator[date]:
    """One substitution for each run of touching holidays with a day on the weekend (วันหยุดชดเชย)."""
    yearly = {"annual", "lunar"}
    listed = {h.day for h in calendar.entries if h.kind in yearly and h.known_on is None}
    taken = listed | {h.day for h in calendar.entries if h.kind == "royal"}
    runs: list[list[date]] = []
    for day in sorted(listed):
        if runs and day - runs[-1][-1] == ONE:
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        day = next((d for d in run if d.weekday() > 4), None)
        while day and (day.weekday() > 4 or day in taken):
            day += ONE
        if day:
            yield day


class TestRegions:
    @pytest.mark.parametrize(
        ("region", "code"),
        [
            ("TH-90", "TH-90"),
            ("th-90", "TH-90"),
            ("สงขลา", "TH-90"),
            ("จังหวัดสงขลา", "TH-90"),
            (" สงขลา ", "TH-90"),
            ("Songkhla", "TH-90"),
            ("SONGKHLA province", "TH-90"),
            ("กทม.", "TH-10"),
            ("Bangkok", "TH-10"),
            ("กรุงเทพมหานคร", "TH-10"),
            ("Lopburi", "TH-16"),
            ("Lop Buri", "TH-16"),
            ("Phang Nga", "TH-82"),
            ("พระนครศรีอยุธยา", "TH-14"),
            ("Ayutthaya", "TH-14"),
            ("กทม", "TH-10"),
            ("กรุงเทพฯ", "TH-10"),
            ("จ.สงขลา", "TH-90"),
            ("จ. จันทบุรี", "TH-22"),
            ("Korat", "TH-30"),
            ("ภาคใต้", "south"),
            ("South", "south"),
            ("ภาคอีสาน", "northeast"),
            ("จังหวัดชายแดนภาคใต้", "southern-border"),
        ],
    )
    def test_a_region_by_code_or_name(self, region: str, code: str) -> None:
        assert th_government.load(region).region == code

    def test_every_name_leads_to_its_own_province(self) -> None:
        regions = th_government.data().regions
        assert len(regions.names) == 77
        for code, name in regions.names.items():
            assert {regions.find(form) for _, form in name.forms} == {(code, frozenset({code}))}

    @pytest.mark.parametrize("part", ["north", "northeast", "central", "east", "south", "southern-border"])
    def test_a_part_of_the_country_has_the_days_off_that_all_its_provinces_have(self, part: str) -> None:
        provinces = th_government.data().regions.groups[part].codes
        calendar = th_government.load(part)
        assert calendar.covers == provinces
        assert off_here_only(part) == set.intersection(*(off_here_only(code) for code in provinces))
        gaps = set.intersection(*(set(th_government.load(code).gaps) for code in provinces))
        assert set(calendar.gaps) == gaps
        assert calendar.revised().covers == calendar.as_known_on(date(2021, 1, 1)).covers == provinces

    def test_the_south_kept_the_tenth_month_festival_and_not_chinese_new_year(self) -> None:
        south = th_government.load("ภาคใต้")
        assert not south.is_working_day(date(2021, 10, 6))
        assert south.is_working_day(date(2026, 2, 17))

    @pytest.mark.parametrize(
        ("typed", "near"), [("Songkla", "TH-90 สงขลา Songkhla"), ("สงขล", "TH-90 สงขลา Songkhla"), ("TH-99", "TH-9")]
    )
    def test_an_unknown_region_names_its_neighbours(self, typed: str, near: str) -> None:
        with pytest.raises(UnknownRegion, match="is no region of this calendar") as caught:
            th_government.load(typed)
        assert any(name.startswith(near) for name in caught.value.near)
        assert near in caught.value.message("th")

    def test_an_unknown_region_without_neighbours(self) -> None:
        with pytest.raises(UnknownRegion, match="nearest: –"):
            th_government.load("Xyzzy")

    def test_the_five_regions_part_the_country(self) -> None:
        groups = th_government.data().regions.groups
        parts = [groups[name].codes for name in ("north", "northeast", "central", "east", "south")]
        assert [len(codes) for codes in parts] == [17, 20, 18, 8, 14]
        assert frozenset().union(*parts) == set(th_government.data().regions.names)
        assert groups["southern-border"].codes == BORDER

    @pytest.mark.parametrize(
        ("region", "extra"),
        [
            ("เชียงใหม่", {"2021-03-26"}),
            ("ขอนแก่น", set()),  # its 10 May 2564 was วันพืชมงคล for the whole country as well
            ("ภูเก็ต", {"2021-10-06"}),
            ("ชลบุรี", {"2021-12-28"}),
            ("นครนายก", {"2021-12-28"}),
            ("กาญจนบุรี", {"2021-10-21"}),
            ("นนทบุรี", {"2019-11-04", "2019-11-05", "2021-10-21", "2022-11-16", "2022-11-17", "2022-11-18"}),
            ("สมุทรปราการ", {"2021-10-21", "2022-11-16", "2022-11-17", "2022-11-18"}),
            (
                "กรุงเทพมหานคร",
                {
                    "2019-11-04",
                    "2019-11-05",
                    "2021-10-21",
                    "2022-11-16",
                    "2022-11-17",
                    "2022-11-18",
                    "2026-10-16",
                },
            ),
        ],
    )
    def test_days_off_of_one_region(self, region: str, extra: set[str]) -> None:
        assert {str(day) for day in off_here_only(region)} == extra

    @pytest.mark.parametrize("region", sorted(BORDER))
    def test_the_southern_border_has_days_and_gaps_of_its_own(self, region: str) -> None:
        calendar = th_government.load(region)
        assert {str(day) for day in off_here_only(region)} == {
            "2020-05-25",
            "2021-07-21",
            "2021-10-06",
            "2022-02-01",
            "2022-05-02",
            "2022-07-11",
            "2023-01-23",
            "2023-04-24",
            "2024-06-17",
            "2025-06-09",
            "2026-02-17",
        }
        here = [gap for gap in calendar.gaps if gap.scope]
        assert Counter(gap.year for gap in here) == {
            2019: 3,
            2020: 2,
            2021: 1,
            2023: 1,
            2024: 2,
            2025: 2,
            2026: 2,
            2027: 3,
        }

    def test_each_year_has_its_three_border_days_dated_or_named_as_missing(self) -> None:
        calendar = th_government.load("สงขลา")
        dated = Counter(h.day.year for h in calendar.holidays() if h.kind == "provincial")
        missing = Counter(gap.year for gap in calendar.gaps if gap.scope)
        nationwide_new_year = Counter({2021: 1})  # ตรุษจีน was a day off for the whole country
        assert dated + missing + nationwide_new_year == dict.fromkeys(YEARS, 3)

    def test_expected_days_of_gaps_fall_in_their_year_on_weekdays(self) -> None:
        expected = [(gap.year, day) for gap in th_government.data().gaps for day in gap.expected]
        assert len(expected) == 8
        assert all(day.year == year and day.weekday() < 5 for year, day in expected)


class TestDataQuality:
    @pytest.mark.parametrize("module", [th_government, example_abroad])
    def test_every_fact_has_a_source(self, module: object) -> None:
        data = module.data()
        for fact in (*data.holidays, *data.gaps):
            assert fact.sources
            assert {cite.source for cite in fact.sources} <= set(data.sources)

    def test_verified_entries_rest_on_two_sources_or_a_resolution(self) -> None:
        data = th_government.data()
        for h in data.holidays:
            if h.certainty is Certainty.VERIFIED:
                assert len(h.sources) > 1 or data.sources[h.sources[0].source].kind == "resolution"

    def test_every_source_is_used(self) -> None:
        data = th_government.data()
        used = {c.source for fact in (*data.holidays, *data.gaps) for c in fact.sources}
        used |= {c.source for group in data.regions.groups.values() for c in group.sources}
        assert set(data.sources) - used <= {"opm-hours-12-2502", "cabinet-2562-05-21"}

    def test_cabinet_decisions_are_known_on_the_day_that_their_source_names(self) -> None:
        data = th_government.data()
        for h in data.holidays:
            first = data.sources[h.sources[0].source]
            if first.kind == "resolution":
                assert first.made in {h.known_on, h.ended_on}
                assert first.made < h.day

    def test_added_days_are_known_from_a_day_on(self) -> None:
        late = {h.day for h in th_government.data().holidays if h.kind in {"cabinet-added", "regional"} and h.day_off}
        undated = {h.day for h in th_government.data().holidays if h.day in late and h.known_on is None}
        assert undated == {date(2019, 5, 6)}

    def test_substitutes_point_at_a_day_on_the_weekend(self) -> None:
        for h in th_government.data().holidays:
            if h.substitutes:
                assert h.substitutes.weekday() > 4
                assert abs(h.day - h.substitutes) <= ONE * 6

    def test_moved_days_arrive(self) -> None:
        data = th_government.data()
        for h in data.holidays:
            if h.moved_to:
                (arrived,) = (new for new in data.holidays if new.day == h.moved_to)
                assert (arrived.known_on, arrived.substitutes) == (h.ended_on, h.substitutes)

    def test_no_entry_is_there_twice(self) -> None:
        keys = Counter((h.day, str(h.name), h.scope) for h in th_government.data().holidays)
        assert keys.most_common(1)[0][1] == 1

    def test_days_are_in_order(self) -> None:
        assert all(a.day <= b.day for a, b in pairwise(th_government.data().holidays))


class TestAgainstTheHolidaysPackage:
    """The package is a second witness, not the calendar of record: its known differences are listed."""

    EXPECTED = {  # noqa: RUF012 - never changed
        2019: ({"05-01"}, {"04-12"}),
        2020: ({"05-01", "12-07"}, set()),
        2021: ({"05-03", "10-25"}, {"10-22"}),
        2022: ({"05-02"}, set()),
        2023: ({"01-03", "05-01"}, set()),
        2024: ({"05-01"}, set()),
        2025: ({"05-01"}, set()),
        2026: ({"05-01"}, set()),
        2027: ({"05-03"}, set()),
    }

    @pytest.mark.parametrize("year", YEARS)
    def test_differences_are_the_known_ones(self, calendar: WorkCalendar, year: int) -> None:
        holidays = pytest.importorskip("holidays", minversion="0.109", reason="the cross-check needs holidays>=0.109")
        listed = holidays.country_holidays("TH", years=year, categories=("public", "government"))
        theirs = {d for d in listed if d.year == year and d.weekday() < 5}
        ours = set(weekdays_off(calendar, year))
        extra, missing = self.EXPECTED[year]
        assert {f"{d:%m-%d}" for d in theirs - ours} == extra
        assert {f"{d:%m-%d}" for d in ours - theirs} == missing


class TestExampleAbroad:
    def test_friday_and_saturday_are_its_weekend(self) -> None:
        calendar = example_abroad.load()
        assert [calendar.is_working_day(date(2026, 3, 1) + ONE * i) for i in range(7)] == [True] * 5 + [False] * 2

    def test_its_regions_differ(self) -> None:
        day = date(2026, 9, 21)
        assert example_abroad.load().is_working_day(day)
        assert not example_abroad.load("XA-N").is_working_day(day)
        assert example_abroad.load("South Shore").is_working_day(day)

    def test_it_knows_no_thai(self) -> None:
        names = [h.name for h in example_abroad.data().holidays]
        assert {name.languages for name in names} == {("en",)}

    def test_a_day_was_added_in_the_year(self) -> None:
        election = date(2026, 11, 24)
        assert example_abroad.load(known_on=date(2026, 8, 30)).is_working_day(election)
        assert not example_abroad.load(known_on=date(2026, 8, 31)).is_working_day(election)


class TestSharing:
    def test_equal_questions_share_one_calendar(self) -> None:
        assert th_government.load("TH-90") is th_government.load("TH-90")

    def test_a_local_day_off_does_not_leak_into_the_shared_calendar(self) -> None:
        shared = th_government.load("TH-90")
        day = date(2026, 4, 1)
        own = shared.revised(add=[Holiday(day=day, name=shared.entries[0].name, kind="local")])
        assert (own.is_working_day(day), shared.is_working_day(day)) == (False, True)

    def test_reading_a_calendar_loads_nothing_heavy(self) -> None:
        script = (
            "import sys; from orqa.plugins.builtin.calendars import th_government; th_government.load('TH-90'); "
            "print(sorted({'cattrs', 'dateutil', 'click', 'jinja2', 'sqlite3', 'holidays'} & sys.modules.keys()))"
        )
        found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert found.stdout.strip() == "[]"


class TestAsContributions:
    def test_both_calendars_are_contributed(self) -> None:
        specs = {spec.name: spec for spec in calendars.orqa_calendars()}
        assert sorted(specs) == ["example-abroad", "th-government"]
        for spec in specs.values():
            assert set(spec.title.languages) == {"th", "en"}

    def test_a_factory_gives_the_calendar_of_a_region(self) -> None:
        specs = {spec.name: spec for spec in calendars.orqa_calendars()}
        made = specs["th-government"].factory("สงขลา", date(2026, 1, 1))
        assert (made.region, made.known_on) == ("TH-90", date(2026, 1, 1))
        assert specs["example-abroad"].factory(None, None).weekend == {4, 5}

    def test_listing_the_calendars_reads_no_data(self) -> None:
        script = (
            "import sys; from orqa.plugins.builtin import calendars; list(calendars.orqa_calendars()); "
            "print('orqa.plugins.builtin.calendars.folder' in sys.modules)"
        )
        found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert found.stdout.strip() == "False"
