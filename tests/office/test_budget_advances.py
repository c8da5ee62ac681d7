"""Advances through the service: who may have one, until when, on whose desk, how long overdue."""

from datetime import date

import pytest

from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.records import SpendingCase
from orqa.domain.budgets.verdicts import Answer
from orqa.domain.organization.errors import EndsByItself
from orqa.office.budgets import BudgetService
from orqa.office.office import Office
from orqa.rules.errors import UnknownDimension

FIRST, DUE = date(2026, 11, 23), date(2026, 12, 23)
"""The day of lending, and thirty days after it."""


@pytest.fixture
def budgets(division: Office) -> BudgetService:
    kept = division.budgets
    kept.add_line("P1", "แผนงาน", division.year("fiscal", 2570), fund="national", category="operating")
    kept.allot("P1", 100_000, granted=False)
    return kept


def reserved(budgets: BudgetService, amount: int = 5_000, who: str = "E3") -> SpendingCase:
    return budgets.reserve("P1", amount, "ไปราชการ", requester=who)


@pytest.mark.parametrize(
    ("purpose", "returns", "due"),
    [
        ("other", None, DUE),
        ("travel", date(2026, 12, 4), date(2026, 12, 19)),
        ("travel_abroad", date(2026, 12, 4), date(2026, 12, 19)),
        ("take_up_post", None, DUE),
    ],
)
def test_the_day_of_clearing_follows_from_the_purpose(
    budgets: BudgetService, purpose: str, returns: date | None, due: date
) -> None:
    case = budgets.advance(reserved(budgets), 5_000, contract="ย. 1", purpose=purpose, returns=returns)
    assert case.due == due
    with pytest.raises(UnknownDimension):
        budgets.advance(reserved(budgets, who="E2"), 5, purpose="fun")


def test_it_waits_on_the_borrowers_desk_until_it_is_cleared(budgets: BudgetService, division: Office) -> None:
    case = budgets.advance(reserved(budgets), 5_000, contract="ย. 1")
    (task,) = division.desk("E3").tasks
    assert (task.action, task.due, task.about, task.note) == ("budget.clear", DUE, case.ref, "ย. 1")
    assert division.desk("E3", date(2026, 12, 24)).overdue == 1
    assert [(one.day, str(one.title)) for one in division.deadlines(DUE, DUE).items] == [
        (DUE, "Account for the advance: ไปราชการ")
    ]
    for act in (lambda: division.tasks.done(task, "x"), lambda: division.tasks.move(task, "E2")):
        with pytest.raises(EndsByItself, match="only when spending-case"):
            act()
    budgets.clear(case, 2_000)
    assert division.desk("E3").total == 1
    budgets.clear(case, 2_900, 100)
    assert (division.desk("E3").total, division.tasks.get(task.id).state.value) == (0, "done")
    assert division.deadlines(DUE, DUE).items == ()
    assert not division.verify().findings


def test_an_advance_that_is_reversed_waits_for_nobody(budgets: BudgetService, division: Office) -> None:
    budgets.advance(reserved(budgets), 5_000)
    budgets.reverse(budgets.postings("P1")[-1], "ผิดคน")
    assert (division.desk("E3").total, budgets.advances()) == (0, ())


def test_another_day_of_clearing_moves_the_task(budgets: BudgetService, division: Office) -> None:
    case = budgets.advance(reserved(budgets), 2_000, last=False)
    later = date(2027, 1, 15)
    budgets.advance(case, 3_000, due=later)
    (task,) = division.desk("E3").tasks
    assert task.due == later
    assert [one.day for one in division.deadlines(FIRST, later).items] == [later]


def test_an_advance_of_nobody_falls_due_all_the_same(budgets: BudgetService, division: Office) -> None:
    case = budgets.advance(budgets.reserve("P1", 5, "ยืม"), 5, contract="ย. 9")
    (one,) = division.deadlines(DUE, DUE).items
    assert (one.source, str(one.title), one.whom) == (case.ref, "Account for the advance ย. 9: ยืม", "")
    budgets.clear(case, 5)
    assert division.deadlines(DUE, DUE).items == ()


def test_money_carried_over_falls_due(budgets: BudgetService, division: Office) -> None:
    budgets.allot("P1", 100_000, granted=False)
    case = budgets.obligate(budgets.reserve("P1", 150_000, "จ้าง", requester="E3"), 150_000, on=date(2027, 9, 30))
    budgets.carry_over(case, on=date(2027, 9, 30))
    (one,) = division.deadlines(date(2028, 3, 1), date(2028, 3, 31)).items
    assert (one.day, str(one.title)) == (date(2028, 3, 31), "Last day for paying money carried over: จ้าง")


def test_the_old_one_is_cleared_before_a_new_one(budgets: BudgetService) -> None:
    first = budgets.advance(reserved(budgets), 5_000)
    second, other = reserved(budgets), reserved(budgets, who="E2")
    assert budgets.check_advance(second, 5_000).value.answer is Answer.REFUSED
    with pytest.raises(BudgetRefused, match="1 earlier advance"):
        budgets.advance(second, 5_000)
    assert budgets.held(second).reserved == 5_000_00
    assert budgets.check_advance(other, 5_000).value.answer is Answer.ALLOWED
    budgets.advance(other, 5_000)
    budgets.clear(first, 5_000)
    decision = budgets.check_advance(second, 5_000)
    assert (decision.value.answer, bool(decision.citations)) == (Answer.ALLOWED, True)
    budgets.advance(second, 5_000)


def test_the_same_key_lends_once(budgets: BudgetService) -> None:
    case = reserved(budgets)
    first, again = (budgets.advance(case, 5_000, key="loan-1") for _ in range(2))
    assert first == again


def test_ageing_tells_the_longest_overdue_first(budgets: BudgetService) -> None:
    budgets.advance(reserved(budgets), 5_000, due=date(2026, 12, 31))
    budgets.advance(reserved(budgets, who="E2"), 4_000, due=date(2026, 12, 1))
    budgets.advance(budgets.reserve("P1", 30, "x"), 30, due=date(2027, 1, 20))
    found = budgets.advances(date(2027, 1, 1))
    assert [(one.amount.minor // 100, one.age.days, one.age.step) for one in found] == [
        (4_000, 31, 31), (5_000, 1, 1), (30, 0, 0),
    ]  # fmt: skip
    assert [one.age.days for one in budgets.advances(date(2026, 12, 31))] == [30, 0, 0]
    assert [one.amount.minor for one in budgets.advances(borrower="E3")] == [5_000_00]


def test_travel_falls_due_by_the_return_or_by_a_day(budgets: BudgetService) -> None:
    case = budgets.reserve("P1", 30, "ไปราชการ")
    with pytest.raises(
        BudgetRefused, match=r"by the day of return: give it \(returns\), or the last day \(due\)"
    ) as refused:
        budgets.advance(case, 30, purpose="travel")
    assert "ให้ระบุวันกลับ" in refused.value.messages.in_language("th")
    assert budgets.held(case).reserved == 30_00
    assert budgets.advance(case, 30, purpose="travel", due=date(2026, 12, 25)).due == date(2026, 12, 25)


def test_an_amount_with_a_digit_too_many_is_refused(budgets: BudgetService) -> None:
    for act in (budgets.approve, budgets.reserve):
        with pytest.raises(BudgetRefused, match=r"is more than one entry can hold, 10,000,000,000,000\.00"):
            act("P1", "10000000000000.01", **({"title": "x"} if act == budgets.reserve else {}))
