"""What every framework of quality assurance promises, as tests.

::

    class TestMyFramework(FrameworkContract):
        folder = files("our_package") / "frameworks"
        file = "our-iqa.toml"

The promises, by the number in the test's name:

F-01
    Its files load for every profile without a problem.
F-02
    Each worked case of ``<file>.cases.toml`` comes out as it says.
F-03
    Every indicator that is worked out has a worked case, in some profile.
F-04
    Each node says what it rests on: a citation and a certainty, its own or the framework's.
F-05
    From nothing comes nothing: without inputs no node has a score, and no zero appears by accident.
F-06
    Whatever numbers are given, scores stay on their scales, and what cannot be used is a finding.
F-07
    Every score can be explained in Thai and English, down to its inputs.
"""

# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of
from collections.abc import Mapping
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar

from orqa.domain.quality.cases import WorkedCase, differences, read_cases
from orqa.domain.quality.evaluation import Evaluation
from orqa.domain.quality.framework import Framework
from orqa.domain.quality.inputs import InputKind
from orqa.domain.quality.methods import Points, Rating
from orqa.domain.quality.reading import check_files, profiles_of, read_framework
from orqa.plugins.frameworks import cases_of, texts_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_TRIES = 40
"""Sets of made-up inputs for each profile."""


class FrameworkContract:
    """Subclass it, and name the folder and the file of the framework."""

    folder: ClassVar["Traversable"]
    file: ClassVar[str]
    _read: ClassVar[dict[Any, Framework]] = {}

    @cached_property
    def _files(self) -> dict[str, str]:
        return texts_of(self.folder)

    @cached_property
    def _frameworks(self) -> tuple[Framework, ...]:
        return tuple(self._framework(profile) for profile in profiles_of(self._files, self.file))

    def _framework(self, profile: Mapping[str, str]) -> Framework:
        """A framework for a profile, read once: every test has an object of its own, and reading takes the longest."""
        key = (type(self), tuple(sorted(profile.items())))
        if key not in self._read:
            self._read[key] = read_framework(self._files, self.file, profile)
        return self._read[key]

    @cached_property
    def _cases(self) -> tuple[WorkedCase, ...]:
        return read_cases(cases_of(self.folder, self.file) or "")

    def test_f01_it_loads_for_every_profile_without_a_problem(self) -> None:
        assert [finding.show() for finding in check_files(self._files, self.file)] == []

    def test_f02_each_worked_case_comes_out_as_it_says(self) -> None:
        assert self._cases, "a framework has worked cases"
        wrong = [line for case in self._cases for line in differences(case, self._framework(case.profile))]
        assert wrong == []

    def test_f03_every_indicator_that_is_worked_out_has_a_worked_case(self) -> None:
        worked = {name for case in self._cases for name in case.expect}
        wanted = {
            node.id
            for framework in self._frameworks
            for node in framework.leaves()
            if not isinstance(node.method, Rating | None)
        }
        assert sorted(wanted - worked) == []

    def test_f04_each_node_says_what_it_rests_on(self) -> None:
        for framework in self._frameworks:
            known = framework.about.sources
            for node in framework.nodes.values():
                citations = node.mark.citations or framework.about.mark.citations
                assert citations, f"{node.id} cites nothing"
                assert all(citation.source in known for citation in citations), node.id

    def test_f05_from_nothing_comes_nothing(self) -> None:
        for framework in self._frameworks:
            evaluation = framework.evaluate({})
            assert not any(status.has_score for status in evaluation.status)
            assert evaluation.overall is None
            assert evaluation.judgement is None

    def test_f06_whatever_numbers_are_given_scores_stay_on_their_scales(self) -> None:
        for framework in self._frameworks:
            for seed in range(_TRIES):
                evaluation = framework.evaluate(made_up(framework, Random(seed)))  # noqa: S311 - tests, not secrets
                self._check_scores(evaluation)

    def _check_scores(self, evaluation: Evaluation) -> None:
        for node in evaluation.framework.leaves():
            score = evaluation.exact_score(node.id)
            if score is None or isinstance(node.method, Points):
                continue
            assert node.scale.low <= score <= node.scale.high, f"{node.id} scores {score} from {evaluation.given}"
        assert all(finding.message.languages == ("en", "th") for finding in evaluation.findings)

    def test_f07_every_score_can_be_explained_in_thai_and_english(self) -> None:
        for framework in self._frameworks:
            evaluation = framework.evaluate(made_up(framework, Random(0)))  # noqa: S311 - tests, not secrets
            for language in ("th", "en"):
                shown = evaluation.explain().show(language)
                assert all(node.title.in_language(language) in shown for node in framework.nodes.values())


def made_up(framework: Framework, random: Random) -> dict[str, Any]:
    """Made-up inputs: some missing, some out of range, most of a usual size."""
    found: dict[str, Any] = {}
    for name, field in framework.inputs.items():
        if random.random() < 0.1:
            continue
        if field.kind is InputKind.FLAG:
            found[name] = random.random() < 0.7
        elif field.kind is InputKind.NUMBERS:
            found[name] = [random.randint(0, int(field.high or 5)) for _ in range(random.randint(0, 6))]
        else:
            found[name] = random.choice((0, 1, 3, "7.5", 40, 100, 1_000_000, -1)) if random.random() < 0.3 else 10
    for name in framework.slots:
        if name not in found and name not in framework.inputs and "-" in name and random.random() < 0.8:
            found[name] = random.choice((0, 1, 5))
    return found
