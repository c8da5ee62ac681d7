"""Characters that a screen would obey, and how wide text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.reporting.characters import REPLACEMENT, one_line, visible
from orqa.reporting.width import display_width, pad, wrap

THAI = st.text("กขคงนมยรลวสหอเแโใไะาิีึืุูำ่้๊๋์ ๑๒1a", max_size=60)
HOSTILE = ["\x00", "\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\ud800", "\uffff"]


@pytest.mark.parametrize("character", HOSTILE)
def test_a_character_that_a_screen_obeys_is_shown(character: str) -> None:
    assert visible(f"ก{character}ข") == f"ก{REPLACEMENT}ข"
    assert one_line(f"ก{character}ข") == f"ก{REPLACEMENT}ข"


@pytest.mark.parametrize("text", ["เรื่อง", "น้ำ", "a\tb\nc", "é", "日本", "\u200b", "👩‍💻", "a\u0300"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_what_is_visible_can_be_encoded_and_stays(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert visible(shown) == shown
    assert "\r" not in shown


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029", "\x85", "\t"])
def test_a_line_break_becomes_one_space(end: str) -> None:
    assert one_line(f"แรก {end} หลัง") == "แรก หลัง"


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("เรื่อง", 4), ("น้ำ", 2), ("ผู้ที่", 2), ("๑๒", 2), ("日本", 4), ("e\u0301", 1), ("a\u200bb", 2)],
)
def test_marks_above_and_below_take_no_cell(text: str, cells: int) -> None:
    assert display_width(text) == cells


@given(THAI)
def test_the_fast_way_for_thai_agrees_with_the_general_one(text: str) -> None:
    assert display_width(text) == display_width(text + "é") - 1


@given(THAI, st.integers(0, 5), st.booleans())
def test_padded_text_has_the_width_asked_for(text: str, more: int, right: bool) -> None:  # noqa: FBT001 - drawn
    padded = pad(text, display_width(text) + more, right=right)
    assert display_width(padded) == display_width(text) + more
    assert padded.strip(" ") == text.strip(" ")


@given(THAI, st.integers(2, 20))
def test_wrapped_text_fits_and_loses_spaces_only(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_blanks_before_a_word_that_fills_the_line_are_dropped() -> None:
    assert wrap(" 11", 2) == ["11"]
    assert wrap("  ก", 1 + 1) == ["ก"]


@given(st.lists(st.sampled_from(["ก", "นี่", "แม่", "ยำ", "เน้น", "ไม้", "น้ำ", "ปู่"]), min_size=1).map("".join))
def test_a_line_neither_begins_with_a_mark_nor_ends_with_a_leading_vowel(text: str) -> None:
    for line in wrap(text, 4):
        assert line[0] not in "่้ีูำ"
        assert line[-1] not in "เแไ"


def test_lines_break_at_spaces_and_zero_width_spaces() -> None:
    assert wrap("ขอเชิญประชุม ครั้งที่ 2", 13) == ["ขอเชิญประชุม", "ครั้งที่ 2"]
    assert wrap("ประกัน\u200bคุณภาพ", 6) == ["ประกัน\u200b", "คุณภาพ"]
    assert wrap("", 5) == [""]
