"""How letters belong together, and which ties are refused."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import LinkRefused
from orqa.domain.correspondence.links import (
    VOCABULARY,
    LetterLink,
    check_link,
    inverse_title,
    link_id,
    path_between,
    undone,
)
from orqa.rules.profile import Profile

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
A, B, C = (RecordRef("letter", name) for name in "abc")


def link(source: RecordRef = A, target: RecordRef = B, kind: str = "reply-to") -> LetterLink:
    return LetterLink(id=link_id(source, target, kind), source=source, target=target, link=kind, made_at=AT)


def test_every_tie_has_a_name_from_both_ends(university: Profile, abroad: Profile) -> None:
    for profile in (university, abroad):
        for term in profile.vocabulary(VOCABULARY).values():
            for language in profile.languages:
                assert inverse_title(term).in_language(language) != term.title.in_language(language)
    reply = university.vocabulary(VOCABULARY)["reply-to"]
    assert inverse_title(reply).in_language("th") == "ได้รับคำตอบจาก"
    assert reply.extra["answers"] is True


def test_two_letters_may_be_tied(university: Profile) -> None:
    words = university.vocabulary(VOCABULARY)
    assert check_link(A, B, "reply-to", words, known=None, onward={}).code == "reply-to"
    assert check_link(A, B, "reply-to", words, known=undone(link(), reason="ผิดฉบับ"), onward={}).code == "reply-to"


@pytest.mark.parametrize(
    ("ends", "kind", "english", "thai"),
    [
        ((A, A), "follows", "a letter cannot be linked with itself", "เชื่อมโยงกับตัวเองไม่ได้"),
        ((A, B), "cousin-of", "there is no tie 'cousin-of'; choose one of: reply-to, follows", "ไม่มีความเชื่อมโยง"),
        ((A, B), "reply-to", "they are linked so already: Reply to", "เชื่อมโยงไว้เช่นนั้นแล้ว: ตอบหนังสือ"),
        ((A, C), "replaces", "in a circle: c → b → a", "จะวนเป็นวง: c → b → a"),
    ],
)
def test_refusals_say_why(
    ends: tuple[RecordRef, RecordRef], kind: str, english: str, thai: str, university: Profile
) -> None:
    known = link() if kind == "reply-to" else None
    with pytest.raises(LinkRefused) as told:
        check_link(*ends, kind, university.vocabulary(VOCABULARY), known=known, onward={C: [B], B: [A]})
    assert english in told.value.message("en")
    assert thai in told.value.message("th")


def test_a_tie_that_is_taken_back_keeps_the_reason() -> None:
    back = undone(link(), reason="ผิดฉบับ")
    assert (back.active, back.reason, back.id) == (False, "ผิดฉบับ", "reply-to/a/b")


NODES = st.integers(0, 6)


@given(st.lists(st.tuples(NODES, NODES), max_size=25))
def test_ties_that_are_let_in_never_make_a_circle(university: Profile, pairs: list[tuple[int, int]]) -> None:
    words, onward = university.vocabulary(VOCABULARY), dict[RecordRef, list[RecordRef]]()
    for one, other in pairs:
        source, target = RecordRef("letter", str(one)), RecordRef("letter", str(other))
        try:
            check_link(source, target, "replaces", words, known=None, onward=onward)
        except LinkRefused:
            assert source == target or path_between(target, source, onward)
        else:
            onward.setdefault(source, []).append(target)
    for source, targets in onward.items():
        assert not any(path_between(target, source, onward) for target in targets)


def test_a_path_ends_even_where_letters_go_round_in_a_circle() -> None:
    assert path_between(A, C, {A: [B], B: [A]}) == ()
    assert path_between(A, A, {}) == (A,)
