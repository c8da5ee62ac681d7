"""Half years and years against the limits that named offices set."""

from datetime import date
from decimal import Decimal

import pytest

from orqa.base.years import Period
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.statistics import LeaveTotal, Standing, Totals, decide_standing
from orqa.plugins.opening import builtin_registry

REGISTRY = builtin_registry()
HALF, YEAR = Period(date(2026, 4, 1), date(2026, 9, 30)), Period(date(2025, 10, 1), date(2026, 9, 30))


def standing(
    profile: str, personnel: str, *, times: int = 0, days: int = 0, late: int = 0, span: Period = HALF
) -> Standing:
    totals = Totals(
        person="p",
        due=120,
        present=Decimal(120 - days),
        late=late,
        early=0,
        official_duty=Decimal(0),
        training=Decimal(0),
        home_working=Decimal(0),
        excused=Decimal(0),
        absent=0,
        unresolved=0,
        leave=(LeaveTotal(leave_type="sick", times=times, days=Decimal(days)),),
    )
    employment = Employment(id="e", person="p", personnel=personnel, first=date(2020, 1, 6))
    return decide_standing(totals, [employment], span, REGISTRY.profile(profile).at(span.last)).value


@pytest.mark.parametrize(
    ("profile", "personnel", "figures", "over"),
    [
        ("national", "civil_servant", {"times": 10, "days": 23, "late": 18}, set()),
        ("national", "civil_servant", {"times": 11, "days": 24, "late": 19}, {"times", "days", "late"}),
        ("other-department", "civil_servant", {"late": 20}, set()),
        ("other-department", "civil_servant", {"late": 21}, {"late"}),
        ("psu-engineering", "university_employee", {"times": 9, "days": 23, "late": 9}, set()),
        ("psu-engineering", "university_employee", {"times": 10, "late": 10}, {"times", "late"}),
        ("basic-education", "school_teacher", {"times": 7, "days": 40}, {"times"}),
        ("basic-education", "education_officer", {"times": 8, "late": 10}, {"late"}),
    ],
)
def test_what_is_over(profile: str, personnel: str, figures: dict[str, int], over: set[str]) -> None:
    found = standing(profile, personnel, **figures)
    assert {check.name for check in found.checks if not check.met} == over
    assert found.met is not over or not over


def test_a_limit_of_a_year_counts_for_a_whole_year_alone() -> None:
    figures = {"times": 3, "days": 16, "late": 16}
    assert standing("defence-office", "temporary_employee", **figures).checks == ()
    whole = standing("defence-office", "temporary_employee", span=YEAR, **figures)
    assert {check.name: (check.limit, check.met) for check in whole.checks} == {
        "days": (15, False),
        "late": (15, False),
        "months": (12, True),
    }
    assert [check.limit for check in standing("defence-office", "civil_servant").checks][-1] == 4


def test_too_many_times_may_be_allowed_where_the_days_are_few() -> None:
    few = standing("basic-education", "school_teacher", times=7, days=15, late=9)
    assert (few.met, all(check.discretion for check in few.checks if not check.met)) == (False, True)
    many = standing("basic-education", "school_teacher", times=7, days=16)
    assert (many.met, all(check.discretion for check in many.checks if not check.met)) == (False, False)
    none = standing("psu-engineering", "university_employee", times=10, days=2)
    assert (none.met, all(check.discretion for check in none.checks if not check.met)) == (False, False)


def test_a_rating_is_out_of_reach_of_those_who_were_late_too_often() -> None:
    assert standing("health-department", "civil_servant", late=15).barred == ()
    ((name, rating),) = standing("health-department", "civil_servant", late=16).barred
    assert (name, rating.in_language("en")) == ("late", "outstanding or very good")


@pytest.mark.parametrize(("times", "late", "points"), [(0, 0, 4), (1, 0, 3), (0, 2, 2), (1, 2, 1), (2, 2, None)])
def test_points_for_discipline(times: int, late: int, points: int | None) -> None:
    assert standing("vocational-college", "civil_servant", times=times, late=late).points == points
    assert standing("national", "civil_servant", times=times, late=late).points is None
