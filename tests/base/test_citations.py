"""Citations of clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.citations import Certainty, Citation

SOURCES = st.from_regex(r"[a-z0-9][a-z0-9.-]*", fullmatch=True)


@given(SOURCES, st.text())
def test_a_citation_is_read_back(source: str, clause: str) -> None:
    citation = Citation(source, clause)
    assert Citation.parse(str(citation)) == citation


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("opm-correspondence-2526#38.2", Citation("opm-correspondence-2526", "38.2")),
        ("practice", Citation("practice")),
        ("practice#", Citation("practice")),
    ],
)
def test_a_clause_is_optional(text: str, citation: Citation) -> None:
    assert Citation.parse(text) == citation


@pytest.mark.parametrize("text", ["", "#38", "ระเบียบ#38", "OPM#1", "-a", "a b"])
def test_a_source_is_a_plain_id(text: str) -> None:
    with pytest.raises(ValueError, match="written source#clause"):
        Citation.parse(text)
    with pytest.raises(ValueError, match="must match regex"):
        Citation(text.partition("#")[0])


def test_certainties_are_written_as_in_data() -> None:
    assert [str(certainty) for certainty in Certainty] == ["verified", "known", "uncertain"]
