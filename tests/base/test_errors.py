"""The family of errors."""

import pickle
from datetime import date
from typing import Any, ClassVar

import pytest

from orqa.base.errors import MissingExtra, NotModelled, OrqaError
from orqa.base.language import Text

FILE = Text.of(en="the file", th="แฟ้ม")


class Unreadable(OrqaError, ValueError):
    """Made for these tests."""

    code: ClassVar[str] = "unreadable"
    template: ClassVar[Text] = Text.of(en="cannot read {names} in {where}", th="อ่าน {names} ใน{where}ไม่ได้")

    names: tuple[str, ...]
    where: Text = FILE


def test_an_error_speaks_each_language_and_keeps_its_data() -> None:
    error = Unreadable(("a", "b"))
    assert str(error) == error.message("en") == "cannot read a, b in the file"
    assert error.message("th") == "อ่าน a, b ในแฟ้มไม่ได้"
    assert error.messages == Text.of(en="cannot read a, b in the file", th="อ่าน a, b ในแฟ้มไม่ได้")
    assert error.names == ("a", "b")


class Unwritable(Unreadable):
    """With more data than its base."""

    code: ClassVar[str] = "unwritable"
    media: "ClassVar[str]" = "paper"

    line: int = 1


def test_data_is_given_by_place_or_by_name_and_may_have_a_default() -> None:
    assert Unwritable.attributes == ("names", "where", "line")
    for error in (
        Unwritable(("a",), FILE, 1),
        Unwritable(("a",)),
        Unwritable(names=("a",)),
        Unwritable(("a",), line=1),
    ):
        assert (error.names, error.where, error.line) == error.args == (("a",), FILE, 1)
        assert repr(error) == f"Unwritable(names=('a',), where={FILE!r}, line=1)"
        assert str(error) == "cannot read a in the file"
    assert Unreadable.attributes == ("names", "where")


WRONG: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "nothing": ((), {}),
    "too much": (((), FILE, 1, 2), {}),
    "twice": (((), FILE), {"where": FILE}),
    "unknown": (((),), {"place": FILE}),
    "of the class": (((),), {"media": "stone"}),
}


@pytest.mark.parametrize(("values", "named"), WRONG.values(), ids=WRONG)
def test_an_error_that_is_raised_with_other_data_is_a_programming_error(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match="Unwritable takes names, where, line"):
        Unwritable(*values, **named)


def test_an_empty_list_is_shown_as_a_dash() -> None:
    assert str(Unreadable(())) == "cannot read – in the file"


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (Unreadable(("a",)), ValueError),
        (NotModelled("x", "y"), LookupError),
        (MissingExtra("a", "b", "c"), ImportError),
    ],
)
def test_an_error_is_caught_as_its_builtin_and_survives_pickling(error: OrqaError, builtin: type[Exception]) -> None:
    with pytest.raises(builtin) as caught:
        raise error
    assert caught.value is error
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own bytes
    assert (type(again), str(again)) == (type(error), str(error))


def test_two_errors_are_equal_only_when_they_are_one() -> None:
    assert NotModelled("x", "y") != NotModelled("x", "y")


def test_a_missing_extra_says_what_to_type() -> None:
    error = MissingExtra("PDF", "typst", "documents")
    assert "pip install 'orqa[documents]'" in error.message("en")
    assert "ติดตั้งด้วย pip install 'orqa[documents]'" in error.message("th")


class TooLate(OrqaError, ValueError):
    """Made for these tests."""

    code: ClassVar[str] = "too-late"
    template: ClassVar[Text] = Text.of(en="not after {day}", th="ไม่เกิน {day}")

    day: date


def test_a_day_is_written_as_each_language_writes_it() -> None:
    error = TooLate(date(2026, 12, 31))
    assert (error.message("en"), error.message("th")) == ("not after 2026-12-31", "ไม่เกิน 31 ธ.ค. 69")
    assert error.day == date(2026, 12, 31)
