"""Reports on evaluations: every format, the public edition, what changed since, all of a year."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.years import Period, Year
from orqa.domain.quality.records import QualityEvaluation
from orqa.domain.quality.texts import TextOverlay, UnknownNodes
from orqa.office.errors import NotFound, PeriodNeeded
from orqa.office.office import Office
from orqa.office.quality.errors import NothingKept, QualityRefused
from orqa.office.quality.reports import evaluation_report
from orqa.reporting.blocks import Figure
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report
from quality_samples import INSTITUTION, PROGRAMME, SCORES, with_units

RAW: dict[str, Any] = {
    **{name: value for name, value in SCORES.items() if name not in {"2.1", "2.2"}},
    "graduates": 120,
    "respondents": 100,
    "employed": 80,
    "self_employed": 5,
    "employed_before": 3,
    "own_business_before": 1,
    "further_study": 2,
    "ordained": 0,
    "conscripted": 1,
    "2.1": "n/a: ยังไม่มีผู้ใช้บัณฑิต",
}


@pytest.fixture
def year(office: Office) -> Year:
    return office.year("academic", 2568)


@pytest.fixture
def kept(office: Office, year: Year) -> QualityEvaluation:
    quality = with_units(office).quality
    return quality.keep("cpe", year, quality.evaluate(PROGRAMME, RAW), targets={"2.2": 4, "3.1": "3.5"})


def rows_of(report: Report, title: str) -> list[dict[str, Any]]:
    section = next(s for s in report.sections if s.title and s.title.in_language("en") == title)
    table = section.blocks[0]
    assert hasattr(table, "records")
    return list(table.records())


def rendered(office: Office, report: Report, name: str = "text") -> str:
    out = io.BytesIO()
    office.reports.render(report, name, out)
    return out.getvalue().decode()


def test_each_indicator_has_its_line(office: Office, kept: QualityEvaluation) -> None:
    report = office.quality.report(kept.id)
    rows = {row["node"]: row for row in rows_of(report, "Results by indicator")}
    assert rows.keys() == {one.node for one in kept.scores}
    employed = rows["2.2"]
    assert (employed["numerator"], employed["denominator"]) == (85, 93)  # 100 - 3 - 1 - 2 - 0 - 1
    assert (employed["result"], employed["score"]) == (Decimal("91.40"), Decimal("4.57"))
    assert (employed["target"], employed["met"]) == (Decimal("4.00"), True)
    assert (rows["3.1"]["target"], rows["3.1"]["met"]) == (Decimal("3.50"), False)
    assert rows["3.2"]["met"] is None
    assert rows["2.1"]["score"] is None
    assert rows["2.1"]["note"].in_language("th").startswith("ไม่เกี่ยวข้อง, ยังไม่มีผู้ใช้บัณฑิต")


def test_cross_table_strengths_citations_and_facts(office: Office, kept: QualityEvaluation) -> None:
    report = office.quality.report(kept, language="en")
    total = rows_of(report, "Analysis by input, process and output")[-1]
    assert (total["count"], total["mean"]) == (12, kept.score("overall"))
    assert rows_of(report, "Strengths")[0]["node"] == "5.4"
    assert any("2.2" in str(cited.citation) for cited in report.citations)
    text = rendered(office, report)
    for words in (
        "Programme cpe",
        "self-assessment",
        "Academic year 2025",
        "Degree: bachelor",
        "Worked out from: inputs",
    ):
        assert words in text


def test_the_public_edition_tells_scores_and_not_what_was_counted(office: Office, kept: QualityEvaluation) -> None:
    report = office.quality.report(kept, audience="public")
    columns = [column.name for table in report.tables for column in table.columns]
    assert "score" in columns
    assert not {"numerator", "denominator"} & set(columns)
    assert report.findings == ()


@pytest.mark.parametrize("name", ["text", "markdown", "csv", "json", "html"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_format_writes_it(office: Office, kept: QualityEvaluation, name: str, language: str) -> None:
    text = rendered(office, office.quality.report(kept, language=language), name)
    assert "2.2" in text or "๒.๒" in text
    assert ("ร้อยละของบัณฑิต" if language == "th" else "Bachelor graduates") in text


def test_foreign_words_stay_words(office: Office, year: Year) -> None:
    quality = with_units(office).quality
    hostile = quality.evaluate(PROGRAMME, {**RAW, "2.1": "n/a: <script>alert(1)</script>"})
    html = rendered(office, quality.report(quality.keep("cpe", year, hostile)), "html")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_what_was_kept_is_shown_where_the_framework_changed(office: Office, kept: QualityEvaluation) -> None:
    other = tuple(evolve(one, score=Decimal("1.00")) if one.node == "overall" else one for one in kept.scores)
    report = office.quality.report(evolve(kept, digest="0" * 64, scores=other))
    figure = report.sections[0].blocks[0]
    assert isinstance(figure, Figure)
    assert figure.value == Decimal("1.00")
    assert "scores-changed" in {finding.code for finding in report.findings}


def test_an_evaluation_that_nobody_keeps_is_reported_too(office: Office) -> None:
    report = evaluation_report(office.quality.evaluate(INSTITUTION, {"5.1": 4, "phd": 30}, group="b"))
    rows = {row["node"]: row for row in rows_of(report, "Results by indicator")}
    assert rows["1.2"]["note"].in_language("en") == "not assessed"
    faculty = evaluation_report(office.quality.evaluate("iqa-2557-faculty", {"1.4.law-result": 40}, group="b"))
    parts = {row["node"] for row in rows_of(faculty, "Results by indicator") if row["node"].startswith("1.4.")}
    assert parts == {"1.4.law"}, "fields of study that the faculty has not are left out"
    assert "inputs-missing" in {finding.code for finding in report.findings}


def test_all_of_a_year(office: Office, kept: QualityEvaluation, year: Year, tmp_path: Path) -> None:
    quality = office.quality
    quality.keep("civil", year, quality.evaluate(PROGRAMME, {**SCORES, "2.1": 5}))
    other = quality.keep("thai", year, quality.evaluate("aun-qa-programme-4.0", {"1": 4, "overall": 4}))
    with office.reports.open("quality-results", year, language="en") as report:
        assert [row["overall"] for row in rows_of(report, "Overview")] == [
            Decimal(4),
            Decimal("3.67"),
            kept.score("overall"),
        ]
        assert {finding.record for finding in report.findings} >= {other.ref}
    path = office.reports.write("quality-comparison", "text", tmp_path / "a.txt", year, language="en")
    text = path.read_text(encoding="utf-8")
    assert "Programme civil" in text
    assert "Last − first" not in text
    assert text.count("AUN-QA") == 1, "unlike frameworks stand in tables of their own"
    with office.reports.open("quality-results", office.year("academic", 2560)) as report:
        assert rows_of(report, "Overview") == []


def test_a_report_of_bare_days_is_refused(office: Office, year: Year) -> None:
    with pytest.raises(PeriodNeeded), office.reports.open("quality-results", Period(year.first, year.last)):
        pass


@pytest.mark.usefixtures("kept")
def test_the_comparison_as_a_report(office: Office, year: Year) -> None:
    quality = office.quality
    quality.keep("cpe", office.year("academic", 2567), quality.evaluate(PROGRAMME, SCORES))
    text = rendered(office, quality.comparison(quality.history("cpe"), language="en"))
    assert "2567" in text
    assert "Last − first" in text
    assert "2568" in text
    with pytest.raises(NothingKept):
        quality.comparison(quality.kept("civil", year))
    with pytest.raises(NotFound):
        quality.report("nothing")


@pytest.mark.parametrize(("node", "value"), [("9.9", 3), ("2.1", 6), ("2.1", "many")])
def test_a_target_that_is_no_score_is_refused(office: Office, year: Year, node: str, value: Any) -> None:
    quality = with_units(office).quality
    with pytest.raises(QualityRefused, match=f"target of {node} is {value}"):
        quality.keep("cpe", year, quality.evaluate(PROGRAMME, SCORES), targets={node: value})


def test_a_report_without_an_office_has_no_frameworks(office: Office, year: Year) -> None:
    with office.reading() as reader:
        context = ReportContext(reader=reader, profile=office.profile, period=year, at=office.now())
        with pytest.raises(NotModelled, match="framework is not modelled"):
            context.framework(PROGRAMME)


def test_texts_of_requirements_stand_in_the_internal_edition_with_their_licence(
    office: Office, kept: QualityEvaluation
) -> None:
    overlay = TextOverlay(
        texts={"3.1": Text.of(en="The full text", th="ข้อความเต็ม")},
        licence=Text.of(en="inside the faculty", th="ภายในคณะ"),
    )
    inside = rendered(office, office.quality.report(kept, texts=overlay, language="en"))
    assert "The full text" in inside
    assert "inside the faculty" in inside
    public = rendered(office, office.quality.report(kept, texts=overlay, language="en", audience="public"))
    assert "The full text" not in public
    assert "The full text" not in rendered(office, office.quality.report(kept, language="en"))
    with pytest.raises(UnknownNodes, match=r"9\.9"):
        office.quality.report(kept, texts=TextOverlay(texts={"9.9": Text.of(en="x")}, licence=Text.of(en="x")))
