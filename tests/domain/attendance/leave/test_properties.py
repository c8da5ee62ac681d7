"""What holds of every leave, whatever is asked: days add up, and nothing that does not count changes an answer."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import orqa
from orqa.base.findings import Severity
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave import (
    Answer,
    Leave,
    LeaveHistory,
    LeaveRequest,
    LeaveState,
    LeaveVerdict,
    decide_leave,
)
from orqa.domain.attendance.people import Employment
from orqa.rules.profile import Profile

CALENDAR = orqa.work_calendar("th-government")
VIEW_DAY = date(2025, 10, 1)
TYPES = (
    "sick",
    "sick_duty_injury",
    "maternity",
    "assist_wife",
    "personal",
    "raise_child",
    "vacation",
    "military",
    "study",
)
COUNT_WORKING = frozenset({"sick", "assist_wife", "personal", "raise_child", "vacation"})
OLD = Employment(id="e", person="a", personnel="civil_servant", first=date(2000, 1, 4))

firsts = st.dates(date(2025, 10, 1), date(2026, 12, 31))
lengths = st.integers(0, 60).map(lambda days: timedelta(days=days))


@st.composite
def requests(draw: st.DrawFn, types: tuple[str, ...] = TYPES) -> LeaveRequest:
    first, leave_type = draw(firsts), draw(st.sampled_from(types))
    last = first + draw(lengths)
    halved = last > first and leave_type in {"sick", "personal", "vacation"}
    return LeaveRequest(
        leave_type=leave_type,
        first=first,
        last=last,
        first_half=Half.AFTERNOON if halved and draw(st.booleans()) else Half.WHOLE,
        last_half=Half.MORNING if halved and draw(st.booleans()) else Half.WHOLE,
        filed_on=first - timedelta(days=draw(st.integers(0, 90))),
        urgent=draw(st.booleans()),
        papers=draw(
            st.sampled_from([frozenset(), frozenset({"certificate", "call", "plan", "acceptance", "contract"})])
        ),
        birth=draw(st.none() | st.just(first - timedelta(days=draw(st.integers(0, 100))))),
    )


def kept(request: LeaveRequest, number: int, state: LeaveState) -> Leave:
    return Leave(
        id=f"kept-{number}", person="a", leave_type=request.leave_type, first=request.first, last=request.last,
        first_half=request.first_half, last_half=request.last_half, filed_on=request.filed_on, state=state,
    )  # fmt: skip


def decide(university: Profile, request: LeaveRequest, *leaves: Leave, **more: Any) -> LeaveVerdict:
    history = LeaveHistory(employments=(OLD,), leaves=leaves, vacation=more.get("vacation", {}))
    return decide_leave(request, history, university.at(VIEW_DAY), calendar=CALENDAR).value


@given(requests())
def test_the_days_add_up(university: Profile, request: LeaveRequest) -> None:
    found = decide(university, request)
    assert sum(days for _, days in found.by_year) == found.used
    assert found.used == (found.working_days if request.leave_type in COUNT_WORKING else found.calendar_days)
    if found.paid is not None and found.unpaid is not None:
        assert found.paid + found.half_paid + found.unpaid == found.used
        assert min(found.paid, found.half_paid, found.unpaid) >= 0


@given(requests())
def test_the_answer_is_what_the_findings_say(university: Profile, request: LeaveRequest) -> None:
    found = decide(university, request)
    severities = {one.severity for one in found.findings}
    assert (found.answer is Answer.OUTSIDE_RULES) == (Severity.ERROR in severities)
    assert found.within_rules == severities.isdisjoint({Severity.ERROR, Severity.WARNING})
    assert all(one.message.languages == ("en", "th") for one in found.findings)


@given(
    requests(),
    st.lists(requests(), max_size=4),
    st.sampled_from([LeaveState.DRAFT, LeaveState.REFUSED, LeaveState.CANCELLED]),
)
def test_leaves_that_do_not_count_change_nothing(
    university: Profile, request: LeaveRequest, others: list[LeaveRequest], state: LeaveState
) -> None:
    history = [kept(one, number, state) for number, one in enumerate(others)]
    assert decide(university, request, *history) == decide(university, request)


@given(requests())
def test_a_leave_that_is_kept_does_not_stand_in_its_own_way(university: Profile, request: LeaveRequest) -> None:
    own = kept(request, 1, LeaveState.FILED)
    assert decide(university, evolve(request, id=own.id), own) == decide(university, request)


@given(requests(), requests())
def test_no_half_day_is_taken_twice(university: Profile, request: LeaveRequest, other: LeaveRequest) -> None:
    """Whole days: two leaves are apart, or the answer is outside the rules, or maternity ends the other."""
    one, two = (evolve(r, first_half=Half.WHOLE, last_half=Half.WHOLE) for r in (request, other))
    found = decide(university, one, kept(two, 1, LeaveState.PERMITTED))
    if one.first <= two.last and two.first <= one.last:
        assert found.answer is Answer.OUTSIDE_RULES or found.ends == ("kept-1",)
    else:
        assert found.ends == ()


@given(requests(("vacation",)), st.integers(0, 40))
def test_vacation_is_within_the_rules_as_long_as_the_account_holds(
    university: Profile, request: LeaveRequest, half_days: int
) -> None:
    left = Decimal(half_days) / 2
    early = evolve(request, filed_on=request.first - timedelta(days=1))
    found = decide(university, early, vacation={2026: left, 2027: left})
    holds = found.used > 0 and all(days <= left for _, days in found.by_year)
    assert found.within_rules == holds


@given(requests(("personal",)), st.integers(0, 30))
def test_a_day_more_never_helps(university: Profile, request: LeaveRequest, more: int) -> None:
    longer = evolve(request, last=request.last + timedelta(days=more))
    here, there = decide(university, request), decide(university, longer)
    assert there.used >= here.used
    if here.answer is Answer.OUTSIDE_RULES and here.used > 0:
        assert there.answer is Answer.OUTSIDE_RULES
    order = ["director", "dean", "president"]
    assert order.index(there.permits) >= order.index(here.permits)


@given(first=firsts, days=st.integers(1, 40))
def test_a_leave_in_two_pieces_counts_as_in_one(university: Profile, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    whole = LeaveRequest(leave_type="sick", first=first, last=last, filed_on=first, papers=["certificate"])
    cut = first + timedelta(days=days // 2)
    early, late = evolve(whole, last=cut), evolve(whole, first=cut + timedelta(days=1), filed_on=first)
    in_one = decide(university, whole)
    second = decide(university, late, kept(early, 1, LeaveState.PERMITTED))
    assert decide(university, early).used + second.used == in_one.used
    assert (second.one_time, second.permits) == (in_one.one_time, in_one.permits)


@pytest.mark.parametrize("personnel", ["civil_servant", "permanent_employee", "university_employee"])
@given(requests(("sick", "personal", "vacation", "maternity")))
def test_three_types_of_personnel_are_modelled_in_full(
    university: Profile, personnel: str, request: LeaveRequest
) -> None:
    history = LeaveHistory(employments=(evolve(OLD, personnel=personnel),), vacation={2026: Decimal(10)})
    found = decide_leave(request, history, university.at(VIEW_DAY), calendar=CALENDAR)
    assert found.value.paid is not None
    assert found.citations
    assert found.certainty is not None
