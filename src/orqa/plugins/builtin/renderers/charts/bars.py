"""Horizontal bars: names of any length stand before them."""

from orqa.plugins.builtin.renderers.charts.picture import CELL, COLOURS, LINE, WIDTH, Picture
from orqa.plugins.builtin.renderers.charts.scale import Scale, scale_of
from orqa.reporting.blocks import Chart
from orqa.reporting.width import display_width

_LABEL = 30
"""Cells of the widest label; longer ones are wrapped."""

_BAR = 18
_GAP = 12
_VALUES = 84


def draw_bars(chart: Chart, picture: Picture) -> None:
    """A group of bars for each category, a bar for each series, its value at its end."""
    say, scale = picture.style.say, scale_of(chart)
    left = min(_LABEL, max(display_width(say(category)) for category in chart.categories)) * CELL + 16
    y = 4.0
    for number, category in enumerate(chart.categories):
        height = max(_BAR * len(chart.series), LINE * (1 + display_width(say(category)) // _LABEL))
        picture.lines(left - 8, y + height / 2, say(category), _LABEL, anchor="end")
        for place, series in enumerate(chart.series):
            _bar(picture, scale, series.values[number], place, (left, y + place * _BAR))
        y += height + _GAP
    zero = left + scale.share(0) * (WIDTH - _VALUES - left)
    picture.add(f'<line class="axis" x1="{zero:.1f}" y1="0" x2="{zero:.1f}" y2="{y - _GAP + 4:.1f}"/>')
    picture.height = picture.legend(chart, y - _GAP + 4) + 4


def _bar(picture: Picture, scale: Scale, value: object, place: int, corner: tuple[float, float]) -> None:
    left, y = corner
    span = WIDTH - _VALUES - left
    zero = left + scale.share(0) * span
    end = zero if value is None else left + scale.share(value) * span  # type: ignore[arg-type]
    if value is not None:
        start, length = min(zero, end), abs(end - zero)
        picture.add(
            f'<rect class="s{place % COLOURS}" x="{start:.1f}" y="{y:.1f}" width="{length:.1f}" height="{_BAR - 3}"/>'
        )
    picture.text(max(zero, end) + 6, y + _BAR - 5, picture.value(value), kind="value")  # type: ignore[arg-type]
