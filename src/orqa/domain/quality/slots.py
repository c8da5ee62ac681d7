"""What may be given to a framework, and how each is read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from orqa.base.language import Text
from orqa.domain.quality.inputs import NOT_A_NUMBER, InputField, InputKind, Unusable, cut
from orqa.domain.quality.layers import LONGEST, Layers
from orqa.domain.quality.methods import AllItems, ItemTable, Ladder, Points, ticked_titles
from orqa.domain.quality.nodes import Node
from orqa.domain.quality.numbers import Number
from orqa.domain.quality.quantities import Deviation, Quantity, Ratio
from orqa.domain.quality.scales import ScaleKind
from orqa.domain.quality.steps import result_id

Slot: TypeAlias = Callable[[Any], Any]
"""Reads one given value; raises :class:`~orqa.domain.quality.inputs.Unusable`."""

_RESULT = Text.of(en="result of {id}", th="ผลของ {id}")
_NUMERATOR = Text.of(en="numerator of {id}", th="ตัวตั้งของ {id}")
_DENOMINATOR = Text.of(en="denominator of {id}", th="ตัวหารของ {id}")


def slots_of(nodes: Iterable[Node], inputs: Mapping[str, InputField], layers: Layers | None) -> dict[str, Slot]:
    """Every id that may be given, with its reader."""
    found: dict[str, Slot] = {name: field.read for name, field in inputs.items()}
    for node in nodes:
        found[node.id] = _score_reader(node)
        found.update(_parts(node))
        if layers is not None:
            found.update(layers.slots(node))
    return found


def slot_names(node: Node, layers: Layers | None) -> Iterator[str]:
    """The ids that may be given for a node."""
    yield node.id
    yield from (name for name, _ in _parts(node))
    if layers is not None:
        yield from (name for name, _ in layers.slots(node))


def quick_of(nodes: Iterable[Node], inputs: Mapping[str, InputField]) -> dict[str, tuple[Number, Number]]:
    """The ids of which any whole number between two ends can be taken as it is, without being read."""
    found: dict[str, tuple[Number, Number]] = {
        name: (-_ENDLESS if field.low is None else field.low, _ENDLESS if field.high is None else field.high)
        for name, field in inputs.items()
        if field.kind not in (InputKind.FLAG, InputKind.NUMBERS)
    }
    for node in nodes:
        scale = node.scale
        if scale.kind is ScaleKind.NUMERIC and scale.step is None and not isinstance(node.method, Points):
            found[node.id] = (scale.low, scale.high)
    return found


def flags_of(nodes: Iterable[Node], inputs: Mapping[str, InputField]) -> frozenset[str]:
    """The ids that are ticked: true and false can be taken as they are."""
    ticked = (name for node in nodes for name in ticked_titles(node.method))
    return frozenset((*ticked, *(name for name, field in inputs.items() if field.kind is InputKind.FLAG)))


_ENDLESS = 10**30


def _score_reader(node: Node) -> Slot:
    if isinstance(node.method, Points):
        return InputField(
            id=node.id, title=node.title, unit="points", kind=InputKind.NUMBER, high=node.method.points
        ).read
    scale, title = node.scale, node.title
    if scale.kind is ScaleKind.NARRATIVE:
        return lambda given: _told(given, title)

    def read(given: Any) -> Any:
        try:
            return scale.read(given)
        except ValueError:
            raise Unusable(NOT_A_NUMBER, name=title, found=cut(given), allowed=scale.allowed) from None

    return read


def _told(given: Any, title: Text) -> str:
    """The words for a node that has no number."""
    if not isinstance(given, str) or not given.strip():
        raise Unusable(NOT_A_NUMBER, name=title, found=cut(given), allowed=_TEXT)
    return given.strip()[:LONGEST]


_TEXT = Text.of(en="text", th="ข้อความ")


def _parts(node: Node) -> Iterator[tuple[str, Slot]]:
    method = node.method
    if isinstance(method, ItemTable | AllItems):
        for item in method.items:
            yield f"{node.id}-{item.id}", _field(f"{node.id}-{item.id}", item.title, InputKind.FLAG).read
    if isinstance(method, Ladder):
        for code, title in method.conditions:
            yield f"{node.id}-{code}", _field(f"{node.id}-{code}", title, InputKind.FLAG).read
    if isinstance(method, ItemTable):
        most = len(method.table) - 1
        yield result_id(node), _field(result_id(node), _RESULT.fill(id=node.id), InputKind.WHOLE, high=most).read
    elif isinstance(method, Points):
        percent = InputField(id=result_id(node), title=node.title, unit="percent", kind=InputKind.PERCENT, high=100)
        yield percent.id, _stepped(percent, node)
    elif node.quantity is not None:
        yield from _measures(node, node.quantity)


def _stepped(percent: InputField, node: Node) -> Slot:
    """Reads a percent that must be a multiple of the node's step, as scorebooks have them."""
    scale = node.scale

    def read(given: Any) -> Any:
        value = percent.read(given)
        if isinstance(value, tuple) or (scale.step and value % scale.step):
            raise Unusable(NOT_A_NUMBER, name=percent.title, found=cut(given), allowed=scale.allowed)
        return value

    return read


def _measures(node: Node, quantity: Quantity) -> Iterator[tuple[str, Slot]]:
    title = _RESULT.fill(id=node.id)
    yield result_id(node), _field(result_id(node), title, InputKind.NUMBER, low=node.least, high=node.most).read
    ratio = quantity.ratio if isinstance(quantity, Deviation) else quantity
    if isinstance(ratio, Ratio):
        above, below = f"{node.id}-numerator", f"{node.id}-denominator"
        yield above, _field(above, _NUMERATOR.fill(id=node.id), InputKind.COUNT).read
        if ratio.denominator:
            yield below, _field(below, _DENOMINATOR.fill(id=node.id), InputKind.COUNT).read


def _field(
    name: str, title: Text, kind: InputKind, *, low: Number | None = 0, high: Number | None = None
) -> InputField:
    return InputField(id=name, title=title, unit="", kind=kind, low=low, high=high)
