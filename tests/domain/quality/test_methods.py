"""From a result to a score: each method at its edges, and that its steps say what it does."""

import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.domain.quality.bands import Band, Bands
from orqa.domain.quality.marks import NO_MARK
from orqa.domain.quality.methods import (
    OPERATORS,
    AllItems,
    AsIs,
    ByBands,
    FullMark,
    Item,
    ItemTable,
    Ladder,
    Limit,
    Points,
    Rating,
    Rung,
    Slope,
    ticked_steps,
)

FULL = FullMark(full=40, low=0, high=5)
FROM_ONE = FullMark(full=40, low=1, high=5)
AS_IS = AsIs(low=1, high=5)
ONE_SIDED = Slope(((0, 5), (20, 0)))
TWO_SIDED = Slope(((-20, 0), (-10, 5), (10, 5), (20, 0)))
EDGES = [(0, 7999, 0), (8000, 8000, "3.5"), (8001, 9999, 4), (10000, 10000, 5)]
STEPS = ByBands(
    Bands(
        id="steps",
        title=Text.of(en="steps", th="ขั้น"),
        decimals=2,
        rows=tuple(
            Band(low=a, high=b, code="", title=None, score=Fraction(score), mark=NO_MARK) for a, b, score in EDGES
        ),
    )
)


def item(name: str, *, optional: bool = False) -> Item:
    return Item(id=name, title=Text.of(en=f"item {name}", th=f"ข้อ {name}"), optional=optional, mark=NO_MARK)


ITEMS = ItemTable(node="n", items=(item("1"), item("2"), item("3", optional=True)), table=(0, 1, 3, 5))
BARE = ItemTable(node="n", items=(), table=(0, 1, 3, 5))
ALL = AllItems(node="n", items=(item("1"), item("2"), item("3", optional=True)))
ALL_OPTIONAL = AllItems(node="n", items=(item("1", optional=True), item("2", optional=True)), low=1, high=4)
LADDER = Ladder(
    node="n",
    conditions=tuple((code, Text.of(en=code, th=f"เงื่อนไข {code}")) for code in ("system", "used", "good")),
    rungs=tuple(
        Rung(score=score, needs=needs, title=Text.of(en=f"rung {score}", th=f"ขั้น {score}"), mark=NO_MARK)
        for score, needs in ((0, ()), (1, ("system",)), (2, ("system", "used")), (5, ("system", "used", "good")))
    ),
)


@pytest.mark.parametrize(
    ("method", "result", "score"),
    [
        (FULL, 0, 0),
        (FULL, 20, Fraction(5, 2)),
        (FULL, "39.99", Fraction("4.99875")),
        (FULL, 40, 5),
        (FULL, 40.01, 5),
        (FULL, 10**30, 5),
        (FULL, -3, 0),
        (FROM_ONE, 4, 1),
        (FROM_ONE, 20, Fraction(5, 2)),
        (AS_IS, "4.21", Fraction("4.21")),
        (AS_IS, 0, 1),
        (AS_IS, 6, 5),
        (STEPS, 0, 0),
        (STEPS, "79.994", 0),
        (STEPS, "79.995", Fraction(7, 2)),
        (STEPS, "80.004", Fraction(7, 2)),
        (STEPS, "80.005", 4),
        (STEPS, "99.995", 5),
        (STEPS, "100.01", None),
        (STEPS, -1, None),
        (ONE_SIDED, -4, 5),
        (ONE_SIDED, 0, 5),
        (ONE_SIDED, 12, 2),
        (ONE_SIDED, 15, Fraction(5, 4)),
        (ONE_SIDED, 20, 0),
        (ONE_SIDED, 28, 0),
        (TWO_SIDED, -30, 0),
        (TWO_SIDED, -20, 0),
        (TWO_SIDED, -15, Fraction(5, 2)),
        (TWO_SIDED, -10, 5),
        (TWO_SIDED, 0, 5),
        (TWO_SIDED, 10, 5),
        (TWO_SIDED, "12.5", Fraction(15, 4)),
        (TWO_SIDED, 20, 0),
        (Limit(op="<=", limit=20), 20, 1),
        (Limit(op="<=", limit=20), "20.0001", 0),
        (Limit(op="<", limit=20), 20, 0),
        (Limit(op=">=", limit="0.1"), "0.1", 1),
        (Limit(op="==", limit=3, low=1, high=4), 3, 4),
        (Limit(op="==", limit=3, low=1, high=4), 2, 1),
        (BARE, 3, 5),
        (BARE, 4, None),
        (BARE, -1, None),
        (BARE, "1.5", None),
        (ALL, 1, 1),
        (ALL_OPTIONAL, 1, 4),
        (ALL_OPTIONAL, 0, 1),
        (Points(points=120), 45, 54),
        (Points(points=45), "12.5", Fraction("5.625")),
        (Rating(), Fraction(7, 2), Fraction(7, 2)),
    ],
)
def test_a_result_becomes_a_score(method: Any, result: Any, score: Any) -> None:
    if isinstance(method, Limit):
        method = Limit(op=method.op, limit=Fraction(method.limit), low=method.low, high=method.high)
    exact = Fraction(str(result)) if isinstance(result, float | str) else result
    found = method.score(exact)
    assert found == score
    if found is not None:
        for line in method.steps(exact, found):
            assert line.languages == ("en", "th")
            assert re.search("[\u0e00-\u0e7f]", line.in_language("th"))


RESULTS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@given(RESULTS, RESULTS)
def test_full_marks_never_fall_when_the_result_rises(one: Fraction, other: Fraction) -> None:
    below, above = sorted((one, other))
    for method in (FULL, FROM_ONE, AS_IS):
        assert method.score(below) <= method.score(above)
        assert method.low <= method.score(below) <= method.high


@given(RESULTS)
def test_slopes_stay_between_their_points(result: Fraction) -> None:
    for slope in (ONE_SIDED, TWO_SIDED):
        assert 0 <= slope.score(result) <= 5
    assert TWO_SIDED.score(result) == TWO_SIDED.score(-result)
    assert TWO_SIDED.score(result) == min(max(Fraction(20 - abs(result), 2), 0), 5)
    assert ONE_SIDED.score(result) == min(max(5 - result / 4, 0), 5)


@given(st.fractions(min_value=0, max_value=80, max_denominator=997))
def test_the_steps_of_full_marks_end_in_the_score(result: Fraction) -> None:
    score = FULL.score(result)
    last = str(FULL.steps(result, score)[-1]).rpartition(" ")[2]
    assert abs(Fraction(last.rstrip("…")) - score) < Fraction(1, 10**4)


@pytest.mark.parametrize(
    ("method", "result", "lines"),
    [
        (FULL, 10, ["score: 10 ÷ 40 (full marks) × 5 = 1.25"]),
        (FULL, 50, ["score: 50 ÷ 40 (full marks) × 5 = 6.25", "above the top of the scale, so 5"]),
        (FULL, 40, ["score: 40 ÷ 40 (full marks) × 5 = 5"]),
        (FULL, -8, ["score: -8 ÷ 40 (full marks) × 5 = -1", "below the scale, so 0"]),
        (AS_IS, 6, ["score: the result itself, 6", "above the top of the scale, so 5"]),
        (AS_IS, 3, ["score: the result itself, 3"]),
        (Limit(op="<=", limit=20), 21, ["not met: 21 is not <= 20"]),
        (Limit(op="<=", limit=20, low=1, high=2), 3, ["met: 3 <= 20"]),
        (ALL_OPTIONAL, 0, ["an item is not met: fail"]),
        (ALL_OPTIONAL, 1, ["every item that applies is met: pass"]),
        (LADDER, 2, ["score 2: rung 2"]),
    ],
)
def test_the_steps_say_what_was_done(method: Any, result: int, lines: list[str]) -> None:
    assert [str(line) for line in method.steps(result, method.score(result))] == lines


def ticks(**given: Any) -> dict[str, Any]:
    return {f"n-{name.removeprefix('i')}": int(value) for name, value in given.items()}


@pytest.mark.parametrize(
    ("method", "given_", "met"),
    [
        (ITEMS, ticks(i1=True, i2=True, i3=True), 3),
        (ITEMS, ticks(i1=True, i2=False, i3=True), 2),
        (ITEMS, ticks(i1=True, i2=False), 1),  # the optional one that is not told is not met
        (ITEMS, ticks(i1=False, i2=False), 0),
        (ALL, ticks(i1=True, i2=True), 1),
        (ALL, ticks(i1=True, i2=True, i3=True), 1),
        (ALL, ticks(i1=True, i2=True, i3=False), 0),
        (ALL, ticks(i2=False), 0),  # one that is not met settles it
        (ALL_OPTIONAL, ticks(i2=True), 1),
        (LADDER, ticks(system=True, used=True, good=True), 5),
        (LADDER, ticks(system=True, used=False, good=True), 1),
        (LADDER, ticks(system=False, used=True, good=True), 0),
        (LADDER, ticks(system=True, used=True, good=False), 2),
    ],
)
def test_what_is_ticked_is_counted(method: Any, given_: dict[str, Any], met: int) -> None:
    assert method.met(given_) == met
    assert all(line.languages == ("en", "th") for line in ticked_steps(method, given_))


@pytest.mark.parametrize(
    ("method", "given_", "missing"),
    [
        (ITEMS, {}, ("n-1", "n-2")),
        (ITEMS, ticks(i1=True, i3=True), ("n-2",)),
        (BARE, {}, ()),  # nothing is ticked and nothing can be: that is no zero
        (ALL, {}, ("n-1", "n-2")),
        (ALL, ticks(i1=True), ("n-2",)),
        (ALL, ticks(i3=True), ("n-1", "n-2")),
        (ALL_OPTIONAL, {}, ()),
        (LADDER, ticks(system=True), ("n-used", "n-good")),
        (LADDER, {}, ("n-system", "n-used", "n-good")),
    ],
)
def test_what_is_not_told_is_not_taken_for_no(method: Any, given_: dict[str, Any], missing: tuple[str, ...]) -> None:
    assert method.missing(given_) == missing
    with pytest.raises(KeyError):
        method.met(given_)


@given(st.lists(st.booleans(), min_size=6, max_size=6), st.permutations(range(6)))
def test_a_count_of_items_does_not_ask_which_ones(met: list[bool], order: list[int]) -> None:
    table = ItemTable(node="n", items=tuple(item(str(i)) for i in range(6)), table=(0, 1, 2, 3, 3, 4, 5))
    one, other = ({f"n-{i}": int(met[place]) for i, place in enumerate(how)} for how in (range(6), order))
    assert table.met(one) == table.met(other) == sum(met)


def test_every_operator_of_a_limit_compares_as_it_says() -> None:
    held = {op: [x for x in (1, 2, 3) if compare(x, 2)] for op, compare in OPERATORS.items()}
    assert held == {"<=": [1, 2], "<": [1], ">=": [2, 3], ">": [3], "==": [2]}
