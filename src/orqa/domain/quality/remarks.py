"""What is wrong or missing in an evaluation, in words: the findings."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from orqa.base.citations import Certainty
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text, joined
from orqa.domain.quality.explaining import missing_inputs
from orqa.domain.quality.nodes import Absent, AggregateMethod, Effect, Gate, Node
from orqa.domain.quality.numbers import shown
from orqa.domain.quality.steps import AggregateStep, LeafStep, Status, gate_holds
from orqa.rules.errors import near

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation


def _kind(code: str, severity: Severity, en: str, th: str) -> FindingKind:
    return FindingKind(code, severity, Text.of(en=en, th=th))


UNKNOWN_ID: Final = _kind(
    "unknown-id",
    Severity.ERROR,
    "{framework} has no {found}; the nearest: {near}",
    "{framework} ไม่มี {found} ที่ใกล้เคียงคือ {near}",
)
ABOVE_TOTAL: Final = _kind(
    "count-above-total",
    Severity.ERROR,
    "{name} is {found}, above {total} of {totals}; one of them is wrong",
    "{name} เป็น {found} เกิน {total} ของ{totals} ต้องมีตัวเลขที่ผิด โปรดตรวจสอบ",
)
NOTHING_TO_DIVIDE: Final = _kind(
    "nothing-to-divide-by",
    Severity.ERROR,
    "{node}: the denominator is not above 0, so it is not assessed; check the inputs {inputs}",
    "{node}: ตัวหารไม่มากกว่า 0 จึงไม่ได้ประเมิน โปรดตรวจข้อมูล {inputs}",
)
ABOVE_MOST: Final = _kind(
    "result-above-most",
    Severity.ERROR,
    "{node}: the inputs come to {result}, more than {most} cannot be; check {inputs}",
    "{node}: ข้อมูลคำนวณได้ {result} ซึ่งเกิน {most} ไม่ได้ โปรดตรวจ {inputs}",
)
BELOW_LEAST: Final = _kind(
    "result-below-least",
    Severity.ERROR,
    "{node}: the inputs come to {result}, less than {least} cannot be; check {inputs}",
    "{node}: ข้อมูลคำนวณได้ {result} ซึ่งต่ำกว่า {least} ไม่ได้ โปรดตรวจ {inputs}",
)
NO_SCORE: Final = _kind(
    "result-without-score",
    Severity.ERROR,
    "{node}: the table has no score for the result {result}; correct it",
    "{node}: ตารางไม่มีคะแนนสำหรับผล {result} โปรดแก้ไข",
)
MISSING_INPUTS: Final = _kind(
    "inputs-missing",
    Severity.WARNING,
    "{node} is not assessed: give {inputs}",
    "{node} ไม่ได้ประเมิน: โปรดให้ข้อมูล {inputs}",
)
NOT_RATED: Final = _kind(
    "not-rated", Severity.WARNING, "{node} is not assessed: give its score", "{node} ไม่ได้ประเมิน: โปรดให้คะแนน"
)
NOT_TOLD: Final = _kind(
    "not-judged", Severity.INFO, "{node} waits for people: tell what they found", "{node} รอผู้ประเมิน: โปรดระบุผลการประเมิน"
)
LEFT_OUT: Final = _kind(
    "left-out",
    Severity.INFO,
    "{node}: {count} of {all} have a score; left out: {nodes}",
    "{node}: มีคะแนน {count} จาก {all} รายการ ไม่นำมารวม: {nodes}",
)
BLOCKED: Final = _kind(
    "blocked",
    Severity.WARNING,
    "{node} has no score, because these have none: {nodes}",
    "{node} ไม่มีคะแนน เพราะรายการเหล่านี้ไม่มีคะแนน: {nodes}",
)
STOOD_IN: Final = _kind(
    "score-stood-in",
    Severity.INFO,
    "{node} starts from the scores of {nodes}, each in place of those below it; the last decimal may differ",
    "{node} คำนวณจากคะแนนของ {nodes} แทนรายการย่อย ทศนิยมตัวสุดท้ายอาจต่าง",
)
GIVEN_DIFFERS: Final = _kind(
    "given-differs",
    Severity.WARNING,
    "{node}: {given} was given and is kept, but {by} {found}",
    "{node}: ระบุ {given} มาและใช้ค่านี้ แต่{by} {found}",
)
_BY_NODES: Final = Text.of(en="what is below it comes to", th="คำนวณจากรายการย่อยได้")
_BY_INPUTS: Final = Text.of(en="its inputs come to", th="ข้อมูลคำนวณได้")
_BY_LAYER: Final = Text.of(en="the final judgement is", th="ผลการตัดสินขั้นสุดท้ายคือ")
NOTHING_BELOW: Final = _kind(
    "nothing-below",
    Severity.WARNING,
    "{node} is not assessed: nothing was given of {nodes}; give it, or say that {id} does not apply and why",
    "{node} ไม่ได้ประเมิน: ไม่มีข้อมูลของ {nodes} โปรดให้ข้อมูล หรือระบุว่า {id} ไม่เกี่ยวข้องพร้อมเหตุผล",
)
TOTAL_BEYOND: Final = _kind(
    "total-beyond",
    Severity.ERROR,
    "{node} is not assessed: what is below it sums to {found}, above its scale {allowed}; correct the scores",
    "{node} ไม่ได้ประเมิน: คะแนนย่อยรวมได้ {found} เกินมาตรา {allowed} โปรดแก้คะแนน",
)
SAMPLE_SMALL: Final = _kind(
    "sample-small",
    Severity.WARNING,
    "{node}: {share} percent answered, of at least {least}; the result does not count as representative",
    "{node}: มีผู้ตอบร้อยละ {share} ต้องไม่น้อยกว่าร้อยละ {least} ผลจึงยังไม่เป็นตัวแทน",
)
GATE_FAILED: Final = _kind(
    "gate-failed", Severity.WARNING, "{gate}: not met, so {node} is {score}", "{gate}: ไม่ผ่าน {node} จึงเป็น {score}"
)
GATE_UNHEEDED: Final = _kind(
    "gate-unheeded",
    Severity.WARNING,
    "{gate}: not met, but {given} was given for {node} and is kept; by the framework it is at most {score}",
    "{gate}: ไม่ผ่าน แต่ระบุ {given} ให้ {node} และใช้ค่านี้ ตามเกณฑ์ต้องไม่เกิน {score}",
)
BAND_CLOSED: Final = _kind(
    "band-closed",
    Severity.WARNING,
    "{node}: {score} would be {above}, but that needs what is not met or not known: {gates}; so it is {band}",
    "{node}: {score} ควรเป็น {above} แต่ยังไม่ผ่านหรือยังไม่ทราบเงื่อนไข: {gates} จึงเป็น {band}",
)
GATE_OPEN: Final = _kind(
    "gate-undecided",
    Severity.WARNING,
    "{gate}: cannot be told yet, so {node} is provisional; give {nodes}",
    "{gate}: ยังบอกไม่ได้ {node} จึงเป็นผลชั่วคราว โปรดให้ข้อมูล {nodes}",
)
NO_REASON: Final = _kind(
    "reason-missing",
    Severity.ERROR,
    "{node}: {first} and {final} differ; give the reason as {node}@reason",
    "{node}: {first} กับ {final} ไม่ตรงกัน โปรดให้เหตุผลเป็น {node}@reason",
)
NO_WHY: Final = _kind(
    "not-applicable-why",
    Severity.WARNING,
    "{node} is said not to apply, without a reason; say why",
    "{node} ระบุว่าไม่เกี่ยวข้องโดยไม่มีเหตุผล โปรดระบุเหตุผล",
)
UNCERTAIN: Final = _kind(
    "figure-uncertain",
    Severity.INFO,
    "{node}: a figure of the framework that it rests on is uncertain; check it against your edition",
    "{node}: ตัวเลขของเกณฑ์ที่ใช้ยังไม่แน่นอน โปรดตรวจกับฉบับที่ท่านใช้",
)


def findings_of(evaluation: "Evaluation") -> Iterator[Finding]:
    """The findings of an evaluation: first what was given, then node by node."""
    yield from _of_inputs(evaluation)
    for node in evaluation.framework.nodes.values():
        if node.aggregate is None:
            yield from _of_leaf(evaluation, node)
        else:
            yield from _of_aggregate(evaluation, node)
        yield from _of_layers(evaluation, node)
        if evaluation.status_of(node.id).has_score and node.mark.certainty is Certainty.UNCERTAIN:
            yield UNCERTAIN.make(field=node.id, node=_name(node), citations=node.mark.citations)


def _name(node: Node) -> Text:
    return _NAMED.fill(id=node.id, title=node.title)


_NAMED = Text.of(en="{id} {title}", th="{id} {title}")


def _of_inputs(evaluation: "Evaluation") -> Iterator[Finding]:
    framework = evaluation.framework
    for name, problem in evaluation.declined:
        if problem is not None:
            yield problem.kind.make(field=name, **problem.values)
        elif name not in framework.slots:
            found = str(name)[:60]
            yield UNKNOWN_ID.make(
                field=found,
                framework=framework.id,
                found=repr(found),
                near=", ".join(near(found, framework.slots)) or "–",
            )
        else:
            yield _above_total(evaluation, name)
    for name, reason in evaluation.not_applicable.items():
        if not reason.reason:
            yield NO_WHY.make(field=name, node=_name(framework.nodes[name]))


def _above_total(evaluation: "Evaluation", name: str) -> Finding:
    fields = evaluation.framework.inputs
    totals = fields[name].at_most
    return ABOVE_TOTAL.make(
        field=name,
        name=fields[name].title,
        found=str(evaluation.given[name]),
        total=shown(evaluation.above[name]),
        totals=joined(fields[total].title for total in totals),
    )


def _of_leaf(evaluation: "Evaluation", node: Node) -> Iterator[Finding]:
    status = evaluation.status_of(node.id)
    if status is Status.NOT_ASSESSED and evaluation.stand_in(node.id, "") is None:
        yield _why_not(evaluation, node)
    if status is Status.TO_JUDGE:
        yield NOT_TOLD.make(field=node.id, node=_name(node))
    if status is Status.GIVEN:
        yield from _leaf_against_given(evaluation, node)
    sample = node.sample
    if sample is not None and status is Status.SCORED:
        share = sample.share(evaluation.values)
        if share is not None and share < sample.at_least:
            yield SAMPLE_SMALL.make(
                field=node.id,
                node=_name(node),
                share=shown(share, 2),
                least=shown(sample.at_least),
                citations=sample.mark.citations,
            )


def _leaf_against_given(evaluation: "Evaluation", node: Node) -> Iterator[Finding]:
    """Whether the given score of a leaf is what its inputs, or its final judgement, come to."""
    step = evaluation.framework.steps[evaluation.framework.places[node.id]]
    found = evaluation.worked_out(node.id)
    given = evaluation.score(node.id)
    if found is not None and (rounded_found := step.rounded(found)) != given:
        yield GIVEN_DIFFERS.make(
            field=node.id, node=_name(node), given=str(given), by=_BY_INPUTS, found=str(rounded_found)
        )
    layers = evaluation.framework.layers
    final = None if layers is None else layers.final_score(node, evaluation.values)
    if final is not None and final != evaluation.exact_score(node.id):
        yield GIVEN_DIFFERS.make(field=node.id, node=_name(node), given=str(given), by=_BY_LAYER, found=shown(final))


def _why_not(evaluation: "Evaluation", node: Node) -> Finding:
    step = evaluation.framework.steps[evaluation.framework.places[node.id]]
    assert isinstance(step, LeafStep)  # noqa: S101 - a node without nodes below has no other
    missing = missing_inputs(evaluation, node)
    if missing:
        return MISSING_INPUTS.make(field=node.id, node=_name(node), inputs=joined(missing))
    result = evaluation.measured(node.id)
    if result is not None and node.least is not None and result < node.least:
        inputs = ", ".join(step.names)
        return BELOW_LEAST.make(
            field=node.id, node=_name(node), result=shown(result), least=shown(node.least), inputs=inputs
        )
    if result is not None and node.most is not None and result > node.most:
        inputs = ", ".join(step.names)
        return ABOVE_MOST.make(
            field=node.id, node=_name(node), result=shown(result), most=shown(node.most), inputs=inputs
        )
    if result is not None:
        return NO_SCORE.make(field=node.id, node=_name(node), result=shown(result))
    if step.measure is None:
        return NOT_RATED.make(field=node.id, node=_name(node))
    return NOTHING_TO_DIVIDE.make(field=node.id, node=_name(node), inputs=", ".join(step.names))


def _of_aggregate(evaluation: "Evaluation", node: Node) -> Iterator[Finding]:
    aggregate = node.aggregate
    assert aggregate is not None  # noqa: S101 - asked by the caller
    yield from _of_gates(evaluation, node)
    yield from _of_band(evaluation, node)
    if aggregate.method is AggregateMethod.HOLISTIC:
        return
    status = evaluation.status_of(node.id)
    if status is Status.GIVEN:
        yield from _against_given(evaluation, node)
        return
    members = [name for name in aggregate.members if evaluation.status_of(name) is not Status.NOT_APPLICABLE]
    without = [name for name in members if not evaluation.status_of(name).has_score]
    stood = {name: evaluation.stand_in(name, node.id) for name in without}
    missing = [name for name, other in stood.items() if other is None]
    if status is Status.SCORED and (others := dict.fromkeys(filter(None, stood.values()))):
        yield STOOD_IN.make(field=node.id, node=_name(node), nodes=", ".join(others))
    if missing and status is Status.SCORED:
        count = len(members) - len(missing)
        yield LEFT_OUT.make(field=node.id, node=_name(node), count=count, all=len(members), nodes=", ".join(missing))
    elif missing and aggregate.absent is Absent.BLOCKS and len(missing) < len(members):
        yield BLOCKED.make(field=node.id, node=_name(node), nodes=", ".join(missing))
    elif status is Status.NOT_ASSESSED and not missing and evaluation.stand_in(node.id, "") is None:
        yield from _nothing_or_too_much(evaluation, node)


def _nothing_or_too_much(evaluation: "Evaluation", node: Node) -> Iterator[Finding]:
    """Why a node has no score though nothing that counts for it lacks one."""
    step = evaluation.framework.steps[evaluation.framework.places[node.id]]
    assert isinstance(step, AggregateStep)  # noqa: S101 - a node with nodes below has no other
    found = step.gated_total(evaluation)
    if isinstance(found, Status):
        members = node.aggregate.members if node.aggregate else ()
        yield NOTHING_BELOW.make(field=node.id, node=_name(node), id=node.id, nodes=", ".join(members))
    else:
        sum_of = shown(Fraction(*found))
        yield TOTAL_BEYOND.make(field=node.id, node=_name(node), found=sum_of, allowed=node.scale.allowed)


def _of_band(evaluation: "Evaluation", node: Node) -> Iterator[Finding]:
    """Whether a gate keeps a score from the band that it has by its number."""
    band = evaluation.band(node.id)
    if node.bands is None or band is None:
        return
    above = node.bands.find(evaluation.used(evaluation.framework.places[node.id]))
    if above is None or above is band or above.title == band.title:
        return
    titles = {gate.id: gate.title for gate in evaluation.framework.gates}
    closed = joined((titles[need] for need in above.needs if not evaluation.holds(need)), "; ")
    words: dict[str, Any] = {"above": above.title or above.code, "band": band.title or band.code, "gates": closed}
    yield BAND_CLOSED.make(field=node.id, node=_name(node), score=str(evaluation.score(node.id)), **words)


def _against_given(evaluation: "Evaluation", node: Node) -> Iterator[Finding]:
    """Whether what was given for a node is what the nodes below it come to."""
    step = evaluation.framework.steps[evaluation.framework.places[node.id]]
    assert isinstance(step, AggregateStep)  # noqa: S101 - a node with nodes below has no other
    found = step.gated_total(evaluation)
    members = node.aggregate.members if node.aggregate else ()
    if isinstance(found, Status) or not all(evaluation.status_of(name).has_score for name in members):
        return
    rounded_found, given = step.rounded(Fraction(*found)), evaluation.score(node.id)
    if rounded_found != given:
        yield GIVEN_DIFFERS.make(
            field=node.id, node=_name(node), given=str(given), by=_BY_NODES, found=str(rounded_found)
        )


def _of_gates(evaluation: "Evaluation", node: Node) -> Iterator[Finding]:
    if not evaluation.status_of(node.id).has_score:
        return
    for gate in node.gates:
        holds = gate_holds(evaluation, gate, [evaluation.framework.places[name] for name in gate.nodes])
        open_nodes = ", ".join(name for name in gate.nodes if not evaluation.status_of(name).has_score)
        if holds is None:
            yield GATE_OPEN.make(
                field=node.id, gate=gate.title, node=_name(node), nodes=open_nodes, citations=gate.mark.citations
            )
        elif not holds and gate.effect is not Effect.BAND and evaluation.status_of(node.id) is Status.GIVEN:
            yield from _unheeded(evaluation, node, gate)
        elif not holds and gate.effect is not Effect.BAND:
            yield GATE_FAILED.make(
                field=node.id,
                gate=gate.title,
                node=_name(node),
                score=str(evaluation.score(node.id)),
                citations=gate.mark.citations,
            )


def _unheeded(evaluation: "Evaluation", node: Node, gate: Gate) -> Iterator[Finding]:
    given = evaluation.exact_score(node.id)
    if given is not None and given > gate.score:
        yield GATE_UNHEEDED.make(
            field=node.id,
            gate=gate.title,
            node=_name(node),
            given=str(evaluation.score(node.id)),
            score=shown(gate.score),
            citations=gate.mark.citations,
        )


def _of_layers(evaluation: "Evaluation", node: Node) -> Iterator[Finding]:
    layers = evaluation.framework.layers
    if layers is None or not layers.reason_when or evaluation.values.get(f"{node.id}@reason", "").strip():
        return
    if layers.differs(node, evaluation.values):
        first, final = (layers.titles[layer] for layer in layers.reason_when)
        yield NO_REASON.make(field=node.id, node=node.id, first=first, final=final)
