"""Who decides about something, in what order."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from organization_samples import FOUNDED, STRUCTURE, person, unit
from orqa.base.language import Text
from orqa.base.money import MixedCurrencies, Money
from orqa.domain.organization.errors import NoApprover, RouteUnknown
from orqa.domain.organization.people import Acting, Appointment, Position
from orqa.domain.organization.routes import RouteStep, decide_route, may_decide, routes, standing
from orqa.domain.organization.structure import Structure
from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile

TODAY = date(2026, 11, 23)
PROFILE = """
name = "trial"
title = "Trial"
version = "1"
languages = ["en"]
time_zone = "UTC"
country = "XA"
currency = "THB"
calendar = "example-abroad"
era = "common"
digits = "arabic"
"""
SOURCES = '[order]\nkind = "practice"\ntitle = "Order"\ncertainty = "known"\n'
ROUTES = """
[steps]
title = "Routes"
by = ["route"]
rows = [
  {from = 2000-01-01, route = "a.chain", table = [
    {role = "section-head", days = 1},
    {role = "director", days = 2, returns = false},
    {role = "president", at = "university"},
  ], cite = "order", certainty = "known"},
  {from = 2000-01-01, route = "a.days", table = [
    {role = "section-head", up_to = 3}, {role = "director", up_to = 30}, {role = "president"},
  ], cite = "order", certainty = "known"},
  {from = 2000-01-01, route = "a.money", table = [
    {role = "director", up_to = "100000 THB"}, {role = "president"},
  ], cite = "order", certainty = "known"},
  {from = 2000-01-01, route = "a.own", table = [
    {role = "director", at = "own", substitute = "president"},
  ], cite = "order", certainty = "known"},
  {from = 2000-01-01, route = "a.level", table = [
    {role = "director", levels = ["section"]}, {role = "president"},
  ], cite = "order", certainty = "known"},
]
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    (tmp_path / "rules").mkdir()
    for name, text in (("profile.toml", PROFILE), ("sources.toml", SOURCES), ("rules/routes.toml", ROUTES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load_profile(tmp_path, None)


PRESIDENT = Position(
    id="university.president", unit="university", title=Text.of(en="President"), roles=("president",), first=FOUNDED
)
WHOLE = evolve(
    STRUCTURE,
    positions=(*STRUCTURE.positions.values(), PRESIDENT),
    people=(*STRUCTURE.people.values(), person("p-9")),
    appointments=(
        *STRUCTURE.appointments.values(),
        Appointment(id="a-9", person="p-9", position="university.president", first=FOUNDED),
    ),
    actings=(),
)


def steps(profile: Profile, route: str, structure: Structure = WHOLE, **asked: object) -> list[tuple[str, str]]:
    asked = {"unit": "ga", "requester": ""} | asked
    decision = decide_route(profile.at(TODAY).reading(), structure.on(TODAY), route, **asked)  # type: ignore[arg-type]
    assert [str(citation) for citation in decision.citations] == ["order"]
    return [(step.role, step.unit) for step in decision.value]


SECTION, DIVISION, TOP = ("section-head", "ga"), ("director", "irqa"), ("president", "university")


def test_a_chain_climbs_to_the_nearest_who_holds_each_role(profile: Profile) -> None:
    assert steps(profile, "a.chain") == [SECTION, DIVISION, TOP]
    with pytest.raises(NoApprover, match="as section-head for irqa"):  # whose head is a director
        steps(profile, "a.chain", unit="irqa")


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (3, [SECTION]),
        (4, [SECTION, DIVISION]),
        (30, [SECTION, DIVISION]),
        (31, [SECTION, DIVISION, TOP]),
        (None, [SECTION, DIVISION, TOP]),
    ],
)
def test_the_amount_ends_the_way(profile: Profile, amount: int | None, expected: list[tuple[str, str]]) -> None:
    assert steps(profile, "a.days", amount=amount) == expected


def test_money_is_compared_exactly_and_in_its_currency(profile: Profile) -> None:
    assert steps(profile, "a.money", amount=Money.of("100000.00", "THB")) == [DIVISION]
    assert steps(profile, "a.money", amount=Money.of("100000.01", "THB")) == [DIVISION, TOP]
    with pytest.raises(MixedCurrencies):
        steps(profile, "a.money", amount=Money.of(1, "EUR"))


def test_levels_choose_steps(profile: Profile) -> None:
    assert steps(profile, "a.level") == [TOP]


def test_nobody_is_asked_about_their_own_request(profile: Profile) -> None:
    """p-2 heads the section: its step goes to nobody else there, and there is no other section head above."""
    with pytest.raises(NoApprover) as caught:
        steps(profile, "a.chain", requester="p-2")
    assert "nobody may decide as section-head for ga on 2026-11-23 (route a.chain)" in str(caught.value)
    assert "ไม่มีผู้พิจารณาในบทบาท section-head ของ ga" in caught.value.message("th")


def test_a_substitute_decides_for_the_one_who_asks(profile: Profile) -> None:
    assert steps(profile, "a.own", unit="irqa") == [DIVISION]
    with pytest.raises(NoApprover):  # the president is not of the unit itself
        steps(profile, "a.own", unit="irqa", requester="p-1")
    deputy = evolve(PRESIDENT, id="irqa.deputy", unit="irqa")
    with_deputy = evolve(
        WHOLE,
        positions=(*WHOLE.positions.values(), deputy),
        appointments=(
            *WHOLE.appointments.values(),
            Appointment(id="a-8", person="p-3", position="irqa.deputy", first=FOUNDED),
        ),
    )
    assert steps(profile, "a.own", with_deputy, unit="irqa", requester="p-1") == [("president", "irqa")]


def test_who_acts_for_the_holder_may_decide_and_the_requester_never() -> None:
    step = RouteStep(role="director", unit="irqa")
    now = STRUCTURE.on(TODAY)
    assert may_decide(now, step, "p-1", "p-3") is not None
    acting = may_decide(now, step, "p-2", "p-3")
    assert acting is not None
    assert isinstance(acting.acting, Acting)
    assert may_decide(now, step, "p-2", "p-2") is None
    assert may_decide(now, step, "p-3", "") is None


def test_steps_of_the_same_role_and_unit_are_one(profile: Profile) -> None:
    flat = evolve(WHOLE, units=(unit("university"), unit("president-office", "university")))
    assert steps(profile, "a.level", flat, unit="university") == [TOP]


def test_a_step_goes_up_when_its_holder_has_left() -> None:
    step = RouteStep(role="director", unit="ga", days=2)
    moved = standing(WHOLE.on(TODAY), "a.chain", step, "")
    assert (moved.unit, moved.days) == ("irqa", 2)
    with pytest.raises(NoApprover):
        standing(WHOLE.on(date(2019, 1, 1)), "a.chain", step, "")


def test_an_unknown_route_is_told_with_those_there_are(profile: Profile) -> None:
    reading = profile.at(TODAY).reading()
    assert routes(reading) == ("a.chain", "a.days", "a.money", "a.own", "a.level")
    with pytest.raises(RouteUnknown, match=r"there is no route 'b'; the profile has: a\.chain, a\.days") as caught:
        steps(profile, "b")
    assert "ไม่มีลำดับการเสนอ 'b'" in caught.value.message("th")
