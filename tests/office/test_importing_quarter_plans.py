"""Plans by quarter from a table: each line by itself, against what was granted."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import orqa
from organization_samples import begun
from orqa.office.errors import NotAllowed
from orqa.office.importing_quarter_plans import QUARTER_PLANS, TakeQuarterPlans
from orqa.office.office import Office
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.storage.verify import verify

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
HEADS = ["รหัส", "ไตรมาส 1", "ไตรมาส 2", "Q3", "ไตรมาสที่ ๔", "รวม", "เหตุผล", "หน่วยนับเงิน"]
ROWS = [
    ["P1", "25,000", "25,000", "๒๕,๐๐๐", "25,000", "100,000"],
    ["P2", "50,000", "-", "", "0", "50,000.00"],
]


@pytest.fixture
def office() -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        begun(office)
        office.budgets.add_line("P", "แผนงาน", office.year("fiscal"), holds_money=False)
        for code, granted in (("P1", 100_000), ("P2", 50_000), ("P3", 0)):
            office.budgets.add_line(code, code, office.year("fiscal"), parent="P")
            if granted:
                office.budgets.approve(code, granted)
        yield office


def take(office: Office, folder: Path, rows: list[list[str]], **more: Any) -> ImportResult:
    path = folder / "q.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADS, *([*row, *[""] * (len(HEADS) - len(row))] for row in rows)])
    return import_table(office, path, QUARTER_PLANS, **more)


def errors(result: ImportResult) -> list[tuple[str, str]]:
    return [(str(one.place), one.code) for one in result.findings if one.severity == "error"]


def test_plans_of_lines_are_taken_in_and_allotted_by(office: Office, tmp_path: Path) -> None:
    result = take(office, tmp_path, ROWS)
    assert (result.registered, result.refused, errors(result)) == (2, 0, [])
    budgets = office.budgets
    assert [one.minors for one in budgets.quarter_plans(office.year("fiscal")).values()] == [
        (25_000_00,) * 4,
        (50_000_00, 0, 0, 0),
    ]
    assert budgets.allot_quarter("P1", 1).moves[0].minor == 25_000_00
    assert not verify(office.store).findings
    before = list(office.store.journal(limit=100))
    again = take(office, tmp_path, ROWS)
    assert (again.registered, again.known, errors(again)) == (0, 2, [])
    assert list(office.store.journal(limit=100)) == before


@pytest.mark.parametrize(
    ("row", "where", "code", "said"),
    [
        (["P9", "1", "", "", "", ""], "รหัส", "quarter-plan-line-unknown", "2570 has no line 'P9'"),
        (["P", "1", "", "", "", ""], "รหัส", "quarter-plan-line-unknown", "that holds money"),
        (["P3", "1", "", "", "", ""], "ไตรมาส 1", "quarter-plan-refused", "nothing is granted yet"),
        (["P2", "50,000.01", "", "", "", ""], "ไตรมาส 1", "quarter-plan-refused", "50,000.00 is granted: 0.01 apart"),
        (["P2", "50,000", "", "", "", "60,000"], "รวม", "quarter-plan-total-differs", "10,000.00 apart"),
        (["P2", "60,000", "-10,000", "", "", ""], "ไตรมาส 2", "plan-amount-negative", "'-10,000' is negative"),
        (["P2", "50,000", "", "0.001", "", ""], "Q3", "plan-amount-fraction", "below one satang"),
        (["P2", "50,000", "", "", "มาก", ""], "ไตรมาสที่ ๔", "import-cell-not-understood", "'มาก'"),
        (["P2", "", "", "", "", ""], "ไตรมาส 1", "import-cell-missing", "missing"),
        (["", "1", "", "", "", ""], "รหัส", "import-cell-missing", "missing"),
        (["P1", "100,000", "", "", "", ""], "รหัส", "quarter-plan-twice", "another plan in row 1"),
    ],
)
def test_a_wrong_row_is_told_and_the_others_taken_in(  # noqa: PLR0917 - a row of the table
    office: Office, tmp_path: Path, row: list[str], where: str, code: str, said: str
) -> None:
    result = take(office, tmp_path, [ROWS[0], row], rejects=tmp_path / "rest.csv")
    assert errors(result) == [(f"q.csv:3:{where}", code)]
    (finding,) = [one for one in result.findings if one.code == code]
    assert said in finding.message.in_language("en")
    assert finding.message.in_language("th") != finding.message.in_language("en")
    assert (result.registered, result.refused) == (1, 1)
    assert row[1] in (tmp_path / "rest.csv").read_text("utf-8-sig")
    assert list(office.budgets.quarter_plans(2027)) == [office.budgets.line("P1").id]


def test_a_plan_is_changed_with_a_reason_alone(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, ROWS)
    other = ["P1", "40,000", "60,000", "", "", ""]
    refused = take(office, tmp_path, [other])
    assert errors(refused) == [("q.csv:2:ไตรมาส 1", "quarter-plan-refused")]
    for registered in (1, 0):
        assert take(office, tmp_path, [[*other, "เลื่อนกิจกรรม"]]).registered == registered
    plan = office.budgets.quarter_plan("P1")
    assert plan is not None
    assert (plan.version, plan.reason, plan.minors) == (2, "เลื่อนกิจกรรม", (40_000_00, 60_000_00, 0, 0))


def test_amounts_may_stand_in_another_unit(office: Office, tmp_path: Path) -> None:
    assert take(office, tmp_path, [["P2", "0.02", "0.03", "", "", "0.05", "", "ล้านบาท"]]).registered == 1
    plan = office.budgets.quarter_plan("P2")
    assert plan is not None
    assert plan.minors == (20_000_00, 30_000_00, 0, 0)


def test_a_line_that_is_closed_meanwhile_is_a_finding(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, closed = TakeQuarterPlans.look, list[int]()

    def raced(self: TakeQuarterPlans, *given: Any) -> Any:
        found = list(look(self, *given))
        if not closed:
            closed.append(len(office.budgets.close_year(office.year("fiscal"), early="โอนงาน")))
        return found

    monkeypatch.setattr(TakeQuarterPlans, "look", raced)
    result = take(office, tmp_path, ROWS[:1])
    assert errors(result) == [("q.csv:2:ไตรมาส 1", "quarter-plan-refused")]
    assert "closed" in result.findings[-1].message.in_language("en")


def test_only_those_of_finance_take_plans_in(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        take(office.acting("E3"), tmp_path, ROWS)
    assert office.budgets.quarter_plans(2027) == {}


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(st.integers(0, 10**8), min_size=4, max_size=4), more=st.integers(0, 2))
def test_a_plan_is_taken_in_to_the_satang_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, parts: list[int], more: int
) -> None:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        begun(office)
        office.budgets.add_line("P1", "P1", office.year("fiscal"))
        granted = sum(parts) + more
        if granted:
            office.budgets.approve("P1", office.budgets.money(granted))
        cells = [office.budgets.money(one).written() for one in parts]
        result = take(office, tmp_path_factory.mktemp("q"), [["P1", *cells]])
        taken = bool(granted) and not more
        assert (result.registered, result.refused) == ((1, 0) if taken else (0, 1))
        plan = office.budgets.quarter_plan("P1")
        assert (plan.minors if plan else None) == (tuple(parts) if taken else None)
