"""The real agency tables add up through the books: nested breakdowns along the tree, plans by category by axes."""

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from orqa.base.findings import Severity
from orqa.domain.budgets.flows import Flow
from orqa.domain.budgets.percentages import PrintedTable, audit, row_sums
from orqa.domain.budgets.records import BudgetLine
from orqa.domain.budgets.trees import LineTree
from orqa.office.budgets.comparing import rolled_up, summed

DATA = Path(__file__).parents[1] / "data" / "budget"
CATEGORIES = ("personnel", "operating", "investment", "subsidy", "other")
D = Decimal


def tables(name: str) -> list[dict[str, Any]]:
    text = gzip.decompress((DATA / f"fy2565-{name}.json.gz").read_bytes())
    found: list[dict[str, Any]] = json.loads(text)["tables"]
    return found


def line(code: str, **fields: Any) -> BudgetLine:
    return BudgetLine(id=code, code=code, title=code, year=2022, **fields)


def test_breakdowns_of_all_agencies_add_up_along_their_tree_to_the_baht() -> None:
    found = tables("nested-baht-breakdowns")
    nodes = 0
    for table in found:
        lines, printed, own = [], {}, {}
        pending = [(table["tree"], "")]
        while pending:
            node, parent = pending.pop()
            code = f"{len(lines)}"
            kids = node.get("kids", [])
            lines.append(line(code, parent=parent, holds_money=not kids))
            printed[code] = int(node["amount"])
            own[code] = Flow() if kids else Flow(granted=int(node["amount"]) * 100)
            pending += [(kid, code) for kid in kids]
        rolled = rolled_up(LineTree(lines), lambda one, own=own: own[one.id])  # type: ignore[misc]
        assert {code: flow.budget // 100 for code, flow in rolled.items()} == printed, table["id"]
        nodes += len(lines)
    assert (len(found), nodes > 1000) == (70, True)


def test_plans_by_category_add_up_by_axes_and_what_differs_is_rounding() -> None:
    found = tables("plan-by-category")
    for table in found:
        rows = [row for row in table["rows"] if row["level"] == 1]
        lines, own = [], {}
        for at, row in enumerate(rows):
            for category in CATEGORIES:
                code = f"{at}.{category}"
                lines.append(line(code, fund="national", plan=f"{at}", category=category))
                own[code] = Flow(granted=int(D(row[category]) * 1_000_000 * 100))
        groups = summed(lines, lambda one, own=own: own[one.id], ["fund", "plan", "category"]).groups  # type: ignore[misc]
        by_category = summed(lines, lambda one, own=own: own[one.id], ["category"]).groups  # type: ignore[misc]
        whole = table["rows"][0]
        for category in CATEGORIES:
            assert abs(D(by_category[category,].budget) / 10**8 - D(whole[category])) <= D("0.0005"), table["id"]
        for at, row in enumerate(rows):
            assert abs(D(groups["national", f"{at}"].budget) / 10**8 - D(row["total"])) <= D("0.0005"), table["id"]
        assert abs(D(groups["national",].budget) / 10**8 - D(whole["total"])) <= D("0.0005"), table["id"]
    assert len(found) == 44


def test_a_table_that_is_changed_by_a_digit_is_flagged_for_each_agency() -> None:
    for table in tables("plan-by-category"):
        row = table["rows"][0]
        cells = {("รวม", name): D(row[name]) for name in (*CATEGORIES, "total")}
        cells["รวม", "total"] += D("0.01")
        (finding,) = audit(PrintedTable(cells=cells, sums=row_sums(["รวม"], "total", CATEGORIES)))
        assert (finding.code, finding.severity) == ("table-parts-conflict", Severity.ERROR)
