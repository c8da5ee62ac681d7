"""Academic years as institutions write them to each other: ``2025/2026`` in the north, ``2025/2025`` in the south."""

import re
from functools import lru_cache
from typing import Final

_YEAR: Final = re.compile("([0-9]{4})/([0-9]{4})")


def years_between(first: str, last: str) -> list[str] | None:
    """All academic years from one to another; None where they are none, or not in order.

    >>> years_between("2025/2026", "2026/2027")
    ['2025/2026', '2026/2027']
    """
    start, end = span_of(first), span_of(last)
    if start is None or end is None or end[0] < start[0] or start[1] - start[0] != end[1] - end[0]:
        return None
    length = start[1] - start[0]
    return [f"{year:04}/{year + length:04}" for year in range(start[0], end[0] + 1)]


def is_year(text: str) -> bool | None:
    """Whether a text is an academic year; None where it has not even the shape."""
    return None if _YEAR.fullmatch(text) is None else span_of(text) is not None


@lru_cache(maxsize=512)
def span_of(year: str) -> tuple[int, int] | None:
    """Where a year begins and ends: in one year in the south, in two in the north; None where it is none."""
    found = _YEAR.fullmatch(year.strip())
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    return (first, last) if last - first in {0, 1} else None
