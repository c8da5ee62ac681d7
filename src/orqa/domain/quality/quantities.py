"""What an indicator measures before it becomes a score (ผลการดำเนินงาน): percents, means, deviations, weighted works."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import lcm
from typing import Any, Protocol

from attrs import field, frozen

from orqa.base.language import Text, joined
from orqa.base.rounding import Rounding
from orqa.domain.quality.formulas import Formula
from orqa.domain.quality.marks import Mark
from orqa.domain.quality.numbers import Number, compact, divided, rounded, shown

Values = Mapping[str, Any]
"""Inputs by id, read: numbers, and tuples of numbers."""


NO_UNIT = Text.of(en="", th="")
"""Of what is a bare number."""


def unit_text(unit: str | Text) -> Text:
    """What a unit is called; a lone word is the same in every language."""
    return unit if isinstance(unit, Text) else Text.of(en=unit, th=unit)


class Quantity(Protocol):
    """Something that is worked out from inputs.

    Attributes:
        names: the inputs that it is worked out from.
        unit: what it is measured in.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs that it is worked out from."""

    @property
    def unit(self) -> Text:
        """What it is measured in."""

    def value(self, values: Values) -> Number:
        """Work it out, exactly.

        Raises:
            KeyError: when an input is missing.
            ZeroDivisionError: when there is nothing to divide by.
        """

    def missing(self, values: Values) -> tuple[str, ...]:
        """The inputs that it lacks."""

    def steps(self, values: Values, titles: Mapping[str, Text]) -> tuple[Text, ...]:
        """The arithmetic in words, line by line; raises as :meth:`value`."""


@frozen
class Weighted:
    """Works by class and weight (ผลรวมถ่วงน้ำหนักของผลงาน).

    Attributes:
        prefix: the classes are the inputs ``prefix.code``.
        weights: the weight of each class code.
    """

    prefix: str
    weights: tuple[tuple[str, Number], ...]
    _by_input: tuple[tuple[str, int], ...] = field(init=False, eq=False, repr=False)
    _parts: int = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        parts = lcm(*(weight.denominator for _, weight in self.weights))
        by_input = tuple((f"{self.prefix}.{code}", int(weight * parts)) for code, weight in self.weights)
        object.__setattr__(self, "_parts", parts)
        object.__setattr__(self, "_by_input", by_input)

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs of all classes."""
        return tuple(name for name, _ in self._by_input)

    def value(self, values: Values) -> Number:
        """The weighted sum; classes that are not listed count as none, unless none is listed at all.

        Raises:
            KeyError: when no class is given.
        """
        found, sum_of = False, 0
        for name, weight in self._by_input:
            if name in values:
                found = True
                sum_of += weight * values[name]
        if not found:
            raise KeyError(f"{self.prefix}.*")
        return divided(sum_of, self._parts)

    def missing(self, values: Values) -> tuple[str, ...]:
        """All classes, where none is given; else none."""
        return () if any(name in values for name in self.names) else self.names

    def shown(self, values: Values) -> str:
        """The sum as people write it: ``1 × 0.8 + 2 × 0.2``."""
        terms = (
            f"{shown(values[name])} × {shown(Fraction(weight, self._parts))}"
            for name, weight in self._by_input
            if values.get(name)
        )
        return " + ".join(terms) or "0"


@frozen(kw_only=True)
class Ratio:
    """A sum of inputs, or of works by weight, over a sum of inputs.

    Attributes:
        node: id of the node; ``<node>-numerator`` and ``<node>-denominator`` may be given in place of the inputs.
        numerator: inputs that are added up; empty for works.
        works: works by weight, where those are counted.
        denominator: inputs that are added up; empty where the numerator is the result.
        less: inputs that are taken from the denominator.
        times: what the quotient is multiplied by: 100 for percents.
        unit: what it is measured in.
        decimals: rounded to so many before it is scored; None keeps it exact.
    """

    node: str
    numerator: tuple[str, ...] = ()
    works: Weighted | None = None
    denominator: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    times: Number = 1
    unit: Text = field(default=NO_UNIT, converter=unit_text)
    decimals: int | None = None
    _above: str = field(init=False, eq=False, repr=False)
    _below: str = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_above", f"{self.node}-numerator")
        object.__setattr__(self, "_below", f"{self.node}-denominator")

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs that it is worked out from."""
        return (*self.numerator, *(self.works.names if self.works else ()), *self.denominator, *self.less)

    def value(self, values: Values) -> Number:
        """Work it out; see :meth:`Quantity.value`."""
        top, bottom = self.top(values), self.bottom(values)
        if type(top) is int and type(bottom) is int and type(self.times) is int:
            exact: Number = Fraction(top * self.times, bottom)
        else:
            exact = divided(top * self.times, bottom)
        return exact if self.decimals is None else _to(exact, self.decimals)

    def top(self, values: Values) -> Number:
        """The numerator."""
        if self._above in values:
            above: Number = values[self._above]
            return above
        if self.works is not None:
            return self.works.value(values)
        return _sum(self.numerator, values)

    def bottom(self, values: Values) -> Number:
        """The denominator.

        Raises:
            ZeroDivisionError: when it is not above 0.
        """
        if not self.denominator:
            return 1
        below: Number = values[self._below] if self._below in values else self._left(values)
        if below <= 0:
            raise ZeroDivisionError
        return below

    def missing(self, values: Values) -> tuple[str, ...]:
        """The inputs that it lacks; those that a given numerator or denominator stands for are none of them."""
        above: tuple[str, ...] = ()
        if self._above not in values:
            above = self.works.missing(values) if self.works else _absent(self.numerator, values)
        below = () if self._below in values else _absent((*self.denominator, *self.less), values)
        return tuple(dict.fromkeys((*above, *below)))

    def _left(self, values: Values) -> Number:
        below = _sum(self.denominator, values)
        return below - _sum(self.less, values) if self.less else below

    def steps(self, values: Values, titles: Mapping[str, Text]) -> tuple[Text, ...]:
        """The arithmetic in words."""
        top, bottom = self.top(values), self.bottom(values)
        lines = [
            _IS.fill(
                name=_NUMERATOR, terms=self._terms(self._above, self.numerator, (), values, titles), is_=shown(top)
            )
        ]
        if self.denominator:
            terms = self._terms(self._below, self.denominator, self.less, values, titles)
            lines.append(_IS.fill(name=_DENOMINATOR, terms=terms, is_=shown(bottom)))
        return (*lines, *self._divided(top, bottom, self.value(values)))

    def _divided(self, top: Number, bottom: Number, result: Number) -> Iterator[Text]:
        if self.denominator or self.times != 1:
            by = f" ÷ {shown(bottom)}" if self.denominator else ""
            times = "" if self.times == 1 else f" × {shown(self.times)}"
            exact = divided(top * self.times, bottom)
            yield _unit(
                _DIVIDED.fill(top=shown(top), by=by, times=times, result=shown(exact), unit=_shown_unit(self.unit))
            )
        if self.decimals is not None:
            yield _TO_DECIMALS.fill(decimals=self.decimals, result=shown(result))

    def _terms(
        self, given: str, names: tuple[str, ...], less: tuple[str, ...], values: Values, titles: Mapping[str, Text]
    ) -> Text:
        if given in values:
            return Text.of(en=shown(values[given]), th=shown(values[given]))
        if self.works is not None and not less and names is self.numerator:
            written = self.works.shown(values)
            return Text.of(en=written, th=written)
        return _listed(names, less, values, titles)


def _absent(names: Iterable[str], values: Values) -> tuple[str, ...]:
    return tuple(name for name in names if name not in values)


def _shown_unit(unit: Text) -> Text:
    """A unit behind its number; Thai writes ร้อยละ before it, so it stands in brackets there."""
    thai = unit.in_language("th")
    return Text.of(en=unit.in_language("en"), th=f"({thai})" if thai else "")


def _unit(line: Text) -> Text:
    """A line that ends in a unit, or in none."""
    return Text(tuple((language, form.rstrip()) for language, form in line.forms))


def _sum(names: Iterable[str], values: Values) -> Number:
    found: Number = 0
    for name in names:
        found += values[name]
    return found


def _to(value: Number, decimals: int) -> Number:
    return compact(Fraction(rounded(value, decimals, Rounding.HALF_UP)))


def _listed(names: tuple[str, ...], less: tuple[str, ...], values: Values, titles: Mapping[str, Text]) -> Text:
    """Inputs with their titles and numbers: ``employed 70 + self-employed 10 − ordained 1``."""
    signs = [*((" + ", name) for name in names), *((" − ", name) for name in less)]

    def form(language: str) -> str:
        written = "".join(f"{sign}{titles[name].in_language(language)} {shown(values[name])}" for sign, name in signs)
        return written.removeprefix(" + ")

    return Text.of(en=form("en"), th=form("th"))


@frozen(kw_only=True)
class Deviation:
    """How far a ratio is from a standard, in percent of the standard (ร้อยละที่ต่างจากเกณฑ์มาตรฐาน).

    Attributes:
        ratio: what is compared.
        standard: what it is compared with, above 0.
        unit: percent.
    """

    ratio: Ratio
    standard: Number
    unit: Text = field(default=NO_UNIT, converter=unit_text)

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs of the ratio."""
        return self.ratio.names

    def value(self, values: Values) -> Number:
        """Work it out; see :meth:`Quantity.value`."""
        return divided((self.ratio.value(values) - self.standard) * 100, self.standard)

    def missing(self, values: Values) -> tuple[str, ...]:
        """The inputs that the ratio lacks."""
        return self.ratio.missing(values)

    def steps(self, values: Values, titles: Mapping[str, Text]) -> tuple[Text, ...]:
        """The arithmetic in words."""
        found, result = shown(self.ratio.value(values)), shown(self.value(values))
        line = _DEVIATION.fill(found=found, standard=shown(self.standard), result=result)
        return (*self.ratio.steps(values, titles), line)


@frozen(kw_only=True)
class Mean:
    """The mean of a list of numbers, or a sum over a count.

    Attributes:
        of: the input that is a list.
        sum_of: the input of the sum, where people give that.
        count: the input of how many.
        unit: what it is measured in.
    """

    of: str
    sum_of: str = ""
    count: str = ""
    unit: Text = field(default=NO_UNIT, converter=unit_text)

    @property
    def names(self) -> tuple[str, ...]:
        """The list, and the sum and the count that may be given in its place."""
        return tuple(filter(None, (self.of, self.sum_of, self.count)))

    def value(self, values: Values) -> Number:
        """Work it out; see :meth:`Quantity.value`."""
        top, count = self.parts(values)
        if count <= 0:
            raise ZeroDivisionError
        return divided(top, count)

    def missing(self, values: Values) -> tuple[str, ...]:
        """The list, where neither it nor one of sum and count is given; else that of the two which is not."""
        pair = (self.sum_of, self.count) if self.sum_of else ()
        if self.of in values or not any(name in values for name in pair):
            return _absent((self.of,), values)
        return _absent(pair, values)

    def parts(self, values: Values) -> tuple[Number, Number]:
        """The sum and how many.

        Raises:
            KeyError: when neither the list nor both are there.
        """
        listed = values.get(self.of)
        if isinstance(listed, tuple):
            return sum(listed), len(listed)
        if not self.sum_of:
            raise KeyError(self.of)
        return values[self.sum_of], values[self.count]

    def steps(self, values: Values, titles: Mapping[str, Text]) -> tuple[Text, ...]:
        """The arithmetic in words."""
        result = shown(self.value(values))
        top, count = self.parts(values)
        listed = values.get(self.of)
        written = _written(listed, " + ") if isinstance(listed, tuple) else ""
        name = titles.get(self.of, Text.of(en=self.of))
        line = _MEAN if isinstance(listed, tuple) else _SUM_OVER
        return (line.fill(name=name, terms=written, total=shown(top), count=shown(count), result=result),)


_MOST_SHOWN = 12
"""Numbers of a list that an explanation writes out."""


def _written(value: Number | tuple[Number, ...], sign: str = ", ") -> str:
    if not isinstance(value, tuple):
        return shown(value)
    return sign.join((*map(shown, value[:_MOST_SHOWN]), *("…",) * (len(value) > _MOST_SHOWN)))


@frozen(kw_only=True)
class Calculated:
    """What a formula of the framework gives.

    Attributes:
        formula: the formula.
        unit: what it is measured in.
        decimals: rounded to so many before it is scored; None keeps it exact.
    """

    formula: Formula
    unit: Text = field(default=NO_UNIT, converter=unit_text)
    decimals: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs that the formula reads."""
        return self.formula.names

    def value(self, values: Values) -> Number:
        """Work it out; see :meth:`Quantity.value`."""
        exact = self.formula.value(values)
        return exact if self.decimals is None else _to(exact, self.decimals)

    def missing(self, values: Values) -> tuple[str, ...]:
        """The inputs that the formula lacks."""
        return _absent(self.names, values)

    def steps(self, values: Values, titles: Mapping[str, Text]) -> tuple[Text, ...]:
        """The arithmetic in words."""
        exact = self.formula.value(values)
        inputs = joined(_FIELD.fill(name=titles[name], value=_written(values[name])) for name in self.names)
        line = _FORMULA.fill(formula=self.formula.text, inputs=inputs, result=shown(exact), unit=_shown_unit(self.unit))
        if self.decimals is None:
            return (_unit(line),)
        return (_unit(line), _TO_DECIMALS.fill(decimals=self.decimals, result=shown(self.value(values))))


@frozen(kw_only=True)
class Sample:
    """The share of people who must have answered for a figure to count as one.

    Attributes:
        part: the input of those who answered.
        of: the input of all.
        at_least: the percent that is asked for.
        mark: who asks for it.
    """

    part: str
    of: str
    at_least: Number
    mark: Mark

    def share(self, values: Values) -> Number | None:
        """The percent that was reached; None where it cannot be told."""
        if self.part not in values or not values.get(self.of):
            return None
        return divided(values[self.part] * 100, values[self.of])


_NUMERATOR = Text.of(en="numerator", th="ตัวตั้ง")
_DENOMINATOR = Text.of(en="denominator", th="ตัวหาร")
_IS = Text.of(en="{name}: {terms} = {is_}", th="{name}: {terms} = {is_}")
_DIVIDED = Text.of(en="result: {top}{by}{times} = {result} {unit}", th="ผล: {top}{by}{times} = {result} {unit}")
_TO_DECIMALS = Text.of(
    en="rounded before it is scored, to {decimals} decimals: {result}",
    th="ปัดเศษก่อนให้คะแนนเป็นทศนิยม {decimals} ตำแหน่ง: {result}",
)
_FIELD = Text.of(en="{name} = {value}", th="{name} = {value}")
_DEVIATION = Text.of(
    en="from the standard: ({found} − {standard}) ÷ {standard} × 100 = {result} percent",
    th="เทียบเกณฑ์มาตรฐาน: ({found} − {standard}) ÷ {standard} × 100 = ร้อยละ {result}",
)
_MEAN = Text.of(
    en="mean of {name}: {terms} = {total}; {total} ÷ {count} = {result}",
    th="ค่าเฉลี่ยของ{name}: {terms} = {total}; {total} ÷ {count} = {result}",
)
_SUM_OVER = Text.of(
    en="mean of {name}: sum ÷ count = {total} ÷ {count} = {result}",
    th="ค่าเฉลี่ยของ{name}: ผลรวม ÷ จำนวน = {total} ÷ {count} = {result}",
)
_FORMULA = Text.of(en="{formula} with {inputs} = {result} {unit}", th="{formula} โดย {inputs} = {result} {unit}")
