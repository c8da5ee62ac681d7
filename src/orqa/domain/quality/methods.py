"""How a result becomes a score (เกณฑ์การประเมิน): full marks, bands, slopes, items met, ladders, limits."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from operator import eq, ge, gt, le, lt
from typing import Final, Protocol

from attrs import field, frozen

from orqa.base.language import Text, joined
from orqa.domain.quality.bands import Bands
from orqa.domain.quality.marks import Mark
from orqa.domain.quality.numbers import Number, divided, shown
from orqa.domain.quality.quantities import Values


class Method(Protocol):
    """From a result to a score."""

    def score(self, result: Number) -> Number | None:
        """The exact score; None where the method has none for such a result."""

    def steps(self, result: Number, score: Number) -> tuple[Text, ...]:
        """The step in words."""


def _within(value: Number, low: Number, high: Number) -> Number:
    return min(max(value, low), high)


def _cut_at(value: Number, low: Number, high: Number) -> tuple[Text, ...]:
    """What is said of a score that the scale cuts off."""
    if value > high:
        return (_CAPPED.fill(high=shown(high)),)
    return (_LIFTED.fill(low=shown(low)),) if value < low else ()


@frozen(kw_only=True)
class FullMark:
    """In proportion to the result that earns full marks; not above them (บัญญัติไตรยางศ์).

    Attributes:
        full: the result of full marks, above 0.
        low: the lower end of the scale.
        high: the upper end of the scale.
    """

    full: Number
    low: Number
    high: Number

    def score(self, result: Number) -> Number:
        """Result over full mark, times the scale's top."""
        if result >= self.full:
            return self.high
        score = divided(result * self.high, self.full)
        return max(score, self.low)

    def steps(self, result: Number, _score: Number) -> tuple[Text, ...]:
        """The step in words."""
        exact = divided(result * self.high, self.full)
        line = _FULL.fill(result=shown(result), full=shown(self.full), high=shown(self.high), score=shown(exact))
        return (line, *_cut_at(exact, self.low, self.high))


@frozen(kw_only=True)
class AsIs:
    """The result is the score, within the scale."""

    low: Number
    high: Number

    def score(self, result: Number) -> Number:
        """The result, not beyond the scale."""
        return _within(result, self.low, self.high)

    def steps(self, result: Number, _score: Number) -> tuple[Text, ...]:
        """The step in words."""
        return (_AS_IS.fill(score=shown(result)), *_cut_at(result, self.low, self.high))


@frozen
class ByBands:
    """The score that a table of bands gives for the result (ตารางแปลงค่า)."""

    bands: Bands

    def score(self, result: Number) -> Number | None:
        """The score of the result's band."""
        band = self.bands.find(result)
        return band.score if band else None

    def steps(self, result: Number, score: Number) -> tuple[Text, ...]:
        """The step in words."""
        return (_BANDS.fill(result=shown(result, self.bands.decimals), table=self.bands.title, score=shown(score)),)


@frozen
class Slope:
    """Straight lines between points, flat outside them (ตารางเบี่ยงเบน).

    Attributes:
        points: pairs of result and score, by rising result.
    """

    points: tuple[tuple[Number, Number], ...]

    def score(self, result: Number) -> Number:
        """The height of the line at the result."""
        if result <= self.points[0][0]:
            return self.points[0][1]
        for (left, low), (right, high) in pairwise(self.points):
            if result <= right:
                return low + divided((result - left) * (high - low), right - left)
        return self.points[-1][1]

    def steps(self, result: Number, score: Number) -> tuple[Text, ...]:
        """The step in words."""
        points = ", ".join(f"{shown(at)} → {shown(height)}" for at, height in self.points)
        return (_SLOPE.fill(points=points, result=shown(result), score=shown(score)),)


@frozen(kw_only=True)
class Limit:
    """Met when the result keeps to a limit.

    Attributes:
        op: one of ``<= < >= > ==``.
        limit: the limit.
        low: what is scored where it is not met.
        high: what is scored where it is.
    """

    op: str
    limit: Number
    low: Number = 0
    high: Number = 1

    def score(self, result: Number) -> Number:
        """The top of the scale where it keeps to the limit, else its bottom."""
        return self.high if OPERATORS[self.op](result, self.limit) else self.low

    def steps(self, result: Number, _score: Number) -> tuple[Text, ...]:
        """The step in words."""
        template = _KEPT if OPERATORS[self.op](result, self.limit) else _BROKEN
        return (template.fill(result=shown(result), op=self.op, limit=shown(self.limit)),)


OPERATORS: Final[Mapping[str, Callable[[Number, Number], bool]]] = {"<=": le, "<": lt, ">=": ge, ">": gt, "==": eq}


@frozen(kw_only=True)
class Item:
    """One of the things that are met or not (ข้อ).

    Attributes:
        id: its number; the input is ``<node>-<id>``.
        title: what it asks for.
        optional: whether it may not apply.
        mark: its citation and certainty.
    """

    id: str
    title: Text
    optional: bool = False
    mark: Mark


@frozen(kw_only=True)
class ItemTable:
    """A score by how many items are met, whichever they are.

    Attributes:
        node: the node's id.
        items: the items.
        table: the score of each number of items, from none.
    """

    node: str
    items: tuple[Item, ...]
    table: tuple[Number, ...]

    names: tuple[str, ...] = field(init=False, eq=False, repr=False)
    """The inputs of the items."""
    _needed: frozenset[str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(f"{self.node}-{item.id}" for item in self.items))
        object.__setattr__(self, "_needed", frozenset(f"{self.node}-{i.id}" for i in self.items if not i.optional))

    def missing(self, values: Values) -> tuple[str, ...]:
        """The inputs of the items that apply and are not reported."""
        return tuple(name for name in self.names if name in self._needed and name not in values)

    def met(self, values: Values) -> int:
        """How many items are met; an optional one that is not reported is not.

        Raises:
            KeyError: when one that always applies is not reported, or none is.
        """
        reported = [values[name] for name in self.names if name in values]
        if not reported or (len(reported) < len(self.names) and self.missing(values)):
            raise KeyError(self.node)
        return sum(reported)

    def score(self, result: Number) -> Number | None:
        """The score of that many items; None where the table has no such number."""
        if result.denominator != 1 or not 0 <= result < len(self.table):
            return None
        return self.table[int(result)]

    def steps(self, result: Number, score: Number) -> tuple[Text, ...]:
        """The step in words."""
        most = len(self.items) or len(self.table) - 1
        return (_ITEMS.fill(met=shown(result), most=most, score=shown(score)),)


@frozen(kw_only=True)
class AllItems:
    """Passed when every item that applies is met (ผ่านเมื่อผ่านทุกข้อ).

    Attributes:
        node: the node's id.
        items: the items.
        low: what is scored for fail.
        high: what is scored for pass.
    """

    node: str
    items: tuple[Item, ...]
    low: Number = 0
    high: Number = 1

    names: tuple[str, ...] = field(init=False, eq=False, repr=False)
    """The inputs of the items."""
    _needed: frozenset[str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(f"{self.node}-{item.id}" for item in self.items))
        object.__setattr__(self, "_needed", frozenset(f"{self.node}-{i.id}" for i in self.items if not i.optional))

    def missing(self, values: Values) -> tuple[str, ...]:
        """The inputs of the items that always apply and are not reported."""
        return tuple(name for name in self.names if name in self._needed and name not in values)

    def met(self, values: Values) -> int:
        """1 when all are met, else 0; one that is not met settles it, whatever is not reported.

        Raises:
            KeyError: when none is unmet and one that applies is not reported, or none is reported at all.
        """
        reported = [values[name] for name in self.names if name in values]
        if 0 in reported:
            return 0
        if not reported or self.missing(values):
            raise KeyError(self.node)
        return 1

    def score(self, result: Number) -> Number:
        """The top of the scale for all, its bottom for fewer."""
        return self.high if result else self.low

    def steps(self, result: Number, _score: Number) -> tuple[Text, ...]:
        """The step in words."""
        return (_ALL if result else _NOT_ALL,)


@frozen(kw_only=True)
class Rung:
    """A step of a ladder: its score, what it needs and what it says."""

    score: Number
    needs: tuple[str, ...]
    title: Text
    mark: Mark


@frozen(kw_only=True)
class Ladder:
    """The highest step whose conditions all hold (เกณฑ์การประเมิน 0–5).

    Attributes:
        node: the node's id.
        conditions: code and title of each condition; the input is ``<node>-<code>``.
        rungs: the steps, from the lowest.
    """

    node: str
    conditions: tuple[tuple[str, Text], ...]
    rungs: tuple[Rung, ...]

    names: tuple[str, ...] = field(init=False, eq=False, repr=False)
    """The inputs of the conditions."""
    _steps: tuple[tuple[Number, tuple[str, ...]], ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        steps = tuple((r.score, tuple(f"{self.node}-{need}" for need in r.needs)) for r in reversed(self.rungs))
        object.__setattr__(self, "names", tuple(f"{self.node}-{code}" for code, _ in self.conditions))
        object.__setattr__(self, "_steps", steps)

    def missing(self, values: Values) -> tuple[str, ...]:
        """The inputs of the conditions that are not reported."""
        return tuple(name for name in self.names if name not in values)

    def met(self, values: Values) -> Number:
        """The score of the highest step whose conditions hold.

        Raises:
            KeyError: when a condition is not reported.
        """
        held = {name for name in self.names if values[name]}
        return next(score for score, needs in self._steps if held.issuperset(needs))

    def score(self, result: Number) -> Number:
        """The result itself."""
        return result

    def steps(self, _result: Number, score: Number) -> tuple[Text, ...]:
        """The step in words."""
        rung = next((rung for rung in self.rungs if rung.score == score), None)
        return (_RUNG.fill(score=shown(score), title=rung.title),) if rung else ()


@frozen(kw_only=True)
class Points:
    """A percent of the points of an item, as in the Baldrige scorebook.

    Attributes:
        points: the most points.
    """

    points: Number

    def score(self, result: Number) -> Number:
        """Percent of the points."""
        return divided(result * self.points, 100)

    def steps(self, result: Number, score: Number) -> tuple[Text, ...]:
        """The step in words."""
        return (_POINTS.fill(percent=shown(result), points=shown(self.points), score=shown(score)),)


@frozen
class Rating:
    """People rate it on the scale; nothing is worked out."""

    def score(self, result: Number) -> Number:
        """The rating."""
        return result

    def steps(self, _result: Number, _score: Number) -> tuple[Text, ...]:
        """Nothing is worked out."""
        return ()


Ticked = ItemTable | AllItems | Ladder
"""Methods whose result comes from things that are ticked."""


def ticked_titles(method: Method | None) -> dict[str, Text]:
    """The inputs that are ticked for a method, with what each is called."""
    if isinstance(method, Ladder):
        return {f"{method.node}-{code}": title for code, title in method.conditions}
    if isinstance(method, ItemTable | AllItems):
        return {f"{method.node}-{item.id}": item.title for item in method.items}
    return {}


def ticked_steps(method: Ticked, values: Values) -> tuple[Text, ...]:
    """Which of the things are ticked, in words."""
    lines = []
    for template, wanted in ((_MET, 1), (_UNMET, 0)):
        found = [title for name, title in ticked_titles(method).items() if values.get(name) == wanted]
        if found:
            lines.append(template.fill(items=joined(found, "; ")))
    return tuple(lines)


_FULL = Text.of(
    en="score: {result} ÷ {full} (full marks) × {high} = {score}",
    th="คะแนน: {result} ÷ {full} (คะแนนเต็ม) × {high} = {score}",
)
_CAPPED = Text.of(en="above the top of the scale, so {high}", th="เกินคะแนนสูงสุด จึงได้ {high}")
_LIFTED = Text.of(en="below the scale, so {low}", th="ต่ำกว่าคะแนนต่ำสุด จึงได้ {low}")
_AS_IS = Text.of(en="score: the result itself, {score}", th="คะแนน: ใช้ผลโดยตรง {score}")
_BANDS = Text.of(en="score: {result} by the table {table} → {score}", th="คะแนน: {result} ตามตาราง{table} → {score}")
_SLOPE = Text.of(en="score: {result} on the line {points} → {score}", th="คะแนน: {result} ตามเส้น {points} → {score}")
_KEPT = Text.of(en="met: {result} {op} {limit}", th="เป็นไปตามเกณฑ์: {result} {op} {limit}")
_BROKEN = Text.of(en="not met: {result} is not {op} {limit}", th="ไม่เป็นไปตามเกณฑ์: {result} ไม่ {op} {limit}")
_ITEMS = Text.of(en="score: {met} of {most} items met → {score}", th="คะแนน: ดำเนินการ {met} จาก {most} ข้อ → {score}")
_ALL = Text.of(en="every item that applies is met: pass", th="ผ่านทุกข้อที่ใช้บังคับ: ผ่าน")
_NOT_ALL = Text.of(en="an item is not met: fail", th="มีข้อที่ไม่ผ่าน: ไม่ผ่าน")
_RUNG = Text.of(en="score {score}: {title}", th="คะแนน {score}: {title}")
_POINTS = Text.of(
    en="points: {percent} percent of {points} = {score}", th="คะแนน: ร้อยละ {percent} ของ {points} = {score}"
)
_MET = Text.of(en="met: {items}", th="ดำเนินการแล้ว: {items}")
_UNMET = Text.of(en="not met: {items}", th="ยังไม่ได้ดำเนินการ: {items}")
