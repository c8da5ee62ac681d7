"""Fields of the common data set: what each kind takes, and what is said of what it does not."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.domain.quality.inputs import (
    NOT_A_NUMBER,
    NOT_WHOLE,
    TOO_HIGH,
    TOO_LOW,
    InputField,
    InputKind,
    NotApplicable,
    Unusable,
    cut,
    not_applicable,
)


def field(kind: InputKind, **how: Any) -> InputField:
    return InputField(id="f", title=Text.of(en="a field", th="ข้อมูล"), unit="people", kind=kind, **how)


COUNT = field(InputKind.COUNT)
FROM_TWO = field(InputKind.COUNT, low=2)
WHOLE = field(InputKind.WHOLE)
PERCENT = field(InputKind.PERCENT, high=100)
NUMBER = field(InputKind.NUMBER, low=None)
NUMBERS = field(InputKind.NUMBERS, high=5)
FLAG = field(InputKind.FLAG)


@pytest.mark.parametrize(
    ("used", "value", "kept"),
    [
        (COUNT, 0, 0),
        (COUNT, 10**30, 10**30),
        (COUNT, 10.5, Fraction(21, 2)),
        (COUNT, "๑๒", 12),
        (FROM_TWO, 2, 2),
        (WHOLE, 3.0, 3),
        (WHOLE, "3.00", 3),
        (PERCENT, 100, 100),
        (PERCENT, Decimal("99.99"), Fraction("99.99")),
        (NUMBER, -5, -5),
        (NUMBERS, [4, "4.5", 0], (4, Fraction(9, 2), 0)),
        (NUMBERS, (), ()),
        (NUMBERS, {"a": 1, "b": 2}, (1, 2)),
        (FLAG, True, 1),
        (FLAG, 0, 0),
        (FLAG, 1.0, 1),
        (FLAG, Decimal(1), 1),
        (FLAG, " Yes ", 1),
        (FLAG, "ไม่มี", 0),
        (FLAG, "๑", 1),
    ],
)
def test_a_field_keeps_what_is_of_its_kind(used: InputField, value: Any, kept: Any) -> None:
    assert used.read(value) == kept


@pytest.mark.parametrize(
    ("used", "value", "code"),
    [
        (COUNT, -1, TOO_LOW),
        (COUNT, "-0.01", TOO_LOW),
        (FROM_TWO, 0, TOO_LOW),
        (FROM_TWO, 1, TOO_LOW),
        (COUNT, 10**31, NOT_A_NUMBER),
        pytest.param(COUNT, 10**5000, NOT_A_NUMBER, id="huge"),
        (COUNT, True, NOT_A_NUMBER),
        (COUNT, float("nan"), NOT_A_NUMBER),
        (COUNT, float("inf"), NOT_A_NUMBER),
        (COUNT, [1], NOT_A_NUMBER),
        (COUNT, {}, NOT_A_NUMBER),
        (COUNT, "twelve", NOT_A_NUMBER),
        (COUNT, "4,5", NOT_A_NUMBER),
        (WHOLE, 3.5, NOT_WHOLE),
        (PERCENT, 100.01, TOO_HIGH),
        (PERCENT, -1, TOO_LOW),
        (NUMBERS, 4, NOT_A_NUMBER),
        (NUMBERS, "4,5", NOT_A_NUMBER),
        (NUMBERS, [4, None], NOT_A_NUMBER),
        (NUMBERS, [4, "n/a"], NOT_A_NUMBER),
        (NUMBERS, [4, 5.5], TOO_HIGH),
        (NUMBERS, [[4]], NOT_A_NUMBER),
        pytest.param(NUMBERS, [0] * 100_001, NOT_A_NUMBER, id="long"),
        (FLAG, 2, NOT_A_NUMBER),
        (FLAG, 0.5, NOT_A_NUMBER),
        (FLAG, "perhaps", NOT_A_NUMBER),
        (FLAG, [], NOT_A_NUMBER),
        (FLAG, Decimal("sNaN"), NOT_A_NUMBER),
        (FLAG, float("nan"), NOT_A_NUMBER),
    ],
)
def test_what_is_not_is_told_in_both_languages(used: InputField, value: Any, code: Any) -> None:
    with pytest.raises(Unusable) as refused:
        used.read(value)
    assert refused.value.kind is code
    finding = refused.value.kind.make(**refused.value.values)
    for language, name in (("en", "a field"), ("th", "ข้อมูล")):
        message = finding.message.in_language(language)
        assert name in message
        assert "{" not in message
        assert len(message) < 300


def test_a_number_of_a_list_is_told_by_its_key_or_place() -> None:
    for value, place in (([4, 9], "[2]"), ({"nursing": 4, "law": 9}, "['law']")):
        with pytest.raises(Unusable) as refused:
            NUMBERS.read(value)
        assert str(refused.value.kind.make(**refused.value.values).message) == (
            f"a field {place} is 9, above 5; correct it"
        )


class Odd:
    """A value of a stranger: it can neither be compared nor printed."""

    def __eq__(self, _other: object) -> bool:
        raise AssertionError

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        raise AssertionError


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.decimals(), st.fractions(), st.binary(),
    st.lists(st.integers() | st.text()), st.dictionaries(st.text(), st.floats()), st.builds(Odd),
)  # fmt: skip


@given(st.sampled_from([COUNT, FROM_TWO, WHOLE, PERCENT, NUMBER, NUMBERS, FLAG]), VALUES)
def test_any_value_is_kept_within_the_limits_or_refused_in_words(used: InputField, value: Any) -> None:
    try:
        kept = used.read(value)
    except Unusable as refused:
        message = refused.kind.make(**refused.values).message
        kept = ()
    else:
        message = used.title
    assert message.languages == ("en", "th")
    for number in kept if isinstance(kept, tuple) else (kept,):
        assert type(number) in (int, Fraction)
        assert used.low is None or number >= used.low
        assert used.high is None or number <= used.high


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("n/a: no graduates yet", "no graduates yet"),
        ("N/A", ""),
        ("n/a", ""),
        ("n/a no reason needed", "no reason needed"),
        (NotApplicable(" ยังไม่มีบัณฑิต "), "ยังไม่มีบัณฑิต"),
    ],
)
def test_not_applicable_is_said_with_its_reason(value: Any, reason: str) -> None:
    found = not_applicable(value)
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize("value", ["", "na", "not known", 0, None, "N", 3.5])
def test_other_words_do_not_say_that(value: Any) -> None:
    assert not_applicable(value) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\nb\u202ec", "'a?b?c'"),
        ("x" * 100, repr("x" * 40)),
        ([1, 2], "list"),
        pytest.param(10**5000, "10^60…", id="huge"),
        (-3, "-3"),
        (None, "None"),
        (float("nan"), "nan"),
    ],
)
def test_a_foreign_value_stays_short_and_on_its_line(value: Any, text: str) -> None:
    assert cut(value) == text
