"""What is kept of evaluations, as tables (ทะเบียนผลการประเมิน ตารางเปรียบเทียบ)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.base.years import Year
from orqa.domain.quality.nodes import OVERALL
from orqa.domain.quality.records import STAGES, QualityEvaluation
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.domain.quality.comparing import Comparison
    from orqa.office.office import Office
    from orqa.rules.profile import Profile

_YEAR = Column(name="year", title=Text.of(en="Year", th="ปี"), public=True)
_UNIT = Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน"), public=True)
_COLUMNS = (
    _YEAR,
    _UNIT,
    Column.of_field(QualityEvaluation, "identity", Text.of(en="Framework", th="เกณฑ์")),
    Column.of_field(QualityEvaluation, "stage", Text.of(en="Stage", th="ขั้น")),
    Column.of_field(QualityEvaluation, "overall", Text.of(en="Overall", th="คะแนนรวม"), ColumnType.DECIMAL),
    Column.of_field(QualityEvaluation, "words", Text.of(en="Judgement", th="ระดับคุณภาพ")),
    Column(name="version", title=Text.of(en="Version", th="ฉบับที่"), type=ColumnType.NUMBER),
    Column(name="id", title=Text.of(en="Evaluation", th="รหัสผลการประเมิน"), unbroken=True),
)


def kept_table(office: "Office", kept: Iterable[QualityEvaluation]) -> Table:
    """Evaluations that were kept, a row each."""
    structure = office.organization.structure

    def row(one: QualityEvaluation) -> tuple[object, ...]:
        unit = structure.named(one.unit, office.quality.period_of(one).last)
        return (
            year_title(office, one),
            unit,
            one.identity,
            stage_title(one),
            one.score("overall"),
            one.words,
            one.version,
            one.id,
        )

    return Table.of(_COLUMNS, map(row, kept))


_OUTCOMES = (
    Column(name="evaluation", title=Text.of(en="Evaluation", th="ผลการประเมินของ"), public=True),
    Column(name="overall", title=Text.of(en="Overall", th="คะแนนรวม"), type=ColumnType.DECIMAL, public=True),
    Column(name="words", title=Text.of(en="Judgement", th="ระดับคุณภาพ"), public=True),
)
_NODE = (
    Column(name="node", title=Text.of(en="Id", th="รหัส"), public=True, unbroken=True),
    Column(name="title", title=Text.of(en="What it is", th="รายการ"), public=True),
)
_CHANGE = Column(name="change", title=Text.of(en="Last − first", th="ผลต่าง"), type=ColumnType.DECIMAL, public=True)


def comparison_tables(comparison: "Comparison", *, over_years: bool) -> tuple[Table, Table]:
    """Evaluations side by side: what each came to, then a row for each node that one of them has a score of.

    Args:
        comparison: the evaluations.
        over_years: whether they are of one unit over the years, so that the last less the first means something.
    """
    outcomes = [(label, comparison.row(OVERALL).scores[label], words) for label, words in comparison.words.items()]
    columns = (
        *_NODE,
        *(
            Column(name=f"c{at}", title=Text.of(en=label, th=label), type=ColumnType.DECIMAL, public=True)
            for at, label in enumerate(comparison.labels, 1)
        ),
        *((_CHANGE,) if over_years else ()),
    )
    rows = [
        (row.node.id, row.node.title, *row.scores.values(), *((row.change,) if over_years else ()))
        for row in comparison.rows
        if any(score is not None for score in row.scores.values())
    ]
    return Table.of(_OUTCOMES, outcomes), Table.of(columns, rows)


def stage_title(one: QualityEvaluation) -> Text:
    """What people call the stage of an evaluation."""
    return STAGES.get(one.stage, Text.of(en=one.stage, th=one.stage))


def year_title(office: "Office", one: QualityEvaluation) -> Text:
    """What people call the year of an evaluation."""
    return title_of_year(office.profile, office.quality.period_of(one))


def title_of_year(profile: "Profile", period: Year) -> Text:
    """What people call a year, in the profile's language and in English."""
    native, foreign = Style.of_profile(profile), Style("en")
    styles = {"en": foreign, native.language: native}
    return Text(tuple((language, period.label(language, era=it.era)) for language, it in styles.items()))
