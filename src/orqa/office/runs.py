"""Sets of register numbers, as people write them: 1–11, 13."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from attrs import define, field

_SHOWN = 10
"""How many runs of a year are written; who needs more asks a program."""

_LAST = float("inf")


@define
class Runs:
    """A set of numbers that takes as much memory as it has gaps.

    Attributes:
        runs: first and last of each unbroken run, in order.

    >>> runs = Runs()
    >>> runs.take([3, 1, 2, 2])
    >>> runs.take([9, 4])
    >>> str(runs)
    '1–4, 9'
    """

    runs: list[tuple[int, int]] = field(factory=list)

    def take(self, numbers: Iterable[int]) -> None:
        """Add numbers; those that are in the set stay there once."""
        runs = self.runs
        for number in numbers:
            if runs and number == runs[-1][1] + 1:  # as a series goes on
                runs[-1] = (runs[-1][0], number)
            else:
                self._take(number)

    def _take(self, number: int) -> None:
        runs, place = self.runs, bisect_right(self.runs, (number, _LAST))
        if place and number <= runs[place - 1][1]:
            return
        first = last = number
        before, after = place, place
        if place and runs[place - 1][1] == number - 1:
            before, first = place - 1, runs[place - 1][0]
        if place < len(runs) and runs[place][0] == number + 1:
            after, last = place + 1, runs[place][1]
        runs[before:after] = [(first, last)]

    def __str__(self) -> str:
        return written(self.runs)


def written(runs: Sequence[tuple[int, int]]) -> str:
    """Runs as people write them; of very many only the first."""
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:_SHOWN]]
    return ", ".join(shown + ["…"] * (len(runs) > _SHOWN))


@define
class Lines:
    """Lines of a register: numbers of several years, for a series may begin anew while one looks at it.

    Attributes:
        years: the numbers, by the Christian-era year of their series.
    """

    years: dict[int, Runs] = field(factory=dict)

    def take(self, lines: Iterable[tuple[int, int]]) -> None:
        """Add lines: year and number."""
        for year, of_year in groupby(lines, itemgetter(0)):
            self.years.setdefault(year, Runs()).take(number for _, number in of_year)

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """First and last number of each unbroken run, year by year."""
        return tuple(run for _, runs in sorted(self.years.items()) for run in runs.runs)

    def written(self, year_of: Callable[[int], int]) -> str:
        """As people write them: ``1–11/2569``; ``year_of`` tells a year in the office's own era."""
        return ", ".join(f"{runs}/{year_of(year)}" for year, runs in sorted(self.years.items()))
