"""Control by stage and category, and who approves up to what, as a university sets them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.organization.errors import NoApprover
from orqa.office.approvals import Approvals
from orqa.office.budgets import BudgetService
from orqa.office.office import Office
from orqa.rules.loader import load_profile

Change = Callable[[Office, str, str], BudgetService]
HEAD = 'name = "here"\ntitle = {th = "ที่นี่", en = "Here"}\nversion = "1"\nparent = "thai-public-university"\n'
WHY = 'override = {reason = {th = "มติสภา", en = "A resolution"}, cite = "thai-university-practice"}'
CITE = 'cite = "thai-university-practice", certainty = "known"'


@pytest.fixture
def under(tmp_path: Path) -> Change:
    """Put an office under a profile with another rule."""

    def change(office: Office, file: str, rule: str) -> BudgetService:
        (tmp_path / "here" / "rules").mkdir(parents=True)
        (tmp_path / "here" / "profile.toml").write_text(HEAD, "utf-8")
        (tmp_path / "here" / "sources.toml").write_text("", "utf-8")
        (tmp_path / "here" / "rules" / f"{file}.toml").write_text(rule, "utf-8")
        vars(office)["profile"] = load_profile(tmp_path / "here", office.profile)
        kept = office.budgets
        for code, category in (("U", "operating"), ("I", "investment"), ("N", "")):
            kept.add_line(code, code, office.year("fiscal", 2570), fund="national", category=category)
            kept.allot(code, 1_000, granted=False)
        return kept

    return change


def test_a_category_may_run_over_in_a_stage_and_is_told(office: Office, under: Change) -> None:
    row = f'{{from = 2020-01-01, verb = "reserve", category = "operating", value = "warn", {CITE}}}'
    kept = under(office, "spending", f"[control]\n{WHY}\nrows = [{row}]\n")
    year = office.year("fiscal", 2570)
    case = kept.reserve("U", 1_200, "ค่าไฟฟ้า")
    assert kept.available("U").minor == -200_00
    (finding,) = kept.overdrawn(year)
    assert (finding.code, str(finding.record)) == ("budget-overdrawn", "budget-line:2027-U")
    assert "U is overdrawn by 200.00" in str(finding.message)
    with pytest.raises(OverBudget):
        kept.obligate(case, 1_300)  # another stage
    for line in ("I", "N"):
        with pytest.raises(OverBudget):
            kept.reserve(line, 1_200, "x")  # another category, and none
    kept.allot("U", 200, granted=False)
    assert kept.overdrawn(year) == ()
    assert kept.pay(case, 1_200).state == "done"
    assert not office.verify().findings


def test_where_a_refund_goes_is_as_the_rule_says(office: Office, under: Change, by: Any) -> None:
    rows = (
        f'{{from = 2018-11-12, refunded = "within_year", value = "not_budget", {CITE}}}, '
        f'{{from = 2018-11-12, refunded = "after_year", value = "budget", {CITE}}}'
    )
    kept = under(office, "year_end", f"[refund]\n{WHY}\nrows = [{rows}]\n")
    case = kept.pay(kept.reserve("U", 600, "x"), 600)
    for day, available in ((date(2027, 9, 30), 400), (date(2027, 10, 1), 500)):
        with by(day):
            kept.refund(case, 100)
        assert kept.available("U").minor == available * 100
    assert kept.held(case).paid == 400_00


def test_a_larger_amount_goes_further_along_the_route(division: Office, under: Change) -> None:
    steps = (
        '{role = "section-head", at = "nearest", days = 1, substitute = "director", up_to = "500.00 THB"}, '
        '{role = "director", at = "nearest", days = 2}'
    )
    row = f'{{from = 2020-01-01, route = "budget.request", table = [{steps}], {CITE}}}'
    kept = under(division, "routes", f"[steps]\n{WHY}\nrows = [{row}]\n")
    asker = division.acting("E3").budgets
    small, large = (asker.request("U", amount, "x", unit="ga") for amount in (500, "500.01"))
    for case in (small, large):
        head = division.acting("E2")
        head.approvals.approve(head.approvals.of(case.ref)[0])
    assert kept.reserve(small).state == "open"
    with pytest.raises(BudgetRefused, match="not approved yet"):
        kept.reserve(large)


def test_a_request_that_no_route_takes_leaves_no_case(division: Office, under: Change) -> None:
    row = f'{{from = 2020-01-01, route = "budget.request", table = [{{role = "dean", at = "nearest"}}], {CITE}}}'
    kept = under(division, "routes", f"[steps]\n{WHY}\nrows = [{row}]\n")
    with pytest.raises(NoApprover):
        kept.request("U", 500, "x", unit="ga")
    assert kept.cases("U") == ()


def test_a_university_may_close_no_year_early(office: Office, under: Change) -> None:
    row = f'{{from = 2020-01-01, value = "never", {CITE}}}'
    kept = under(office, "year_end", f"[early_close]\n{WHY}\nrows = [{row}]\n")
    with pytest.raises(BudgetRefused, match=r"is not closed before \(rule year_end\.early_close\)"):
        kept.close_year(office.year("fiscal", 2570), early="ยุบกอง")


def test_a_request_and_its_case_are_written_together(
    division: Office, under: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = under(
        division, "year_end", f'[early_close]\n{WHY}\nrows = [{{from = 2020-01-01, value = "never", {CITE}}}]\n'
    )
    asking = division.acting("E2").budgets

    def cut_short(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as crash:
        crash.setattr(Approvals, "submit", cut_short)
        with pytest.raises(KeyboardInterrupt):
            asking.request("U", 100, "ซื้อ", unit="ga")
    assert kept.cases("U") == ()
    first, again = (asking.request("U", 100, "ซื้อ", unit="ga", key="memo-1") for _ in range(2))
    assert (first, kept.cases("U")) == (again, (first,))
    assert [one.about for one in division.approvals.of(first.ref)] == [first.ref]
    with division.acting("E2").work("สองเรื่อง") as work:
        cases = [work.budgets.request("U", amount, "ซื้อ", unit="ga") for amount in (10, 20)]
    assert all(len(division.approvals.of(case.ref)) == 1 for case in cases)
