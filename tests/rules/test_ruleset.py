"""Spans, explanations and what is overdue."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orqa.base.citations import Certainty, Citation
from orqa.rules.errors import UnknownDimension, UnknownParameter
from orqa.rules.explanations import Status
from orqa.rules.profile import Profile
from orqa.rules.ruleset import RuleSet

RULES = """
[rate]
title = "Rate"
unit = "percent"
note = "of the price"
rows = [
  {from = 2020-01-01, value = 7, cite = "law#1", certainty = "verified", last_checked = 2025-11-30},
  {from = 2021-07-01, value = 10, cite = "law#2", certainty = "known", last_checked = 2026-01-15, note = "raised"},
  {from = 2024-01-01, repealed = true, cite = "custom", certainty = "uncertain"},
]
[limit]
title = "Limit"
by = ["who"]
rows = [
  {from = 2020-01-01, value = 1, who = ["a", "b"], cite = "law#3", certainty = "known"},
  {from = 2022-03-01, value = 2, who = "b", cite = "law#4", certainty = "known", last_checked = 2026-02-01},
]
"""


@pytest.fixture
def rules(make: Callable[..., Profile]) -> RuleSet:
    return make({"rules/x.toml": RULES}).ruleset


def test_spans_cut_only_where_a_rule_that_is_asked_for_changes(rules: RuleSet) -> None:
    spans = rules.spans(["x.rate"], date(2021, 1, 1), date(2022, 12, 31))
    assert [(s.first, s.last) for s in spans] == [
        (date(2021, 1, 1), date(2021, 6, 30)),
        (date(2021, 7, 1), date(2022, 12, 31)),
    ]
    assert [s.view.reading().value("x.rate") for s in spans] == [7, 10]
    both = rules.spans(iter(["x.rate", "x.limit"]), date(2021, 1, 1), date(2022, 12, 31))
    assert [s.first for s in both] == [date(2021, 1, 1), date(2021, 7, 1), date(2022, 3, 1)]


def test_a_rule_that_changes_on_the_last_day_has_a_span_of_that_day(rules: RuleSet) -> None:
    spans = rules.spans(["x.rate"], date(2021, 6, 1), date(2021, 7, 1))
    assert [(s.first.day, s.last.day, s.view.reading().value("x.rate")) for s in spans] == [(1, 30, 7), (1, 1, 10)]


def test_a_list_of_dimension_values_is_a_row_for_each(rules: RuleSet) -> None:
    parameter = rules.parameter("x.limit")
    assert [(dict(row.dims), row.value) for row in parameter.rows] == [
        ({"who": "a"}, 1),
        ({"who": "b"}, 1),
        ({"who": "b"}, 2),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2019, 1, 1), date(2025, 1, 1)), st.integers(0, 900), st.integers(0, 900))
def test_spans_cover_each_day_once_and_hold_throughout(rules: RuleSet, first: date, length: int, step: int) -> None:
    last = first + timedelta(length)
    spans = rules.spans(["x.rate", "x.limit"], first, last)
    assert (spans[0].first, spans[-1].last) == (first, last)
    assert all(a.last + timedelta(1) == b.first for a, b in pairwise(spans))
    day = first + timedelta(min(step, length))
    (span,) = [s for s in spans if s.first <= day <= s.last]
    for key in ("x.rate", "x.limit"):
        parameter = rules.parameter(key)
        for cell in parameter.cells():
            assert parameter.row(cell, day) is parameter.row(cell, span.view.first)


def test_spans_refuse_unknown_rules_and_days_in_the_wrong_order(rules: RuleSet) -> None:
    with pytest.raises(UnknownParameter, match=r"x.rat;"):
        rules.spans(["x.rat"], date(2021, 1, 1), date(2021, 1, 1))
    with pytest.raises(ValueError, match=r"last day 2020-12-31 is before the first day 2021-01-01"):
        rules.spans(["x.rate"], date(2021, 1, 1), date(2020, 12, 31))


def test_an_explanation_says_value_clause_source_certainty_and_history(rules: RuleSet) -> None:
    found = rules.explain("x.rate", date(2022, 5, 5))
    assert (found.value, found.status, found.unit, str(found.title)) == (10, Status.IN_FORCE, "percent", "Rate")
    assert (found.citations, found.certainty, str(found.note)) == (
        (Citation("law", "2"),),
        Certainty.KNOWN,
        "of the price",
    )
    assert list(found.sources) == ["law"]
    assert [row.value for row in found.history] == [7, 10, None]
    assert found.answers[0].until == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("day", "status", "value", "until"),
    [
        (date(2019, 12, 31), Status.NOT_MODELLED, None, date(2019, 12, 31)),
        (date(2020, 1, 1), Status.IN_FORCE, 7, date(2021, 6, 30)),
        (date(2023, 12, 31), Status.IN_FORCE, 10, date(2023, 12, 31)),
        (date(2024, 1, 1), Status.REPEALED, None, None),
    ],
)
def test_repealed_and_not_modelled_are_answers_of_an_explanation(
    rules: RuleSet, day: date, status: Status, value: int | None, until: date | None
) -> None:
    found = rules.explain("x.rate", day)
    assert (found.status, found.value, found.answers[0].until) == (status, value, until)
    assert (found.certainty is None) is (status is Status.NOT_MODELLED)


def test_a_rule_with_dimensions_is_explained_in_whole_or_in_part(rules: RuleSet) -> None:
    found = rules.explain("x.limit", date(2023, 1, 1))
    assert [(dict(a.dims), a.value) for a in found.answers] == [({"who": "a"}, 1), ({"who": "b"}, 2)]
    assert found.citations == (Citation("law", "3"), Citation("law", "4"))
    assert [a.value for a in rules.explain("x.limit", date(2021, 1, 1), who="b").answers] == [1]
    with pytest.raises(UnknownDimension, match=r"cannot be asked by who = c; it is asked by: who = a | b"):
        rules.explain("x.limit", date(2023, 1, 1), who="c")
    with pytest.raises(UnknownDimension):
        rules.explain("x.limit", date(2023, 1, 1), what="a")
    with pytest.raises(UnknownParameter):
        rules.explain("x.limits", date(2023, 1, 1))


def test_overdue_lists_what_nobody_checked_never_checked_first(rules: RuleSet) -> None:
    found = rules.overdue(date(2027, 2, 1))
    assert [(o.key, o.last_checked) for o in found] == [("x.limit", None)]  # the repealed rate is not in force
    found = rules.overdue(date(2027, 2, 2))
    assert [(o.key, o.last_checked, o.row.value) for o in found] == [
        ("x.limit", None, 1),
        ("x.limit", date(2026, 2, 1), 2),
    ]
    assert [o.key for o in rules.overdue(date(2023, 1, 1), months=1200)] == ["x.limit"]
    assert next((o.key, o.last_checked) for o in rules.overdue(date(2021, 1, 1), months=0)) == ("x.limit", None)
