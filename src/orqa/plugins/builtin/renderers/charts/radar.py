"""A radar: one spoke a category, for profiles of scores."""

from math import cos, pi, sin

from orqa.plugins.builtin.renderers.charts.picture import COLOURS, WIDTH, Picture
from orqa.plugins.builtin.renderers.charts.scale import Scale, scale_of
from orqa.reporting.blocks import Chart, Series

_RADIUS = 140.0
_X, _Y = WIDTH / 2, 178.0
_LABEL = 24


def draw_radar(chart: Chart, picture: Picture) -> None:
    """An outline for each series; a missing value leaves its spoke without a point."""
    scale, count = scale_of(chart), len(chart.categories)
    for mark in list(scale.marks())[1:]:
        ring = " ".join(_point(scale.share(mark), spoke, count) for spoke in range(count))
        picture.add(f'<polygon class="grid" points="{ring}"/>')
        picture.text(_X + 4, _Y - scale.share(mark) * _RADIUS - 3, picture.value(mark), kind="value")
    for spoke, category in enumerate(chart.categories):
        picture.add(f'<line class="grid" x1="{_X}" y1="{_Y}" {_end(spoke, count)}/>')
        _label(picture, picture.style.say(category), spoke, count)
    for number, series in enumerate(chart.series):
        _outline(picture, scale, series, number)
    picture.height = picture.legend(chart, _Y + _RADIUS + 34) + 4


def _place(share: float, spoke: int, count: int) -> tuple[float, float]:
    angle = 2 * pi * spoke / count
    return _X + sin(angle) * share * _RADIUS, _Y - cos(angle) * share * _RADIUS


def _point(share: float, spoke: int, count: int) -> str:
    x, y = _place(share, spoke, count)
    return f"{x:.1f},{y:.1f}"


def _end(spoke: int, count: int) -> str:
    x, y = _place(1, spoke, count)
    return f'x2="{x:.1f}" y2="{y:.1f}"'


def _label(picture: Picture, text: str, spoke: int, count: int) -> None:
    x, y = _place(1.08, spoke, count)
    anchor = "middle" if abs(x - _X) < 2 else "start" if x > _X else "end"
    picture.lines(x, y - 12 if anchor == "middle" and y < _Y else y, text, _LABEL, anchor=anchor)


def _outline(picture: Picture, scale: Scale, series: Series, number: int) -> None:
    count = len(series.values)
    points = [_point(scale.share(v), spoke, count) for spoke, v in enumerate(series.values) if v is not None]
    shape = "polygon" if len(points) == count else "polyline"
    picture.add(f'<{shape} class="l{number % COLOURS}" points="{" ".join(points)}"/>')
    for point in points:
        x, y = point.split(",")
        picture.add(f'<circle class="s{number % COLOURS}" cx="{x}" cy="{y}" r="4"/>')
