"""Estimates at the command line: from options, from a file, in parts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runner = Callable[..., Any]
TRIP = ("--departs", "2026-12-14 08:00", "--returns", "16 ธ.ค. 2569 18.30")


@pytest.fixture
def do(run: Runner, url: str) -> Runner:
    return lambda *arguments: run("--office", url, "--lang", "en", "budget", "estimate", *arguments)


def amounts(told: Any) -> list[tuple[str, str]]:
    return [(line["kind"], line["amount"]) for line in told.json["lines"]]


def test_a_trip_from_options_and_the_same_from_a_file(do: Runner, tmp_path: Path) -> None:
    given = ("travel", "--level", "professional", *TRIP, "--nights", "2", "--km", "120", "--fare", "1,500")
    printed = do(*given)
    assert "Total: 5,460.00" in printed.out
    assert "mof-travel-2550" in printed.out
    assert "estimate-fare-class" in printed.err
    told = do(*given, "--json")
    assert amounts(told) == [
        ("per_diem", "480.00"), ("lodging", "3000.00"), ("transport", "1500.00"), ("transport", "480.00"),
    ]  # fmt: skip
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'position_level = "professional"\ndeparts = 2026-12-14T08:00:00\nreturns = 2026-12-16T18:30:00\nnights = 2\n'
        'legs = [{on = 2026-12-14, means = "fare", bill = 1500}, {on = 2026-12-14, means = "car", km = 120}]\n'
    )
    assert do("travel", plan, "--json").json == told.json
    assert do("travel", plan, "--returns", "2026-12-17 08:00", "--json").json["total"] == "5700.00"


def test_flat_and_shared_nights_and_meals_that_are_given(do: Runner) -> None:
    trip = ("travel", "--level", "professional", *TRIP, "--nights", "1")
    assert amounts(do(*trip, "--flat", "--meal-given", "2026-12-15", "--json")) == [
        ("per_diem", "480.00"), ("meals_given", "-80.00"), ("lodging", "800.00"),
    ]  # fmt: skip
    assert amounts(do(*trip, "--shared", "--json"))[1] == ("lodging", "850.00")


def test_what_is_unknown_is_told_and_left_out(do: Runner) -> None:
    abroad = ("abroad", "--level", "senior", *TRIP, "--nights", "2", "--clothing")
    told = do(*abroad, "--country", "JP")
    assert (told.code, "Total of what is known: 11,700.00" in told.out) == (0, True)
    assert "Lodging from 2026-12-14 is unknown" in told.err
    assert (
        do(*abroad, "--country-group", "c", "--json").json["whole"],
        do(*abroad, "--country", "JP", "--json").json["whole"],
    ) == (True, False)
    training = ("seminar", "--kind", "b", "--venue", "private", "--people", "40", "--meals", "some", "--talk", "170")
    more = ("--snacks", "2", "--nights", "1", "--shared", "--days", "2", "--speaker", "other")
    old = do(*training, *more, "--on", "2024-12-14", "--json").json
    assert (old["total"], old["whole"]) == ("103600.00", True)
    new = do(*training, *more, "--on", "2026-12-14", "--json").json
    assert (new["total"], len(new["unknown"])) == ("3600.00", 5)


def test_a_meeting(do: Runner) -> None:
    meeting = ("meeting", "--on", "2026-12-14", "--people", "12", "--snacks", "1", "--meal", "lunch")
    told = do(*meeting)
    assert "Total: 420.00" in told.out
    assert "goes over its time" in told.err
    assert [kind for kind, _ in amounts(do(*meeting, "--over-mealtime", "--json"))] == ["snacks", "meals"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("travel",), ["$.position_level", "$.departs", "$.returns"]),
        (("travel", "--nights", "2"), ["departs: it is missing"]),
        (("travel", "--level", "lecturer", *TRIP), ["travel.group is not modelled"]),
        (("travel", "--level", "clerk", *TRIP), ["clerk"]),
        (("seminar", "--venue", "state"), ["there is no day"]),
        (("meeting", "--people", "5"), ["$.on"]),
    ],
)
def test_what_cannot_be_estimated_says_what_is_missing(
    do: Runner, arguments: tuple[str, ...], words: list[str]
) -> None:
    told = do(*arguments)
    assert told.code == 1
    assert [word for word in words if word not in told.err] == []
