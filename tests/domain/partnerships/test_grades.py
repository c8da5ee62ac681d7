"""Grades told in those of another institution, by how often each is given."""

import itertools
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.errors import NotModelled
from orqa.domain.partnerships.grades import Span, convert_grade, ects_table
from orqa.domain.partnerships.grading_tables import GradeRefused, GradeShare, GradeTable, check_table
from orqa.plugins.opening import builtin_registry

RULES = builtin_registry().profile("national").ruleset
TODAY = date(2026, 11, 27)


def table(*shares: tuple[str, str] | tuple[str, str, bool], **fields: Any) -> GradeTable:
    grades = tuple(GradeShare(label=one[0], share=Decimal(one[1]), passes=len(one) < 3) for one in shares)
    told = {"id": "t", "scale": "A-F", "first": 2023, "last": 2025, "source": "a page", "read_on": TODAY}
    return GradeTable(grades=grades, **{**told, **fields})


THERE = table(("5", "20"), ("4", "30"), ("3", "50"), ("2", "10", True))
HERE = table(("A", "10"), ("B+", "15"), ("B", "35"), ("C", "40"), ("F", "7", True))


@pytest.mark.parametrize(
    ("grade", "span", "found"),
    [
        ("5", "highest", "A"),
        ("5", "lowest", "B+"),
        ("5", "largest", "A"),
        ("5", "middle", "A"),
        ("4", "highest", "B+"),
        ("4", "lowest", "B"),
        ("4", "largest", "B"),
        ("4", "middle", "B"),
        ("3", "highest", "B"),
        ("3", "lowest", "C"),
        ("3", "largest", "C"),
        ("3", None, "C"),
    ],
)
def test_a_grade_that_spans_several_goes_where_the_way_says(grade: str, span: str | None, found: str) -> None:
    decision = convert_grade(grade, source=THERE, target=HERE, on=TODAY, rules=RULES, span=span)
    assert decision.value.grade == found
    assert decision.keys == (() if span else ("grade.span",))
    assert decision.inputs["span"] == (span or "largest")


def test_the_answer_explains_itself() -> None:
    found = convert_grade("4", source=THERE, target=HERE, on=TODAY, rules=RULES).value
    assert (found.band, found.overlaps) == (
        (Fraction(20), Fraction(50)),
        (("B+", Fraction(5)), ("B", Fraction(25))),
    )
    told = found.explanation.in_language("en")
    assert told == (
        "4 is given from 20.00 to 50.00 per cent of those who passed (A-F, 2023–2025, a page); "
        "there are of here: B+ 5.00, B 25.00 (A-F, 2023–2025, a page); the one with the largest overlap: B"
    )
    assert "ร้อยละ 20.00" in found.explanation.in_language("th")


shares = st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any)


@given(shares, shares, st.sampled_from(Span))
def test_a_better_grade_is_never_told_in_a_worse_one(there: list[int], here: list[int], span: Span) -> None:
    source, target = (
        table(*((f"{name}{place}", str(share)) for place, share in enumerate(of)), in_numbers=True)
        for name, of in (("s", there), ("t", here))
    )
    order = [one.label for one in target.grades]
    found = [
        order.index(
            convert_grade(one.label, source=source, target=target, on=TODAY, rules=RULES, span=span).value.grade
        )
        for one in source.grades
        if one.share
    ]
    assert found == sorted(found)


@given(shares, st.sampled_from(Span))
def test_a_grade_told_in_its_own_table_is_itself(of: list[int], span: Span) -> None:
    own = table(*((f"g{place}", str(share)) for place, share in enumerate(of)), in_numbers=True)
    for one in own.grades:
        if one.share:
            assert (
                convert_grade(one.label, source=own, target=own, on=TODAY, rules=RULES, span=span).value.grade
                == one.label
            )


@given(shares)
def test_bands_are_without_gap_from_nought_to_a_hundred(of: list[int]) -> None:
    bands = list(
        table(*((f"g{place}", str(share)) for place, share in enumerate(of)), in_numbers=True).bands().values()
    )
    assert (bands[0][0], bands[-1][1]) == (0, 100)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(bands))


def test_a_grade_that_nobody_got_goes_to_its_neighbour_and_is_told() -> None:
    source = table(("A+", "0"), ("A", "30"), ("B", "70"))
    found = convert_grade("A+", source=source, target=HERE, on=TODAY, rules=RULES, span="lowest").value
    assert (found.grade, [one.code for one in found.findings]) == ("A", ["grade-never-given"])


def test_fails_do_not_shift_the_others() -> None:
    without = table(("5", "20"), ("4", "30"), ("3", "50"))
    assert THERE.bands() == without.bands()


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("A", "40"), ("B", "59.5")], []),
        ([("A", "40"), ("B", "58.9")], ["grade-table-sum"]),
        ([("A", "40"), ("B", "50"), ("F", "10", True)], []),
        ([("A", "40"), ("B", "61.1")], ["grade-table-sum"]),
    ],
)
def test_a_sum_far_from_a_hundred_is_told(rows: list[Any], found: list[str]) -> None:
    findings = check_table(RULES, table(*rows), TODAY)
    assert [one.code for one in findings] == found
    assert check_table(RULES, table(*rows, in_numbers=True), TODAY) == ()


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda: convert_grade("9", source=THERE, target=HERE, on=TODAY, rules=RULES), "it has: 5, 4, 3, 2"),
        (lambda: convert_grade("2", source=THERE, target=HERE, on=TODAY, rules=RULES), "2 is no pass"),
        (
            lambda: convert_grade("5", source=THERE, target=HERE, on=TODAY, rules=RULES, span="best"),
            "choose from: lowest",
        ),
        (lambda: check_table(RULES, table(("A", "0"), ("F", "9", True)), TODAY), "no passing grade"),
        (lambda: check_table(RULES, table(("A", "10"), (" a ", "90")), TODAY), "a name of its own"),
        (lambda: check_table(RULES, table(("A", "100"), first=2026), TODAY), "lies before the first"),
    ],
)
def test_what_cannot_be_is_refused(act: Any, told: str) -> None:
    with pytest.raises(GradeRefused, match=told) as refused:
        act()
    assert refused.value.message("th") != refused.value.message("en")


def test_the_old_scale_is_of_its_time() -> None:
    old = ects_table(RULES, date(2008, 12, 31)).value
    assert old.bands()["C"] == (35, 65)
    assert convert_grade("A", source=old, target=HERE, on=date(2008, 12, 31), rules=RULES).value.grade == "A"
    with pytest.raises(NotModelled, match="given up for grading tables"):
        ects_table(RULES, date(2009, 1, 1))
