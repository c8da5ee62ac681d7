"""Bands: from a number to a word or a score (ระดับคุณภาพ ตารางแปลงค่า)."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from orqa.base.language import Text
from orqa.base.rounding import Rounding
from orqa.domain.quality.marks import Mark
from orqa.domain.quality.numbers import Number, units


@frozen(kw_only=True)
class Band:
    """One row of a table of bands.

    Attributes:
        low: the least value in it, in units of the table's last decimal.
        high: the greatest value in it; where the table excludes upper ends, the first value above it, except for the
            last band, above which there is none.
        code: stable word for programs.
        title: what it is called.
        score: the score that it gives, in tables that turn a result into a score.
        needs: gates that must hold; where one does not, the next band below is reached.
        mark: its citation and certainty.
    """

    low: int
    high: int
    code: str
    title: Text | None
    score: Number | None = None
    needs: tuple[str, ...] = ()
    mark: Mark


@frozen(kw_only=True)
class Bands:
    """A table of bands, from the lowest.

    Attributes:
        id: its name in the framework.
        title: what it is called.
        rows: the bands, ascending.
        decimals: values are rounded to so many decimals, half up, before they are looked up.
        closed: whether the upper end of a band belongs to it.
    """

    id: str
    title: Text
    rows: tuple[Band, ...]
    decimals: int
    closed: bool = True

    def find(self, value: Number, holds: Callable[[str], bool] = lambda _gate: True) -> Band | None:
        """The band of a value; None outside the table.

        Args:
            value: exact; it is rounded as the table says.
            holds: whether a gate holds, for bands that need one.
        """
        at = units(value, self.decimals, Rounding.HALF_UP)
        place = next((i for i, band in enumerate(self.rows) if band.low <= at and self._ends_after(band, at)), None)
        if place is None:
            return None
        reached = (band for band in reversed(self.rows[: place + 1]) if all(map(holds, band.needs)))
        return next(reached, None)

    def _ends_after(self, band: Band, at: int) -> bool:
        return at <= band.high if self.closed or band is self.rows[-1] else at < band.high

    def below(self, code: str) -> Number:
        """The least value of the band of a code, as a number.

        Raises:
            LookupError: when there is none.
        """
        for band in self.rows:
            if band.code == code:
                return self.edge(band)
        raise LookupError(code)

    def edge(self, band: Band) -> Fraction:
        """The least value of a band, as a number."""
        return Fraction(band.low, 10**self.decimals)

    def joints(self) -> "tuple[tuple[Band, Band, int], ...]":
        """Neighbours that do not meet: the two bands and by how many units they gape (or overlap, negative)."""
        step = 1 if self.closed else 0
        pairs = ((below, above, above.low - below.high - step) for below, above in pairwise(self.rows))
        return tuple(pair for pair in pairs if pair[2])
