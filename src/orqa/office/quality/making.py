"""From an evaluation to the record that is kept of it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from orqa.base.years import Year
from orqa.domain.quality.nodes import OVERALL
from orqa.domain.quality.records import Chosen, GivenInput, NodeScore, QualityEvaluation
from orqa.domain.quality.rolling import packed

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation


def evaluation_record(  # noqa: PLR0913, PLR0917 - what is kept, part by part
    identity: str,
    unit: str,
    period: Year,
    stage: str,
    evaluation: "Evaluation",
    inputs: tuple[GivenInput, ...],
    targets: Mapping[str, Decimal],
    at: datetime,
) -> QualityEvaluation:
    """The record of an evaluation.

    Args:
        identity: its id.
        unit: whose it is.
        period: for which year.
        stage: whose result it is.
        evaluation: of what is kept.
        inputs: what is kept of what was given.
        targets: the scores that the unit set itself, by node.
        at: when.
    """
    framework = evaluation.framework
    root = framework.places[OVERALL]
    has_overall = evaluation.status[root].has_score
    return QualityEvaluation(
        id=identity,
        unit=unit,
        framework=framework.id,
        identity=framework.identity,
        profile=tuple(Chosen(name=choice.name, value=choice.chosen) for choice in framework.profile),
        digest=framework.about.digest,
        level=framework.about.level,
        year_kind=period.kind,
        year=period.ce,
        stage=stage,
        inputs=inputs,
        scores=tuple(
            NodeScore(
                node=name,
                status=evaluation.status_of(name).value,
                score=evaluation.score(name),
                target=targets.get(name),
            )
            for name in framework.nodes
        ),
        packed=packed(evaluation),
        overall=evaluation.last_units(root) if has_overall else None,
        judgement=judgement_code(evaluation),
        words=evaluation.judgement,
        findings=tuple(dict.fromkeys(finding.code for finding in evaluation.findings)),
        certainty=evaluation.certainty.value,
        kept_at=at,
    )


def judgement_code(evaluation: "Evaluation") -> str:
    """The code of the overall band, or of the level of its scale; empty without one."""
    if band := evaluation.band(OVERALL):
        return band.code
    root = evaluation.framework.root
    exact = evaluation.exact_score(OVERALL)
    level = None if exact is None or not root.scale.levels else root.scale.level_of(exact)
    return level.code if level else ""
