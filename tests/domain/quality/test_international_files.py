"""What the international frameworks that ship say: their trees, who judges, and that nothing is worked out unasked."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from orqa.base.language import Text
from orqa.domain.quality.framework import Framework
from orqa.plugins.opening import load_framework

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


@pytest.mark.parametrize("name", list(AUN))
def test_texts_are_in_both_languages(name: str) -> None:
    found = texts(load_framework(name))
    assert len(found) > 20
    assert [str(text) for text in found if re.search("[\u0e00-\u0e7f]", text.in_language("en"))] == []
    assert [str(text) for text in found if not re.search("[\u0e00-\u0e7f]", text.in_language("th"))] == []


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
