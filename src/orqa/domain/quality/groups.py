"""Cross tables of an outcome, such as input, process and output (ตารางวิเคราะห์ปัจจัยนำเข้า กระบวนการ ผลผลิต)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.quality.nodes import OVERALL, Node, RoundingRule
from orqa.domain.quality.numbers import divided, rounded

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Grouping


@frozen(kw_only=True)
class GroupRow:
    """A line of the table: a node at the top of the tree, or the total.

    Attributes:
        node: the node; None for the total.
        count: how many nodes under it have a score.
        means: the rounded mean of each column, by code; None where nothing in it has a score.
        mean: the rounded mean of all.
    """

    node: Node | None
    count: int
    means: dict[str, Decimal | None]
    mean: Decimal | None


@frozen(kw_only=True)
class GroupTable:
    """The table: a row for each node under the root, and the total.

    Attributes:
        title: its title.
        columns: code and title of each column.
        rows: the rows, the total last.
    """

    title: Text
    columns: tuple[tuple[str, Text], ...]
    rows: tuple[GroupRow, ...]

    @property
    def total(self) -> GroupRow:
        """The line of the whole."""
        return self.rows[-1]


def group_table(evaluation: "Evaluation", grouping: "Grouping") -> GroupTable:
    """The cross table of an outcome."""
    framework = evaluation.framework
    tagged = [node for node in framework.nodes.values() if grouping.id in node.tags and node.average]
    rows = []
    for top in framework.children(OVERALL):
        inside = [node for node in tagged if _is_under(evaluation, node, top.id)]
        if inside:
            rows.append(_row(evaluation, grouping, top, inside))
    rows.append(_row(evaluation, grouping, None, tagged))
    return GroupTable(title=grouping.title, columns=grouping.columns, rows=tuple(rows))


def _is_under(evaluation: "Evaluation", node: Node, top: str) -> bool:
    above: str | None = node.id
    while above is not None and above != top:
        above = evaluation.framework.nodes[above].parent
    return above == top


def _row(evaluation: "Evaluation", grouping: "Grouping", node: Node | None, inside: list[Node]) -> GroupRow:
    rule = (node or evaluation.framework.root).rounding
    means = {
        code: _mean(evaluation, (n for n in inside if n.tags[grouping.id] == code), rule)
        for code, _ in grouping.columns
    }
    count = sum(1 for n in inside if evaluation.status_of(n.id).has_score)
    return GroupRow(node=node, count=count, means=means, mean=_mean(evaluation, inside, rule))


def _mean(evaluation: "Evaluation", nodes: Iterable[Node], rule: RoundingRule) -> Decimal | None:
    places = [evaluation.framework.places[node.id] for node in nodes]
    scores = [Fraction(evaluation.used(place)) for place in places if evaluation.status[place].has_score]
    return rounded(divided(sum(scores), len(scores)), rule.decimals, rule.mode) if scores else None
