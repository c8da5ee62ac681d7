"""The worked cases of leave in words: each is a person, a request or a year, and the answer."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import orqa
from orqa.base.errors import OrqaError
from orqa.base.years import FiscalYear
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave import Leave, LeaveHistory, LeaveRequest, LeaveVerdict, decide_leave
from orqa.domain.attendance.leave.findings import FILED_LATE
from orqa.domain.attendance.leave.ledger import Account
from orqa.domain.attendance.leave.vacation import decide_vacation, decide_year_end
from orqa.domain.attendance.people import Employment
from orqa.plugins.opening import builtin_registry
from orqa.rules.decisions import Decision
from orqa.rules.profile import Profile

Case = dict[str, Any]
CALENDAR = orqa.work_calendar("th-government")
NAMED = builtin_registry()
FLAGS = {"special", "abroad", "from_border", "called_on", "second_type"}
CASES = tomllib.loads(
    (Path(__file__).parents[3] / "data" / "leave" / "cases.toml").read_text("utf-8"), parse_float=Decimal
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


def rules_of(profile: Profile, case: Case) -> Profile:
    """The rules of the office that a case names, else those of any university."""
    return NAMED.profile(case["profile"]) if "profile" in case else profile


def days(asked: Case) -> dict[str, Any]:
    """First and last day, and the halves of them."""
    half = asked.get("half", "")
    return {
        "leave_type": asked["leave_type"],
        "first": asked["first"],
        "last": asked.get("last", asked["first"]),
        "first_half": Half.AFTERNOON if half == "afternoon" else Half(asked.get("first_half", "whole")),
        "last_half": Half.MORNING if half == "morning" else Half(asked.get("last_half", "whole")),
        "birth": asked.get("birth"),
        "filed_on": asked.get("filed", asked["first"]),
    }


def history(case: Case) -> LeaveHistory:
    """What was on record: leaves by their number, from 1, and the days in the account of vacation."""
    leaves = [
        Leave(id=str(n), person="a", state=one.get("state", "permitted"), **days(one))
        for n, one in enumerate(case.get("before", ()), 1)
    ]
    year = case["ask"]["first"].year + (case["ask"]["first"].month >= 10)
    vacation = {year: Decimal(case["account"])} if "account" in case else {}
    return LeaveHistory(employments=employments(case), leaves=leaves, vacation=vacation)


def request(case: Case) -> LeaveRequest:
    asked = case["ask"]
    more = {"papers": frozenset(asked.get("papers", ())), "urgent": asked.get("urgent", False)}
    more |= {
        name: asked[name] for name in ("special", "abroad", "from_border", "called_on", "second_type") if name in asked
    }
    return LeaveRequest(**days(asked), **more, extends=str(asked.get("extends", "")))


def told(verdict: LeaveVerdict) -> Case:
    """A verdict in the words of the cases."""
    return {
        "answer": verdict.answer.value,
        "working": verdict.working_days,
        "continuous": verdict.calendar_days,
        "paid": verdict.paid,
        "half_paid": verdict.half_paid,
        "unpaid": verdict.unpaid,
        "balance": verdict.remaining,
        "level": verdict.permits,
        "times": verdict.times,
        "ends": len(verdict.ends),
        "years": {str(year): days for year, days in verdict.by_year},
        "late": any(one.code == FILED_LATE.code for one in verdict.findings),
        "pay_known": verdict.paid is not None,
        "another_may_sign": verdict.another_may_sign,
        "may_be_asked": list(verdict.may_be_asked),
    }


def decided(profile: Profile, case: Case) -> Decision[LeaveVerdict]:
    view = rules_of(profile, case).at(case["ask"]["first"])
    return decide_leave(request(case), history(case), view, calendar=CALENDAR)


@titled("case")
def test_leave(university: Profile, case: Case) -> None:
    expected = dict(case["expect"])
    if "raises" in expected:
        with pytest.raises(OrqaError, check=lambda error: error.code == expected["raises"]):
            decided(university, case)
        return
    found = decided(university, case)
    codes = {one.code for one in found.value.findings}
    assert expected.pop("tells", None) in {None, *codes}
    assert {name: value for name, value in told(found.value).items() if name in expected} == expected
    assert found.citations


@titled("vacation")
def test_vacation(university: Profile, case: Case) -> None:
    year, university = fiscal_year(case["year"]), rules_of(university, case)
    given = {"term_break_days": case.get("breaks", 0)}
    found = decide_vacation(employments(case), university.at(year.first), year, **given)
    assert found.value.days == case["expect"]["days"]
    assert found.value.first == case["expect"].get("first")
    assert found.citations


@titled("year_end")
def test_end_of_a_year(university: Profile, case: Case) -> None:
    year, following = fiscal_year(case["year"]), fiscal_year(case["year"] + 1)
    account = Account(**{name: Decimal(days) for name, days in case["account"].items()})
    view = rules_of(university, case).at(following.first)
    found = decide_year_end(employments(case), account, view, year=year, following=following)
    assert {"carried": found.value.carried, "lapsed": found.value.lapsed} == case["expect"]
