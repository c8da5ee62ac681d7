"""Each fact of every_row.toml stands in a rule with case and reader, a term, a source or a day of the calendar."""

import sys
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import orqa
from orqa.base.citations import Certainty
from orqa.plugins.builtin.profiles import folder
from orqa.plugins.opening import builtin_registry
from orqa.rules.cases import load_cases
from orqa.rules.profile import Profile

ROOT = Path(__file__).parents[3]
Row = dict[str, Any]
DATA = ROOT / "tests" / "data" / "leave"
ROWS: list[Row] = tomllib.loads((DATA / "every_row.toml").read_text("utf-8"))["row"]
WORKED = {
    case["en"]
    for cases in tomllib.loads((DATA / "cases.toml").read_text("utf-8")).values()
    if isinstance(cases, list)
    for case in cases
}
NATIONAL, UNIVERSITY = "national", "thai-public-university"
AREAS = ("attendance.", "leave.", "statistics.", "bond.", "study.")
REGISTRY = builtin_registry()


@cache
def profile(name: str) -> Profile:
    return REGISTRY.profile(name)


@cache
def keys_with_case(name: str) -> frozenset[str]:
    return frozenset(case.key for case in load_cases(folder(name), profile(name)))


@cache
def read_by_code() -> frozenset[str]:
    sys.path.insert(0, str(ROOT / "tests" / "house"))
    from test_rules_are_read import SOURCES, named  # type: ignore[import-not-found]

    return frozenset(key for path in SOURCES.rglob("*.py") for key in named(path.read_text(encoding="utf-8")))


def of(named: str) -> tuple[str, str]:
    """Profile and key of an entry."""
    owner, _, key = named.rpartition(":")
    return owner or NATIONAL, key


@pytest.mark.parametrize("row", ROWS, ids=[row["fact"] for row in ROWS])
def test_a_row(row: Row) -> None:
    missing = [*_rules(row), *_terms(row), *_sources(row), *_days(row), *({*row.get("worked", ())} - WORKED)]
    assert missing == []
    assert set(row) - {"fact", "uncertain", "rules", "terms", "sources", "off", "work", "worked"} == set()
    assert set(row) - {"fact", "uncertain"}, "a fact stands somewhere"


def _rules(row: Row) -> list[str]:
    missing, certainties = [], set()
    for named in row.get("rules", ()):
        owner, key = of(named)
        parameter = profile(owner).ruleset.parameters.get(key)
        own = [one for one in parameter.rows if one.profile == owner] if parameter else []
        certainties |= {one.certainty for one in own}
        if not own or key not in keys_with_case(owner) or key not in read_by_code():
            missing.append(named)
    if row.get("uncertain"):
        assert Certainty.UNCERTAIN in certainties, "what is uncertain stays so"
    return missing


def _terms(row: Row) -> list[str]:
    vocabularies = profile(UNIVERSITY).vocabularies
    split = [one.split("/") for one in row.get("terms", ())]
    return [f"{name}/{code}" for name, code in split if name not in vocabularies or code not in vocabularies[name]]


def _sources(row: Row) -> list[str]:
    return [one for one in row.get("sources", ()) if one not in profile(UNIVERSITY).sources]


def _days(row: Row) -> list[str]:
    wrong = [day for day in row.get("work", ()) if not _calendar().is_working_day(date.fromisoformat(day))]
    for named in row.get("off", ()):
        day, _, region = named.partition("/")
        nationwide = not _calendar().is_working_day(date.fromisoformat(day))
        there = not _calendar(region).is_working_day(date.fromisoformat(day)) if region else nationwide
        if not there or (region and nationwide):
            wrong.append(named)
    return wrong


@cache
def _calendar(region: str = "") -> Any:
    return orqa.work_calendar("th-government", region=region) if region else orqa.work_calendar("th-government")


@pytest.mark.parametrize("owner", REGISTRY.profile_names())
def test_every_rule_of_the_areas_is_ticked(owner: str) -> None:
    """A new key is put into the table with the fact that it stands for."""
    ticked = {of(named) for row in ROWS for named in row.get("rules", ())}
    own = {
        (owner, key)
        for key, parameter in profile(owner).ruleset.parameters.items()
        if key.startswith(AREAS) and any(one.profile == owner for one in parameter.rows)
    }
    assert own - ticked == set()


def test_each_fact_is_told_once() -> None:
    facts = [row["fact"] for row in ROWS]
    assert len(facts) == len(set(facts)) >= 100
