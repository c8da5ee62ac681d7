"""What a result was worked out from: numerator and denominator, as summary tables print them (ตัวตั้ง ตัวหาร)."""

from typing import TYPE_CHECKING

from orqa.domain.quality.methods import ItemTable
from orqa.domain.quality.numbers import Number
from orqa.domain.quality.quantities import Deviation, Mean, Ratio
from orqa.domain.quality.steps import result_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.nodes import Node

Parts = tuple[Number | None, Number | None]


def parts_of(evaluation: "Evaluation", node: "Node") -> Parts:
    """Numerator and denominator of what was measured at a node; None for one that is not known or not there.

    Of items it is how many are met, of how many that apply; of a mean the sum and how many. A result that was given as
    it is has neither.
    """
    if result_id(node) in evaluation.values or evaluation.measured(node.id) is None:
        return None, None
    try:
        return _parts(node, evaluation.values)
    except (KeyError, ZeroDivisionError):
        return None, None


def _parts(node: "Node", values: "Mapping[str, Any]") -> Parts:
    if isinstance(node.method, ItemTable):
        return node.method.met(values), len(node.method.items)
    ratio = node.quantity.ratio if isinstance(node.quantity, Deviation) else node.quantity
    if isinstance(ratio, Ratio):
        return ratio.top(values), ratio.bottom(values) if ratio.denominator else None
    if isinstance(ratio, Mean):
        return ratio.parts(values)
    return None, None
