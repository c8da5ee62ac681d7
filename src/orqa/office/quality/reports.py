"""Reports on evaluations: one that was kept, one that was not, all of a year (รายงานผลการประเมิน)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.quality.records import QualityEvaluation
from orqa.office.quality.comparing import Comparing
from orqa.office.quality.result_report import ShownResult, cited_by, result_sections
from orqa.office.quality.tables import comparison_tables, stage_title, title_of_year
from orqa.reporting.audience import Audience
from orqa.reporting.formatting import Style
from orqa.reporting.model import Fact, Report, Section

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.texts import TextOverlay

TITLE = Text.of(en="Result of an evaluation of quality", th="รายงานผลการประเมินคุณภาพการศึกษา")
COMPARED = Text.of(en="Results side by side", th="การเปรียบเทียบผลการประเมิน")
_UNIT = Text.of(en="Unit", th="หน่วยงาน")
_STAGE = Text.of(en="Stage", th="ขั้น")
_VERSION = Text.of(en="Version", th="ฉบับที่")


def evaluation_report(
    evaluation: "Evaluation", *, style: Style | None = None, made_at: datetime | None = None
) -> Report:
    """The report on an evaluation that nobody kept."""
    shown = ShownResult(evaluation)
    return Report(
        name="quality-result",
        title=TITLE,
        sections=tuple(result_sections(shown)),
        style=style or Style(),
        made_at=made_at,
        citations=cited_by(shown),
        findings=evaluation.findings,
    )


class Reporting(Comparing):
    """This side of ``office.quality``."""

    def report(
        self,
        kept: QualityEvaluation | str,
        *,
        audience: Audience | str = Audience.INTERNAL,
        language: str | None = None,
        texts: "TextOverlay | None" = None,
    ) -> Report:
        """An evaluation that was kept, as a report to be written in any format (รายงานผลการประเมิน).

        The scores are those that were kept; where the framework makes others of the inputs today, a finding says so.

        Args:
            kept: the evaluation, or its id.
            audience: whom it is for; the public edition tells scores and judgements, not what they were counted from.
            language: of its text; by default the office's own.
            texts: full texts of requirements that the institution may show under its own licence; not in the public
                edition.

        Raises:
            NotFound: when there is none of that id.
            UnknownNodes: when a text is for a node that the framework has not.
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: when its framework is no longer there.
        """
        office, one = self._office, self.get(kept) if isinstance(kept, str) else kept
        evaluation, period = self.again(one), self.period_of(one)
        if texts is not None:
            evaluation = evaluation.framework.with_texts(texts).evaluate(evaluation.given)
        shown = ShownResult(evaluation, one)
        unit = office.organization.structure.named(one.unit, period.last)
        return Report(
            name="quality-result",
            title=TITLE,
            sections=tuple(result_sections(shown)),
            style=Style.of_profile(office.profile, language),
            audience=Audience(audience),
            period=title_of_year(office.profile, period),
            made_at=office.now(),
            facts=(
                Fact(_UNIT, unit),
                Fact(_STAGE, stage_title(one)),
                Fact(_VERSION, Text.of(en=str(one.version))),
            ),
            profile=office.profile.name,
            data_version=office.profile.data_version,
            citations=cited_by(shown),
            findings=(*self.check(one), *shown.evaluation.findings),
        )

    def comparison(
        self,
        kept: Iterable[QualityEvaluation],
        *,
        audience: Audience | str = Audience.INTERNAL,
        language: str | None = None,
    ) -> Report:
        """What :meth:`~orqa.office.quality.comparing.Comparing.compare` puts side by side, as a report.

        Raises:
            NotComparable, NothingKept: as there.
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: when a framework is no longer there.
        """
        office, compared = self._office, tuple(kept)
        over_years = len({one.unit for one in compared}) == 1
        tables = comparison_tables(self.compare(compared), over_years=over_years)
        return Report(
            name="quality-comparison",
            title=COMPARED,
            sections=(Section(tables),),
            style=Style.of_profile(office.profile, language),
            audience=Audience(audience),
            made_at=office.now(),
            profile=office.profile.name,
            data_version=office.profile.data_version,
        )
