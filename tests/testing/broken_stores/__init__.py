"""Stores that each break a promise, by subject; see :mod:`broken_stores.base`."""

from broken_stores import crowds, erasing, guarding, journal, living, moving, reading, scale, writing
from broken_stores.base import BROKEN, Filed, Kept, SealsLate, Shared, Sound

__all__ = [
    "BROKEN",
    "Filed",
    "Kept",
    "SealsLate",
    "Shared",
    "Sound",
    "crowds",
    "erasing",
    "guarding",
    "journal",
    "living",
    "moving",
    "reading",
    "scale",
    "writing",
]
