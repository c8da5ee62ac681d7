"""A sheet that charts are drawn on."""

from decimal import Decimal
from html import escape

from orqa.reporting.blocks import Chart
from orqa.reporting.characters import one_line
from orqa.reporting.formatting import NOTHING, Style
from orqa.reporting.width import display_width, wrap

WIDTH = 720
"""Units across; the picture is scaled to the page."""

CELL = 7.2
"""Width of one character cell at the size of labels, in units."""

LINE = 19
"""From one line of text to the next, in units; Thai marks need more than Latin letters."""

COLOURS = 6
"""Series have one of so many colours, named by classes ``s0`` … in the page's style sheet."""


class Picture:
    """Collects SVG elements; the height grows as the chart needs."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.height = 0.0
        self._parts: list[str] = []

    def add(self, element: str) -> None:
        """Add an element whose text is escaped already."""
        self._parts.append(element)

    def text(self, x: float, y: float, text: str, *, anchor: str = "start", kind: str = "") -> None:
        """Write a line; ``anchor`` is start, middle or end."""
        named = f' class="{kind}"' if kind else ""
        self.add(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{named}>{escape(one_line(text))}</text>')

    def lines(self, x: float, middle: float, text: str, cells: int, *, anchor: str = "start") -> None:
        """Write text wrapped to a width in cells, centred on the height ``middle``."""
        wrapped = wrap(one_line(text), cells)
        top = middle - LINE * (len(wrapped) - 1) / 2 + 5
        for number, line in enumerate(wrapped):
            self.text(x, top + number * LINE, line, anchor=anchor)

    def value(self, value: int | Decimal | None) -> str:
        """A value as the report prints numbers."""
        return NOTHING if value is None else self.style.number(value)

    def legend(self, chart: Chart, top: float) -> float:
        """Name the series below a chart of several; the height where it ends."""
        if len(chart.series) == 1:
            return top
        x, y = 8.0, top + LINE
        for number, series in enumerate(chart.series):
            label = self.style.say(series.label)
            room = 26 + display_width(label) * CELL + 18
            if x > 8 and x + room > WIDTH:
                x, y = 8.0, y + LINE
            self.add(f'<rect class="s{number % COLOURS}" x="{x:.1f}" y="{y - 11:.1f}" width="16" height="12"/>')
            self.text(x + 22, y, label)
            x += room
        return y + 8

    def svg(self, title: str) -> str:
        """The whole picture."""
        label = escape(one_line(title), quote=True)
        head = f'<svg viewBox="0 0 {WIDTH} {self.height:.0f}" role="img" aria-label="{label}" class="chart">'
        return head + "".join(self._parts) + "</svg>"
