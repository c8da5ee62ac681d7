"""Reports and their blocks: what may be said to whom, and what cannot be built."""

from datetime import datetime
from decimal import Decimal

import pytest
from attrs import evolve

from orqa.base.findings import Finding, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.reporting.audience import Audience
from orqa.reporting.blocks import Chart, Figure, Paragraph, Series
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.model import Evidence, Report, Section
from orqa.reporting.tables import Table

TITLE = Text.of(th="รายงาน", en="Report")
OPEN = Column(name="subject", title=TITLE, public=True)
CLOSED = Column(name="sender", title=TITLE)
FINDING = Finding(code="odd-date", severity=Severity.INFO, message=TITLE)


def report(*blocks: Table | Paragraph, audience: Audience = Audience.PUBLIC) -> Report:
    shown = Evidence(record=RecordRef("letter", "1"), title=TITLE, public=True)
    hidden = Evidence(record=RecordRef("letter", "2"), title=TITLE)
    return Report(
        name="some-report",
        title=TITLE,
        sections=(Section(blocks),),
        audience=audience,
        evidence=(shown, hidden),
        findings=(FINDING,),
    )


def test_a_public_report_holds_public_things_only() -> None:
    mixed, closed = Table.of([OPEN, CLOSED], [("s", "x")]), Table.of([CLOSED], [("x",)])
    public = report(mixed, closed, Paragraph(TITLE))
    assert [c.name for table in public.tables for c in table.columns] == ["subject"]
    assert [type(block) for block in public.sections[0].blocks] == [Table, Paragraph]
    assert [item.record.id for item in public.evidence] == ["1"]
    assert public.findings == ()


def test_an_internal_report_holds_all() -> None:
    internal = report(Table.of([OPEN, CLOSED], [("s", "x")]), audience=Audience.INTERNAL)
    assert [c.name for c in internal.tables[0].columns] == ["subject", "sender"]
    assert len(internal.evidence) == 2
    assert internal.findings == (FINDING,)


def test_changing_the_audience_narrows_a_report() -> None:
    internal = report(Table.of([OPEN, CLOSED], [("s", "x")]), audience=Audience.INTERNAL)
    assert len(evolve(internal, audience="public").tables[0].columns) == 1


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="made_at needs a time zone"):
        Report(name="r", title=TITLE, sections=(), made_at=datetime(2025, 1, 12))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("name", ["", "Some Report", "-x", "รายงาน"])
def test_a_report_is_named_for_programs(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        Report(name=name, title=TITLE, sections=())


def test_parts_are_tuples_so_that_a_report_stays_as_it_is() -> None:
    with pytest.raises(TypeError, match="sections"):
        Report(name="r", title=TITLE, sections=[])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="blocks"):
        Section([])  # type: ignore[arg-type]


def test_a_title_is_text_in_languages() -> None:
    with pytest.raises(TypeError, match="title"):
        Report(name="r", title="Report", sections=())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="text"):
        Paragraph("text")  # type: ignore[arg-type]


def test_a_series_has_a_value_for_each_category() -> None:
    with pytest.raises(ValueError, match="the chart Report has 2 categories, its series Report 1 values"):
        Chart(kind="bar", title=TITLE, categories=(TITLE, TITLE), series=(Series(TITLE, (1,)),))  # type: ignore[arg-type]


def test_a_chart_has_something_to_show() -> None:
    with pytest.raises(ValueError, match="categories"):
        Chart(kind="bar", title=TITLE, categories=(), series=())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="series"):
        Chart(kind="line", title=TITLE, categories=(TITLE,), series=())  # type: ignore[arg-type]


def test_a_figure_knows_how_it_is_printed() -> None:
    assert Figure(label=TITLE, value=Decimal("87.5"), type="percent").type is ColumnType.PERCENT  # type: ignore[arg-type]
