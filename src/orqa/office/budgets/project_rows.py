"""One project of the action plan from the rows of a table (โครงการหนึ่งจากแถวในตาราง)."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import define, evolve, field

from orqa.base.amounts import AmountNotUnderstood, exact
from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Severity, has_errors
from orqa.base.language import Text, joined
from orqa.base.thai import search_key
from orqa.domain.budgets.action_plan import GOALS, Goal, Indicator, PlannedSum, Project, ProjectActivity, Serves
from orqa.domain.budgets.indicator_targets import read_target
from orqa.domain.budgets.plan_amounts import read_amount
from orqa.domain.budgets.plans import Amount
from orqa.domain.budgets.projects import check_project, contradictions
from orqa.office.budgets import project_findings as say
from orqa.office.budgets.project_reading import project_id
from orqa.office.tabular.findings import CELL_MISSING, CELL_NOT_UNDERSTOOD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from orqa.base.years import Year
    from orqa.domain.budgets.records import BudgetLine
    from orqa.office.office import Office
    from orqa.office.tabular.tables import TableRow

PLAIN: Final = ("title", "unit", "person", "strategy", "first", "last")
"""What a project has one of; a row that does not say it leaves it as a row above said it."""

_NUMBER = Text.of(en="a number such as 40, ≥ 3.51 or 80%", th="ตัวเลข เช่น 40 ≥ 3.51 หรือ ร้อยละ 80")
_AMOUNT = Text.of(en="an amount such as 1,234.50", th="จำนวนเงิน เช่น 1,234.50")
_SHOWN: Final = 60
_COLUMN_OF: Final = {"activities": "activity", "indicators": "target", "objectives": "objective", "sums": "amount"}
"""The column where a fault of a field of the record is told."""


@define
class ProjectRows:
    """The rows of one project, read together.

    Attributes:
        office: where it goes.
        year: its fiscal year.
        code: its code.
        lines: the lines of the budget of the year, by code.
        rows: its rows, in the order of the file.
        found: what is wrong with each, by its number.
    """

    office: "Office"
    year: "Year"
    code: str
    lines: "Mapping[str, BudgetLine]"
    rows: "list[TableRow]" = field(factory=list)
    found: dict[int, list[Finding]] = field(factory=dict)

    @property
    def id(self) -> str:
        """The id of the project."""
        return project_id(self.year.ce, self.code)

    def add(self, row: "TableRow") -> None:
        """Take a further row."""
        self.rows.append(row)
        self.found[row.number] = []

    def read(self) -> Project | None:
        """The project; None where something in its rows is wrong."""
        plain = {name: self._one(name) for name in PLAIN}
        unread = {one.field for row in self.rows for one in row.findings}
        for name in ("title", "unit"):
            if not plain[name] and name not in unread:
                self._say(self.rows[0], CELL_MISSING, name, title=self._title(name))
        first, last = plain["first"] or self.year.first, plain["last"] or self.year.last
        indicators = self._several(self._indicator, lambda one: one.title)
        activities = self._several(lambda row: self._activity(row, first, last), lambda one: one)
        sums = self._several(self._sum, lambda one: one.line)
        fields = {name: value or "" for name, value in plain.items()}
        project = Project(
            id=self.id,
            code=self.code,
            year=self.year.ce,
            **fields | {"title": plain["title"] or self.code, "first": first, "last": last},
            objectives=tuple(
                dict.fromkeys(part for row in self.rows for part in _parts(row.get("objective", ""), "\n"))
            ),
            indicators=tuple(evolve(one, id=str(number)) for number, (one, _) in enumerate(indicators, 1)),
            activities=tuple(evolve(one, id=str(number)) for number, (one, _) in enumerate(activities, 1)),
            sums=tuple(one for one, _ in sums),
            serves=tuple(dict.fromkeys(tie for row in self.rows for tie in self._serves(row))),
        )
        self._checked(project, [row for _, row in indicators], [row for _, row in activities])
        return None if self.is_wrong() else project

    def amount(self, row: "TableRow") -> Amount | Finding | None:
        """What a row plans to take of a line, as of :func:`~orqa.domain.budgets.plan_amounts.read_amount`."""
        text = row.get("amount", "")
        return read_amount(text, self._title("amount"), 0, self.office.budgets.currency()) if text else None

    def is_wrong(self) -> bool:
        """Whether something is wrong with a row."""
        return any(map(self.wrong, self.rows))

    def wrong(self, row: "TableRow") -> bool:
        """Whether something is wrong with one row."""
        return has_errors((*row.findings, *self.found[row.number]))

    def against(self, kept: Project, project: Project) -> None:
        """Say in what the project that is kept differs from what the rows say; what they leave out is as it is kept."""
        had, has = _told(kept), _told(project)
        said = {name for name in PLAIN if any(row.get(name) for row in self.rows)}
        said |= {name for name in ("objective", "indicator", "activity", "line", "serves") if has[name]}
        differs = [self._title(name) for name in has if name in said and had[name] != has[name]]
        if differs:
            self._say(self.rows[0], say.OTHERWISE, "code", code=self.code, differs=joined(differs, ", "))

    # ------------------------------------------------------------------ inside

    def _say(self, row: "TableRow", kind: FindingKind, name: str, **values: Any) -> None:
        self.found[row.number].append(kind.make(field=name, place=row.place, **values))

    def _title(self, name: str) -> Text:
        return self.office.profile.vocabulary("project-field")[name].title

    def _contradicts(self, row: "TableRow", name: str, first: object, second: object) -> None:
        shown = {"first": str(first)[:_SHOWN], "second": str(second)[:_SHOWN]}
        self._say(row, say.CONTRADICTS, name, code=self.code, title=self._title(name), **shown)

    def _one(self, name: str) -> Any:
        told = [(row, row.values[name]) for row in self.rows if row.get(name)]
        for row, value in told[1:]:
            if value != told[0][1]:
                self._contradicts(row, name, told[0][1], value)
        return told[0][1] if told else None

    def _several(self, read: Callable[[Any], Any], called: Callable[[Any], Any]) -> "list[tuple[Any, TableRow]]":
        """What rows say of one sort, each once; what is called the same is the same."""
        found: dict[Any, tuple[Any, TableRow]] = {}
        for row in self.rows:
            one = read(row)
            if one is None:
                continue
            before, _ = found.setdefault(called(one), (one, row))
            if before != one:
                name, (first, second) = _difference(before, one, self.office.budgets.money)
                self._contradicts(row, name, first, second)
        return list(found.values())

    def _indicator(self, row: "TableRow") -> Indicator | None:
        if not self._has(row, "indicator", "target", "goal", "scale"):
            return None
        target = self._number(row, "target", read_target)
        scale = self._number(row, "scale", _exact) if row.get("scale") else None
        goal = self._goal(row)
        if target is None:
            return None
        return Indicator(
            id="–",
            title=row.values["indicator"],
            target=target.value,
            unit=row.get("indicator_unit", "") or target.unit,
            scale=scale,
            adds=bool(row.get("adds")),
            goal=goal or target.goal or Goal.AT_LEAST.value,
        )

    def _goal(self, row: "TableRow") -> str:
        text = row.get("goal", "")
        if not text:
            return ""
        goals = {
            search_key(form): goal for goal, title in GOALS.items() for _, form in (*title.forms, ("", goal.value))
        }
        printed = read_target(f"{text} 1")
        goal = goals.get(search_key(text)) or (printed.goal if printed else "")
        if not goal:
            wanted = joined(list(GOALS.values()), ", ")
            self._say(row, CELL_NOT_UNDERSTOOD, "goal", title=self._title("goal"), value=text[:_SHOWN], wanted=wanted)
        return str(goal)

    def _activity(self, row: "TableRow", first: Any, last: Any) -> ProjectActivity | None:
        if not self._has(row, "activity", "activity_first", "activity_last"):
            return None
        days = {"first": row.get("activity_first") or first, "last": row.get("activity_last") or last}
        return ProjectActivity(id="–", title=row.values["activity"], **days)

    def _sum(self, row: "TableRow") -> PlannedSum | None:
        if not self._has(row, "line", "amount"):
            return None
        line, text, amount = self.lines.get(row.values["line"]), row.get("amount", ""), self.amount(row)
        if line is None:
            year = self.office.written_year(self.year.ce)
            self._say(row, say.NO_LINE, "line", year=year, line=repr(row.values["line"][:_SHOWN]))
        title = self._title("amount")
        if isinstance(amount, Finding):
            self.found[row.number].append(evolve(amount, field="amount", place=row.place))
        elif not text:
            self._say(row, CELL_MISSING, "amount", title=title)
        elif amount is None:
            self._say(row, CELL_NOT_UNDERSTOOD, "amount", title=title, value=text[:_SHOWN], wanted=_AMOUNT)
        elif line is not None:
            return PlannedSum(line=line.id, minor=amount.money.minor)
        return None

    def _serves(self, row: "TableRow") -> Iterator[Serves]:
        for part in _parts(row.get("serves", ""), ";"):
            name, _, node = part.replace(":", " ", 1).partition(" ")
            try:
                nodes = self.office.contributions.framework(name.strip()).nodes
            except OrqaError:  # there is no such framework
                nodes = {}
            if node.strip() in nodes:
                yield Serves(framework=name.strip(), node=node.strip())
            else:
                self._say(row, say.NO_FRAMEWORK, "serves", text=part[:_SHOWN])

    def _has(self, row: "TableRow", name: str, *others: str) -> bool:
        """Whether a row tells of something; what is told beside it is nothing without it."""
        if row.get(name):
            return True
        if any(row.get(other) for other in others):
            self._say(row, CELL_MISSING, name, title=self._title(name))
        return False

    def _number(self, row: "TableRow", name: str, read: Callable[[str], Any]) -> Any:
        text = row.get(name, "")
        value = read(text) if text else None
        if value is None:
            told = {"title": self._title(name)}
            if text:
                self._say(row, CELL_NOT_UNDERSTOOD, name, value=text[:_SHOWN], wanted=_NUMBER, **told)
            else:
                self._say(row, CELL_MISSING, name, **told)
        return value

    def _checked(self, project: Project, indicators: "Sequence[TableRow]", activities: "Sequence[TableRow]") -> None:
        """Say what contradicts itself where it stands, and what the project lacks for its approval."""
        bare = evolve(project, indicators=(), activities=())
        parts = [(self.rows[0], bare)]
        for row, measure in zip(indicators, project.indicators, strict=True):
            parts.append((row, evolve(bare, indicators=(evolve(measure, id=measure.title),))))
        for row, step in zip(activities, project.activities, strict=True):
            parts.append((row, evolve(bare, activities=(evolve(step, id=step.title),))))
        for row, part in parts:
            for one in contradictions(part):
                if part is bare or one.field != "last":
                    self._told(row, one, Severity.ERROR)
        for one in () if self.is_wrong() else check_project(project):
            if one.code.startswith("project-no-"):
                mild = Severity.INFO if one.severity is Severity.INFO else Severity.WARNING
                self._told(self.rows[0], one, mild)

    def _told(self, row: "TableRow", finding: Finding, severity: Severity) -> None:
        name = _COLUMN_OF.get(finding.field, finding.field)
        self.found[row.number].append(evolve(finding, severity=severity, field=name, place=row.place, record=None))


def _parts(text: str, between: str) -> list[str]:
    """What a cell lists."""
    parts = text.replace("\n", between).split(between)
    return [part.strip() for part in parts if part.strip()]


def _exact(text: str) -> Decimal | None:
    try:
        return exact(text)
    except AmountNotUnderstood:
        return None


def _difference(before: Any, one: Any, money: Callable[[int], Any]) -> tuple[str, tuple[object, object]]:
    """In which column two rows of the same thing differ, and what each says."""
    if isinstance(one, PlannedSum):
        return "amount", (money(before.minor).written(), money(one.minor).written())
    names = {"target": "target", "goal": "goal", "unit": "indicator_unit", "scale": "scale", "adds": "adds"}
    name = next(name for name in names if getattr(before, name) != getattr(one, name))
    return names[name], (getattr(before, name), getattr(one, name))


def _told(project: Project) -> dict[str, Any]:
    """What a file can say of a project, by column; not what came of it since, nor what its parts are called."""
    return {
        **{name: getattr(project, name) for name in PLAIN},
        "objective": project.objectives,
        "indicator": tuple(evolve(one, id="–", results=()) for one in project.indicators),
        "activity": tuple((one.title, one.first, one.last) for one in project.activities),
        "line": frozenset((one.line, one.minor) for one in project.sums),
        "serves": frozenset((one.framework, one.node) for one in project.serves),
    }
