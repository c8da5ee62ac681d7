"""Projects of the action plan in an office: plan, approval, money, results, closing, report."""

import io
import json
import threading
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import orqa
from handling_samples import peopled, person
from orqa.base.amounts import FloatRefused
from orqa.base.refs import RecordRef
from orqa.domain.budgets.action_plan import Indicator, Project, ProjectActivity
from orqa.domain.budgets.errors import BudgetRefused
from orqa.office.budgets.projects import Projects
from orqa.office.errors import NotAllowed, NotFound, PeriodNeeded
from orqa.office.office import Office
from orqa.plugins.errors import UnknownContribution

PEOPLE = Indicator(id="k1", title="ผู้เข้าร่วม", target=Decimal(40), unit="คน", adds=True)
PLEASED = Indicator(id="k2", title="ความพึงพอใจ", target=Decimal("3.51"), unit="คะแนน", scale=Decimal(5))
HELD = ProjectActivity(id="a1", title="จัดสัมมนา", first=date(2026, 11, 10), last=date(2026, 11, 20))
TOLD = ProjectActivity(id="a2", title="สรุปผล", first=date(2026, 12, 1), last=date(2026, 12, 15), person="S1")
PLAN: dict[str, Any] = {
    "unit": "irqa",
    "first": date(2026, 11, 1),
    "last": date(2026, 12, 31),
    "person": "S2",
    "objectives": ["ให้บุคลากรเข้าใจเกณฑ์"],
    "indicators": [PEOPLE, PLEASED],
    "activities": [HELD, TOLD],
    "sums": [("P1", 60_000)],
}


@pytest.fixture
def projects(office: Office) -> Projects:
    """An office with people, a line of 100,000 baht and one below it, and a project in the plan."""
    return founded(office)


def founded(office: Office) -> Projects:
    peopled(office)
    budgets, year = office.budgets, office.year("fiscal", 2570)
    budgets.add_line("P1", "แผนงานพื้นฐาน", year)
    budgets.add_line("P1.1", "สัมมนา", year, parent="P1", project="Q-01", holds_money=False)
    budgets.allot("P1", 100_000, granted=False)
    budgets.projects.add("Q-01", "สัมมนาประกันคุณภาพ", year, **PLAN)
    return budgets.projects


def ready(projects: Projects) -> Project:
    return projects.approve("Q-01", document="อว 5/2570")


def test_the_way_of_a_project(projects: Projects, office: Office) -> None:
    letter = RecordRef("letter", "letter-1")
    project = ready(projects)
    assert (project.state, project.approved_on, project.document) == ("approved", date(2026, 11, 23), "อว 5/2570")
    project = projects.done(project, "a1", on=date(2026, 11, 19), evidence=[letter])
    assert project.state == "running"
    projects.result("Q-01", "k1", 25)
    projects.result("Q-01", "k1", "๒๐", note="บ่าย")
    projects.result("Q-01", "k2", Decimal("4.25"), evidence=[letter])
    project = projects.close("Q-01", "ครบตามเป้า", problems="เวลาน้อย", proposals="จัดสองวัน", document="อว 9/2570")
    assert (project.state, project.version) == ("closed", 7)
    assert project == projects.get(project.id) == projects.get("Q-01", office.year("fiscal", 2570))
    assert projects.evidence(project) == (project.ref, letter)
    assert office.verify(deep=True).findings == ()


def test_money_is_that_of_its_cases_by_stage(projects: Projects, office: Office) -> None:
    budgets, project = office.budgets, ready(projects)
    lent = budgets.advance(budgets.reserve("P1.1", 5_000, "ยืม"), 5_000)
    budgets.pay(budgets.reserve("P1", 2_000, "วิทยากร", about=[project.ref]), 1_500)
    budgets.reserve("P1", 9_000, "เรื่องอื่น")
    money = projects.money(project)
    assert (money.planned, money.advanced, money.paid, money.reserved) == (6_000_000, 500_000, 150_000, 0)
    budgets.clear(lent, 4_000, 1_000)
    assert (projects.money("Q-01").advanced, projects.money("Q-01").paid) == (0, 550_000)
    assert [case.title for case in projects.money("Q-01").cases] == ["ยืม", "วิทยากร"]


def test_a_project_goes_along_its_route(office: Office) -> None:
    founded(office)
    staff, director = office.acting("S2"), office.acting("D1")
    request = staff.budgets.projects.submit("Q-01")
    assert (request.route, request.amount) == ("budget.project", office.budgets.money(6_000_000))
    with pytest.raises(BudgetRefused, match="waits for a decision"):
        office.budgets.projects.approve("Q-01", document="อว 5/2570")
    with pytest.raises(BudgetRefused, match="withdraw it"):
        staff.budgets.projects.change("Q-01", title="x")
    while request.state.value == "pending":
        request = director.approvals.approve(request)
    approved = director.budgets.projects.approve("Q-01")
    assert (approved.state, request.ref in office.budgets.projects.evidence(approved)) == ("approved", True)
    with pytest.raises(BudgetRefused, match="only a project that is planned"):
        staff.budgets.projects.submit("Q-01")


def test_what_a_project_needs_before_it_is_approved(projects: Projects, office: Office) -> None:
    with pytest.raises(BudgetRefused, match="name the paper"):
        projects.approve("Q-01")
    bare = projects.add("Q-02", "ว่าง", office.year("fiscal", 2570), **(PLAN | {"objectives": [], "indicators": []}))
    for act in (lambda: projects.approve(bare, document="1"), lambda: projects.submit(bare)):
        with pytest.raises(BudgetRefused, match=r"has no objective.*has no indicator"):
            act()


def test_a_plan_is_changed_freely_and_after_its_approval_by_a_paper(projects: Projects) -> None:
    assert projects.change("Q-01", title="ใหม่", sums=[("P1.1", "10.50")]).sums[0].minor == 1_050
    ready(projects)
    projects.result("Q-01", "k1", 1)
    with pytest.raises(BudgetRefused, match="name the paper"):
        projects.change("Q-01", last=date(2027, 1, 31))
    changed = projects.change("Q-01", document="อว 7/2570", last=date(2027, 1, 31), indicators=[PEOPLE], person="S1")
    assert (changed.document, changed.last, len(changed.indicators[0].results)) == ("อว 7/2570", date(2027, 1, 31), 1)
    with pytest.raises(BudgetRefused, match="outside the project"):
        projects.change("Q-01", document="2", first=date(2026, 11, 15))
    with pytest.raises(TypeError, match="state"):
        projects.change("Q-01", document="2", state="closed")
    projects.cancel("Q-01", "งดจัด")
    with pytest.raises(BudgetRefused, match="closed or cancelled"):
        projects.change("Q-01", document="2", title="x")


@pytest.mark.parametrize(
    ("changes", "error", "told"),
    [
        ({"unit": "nowhere"}, NotFound, "nowhere"),
        ({"person": "X9"}, NotFound, "X9"),
        ({"activities": [ProjectActivity(id="a", title="a", first=PLAN["first"], last=PLAN["last"], unit="x")]},
         NotFound, "x"),
        ({"sums": [("P9", 1)]}, NotFound, "P9"),
        ({"sums": [("P1", 1.5)]}, FloatRefused, "float"),
        ({"serves": [("no-such", "1")]}, UnknownContribution, "no-such"),
        ({"serves": [("edpex", "no-such")]}, BudgetRefused, "no-such"),
        ({"last": date(2026, 1, 1), "activities": []}, BudgetRefused, "before the first"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_is_refused(
    projects: Projects, office: Office, changes: dict[str, Any], error: type[Exception], told: str
) -> None:
    year = office.year("fiscal", 2570)
    with pytest.raises(error, match=told):
        projects.add("Q-03", "x", year, **(PLAN | changes))
    assert [one.code for one in projects.list(year)] == ["Q-01"]


def test_a_code_is_there_once_a_year(projects: Projects, office: Office) -> None:
    with pytest.raises(BudgetRefused, match="has Q-01 already"):
        projects.add("Q-01", "x", office.year("fiscal", 2570), **PLAN)
    other = projects.add("Q-01", "x", office.year("fiscal", 2571), **(PLAN | {"sums": []}))
    assert projects.get("Q-01") != other
    with pytest.raises(NotFound):
        projects.get("Q-09")


def test_a_key_does_it_once(projects: Projects) -> None:
    ready(projects)
    first = projects.result("Q-01", "k1", 5, key="a")
    assert projects.result("Q-01", "k1", 5, key="a") == first
    assert len(projects.get("Q-01").indicators[0].results) == 1


def test_two_who_report_at_once_lose_nothing(tmp_path: Any, clock: Any) -> None:
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="thai-public-university", clock=clock) as office:
        ready(founded(office))
        refused: list[BudgetRefused] = []

        def report() -> None:
            for _ in range(5):
                try:
                    office.budgets.projects.result("Q-01", "k1", 1)
                except BudgetRefused as error:
                    refused.append(error)

        threads = [threading.Thread(target=report) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(office.budgets.projects.get("Q-01").indicators[0].results) == 20 - len(refused)
        assert all("at the same moment" in str(error) for error in refused)


def test_who_may_do_what(office: Office) -> None:
    founded(office)
    year = office.year("fiscal", 2570)
    with pytest.raises(NotAllowed):
        office.acting("R1").budgets.projects.add("Q-04", "x", year, **PLAN)
    with pytest.raises(NotAllowed):  # staff of the section below, not of the division
        office.acting("S1").budgets.projects.add("Q-04", "x", year, **PLAN)
    own = office.acting("S1").budgets.projects.add("Q-04", "x", year, **(PLAN | {"unit": "ga"}))
    with pytest.raises(NotAllowed):
        office.acting("S1").budgets.projects.approve(own, document="1")
    assert office.acting("D1").budgets.projects.approve(own, document="1").state == "approved"
    assert office.acting("S1").budgets.projects.result(own, "k1", 4).state == "running"
    with pytest.raises(NotAllowed):
        office.acting("R1").budgets.projects.cancel(own, "x")


# ------------------------------------------------------------------ what is told


def test_what_is_overdue_and_what_falls_due(projects: Projects, office: Office) -> None:
    first, last = date(2026, 11, 1), date(2026, 12, 31)
    assert projects.overdue() == ()
    assert [one for one in office.deadlines(first, last).items if one.area == "budgets"] == []
    ready(projects)
    (late,) = projects.overdue()
    assert (late.activity.id, late.days) == ("a1", 3)
    due = [one for one in office.deadlines(first, last).items if one.area == "budgets"]
    assert [(one.day.isoformat(), one.whom) for one in due] == [
        ("2026-11-20", f"person:{person(office, 'S2')}"),
        ("2026-12-15", f"person:{person(office, 'S1')}"),
        ("2026-12-31", f"person:{person(office, 'S2')}"),
    ]
    projects.done("Q-01", "a1")
    assert projects.overdue() == ()
    assert [one.activity.id for one in projects.overdue(date(2026, 12, 16))] == ["a2"]
    mine = office.deadlines(first, last, person="S1").items
    assert [one.day for one in mine if one.area == "budgets"] == [date(2026, 12, 15)]


def test_which_projects_are_the_plan_for_a_framework(projects: Projects, office: Office) -> None:
    year = office.year("fiscal", 2570)
    projects.change("Q-01", serves=[("iqa-2557-faculty", "5.2"), ("edpex", "4.1")])
    assert [one.code for one in projects.serving("edpex", "4.1", year)] == ["Q-01"]
    assert [one.code for one in projects.serving("iqa-2557-faculty")] == ["Q-01"]
    assert projects.serving("edpex", "4.2") == ()
    assert projects.serving("iqa-2557-faculty", period=office.year("fiscal", 2569)) == ()


def test_the_plan_of_another_kind_of_year_has_what_runs_in_it(projects: Projects, office: Office) -> None:
    assert [one.code for one in projects.list(office.year("calendar", 2569))] == ["Q-01"]
    assert projects.list(office.year("calendar", 2570)) == ()
    assert [one.code for one in projects.list(office.year("academic", 2569))] == ["Q-01"]
    with pytest.raises(PeriodNeeded):
        projects.list(2570)  # type: ignore[arg-type]


def told(office: Office, audience: str) -> Any:
    out = io.BytesIO()
    report = office.budgets.projects.report(office.year("fiscal", 2570), audience=audience, language="en")
    office.reports.render(report, "json", out)
    return json.loads(out.getvalue())


def test_the_report_has_plan_and_actual(projects: Projects, office: Office) -> None:
    ready(projects)
    office.budgets.pay(office.budgets.reserve("P1.1", 15_000, "จัด"), 15_000)
    projects.result("Q-01", "k1", 45)
    projects.result("Q-01", "k2", "3.5")
    projects.close("Q-01", "ครบตามเป้า")
    text = json.dumps(told(office, "internal"), ensure_ascii=False)
    assert "ครบตามเป้า" in text
    assert "project:2027-Q_2d01" in text
    table = office.budgets.projects.table(office.year("fiscal", 2570))
    (row,) = table.records()
    assert (str(row["planned"]), str(row["paid"]), row["rate"]) == ("60000.00 THB", "15000.00 THB", Decimal("25.00"))
    assert (row["indicators"], row["met"]) == (2, 1)
    year = office.year("fiscal", 2570)
    assert office.metrics.value("budget.indicators_met_share", year).measure.value == Decimal("50.0")
    assert office.metrics.value("budget.projects_closed_share", year).measure.value == Decimal("100.0")
    before = office.year("fiscal", 2569)
    assert office.metrics.value("budget.indicators_met_share", before).measure.value is None
    assert office.metrics.value("budget.projects_closed_share", before).measure.value is None


def test_the_public_edition_tells_nothing_of_a_person(projects: Projects, office: Office) -> None:
    ready(projects)
    inside, outside = (json.dumps(told(office, who), ensure_ascii=False) for who in ("internal", "public"))
    assert "S2 Sample" in inside
    assert "S2 Sample" not in outside
    assert "ความพึงพอใจ" in outside
    with office.reports.open("action-plan", office.year("fiscal", 2570), audience="public") as report:
        assert report.findings == ()
