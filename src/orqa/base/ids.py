"""Time-ordered ids (UUID version 7, RFC 9562), made by the caller and never by a store."""

import os
import threading
from datetime import datetime

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
        return [_spelled(f"{first + place:015x}", digits[16 * place : 16 * place + 16]) for place in range(count)]


def _spelled(stamp: str, digits: str) -> str:
    """A stamp of milliseconds (12 hex digits) and counter (3), and 16 random digits: the first keeps two bits."""
    return f"{stamp[:8]}-{stamp[8:12]}-7{stamp[12:]}-{_VARIANT[digits[0]]}{digits[1:4]}-{digits[4:]}"


def _milliseconds(at: datetime) -> int:
    seconds = at.timestamp() if at.tzinfo is not None else -1
    if seconds < 0:
        raise ValueError(f"an id needs a moment with a time zone, not before 1970-01-01 UTC, found {at}")
    return int(seconds * 1000)
