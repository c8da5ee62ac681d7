"""Projects of the action plan are read: with their money, their evidence, what is overdue (การติดตามโครงการ)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, cast

from attrs import frozen

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.years import Year
from orqa.domain.budgets.action_plan import Project, ProjectActivity
from orqa.domain.budgets.project_money import ProjectMoney, YearBook, moneys
from orqa.domain.budgets.projects import check_project, overdue
from orqa.domain.budgets.records import BudgetLine, SpendingCase
from orqa.domain.budgets.trees import LineTree
from orqa.office.access import UNNAMED
from orqa.office.budgets.cells import balance_in, held_in, line_prefix
from orqa.office.budgets.lines import line_id
from orqa.office.errors import NotFound, PeriodNeeded
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.storage.query import Query, between, equal

if TYPE_CHECKING:
    from orqa.reporting.audience import Audience
    from orqa.reporting.model import Report
    from orqa.reporting.tables import Table

_PROJECT = Text.of(en="the project", th="โครงการ")


@frozen(kw_only=True)
class Overdue:
    """An activity that should have been done.

    Attributes:
        project: whose.
        activity: the activity.
        days: how many calendar days ago its last day was.
    """

    project: Project
    activity: ProjectActivity
    days: int


class ProjectReading(Service):
    """This side of ``office.budgets.projects``: asking."""

    def get(self, project: Project | str, year: Year | None = None) -> Project:
        """A project by its id, or by its code in a year.

        Args:
            project: the project, its id, or its code.
            year: the fiscal year of a code; by default the one that today is in.

        Raises:
            NotFound: when there is none.
        """
        identity = project.id if isinstance(project, Project) else project
        ce = (year or self._office.year("fiscal")).ce
        for wanted in (identity, project_id(ce, identity)):
            if (known := self._known(wanted)) is not None:
                return known
        raise NotFound(_PROJECT, identity)

    def list(self, period: Year, *, unit: str = "", state: str = "", strategy: str = "") -> tuple[Project, ...]:
        """The projects of a year in the order of their codes; each argument that is given narrows them.

        Args:
            period: a fiscal year, whose action plan it is; of another kind of year, the projects that run in it.
            unit: code of the unit that answers for them.
            state: see :class:`~orqa.domain.budgets.action_plan.ProjectState`.
            strategy: the strategy that they belong to.

        Raises:
            PeriodNeeded: for anything but a year of a kind.
        """
        query = _of_period(period)
        for name, value in (("unit", unit), ("state", state), ("strategy", strategy)):
            if value:
                query &= equal(name, value)
        with self._office.reading() as reader:
            found = every(self._office, reader, Project, query, ("year", "code"))
            return tuple(one for one in found if period.kind == "fiscal" or one.last >= period.first)

    def check(self, project: Project | str) -> tuple[Finding, ...]:
        """What is wrong with a project as a plan: with an error it is not approved.

        Raises:
            NotFound: when there is none.
        """
        return check_project(self.get(project))

    def money(self, project: Project | str) -> ProjectMoney:
        """The money of a project: what it is planned to take, and where its money stands.

        It is that of the spending cases that concern it, or were asked from lines that name it as their ``project``.

        Raises:
            NotFound: when there is none.
        """
        known = self.get(project)
        return self.moneys((known,))[known.id]

    def moneys(self, projects: Iterable[Project]) -> dict[str, ProjectMoney]:
        """The money of several projects, by their ids; see :meth:`money`."""
        by_year: dict[int, dict[str, Project]] = {}
        for one in projects:
            by_year.setdefault(one.year, {})[one.id] = one
        found: dict[str, ProjectMoney] = {}
        for year, wanted in by_year.items():
            book, everyone = self._book(year)
            found |= {name: one for name, one in moneys(everyone, book).items() if name in wanted}
        return found

    def overdue(self, on: date | None = None) -> tuple[Overdue, ...]:
        """Activities that should have been done before a day, of projects that are open; the oldest first.

        Args:
            on: the day; by default today.
        """
        day = on or self._office.today()
        late = [Overdue(project=p, activity=a, days=(day - a.last).days) for p in self._all() for a in overdue(p, day)]
        return tuple(sorted(late, key=lambda one: (one.activity.last, one.project.code, one.activity.id)))

    def serving(self, framework: str, node: str = "", period: Year | None = None) -> tuple[Project, ...]:
        """The projects that are the plan for a framework of quality assurance, or for one of its nodes.

        Args:
            framework: id of the framework.
            node: id of a node; by default of any.
            period: only those of a year; see :meth:`list`.

        Raises:
            PeriodNeeded: for a period that is no year of a kind.
        """
        projects = self._all() if period is None else self.list(period)
        return tuple(
            one for one in projects if any(tie.framework == framework and node in {"", tie.node} for tie in one.serves)
        )

    def evidence(self, project: Project | str) -> tuple[RecordRef, ...]:
        """The records that show what was planned and done, each once, as evidence for quality assurance.

        The project itself comes first, then what it goes back to, the requests for its approval, and what was named
        with activities, results and the closing report, and the files that lie with it.

        Raises:
            NotFound: when there is none.
        """
        known = self.get(project)
        found = [known.ref, *known.concerns, *(one.ref for one in self._office.approvals.of(known.ref))]
        found += (ref for activity in known.activities for ref in activity.evidence)
        found += (ref for one in known.indicators for result in one.results for ref in result.evidence)
        found += known.report.evidence if known.report else ()
        found += (one.ref for one in self._office.budgets.files.of(known.ref))
        return tuple(dict.fromkeys(found))

    def table(self, period: Year, *, unit: str = "", state: str = "", framework: str = "", node: str = "") -> "Table":
        """What :meth:`list` finds, with money, as a table (ทะเบียนโครงการ).

        Args:
            period: as of :meth:`list`.
            unit: as of :meth:`list`.
            state: as of :meth:`list`.
            framework: only the projects that are the plan for this framework; see :meth:`serving`.
            node: only those for this node of it.

        Raises:
            PeriodNeeded: for anything but a year of a kind.
        """
        from orqa.office.budgets.project_tables import project_table

        projects = self.list(period, unit=unit, state=state)
        if framework:
            wanted = {one.id for one in self.serving(framework, node, period)}
            projects = tuple(one for one in projects if one.id in wanted)
        return project_table(self._office, projects, self.moneys(projects))

    def report(self, period: Year, *, audience: "Audience | str" = "internal", language: str | None = None) -> "Report":
        """The action plan of a year as a report: plan and actual of indicators and money (รายงานผลตามแผนปฏิบัติราชการ).

        Raises:
            PeriodNeeded: for anything but a year of a kind.
        """
        from orqa.office.budgets.plan_report import plan_report
        from orqa.reporting.audience import Audience

        return plan_report(self._office, period, Audience(audience), language)

    # ------------------------------------------------------------------ inside

    def _known(self, identity: str) -> Project | None:
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(Project.kind, identity)])
        return None if stored is None else cast("Project", self._office.codec.decode(stored))

    def _all(self) -> tuple[Project, ...]:
        with self._office.reading() as reader:
            return tuple(every(self._office, reader, Project, Query(), ("year", "code")))

    def _book(self, year: int) -> tuple[YearBook, tuple[Project, ...]]:
        """The budget of a year and all its projects, in one snapshot."""
        office, query = self._office, equal("year", year)
        with office.store.read(UNNAMED) as reader:  # amounts alone are told of the cases, and all count
            lines = tuple(every(office, reader, BudgetLine, query))
            cases = tuple(every(office, reader, SpendingCase, query))
            projects = tuple(every(office, reader, Project, query))
            standing, holding = reader.cells(line_prefix()), reader.cells("budget-case/")
        balances = {line.id: balance_in(standing, line.id) for line in lines if line.holds_money}
        held = {case.id: held_in(holding, case.id) for case in cases}
        return YearBook(tree=LineTree(lines), balances=balances, cases=cases, held=held), projects


def project_id(year: int, code: str) -> str:
    """The id of the project of a year and code: there is one."""
    return line_id(year, code)


def _of_period(period: object) -> Query:
    """The projects of a fiscal year, or those that have begun by the end of another kind of year.

    Raises:
        PeriodNeeded: for anything but a year of a kind.
    """
    if not isinstance(period, Year) or not period.kind:
        raise PeriodNeeded(period)
    if period.kind == "fiscal":
        return equal("year", period.ce)
    return between("first", None, f"{period.last.isoformat()}~")
