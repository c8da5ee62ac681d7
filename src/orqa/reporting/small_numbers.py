"""Counts of few people are told together in public (การไม่เปิดเผยจำนวนน้อย): the count of a few is a fact of a person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from orqa.base.language import Text
from orqa.rules.errors import UnknownParameter

if TYPE_CHECKING:
    from orqa.rules.views import View

K = TypeVar("K")

OTHERS: Final = Text.of(en="others, told together", th="อื่น ๆ (รวมกัน)")
"""What the ones that are told together are called."""

LEAST: Final = "statistics.public_least"
"""The rule that says of how many people a public figure is at least."""


def least_of(view: "View") -> int:
    """Of how many people a public figure is at least; 1 where a profile has no such rule."""
    try:
        least: int = view.reading().value(LEAST)
    except UnknownParameter:
        return 1
    return least


def veiled(counted: Sequence[tuple[K, int]], least: int, others: K) -> list[tuple[K, int]]:
    """Counts with those of fewer than ``least`` people told together.

    Where even these are fewer, the smallest of the others are told with them, so that no difference from a total tells
    what was left out; of fewer people in all nothing is told.

    >>> veiled([("JP", 7), ("KH", 1), ("LA", 5)], 5, "others")
    [('JP', 7), ('others', 6)]

    Args:
        counted: what is counted, each with its number of people.
        least: of how many people a figure is at least.
        others: what the ones told together are called.
    """
    large = [(what, number) for what, number in counted if number >= least]
    rest = sum(number for _, number in counted if number < least)
    while 0 < rest < least and large:
        smallest = min(large, key=lambda one: one[1])
        large.remove(smallest)
        rest += smallest[1]
    return [*large, *([(others, rest)] if rest >= least else [])]
