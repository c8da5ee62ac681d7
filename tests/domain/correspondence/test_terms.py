"""From what people write to the codes of a vocabulary."""

import pytest

from orqa.domain.correspondence.terms import find_code, unmarked
from orqa.rules.profile import Profile
from orqa.rules.vocabulary import titles_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("external", "external"),
        ("EXTERNAL", "external"),
        ("หนังสือภายนอก", "external"),
        ("หนังสือ ภายนอก", "external"),
        ("External  Letter", "external"),
        ("บันทึกข้อความ", "internal"),
        ("หนังสือภายใน (บันทึกข้อความ)", "internal"),
        ("memo", "internal"),
        ("บันทึก", "note"),
        ("แจ้งความ", "announcement"),
        ("หนังสือ", None),
        ("", None),
    ],
)
def test_codes_and_titles_are_understood(university: Profile, text: str, code: str | None) -> None:
    assert find_code(university.vocabulary("letter-kind"), text) == code


def test_every_title_of_every_vocabulary_finds_its_code(university: Profile, abroad: Profile) -> None:
    for profile in (university, abroad):
        for name in ("letter-kind", "urgency", "secrecy"):
            vocabulary = profile.vocabulary(name)
            for code, term in vocabulary.items():
                assert {find_code(vocabulary, form) for _, form in term.title.forms} == {code}


def test_the_ordinary_level_stands_first(university: Profile, abroad: Profile) -> None:
    for profile in (university, abroad):
        assert unmarked(profile.vocabulary("urgency")) == "normal"
        assert unmarked(profile.vocabulary("secrecy")) == "open"
        for name in ("urgency", "secrecy"):
            ranks = [term.extra["rank"] for term in profile.vocabulary(name).values()]
            assert ranks == sorted(ranks)
            assert ranks[0] == 0


def test_choices_are_listed_in_each_language(university: Profile) -> None:
    choices = titles_of(university.vocabulary("urgency").values())
    assert choices.in_language("en").startswith("Normal, Urgent, ")
    assert choices.in_language("th").startswith("ปกติ, ด่วน, ")
