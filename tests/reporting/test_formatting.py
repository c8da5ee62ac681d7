"""Values as people of a language read them."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.dates import parse_thai_date
from orqa.base.digits import to_arabic_digits
from orqa.base.eras import Era
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.plugins.builtin.profiles import folder
from orqa.reporting.columns import ColumnType
from orqa.reporting.formatting import NOTHING, Style
from orqa.rules.loader import load_profile

THAI = Style("th", Era.BUDDHIST, "thai")
ENGLISH = Style("en")
DAY = date(2025, 1, 12)
BANGKOK = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("style", "length", "day", "printed"),
    [
        (THAI, "long", DAY, "๑๒ มกราคม ๒๕๖๘"),
        (THAI, "short", DAY, "๑๒ ม.ค. ๖๘"),
        (THAI, "long", PartialDate(2025, 1), "มกราคม ๒๕๖๘"),
        (Style("th", Era.BUDDHIST), "long", DAY, "12 มกราคม 2568"),
        (Style("th-TH", Era.BUDDHIST), "long", DAY, "12 มกราคม 2568"),
        (ENGLISH, "long", DAY, "12 January 2025"),
        (ENGLISH, "short", DAY, "12 Jan 2025"),
        (ENGLISH, "numeric", DAY, "2025-01-12"),
        (ENGLISH, "numeric", PartialDate(2025, 1), "2025-01"),
        (ENGLISH, "long", PartialDate(2025), "2025"),
        (ENGLISH, "short", PartialDate(2025, 1), "Jan 2025"),
        (Style("en", Era.BUDDHIST), "long", DAY, "12 January B.E. 2568"),
        (Style("en", Era.BUDDHIST), "long", date(1940, 2, 1), "1 February B.E. 2482"),
        (Style("de"), "long", DAY, "12 January 2025"),
    ],
)
def test_dates(style: Style, length: Any, day: date | PartialDate, printed: str) -> None:
    assert style.date(day, length) == printed


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_thai_date_is_read_back(day: date) -> None:
    assert parse_thai_date(THAI.date(day)) == day
    assert parse_thai_date(THAI.printer(ColumnType.DATE)(day)) == day


@pytest.mark.parametrize(
    ("kind", "value", "thai", "english"),
    [
        ("text", "อว 0655.08/12", "อว 0655.08/12", "อว 0655.08/12"),
        ("text", Text.of(th="ทุน", en="Grant"), "ทุน", "Grant"),
        ("text", Era.COMMON, "common", "common"),
        ("integer", 1234567, "๑,๒๓๔,๕๖๗", "1,234,567"),
        ("integer", -5, "-๕", "-5"),
        ("number", 2569, "๒๕๖๙", "2569"),
        ("decimal", Decimal("1234.50"), "๑,๒๓๔.๕๐", "1,234.50"),
        ("decimal", Decimal("1E+3"), "๑,๐๐๐", "1,000"),
        ("percent", Decimal("87.5"), "๘๗.๕%", "87.5%"),
        ("date", DAY, "๑๒ ม.ค. ๖๘", "12 Jan 2025"),
        (
            "moment",
            datetime(2025, 1, 12, 9, 5, tzinfo=BANGKOK),
            "๑๒ มกราคม ๒๕๖๘ เวลา ๐๙.๐๕ น.",
            "12 January 2025 09:05",
        ),
        ("money", Money.of("1234.5", "THB"), "๑,๒๓๔.๕๐ บาท", "1,234.50 THB"),
        ("money", Money.of(100, "JPY"), "๑๐๐ JPY", "100 JPY"),
        ("boolean", True, "ใช่", "yes"),
        ("boolean", False, "ไม่ใช่", "no"),
    ],
)
def test_cells(kind: str, value: Any, thai: str, english: str) -> None:
    assert THAI.printer(ColumnType(kind))(value) == thai
    assert ENGLISH.printer(ColumnType(kind))(value) == english


@pytest.mark.parametrize("kind", list(ColumnType))
def test_nothing_is_an_empty_cell_and_a_dash_elsewhere(kind: ColumnType) -> None:
    assert THAI.printer(kind)(None) == ""
    assert THAI.value(None, kind) == NOTHING


def test_zero_and_false_are_not_nothing() -> None:
    assert ENGLISH.printer(ColumnType.INTEGER)(0) == "0"
    assert ENGLISH.printer(ColumnType.DECIMAL)(Decimal(0)) == "0"
    assert ENGLISH.printer(ColumnType.BOOLEAN)(False) == "no"  # noqa: FBT003 - the value is what is printed


@given(st.integers(-(10**15), 10**15))
def test_digits_are_all_of_one_kind_and_read_back(value: int) -> None:
    printed = THAI.number(value)
    assert not any(character in "0123456789" for character in printed)
    assert int(to_arabic_digits(printed).replace(",", "")) == value


@given(st.integers(-(10**12), 10**12))
def test_money_loses_nothing(minor: int) -> None:
    amount = Money(minor, "THB")
    assert Money.parse(ENGLISH.money(amount).replace(",", "")) == amount


def test_the_style_of_a_profile_in_its_own_and_in_another_language() -> None:
    thai = load_profile(folder("national"))
    assert Style.of_profile(thai) == Style("th", Era.BUDDHIST, thai.digits)  # type: ignore[arg-type]
    assert Style.of_profile(thai, "th") == Style.of_profile(thai)
    assert Style.of_profile(thai, "en") == Style("en", Era.COMMON, "arabic")
    abroad = load_profile(folder("example-abroad"))
    assert Style.of_profile(abroad) == Style("en", Era.COMMON, "arabic")


def test_a_moment_is_shown_in_its_own_zone() -> None:
    assert ENGLISH.moment(datetime(2025, 1, 12, 23, 30, tzinfo=UTC)) == "12 January 2025 23:30"
    assert ENGLISH.moment(datetime(2025, 1, 13, 6, 30, tzinfo=BANGKOK)) == "13 January 2025 06:30"
