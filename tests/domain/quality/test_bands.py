"""Bands: which one a value is in, at and around every edge."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.base.rounding import Rounding
from orqa.domain.quality.bands import Band, Bands
from orqa.domain.quality.marks import NO_MARK
from orqa.domain.quality.numbers import units

TITLE = Text.of(en="levels", th="ระดับ")


def band(low: int, high: int, code: str, *needs: str) -> Band:
    return Band(low=low, high=high, code=code, title=TITLE, needs=needs, mark=NO_MARK)


CLOSED = Bands(
    id="closed", title=TITLE, decimals=2, rows=(band(0, 0, "none"), band(1, 250, "low"), band(251, 500, "good"))
)
OPEN = Bands(
    id="open", title=TITLE, decimals=1, closed=False, rows=(band(0, 20, "c"), band(20, 40, "b"), band(40, 50, "a"))
)
GATED = Bands(
    id="gated",
    title=TITLE,
    decimals=0,
    rows=(band(0, 1, "c"), band(2, 3, "b", "first"), band(4, 5, "a", "first", "second")),
)


@pytest.mark.parametrize(
    ("bands", "value", "code"),
    [
        (CLOSED, 0, "none"),
        (CLOSED, "0.004", "none"),
        (CLOSED, "0.005", "low"),  # an exact tie goes up
        (CLOSED, "2.50", "low"),
        (CLOSED, "2.504", "low"),
        (CLOSED, "2.505", "good"),
        (CLOSED, 5, "good"),
        (CLOSED, "5.004", "good"),
        (CLOSED, "5.005", None),
        (CLOSED, "-0.01", None),
        (CLOSED, "-0.004", "none"),
        (OPEN, "1.94", "c"),
        (OPEN, "1.95", "b"),
        (OPEN, 2, "b"),
        (OPEN, "3.9", "b"),
        (OPEN, 4, "a"),
        (OPEN, 5, "a"),  # nothing is above the last band, so its end belongs to it
        (OPEN, "5.1", None),
    ],
)
def test_a_value_is_rounded_and_then_looked_up(bands: Bands, value: Any, code: str | None) -> None:
    found = bands.find(Fraction(value))
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("held", "code"), [({"first", "second"}, "a"), ({"first"}, "b"), ({"second"}, "c"), (set(), "c")]
)
def test_a_band_whose_gate_does_not_hold_gives_way_to_the_next_below(held: set[str], code: str) -> None:
    found = GATED.find(5, held.__contains__)
    assert found is not None
    assert found.code == code


@given(st.fractions(min_value=0, max_value=5, max_denominator=10_000))
def test_tables_that_meet_have_a_band_for_every_value(value: Fraction) -> None:
    assert CLOSED.joints() == OPEN.joints() == ()
    for bands in (CLOSED, OPEN):
        at = units(value, bands.decimals, Rounding.HALF_UP)
        holding = [b for b in bands.rows if b.low <= at and (at <= b.high if bands.closed else at < b.high)]
        found = bands.find(value)
        assert found is not None
        assert holding in ([found], [])  # none holds only the end of the last band of an open table


@given(st.lists(st.fractions(min_value=0, max_value=5, max_denominator=1000), min_size=2, max_size=2))
def test_a_greater_value_is_never_in_a_lower_band(values: list[Fraction]) -> None:
    below, above = (CLOSED.find(value) for value in sorted(values))
    assert below is not None
    assert above is not None
    assert CLOSED.rows.index(below) <= CLOSED.rows.index(above)


@pytest.mark.parametrize(
    ("closed", "edges", "gaps"),
    [
        (True, [(0, 9), (10, 20)], []),
        (True, [(0, 9), (11, 20)], [1]),
        (True, [(0, 10), (10, 20)], [-1]),
        (False, [(0, 10), (10, 20)], []),
        (False, [(0, 10), (12, 20)], [2]),
        (False, [(0, 10), (8, 20)], [-2]),
    ],
)
def test_neighbours_that_gape_or_overlap_are_found(
    *, closed: bool, edges: list[tuple[int, int]], gaps: list[int]
) -> None:
    rows = tuple(band(low, high, "x") for low, high in edges)
    bands = Bands(id="x", title=TITLE, decimals=0, closed=closed, rows=rows)
    assert [gap for _, _, gap in bands.joints()] == gaps


def test_the_least_value_of_a_band_is_told_by_its_code() -> None:
    assert CLOSED.below("good") == Fraction(251, 100)
    with pytest.raises(LookupError):
        CLOSED.below("best")
