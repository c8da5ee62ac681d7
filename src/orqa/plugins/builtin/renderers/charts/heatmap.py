"""A heat map: a row for each series, a cell for each category; the value stands in its cell."""

from decimal import Decimal

from orqa.plugins.builtin.renderers.charts.picture import CELL, LINE, WIDTH, Picture
from orqa.plugins.builtin.renderers.charts.scale import values
from orqa.reporting.blocks import Chart
from orqa.reporting.width import display_width, wrap

_LABEL = 26
_CELL = 40.0
_STEPS = 5
"""Shades ``h1`` (low) … ``h5`` (high); they differ enough to be told apart in grey."""


def draw_heatmap(chart: Chart, picture: Picture) -> None:
    """Shade each cell by where its value lies between the least and the greatest."""
    say = picture.style.say
    left = min(_LABEL, max(display_width(say(series.label)) for series in chart.series)) * CELL + 16
    width = (WIDTH - left - 4) / len(chart.categories)
    top = _heads([say(category) for category in chart.categories], picture, left, width)
    for row, series in enumerate(chart.series):
        y = top + row * _CELL
        picture.lines(left - 8, y + _CELL / 2, say(series.label), _LABEL, anchor="end")
        for column, value in enumerate(series.values):
            _cell(picture, value, _shade(chart, value), (left + column * width, y, width))
    picture.height = top + len(chart.series) * _CELL + 6


def _heads(labels: list[str], picture: Picture, left: float, width: float) -> float:
    """The names of the categories above their columns; the height where they end."""
    cells = max(2, int(width // CELL))
    most = max(len(wrap(label, cells)) for label in labels)
    height = most * LINE + 6
    for column, label in enumerate(labels):
        picture.lines(left + (column + 0.5) * width, height / 2, label, cells, anchor="middle")
    return height


def _shade(chart: Chart, value: int | Decimal | None) -> str:
    if value is None:
        return "h0"
    found = values(chart)
    low, high = min(found), max(found)
    share = float((Decimal(value) - low) / (high - low)) if high > low else 1.0
    return f"h{min(_STEPS, int(share * _STEPS) + 1)}"


def _cell(picture: Picture, value: int | Decimal | None, shade: str, place: tuple[float, float, float]) -> None:
    x, y, width = place
    picture.add(
        f'<rect class="{shade}" x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" height="{_CELL - 2:.1f}"/>'
    )
    picture.text(x + width / 2, y + _CELL / 2 + 5, picture.value(value), anchor="middle", kind=f"on-{shade}")
