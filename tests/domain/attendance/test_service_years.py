"""How long somebody has served."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.service_years import ServiceLength, decide_service, employment_on
from orqa.rules.profile import Profile

CIVIL, UNIVERSITY, TEMPORARY = "civil_servant", "university_employee", "temporary_employee"
ON = date(2026, 9, 30)


def stretch(personnel: str, first: date, last: date | None = None) -> Employment:
    return Employment(id=f"{personnel}-{first}", person="p", personnel=personnel, first=first, last=last)


@pytest.mark.parametrize(
    ("rows", "on", "expected"),
    [
        pytest.param([], ON, (0, 0, 0), id="nobody"),
        pytest.param([stretch(CIVIL, date(2016, 10, 1))], ON, (10, 0, 0), id="ten years are full on 30 September"),
        pytest.param([stretch(CIVIL, date(2016, 10, 2))], ON, (9, 11, 29), id="one day short of ten"),
        pytest.param([stretch(CIVIL, date(2016, 10, 1), date(2026, 9, 29))], ON, (0, 0, 0), id="has left"),
        pytest.param(
            [stretch(CIVIL, date(2010, 1, 1), date(2015, 12, 31)), stretch(UNIVERSITY, date(2016, 1, 1))],
            date(2019, 12, 31),
            (10, 0, 0),
            id="a civil servant became a university employee",
        ),
        pytest.param(
            [stretch(TEMPORARY, date(2010, 1, 1), date(2015, 12, 31)), stretch(UNIVERSITY, date(2016, 1, 1))],
            date(2019, 12, 31),
            (4, 0, 0),
            id="time as a temporary employee is not added",
        ),
        pytest.param(
            [stretch(UNIVERSITY, date(2010, 1, 1), date(2015, 12, 30)), stretch(UNIVERSITY, date(2016, 1, 1))],
            date(2019, 12, 31),
            (4, 0, 0),
            id="a day between two contracts breaks the service",
        ),
        pytest.param([stretch(CIVIL, date(2024, 2, 29))], date(2025, 2, 27), (0, 11, 30), id="a day short of one"),
        pytest.param([stretch(CIVIL, date(2024, 2, 29))], date(2025, 2, 28), (1, 0, 0), id="a year after a leap day"),
    ],
)
def test_service(university: Profile, rows: list[Employment], on: date, expected: tuple[int, int, int]) -> None:
    decision = decide_service(rows, university.ruleset.at(on), on)
    assert decision.value == ServiceLength(*expected)


def test_it_cites_the_rule_that_adds_stretches_up(university: Profile) -> None:
    rows = [stretch(CIVIL, date(2010, 1, 1), date(2015, 12, 31)), stretch(UNIVERSITY, date(2016, 1, 1))]
    decision = decide_service(rows, university.ruleset.at(ON), ON)
    assert decision.keys == ("employment.counts",)
    assert decision.inputs["since"] == date(2010, 1, 1)


@given(cut=st.integers(1, 3000), days=st.integers(0, 3000))
def test_cutting_a_stretch_in_two_changes_nothing(university: Profile, cut: int, days: int) -> None:
    first = date(2010, 1, 1)
    on = first + timedelta(cut + days)
    middle = first + timedelta(cut)
    whole = decide_service([stretch(CIVIL, first)], university.ruleset.at(on), on)
    parts = [stretch(CIVIL, first, middle - timedelta(1)), stretch(CIVIL, middle)]
    assert decide_service(parts, university.ruleset.at(on), on).value == whole.value


@given(days=st.integers(0, 4000))
def test_a_day_more_is_never_less(university: Profile, days: int) -> None:
    rows = [stretch(CIVIL, date(2012, 2, 29))]
    day = date(2012, 2, 29) + timedelta(days)
    view = university.ruleset.at(ON)
    assert decide_service(rows, view, day).value < decide_service(rows, view, day + timedelta(1)).value


def test_the_latest_stretch_answers_for_a_day() -> None:
    rows = [stretch(TEMPORARY, date(2010, 1, 1)), stretch(UNIVERSITY, date(2016, 1, 1))]
    held = employment_on(rows, ON)
    assert held is not None
    assert held.personnel == UNIVERSITY
    assert employment_on(rows, date(2009, 12, 31)) is None
