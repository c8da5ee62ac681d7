"""Charts as SVG for web pages: no script, no font of their own, readable in light and dark."""

from orqa.plugins.builtin.renderers.charts.bars import draw_bars
from orqa.plugins.builtin.renderers.charts.heatmap import draw_heatmap
from orqa.plugins.builtin.renderers.charts.lines import draw_lines
from orqa.plugins.builtin.renderers.charts.picture import Picture
from orqa.plugins.builtin.renderers.charts.radar import draw_radar
from orqa.reporting.blocks import Chart, ChartKind
from orqa.reporting.formatting import Style

_DRAW = {
    ChartKind.BAR: draw_bars,
    ChartKind.LINE: draw_lines,
    ChartKind.RADAR: draw_radar,
    ChartKind.HEATMAP: draw_heatmap,
}


def draw(chart: Chart, style: Style) -> str:
    """The chart as an ``<svg>`` element; its text is escaped.

    A radar of fewer than three categories has no area, so bars are drawn instead.
    """
    flat = chart.kind is ChartKind.RADAR and len(chart.categories) < 3
    picture = Picture(style)
    (draw_bars if flat else _DRAW[chart.kind])(chart, picture)
    return picture.svg(style.say(chart.title))
