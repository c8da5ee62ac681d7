"""Holidays as facts: what day, for whom, how sure, and since when it was known."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import field, frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.language import Text


class HolidayStatus(StrEnum):
    """What became of a holiday.

    ``final``: stands; ``provisional``: expected, the final list is not out; ``disputed``: sources disagree;
    ``cancelled``: was granted and taken back; ``moved``: is kept on another day; ``withdrawn``: was proposed,
    never granted.
    """

    FINAL = "final"
    PROVISIONAL = "provisional"
    DISPUTED = "disputed"
    CANCELLED = "cancelled"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"


_ENDED = frozenset({HolidayStatus.CANCELLED, HolidayStatus.MOVED, HolidayStatus.WITHDRAWN})


def _regions(codes: Iterable[str]) -> frozenset[str]:
    if isinstance(codes, str):
        raise TypeError(f"a scope is a collection of region codes, found the text {codes!r}")
    return frozenset(codes)


def _holds(scope: frozenset[str], regions: tuple[str, ...]) -> bool:
    return not scope or (regions != () and scope.issuperset(regions))


def _citations(items: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(items)


def _dates(items: Iterable[date]) -> tuple[date, ...]:
    return tuple(items)


@frozen(kw_only=True)
class Holiday:
    """One entry of a holiday list (วันหยุดราชการ), also one that closes no office and says why.

    Attributes:
        day: the day concerned.
        name: what it is called.
        kind: what sort of entry, in the words of its list, such as ``annual`` or ``cabinet-added``.
        scope: the ISO 3166-2 regions it holds for; empty for the whole country.
        day_off: whether the entry, while it stands, closes offices. False for days that other lists call
            holidays (วันแรงงานแห่งชาติ), for disputed days and for proposals.
        status: what became of it.
        certainty: how sure the entry is.
        known_on: the day it became known; None where it was always known or the day is not known.
        ended_on: the day on which it was cancelled, moved or withdrawn.
        moved_to: the day it is kept instead, where there is exactly one.
        substitutes: the day that it makes up for (วันหยุดชดเชย).
        sources: where it was read.
        note: what a reader should know besides.
    """

    day: date
    name: Text
    kind: str = "annual"
    scope: frozenset[str] = field(default=frozenset(), converter=_regions)
    day_off: bool = True
    status: HolidayStatus = HolidayStatus.FINAL
    certainty: Certainty = Certainty.KNOWN
    known_on: date | None = None
    ended_on: date | None = field(default=None)
    moved_to: date | None = None
    substitutes: date | None = None
    sources: tuple[Citation, ...] = field(default=(), converter=_citations)
    note: Text | None = None

    @ended_on.validator
    def _check_end(self, _attribute: object, value: date | None) -> None:
        if (self.status in _ENDED) != (value is not None):
            raise ValueError(f"a holiday that is {self.status} {'needs' if value is None else 'has no'} ended_on")
        if value is not None and self.known_on is not None and value < self.known_on:
            raise ValueError(f"a holiday known on {self.known_on} cannot have ended on {value}")

    def is_known(self, known_on: date | None) -> bool:
        """Whether the entry was known on the day ``known_on``; None asks with all that is known."""
        return known_on is None or self.known_on is None or self.known_on <= known_on

    def stands(self, known_on: date | None) -> bool:
        """Whether, by what was known on that day, the entry was in force: known and not ended."""
        ended = self.ended_on is not None and (known_on is None or self.ended_on <= known_on)
        return self.is_known(known_on) and not ended

    def holds_in(self, *regions: str) -> bool:
        """Whether the entry is for the whole country, or for each of ``regions`` where any are given."""
        return _holds(self.scope, regions)


@frozen(kw_only=True)
class Gap:
    """A day off that is known to exist in a year and whose date is not in the calendar.

    Attributes:
        year: the (Gregorian) year in which the day falls.
        name: what it is called.
        reason: why its date is missing and what to do about it.
        scope: the ISO 3166-2 regions it holds for; empty for the whole country.
        expected: the day it likely falls on, or the days one of which it is; not counted as off.
        sources: the texts that say that the day exists.
    """

    year: int
    name: Text
    reason: Text
    scope: frozenset[str] = field(default=frozenset(), converter=_regions)
    expected: tuple[date, ...] = field(default=(), converter=_dates)
    sources: tuple[Citation, ...] = field(default=(), converter=_citations)

    def holds_in(self, *regions: str) -> bool:
        """Whether the gap is for the whole country, or for each of ``regions`` where any are given."""
        return _holds(self.scope, regions)
