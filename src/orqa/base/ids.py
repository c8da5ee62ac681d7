"""Time-ordered ids (UUID version 7, RFC 9562), made by the caller and never by a store."""

import os
import threading
from datetime import datetime

_COUNTER_BITS = 12
_RANDOM_BITS = 62


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
        """The next id for the moment ``at``.

        Args:
            at: an aware datetime at or after 1970-01-01 UTC.

        Raises:
            ValueError: when ``at`` has no time zone or lies before 1970.
        """
        with self._lock:
            if at is not self._at:  # what is recorded together has one moment
                self._earliest = _milliseconds(at) << _COUNTER_BITS
                self._at = at
            self._last = stamp = max(self._earliest, self._last + 1)
        head = (stamp >> _COUNTER_BITS << 16) | 0x7000 | (stamp & 0xFFF)
        tail = (0b10 << _RANDOM_BITS) | (int.from_bytes(os.urandom(8)) >> 2)
        digits = f"{head << 64 | tail:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _milliseconds(at: datetime) -> int:
    seconds = at.timestamp() if at.tzinfo is not None else -1
    if seconds < 0:
        raise ValueError(f"an id needs a moment with a time zone, not before 1970-01-01 UTC, found {at}")
    return int(seconds * 1000)
