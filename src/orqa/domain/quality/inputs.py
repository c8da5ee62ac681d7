"""The common data set (ข้อมูลพื้นฐานร่วม, CDS): what a framework is fed with, each field with its unit and limits."""

from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from orqa.base.digits import to_arabic_digits
from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.quality.marks import NO_MARK, Mark
from orqa.domain.quality.numbers import Number, number_of, shown

Value: TypeAlias = Number | tuple[Number, ...]
"""What is kept of an input: a number (1 and 0 for yes and no), or the numbers of a list."""


class InputKind(StrEnum):
    """What sort of thing an input is; all but ``number`` are never negative."""

    COUNT = "count"
    WHOLE = "whole"
    MONEY = "money"
    PERCENT = "percent"
    RATING = "rating"
    NUMBER = "number"
    NUMBERS = "numbers"
    FLAG = "flag"


class NotApplicable:
    """Says that something does not apply to whom is assessed, and why; such a node leaves every mean.

    In files and notebooks the text ``n/a: reason`` says the same.
    """

    __slots__ = ("reason",)

    def __init__(self, reason: str = "") -> None:
        self.reason = reason.strip()

    def __repr__(self) -> str:
        return f"NotApplicable({self.reason!r})"


def not_applicable(given: Any) -> NotApplicable | None:
    """What was given, where it says "not applicable"."""
    if isinstance(given, NotApplicable):
        return given
    if isinstance(given, str) and given[:3].lower() == "n/a":
        return NotApplicable(given[3:].lstrip(" :"))
    return None


LONGEST_LIST: Final = 100_000
"""Numbers of a list: the programmes of a country."""

NOT_A_NUMBER = FindingKind(
    "input-not-a-number",
    Severity.ERROR,
    Text.of(
        en="{name}: {found} is no number that can be used here; it takes {allowed}",
        th="{name}: {found} ไม่ใช่จำนวนที่ใช้ได้ ต้องเป็น {allowed}",
    ),
)
TOO_LOW = FindingKind(
    "input-too-low",
    Severity.ERROR,
    Text.of(en="{name} is {found}, below {limit}; correct it", th="{name} เป็น {found} ต่ำกว่า {limit} โปรดแก้ไข"),
)
TOO_HIGH = FindingKind(
    "input-too-high",
    Severity.ERROR,
    Text.of(en="{name} is {found}, above {limit}; correct it", th="{name} เป็น {found} เกิน {limit} โปรดแก้ไข"),
)
NOT_WHOLE = FindingKind(
    "input-not-whole",
    Severity.ERROR,
    Text.of(
        en="{name} is {found}; it counts whole {unit}, correct it",
        th="{name} เป็น {found} ต้องเป็นจำนวนเต็ม ({unit}) โปรดแก้ไข",
    ),
)


NOT_APPLICABLE_HERE = FindingKind(
    "not-applicable-here",
    Severity.WARNING,
    Text.of(
        en="{name} cannot be said not to apply; leave it out, or say it of the node that it belongs to",
        th="ระบุว่า {name} ไม่เกี่ยวข้องไม่ได้ โปรดเว้นไว้ หรือระบุที่ตัวบ่งชี้ที่ใช้ข้อมูลนี้",
    ),
)


class Unusable(ValueError):
    """A given value that cannot be used; ``kind`` and ``values`` make the finding."""

    def __init__(self, kind: FindingKind, **values: Any) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.values = values


_ALLOWED: Final = {
    InputKind.FLAG: Text.of(en="yes or no (true or false)", th="ใช่หรือไม่ใช่ (true หรือ false)"),
    InputKind.NUMBERS: Text.of(en="a list of numbers, with ; between", th="รายการของจำนวน คั่นด้วย ;"),
}
_A_NUMBER = Text.of(en="a number or decimal text such as 483.5", th="จำนวนหรือข้อความทศนิยม เช่น 483.5")
_YES: Final = {"true": 1, "yes": 1, "1": 1, "ใช่": 1, "มี": 1, "false": 0, "no": 0, "0": 0, "ไม่ใช่": 0, "ไม่มี": 0}


@frozen
class TakenFrom:
    """Where a list of scores comes from: a node of the units of a level below, such as the overall of programmes."""

    level: str
    node: str


@frozen(kw_only=True)
class InputField:
    """A field of the common data set.

    Attributes:
        id: its name in inputs, such as ``phd`` or ``ftes.engineering``.
        title: what it is called.
        unit: what it counts: people, baht, percent.
        unit_title: what people call the unit, where the framework says so.
        kind: see :class:`InputKind`.
        low: the least value; None where it may be negative.
        high: the greatest value, where there is one.
        at_most: inputs whose sum it may not exceed.
        taken_from: the node of the level below whose scores it lists, where it does.
        mark: where the field is asked for.
    """

    id: str
    title: Text
    unit: str
    kind: InputKind
    low: Number | None = 0
    high: Number | None = None
    at_most: tuple[str, ...] = ()
    unit_title: Text | None = None
    taken_from: "TakenFrom | None" = None
    mark: Mark = field(default=NO_MARK)

    def read(self, given: Any) -> Value:
        """What is kept of a given value.

        Raises:
            Unusable: when it is not of this field's kind or outside its limits.
        """
        if self.kind is InputKind.NUMBERS:
            return self._list(given)
        if self.kind is InputKind.FLAG:
            return self._flag(given)
        return self._checked(self._number(given))

    def _number(self, given: Any) -> Number:
        try:
            return number_of(given)
        except ValueError:
            raise Unusable(NOT_A_NUMBER, name=self.title, found=cut(given), allowed=self.allowed) from None

    def _checked(self, value: Number) -> Number:
        if self.low is not None and value < self.low:
            raise Unusable(TOO_LOW, name=self.title, found=shown(value), limit=shown(self.low))
        if self.high is not None and value > self.high:
            raise Unusable(TOO_HIGH, name=self.title, found=shown(value), limit=shown(self.high))
        if self.kind is InputKind.WHOLE and value.denominator != 1:
            raise Unusable(NOT_WHOLE, name=self.title, found=shown(value), unit=self.unit)
        return value

    def _list(self, given: Any) -> tuple[Number, ...]:
        values = _listed(given)
        if not isinstance(values, list | tuple) or len(values) > LONGEST_LIST:
            raise Unusable(NOT_A_NUMBER, name=self.title, found=cut(given), allowed=self.allowed)
        places = given if isinstance(given, dict) else range(1, len(values) + 1)
        return tuple(self._member(place, value) for place, value in zip(places, values, strict=True))

    def _member(self, place: Any, value: Any) -> Number:
        """A number of a list; what is wrong with it is told with its key or, counted from 1, its place."""
        try:
            return self._checked(self._number(value))
        except Unusable as problem:
            name = Text.of(**{language: f"{form} [{cut(place)}]" for language, form in self.title.forms})
            raise Unusable(problem.kind, **{**problem.values, "name": name}) from None

    def _flag(self, given: Any) -> int:
        if isinstance(given, bool):
            return int(given)
        if isinstance(given, str) and (word := to_arabic_digits(given).strip().lower()) in _YES:
            return _YES[word]
        if not isinstance(given, str) and (number := self._number(given)) in (0, 1):
            return int(number)
        raise Unusable(NOT_A_NUMBER, name=self.title, found=cut(given), allowed=self.allowed)

    @property
    def allowed(self) -> Text:
        """What may be given, for messages."""
        return _ALLOWED.get(self.kind, _A_NUMBER)


def _listed(given: Any) -> Any:
    """The members of a list; in a cell of text ``;`` stands between them: a comma stands between thousands."""
    if isinstance(given, str):
        return [part for part in given.split(";", LONGEST_LIST) if part.strip()]
    return list(given.values()) if isinstance(given, dict) else given


def cut(given: Any) -> str:
    """A foreign value in a message: short, and without what would break a line or take long to write."""
    if isinstance(given, str):
        return repr("".join(character if character.isprintable() else "?" for character in given[:40]))
    if (
        given is None
        or isinstance(given, bool | float | Decimal)
        or (isinstance(given, int) and -_LONG < given < _LONG)
    ):
        return str(given)[:40]
    return type(given).__name__ if not isinstance(given, int) else shown(given)


_LONG: Final = 10**40
