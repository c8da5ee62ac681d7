"""Printing for people and for programs."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import click

from orqa.base.findings import Finding, Severity
from orqa.base.language import Text
from orqa.cli.options import Settings
from orqa.reporting.columns import Column
from orqa.reporting.formatting import Style
from orqa.reporting.tables import Row, Table

_NARROWEST = 8
"""Cells of a column in the smallest window; what does not fit then is left to the terminal."""

_BETWEEN = 2
"""Cells between two columns of a table of text."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: None}
_SEVERITIES = {
    Severity.ERROR: Text.of(en="error", th="ผิดพลาด"),
    Severity.WARNING: Text.of(en="warning", th="คำเตือน"),
    Severity.INFO: Text.of(en="note", th="แจ้ง"),
}


def print_json(data: Any, *, indent: int | None = 2) -> None:
    """Print JSON-like data, one document; with escapes where the output cannot hold every character.

    Args:
        data: what to print.
        indent: None for a document on one line, of which there may be many.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    escaped = not encoding.lower().startswith("utf")
    click.echo(json.dumps(data, ensure_ascii=escaped, indent=indent, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Text):
        return dict(value.forms)
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    return str(value)


def print_table(columns: Iterable[Column], rows: Iterable[Row], style: Style) -> None:
    """Print rows as a table of text; in a terminal its columns are as narrow as the window asks for."""
    from orqa.plugins.builtin.renderers.text_renderer import WIDEST, table_lines

    table = Table.of(columns, rows)
    widest = _widest(table, style, WIDEST) if sys.stdout.isatty() else WIDEST
    for line in table_lines(table, style, widest):
        click.echo(line.rstrip())


def _widest(table: Table, style: Style, most: int) -> int:
    """The widest that a column may be, up to ``most``, so that lines are not longer than the terminal's."""
    from orqa.plugins.builtin.renderers.measure import measured
    from orqa.reporting.grid import Grid

    grid = Grid(table, style)
    widths, _ = measured(grid.titles, grid.lines(), most)
    room = shutil.get_terminal_size().columns - _BETWEEN * (len(widths) - 1)
    fitting = (size for size in range(most, _NARROWEST, -1) if sum(min(size, width) for width in widths) <= room)
    return next(fitting, _NARROWEST)


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON-like data."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "field": finding.field,
        "file": place.file if place else "",
        "line": place.line if place else None,
        "column": place.column if place else "",
        "message": dict(finding.message.forms),
        "citations": [str(citation) for citation in finding.citations],
    }


def print_findings(findings: Iterable[Finding], settings: Settings, *, to_stderr: bool = False) -> None:
    """Print findings, one a line: where, how bad, what and the code."""
    for finding in findings:
        place = f"{finding.place}: " if finding.place and str(finding.place) else ""
        severity = click.style(settings.say(_SEVERITIES[finding.severity]), fg=_COLOURS[finding.severity])
        click.echo(f"{place}{severity}: {settings.say(finding.message)} [{finding.code}]", err=to_stderr)


def progress_line(settings: Settings) -> Callable[[str, int, int], None] | None:
    """Shows how far a long work is, on one line of a terminal; None where nobody would look at it."""
    if settings.as_json or not sys.stderr.isatty():
        return None

    def show(what: str, done: int, total: int) -> None:
        click.echo(f"\r{what}: {done:,}/{total:,}\033[K", nl=done >= total, err=True)

    return show
