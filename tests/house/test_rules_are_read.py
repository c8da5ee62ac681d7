"""Every rule has a reader: a key that no code under ``src`` names is a sentence to nobody."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from orqa.plugins.opening import builtin_registry

WAITING = {"reference.prefixes"}
"""Kept for what is to read it: which agency a letter's number speaks of is shown by nothing yet."""

SOURCES = Path(__file__).parents[2] / "src"
PROFILES = builtin_registry().profile_names()


def named(source: str) -> Iterator[str]:
    """Keys that a module names: each text in it, and each text behind the beginning of a key that is put together."""
    tree = ast.parse(source)
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    yield from texts
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            beginning = str(node.values[0].value)
            if beginning.endswith("."):
                yield from (beginning + text for text in texts)


def test_every_rule_is_read_by_some_code() -> None:
    read = {key for path in SOURCES.rglob("*.py") for key in named(path.read_text(encoding="utf-8"))}
    keys = {key for name in PROFILES for key in builtin_registry().profile(name).ruleset.keys()}  # noqa: SIM118 - no mapping
    assert len(keys) > 100
    unread = keys - read
    assert unread == WAITING, "let code read it, or delete it; strike out what is read by now"


@pytest.mark.parametrize(
    ("source", "key", "is_named"),
    [
        ('reading.value("leave.paid")', "leave.paid", True),
        ('KEY = "leave.paid"', "leave.paid", True),
        ('rule("paid")\ndef rule(name):\n    return value(f"leave.{name}")', "leave.paid", True),
        ('rule("paid")\ndef rule(name):\n    return value(f"leave.{name}")', "leave.most", False),
        ('rule("paid")\ndef rule(name):\n    return value(f"bond.{name}")', "leave.paid", False),
        ("# leave.paid", "leave.paid", False),
        ('f"{x}.paid"', "leave.paid", False),
    ],
)
def test_what_counts_as_read(source: str, key: str, is_named: bool) -> None:  # noqa: FBT001 - one column of the table
    assert (key in set(named(source))) is is_named
