"""Why a printed score may differ from what follows: the slips of published reports, tried one after the other.

Published reports hold a few kinds of slip again and again: numbers cut off instead of rounded, a mean of components in
place of one of indicators, the wrong divisor, a programme without graduates counted as zero, exclusions that were not
taken off. Each cause here works out what the slip would print; the first that prints the number is the likely one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text
from orqa.base.rounding import Rounding
from orqa.domain.quality.methods import FullMark, ItemTable
from orqa.domain.quality.nodes import AggregateMethod, Effect, Gate, Node
from orqa.domain.quality.numbers import Number, divided, rounded, shown
from orqa.domain.quality.quantities import Deviation, Mean, Ratio
from orqa.domain.quality.steps import AggregateStep, Status, gate_holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework


@frozen
class Cause:
    """A likely cause: the kind of finding, and what fills its words."""

    kind: FindingKind
    values: Mapping[str, Any]


@frozen(kw_only=True)
class Slip:
    """A printed number that does not follow, and what it was compared with.

    Attributes:
        node: the node.
        printed: the printed number.
        exact: what follows, before rounding.
        evaluation: the evaluation of what is printed below the node.
        others: the same framework for other profiles, or other editions of it.
    """

    node: Node
    printed: Decimal
    exact: Number
    evaluation: "Evaluation"
    others: "tuple[Framework, ...]" = ()

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        exponent = self.printed.as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0

    def prints(self, value: Number, mode: Rounding = Rounding.HALF_UP) -> bool:
        """Whether a value would be printed as this number."""
        return rounded(value, self.decimals, mode) == self.printed


def _kind(code: str, en: str, th: str) -> FindingKind:
    """A kind of finding that tells a printed number, what follows, and the slip that would print it."""
    says = Text.of(
        en=f"{{node}}: printed {{printed}}, but it comes to {{found}}; likely {en}",
        th=f"{{node}}: พิมพ์ {{printed}} แต่คำนวณได้ {{found}}; น่าจะ{th}",
    )
    return FindingKind(f"printed-{code}", Severity.ERROR, says)


CUT_OFF: Final = _kind("cut-off", "cut off instead of rounded ({exact})", "ตัดทศนิยมแทนการปัดเศษ ({exact})")
OTHER_ROUNDING: Final = _kind(
    "other-rounding", "rounded otherwise ({mode}) from {exact}", "ปัดเศษด้วยวิธีอื่น ({mode}) จาก {exact}"
)
NOT_CAPPED: Final = _kind(
    "not-capped", "not cut to full marks ({exact} is above {high})", "ไม่ได้จำกัดที่คะแนนเต็ม ({exact} เกิน {high})"
)
EXCLUSIONS_KEPT: Final = _kind(
    "exclusions-kept",
    "divided by {divisor}: what must be taken off the denominator was not",
    "หารด้วย {divisor}: ไม่ได้หักรายการที่ต้องหักออกจากตัวหาร",
)
OTHER_DENOMINATOR: Final = _kind(
    "other-denominator", "divided by {divisor} ({name}) instead of {wanted}", "หารด้วย {divisor} ({name}) แทน {wanted}"
)
MEAN_OF_CHILDREN: Final = _kind(
    "mean-of-children", "the mean of {nodes}, not of all that count", "ใช้ค่าเฉลี่ยของ {nodes} ไม่ใช่ค่าเฉลี่ยของทุกรายการที่นับ"
)
ZERO_FOR_MISSING: Final = _kind(
    "zero-for-missing", "counted as zero, though not assessed: {nodes}", "นับรายการที่ไม่ได้ประเมินเป็นศูนย์: {nodes}"
)
OTHER_DIVISOR: Final = _kind(
    "other-divisor", "divided by {divisor} instead of {wanted}", "หารด้วย {divisor} แทน {wanted}"
)
LEFT_OUT_MEMBER: Final = _kind("left-out", "{nodes} was left out", "ไม่ได้นำ {nodes} มารวม")
GATE_IGNORED: Final = _kind(
    "gate-ignored", "that this is not met was not heeded: {gate}", "ไม่ได้นำเงื่อนไขที่ไม่ผ่านนี้มาพิจารณา: {gate}"
)
ZEROS_LEFT_OUT: Final = _kind("zeros-left-out", "scores of 0 were left out of the mean", "ไม่ได้นำคะแนน 0 มาเฉลี่ย")
OTHER_ITEMS: Final = _kind(
    "other-items", "{counted} items counted instead of {wanted}", "นับ {counted} ข้อแทน {wanted} ข้อ"
)
PERCENT_ROUNDED: Final = _kind(
    "percent-rounded",
    "worked out from the result rounded to {decimals} decimals ({percent})",
    "คำนวณจากผลที่ปัดเป็นทศนิยม {decimals} ตำแหน่ง ({percent})",
)
MEMBERS_NOT_ROUNDED: Final = _kind(
    "members-not-rounded", "worked out from scores that were not rounded", "คำนวณจากคะแนนที่ยังไม่ได้ปัดเศษ"
)
OTHER_PROFILE: Final = _kind("other-profile", "made by {identity}", "ใช้ {identity}")

_FARTHEST_COUNT: Final = 3
"""By how many a miscounted divisor is looked for."""

SMALL: Final = frozenset({CUT_OFF, OTHER_ROUNDING, MEMBERS_NOT_ROUNDED, PERCENT_ROUNDED})
"""Slips that change the last digit only."""


def likely_cause(slip: Slip) -> Cause | None:
    """The first cause that would print the number; None where none does."""
    return next((cause for look in _LOOKS for cause in look(slip)), None)


def _gate_ignored(slip: Slip) -> Iterator[Cause]:
    step = slip.evaluation.framework.steps[slip.evaluation.framework.places[slip.node.id]]
    if isinstance(step, AggregateStep) and step.gates:
        total = step.total(slip.evaluation)
        failed = [gate for gate, nodes in step.gates if _fails(slip.evaluation, gate, nodes)]
        if not isinstance(total, Status) and failed and slip.prints(Fraction(*total)):
            yield Cause(GATE_IGNORED, {"gate": failed[0].title})


def _fails(evaluation: "Evaluation", gate: Gate, nodes: "Sequence[int]") -> bool:
    return gate.effect is not Effect.BAND and gate_holds(evaluation, gate, nodes) is False


def _cut_off(slip: Slip) -> Iterator[Cause]:
    if slip.prints(slip.exact, Rounding.DOWN):
        yield Cause(CUT_OFF, {"exact": shown(slip.exact)})


def _other_rounding(slip: Slip) -> Iterator[Cause]:
    for mode in (Rounding.HALF_DOWN, Rounding.HALF_EVEN, Rounding.UP, Rounding.HALF_UP):
        if slip.prints(slip.exact, mode):
            yield Cause(OTHER_ROUNDING, {"mode": mode, "exact": shown(slip.exact)})


def _measured(slip: Slip) -> Number | None:
    return slip.evaluation.measured(slip.node.id)


def _not_capped(slip: Slip) -> Iterator[Cause]:
    method, result = slip.node.method, _measured(slip)
    if isinstance(method, FullMark) and result is not None and result > method.full:
        beyond = divided(result * method.high, method.full)
        if slip.prints(beyond):
            yield Cause(NOT_CAPPED, {"exact": shown(beyond), "high": shown(method.high)})


def _rescored(slip: Slip, result: Number) -> bool:
    """Whether another result would give the printed score."""
    method = slip.node.method
    score = None if method is None else method.score(result)
    return score is not None and slip.prints(score)


def _other_denominator(slip: Slip) -> Iterator[Cause]:
    ratio = slip.node.quantity.ratio if isinstance(slip.node.quantity, Deviation) else slip.node.quantity
    if not isinstance(ratio, Ratio) or not ratio.denominator:
        return
    values = slip.evaluation.values
    try:
        top, bottom = ratio.top(values), ratio.bottom(values)
    except (KeyError, ZeroDivisionError):
        return
    for divisor, cause in _denominators(slip, ratio, bottom):
        if divisor > 0 and _rescored(slip, divided(top * ratio.times, divisor)):
            yield cause


def _denominators(slip: Slip, ratio: Ratio, bottom: Number) -> Iterator[tuple[Number, Cause]]:
    values, titles = slip.evaluation.values, slip.evaluation.framework.input_titles
    if ratio.less and all(name in values for name in ratio.denominator):
        kept = sum(values[name] for name in ratio.denominator)
        yield kept, Cause(EXCLUSIONS_KEPT, {"divisor": shown(kept)})
    sample = slip.node.sample
    if sample is not None and sample.of in values:
        of = values[sample.of]
        yield of, Cause(OTHER_DENOMINATOR, {"divisor": shown(of), "name": titles[sample.of], "wanted": shown(bottom)})


def _percent_rounded(slip: Slip) -> Iterator[Cause]:
    result = _measured(slip)
    if result is None or not isinstance(slip.node.method, FullMark):
        return
    for decimals in (2, 1, 0):
        for mode in (Rounding.HALF_UP, Rounding.DOWN):
            percent = rounded(result, decimals, mode)
            if percent != result and _rescored(slip, Fraction(percent)):
                yield Cause(PERCENT_ROUNDED, {"decimals": decimals, "percent": str(percent)})


def _other_items(slip: Slip) -> Iterator[Cause]:
    result = _measured(slip)
    if isinstance(slip.node.method, ItemTable) and result is not None:
        for found in range(len(slip.node.method.table)):
            if found != result and _rescored(slip, found):
                yield Cause(OTHER_ITEMS, {"counted": found, "wanted": shown(result)})


def _zeros_left_out(slip: Slip) -> Iterator[Cause]:
    quantity = slip.node.quantity
    listed = slip.evaluation.values.get(quantity.of) if isinstance(quantity, Mean) else None
    if isinstance(listed, tuple):
        kept = [value for value in listed if value]
        if kept and len(kept) < len(listed) and _rescored(slip, divided(sum(kept), len(kept))):
            yield Cause(ZEROS_LEFT_OUT, {})


def _other_count(slip: Slip) -> Iterator[Cause]:
    """A list divided by another number than it has."""
    quantity = slip.node.quantity
    if not isinstance(quantity, Mean):
        return
    result = _measured(slip)
    listed = slip.evaluation.values.get(quantity.of)
    count = len(listed) if isinstance(listed, tuple) else slip.evaluation.values.get(quantity.count)
    if result is None or not count or not isinstance(count, int):
        return
    for found in _around(count):
        if _rescored(slip, divided(result * count, found)):
            yield Cause(OTHER_DIVISOR, {"divisor": found, "wanted": count})


def _around(count: int) -> Iterator[int]:
    """Other divisors near the right one, the nearest first; with more of them nearly any number would fit."""
    for away in range(1, min(_FARTHEST_COUNT, count) + 1):
        yield count + away
        if count > away:
            yield count - away


def _members(slip: Slip) -> tuple[dict[str, Number], list[str]]:
    """The scores of the members of a mean by id, and the members without one."""
    aggregate, evaluation = slip.node.aggregate, slip.evaluation
    if aggregate is None or aggregate.method is not AggregateMethod.MEAN:
        return {}, []
    scores, without = {}, []
    for name in aggregate.members:
        if evaluation.status_of(name).has_score:
            scores[name] = evaluation.used(evaluation.framework.places[name])
        elif evaluation.status_of(name) is not Status.NOT_APPLICABLE:
            without.append(name)
    return scores, without


def _mean_of_children(slip: Slip) -> Iterator[Cause]:
    evaluation, node = slip.evaluation, slip.node
    if node.aggregate is None or node.aggregate.of == "children":
        return
    scores = {
        name: evaluation.used(evaluation.framework.places[name])
        for name in node.children
        if evaluation.status_of(name).has_score and evaluation.framework.nodes[name].average
    }
    if len(scores) > 1 and slip.prints(divided(sum(scores.values()), len(scores))):
        yield Cause(MEAN_OF_CHILDREN, {"nodes": ", ".join(scores)})


def _zero_for_missing(slip: Slip) -> Iterator[Cause]:
    scores, without = _members(slip)
    if scores and without and slip.prints(divided(sum(scores.values()), len(scores) + len(without))):
        yield Cause(ZERO_FOR_MISSING, {"nodes": ", ".join(without)})


def _exact_members(slip: Slip) -> Iterator[Cause]:
    scores, _ = _members(slip)
    exact = [slip.evaluation.exact_score(name) for name in scores]
    if exact and slip.prints(divided(sum(filter(None, exact)), len(exact))):
        yield Cause(MEMBERS_NOT_ROUNDED, {})


def _member_left_out(slip: Slip) -> Iterator[Cause]:
    scores, _ = _members(slip)
    total = sum(scores.values())
    for name, score in scores.items():
        if len(scores) > 1 and slip.prints(divided(total - score, len(scores) - 1)):
            yield Cause(LEFT_OUT_MEMBER, {"nodes": name})


def _other_divisor(slip: Slip) -> Iterator[Cause]:
    scores, _ = _members(slip)
    for found in _around(len(scores)) if scores else ():
        if slip.prints(divided(sum(scores.values()), found)):
            yield Cause(OTHER_DIVISOR, {"divisor": found, "wanted": len(scores)})


def _other_profile(slip: Slip) -> Iterator[Cause]:
    for framework in slip.others:
        node = framework.nodes.get(slip.node.id)
        if node is None:
            continue
        found = framework.evaluate(slip.evaluation.given).exact_score(node.id)
        if found is not None and slip.prints(found):
            yield Cause(OTHER_PROFILE, {"identity": framework.identity})


_LOOKS: Final[Iterable[Callable[[Slip], Iterator[Cause]]]] = (
    _gate_ignored,
    _not_capped,
    _other_denominator,
    _zeros_left_out,
    _mean_of_children,
    _zero_for_missing,
    _cut_off,
    _other_rounding,
    _exact_members,
    _percent_rounded,
    _other_profile,
    _other_items,
    _member_left_out,
    _other_count,
    _other_divisor,
)
"""From what is told apart best to what nearly any number fits."""
