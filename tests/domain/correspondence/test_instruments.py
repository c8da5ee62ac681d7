"""What is in force on which day, and which changes are refused."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import InForceRefused
from orqa.domain.correspondence.instruments import (
    CHANGES,
    Instrument,
    InstrumentChange,
    change_id,
    check_change,
    ends,
    family,
    refuse_withdrawn,
    standing_of,
    undone,
)
from orqa.domain.correspondence.links import inverse_title
from orqa.domain.organization.restriction import Restriction
from orqa.rules.profile import Profile

FIRST = date(2020, 1, 1)


def text(name: str, first: date = FIRST, **more: Any) -> Instrument:
    return Instrument(id=name, instrument_kind="rule", title=f"ระเบียบ {name}", first=first, **more)


def change(source: Instrument, target: Instrument, how: str, on: date, clauses: str = "") -> InstrumentChange:
    identity = change_id(source.ref, target.ref, how)
    return InstrumentChange(id=identity, source=source.ref, target=target.ref, change=how, on=on, clauses=clauses)


def test_every_change_has_a_name_from_both_ends_and_says_whether_it_ends(university: Profile) -> None:
    words = university.vocabulary(CHANGES)
    assert [code for code, term in words.items() if term.extra["ends"]] == ["replaces", "cancels"]
    for term in words.values():
        for language in ("th", "en"):
            assert inverse_title(term).in_language(language) != term.title.in_language(language)


@pytest.mark.parametrize(
    ("how", "clauses", "last"),
    [
        ("amends", "", None),
        ("replaces", "", date(2021, 12, 31)),
        ("cancels", "", date(2021, 12, 31)),
        ("cancels", "ข้อ 5", None),
    ],
)
def test_what_is_replaced_or_cancelled_as_a_whole_is_over_the_day_before(
    how: str, clauses: str, last: date | None, university: Profile
) -> None:
    old, new = text("a"), text("b", date(2022, 1, 1))
    done = change(new, old, how, new.first, clauses)
    standing = standing_of(old, [done], university.vocabulary(CHANGES))
    assert standing.last == last
    assert (standing.ended_by is None) is (last is None)
    assert standing.amended_by == (() if last else (done,))
    assert standing.is_in_force(date(2021, 12, 31))
    assert standing.is_in_force(new.first) is (last is None)
    assert ends(done, university.vocabulary(CHANGES)) is bool(last)


def test_a_text_that_names_its_last_day_ends_then_unless_something_ended_it_before(university: Profile) -> None:
    words = university.vocabulary(CHANGES)
    old, new = text("a", last=date(2023, 9, 30)), text("b", date(2022, 1, 1))
    assert standing_of(old, [], words).last == date(2023, 9, 30)
    assert standing_of(old, [change(new, old, "cancels", new.first)], words).last == date(2021, 12, 31)
    late = change(new, old, "cancels", date(2024, 1, 1))
    assert standing_of(old, [late], words).ended_by is None


def test_what_ended_stays_over_when_that_which_ended_it_ends(university: Profile) -> None:
    words = university.vocabulary(CHANGES)
    a, b, c = text("a"), text("b", date(2021, 1, 1)), text("c", date(2022, 1, 1))
    changes = [change(b, a, "replaces", b.first), change(c, b, "cancels", c.first)]
    in_force = [one.id for one in (a, b, c) if standing_of(one, changes, words).is_in_force(date(2023, 1, 1))]
    assert in_force == ["c"]
    changes[0] = undone(changes[0], "บันทึกผิด")
    assert standing_of(a, changes, words).is_in_force(date(2023, 1, 1))


@pytest.mark.parametrize(
    ("source", "target", "how", "on", "english", "thai"),
    [
        ("a", "a", "amends", FIRST, "does not change itself", "ตัวเองไม่ได้"),
        ("b", "a", "eats", FIRST, "there is no change 'eats'; choose one of: amends", "ไม่มีการเปลี่ยนแปลง 'eats'"),
        ("b", "a", "replaces", date(2021, 6, 1), "that is noted already: Replaces, on 2021-01-01", "บันทึกไว้แล้ว: ใช้แทน"),
        ("a", "b", "amends", date(2022, 1, 1), "in a circle: ระเบียบ b → ระเบียบ a", "จะวนเป็นวง: ระเบียบ b → ระเบียบ a"),
        ("c", "b", "amends", date(2021, 6, 1), "ระเบียบ c is in force only from 2022-01-01", "ใช้บังคับตั้งแต่ 1 ม.ค. 65"),
        ("c", "a", "amends", date(2022, 6, 1), "from 2020-01-01 to 2020-12-31", "ถึง 31 ธ.ค. 63"),
        (
            "gone",
            "c",
            "amends",
            date(2022, 6, 1),
            "was withdrawn from the register: ผิด",
            "ถอน ระเบียบ gone ออก",
        ),
    ],
)
def test_refusals_say_why_in_both_languages(  # noqa: PLR0917 - a table
    source: str, target: str, how: str, on: date, english: str, thai: str, university: Profile
) -> None:
    known = {"a": text("a"), "b": text("b", date(2021, 1, 1)), "c": text("c", date(2022, 1, 1))}
    known["gone"] = text("gone", withdrawn="ผิด")
    made = change(known["b"], known["a"], "replaces", date(2021, 1, 1))
    with pytest.raises(InForceRefused) as refusal:
        check_change(
            known[source],
            known[target],
            how,
            on,
            known=made if (source, target) == ("b", "a") else None,
            changes=[made],
            words=university.vocabulary(CHANGES),
            texts={one.ref: one for one in known.values()},
        )
    assert english in refusal.value.message("en")
    assert thai in refusal.value.message("th")


def test_a_refusal_tells_no_title_of_a_restricted_text() -> None:
    with pytest.raises(InForceRefused) as refusal:
        refuse_withdrawn(text("a", withdrawn="ผิด", restricted=Restriction(rank=1)))
    assert "ระเบียบ" not in str(refusal.value)
    with pytest.raises(InForceRefused, match="undone before, because: ผิด"):
        undone(undone(change(text("b"), text("a"), "amends", FIRST), "ผิด"), "อีก")


_EDGES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(["amends", "replaces"])), max_size=20)


@given(_EDGES)
def test_no_order_of_changes_makes_a_circle_and_each_text_is_in_force_in_one_span(
    university: Profile, edges: list[tuple[int, int, str]]
) -> None:
    words = university.vocabulary(CHANGES)
    texts = [text(str(number), FIRST + timedelta(days=100 * number)) for number in range(6)]
    made: list[InstrumentChange] = []
    for source, target, how in edges:
        one, other = texts[source], texts[target]
        known = next((kept for kept in made if kept.id == change_id(one.ref, other.ref, how)), None)
        try:
            check_change(one, other, how, one.first, known=known, changes=made, words=words, texts={})
        except InForceRefused:
            continue
        made.append(change(one, other, how, one.first))
    assert all(int(one.target.id) < int(one.source.id) for one in made), "the later changes the earlier, never back"
    for one in texts:
        standing = standing_of(one, made, words)
        days = [standing.is_in_force(FIRST + timedelta(days=50 * number)) for number in range(14)]
        assert sum(not before and after for before, after in pairwise(days)) <= 1
        assert standing.last is None or standing.last < date(2022, 1, 1)


def test_the_family_of_a_text_is_all_it_is_tied_to() -> None:
    a, b, c, d = (text(name) for name in "abcd")
    changes = [change(b, a, "amends", FIRST), change(c, a, "replaces", FIRST)]
    assert family(b.ref, changes) == {a.ref, b.ref, c.ref}
    assert family(d.ref, changes) == {d.ref}
    assert RecordRef("instrument", "x") not in family(evolve(a, id="a").ref, changes)
