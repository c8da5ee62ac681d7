"""The evaluations of a year, as reports: each with its results, and side by side (ผลการประเมินของปี)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import evolve

from orqa.base.language import Text
from orqa.base.years import Year
from orqa.domain.organization.units import Unit
from orqa.domain.quality.comparing import compare
from orqa.domain.quality.evaluation import Evaluation
from orqa.domain.quality.outcomes import KeptOutcome
from orqa.domain.quality.records import QualityEvaluation, given_again
from orqa.office.errors import PeriodNeeded
from orqa.office.quality.result_report import ShownResult, cited_by, result_sections
from orqa.office.quality.tables import comparison_tables, stage_title
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table
from orqa.storage.codec import Codec
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.findings import Finding
    from orqa.reporting.model import Cited

RESULTS = Text.of(th="ผลการประเมินคุณภาพการศึกษาของปี", en="Evaluations of quality of the year")
COMPARED = Text.of(th="เปรียบเทียบผลการประเมินของปี", en="Evaluations of the year side by side")
_OVERVIEW = Text.of(th="ภาพรวม", en="Overview")
_OF = Text.of(th="{unit} ({stage})", en="{unit} ({stage})")
_COLUMNS = (
    Column(name="unit", title=Text.of(th="หน่วยงาน", en="Unit"), public=True),
    Column.of_field(QualityEvaluation, "framework", Text.of(th="เกณฑ์", en="Framework")),
    Column.of_field(QualityEvaluation, "stage", Text.of(th="ขั้น", en="Stage")),
    Column.of_field(QualityEvaluation, "overall", Text.of(th="คะแนนรวม", en="Overall"), ColumnType.DECIMAL),
    Column.of_field(QualityEvaluation, "words", Text.of(th="ระดับคุณภาพ", en="Judgement")),
)
_CODEC = Codec([QualityEvaluation, Unit])
_ORDER = ("identity", "unit", "stage")


class QualityResultsReport:
    """Builds the report: an overview, then each evaluation with its results."""

    def build(self, context: ReportContext) -> Report:
        """The evaluations that are kept of the period."""
        found, units = kept_in(context), _units(context)
        overview = [
            (units.get(one.unit, one.unit), one.framework, stage_title(one), one.score("overall"), one.words)
            for one in found
        ]
        sections = [Section((Table.of(_COLUMNS, overview),), _OVERVIEW)]
        cited: dict[Cited, None] = {}
        findings: list[Finding] = []
        for one in found:
            shown = ShownResult(evaluated(context, one), one)
            title = _OF.fill(unit=units.get(one.unit, one.unit), stage=stage_title(one))
            sections += result_sections(shown, title)
            cited |= dict.fromkeys(cited_by(shown))
            findings += (evolve(finding, record=one.ref) for finding in shown.evaluation.findings)
        return evolve(
            _report(context, "quality-results", RESULTS, tuple(sections)),
            citations=tuple(cited),
            findings=tuple(findings),
        )


class QualityComparisonReport:
    """Builds the report: for each framework and stage a table with a column for each unit."""

    def build(self, context: ReportContext) -> Report:
        """The evaluations of the period side by side; those of unlike frameworks in tables of their own."""
        units = _units(context)
        groups: dict[tuple[str, str], dict[str, KeptOutcome]] = {}
        for one in kept_in(context):
            label = units.get(one.unit, one.unit)
            name = label if isinstance(label, str) else label.in_language(context.style.language)
            columns = groups.setdefault((one.framework, one.stage), {})
            columns[name if name not in columns else f"{name} ({one.identity})"] = KeptOutcome(
                evaluated(context, one).framework, one
            )
        sections = [
            Section(
                comparison_tables(compare(columns), over_years=False),
                _OF.fill(
                    unit=next(iter(columns.values())).framework.title,
                    stage=stage_title(next(iter(columns.values())).kept),
                ),
            )
            for columns in groups.values()
        ]
        return _report(context, "quality-comparison", COMPARED, tuple(sections))


def kept_in(context: ReportContext) -> tuple[QualityEvaluation, ...]:
    """What is kept of the year that a report is about.

    Raises:
        PeriodNeeded: when it is about no year of a kind.
    """
    period = context.period
    if not isinstance(period, Year):
        raise PeriodNeeded(period)
    query = equal("year_kind", period.kind) & equal("year", period.ce)
    return tuple(every(context.reader, _CODEC, QualityEvaluation, query, _ORDER))


def evaluated(context: ReportContext, kept: QualityEvaluation) -> Evaluation:
    """The kept inputs evaluated anew, for what their scores were counted from."""
    profile = {choice.name: choice.value for choice in kept.profile}
    return context.framework(kept.framework, **profile).evaluate(given_again(kept.inputs))


def _units(context: ReportContext) -> Mapping[str, Text]:
    """What each unit is called on the last day of the period."""
    return dict(_named(context))


def _named(context: ReportContext) -> Iterator[tuple[str, Text]]:
    for unit in every(context.reader, _CODEC, Unit):
        span = unit.on(context.period.last) or unit.spans[-1]
        yield unit.id, span.title


def _report(context: ReportContext, name: str, title: Text, sections: tuple[Section, ...]) -> Report:
    return Report(
        name=name,
        title=title,
        sections=sections,
        style=context.style,
        audience=context.audience,
        period=context.period_text(),
        made_at=context.at,
        profile=context.profile.name,
        data_version=context.profile.data_version,
    )
