"""What is kept, side by side: over years and between units (การเปรียบเทียบผลการประเมิน)."""

from collections import Counter
from typing import TYPE_CHECKING

from orqa.domain.quality.outcomes import KeptOutcome
from orqa.office.quality.errors import NothingKept
from orqa.office.quality.keeping import Keeping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.quality.comparing import Comparison
    from orqa.domain.quality.records import QualityEvaluation


class Comparing(Keeping):
    """This side of ``office.quality``."""

    def compare(self, kept: "Iterable[QualityEvaluation]") -> "Comparison":
        """Scores as they were kept, side by side, in the order given.

        A column is called by what differs: the unit, the year, the stage. ::

            office.quality.compare(office.quality.history("cs", framework="iqa-2557-programme"))
            office.quality.compare(office.quality.kept(period=year, framework="iqa-2557-programme"))

        Raises:
            NotComparable: when they belong to different frameworks, whose scores do not mean the same.
            NothingKept: when there are none.
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: when a framework is no longer there.
        """
        from orqa.domain.quality.comparing import compare

        found = tuple(kept)
        if not found:
            raise NothingKept
        return compare({label: KeptOutcome(self.framework_of(one), one) for label, one in self._labelled(found)})

    def _labelled(self, found: "tuple[QualityEvaluation, ...]") -> "Iterable[tuple[str, QualityEvaluation]]":
        labels = [self._label(one, found) for one in found]
        times = Counter(labels)
        for label, one in zip(labels, found, strict=True):
            yield (label if times[label] == 1 else f"{label} ({one.identity})"), one

    def _label(self, one: "QualityEvaluation", among: "tuple[QualityEvaluation, ...]") -> str:
        from orqa.office.quality.tables import stage_title, year_title

        language = self._office.profile.language
        unit = self._office.organization.structure.named(one.unit, self.period_of(one).last)
        parts = (
            unit if len({other.unit for other in among}) > 1 else None,
            year_title(self._office, one) if len({(other.year_kind, other.year) for other in among}) > 1 else None,
            stage_title(one) if len({other.stage for other in among}) > 1 else None,
        )
        return " · ".join(part.in_language(language) for part in parts if part) or unit.in_language(language)
