"""The worked cases of leave in words: each is a person, a request or a year, and the answer."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from orqa.base.years import FiscalYear
from orqa.domain.attendance.leave.ledger import Account
from orqa.domain.attendance.leave.vacation import decide_vacation, decide_year_end
from orqa.domain.attendance.people import Employment
from orqa.rules.profile import Profile

Case = dict[str, Any]
CASES = tomllib.loads(
    (Path(__file__).parents[2] / "data" / "leave" / "cases.toml").read_text("utf-8"), parse_float=Decimal
)


def titled(kind: str) -> Any:
    """The cases of one kind, each under its English sentence."""
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["en"]) for case in CASES[kind]])


def employments(case: Case) -> tuple[Employment, ...]:
    rows = case["people"] if "people" in case else [CASES["people"][case["who"]]]
    return tuple(Employment(id=f"employment-{n}", person="a", **row) for n, row in enumerate(rows))


def fiscal_year(named: int) -> FiscalYear:
    ce = named - 543
    return FiscalYear(date(ce - 1, 10, 1), date(ce, 9, 30), ce)


def test_there_are_many_and_each_has_a_sentence_of_its_own() -> None:
    cases = [case for kind in ("case", "vacation", "year_end") for case in CASES[kind]]
    assert len(cases) >= 120
    for language in ("th", "en"):
        assert len({case[language] for case in cases}) == len(cases)


@titled("vacation")
def test_vacation(university: Profile, case: Case) -> None:
    year = fiscal_year(case["year"])
    given = {"term_break_days": case.get("breaks", 0)}
    found = decide_vacation(employments(case), university.at(year.first), year, **given)
    assert found.value.days == case["expect"]["days"]
    assert found.value.first == case["expect"].get("first")
    assert found.citations


@titled("year_end")
def test_end_of_a_year(university: Profile, case: Case) -> None:
    year, following = fiscal_year(case["year"]), fiscal_year(case["year"] + 1)
    account = Account(**{name: Decimal(days) for name, days in case["account"].items()})
    view = university.at(following.first)
    found = decide_year_end(employments(case), account, view, year=year, following=following)
    assert {"carried": found.value.carried, "lapsed": found.value.lapsed} == case["expect"]
