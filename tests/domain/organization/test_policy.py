"""Who may do what, by role and unit: the pure part."""

from datetime import date

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.organization.policy import EVERYBODY, Allowance, allowance_of
from orqa.domain.organization.restriction import Restriction
from orqa.plugins.registry import Registry

BELOW = {("irqa.exchange", "irqa"), ("irqa.quality", "irqa")}


@frozen
class Held:
    role: str
    unit: str


def is_within(unit: str, other: str) -> bool:
    return unit == other or (unit, other) in BELOW


def allowance(own: str = "", office: str = "") -> Allowance:
    return Allowance(action="letter.receive", title=None, own=frozenset(own.split()), office=frozenset(office.split()))


@pytest.mark.parametrize(
    ("own", "office", "role", "held_in", "unit", "expected"),
    [
        ("clerk", "", "clerk", "irqa", "irqa", True),
        ("clerk", "", "clerk", "irqa", "irqa.exchange", True),  # a unit below
        ("clerk", "", "clerk", "irqa.exchange", "irqa", False),  # the unit above
        ("clerk", "", "clerk", "irqa", "finance", False),
        ("clerk", "", "clerk", "irqa", "", False),  # the office as a whole is no unit's own
        ("clerk", "", "clerk", "irqa", "central", False),
        ("clerk", "", "clerk", "", "finance", True),  # a role in the office as a whole
        ("clerk", "", "clerk", "irqa", None, True),  # not known yet: asked again when it is
        ("clerk", "registrar", "registrar", "irqa", "finance", True),
        ("clerk", "registrar", "registrar", "irqa", "central", True),
        ("clerk", "registrar", "staff", "irqa", "irqa", False),
        ("", EVERYBODY, "staff", "irqa", "finance", True),
    ],
)
def test_a_role_reaches_so_far(
    *, own: str, office: str, role: str, held_in: str, unit: str | None, expected: bool
) -> None:
    found = allowance(own, office)

    assert found.allows([Held(role, held_in)], unit, is_within) is expected
    assert found.allows([Held("nobody-known", held_in), Held(role, held_in)], unit, is_within) is expected


def test_without_a_role_only_what_everybody_may() -> None:
    assert allowance(office=EVERYBODY).allows([], "irqa", is_within)
    assert not allowance("clerk", "registrar").allows([], "irqa", is_within)


@pytest.mark.parametrize("action", ["letter.receive", "secret.receive"])
def test_the_profile_says_who(action: str) -> None:
    found = allowance_of(Registry().profile("thai-public-university").at(date(2026, 1, 2)), action)

    assert found is not None
    assert found.title is not None
    assert found.title.in_language("th") != found.title.in_language("en")
    assert ("secret-registrar" in found.roles) is action.startswith("secret")


def test_an_action_that_is_not_in_the_table_is_nobodys() -> None:
    assert allowance_of(Registry().profile("national").at(date(2026, 1, 2)), "letter.dance") is None


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("xyz")), st.integers(1, 9))
def test_a_restriction_is_the_same_in_whatever_order(units: list[str], persons: list[str], rank: int) -> None:
    one = Restriction(rank=rank, units=units, persons=persons)

    assert one == Restriction(rank=rank, units=units[::-1] * 2, persons=persons[::-1])
    assert one.shared_with(units=units, persons=persons) == one
    assert one.shared_with(units=["new"]).units == tuple(sorted({*units, "new"}))


@pytest.mark.parametrize("rank", [0, -1, "1", None])
def test_a_restriction_has_a_rank(rank: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        Restriction(rank=rank)  # type: ignore[arg-type]
