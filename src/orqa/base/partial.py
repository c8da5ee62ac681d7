"""Dates that keep the precision they were printed with."""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from attrs import field, frozen
from attrs.validators import ge, instance_of, le, optional

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Precision(StrEnum):
    """The smallest part of a date that is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@frozen(repr=False)
class PartialDate:
    """A year, a month of a year, or a day, in the common era: no more is claimed than was printed.

    Ordering is by the first day, and on the same first day the less precise comes first: 2025 < 2025-01 <
    2025-01-01 < 2025-01-02 < 2025-02. The ISO texts sort the same way, so stores may order by them.

    Attributes:
        year: 1 to 9999, common era.
        month: 1 to 12, or None when not known.
        day: day of the month, or None when not known.

    >>> PartialDate.parse("2025-02").last
    datetime.date(2025, 2, 28)
    """

    year: int = field(validator=[instance_of(int), ge(1), le(9999)])
    month: int | None = field(default=None, validator=optional([instance_of(int), ge(1), le(12)]))
    day: int | None = field(default=None, validator=optional(instance_of(int)))

    def __attrs_post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError(f"a day needs a month, found day {self.day} of {self.year} without one")
        date(self.year, self.month or 1, 1 if self.day is None else self.day)

    @classmethod
    def of(cls, day: date) -> Self:
        """The whole date of ``day``."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the ISO 8601 text ``2025``, ``2025-01`` or ``2025-01-12``.

        Raises:
            ValueError: for any other form or a day that does not exist.
        """
        parts = _ISO.fullmatch(text)
        if not parts:
            raise ValueError(f"a partial date is written YYYY, YYYY-MM or YYYY-MM-DD, found {text!r}")
        year, month, day = (None if part is None else int(part) for part in parts.groups())
        return cls(year or 0, month, day)

    @property
    def precision(self) -> Precision:
        """How much is known."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it may mean."""
        if self.day is not None:
            return self.first
        if self.month is None or self.month == 12:
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def _rank(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def __lt__(self, other: object) -> bool:
        return self._rank() < other._rank() if isinstance(other, PartialDate) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._rank() <= other._rank() if isinstance(other, PartialDate) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self._rank() > other._rank() if isinstance(other, PartialDate) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self._rank() >= other._rank() if isinstance(other, PartialDate) else NotImplemented

    def __str__(self) -> str:
        month = "" if self.month is None else f"-{self.month:02}"
        return f"{self.year:04}{month}" + ("" if self.day is None else f"-{self.day:02}")

    def __repr__(self) -> str:
        return f"PartialDate.parse({str(self)!r})"
