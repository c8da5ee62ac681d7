"""Who may go on study, training or research leave."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import SpanReversed
from orqa.domain.attendance.bonds import Bond, ProgressReport
from orqa.domain.attendance.leave.asking import Answer
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.study import decide_last_report, decide_study
from orqa.domain.attendance.study_plans import Journey, StudyHistory, StudyPlan, StudyVerdict
from orqa.plugins.opening import builtin_registry
from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile

REGISTRY = builtin_registry()
FIRST, LAST = date(2026, 9, 1), date(2028, 8, 31)
PAPERS = frozenset({"programme", "acceptance", "funds", "visa", "contract"})
ONE = timedelta(days=1)


def plan(**fields: Any) -> StudyPlan:
    """A master's degree abroad of somebody of 30, with everything that it needs."""
    known: dict[str, Any] = {"abroad": True, "degree": "master", "first": FIRST, "last": LAST, "papers": PAPERS}
    known |= {"asked_on": date(2026, 3, 2), "born": date(1996, 1, 15), "shown": {"language", "health"}, "guarantors": 1}
    return StudyPlan(**(known | fields))


def history(
    personnel: str = "civil_servant",
    *,
    since: date = date(2020, 1, 6),
    probation_ends: date | None = None,
    retires: date | None = None,
    **fields: Any,
) -> StudyHistory:
    ends = {"probation_ends": probation_ends, "retires": retires}
    employment = Employment(id="e", person="p", personnel=personnel, first=since, **ends)
    return StudyHistory(**({"employments": (employment,), "staff": 100} | fields))


def decide(
    profile: str = "thai-public-university", *, known: StudyHistory | None = None, **fields: Any
) -> StudyVerdict:
    asked = plan(**fields)
    return decide_study(asked, known or history(), REGISTRY.profile(profile).at(asked.first)).value


def codes(verdict: StudyVerdict) -> set[str]:
    return {one.code for one in verdict.findings}


def stay(days: int, *, own: bool = False) -> Journey:
    return Journey(first=FIRST, last=FIRST + (days - 1) * ONE, own_money=own)


def test_a_plan_within_the_rules_and_what_is_owed_for_it() -> None:
    found = decide()
    assert (found.answer, found.findings, found.contract) == (Answer.WITHIN_RULES, (), (("contract", 1),))
    assert found.owed == 2 * 731
    assert found.served_by == LAST + found.owed * ONE


AGAINST: list[tuple[dict[str, Any], str]] = [
    ({"purpose": "tour"}, "study-purpose"),
    ({"known": history(since=date(2025, 9, 2))}, "study-service-too-short"),
    ({"known": history(since=date(2026, 9, 2))}, "study-not-in-service"),
    ({"born": date(1985, 8, 31)}, "study-too-old"),
    ({"born": date(1990, 8, 31), "degree": "bachelor"}, "study-too-old"),
    ({"known": history(away=(stay(800),) * 6)}, "study-too-many-away"),
    ({"own_money": True, "known": history(away=(stay(800, own=True),) * 2)}, "study-too-many-away"),
    ({"finishes": date(2026, 4, 30)}, "study-short-notice"),
    ({"permitted_to": date(2026, 3, 1), "papers": {"adviser_letter"}}, "study-extended-late"),
    ({"permitted_to": date(2027, 8, 30), "papers": {"adviser_letter"}}, "study-extended-too-long"),
]


@pytest.mark.parametrize(("fields", "code"), AGAINST, ids=range(len(AGAINST)))
def test_outside_the_rules(fields: dict[str, Any], code: str) -> None:
    found = decide(**fields)
    assert found.answer is Answer.OUTSIDE_RULES
    assert code in codes(found)


NEEDS: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({"born": None}, ("born",)),
    ({"shown": {"health"}}, ("language",)),
    ({"papers": {"contract", "programme", "acceptance"}}, ("funds", "visa")),
    ({"guarantors": 0}, ("guarantors",)),
    ({"permitted_to": date(2027, 8, 31), "papers": ()}, ("adviser_letter",)),
    ({"known": history(journeys=(Journey(first=date(2024, 1, 8), last=date(2025, 12, 31)),))}, ("discretion",)),
]


@pytest.mark.parametrize(("fields", "needs"), NEEDS, ids=range(len(NEEDS)))
def test_what_is_missing(fields: dict[str, Any], needs: tuple[str, ...]) -> None:
    found = decide(**fields)
    assert (found.answer, found.needs) == (Answer.NEEDS, needs)


WITHIN: list[dict[str, Any]] = [
    {"known": history(since=date(2025, 9, 1))},
    {"born": date(1985, 9, 2)},
    {"known": history(away=(stay(800),) * 5)},
    {"known": history(away=(*(stay(364),) * 20, *(stay(60, own=True),) * 20))},
    {"own_money": True, "known": history(away=(stay(800, own=True),))},
    {"last": date(2027, 8, 31), "known": history(staff=1)},
    {"finishes": date(2026, 5, 1)},
    {"permitted_to": date(2027, 8, 31), "papers": {"adviser_letter"}},
    {"abroad": False, "papers": {"programme", "acceptance", "contract"}, "born": None},
    {"known": history(journeys=(Journey(first=date(2024, 1, 8), last=date(2025, 8, 31)),))},
]


@pytest.mark.parametrize("fields", WITHIN, ids=range(len(WITHIN)))
def test_within_the_rules(fields: dict[str, Any]) -> None:
    assert decide(**fields).answer is Answer.WITHIN_RULES


def test_two_short_stays_that_others_pay_may_follow_each_other() -> None:
    lately = history(journeys=(Journey(first=date(2025, 6, 2), last=date(2026, 5, 31)),))
    short = {"known": lately, "last": date(2027, 2, 28), "degree": "none", "purpose": "training"}
    assert decide(**short, from_outside=True).answer is Answer.WITHIN_RULES
    assert decide(**short).needs == ("discretion",)
    assert decide(**short | {"last": date(2027, 3, 1)}, from_outside=True).needs == ("discretion",)


def test_a_plan_longer_than_usual_is_told() -> None:
    assert decide(last=LAST + ONE).answer is Answer.WITHIN_RULES
    assert codes(decide(last=LAST + ONE)) == {"study-longer-than-plans"}
    assert codes(decide(degree="doctorate", last=date(2030, 8, 31))) == set()


def test_an_employee_of_a_university_that_asks_for_all_service_before_retirement() -> None:
    def of(**fields: Any) -> StudyVerdict:
        return decide("thammasat", known=history("university_employee", **fields), shown={"language", "no_case"})

    served = decide().served_by
    assert of(retires=served + ONE).answer is Answer.WITHIN_RULES
    assert codes(of(retires=served)) == {"study-retires-before-served"}
    assert of().needs == ("retires",)
    assert codes(of(retires=served + ONE, probation_ends=FIRST)) == {"study-on-probation"}
    assert codes(of(retires=served + ONE, probation_ends=FIRST - ONE)) == set()


def test_a_university_asks_for_more_copies() -> None:
    assert decide("mahidol").contract == (("contract", 2), ("guarantee", 2), ("kin_list", 1))
    assert decide("mahidol").needs == ("guarantee", "kin_list")


@given(staff=st.integers(1, 300), away=st.integers(0, 40))
def test_the_share_counts_the_person_too(staff: int, away: int) -> None:
    found = decide(known=history(staff=staff, away=(stay(800),) * away))
    assert ("study-too-many-away" in codes(found)) == (100 * (away + 1) > 6 * staff)


def test_the_last_report_is_due_where_a_university_sets_a_day(university: Profile, tmp_path: Path) -> None:
    why = '{reason = {th = "ระเบียบ", en = "A rule"}, cite = "thai-university-practice"}'
    row = '{from = 2006-01-01, value = 30, cite = "thai-university-practice", certainty = "known"}'
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/study.toml").write_text(f"[final_report_days]\noverride = {why}\nrows = [{row}]\n", "utf-8")
    (tmp_path / "sources.toml").write_text("", "utf-8")
    head = 'name = "reports"\ntitle = {th = "รายงาน", en = "Reports"}\nparent = "thai-public-university"\n'
    (tmp_path / "profile.toml").write_text(f'{head}version = "1"\n', "utf-8")
    reading = load_profile(tmp_path, university).at(LAST).reading()
    away = Bond(id="b", person="p", first=FIRST, last=LAST, factor=200)
    back = evolve(away, returned=LAST + ONE, reports=(ProgressReport(received=LAST),))
    done = evolve(back, reports=(ProgressReport(received=LAST + ONE),))
    assert [decide_last_report(reading, one).value for one in (away, back, done)] == [None, LAST + 31 * ONE, None]
    assert decide_last_report(university.at(LAST).reading(), back).value is None


def test_days_that_are_reversed() -> None:
    with pytest.raises(SpanReversed):
        plan(last=FIRST - ONE)


def test_what_it_rests_on() -> None:
    cited = {str(one) for one in decide_study(plan(), history(), REGISTRY.profile("national").at(FIRST)).citations}
    assert {"pcd-study-summary", "ocsc-study-abroad", "study-bond-practice", "opm-study-abroad-2549"} <= cited
