"""Evaluations side by side: over years, and between units (การเปรียบเทียบผล)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text

if TYPE_CHECKING:
    from orqa.domain.quality.nodes import Node
    from orqa.domain.quality.outcomes import Outcome


class NotComparable(OrqaError, ValueError):
    """Scores of two frameworks, or editions, do not mean the same, even where their numbers look alike."""

    code: ClassVar[str] = "not-comparable"
    template: ClassVar[Text] = Text.of(
        en="these results belong to different frameworks and cannot stand side by side: {frameworks}",
        th="ผลเหล่านี้มาจากกรอบต่างกันจึงเปรียบเทียบกันไม่ได้: {frameworks}",
    )

    frameworks: tuple[str, ...]


@frozen(kw_only=True)
class ComparedRow:
    """A node in all evaluations.

    Attributes:
        node: the node.
        scores: its score in each evaluation, by label; None without one.
    """

    node: "Node"
    scores: Mapping[str, Decimal | None]

    @property
    def change(self) -> Decimal | None:
        """From the first evaluation to the last; None where one has no score."""
        first, *_, last = (*self.scores.values(), None) if len(self.scores) < 2 else self.scores.values()
        return None if first is None or last is None else last - first


@frozen(kw_only=True)
class Comparison:
    """Evaluations side by side.

    Attributes:
        labels: what each evaluation is called: a year, a unit.
        rows: a row for each node that one of them has, the overall one last.
        words: the overall judgement of each, by label.
        differing: labels of evaluations by another profile of the framework, with their identity.
    """

    labels: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    words: Mapping[str, Text | None]
    differing: Mapping[str, str]

    def row(self, node_id: str) -> ComparedRow:
        """The row of a node.

        Raises:
            KeyError: when none has it.
        """
        for row in self.rows:
            if row.node.id == node_id:
                return row
        raise KeyError(node_id)

    def best(self, node_id: str) -> tuple[str, ...]:
        """The labels with the highest score of a node."""
        scores = {label: score for label, score in self.row(node_id).scores.items() if score is not None}
        return tuple(label for label, score in scores.items() if score == max(scores.values()))


def compare(evaluations: "Mapping[str, Outcome]") -> Comparison:
    """Put evaluations of one framework, or what was kept of them, side by side, in the order given.

    Profiles may differ (a master's programme beside a bachelor's), which is told; frameworks may not.

    Raises:
        NotComparable: when they belong to different frameworks.
        ValueError: when there are none.
    """
    if not evaluations:
        raise ValueError("compare() needs at least one evaluation")
    ids = dict.fromkeys(evaluation.framework.id for evaluation in evaluations.values())
    if len(ids) > 1:
        raise NotComparable(tuple(ids))
    first = next(iter(evaluations.values())).framework
    nodes = {name: node for evaluation in evaluations.values() for name, node in evaluation.framework.nodes.items()}
    nodes["overall"] = nodes.pop("overall")
    rows = tuple(
        ComparedRow(
            node=node,
            scores={
                label: evaluation.score(name) if name in evaluation.framework.nodes else None
                for label, evaluation in evaluations.items()
            },
        )
        for name, node in nodes.items()
    )
    return Comparison(
        labels=tuple(evaluations),
        rows=rows,
        words={label: evaluation.judgement for label, evaluation in evaluations.items()},
        differing={
            label: evaluation.framework.identity
            for label, evaluation in evaluations.items()
            if evaluation.framework.identity != first.identity
        },
    )
