"""The money of projects (งบประมาณของโครงการ): which spending case belongs to which project, each baht once; pure."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from orqa.domain.budgets.action_plan import Project
from orqa.domain.budgets.moves import Held
from orqa.domain.budgets.records import BudgetLine, SpendingCase
from orqa.domain.budgets.trees import Balance, LineTree


@frozen(kw_only=True)
class ProjectMoney:
    """The money of a project, in satang.

    Attributes:
        planned: what it is planned to take.
        granted: what stands on lines of its own, that is its budget after transfers; 0 where it shares its lines.
        reserved: held for approved requests.
        obligated: bound by orders and contracts.
        advanced: lent and not cleared.
        entrusted: given to others to spend on the office's behalf, not reported.
        paid: spent.
        lines: ids of the lines that name it, with those below them.
        cases: its spending cases, in the order of asking.
    """

    planned: int = 0
    granted: int = 0
    reserved: int = 0
    obligated: int = 0
    advanced: int = 0
    entrusted: int = 0
    paid: int = 0
    lines: tuple[str, ...] = ()
    cases: tuple[SpendingCase, ...] = field(default=(), repr=False)

    @property
    def used(self) -> int:
        """Reserved, obligated, advanced, entrusted and paid: each baht once."""
        return self.reserved + self.obligated + self.advanced + self.entrusted + self.paid


@frozen(kw_only=True)
class YearBook:
    """What a fiscal year's budget holds, as far as projects need it.

    Attributes:
        tree: its lines.
        balances: what stands on each line that holds money, by its id.
        cases: its spending cases.
        held: what each case holds, by its id.
    """

    tree: LineTree
    balances: Mapping[str, Balance]
    cases: tuple[SpendingCase, ...]
    held: Mapping[str, Held]


def owner_of(line: str, tree: LineTree) -> str:
    """The code of the project that a line is for: the one that it names, or the nearest line above; empty for none."""
    return next((one.project for one in tree.above(line) if one.project), "")


def moneys(projects: Iterable[Project], book: YearBook) -> dict[str, ProjectMoney]:
    """The money of projects of one year, by their ids.

    A case belongs to the first project among what it concerns, else to the project of the line that it was asked from:
    so no case is counted for two.
    """
    known = {project.id: project for project in projects}
    by_code = {project.code: project.id for project in known.values()}
    lines: dict[str, list[BudgetLine]] = {identity: [] for identity in known}
    for line in book.tree.lines.values():
        owner = by_code.get(owner_of(line.id, book.tree), "")
        if owner:
            lines[owner].append(line)
    cases: dict[str, list[SpendingCase]] = {identity: [] for identity in known}
    for case in book.cases:
        owner = _project_of(case) or by_code.get(owner_of(case.line, book.tree), "")
        if owner in cases:
            cases[owner].append(case)
    return {identity: _money(project, lines[identity], cases[identity], book) for identity, project in known.items()}


def _project_of(case: SpendingCase) -> str:
    return next((ref.id for ref in case.concerns if ref.kind == Project.kind), "")


def _money(project: Project, lines: list[BudgetLine], cases: list[SpendingCase], book: YearBook) -> ProjectMoney:
    holding = [book.balances.get(line.id, Balance()) for line in lines if line.holds_money]
    held = [book.held[case.id] for case in cases]
    return ProjectMoney(
        planned=sum(one.minor for one in project.sums),
        granted=sum(balance.total for balance in holding),
        reserved=sum(one.reserved for one in held),
        obligated=sum(one.obligated for one in held),
        advanced=sum(one.advanced for one in held),
        entrusted=sum(one.entrusted for one in held),
        paid=sum(one.paid for one in held),
        lines=tuple(line.id for line in lines),
        cases=tuple(cases),
    )
