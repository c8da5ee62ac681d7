"""All rules of a profile, asked by day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from orqa.rules.errors import UnknownDimension, UnknownParameter, near
from orqa.rules.explanations import Explanation, explain
from orqa.rules.overdue import Overdue, overdue
from orqa.rules.parameters import Parameter
from orqa.rules.sources import Source
from orqa.rules.views import View
from orqa.rules.vocabulary import Vocabulary

_ONE_DAY = 1


@frozen
class Span:
    """Days in which none of the rules that were asked for changes.

    Attributes:
        first: its first day.
        last: its last day.
        view: the rules as they stand on each of these days; for the rules that were asked for, and no others.
    """

    first: date
    last: date
    view: View


@frozen(kw_only=True, eq=False)
class RuleSet:
    """The rules of a profile with those of its parents laid under; immutable, shared by all threads.

    Attributes:
        profile: the profile's name.
        data_version: the state of its data.
        parameters: its rules by key.
        sources: the texts that they cite.
        vocabularies: its lists of codes.
    """

    profile: str
    data_version: str
    parameters: Mapping[str, Parameter] = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    vocabularies: Mapping[str, Vocabulary] = field(repr=False)
    _starts: tuple[date, ...] = field(init=False, repr=False)
    _knowns: tuple[date, ...] = field(init=False, repr=False)
    _views: dict[tuple[int, int | None], View] = field(init=False, repr=False, factory=dict)

    @_starts.default
    def _collect_starts(self) -> tuple[date, ...]:
        return tuple(sorted({row.start for parameter in self.parameters.values() for row in parameter.rows}))

    @_knowns.default
    def _collect_knowns(self) -> tuple[date, ...]:
        return tuple(sorted({row.published for parameter in self.parameters.values() for row in parameter.rows}))

    def at(self, day: date, known_on: date | None = None) -> View:
        """The rules as they stand on a day; the same object for all days between two changes.

        Args:
            day: the day for which rules are asked.
            known_on: leave out what was published after this day; everything that is known now when ``None``.
        """
        step = bisect_right(self._starts, day)
        known = None if known_on is None else bisect_right(self._knowns, known_on)
        view = self._views.get((step, known))
        return view or self._views.setdefault((step, known), self._make_view(step, known))

    def _make_view(self, step: int, known: int | None) -> View:
        starts = self._starts
        return View(
            self.parameters,
            self.vocabularies,
            first=starts[step - 1] if step else date.min,
            last=date.fromordinal(starts[step].toordinal() - _ONE_DAY) if step < len(starts) else date.max,
            known_on=None if known is None else self._knowns[known - 1] if known else date.min,
            profile=self.profile,
            data_version=self.data_version,
        )

    def keys(self, prefix: str = "") -> tuple[str, ...]:
        """All keys, sorted; with ``prefix`` those that begin with it."""
        return tuple(key for key in self.parameters if key.startswith(prefix))

    def parameter(self, key: str) -> Parameter:
        """The rule of a key.

        Raises:
            UnknownParameter: when there is none; it holds the nearest keys.
        """
        try:
            return self.parameters[key]
        except KeyError:
            raise UnknownParameter(self.profile, key, near(key, self.parameters)) from None

    def explain(self, key: str, on: date, known_on: date | None = None, **dims: str) -> Explanation:
        """Explain a rule on a day: answers, clauses, sources, certainty, history.

        Dimensions may be given in part; there is one answer for each combination that fits. What is repealed or
        not modelled is an answer here, not an error.

        Raises:
            UnknownParameter: when no rule has this key.
            UnknownDimension: when a dimension or its value is unknown.
        """
        parameter = self.parameter(key)
        cells = tuple(c for c in parameter.cells() if dims.items() <= parameter.named(c).items())
        if not cells:
            asked = ", ".join(f"{name} = {value}" for name, value in dims.items())
            raise UnknownDimension(key, asked, tuple(f"{n} = {' | '.join(v)}" for n, v in parameter.dimensions.items()))
        return explain(parameter, self.sources, cells, on, known_on)

    def overdue(self, on: date, months: int = 12) -> tuple[Overdue, ...]:
        """The rules in force on a day that nobody compared with their source for ``months``; never checked first."""
        return overdue(self.parameters.values(), on, months)

    def spans(self, keys: Iterable[str], first: date, last: date, known_on: date | None = None) -> tuple[Span, ...]:
        """Cut the days from ``first`` to ``last`` (both included) where one of the rules ``keys`` changes.

        Batch code reads its rules once for each span instead of once for each row.

        Raises:
            UnknownParameter: when no rule has one of the keys.
            ValueError: when ``last`` is before ``first``.
        """
        if last < first:
            raise ValueError(f"the last day {last} is before the first day {first}")
        rows = [row for key in keys for row in self.parameter(key).rows]
        starts = sorted({first, *(row.start for row in rows if first < row.start <= last)})
        ends = [date.fromordinal(start.toordinal() - _ONE_DAY) for start in starts[1:]]
        return tuple(Span(a, b, self.at(a, known_on)) for a, b in zip(starts, [*ends, last], strict=True))
