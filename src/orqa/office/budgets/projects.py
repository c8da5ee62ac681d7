"""Projects of the action plan are carried out, measured and closed (การดำเนินโครงการและรายงานผล)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import evolve

from orqa.base.amounts import exact
from orqa.base.refs import RecordRef
from orqa.domain.budgets.action_plan import ClosingReport, Project, Result
from orqa.domain.budgets.projects import activity_of, carried_out, closed, measured
from orqa.office.budgets.project_planning import ProjectPlanning

REPORT: Final = "project.report"
"""The action, as the policy has it: report what was done."""


class Projects(ProjectPlanning):
    """Keep the action plan and what comes of it; reached as ``office.budgets.projects``.

    Projects are open to everybody in the office, as evaluations of quality are. Who may keep them, the policy says.
    """

    def result(  # noqa: PLR0913 - what is told of a result, by name
        self,
        project: Project | str,
        indicator: str,
        value: Decimal | int | str,
        *,
        on: date | None = None,
        note: str = "",
        evidence: Iterable[RecordRef] = (),
        key: str | None = None,
    ) -> Project:
        """Enter what was measured of an indicator (บันทึกผลตัวชี้วัด); an approved project runs from then on.

        Args:
            project: the project, its id, or its code this year.
            indicator: id of the indicator.
            value: what was measured; never a float.
            on: the day that it holds for; by default today.
            note: what a reader should know.
            evidence: records that show it.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            BudgetRefused: when there is no such indicator, the value is none of its scale, or the project is not open.
            AmountNotUnderstood, FloatRefused: when the value is no exact number.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known = self.get(project)
        found = Result(on=on or self._office.today(), value=exact(value), note=note, evidence=tuple(evidence))
        asked: dict[str, Any] = {"result": known.id, "indicator": indicator, "value": found.value, "on": on}
        asked |= {"note": note, "evidence": found.evidence}
        return self._written(REPORT, key, asked, known.id, lambda: measured(self.get(known.id), indicator, found))

    def done(  # noqa: PLR0913 - what is told of an activity, by name
        self,
        project: Project | str,
        activity: str,
        *,
        on: date | None = None,
        note: str = "",
        evidence: Iterable[RecordRef] = (),
        key: str | None = None,
    ) -> Project:
        """Enter that an activity was carried out (ดำเนินกิจกรรมแล้ว); arguments and errors as of :meth:`result`.

        Raises:
            BudgetRefused: when there is no such activity, it was done before, or the project is not open.
        """
        known, day, shown = self.get(project), on or self._office.today(), tuple(evidence)

        def make() -> Project:
            now = self.get(known.id)
            planned = activity_of(now, activity)
            told = evolve(planned, note=note or planned.note, evidence=(*planned.evidence, *shown))
            return carried_out(now, told, day)

        asked = {"done": known.id, "activity": activity, "on": on, "note": note, "evidence": shown}
        return self._written(REPORT, key, asked, known.id, make)

    def close(  # noqa: PLR0913 - what stands in a closing report, by name
        self,
        project: Project | str,
        summary: str,
        *,
        problems: str = "",
        proposals: str = "",
        document: str = "",
        on: date | None = None,
        evidence: Iterable[RecordRef] = (),
        key: str | None = None,
    ) -> Project:
        """Close a project with its report (รายงานปิดโครงการ).

        Args:
            project: the project, its id, or its code this year.
            summary: what came of it.
            problems: what stood in the way.
            proposals: what the next round should do otherwise.
            document: number of the paper.
            on: the day of the report; by default today.
            evidence: records that show it.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            BudgetRefused: when an indicator has no result, the summary is empty, or the project is not open.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known = self.get(project)
        report = ClosingReport(
            on=on or self._office.today(),
            summary=summary,
            problems=problems,
            proposals=proposals,
            document=document,
            evidence=tuple(evidence),
        )
        asked: dict[str, Any] = {"close": known.id, "summary": summary, "problems": problems, "on": on}
        asked |= {"proposals": proposals, "document": document, "evidence": report.evidence}
        return self._written(REPORT, key, asked, known.id, lambda: closed(self.get(known.id), report))
