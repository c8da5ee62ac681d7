"""From values to places on the sheet."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from orqa.reporting.blocks import Chart

_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))


@frozen
class Scale:
    """Round marks that cover all values and zero.

    Attributes:
        low: the lowest mark; 0 unless there are values below.
        high: the highest mark.
        step: from mark to mark.
    """

    low: Decimal
    high: Decimal
    step: Decimal

    def share(self, value: float | Decimal) -> float:
        """Where a value lies between ``low`` (0) and ``high`` (1)."""
        return float((Decimal(value) - self.low) / (self.high - self.low))

    def marks(self) -> Iterator[Decimal]:
        """The marks from ``low`` to ``high``."""
        mark = self.low
        while mark <= self.high:
            yield mark
            mark += self.step


def values(chart: Chart) -> list[Decimal]:
    """All values that there are."""
    return [Decimal(value) for series in chart.series for value in series.values if value is not None]


def scale_of(chart: Chart) -> Scale:
    """The scale of a chart, with four to ten marks; fewer of small whole numbers, for there is no half a person.

    >>> from orqa.base.language import Text
    >>> from orqa.reporting.blocks import ChartKind, Series
    >>> name = Text.of(en="Letters")
    >>> scale_of(Chart(kind=ChartKind.BAR, title=name, categories=(name,), series=(Series(name, (37,)),)))
    Scale(low=Decimal('0'), high=Decimal('40'), step=Decimal('10'))
    """
    found = [*values(chart), Decimal(0)]
    low, high = min(found), max(found)
    step = _whole(_step(high - low)) if _counts(chart) else _step(high - low)
    return Scale(_marks(low, step, up=False), _marks(high, step, up=True) if high > low else step, step)


def _counts(chart: Chart) -> bool:
    """Whether all values are whole numbers, as of people or letters."""
    return all(isinstance(value, int) for series in chart.series for value in series.values if value is not None)


def _whole(step: Decimal) -> Decimal:
    """The same step, or the next round one in whole numbers."""
    if step == step.to_integral_value():
        return step
    return Decimal(1) if step < 1 else Decimal(5)  # the one round step above 1 that is none of them is 2.5


def _step(span: Decimal) -> Decimal:
    if not span:
        return Decimal(1)
    power = Decimal(1).scaleb((span / 5).adjusted())
    return _plain(next(power * step for step in _STEPS if power * step * 5 >= span))


def _marks(value: Decimal, step: Decimal, *, up: bool) -> Decimal:
    whole, rest = divmod(abs(value), step)
    further = rest and up == (value > 0)
    count = whole + 1 if further else whole
    return _plain(step * count if value > 0 else -step * count) if count else Decimal(0)


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent: 40, not 4E+1."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
