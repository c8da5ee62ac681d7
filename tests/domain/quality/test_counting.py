"""Counting people, students and cohorts by the tables of a framework: the worked examples, and laws."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import orqa
from domain.quality.small import small
from orqa.base.errors import NotModelled
from orqa.domain.quality.cohorts import Cohort, check_cohorts, graduation, retention
from orqa.domain.quality.counting import Course, Worked, credit_hours, ftes, head_count
from orqa.domain.quality.framework import Framework


def faculty() -> Framework:
    return orqa.load_framework("iqa-2557-faculty")


def programme(degree: str = "bachelor") -> Framework:
    return orqa.load_framework("iqa-2557-programme", degree=degree)


def worked(*months: Any) -> list[Worked]:
    return [Worked(months=one) for one in months]


# ------------------------------------------------------------------------------------------------------------ people


@pytest.mark.parametrize(
    ("months", "count"),
    [
        (12, 1), (9, 1), ("8.99", Fraction(1, 2)), (6, Fraction(1, 2)), ("5.99", 0), (0, 0), ("๑๒", 1),
        (Decimal("8.5"), Fraction(1, 2)),
    ],
)  # fmt: skip
def test_a_person_counts_by_the_months_worked(months: Any, count: Any) -> None:
    assert head_count(faculty(), worked(months)).value == count


def test_a_count_of_people_explains_itself_and_cites() -> None:
    found = head_count(faculty(), worked(12, 12, 9, 7, 6, 2))
    assert found.show() == (
        "Counting lecturers and researchers by months worked: 4 people\n"
        "  9 to 12 months: 3 × 1 = 3\n"
        "  6 up to 9 months: 2 × 0.5 = 1\n"
        "  0 up to 6 months: 1 × 0 = 0\n"
        "  [ohec-manual-2557]"
    )
    assert "6 เดือน แต่ไม่ถึง 9 เดือน: 2 × 0.5 = 1" in found.show("th")
    assert (found.certainty.value, found.findings) == ("known", ())


@pytest.mark.parametrize("months", [13, -1, "a year", None, float("nan")])
def test_months_outside_a_year_are_left_out_and_told(months: Any) -> None:
    found = head_count(faculty(), [Worked(months=months, person="Dr. A"), *worked(12)])
    assert (found.value, [one.code for one in found.findings]) == (1, ["months-outside-year"])
    assert "Dr. A" in found.findings[0].message.in_language("th")


@pytest.mark.parametrize(
    ("figure", "count"), [("", 2), ("doctorate", 2), ("rank", 2), ("works", 2), ("research_money", 1)]
)
def test_people_on_study_leave_count_in_some_figures(figure: str, count: int) -> None:
    found = head_count(faculty(), [Worked(months=12, on_leave=True), *worked(12)], figure)
    assert found.value == count


def test_the_clause_about_study_leave_is_cited_and_its_figure_must_be_known() -> None:
    found = head_count(faculty(), worked(12), "works")
    assert [str(one) for one in found.citations] == ["ohec-manual-2557", "ohec-manual-2557#2.3"]
    with pytest.raises(NotModelled, match="doctorate, rank, research_money, works"):
        head_count(faculty(), [], "parking")


MONTHS = st.lists(st.integers(0, 12) | st.sampled_from(["8.99", "6.5", "0.25"]), max_size=30)


@given(MONTHS, MONTHS)
def test_counts_of_people_add_up_and_are_at_most_one_each(some: Sequence[Any], others: Sequence[Any]) -> None:
    both, first, second = (head_count(faculty(), worked(*p)).value for p in ((*some, *others), some, others))
    assert first is not None
    assert second is not None
    assert both == first + second
    assert 0 <= first <= len(some)
    assert (2 * first).denominator == 1


# ---------------------------------------------------------------------------------------------------------- students


def test_the_worked_example_of_full_time_students() -> None:
    """5,940 credit hours ÷ 36 = 165; graduate 480 ÷ 24 = 20, × 2 = 40; together 205."""
    found = ftes(faculty(), {"bachelor": 5940, "graduate": "480"}, "sci_tech")
    assert found.value == 205
    assert [line.in_language("en") for line in found.lines] == [
        "bachelor: 5,940 credit hours ÷ 36 = 165",
        "graduate: 480 credit hours ÷ 24 = 20",
        "converted to bachelor level, sci_tech: 20 × 2 = 40",
        "together: 205",
    ]
    assert [str(one) for one in found.citations] == ["ohec-manual-2557#1.4"]


@pytest.mark.parametrize(("field", "count"), [("health", 20), ("sci_tech", 40), ("hum_soc", 36)])
def test_graduate_students_count_by_their_field(field: str, count: int) -> None:
    assert ftes(faculty(), {"graduate": 480}, field).value == count


def test_full_time_students_are_exact() -> None:
    assert ftes(faculty(), {"bachelor": 100}).value == Fraction(25, 9)


def test_students_of_courses_are_credit_hours() -> None:
    courses = [
        Course(students=40, credits=3), Course(students="๓๐", credits="1.5"),
        Course(students=10, credits=3, degree="graduate"),
    ]  # fmt: skip
    assert credit_hours(courses) == {"bachelor": 165, "graduate": 30}
    with pytest.raises(ValueError, match="no fewer than 0"):
        credit_hours([Course(students=-1, credits=3)])


@pytest.mark.parametrize(
    ("hours", "field", "said"),
    [({"diploma": 1}, "", "bachelor, graduate"), ({"graduate": 1}, "arts", "health, sci_tech, hum_soc")],
)
def test_degrees_and_fields_without_a_rule_are_not_guessed(hours: dict[str, int], field: str, said: str) -> None:
    with pytest.raises(NotModelled, match=said):
        ftes(faculty(), hours, field)


def test_a_framework_without_rules_of_counting_counts_nothing() -> None:
    with pytest.raises(NotModelled, match=r"small has no table counting\.staff"):
        head_count(small(), [])
    with pytest.raises(ValueError, match="not below 0"):
        ftes(faculty(), {"bachelor": -1})


# ----------------------------------------------------------------------------------------------------------- cohorts

COHORT = Cohort(year=2563, intake=50, graduates=38, in_plan=35, left={"dismissed": 6, "death": 1, "job_relocation": 3})


@pytest.mark.parametrize(("degree", "percent"), [("bachelor", 82), ("master", 88), ("doctoral", 88)])
def test_retention_leaves_out_who_died_and_in_graduate_studies_who_was_moved(degree: str, percent: int) -> None:
    """Of 50 taken in, 6 + 3 left besides the one who died: (50 − 9) ÷ 50 × 100 = 82; without the 3 it is 88."""
    assert retention(programme(degree), COHORT).value == percent


def test_rates_explain_themselves() -> None:
    assert retention(programme(), COHORT).show().splitlines()[1:-1] == [
        "  left, but not counted as such (death): 1", "  left: 9", "  41 ÷ 50 × 100 = 82",
    ]  # fmt: skip
    found = graduation(programme(), COHORT)
    assert (found.value, str(found.lines[-1]), found.unit) == (70, "35 ÷ 50 × 100 = 70", "percent")
    assert "ohec-manual-2557#3.3" in map(str, found.citations)


@pytest.mark.parametrize(
    ("cohort", "said"),
    [
        (Cohort(year=2566, intake=50, left={"dismissed": 1}), "no graduates yet"),
        (Cohort(year=2566, intake=0), "nobody was taken in"),
        (Cohort(year=2566, intake=5, graduates=6), "cannot be so"),
    ],
)
def test_a_cohort_without_a_rate_says_why(cohort: Cohort, said: str) -> None:
    for found in (retention(programme(), cohort), graduation(programme(), cohort)):
        assert found.value is None
        assert said in found.show()


@pytest.mark.parametrize(
    ("cohort", "code"),
    [
        (Cohort(year=1, intake=5, graduates=3, left={"dismissed": 3}), "cohort-above-intake"),
        (Cohort(year=1, intake=5, graduates=2, in_plan=3), "cohort-plan-above-graduates"),
        (Cohort(year=1, intake=5, left={"dismissed": -1}), "cohort-below-zero"),
        (COHORT, "cohort-year-twice"),
    ],
)
def test_cohorts_that_cannot_be_are_told(cohort: Cohort, code: str) -> None:
    assert [one.code for one in check_cohorts([COHORT, cohort])] == [code]


@given(st.integers(1, 500), st.data())
def test_rates_lie_between_nothing_and_all(intake: int, data: st.DataObject) -> None:
    graduates = data.draw(st.integers(1, intake))
    cohort = Cohort(
        year=2563,
        intake=intake,
        graduates=graduates,
        in_plan=data.draw(st.integers(0, graduates)),
        left={"dismissed": data.draw(st.integers(0, intake - graduates))},
    )
    kept, done = retention(programme(), cohort).value, graduation(programme(), cohort).value
    assert kept is not None
    assert done is not None
    assert 0 <= done <= kept <= 100
