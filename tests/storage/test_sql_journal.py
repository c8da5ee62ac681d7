"""Bodies are read as ``json.loads`` reads them, only faster; what is none is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.storage.chain import canonical
from orqa.storage.errors import StoreDamaged
from orqa.storage.sql.journal import body_of

REF = RecordRef("note", "a")
scalars = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
bodies = st.dictionaries(
    st.text(max_size=5), st.recursive(scalars, lambda inner: st.lists(inner, max_size=3)), max_size=5
)


@given(body=bodies, before=st.sampled_from(["", " ", "\n\t"]), behind=st.sampled_from(["", " ", "\r\n"]))
def test_a_body_is_read_back_however_it_is_spaced(body: dict[str, object], before: str, behind: str) -> None:
    for text in (canonical(body), json.dumps(body, indent=1)):
        assert body_of(before + text + behind, "office", REF) == body


@pytest.mark.parametrize("text", ["", "{", '{"a":1}}', '{"a":1} x', "nothing", "\ufeff{}", None, 3])
def test_what_is_no_body_is_told(text: object) -> None:
    with pytest.raises(StoreDamaged, match="the content of note:a cannot be read") as caught:
        body_of(text, "office", REF)
    assert "อ่านเนื้อหาของ note:a ไม่ได้" in caught.value.messages.in_language("th")
