"""Reports as Markdown with tables as GitHub writes them (GFM)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from orqa.plugins.builtin.renderers.measure import measured
from orqa.plugins.builtin.renderers.output import text_into
from orqa.reporting import words
from orqa.reporting.blocks import Block, Chart, Figure, Paragraph
from orqa.reporting.characters import UNSAFE_CLASS, one_line, visible
from orqa.reporting.columns import Column
from orqa.reporting.grid import Grid
from orqa.reporting.model import Report
from orqa.reporting.outline import chart_table, closings, figure_text, head, left_out
from orqa.reporting.tables import Table
from orqa.reporting.width import pad

_WIDEST = 60
_MARKS = re.compile(r"([\\`*_{}\[\]<>|~&#$])")
_LINKS = re.compile(r"(?<=\w)(://)|(?<=www)(\.)", re.IGNORECASE)
_LINE_START = re.compile(r"^(\s*)([-+=:]|[0-9]+(?=[.)]))")
_HARMLESS = re.compile(rf"(?![-+=:\s0-9])[^\\`*_{{}}\[\]<>|~&#$:wW\t\n\u2028\u2029{UNSAFE_CLASS}]*").fullmatch
"""Matches text that has no mark, could begin no list and hold no link: nearly every cell."""


def escaped(text: str) -> str:
    r"""Text of data so that Markdown shows it as it is, on one line.

    Marks, HTML, references such as ``&amp;`` and bare links lose their meaning; the same holds at the start of a line.

    >>> print(escaped("**1** <b> | [x](y)"))
    \*\*1\*\* \<b\> \| \[x\](y)
    """
    if _HARMLESS(text):
        return text
    text = _MARKS.sub(r"\\\1", one_line(text))
    text = _LINKS.sub(lambda found: f"\\{found[0]}", text)
    return _LINE_START.sub(_harmless_start, text)


def _harmless_start(found: re.Match[str]) -> str:
    """``- x`` and ``1. x`` would begin a list: an escape before the sign, or after the number."""
    space, sign = found.groups()
    return f"{space}\\{sign}" if not sign.isdigit() else f"{space}{sign}\\"


class MarkdownRenderer:
    """Writes Markdown in UTF-8; a chart becomes its table."""

    def render(self, report: Report, out: BinaryIO) -> None:
        """Write ``report`` to ``out``."""
        with text_into(out) as text:
            text.writelines(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.say(report.title))}"
    facts = [f"- {escaped(label)}: {escaped(value)}" for label, value in head(report)]
    yield from ["", *facts] if facts else []
    if report.left_out:
        yield from ("", escaped(left_out(report)))
    for section in report.sections:
        if section.title:
            yield from ("", f"## {escaped(report.say(section.title))}")
        for block in section.blocks:
            yield ""
            yield from _block(block, report)
    for closing in closings(report):
        yield from ("", f"## {escaped(closing.title)}", "")
        yield from (f"- {escaped(item)}" for item in closing.items)


def _block(block: Block, report: Report) -> Iterator[str]:
    match block:
        case Paragraph():
            lines = [escaped(line) for line in visible(report.say(block.text)).splitlines()]
            yield "\\\n".join(lines)
        case Figure():
            yield f"{escaped(report.say(block.label))}: **{escaped(figure_text(block, report.style))}**"
        case Chart():
            yield from _table(chart_table(block), report, f" ({report.say(block.unit)})" if block.unit else "")
        case Table():
            yield from _table(block, report)


def _table(table: Table, report: Report, unit: str = "") -> Iterator[str]:
    if table.title:
        yield from (f"**{escaped(report.say(table.title) + unit)}**", "")
    grid = Grid(table, report.style, grouped=False)
    titles = [escaped(title) for title in grid.titles]
    widths, lines = measured(titles, ((None, [escaped(cell) for cell in cells]) for _, cells in grid.lines()), _WIDEST)
    widths = [max(3, width) for width in widths]
    yield _row(titles, widths, grid.columns)
    strokes = (f"{'-' * (w - 1)}:" if c.at_the_right else "-" * w for w, c in zip(widths, grid.columns, strict=True))
    yield f"| {' | '.join(strokes)} |"
    empty = True
    for _, cells in lines:
        empty = False
        yield _row(cells, widths, grid.columns)
    if empty:
        yield from ("", report.say(words.NO_ROWS))


def _row(cells: list[str], widths: list[int], columns: tuple[Column, ...]) -> str:
    padded = (
        pad(cell, width, right=column.at_the_right) for cell, width, column in zip(cells, widths, columns, strict=True)
    )
    return f"| {' | '.join(padded)} |"
