"""How projects of the action plan are written: what was given is looked up, then kept or refused (การบันทึกโครงการ)."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from attrs import evolve

from orqa.base.findings import has_errors, reasons
from orqa.base.language import Text
from orqa.domain.budgets.action_plan import PlannedSum, Project, ProjectActivity, Serves
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.projects import check_project, contradictions
from orqa.domain.organization.approvals import Approval
from orqa.office.budgets.project_reading import ProjectReading
from orqa.office.service import Asked
from orqa.office.turns import unless_changed

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.office.budgets.reading import Amount
    from orqa.office.recorder import Save

_MEANWHILE = Text.of(
    en="the project was changed at the same moment; look again", th="มีการแก้ไขโครงการพร้อมกัน โปรดตรวจสอบอีกครั้ง"
)
_NO_NODE = Text.of(en="{framework} has no node {node}", th="{framework} ไม่มีรายการ {node}")


class ProjectWriting(ProjectReading):
    """What the acts on projects stand on."""

    def _written(
        self, action: str, key: str | None, asked: dict[str, Any], identity: str, make: Callable[[], Project]
    ) -> Project:
        def write(save: "Save") -> Project:
            made = make()
            with unless_changed(Project.kind, BudgetRefused(_MEANWHILE)):
                save(action, self._office.now(), [made])
            return evolve(made, version=made.version + 1)

        return self._recorder.once(key, action, Asked(asked), write, lambda _made: self.get(identity))

    def _request(self, project: Project) -> Approval | None:
        """The latest request for a project, without those that were taken back."""
        return self._office.approvals.latest(project, withdrawn=False)

    def _ready(self, project: Project) -> None:
        findings = check_project(project)
        if has_errors(findings):
            raise BudgetRefused(reasons(findings))

    def _sound(self, project: Project) -> Project:
        findings = tuple(contradictions(project))
        if has_errors(findings):
            raise BudgetRefused(reasons(findings))
        return project

    def _year(self, project: Project) -> "Year":
        return self._office.year("fiscal", self._office.written_year(project.year))

    def _person(self, person: str) -> str:
        return self._office.organization.person(person).id if person else ""

    def _activities(self, activities: Iterable[ProjectActivity]) -> tuple[ProjectActivity, ...]:
        units = self._office.organization
        return tuple(
            evolve(one, unit=units.unit(one.unit).id if one.unit else "", person=self._person(one.person))
            for one in activities
        )

    def _sums(self, sums: "Iterable[tuple[str, Amount]]", year: "Year") -> tuple[PlannedSum, ...]:
        budgets = self._office.budgets
        return tuple(PlannedSum(line=budgets.line(line, year).id, minor=budgets.minor(much)) for line, much in sums)

    def _serves(self, serves: Iterable[tuple[str, str]]) -> tuple[Serves, ...]:
        found = []
        for framework, node in serves:
            if node not in self._office.contributions.framework(framework).nodes:
                raise BudgetRefused(_NO_NODE.fill(framework=framework, node=repr(node[:60])))
            found.append(Serves(framework=framework, node=node))
        return tuple(found)
