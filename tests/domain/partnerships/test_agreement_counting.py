"""How agreements are counted for a year, and which end without a decision."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import orqa
from agreement_samples import agreement, partial
from orqa.domain.partnerships.agreement_counting import (
    CountedAt,
    Counting,
    days_to_signature,
    decide_counting,
    ends_undecided,
)

FIRST, LAST = date(2026, 10, 1), date(2027, 9, 30)
LAST_DAY, ANY_TIME = Counting(at=CountedAt.LAST_DAY), Counting(at=CountedAt.ANY_TIME)


@pytest.mark.parametrize(
    ("start", "months", "counted"),
    [
        (date(2025, 1, 1), 36, (True, True)),
        (date(2023, 10, 2), 36, (False, True)),  # in force for one day of the year
        (date(2023, 10, 1), 36, (False, False)),  # ended the day before it
        (date(2027, 9, 30), 36, (True, True)),  # began on its last day
        (date(2027, 10, 1), 36, (False, False)),
        (date(2026, 11, 1), 2, (False, True)),  # began and ended in it
        (date(2020, 1, 1), None, (True, True)),
    ],
)
def test_one_day_of_the_year_is_in_or_out_by_the_rule(
    start: date, months: int | None, counted: tuple[bool, bool]
) -> None:
    one = agreement("a", start, months)
    assert (LAST_DAY.counts(one, FIRST, LAST), ANY_TIME.counts(one, FIRST, LAST)) == counted


@given(st.dates(date(2020, 1, 1), date(2028, 1, 1)), st.integers(1, 60))
def test_whatever_counts_on_the_last_day_counts_at_any_time(start: date, months: int) -> None:
    one = agreement("a", start, months)
    days = [FIRST + timedelta(days=number) for number in range(365)]
    assert ANY_TIME.counts(one, FIRST, LAST) == any(map(one.is_in_force, days))
    assert not LAST_DAY.counts(one, FIRST, LAST) or ANY_TIME.counts(one, FIRST, LAST)


def test_the_rule_leaves_out_what_changes_another() -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        decided = decide_counting(office.rules(date(2026, 11, 27)).reading())
    assert [str(cited) for cited in decided.citations] == ["international-office-practice"]
    assert decided.value == Counting(at=CountedAt.LAST_DAY, left_out=frozenset({"addendum"}))
    assert not decided.value.counts(agreement("a", agreement_kind="addendum"), FIRST, date(2026, 11, 1))


ON = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("months", "fields", "undecided"),
    [
        (6, {}, True),  # ends on 31 December 2026
        (5, {}, False),
        (12, {"intention": "lapse"}, False),
        (12, {"renewed": 36}, False),
        (12, {"state": "terminating", "noticed_on": date(2026, 6, 1)}, False),
        (12, {"state": "suspended"}, False),
        (12, {"months": None}, False),
        (12, {"start": date(2023, 1, 1)}, False),  # ended already
    ],
)
def test_what_ends_without_a_decision(months: int, fields: dict[str, Any], undecided: Any) -> None:
    assert ends_undecided(agreement("a", **fields), ON, months) is undecided


def test_days_to_signature_rest_on_days_that_are_known() -> None:
    asked = [("2023-12-02", 30), ("2023-12-22", 10), ("2023-12", None), ("2023", None)]
    made = [agreement(str(number), requested=partial(text)) for number, (text, _) in enumerate(asked)]
    assert days_to_signature(made) == (Decimal(20), 2)
    assert days_to_signature([agreement("x"), agreement("y", None, requested=partial("2023-01-01"))]) == (None, 0)
