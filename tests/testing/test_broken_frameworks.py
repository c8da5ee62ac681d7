"""The contract of frameworks is tested, too: each broken framework fails exactly the promise that it breaks."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from orqa.base.language import Text
from orqa.domain.quality.framework import Framework
from orqa.domain.quality.methods import AsIs, FullMark
from orqa.domain.quality.quantities import Values
from orqa.testing import FrameworkContract

SOUND = """
schema = 1
[framework]
id = "sound"
level = "faculty"
title = {th = "กรอบ", en = "Sound"}
cite = "rule#1"
certainty = "verified"
[sources.rule]
kind = "practice"
title = {th = "ข้อกำหนด", en = "A rule"}
certainty = "verified"
[rounding]
decimals = 2
[scale.five]
kind = "numeric"
min = 0
max = 5
[input.doctors]
title = {th = "ดอกเตอร์", en = "doctors"}
unit = "people"
kind = "count"
[input.staff]
title = {th = "อาจารย์", en = "staff"}
unit = "people"
kind = "count"
[overall]
scale = "five"
aggregate = {method = "mean"}
certainty = "verified"
[[node]]
id = "1"
kind = "indicator"
title = {th = "คุณวุฒิ", en = "Degrees"}
quantity = {numerator = ["doctors"], denominator = ["staff"], times = 100, unit = "percent"}
score = {method = "full-mark", full = 40}
certainty = "verified"
[[node]]
id = "2"
kind = "indicator"
title = {th = "ระบบ", en = "A system"}
score = {method = "rating"}
certainty = "verified"
"""
CASES = """
[[case]]
id = "one-in-ten"
say = {th = "1 ใน 10 คือร้อยละ 10; 10 ÷ 40 × 5 = 1.25", en = "1 of 10 is 10 percent; 10 ÷ 40 × 5 = 1.25"}
inputs = {doctors = 1, staff = 10}
expect = {"1" = "1.25"}
"""


def contract(where: Path, alter: Callable[[Framework], Framework]) -> FrameworkContract:
    class Mine(FrameworkContract):
        folder = where
        file = "sound.toml"

        def _framework(self, profile: Mapping[str, str]) -> Framework:
            return alter(super()._framework(profile))

    return Mine()


def as_it_is(framework: Framework) -> Framework:
    return framework


def failing(folder: Path, text: str, cases: str, alter: Callable[[Framework], Framework] = as_it_is) -> set[str]:
    """The promises that a framework breaks."""
    (folder / "sound.toml").write_text(text, encoding="utf-8")
    (folder / "sound.cases.toml").write_text(cases, encoding="utf-8")
    kit, found = contract(folder, alter), set()
    for name in sorted(name for name in dir(kit) if name.startswith("test_")):
        try:
            getattr(kit, name)()
        except Exception:  # noqa: BLE001 - a failing test may raise anything
            found.add(name.split("_")[1])
    return found


def test_a_sound_framework_fails_nothing(tmp_path: Path) -> None:
    assert failing(tmp_path, SOUND, CASES) == set()


CITED = ('cite = "rule#1"\ncertainty = "verified"\n[sources', 'certainty = "verified"\n[sources')
BROKEN: dict[str, tuple[Callable[[str], str], Callable[[str], str], set[str]]] = {
    "a case that comes to something else": (str, lambda c: c.replace('"1.25"', '"1.30"'), {"f02"}),
    "a case of a node that is not there": (str, lambda c: c.replace('"1.25"}', '"1.25", "9" = "1"}'), {"f02"}),
    "a case without the finding that it expects": (str, lambda c: f'{c}findings = ["sample-small"]\n', {"f02"}),
    "a case with another judgement": (str, lambda c: f'{c}judgement = "good"\n', {"f02"}),
    "a case that is no TOML": (str, lambda c: f"{c}[case", {"f02", "f03"}),
    "no case at all": (str, lambda _c: "", {"f02", "f03"}),
    "an indicator without a case": (str, lambda c: c.replace('{"1" = "1.25"}', '{"2" = "not-assessed"}'), {"f03"}),
    "nodes that cite nothing": (lambda t: t.replace(*CITED), str, {"f04"}),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_framework_fails_exactly_what_it_breaks(what: str, tmp_path: Path) -> None:
    text, cases, wanted = BROKEN[what]
    assert failing(tmp_path, text(SOUND), cases(CASES)) == wanted


@pytest.mark.parametrize(
    ("old", "new"), [('scale = "five"', 'scale = "six"'), ("full = 40", "full = 0"), ('numerator = ["doctors"]', "")]
)
def test_a_file_that_does_not_load_fails_the_first_promise(old: str, new: str, tmp_path: Path) -> None:
    assert "f01" in failing(tmp_path, SOUND.replace(old, new), CASES)


# ---------------------------------------------------------------------- what no file can say any more


class Always:
    """A quantity that comes to something from nothing."""

    names: tuple[str, ...] = ()
    unit = ""

    def value(self, _values: Values) -> int:
        return 3

    def missing(self, _values: Values) -> tuple[str, ...]:
        return ()

    def steps(self, _values: Values, _titles: Mapping[str, Text]) -> tuple[Text, ...]:
        return ()


def with_node(framework: Framework, **changes: Any) -> Framework:
    return evolve(framework, nodes={**framework.nodes, "1": evolve(framework.nodes["1"], **changes)})


ALTERED: dict[str, Callable[[Framework], Framework]] = {
    "f05": lambda framework: with_node(framework, quantity=Always(), method=AsIs(low=0, high=5)),
    "f06": lambda framework: with_node(framework, method=FullMark(full=40, low=0, high=7)),
}


@pytest.mark.parametrize("promise", ALTERED)
def test_a_framework_that_scores_wrongly_is_found(promise: str, tmp_path: Path) -> None:
    assert promise in failing(tmp_path, SOUND, CASES, ALTERED[promise])
