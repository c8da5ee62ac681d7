"""Projects of the action plan: whether they are sound, what they reached, whose money is whose."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.findings import Severity
from orqa.base.refs import RecordRef
from orqa.domain.budgets.action_plan import (
    ClosingReport,
    Indicator,
    PlannedSum,
    Project,
    ProjectActivity,
    ProjectState,
    Result,
)
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.moves import Held
from orqa.domain.budgets.project_money import YearBook, moneys
from orqa.domain.budgets.projects import (
    attained,
    carried_out,
    check_project,
    closed,
    measured,
    moved_to,
    overdue,
    with_results,
)
from orqa.domain.budgets.records import BudgetLine, SpendingCase
from orqa.domain.budgets.stages import Stage
from orqa.domain.budgets.trees import Balance, LineTree

FIRST, LAST = date(2026, 11, 1), date(2027, 1, 31)
PEOPLE = Indicator(id="k1", title="ผู้เข้าร่วม", target=Decimal(40), unit="คน", adds=True)
ACTIVITY = ProjectActivity(id="a1", title="จัดสัมมนา", first=date(2026, 11, 10), last=date(2026, 11, 20))
SOUND = Project(
    id="2027-P1",
    code="P1",
    title="สัมมนา",
    year=2027,
    unit="irqa",
    first=FIRST,
    last=LAST,
    objectives=("ให้เข้าใจเกณฑ์",),
    indicators=(PEOPLE,),
    activities=(ACTIVITY,),
    sums=(PlannedSum(line="2027-L1", minor=100),),
)
APPROVED = evolve(SOUND, state="approved")


def result(value: str, on: date = date(2026, 12, 1)) -> Result:
    return Result(on=on, value=Decimal(value))


@pytest.mark.parametrize(
    ("goal", "target", "values", "adds", "value", "met"),
    [
        ("at-least", "40", [], False, None, None),
        ("at-least", "40", ["25", "15"], True, "40", True),
        ("at-least", "40", ["25", "14.99"], True, "39.99", False),
        ("at-least", "3.51", ["3.50"], False, "3.50", False),
        ("at-least", "3.51", ["3.50", "3.51"], False, "3.51", True),
        ("at-most", "5", ["5"], False, "5", True),
        ("at-most", "5", ["5.01"], False, "5.01", False),
        ("at-least", "0", ["0"], True, "0", True),
    ],
)
def test_what_an_indicator_reached(  # noqa: PLR0917 - columns of the table
    goal: str,
    target: str,
    values: list[str],
    adds: bool,  # noqa: FBT001
    value: str | None,
    met: bool | None,  # noqa: FBT001
) -> None:
    results = tuple(map(result, values))
    found = attained(Indicator(id="k", title="k", target=Decimal(target), goal=goal, adds=adds, results=results))
    assert (found.value, found.met) == (None if value is None else Decimal(value), met)


def test_the_result_of_the_latest_day_counts_whenever_it_was_entered() -> None:
    results = (result("4", date(2027, 1, 2)), result("3", date(2026, 12, 1)), result("5", date(2027, 1, 2)))
    assert attained(Indicator(id="k", title="k", target=Decimal(1), results=results)).value == 5


@given(st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=8))
def test_results_that_add_up_come_to_their_sum_in_any_order(values: list[Decimal]) -> None:
    results = tuple(Result(on=FIRST, value=value) for value in values)
    for order in (results, results[::-1]):
        assert attained(evolve(PEOPLE, results=order)).value == sum(values)


def codes(project: Project) -> set[str]:
    return {finding.code for finding in check_project(project)}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, set()),
        ({"objectives": ()}, {"project-no-objective"}),
        ({"indicators": ()}, {"project-no-indicator"}),
        ({"activities": ()}, {"project-no-activity"}),
        ({"sums": ()}, {"project-no-sum"}),
        ({"indicators": (PEOPLE, PEOPLE)}, {"project-named-twice"}),
        ({"activities": (ACTIVITY, ACTIVITY)}, {"project-named-twice"}),
        ({"last": date(2026, 10, 31)}, {"project-days-reversed", "project-days-outside"}),
        ({"activities": (evolve(ACTIVITY, last=date(2026, 11, 9)),)}, {"project-days-reversed"}),
        ({"activities": (evolve(ACTIVITY, first=date(2026, 10, 31)),)}, {"project-days-outside"}),
        ({"activities": (evolve(ACTIVITY, last=date(2027, 2, 1)),)}, {"project-days-outside"}),
        ({"indicators": (evolve(PEOPLE, scale=Decimal(39)),)}, {"project-target-above-scale"}),
        ({"indicators": (evolve(PEOPLE, scale=Decimal(40)),)}, set()),
    ],
)
def test_what_is_wrong_with_a_plan(changes: dict[str, object], found: set[str]) -> None:
    project = evolve(SOUND, **changes)
    assert codes(project) == found
    assert all(finding.record == project.ref for finding in check_project(project))


def test_a_plan_without_activities_or_money_is_told_and_not_refused() -> None:
    told = check_project(evolve(SOUND, activities=(), sums=()))
    assert [finding.severity for finding in told] == [Severity.WARNING, Severity.INFO]


MAY = {
    ("planned", "approved"), ("planned", "cancelled"), ("approved", "running"), ("approved", "closed"),
    ("approved", "cancelled"), ("running", "closed"), ("running", "cancelled"),
}  # fmt: skip


@pytest.mark.parametrize("state", ProjectState)
@pytest.mark.parametrize("wanted", ProjectState)
def test_from_which_state_to_which(state: ProjectState, wanted: ProjectState) -> None:
    project = evolve(SOUND, state=state.value)
    if (state.value, wanted.value) in MAY:
        assert moved_to(project, wanted).state == wanted.value
    else:
        with pytest.raises(BudgetRefused, match="it cannot become"):
            moved_to(project, wanted)


def test_a_project_runs_from_its_first_result_or_activity_on() -> None:
    assert measured(APPROVED, "k1", result("3")).state == "running"
    assert carried_out(APPROVED, ACTIVITY, date(2026, 11, 12)).activities[0].done == date(2026, 11, 12)
    for state in ("planned", "closed", "cancelled"):
        with pytest.raises(BudgetRefused, match="from its approval until it is closed"):
            measured(evolve(SOUND, state=state), "k1", result("3"))


@pytest.mark.parametrize(
    ("name", "value", "on", "told"),
    [
        ("k9", "1", LAST, "has no 'k9'; it has k1"),
        ("k1", "-1", LAST, "none of a scale from 0 to 100"),
        ("k1", "100.01", LAST, "none of a scale"),
        ("k1", "NaN", LAST, "no number"),
        ("k1", "1", date(2026, 10, 31), "lies before the first day"),
    ],
)
def test_results_that_cannot_be(name: str, value: str, on: date, told: str) -> None:
    project = evolve(APPROVED, indicators=(evolve(PEOPLE, scale=Decimal(100)),))
    with pytest.raises(BudgetRefused, match=told):
        measured(project, name, result(value, on))


def test_an_activity_is_done_once() -> None:
    done = carried_out(APPROVED, ACTIVITY, date(2026, 11, 12))
    with pytest.raises(BudgetRefused, match="was done on"):
        carried_out(done, ACTIVITY, date(2026, 11, 13))
    with pytest.raises(BudgetRefused, match="before the first day"):
        carried_out(APPROVED, ACTIVITY, date(2026, 10, 1))


def test_an_activity_is_overdue_the_day_after_its_last() -> None:
    assert overdue(APPROVED, date(2026, 11, 20)) == ()
    assert overdue(APPROVED, date(2026, 11, 21)) == (ACTIVITY,)
    assert overdue(SOUND, date(2026, 11, 21)) == ()
    assert overdue(carried_out(APPROVED, ACTIVITY, date(2026, 11, 25)), date(2026, 11, 26)) == ()


def test_a_project_is_closed_once_everything_was_measured() -> None:
    report = ClosingReport(on=LAST, summary="ครบตามเป้า")
    with pytest.raises(BudgetRefused, match="no result yet: ผู้เข้าร่วม"):
        closed(APPROVED, report)
    ready = measured(APPROVED, "k1", result("3"))
    with pytest.raises(BudgetRefused, match="tells what came"):
        closed(ready, evolve(report, summary=" "))
    assert (closed(ready, report).state, closed(ready, report).report) == ("closed", report)


def test_what_was_measured_and_done_stays_when_the_plan_changes() -> None:
    before = carried_out(measured(APPROVED, "k1", result("3")), ACTIVITY, date(2026, 11, 12))
    changed = evolve(before, indicators=(evolve(PEOPLE, target=Decimal(9)),), activities=(evolve(ACTIVITY, title="x"),))
    after = with_results(before, changed)
    assert (after.indicators[0].target, len(after.indicators[0].results)) == (9, 1)
    assert (after.activities[0].title, after.activities[0].done) == ("x", date(2026, 11, 12))
    for lost in ({"indicators": ()}, {"activities": ()}):
        with pytest.raises(BudgetRefused, match="stay in the project"):
            with_results(before, evolve(before, **lost))


# ------------------------------------------------------------------ money


def line(code: str, parent: str = "", project: str = "", *, holds: bool = True) -> BudgetLine:
    return BudgetLine(id=code, code=code, title=code, year=2027, parent=parent, project=project, holds_money=holds)


LINES = (
    line("L"), line("L1", "L", "P1"), line("L2", "L", "P2"), line("L1a", "L1", holds=False),
    line("L1b", "L1", "P2", holds=False),
)  # fmt: skip


def case(name: str, of: str, *about: str) -> SpendingCase:
    concerns = tuple(RecordRef("project", one) for one in about)
    return SpendingCase(id=name, line=of, funded=of, year=2027, title=name, minor=1, on=FIRST, concerns=concerns)


@pytest.mark.parametrize(
    ("asked", "owner"),
    [
        (case("c", "L"), ""),
        (case("c", "L1"), "P1"),
        (case("c", "L1a"), "P1"),
        (case("c", "L1b"), "P2"),
        (case("c", "L", "2027-P1"), "P1"),
        (case("c", "L2", "2027-P1"), "P1"),
        (case("c", "L1", "2027-P2", "2027-P1"), "P2"),
        (case("c", "L1", "2026-P9"), ""),
    ],
)
def test_a_case_belongs_to_one_project(asked: SpendingCase, owner: str) -> None:
    projects = [evolve(SOUND, id=f"2027-{code}", code=code) for code in ("P1", "P2")]
    held = {"c": Held(reserved=1, obligated=2, advanced=4, paid=8)}
    found = moneys(projects, YearBook(tree=LineTree(LINES), balances={}, cases=(asked,), held=held))
    assert {project.code: found[project.id].used for project in projects} == {
        code: 15 if code == owner else 0 for code in ("P1", "P2")
    }


@given(st.lists(st.tuples(st.sampled_from(["L", "L1", "L1a", "L1b", "L2"]), st.integers(0, 10**9)), max_size=12))
def test_no_baht_is_counted_for_two_projects(spent: list[tuple[str, int]]) -> None:
    projects = [evolve(SOUND, id=f"2027-{code}", code=code) for code in ("P1", "P2")]
    cases = tuple(case(f"c{number}", of) for number, (of, _) in enumerate(spent))
    held = {one.id: Held(paid=minor) for one, (_, minor) in zip(cases, spent, strict=True)}
    balances = {"L1": Balance({Stage.ALLOTTED: 5}), "L2": Balance({Stage.PAID: 7})}
    found = moneys(projects, YearBook(tree=LineTree(LINES), balances=balances, cases=cases, held=held))
    assert sum(one.paid for one in found.values()) == sum(minor for of, minor in spent if of != "L")
    assert [found[project.id].granted for project in projects] == [5, 7]
    assert [found[project.id].lines for project in projects] == [("L1", "L1a"), ("L2", "L1b")]
