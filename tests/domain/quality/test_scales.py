"""Scales: what may be given on each, and what a number is called."""

from fractions import Fraction
from typing import Any

import pytest

from orqa.base.language import Text
from orqa.domain.quality.scales import BUILT_IN, Level, Scale, ScaleKind


def levels(*values: Any) -> tuple[Level, ...]:
    return tuple(Level(value, f"L{i}", Text.of(en=f"level {i}", th=f"ระดับ {i}")) for i, value in enumerate(values, 1))


FIVE = Scale(id="five", kind=ScaleKind.NUMERIC, low=0, high=5)
STEPPED = Scale(id="stepped", kind=ScaleKind.NUMERIC, low=1, high=5, step=Fraction(1, 2))
SEVEN = Scale(id="seven", kind=ScaleKind.ORDINAL, low=1, high=4, levels=levels(1, 2, 4))
BETWEEN = Scale(id="between", kind=ScaleKind.ORDINAL, low=1, high=4, levels=levels(1, 2, 4), between=True)
VERDICT = Scale(id="verdict", kind=ScaleKind.PASS_FAIL, low=0, high=1, levels=BUILT_IN[ScaleKind.PASS_FAIL])
MET = Scale(id="met", kind=ScaleKind.MET, low=0, high=1, levels=BUILT_IN[ScaleKind.MET])
TEXT = Scale(id="text", kind=ScaleKind.NARRATIVE)


@pytest.mark.parametrize(
    ("scale", "given", "value"),
    [
        (FIVE, 0, 0),
        (FIVE, 5, 5),
        (FIVE, "4.128", Fraction("4.128")),
        (FIVE, "๓.๕", Fraction(7, 2)),
        (STEPPED, 1, 1),
        (STEPPED, 4.5, Fraction(9, 2)),
        (SEVEN, 4, 4),
        (SEVEN, "L3", 4),
        (SEVEN, "l3", 4),
        (SEVEN, " Level 2 ", 2),
        (SEVEN, "ระดับ 1", 1),
        (BETWEEN, "2.75", Fraction(11, 4)),
        (VERDICT, True, 1),
        (VERDICT, False, 0),
        (VERDICT, "pass", 1),
        (VERDICT, "ไม่ผ่าน", 0),
        (MET, "partly-met", Fraction(1, 2)),
        (MET, 0.5, Fraction(1, 2)),
        (MET, True, 1),
    ],
)
def test_numbers_and_words_of_a_scale_are_read(scale: Scale, given: Any, value: Any) -> None:
    assert scale.read(given) == value


@pytest.mark.parametrize(
    ("scale", "given"),
    [
        (FIVE, 5.01), (FIVE, -0.01), (FIVE, "good"), (FIVE, None), (FIVE, float("nan")), (FIVE, []),
        (FIVE, True), (STEPPED, True), (SEVEN, True),
        (STEPPED, 0), (STEPPED, "4.25"), (SEVEN, 3), (SEVEN, "1.5"), (SEVEN, "L4"), (BETWEEN, "0.99"),
        (VERDICT, "0.5"), (VERDICT, 2), (MET, "0.25"), (TEXT, 0), (TEXT, "fine"),
    ],
)  # fmt: skip
def test_what_is_not_on_the_scale_is_refused(scale: Scale, given: Any) -> None:
    with pytest.raises(ValueError, match=r"number|not on the scale"):
        scale.read(given)


def test_a_verdict_of_other_numbers_is_passed_at_its_top() -> None:
    scale = Scale(id="v", kind=ScaleKind.PASS_FAIL, low=1, high=3, levels=levels(1, 3))
    assert [scale.read(verdict) for verdict in (True, False)] == [3, 1]


@pytest.mark.parametrize(
    ("scale", "value", "words"),
    [
        (SEVEN, 2, "level 2"),
        (BETWEEN, 3, "between level 2 and level 3"),
        (BETWEEN, 0, None),
        (BETWEEN, 5, None),
        (FIVE, 3, None),
        (TEXT, 0, None),
    ],
)
def test_a_number_is_called_by_its_level_or_the_two_around_it(scale: Scale, value: Any, words: str | None) -> None:
    found = scale.words(value)
    assert (None if found is None else str(found)) == words


@pytest.mark.parametrize(
    ("scale", "en", "th"),
    [
        (FIVE, "0 to 5", "0 ถึง 5"),
        (STEPPED, "1 to 5 in steps of 0.5", "1 ถึง 5 ครั้งละ 0.5"),
        (SEVEN, "1 (L1), 2 (L2), 4 (L3)", "1 (L1), 2 (L2), 4 (L3)"),
        (TEXT, "text only, no score", "ข้อความเท่านั้น ไม่มีคะแนน"),
    ],
)
def test_a_scale_says_what_may_be_given(scale: Scale, en: str, th: str) -> None:
    assert (scale.allowed.in_language("en"), scale.allowed.in_language("th")) == (en, th)
