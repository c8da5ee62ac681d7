"""Working out one node: the inner loop of an evaluation.

Everything that can be known before the inputs are is worked out when the framework is compiled, so that a hundred
thousand programmes cost no look-up of a title, no text and no rule. What went wrong is not put into words here:
:mod:`orqa.domain.quality.remarks` does, when somebody asks.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

from orqa.base.rounding import Rounding
from orqa.domain.quality.methods import AllItems, FullMark, ItemTable, Ladder, Points, Rating
from orqa.domain.quality.nodes import Absent, AggregateMethod, Effect, Gate, Node, RoundWhen
from orqa.domain.quality.numbers import Number, divided, rounded
from orqa.domain.quality.quantities import Ratio
from orqa.domain.quality.reach import most_of
from orqa.domain.quality.scales import ScaleKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.quantities import Values


class Status(Enum):
    """What became of a node.

    ``SCORED``: worked out; ``GIVEN``: its score was given; ``NOT_ASSESSED``: something is missing; ``NOT_APPLICABLE``:
    it does not apply, so it is left out of every mean; ``TO_JUDGE``: people judge it and have not yet; ``TOLD``: it was
    told in words, which make no score.
    """

    SCORED = "scored"
    GIVEN = "given"
    NOT_ASSESSED = "not-assessed"
    NOT_APPLICABLE = "not-applicable"
    TO_JUDGE = "to-judge"
    TOLD = "told"

    @property
    def has_score(self) -> bool:
        """Whether there is a score."""
        return self is Status.SCORED or self is Status.GIVEN


SCORED, GIVEN = Status.SCORED, Status.GIVEN
NOT_ASSESSED, NOT_APPLICABLE, TO_JUDGE = Status.NOT_ASSESSED, Status.NOT_APPLICABLE, Status.TO_JUDGE


class Step:
    """What is done for one node, once in each evaluation.

    Exact scores are kept as numerator and denominator, not as fractions: making one ``Fraction`` costs as much as all
    the arithmetic of a node.
    """

    __slots__ = ("at", "decimals", "id", "mode", "node", "now", "tens", "usual")

    def __init__(self, node: Node, at: int) -> None:
        self.node = node
        self.id = node.id
        self.at = at
        self.decimals = node.rounding.decimals
        self.mode = node.rounding.mode
        self.tens: int = 10**self.decimals
        self.usual = self.mode is Rounding.HALF_UP
        self.now = node.rounding.when is RoundWhen.SCORE

    def rounded(self, exact: Number) -> Decimal:
        """An exact score as this node rounds it."""
        return rounded(exact, self.decimals, self.mode)

    def keep(self, evaluation: "Evaluation", top: int, bottom: int, status: Status = SCORED) -> None:
        """Keep an exact score; the rounded one too, where nodes above count by it."""
        at = self.at
        evaluation.status[at] = status
        evaluation.tops[at] = top
        evaluation.bottoms[at] = bottom
        if self.now:
            evaluation.units[at] = self.units(top, bottom)

    def units(self, top: int, bottom: int) -> int:
        """The rounded score in units of its last decimal."""
        if self.usual and top >= 0:
            return (2 * top * self.tens + bottom) // (2 * bottom)
        return self.mode.whole(top * self.tens, bottom)

    def given(self, evaluation: "Evaluation") -> None:
        """Keep the score that was given."""
        value = evaluation.values[self.id]
        self.keep(evaluation, value.numerator, value.denominator, GIVEN)


class LeafStep(Step):
    """A node that is measured, ticked or rated."""

    __slots__ = ("bounded", "measure", "missing", "names", "result_id", "score")

    def __init__(self, node: Node, at: int) -> None:
        super().__init__(node, at)
        method = node.method or Rating()
        self.result_id = result_id(node)
        self.bounded = node.most is not None or node.least is not None
        self.score = method.score
        self.measure = None
        self.names: tuple[str, ...] = ()
        self.missing: Callable[[Values], tuple[str, ...]] = _none
        if isinstance(method, ItemTable | AllItems | Ladder):
            self.measure, self.names, self.missing = method.met, method.names, method.missing
        elif node.quantity is not None:
            quantity = node.quantity
            self.measure, self.names, self.missing = quantity.value, quantity.names, quantity.missing

    def __call__(self, evaluation: "Evaluation") -> None:
        """Work it out."""
        values = evaluation.values
        if self.id in values:
            self.given(evaluation)
            return
        try:
            if self.result_id in values:
                result = values[self.result_id]
            elif self.measure is None:
                evaluation.status[self.at] = self._without(evaluation)
                return
            else:
                result = self.measure(values)
        except KeyError:
            evaluation.status[self.at] = self._without(evaluation)
        except ZeroDivisionError:
            pass  # NOT_ASSESSED, as the evaluation begins
        else:
            exact = None if self.bounded and self.node.cannot_be(result) else self.score(result)
            if exact is not None:
                self.keep(evaluation, exact.numerator, exact.denominator)

    def _without(self, evaluation: "Evaluation") -> Status:
        """What a node is whose inputs are not all there; one that may not apply does, where any of it was given."""
        if self.node.optional and not any(evaluation.given.get(name) is not None for name in self._told_by()):
            return NOT_APPLICABLE
        if self.node.scale.kind is ScaleKind.NARRATIVE:
            return Status.TOLD if self.id in evaluation.told else TO_JUDGE
        return NOT_ASSESSED

    def _told_by(self) -> tuple[str, ...]:
        """What is given about the node: its score, its result or a part of it, or what that is worked out from."""
        return (self.id, self.result_id, f"{self.id}-numerator", f"{self.id}-denominator", *self.names)


def _none(_values: "Values") -> tuple[str, ...]:
    return ()


class ShareStep(LeafStep):
    """The usual leaf: a sum of counts over a sum of counts, in proportion to full marks from 0.

    The same as :class:`LeafStep`, in whole numbers; whatever is not one goes the general way.
    """

    __slots__ = ("above", "below", "high", "plain", "quantity", "rate", "share")

    def __init__(self, node: Node, at: int, quantity: Ratio, method: FullMark) -> None:
        super().__init__(node, at)
        rate = Fraction(quantity.times) * Fraction(method.high) / Fraction(method.full)
        self.quantity = quantity
        self.rate, self.share = rate.numerator, rate.denominator
        self.high = int(method.high)
        self.above, self.below = f"{node.id}-numerator", f"{node.id}-denominator"
        self.plain = quantity.numerator, quantity.denominator, quantity.less

    def __call__(self, evaluation: "Evaluation") -> None:
        """Work it out."""
        values = evaluation.values
        if evaluation.direct and not evaluation.direct.isdisjoint((self.id, self.result_id, self.above, self.below)):
            super().__call__(evaluation)
            return
        over, under, less = self.plain
        try:
            top = values[over[0]] if len(over) == 1 else sum([values[name] for name in over])
            bottom = 1
            if under:
                bottom = values[under[0]] if len(under) == 1 else sum([values[name] for name in under])
                if less:
                    bottom -= sum([values[name] for name in less])
        except KeyError:
            evaluation.status[self.at] = self._without(evaluation)
            return
        if bottom <= 0:
            return  # NOT_ASSESSED, as the evaluation begins
        if type(top) is not int or type(bottom) is not int:
            top, bottom = top.numerator * bottom.denominator, bottom.numerator * top.denominator
        top, bottom = top * self.rate, bottom * self.share
        at = self.at
        top = min(max(top, 0), self.high * bottom)
        evaluation.status[at] = SCORED
        evaluation.tops[at] = top
        evaluation.bottoms[at] = bottom
        if self.now:
            evaluation.units[at] = self.units(top, bottom)


class Block:
    """Many leaves of the usual form in one go: one count, over one count or none.

    The leaves of a framework do not look at each other, so they need no call each.
    """

    __slots__ = ("ids", "rows", "steps")

    def __init__(self, steps: "Sequence[ShareStep]") -> None:
        self.steps = tuple(steps)
        self.ids = frozenset(name for s in steps for name in (s.id, s.result_id, s.above, s.below))
        self.rows = tuple((s, s.at, s.plain[0][0], (*s.plain[1], "")[0], s.rate, s.share, s.high) for s in steps)

    @staticmethod
    def takes(step: Step) -> bool:
        """Whether a leaf is of this form."""
        if not isinstance(step, ShareStep):
            return False
        over, under, less = step.plain
        return len(over) == 1 and len(under) <= 1 and not less

    def __call__(self, evaluation: "Evaluation") -> None:
        """Work all of them out."""
        if evaluation.direct and not evaluation.direct.isdisjoint(self.ids):
            for step in self.steps:
                step(evaluation)
            return
        get, status, tops, bottoms = evaluation.values.get, evaluation.status, evaluation.tops, evaluation.bottoms
        for step, at, over, under, rate, share, high in self.rows:
            top, bottom = get(over), get(under) if under else 1
            if type(top) is not int or type(bottom) is not int or bottom <= 0 or top < 0:
                step(evaluation)
                continue
            top *= rate
            bottom *= share
            if top > high * bottom:  # noqa: PLR1730 - min() takes twice as long
                top = high * bottom
            status[at] = SCORED
            tops[at] = top
            bottoms[at] = bottom
            if step.now:
                evaluation.units[at] = step.units(top, bottom)


def leaf_step(node: Node, at: int) -> LeafStep:
    """The step of a leaf."""
    quantity, method = node.quantity, node.method
    usual = (
        isinstance(quantity, Ratio)
        and isinstance(method, FullMark)
        and quantity.works is None
        and quantity.decimals is None
        and node.most is None
        and method.low == 0
        and method.high.denominator == 1
    )
    if usual and isinstance(quantity, Ratio) and isinstance(method, FullMark):
        return ShareStep(node, at, quantity, method)
    return LeafStep(node, at)


def result_id(node: Node) -> str:
    """The input by which the measure of a node may be given: its result, or for Baldrige items its percent."""
    return f"{node.id}-percent" if isinstance(node.method, Points) else f"{node.id}-result"


class AggregateStep(Step):
    """A node whose score comes from those below it."""

    __slots__ = (
        "absent",
        "common",
        "divisor",
        "gates",
        "members",
        "method",
        "most",
        "pairs",
        "stand_ins",
        "total",
        "weigh",
        "weights",
    )

    def __init__(
        self, node: Node, at: int, members: Sequence[tuple[int, Node]], stand_ins: Sequence[tuple[int, ...]]
    ) -> None:
        super().__init__(node, at)
        aggregate = node.aggregate
        assert aggregate is not None  # noqa: S101 - the framework makes this step for no other node
        self.method = aggregate.method
        self.absent = aggregate.absent
        self.members = tuple(index for index, _ in members)
        self.stand_ins = tuple(stand_ins)
        self.common = _common_tens([member for _, member in members])
        given = [1 if self.method in _UNWEIGHED else member.weight for _, member in members]
        self.weigh = lcm(*(weight.denominator for weight in given))
        self.weights = tuple(int(weight * self.weigh) for weight in given)
        self.divisor = sum(self.weights) if self.method in _MEANS else self.weigh
        tens = (10**m.rounding.decimals if m.rounding.when is RoundWhen.SCORE else 0 for _, m in members)
        self.pairs = tuple(zip(self.members, self.weights, tens, strict=True))
        self.gates: tuple[tuple[Gate, tuple[int, ...]], ...] = ()
        nodes = [member for _, member in members]
        self.most = node.scale.high if self.method in _SUMS and most_of(aggregate, nodes) > node.scale.high else None
        self.total = self._way()
        """The exact total before gates; a status where there is none."""

    def __call__(self, evaluation: "Evaluation") -> None:
        """Work it out, unless it was given."""
        if self.id in evaluation.direct:
            self.given(evaluation)
            return
        found = self.gated_total(evaluation)
        for gate, nodes in self.gates:
            if gate.hides and gate_holds(evaluation, gate, nodes) is False:
                self._hide(evaluation, gate)
        if type(found) is tuple and not self.is_beyond(found):
            self.keep(evaluation, *found)
        elif isinstance(found, Status):
            evaluation.status[self.at] = found

    def gated_total(self, evaluation: "Evaluation") -> "tuple[int, int] | Status":
        """The exact total of what is below, as the gates let it be; a status where there is none."""
        found = self.total(evaluation)
        return self._gated(evaluation, found) if self.gates else found

    def is_beyond(self, found: tuple[int, int]) -> bool:
        """Whether a sum is above the scale: the points given for what is below cannot be right together."""
        return self.most is not None and found[0] > self.most * found[1]

    def _way(self) -> "Callable[[Evaluation], tuple[int, int] | Status]":
        """The quickest way to the total that is right for this node."""
        match self.method:
            case AggregateMethod.HOLISTIC:
                return lambda _evaluation: TO_JUDGE
            case AggregateMethod.MINIMUM:
                return self._careful
        return self._rounded_mean if self.members and self.common and self.method in _UNWEIGHED else self._exact

    def _rounded_mean(self, evaluation: "Evaluation") -> "tuple[int, int] | Status":
        """A mean or sum of rounded scores: of whole units."""
        status, members = evaluation.status, self.members
        if all([status[i] is SCORED or status[i] is GIVEN for i in members]):  # noqa: C419 - faster
            units_of = evaluation.units
            return sum([units_of[i] for i in members]), self.divisor * self.common
        return self._careful(evaluation)

    def _exact(self, evaluation: "Evaluation") -> "tuple[int, int] | Status":
        """Weights or exact scores; whatever is missing goes the careful way."""
        status, units_of, tops, bottoms = evaluation.status, evaluation.units, evaluation.tops, evaluation.bottoms
        sum_of, under, scored = 0, 0, SCORED
        for index, weight, tens in self.pairs:
            if status[index] is not scored and status[index] is not GIVEN:
                return self._careful(evaluation)
            top, bottom = (units_of[index], tens) if tens else (tops[index], bottoms[index])
            if bottom == under:
                sum_of += weight * top
            elif under:
                sum_of = sum_of * bottom + weight * top * under
                under *= bottom
            else:
                sum_of, under = weight * top, bottom
        if not under:
            return self._careful(evaluation)
        under *= self.divisor
        shared = gcd(sum_of, under)
        return sum_of // shared, under // shared

    def _careful(self, evaluation: "Evaluation") -> "tuple[int, int] | Status":
        """The total where something is missing, or the least is wanted."""
        scores: list[tuple[int, int, int]] = []
        missing, applies = False, False
        status, units_of, tops, bottoms = evaluation.status, evaluation.units, evaluation.tops, evaluation.bottoms
        for place, (index, weight, tens) in enumerate(self.pairs):
            state = status[index]
            if state is SCORED or state is GIVEN:
                applies = True
                scores.append((units_of[index], tens, weight) if tens else (tops[index], bottoms[index], weight))
            elif state is not NOT_APPLICABLE:
                applies = True
                score = self._stand_in(evaluation, place)
                if score is None:
                    missing = True
                else:
                    scores.append((score.numerator, score.denominator, weight))
        if not applies:  # of a node under which nothing counts, too: it has no number
            said = all(evaluation.framework.steps[index].id in evaluation.apart for index in self.members)
            return NOT_APPLICABLE if self.node.optional or said else NOT_ASSESSED
        if not scores or (missing and self.absent is Absent.BLOCKS):
            return NOT_ASSESSED
        return self._combined(scores)

    def _combined(self, scores: "list[tuple[int, int, int]]") -> "tuple[int, int] | Status":
        """Scores with their weights put together, in lowest terms; none where those that are left weigh nothing."""
        if self.method is AggregateMethod.MINIMUM:
            least = min(Fraction(top, bottom) for top, bottom, _ in scores)
            return least.numerator, least.denominator
        sum_of, under, weighs = 0, 1, 0
        for top, bottom, weight in scores:
            if bottom == under:
                sum_of += weight * top
            else:
                sum_of = sum_of * bottom + weight * top * under
                under *= bottom
            weighs += weight
        if self.method in _MEANS:
            if not weighs:
                return NOT_ASSESSED
            under *= weighs
        else:
            under *= self.weigh
        shared = gcd(sum_of, under)
        return sum_of // shared, under // shared

    def _stand_in(self, evaluation: "Evaluation", place: int) -> Number | None:
        """The given score of a node between, which stands for each member under it."""
        for index in self.stand_ins[place]:
            if evaluation.status[index] is GIVEN:
                return evaluation.used(index)
        return None

    def _gated(self, evaluation: "Evaluation", found: "tuple[int, int] | Status") -> "tuple[int, int] | Status":
        """What the gates make of a total; one that sets the score does so whatever else is missing."""
        for gate, nodes in self.gates:
            if gate.effect is Effect.BAND or gate_holds(evaluation, gate, nodes) is not False:
                continue
            score = Fraction(gate.score)
            if gate.effect is Effect.SET:
                found = found if found is NOT_APPLICABLE else (score.numerator, score.denominator)
            elif isinstance(found, tuple) and Fraction(*found) > score:
                found = score.numerator, score.denominator
        return found

    def _hide(self, evaluation: "Evaluation", gate: Gate) -> None:
        """Take the scores of nodes of a kind away, where the gate does not hold and says so."""
        for place, step in enumerate(evaluation.framework.steps) if gate.hides else ():
            if step.node.kind == gate.hides and step.id not in gate.nodes and evaluation.status[place] is SCORED:
                evaluation.status[place] = NOT_APPLICABLE
                evaluation.hidden[step.id] = gate


_UNWEIGHED = frozenset({AggregateMethod.MEAN, AggregateMethod.SUM})
_SUMS = frozenset({AggregateMethod.SUM, AggregateMethod.WEIGHTED_SUM})
_MEANS = frozenset({AggregateMethod.MEAN, AggregateMethod.WEIGHTED_MEAN})


def combined(method: AggregateMethod, scores: Sequence[Number], weights: Sequence[Number]) -> Number:
    """Scores put together by a method that calculates.

    Raises:
        ZeroDivisionError: when there is none, or all weigh nothing.
    """
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
