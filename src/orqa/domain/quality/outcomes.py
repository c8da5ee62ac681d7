"""What an evaluation and one that was kept have in common: scores by a framework, whenever they came about."""

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from orqa.base.language import Text

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.records import QualityEvaluation


class Outcome(Protocol):
    """Scores by a framework: what can be compared, and handed on to the level above."""

    @property
    def framework(self) -> "Framework":
        """By which it was made."""

    @property
    def judgement(self) -> Text | None:
        """What the overall outcome is called."""

    def score(self, node_id: str) -> Decimal | None:
        """The rounded score of a node; None without one."""


@frozen
class KeptOutcome:
    """Scores as they were kept, whatever the framework would make of the inputs today.

    Attributes:
        framework: as it is now, for titles and levels.
        kept: what was kept.
    """

    framework: "Framework"
    kept: "QualityEvaluation"

    @property
    def judgement(self) -> Text | None:
        """See :attr:`Outcome.judgement`."""
        return self.kept.words

    def score(self, node_id: str) -> Decimal | None:
        """See :meth:`Outcome.score`."""
        return self.kept.score(node_id)
