"""Texts of several languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text, joined

SUBJECT = Text.of(th="เรื่อง", en="Subject")


@pytest.mark.parametrize(
    ("language", "form"), [("th", "เรื่อง"), ("en", "Subject"), ("th-TH", "เรื่อง"), ("fr", "Subject"), ("", "Subject")]
)
def test_a_form_is_found_or_falls_back(language: str, form: str) -> None:
    assert SUBJECT.in_language(language) == form


def test_without_english_the_first_form_is_shown() -> None:
    assert str(Text.of(th="เรื่อง", lo="ເລື່ອງ")) == "เรื่อง"


def test_languages_are_listed_in_order() -> None:
    assert SUBJECT.languages == ("th", "en")
    assert repr(SUBJECT) == "Text.of(th='เรื่อง', en='Subject')"


def test_a_text_without_a_form_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one language"):
        Text.of()


def test_fields_are_filled_in_every_language_and_texts_per_language() -> None:
    text = Text.of(th="{what} ที่ {number:03}", en="{what!r} no. {number}").fill(what=SUBJECT, number=7)
    assert text == Text.of(th="เรื่อง ที่ 007", en="'Subject' no. 7")


@given(st.text())
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    assert str(Text.of(en="<{value}>").fill(value=value)) == f"<{value}>"


def test_a_template_cannot_look_into_a_value() -> None:
    with pytest.raises(KeyError):
        Text.of(en="{value.__class__}").fill(value="x")


@pytest.mark.parametrize(
    ("value", "text"),
    [("Subject", Text.of(en="Subject")), ({"th": "เรื่อง", "en": "Subject"}, SUBJECT), (SUBJECT, SUBJECT)],
)
def test_what_a_toml_file_holds_is_accepted(value: str | dict[str, str] | Text, text: Text) -> None:
    assert Text.from_value(value) == text


@pytest.mark.parametrize("value", [{}, "", {"th": ""}, {"th": 3}])
def test_an_empty_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="at least one non-empty form"):
        Text.from_value(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("texts", "forms"),
    [
        ([], (("en", "–"),)),
        ([SUBJECT], (("th", "เรื่อง"), ("en", "Subject"))),
        (
            [SUBJECT, Text.of(en="To", lo="ເຖິງ")],
            (("th", "เรื่อง; To"), ("en", "Subject; To"), ("lo", "Subject; ເຖິງ")),
        ),
    ],
)
def test_texts_are_joined_in_each_language_that_one_of_them_has(
    texts: list[Text], forms: tuple[tuple[str, str], ...]
) -> None:
    assert joined(texts, "; ").forms == forms


@pytest.mark.parametrize(("days", "told"), [(1, "1 day is left"), (0, "0 days are left"), ("0.5", "0.5 days are left")])
def test_a_word_is_taken_by_a_number(days: int | str, told: str) -> None:
    text = Text.of(en="{days} {days:day is|days are} left", th="เหลือ {days} วัน").fill(days=days)
    assert (str(text), text.in_language("th")) == (told, f"เหลือ {days} วัน")
