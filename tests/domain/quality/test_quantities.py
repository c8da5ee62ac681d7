"""What is measured: percents, weighted works, deviations, means and formulas, with their arithmetic in words."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.domain.quality.formulas import read_formula
from orqa.domain.quality.marks import NO_MARK
from orqa.domain.quality.numbers import number_of
from orqa.domain.quality.quantities import Calculated, Deviation, Mean, Quantity, Ratio, Sample, Weighted

WORKS = Weighted("works", (("national", Fraction(1, 5)), ("listed", 1), ("petty", Fraction(2, 5))))
EMPLOYED = Ratio(
    node="2.2",
    numerator=("employed", "own"),
    denominator=("asked",),
    less=("ordained",),
    times=100,
    unit="percent",
    decimals=2,
)
PLAIN = Ratio(node="1", numerator=("asked",), unit="people")
WEIGHTED = Ratio(node="3", works=WORKS, denominator=("asked",), times=100, unit="percent")
DEVIATION = Deviation(ratio=Ratio(node="4", numerator=("ftes",), denominator=("asked",)), standard=25)
MEAN = Mean(of="marks", sum_of="sum", count="count", unit="rating")
ONLY_LIST = Mean(of="marks")
FORMULA = Calculated(formula=read_formula("(employed + own) / asked * 100"), unit="percent", decimals=1)
NAMES = ("employed", "own", "asked", "ordained", "ftes", "marks", "sum", "count", *WORKS.names)
TITLES = {name: Text.of(en=name.title(), th=f"ก {name}") for name in NAMES}
GIVEN = {"employed": 70, "own": 15, "asked": 94, "ordained": 1}


@pytest.mark.parametrize(
    ("quantity", "values", "result"),
    [
        (EMPLOYED, GIVEN, Fraction("91.40")),  # 85 of 93, rounded before it is scored
        (EMPLOYED, {"2.2-numerator": 85, "2.2-denominator": 93}, Fraction("91.40")),
        (EMPLOYED, {**GIVEN, "2.2-numerator": 93}, 100),
        (EMPLOYED, {**GIVEN, "2.2-denominator": 170}, 50),
        (PLAIN, {"asked": 94}, 94),
        (WEIGHTED, {"works.national": 3, "asked": 10}, 6),
        (WEIGHTED, {"works.national": 1, "works.listed": 1, "works.petty": 1, "asked": 5}, 32),
        (WEIGHTED, {"works.listed": 0, "asked": 5}, 0),
        (WEIGHTED, {"3-numerator": "7.5", "asked": 5}, 150),
        (DEVIATION, {"ftes": 24, "asked": 1}, -4),
        (DEVIATION, {"ftes": 28, "asked": 1}, 12),
        (DEVIATION, {"ftes": 32, "asked": 1}, 28),
        (DEVIATION, {"ftes": 25, "asked": 3}, Fraction(-200, 3)),
        (MEAN, {"marks": (4, 5)}, Fraction(9, 2)),
        (MEAN, {"sum": 13, "count": 3}, Fraction(13, 3)),
        (MEAN, {"marks": (4,), "sum": 99, "count": 1}, 4),
        (FORMULA, GIVEN, Fraction("90.4")),
    ],
)
def test_a_quantity_is_worked_out_exactly(quantity: Quantity, values: Mapping[str, Any], result: Any) -> None:
    read = {name: value if isinstance(value, tuple) else number_of(value) for name, value in values.items()}
    assert quantity.value(read) == result
    assert quantity.missing(read) == ()


@pytest.mark.parametrize(
    ("quantity", "values"),
    [
        (EMPLOYED, {**GIVEN, "asked": 1}),
        (EMPLOYED, {**GIVEN, "asked": 0}),
        (EMPLOYED, {"2.2-numerator": 0, "2.2-denominator": 0}),
        (WEIGHTED, {"works.national": 3, "asked": 0}),
        (DEVIATION, {"ftes": 24, "asked": 0}),
        (MEAN, {"marks": ()}),
        (MEAN, {"sum": 0, "count": 0}),
        (MEAN, {"sum": 3, "count": -1}),
        (FORMULA, {**GIVEN, "asked": 0}),
    ],
)
def test_a_denominator_that_is_not_above_zero_gives_no_result(quantity: Quantity, values: Mapping[str, Any]) -> None:
    for attempt in (quantity.value, lambda v: quantity.steps(v, TITLES)):
        with pytest.raises(ZeroDivisionError):
            attempt(values)


@pytest.mark.parametrize(
    ("quantity", "values", "missing"),
    [
        (EMPLOYED, {}, ("employed", "own", "asked", "ordained")),
        (EMPLOYED, {"employed": 1, "asked": 3}, ("own", "ordained")),
        (EMPLOYED, {"2.2-numerator": 1}, ("asked", "ordained")),
        (EMPLOYED, {"2.2-denominator": 1, "own": 2}, ("employed",)),
        (WEIGHTED, {"asked": 3}, WORKS.names),
        (WEIGHTED, {"works.petty": 3}, ("asked",)),
        (DEVIATION, {"asked": 3}, ("ftes",)),
        (MEAN, {}, ("marks",)),
        (MEAN, {"sum": 3}, ("count",)),
        (MEAN, {"count": 3}, ("sum",)),
        (ONLY_LIST, {"sum": 3}, ("marks",)),
        (FORMULA, {"own": 3}, ("employed", "asked")),
    ],
)
def test_a_quantity_says_what_it_lacks(quantity: Quantity, values: Mapping[str, Any], missing: tuple[str, ...]) -> None:
    assert quantity.missing(values) == missing
    with pytest.raises(KeyError):
        quantity.value(values)


@pytest.mark.parametrize(
    ("quantity", "values", "lines"),
    [
        (
            EMPLOYED,
            GIVEN,
            [
                "numerator: Employed 70 + Own 15 = 85",
                "denominator: Asked 94 − Ordained 1 = 93",
                "result: 85 ÷ 93 × 100 = 91.3978… percent",
                "rounded before it is scored, to 2 decimals: 91.4",
            ],
        ),
        (
            EMPLOYED,
            {"2.2-numerator": 85, "2.2-denominator": 100},
            [
                "numerator: 85 = 85",
                "denominator: 100 = 100",
                "result: 85 ÷ 100 × 100 = 85 percent",
                "rounded before it is scored, to 2 decimals: 85",
            ],
        ),
        (PLAIN, {"asked": 1200}, ["numerator: Asked 1,200 = 1,200"]),
        (
            WEIGHTED,
            {"works.national": 3, "works.listed": 0, "works.petty": 1, "asked": 10},
            ["numerator: 3 × 0.2 + 1 × 0.4 = 1", "denominator: Asked 10 = 10", "result: 1 ÷ 10 × 100 = 10 percent"],
        ),
        (
            DEVIATION,
            {"ftes": 322, "asked": 14},
            [
                "numerator: Ftes 322 = 322",
                "denominator: Asked 14 = 14",
                "result: 322 ÷ 14 = 23",
                "from the standard: (23 − 25) ÷ 25 × 100 = -8 percent",
            ],
        ),
        (MEAN, {"marks": (4, 5)}, ["mean of Marks: 4 + 5 = 9; 9 ÷ 2 = 4.5"]),
        (MEAN, {"marks": (1,) * 13}, [f"mean of Marks: {'1 + ' * 12}… = 13; 13 ÷ 13 = 1"]),
        (MEAN, {"sum": 9, "count": 2}, ["mean of Marks: sum ÷ count = 9 ÷ 2 = 4.5"]),
        (
            FORMULA,
            {"employed": 1, "own": 1, "asked": 3},
            [
                "(employed + own) / asked * 100 with Employed = 1, Own = 1, Asked = 3 = 66.6666… percent",
                "rounded before it is scored, to 1 decimals: 66.7",
            ],
        ),
    ],
)
def test_the_arithmetic_can_be_followed(quantity: Quantity, values: Mapping[str, Any], lines: list[str]) -> None:
    steps = quantity.steps(values, TITLES)
    assert [str(line) for line in steps] == lines
    assert all(re.search("[\u0e00-\u0e7f]", line.in_language("th")) for line in steps)


COUNTS = st.integers(0, 10**6)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_the_last_number_of_the_arithmetic_is_the_result(employed: int, own: int, asked: int, ordained: int) -> None:
    values = {"employed": employed, "own": own, "asked": asked, "ordained": ordained}
    if asked <= ordained:
        return
    last = str(EMPLOYED.steps(values, TITLES)[-1]).rpartition(" ")[2]
    assert Fraction(last.replace(",", "")) == EMPLOYED.value(values)


@given(st.lists(st.tuples(COUNTS, st.decimals(0, 1, places=2)), min_size=1, max_size=8))
def test_weighted_works_are_the_sum_of_each_times_its_weight(works: list[tuple[int, Any]]) -> None:
    weighted = Weighted("w", tuple((f"c{i}", number_of(weight)) for i, (_, weight) in enumerate(works)))
    values = {f"w.c{i}": count for i, (count, _) in enumerate(works)}
    assert weighted.value(values) == sum(count * Fraction(weight) for count, weight in works)


@pytest.mark.parametrize(
    ("values", "share"),
    [
        ({"asked": 50, "own": 200}, 25),
        ({"asked": 1, "own": 3}, Fraction(100, 3)),
        ({"own": 200}, None),
        ({"asked": 50}, None),
        ({"asked": 0, "own": 0}, None),
    ],
)
def test_the_share_of_those_who_answered(values: Mapping[str, Any], share: Any) -> None:
    assert Sample(part="asked", of="own", at_least=70, mark=NO_MARK).share(values) == share
