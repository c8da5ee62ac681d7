"""Routes through any organization: nobody is asked about their own request, and each step has somebody."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization_samples import FOUNDED, person, unit
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.organization.errors import AmountUnfit, NoApprover, RouteMalformed
from orqa.domain.organization.people import Acting, Appointment, Position, RoleGrant
from orqa.domain.organization.routes import Amount, may_decide, standing, steps_of
from orqa.domain.organization.structure import Organization, Structure

TODAY = date(2026, 11, 23)
PEOPLE = ("p0", "p1", "p2", "p3")
ROLES = ("head", "director", "president")

people, roles = st.sampled_from(PEOPLE), st.sampled_from(ROLES)


@st.composite
def organizations(draw: st.DrawFn) -> Organization:
    """Up to six units in a tree, with posts that are held, acted in or vacant, and roles that were granted."""
    count = draw(st.integers(1, 6))
    codes = [f"u{number}" for number in range(count)]
    parents = [draw(st.sampled_from(codes[:number])) if number else "" for number in range(count)]
    posts = draw(st.lists(st.tuples(st.sampled_from(codes), roles, st.lists(people, max_size=2)), max_size=6))
    granted = draw(st.lists(st.tuples(people, roles, st.sampled_from(codes)), max_size=4))
    return Structure(
        units=tuple(map(unit, codes, parents)),
        people=tuple(map(person, PEOPLE)),
        positions=tuple(
            Position(id=f"post{number}", unit=where, title=Text.of(en=role), roles=(role,), first=FOUNDED)
            for number, (where, role, _) in enumerate(posts)
        ),
        appointments=tuple(
            Appointment(id=f"a{number}", person=who[0], position=f"post{number}", first=FOUNDED)
            for number, (_, _, who) in enumerate(posts)
            if who
        ),
        actings=tuple(
            Acting(id=f"c{number}", basis="delegated", person=who[1], position=f"post{number}", first=FOUNDED)
            for number, (_, _, who) in enumerate(posts)
            if len(who) > 1
        ),
        grants=tuple(
            RoleGrant(id=f"g{number}", person=who, role=role, unit=where, first=FOUNDED)
            for number, (who, role, where) in enumerate(granted)
        ),
    ).on(TODAY)


LINES = st.lists(
    st.fixed_dictionaries(
        {"role": roles},
        optional={
            "substitute": roles,
            "at": st.sampled_from(["nearest", "own", "u0"]),
            "days": st.integers(0, 5),
            "up_to": st.integers(0, 40),
            "returns": st.booleans(),
        },
    ),
    min_size=1,
    max_size=4,
)
AMOUNTS = st.none() | st.integers(0, 50)


def expected(
    lines: list[dict[str, Any]], organization: Organization, start: str, requester: str, amount: int | None
) -> Iterator[tuple[str, str] | None]:
    """Role and unit of each line in turn, by looking at everybody in every unit; None where nobody may."""
    for line in lines:
        where = {"own": [start], "u0": ["u0"]}.get(line.get("at", "nearest"), [start, *organization.ancestors(start)])
        asked = [line["role"], *filter(None, [line.get("substitute")])]
        yield next(
            (
                (role, one)
                for role in asked
                for one in where
                if any(
                    held.role == role and held.unit == one
                    for who in PEOPLE
                    if who != requester
                    for held in organization.roles_of(who)
                )
            ),
            None,
        )
        if amount is not None and "up_to" in line and amount <= line["up_to"]:
            return


@given(organizations(), LINES, st.integers(0, 5), st.sampled_from(["", *PEOPLE]), AMOUNTS)
def test_each_step_has_somebody_who_may_decide_it_and_never_the_one_who_asks(
    organization: Organization, lines: list[dict[str, Any]], start: int, requester: str, amount: int | None
) -> None:
    unit = f"u{start % len(organization.spans)}"
    wanted = list(expected(lines, organization, unit, requester, amount))
    if None in wanted:
        with pytest.raises(NoApprover):
            steps_of(lines, organization, "any", unit=unit, requester=requester, amount=amount)
        return
    steps = steps_of(lines, organization, "any", unit=unit, requester=requester, amount=amount)
    merged = [one for before, one in zip([None, *wanted], wanted, strict=False) if one != before]
    assert [(step.role, step.unit) for step in steps] == merged
    for step in steps:
        deciders = {who for who in PEOPLE if may_decide(organization, step, who, requester)}
        assert deciders
        assert requester not in deciders
        assert standing(organization, "any", step, requester) == step, "on the same day it stays where it is"


# ------------------------------------------------------------------ what the profile or the caller got wrong


def steps(lines: list[dict[str, Any]], amount: Amount = None) -> None:
    """Of an office of one unit, whose one person is its head."""
    head = RoleGrant(id="g", person="p0", role="head", unit="u0", first=FOUNDED)
    organization = Structure(units=(unit("u0"),), people=(person("p0"),), grants=(head,)).on(TODAY)
    steps_of(lines, organization, "a.b", unit="u0", amount=amount)


@pytest.mark.parametrize(
    ("line", "english", "thai"),
    [
        ({"days": 1}, "it names no role; every step needs one", "ไม่ได้ระบุบทบาท (role)"),
        ({"role": ""}, "it names no role", "ทุกขั้นต้องมี"),
        (
            {"role": "head", "upto": 3, "day": 1},
            "it holds day, upto, which no step has; a step may hold: role, at, days, up_to, levels",
            "มี day, upto ซึ่งไม่มีในขั้นใด",
        ),
    ],
)
def test_a_step_that_cannot_be_read_is_told_with_its_place(line: dict[str, Any], english: str, thai: str) -> None:
    with pytest.raises(RouteMalformed) as caught:
        steps([{"role": "head"}, line])
    assert f"step 2 of the route a.b in the profile: {english}" in str(caught.value)
    assert "ขั้นที่ 2 ของลำดับการเสนอ a.b ในโปรไฟล์" in caught.value.message("th")
    assert thai in caught.value.message("th")


@pytest.mark.parametrize(
    ("amount", "bound", "told"),
    [
        (5, "100.00 THB", "is bounded by 100.00 THB and cannot measure 5; state the amount in that unit"),
        (Money.of(5, "THB"), 3, "is bounded by 3 and cannot measure 5.00 THB"),
    ],
)
def test_an_amount_is_of_the_kind_of_its_bounds(amount: Amount, bound: Any, told: str) -> None:
    with pytest.raises(AmountUnfit, match=told) as caught:
        steps([{"role": "head", "up_to": bound}], amount)
    assert "ให้ระบุเป็นหน่วยเดียวกัน" in caught.value.message("th")
