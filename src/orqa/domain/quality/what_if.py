"""What would lift a score to the next band, and by how much (การวิเคราะห์ว่าต้องเพิ่มอะไร).

Nothing is guessed from formulas: each single change is tried by evaluating again, and the smallest that reaches the
target is found by halving, so caps, steps, roundings and gates are all heeded.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.quality.inputs import InputKind
from orqa.domain.quality.methods import ItemTable, Ladder
from orqa.domain.quality.nodes import OVERALL
from orqa.domain.quality.numbers import Number, compact, shown

if TYPE_CHECKING:
    from orqa.domain.quality.bands import Band
    from orqa.domain.quality.evaluation import Evaluation

_FARTHEST: Final = 1_000_000_000
"""The greatest change that is tried."""


@frozen(kw_only=True)
class Lift:
    """One change that reaches the target by itself.

    Attributes:
        id: the input or node to be changed.
        title: what it is called.
        current: what was given.
        wanted: the nearest value that reaches the target.
        score: the overall score, or the one asked for, that it gives.
    """

    id: str
    title: Text
    current: Number
    wanted: Number
    score: Decimal

    @property
    def change(self) -> Number:
        """By how much it must change."""
        return compact(Fraction(self.wanted) - Fraction(self.current))

    def show(self, language: str = "en") -> str:
        """One line for people."""
        change = ("+" if self.change > 0 else "−") + shown(compact(abs(Fraction(self.change))))
        title = self.title.in_language(language)
        return f"{title} ({self.id}): {shown(self.current)} → {shown(self.wanted)} ({change}) → {self.score}"


@frozen(kw_only=True)
class Outlook:
    """What lies between a score and a target.

    Attributes:
        node: id of the node whose score is to be lifted.
        score: the score there is; None without one.
        target: the score to be reached; None where there is no higher band.
        band: the band of the target, where the target is one.
        lifts: the single changes that reach it, those that change least of what they change first.
        gains: what full marks of each node that is measured or rated would bring, the most first.
    """

    node: str
    score: Decimal | None
    target: Fraction | None
    band: "Band | None"
    lifts: tuple[Lift, ...]
    gains: tuple["Gain", ...] = ()


@frozen(kw_only=True)
class Gain:
    """What full marks in one place would bring, whether that reaches the target or not.

    Attributes:
        id: the node.
        title: its title.
        current: its score.
        full: its full marks.
        score: the score that it would lift the whole to.
    """

    id: str
    title: Text
    current: Decimal
    full: Number
    score: Decimal


def what_if(evaluation: "Evaluation", target: Any = None, *, node: str = OVERALL) -> Outlook:
    """The single changes of what was given that would lift a score to a target.

    Args:
        evaluation: where things stand.
        target: the score to be reached; None takes the least of the next band.
        node: whose score; the overall one by default.

    Returns:
        What lies between, with the changes that are each enough by themselves. What was not given is not changed, since
        an answer says what to do with what is known and not what to make up.
    """
    score, band = evaluation.score(node), None
    wanted = None if target is None else Fraction(str(target))
    if wanted is None and (above := _next_band(evaluation, node)):
        wanted, band = above
    if wanted is None or score is None:
        return Outlook(node=node, score=score, target=wanted, band=band, lifts=())
    lifts = sorted(_lifts(evaluation, node, wanted), key=_share)
    return Outlook(
        node=node, score=score, target=wanted, band=band, lifts=tuple(lifts), gains=tuple(_gains(evaluation, node))
    )


def _gains(evaluation: "Evaluation", node: str) -> list[Gain]:
    found = []
    for leaf in evaluation.framework.leaves():
        current = evaluation.score(leaf.id)
        full = leaf.top
        if leaf.id == node or not leaf.average or current is None or current >= full:
            continue
        score = evaluation.framework.evaluate({**_kept(evaluation), leaf.id: full}).score(node)
        if score is not None:
            found.append(Gain(id=leaf.id, title=leaf.title, current=current, full=full, score=score))
    return sorted(found, key=lambda gain: (-gain.score, gain.id))


def _next_band(evaluation: "Evaluation", node: str) -> "tuple[Fraction, Band] | None":
    bands, here = evaluation.framework.nodes[node].bands, evaluation.band(node)
    if bands is None or here is None or here is bands.rows[-1]:
        return None
    above = bands.rows[bands.rows.index(here) + 1]
    return bands.edge(above), above


def _share(lift: Lift) -> tuple[Fraction, str]:
    """How much of itself a thing must change by."""
    return abs(Fraction(lift.change)) / max(abs(Fraction(lift.current)), Fraction(1)), lift.id


def _lifts(evaluation: "Evaluation", node: str, wanted: Fraction) -> Iterator[Lift]:
    for name, current in evaluation.values.items():
        if rungs := _rungs(evaluation, name):
            yield from _by_rungs(evaluation, node, wanted, name, rungs)
            continue
        change = _change_of(evaluation, name, current)
        if change is None:
            continue
        for sign in (1, -1):
            found = _nearest(evaluation, node, wanted, name, current, sign * change)
            if found is not None:
                yield found
                break


def _rungs(evaluation: "Evaluation", name: str) -> tuple[Number, ...]:
    """The only scores that a ladder or a table of items gives; empty for what has others."""
    node = evaluation.framework.nodes.get(name)
    if node is None:
        return ()
    if isinstance(node.method, Ladder):
        return tuple(rung.score for rung in node.method.rungs)
    return tuple(dict.fromkeys(node.method.table)) if isinstance(node.method, ItemTable) else ()


def _by_rungs(
    evaluation: "Evaluation", node: str, wanted: Fraction, name: str, rungs: tuple[Number, ...]
) -> Iterator[Lift]:
    current = evaluation.values[name]
    for rung in sorted(score for score in rungs if score > current):
        score = _tried(evaluation, node, name, rung)
        if score is not None and _reaches(score, wanted):
            yield Lift(id=name, title=_title(evaluation, name), current=current, wanted=rung, score=score)
            return


def _change_of(evaluation: "Evaluation", name: str, current: Any) -> Number | None:
    """The unit by which a given thing is changed; None for what is not one number."""
    if isinstance(current, bool | tuple | str):
        return None
    framework = evaluation.framework
    field = framework.inputs.get(name)
    if field is not None:
        return _unit_of(field.kind)
    node = framework.nodes.get(name)
    if node is None:
        return 1
    if node.id == OVERALL:
        return None
    scale = node.scale
    if scale.levels or scale.step is not None:
        return scale.step if scale.step is not None else 1
    return Fraction(1, 10**node.rounding.decimals)


def _unit_of(kind: InputKind) -> Number:
    return Fraction(1, 100) if kind in (InputKind.RATING, InputKind.PERCENT, InputKind.NUMBER) else 1


def _nearest(  # noqa: PLR0913, PLR0917 - what is tried, and on what
    evaluation: "Evaluation", node: str, wanted: Fraction, name: str, current: Number, step: Number
) -> Lift | None:
    """The nearest value in one direction that reaches the target; None where none does."""

    def score_at(steps: int) -> Decimal | None:
        return _tried(evaluation, node, name, current + steps * step)

    reached = _search(score_at, wanted, most=_most_steps(evaluation, name, current, step))
    if reached is None:
        return None
    steps, score = reached
    title = _title(evaluation, name)
    return Lift(id=name, title=title, current=current, wanted=compact(Fraction(current + steps * step)), score=score)


def _tried(evaluation: "Evaluation", node: str, name: str, value: Number) -> Decimal | None:
    """The score with one thing changed; None where the change contradicts what else is known.

    Fewer graduates than answered are no lift: what hangs on them would no longer be assessed, and leave the mean.
    """
    again = evaluation.framework.evaluate({**_kept(evaluation), name: value})
    pairs = zip(evaluation.status, again.status, strict=True)
    if again.declined or any(before.has_score and not now.has_score for before, now in pairs):
        return None
    return again.score(node)


def _kept(evaluation: "Evaluation") -> Mapping[str, Any]:
    return {**evaluation.values, **evaluation.not_applicable}


def _most_steps(evaluation: "Evaluation", name: str, current: Number, step: Number) -> int:
    """How many steps may be tried before something is above its limit."""
    field, node = evaluation.framework.inputs.get(name), evaluation.framework.nodes.get(name)
    if step < 0:
        low: Number = node.scale.low if node else (field.low or 0) if field else 0
        return int((current - low) / -step)
    high: Number = _FARTHEST
    if node is not None:
        high = node.top
    elif field is not None and field.high is not None:
        high = field.high
    elif name in evaluation.framework.input_titles:
        high = 1  # a thing that is ticked
    if field is not None and field.at_most and all(total in evaluation.values for total in field.at_most):
        high = min(high, sum(evaluation.values[total] for total in field.at_most))
    return max(int((high - current) / step), 0)


def _search(score_at: Callable[[int], Decimal | None], wanted: Fraction, most: int) -> tuple[int, Decimal] | None:
    """The fewest steps that reach the target: doubled until they do, then halved."""
    low, high = 0, 1
    while high < most and not _reaches(score_at(high), wanted):
        low, high = high, high * 2
    high = min(high, most)
    score = score_at(high) if high > low else None
    if score is None or not _reaches(score, wanted):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if _reaches(score_at(middle), wanted):
            high = middle
        else:
            low = middle
    return high, score_at(high) or score


def _reaches(score: Decimal | None, wanted: Fraction) -> bool:
    return score is not None and Fraction(score) >= wanted


def _title(evaluation: "Evaluation", name: str) -> Text:
    titles = evaluation.framework.input_titles
    if name in titles:
        return titles[name]
    node = evaluation.framework.nodes.get(name)
    return node.title if node is not None else Text.of(en=name, th=name)
