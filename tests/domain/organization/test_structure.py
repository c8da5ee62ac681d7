"""How the organization stood on a day."""

from datetime import date

import pytest
from attrs import evolve

from organization_samples import DIVISION, ENLARGED, FOUNDED, STRUCTURE, person, unit
from orqa.base.language import Text
from orqa.domain.organization.holding import HeldRole
from orqa.domain.organization.people import holds_on, overlap
from orqa.domain.organization.units import Unit, UnitSpan

TODAY = date(2026, 11, 23)
NOW = STRUCTURE.on(TODAY)


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(2003, 3, 31), None),
        (FOUNDED, "สำนักงานประกันคุณภาพการศึกษา"),
        (date(2007, 3, 21), "สำนักงานประกันคุณภาพการศึกษา"),
        (ENLARGED, "กองวิเทศสัมพันธ์และการประกันคุณภาพ"),
        (TODAY, "กองวิเทศสัมพันธ์และการประกันคุณภาพ"),
    ],
)
def test_a_unit_is_what_it_was_on_the_day(day: date, title: str | None) -> None:
    span = STRUCTURE.on(day).unit("irqa")
    assert (span and span.title.in_language("th")) == title


def test_a_unit_that_ended_is_there_on_its_last_day() -> None:
    ended = evolve(DIVISION, last=date(2010, 9, 30), merged_into="other")
    assert ended.on(date(2010, 9, 30)) is not None
    assert ended.on(date(2010, 10, 1)) is None
    assert ended.exists_on(FOUNDED)
    assert not ended.exists_on(date(2010, 10, 1))


def test_spans_rise() -> None:
    span = UnitSpan(first=FOUNDED, title=Text.of(th="ก"))
    with pytest.raises(ValueError, match="begins after the one before it"):
        Unit(id="x", spans=(span, span))


def test_units_above_and_below() -> None:
    assert NOW.ancestors("ga") == ("irqa", "president-office", "university")
    assert NOW.ancestors("nowhere") == ()
    assert NOW.is_within("ga", "university")
    assert NOW.is_within("ga", "ga")
    assert not NOW.is_within("irqa", "ga")
    assert NOW.children() == ("university",)
    assert list(NOW.below("president-office")) == ["irqa", "ga"]


def test_the_acting_head_heads_the_unit_while_the_acting_lasts() -> None:
    acting = NOW.head_of("irqa")
    assert acting is not None
    assert (acting.person.id, acting.acting and acting.acting.basis) == ("p-2", "head-absent")
    own = STRUCTURE.on(date(2026, 11, 25)).head_of("irqa")
    assert own is not None
    assert (own.person.id, own.acting) == ("p-1", None)
    assert NOW.head_of("university") is None


def test_a_delegate_does_not_take_the_heads_place() -> None:
    (acting,) = STRUCTURE.actings.values()
    delegated = evolve(STRUCTURE, actings=(evolve(acting, basis="delegated"),))
    head = delegated.on(TODAY).head_of("irqa")
    assert head is not None
    assert head.person.id == "p-1"


def test_roles_come_with_posts_with_acting_and_by_grant() -> None:
    section, director = NOW.roles_of("p-2")
    assert section == HeldRole(role="section-head", unit="ga", position="ga.head")
    assert (director.role, director.unit) == ("director", "irqa")
    assert director.acting is not None
    assert NOW.roles_of("p-3") == (HeldRole(role="registrar", unit="irqa"),)
    assert STRUCTURE.on(date(2026, 12, 1)).roles_of("p-2") == ()


def test_who_has_a_role_here_or_above() -> None:
    names = [found.id for found, _ in NOW.holders("director", "irqa")]
    assert names == ["p-1", "p-2"]  # one's own before those who act


def test_people_work_where_their_posts_and_grants_are_not_where_they_act() -> None:
    assert NOW.units_of("p-2") == ("ga",)
    assert NOW.units_of("p-3") == ("irqa",)
    assert NOW.units_of("nobody") == ()


def test_clearances_end() -> None:
    assert NOW.clearance_of("p-1") == "secret"
    assert STRUCTURE.on(date(2027, 1, 1)).clearance_of("p-1") == ""
    assert NOW.clearance_of("p-2") == NOW.clearance_of("nobody") == ""


def test_people_are_found_by_id_and_by_staff_number() -> None:
    known = evolve(STRUCTURE, people=(evolve(person("p-1"), code="12345"),))
    assert known.person("12345") == known.person("p-1")
    assert known.person("54321") is None


def test_successors_follow_each_other_and_a_circle_ends() -> None:
    chain = evolve(STRUCTURE, units=(unit("a", merged_into="b"), unit("b", merged_into="c"), unit("c")))
    assert chain.successors("a") == ("b", "c")
    circle = evolve(STRUCTURE, units=(unit("a", merged_into="b"), unit("b", merged_into="a")))
    assert circle.successors("a") == ("b", "a")


def test_names_in_both_languages() -> None:
    one = person("p-9", prefix=Text.of(th="นางสาว", en="Ms."))
    assert one.name == Text.of(th="นางสาวใจดี มีสุข", en="Ms. p-9 Sample")
    assert evolve(one, prefix=None, family_name=None).name == Text.of(th="ใจดี", en="p-9")
    assert evolve(one, prefix=Text.of(th="ดร.")).name.in_language("en") == "p-9 Sample"


@pytest.mark.parametrize(("day", "held"), [(1, False), (2, True), (3, True), (4, False)])
def test_both_ends_are_included(day: int, held: bool) -> None:  # noqa: FBT001 - a table of cases
    assert holds_on(date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, day)) is held


def test_stretches_overlap_when_they_share_a_day() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    assert overlap(first, last, last, None)
    assert not overlap(first, last, date(2026, 2, 1), None)
    assert overlap(first, None, date(2030, 1, 1), date(2030, 1, 1))
