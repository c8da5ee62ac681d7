"""What only the Thai internal quality assurance of B.E. 2557 says: its levels, figures, profiles and counting rules."""

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from orqa.base.citations import Certainty
from orqa.base.language import Text
from orqa.domain.quality.framework import Framework
from orqa.domain.quality.methods import AllItems, FullMark, ItemTable, Ladder, Slope
from orqa.domain.quality.nodes import Node
from orqa.domain.quality.quantities import Deviation
from orqa.domain.quality.reading import UnknownProfile
from orqa.plugins.opening import load_framework

LEVELS = ("programme", "faculty", "institution")
PUBLISHED = {
    "2.1": "4.21", "2.2": "4.55", "3.1": 3, "3.2": 3, "3.3": 4, "4.1": 3, "4.2": "4.44",
    "4.3": 3, "5.1": 3, "5.2": 4, "5.3": 3, "5.4": "4.75", "6.1": 3,
}  # fmt: skip


def iqa(level: str, **profile: str) -> Framework:
    return load_framework(f"iqa-2557-{level}", **profile)


def indicators(framework: Framework) -> list[Node]:
    return [node for node in framework.nodes.values() if node.kind == "indicator"]


def full(framework: Framework, node: str) -> Any:
    method = framework.nodes[node].method
    assert isinstance(method, FullMark)
    return method.full


def items(framework: Framework, node: str) -> list[str]:
    method = framework.nodes[node].method
    assert isinstance(method, ItemTable | AllItems)
    return [item.id for item in method.items]


# ------------------------------------------------------------------ the tree


@pytest.mark.parametrize(
    ("level", "components", "count", "scored"),
    [("programme", 6, 14, 13), ("faculty", 5, 13, 13), ("institution", 5, 13, 13)],
)
def test_each_level_has_its_components_and_indicators(level: str, components: int, count: int, scored: int) -> None:
    framework = iqa(level)
    assert [node.id for node in framework.children()] == [str(i) for i in range(1, components + 1)]
    assert len(indicators(framework)) == count
    assert framework.root.aggregate is not None
    assert len(framework.root.aggregate.members) == scored


@pytest.mark.parametrize(
    ("level", "columns"),
    [
        ("programme", {"input": 7, "process": 4, "output": 2}),
        ("faculty", {"input": 4, "process": 7, "output": 2}),
        ("institution", {"input": 3, "process": 7, "output": 3}),
    ],
)
def test_indicators_stand_in_the_columns_of_the_analysis(level: str, columns: dict[str, int]) -> None:
    assert Counter(node.tags["ipo"] for node in indicators(iqa(level)) if "ipo" in node.tags) == columns


def test_a_column_of_a_programme_is_not_the_kind_of_the_indicator() -> None:
    kinds = {node.id: (node.tags.get("ipo"), node.tags["kind"]) for node in indicators(iqa("programme"))}
    assert (kinds["1.1"], kinds["3.3"], kinds["4.2"]) == ((None, "output"), ("input", "output"), ("input", "input"))
    assert (kinds["5.1"], kinds["5.2"], kinds["5.4"]) == (
        ("input", "process"),
        ("process", "process"),
        ("process", "output"),
    )


def test_the_institution_has_no_ratio_of_students_to_lecturers() -> None:
    assert "1.4.engineering" in iqa("faculty").nodes
    assert not [node for node in iqa("institution").nodes.values() if isinstance(node.quantity, Deviation)]


@pytest.mark.parametrize(
    ("level", "node", "name"),
    [
        ("programme", "1.1", "การบริหารจัดการหลักสูตรตามเกณฑ์มาตรฐานหลักสูตรที่กำหนดโดย สกอ."),
        ("programme", "5.4", "ผลการดำเนินงานหลักสูตรตามกรอบมาตรฐานคุณวุฒิระดับอุดมศึกษาแห่งชาติ"),
        ("faculty", "1.4", "จำนวนนักศึกษาเต็มเวลาเทียบเท่าต่อจำนวนอาจารย์ประจำ"),
        ("faculty", "5.1", "การบริหารของคณะเพื่อการกำกับติดตามผลลัพธ์ตามพันธกิจ กลุ่มสถาบัน และเอกลักษณ์ของคณะ"),
        ("institution", "5.3", "ระบบกำกับการประกันคุณภาพหลักสูตรและคณะ"),
    ],
)
def test_an_indicator_has_its_official_name(level: str, node: str, name: str) -> None:
    assert iqa(level).nodes[node].title.in_language("th") == name


def texts(framework: Framework) -> list[Text]:
    found = [framework.title, *framework.input_titles.values()]
    for node in framework.nodes.values():
        found += [node.title, *node.topics, *([node.mark.note] if node.mark.note else [])]
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_texts_are_in_both_languages_and_english_ones_have_no_thai_letters(level: str) -> None:
    found = texts(iqa(level))
    assert len(found) > 40
    assert [str(text) for text in found if re.search("[\u0e00-\u0e7f]", text.in_language("en"))] == []
    assert [str(text) for text in found if not re.search("[\u0e00-\u0e7f]", text.in_language("th"))] == []


# ------------------------------------------------------------------ profiles

MASTER_2548 = [str(i) for i in range(1, 12)]


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        ({}, ["1", "2", "3", "4", "10"]),
        ({"printing": "first"}, ["1", "2", "3", "4", "10"]),
        ({"criteria": "2565"}, ["1", "2", "3", "4", "10"]),
        ({"criteria": "2548"}, ["1", "2", "11"]),
        ({"criteria": "2548", "printing": "first"}, ["1", "2", "11", "12"]),
        ({"degree": "master"}, [str(i) for i in range(1, 11)]),
        ({"degree": "doctoral", "criteria": "2548"}, MASTER_2548),
        ({"degree": "master", "criteria": "2548", "printing": "first"}, [*MASTER_2548, "12"]),
    ],
)
def test_component_1_has_the_items_of_its_criteria(profile: dict[str, str], wanted: list[str]) -> None:
    assert items(iqa("programme", **profile), "1.1") == wanted


@pytest.mark.parametrize(
    ("degree", "doctorates", "rank", "works"),
    [("bachelor", 20, 60, 20), ("master", 60, 80, 40), ("doctoral", 100, 100, 60)],
)
def test_lecturers_are_measured_by_degree(degree: str, doctorates: int, rank: int, works: int) -> None:
    framework = iqa("programme", degree=degree)
    assert [full(framework, node) for node in ("4.2.1", "4.2.2", "4.2.3")] == [doctorates, rank, works]
    assert ("4.2.4" in framework.nodes) == (degree == "doctoral")


@pytest.mark.parametrize(("field", "articles"), [("sci_tech", "2.5"), ("health", "3"), ("hum_soc", "0.25")])
def test_cited_articles_are_measured_by_field(field: str, articles: str) -> None:
    framework = iqa("programme", degree="doctoral", field=field)
    assert full(framework, "4.2.4") == Decimal(articles)


def test_topics_go_by_degree() -> None:
    bachelor, doctoral = (iqa("programme", degree=degree).nodes["5.2"].topics for degree in ("bachelor", "doctoral"))
    assert "practical training" in map(str, bachelor)
    assert "practical training" not in map(str, doctoral)
    assert "helping theses and publication" in map(str, doctoral)


@pytest.mark.parametrize(
    ("group", "doctorates", "rank", "money", "works"),
    [
        ("b", 40, 60, [60_000, 50_000, 25_000], [30, 30, 20]),
        ("c2", 40, 60, [60_000, 50_000, 25_000], [30, 30, 20]),
        ("c1", 80, 80, [220_000, 180_000, 100_000], [60, 60, 40]),
        ("d", 80, 80, [220_000, 180_000, 100_000], [60, 60, 40]),
    ],
)
def test_faculties_are_measured_by_the_group_of_the_institution(
    group: str, doctorates: int, rank: int, money: list[int], works: list[int]
) -> None:
    framework = iqa("faculty", group=group)
    assert [full(framework, "1.2"), full(framework, "1.3")] == [doctorates, rank]
    assert [full(framework, f"2.2.{field}") for field in ("sci_tech", "health", "hum_soc")] == money
    assert [full(framework, f"2.3.{field}") for field in ("sci_tech", "health", "hum_soc")] == works
    institution = iqa("institution", group=group)
    assert [full(institution, "1.2"), full(institution, "1.3")] == [doctorates, rank]


@pytest.mark.parametrize("level", ["faculty", "institution"])
def test_community_colleges_are_refused_for_their_full_marks_are_not_known(level: str) -> None:
    with pytest.raises(UnknownProfile, match=r"group = b \| c1 \| c2 \| d"):
        iqa(level, group="a")


def test_the_ratio_has_twelve_standards() -> None:
    framework = iqa("faculty")
    standards = {
        node.id.removeprefix("1.4."): node.quantity.standard
        for node in framework.children("1.4")
        if isinstance(node.quantity, Deviation)
    }
    assert standards == {
        "health_sciences": 8, "medicine": 4, "nursing": 6, "physical_sciences": 20, "engineering": 20, "law": 50,
        "architecture": 8, "agriculture": 20, "business": 25, "education": 30, "fine_arts": 8, "social_humanities": 25,
    }  # fmt: skip


def test_the_rule_of_the_ratio_is_a_choice() -> None:
    one, two = (iqa("faculty", **profile).nodes["1.4.law"].method for profile in ({}, {"ratio_rule": "two-sided"}))
    assert isinstance(one, Slope)
    assert isinstance(two, Slope)
    assert one.points == ((0, 5), (20, 0))
    assert two.points == ((-20, 0), (-10, 5), (10, 5), (20, 0))


# ------------------------------------------------------------------ how sure


@pytest.mark.parametrize(
    ("level", "profile", "node", "certainty"),
    [
        ("programme", {"criteria": "2548"}, "1.1", Certainty.VERIFIED),
        ("programme", {"degree": "master"}, "1.1", Certainty.KNOWN),
        ("programme", {"criteria": "2565"}, "1.1", Certainty.UNCERTAIN),
        ("programme", {}, "4.2.2", Certainty.VERIFIED),
        ("programme", {"degree": "master"}, "4.2.2", Certainty.KNOWN),
        ("programme", {"degree": "master"}, "4.2.3", Certainty.VERIFIED),
        ("programme", {"degree": "doctoral", "field": "health"}, "4.2.4", Certainty.KNOWN),
        ("programme", {"degree": "master"}, "2.2", Certainty.UNCERTAIN),
        ("programme", {"degree": "doctoral"}, "2.2", Certainty.KNOWN),
        ("programme", {}, "3.1", Certainty.KNOWN),
        ("programme", {}, "5.4", Certainty.VERIFIED),
        ("faculty", {"group": "b"}, "1.2", Certainty.VERIFIED),
        ("faculty", {"group": "c1"}, "1.2", Certainty.KNOWN),
        ("faculty", {"group": "d"}, "2.2.health", Certainty.KNOWN),
        ("faculty", {}, "1.4.law", Certainty.VERIFIED),
        ("faculty", {"ratio_rule": "two-sided"}, "1.4.law", Certainty.UNCERTAIN),
        ("faculty", {}, "5.1", Certainty.VERIFIED),
        ("institution", {}, "1.1", Certainty.VERIFIED),
        ("institution", {"group": "b"}, "1.2", Certainty.VERIFIED),
        ("institution", {"group": "b"}, "1.3", Certainty.KNOWN),
        ("institution", {}, "5.1", Certainty.KNOWN),
    ],
)
def test_a_figure_is_as_sure_as_it_was_read(
    level: str, profile: dict[str, str], node: str, certainty: Certainty
) -> None:
    assert iqa(level, **profile).nodes[node].mark.certainty is certainty


@pytest.mark.parametrize("level", LEVELS)
def test_every_indicator_cites_its_number_in_the_manual(level: str) -> None:
    for node in indicators(iqa(level)):
        assert f"ohec-manual-2557#{node.id}" in map(str, node.mark.citations), node.id


# ------------------------------------------------------------------ outcomes


def test_the_analysis_of_the_published_kind_of_table() -> None:
    table = iqa("programme").evaluate({"1.1": "pass", **PUBLISHED}).by("ipo")
    assert {code: str(mean) for code, mean in table.total.means.items()} == {
        "input": "3.35", "process": "3.69", "output": "4.38",
    }  # fmt: skip
    assert (str(table.total.mean), table.total.count) == ("3.61", 13)
    assert [row.node.id for row in table.rows if row.node] == ["2", "3", "4", "5", "6"]


def test_one_score_is_called_otherwise_at_another_level() -> None:
    words = {level: str(iqa(level).evaluate({"overall": "4.12"}).judgement) for level in LEVELS}
    assert words == {"programme": "very good", "faculty": "good", "institution": "good"}


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("programme", {"0": "หลักสูตรไม่ได้มาตรฐาน", "2": "น้อย", "3": "ปานกลาง", "4": "ดี", "5": "ดีมาก"}),
        ("faculty", {"1.5": "ต้องปรับปรุงเร่งด่วน", "2.5": "ต้องปรับปรุง", "2.78": "พอใช้", "4.5": "ดี", "5": "ดีมาก"}),
    ],
)
def test_words_are_those_that_published_results_print(level: str, words: dict[str, str]) -> None:
    judgements = {score: iqa(level).evaluate({"overall": score}).judgement for score in words}
    assert {score: word and word.in_language("th") for score, word in judgements.items()} == words


def test_ladders_go_by_conditions_below_each_step() -> None:
    process, results = (iqa("programme").nodes[node].method for node in ("3.1", "3.3"))
    assert isinstance(process, Ladder)
    assert isinstance(results, Ladder)
    assert [(rung.score, len(rung.needs)) for rung in process.rungs] == [(0, 0), (1, 1), (2, 3), (3, 4), (4, 5), (5, 6)]
    assert [rung.mark.certainty.value[0] for rung in results.rungs] == ["k", "k", "v", "k", "v", "v"]


def test_counting_rules_stand_in_the_file() -> None:
    data = iqa("faculty").data
    assert [(row["months"], row["count"]) for row in data["staff"]["rows"]] == [(9, 1), (6, Decimal("0.5")), (0, 0)]
    assert data["ftes"]["credits_per_year"] == {"bachelor": 36, "graduate": 24}
    assert data["ftes"]["graduate_factor"] == {"health": 1, "sci_tech": 2, "hum_soc": Decimal("1.8")}
    leave = {row["figure"]: row["counted"] for row in data["study_leave"]["rows"]}
    assert leave == {"doctorate": True, "rank": True, "research_money": False, "works": True}
    assert all(Certainty(table["certainty"]) for name, table in data.items() if name != "study_leave")
