"""The books of a budget at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import orqa

Runner = Callable[..., Any]


@pytest.fixture
def budget(tmp_path: Path) -> str:
    """The store of an office whose present fiscal year has two lines and a case."""
    url = f"sqlite:///{tmp_path}/o.db"
    with orqa.open_office(url, profile="thai-public-university") as office:
        kept, year = office.budgets, office.year("fiscal")
        kept.add_line("P1", "แผนงานพื้นฐาน", year, fund="national", category="operating", nature="recurrent")
        kept.add_line("R1", "เงินรายได้", year, fund="own_income", basis="council")
        kept.allot("P1", 1_000, granted=False)
        kept.allot("R1", 500, granted=False)
        kept.pay(kept.reserve("P1", 300, "ซื้อกระดาษ"), 300)
    return url


def test_the_register_of_a_line(run: Runner, budget: str, tmp_path: Path) -> None:
    shown = run("budget", "register", "P1", "--office", budget)
    assert shown.code == 0, shown.err
    assert "จองเงิน: ซื้อกระดาษ" in shown.out
    assert "๗๐๐.๐๐" in shown.out
    public = run("budget", "register", "--office", budget, "--public", "--form", "running", "--lang", "en")
    assert "ซื้อกระดาษ" not in public.out
    assert "R1 เงินรายได้" in public.out
    path = tmp_path / "register.csv"
    done = run("budget", "register", "P1", "--office", budget, "--out", path, "--json").json
    assert done == {"report": "budget-register", "format": "csv", "path": str(path)}
    assert "700.00" in path.read_text("utf-8-sig")


def test_plan_and_actual(run: Runner, budget: str) -> None:
    shown = run("budget", "compare", "--by", "category,nature", "--office", budget, "--lang", "en")
    assert shown.code == 0, shown.err
    assert "30.00%" in shown.out
    one = run("budget", "compare", "--by", "line", "--fund", "own_income", "--format", "csv", "--office", budget)
    assert "R1,เงินรายได้" in one.out
    assert "P1" not in one.out
    wrong = run("budget", "compare", "--by", "colour", "--office", budget, "--lang", "en")
    assert (wrong.code, wrong.out) == (1, "")
    assert "axis has no entry colour" in wrong.err


def test_the_report_of_a_year(run: Runner, budget: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    done = run("budget", "report", "--public", "--out", path, "--office", budget, "--advances", "disbursed")
    assert done.out == f"เขียนแล้ว: {path}\n"
    page = path.read_text("utf-8")
    assert "<svg" in page
    assert "เบิกจ่ายรวมเงินยืม" in page
    assert run("budget", "report", "--quarter", "9", "--office", budget).code == 1


def test_the_statement_of_own_money_from_a_file(run: Runner, budget: str, tmp_path: Path) -> None:
    with orqa.open_office(budget, read_only=True) as office:
        year = office.written_year(office.year("fiscal").ce)
    path = tmp_path / "own.toml"
    path.write_text(
        f'[places]\nR1 = "6.1.1"\n[{year}.plan]\n1 = "1,000"\n"2.1" = 700\n[{year}.actual]\n1 = 1000\n', "utf-8"
    )
    shown = run("budget", "statement", path, "--office", budget, "--format", "csv")
    assert shown.code == 0, shown.err
    assert "7,คงเหลือ (5.-6.),1200.00,1000.00,-200.00" in shown.out
    path.write_text("[places]\n[other]\nx = 1\n", "utf-8")
    assert "other: a year such as 2569" in run("budget", "statement", path, "--office", budget, "--lang", "en").err
    path.write_text("[places", "utf-8")
    assert run("budget", "statement", path, "--office", budget).code == 1
