"""Formulas of framework files: a small language that can only calculate.

``+ - * /``, brackets, ``min``, ``max``, ``sum`` and ``mean`` over numbers and named inputs. There is nothing else in
it: no attributes, no calls of other names, no powers; and a formula has an end, because its length and depth have.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from attrs import field, frozen

from orqa.base.language import Text
from orqa.domain.quality.numbers import Number, divided, number_of, total

LONGEST: Final = 500
"""Characters of a formula."""

DEEPEST: Final = 20
"""Brackets inside brackets."""

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z_][a-z0-9_.]*)|([-+*/(),]))")

_Run = Callable[[Mapping[str, Any]], Number]
_Many = Callable[[Mapping[str, Any]], Sequence[Number]]
T = TypeVar("T")


class FormulaProblem(ValueError):
    """A formula that is none; ``reason`` says why in each language."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


_TOO_LONG = Text.of(
    en="the formula has more than {most} characters; shorten it", th="สูตรยาวเกิน {most} ตัวอักษร โปรดทำให้สั้นลง"
)
_TOO_DEEP = Text.of(en="the formula has more than {most} brackets inside each other", th="สูตรมีวงเล็บซ้อนกันเกิน {most} ชั้น")
_NOT_UNDERSTOOD = Text.of(
    en="{found!r} at character {at} is not understood; a formula has numbers, names of inputs, + - * / ( ) , "
    "and the functions min, max, sum, mean",
    th="ไม่เข้าใจ {found!r} ที่ตัวอักษร {at} สูตรใช้ได้เฉพาะตัวเลข ชื่อข้อมูล + - * / ( ) , และฟังก์ชัน min, max, sum, mean",
)
_ENDS = Text.of(en="the formula ends too early", th="สูตรจบก่อนครบ")
_NO_FUNCTION = Text.of(
    en="there is no function {found}; there are: min, max, sum, mean", th="ไม่มีฟังก์ชัน {found} มีเฉพาะ min, max, sum, mean"
)


def _mean(values: Sequence[Number]) -> Number:
    return divided(total(values), len(values))


def _least(values: Sequence[Number]) -> Number:
    if not values:
        raise ZeroDivisionError  # of a list without numbers, as its mean
    return min(values)


def _greatest(values: Sequence[Number]) -> Number:
    if not values:
        raise ZeroDivisionError
    return max(values)


_FUNCTIONS: Final[dict[str, Callable[[Sequence[Number]], Number]]] = {
    "min": _least,
    "max": _greatest,
    "sum": total,
    "mean": _mean,
}


@frozen
class Formula:
    """A formula that can be worked out.

    Attributes:
        text: as it was written.
        names: the inputs that it reads, in their order.
        single: those of them that must be one number; the others may be lists, whose numbers a function takes.
    """

    text: str
    names: tuple[str, ...]
    single: frozenset[str]
    _run: _Run = field(eq=False, repr=False)

    def value(self, inputs: Mapping[str, Any]) -> Number:
        """Work it out, exactly.

        Raises:
            KeyError: when an input is missing.
            ZeroDivisionError: when it divides by 0, or asks for the least, greatest or mean of no number.
        """
        return self._run(inputs)


def read_formula(text: str) -> Formula:
    """Read a formula.

    >>> read_formula("(phd + ranked) / max(lecturers, 1) * 100").names
    ('phd', 'ranked', 'lecturers')

    Raises:
        FormulaProblem: when it is none.
    """
    if len(text) > LONGEST:
        raise FormulaProblem(_TOO_LONG.fill(most=LONGEST))
    reader = _Reader(tuple(_tokens(text)))
    run = reader.sum()
    reader.end()
    return Formula(text, tuple(dict.fromkeys(reader.names)), frozenset(reader.single), run)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """The kind, text and place of each token."""
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            rest = text[at:].lstrip()
            raise FormulaProblem(_NOT_UNDERSTOOD.fill(found=rest[:12], at=len(text) - len(rest) + 1))
        number, name, sign = match.groups()
        kind = "number" if number else "name" if name else "sign"
        yield kind, number or name or sign, match.start(match.lastindex or 0) + 1
        at = match.end()


class _Reader:
    """Reads tokens by the usual precedence and makes a closure of each part."""

    def __init__(self, tokens: tuple[tuple[str, str, int], ...]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self.names: list[str] = []
        self.single: set[str] = set()

    def sum(self) -> _Run:
        left = self._product()
        while (sign := self._taken("+", "-")) is not None:
            left = _joined(sign, left, self._product())
        return left

    def _product(self) -> _Run:
        left = self._atom()
        while (sign := self._taken("*", "/")) is not None:
            left = _joined(sign, left, self._atom())
        return left

    def _atom(self) -> _Run:
        kind, text, at = self._next()
        if kind == "number":
            return self._constant(text, at)
        if kind == "name":
            return self._call(text) if self._taken("(") else self._input(text)
        if text == "-":
            inner = self._deeper(self._atom)
            return lambda inputs: -inner(inputs)
        if text == "(":
            inner = self._deeper(self.sum)
            self._close()
            return inner
        raise FormulaProblem(_NOT_UNDERSTOOD.fill(found=text, at=at))

    def _constant(self, text: str, at: int) -> _Run:
        try:
            constant = number_of(text)
        except ValueError:
            raise FormulaProblem(_NOT_UNDERSTOOD.fill(found=f"{text[:12]}…", at=at)) from None
        return lambda _inputs: constant

    def _call(self, name: str) -> _Run:
        if name not in _FUNCTIONS:
            raise FormulaProblem(_NO_FUNCTION.fill(found=name))
        function, arguments = _FUNCTIONS[name], [self._deeper(self._argument)]
        while self._taken(","):
            arguments.append(self._deeper(self._argument))
        self._close()
        return lambda inputs: function([number for argument in arguments for number in argument(inputs)])

    def _argument(self) -> _Many:
        """An argument of a function: a sum; or an input alone, which may be a list."""
        name = self._name_alone()
        if name is None:
            part = self.sum()
            return lambda inputs: (part(inputs),)
        self.names.append(name)
        return lambda inputs: _spread(inputs[name])

    def _name_alone(self) -> str | None:
        """The name of an input, where an argument is nothing else; it is taken then."""
        if len(self._tokens) - self._at < 2:
            return None
        (kind, name, _), (_, after, _) = self._tokens[self._at : self._at + 2]
        if kind != "name" or after not in {",", ")"}:
            return None
        self._at += 1
        return name

    def _input(self, name: str) -> _Run:
        self.names.append(name)
        self.single.add(name)
        return lambda inputs: inputs[name]

    def _deeper(self, read: Callable[[], T]) -> T:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaProblem(_TOO_DEEP.fill(most=DEEPEST))
        found = read()
        self._depth -= 1
        return found

    def _taken(self, *signs: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "sign":
            sign = self._tokens[self._at][1]
            if sign in signs:
                self._at += 1
                return sign
        return None

    def _next(self) -> tuple[str, str, int]:
        if self._at >= len(self._tokens):
            raise FormulaProblem(_ENDS)
        self._at += 1
        return self._tokens[self._at - 1]

    def _close(self) -> None:
        if not self._taken(")"):
            self.end()
            raise FormulaProblem(_ENDS)

    def end(self) -> None:
        """Refuse what is left over."""
        if self._at < len(self._tokens):
            _, text, at = self._tokens[self._at]
            raise FormulaProblem(_NOT_UNDERSTOOD.fill(found=text, at=at))


def _spread(value: Number | Sequence[Number]) -> Sequence[Number]:
    return value if isinstance(value, tuple) else (value,)


def _joined(sign: str, left: _Run, right: _Run) -> _Run:
    match sign:
        case "+":
            return lambda inputs: left(inputs) + right(inputs)
        case "-":
            return lambda inputs: left(inputs) - right(inputs)
        case "*":
            return lambda inputs: left(inputs) * right(inputs)
        case _:
            return lambda inputs: divided(left(inputs), right(inputs))
