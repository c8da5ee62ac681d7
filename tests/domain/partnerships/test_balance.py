"""The balance of an exchange: the clause families in a table, and the laws of a ledger."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.years import Year, YearRule
from orqa.domain.partnerships.balance import draw
from orqa.domain.partnerships.ledger import Balance, Credit, Side
from orqa.domain.partnerships.movements import (
    BalanceRefused,
    Circumstance,
    Clauses,
    Direction,
    EarlyReturn,
    Movement,
    Opening,
    shown,
)

ACADEMIC = YearRule(kind="academic", month=8, day=1)
SEMESTER, QUARTER = "student_semester", "student_quarter"
SENT, RECEIVED = Direction.SENT, Direction.RECEIVED


def year(named: int) -> Year:
    return ACADEMIC.year(named)


def clauses(**more: Any) -> Clauses:
    return Clauses(**{"unit": SEMESTER, "first": year(2020), **more})


def moved(key: str, direction: Direction, units: Any, in_year: int = 2024, **more: Any) -> Movement:
    return Movement(key=key, direction=direction, units=units, year=year(in_year), **{"unit": SEMESTER, **more})


def drawn(*movements: Movement, through: int = 2024, opening: Opening | None = None, **more: Any) -> Balance:
    return draw(movements, clauses(**more), through=year(through), opening=opening)


def most(found: Balance, way: Direction) -> Fraction | None:
    return next(places.most for places in found.places if places.direction is way)


def test_who_owes_is_told_with_its_reasons() -> None:
    found = drawn(
        moved("A", SENT, 2),
        moved("B", SENT, 1),
        moved("C", RECEIVED, 1),
        moved("D", RECEIVED, 2, circumstance=Circumstance.FREE_MOVER),
        opening=Opening(units=-1, unit=SEMESTER, year=year(2023)),
    )
    assert [found.opening, found.sent, found.received, found.total] == [-1, 3, 1, 1]
    assert found.owes is Side.PARTNER
    assert str(found.explanation) == (
        "the partner owes 1 student-semester(s); opening -1, sent 3, received 1, expired 0; "
        "D not counted: pays the host, outside the exchange"
    )
    assert found.explanation.in_language("th").startswith("คู่สัญญาค้าง 1 คน-ภาคการศึกษา; ")
    assert [line.movement.key for line in found.lines] == ["C", "D", "A", "B"]


@pytest.mark.parametrize(
    ("movements", "total", "owes"),
    [
        ([], 0, Side.NOBODY),
        ([moved("A", SENT, 2)], 2, Side.PARTNER),
        ([moved("A", RECEIVED, 2)], -2, Side.HOME),
        ([moved("A", SENT, "1.5"), moved("B", RECEIVED, Decimal("0.5"))], 1, Side.PARTNER),
        ([moved("A", SENT, 1, 2019)], 0, Side.NOBODY),
        ([moved("A", SENT, 1, 2025)], 0, Side.NOBODY),
        *(([moved("A", SENT, 1, circumstance=one)], 0, Side.NOBODY) for one in Circumstance),
    ],
)
def test_what_counts(movements: list[Movement], total: int, owes: Side) -> None:
    found = drawn(*movements)
    assert found.total == total
    assert found.owes is owes
    assert len(found.lines) == len(movements)


def test_an_agreement_decides_what_it_leaves_out() -> None:
    movement = moved("A", SENT, 1, circumstance=Circumstance.BLENDED)
    assert drawn(movement, left_out=frozenset({Circumstance.STAFF})).total == 1


@pytest.mark.parametrize(
    ("rule", "counted"), [(EarlyReturn.PLANNED, 2), (EarlyReturn.ATTENDED, 1), (EarlyReturn.NOTHING, 0)]
)
def test_a_stay_that_ended_early_counts_as_agreed(rule: EarlyReturn, counted: int) -> None:
    assert drawn(moved("A", SENT, 2, attended=1), early_return=rule).total == counted


def test_two_calendars_meet_in_a_year() -> None:
    meeting = ((SEMESTER, 2), (QUARTER, 3))
    three_quarters = moved("A", SENT, 3, unit=QUARTER)
    assert drawn(three_quarters, per_year=meeting).total == 2
    one = drawn(moved("A", SENT, 1, unit=QUARTER), per_year=meeting)
    assert one.total == Fraction(2, 3)
    assert "owes 2/3 student-semester(s)" in str(one.explanation)
    opening = Opening(units=3, unit=QUARTER, year=year(2023))
    assert drawn(opening=opening, per_year=meeting).total == 2


@pytest.mark.parametrize(
    ("movements", "more", "said"),
    [
        ([moved("A", SENT, 1, unit=QUARTER)], {}, "per_year"),
        ([moved("A", SENT, 1, unit=QUARTER)], {"per_year": ((QUARTER, 3),)}, "per_year"),
        ([moved("A", SENT, 1, unit=QUARTER)], {"per_year": ((QUARTER, 0), (SEMESTER, 2))}, "per_year"),
        ([moved("A", SENT, 1), moved("A", SENT, 1)], {}, "twice: A"),
        ([moved("A", SENT, 2, attended=1)], {}, "early_return"),
        ([moved("A", SENT, 1, attended=2)], {"early_return": EarlyReturn.ATTENDED}, "more than was planned"),
        ([], {"last": YearRule(kind="calendar", month=1).year(2025)}, "kind of year"),
    ],
)
def test_what_cannot_be_drawn_is_refused(movements: list[Movement], more: dict[str, Any], said: str) -> None:
    with pytest.raises(BalanceRefused, match=said):
        drawn(*movements, **more)


@pytest.mark.parametrize("units", [0, -1, 0.5, True, "NaN", "Infinity", "1e9", "1e-999999999", "two", "1" * 5000])
def test_units_are_exact_and_sensible(units: Any) -> None:
    with pytest.raises(BalanceRefused):
        moved("A", SENT, units)


@pytest.mark.parametrize(
    ("last_of", "through", "level", "codes"),
    [
        ({"last": year(2024), "level_at_end": True}, 2023, 2, []),
        ({"last": year(2024), "level_at_end": True}, 2024, 2, ["exchange-not-level"]),
        ({"last": year(2024), "level_at_end": True}, 2024, 0, []),
        ({"last": year(2024)}, 2024, 2, []),
        ({"level_at_end": True}, 2024, 2, []),
    ],
)
def test_level_when_it_ends_not_each_year(last_of: dict[str, Any], through: int, level: int, codes: list[str]) -> None:
    movements = [moved("A", SENT, 2, 2021)] + ([] if level else [moved("B", RECEIVED, 2, 2022)])
    found = drawn(*movements, through=through, **last_of)
    assert [finding.code for finding in found.findings] == codes
    assert most(found, SENT) == (0 if "last" in last_of and through == 2024 else None)


@pytest.mark.parametrize(
    ("carry", "used", "told", "next_year"),
    [
        (0, {2020: 1, 2021: 3}, [2021], 2),
        (1, {2020: 1, 2021: 3}, [], 2),
        (1, {2020: 1, 2021: 4}, [2021], 2),
        (1, {2020: 1}, [], 4),
        (1, {2020: 2, 2021: 1}, [], 3),
        (2, {}, [], 6),
    ],
)
def test_a_yearly_cap_and_what_is_carried_over(
    carry: int, used: dict[int, int], told: list[int], next_year: int
) -> None:
    movements = [moved(str(at), RECEIVED, units, at) for at, units in used.items()]
    found = drawn(*movements, through=2021, yearly_cap=2, carry_over=carry)
    assert [str(finding.message) for finding in found.findings] == [
        f"received in {at}: {used[at]}, and the agreement allows {2 if carry == 0 else 3}; settle it with the partner"
        for at in told
    ]
    assert most(found, RECEIVED) == next_year


def test_as_many_as_were_sent_and_the_rest_pays() -> None:
    matched = frozenset({RECEIVED})
    found = drawn(moved("A", SENT, 3), moved("B", RECEIVED, 1), matched=matched)
    assert [most(found, RECEIVED), most(found, SENT)] == [2, None]
    assert found.findings == ()
    above = drawn(moved("A", SENT, 1), moved("B", RECEIVED, 3), matched=matched)
    assert [finding.code for finding in above.findings] == ["exchange-above-match"]
    assert most(above, RECEIVED) == 0


def test_vacancies_follow_the_balance() -> None:
    found = drawn(moved("A", SENT, 3), vacancies=2)
    assert [most(found, RECEIVED), most(found, SENT)] == [5, 0]
    assert "vacancies by the balance: 5" in str(found.places[1].why)


@pytest.mark.parametrize(
    ("through", "total", "expiring", "expired"),
    [(2021, 3, 0, ()), (2022, 3, 3, ()), (2023, 0, 0, (Credit(year=2020, units=Fraction(3)),))],
)
def test_credit_expires(through: int, total: int, expiring: int, expired: tuple[Credit, ...]) -> None:
    found = drawn(moved("A", SENT, 3, 2020), through=through, credit_years=2)
    assert [found.total, found.expiring] == [total, expiring]
    assert found.expired == expired


def test_the_oldest_credit_is_used_first() -> None:
    movements = [moved("A", SENT, 3, 2020), moved("B", SENT, 2, 2021), moved("C", RECEIVED, 4, 2022)]
    found = drawn(*movements, through=2023, credit_years=2)
    assert found.credits == (Credit(year=2021, units=Fraction(1)),)
    assert found.expired == ()
    assert found.expiring == 1


def test_movements_of_the_opening_balance_do_not_count_twice() -> None:
    opening = Opening(units="2.5", unit=SEMESTER, year=year(2023))
    found = drawn(moved("A", SENT, 1, 2023), moved("B", SENT, 1, 2024), opening=opening)
    assert found.total == Fraction(7, 2)
    assert str(found.lines[0].why) == "is in the opening balance"


@pytest.mark.parametrize(
    ("number", "text"), [("0", "0"), ("3", "3"), ("3/2", "1 1/2"), ("-2/3", "-2/3"), ("-7/2", "-3 1/2")]
)
def test_how_a_number_is_shown(number: str, text: str) -> None:
    assert shown(Fraction(number)) == text


# ---------------------------------------------------------------------- laws

ways = st.sampled_from(Direction)
sizes = st.decimals("0.5", 6, places=1)
someone = st.tuples(ways, sizes, st.integers(2018, 2027), st.none() | st.sampled_from(Circumstance))
ledgers = st.lists(someone, max_size=15).map(
    lambda rows: [moved(str(at), way, size, named, circumstance=why) for at, (way, size, named, why) in enumerate(rows)]
)
texts = st.fixed_dictionaries(
    {
        "credit_years": st.none() | st.integers(0, 4),
        "yearly_cap": st.none() | st.integers(0, 5),
        "carry_over": st.integers(0, 3),
        "vacancies": st.none() | st.integers(0, 5),
        "matched": st.frozensets(ways),
        "left_out": st.frozensets(st.sampled_from(Circumstance)),
        "last": st.none() | st.integers(2020, 2027).map(year),
    }
)
openings = st.none() | st.builds(
    Opening, units=st.integers(-5, 5), unit=st.just(SEMESTER), year=st.integers(2018, 2026).map(year)
)


@given(ledgers, texts, openings, st.integers(2020, 2026))
def test_the_sum_of_movements_is_the_balance(
    ledger: list[Movement], agreed: dict[str, Any], opening: Opening | None, through: int
) -> None:
    found = drawn(*ledger, through=through, opening=opening, **agreed)
    moved_in_all = sum((line.signed for line in found.lines), found.opening)
    assert moved_in_all - sum(credit.units for credit in found.expired) == found.total
    assert found.sent - found.received == moved_in_all - found.opening
    assert len({credit.units > 0 for credit in found.credits}) <= 1, "a debt and a credit are set off"
    if agreed["credit_years"] is None:
        assert found.expired == ()


@given(ledgers.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))), texts, openings)
def test_order_does_not_matter(
    both: tuple[list[Movement], list[Movement]], agreed: dict[str, Any], opening: Opening | None
) -> None:
    assert drawn(*both[0], opening=opening, **agreed) == drawn(*both[1], opening=opening, **agreed)


@given(ledgers, texts, openings)
def test_the_partner_has_the_opposite_sign(
    ledger: list[Movement], agreed: dict[str, Any], opening: Opening | None
) -> None:
    ours = drawn(*ledger, opening=opening, **agreed)
    theirs = drawn(
        *(evolve(one, direction=one.direction.other) for one in ledger),
        opening=opening and evolve(opening, units=-int(opening.units)),
        **{**agreed, "matched": frozenset(way.other for way in agreed["matched"])},
    )
    assert theirs.total == -ours.total
    assert theirs.expiring == -ours.expiring
    assert all(most(theirs, way) == most(ours, way.other) for way in Direction)
    assert len(theirs.findings) == len(ours.findings)
