"""Learning agreements: versions that never change, told by a hash, and held against transcripts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.learning import (
    Component,
    LearningAgreement,
    Signature,
    VersionState,
    digest_of,
)
from orqa.domain.partnerships.learning_comparison import compare, counted_for
from orqa.domain.partnerships.learning_moves import (
    Changing,
    Reason,
    approved,
    changed,
    given_up,
    proposed,
    signed,
)
from orqa.domain.partnerships.learning_timing import of_credits
from orqa.domain.partnerships.recognition import Course
from orqa.plugins.opening import builtin_registry

DAY = date(2026, 7, 1)
ALL = ("student", "home", "host")
REASONS: Any = builtin_registry().profile("national").vocabularies["learning-change-reason"]
EMPTY = LearningAgreement(id="m", mobility="m", versions=())
WHY = Reason(words="because")


def course(code: str, credits_: str = "6", **fields: Any) -> Component:
    return Component(
        **{"title": f"Title {code}", "credits": Decimal(credits_), "scale": "ects", "code": code, **fields}
    )


def here(code: str, credits_: str = "3") -> Component:
    return course(code, credits_, scale="th")


def settled(known: LearningAgreement) -> LearningAgreement:
    for by in ALL:
        known = signed(known, Signature(by=by, on=DAY), ALL)
    return approved(known, ALL, DAY)


codes = st.lists(st.from_regex(r"[A-Z]{2}[0-9]{3}", fullmatch=True), min_size=1, max_size=6, unique=True)
FIRST = proposed(EMPTY, [course("ST1", replaces=("CE201",)), course("MA1")], [here("CE201")], DAY)


@given(codes)
def test_the_same_content_has_the_same_hash_and_any_other_another(named: list[str]) -> None:
    there = [course(one) for one in named]
    digest = digest_of(1, there, [], [])
    assert digest == digest_of(1, list(there), (), ())
    others = [
        digest_of(2, there, [], []),
        digest_of(1, [*there, course("ZZZ")], [], []),
        digest_of(1, [evolve(there[0], credits=Decimal("6.0")), *there[1:]], [], []),
        digest_of(1, [], there, []),
    ]
    assert digest not in others
    assert len(set(others)) == len(others)


def test_the_hash_is_the_one_that_the_page_tells() -> None:
    text = '["orqa-learning-1",1,[["ST1","Title ST1","6","ects","",[],false,""]],[],[]]'
    from hashlib import sha256

    assert digest_of(1, [course("ST1")], [], []) == sha256(text.encode()).hexdigest()


@given(before=codes, add=codes, data=st.data())
def test_a_change_keeps_what_it_does_not_name(before: list[str], add: list[str], data: Any) -> None:
    known = settled(proposed(EMPTY, [course(one) for one in before], [], DAY))
    drop = data.draw(st.lists(st.sampled_from(before), unique=True, max_size=len(before)))
    new = [one for one in add if one not in before]
    changing = Changing(drop=dict.fromkeys(drop, WHY), add=[(course(one), WHY) for one in new])
    if not (drop or new) or (len(drop) == len(before) and not new):
        with pytest.raises(MobilityRefused):
            changed(known, changing, REASONS, DAY)
        return
    made = changed(known, changing, REASONS, DAY)
    assert made.proposed is not None
    assert [one.code for one in made.proposed.studied] == [one for one in before if one not in drop] + new
    assert [(one.status, one.component) for one in made.proposed.changes] == (
        [("deleted", one) for one in drop] + [("inserted", one) for one in new]
    )
    assert made.versions[0] == known.versions[0]
    assert made.approved == known.approved


@given(codes)
def test_a_transcript_of_what_was_agreed_is_complete_in_any_order(named: list[str]) -> None:
    version = proposed(EMPTY, [course(one) for one in named], [here("CE201")], DAY).versions[0]
    passed = [Course(title="any", code=one, credits=Decimal(6)) for one in reversed(named)]
    found = compare(version, passed, "ects")
    assert (found.findings, found.open) == ((), ())
    less = compare(version, passed[1:], "ects")
    assert [one.code for one in less.findings] == ["transcript-component-missing"]
    assert [one.code for one in less.open] == ["CE201"]


@pytest.mark.parametrize(
    ("passed", "codes_found", "open_here"),
    [
        ([("ST1", "6"), ("MA1", "6")], [], []),
        ([("ST1", "5"), ("MA1", "6")], ["transcript-credits-differ"], []),
        ([("ST1", "6")], ["transcript-component-missing"], []),
        ([("MA1", "6")], ["transcript-component-missing"], ["CE201"]),
        ([("ST1", "6"), ("MA1", "6"), ("X", "2")], ["transcript-component-extra"], []),
        ([("X", "6"), ("MA1", "6")], ["transcript-component-missing", "transcript-component-extra"], ["CE201"]),
    ],
)
def test_what_is_missing_and_extra_is_told(
    passed: list[tuple[str, str]], codes_found: list[str], open_here: list[str]
) -> None:
    courses = [Course(title=f"Title {code}", code=code, credits=Decimal(many)) for code, many in passed]
    found = compare(FIRST.versions[0], courses, "ects")
    assert [one.code for one in found.findings] == codes_found
    assert [one.code for one in found.open] == open_here
    for one in found.findings:
        assert one.show("th") != one.show("en")


def test_courses_without_a_code_are_known_by_title_and_other_scales_are_told() -> None:
    found = compare(FIRST.versions[0], [Course(title="title st1", credits=Decimal(4))], "us")
    assert [one.code for one in found.findings] == ["transcript-scale-differs", "transcript-component-missing"]
    assert counted_for(FIRST.versions[0], Course(title="Title ST1", credits=Decimal(6))).home == "CE201"
    assert counted_for(FIRST.versions[0], Course(title="Title ST1", credits=Decimal(6), home="CE9")).home == "CE9"
    assert counted_for(FIRST.versions[0], Course(title="Title MA1", credits=Decimal(6))).home == ""


def test_another_first_version_drops_the_one_that_waits() -> None:
    again = proposed(FIRST, [course("MA1")], [], DAY)
    assert [one.state for one in again.versions] == [VersionState.DROPPED, VersionState.PROPOSED]
    assert again.proposed is not None
    assert again.proposed.signatures == ()


def test_what_is_given_up_leaves_what_was_approved() -> None:
    known = settled(FIRST)
    made = given_up(changed(known, Changing(drop={"MA1": WHY}), REASONS, DAY), "a mistake", DAY)
    assert made.proposed is None
    assert made.approved == known.approved


def test_an_altered_version_is_not_approved() -> None:
    known = FIRST
    for by in ALL:
        known = signed(known, Signature(by=by, on=DAY), ALL)
    altered = evolve(known, versions=(evolve(known.versions[0], studied=(course("XX1"),)),))
    with pytest.raises(MobilityRefused, match="another hash"):
        approved(altered, ALL, DAY)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda: proposed(EMPTY, [], [], DAY), "nothing is studied"),
        (lambda: proposed(EMPTY, [course("ST1"), course("ST1")], [], DAY), "is there twice"),
        (lambda: proposed(EMPTY, [course("ST1", replaces=("X",))], [], DAY), "is to count for X"),
        (lambda: proposed(settled(FIRST), [course("ST1")], [], DAY), "propose a change of it"),
        (lambda: changed(FIRST, Changing(drop={"MA1": WHY}), REASONS, DAY), "instead of a change"),
        (lambda: changed(settled(FIRST), Changing(), REASONS, DAY), "changes nothing"),
        (lambda: changed(settled(FIRST), Changing(drop={"X": WHY}), REASONS, DAY), "there are: ST1, MA1"),
        (lambda: changed(settled(FIRST), Changing(drop={"MA1": Reason()}), REASONS, DAY), "say why MA1"),
        (
            lambda: changed(settled(FIRST), Changing(drop={"MA1": Reason(code="extending_mobility")}), REASONS, DAY),
            "choose from: not_available, language_mismatch, timetable_conflict",
        ),
        (lambda: changed(settled(FIRST), Changing(drop_here={"CE201": WHY}), REASONS, DAY), "not among what counts"),
        (lambda: signed(FIRST, Signature(by="host", on=DAY), ("student",)), "need not sign"),
        (lambda: signed(FIRST, Signature(by="host", on=date(2026, 6, 30)), ALL), "lies before"),
        (
            lambda: signed(signed(FIRST, Signature(by="host", on=DAY), ALL), Signature(by="host", on=DAY), ALL),
            "already",
        ),
        (lambda: signed(settled(FIRST), Signature(by="host", on=DAY), ALL), "waits; propose one"),
        (lambda: approved(FIRST, ALL, DAY), "signed by: the student, the home institution, the host"),
        (lambda: given_up(FIRST, " ", DAY), "say why"),
    ],
)
def test_what_cannot_be_is_refused(act: Any, told: str) -> None:
    with pytest.raises(MobilityRefused, match=told) as refused:
        act()
    assert refused.value.message("th") != refused.value.message("en")


def test_credits_and_what_nothing_counts_for_are_told() -> None:
    first = proposed(EMPTY, [course("ST1", "3", scale="th", replaces=("CE201",))], [here("CE201"), here("CE202")], DAY)
    assert [one.code for one in of_credits(first.versions[0])] == [
        "learning-component-uncovered",
        "learning-credits-less",
    ]
    assert list(of_credits(FIRST.versions[0])) == []
