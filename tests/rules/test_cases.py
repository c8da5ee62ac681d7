"""Cases and boundary questions must find what is wrong: each check is shown a rule that is wrong in its way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from attrs import evolve

from orqa.base.citations import Citation
from orqa.base.findings import Severity
from orqa.rules.boundaries import Probe, around, check_boundaries, check_probe, probes
from orqa.rules.cases import Case, check_case, load_cases, uncovered
from orqa.rules.errors import RuleLoadError
from orqa.rules.frozen import FrozenDict
from orqa.rules.parameters import Scale
from orqa.rules.profile import Profile

RULES = """
[days]
title = "Days"
by = ["who"]
rows = [
  {from = 2020-01-01, who = "a", value = 60, cite = "law#1", certainty = "known"},
  {from = 2020-01-01, who = "b", over = "years", scale = [[1, 8], [5, 15]], cite = "law#2", certainty = "known"},
  {from = 2021-01-01, who = "a", value = 30, cite = "law#3", certainty = "known", published = 2021-02-01},
  {from = 2022-01-01, who = "a", repealed = true, cite = "custom#4", certainty = "known"},
]
[route]
title = "Route"
rows = [{from = 2020-01-01, table = [{role = "head"}], cite = "law#5", certainty = "known"}]
"""


def case(**entries: str) -> str:
    given = {"title": '"In words"', "on": "2020-06-01", "key": '"x.days"', "cite": '"law#1"', **entries}
    return "[[case]]\n" + "\n".join(f"{name} = {value}" for name, value in given.items() if value) + "\n"


def load(make: Callable[..., Profile], write: Callable[..., Path], text: str) -> tuple[Profile, tuple[Case, ...]]:
    files = {"rules/x.toml": RULES, "cases/x.toml": text}
    profile = make(files)
    return profile, load_cases(write(files), profile)


RIGHT = [
    case(**{"with": '{who = "a"}', "expect": "60"}),
    case(**{"with": '{who = "b", years = 5}', "expect": "15", "cite": '"law#2"'}),
    case(**{"with": '{who = "b", years = 0}', "raises": '"not-modelled"', "cite": '"law#2"'}),
    case(**{"with": '{who = "a"}', "on": "2022-01-01", "raises": '"not-in-force"', "cite": '"custom#4"'}),
    case(**{"with": '{who = "a"}', "on": "2021-01-15", "expect": "30", "cite": '"law#3"'}),
    case(**{"with": '{who = "a"}', "on": "2021-01-15", "known_on": "2021-01-31", "expect": "60"}),
    case(**{"with": '{who = "z"}', "raises": '"unknown-dimension"'}),
    case(key='"x.route"', part='[0, "role"]', expect='"head"', cite='"law#5"'),
    case(key='"x.route"', expect='[{role = "head"}]', cite='"law#5"'),
]


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_a_case_that_states_the_rule_finds_nothing(
    make: Callable[..., Profile], write: Callable[..., Path], text: str
) -> None:
    profile, (found,) = load(make, write, text)
    assert check_case(found, profile) == ()


WRONG = [
    (case(**{"with": '{who = "a"}', "expect": "61"}), "case-value-differs", "x.days gives 60, expected 61"),
    (case(**{"with": '{who = "a"}', "raises": '"not-in-force"'}), "case-value-differs", "expected not-in-force"),
    (case(**{"with": '{who = "z"}', "expect": "60"}), "case-value-differs", "gives unknown-dimension, expected 60"),
    (
        case(**{"with": '{who = "a"}', "expect": "60", "cite": '"law#2"'}),
        "case-not-cited",
        "does not cite law#2 but law#1",
    ),
    (
        case(**{"with": '{who = "a"}', "on": "2022-01-01", "raises": '"not-in-force"'}),
        "case-not-cited",
        "does not cite law#1 but custom#4",
    ),
    (case(key='"x.route"', part='[1, "role"]', expect='"head"', cite='"law#5"'), "case-value-differs", "gives None"),
    (case(key='"x.rout"', expect="1", cite='"law#5"'), "case-value-differs", "gives unknown-parameter"),
]


@pytest.mark.parametrize(("text", "code", "message"), WRONG, ids=[message for *_, message in WRONG])
def test_a_case_that_the_rule_does_not_meet_is_a_finding_with_its_place(
    make: Callable[..., Profile], write: Callable[..., Path], text: str, code: str, message: str
) -> None:
    profile, (found,) = load(make, write, text)
    (finding,) = check_case(found, profile)
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert message in finding.show("en")
    assert finding.show("en").startswith("cases/x.toml:case[0]: error: Case “In words”")
    assert "กรณี “In words”" in finding.show("th")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (case(), "either expect or raises"),
        (case(expect="1", raises='"not-in-force"'), "either expect or raises"),
        (case(raises='"boom"'), "raises is boom; choose one of: not-modelled"),
        (case(expect="1", cite=""), "cite is missing"),
        (case(expect="1", cite='"low"'), "the source low is not in sources.toml"),
        (case(expect="1", oops="1"), "oops is not known here"),
        (case(expect="1", on='"today"'), "on must be a date"),
        ("case = 1", "case must be list|case must be a list"),
        ("cases = 1", "case is missing"),
    ],
)
def test_a_malformed_case_refuses_to_load(
    make: Callable[..., Profile], write: Callable[..., Path], text: str, message: str
) -> None:
    with pytest.raises(RuleLoadError, match=message) as caught:
        load(make, write, text)
    assert caught.value.file == "cases/x.toml"


def test_a_rule_without_a_case_is_found_in_the_profile_that_brings_it(
    make: Callable[..., Profile], write: Callable[..., Path]
) -> None:
    profile, cases = load(make, write, RIGHT[0])
    (finding,) = uncovered(profile, cases)
    assert (finding.code, finding.field) == ("rule-without-case", "x.route")
    assert finding.show("en") == (
        "warning: Rule x.route of profile alone has no case; add one to its folder cases [rule-without-case]"
    )
    child = make({}, name="child", parent=profile)
    assert list(uncovered(child, ())) == []


def test_boundaries_are_asked_a_day_before_on_the_day_and_a_day_after() -> None:
    assert around([date(2020, 3, 1), date(2020, 3, 2)]) == tuple(
        date.fromisoformat(d) for d in ("2020-02-29", "2020-03-01", "2020-03-02", "2020-03-03")
    )
    assert around([date.min]) == (date.min, date(1, 1, 2))
    assert around([date.max]) == (date(9999, 12, 30), date.max)


def test_probes_meet_each_day_cell_threshold_and_state_of_knowledge(make: Callable[..., Profile]) -> None:
    parameter = make({"rules/x.toml": RULES}).ruleset.parameter("x.days")
    asked = list(probes(parameter))
    assert {p.on for p in asked} == set(around([date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)]))
    assert {p.known_on for p in asked} == {None, *around([date(2021, 2, 1)])}
    assert {(p.inputs["who"], p.inputs["years"]) for p in asked} == {("a", 1), ("a", 5), ("b", 1), ("b", 5)}


def test_sound_rules_answer_every_probe(make: Callable[..., Profile]) -> None:
    assert check_boundaries(make({"rules/x.toml": RULES}).ruleset) == ()


def test_a_rule_that_breaks_on_one_day_is_found(make: Callable[..., Profile]) -> None:
    ruleset = make({"rules/x.toml": RULES}).ruleset
    parameter = ruleset.parameters["x.route"]
    broken = evolve(parameter, rows=(evolve(parameter.rows[0], value=Scale("years", ((0, 1),))),))
    wrong = evolve(ruleset, parameters=MappingProxyType({"x.route": broken}))
    asked = Probe(key="x.route", on=date(2020, 1, 1))
    finding = check_probe(wrong, asked)
    assert finding is not None
    assert finding.code == "rule-no-answer"
    assert "Rule x.route asked by – on 2020-01-01 gives no answer" in str(finding.message)
    assert check_probe(ruleset, asked) is None


def test_a_rule_that_cites_nothing_known_is_found(make: Callable[..., Profile]) -> None:
    ruleset = make({"rules/x.toml": RULES}).ruleset
    parameter = ruleset.parameters["x.route"]
    for citations in ((), (Citation("elsewhere"),)):
        broken = evolve(parameter, rows=(evolve(parameter.rows[0], citations=citations),))
        wrong = evolve(ruleset, parameters=FrozenDict({"x.route": broken}))
        assert {f.code for f in check_boundaries(wrong)} == {"rule-unsourced"}
