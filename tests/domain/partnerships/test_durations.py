"""How long a mobility is, by the counting of its scheme."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.domain.partnerships.durations import (
    METHODS,
    Basis,
    Duration,
    DurationUnknown,
    decide_duration,
    look_at,
    over_cycle,
)
from orqa.domain.partnerships.mobilities import Mobility, StayCertificate, Traveller
from orqa.plugins.opening import builtin_registry

RULES = builtin_registry().profile("national").ruleset


def file(**fields: Any) -> Mobility:
    who = Traveller(code="S1", given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"))
    told = {"id": "m", "number": 1, "year": 2026, "direction": "sent", "mobility_kind": "exchange", "partner": "p"}
    more = {"traveller": who, "units": Decimal(1), "nominated_on": date(2020, 1, 1)}
    return Mobility(**{**told, **more, **fields})


def paper(event: str, day: date) -> StayCertificate:
    return StayCertificate(event=event, day=day, document="C-1")


def reading(on: date = date(2023, 1, 1)) -> Any:
    return RULES.at(on).reading()


days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "months_of_30", "calendar_days"),
    [
        (date(2023, 1, 1), date(2023, 4, 15), 105, 105),
        (date(2023, 1, 1), date(2023, 1, 31), 30, 31),
        (date(2023, 9, 1), date(2023, 9, 30), 30, 30),
        (date(2023, 1, 31), date(2023, 3, 1), 32, 30),
        (date(2023, 9, 15), date(2024, 2, 14), 150, 153),
        (date(2023, 1, 1), date(2023, 12, 31), 360, 365),
        (date(2023, 5, 5), date(2023, 5, 5), 1, 1),
        (date(2023, 2, 1), date(2023, 2, 28), 28, 28),
    ],
)
def test_each_method_counts_both_ends(first: date, last: date, months_of_30: int, calendar_days: int) -> None:
    assert METHODS["months_of_30"](first, last) == months_of_30
    assert METHODS["calendar_days"](first, last) == calendar_days


@given(days, st.integers(0, 800), st.integers(0, 40))
def test_a_longer_stay_is_never_shorter(first: date, length: int, more: int) -> None:
    last = first + timedelta(days=length)
    for count in METHODS.values():
        assert count(first, last) <= count(first, last + timedelta(days=more))
    assert METHODS["calendar_days"](first, last) == length + 1


@given(days, st.integers(1, 36))
def test_a_whole_number_of_months_from_a_first_day_is_that_many_times_thirty(first: date, months: int) -> None:
    start = first.replace(day=1)
    index = start.year * 12 + start.month - 1 + months
    last = date(index // 12, index % 12 + 1, 1)
    assert METHODS["months_of_30"](start, last) == months * 30 + 1


@pytest.mark.parametrize(
    ("fields", "first", "basis"),
    [
        ({"first": date(2023, 1, 1), "last": date(2023, 5, 1)}, date(2023, 1, 1), Basis.PLANNED),
        (
            {"first": date(2023, 1, 1), "last": date(2023, 5, 1), "arrived": date(2023, 1, 3)},
            date(2023, 1, 3),
            Basis.PLANNED,
        ),
        ({"arrived": date(2023, 1, 3), "returned": date(2023, 5, 1)}, date(2023, 1, 3), Basis.REPORTED),
        (
            {
                "arrived": date(2023, 1, 3),
                "returned": date(2023, 5, 1),
                "certificates": (paper("arrival", date(2023, 1, 5)),),
            },
            date(2023, 1, 5),
            Basis.REPORTED,
        ),
        (
            {
                "arrived": date(2023, 1, 3),
                "returned": date(2023, 5, 1),
                "certificates": (paper("arrival", date(2023, 1, 5)), paper("departure", date(2023, 5, 1))),
            },
            date(2023, 1, 5),
            Basis.CERTIFIED,
        ),
    ],
)
def test_certificates_come_before_reports_and_plans(fields: dict[str, Any], first: date, basis: Basis) -> None:
    found = decide_duration(reading(), "none", file(**fields)).value
    assert (found.first, found.basis, found.last) == (first, basis, date(2023, 5, 1))


@pytest.mark.parametrize("fields", [{}, {"first": date(2023, 1, 1)}, {"arrived": date(2023, 1, 1)}])
def test_without_days_there_is_no_length(fields: dict[str, Any]) -> None:
    with pytest.raises(DurationUnknown, match="has no first or last day"):
        decide_duration(reading(), "none", file(**fields))


@pytest.mark.parametrize(
    ("scheme", "kind", "first", "last", "codes"),
    [
        ("erasmus_plus", "exchange", date(2023, 9, 1), date(2023, 10, 30), []),
        ("erasmus_plus", "exchange", date(2023, 9, 1), date(2023, 10, 29), ["mobility-too-short"]),
        ("erasmus_plus", "exchange", date(2020, 9, 1), date(2020, 11, 28), ["mobility-too-short"]),
        ("erasmus_plus", "exchange", date(2020, 9, 1), date(2020, 11, 29), []),
        ("erasmus_plus", "exchange", date(2023, 9, 1), date(2024, 8, 31), []),
        ("erasmus_plus", "exchange", date(2023, 9, 1), date(2024, 9, 1), ["mobility-too-long"]),
        ("erasmus_plus", "blended", date(2023, 9, 1), date(2023, 9, 4), ["mobility-too-short"]),
        ("erasmus_plus", "blended", date(2023, 9, 1), date(2023, 9, 5), []),
        ("erasmus_plus", "staff_teaching", date(2023, 9, 1), date(2023, 10, 30), []),
        ("erasmus_plus", "staff_teaching", date(2023, 9, 1), date(2023, 10, 31), ["mobility-too-long"]),
        ("none", "exchange", date(2023, 9, 1), date(2023, 9, 2), []),
        ("erasmus_plus", "short_term", date(2023, 9, 1), date(2023, 9, 2), []),
    ],
)
def test_what_falls_short_or_is_too_long_is_told(
    scheme: str, kind: str, first: date, last: date, codes: list[str]
) -> None:
    known, rules = file(mobility_kind=kind, first=first, last=last), reading(first)
    found = decide_duration(rules, scheme, known)
    findings = list(look_at(rules, scheme, known, found.value))
    assert [one.code for one in findings] == codes
    assert all(one.show("th") != one.show("en") for one in findings)
    assert found.citations


def test_certificates_that_differ_and_early_ends_are_told() -> None:
    known = file(
        first=date(2023, 1, 1),
        last=date(2023, 6, 1),
        arrived=date(2023, 1, 3),
        returned=date(2023, 5, 1),
        certificates=(paper("arrival", date(2023, 1, 5)),),
    )
    rules = reading()
    found = list(look_at(rules, "none", known, decide_duration(rules, "none", known).value))
    assert [one.code for one in found] == ["mobility-shorter-than-planned", "mobility-certificate-differs"]


def length(days_: int) -> Duration:
    told = {"first": date(2023, 1, 1), "last": date(2023, 2, 1), "basis": Basis.PLANNED}
    return Duration(days=days_, method="months_of_30", month_days=30, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(("before", "told"), [(240, False), (241, True)])
def test_all_stays_of_a_level_count_together(before: int, told: bool) -> None:  # noqa: FBT001 - one column of the table
    found = list(over_cycle(reading(), "erasmus_plus", file(), length(120), iter([length(before)])))
    assert bool(found) is told
    assert list(over_cycle(reading(), "none", file(), length(120), iter([length(before)]))) == []


def test_months_are_exact_and_rounded_once() -> None:
    assert length(134).months == Fraction(67, 15)
    assert length(134).in_months() == Fraction(9, 2)
    assert length(127).in_months() == 4
    assert length(128).in_months(Fraction(1, 100)) == Fraction(427, 100)
    assert "4 months and 14 days" in length(134).wording.in_language("en")
