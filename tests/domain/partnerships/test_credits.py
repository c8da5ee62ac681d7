"""Credits of one scale told in another."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.citations import Certainty
from orqa.base.errors import NotModelled
from orqa.base.rounding import Rounding
from orqa.domain.partnerships.credits import Credits, CreditsRefused, Programme, convert
from orqa.plugins.opening import builtin_registry
from orqa.rules.decisions import Decision
from orqa.rules.errors import UnknownDimension

RULES = builtin_registry().profile("national").ruleset
TODAY = date(2026, 11, 27)
THAI_DEGREE = Programme(credits=Decimal(128), years=Decimal(4))


def converted(amount: Any, source: str, target: str, method: Any, **more: Any) -> Decision[Credits]:
    return convert(amount, source=source, target=target, method=method, **{"on": TODAY, "rules": RULES, **more})


@pytest.mark.parametrize(
    ("amount", "source", "target", "method", "more", "least", "most"),
    [
        ("3", "th", "ects", "scale", {}, "4.5", "4.5"),
        ("3", "th", "ects", "year_load", {"programme": THAI_DEGREE}, "5.625", "5.625"),
        ("3", "th", "ects", "workload", {"hours": 150}, "5", "6"),
        ("3", "th", "ects", "year_load", {}, "5", "6"),
        ("3", "th", "ucts", "scale", {}, "3", "3"),
        ("3", "ucts", "ects", "scale", {"on": date(2013, 4, 30)}, "3", "3"),
        ("3", "ucts", "ects", "scale", {"on": date(2013, 5, 1)}, "4.5", "4.5"),
        ("20", "uk", "ects", "scale", {}, "10", "10"),
        ("20", "uk", "ects", "year_load", {}, "10", "10"),
        ("4", "us", "ects", "workload", {}, "6", "7.2"),
        ("7.5", "ects", "th", "scale", {}, "5", "5"),
        ("6", "ects", "ects", "scale", {}, "6", "6"),
    ],
)
def test_each_method_gives_its_answer(  # noqa: PLR0917 - columns of the table
    amount: str, source: str, target: str, method: str, more: dict[str, Any], least: str, most: str
) -> None:
    decision = converted(amount, source, target, method, **more)
    assert (decision.value.least, decision.value.most) == (Fraction(least), Fraction(most))
    assert decision.value.scale == target
    assert decision.inputs["method"] == method


def test_an_answer_cites_its_table_and_the_least_sure_figure() -> None:
    decision = converted(3, "th", "ects", "scale")
    assert [str(citation) for citation in decision.citations] == ["umap-ucts"]
    assert decision.certainty is Certainty.VERIFIED
    assert converted(3, "clar", "ects", "workload").certainty is Certainty.KNOWN
    assert decision.keys == ("credit.equal",)


@pytest.mark.parametrize(
    ("amount", "source", "target", "method", "more", "words"),
    [
        (3.0, "th", "ects", "scale", {}, "must be exact, 3.0 is not"),
        ("three", "th", "ects", "scale", {}, "must be a number above 0, not 'three'"),
        ("0", "th", "ects", "scale", {}, "above 0"),
        ("-3", "th", "ects", "scale", {}, "above 0"),
        ("NaN", "th", "ects", "scale", {}, "above 0"),
        ("Infinity", "th", "ects", "scale", {}, "above 0"),
        ("1e-999999999", "th", "ects", "scale", {}, "above 0"),
        ("1e999999", "th", "ects", "scale", {}, "above 0"),
        ("3", "th", "ects", "workload", {"hours": 0}, "the hours must be a number above 0"),
        ("3", "th", "ects", "year_load", {"programme": Programme(credits=Decimal(128), years=Decimal(0))}, "programme"),
        ("3", "th", "ects", "guess", {}, "there is no method guess; there are scale"),
    ],
)
def test_what_is_no_such_number_is_refused(  # noqa: PLR0917 - columns of the table
    amount: Any, source: str, target: str, method: str, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(CreditsRefused) as refused:
        converted(amount, source, target, method, **more)
    assert words in refused.value.message("en")
    assert refused.value.message("th").startswith("เทียบหน่วยกิตไม่ได้")


@pytest.mark.parametrize(
    ("source", "target", "method", "on", "words"),
    [
        ("uk", "th", "scale", TODAY, "no table of one source joins uk and th"),
        ("th", "ects", "scale", date(2010, 6, 1), "no table of one source joins th and ects"),
        ("th", "ects", "workload", TODAY, "the scale th has no such figure"),
        ("ucts", "ects", "year_load", TODAY, "the scale ucts has no such figure"),
    ],
)
def test_what_no_source_tells_is_not_guessed(source: str, target: str, method: str, on: date, words: str) -> None:
    with pytest.raises(NotModelled, match=words):
        converted(3, source, target, method, on=on)


def test_a_scale_that_there_is_not_is_named() -> None:
    with pytest.raises(UnknownDimension, match="xyz"):
        converted(3, "xyz", "ects", "workload")


def test_a_transcript_prints_one_number_rounded_once() -> None:
    year = converted(3, "th", "ects", "year_load", programme=THAI_DEGREE).value
    assert year.rounded() == Decimal("5.5")
    assert year.rounded(Decimal(1)) == Decimal(6)
    assert year.rounded(Decimal("0.01"), Rounding.FLOOR) == Decimal("5.62")
    with pytest.raises(CreditsRefused, match=r"it may be 5\.00 to 6\.00; choose"):
        converted(3, "th", "ects", "workload", hours=150).value.rounded()


@given(st.decimals(min_value="0.5", max_value=500, places=2), st.sampled_from(["th", "us", "ects", "clar"]))
def test_by_a_table_there_and_back_is_the_same(amount: Decimal, scale: str) -> None:
    there = converted(amount, "ucts", scale, "scale").value
    back = there.least / Fraction(converted("1", "ucts", scale, "scale").value.least)
    assert back == Fraction(amount)


@given(st.decimals(min_value="0.5", max_value=200, places=1), st.decimals(min_value="0.5", max_value=200, places=1))
def test_credits_add_up_before_rounding(one: Decimal, other: Decimal) -> None:
    def ects(amount: Decimal) -> Fraction:
        return converted(amount, "th", "ects", "year_load", programme=THAI_DEGREE).value.least

    assert ects(one) + ects(other) == ects(one + other)
