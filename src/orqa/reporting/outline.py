"""What surrounds a report's sections, in the report's language: its head and its closing lists.

Renderers for people share this, so that the same report says the same in every format.
"""

from collections.abc import Iterator

from attrs import frozen

from orqa.base.findings import Finding
from orqa.reporting import words
from orqa.reporting.blocks import Chart, Figure
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.model import Cited, Report
from orqa.reporting.tables import Table


@frozen
class Closing:
    """A list after the last section.

    Attributes:
        name: for programs and anchors.
        title: its heading.
        items: its lines.
    """

    name: str
    title: str
    items: tuple[str, ...]


def head(report: Report) -> Iterator[tuple[str, str]]:
    """Label and value of each line under the title."""
    if report.period:
        yield report.say(words.PERIOD), report.say(report.period)
    for fact in report.facts:
        yield report.say(fact.label), report.say(fact.value)
    if report.profile:
        yield report.say(words.PROFILE), " ".join(filter(None, (report.profile, report.data_version)))
    if report.made_at:
        yield report.say(words.MADE_AT), report.style.moment(report.made_at)


def left_out(report: Report) -> str:
    """The sentence on records that are not shown; empty when there is none."""
    return report.say(words.LEFT_OUT.fill(number=report.style.number(report.left_out))) if report.left_out else ""


def closings(report: Report) -> tuple[Closing, ...]:
    """Findings, evidence and rules cited: those that there are."""
    lists = (
        Closing("findings", report.say(words.FINDINGS), tuple(_finding(report, item) for item in report.findings)),
        Closing(
            "evidence",
            report.say(words.EVIDENCE),
            tuple(f"{report.say(item.title)} ({item.record})" for item in report.evidence),
        ),
        Closing("citations", report.say(words.CITATIONS), tuple(_cited(report, item) for item in report.citations)),
    )
    return tuple(closing for closing in lists if closing.items)


def _finding(report: Report, finding: Finding) -> str:
    place = f"{finding.place}: " if finding.place and str(finding.place) else ""
    severity = report.say(words.SEVERITIES[finding.severity])
    return f"{place}{severity}: {report.say(finding.message)} [{finding.code}]"


def _cited(report: Report, cited: Cited) -> str:
    title, clause = report.say(cited.title), cited.citation.clause
    return f"{title} {report.say(words.CLAUSE.fill(clause=clause))}" if clause else title


def figure_text(figure: Figure, style: Style) -> str:
    """The figure's value with its unit."""
    unit = f" {style.say(figure.unit)}" if figure.unit and figure.value is not None else ""
    return style.value(figure.value, figure.type) + unit


def chart_table(chart: Chart) -> Table:
    """The numbers of a chart as a table: a row for each category, a column for each series."""
    first = Column(name="category", title=words.CATEGORY, public=True)
    others = (
        Column(name=f"series_{number}", title=series.label, type=ColumnType.DECIMAL, public=True)
        for number, series in enumerate(chart.series, 1)
    )
    rows = zip(chart.categories, *(series.values for series in chart.series), strict=True)
    return Table.of((first, *others), rows, chart.title)
