"""From programmes to faculties to the institution, and to the country (การรวมผลขึ้นสู่ระดับบน).

Two ways. :func:`collected` feeds the scores of the level below into the inputs that a framework takes from
there, so that a faculty's indicator 1.1 is the mean of its programmes. :func:`roll_up` sums up stored results of many
units, a hundred thousand programmes in a second, without making an evaluation of each.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.domain.quality.nodes import RoundingRule
from orqa.domain.quality.numbers import divided, rounded, scaled

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.inputs import InputField
    from orqa.domain.quality.outcomes import Outcome

WIDTH: Final = 6
"""Digits of a packed score: up to 9,999.99 at two decimals, far above any scale."""

_NONE: Final = "f" * WIDTH
_PAIRS: Final = WIDTH // 2
_MISSING, _WRONG = 255, 254
_TWO_DIGITS: Final = bytes(
    (byte >> 4) * 10 + (byte & 15) if byte >> 4 < 10 and byte & 15 < 10 else _MISSING if byte == 255 else _WRONG
    for byte in range(256)
)
"""From a byte that two decimal digits make in hexadecimal to their value."""


def collected(framework: "Framework", below: "Iterable[Outcome]") -> dict[str, tuple[Decimal, ...]]:
    """The inputs of a framework that come from evaluations of the level below.

    Args:
        framework: of the level above; its inputs say from which node of which level they are taken.
        below: the evaluations of the units below, or those that were kept. One without the score asked for is left
            out; one that failed has its score of 0 and stays in.

    Returns:
        A list of scores for each such input; those of which nothing is there are missing.
    """
    evaluations = tuple(below)
    found = {field.id: tuple(_scores(field, evaluations)) for field in framework.inputs.values() if field.taken_from}
    return {name: scores for name, scores in found.items() if scores}


def _scores(field: "InputField", evaluations: "tuple[Outcome, ...]") -> Iterator[Decimal]:
    assert field.taken_from is not None  # noqa: S101 - asked by the caller
    for evaluation in evaluations:
        if evaluation.framework.about.level == field.taken_from.level:
            score = evaluation.score(field.taken_from.node)
            if score is not None:
                yield score


def packed(evaluation: "Evaluation") -> str:
    """The rounded scores of an evaluation as one text, to be stored: ``000421ffffff000300``.

    In the order of the framework's nodes, six digits each, in units of the node's last decimal; ``ffffff`` where there
    is no score. People can read it, and a million of them are added up without reading a number each.

    Raises:
        ValueError: when a score is negative or has too many digits.
    """
    framework = evaluation.framework
    places = (framework.places[name] for name in framework.nodes)
    return "".join(
        _digits(evaluation.last_units(place)) if evaluation.status[place].has_score else _NONE for place in places
    )


def _digits(units: int) -> str:
    if not 0 <= units < 10**WIDTH:
        raise ValueError(f"a score of {units} units cannot be packed into {WIDTH} digits")
    return f"{units:0{WIDTH}}"


def unpacked(framework: "Framework", text: str) -> dict[str, Decimal | None]:
    """The scores of a packed result by node.

    Raises:
        ValueError: when it was not packed by this framework and profile.
    """
    if len(text) != WIDTH * len(framework.nodes):
        raise ValueError(f"{text[:60]!r} was not packed by {framework.identity}")
    parts = (text[at : at + WIDTH] for at in range(0, len(text), WIDTH))
    return {
        node.id: None if part == _NONE else scaled(int(part), node.rounding.decimals)
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
    return {group: _rolled(framework.identity, rules, texts) for group, texts in groups.items()}


def _rolled(identity: str, rules: Mapping[str, RoundingRule], texts: list[str]) -> RolledUp:
    """Add up the columns of packed scores as columns of bytes."""
    width = WIDTH * len(rules)
    if any([len(text) != width for text in texts]):  # noqa: C419 - faster
        raise ValueError(f"a result was not packed by {identity}")
    pairs = bytes.fromhex("".join(texts)).translate(_TWO_DIGITS)
    if _WRONG in pairs:
        raise ValueError(f"a result was not packed by {identity}")
    counts, sums, step = {}, {}, _PAIRS * len(rules)
    for at, name in enumerate(rules):
        columns = [pairs[at * _PAIRS + pair :: step] for pair in range(_PAIRS)]
        missing = columns[0].count(_MISSING)
        counts[name] = len(texts) - missing
        added = 0
        for column in columns:
            added = added * 100 + sum(column) - _MISSING * missing
        sums[name] = added
    return RolledUp(units=len(texts), counts=counts, sums=sums, rules=rules)
