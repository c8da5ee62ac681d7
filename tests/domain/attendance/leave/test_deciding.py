"""What the rules say of a leave, type by type."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import orqa
from orqa.base.calendar import SpanReversed
from orqa.base.errors import NotModelled
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave import Answer, Leave, LeaveHistory, LeaveRequest, LeaveState, decide_leave
from orqa.domain.attendance.leave.asking import LeaveVerdict
from orqa.domain.attendance.people import Employment
from orqa.plugins.opening import builtin_registry
from orqa.rules.errors import UnknownParameter
from orqa.rules.views import View

CALENDAR = orqa.work_calendar("th-government")
VIEW: View = builtin_registry().profile("thai-public-university").ruleset.at(date(2026, 2, 2))
MONDAY = date(2026, 2, 2)


def service(personnel: str = "civil_servant", first: date = date(2010, 6, 1), **more: Any) -> Employment:
    return Employment(id="e", person="p", personnel=personnel, first=first, **more)


def leave(kind: str, first: date, last: date, identity: str = "a", **more: Any) -> Leave:
    return Leave(
        id=identity,
        person="p",
        leave_type=kind,
        first=first,
        last=last,
        filed_on=first,
        state=LeaveState.PERMITTED,
        **more,
    )


def decide(
    kind: str,
    first: date,
    last: date,
    *leaves: Leave,
    who: Employment | None = None,
    vacation: dict[int, Decimal] | None = None,
    filed: date | None = None,
    **more: Any,
) -> LeaveVerdict:
    request = LeaveRequest(
        leave_type=kind, first=first, last=last, filed_on=filed or first - timedelta(days=70), **more
    )
    history = LeaveHistory(employments=[who or service()], leaves=leaves, vacation=vacation or {})
    return decide_leave(request, history, VIEW, calendar=CALENDAR).value


def codes(verdict: LeaveVerdict) -> list[str]:
    return [one.code for one in verdict.findings]


def test_sick_leave_uses_working_days_and_is_paid_for_sixty() -> None:
    verdict = decide("sick", MONDAY, date(2026, 2, 8), filed=date(2026, 2, 9))
    assert (verdict.used, verdict.working_days, verdict.calendar_days) == (5, 5, 7)
    assert (verdict.answer, verdict.paid, verdict.unpaid, verdict.remaining) == (Answer.WITHIN_RULES, 5, 0, None)
    assert (verdict.permits, verdict.times, verdict.report_by) == ("director", 1, date(2026, 2, 9))


def test_a_day_of_leave_over_the_paid_days_of_the_year_is_unpaid_and_a_higher_authority_may_grant_more() -> None:
    earlier = leave("sick", date(2025, 10, 1), date(2025, 12, 26))
    taken = CALENDAR.count(earlier.first, earlier.last)
    verdict = decide("sick", MONDAY, date(2026, 2, 13), earlier, filed=MONDAY)
    assert verdict.paid == 60 - taken
    assert verdict.unpaid == 10 - verdict.paid
    assert codes(verdict) == ["leave-more-pay"]


def test_thirty_days_of_sickness_need_a_certificate_also_when_they_run_on() -> None:
    first = leave("sick", date(2026, 1, 12), date(2026, 1, 30))
    short = decide("sick", MONDAY, date(2026, 2, 9), first, filed=MONDAY)
    assert (short.certificate, short.one_time, short.times) == (False, 15 + 6, 1)
    long = decide("sick", MONDAY, date(2026, 2, 10), first, filed=MONDAY)
    assert (long.answer, long.needs) == (Answer.NEEDS, ("certificate",))
    assert decide("sick", MONDAY, date(2026, 2, 10), first, filed=MONDAY, papers=["certificate"]).within_rules


def test_sick_leave_may_be_filed_on_the_first_day_back_and_no_later() -> None:
    friday = date(2026, 2, 6)
    assert decide("sick", friday, friday, filed=date(2026, 2, 9)).within_rules
    assert codes(decide("sick", friday, friday, filed=date(2026, 2, 10))) == ["leave-filed-late"]


def test_personal_leave_is_asked_for_before_unless_it_is_urgent() -> None:
    assert codes(decide("personal", MONDAY, MONDAY, filed=MONDAY)) == ["leave-filed-late"]
    urgent = decide("personal", MONDAY, MONDAY, filed=MONDAY, urgent=True)
    assert (urgent.answer, codes(urgent)) == (Answer.WITHIN_RULES, ["leave-urgent"])


def test_in_the_fiscal_year_in_which_service_begins_personal_leave_is_fifteen_days() -> None:
    new = service(first=date(2025, 10, 1))
    within = decide("personal", MONDAY, date(2026, 2, 20), who=new)
    assert (within.answer, within.remaining) == (Answer.WITHIN_RULES, 0)
    over = decide("personal", MONDAY, date(2026, 2, 23), who=new)
    assert codes(over) == ["leave-over-limit"]
    assert "at most 15" in str(over.findings[0].message)
    before = decide("personal", MONDAY, date(2026, 2, 23), who=service(first=date(2025, 9, 30)))
    assert (before.answer, before.paid, before.remaining) == (Answer.WITHIN_RULES, 16, 29)


def test_leave_over_the_end_of_the_first_year_has_the_limit_of_each() -> None:
    new = service(first=date(2025, 11, 3))
    days = date(2026, 9, 14), date(2026, 10, 30)
    found = decide("personal", *days, who=new)
    (_, first), (_, second) = found.by_year
    assert (first, second > 15) == (13, True)
    assert (found.answer, found.remaining, found.paid) == (Answer.WITHIN_RULES, 45 - second, found.used)
    taken = leave("personal", date(2026, 8, 3), date(2026, 8, 7))
    over = decide("personal", *days, taken, who=new)
    assert [str(one.message) for one in over.findings if one.code == "leave-over-limit"] != []
    assert (over.paid, over.unpaid) == (found.used - 3, 3)


def test_a_change_of_type_that_counts_on_begins_no_first_year() -> None:
    was = Employment(id="a", person="p", personnel="civil_servant", first=date(2010, 6, 1), last=date(2025, 12, 31))
    history = LeaveHistory(employments=[was, service("university_employee", first=date(2026, 1, 1))])
    request = LeaveRequest(leave_type="personal", first=MONDAY, last=MONDAY, filed_on=date(2026, 1, 5))
    assert decide_leave(request, history, VIEW, calendar=CALENDAR).value.remaining == 44


def test_half_a_day_counts_half_and_only_where_the_type_has_it() -> None:
    verdict = decide("personal", MONDAY, MONDAY, last_half=Half.MORNING)
    assert (verdict.used, verdict.remaining) == (Decimal("0.5"), Decimal("44.5"))
    assert codes(decide("maternity", MONDAY, MONDAY, last_half=Half.MORNING))[0] == "leave-no-half-days"


def test_two_halves_of_a_day_do_not_overlap() -> None:
    morning = leave("personal", MONDAY, MONDAY, last_half=Half.MORNING)
    assert decide("sick", MONDAY, MONDAY, morning, first_half=Half.AFTERNOON, filed=MONDAY).within_rules
    assert codes(decide("sick", MONDAY, MONDAY, morning, filed=MONDAY)) == ["leave-overlaps"]


def test_maternity_leave_ends_the_leave_that_runs() -> None:
    sick = leave("sick", date(2026, 1, 26), date(2026, 2, 13))
    verdict = decide("maternity", MONDAY, date(2026, 5, 2), sick)
    assert (verdict.answer, verdict.ends, verdict.used, verdict.paid) == (Answer.WITHIN_RULES, ("a",), 90, 90)
    assert codes(decide("maternity", MONDAY, date(2026, 5, 3), sick))[-1] == "leave-over-limit"


def test_leave_to_raise_a_child_follows_maternity_leave_and_is_not_paid() -> None:
    birth = leave("maternity", date(2025, 11, 4), date(2026, 2, 1))
    verdict = decide("raise_child", MONDAY, date(2026, 3, 31), birth)
    assert (verdict.answer, verdict.paid, verdict.unpaid) == (Answer.WITHIN_RULES, 0, verdict.used)
    assert codes(decide("raise_child", date(2026, 2, 3), date(2026, 3, 31), birth)) == ["leave-does-not-follow"]
    assert "leave-no-right" in codes(
        decide("raise_child", MONDAY, date(2026, 3, 31), who=service("government_employee"))
    )


def test_leave_to_assist_a_wife_is_paid_within_thirty_days_of_the_birth() -> None:
    birth = date(2026, 1, 20)
    verdict = decide("assist_wife", date(2026, 2, 16), date(2026, 2, 27), birth=birth, filed=date(2026, 2, 13))
    assert (verdict.used, verdict.paid, verdict.unpaid) == (10, 4, 6)
    again = leave("assist_wife", date(2026, 1, 21), date(2026, 1, 22), birth=birth)
    assert "leave-not-one-stretch" in codes(decide("assist_wife", MONDAY, MONDAY, again, birth=birth, filed=MONDAY))
    assert decide("assist_wife", MONDAY, MONDAY, filed=MONDAY).needs == ("birth",)
    late = decide("assist_wife", date(2026, 4, 27), date(2026, 4, 27), birth=birth, filed=date(2026, 4, 21))
    assert codes(late) == ["leave-filed-late"]


def test_vacation_is_taken_from_the_account_of_each_year() -> None:
    verdict = decide("vacation", date(2026, 9, 28), date(2026, 10, 2), vacation={2026: Decimal(3), 2027: Decimal(10)})
    assert (verdict.answer, verdict.by_year, verdict.remaining) == (Answer.WITHIN_RULES, ((2026, 3), (2027, 2)), 8)
    assert codes(verdict) == ["leave-crosses-years"]
    assert codes(decide("vacation", MONDAY, date(2026, 2, 6), vacation={2026: Decimal("4.5")})) == [
        "leave-over-balance"
    ]
    assert decide("vacation", MONDAY, MONDAY).needs == ("balance",)


def test_ordination_is_once_in_a_career_with_sixty_days_of_notice_and_papers() -> None:
    papers = ("ordination_form", "royal_permission")
    verdict = decide("ordination_or_hajj", MONDAY, date(2026, 6, 1), papers=papers)
    assert (verdict.answer, verdict.used, verdict.paid, verdict.report_by) == (
        *(Answer.WITHIN_RULES, 120, 120, date(2026, 6, 1)),
    )
    short = decide("ordination_or_hajj", MONDAY, date(2026, 6, 1), papers=papers, filed=date(2025, 12, 5))
    assert (short.answer, short.needs) == (Answer.NEEDS, ("discretion",))
    before = leave("ordination_or_hajj", date(2015, 6, 1), date(2015, 9, 1))
    assert "leave-once" in codes(decide("ordination_or_hajj", MONDAY, MONDAY, before, papers=papers))
    new = decide("ordination_or_hajj", MONDAY, MONDAY, papers=papers, who=service(first=date(2025, 6, 1)))
    assert (new.paid, new.unpaid) == (0, 1)


def test_study_leave_is_four_years_and_six_with_extensions() -> None:
    papers = ("plan", "acceptance", "contract")
    first = date(2022, 8, 1)
    assert decide("study", MONDAY, date(2030, 2, 1), papers=papers, filed=date(2025, 9, 1)).within_rules
    assert "leave-too-long" in codes(decide("study", MONDAY, date(2030, 2, 2), papers=papers, filed=date(2025, 9, 1)))
    begun = leave("study", first, date(2026, 7, 31))
    more = decide("study", date(2026, 8, 1), date(2028, 7, 31), begun, papers=papers, extends="a")
    assert more.within_rules
    assert "leave-too-long" in codes(
        decide("study", date(2026, 8, 1), date(2028, 8, 1), begun, papers=papers, extends="a")
    )


def test_a_government_employee_has_personal_leave_in_proportion_in_the_first_year() -> None:
    new = service("government_employee", first=date(2026, 4, 1))
    verdict = decide("personal", date(2026, 6, 8), date(2026, 6, 12), who=new)
    assert (verdict.answer, verdict.remaining) == (Answer.WITHIN_RULES, Decimal("0.01"))
    assert codes(decide("personal", date(2026, 6, 8), date(2026, 6, 15), who=new)) == ["leave-over-limit"]


def test_a_renewed_contract_does_not_cut_the_year_again() -> None:
    first = Employment(
        id="a", person="p", personnel="government_employee", first=date(2025, 11, 3), last=date(2026, 3, 31)
    )
    history = LeaveHistory(employments=[first, service("government_employee", first=date(2026, 4, 1))])
    request = LeaveRequest(leave_type="personal", first=date(2026, 6, 8), last=date(2026, 6, 8), filed_on=MONDAY)
    remaining = decide_leave(request, history, VIEW, calendar=CALENDAR).value.remaining
    assert remaining == Decimal("9.09") - 1, "332 of 365 days"


def test_a_temporary_employee_with_a_short_contract_is_not_paid_while_sick() -> None:
    short = service("temporary_employee", first=date(2026, 1, 5), contract_ends=date(2026, 6, 4))
    assert decide("sick", MONDAY, MONDAY, who=short, filed=MONDAY).paid == 0
    long = service("temporary_employee", first=date(2026, 1, 5), contract_ends=date(2026, 7, 4))
    assert decide("sick", MONDAY, MONDAY, who=long, filed=MONDAY).paid == 1


def test_a_duty_injury_may_last_beyond_the_work_calendar() -> None:
    found = decide("sick_duty_injury", MONDAY, date(2030, 2, 1), filed=MONDAY, papers=["certificate"])
    assert (found.answer, found.used, found.report_by) == (Answer.WITHIN_RULES, 1461, None)


def test_what_was_taken_before_in_the_year_is_told() -> None:
    before = [
        leave("sick", date(2025, 9, 29), date(2025, 10, 1), "x"),
        leave("sick", date(2026, 1, 5), date(2026, 1, 5), "y", last_half=Half.MORNING),
        leave("personal", date(2026, 1, 6), date(2026, 1, 6), "z"),
    ]
    found = decide("sick", MONDAY, MONDAY, *before, filed=MONDAY)
    assert (found.taken_before, found.times) == (Decimal("1.5"), 2)


def test_who_had_left_has_no_leave() -> None:
    gone = service(last=date(2026, 1, 31))
    verdict = decide("sick", MONDAY, MONDAY, who=gone, filed=MONDAY)
    assert (verdict.answer, codes(verdict)) == (Answer.OUTSIDE_RULES, ["leave-not-in-service"])
    leaving = service(last=MONDAY)
    assert codes(decide("personal", MONDAY, date(2026, 2, 3), who=leaving)) == ["leave-not-in-service"]


def test_a_holiday_alone_is_no_leave() -> None:
    assert "leave-no-working-day" in codes(decide("personal", date(2026, 2, 7), date(2026, 2, 8)))


def test_what_is_not_known_is_not_guessed() -> None:
    with pytest.raises(NotModelled, match=r"leave\.most"):
        decide("sick", MONDAY, MONDAY, who=service("foreign_lecturer"), filed=MONDAY)
    verdict = decide(
        "rehabilitation", MONDAY, date(2026, 3, 2), papers=("medical_opinion", "course"), filed=date(2026, 1, 5)
    )
    assert (verdict.paid, verdict.unpaid, codes(verdict)) == (None, None, ["leave-pay-not-known"])


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(SpanReversed):
        decide("sick", MONDAY, date(2026, 2, 1))
    with pytest.raises(SpanReversed):
        decide("sick", MONDAY, MONDAY, first_half=Half.AFTERNOON, last_half=Half.MORNING)


def test_the_decision_cites_its_rules() -> None:
    request = LeaveRequest(leave_type="sick", first=MONDAY, last=MONDAY, filed_on=MONDAY)
    decision = decide_leave(request, LeaveHistory(employments=[service()]), VIEW, calendar=CALENDAR)
    assert "opm-leave-2555#18" in [str(citation) for citation in decision.citations]


def test_a_leave_that_is_kept_is_decided_like_its_request() -> None:
    kept = leave("personal", MONDAY, date(2026, 2, 4), contact="02")
    request = LeaveRequest.of(kept)
    history = LeaveHistory(employments=[service()], leaves=[kept])
    assert decide_leave(request, history, VIEW, calendar=CALENDAR).value.remaining == 42


DAYS = st.dates(date(2025, 10, 1), date(2026, 9, 30))


@given(DAYS, st.integers(0, 40), st.sampled_from(["sick", "personal", "maternity", "study"]))
def test_what_is_paid_and_what_is_not_make_the_days_used(first: date, length: int, kind: str) -> None:
    verdict = decide(kind, first, first + timedelta(days=length))
    assert verdict.paid is not None
    assert verdict.unpaid is not None
    assert verdict.paid + verdict.half_paid + verdict.unpaid == verdict.used
    assert sum(days for _, days in verdict.by_year) == verdict.used
    assert verdict.working_days is not None
    assert verdict.working_days <= verdict.calendar_days


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_one_leave_or_two_that_run_on_use_the_same(first: date, one: int, two: int) -> None:
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=two + 1)
    whole = decide("sick", first, last)
    part = leave("sick", first, middle)
    rest = decide("sick", middle + timedelta(days=1), last, part)
    assert rest.one_time == whole.one_time
    assert rest.times in {1, whole.times}
    assert decide("sick", first, middle).used + rest.used == whole.used


# ---------------------------------------------------------------- after the leave, on loan, abroad, on paper


@pytest.mark.parametrize(
    ("kind", "report", "latest", "results"),
    [
        ("ordination_or_hajj", 0, None, None),
        ("military", 7, 15, None),
        ("international_organization", 15, None, 30),
    ],
)
def test_what_is_due_after_a_leave(kind: str, report: int, latest: int | None, results: int | None) -> None:
    last = MONDAY + timedelta(days=4)
    found = decide(kind, MONDAY, last)
    due = [found.report_by, found.report_latest, found.results_by]
    expected = [None if day is None else last + timedelta(days=day) for day in (report, latest, results)]
    assert due == expected


def test_after_other_leave_the_first_working_day_is_due_and_nothing_else() -> None:
    found = decide("personal", MONDAY, date(2026, 2, 6))
    assert (found.report_by, found.report_latest, found.results_by) == (date(2026, 2, 9), None, None)


@pytest.mark.parametrize(("kind", "on_paper"), [("sick", False), ("personal", False), ("maternity", True)])
def test_some_types_need_the_form_on_paper(kind: str, on_paper: bool) -> None:  # noqa: FBT001 - a column of the table
    assert decide(kind, MONDAY, MONDAY).on_paper is on_paper


def test_staff_on_loan_ask_the_host_for_some_types_and_at_home_for_others() -> None:
    host = decide("personal", MONDAY, MONDAY, on_loan=True)
    assert (host.answer, codes(host)) == (Answer.WITHIN_RULES, ["leave-host-reports"])
    home = decide("accompany_spouse", MONDAY, MONDAY, on_loan=True, papers={"posting_order"})
    assert (home.answer, home.needs) == (Answer.NEEDS, ("home_agency",))


def test_going_abroad_during_leave_needs_permission_of_its_own() -> None:
    asked = decide("personal", MONDAY, MONDAY, abroad=True)
    assert (asked.answer, asked.needs) == (Answer.NEEDS, ("permission_abroad",))
    assert "the president" in asked.findings[0].message.in_language("en")
    granted = decide("personal", MONDAY, MONDAY, abroad=True, papers={"permission_abroad"})
    assert granted.answer is Answer.WITHIN_RULES


@pytest.mark.parametrize(("filed", "late"), [(date(2026, 1, 22), False), (date(2026, 1, 23), True)])
def test_a_university_wants_to_know_of_it_working_days_before(filed: date, late: bool) -> None:  # noqa: FBT001 - a column
    view = builtin_registry().profile("kmutt").at(MONDAY)
    papers = {"permission_abroad"}
    request = LeaveRequest(leave_type="personal", first=MONDAY, last=MONDAY, filed_on=filed, abroad=True, papers=papers)
    found = decide_leave(request, LeaveHistory(employments=[service()]), view, calendar=CALENDAR).value
    assert ("leave-abroad-late" in codes(found)) is late


def test_a_decision_does_not_cite_lists_of_other_types_of_leave() -> None:
    request = LeaveRequest(leave_type="vacation", first=MONDAY, last=MONDAY, filed_on=date(2026, 1, 5))
    history = LeaveHistory(employments=[service()], vacation={2026: Decimal(10)})
    decision = decide_leave(request, history, VIEW, calendar=CALENDAR)
    cited = {citation.clause for citation in decision.citations if citation.source == "opm-leave-2555"}
    assert {"17", "23", "24"} <= cited
    assert not cited & {"18", "19", "20", "29"}, "of sick, maternity and birth leave, and of ordination"
    assert "leave.electronic" in decision.keys, "its list has vacation"


def test_a_list_is_cited_by_what_stands_in_it_alone() -> None:
    reading = VIEW.reading()
    assert not reading.names("leave.electronic", "maternity")
    assert reading.decision(None, {}).keys == ()
    assert reading.names("leave.electronic", "vacation")
    assert reading.decision(None, {}).keys == ("leave.electronic",)
    with pytest.raises(UnknownParameter):
        reading.names("leave.electronics", "vacation")
