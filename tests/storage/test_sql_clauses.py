"""The bounds of a prefix, and the parts of a list behind a cursor, mean what plain Python means."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orqa.storage.sql.clauses import after_prefix

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=4) | st.text("กข\ud7ff\ue000\U0010ffff", max_size=4)


@given(texts, texts)
@example("\ud7ff\ue000", "\ud7ff")
@example("a\U0010ffff\U0010ffff", "a\U0010ffff")
def test_a_prefix_is_a_half_open_range(text: str, start: str) -> None:
    end = after_prefix(start)
    assert (text >= start and (end is None or text < end)) is text.startswith(start)


@given(texts)
def test_a_text_that_goes_on_is_in_its_prefix_s_range(start: str) -> None:
    end = after_prefix(start)
    for more in ("", "a", "๛", "\U0010ffff" * 3):
        assert end is None or start <= start + more < end


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-", "2026."),
        ("ก", "ข"),
        ("", None),
        ("\U0010ffff", None),
        ("a\U0010ffff", "b"),
        ("\ud7ff", "\ue000"),
    ],
)
def test_ends_of_prefixes(start: str, end: str | None) -> None:
    assert after_prefix(start) == end
    if end is not None:
        assert end.encode() > start.encode(), "UTF-8 keeps the order of code points, so databases agree"
