"""Working out one node: the inner loop of an evaluation.

Everything that can be known before the inputs are is worked out when the framework is compiled, so that a hundred
thousand programmes cost no look-up of a title, no text and no rule. What went wrong is not put into words here:
:mod:`orqa.domain.quality.remarks` does, when somebody asks.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from orqa.base.rounding import Rounding
from orqa.domain.quality.methods import AllItems, ItemTable, Ladder, Points, Rating
from orqa.domain.quality.nodes import Absent, AggregateMethod, Effect, Gate, Node, RoundWhen
from orqa.domain.quality.numbers import Number, divided, rounded, units

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.quantities import Values


class Status(Enum):
    """What became of a node.

    ``SCORED``: worked out; ``GIVEN``: its score was given; ``NOT_ASSESSED``: something is missing; ``NOT_APPLICABLE``:
    it does not apply, so it is left out of every mean; ``TO_JUDGE``: people judge it and have not yet.
    """

    SCORED = "scored"
    GIVEN = "given"
    NOT_ASSESSED = "not-assessed"
    NOT_APPLICABLE = "not-applicable"
    TO_JUDGE = "to-judge"

    @property
    def has_score(self) -> bool:
        """Whether there is a score."""
        return self is Status.SCORED or self is Status.GIVEN


SCORED, GIVEN = Status.SCORED, Status.GIVEN
NOT_ASSESSED, NOT_APPLICABLE, TO_JUDGE = Status.NOT_ASSESSED, Status.NOT_APPLICABLE, Status.TO_JUDGE


class Step:
    """What is done for one node, once in each evaluation."""

    __slots__ = ("at", "decimals", "id", "mode", "node", "tens", "usual")

    def __init__(self, node: Node, at: int) -> None:
        self.node = node
        self.id = node.id
        self.at = at
        self.decimals = node.rounding.decimals
        self.mode = node.rounding.mode
        self.tens: int = 10**self.decimals
        self.usual = self.mode is Rounding.HALF_UP

    def rounded(self, exact: Number) -> Decimal:
        """An exact score as this node rounds it."""
        return rounded(exact, self.decimals, self.mode)

    def keep(self, evaluation: "Evaluation", exact: Number, status: Status = SCORED) -> None:
        """Keep the exact score and the rounded one, in units of its last decimal."""
        at = self.at
        evaluation.status[at] = status
        evaluation.exact[at] = exact
        if self.usual and exact >= 0:  # as numbers.units, without its call
            evaluation.units[at] = (2 * exact.numerator * self.tens + exact.denominator) // (2 * exact.denominator)
        else:
            evaluation.units[at] = units(exact, self.decimals, self.mode)


class LeafStep(Step):
    """A node that is measured, ticked or rated."""

    __slots__ = ("measure", "names", "result_id", "score")

    def __init__(self, node: Node, at: int) -> None:
        super().__init__(node, at)
        method = node.method or Rating()
        self.result_id = result_id(node)
        self.score = method.score
        self.measure = None
        self.names: tuple[str, ...] = ()
        if isinstance(method, ItemTable | AllItems | Ladder):
            self.measure, self.names = method.met, method.names
        elif node.quantity is not None:
            self.measure, self.names = node.quantity.value, node.quantity.names

    def __call__(self, evaluation: "Evaluation") -> None:
        """Work it out."""
        values = evaluation.values
        if self.id in values:
            self.keep(evaluation, values[self.id], GIVEN)
            return
        try:
            if self.result_id in values:
                result = values[self.result_id]
            elif self.measure is None:
                evaluation.status[self.at] = self._without(values)
                return
            else:
                result = self.measure(values)
        except KeyError:
            evaluation.status[self.at] = self._without(values)
        except ZeroDivisionError:
            pass  # NOT_ASSESSED, as the evaluation begins
        else:
            exact = self.score(result)
            if exact is not None:
                self.keep(evaluation, exact)

    def _without(self, values: "Values") -> Status:
        """What a node is whose inputs are not all there."""
        if self.node.optional and not any(name in values for name in self.names):
            return NOT_APPLICABLE
        if self.measure is None and not self.node.scale.high and not self.node.scale.levels:
            return TO_JUDGE  # text only
        return NOT_ASSESSED


def result_id(node: Node) -> str:
    """The input by which the measure of a node may be given: its result, or for Baldrige items its percent."""
    return f"{node.id}-percent" if isinstance(node.method, Points) else f"{node.id}-result"


class AggregateStep(Step):
    """A node whose score comes from those below it."""

    __slots__ = ("absent", "common", "gates", "members", "method", "plain", "stand_ins", "weights")

    def __init__(
        self, node: Node, at: int, members: Sequence[tuple[int, Node]], stand_ins: Sequence[tuple[int, ...]]
    ) -> None:
        super().__init__(node, at)
        aggregate = node.aggregate
        assert aggregate is not None  # noqa: S101 - the framework makes this step for no other node
        self.method = aggregate.method
        self.absent = aggregate.absent
        self.members = tuple(index for index, _ in members)
        self.weights = tuple(member.weight for _, member in members)
        self.stand_ins = tuple(stand_ins)
        self.common = _common_tens([member for _, member in members])
        unweighed = self.method in (AggregateMethod.MEAN, AggregateMethod.SUM)
        self.plain = bool(members and self.common and unweighed)
        self.gates: tuple[tuple[Gate, tuple[int, ...]], ...] = ()

    def __call__(self, evaluation: "Evaluation") -> None:
        """Work it out, unless it was given."""
        values = evaluation.values
        if self.id in values:
            self.keep(evaluation, values[self.id], GIVEN)
            return
        if self.method is AggregateMethod.HOLISTIC:
            evaluation.status[self.at] = TO_JUDGE
            return
        found = self.gated_total(evaluation)
        if isinstance(found, Status):
            evaluation.status[self.at] = found
            return
        self.keep(evaluation, found)

    def gated_total(self, evaluation: "Evaluation") -> "Number | Status":
        """The exact total of what is below, as the gates let it be; a status where there is none."""
        found = self.total(evaluation)
        return found if isinstance(found, Status) or not self.gates else self._gated(evaluation, found)

    def total(self, evaluation: "Evaluation") -> "Number | Status":
        """The exact total before gates; a status where there is none."""
        status, members = evaluation.status, self.members
        if self.plain and all([status[i] is SCORED or status[i] is GIVEN for i in members]):  # noqa: C419 - faster
            units_of = evaluation.units
            return self._plain(sum([units_of[i] for i in members]), len(members), self.common)
        return self._careful(evaluation)

    def _plain(self, sum_of: Number, count: int, tens: int) -> Number:
        if self.method is AggregateMethod.MEAN:
            return Fraction(sum_of, count * tens)
        return divided(sum_of, tens)

    def _careful(self, evaluation: "Evaluation") -> "Number | Status":
        """As :meth:`total`, where something is missing, weighs more or is rounded otherwise."""
        scores, weights, missing, applies = [], [], False, False
        for place, index in enumerate(self.members):
            state = evaluation.status[index]
            if state is NOT_APPLICABLE:
                continue
            applies = True
            score = evaluation.used(index) if state.has_score else self._stand_in(evaluation, place)
            if score is None:
                missing = True
                continue
            scores.append(score)
            weights.append(self.weights[place])
        if not applies:  # of a node under which nothing counts, too: it has no number
            return NOT_APPLICABLE if self.node.optional or not self.members else NOT_ASSESSED
        if not scores or (missing and self.absent is Absent.BLOCKS):
            return NOT_ASSESSED
        return combined(self.method, scores, weights)

    def _stand_in(self, evaluation: "Evaluation", place: int) -> Number | None:
        """The given score of a node between, which stands for each member under it."""
        for index in self.stand_ins[place]:
            if evaluation.status[index] is GIVEN:
                return evaluation.used(index)
        return None

    def _gated(self, evaluation: "Evaluation", exact: Number) -> Number:
        for gate, nodes in self.gates:
            if gate.effect is Effect.BAND or gate_holds(evaluation, gate, nodes) is not False:
                continue
            exact = gate.score if gate.effect is Effect.SET else min(exact, gate.score)
        return exact


def combined(method: AggregateMethod, scores: Sequence[Number], weights: Sequence[Number]) -> Number:
    """Scores put together by a method that calculates."""
    match method:
        case AggregateMethod.MEAN:
            return divided(sum(scores), len(scores))
        case AggregateMethod.SUM:
            return sum(scores)
        case AggregateMethod.MINIMUM:
            return min(scores)
    weighed = sum(score * weight for score, weight in zip(scores, weights, strict=True))
    return weighed if method is AggregateMethod.WEIGHTED_SUM else divided(weighed, sum(weights))


def gate_holds(evaluation: "Evaluation", gate: Gate, nodes: Sequence[int]) -> bool | None:
    """Whether a gate holds; None where that cannot be told yet."""
    undecided = False
    for index in nodes:
        if evaluation.status[index] is NOT_APPLICABLE:
            continue
        if not evaluation.status[index].has_score:
            undecided = True
        elif evaluation.used(index) < gate.below:
            return False
    if undecided:
        return None
    return True


def _common_tens(members: Sequence[Node]) -> int:
    """Ten to the decimals of all members, where all count rounded and to as many; else 0."""
    rules = {(member.rounding.decimals, member.rounding.when) for member in members}
    if len(rules) != 1:
        return 0
    decimals, when = rules.pop()
    return int(10**decimals) if when is RoundWhen.SCORE else 0
