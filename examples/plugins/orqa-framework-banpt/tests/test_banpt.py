"""The frameworks of the BAN-PT keep what every framework promises, each on its own scale."""

# ruff: noqa: S101, D103 - tests
from importlib.resources import files

import orqa_framework_banpt as banpt
import pytest

from orqa.plugins.registry import Registry
from orqa.testing import FrameworkContract

FOLDER = files(banpt) / "frameworks"


class TestIaps4(FrameworkContract):
    """Points with necessary conditions."""

    folder = FOLDER
    file = "banpt-iaps-4.0.toml"


class TestSevenStandards(FrameworkContract):
    """Points alone."""

    folder = FOLDER
    file = "banpt-seven-standards.toml"


class TestIaps5(FrameworkContract):
    """Levels, and a status that is judged."""

    folder = FOLDER
    file = "banpt-iaps-5.0.toml"


class TestAutomation(FrameworkContract):
    """Limits that must all hold."""

    folder = FOLDER
    file = "banpt-automation-2024.toml"


@pytest.fixture
def registry() -> Registry:
    registry = Registry(strict=True)
    registry.register(banpt)
    return registry


def test_each_file_is_offered_under_its_own_id(registry: Registry) -> None:
    names = [name for name in registry.qa_frameworks if name.startswith("banpt-")]
    assert len(names) == 4
    assert [registry.framework(name).id for name in names] == names


@pytest.mark.parametrize(
    ("least", "rank"),
    [("3.5", "excellent (Unggul)"), ("3.49", "very good (Baik Sekali)"), ("1.99", "very good (Baik Sekali)")],
)
def test_a_rank_that_misses_its_condition_falls(registry: Registry, least: str, rank: str) -> None:
    given = {"overall": 390, "accredited_items": [4], "very_good_items": [least], "excellent_items": [least, 4]}
    judgement = registry.framework("banpt-iaps-4.0").evaluate(given).judgement
    assert judgement is not None
    assert judgement.in_language("en") == rank


def test_a_score_of_one_edition_is_not_on_the_scale_of_the_next(registry: Registry) -> None:
    found = registry.framework("banpt-iaps-5.0").evaluate({"overall": 361})
    assert found.overall is None
    assert [finding.code for finding in found.findings if finding.field == "overall"] == ["input-not-a-number"]


def test_the_explanation_names_the_limit_that_is_broken(registry: Registry) -> None:
    evaluation = registry.framework("banpt-automation-2024").evaluate({"fall_new_students": 25})
    shown = evaluation.explain("PPM")
    assert "not met: 25 is not <= 20" in shown.show("en")
    assert "ไม่เป็นไปตามเกณฑ์: 25 ไม่ <= 20" in shown.show("th")
