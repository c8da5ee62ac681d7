"""Formulas: they only calculate, exactly, and whatever else somebody writes into one is refused with its place."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.domain.quality.formulas import LONGEST, FormulaProblem, read_formula

INPUTS: Mapping[str, Any] = {"a": 7, "b_2": Fraction(1, 3), "money.sci": 10, "zero": 0, "marks": (4, 5, 3), "no": ()}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 2 - 3", 5),
        ("12 / 3 / 2", 2),
        ("12 / (3 / 2)", 8),
        ("-a + 1", -6),
        ("2 * -3", -6),
        ("--a", 7),
        ("-(a - 10)", 3),
        ("a * b_2", Fraction(7, 3)),
        ("money.sci / a", Fraction(10, 7)),
        ("(a + a) / max(zero, 1) * 100", 1400),
        ("min(a, 3, b_2)", Fraction(1, 3)),
        ("max(a)", 7),
        ("mean(a, money.sci, 4)", 7),
        ("sum(marks)", 12),
        ("mean(marks)", 4),
        ("max(marks, a + 1)", 8),
        ("mean(marks, a, a)", Fraction(26, 5)),
        ("sum(no)", 0),
        ("min(max(a, 5), 6) * 2", 12),
        ("๑๐ + 1", 11),
        ("\ta+\n1 ", 8),
    ],
)
def test_a_formula_is_worked_out_exactly(text: str, value: Any) -> None:
    assert read_formula(text).value(INPUTS) == value


@pytest.mark.parametrize("text", ["a / zero", "1 / (a - 7)", "mean(no)", "min(no)", "max(no)", "a / sum(no)"])
def test_nothing_is_divided_by_nothing(text: str) -> None:
    with pytest.raises(ZeroDivisionError):
        read_formula(text).value(INPUTS)


def test_a_missing_input_is_not_zero() -> None:
    with pytest.raises(KeyError, match="missing"):
        read_formula("a + missing").value(INPUTS)


@pytest.mark.parametrize(
    ("text", "names", "single"),
    [
        ("a + a * b", ("a", "b"), {"a", "b"}),
        ("mean(list) / count", ("list", "count"), {"count"}),
        ("sum(list, list + 1)", ("list",), {"list"}),
        ("min((list))", ("list",), {"list"}),
        ("1", (), set()),
    ],
)
def test_a_formula_says_what_it_reads_and_what_may_be_no_list(
    text: str, names: tuple[str, ...], single: set[str]
) -> None:
    formula = read_formula(text)
    assert (formula.names, formula.single) == (names, single)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ends too early"),
        ("   ", "ends too early"),
        ("1 +", "ends too early"),
        ("(a", "ends too early"),
        ("min(a", "ends too early"),
        ("min(", "ends too early"),
        ("min()", "')' at character 5"),
        ("a b", "'b' at character 3"),
        ("1 2", "'2' at character 3"),
        ("a)", "')' at character 2"),
        ("a,", "',' at character 2"),
        ("a ** 2", "'*' at character 4"),
        ("9**9**9**9", "'*' at character 3"),
        ("2 ^ 3", "'^ 3' at character 3"),
        ("a // 2", "'/' at character 4"),
        ("a % 2", "'% 2' at character 3"),
        ("__import__('os')", "at character 12"),
        ("__import__(os)", "there is no function __import__"),
        ("import os", "'os' at character 8"),
        ("open(a)", "there is no function open"),
        ("abs(a)", "there is no function abs"),
        ("a.__class__()", "there is no function a.__class__"),
        ("(a).b", "'.b' at character 4"),
        ("a[0]", "'[0]' at character 2"),
        ("{a}", "'{a}' at character 1"),
        ("lambda: 1", "': 1' at character 7"),
        ("'a'", "\"'a'\" at character 1"),
        ("a if a else 1", "'if' at character 3"),
        ("a = 1", "'= 1' at character 3"),
        ("a < 1", "'< 1' at character 3"),
        ("1e5", "'e5' at character 2"),
        (".5", "'.5' at character 1"),
        ("A", "'A' at character 1"),
        ("9" * 41, "'999999999999…' at character 1"),
        ("a + " + "1" * 31 + "0" * 5, "at character 5"),
        ("(" * 21 + "a" + ")" * 21, "more than 20 brackets"),
        ("(" * 10_000, "more than 500 characters"),
        ("-" * 21 + "a", "more than 20 brackets"),
        ("min(" * 21 + "a" + ")" * 21, "more than 20 brackets"),
        ("a" + "+a" * 250, "more than 500 characters"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(FormulaProblem) as refused:
        read_formula(text)
    assert says in refused.value.reason.in_language("en")
    assert any("\u0e00" <= character <= "\u0e7f" for character in refused.value.reason.in_language("th"))
    assert len(str(refused.value)) < 250


def test_the_longest_and_the_deepest_formula_are_worked_out() -> None:
    chain = "a" + "*a" * ((LONGEST - 1) // 2)
    assert read_formula(chain).value(INPUTS) == 7 ** (1 + (LONGEST - 1) // 2)
    assert read_formula("(" * 20 + "a" + ")" * 20).value(INPUTS) == 7


# ---------------------------------------------------------------------- against Python's own arithmetic

NUMBERS = st.decimals(min_value=0, max_value=1000, places=2, allow_nan=False).map(str)
NAMES = st.sampled_from(["a", "b_2", "money.sci", "zero"])
PYTHON = {"a": "a", "b_2": "b_2", "money.sci": "money_sci", "zero": "zero"}


def mean(*values: Fraction) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def total(*values: Fraction) -> Fraction:
    return sum(values, Fraction(0))


def least(*values: Fraction) -> Fraction:
    return min(values)


def greatest(*values: Fraction) -> Fraction:
    return max(values)


FUNCTIONS = {"min": least, "max": greatest, "sum": total, "mean": mean}


def written(parts: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    """A greater formula from smaller ones: as orqa reads it and as Python does."""
    joined = st.tuples(parts, st.sampled_from(["+", "-", "*", "/"]), parts).map(
        lambda p: (f"{p[0][0]} {p[1]} {p[2][0]}", f"{p[0][1]} {p[1]} {p[2][1]}")
    )
    bracketed = parts.map(lambda p: (f"({p[0]})", f"({p[1]})"))
    turned = parts.map(lambda p: (f"-({p[0]})", f"-({p[1]})"))
    called = st.tuples(st.sampled_from(sorted(FUNCTIONS)), st.lists(parts, min_size=1, max_size=3)).map(
        lambda p: (f"{p[0]}({', '.join(x for x, _ in p[1])})", f"{p[0]}({', '.join(x for _, x in p[1])})")
    )
    return joined | bracketed | turned | called


FORMULAS = st.recursive(
    NUMBERS.map(lambda text: (text, f"Fraction('{text}')")) | NAMES.map(lambda name: (name, PYTHON[name])),
    written,
    max_leaves=12,
)


@given(FORMULAS)
def test_a_formula_gives_what_python_gives_for_fractions(formula: tuple[str, str]) -> None:
    text, python = formula
    known = {PYTHON[name]: Fraction(INPUTS[name]) for name in PYTHON}
    try:
        wanted = eval(python, {"Fraction": Fraction, **FUNCTIONS, **known})  # noqa: S307 - of our own making
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            read_formula(text).value(INPUTS)
        return
    assert read_formula(text).value(INPUTS) == wanted


@given(st.text(alphabet="ab_2.+-*/(),min sum 0159\nก๑[]'\"", max_size=60))
def test_any_text_is_a_formula_or_is_refused(text: str) -> None:
    try:
        formula = read_formula(text)
    except FormulaProblem:
        return
    assert formula.text == text
    assert formula.single <= set(formula.names)
