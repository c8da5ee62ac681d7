"""Time-ordered ids (UUID version 7, RFC 9562), made by the caller and never by a store."""

import os
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

_COUNTER_BITS = 12
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""The two bits that tell the variant, before two bits of a random digit."""


class IdSequence:
    """Makes UUIDv7 texts that sort in the order in which this sequence made them.

    Within one millisecond a 12-bit counter rises (RFC 9562, section 6.2, method 1); when it is used up, the
    next millisecond is borrowed. Ids of two sequences are parted by 62 random bits. Safe to share
    between threads; after a fork the random bits part parent and child.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._at: datetime | None = None
        self._earliest = 0

    def next_id(self, at: datetime) -> str:
        """The next id for the moment ``at``; see :meth:`next_ids`."""
        return self.next_ids(at, 1)[0]

    def next_ids(self, at: datetime, count: int) -> list[str]:
        """The next ids for the moment ``at``.

        Args:
            at: an aware datetime at or after 1970-01-01 UTC.
            count: how many.

        Raises:
            ValueError: when ``at`` has no time zone or lies before 1970.
        """
        with self._lock:
            if at is not self._at:  # what is recorded together has one moment
                self._earliest = _milliseconds(at) << _COUNTER_BITS
                self._at = at
            first = max(self._earliest, self._last + 1)
            self._last = first + count - 1
        digits = os.urandom(8 * count).hex()
        if count == 1:
            return [_head(first >> _COUNTER_BITS) + _rest(first, digits, 0)]
        return list(_spelled(range(first, first + count), digits))


def _spelled(stamps: Iterable[int], digits: str) -> Iterator[str]:
    """Stamps of milliseconds and counter, each with 16 random hex digits, of which the first keeps two bits."""
    head, before = "", -1
    for place, stamp in enumerate(stamps):
        moment = stamp >> _COUNTER_BITS
        if moment != before:
            before, head = moment, _head(moment)
        yield head + _rest(stamp, digits, 16 * place)


@lru_cache(maxsize=8)
def _head(moment: int) -> str:
    """The part that tells the millisecond, and the version."""
    spelled = f"{moment:012x}"
    return f"{spelled[:8]}-{spelled[8:]}-7"


def _rest(stamp: int, digits: str, at: int) -> str:
    return f"{stamp & 0xFFF:03x}-{_VARIANT[digits[at]]}{digits[at + 1 : at + 4]}-{digits[at + 4 : at + 16]}"


def _milliseconds(at: datetime) -> int:
    seconds = at.timestamp() if at.tzinfo is not None else -1
    if seconds < 0:
        raise ValueError(f"an id needs a moment with a time zone, not before 1970-01-01 UTC, found {at}")
    return int(seconds * 1000)
