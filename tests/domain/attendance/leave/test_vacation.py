"""Vacation: who has it from which day, and what goes on to the next fiscal year."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.errors import NotModelled
from orqa.base.years import FiscalYear
from orqa.domain.attendance.leave.ledger import Account, EntryKind, LedgerEntry, Line, account_of
from orqa.domain.attendance.leave.vacation import (
    VacationRight,
    YearEnd,
    closing_lines,
    decide_vacation,
    decide_year_end,
    grant_lines,
)
from orqa.domain.attendance.people import Employment
from orqa.rules.decisions import Decision
from orqa.rules.profile import Profile

Y2568 = FiscalYear(date(2024, 10, 1), date(2025, 9, 30), 2025)
Y2569 = FiscalYear(date(2025, 10, 1), date(2026, 9, 30), 2026)
Y2570 = FiscalYear(date(2026, 10, 1), date(2027, 9, 30), 2027)


def work(first: date, last: date | None = None, personnel: str = "civil_servant") -> Employment:
    return Employment(id=f"e-{first}", person="a", personnel=personnel, first=first, last=last)


OLD = (work(date(1990, 1, 2)),)


def right(profile: Profile, *employments: Employment, year: FiscalYear = Y2569, **given: int | bool) -> VacationRight:
    return decide_vacation(employments, profile.at(year.first), year, **given).value  # type: ignore[arg-type]


def year_end(profile: Profile, account: Account, *employments: Employment, never: int = 0) -> Decision[YearEnd]:
    view = profile.at(Y2570.first)
    return decide_year_end(employments, account, view, year=Y2569, following=Y2570, never_carried=never)


def held(granted: int, carried_in: int = 0, used: str = "0") -> Account:
    return Account(granted=Decimal(granted), carried_in=Decimal(carried_in), used=Decimal(used))


def test_whoever_studies_in_the_country_all_year_has_it_and_of_study_abroad_no_rule_tells(university: Profile) -> None:
    view = university.at(Y2569.first)
    at_home = decide_vacation(OLD, view, Y2569, studying="home")
    assert at_home.value.days == 10
    assert "opm-circular-9416-2540" in {str(one) for one in at_home.citations}
    with pytest.raises(NotModelled, match="while_studying"):
        decide_vacation(OLD, view, Y2569, studying="abroad")


@pytest.mark.parametrize(
    ("first", "days", "since"),
    [
        (date(1990, 1, 2), 10, Y2569.first),  # long before
        (
            date(2025, 4, 2),
            10,
            Y2569.first,
        ),  # six months are full in October, but the bar is of the year of appointment only
        (date(2025, 10, 1), 10, date(2026, 3, 31)),
        (date(2026, 3, 30), 10, date(2026, 9, 29)),
        (date(2026, 4, 1), 10, date(2026, 9, 30)),  # the last day of the year completes six months
        (date(2026, 4, 2), 0, None),
        (date(2026, 9, 30), 0, None),
        (date(2026, 10, 1), 0, None),  # not employed in the year
    ],
)
def test_the_first_year(university: Profile, first: date, days: int, since: date | None) -> None:
    found = right(university, work(first))
    assert (found.days, found.first) == (days, since)


def test_where_a_university_waits_for_six_full_months(university: Profile, waiting: Profile) -> None:
    newcomer = work(date(2025, 6, 16))
    assert right(university, newcomer).first == Y2569.first
    assert right(waiting, newcomer).first == date(2025, 12, 15)


def test_contracts_that_join_make_six_months(university: Profile) -> None:
    joined = (
        work(date(2025, 8, 1), date(2025, 9, 30), "government_employee"),
        work(date(2025, 10, 1), None, "government_employee"),
    )
    assert right(university, *joined, year=Y2569).first == Y2569.first
    apart = work(date(2025, 10, 2), None, "government_employee")
    assert right(university, joined[0], apart).first == date(2026, 4, 1)


def test_who_comes_back_begins_anew(university: Profile) -> None:
    found = right(university, work(date(2000, 1, 4), date(2024, 12, 31)), work(date(2026, 6, 1)))
    assert (found.days, found.first) == (0, None)
    assert "2026-06-01" in found.reason.in_language("en")


def test_nobody_has_vacation_who_had_longer_term_breaks(university: Profile) -> None:
    assert right(university, *OLD, term_break_days=10).days == 10
    found = right(university, *OLD, term_break_days=11)
    assert (found.days, found.first) == (0, None)
    assert "ภาคการศึกษา" in found.reason.in_language("th")


def test_a_hardship_post_has_ten_more_that_are_never_carried(university: Profile) -> None:
    assert right(university, *OLD, hardship_post=True).days == 20
    for used, carried in [("0", 10), ("4", 10), ("10", 10), ("12.5", Decimal("7.5")), ("20", 0)]:
        assert year_end(university, held(20, used=used), *OLD, never=10).value.carried == carried


@pytest.mark.parametrize(
    ("since", "left", "carried"),
    [
        (date(2016, 10, 2), 12, 12),  # ten years are full on 1 October 2026
        (date(2016, 10, 1), 12, 12),
        (date(2016, 10, 3), 12, 10),
        (date(2000, 1, 4), 20, 20),
        (date(2000, 1, 4), 25, 20),
        (date(2020, 1, 4), 10, 10),
        (date(2020, 1, 4), 0, 0),
    ],
)
def test_what_is_carried(university: Profile, since: date, left: int, carried: int) -> None:
    found = year_end(university, held(10, 20, used=str(30 - left)), work(since)).value
    assert (found.carried, found.lapsed) == (carried, left - carried)


@pytest.mark.parametrize(
    ("personnel", "since", "left", "carried"),
    [
        ("temporary_employee", date(2015, 1, 5), 8, 0),
        ("government_employee", date(2025, 10, 1), 8, 5),  # one year is full on 30 September
        ("government_employee", date(2025, 10, 2), 8, 0),  # and not a day later
        ("government_employee", date(2010, 1, 4), 15, 5),
        ("government_employee", date(2010, 1, 4), 3, 3),
        ("permanent_employee", date(2010, 1, 4), 30, 20),
        ("university_employee", date(2020, 1, 4), 13, 10),
    ],
)
def test_what_other_types_carry(university: Profile, personnel: str, since: date, left: int, carried: int) -> None:
    found = year_end(university, held(10, 20, used=str(30 - left)), work(since, None, personnel)).value
    assert (found.carried, found.lapsed) == (carried, left - carried)


def test_all_lapses_where_the_service_ends(university: Profile) -> None:
    ended = work(date(2000, 1, 4), Y2569.last)
    assert year_end(university, held(10, 10), ended).value.lapsed == 20
    new = work(Y2570.first, None, "university_employee")
    temporary = work(date(2020, 1, 4), Y2569.last, "temporary_employee")
    assert year_end(university, held(10), temporary, new).value.carried == 0
    assert year_end(university, held(10), ended, new).value.carried == 10  # a civil servant's service counts on


def test_the_end_of_a_year_says_why_and_by_which_clause(university: Profile) -> None:
    found = year_end(university, held(10, 10, used="3.5"), work(date(2020, 1, 4)))
    assert found.value.reason.in_language("en") == (
        "of 16.5 days left, 10 go on and 6.5 lapse: with the 10 days of the next fiscal year there may be 20 days, "
        "after 6 years of service"
    )
    assert "opm-leave-2555#24" in map(str, found.citations)


accounts = st.builds(
    lambda carried, half_days: held(10, carried, used=str(Decimal(half_days) / 2)),
    st.integers(0, 20),
    st.integers(0, 80),
)
services = st.dates(date(1985, 1, 1), date(2026, 9, 30)).map(work)


@given(account=accounts, employment=services)
def test_no_day_is_lost_or_made_at_the_end_of_a_year(
    university: Profile, account: Account, employment: Employment
) -> None:
    end = year_end(university, account, employment).value
    assert end.carried + end.lapsed == max(account.balance, Decimal(0))
    assert 0 <= end.carried <= (20 if end.carried > 10 else 10)
    assert end.lapsed >= 0


def entries(*lines: Line) -> tuple[LedgerEntry, ...]:
    return tuple(line.entry_of(str(n), person="a", leave_type="vacation") for n, line in enumerate(lines))


def book(university: Profile, found: tuple[LedgerEntry, ...], employment: Employment) -> tuple[LedgerEntry, ...]:
    """The entries with what closing the year adds to them."""
    account = account_of(one for one in found if one.year == Y2569.ce)
    lines = closing_lines(year_end(university, account, employment).value, account, Y2569, Y2570)
    return found + entries(*lines)


@given(
    used=st.integers(0, 60),
    later=st.integers(-20, 20),
    carried_in=st.integers(0, 40),
    employment=services,
)
def test_closing_twice_doubles_nothing_and_sets_right_what_came_late(
    university: Profile, used: int, later: int, carried_in: int, employment: Employment
) -> None:
    day = Y2569.first
    given_right = decide_vacation(OLD, university.at(day), Y2569).value
    grant = grant_lines(given_right, Account(), Y2569)
    why = given_right.reason
    carried = Line(year=2026, entry=EntryKind.CARRY_IN, hundredths=carried_in * 50, on=day, reason=why)
    taken = Line(year=2026, entry=EntryKind.USE, hundredths=-used * 50, on=day, reason=why)
    once = book(university, entries(*grant, carried, taken), employment)
    assert book(university, once, employment) == once
    again = Line(
        year=2026, entry=EntryKind.USE if later < 0 else EntryKind.CANCEL, hundredths=later * 50, on=day, reason=why
    )
    mended = book(university, (*once, *entries(again)), employment)
    at_once = book(university, entries(*grant, carried, taken, again), employment)
    for year in (2026, 2027):
        assert account_of(e for e in mended if e.year == year) == account_of(e for e in at_once if e.year == year)


def test_the_account_of_a_closed_year_is_empty(university: Profile) -> None:
    given_right = right(university, *OLD)
    found = book(university, entries(*grant_lines(given_right, Account(), Y2569)), OLD[0])
    assert account_of(one for one in found if one.year == 2026).balance == 0
    assert account_of(one for one in found if one.year == 2027) == Account(carried_in=Decimal(10))
    assert grant_lines(given_right, account_of(one for one in found if one.year == 2026), Y2569) == ()


@pytest.mark.parametrize(
    ("came_back", "away", "first"),
    [
        ("first", 0, date(2026, 7, 4)),
        ("resigned", 1, date(2026, 7, 4)),
        ("resigned_for_politics", 6, date(2026, 1, 5)),
        ("resigned_for_politics", 7, date(2026, 7, 4)),
        ("discharged", 30, date(2026, 7, 4)),
        ("military_service", 24, date(2026, 1, 5)),
        ("work_for_state", 12, date(2026, 1, 5)),
    ],
)
def test_the_bar_of_the_first_months_depends_on_how_somebody_came_back(
    university: Profile, came_back: str, away: int, first: date
) -> None:
    held = [Employment(id="e", person="p", personnel="civil_servant", first=date(2026, 1, 5))]
    year = FiscalYear(date(2025, 10, 1), date(2026, 9, 30), 2026)
    view = university.at(date(2026, 1, 5))
    assert decide_vacation(held, view, year, came_back=came_back, months_away=away).value.first == first
