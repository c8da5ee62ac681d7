"""Whatever a file says, the loader answers with findings or a framework, never with a traceback."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.quality.rich import FULL as RICH_FULL
from domain.quality.rich import RICH
from domain.quality.small import BODY, FULL, HEAD
from domain.quality.toml_trees import mutated, written
from orqa.base.findings import Finding, has_errors
from orqa.domain.quality.files import FrameworkNotLoaded
from orqa.domain.quality.reading import UnknownProfile, check_files, read_framework

SMALL_TREE: dict[str, Any] = tomllib.loads(HEAD + BODY, parse_float=Decimal)
RICH_TREE: dict[str, Any] = tomllib.loads(HEAD + RICH, parse_float=Decimal)
INPUTS = {**FULL, **RICH_FULL}


def check_told(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        assert finding.place is not None
        assert finding.place.file
        for language in ("en", "th"):
            message = finding.message.in_language(language)
            assert 0 < len(message) < 1500, message
        assert any("\u0e00" <= character <= "\u0e7f" for character in finding.message.in_language("th")), finding


def check_any(text: str) -> None:
    files = {"f.toml": text}
    findings = check_files(files, "f.toml")
    check_told(findings)
    try:
        framework = read_framework(files, "f.toml")
    except (FrameworkNotLoaded, UnknownProfile) as error:
        refused = error
    else:
        check_scores(framework.evaluate(INPUTS))
        return
    if isinstance(refused, UnknownProfile):
        assert "profile" in text
    else:
        assert has_errors(refused.findings)
        assert set(refused.findings) <= set(findings)


def check_scores(evaluation: Any) -> None:
    for node in evaluation.framework.nodes.values():
        exact = evaluation.exact_score(node.id)
        if exact is not None:
            assert node.scale.low <= exact <= max(node.scale.high, node.top), node.id
        evaluation.result(node.id)
        evaluation.hint(node.id)
    assert all(finding.message.languages == ("en", "th") for finding in evaluation.findings)
    for language in ("en", "th"):
        assert evaluation.explain().show(language)
    for grouping in evaluation.framework.groupings:
        assert evaluation.by(grouping.id).total
    evaluation.strengths()
    evaluation.gaps()


@pytest.mark.parametrize("tree", [SMALL_TREE, RICH_TREE], ids=["small", "rich"])
def test_the_files_to_be_mutated_are_sound(tree: dict[str, Any]) -> None:
    assert [finding.show() for finding in check_files({"f.toml": written(tree)}, "f.toml")] == []


@settings(max_examples=60)
@given(mutated(SMALL_TREE))
def test_a_mutated_file_is_told_about_or_loads(tree: dict[str, Any]) -> None:
    check_any(written(tree))


@settings(max_examples=60)
@given(mutated(RICH_TREE))
def test_so_is_one_with_weights_layers_and_points(tree: dict[str, Any]) -> None:
    check_any(written(tree))


@given(st.text(max_size=300))
def test_any_text_is_told_about(text: str) -> None:
    check_any(text)
