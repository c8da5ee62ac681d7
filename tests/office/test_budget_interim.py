"""Spending on the year before's act, until the new one takes its place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.errors import NotModelled
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.stages import Stage
from orqa.office.budgets import BudgetService
from orqa.office.office import Office
from orqa.rules.loader import load_profile

HEAD = 'name = "here"\ntitle = {th = "ที่นี่", en = "Here"}\nversion = "1"\nparent = "thai-public-university"\n'
HALF = """[share]
override = {reason = {th = "หนังสือสำนักงบประมาณ", en = "The Bureau's letter"}, cite = "thai-university-practice"}
rows = [{from = 2018-11-12, value = 50, cite = "thai-university-practice", certainty = "known"}]
"""


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    """A line that had 100,000.01 baht in 2569, and is interim in 2570; one that is new; one by the act."""
    kept, before, year = office.budgets, office.year("fiscal", 2569), office.year("fiscal", 2570)
    kept.allot(kept.add_line("P", "แผนงาน", before, fund="national"), "100000.01", granted=False, on=before.first)
    for code, basis in (("P", "interim"), ("N", "interim"), ("A", "act")):
        kept.add_line(code, code, year, fund="national", basis=basis)
    return kept


@pytest.fixture
def halved(office: Office, budgets: BudgetService, tmp_path: Path) -> BudgetService:
    """The same under a profile that knows the share."""
    (tmp_path / "here" / "rules").mkdir(parents=True)
    for name, text in (("profile", HEAD), ("sources", ""), ("rules/interim", HALF)):
        (tmp_path / "here" / f"{name}.toml").write_text(text, "utf-8")
    vars(office)["profile"] = load_profile(tmp_path / "here", office.profile)
    return budgets


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(BudgetRefused) as found:
        act()
    assert found.value.messages.in_language("th") != found.value.messages.in_language("en")
    return str(found.value.messages)


def test_a_share_that_nobody_told_is_not_guessed(budgets: BudgetService) -> None:
    with pytest.raises(NotModelled, match=r"interim\.share"):
        budgets.interim_limit("P")
    budgets.allot("P", 60_000, granted=False)
    assert budgets.available("P").minor == 60_000_00
    budgets.allot("N", 1, granted=False)


def test_grants_stay_within_the_share_of_the_year_before(halved: BudgetService) -> None:
    limit = halved.interim_limit("P")
    assert (str(limit.value), bool(limit.citations)) == ("50000.00 THB", True)
    halved.approve("P", 30_000)
    halved.allot("P", 20_000)  # from what was approved: no further grant
    why = refused(lambda: halved.allot("P", "20000.01", granted=False))
    assert "P may have 50,000.00 of an interim budget" in why
    assert "0.01 is missing" in why
    halved.approve("P", 20_000)
    assert "has no line N" in refused(lambda: halved.allot("N", 1, granted=False))
    assert "A is not granted by an interim budget" in refused(lambda: halved.interim_limit("A"))
    halved.allot("A", 999_999, granted=False)


@pytest.mark.parametrize(
    ("act", "stands"),
    [
        (80_000, {Stage.APPROVED: 50_000, Stage.ALLOTTED: 15_000, Stage.PAID: 15_000}),
        (40_000, {Stage.APPROVED: 10_000, Stage.ALLOTTED: 15_000, Stage.PAID: 15_000}),
        (25_000, {Stage.ALLOTTED: 10_000, Stage.PAID: 15_000}),
        (15_000, {Stage.PAID: 15_000}),
    ],
)
def test_the_act_takes_the_place_of_the_interim_grants(
    budgets: BudgetService, office: Office, act: int, stands: dict[Stage, int]
) -> None:
    budgets.approve("P", 40_000)
    budgets.allot("P", 30_000)
    budgets.pay(budgets.reserve("P", 15_000, "ซื้อ"), 15_000)
    line = budgets.enact("P", act, document="พ.ร.บ. 2570", key="act-2570")
    assert (line.basis, budgets.line("P").basis) == ("act", "act")
    assert budgets.balance("P").minor == {stage: baht * 100 for stage, baht in stands.items()}
    assert budgets.enact("P", act, document="พ.ร.บ. 2570", key="act-2570") == line
    assert "not granted by an interim budget" in refused(lambda: budgets.enact("P", 1))
    assert not office.verify().findings


def test_an_act_that_grants_less_than_is_used_is_told_with_figures(budgets: BudgetService) -> None:
    budgets.allot("P", 30_000, granted=False)
    budgets.reserve("P", 29_000, "จ้าง")
    why = refused(lambda: budgets.enact("P", 20_000))
    assert "of what it had 10,000.00 is to be taken back and only 1,000.00 is free" in why
    assert "transfer 9,000.00 first" in why
    assert (budgets.line("P").basis, budgets.available("P").minor) == ("interim", 1_000_00)


def test_a_grant_that_was_reversed_counts_no_more(budgets: BudgetService) -> None:
    wrong = budgets.allot("P", 30_000, granted=False)
    budgets.reverse(wrong, "ซ้ำ")
    budgets.allot("P", 10_000, granted=False)
    budgets.enact("P", 12_000)
    assert budgets.balance("P").minor == {Stage.APPROVED: 2_000_00, Stage.ALLOTTED: 10_000_00}


@settings(max_examples=20, deadline=None)
@given(
    grants=st.lists(st.integers(1, 10**6), min_size=1, max_size=4),
    spent=st.integers(0, 10**6),
    act=st.integers(1, 10**7),
)
def test_afterwards_there_is_what_the_act_grants_or_nothing_changed(grants: list[int], spent: int, act: int) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        kept = office.budgets
        line = kept.add_line("P", "P", office.year("fiscal"), basis="interim")
        for minor in grants:
            kept.allot(line, Money(minor, "THB"), granted=False)
        if 0 < spent <= sum(grants):
            kept.reserve(line, Money(spent, "THB"), "x")
        before = kept.balance(line)
        try:
            kept.enact(line, Money(act, "THB"))
        except BudgetRefused:
            assert kept.balance(line) == before
        else:
            assert kept.balance(line).total == act


def test_a_grant_and_the_act_at_one_moment_do_not_both_count(budgets: BudgetService) -> None:
    """Whoever comes second looks again: the act is all that is granted, whichever came first."""
    made = budgets._posted

    def after_a_grant(*given: Any, **named: Any) -> Any:
        vars(budgets).pop("_posted")
        budgets.allot("P", 30, granted=False)
        return made(*given, **named)

    budgets.allot("P", 10, granted=False)
    vars(budgets)["_posted"] = after_a_grant
    with pytest.raises(BudgetRefused, match="at the same moment"):
        budgets.enact("P", 100)
    assert budgets.line("P").basis == "interim"
    assert budgets.enact("P", 100).basis == "act"
    assert budgets.balance("P").total == 100_00
