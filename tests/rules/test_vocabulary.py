from collections.abc import Callable
from datetime import date

import pytest

from orqa.base.citations import Certainty, Citation
from orqa.rules.errors import RuleLoadError, UnknownTerm
from orqa.rules.profile import Profile

KINDS = """
title = "Kind of letter"
fields = {form = "integer", letter = "boolean", since = "date", mark = "text", rate = "number"}
[terms.external]
title = "Letter"
cite = ["law#11", "custom"]
certainty = "verified"
note = "On paper with the crest"
form = 1
letter = true
since = 2020-01-01
mark = "x"
rate = 0.5
[terms.memo]
title = "Memo"
cite = "law#12"
certainty = "known"
"""
FILE = "vocabularies/letter-kind.toml"


@pytest.fixture
def parent(make: Callable[..., Profile]) -> Profile:
    return make({FILE: KINDS}, name="parent")


def test_a_vocabulary_is_a_mapping_of_terms_in_the_order_of_the_file(parent: Profile) -> None:
    kinds = parent.vocabulary("letter-kind")
    assert (kinds.name, str(kinds.title)) == ("letter-kind", "Kind of letter")
    assert list(kinds) == ["external", "memo"]
    assert (len(kinds), "memo" in kinds, "note" in kinds) == (2, True, False)
    term = kinds["external"]
    assert (term.code, str(term.title), str(term.note)) == ("external", "Letter", "On paper with the crest")
    assert (term.cite, term.citations) == (Citation("law", "11"), (Citation("law", "11"), Citation("custom")))
    assert (term.certainty, term.profile) == (Certainty.VERIFIED, "parent")
    assert term.extra == {"form": 1, "letter": True, "since": date(2020, 1, 1), "mark": "x", "rate": term.extra["rate"]}
    assert kinds["memo"].extra == {}
    assert kinds.get("memo") is kinds["memo"]
    assert (kinds.get("note"), kinds.get("note", 5)) == (None, 5)
    assert isinstance(hash(kinds), int)


def test_an_unknown_code_is_answered_with_the_nearest(parent: Profile) -> None:
    with pytest.raises(UnknownTerm) as caught:
        parent.vocabulary("letter-kind")["extrenal"]
    assert caught.value.near == ("external",)
    assert str(caught.value) == "letter-kind has no entry extrenal; the nearest: external"
    assert caught.value.message("th") == "letter-kind ไม่มีรายการ extrenal รายการที่ใกล้เคียง: external"
    with pytest.raises(UnknownTerm, match=r"parent has no entry letter_kind; the nearest: letter-kind"):
        parent.vocabulary("letter_kind")


def test_a_profile_may_add_codes_and_fields(make: Callable[..., Profile], parent: Profile) -> None:
    own = """
fields = {colour = "text"}
[terms.card]
title = "Card"
cite = "order#1"
certainty = "known"
colour = "red"
form = 9
"""
    kinds = make({FILE: own}, name="child", parent=parent).vocabulary("letter-kind")
    assert list(kinds) == ["external", "memo", "card"]
    assert (kinds["card"].profile, kinds["memo"].profile) == ("child", "parent")
    assert kinds["card"].extra == {"colour": "red", "form": 9}
    assert str(kinds.title) == "Kind of letter"
    assert "card" not in parent.vocabulary("letter-kind")


def test_a_profile_may_override_a_code_with_a_reason(make: Callable[..., Profile], parent: Profile) -> None:
    own = """
[terms.memo]
override = {reason = "We call it so", cite = "order#2"}
title = "Office note"
cite = "order#2"
certainty = "verified"
"""
    kinds = make({FILE: own}, name="child", parent=parent).vocabulary("letter-kind")
    assert list(kinds) == ["external", "memo"]
    assert (str(kinds["memo"].title), kinds["memo"].profile) == ("Office note", "child")


TERM = 'title = "T"\ncite = "law"\ncertainty = "known"\n'
REFUSED = [
    ("", "title is missing"),
    ('title = "T"', "terms is missing"),
    ('title = "T"\noops = 1\n[terms.a]\n' + TERM, "oops is not known here"),
    ('title = "T"\nfields = {form = "whole"}\n[terms.a]\n' + TERM, "form is whole; choose one of: text, integer"),
    ('title = "T"\n[terms.a]\nform = 1\n' + TERM, "form is not known here"),
    (
        'title = "T"\nfields = {form = "integer"}\n[terms.a]\nform = "1"\n' + TERM,
        "form must be a whole number, found '1'",
    ),
    ('title = "T"\nfields = {form = "integer"}\n[terms.a]\nform = true\n' + TERM, "form must be a whole number"),
    ('title = "T"\n[terms.a]\ntitle = "T"\ncertainty = "known"', "terms.a: cite is missing"),
    ('title = "T"\n[terms.a]\noverride = {reason = "x", cite = "law"}\n' + TERM, "nothing to override"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_a_malformed_vocabulary_refuses_to_load(make: Callable[..., Profile], text: str, message: str) -> None:
    with pytest.raises(RuleLoadError, match=message) as caught:
        make({FILE: text})
    assert caught.value.file == FILE


def test_a_code_of_the_parent_needs_an_override(make: Callable[..., Profile], parent: Profile) -> None:
    with pytest.raises(RuleLoadError, match=r"terms.memo: profile parent already has this; give override"):
        make({FILE: "[terms.memo]\n" + TERM}, name="child", parent=parent)


def test_the_name_of_a_vocabulary_is_kebab_case(make: Callable[..., Profile]) -> None:
    with pytest.raises(RuleLoadError, match=r"'letter_kind' is no name; use lower-case letters, digits and -"):
        make({"vocabularies/letter_kind.toml": KINDS})
