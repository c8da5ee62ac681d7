"""Scales that nodes of a framework are rated on (มาตราประเมิน): numbers, ordered words, pass or fail, text only."""

from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.quality.numbers import Number, number_of, shown


class ScaleKind(StrEnum):
    """``numeric``: any number in range; ``ordinal``: words in order; ``narrative``: text, no number."""

    NUMERIC = "numeric"
    ORDINAL = "ordinal"
    PASS_FAIL = "pass-fail"  # noqa: S105 - no password
    MET = "met"
    NARRATIVE = "narrative"


@frozen
class Level:
    """A word of a scale with its number, such as 4, "adequate as expected"."""

    value: Number
    code: str
    title: Text


BUILT_IN: Final[dict[ScaleKind, tuple[Level, ...]]] = {
    ScaleKind.PASS_FAIL: (
        Level(0, "fail", Text.of(en="fail", th="ไม่ผ่าน")),
        Level(1, "pass", Text.of(en="pass", th="ผ่าน")),
    ),
    ScaleKind.MET: (
        Level(0, "not-met", Text.of(en="not met", th="ไม่เป็นไปตามเกณฑ์")),
        Level(Fraction(1, 2), "partly-met", Text.of(en="partly met", th="เป็นไปตามเกณฑ์บางส่วน")),
        Level(1, "met", Text.of(en="met", th="เป็นไปตามเกณฑ์")),
    ),
}
"""Levels of the scales that need not say theirs."""


@frozen(kw_only=True)
class Scale:
    """A scale.

    Attributes:
        id: its name in the framework.
        kind: see :class:`ScaleKind`.
        low: the least number; of levels, the first one's.
        high: the greatest number.
        step: numbers are multiples of it above ``low``; None where any number in range will do.
        levels: the words, ascending; empty for a numeric or narrative scale.
        between: whether numbers between two levels are accepted.
    """

    id: str
    kind: ScaleKind
    low: Number = 0
    high: Number = 0
    step: Number | None = None
    levels: tuple[Level, ...] = ()
    between: bool = False

    def read(self, given: Any) -> Number:
        """The number of what was given: a number, a code or a title of a level; true and false where it is yes or no.

        Raises:
            ValueError: when the scale has no such number or word.
        """
        if isinstance(given, bool) and self.kind in _YES_OR_NO:
            return self.high if given else self.low
        if isinstance(given, str) and (level := self.level_called(given)):
            return level.value
        value = number_of(given)
        if not self.holds(value):
            raise ValueError(f"{shown(value)} is not on the scale")
        return value

    def holds(self, value: Number) -> bool:
        """Whether a number is on the scale."""
        if self.kind is ScaleKind.NARRATIVE or not self.low <= value <= self.high:
            return False
        if self.levels and not self.between:
            return any(level.value == value for level in self.levels)
        return self.step is None or (value - self.low) % self.step == 0

    def level_called(self, word: str) -> Level | None:
        """The level of a code, or of a title in any language."""
        wanted = word.strip().casefold()
        for level in self.levels:
            if wanted == level.code.casefold() or wanted in (form.casefold() for _, form in level.title.forms):
                return level
        return None

    def level_of(self, value: Number) -> Level | None:
        """The level of exactly this number."""
        return next((level for level in self.levels if level.value == value), None)

    def words(self, value: Number) -> Text | None:
        """What the scale calls a number; between two levels it names both."""
        if level := self.level_of(value):
            return level.title
        below = [level for level in self.levels if level.value < value]
        above = [level for level in self.levels if level.value > value]
        if not below or not above:
            return None
        return _BETWEEN.fill(below=below[-1].title, above=above[0].title)

    @property
    def allowed(self) -> Text:
        """What may be given, for messages."""
        if self.levels:
            codes = ", ".join(f"{shown(level.value)} ({level.code})" for level in self.levels)
            return Text.of(en=codes, th=codes)
        if self.kind is ScaleKind.NARRATIVE:
            return _TEXT_ONLY
        words = {"low": shown(self.low), "high": shown(self.high), "step": shown(self.step or 0)}
        return (_RANGE if self.step is None else _STEPS).fill(**words)


_YES_OR_NO: Final = frozenset({ScaleKind.PASS_FAIL, ScaleKind.MET})
_BETWEEN = Text.of(en="between {below} and {above}", th="ระหว่าง {below} กับ {above}")
_RANGE = Text.of(en="{low} to {high}", th="{low} ถึง {high}")
_STEPS = Text.of(en="{low} to {high} in steps of {step}", th="{low} ถึง {high} ครั้งละ {step}")
_TEXT_ONLY = Text.of(en="text only, no score", th="ข้อความเท่านั้น ไม่มีคะแนน")
