"""Money: exact, of one currency, adding up."""

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.amounts import exact
from orqa.base.currencies import minor_units
from orqa.base.money import (
    AmountNotUnderstood,
    FloatRefused,
    MixedCurrencies,
    Money,
    NotExact,
    Rounding,
    UnknownCurrency,
)

CURRENCIES = st.sampled_from(["THB", "EUR", "JPY", "KWD", "CLF"])
MINORS = st.integers(-(10**15), 10**15)
MONEY = st.builds(Money, MINORS, CURRENCIES)
BAHT = st.builds(Money, MINORS, st.just("THB"))


@pytest.mark.parametrize(
    ("amount", "minor"),
    [
        ("1,234.50", 123450),
        ("๑,๒๓๔.๕๐", 123450),
        ("1234.5", 123450),
        (" 0.05 ", 5),
        ("-12", -1200),
        ("\u221212", -1200),
        ("+12", 1200),
        ("1.500000", 150),
        (0, 0),
        (7, 700),
        (Decimal("7.25"), 725),
        (Decimal("1E+3"), 100000),
    ],
)
def test_money_is_made_of_exact_amounts(amount: Decimal | int | str, minor: int) -> None:
    assert Money.of(amount, "THB") == Money(minor, "THB")


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1,23", "12,34,567", "1.", ".5", "1 000", "1e3", "--1", "NaN", "1,234.50 บาท", "²", "٣", "9" * 99],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountNotUnderstood, match="is not an amount: write digits"):
        Money.of(text, "THB")


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+999999"), Decimal("1E-999999")])
def test_a_decimal_without_a_usable_amount_is_refused(amount: Decimal) -> None:
    with pytest.raises(AmountNotUnderstood):
        exact(amount)


@pytest.mark.parametrize("amount", [1.0, True, None, Fraction(1, 2)])
def test_anything_inexact_is_refused_everywhere(amount: object) -> None:
    for ask in (
        lambda: Money.of(amount, "THB"),  # type: ignore[arg-type]
        lambda: Money(amount, "THB"),
        lambda: Money(1, "THB") * amount,  # type: ignore[operator]
        lambda: Money(1, "THB").times(amount, Rounding.UP),  # type: ignore[arg-type]
        lambda: Money(1, "THB").allocate([amount]),  # type: ignore[list-item]
        lambda: Money(1, "THB").split(amount),  # type: ignore[arg-type]
    ):
        with pytest.raises(FloatRefused, match=f"found the {type(amount).__name__}"):
            ask()


def test_a_part_of_a_satang_needs_a_named_rounding() -> None:
    with pytest.raises(NotExact) as caught:
        Money.of("1.005", "THB")
    assert caught.value.message() == (
        "1.005 THB has a part below 2 decimal places: name a rounding, as in rounding=HALF_UP"
    )
    assert "ระบุวิธีปัดเศษ" in caught.value.message("th")
    assert Money.of("1.005", "THB", Rounding.HALF_UP) == Money(101, "THB")
    assert Money.of("1.005", "KWD") == Money(1005, "KWD")


@pytest.mark.parametrize(
    ("currency", "places"), [("THB", 2), ("USD", 2), ("JPY", 0), ("VND", 0), ("KWD", 3), ("CLF", 4)]
)
def test_minor_units_follow_iso_4217(currency: str, places: int) -> None:
    assert minor_units(currency) == places


@pytest.mark.parametrize("currency", ["XAU", "XTS", "XXX", "BGN", "thb", "", "บาท"])
def test_an_unknown_currency_is_refused(currency: str) -> None:
    with pytest.raises(UnknownCurrency, match="three capital letters such as THB"):
        Money(1, currency)


@given(MONEY)
def test_the_text_of_money_is_read_back(money: Money) -> None:
    assert Money.parse(str(money)) == money == pickle.loads(pickle.dumps(money))  # noqa: S301 -- our own bytes
    assert eval(repr(money)) == money  # noqa: S307 -- our own text
    assert Money.of(money.decimal, money.currency) == money
    assert Money.of(money.written("thai"), money.currency) == money
    assert -money.decimal.as_tuple().exponent == minor_units(money.currency)  # type: ignore[operator]


def test_a_text_without_currency_is_refused() -> None:
    with pytest.raises(AmountNotUnderstood):
        Money.parse("1234.50")
    with pytest.raises(UnknownCurrency):
        Money.parse("1,234.50 บาท")


@given(MINORS, MINORS, CURRENCIES)
def test_arithmetic_and_order_are_those_of_minor_units(one: int, other: int, currency: str) -> None:
    a, b = Money(one, currency), Money(other, currency)
    assert (a + b).minor == one + other
    assert (a - b).minor == one - other
    assert (-a).minor == -one
    assert abs(a).minor == abs(one)
    assert (a * 3).minor == (3 * a).minor == 3 * one
    assert bool(a) == bool(one)
    assert (a < b, a <= b, a > b, a >= b, a == b) == (
        one < other,
        one <= other,
        one > other,
        one >= other,
        one == other,
    )
    assert Money.total([a, b], currency) == a + b


def test_currencies_are_never_mixed() -> None:
    baht, yen = Money(100, "THB"), Money(100, "JPY")
    for ask in (
        lambda: baht + yen,
        lambda: baht - yen,
        lambda: baht < yen,
        lambda: baht >= yen,
        lambda: Money.total([baht, yen], "THB"),
        lambda: baht.share_of(yen, 2, Rounding.UP),
    ):
        with pytest.raises(MixedCurrencies, match="different currencies: convert one at a dated rate"):
            ask()
    assert baht != yen
    assert Money.total([], "THB") == Money.zero("THB")


@pytest.mark.parametrize(
    "ask", ["baht + 1", "1 + baht", "baht - 1", "baht < 1", "baht >= 0", "baht / 2", "sum([baht])"]
)
def test_money_and_bare_numbers_do_not_mix(ask: str) -> None:
    with pytest.raises(TypeError):
        eval(ask, {"baht": Money(100, "THB")})  # noqa: S307 -- the test's own text


@given(BAHT, st.integers(1, 50))
def test_a_split_adds_up_and_is_even(money: Money, parts: int) -> None:
    split = money.split(parts)
    assert len(split) == parts
    assert Money.total(split, "THB") == money
    assert max(split) - min(split) <= Money(1, "THB")
    assert list(split) == sorted(split, key=abs, reverse=True)


WEIGHTS = st.lists(st.integers(0, 1000) | st.decimals(0, 100, places=3), min_size=1, max_size=20)


@given(BAHT, WEIGHTS.filter(any))
def test_an_allocation_adds_up_and_each_part_is_within_one_satang(money: Money, weights: list[Decimal | int]) -> None:
    parts = money.allocate(weights)
    assert Money.total(parts, "THB") == money
    total = sum(Fraction(weight) for weight in weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.minor - money.minor * Fraction(weight) / total) < 1


@given(MINORS, WEIGHTS.filter(any))
def test_an_allocation_of_a_debt_mirrors_that_of_a_credit(minor: int, weights: list[Decimal | int]) -> None:
    debts = Money(-minor, "THB").allocate(weights)
    assert debts == tuple(-part for part in Money(minor, "THB").allocate(weights))


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_share_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights are not negative and not all zero, found"):
        Money(100, "THB").allocate(weights)


@pytest.mark.parametrize("parts", [0, -1])
def test_a_split_needs_a_part(parts: int) -> None:
    with pytest.raises(ValueError, match="one part or more"):
        Money(100, "THB").split(parts)


DECIMAL_NAMES = {rounding: f"ROUND_{rounding.name}" for rounding in Rounding}


@given(st.integers(-(10**6), 10**6), st.sampled_from(Rounding))
def test_each_rounding_is_that_of_the_decimal_standard(thousandths: int, rounding: Rounding) -> None:
    expected = (Decimal(thousandths) / 1000).quantize(Decimal("0.01"), DECIMAL_NAMES[rounding])
    assert Money.of(Decimal(thousandths).scaleb(-3), "THB", rounding).decimal == expected


@given(st.integers(), st.integers().filter(bool), st.sampled_from(Rounding))
def test_rounding_goes_to_a_neighbour_and_leaves_whole_numbers(
    numerator: int, denominator: int, rounding: Rounding
) -> None:
    whole = rounding.whole(numerator, denominator)
    assert abs(whole - Fraction(numerator, denominator)) < 1
    assert rounding.whole(numerator * denominator, denominator) == numerator


@given(BAHT, st.decimals(-10, 10, places=4), st.sampled_from(Rounding))
def test_times_rounds_the_exact_product(money: Money, factor: Decimal, rounding: Rounding) -> None:
    product = Fraction(money.minor) * Fraction(factor)
    assert money.times(factor, rounding).minor == rounding.whole(product.numerator, product.denominator)


def test_a_share_is_rounded_as_named() -> None:
    part, whole = Money.of(2, "THB"), Money.of(3, "THB")
    assert part.share_of(whole, 4, Rounding.HALF_UP) == Decimal("0.6667")
    assert part.share_of(whole, 4, Rounding.DOWN) == Decimal("0.6666")
    assert (-part).share_of(whole, 2, Rounding.HALF_UP) == Decimal("-0.67")
    assert part.share_of(-whole, 0, Rounding.HALF_UP) == Decimal(-1)
    with pytest.raises(ZeroDivisionError):
        part.share_of(Money.zero("THB"), 2, Rounding.UP)


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(123456789, "THB"), "1,234,567.89"),
        (Money(-5, "THB"), "-0.05"),
        (Money(1234567, "JPY"), "1,234,567"),
        (Money(-1234567, "KWD"), "-1,234.567"),
    ],
)
def test_amounts_are_written_with_groups(money: Money, text: str) -> None:
    assert money.written() == text
    assert money.written(grouped=False) == text.replace(",", "")


def test_money_says_itself_in_words() -> None:
    assert Money.of("1234.50", "THB").words == "หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบสตางค์"
    with pytest.raises(AmountNotUnderstood):
        _ = Money(100, "JPY").words
