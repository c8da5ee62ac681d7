"""Estimates by the office's own rates, from plans in code and in files."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.errors import NotModelled
from orqa.domain.budgets.estimate_errors import EstimateRefused
from orqa.domain.budgets.seminars import Meeting, Seminar, SeminarDay, Stay, Talk
from orqa.domain.budgets.travel import Night, Trip
from orqa.domain.budgets.travel_abroad import NightAbroad, TripAbroad
from orqa.office.budgets.estimate_files import LARGEST, EstimateFileUnusable, departure, planned_of, read_plan_file
from orqa.office.office import Office

BANGKOK = ZoneInfo("Asia/Bangkok")
DAY = date(2026, 12, 14)
TRIP: dict[str, Any] = {
    "position_level": "professional",
    "departs": "14 ธ.ค. 2569 08.00",
    "returns": "2026-12-16 18:30",
}


def test_a_trip_cites_the_rule_of_each_line(office: Office) -> None:
    trip = Trip(
        position_level="professional",
        departs=datetime(2026, 12, 14, 8, tzinfo=BANGKOK),
        returns=datetime(2026, 12, 16, 18, 30, tzinfo=BANGKOK),
        overnight=True,
        nights=(Night(on=DAY),),
    )
    decision = office.budgets.estimate(trip)
    assert str(decision.value.total) == "1980.00 THB"
    assert "travel-rates-pages" in {citation.source for citation in decision.citations}
    assert decision.value.unknown == ()


PLANS: dict[str, Any] = {
    "abroad": TripAbroad(
        position_level="senior",
        departs=datetime(2026, 12, 14, 8, tzinfo=BANGKOK),
        returns=datetime(2026, 12, 16, 8, tzinfo=BANGKOK),
        meals_given=(DAY,),
        nights=(NightAbroad(on=DAY, country="JP"),),
        clothing=True,
    ),
    "seminar": Seminar(
        venue="private",
        training_kind="b",
        days=(SeminarDay(on=DAY, people=40, meals="some", snacks=2),),
        talks=(Talk(on=DAY, minutes=170),),
        stays=(Stay(on=DAY, people=40),),
    ),
}


@pytest.mark.parametrize(
    ("name", "unknown", "known"),
    [
        ("abroad", ["meals_given", "lodging"], {"per_diem": 4_200, "clothing": 7_500}),
        ("seminar", ["meals", "snacks", "lodging"], {"speakers": 1_800}),
    ],
)
def test_what_no_source_tells_is_unknown_and_never_guessed(
    office: Office, name: str, unknown: list[str], known: dict[str, int]
) -> None:
    with pytest.raises(NotModelled):
        office.budgets.estimate(PLANS[name])
    found = office.budgets.estimate(PLANS[name], partly=True).value
    assert [one.field for one in found.unknown] == unknown
    assert {line.kind: int(line.amount.decimal) for line in found.lines} == known
    assert found.total.decimal == sum(known.values())
    assert "ไม่ทราบ" in found.unknown[0].message.in_language("th")
    assert "set it in your own profile" in str(found.unknown[0].message) or "give its group" in str(found.unknown[0])


def test_the_old_rates_hold_for_the_old_days(office: Office) -> None:
    old = date(2024, 12, 14)
    days = (SeminarDay(on=old, people=40, meals="some"), SeminarDay(on=DAY, people=40, meals="some"))
    found = office.budgets.estimate(Seminar(venue="private", training_kind="b", days=days), partly=True).value
    assert ([(one.on, one.amount.minor) for one in found.lines], len(found.unknown)) == ([(old, 28_000_00)], 1)


def test_a_meeting_is_estimated_too(office: Office) -> None:
    assert office.budgets.estimate(Meeting(on=DAY, people=12, snacks=1)).value.of("snacks").minor == 420_00


@given(st.integers(1, 60), st.integers(0, 2), st.booleans())
def test_in_parts_or_whole_a_known_estimate_is_the_same(
    memory_office: Office,
    hours: int,
    nights: int,
    flat: bool,  # noqa: FBT001 - drawn
) -> None:
    way = "flat" if flat else "actual"
    trip = Trip(
        position_level="expert",
        departs=datetime(2026, 12, 14, 8, tzinfo=BANGKOK),
        returns=datetime(2026, 12, 14 + nights + 1, 8 + hours % 12, tzinfo=BANGKOK),
        overnight=True,
        nights=tuple(Night(on=date(2026, 12, 14 + n), way=way) for n in range(nights)),
    )
    assert memory_office.budgets.estimate(trip).value == memory_office.budgets.estimate(trip, partly=True).value


@pytest.fixture(scope="module")
def memory_office() -> Any:
    import orqa

    with orqa.open_office("memory:", profile="thai-public-university") as office:
        yield office


# ------------------------------------------------------------------ files


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(text: str, name: str = "plan.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_file_in_either_form_says_the_same(plan: Callable[..., Path]) -> None:
    toml = plan(
        'position_level = "professional"\ndeparts = "๑๔ ธ.ค. ๒๕๖๙ ๐๘.๐๐ น."\nreturns = 2026-12-16T18:30:00\n'
        'nights = [{on = 2026-12-14}, {on = "15/12/2569", bill = 1200.50}]\n'
        'legs = [{on = 2026-12-14, means = "car", km = 12.5}]\n'
    )
    json = plan(
        '{"position_level": "professional", "departs": "2026-12-14T08:00", "returns": "16 ธ.ค. 2569 18:30",'
        '"nights": [{"on": "2026-12-14"}, {"on": "2026-12-15", "bill": "๑,๒๐๐.๕๐"}],'
        '"legs": [{"on": "2026-12-14", "means": "car", "km": "12.5"}]}',
        "plan.json",
    )
    one, other = (planned_of("travel", read_plan_file(path), "THB", path.name) for path in (toml, json))
    assert one == other
    assert isinstance(one, Trip)
    assert (one.overnight, one.nights[1].bill and one.nights[1].bill.minor) == (True, 1_200_50)
    assert one.legs[0].km == Decimal("12.5")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"departs": None}, ["is missing", "$.departs"]),
        ({"departs": "some day"}, ["no day and time", "14 ธ.ค. 2569 08.00"]),
        ({"departs": "2026-12-14 25:00"}, ["no day and time"]),
        ({"departs": 5}, ["is not understood as datetime"]),
        ({"nigts": 3}, ["no such fields: nigts"]),
        ({"nights": 3}, ["one value for a list", "$.nights"]),
        ({"nights": [{"on": "2026-12-14", "bill": 1.5}]}, ["a float is not exact", "$.nights[0].bill"]),
        ({"nights": [{"on": "2026-12-14", "bill": "1.005"}]}, ["$.nights[0].bill"]),
        ({"nights": [{"on": "2026-12-14", "way": "free"}]}, ["$.nights[0]"]),
        ({"legs": [{"on": "2026-12-14", "means": "plane"}]}, ["$.legs[0]"]),
        ({"legs": [{"on": "2026-12-14", "means": "car", "km": -5}]}, ["is not from 0 to 1,000,000"]),
        ({"overnight": "yes"}, ["true/false"]),
        ({"returns": "2600-12-16 08:00"}, ["too long"]),
    ],
)
def test_each_field_that_is_not_understood_is_named(changes: dict[str, Any], words: list[str]) -> None:
    fields = {name: value for name, value in {**TRIP, **changes}.items() if value is not None}
    with pytest.raises(EstimateFileUnusable) as refused:
        planned_of("travel", fields, "THB", "a.toml")
    told = str(refused.value)
    assert [word for word in ("a.toml", *words) if word not in told] == []
    assert refused.value.message("th") != told


def test_whole_numbers_are_whole() -> None:
    days = [{"on": "2026-12-14", "people": "1.5"}]
    with pytest.raises(EstimateFileUnusable, match=r"1\.5 is not understood as int"):
        planned_of("seminar", {"venue": "state", "days": days}, "THB")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a = ", "a.toml"),
        ("{", "a.json"),
        ("[1]", "a.json"),
        ("[" * 100_000, "b.json"),
        ("x = 1\n" * LARGEST, "a.toml"),
    ],
)
def test_files_that_are_none_are_refused(plan: Callable[..., Path], text: str, name: str) -> None:
    with pytest.raises(EstimateFileUnusable, match=name):
        read_plan_file(plan(text, name))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EstimateFileUnusable, match="cannot be read"):
        read_plan_file(tmp_path / "x.toml")


def test_a_plan_that_contradicts_itself_is_refused(office: Office) -> None:
    back = planned_of("travel", {**TRIP, "returns": "2026-12-14 07:00"}, "THB")
    with pytest.raises(EstimateRefused, match="not after the departure"):
        office.budgets.estimate(back)
    assert departure(TRIP) == DAY
    for wrong in ({}, {"departs": "x"}):
        with pytest.raises(EstimateFileUnusable, match="departs"):
            departure(wrong)
