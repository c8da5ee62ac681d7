"""The rules as they stand on a day, and reading them so that each decision can cite what it rests on."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Any, TypeVar

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.rules.decisions import Decision
from orqa.rules.errors import NotInForce, UnknownDimension, UnknownParameter, UnknownTerm, near
from orqa.rules.frozen import FrozenDict
from orqa.rules.parameters import Parameter, Row, Scale
from orqa.rules.vocabulary import Term, Vocabulary

T = TypeVar("T")

_MOST_MADE = 1000

_BEFORE_FIRST = Text.of(
    en="its first row begins on {first} and nothing earlier was put in", th="ข้อมูลเริ่มตั้งแต่ {first} ไม่มีข้อมูลก่อนหน้านั้น"
)
_NOT_YET_KNOWN = Text.of(
    en="it was published on {published}, and only what was known earlier is asked for",
    th="เผยแพร่เมื่อ {published} แต่ถามถึงสิ่งที่ทราบก่อนหน้านั้น",
)
_BELOW_SCALE = Text.of(en="{over} = {amount} is below the first bracket", th="{over} = {amount} ต่ำกว่าเกณฑ์ขั้นแรก")


class View:
    """The rules as they stand on each day from ``first`` to ``last``; immutable and shared by all threads.

    Made by :meth:`orqa.rules.ruleset.RuleSet.at`, once for each stretch of days in which no rule changes.

    Attributes:
        first: the first day of the stretch; ``date.min`` before all rules.
        last: its last day; ``date.max`` after the last change.
        known_on: what was known by this day counts; ``None`` for all that is known now.
        profile: the name of the profile.
        data_version: the state of its data.
        made: what :meth:`Reading.once` keeps.
    """

    __slots__ = (
        "_parameters",
        "_tables",
        "_vocabularies",
        "data_version",
        "first",
        "known_on",
        "last",
        "made",
        "plain",
        "profile",
    )

    def __init__(  # noqa: PLR0913 - made in one place only
        self,
        parameters: Mapping[str, Parameter],
        vocabularies: Mapping[str, Vocabulary],
        *,
        first: date,
        last: date,
        known_on: date | None,
        profile: str,
        data_version: str,
    ) -> None:
        self._parameters = parameters
        self._vocabularies = vocabularies
        self._tables: dict[str, dict[tuple[str, ...], Row | None]] = {}
        self.first = first
        self.last = last
        self.known_on = known_on
        self.profile = profile
        self.data_version = data_version
        self.made: dict[tuple[Hashable, ...], tuple[Any, tuple[Row | Term, ...]]] = {}
        self.plain: Mapping[str, Row] = FrozenDict(
            {key: row for key, p in parameters.items() if not p.by and (row := self._plain_row(p)) is not None}
        )

    def _plain_row(self, parameter: Parameter) -> Row | None:
        row = parameter.row((), self.first, self.known_on)
        return None if row is None or row.repealed or isinstance(row.value, Scale) else row

    def reading(self) -> "Reading":
        """Begin a decision: a reader that records each rule it is asked for."""
        return Reading(self)

    def parameter(self, key: str) -> Parameter:
        """The rule of a key.

        Raises:
            UnknownParameter: when there is none.
        """
        try:
            return self._parameters[key]
        except KeyError:
            raise UnknownParameter(self.profile, key, near(key, self._parameters)) from None

    def vocabulary(self, name: str) -> Vocabulary:
        """The vocabulary of a name.

        Raises:
            UnknownTerm: when there is none.
        """
        try:
            return self._vocabularies[name]
        except KeyError:
            raise UnknownTerm(self.profile, name, near(name, self._vocabularies)) from None

    def row(self, key: str, dims: Mapping[str, Any]) -> Row:
        """The row that answers, unread: nothing is recorded.

        Raises:
            UnknownParameter: when no rule has this key.
            UnknownDimension: when it is not asked by exactly its dimensions and their known values.
            NotModelled: when no row has begun.
            NotInForce: when the rule was repealed.
        """
        parameter = self.parameter(key)
        table = self._tables.get(key)
        if table is None:
            table = {cell: parameter.row(cell, self.first, self.known_on) for cell in parameter.cells()}
            self._tables[key] = table
        try:
            row = table[tuple([dims[name] for name in parameter.dimensions])]
        except KeyError:
            raise _unknown_dimension(parameter, dims) from None
        if len(dims) > len(parameter.dimensions) and not dims.keys() <= {*parameter.dimensions, *parameter.overs}:
            raise _unknown_dimension(parameter, dims)
        if row is None:
            raise self._not_modelled(parameter)
        if row.repealed:
            raise NotInForce(key, row.start, row.citations)
        return row

    def _not_modelled(self, parameter: Parameter) -> NotModelled:
        begun = [row.published for row in parameter.rows if row.start <= self.first]
        if begun and self.known_on is not None and min(begun) > self.known_on:
            return NotModelled(parameter.key, _NOT_YET_KNOWN.fill(published=min(begun)))
        first = min(row.start for row in parameter.rows)
        return NotModelled(parameter.key, _BEFORE_FIRST.fill(first=first))


def _unknown_dimension(parameter: Parameter, dims: Mapping[str, Any]) -> UnknownDimension:
    asked = ", ".join(f"{name} = {value}" for name, value in dims.items()) or "–"
    allowed = [f"{name} = {' | '.join(values)}" for name, values in parameter.dimensions.items()]
    return UnknownDimension(parameter.key, asked, (*allowed, *sorted(parameter.overs)))


class Reading:
    """Reads rules of one view for one decision and remembers each; used by one thread.

    >>> reading = ruleset.at(day).reading()                                      # doctest: +SKIP
    >>> start = reading.value("years.fiscal")                                    # doctest: +SKIP
    >>> reading.decision(start["month"], {"on": day}).citations                  # doctest: +SKIP
    """

    __slots__ = ("_plain", "_reads", "view")

    def __init__(self, view: View) -> None:
        self.view = view
        self._plain = view.plain
        self._reads: list[Row | Term] = []

    def value(self, key: str, **dims: Any) -> Any:
        """The value of a rule.

        Args:
            key: such as ``register.columns``.
            **dims: one value for each dimension of the rule, and the amount that its scale is measured by.

        Raises:
            UnknownParameter: when no rule has this key.
            UnknownDimension: when it is not asked by exactly its dimensions and their known values.
            NotModelled: when no row has begun on the view's days, or the amount is below the scale.
            NotInForce: when the rule was repealed.
        """
        if not dims:  # the common case, kept short: a dictionary look-up and an append
            row = self._plain.get(key)
            if row is not None:
                self._reads.append(row)
                return row.value
        row = self.view.row(key, dims)
        value = row.value
        if isinstance(value, Scale):
            value = _on_scale(row, value, dims)
        self._reads.append(row)
        return value

    def names(self, key: str, code: str, **dims: Any) -> bool:
        """Whether the list that a rule is has a code; a list of others alone decides nothing and is not recorded.

        Args:
            key: of a rule whose value is a list of codes.
            code: such as a type of leave.
            **dims: as of :meth:`value`.

        Raises:
            OrqaError: as of :meth:`value`.
        """
        row = self.view.row(key, dims)
        found = code in row.value
        if found:
            self._reads.append(row)
        return found

    def term(self, vocabulary: str, code: str) -> Term:
        """A term of a vocabulary, recorded so that the decision cites it.

        Raises:
            UnknownTerm: when the vocabulary or the code does not exist.
        """
        return self.find_term(vocabulary, code) or self.view.vocabulary(vocabulary)[code]

    def find_term(self, vocabulary: str, code: str) -> Term | None:
        """Like :meth:`term`; None where the vocabulary has no such code.

        Raises:
            UnknownTerm: when the vocabulary does not exist.
        """
        term = self.view.vocabulary(vocabulary).terms.get(code)
        if term is not None:
            self._reads.append(term)
        return term

    def adopt(self, decision: Decision[T]) -> T:
        """Rest on an earlier decision: its value, with its rules recorded here too."""
        self._reads.extend(decision.reads)
        return decision.value

    def once(self, work: Callable[..., T], *given: Hashable) -> T:
        """What ``work(reading, *given)`` makes of rules and of these values alone; kept for the view.

        What it read is recorded here each time. It is for few different values, such as days and codes.
        """
        made = self.view.made
        known = made.get((work, *given))
        if known is None:
            own = Reading(self.view)
            known = (work(own, *given), tuple(own._reads))
            if len(made) < _MOST_MADE:
                made[work, *given] = known
        value: T = known[0]
        self._reads += known[1]
        return value

    def decision(self, value: T, inputs: Mapping[str, Any]) -> Decision[T]:
        """End the decision: its value with all that it rests on."""
        view = self.view
        frozen = inputs if type(inputs) is FrozenDict else FrozenDict(inputs)
        return Decision(value, frozen, view.profile, view.data_version, tuple(self._reads))


def _on_scale(row: Row, scale: Scale, dims: Mapping[str, Any]) -> Any:
    if scale.over not in dims:
        raise UnknownDimension(row.key, "–", (scale.over,))
    found = scale.at(dims[scale.over])
    if found is None:
        raise NotModelled(row.key, _BELOW_SCALE.fill(over=scale.over, amount=dims[scale.over]))
    return found
