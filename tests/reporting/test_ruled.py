"""Columns in the order and with the titles of a rule."""

import pytest

from orqa.base.language import Text
from orqa.reporting.columns import Column
from orqa.reporting.ruled import picked, ruled_columns
from orqa.rules.errors import UnknownTerm

KNOWN = {name: Column(name=name, title=Text.of(en=name), personal=name == "b") for name in ("a", "b", "c")}


def entry(field: str, title: str) -> dict[str, object]:
    return {"field": field, "title": Text.of(en=title)}


def test_order_and_titles_are_the_rule_s_and_what_a_column_is_stays() -> None:
    columns = ruled_columns("x.columns", [entry("b", "Name"), entry("a", "No.")], KNOWN)
    assert [(one.name, one.title.in_language("en"), one.personal) for one in columns] == [
        ("b", "Name", True),
        ("a", "No.", False),
    ]
    assert picked(columns, {"a": 1, "b": "x", "c": None}) == ("x", 1)


def test_a_field_that_is_not_there() -> None:
    with pytest.raises(UnknownTerm, match=r"x.columns has no entry d"):
        ruled_columns("x.columns", [entry("d", "?")], KNOWN)
