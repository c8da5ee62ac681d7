import copy
import json
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.rules.frozen import FrozenDict, freeze

values = st.recursive(
    st.integers() | st.text(max_size=5) | st.booleans() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4).filter(lambda k: k != "title"), inner)
    ),
    max_leaves=8,
)


def thaw(value: object) -> object:
    if isinstance(value, dict):
        return {key: thaw(item) for key, item in value.items()}
    return [thaw(item) for item in value] if isinstance(value, tuple) else value


@given(values)
def test_freezing_keeps_every_value_and_makes_it_hashable(value: object) -> None:
    frozen = freeze(value)
    assert thaw(frozen) == value
    assert isinstance(hash(frozen), int)
    assert freeze(frozen) == frozen


CHANGES = {
    "__setitem__": ("a", 2),
    "__delitem__": ("a",),
    "__ior__": ({"a": 2},),
    "clear": (),
    "pop": ("a",),
    "popitem": (),
    "setdefault": ("b", 1),
    "update": ({"a": 2},),
}


@pytest.mark.parametrize("method", CHANGES)
def test_no_change_is_possible(method: str) -> None:
    table = FrozenDict(a=1)
    with pytest.raises(TypeError, match=r"a rule cannot be changed"):
        getattr(table, method)(*CHANGES[method])
    assert table == {"a": 1}


def test_a_frozen_table_copies_pickles_and_prints_like_a_dict() -> None:
    table = freeze({"a": 1, "b": [1, {"c": "x"}]})
    assert copy.copy(table) is table
    assert copy.deepcopy(table) is table
    assert pickle.loads(pickle.dumps(table)) == table  # noqa: S301 - our own bytes
    assert type(pickle.loads(pickle.dumps(table))) is FrozenDict  # noqa: S301 - our own bytes
    assert json.loads(json.dumps(table)) == {"a": 1, "b": [1, {"c": "x"}]}
    assert (table | {"d": 1})["d"] == 1


def test_titles_inside_values_become_texts() -> None:
    table = freeze([{"field": "sender", "title": {"th": "จาก", "en": "From"}}, {"title": "To"}])
    assert table[0]["title"] == Text.of(th="จาก", en="From")
    assert table[1]["title"] == Text.of(en="To")


def test_numbers_stay_exact() -> None:
    assert freeze({"rate": Decimal("0.1")})["rate"] == Decimal("0.1")
