"""An evaluation as a part of a report: results by node, cross tables, strengths and gaps, citations, findings.

The summary table has the columns of the summary tables of Thai self-assessment reports: indicator, target, numerator,
denominator, result, met, score, note (ตารางสรุปผลการประเมิน).
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import frozen

from orqa.base.citations import Certainty
from orqa.base.language import Text, joined
from orqa.base.rounding import Rounding
from orqa.domain.quality.explaining import CERTAINTY_WORDS, KIND_WORDS, STATUS_WORDS
from orqa.domain.quality.nodes import OVERALL, Node
from orqa.domain.quality.numbers import Number, compact, rounded
from orqa.domain.quality.parts import parts_of
from orqa.domain.quality.steps import Status
from orqa.reporting.blocks import Block, Figure, Paragraph
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.model import Cited, Section
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.base.citations import Citation
    from orqa.domain.quality.evaluation import Evaluation, NodeResult
    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.groups import GroupTable
    from orqa.domain.quality.records import NodeScore, QualityEvaluation

_RESULT_DECIMALS = 2
_PART_DECIMALS = 4

_ID = Column(name="node", title=Text.of(en="Id", th="รหัส"), public=True, unbroken=True)
_TITLE = Column(name="title", title=Text.of(en="Indicator", th="ตัวบ่งชี้"), public=True)
_SCORE = Column(name="score", title=Text.of(en="Score", th="คะแนน"), type=ColumnType.DECIMAL, public=True)
_WORDS = Column(name="words", title=Text.of(en="Judgement", th="ระดับคุณภาพ"), public=True)
_COLUMNS = (
    _ID,
    _TITLE,
    Column(name="target", title=Text.of(en="Target", th="เป้าหมาย"), type=ColumnType.DECIMAL, public=True),
    Column(name="numerator", title=Text.of(en="Numerator", th="ตัวตั้ง"), type=ColumnType.DECIMAL),
    Column(name="denominator", title=Text.of(en="Denominator", th="ตัวหาร"), type=ColumnType.DECIMAL),
    Column(name="result", title=Text.of(en="Result", th="ผลลัพธ์"), type=ColumnType.DECIMAL, public=True),
    _SCORE,
    Column(name="met", title=Text.of(en="Target met", th="บรรลุ"), type=ColumnType.BOOLEAN, public=True),
    _WORDS,
    Column(name="note", title=Text.of(en="Note", th="หมายเหตุ"), public=True),
)
_OVERALL = Text.of(en="Overall score", th="คะแนนรวม")
_SUMMARY = Text.of(en="Results by indicator", th="ผลการประเมินรายตัวบ่งชี้")
_STRENGTHS = Text.of(en="Strengths", th="จุดแข็ง")
_GAPS = Text.of(en="Areas to improve", th="จุดที่ควรพัฒนา")
_JUDGED = Text.of(en="{framework}: {words}", th="{framework}: {words}")
_NOT_JUDGED = Text.of(en="{framework}: not judged yet", th="{framework}: ยังไม่มีผลการตัดสิน")
_STARTED = Text.of(en="Worked out from: {levels}", th="คำนวณจาก: {levels}")
_CERTAINTY = Text.of(en="The least sure figure: {certainty}", th="ความแน่นอนของตัวเลขที่แน่นอนน้อยที่สุด: {certainty}")
_LICENCE = Text.of(en="Texts of requirements: {licence}", th="ข้อความเกณฑ์: {licence}")
_TEXTS = Text.of(en="Texts of requirements", th="ข้อความเกณฑ์")
_TEXT_COLUMNS = (
    Column(name="node", title=Text.of(en="No.", th="ที่"), unbroken=True),
    Column(name="text", title=Text.of(en="Text", th="ข้อความ")),
)
"""For readers inside: a licence to show a text is seldom one to publish it."""
_COUNT = Column(name="count", title=Text.of(en="Indicators", th="จำนวนตัวบ่งชี้"), type=ColumnType.INTEGER, public=True)
_MEAN = Column(name="mean", title=Text.of(en="Mean", th="เฉลี่ย"), type=ColumnType.DECIMAL, public=True)
_TOTAL = Text.of(en="All", th="รวม")


@frozen
class ShownResult:
    """An evaluation that is shown; of one that was kept the scores as they were kept.

    Attributes:
        evaluation: the inputs evaluated.
        kept: what was kept of it; None for one that was not.
    """

    evaluation: "Evaluation"
    kept: "QualityEvaluation | None" = None

    @property
    def framework(self) -> "Framework":
        """By which it was made."""
        return self.evaluation.framework

    @property
    def words(self) -> Text | None:
        """What the overall outcome is called."""
        return self.evaluation.judgement if self.kept is None else self.kept.words

    def score(self, node: str) -> Decimal | None:
        """The score of a node."""
        return self.evaluation.score(node) if self.kept is None else self.kept.score(node)

    def target(self, node: str) -> Decimal | None:
        """The score that the unit set itself; None where it set none."""
        found: NodeScore | None = None
        if self.kept is not None:
            found = next((one for one in self.kept.scores if one.node == node), None)
        return found.target if found else None


def result_sections(shown: ShownResult, title: Text | None = None) -> Iterator[Section]:
    """The parts of a report on an evaluation: outcome, results by node, cross tables, strengths and gaps."""
    yield Section(tuple(_outcome(shown)), title)
    rows = [_row(shown, node) for node in shown.framework.nodes.values() if _is_told(shown, node)]
    yield Section((Table.of(_COLUMNS, rows),), _SUMMARY)
    for grouping in shown.framework.groupings:
        table = shown.evaluation.by(grouping.id)
        yield Section((_cross_table(table),), grouping.title)
    yield from _leaves(_STRENGTHS, shown, shown.evaluation.strengths())
    yield from _leaves(_GAPS, shown, shown.evaluation.gaps())
    if (overlay := shown.framework.about.texts) is not None:
        rows = [(name, overlay.texts[name]) for name in shown.framework.nodes if name in overlay.texts]
        yield Section((Paragraph(_LICENCE.fill(licence=overlay.licence)), Table.of(_TEXT_COLUMNS, rows)), _TEXTS)


def cited_by(shown: ShownResult) -> tuple[Cited, ...]:
    """The clauses that an evaluation rests on, with the titles of their sources."""
    sources = shown.framework.about.sources
    found: dict[Citation, Cited] = {}
    for citation in (*shown.framework.about.mark.citations, *shown.evaluation.citations):
        source = sources.get(citation.source)
        found[citation] = Cited(citation, source.title if source else Text.of(en=citation.source))
    return tuple(found.values())


def _outcome(shown: ShownResult) -> Iterator[Block]:
    framework, words = shown.framework, shown.words
    called = framework.title if framework.about.edition is None else _edition(framework)
    yield Figure(label=_OVERALL, value=shown.score(OVERALL), type=ColumnType.DECIMAL)
    yield Paragraph(_JUDGED.fill(framework=called, words=words) if words else _NOT_JUDGED.fill(framework=called))
    chosen = [choice.values[choice.chosen] for choice in framework.profile]
    for choice, value in zip(framework.profile, chosen, strict=True):
        yield Paragraph(_CHOICE.fill(title=choice.title, value=value))
    if started := shown.evaluation.started_from:
        yield Paragraph(_STARTED.fill(levels=joined(KIND_WORDS.get(one, Text.of(en=one)) for one in started)))
    yield Paragraph(_CERTAINTY.fill(certainty=CERTAINTY_WORDS[shown.evaluation.certainty]))
    if framework.about.note is not None:
        yield Paragraph(framework.about.note)


_CHOICE = Text.of(en="{title}: {value}", th="{title}: {value}")
_EDITION = Text.of(en="{title}, {edition}", th="{title} {edition}")


def _edition(framework: "Framework") -> Text:
    return _EDITION.fill(title=framework.title, edition=framework.about.edition)


def _is_told(shown: ShownResult, node: Node) -> bool:
    """Not an optional node of which nobody said anything, such as a field of study that the unit has not."""
    status = shown.evaluation.status_of(node.id)
    return status is not Status.NOT_APPLICABLE or node.id in shown.evaluation.not_applicable


def _row(shown: ShownResult, node: Node) -> tuple[Any, ...]:
    evaluation = shown.evaluation
    top, bottom = (None, None) if node.children else parts_of(evaluation, node)
    score, target = shown.score(node.id), shown.target(node.id)
    result = None if node.children else evaluation.measured(node.id)
    return (
        node.id,
        node.title,
        target,
        _part(top),
        _part(bottom),
        None if result is None else rounded(result, _RESULT_DECIMALS, Rounding.HALF_UP),
        score,
        None if target is None or score is None else score >= target,
        evaluation.words(node.id),
        _note(evaluation, node),
    )


def _part(value: Number | None) -> Decimal | None:
    """A numerator or denominator: whole where it is whole, else to four decimals."""
    if value is None:
        return None
    whole = compact(value)
    return Decimal(whole) if isinstance(whole, int) else rounded(whole, _PART_DECIMALS, Rounding.HALF_UP).normalize()


def _note(evaluation: "Evaluation", node: Node) -> Text | None:
    """Why there is no score, or how sure its figures are where they are not verified."""
    parts = []
    status = evaluation.status_of(node.id)
    if status not in {Status.SCORED, Status.GIVEN}:
        reason = evaluation.not_applicable.get(node.id)
        parts.append(STATUS_WORDS[status])
        if reason and reason.reason:
            parts.append(Text.of(en=reason.reason, th=reason.reason))
    if node.mark.certainty is not Certainty.VERIFIED:
        parts.append(CERTAINTY_WORDS[node.mark.certainty])
    return joined(parts) if parts else None


def _cross_table(table: "GroupTable") -> Table:
    columns = (
        Column(name="part", title=Text.of(en="Component", th="องค์ประกอบ"), public=True),
        _COUNT,
        *(
            Column(name=f"c{at}", title=title, type=ColumnType.DECIMAL, public=True)
            for at, (_, title) in enumerate(table.columns, 1)
        ),
        _MEAN,
    )
    rows = [
        (_TOTAL if row.node is None else row.node.title, row.count, *row.means.values(), row.mean) for row in table.rows
    ]
    return Table.of(columns, rows)


def _leaves(title: Text, shown: ShownResult, found: "Iterable[NodeResult]") -> Iterator[Section]:
    rows = [(one.node.id, one.node.title, shown.score(one.node.id), one.words) for one in found]
    if rows:
        yield Section((Table.of((_ID, _TITLE, _SCORE, _WORDS), rows),), title)
