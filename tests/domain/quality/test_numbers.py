"""Exact numbers: what is read, how it is rounded and how it is shown."""

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.rounding import Rounding
from orqa.domain.quality.numbers import LARGEST, divided, number_of, rounded, scaled, shown, units

FRACTIONS = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6)
MODES = {
    Rounding.HALF_UP: decimal.ROUND_HALF_UP,
    Rounding.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Rounding.HALF_DOWN: decimal.ROUND_HALF_DOWN,
    Rounding.DOWN: decimal.ROUND_DOWN,
    Rounding.UP: decimal.ROUND_UP,
    Rounding.FLOOR: decimal.ROUND_FLOOR,
    Rounding.CEILING: decimal.ROUND_CEILING,
}


@pytest.mark.parametrize(
    ("given_", "number"),
    [
        (4, 4),
        (2.27, Fraction(227, 100)),
        (0.1 + 0.2, Fraction("0.30000000000000004")),
        (4.0, 4),
        (Decimal("4.50"), Fraction(9, 2)),
        (Fraction(6, 3), 2),
        ("๑,๒๖๐.๕", Fraction(2521, 2)),
        (" 1,260,000 ", 1_260_000),
        ("1260000", 1_260_000),
        (".5", Fraction(1, 2)),
        ("5.", 5),
        ("-3", -3),
        ("+3", 3),
        ("1e3", 1000),
        ("1e-3", Fraction(1, 1000)),
    ],
)
def test_what_people_write_is_read_exactly(given_: Any, number: Any) -> None:
    found = number_of(given_)
    assert found == number
    assert isinstance(found, int) is (Fraction(number).denominator == 1)


class Foreign:
    """Must never be asked how it prints: that may be endless."""

    def __repr__(self) -> str:
        raise AssertionError

    __str__ = __repr__


REFUSED: list[Any] = [
    None, True, False, [], (1,), {}, b"1", 1j, Foreign(), object(),
    float("nan"), float("inf"), -float("inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"),
    "", " ", ".", "-", "abc", "nan", "inf", "Infinity", "0x10", "1_000", "1 000", "--1", "1e", "e5", "1/3",
    "4,5", "1,00", "1234,567", "1,2,3", ",5", "5,", "٣", "1\n2",
    "9" * 41, "1e31", "1e-31", "1e99999", "1e999999999", "0e999999999", "-1e31",
    10**31, -(10**31), 10**5000, Fraction(1, 10**31), Fraction(10**31, 3), Decimal("1E+400000"), 5e-324, 1e300,
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(REFUSED)))
def test_what_is_no_number_of_an_office_is_refused(at: int) -> None:
    with pytest.raises(ValueError, match=r"number") as refused:
        number_of(REFUSED[at])
    assert len(str(refused.value)) < 100


def test_the_greatest_numbers_are_read_and_shown() -> None:
    assert number_of(10**30) == number_of("1e30") == LARGEST
    assert shown(LARGEST) == "1" + ",000" * 10


@given(FRACTIONS)
def test_a_decimal_comes_back_as_it_was(number: Fraction) -> None:
    written = scaled(units(number, 3, Rounding.HALF_UP), 3)
    assert number_of(written) == number_of(str(written)) == Fraction(written)
    assert number_of(f"{written:,}") == Fraction(written)


@given(FRACTIONS, st.integers(0, 9), st.sampled_from(list(MODES)))
def test_rounding_is_that_of_the_decimal_module(number: Fraction, decimals: int, mode: Rounding) -> None:
    with decimal.localcontext() as context:
        context.prec = 60
        # a quotient of sixty digits is exact enough to decide: no denominator here has more than seven
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        wanted = exact.quantize(Decimal(1).scaleb(-decimals), rounding=MODES[mode])
    assert rounded(number, decimals, mode) == wanted


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_half_goes_away_from_zero_as_printed_reports_have_it(count: int, decimals: int) -> None:
    tie = Fraction(2 * count + 1, 2 * 10**decimals)
    away = count + 1 if tie > 0 else count
    assert units(tie, decimals, Rounding.HALF_UP) == away


def test_no_context_of_the_caller_changes_a_score() -> None:
    with decimal.localcontext() as context:
        context.prec = 2
        context.rounding = decimal.ROUND_UP
        assert str(rounded(Fraction(1234567, 1000), 2, Rounding.HALF_UP)) == "1234.57"
        assert shown(Fraction(12345, 4)) == "3,086.25"
    assert str(scaled(10**40 + 1, 2)) == "1" + "0" * 37 + "0.01"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (41, "41"),
        (1_260_000, "1,260,000"),
        (Fraction(1, 4), "0.25"),
        (Fraction(1001, 10), "100.1"),
        (Fraction(100, 3), "33.3333…"),
        (Fraction(-100, 3), "-33.3333…"),
        (Fraction(1, 100_000), "0.0000…"),
        (Fraction(-1, 100_000), "0.0000…"),
        (Fraction(4, 2), "2"),
        (Fraction(10**33 * 4 + 1, 4), f"{10**33:,}.25"),
        pytest.param(10**5000, "10^60…", id="huge"),
        pytest.param(-(10**5000), "-10^60…", id="huge below"),
        pytest.param(Fraction(10**5000, 3), "10^60…", id="huge fraction"),
    ],
)
def test_a_number_is_shown_as_people_read_it(number: Any, text: str) -> None:
    assert shown(number) == text


@given(FRACTIONS)
def test_what_is_shown_is_the_number_or_says_that_it_goes_on(number: Fraction) -> None:
    text = shown(number)
    found = Fraction(text.replace(",", "").rstrip("…"))
    assert (found == number) is not text.endswith("…")
    assert abs(found) <= abs(number)
    assert abs(found - number) < Fraction(1, 10**4)


@given(FRACTIONS, FRACTIONS.filter(bool))
def test_a_quotient_is_exact_and_whole_where_it_can_be(top: Fraction, bottom: Fraction) -> None:
    found = divided(top, bottom)
    assert found == top / bottom
    assert isinstance(found, int) is ((top / bottom).denominator == 1)
