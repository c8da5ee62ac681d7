"""What frameworks other than IQA 2557 say: their trees, who judges, and that nothing is worked out unasked."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

import orqa
from orqa.base.citations import Certainty
from orqa.base.language import Text
from orqa.domain.quality.crosswalks import serves
from orqa.domain.quality.framework import Framework
from orqa.domain.quality.methods import Rating
from orqa.domain.quality.reading import profiles_of
from orqa.plugins.frameworks import texts_of
from orqa.plugins.opening import builtin_registry, load_framework

AUN = {
    "aun-qa-programme-4.0": [5, 7, 6, 7, 8, 6, 9, 5],
    "aun-qa-programme-3.0": [3, 3, 3, 3, 5, 7, 5, 5, 5, 6, 5],
}


def texts(framework: Framework) -> list[Text]:
    found = [framework.title, *framework.input_titles.values()]
    for node in framework.nodes.values():
        found += [node.title, *node.topics, *([node.mark.note] if node.mark.note else [])]
        found += [level.title for level in node.scale.levels]
    return found


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        *((name, {}) for name in AUN),
        ("esg-2015", {}),
        ("esg-2015", {"subject": "agency"}),
        ("edpex", {}),
        ("onesqa-round-3", {}),
    ],
)
def test_texts_are_in_both_languages(name: str, profile: dict[str, str]) -> None:
    found = texts(load_framework(name, **profile))
    assert len(found) > 10
    assert [str(text) for text in found if re.search("[\u0e00-\u0e7f]", text.in_language("en"))] == []
    assert [str(text) for text in found if not re.search("[\u0e00-\u0e7f]", text.in_language("th"))] == []


# ------------------------------------------------------------------ correspondences


def profiles(name: str) -> list[Framework]:
    spec = builtin_registry().qa_frameworks[name]
    return [load_framework(name, **profile) for profile in profiles_of(texts_of(spec.factory()), spec.file)]


@cache
def ids(name: str) -> frozenset[str]:
    """The nodes of a framework, in whatever profile."""
    return frozenset(node for framework in profiles(name) for node in framework.nodes)


@pytest.mark.parametrize("name", [*AUN, "esg-2015", "edpex"])
def test_correspondences_name_nodes_that_there_are_and_are_our_reading(name: str) -> None:
    for framework in profiles(name):
        for crosswalk in framework.crosswalks:
            others = [other for row in crosswalk.rows for other in row.others]
            assert set(others) - ids(crosswalk.to) == set()
            assert {row.mark.certainty for row in crosswalk.rows} == {Certainty.UNCERTAIN}
            pairs = [(row.node, other) for row in crosswalk.rows for other in row.others]
            assert len(pairs) == len(set(pairs))


def test_evidence_gathered_once_serves_several_frameworks() -> None:
    framework = load_framework("aun-qa-programme-4.0")
    assert serves(framework.crosswalks, "8.2") == {
        "aun-qa-programme-3.0": ("11.3",),
        "iqa-2557-programme": ("2.2",),
        "edpex": ("7.1",),
    }
    assert serves(load_framework("esg-2015").crosswalks, "1.5") == {
        "iqa-2557-programme": ("4.1", "4.2", "4.3"),
        "iqa-2557-institution": ("1.2", "1.3"),
        "edpex": ("5.1", "5.2"),
    }
    assert load_framework("esg-2015", subject="agency").crosswalks == ()


def test_version_3_finds_its_way_to_version_4() -> None:
    (crosswalk,) = [found for found in load_framework("aun-qa-programme-4.0").crosswalks if found.to.endswith("3.0")]
    turned = crosswalk.turned("aun-qa-programme-4.0")
    assert [row.others for row in turned.of("2.2")] == [("1.2",), ("2.1",)]
    assert {row.node for row in turned.rows if "." not in row.node} == {str(i) for i in range(1, 12)} - {"10"}


# ------------------------------------------------------------------ AUN-QA


@pytest.mark.parametrize(("name", "counts"), AUN.items())
def test_aun_qa_has_its_criteria_and_requirements(name: str, counts: list[int]) -> None:
    framework = load_framework(name)
    criteria = framework.children()
    assert [criterion.id for criterion in criteria] == [str(i) for i in range(1, len(counts) + 1)]
    assert [len(framework.children(criterion.id)) for criterion in criteria] == counts


@pytest.mark.parametrize("name", list(AUN))
def test_the_rating_of_a_criterion_is_agreed_and_its_mean_only_a_hint(name: str) -> None:
    evaluation = load_framework(name).evaluate({"1.1": 4, "1.2": 3, "1.3": 4})
    assert evaluation.score("1") is None
    assert evaluation.hint("1") == Fraction(11, 3)


def test_a_verdict_between_two_labels_names_both() -> None:
    evaluation = load_framework("aun-qa-programme-4.0").evaluate({str(i): 4 if i < 7 else 3 for i in range(1, 9)})
    assert evaluation.overall == Decimal("3.8")
    words = evaluation.judgement
    assert words is not None
    assert words.in_language("en") == (
        "between Inadequate but Minor Improvement Will Make It Adequate and Adequate as Expected"
    )
    assert words.in_language("th") == "ระหว่าง ยังไม่เพียงพอ แต่ปรับปรุงเล็กน้อยก็เพียงพอ กับ เพียงพอตามที่คาดหวัง"


def test_a_verdict_that_rounds_onto_a_label_has_its_words() -> None:
    evaluation = load_framework("aun-qa-programme-4.0").evaluate({str(i): "3.7" if i == 1 else 4 for i in range(1, 9)})
    assert (evaluation.overall, str(evaluation.judgement)) == (Decimal("4.0"), "Adequate as Expected")


def test_that_the_overall_of_version_4_is_uncertain_is_told() -> None:
    codes = {name: {finding.code for finding in load_framework(name).evaluate({"overall": 4}).findings} for name in AUN}
    assert "figure-uncertain" in codes["aun-qa-programme-4.0"]
    assert "figure-uncertain" not in codes["aun-qa-programme-3.0"]


def test_criteria_stand_in_areas() -> None:
    table = (
        load_framework("aun-qa-programme-4.0").evaluate({str(i): 5 if i == 8 else 4 for i in range(1, 9)}).by("area")
    )
    assert {code: str(mean) for code, mean in table.total.means.items()} == {
        "programme": "4.0",
        "resources": "4.0",
        "results": "5.0",
    }


# ------------------------------------------------------------------ ESG


def test_a_standard_of_esg_that_nobody_judged_is_told() -> None:
    waiting = {one.field for one in orqa.load_framework("esg-2015").evaluate({}).findings if one.code == "not-judged"}
    assert waiting == {f"1.{number}" for number in range(1, 11)}
    told = orqa.load_framework("esg-2015").evaluate({"1.4": "Life cycle of students is regulated"})
    assert "1.4" not in {one.field for one in told.findings}


def test_esg_has_ten_seven_and_seven_standards() -> None:
    institution, agency = load_framework("esg-2015"), load_framework("esg-2015", subject="agency")
    assert [node.id for node in institution.children("1")] == [f"1.{i}" for i in range(1, 11)]
    assert [len(agency.children(part)) for part in ("2", "3")] == [7, 7]
    rated = [node.id for node in agency.leaves() if node.scale.levels]
    assert len(rated) == 13
    assert "3.7" not in rated


@pytest.mark.parametrize(
    ("panel", "committee", "codes"),
    [
        ("full-compliance", "compliance", set()),
        ("substantial-compliance", "compliance", set()),
        ("partial-compliance", "partial-compliance", set()),
        ("non-compliance", "non-compliance", set()),
        ("substantial-compliance", "partial-compliance", {"reason-missing"}),
        ("partial-compliance", "compliance", {"reason-missing"}),
        ("partial-compliance", "non-compliance", {"reason-missing"}),
    ],
)
def test_a_reason_is_asked_for_when_they_differ_after_the_crosswalk(
    panel: str, committee: str, codes: set[str]
) -> None:
    framework = load_framework("esg-2015", subject="agency", panel="panel4")
    given = {"2.3@panel": panel, "2.3@committee": committee}
    told = {**given, "2.3@reason": "only in writing, without interviews"}
    found = [
        {finding.code for finding in framework.evaluate(inputs).findings if finding.field == "2.3"}
        for inputs in (given, told)
    ]
    assert found == [codes, set()]


def test_every_judgement_on_a_standard_is_told_with_the_reason() -> None:
    framework = load_framework("esg-2015", subject="agency", panel="panel4")
    given = {"2.4@panel": "full-compliance", "2.4@rapporteurs": "compliance"}
    final = {"2.4@committee": "partial-compliance", "2.4@reason": "no students on {panels}"}
    decided = framework.evaluate({**given, **final}).explain("2.4")
    assert [line.in_language("th") for line in decided.lines][:4] == [
        "คณะผู้ประเมิน: เป็นไปตามมาตรฐานครบถ้วน",
        "ผู้เสนอเรื่อง: เป็นไปตามมาตรฐาน",
        "คณะกรรมการทะเบียน: เป็นไปตามมาตรฐานบางส่วน",
        "เหตุผล: no students on {panels}",
    ]


@pytest.mark.parametrize("ratings", [0, 1, 2])
def test_the_conclusion_is_never_worked_out(ratings: int) -> None:
    framework = load_framework("esg-2015", subject="agency")
    rated = [node.id for node in framework.leaves() if node.scale.levels]
    evaluation = framework.evaluate(dict.fromkeys(rated, ratings))
    assert {evaluation.score(name) for name in rated} == {Decimal(ratings)}
    assert (evaluation.overall, evaluation.judgement, evaluation.hint()) == (None, None, None)


# ------------------------------------------------------------------ EdPEx


def test_edpex_has_550_points_of_process_and_450_of_results() -> None:
    framework = load_framework("edpex")
    items = [node for node in framework.leaves() if node.kind == "item"]
    assert len(items) == 17
    assert sum(node.top for node in items if node.id.startswith("7")) == 450
    assert sum(node.top for node in items) == 1000


@pytest.mark.parametrize(
    ("part", "points", "band"),
    [
        ("process", "150", "band-1"),
        ("process", "150.25", "band-1"),
        ("process", "150.5", "band-2"),
        ("process", "151", "band-2"),
        ("process", "480", "band-7"),
        ("process", "550", "band-8"),
        ("results", "125", "band-1"),
        ("results", "126", "band-2"),
        ("results", "390.5", "band-8"),
        ("results", "450", "band-8"),
    ],
)
def test_a_subtotal_is_rounded_to_whole_points_before_its_band(part: str, points: str, band: str) -> None:
    found = load_framework("edpex").evaluate({part: points}).band(part)
    assert found is not None
    assert found.code == band


def test_edpex_told_line_by_line() -> None:
    shown = load_framework("edpex").evaluate({"1.1-percent": 35, "1.2-percent": 30}).explain("1").show("en")
    assert "35 percent of 70 = 24.5" in shown
    assert "39.5" in shown


# ------------------------------------------------------------------ ONESQA


def test_the_third_round_has_18_indicators_of_weight_100() -> None:
    framework = load_framework("onesqa-round-3")
    indicators = [node for node in framework.nodes.values() if node.kind == "indicator"]
    assert [node.id for node in indicators] == [str(i) for i in range(1, 19)]
    assert sum(node.weight for node in indicators) == 100


def test_what_is_not_known_of_the_third_round_is_rated_by_people() -> None:
    framework = load_framework("onesqa-round-3")
    rated = [node.id for node in framework.leaves() if isinstance(node.method, Rating)]
    assert rated == ["9", "10", "11", "12", "13", "16.1", "16.2", "17", "18.1", "18.2"]
