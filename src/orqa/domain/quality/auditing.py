"""Auditing a printed report (การตรวจรายงานที่พิมพ์แล้ว): which of its numbers do not follow, and why."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.rounding import Rounding
from orqa.domain.quality.bands import Band, Bands
from orqa.domain.quality.causes import SMALL, Slip, likely_cause
from orqa.domain.quality.inputs import Unusable
from orqa.domain.quality.nodes import OVERALL, Node
from orqa.domain.quality.numbers import Number, number_of, rounded, shown
from orqa.domain.quality.remarks import UNKNOWN_ID
from orqa.domain.quality.steps import result_id
from orqa.rules.errors import near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework

JUDGEMENT: Final = "judgement"
"""The printed word for the overall outcome; that for a node is ``<node>-judgement``."""

SCORE_DIFFERS: Final = FindingKind(
    "printed-score-differs",
    Severity.ERROR,
    Text.of(
        en="{node}: printed {printed}, but it comes to {found}; {cause}",
        th="{node}: พิมพ์ {printed} แต่คำนวณได้ {found}; {cause}",
    ),
)
RESULT_DIFFERS: Final = FindingKind(
    "printed-result-differs",
    Severity.ERROR,
    Text.of(
        en="result of {node}: printed {printed}, but the inputs come to {found}; {cause}",
        th="ผลของ {node}: พิมพ์ {printed} แต่ข้อมูลคำนวณได้ {found}; {cause}",
    ),
)
WORD_DIFFERS: Final = FindingKind(
    "printed-judgement-differs",
    Severity.ERROR,
    Text.of(
        en="{node}: printed {printed}, but {score} is {found}; {cause}",
        th="{node}: พิมพ์ {printed} แต่ {score} คือ {found}; {cause}",
    ),
)
OFF_SCALE: Final = FindingKind(
    "printed-off-scale",
    Severity.ERROR,
    Text.of(
        en="{node}: printed {printed} is not on the scale {allowed}",
        th="{node}: {printed} ที่พิมพ์ไม่อยู่ในมาตรา {allowed}",
    ),
)
_CAUSE = Text.of(en="likely {says}", th="น่าจะเพราะ{says}")
_NO_CAUSE = Text.of(en="no usual slip explains it", th="ไม่พบสาเหตุที่พบบ่อย")
_OTHER_TABLE = Text.of(en="likely by another table, {table}", th="น่าจะใช้ตารางอื่น คือ {table}")


def audit(framework: "Framework", printed: Mapping[str, Any], others: "Iterable[Framework]" = ()) -> list[Finding]:
    """What does not follow in a printed report, each with its likely cause.

    Every printed score is worked out again from what is printed below it, never from what is printed above. Numbers are
    compared as they are printed: give them as text to keep their decimals (``"3.50"``).

    Args:
        framework: by which the report was made.
        printed: ids of inputs, nodes and ``overall`` with the printed numbers, at any level; ``<node>-result`` for a
            printed percent or count; ``judgement`` and ``<node>-judgement`` for printed words.
        others: the framework for other profiles, or other editions, that the report may have been made by.

    Returns:
        A finding for each number or word that does not follow, in the framework's order; its ``field`` names the node,
        its code the slip (``printed-cut-off``), and a slip of the last digit only is a warning. Empty when the report
        holds together.
    """
    return list(_Audit(framework, printed, tuple(others)).findings())


class _Audit:
    def __init__(self, framework: "Framework", printed: Mapping[str, Any], others: "tuple[Framework, ...]") -> None:
        self.framework = framework
        self.others = others
        self.words = {self._word_of(name): str(value) for name, value in printed.items() if _is_word(name)}
        self.printed = {name: value for name, value in printed.items() if not _is_word(name)}

    def _word_of(self, name: str) -> str:
        return OVERALL if name == JUDGEMENT else name.removesuffix(f"-{JUDGEMENT}")

    def findings(self) -> Iterator[Finding]:
        """All of them: unreadable numbers first, then node by node."""
        yield from self._unreadable()
        for node in self.framework.nodes.values():
            yield from self._of_result(node)
            yield from self._of_score(node)
            yield from self._of_word(node)

    def _unreadable(self) -> Iterator[Finding]:
        slots = self.framework.slots
        for name, value in self.printed.items():
            if name not in slots:
                close = ", ".join(near(name, slots)) or "–"
                yield UNKNOWN_ID.make(field=name, framework=self.framework.id, found=repr(name[:60]), near=close)
            elif name not in self.framework.nodes:
                try:
                    slots[name](value)
                except Unusable as problem:
                    yield problem.kind.make(field=name, **problem.values)
        for name in self.words:
            if name not in self.framework.nodes:
                close = ", ".join(near(name, self.framework.nodes)) or "–"
                yield UNKNOWN_ID.make(field=name, framework=self.framework.id, found=repr(name[:60]), near=close)

    def _below(self, node: Node, *without: str) -> dict[str, Any]:
        """What is printed, without a node and those above it."""
        hidden = {node.id, *without}
        above = node.parent
        while above is not None:
            hidden.add(above)
            above = self.framework.nodes[above].parent
        return {name: value for name, value in self.printed.items() if name not in hidden}

    # ------------------------------------------------------------------ results and scores

    def _of_result(self, node: Node) -> Iterator[Finding]:
        name = result_id(node)
        printed = _decimal(self.printed.get(name))
        if printed is None:
            return
        evaluation = self.framework.evaluate(self._below(node, name))
        exact = evaluation.measured(node.id)
        if exact is None or _same(printed, exact):
            return
        cut = rounded(exact, _decimals(printed), Rounding.DOWN) == printed
        cause = _CAUSE.fill(says=_CUT.fill(exact=shown(exact))) if cut else _NO_CAUSE
        yield RESULT_DIFFERS.make(
            field=node.id, node=_name(node), printed=str(printed), found=_rounded_like(exact, printed), cause=cause
        )

    def _of_score(self, node: Node) -> Iterator[Finding]:
        printed = _decimal(self.printed.get(node.id))
        if printed is None:
            return
        off_scale = tuple(self._on_scale(node, printed))
        evaluation = self.framework.evaluate(self._below(node))
        exact = evaluation.exact_score(node.id)
        if exact is None:
            yield from off_scale
            return
        score = evaluation.score(node.id)
        if score is not None and (printed == score or _same(printed, exact)):
            return
        if off_scale and likely_cause(Slip(node=node, printed=printed, exact=exact, evaluation=evaluation)) is None:
            yield from off_scale
            return
        slip = Slip(node=node, printed=printed, exact=exact, evaluation=evaluation, others=self.others)
        yield self._score_finding(slip, score)

    def _on_scale(self, node: Node, printed: Decimal) -> Iterator[Finding]:
        """A printed score that nothing below explains must at least be on its scale."""
        try:
            self.framework.slots[node.id](str(printed))
        except Unusable:
            yield OFF_SCALE.make(field=node.id, node=_name(node), printed=str(printed), allowed=node.scale.allowed)

    def _score_finding(self, slip: Slip, score: Decimal | None) -> Finding:
        cause = likely_cause(slip)
        told: dict[str, Any] = {"node": _name(slip.node), "printed": str(slip.printed), "found": str(score)}
        cited = slip.node.mark.citations
        if cause is None:
            return SCORE_DIFFERS.make(field=slip.node.id, **told, cause=_NO_CAUSE, citations=cited)
        finding = cause.kind.make(field=slip.node.id, **told, **cause.values, citations=cited)
        unit = Decimal(1).scaleb(-max(slip.decimals, 1))
        small = cause.kind in SMALL and score is not None and abs(slip.printed - score) <= unit
        return evolve(finding, severity=Severity.WARNING) if small else finding

    # ------------------------------------------------------------------ words

    def _of_word(self, node: Node) -> Iterator[Finding]:
        word = self.words.get(node.id)
        if word is None:
            return
        evaluation = self.framework.evaluate(self.printed)
        found = evaluation.words(node.id)
        if found is None or _is_called(word, found, evaluation.band(node.id)):
            return
        other = self._other_table(evaluation, node, word)
        yield WORD_DIFFERS.make(
            field=node.id,
            node=_name(node),
            printed=word,
            score=str(evaluation.score(node.id)),
            found=found,
            cause=_NO_CAUSE if other is None else _OTHER_TABLE.fill(table=other.title),
        )

    def _other_table(self, evaluation: "Evaluation", node: Node, word: str) -> Bands | None:
        """Another table of bands, here or in the other frameworks, by which the printed word would be right."""
        tables = [bands for framework in (self.framework, *self.others) for bands in framework.bands.values()]
        score = evaluation.used(self.framework.places[node.id])
        for bands in tables:
            band = None if node.bands is not None and bands.id == node.bands.id else bands.find(score)
            if band is not None and band.title is not None and _is_called(word, band.title, band):
                return bands
        return None


_CUT = Text.of(en="cut off instead of rounded ({exact})", th="ตัดทศนิยมแทนการปัดเศษ ({exact})")


def _is_word(name: str) -> bool:
    return name == JUDGEMENT or name.endswith(f"-{JUDGEMENT}")


def _decimal(value: Any) -> Decimal | None:
    """A printed number with its decimals; None where it is none, which is told elsewhere."""
    if value is None or isinstance(value, bool | list | tuple | dict):
        return None
    try:
        number = number_of(value)
    except ValueError:
        return None
    text = str(value).strip().replace(",", "")
    try:
        return Decimal(text)
    except ArithmeticError:
        return Decimal(number.numerator) / Decimal(number.denominator)


def _decimals(printed: Decimal) -> int:
    exponent = printed.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _rounded_like(exact: Number, printed: Decimal) -> str:
    return f"{rounded(exact, max(_decimals(printed), 2), Rounding.HALF_UP):,f}"


def _same(printed: Decimal, exact: Number) -> bool:
    """Whether a number prints like this, with as many decimals as were printed."""
    return rounded(exact, _decimals(printed), Rounding.HALF_UP) == printed


def _is_called(word: str, title: Text, band: Band | None) -> bool:
    """Whether a printed word is a form of the title, or a part of one: reports shorten "การดำเนินงานระดับดี" to "ดี"."""
    wanted = word.strip().casefold()
    forms = [form.casefold() for _, form in title.forms]
    if band is not None and wanted == band.code:
        return True
    return any(wanted == form or form.endswith(f"ระดับ{wanted}") for form in forms)


def _name(node: Node) -> Text:
    return Text.of(**{lang: f"{node.id} {node.title.in_language(lang)}" for lang in ("en", "th")})
