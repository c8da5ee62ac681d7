"""Punches (การลงเวลา): each time somebody was known by a time clock, as the clock wrote it down."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

REPEAT_SECONDS = 60
"""Seconds within which a person who is known again has punched once; what clocks of offices show, a setting."""


class Punch(NamedTuple):
    """One line of a clock: a user was known at a moment; a tuple, for offices have them by the hundred thousand.

    Attributes:
        user: number of the user in the clock, without padding; not the staff number, and reused after people leave.
        at: when, by the clock itself: local time without a zone, as exact as a second.
        device: number of the clock.
        state: what the person said it was: 0 in, 1 out, 2 break out, 3 break in, 4 overtime in, 5 overtime out,
            255 nothing. People seldom press the key: do not trust it. None where the clock does not tell.
        verify: how the person was known: 1 fingerprint, 2 card, 15 face; each model has its own. None as above.
        line: of the file, from 1; 0 where it comes from none.
        name: what the clock calls the user, where it tells.
    """

    user: str
    at: datetime
    device: str = ""
    state: int | None = None
    verify: int | None = None
    line: int = 0
    name: str = ""


def without_repeats(punches: Iterable[Punch], seconds: int = REPEAT_SECONDS) -> Iterator[Punch]:
    """The punches without those of somebody who was known again a moment later, at the same or another clock.

    The first of each such run stays, and the window begins with it: who stands before the clock for five minutes
    and is known each half minute has punched at each full minute.

    Args:
        punches: of any people, in order of time for each of them.
        seconds: how long the window is; 0 drops only what is of the same second.
    """
    window = timedelta(seconds=seconds)
    kept: dict[str, datetime] = {}
    for punch in punches:
        before = kept.get(punch.user)
        if before is None or punch.at - before > window:
            kept[punch.user] = punch.at
            yield punch


def in_order(punches: Iterable[Punch]) -> list[Punch]:
    """The punches by user, then by time: as a month is looked at."""
    return sorted(punches, key=_user_and_time)


def _user_and_time(punch: Punch) -> tuple[str, datetime]:
    return punch[:2]
