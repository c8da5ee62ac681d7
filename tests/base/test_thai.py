"""Thai text: digits, clean text, search keys."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base import thai
from orqa.base.thai import clean_text, search_key, to_arabic_digits, to_thai_digits

THAI = st.text(st.characters(min_codepoint=0x0E00, max_codepoint=0x0E7F) | st.sampled_from(" \u200b\xa0"))
MARKS = st.text(st.sampled_from("กเาำัิีุู็่้์ํ \u200b\u05b0\u0301"), max_size=12)
ANY = st.text() | THAI | MARKS


@given(st.text(st.characters(categories=["L", "P", "Zs"]) | st.sampled_from("0123456789")))
def test_digits_go_both_ways(text: str) -> None:
    assert to_arabic_digits(to_thai_digits(text)) == text


@pytest.mark.parametrize(
    ("text", "arabic"),
    [("๐๑๒๓๔๕๖๗๘๙", "0123456789"), ("อว ๐๖55.๐8/๑2", "อว 0655.08/12"), ("no digits", "no digits"), ("", "")],
)
def test_mixed_digits_become_arabic(text: str, arabic: str) -> None:
    assert to_arabic_digits(text) == arabic


def test_thai_digits_leave_the_rest_alone() -> None:
    assert to_thai_digits("ว 12/2568 (a)") == "ว ๑๒/๒๕๖๘ (a)"


@given(ANY)
def test_clean_text_is_idempotent(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean


@given(ANY)
def test_clean_text_is_visible_encodable_and_trimmed(text: str) -> None:
    clean = clean_text(text)
    assert clean == " ".join(clean.split())
    assert {unicodedata.category(c) for c in clean}.isdisjoint({"Cc", "Cf", "Cs"})
    assert clean.encode().decode() == clean
    assert unicodedata.is_normalized("NFC", clean)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("กํา", "กำ"),
        ("ก่ิง", "กิ่ง"),
        ("ผู้", "ผู้"),
        ("ผู้", "ผู้"),
        ("สิทธ์ิ", "สิทธิ์"),
        ("พุทฺธํ", "พุทฺธํ"),  # Pali keeps its nikhahit
        ("ขอ\u200bเชิญ\ufeff", "ขอเชิญ"),
        ("co\u00adoperate", "cooperate"),
        ("a\x00b\x07c", "abc"),
        ("a\u202eb", "ab"),
        (" a \t\r\n\xa0\u2003 b ", "a b"),
        ("e\u0301", "é"),
        ("e\u200d\u0301", "é"),
        ("half \ud83d", "half \ufffd"),
        ("❤\ufe0f", "❤"),
        ("ต่าง ๆ", "ต่าง ๆ"),
    ],
)
def test_clean_text(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@given(ANY)
def test_search_key_is_idempotent(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key


@given(ANY)
def test_cleaning_and_digits_do_not_change_the_search_key(text: str) -> None:
    assert search_key(clean_text(text)) == search_key(text) == search_key(to_thai_digits(text))


@given(ANY, st.lists(st.integers(0, 40), max_size=4))
def test_invisible_characters_do_not_change_the_search_key(text: str, places: list[int]) -> None:
    spoilt = list(text)
    for place in places:
        spoilt.insert(place, "\u200b")
    assert search_key("".join(spoilt)) == search_key(text)


@given(ANY)
def test_the_short_way_never_differs_from_the_long(text: str) -> None:
    assert search_key(text) == thai._key_of_any(text)
    assert clean_text(text) == thai._composed(" ".join(thai._visible(text).split()))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ขอ เชิญ ประชุม", "ขอเชิญประชุม"),
        ("ครั้งที่ ๑๐ / ๒๕๖๘", "ครั้งที่ 10 / 2568"),
        ("ต่าง ๆ", "ต่างๆ"),
        ("ฯ ล ฯ", "ฯลฯ"),
        ("ทุน Erasmus+ ปี", "ทุน erasmus+ ปี"),
        ("STRASSE straße", "strasse strasse"),
        ("เเผนงาน", "แผนงาน"),
        ("น ้ํา", "น้ำ"),
        ("ด าเนินการ", "ดาเนินการ"),  # what a PDF file lost is not guessed
        ("", ""),
        (" \u200b ", ""),
        ("฿ 5", "฿ 5"),
    ],
)
def test_search_key(text: str, key: str) -> None:
    assert search_key(text) == key


@given(st.text("กขคเาิ", min_size=1), st.data())
def test_a_word_is_found_wherever_spaces_stand(subject: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(subject)))
    assert search_key(subject[:cut] + " " + subject[cut:]) == search_key(subject)
