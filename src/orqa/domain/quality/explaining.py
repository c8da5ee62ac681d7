"""How a score came about, line by line, down to its inputs and clauses (คำอธิบายคะแนน)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.language import Text, joined
from orqa.domain.quality.layers import REASON
from orqa.domain.quality.methods import AllItems, ItemTable, Ladder, ticked_steps
from orqa.domain.quality.nodes import Absent, AggregateMethod, Effect, Node, RoundWhen
from orqa.domain.quality.numbers import shown
from orqa.domain.quality.steps import LeafStep, Status, combined, result_id

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation

STATUS_WORDS = {
    Status.SCORED: Text.of(en="worked out", th="คำนวณได้"),
    Status.GIVEN: Text.of(en="given", th="ระบุมา"),
    Status.NOT_ASSESSED: Text.of(en="not assessed", th="ไม่ได้ประเมิน"),
    Status.NOT_APPLICABLE: Text.of(en="not applicable", th="ไม่เกี่ยวข้อง"),
    Status.TO_JUDGE: Text.of(en="to be judged by people", th="รอผู้ประเมินตัดสิน"),
    Status.TOLD: Text.of(en="told in words", th="บรรยายเป็นข้อความ"),
}
"""What people call each status."""


@frozen(kw_only=True)
class Explanation:
    """Why a node scored what it scored.

    Attributes:
        node: the node.
        status: what became of it.
        score: its rounded score.
        words: what the score is called.
        lines: the arithmetic in words.
        citations: the clauses of the node itself.
        certainty: how sure its figures are.
        parts: the explanations of the nodes below.
    """

    node: Node
    status: Status
    score: Decimal | None
    words: Text | None
    lines: tuple[Text, ...]
    citations: tuple[Citation, ...]
    certainty: Certainty
    parts: tuple["Explanation", ...]

    def show(self, language: str = "en", depth: int = 0) -> str:
        """As indented text: the node, its arithmetic, then the nodes below."""
        return "\n".join(self._shown(language, depth))

    def _shown(self, language: str, depth: int) -> Iterator[str]:
        indent = "  " * depth
        outcome = STATUS_WORDS[self.status].in_language(language) if self.score is None else str(self.score)
        words = f" {self.words.in_language(language)}" if self.words else ""
        yield f"{indent}{self.node.id} {self.node.title.in_language(language)}: {outcome}{words}"
        for line in self.lines:
            yield f"{indent}  {line.in_language(language)}"
        if self.citations:
            cited = ", ".join(map(str, self.citations))
            yield f"{indent}  [{cited}; {CERTAINTY_WORDS[self.certainty].in_language(language)}]"
        for part in self.parts:
            yield from part._shown(language, depth + 1)  # noqa: SLF001 - its own kind

    def __str__(self) -> str:
        return self.show()


KIND_WORDS = {
    "inputs": Text.of(en="inputs", th="ข้อมูลพื้นฐาน"),
    "result": Text.of(en="results", th="ผลลัพธ์"),
    "part": Text.of(en="parts", th="ส่วนย่อย"),
    "item": Text.of(en="items", th="ข้อย่อย"),
    "requirement": Text.of(en="requirements", th="เกณฑ์ย่อย"),
    "indicator": Text.of(en="indicators", th="ตัวบ่งชี้"),
    "criterion": Text.of(en="criteria", th="เกณฑ์"),
    "component": Text.of(en="components", th="องค์ประกอบ"),
    "category": Text.of(en="categories", th="หมวด"),
    "standard": Text.of(en="standards", th="มาตรฐาน"),
    "overall": Text.of(en="the whole", th="ภาพรวม"),
}
"""What people call the levels that an evaluation may start from, and the kinds of nodes."""

CERTAINTY_WORDS = {
    Certainty.VERIFIED: Text.of(en="verified", th="ตรวจสอบแล้ว"),
    Certainty.KNOWN: Text.of(en="known, its text not re-read", th="ทราบทั่วไป ยังไม่ได้ทวนตัวบท"),
    Certainty.UNCERTAIN: Text.of(en="uncertain", th="ยังไม่แน่นอน"),
}
"""What people call each certainty."""


def explain(evaluation: "Evaluation", node: Node) -> Explanation:
    """Explain a node and all below it."""
    return Explanation(
        node=node,
        status=evaluation.status_of(node.id),
        score=evaluation.score(node.id),
        words=evaluation.words(node.id),
        lines=tuple(_lines(evaluation, node)),
        citations=node.mark.citations,
        certainty=node.mark.certainty,
        parts=tuple(explain(evaluation, evaluation.framework.nodes[child]) for child in node.children),
    )


def _lines(evaluation: "Evaluation", node: Node) -> Iterator[Text]:
    status = evaluation.status_of(node.id)
    if gate := evaluation.hidden.get(node.id):
        yield _HIDDEN.fill(gate=gate.title)
    elif status is Status.NOT_APPLICABLE:
        said = (evaluation.not_applicable.get(name) for name in evaluation.framework.line(node.id))
        reason = next((one.reason for one in said if one is not None and one.reason), "–")
        yield _NOT_APPLICABLE.fill(reason=reason)
    elif status is Status.TOLD:
        yield _TOLD.fill(text=evaluation.told[node.id])
    elif status is Status.GIVEN:
        yield from _of_layers(evaluation, node)
        yield _GIVEN.fill(score=shown(evaluation.values[node.id]))
    elif node.aggregate is not None:
        yield from _of_aggregate(evaluation, node)
    else:
        yield from _of_leaf(evaluation, node)
    yield from _rounding(evaluation, node)
    if node.mark.note is not None:
        yield node.mark.note


def _of_leaf(evaluation: "Evaluation", node: Node) -> Iterator[Text]:
    values, method = evaluation.values, node.method
    if isinstance(method, ItemTable | AllItems | Ladder):
        yield from ticked_steps(method, values)
    missing = missing_inputs(evaluation, node)
    if missing:
        yield _MISSING.fill(inputs=joined(missing))
        return
    if node.quantity is not None and result_id(node) not in values:
        try:
            yield from node.quantity.steps(values, evaluation.framework.input_titles)
        except ZeroDivisionError:
            yield _NOTHING_TO_DIVIDE
            return
    elif result_id(node) in values:
        yield _RESULT_GIVEN.fill(result=shown(values[result_id(node)]))
    result, exact = evaluation.measured(node.id), evaluation.exact_score(node.id)
    if method is not None and result is not None and exact is not None:
        yield from method.steps(result, exact)
    elif result is not None:
        yield _NO_SCORE.fill(result=shown(result))


def _of_layers(evaluation: "Evaluation", node: Node) -> Iterator[Text]:
    """What each layer judged, and why the last one differs."""
    layers = evaluation.framework.layers
    if layers is None:
        return
    for layer, level in layers.judged(node, evaluation.values).items():
        yield _JUDGED.fill(layer=layers.titles[layer], level=level.title)
    if reason := evaluation.values.get(f"{node.id}@{REASON}"):
        yield _REASON.fill(reason=reason)


def _of_aggregate(evaluation: "Evaluation", node: Node) -> Iterator[Text]:
    aggregate = node.aggregate
    assert aggregate is not None  # noqa: S101 - asked by the caller
    if aggregate.method is AggregateMethod.HOLISTIC:
        yield _HOLISTIC
        if (hint := evaluation.hint(node.id)) is not None:
            yield _HINT.fill(hint=shown(hint))
        return
    weighs = aggregate.method in (AggregateMethod.WEIGHTED_MEAN, AggregateMethod.WEIGHTED_SUM)
    terms, scores, weights, left_out = [], [], [], []
    for name in aggregate.members:
        stand_in = None if evaluation.status_of(name).has_score else evaluation.stand_in(name, node.id)
        if not evaluation.status_of(name).has_score and stand_in is None:
            left_out.append(name)
            continue
        score = evaluation.used(evaluation.framework.places[stand_in or name])
        scores.append(score)
        weights.append(evaluation.framework.nodes[name].weight)
        by = f" × {shown(weights[-1])}" if weighs else ""
        terms.append(f"{name} ({f'{stand_in}: ' if stand_in else ''}{shown(score)}){by}")
    if left_out:
        blocks = aggregate.absent is Absent.BLOCKS and any(n not in evaluation.apart for n in left_out)
        yield (_BLOCKED if blocks else _LEFT_OUT).fill(nodes=", ".join(left_out))
        scores = [] if blocks else scores
    if scores and (not weighs or sum(weights)):
        exact = shown(combined(aggregate.method, scores, weights))
        total, weight = sum(scores), sum(weights)
        if weighs:
            total = sum(score * weight for score, weight in zip(scores, weights, strict=True))
        words = {"exact": exact, "total": shown(total), "count": shown(weight if weighs else len(terms))}
        sign = ", " if aggregate.method is AggregateMethod.MINIMUM else " + "
        yield _COMBINED[aggregate.method].fill(terms=sign.join(terms), **words)
    yield from _of_gates(evaluation, node)


def _of_gates(evaluation: "Evaluation", node: Node) -> Iterator[Text]:
    for gate in node.gates:
        if gate.effect is Effect.BAND:
            continue
        places = [evaluation.framework.places[name] for name in gate.nodes]
        failed = [p for p in places if evaluation.status[p].has_score and evaluation.used(p) < gate.below]
        if failed:
            template = _GATE_SETS if gate.effect is Effect.SET else _GATE_CAPS
            yield template.fill(gate=gate.title, score=shown(gate.score))


def _rounding(evaluation: "Evaluation", node: Node) -> Iterator[Text]:
    exact, score = evaluation.exact_score(node.id), evaluation.score(node.id)
    if exact is not None and score is not None and exact != score:
        template = _ROUNDED if node.rounding.when is RoundWhen.SCORE else _SHOWN
        yield template.fill(exact=shown(exact, 6), decimals=node.rounding.decimals, score=str(score))


def missing_inputs(evaluation: "Evaluation", node: Node) -> tuple[Text, ...]:
    """Titles of the inputs that a leaf lacks; empty where it has a score or nothing to be worked out from."""
    step = evaluation.framework.steps[evaluation.framework.places[node.id]]
    values = evaluation.values
    if not isinstance(step, LeafStep) or evaluation.status_of(node.id).has_score or result_id(node) in values:
        return ()
    titles = evaluation.framework.input_titles
    found = [_INPUT.fill(title=titles[name], id=name) for name in step.missing(values)]
    return tuple(found) if len(found) <= _MOST_MISSING else (*found[:_MOST_MISSING], _AND_MORE)


_MOST_MISSING = 8
_AND_MORE = Text.of(en="…", th="…")
_INPUT = Text.of(en="{title} ({id})", th="{title} ({id})")
_GIVEN = Text.of(en="the score {score} was given", th="ระบุคะแนน {score} มา")
_RESULT_GIVEN = Text.of(en="the result {result} was given", th="ระบุผล {result} มา")
_NOT_APPLICABLE = Text.of(en="it does not apply: {reason}", th="ไม่เกี่ยวข้อง: {reason}")
_HIDDEN = Text.of(en="no score, because this is not met: {gate}", th="ไม่มีคะแนน เพราะไม่ผ่านเงื่อนไข: {gate}")
_MISSING = Text.of(en="not assessed: missing {inputs}", th="ไม่ได้ประเมิน: ขาดข้อมูล {inputs}")
_NOTHING_TO_DIVIDE = Text.of(en="not assessed: the denominator is not above 0", th="ไม่ได้ประเมิน: ตัวหารไม่มากกว่า 0")
_HOLISTIC = Text.of(en="judged as a whole by people, never worked out", th="ผู้ประเมินตัดสินในภาพรวม ไม่คำนวณ")
_HINT = Text.of(en="for orientation only: {hint}", th="เพื่อประกอบการพิจารณาเท่านั้น: {hint}")
_LEFT_OUT = Text.of(en="without a score, left out: {nodes}", th="ไม่มีคะแนน จึงไม่นำมารวม: {nodes}")
_BLOCKED = Text.of(
    en="not assessed, because these have no score: {nodes}", th="ไม่ได้ประเมิน เพราะรายการเหล่านี้ไม่มีคะแนน: {nodes}"
)
_TOLD = Text.of(en="told: {text}", th="บรรยาย: {text}")
_NO_SCORE = Text.of(en="not assessed: the result {result} has no score", th="ไม่ได้ประเมิน: ผล {result} ไม่มีคะแนนที่ตรงกัน")
_JUDGED = Text.of(en="{layer}: {level}", th="{layer}: {level}")
_REASON = Text.of(en="reason: {reason}", th="เหตุผล: {reason}")
_ROUNDED = Text.of(
    en="rounded: {exact} to {decimals} decimals → {score}", th="ปัดเศษ: {exact} เป็นทศนิยม {decimals} ตำแหน่ง → {score}"
)
_SHOWN = Text.of(
    en="shown: {exact} to {decimals} decimals → {score}; above it counts exactly",
    th="แสดงผล: {exact} เป็นทศนิยม {decimals} ตำแหน่ง → {score} แต่ใช้ค่าเต็มในการรวม",
)
_GATE_SETS = Text.of(en="{gate}: not met, so the score is {score}", th="{gate}: ไม่ผ่าน คะแนนจึงเป็น {score}")
_GATE_CAPS = Text.of(en="{gate}: not met, so not above {score}", th="{gate}: ไม่ผ่าน คะแนนจึงไม่เกิน {score}")
_COMBINED = {
    AggregateMethod.MEAN: Text.of(
        en="mean: {terms} = {total}; {total} ÷ {count} = {exact}",
        th="ค่าเฉลี่ย: {terms} = {total}; {total} ÷ {count} = {exact}",
    ),
    AggregateMethod.WEIGHTED_MEAN: Text.of(
        en="weighted mean: {terms} = {total}; {total} ÷ {count} = {exact}",
        th="ค่าเฉลี่ยถ่วงน้ำหนัก: {terms} = {total}; {total} ÷ {count} = {exact}",
    ),
    AggregateMethod.SUM: Text.of(en="sum: {terms} = {exact}", th="ผลรวม: {terms} = {exact}"),
    AggregateMethod.WEIGHTED_SUM: Text.of(en="weighted sum: {terms} = {exact}", th="ผลรวมถ่วงน้ำหนัก: {terms} = {exact}"),
    AggregateMethod.MINIMUM: Text.of(en="the least of {terms} = {exact}", th="ค่าต่ำสุดของ {terms} = {exact}"),
}
