"""Asking every rule around every day on which it changes: a day before, on the day, a day after.

The commonest mistake of a yearly update is a day too many or too few. These checks need no expected values: on
each of the days, for each combination of dimensions and at each threshold, a rule must answer with a value that
cites known sources, or say that it is repealed or not modelled; and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from attrs import field, frozen

from orqa.base.errors import NotModelled
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.rules.errors import NotInForce
from orqa.rules.frozen import FrozenDict
from orqa.rules.parameters import Parameter, Scale
from orqa.rules.ruleset import RuleSet

NO_ANSWER = FindingKind(
    "rule-no-answer",
    Severity.ERROR,
    Text.of(
        en="Rule {key} asked by {asked} on {day} gives no answer: {reason}; correct its rows",
        th="กฎเกณฑ์ {key} ถามด้วย {asked} ณ วันที่ {day} ไม่ได้คำตอบ: {reason} โปรดแก้แถวของกฎเกณฑ์",
    ),
)
UNSOURCED = FindingKind(
    "rule-unsourced",
    Severity.ERROR,
    Text.of(
        en="Rule {key} on {day} cites no known source; correct its citation",
        th="กฎเกณฑ์ {key} ณ วันที่ {day} ไม่ได้อ้างแหล่งที่รู้จัก โปรดแก้การอ้างอิง",
    ),
)


@frozen(kw_only=True)
class Probe:
    """One question to one rule.

    Attributes:
        key: the rule's key.
        on: the day.
        known_on: what was known by this day counts; ``None`` for all.
        inputs: dimensions and amounts.
    """

    key: str
    on: date
    known_on: date | None = None
    inputs: Mapping[str, Any] = field(factory=FrozenDict)


def around(days: Iterable[date]) -> tuple[date, ...]:
    """Each day with the day before and the day after, each once, in order."""
    ordinals = {day.toordinal() + step for day in days for step in (-1, 0, 1)}
    return tuple(date.fromordinal(n) for n in sorted(ordinals) if 1 <= n <= date.max.toordinal())


def probes(parameter: Parameter) -> Iterator[Probe]:
    """The questions to ask of a rule: around each change, for each cell, at each threshold."""
    days = around(row.start for row in parameter.rows)
    knowns = (None, *around(row.published for row in parameter.rows if row.published != row.start))
    for cell in parameter.cells():
        dims = parameter.named(cell)
        for amounts in _amounts(parameter):
            inputs = FrozenDict({**dims, **amounts})
            for known_on in knowns:
                yield from (Probe(key=parameter.key, on=day, known_on=known_on, inputs=inputs) for day in days)


def _amounts(parameter: Parameter) -> Iterator[dict[str, Any]]:
    """Amounts for the scales of a rule: each threshold of each scale; once nothing for a rule without scales."""
    scales = [row.value for row in parameter.rows if isinstance(row.value, Scale)]
    lowest = {scale.over: scale.steps[0][0] for scale in scales}
    yield lowest
    for scale in scales:
        yield from ({**lowest, scale.over: step[0]} for step in scale.steps)


def check_probe(ruleset: RuleSet, probe: Probe) -> Finding | None:
    """Ask one question; ``None`` where the rule answers as it should."""
    reading = ruleset.at(probe.on, probe.known_on).reading()
    asked = ", ".join(f"{name} = {value}" for name, value in probe.inputs.items()) or "–"
    try:
        reading.value(probe.key, **probe.inputs)
    except (NotInForce, NotModelled):
        return None
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in a rule is a finding about the rule
        return NO_ANSWER.make(field=probe.key, key=probe.key, asked=asked, day=probe.on, reason=str(error))
    citations = reading.decision(None, probe.inputs).citations
    if not citations or any(citation.source not in ruleset.sources for citation in citations):
        return UNSOURCED.make(field=probe.key, key=probe.key, day=probe.on)
    return None


def check_boundaries(ruleset: RuleSet) -> tuple[Finding, ...]:
    """Ask every rule around each of its changes; nothing is found where all answer as they should."""
    asked = chain.from_iterable(probes(parameter) for parameter in ruleset.parameters.values())
    return tuple(finding for probe in asked if (finding := check_probe(ruleset, probe)) is not None)
