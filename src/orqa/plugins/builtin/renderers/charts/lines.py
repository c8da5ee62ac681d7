"""Lines over categories in order, such as months."""

from orqa.plugins.builtin.renderers.charts.picture import CELL, COLOURS, LINE, WIDTH, Picture
from orqa.plugins.builtin.renderers.charts.scale import Scale, scale_of
from orqa.reporting.blocks import Chart, Series
from orqa.reporting.width import display_width

_TOP, _BOTTOM = 12.0, 272.0
_RIGHT = WIDTH - 36.0


def draw_lines(chart: Chart, picture: Picture) -> None:
    """A line for each series; it is broken where a value is missing."""
    scale = scale_of(chart)
    left = max(display_width(picture.value(mark)) for mark in scale.marks()) * CELL + 22
    for mark in scale.marks():
        y = _height(scale, mark)
        picture.add(f'<line class="grid" x1="{left:.1f}" y1="{y:.1f}" x2="{_RIGHT}" y2="{y:.1f}"/>')
        picture.text(left - 8, y + 5, picture.value(mark), anchor="end", kind="value")
    places = _places(len(chart.categories), left)
    _categories(chart, picture, places)
    for number, series in enumerate(chart.series):
        _line(picture, scale, series, number, places)
    picture.height = picture.legend(chart, _BOTTOM + LINE + 8) + 4


def _height(scale: Scale, value: object) -> float:
    return _BOTTOM - scale.share(value) * (_BOTTOM - _TOP)  # type: ignore[arg-type]


def _places(count: int, left: float) -> list[float]:
    if count == 1:
        return [(left + _RIGHT) / 2]
    return [left + 10 + place * (_RIGHT - left - 20) / (count - 1) for place in range(count)]


def _categories(chart: Chart, picture: Picture, places: list[float]) -> None:
    """Name as many categories as there is room for: every one, or every second, and so on."""
    labels = [picture.style.say(category) for category in chart.categories]
    room = places[1] - places[0] if len(places) > 1 else WIDTH
    every = int(max(map(display_width, labels)) * CELL // room) + 1
    for x, label in list(zip(places, labels, strict=True))[::every]:
        picture.text(x, _BOTTOM + LINE, label, anchor="middle")


def _line(picture: Picture, scale: Scale, series: Series, number: int, places: list[float]) -> None:
    pen = f"l{number % COLOURS}"
    for points in _runs(scale, series, places):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        picture.add(f'<polyline class="{pen}" points="{path}"/>')
        for x, y in points:
            picture.add(f'<circle class="s{number % COLOURS}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')


def _runs(scale: Scale, series: Series, places: list[float]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(places, series.values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x, _height(scale, value)))
    return [run for run in runs if run]
