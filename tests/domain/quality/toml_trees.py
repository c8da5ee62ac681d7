"""Trees of TOML: written out, and mutated at any place, for files that no author would write."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]


def written(tree: dict[str, Any]) -> str:
    """A tree as TOML, each top table on a line."""
    return "".join(f"{_key(name)} = {_value(value)}\n" for name, value in tree.items())


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "{" + ", ".join(f"{_key(name)} = {_value(inner)}" for name, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case str():
            return _key(value)
    return str(value)


def _key(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def paths(tree: Any, at: Path = ()) -> Iterator[Path]:
    """Every place of a tree but its top."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, value in inside:
        yield (*at, name)
        yield from paths(value, (*at, name))


_WORDS = (
    "", "x", "overall", "1", "{each}", "{found}", "mean", "weighted-mean", "sum", "minimum", "holistic", "rating",
    "items", "points", "bands", "value", "limit", "ladder", "numbers", "flag", "fields", "degree", "test#1", "2.1",
    "five", "verdict", "words", "shown", "a/0", "phd", "ratings", "\x00marks", "ก", "a.b", "../x.toml",
)  # fmt: skip
_NUMBERS = (
    0, 1, -1, 5, 10, 99, 10**20, 10**40, 1_000_000, -(10**20), True, False, date(2026, 1, 1),
    *map(Decimal, ("0.5", "nan", "inf", "-0.001", "1e30", "1e-30")),
)  # fmt: skip
_TABLES: tuple[Any, ...] = (
    [], {}, [[]], [{}], [1, "x"], {"by": "degree"}, {"by": []}, {"value": 3}, {"value": 3, "certainty": "known"},
    {"when": {"degree": "master"}}, {"when": 3}, {"th": "ก"}, {"th": "ก", "en": "a"}, {"en": 3},
)  # fmt: skip
JUNK: st.SearchStrategy[Any] = st.sampled_from(_WORDS) | st.sampled_from(_NUMBERS) | st.sampled_from(_TABLES)


@st.composite
def mutated(draw: st.DrawFn, tree: dict[str, Any], most: int = 3) -> dict[str, Any]:
    """The tree with a few places replaced, removed, doubled, renamed, or taken from elsewhere in it."""
    found = deepcopy(tree)
    for _ in range(draw(st.integers(1, most))):
        places = list(paths(found))
        if places:
            _mutate(draw, found, draw(st.sampled_from(places)), places)
    return found


def _mutate(draw: st.DrawFn, tree: dict[str, Any], path: Path, places: list[Path]) -> None:
    owner: Any = tree
    for name in path[:-1]:
        owner = owner[name]
    last = path[-1]
    match draw(st.sampled_from(["replace", "remove", "double", "rename", "borrow"])):
        case "replace":
            owner[last] = draw(JUNK)
        case "remove":
            del owner[last]
        case "double" if isinstance(owner, list):
            owner.append(deepcopy(owner[last]))
        case "rename" if isinstance(owner, dict):
            owner[draw(st.sampled_from(["x", "by", "when", "each", "value", "cite", "id", "", "ก", "\x00name"]))] = (
                owner.pop(last)
            )
        case _:
            other: Any = tree
            for name in draw(st.sampled_from(places)):
                other = other[name]
            owner[last] = deepcopy(other)
