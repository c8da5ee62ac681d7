"""Which scores a node can come to, and whether its scale has them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from orqa.base.findings import FindingKind
from orqa.domain.quality import faults
from orqa.domain.quality.methods import ByBands, ItemTable, Ladder, Points, Rating, Slope
from orqa.domain.quality.nodes import Aggregate, AggregateMethod, Node
from orqa.domain.quality.numbers import Number, shown
from orqa.domain.quality.scales import ScaleKind

Told: TypeAlias = tuple[FindingKind, str, dict[str, Any]]
"""What is wrong, in which part of the node's table, and what fills the message."""


def reach_of(node: Node, nodes: Mapping[str, Node]) -> Iterator[Told]:
    """What is wrong with the scores that a node can come to."""
    if node.aggregate is not None:
        members = [nodes[name] for name in node.aggregate.members]
        yield from _of_aggregate(node, node.aggregate, members)
        return
    if isinstance(node.method, ByBands):
        yield from _of_bands(node, node.method)
    told = {"what": _method_of(node), "node": node.id, "allowed": node.scale.allowed}
    if node.scale.kind is ScaleKind.NARRATIVE and not isinstance(node.method, Rating | None):
        yield faults.OFF_SCALE, "score", {**told, "found": "1"}
        return
    for score in _scores(node):
        if not node.scale.holds(score) and not (isinstance(node.method, Slope) and _between(node, score)):
            yield faults.OFF_SCALE, "score", {**told, "found": shown(score)}


def _scores(node: Node) -> tuple[Number, ...]:
    """The scores that a method names."""
    method = node.method
    match method:
        case ByBands():
            return tuple(band.score for band in method.bands.rows if band.score is not None)
        case ItemTable():
            return method.table
        case Ladder():
            return tuple(rung.score for rung in method.rungs)
        case Slope():
            return tuple(height for _, height in method.points)
    return ()


def _between(node: Node, score: Number) -> bool:
    return node.scale.low <= score <= node.scale.high


def _method_of(node: Node) -> str:
    return node.method.bands.id if isinstance(node.method, ByBands) else "score"


def _of_bands(node: Node, method: ByBands) -> Iterator[Told]:
    for i, band in enumerate(method.bands.rows):
        if band.score is None or band.needs:
            yield faults.NO_BAND_SCORE, "score", {"bands": method.bands.id, "node": node.id, "row": i + 1}


def most_of(aggregate: Aggregate, members: Iterable[Node]) -> Number:
    """The most that the scores of a sum can come to."""
    weighs = aggregate.method is AggregateMethod.WEIGHTED_SUM
    return sum(member.top * (member.weight if weighs else 1) for member in members)


def shared_out(aggregate: Aggregate, members: Iterable[Node]) -> bool:
    """Whether a sum shares its points out among its members; else their full marks may be together more than it."""
    return aggregate.method is AggregateMethod.WEIGHTED_SUM or all(isinstance(m.method, Points) for m in members)


def _of_aggregate(node: Node, aggregate: Aggregate, members: list[Node]) -> Iterator[Told]:
    allowed = node.scale.allowed
    match aggregate.method:
        case AggregateMethod.HOLISTIC:
            return
        case AggregateMethod.SUM | AggregateMethod.WEIGHTED_SUM:
            most = most_of(aggregate, members)
            if shared_out(aggregate, members) and most > node.scale.high:
                yield faults.SUM_BEYOND, "aggregate", {"node": node.id, "found": shown(most), "allowed": allowed}
            yield from _passed_over(node, members)
            return
    for member in members:
        if member.top != node.scale.high or member.scale.low < node.scale.low:
            ends = {"low": shown(member.scale.low), "high": shown(member.top)}
            yield faults.MIXED_SCALES, "aggregate", {"node": node.id, "member": member.id, "allowed": allowed, **ends}


def _passed_over(node: Node, members: list[Node]) -> Iterator[Told]:
    """A mean may take a score that is given for a node between for each below it, a sum may not."""
    for member in members:
        if member.parent != node.id:
            yield faults.SUM_PAST, "aggregate", {"node": node.id, "found": member.id, "between": str(member.parent)}
            return
