"""The outcome of an evaluation: scores, words, explanations and findings, each worked out when it is asked for."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.language import Text
from orqa.domain.quality.inputs import NOT_APPLICABLE_HERE, NotApplicable, Unusable, not_applicable
from orqa.domain.quality.marks import together
from orqa.domain.quality.nodes import OVERALL, Node, RoundWhen
from orqa.domain.quality.numbers import Number, scaled
from orqa.domain.quality.steps import (
    GIVEN,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    AggregateStep,
    LeafStep,
    Status,
    gate_holds,
    result_id,
)

if TYPE_CHECKING:
    from orqa.base.findings import Finding
    from orqa.domain.quality.bands import Band
    from orqa.domain.quality.explaining import Explanation
    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.groups import GroupTable
    from orqa.domain.quality.nodes import Gate


@frozen(kw_only=True)
class NodeResult:
    """What became of one node.

    Attributes:
        node: the node.
        status: see :class:`~orqa.domain.quality.steps.Status`.
        score: the rounded score; None without one.
        exact: the exact score.
        result: what was measured before it became a score, exact; None where nothing was.
        band: the band of the score, where the node has bands.
        words: what the score is called, in each language.
        started_from: ``inputs``, ``result``, or the kind of the node whose score was given.
    """

    node: Node
    status: Status
    score: Decimal | None
    exact: Fraction | None
    result: Fraction | None
    band: "Band | None"
    words: Text | None
    started_from: str


class Evaluation:
    """What a framework makes of inputs; immutable once made.

    Attributes:
        framework: by which it was made.
        given: what was given, as it was given.
        values: what was given and could be used, read.
        declined: what was given and could not be used, with why.
        above: counts among them that are above their total, with that total.
        not_applicable: nodes that were said not to apply, with the reason.
        apart: these, and all nodes below them.
        told: what was told in words of nodes that have no number.
        hidden: nodes that have no score because a gate does not hold.
    """

    def __init__(self, framework: "Framework", inputs: Mapping[str, Any]) -> None:
        self.framework = framework
        self.given = dict(inputs)
        self.values: dict[str, Any] = {}
        self.declined: list[tuple[str, Unusable | None]] = []
        self.above: dict[str, Number] = {}
        self.not_applicable: dict[str, NotApplicable] = {}
        self.apart: frozenset[str] = frozenset()
        self.told: dict[str, str] = {}
        self.hidden: dict[str, Gate] = {}
        count = len(framework.steps)
        self.status: list[Status] = [NOT_ASSESSED] * count
        self.tops: list[int] = [0] * count
        self.bottoms: list[int] = [1] * count
        self.units: list[int] = [0] * count
        self._read()
        self.direct = self.values.keys() - framework.inputs.keys()
        self._run()

    def _read(self) -> None:
        values, quick, flags = self.values, self.framework.quick, self.framework.flags
        for name, given in self.given.items():
            if type(given) is bool and name in flags:
                values[name] = 1 if given else 0
                continue
            if type(given) is int and name in quick:  # most values are such
                low, high = quick[name]
                if low <= given <= high:
                    values[name] = given
                    continue
            self._take(name, given)
        for name, totals in self.framework.limits:
            if name in values and self.exceeds(name, totals):
                self.declined.append((name, None))
                self.above[name] = sum(values[total] for total in totals)
        if self.framework.layers is not None:
            self._take_layers()

    def _take(self, name: str, given: Any) -> None:
        """Read one given value."""
        slot = self.framework.slots.get(name)
        if slot is None:
            self.declined.append((name, None))
        elif given is None:
            return  # nothing is known, which is not zero
        elif isinstance(given, NotApplicable | str) and "@" not in name and (reason := not_applicable(given)):
            if name in self.framework.nodes:
                self.not_applicable[name] = reason
            elif name not in self.framework.optional_items:
                self.declined.append((name, Unusable(NOT_APPLICABLE_HERE, name=self._called(name))))
        else:
            try:
                self._keep(name, slot(given))
            except Unusable as problem:
                self.declined.append((name, problem))

    def _keep(self, name: str, value: Any) -> None:
        if isinstance(value, str) and name in self.framework.nodes:
            self.told[name] = value
        else:
            self.values[name] = value

    def _called(self, name: str) -> Text:
        return self.framework.input_titles.get(name, Text.of(en=name, th=name))

    def exceeds(self, name: str, totals: tuple[str, ...]) -> bool:
        """Whether an input is above the sum of others that it is part of."""
        values = self.values
        return all(total in values for total in totals) and values[name] > sum(values[total] for total in totals)

    def _take_layers(self) -> None:
        layers = self.framework.layers
        assert layers is not None  # noqa: S101 - asked before
        for node in self.framework.nodes.values():
            if node.id not in self.values and (score := layers.final_score(node, self.values)) is not None:
                self.values[node.id] = score

    def _run(self) -> None:
        for name in self.above:  # a count above its total makes nothing that hangs on it
            del self.values[name]
        if not self.not_applicable:
            for run in self.framework.runs:
                run(self)
            return
        self.apart = frozenset(
            name
            for name in self.framework.nodes
            if not self.not_applicable.keys().isdisjoint(self.framework.line(name))
        )
        for name in self.apart:
            self.values.pop(name, None)  # what does not apply has no score, whatever was given
        for name, step in zip(self.framework.places, self.framework.steps, strict=True):
            if name in self.apart:
                self.status[self.framework.places[name]] = NOT_APPLICABLE
            else:
                step(self)

    # ------------------------------------------------------------------ numbers

    def used(self, place: int) -> Number:
        """The score of a node as nodes above take it: rounded or exact, as the framework says."""
        rule = self.framework.steps[place].node.rounding
        if rule.when is RoundWhen.SHOWN:
            return self.exact(place)
        return Fraction(self.units[place], 10**rule.decimals)

    def exact(self, place: int) -> Fraction:
        """The exact score of a node that has one."""
        return Fraction(self.tops[place], self.bottoms[place])

    def last_units(self, place: int) -> int:
        """The rounded score of a node that has one, in units of its last decimal."""
        step = self.framework.steps[place]
        return self.units[place] if step.now else step.units(self.tops[place], self.bottoms[place])

    def status_of(self, node_id: str) -> Status:
        """What became of a node.

        Raises:
            KeyError: when the framework has no such node.
        """
        return self.status[self.framework.places[node_id]]

    def score(self, node_id: str) -> Decimal | None:
        """The rounded score of a node; None where it has none.

        Raises:
            KeyError: when the framework has no such node.
        """
        place = self.framework.places[node_id]
        if not self.status[place].has_score:
            return None
        return scaled(self.last_units(place), self.framework.nodes[node_id].rounding.decimals)

    def exact_score(self, node_id: str) -> Fraction | None:
        """The exact score of a node, before rounding; None where it has none."""
        place = self.framework.places[node_id]
        return self.exact(place) if self.status[place].has_score else None

    @property
    def overall(self) -> Decimal | None:
        """The rounded overall score; None where there is none."""
        return self.score(OVERALL)

    def measured(self, node_id: str) -> Fraction | None:
        """What was measured at a node before it became a score: a percent, a ratio, how many items are met."""
        node = self.framework.nodes[node_id]
        if (given := self.values.get(result_id(node))) is not None:
            return Fraction(given)
        step = self.framework.steps[self.framework.places[node_id]]
        if not isinstance(step, LeafStep) or step.measure is None or node_id in self.apart:
            return None
        try:
            return Fraction(step.measure(self.values))
        except (KeyError, ZeroDivisionError):
            return None

    def worked_out(self, node_id: str) -> Fraction | None:
        """What the score of a leaf would be by its inputs alone; None where they are not there."""
        step = self.framework.steps[self.framework.places[node_id]]
        result = self.measured(node_id)
        if not isinstance(step, LeafStep) or result is None or step.node.cannot_be(result):
            return None
        score = step.score(result)
        return None if score is None else Fraction(score)

    # ------------------------------------------------------------------ words

    def band(self, node_id: str = OVERALL) -> "Band | None":
        """The band that the score of a node is in; None without bands or score."""
        node, place = self.framework.nodes[node_id], self.framework.places[node_id]
        if node.bands is None or not self.status[place].has_score:
            return None
        return node.bands.find(self.used(place), self.holds)

    def holds(self, gate_id: str) -> bool:
        """Whether a gate holds; one that cannot be told yet does not."""
        gate = next(gate for gate in self.framework.gates if gate.id == gate_id)
        return gate_holds(self, gate, [self.framework.places[name] for name in gate.nodes]) is True

    def words(self, node_id: str = OVERALL) -> Text | None:
        """What the score of a node is called, in each language; None where it has no words."""
        node, place = self.framework.nodes[node_id], self.framework.places[node_id]
        if not self.status[place].has_score:
            return None
        if band := self.band(node_id):
            return band.title
        return node.scale.words(self.used(place)) if node.by_scale or node.scale.levels else None

    @property
    def judgement(self) -> Text | None:
        """What the overall outcome is called, in Thai and English; None where nothing is judged yet."""
        return self.words(OVERALL)

    def result(self, node_id: str) -> NodeResult:
        """All about one node."""
        node, place = self.framework.nodes[node_id], self.framework.places[node_id]
        return NodeResult(
            node=node,
            status=self.status[place],
            score=self.score(node_id),
            exact=self.exact_score(node_id),
            result=self.measured(node_id),
            band=self.band(node_id),
            words=self.words(node_id),
            started_from=self.start_of(node_id),
        )

    def results(self) -> Iterator[NodeResult]:
        """All nodes, in the framework's order."""
        return (self.result(name) for name in self.framework.nodes)

    def hint(self, node_id: str = OVERALL) -> Number | None:
        """For a node that people judge: what the method that the framework suggests would give. Never the score."""
        from orqa.domain.quality.steps import combined

        node = self.framework.nodes[node_id]
        if node.aggregate is None or node.aggregate.suggest is None:
            return None
        members = [name for name in node.aggregate.members if self.status_of(name).has_score]
        scores = [self.used(self.framework.places[name]) for name in members]
        weights = [self.framework.nodes[name].weight for name in members]
        try:
            return combined(node.aggregate.suggest, scores, weights) if scores else None
        except ZeroDivisionError:
            return None

    # ------------------------------------------------------------------ where it comes from

    def start_of(self, node_id: str) -> str:
        """From which level the score of a node starts: ``inputs``, ``result`` or a kind of node; empty without one."""
        node, place = self.framework.nodes[node_id], self.framework.places[node_id]
        if self.status[place] is GIVEN:
            return node.kind
        if not self.status[place].has_score:
            return ""
        if node.aggregate is None:
            return "result" if result_id(node) in self.values else "inputs"
        starts = dict.fromkeys(self.start_of(name) for name in self._scored_below(node))
        return next((start for start in _FROM_THE_GROUND if start in starts), next(iter(starts), ""))

    def _scored_below(self, node: Node) -> Iterator[str]:
        for name in node.aggregate.members if node.aggregate else ():
            if self.status_of(name).has_score:
                yield name
            elif stand_in := self.stand_in(name, node.id):
                yield stand_in

    def stand_in(self, member: str, top: str) -> str | None:
        """The node between a member and the node it counts for whose given score stands for it.

        With an empty ``top`` the root may be it.
        """
        above = self.framework.nodes[member].parent
        while above is not None and above != top:
            if self.status_of(above) is GIVEN:
                return above
            above = self.framework.nodes[above].parent
        return None

    @property
    def started_from(self) -> tuple[str, ...]:
        """The levels that scores were given or worked out from, from the ground: ``("inputs", "indicator")``."""
        found = {self.start_of(node.id) for node in self.framework.nodes.values() if self._is_start(node)} - {""}
        ground = [start for start in _FROM_THE_GROUND if start in found]
        return (*ground, *sorted(found.difference(ground)))

    def _is_start(self, node: Node) -> bool:
        return node.aggregate is None or self.status_of(node.id) is GIVEN

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that the outcome rests on."""
        return together(node.mark for node in self.framework.nodes.values()).citations

    @property
    def certainty(self) -> Certainty:
        """How sure the least sure figure is that the outcome rests on."""
        assessed = (node for node in self.framework.nodes.values() if self.status_of(node.id).has_score)
        return together(node.mark for node in assessed).certainty

    def explain(self, node_id: str = OVERALL) -> "Explanation":
        """How the score of a node came about, down to its inputs and clauses.

        Raises:
            KeyError: when the framework has no such node.
        """
        from orqa.domain.quality.explaining import explain

        return explain(self, self.framework.nodes[node_id])

    @cached_property
    def findings(self) -> "tuple[Finding, ...]":
        """What is wrong or missing, and what a reader should know."""
        from orqa.domain.quality.remarks import findings_of

        return tuple(findings_of(self))

    def by(self, grouping: str) -> "GroupTable":
        """A cross table of the framework, such as ``ipo``: input, process and output.

        Raises:
            KeyError: when the framework has no such table.
        """
        from orqa.domain.quality.groups import group_table

        tables = {one.id: one for one in self.framework.groupings}
        return group_table(self, tables[grouping])

    def strengths(self, share: Fraction = Fraction(4, 5)) -> tuple[NodeResult, ...]:
        """The leaves whose score reaches a share of their scale, the best first."""
        return tuple(sorted(self._leaves(lambda at: at >= share), key=self._height, reverse=True))

    def gaps(self, share: Fraction = Fraction(3, 5)) -> tuple[NodeResult, ...]:
        """The leaves whose score stays below a share of their scale, the worst first."""
        return tuple(sorted(self._leaves(lambda at: at < share), key=self._height))

    def _leaves(self, wanted: Any) -> Iterator[NodeResult]:
        for node in self.framework.leaves():
            if self.status_of(node.id).has_score and node.average and node.scale.high > node.scale.low:
                result = self.result(node.id)
                if wanted(self._height(result)):
                    yield result

    def _height(self, result: NodeResult) -> Fraction:
        node = result.node
        low = node.scale.low if node.top == node.scale.high else 0
        return Fraction((result.exact or Fraction(0)) - low) / Fraction(node.top - low)

    def __repr__(self) -> str:
        words = self.judgement
        return f"<Evaluation {self.framework.identity}: {self.overall} {words or ''}>".replace(" >", ">")


_FROM_THE_GROUND = (
    "inputs",
    "result",
    "part",
    "item",
    "requirement",
    "indicator",
    "criterion",
    "component",
    "category",
)

__all__ = ["AggregateStep", "Evaluation", "NodeResult", "Status"]
