"""Metrics at the command line."""

from collections.abc import Callable
from typing import Any

import pytest

Runner = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("_in_november_2026")


def test_all_metrics_of_a_year(run: Runner, filled: str) -> None:
    shown = run("metric", "list", "--office", filled, "--lang", "en")
    assert shown.code == 0, shown.err
    assert "correspondence.letters_by_kind" in shown.out
    assert "Received letters by kind" in shown.out
    rows = run("metric", "list", "--office", filled, "--json", "--kind-of-year", "fiscal").json
    assert {row["metric"] for row in rows} >= {"correspondence.overdue", "correspondence.median_handling_days"}


def test_one_metric_with_its_parts_and_rules(run: Runner, filled: str) -> None:
    shown = run("metric", "show", "correspondence.letters_by_kind", "--office", filled, "--lang", "en")
    assert shown.out.startswith("Received letters by kind (letters), Calendar year 2026: 3; counted: 3")
    assert "External letter" in shown.out
    assert "by opm-correspondence-2526#11" in shown.out
    thai = run("metric", "show", "correspondence.median_handling_days", "--office", filled).out
    assert thai.startswith("มัธยฐานของจำนวนวัน")
    assert ": – วัน (จาก ๐)" in thai
    data = run("metric", "show", "correspondence.letters_by_kind", "--office", filled, "--json").json
    assert (data["value"], data["count"], data["parts"][0]["value"]) == (3, 3, 3)


def test_a_metric_that_nobody_offers(run: Runner, filled: str) -> None:
    done = run("metric", "show", "correspondence.none", "--office", filled, "--lang", "en")
    assert done.code == 1
    assert "there is no metric 'correspondence.none'" in done.err
