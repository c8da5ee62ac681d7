"""Worked cases of a framework (ตัวอย่างการคำนวณ): a sentence with its arithmetic, inputs, and what must come out."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from orqa.base.language import Text
from orqa.base.rounding import Rounding
from orqa.domain.quality.numbers import rounded
from orqa.domain.quality.steps import Status
from orqa.rules.strict import StrictTable, Where

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework

_RESULT = "-result"
_RESULT_DECIMALS = 2


@frozen(kw_only=True)
class WorkedCase:
    """One case.

    Attributes:
        id: its name in the file.
        say: the case in words, with its arithmetic.
        profile: the profile of the framework.
        inputs: what is given.
        expect: the score of each node as it prints, or a status such as ``not-assessed``; ``<node>-result`` is what was
            measured, to two decimals.
        judgement: code of the band or level of the overall outcome; empty where the case is silent.
        findings: codes of findings that must appear.
    """

    id: str
    say: Text
    profile: Mapping[str, str] = field(factory=dict)
    inputs: Mapping[str, Any]
    expect: Mapping[str, str]
    judgement: str = ""
    findings: tuple[str, ...] = ()


def read_cases(text: str, file: str = "cases.toml") -> tuple[WorkedCase, ...]:
    """Read the cases of a file.

    Raises:
        tomllib.TOMLDecodeError: when it is not TOML.
        RuleLoadError: when a case lacks something.
    """
    rows = tomllib.loads(text, parse_float=Decimal).get("case", [])
    return tuple(_case(StrictTable(row, Where(file, f"case[{i}]", ("th", "en")))) for i, row in enumerate(rows))


def _case(table: StrictTable) -> WorkedCase:
    case = WorkedCase(
        id=table.need("id", str),
        say=table.title("say"),
        profile=table.take("profile", dict) or {},
        inputs=table.need("inputs", dict),
        expect={name: str(value) for name, value in (table.take("expect", dict) or {}).items()},
        judgement=table.take("judgement", str) or "",
        findings=table.words("findings"),
    )
    table.done()
    return case


def differences(case: WorkedCase, framework: "Framework") -> tuple[str, ...]:
    """Where the framework comes to something else than the case says; empty when it holds."""
    return tuple(_differences(case, framework.evaluate(case.inputs)))


def _differences(case: WorkedCase, evaluation: "Evaluation") -> Iterator[str]:
    for name, wanted in case.expect.items():
        found = _outcome(evaluation, name)
        if found != wanted and not _same_number(found, wanted):
            yield f"{case.id}: {name} is {found}, not {wanted}"
    if case.judgement and (found := _word(evaluation)) != case.judgement:
        yield f"{case.id}: the judgement is {found or 'none'}, not {case.judgement}"
    codes = {finding.code for finding in evaluation.findings}
    for code in case.findings:
        if code not in codes:
            yield f"{case.id}: no finding {code}, only {', '.join(sorted(codes)) or 'none'}"


def _outcome(evaluation: "Evaluation", name: str) -> str:
    nodes = evaluation.framework.nodes
    if name not in nodes and name.removesuffix(_RESULT) not in nodes:
        return "unknown"
    if name not in nodes:
        measured = evaluation.measured(name.removesuffix(_RESULT))
        return "–" if measured is None else str(rounded(measured, _RESULT_DECIMALS, Rounding.HALF_UP))
    status = evaluation.status_of(name)
    return str(evaluation.score(name)) if status.has_score else Status(status).value


def _same_number(found: str, wanted: str) -> bool:
    """Whether two numbers are the same though one prints more zeros."""
    try:
        return Decimal(found) == Decimal(wanted)
    except ArithmeticError:
        return False


def _word(evaluation: "Evaluation") -> str:
    if band := evaluation.band():
        return band.code
    root = evaluation.framework.root
    if evaluation.overall is None:
        return ""
    level = root.scale.level_of(evaluation.used(evaluation.framework.places[root.id]))
    return level.code if level else ""
