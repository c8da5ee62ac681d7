"""The tree of a framework: standards, criteria, components, indicators, requirements (องค์ประกอบ ตัวบ่งชี้ เกณฑ์)."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

from orqa.base.language import Text
from orqa.base.rounding import Rounding
from orqa.domain.quality.bands import Bands
from orqa.domain.quality.marks import NO_MARK, Mark
from orqa.domain.quality.methods import Method, Points
from orqa.domain.quality.numbers import Number
from orqa.domain.quality.quantities import Quantity, Sample
from orqa.domain.quality.scales import Scale

OVERALL = "overall"
"""Id of the root: the framework as a whole."""


class Absent(StrEnum):
    """What a node without a score does to the node above.

    ``leave-out``: it leaves the sum and the divisor; ``blocks``: the node above has no score either.
    """

    LEAVE_OUT = "leave-out"
    BLOCKS = "blocks"


class RoundWhen(StrEnum):
    """``score``: nodes above take the rounded score; ``shown``: they take the exact one, and only print is rounded."""

    SCORE = "score"
    SHOWN = "shown"


class AggregateMethod(StrEnum):
    """How the scores below a node become its score; ``holistic`` is never worked out, people judge."""

    MEAN = "mean"
    WEIGHTED_MEAN = "weighted-mean"
    SUM = "sum"
    WEIGHTED_SUM = "weighted-sum"
    MINIMUM = "minimum"
    HOLISTIC = "holistic"


@frozen(kw_only=True)
class RoundingRule:
    """How the score of a node is rounded."""

    decimals: int
    mode: Rounding
    when: RoundWhen
    mark: Mark = NO_MARK


@frozen(kw_only=True)
class Aggregate:
    """How the scores below a node are put together.

    Attributes:
        method: see :class:`AggregateMethod`.
        of: ``children``, or the kind of the descendants that count.
        members: ids of the nodes that count, in order.
        absent: what a member without a score does.
        suggest: for a holistic node, the method whose value is shown as a hint and never as the score.
        mark: who says so.
    """

    method: AggregateMethod
    of: str = "children"
    members: tuple[str, ...] = ()
    absent: Absent = Absent.LEAVE_OUT
    suggest: AggregateMethod | None = None
    mark: Mark = NO_MARK


class Effect(StrEnum):
    """What a gate that does not hold does: ``set`` the score, ``cap`` it, or only close a ``band``."""

    SET = "set"
    CAP = "cap"
    BAND = "band"


@frozen(kw_only=True)
class Gate:
    """A condition that overrides a total (เงื่อนไขบังคับ), looked at after the total.

    Attributes:
        id: its name, by which bands need it.
        title: what it asks for.
        on: id of the node whose outcome it changes.
        nodes: ids of the nodes that are looked at; each must reach ``below``.
        below: it does not hold when one of them scores below this.
        effect: see :class:`Effect`.
        score: the score that is set, or above which it is cut.
        hides: kind of node that has no score of its own when the gate does not hold, such as component.
        mark: who says so.
    """

    id: str
    title: Text
    on: str
    nodes: tuple[str, ...]
    below: Number
    effect: Effect
    score: Number = 0
    hides: str = ""
    mark: Mark = NO_MARK


@frozen(kw_only=True, eq=False)
class Node:
    """A node of a framework.

    Attributes:
        id: its id, such as ``1.10``; ids are text, not numbers.
        kind: standard, criterion, component, indicator, requirement, part, category, item; ``overall`` for the root.
        title: its title.
        parent: id of the node above; None for the root.
        children: ids of the nodes below, in order.
        scale: what it is scored on.
        optional: whether it may not apply: without any input of its own it is left out.
        average: whether it counts in means and sums; a minimum looks at it in any case.
        weight: its weight or points, where the framework weighs.
        tags: columns of cross tables, such as ``ipo: input``.
        topics: what assessors look at.
        quantity: what is measured.
        most: the greatest measure that can be, such as 100 percent; more is a mistake in the inputs.
        least: the least measure that can be.
        sample: who must have answered for the measure to count.
        method: how the measure becomes a score; None for a node with children.
        aggregate: how the scores below become its score; None for a leaf.
        rounding: how its score is rounded.
        bands: the words for its score.
        by_scale: whether its words are those of its scale.
        gates: gates on it.
        mark: its citation, and the least certainty of the figures that it rests on.
        source: path of its table in the framework file, for messages.
    """

    id: str
    kind: str
    title: Text
    parent: str | None
    children: tuple[str, ...] = ()
    scale: Scale
    optional: bool = False
    average: bool = True
    weight: Number = 1
    tags: Mapping[str, str] = field(factory=dict)
    topics: tuple[Text, ...] = ()
    quantity: Quantity | None = None
    most: Number | None = None
    least: Number | None = None
    sample: Sample | None = None
    method: Method | None = None
    aggregate: Aggregate | None = None
    rounding: RoundingRule
    bands: Bands | None = None
    by_scale: bool = False
    gates: tuple[Gate, ...] = ()
    mark: Mark = NO_MARK
    source: str = ""

    @property
    def top(self) -> Number:
        """Full marks: the end of the scale, or the points of an item that is scored by points."""
        return self.method.points if isinstance(self.method, Points) else self.scale.high

    def cannot_be(self, result: Number) -> bool:
        """Whether a measure is beyond what can be: a mistake in the inputs."""
        return (self.most is not None and result > self.most) or (self.least is not None and result < self.least)
