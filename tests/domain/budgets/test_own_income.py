"""The statement of own money: sums worked out, given ones kept; 44 real ones come out as printed."""

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.findings import Severity
from orqa.domain.budgets.own_income import CLOSING, NUMBERS, SPENDING, completed, differing, following, place_of
from orqa.domain.budgets.percentages import OWN_INCOME_LINES
from orqa.domain.budgets.records import BudgetLine

DATA = Path(__file__).parents[2] / "data" / "budget" / "fy2565-own-income-status.json.gz"
YEARS = ("fy2563", "fy2564", "fy2565", "fy2566", "fy2567", "fy2568")
SUMS = {number for number, _ in OWN_INCOME_LINES}
LEAVES = sorted(set(NUMBERS) - SUMS)
D = Decimal


def statements() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gzip.decompress(DATA.read_bytes()))["tables"]
    return found


def test_real_statements_come_out_as_they_were_printed_but_for_rounding() -> None:
    tables, conflicts, rounded = statements(), 0, 0
    for table in tables:
        printed = {year: {row["no"]: D(row[year]) for row in table["rows"] if year in row} for year in YEARS}
        leaves = {
            year: {number: amount for number, amount in amounts.items() if number not in SUMS}
            for year, amounts in printed.items()
        }
        for year, found in following(leaves).items():
            for number, amount in printed[year].items():
                assert abs(found[number] - amount) <= D("0.0003"), (table["id"], year, number)
        findings = differing(printed)
        conflicts += sum(one.severity is Severity.ERROR for one in findings)
        rounded += bool(findings)
    assert (len(tables), conflicts, rounded) == (44, 0, 4)


def test_a_printed_conflict_is_told_and_nothing_is_forced() -> None:
    table = statements()[0]
    amounts = {row["no"]: D(row["fy2565"]) for row in table["rows"]}
    amounts["2"] += D("0.01")
    found = completed(amounts)
    assert found == amounts, "what was printed stays as it was printed"
    codes = {(one.code, one.field) for one in differing({"fy2565": found})}
    assert codes == {("table-parts-conflict", "2"), ("table-parts-conflict", "3")}


@given(st.dictionaries(st.sampled_from(LEAVES), st.decimals(0, 10**9, places=2)))
def test_what_is_left_is_what_came_less_what_went(given_amounts: dict[str, Decimal]) -> None:
    found = completed(given_amounts)
    income = sum((amount for number, amount in given_amounts.items() if number[0] in "12"), D(0))
    spent = sum((amount for number, amount in given_amounts.items() if number in SPENDING), D(0))
    assert found[CLOSING] == income - spent
    assert differing({"x": found}) == []
    assert following({"one": given_amounts, "two": {}})["two"]["1"] == found[CLOSING]


def test_a_year_that_begins_otherwise_than_the_last_ended_is_told() -> None:
    columns = following({"2568": {"1": D(100), "2.1": D(50)}, "2569": {"1": D(140)}})
    assert (columns["2568"]["7"], columns["2569"]["7"]) == (D(150), D(140))
    (finding,) = differing(columns)
    assert (finding.code, finding.field) == ("table-parts-conflict", "1")


LINE = BudgetLine(id="l", code="R1", title="t", year=2026, fund="own_income", plan="p", nature="recurrent")


@pytest.mark.parametrize(
    ("places", "rows", "expected"),
    [
        ({}, [], ""),
        ({"R1": "4.2"}, [], "4.2"),
        ({"R2": "4.2"}, [], ""),
        ({}, [{"number": "6.1.1", "nature": "recurrent"}], "6.1.1"),
        ({}, [{"number": "6.1.1", "nature": "recurrent", "plan": "other"}, {"number": "6.2.1"}], "6.2.1"),
        ({"R1": "4.1"}, [{"number": "6.2.1"}], "4.1"),
    ],
)
def test_where_a_line_belongs(places: dict[str, str], rows: list[dict[str, str]], expected: str) -> None:
    assert place_of(LINE, places, rows) == expected
