"""From programmes to faculties to the institution, and to the country (การรวมผลขึ้นสู่ระดับบน).

Two ways. :func:`collected` feeds the scores of the level below into the inputs that a framework takes from
there, so that a faculty's indicator 1.1 is the mean of its programmes. :func:`roll_up` sums up stored results of many
units, a hundred thousand programmes in a second, without making an evaluation of each.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import repeat
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.domain.quality.nodes import RoundingRule
from orqa.domain.quality.numbers import divided, rounded, scaled

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.inputs import InputField

SEPARATOR: Final = ","
"""Stands between the scores of a packed result."""


def collected(framework: "Framework", below: "Iterable[Evaluation]") -> dict[str, tuple[Decimal, ...]]:
    """The inputs of a framework that come from evaluations of the level below.

    Args:
        framework: of the level above; its inputs say from which node of which level they are taken.
        below: the evaluations of the units below. One without the score asked for is left out; one that failed has its
            score of 0 and stays in.

    Returns:
        A list of scores for each such input; those of which nothing is there are missing.
    """
    evaluations = tuple(below)
    found = {field.id: tuple(_scores(field, evaluations)) for field in framework.inputs.values() if field.taken_from}
    return {name: scores for name, scores in found.items() if scores}


def _scores(field: "InputField", evaluations: "tuple[Evaluation, ...]") -> Iterator[Decimal]:
    assert field.taken_from is not None  # noqa: S101 - asked by the caller
    for evaluation in evaluations:
        if evaluation.framework.about.level == field.taken_from.level:
            score = evaluation.score(field.taken_from.node)
            if score is not None:
                yield score


def packed(evaluation: "Evaluation") -> str:
    """The rounded scores of an evaluation as one short text, to be stored: ``421,455,,300``.

    In the order of the framework's nodes, in units of each node's last decimal; empty where there is no score.
    """
    framework = evaluation.framework
    places = (framework.places[name] for name in framework.nodes)
    return SEPARATOR.join(
        str(evaluation.last_units(place)) if evaluation.status[place].has_score else "" for place in places
    )


def unpacked(framework: "Framework", text: str) -> dict[str, Decimal | None]:
    """The scores of a packed result by node.

    Raises:
        ValueError: when it was not packed by this framework and profile.
    """
    parts = text.split(SEPARATOR)
    return {
        node.id: scaled(int(part), node.rounding.decimals) if part else None
        for node, part in zip(framework.nodes.values(), parts, strict=True)
    }


@frozen(kw_only=True)
class RolledUp:
    """The results of a group of units together.

    Attributes:
        units: how many units.
        counts: how many of them have a score of each node.
        sums: the sum of these scores, in units of the node's last decimal.
        rules: how each node is rounded.
    """

    units: int
    counts: Mapping[str, int]
    sums: Mapping[str, int]
    rules: Mapping[str, RoundingRule]

    def mean(self, node_id: str) -> Decimal | None:
        """The rounded mean of a node over the units that have a score of it; None where none has.

        Raises:
            KeyError: when the framework has no such node.
        """
        count, rule = self.counts[node_id], self.rules[node_id]
        if not count:
            return None
        return rounded(divided(self.sums[node_id], count * 10**rule.decimals), rule.decimals, rule.mode)


def roll_up(framework: "Framework", rows: Iterable[tuple[str, str]]) -> dict[str, RolledUp]:
    """Sum up stored results by group: by faculty, institution, field, or all of a country.

    Args:
        framework: by which all of them were made.
        rows: the group of a unit and its packed result; read once, in any order, as a store streams them.

    Returns:
        The results of each group, in the order in which groups first appear.

    Raises:
        ValueError: when a row was not packed by this framework and profile.
    """
    groups: dict[str, list[str]] = {}
    for group, text in rows:
        found = groups.get(group)
        if found is None:
            groups[group] = [text]
        else:
            found.append(text)
    rules = {node.id: node.rounding for node in framework.nodes.values()}
    return {group: _rolled(rules, texts) for group, texts in groups.items()}


def _rolled(rules: Mapping[str, RoundingRule], texts: list[str]) -> RolledUp:
    columns = tuple(zip(*map(str.split, texts, repeat(SEPARATOR)), strict=True))
    scores = {name: [part for part in column if part] for name, column in zip(rules, columns, strict=True)}
    return RolledUp(
        units=len(texts),
        counts={name: len(parts) for name, parts in scores.items()},
        sums={name: sum(map(int, parts)) for name, parts in scores.items()},
        rules=rules,
    )
