"""How long letters are kept, by the law: cases that a clerk can read, and what holds for every letter."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.correspondence.retention import KEYS, Facts, Outcome, RetentionKeeping, decide_retention, written
from orqa.plugins.opening import builtin_registry
from orqa.rules.errors import UnknownDimension, UnknownTerm

PROFILE = builtin_registry().profile("national")
ON = date(2027, 1, 15)
CLASSES = tuple(PROFILE.vocabulary("retention-class"))


def facts(**changes: Any) -> Facts:
    day = date(2016, 3, 1)
    plain = Facts(direction="received", registered_on=day, made_on=day, closed_on=date(2016, 5, 2), medium="paper")
    return evolve(plain, **changes)


def decided(on: date = ON, **changes: Any) -> RetentionKeeping:
    return decide_retention(facts(**changes), PROFILE.at(on)).value


@pytest.mark.parametrize(
    ("changes", "outcome", "until"),
    [
        ({}, Outcome.UNTIL, 2026),
        ({"closed_on": date(2015, 12, 31)}, Outcome.UNTIL, 2025),
        ({"closed_on": date(2017, 1, 1)}, Outcome.UNTIL, 2027),
        ({"closed_on": None}, Outcome.OPEN, None),
        ({"closed_on": None, "is_open": True}, Outcome.OPEN, None),
        ({"closed_on": None, "direction": "sent"}, Outcome.UNTIL, 2026),
        ({"closed_on": None, "direction": "sent", "is_open": True}, Outcome.OPEN, None),
        ({"retention_class": "copy"}, Outcome.UNTIL, 2021),
        ({"retention_class": "routine"}, Outcome.UNTIL, 2017),
        ({"retention_class": "finance-claim"}, Outcome.UNTIL, 2026),
        ({"retention_class": "finance-audited"}, Outcome.UNTIL, 2021),
        ({"retention_class": "historical"}, Outcome.FOREVER, None),
        ({"retention_class": "evidence"}, Outcome.LAW, None),
        ({"retention_class": "circular-rule"}, Outcome.CHANGED, None),
        ({"is_secret": True}, Outcome.LAW, None),
        ({"is_secret": True, "retention_class": "routine"}, Outcome.LAW, None),
        ({"is_secret": True, "until": 2040}, Outcome.UNTIL, 2040),
        ({"never": True}, Outcome.FOREVER, None),
        ({"never": True, "closed_on": None}, Outcome.FOREVER, None),
        ({"retention_class": "routine", "until": 2030}, Outcome.UNTIL, 2030),
        ({"until": 2020}, Outcome.UNTIL, 2026),
        ({"retention_class": "historical", "until": 2030}, Outcome.FOREVER, None),
        ({"medium": "electronic"}, Outcome.ELECTRONIC, None),
        ({"medium": "electronic", "until": 2030}, Outcome.ELECTRONIC, None),
        ({"medium": ""}, Outcome.UNTIL, 2026),
        ({"medium": "", "made_on": date(2021, 5, 25)}, Outcome.UNTIL, 2026),
        ({"medium": "", "made_on": date(2021, 5, 26)}, Outcome.ELECTRONIC, None),
    ],
)
def test_a_letter_is_kept_as_the_law_says(changes: dict[str, Any], outcome: Outcome, until: int | None) -> None:
    kept = decided(**changes)
    assert (kept.outcome, kept.until) == (outcome, until)


@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        ({}, "opm-correspondence-2526#57"),
        ({"retention_class": "routine"}, "opm-correspondence-2526#57.5"),
        ({"retention_class": "finance-audited"}, "opm-correspondence-2548#57.6"),
        ({"never": True}, "opm-correspondence-2526#55.1"),
        ({"until": 2040}, "opm-correspondence-2526#55.1"),
        ({"medium": "electronic"}, "opm-correspondence-2564#app6"),
        ({"is_secret": True}, "opm-correspondence-2526#57.1"),
        ({"is_secret": True}, "opm-correspondence-2526#58.1"),
        ({"closed_on": None}, "thai-office-practice"),
    ],
)
def test_the_decision_cites_its_clause(changes: dict[str, Any], clause: str) -> None:
    assert clause in map(str, decide_retention(facts(**changes), PROFILE.at(ON)).citations)


def test_the_archives_get_what_is_old_and_not_secret() -> None:
    assert decided().hand_over == 2036
    assert decided(on=date(2005, 9, 23)).hand_over == 2041
    assert decided(is_secret=True).hand_over is None
    assert decided(retention_class="evidence").hand_over is None
    assert decided(never=True).hand_over == 2036


def test_it_says_why_in_both_languages() -> None:
    why = decided(retention_class="routine").why
    assert why.in_language("en") == "Ordinary matters that come up all the time: 1 year after 2016"
    assert why.in_language("th") == "เรื่องธรรมดาสามัญที่เกิดขึ้นเป็นประจำ: 1 ปี นับจาก พ.ศ. 2559"
    assert decided(until=2040).why.in_language("th") == "มีเครื่องหมายเก็บถึง พ.ศ. 2583"
    assert written(2027).in_language("en") == "2027"


def test_a_class_that_is_none_is_an_error() -> None:
    with pytest.raises((UnknownTerm, UnknownDimension)):
        decided(retention_class="whim")


years = st.dates(date(1990, 1, 1), date(2030, 12, 31))
any_facts = st.builds(
    Facts,
    direction=st.sampled_from(["received", "sent"]),
    registered_on=years,
    made_on=years,
    retention_class=st.sampled_from(["", *CLASSES]),
    closed_on=st.none() | years,
    is_open=st.booleans(),
    is_secret=st.booleans(),
    medium=st.sampled_from(["", "paper", "electronic"]),
    never=st.booleans(),
    until=st.none() | st.integers(1990, 2100),
)


@given(any_facts)
def test_a_mark_never_shortens(one: Facts) -> None:
    bare, marked = decided_of(evolve(one, until=None)), decided_of(one)
    if bare.outcome is Outcome.UNTIL and one.until is not None:
        assert marked.outcome is Outcome.UNTIL
        assert marked.until == max(bare.until or 0, one.until)
    for year in range(1990, 2110, 7):
        assert not marked.is_due(year) or one.never is False
        if marked.is_due(year) and bare.outcome is Outcome.UNTIL:
            assert bare.is_due(year)


@given(any_facts)
def test_nothing_is_due_before_the_shortest_period_has_passed(one: Facts) -> None:
    kept = decided_of(one)
    assert (kept.until is not None) == (kept.outcome is Outcome.UNTIL)
    if kept.until is not None and one.until is None:
        begun = (one.closed_on or one.registered_on).year
        assert kept.until > begun
        assert not kept.is_due(begun)


def decided_of(one: Facts) -> RetentionKeeping:
    return decide_retention(one, PROFILE.at(ON)).value


def test_batches_know_every_rule_that_is_read() -> None:
    read: set[str] = set()
    for one in (facts(), facts(medium=""), facts(medium="electronic"), facts(closed_on=None)):
        read |= set(decide_retention(one, PROFILE.at(ON)).keys)
    read |= set(decide_retention(facts(is_secret=True), PROFILE.at(ON)).keys)
    assert read == set(KEYS)
