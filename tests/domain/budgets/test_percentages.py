"""Printed tables: real ones re-add through the library, and made-up conflicts are told."""

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orqa.base.findings import Severity
from orqa.domain.budgets.percentages import (
    PrintedTable,
    Share,
    Sum,
    audit,
    own_income_sums,
    row_sums,
    tree_sums,
)

DATA = Path(__file__).parents[2] / "data" / "budget"
CATEGORIES = ("personnel", "operating", "investment", "subsidy", "other")
YEARS = ("fy2563", "fy2564", "fy2565", "fy2566", "fy2567", "fy2568")


def tables(name: str) -> list[dict[str, Any]]:
    """The agency tables of Budget Document no. 3 of fiscal year 2565, as its PDF prints them."""
    text = gzip.decompress((DATA / f"fy2565-{name}.json.gz").read_bytes())
    found: list[dict[str, Any]] = json.loads(text)["tables"]
    return found


def cells(rows: list[dict[str, Any]], columns: tuple[str, ...], by: str) -> dict[tuple[str, str], Decimal]:
    return {(row[by], column): Decimal(row[column]) for row in rows for column in columns if column in row}


def named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with a name of their own, for labels repeat."""
    return [{**row, "name": f"{at}. {row['label']}"} for at, row in enumerate(rows)]


def levels(rows: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(row["name"], row["level"]) for row in rows]


def test_three_years_by_group_re_add() -> None:
    found = tables("three-year-by-group")
    assert len(found) == 44
    for table in found:
        rows, columns = named(table["rows"]), YEARS[:3]
        printed = PrintedTable(cells=cells(rows, columns, "name"), sums=tree_sums(levels(rows), columns))
        assert [one.show() for one in audit(printed) if one.severity is Severity.ERROR] == [], table["id"]


def test_plans_by_category_re_add_both_ways() -> None:
    found = tables("plan-by-category")
    assert len(found) == 44
    for table in found:
        rows, columns = named(table["rows"]), (*CATEGORIES, "total")
        across = row_sums([row["name"] for row in rows], "total", CATEGORIES)
        printed = PrintedTable(cells=cells(rows, columns, "name"), sums=(*tree_sums(levels(rows), columns), *across))
        assert [one.show() for one in audit(printed) if one.severity is Severity.ERROR] == [], table["id"]
        split = {name: Decimal(value) for name, value in table["economic_split"].items()}
        assert split["recurrent_baht"] + split["investment_baht"] == split["total_baht"]
        assert Decimal(rows[0]["total"]) * 1_000_000 == split["total_baht"]


def test_statements_of_own_income_re_add_but_for_what_their_source_rounded() -> None:
    found = tables("own-income-status")
    assert len(found) == 44
    inexact = 0
    for table in found:
        printed = PrintedTable(cells=cells(table["rows"], YEARS, "no"), sums=own_income_sums(YEARS))
        findings = audit(printed)
        if table["printed_consistent"]:
            assert findings == [], table["id"]
        inexact += bool(findings)
        assert all(one.severity is Severity.INFO for one in findings), [one.show() for one in findings]
    assert inexact == sum(not table["printed_consistent"] for table in found) == 4


def test_nested_breakdowns_re_add_to_the_baht() -> None:
    found = tables("nested-baht-breakdowns")
    assert len(found) == 70
    for table in found:
        rows: list[tuple[str, int]] = []
        amounts: dict[tuple[str, str], Decimal] = {}
        pending = [(table["tree"], 0)]
        while pending:
            node, level = pending.pop()
            name = f"{len(rows)}. {node['no']}"
            rows.append((name, level))
            amounts[name, "amount"] = Decimal(node["amount"])
            pending += [(kid, level + 1) for kid in reversed(node.get("kids", []))]
        assert audit(PrintedTable(cells=amounts, sums=tree_sums(rows, ["amount"]))) == [], table["id"]


# ------------------------------------------------------------------ conflicts

TOTAL = PrintedTable(
    cells={("รวม", "บาท"): Decimal("10.00"), ("ก", "บาท"): Decimal("4.00"), ("ข", "บาท"): Decimal("6.00")},
    sums=tree_sums([("รวม", 0), ("ก", 1), ("ข", 1)], ["บาท"]),
)


@pytest.mark.parametrize(
    ("printed", "code", "words"),
    [
        ("10.00", "", ""),
        ("10.01", "table-parts-rounded", "rounding explains -0.01"),
        ("10.02", "table-parts-conflict", "look at ก, ข"),
        ("0", "table-parts-conflict", "10.00 more than rounding explains"),
    ],
)
def test_a_total_is_told_apart_by_what_rounding_explains(printed: str, code: str, words: str) -> None:
    table = PrintedTable(cells={**TOTAL.cells, ("รวม", "บาท"): Decimal(printed)}, sums=TOTAL.sums)
    findings = audit(table)
    assert [one.code for one in findings] == ([code] if code else [])
    assert not findings or words in str(findings[0].message)
    assert not findings or "พิมพ์" in findings[0].message.in_language("th")


@pytest.mark.parametrize(
    ("percent", "part", "whole", "code"),
    [
        ("31.02", "123456", "398000", ""),
        ("31.01", "123456", "398000", "table-percent-rounded-otherwise"),
        ("31.03", "123456", "398000", "table-percent-conflict"),
        ("34", "1", "3", "table-percent-rounded-otherwise"),
        ("0", "0", "0", "table-percent-of-nothing"),
    ],
)
def test_a_percent_is_told_by_how_it_was_rounded(percent: str, part: str, whole: str, code: str) -> None:
    row = {("ก", "%"): Decimal(percent), ("ก", "จ่าย"): Decimal(part), ("ก", "งบ"): Decimal(whole)}
    findings = audit(PrintedTable(cells=row, shares=(Share(("ก", "%"), ("ก", "จ่าย"), ("ก", "งบ")),)))
    assert [one.code for one in findings] == ([code] if code else [])


def test_what_is_not_printed_is_passed_over() -> None:
    missing = {cell: value for cell, value in TOTAL.cells.items() if cell[0] != "ข"}
    assert audit(PrintedTable(cells=missing, sums=TOTAL.sums)) == []


@given(st.lists(st.decimals(0, 10**6, places=6), min_size=1, max_size=8))
@example([Decimal("0.000001"), Decimal("0.000050")])
def test_parts_that_were_rounded_one_by_one_are_never_called_a_conflict(parts: list[Decimal]) -> None:
    names = [str(at) for at in range(len(parts))]
    printed = {("t", "x"): sum(parts).quantize(Decimal("0.0001"))}  # type: ignore[union-attr]
    printed |= {(name, "x"): part.quantize(Decimal("0.0001")) for name, part in zip(names, parts, strict=True)}
    whole = Sum(("t", "x"), tuple((1, (name, "x")) for name in names))
    assert [one for one in audit(PrintedTable(cells=printed, sums=(whole,))) if one.severity is Severity.ERROR] == []
