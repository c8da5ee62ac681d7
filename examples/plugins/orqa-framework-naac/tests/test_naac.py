"""The NAAC's grading keeps what every framework promises, and says which edition and institution it is for."""

# ruff: noqa: S101, D103 - tests
from importlib.resources import files

import orqa_framework_naac as naac
import pytest

from orqa.domain.quality.framework import Framework
from orqa.domain.quality.reading import UnknownProfile
from orqa.plugins.registry import Registry
from orqa.testing import FrameworkContract

KINDS = ("university", "autonomous_college", "affiliated_college_ug", "affiliated_college_pg", "teacher_education")


class TestNaac(FrameworkContract):
    """Its promises, with the worked cases of each edition."""

    folder = files(naac) / "frameworks"
    file = "naac.toml"


@pytest.fixture
def registry() -> Registry:
    registry = Registry(strict=True)
    registry.register(naac)
    return registry


def load(registry: Registry, **profile: str) -> Framework:
    return registry.framework("naac", **profile)


def test_the_kind_of_institution_must_be_said(registry: Registry) -> None:
    with pytest.raises(UnknownProfile, match="institution"):
        load(registry)


@pytest.mark.parametrize("kind", KINDS)
def test_weights_of_each_kind_of_institution_sum_to_a_thousand(registry: Registry, kind: str) -> None:
    framework = load(registry, institution=kind)
    assert sum(node.weight for node in framework.leaves()) == 1000


def test_one_letter_means_four_things(registry: Registry) -> None:
    lowest = {}
    for edition in ("2002", "2007", "2016", "2017"):
        root = load(registry, institution="university", edition=edition).root
        assert root.bands is not None
        band = next(band for band in root.bands.rows if band.code == "b")
        lowest[edition] = (float(root.bands.edge(band)), band.high / 100)
    assert lowest == {"2002": (70, 75), "2007": (2.01, 3), "2016": (2.01, 2.5), "2017": (2.01, 2.5)}


def test_a_gate_whose_criterion_is_missing_leaves_the_grade_provisional(registry: Registry) -> None:
    framework = load(registry, institution="university", qualifiers="applied")
    found = framework.evaluate({"overall": "3.40", "1": 3.5, "2": 3.5})
    assert "gate-undecided" in {finding.code for finding in found.findings}
