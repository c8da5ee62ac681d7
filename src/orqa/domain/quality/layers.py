"""Several judgements on one node: panel, rapporteurs, committee; self, assessors, consensus (ระดับการตัดสิน)."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from orqa.base.language import Text
from orqa.domain.quality.inputs import NOT_A_NUMBER, Unusable, cut
from orqa.domain.quality.numbers import Number
from orqa.domain.quality.scales import Level, Scale

if TYPE_CHECKING:
    from orqa.domain.quality.nodes import Node

REASON = "reason"
"""What the reason of the final judgement is called: ``2.1@reason``."""

LONGEST = 5_000
"""Characters of a reason, or of what is told of a node in words."""


@frozen(kw_only=True)
class Layers:
    """How several judgements on one node go together.

    Attributes:
        order: the layers, from the first.
        titles: what each is called.
        final: the layer whose judgement is the node's.
        scales: the scale of each layer that has its own.
        reason_when: two layers; when their judgements differ, the final one needs a reason.
        crosswalks: from one scale to another, codes of levels; several may become one.
    """

    order: tuple[str, ...]
    titles: Mapping[str, Text]
    final: str
    scales: Mapping[str, Scale] = field(factory=dict)
    reason_when: tuple[str, str] | None = None
    crosswalks: Mapping[tuple[str, str], Mapping[str, str]] = field(factory=dict)

    def scale(self, layer: str, node: "Node") -> Scale:
        """The scale of a layer on a node."""
        return self.scales.get(layer, node.scale)

    def slots(self, node: "Node") -> Iterator[tuple[str, Callable[[Any], Any]]]:
        """What may be given for a node that is rated on levels: each layer's judgement, and the reason."""
        if not self.covers(node):
            return
        for layer in self.order:
            yield f"{node.id}@{layer}", _reader(self.scale(layer, node), self.titles[layer])
        yield f"{node.id}@{REASON}", _reason

    def covers(self, node: "Node") -> bool:
        """Whether a node is judged by layers: it is rated on levels that the final layer's scale leads to."""
        if not node.scale.levels or node.aggregate is not None:
            return False
        final = self.scale(self.final, node).id
        return final == node.scale.id or (final, node.scale.id) in self.crosswalks

    def unmatched(self, layer: str, node: "Node") -> tuple[Level, ...]:
        """The levels of a layer that say nothing on the node's own scale."""
        scale = self.scale(layer, node)
        return tuple(level for level in scale.levels if self._as(level, scale, node.scale) is None)

    def judged(self, node: "Node", values: Mapping[str, Any]) -> dict[str, Level]:
        """The judgements there are on a node, by layer, in order."""
        found = {}
        for layer in self.order:
            value = values.get(f"{node.id}@{layer}")
            level = None if value is None else self.scale(layer, node).level_of(value)
            if level is not None:
                found[layer] = level
        return found

    def final_score(self, node: "Node", values: Mapping[str, Any]) -> Number | None:
        """The final judgement on the node's own scale."""
        given: Number | None = values.get(f"{node.id}@{self.final}")
        if given is None or self.scale(self.final, node).id == node.scale.id:
            return given
        level = self.scale(self.final, node).level_of(given)
        return None if level is None else self._as(level, self.scale(self.final, node), node.scale)

    def differs(self, node: "Node", values: Mapping[str, Any]) -> bool:
        """Whether the two layers that must agree or give a reason do not agree."""
        if self.reason_when is None:
            return False
        judged = self.judged(node, values)
        first, second = (judged.get(layer) for layer in self.reason_when)
        if first is None or second is None:
            return False
        return self._on(self.reason_when[0], first, node) != self._on(self.reason_when[1], second, node)

    def _on(self, layer: str, level: Level, node: "Node") -> Number | None:
        return self._as(level, self.scale(layer, node), node.scale)

    def _as(self, level: Level, scale: Scale, wanted: Scale) -> Number | None:
        """A level on another scale, by the crosswalk or, without one, by its code."""
        if scale.id == wanted.id:
            return level.value
        code = self.crosswalks.get((scale.id, wanted.id), {}).get(level.code, level.code)
        found = wanted.level_called(code)
        return found.value if found else None


def _reader(scale: Scale, title: Text) -> Callable[[Any], Any]:
    def read(given: Any) -> Any:
        try:
            return scale.read(given)
        except ValueError:
            raise Unusable(NOT_A_NUMBER, name=title, found=cut(given), allowed=scale.allowed) from None

    return read


def _reason(given: Any) -> str:
    return str(given)[:LONGEST]
