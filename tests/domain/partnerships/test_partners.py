"""Partners: names over time and in many scripts, and which may be one."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.partnerships.doubles import Doubles, Likeness, find_doubles
from orqa.domain.partnerships.names import name_key, script_of, words_key
from orqa.domain.partnerships.records import (
    Partner,
    PartnerIdentifier,
    PartnerName,
    merged,
    new_partner,
    renamed,
)

DAY = date(2026, 11, 23)


def partner(identity: str, *names: str, country: str = "", **identifiers: str) -> Partner:
    return new_partner(
        identity=identity,
        names=tuple(PartnerName(text=name) for name in names),
        country=country,
        identifiers=tuple(PartnerIdentifier(scheme=scheme, value=value) for scheme, value in identifiers.items()),
    )


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Chiba University", "Latn"),
        ("มหาวิทยาลัยชิบะ (Chiba)", "Thai"),
        ("千葉大学", "Hani"),
        ("お茶の水女子大学", "Jpan"),
        ("서울大學校", "Kore"),
        ("Университет", "Cyrl"),
        ("جامعة", "Arab"),
        ("ມະຫາວິທະຍາໄລ", "Laoo"),
        ("1234", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_the_script_of_a_name(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The University of York", "university of YORK"),
        ("Université de Montréal", "Universite\u00a0de Montreal"),
        ("Texas A&M University", "Texas A & M University"),
        ("มหาวิทยาลัย ชิบะ", "มหาวิทยาลัยชิบะ"),
        ("St. Mary's", "st mary s"),
        ("ม.ชิบะ", "มชิบะ"),
    ],
)
def test_ways_to_write_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_that_are_others() -> None:
    assert name_key("Chiba University") != name_key("Chiba Institute")
    assert words_key("University of Chiba") == words_key("Chiba University")
    assert words_key("Chiba") == ""


@given(st.text(max_size=60))
def test_keys_stay_what_they_are(text: str) -> None:
    assert name_key(name_key(text)).removeprefix("the ") == name_key(text).removeprefix("the ")
    assert len(script_of(text)) == 4


def test_a_new_name_ends_the_one_of_its_language() -> None:
    known = new_partner(
        identity="p",
        names=(
            PartnerName(text="Example Institute", language="en"),
            PartnerName(text="สถาบันตัวอย่าง", language="th"),
        ),
    )
    now = renamed(known, PartnerName(text="Example University", language="en", first=date(2019, 4, 1)))
    assert now.name == "Example University"
    assert dict(now.titled(DAY).forms) == {"en": "Example University", "th": "สถาบันตัวอย่าง"}
    assert dict(now.titled(date(2019, 3, 31)).forms) == {"en": "Example Institute", "th": "สถาบันตัวอย่าง"}
    assert now.known_as == (
        *("Example University", "Example Institute", "สถาบันตัวอย่าง", "example university", "example institute"),
    )
    further = renamed(now, PartnerName(text="見本大学", language="ja", first=date(2020, 1, 1)))
    assert further.name == "Example University"
    assert all(one.last is None for one in further.names if one.text != "Example Institute")


def test_a_name_of_no_told_language_ends_with_one_of_its_script() -> None:
    now = renamed(partner("p", "Old", "เก่า"), PartnerName(text="New", language="en", first=DAY))
    assert [(one.text, one.last) for one in now.names] == [("New", None), ("Old", date(2026, 11, 22)), ("เก่า", None)]


def test_a_name_mended_on_its_own_first_day_takes_its_place() -> None:
    known = new_partner(identity="p", names=(PartnerName(text="Exmaple", language="en", first=DAY),))
    now = renamed(known, PartnerName(text="Example", language="en", first=DAY))
    assert [one.text for one in now.names] == ["Example"]


@given(
    st.lists(st.tuples(st.sampled_from(["en", "th", "ja"]), st.dates(date(2000, 1, 1), date(2040, 1, 1))), max_size=8)
)
def test_on_each_day_there_is_one_name_of_a_language(changes: list[tuple[str, date]]) -> None:
    now = partner("p", "First")
    for number, (language, day) in enumerate(sorted(changes, key=lambda one: one[1])):
        now = renamed(now, PartnerName(text=f"Name {number}", language=language, first=day))
    for _, day in changes:
        held = [one.language for one in now.names if one.holds(day)]
        assert len(held) == len(set(held))
    assert now.name in {one.text for one in now.names}


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"text": "x", "language": "English"},
        {"text": "x", "first": DAY, "last": date(2026, 11, 22)},
        {"text": "x", "script": "latin"},
    ],
)
def test_a_name_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartnerName(**wrong)


def test_a_merge_keeps_all_that_was_known() -> None:
    one, other = (
        partner("a", "A", ror="03vek6s52"),
        partner("b", "B", "A", country="JP", ror="03vek6s52", pic="999999999"),
    )
    kept, gone = merged(one, other)
    assert (kept.id, kept.name, kept.country, kept.merged_into) == ("a", "A", "JP", None)
    assert [name.text for name in kept.names] == ["A", "B"]
    assert [held.scheme for held in kept.identifiers] == ["ror", "pic"]
    assert (gone.merged_into, gone.names) == ("a", other.names)


def told(*partners: Partner) -> list[tuple[tuple[str, ...], list[Likeness]]]:
    return [(one.partners, [why.likeness for why in one.reasons]) for one in find_doubles(partners)]


def test_which_partners_may_be_one() -> None:
    ident, name, words, abroad = Likeness
    york = (partner("a", "York University", country="CA"), partner("b", "University of York", country="GB"))
    assert told(*york) == []
    assert told(york[0], partner("b", "The YORK university", country="CA")) == [(("a", "b"), [name])]
    assert told(york[0], partner("b", "University of York", country="CA")) == [(("a", "b"), [words])]
    assert told(york[0], partner("b", "York University")) == [(("a", "b"), [name])]
    assert told(york[0], partner("b", "York University", country="US")) == [(("a", "b"), [abroad])]
    assert told(partner("a", "X", ror="03vek6s52"), partner("b", "Y", country="TH", ror="03vek6s52")) == [
        (("a", "b"), [ident])
    ]
    assert told(partner("a", "Chiba University", "千葉大学"), partner("b", "มหาวิทยาลัยชิบะ", "千葉大学")) == [
        (("a", "b"), [name])
    ]


def test_a_chain_of_reasons_is_one_group_with_the_surest_first() -> None:
    chain = (
        partner("a", "One Two", country="TH"),
        partner("b", "Two One", country="TH", pic="999999999"),
        partner("c", "Three", country="TH", pic="999999999"),
    )
    (found,) = find_doubles(chain)
    assert found.partners == ("a", "b", "c")
    assert [(why.likeness, why.partners) for why in found.reasons] == [
        (Likeness.SAME_IDENTIFIER, ("b", "c")),
        (Likeness.SAME_WORDS, ("a", "b")),
    ]
    assert found.surest is Likeness.SAME_IDENTIFIER
    _, gone = merged(chain[1], chain[2])
    assert [one.partners for one in find_doubles((chain[0], chain[1], gone))] == [("a", "b")]


NAMES = st.sampled_from(["A B", "B A", "The A B", "C", "c", "D"])
SOME = st.lists(st.tuples(NAMES, st.sampled_from(["", "TH", "JP"]), st.sampled_from(["", "111111111"])), max_size=12)


@given(SOME, st.randoms())
def test_doubles_are_those_of_a_comparison_of_all_with_all(rows: list[tuple[str, str, str]], random: Any) -> None:
    known = [
        partner(f"{at:02}", name, country=country, **({"pic": pic} if pic else {}))
        for at, (name, country, pic) in enumerate(rows)
    ]
    pairs = {
        (one.id, other.id)
        for one in known
        for other in known
        if one.id < other.id and (one.identifier("pic") == other.identifier("pic") != "" or _alike(one, other))
    }
    found = [one for one in find_doubles(known) if one.surest is not Likeness.NAME_ABROAD]
    group = {identity: one for one in found for identity in one.partners}
    for one, other in pairs:
        assert group[one] is group[other]
    assert {identity for pair in pairs for identity in pair} == set(group)
    random.shuffle(known)
    assert [one.partners for one in _near(find_doubles(known))] == [one.partners for one in found]


def _near(found: tuple[Doubles, ...]) -> list[Doubles]:
    return [one for one in found if one.surest is not Likeness.NAME_ABROAD]


def _alike(one: Partner, other: Partner) -> bool:
    agree = not one.country or not other.country or one.country == other.country
    first, second = one.name, other.name
    same = name_key(first) == name_key(second) or words_key(first) == words_key(second) != ""
    return agree and same
