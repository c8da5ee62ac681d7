"""Reports as JSON for programs."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from orqa.base.findings import Finding
from orqa.base.money import Money
from orqa.plugins.builtin.renderers.output import text_into
from orqa.plugins.builtin.renderers.values import money, plain, plainer
from orqa.reporting.blocks import Block, Chart, Figure, Paragraph
from orqa.reporting.characters import UNSAFE
from orqa.reporting.formatting import Style
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table

FORMAT_VERSION = 1
"""Grows when the meaning of a key changes or a key goes; a new key is no change."""

_PLAIN = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def _encode(value: Any) -> str:
    """JSON in readable letters; what a screen would obey or no encoding takes is written as JSON's own escape."""
    text = _PLAIN(value)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) if UNSAFE.search(text) else text


class JsonRenderer:
    """Writes one JSON object in UTF-8, one row of a table a line.

    Dates are ISO 8601, decimals are texts, money is ``{"amount", "currency"}``, titles are in the report's language;
    a table is ``{"type": "table", "columns": [...], "rows": [[...], ...]}``.
    """

    def render(self, report: Report, out: BinaryIO) -> None:
        """Write ``report`` to ``out``."""
        with text_into(out) as text:
            text.writelines(_report(report))


def _report(report: Report) -> Iterator[str]:
    yield _encode(_head(report))[:-1]
    yield ',\n"sections": ['
    for number, section in enumerate(report.sections):
        yield from (",\n" if number else "\n", *_section_head(section, report))
        for place, block in enumerate(section.blocks):
            yield ",\n" if place else "\n"
            yield from _block(block, report.style)
        yield "]}"
    yield "]}\n"


def _head(report: Report) -> dict[str, Any]:
    return {
        "format": "orqa-report",
        "format_version": FORMAT_VERSION,
        "report": report.name,
        "title": report.say(report.title),
        "language": report.language,
        "audience": report.audience.value,
        "period": report.say(report.period) if report.period else None,
        "made_at": plain(report.made_at, report.style),
        "profile": report.profile,
        "data_version": report.data_version,
        "left_out": report.left_out,
        "facts": [{"label": report.say(fact.label), "value": report.say(fact.value)} for fact in report.facts],
        "citations": [{"citation": str(c.citation), "title": report.say(c.title)} for c in report.citations],
        "evidence": [{"record": str(item.record), "title": report.say(item.title)} for item in report.evidence],
        "findings": [_finding(finding, report) for finding in report.findings],
    }


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": report.say(finding.message),
        "record": str(finding.record) if finding.record else None,
        "field": finding.field,
        "place": str(finding.place) if finding.place else None,
        "citations": [str(citation) for citation in finding.citations],
    }


def _section_head(section: Section, report: Report) -> Iterator[str]:
    yield f'{{"title": {_encode(report.say(section.title) if section.title else None)}, "blocks": ['


def _block(block: Block, style: Style) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _encode({"type": "paragraph", "text": style.say(block.text)})
        case Figure():
            yield _encode(_figure(block, style))
        case Chart():
            yield _encode(_chart(block, style))
        case Table():
            yield from _table(block, style)


def _figure(figure: Figure, style: Style) -> dict[str, Any]:
    value = figure.value
    return {
        "type": "figure",
        "label": style.say(figure.label),
        "value": money(value) if isinstance(value, Money) else plain(value, style),
        "value_type": figure.type.value,
        "unit": style.say(figure.unit) if figure.unit else None,
    }


def _chart(chart: Chart, style: Style) -> dict[str, Any]:
    return {
        "type": "chart",
        "kind": chart.kind.value,
        "title": style.say(chart.title),
        "unit": style.say(chart.unit) if chart.unit else None,
        "categories": [style.say(category) for category in chart.categories],
        "series": [
            {"label": style.say(series.label), "values": [plain(value, style) for value in series.values]}
            for series in chart.series
        ],
    }


def _table(table: Table, style: Style) -> Iterator[str]:
    head = {
        "type": "table",
        "title": style.say(table.title) if table.title else None,
        "group_by": list(table.group_by),
        "columns": [{"name": c.name, "title": style.say(c.title), "type": c.type.value} for c in table.columns],
    }
    yield f'{_encode(head)[:-1]}, "rows": ['
    writers = [plainer(column.type, style) for column in table.columns]
    before = "\n"
    for row in table.rows():
        yield before + _encode([write(cell) for write, cell in zip(writers, row, strict=True)])
        before = ",\n"
    yield "]}"
