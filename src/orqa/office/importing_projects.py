"""Taking in projects of the yearly action plan: the rows of one code are one project (โครงการตามแผนปฏิบัติราชการ)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.domain.budgets.plans import Amount
from orqa.office.budgets import project_findings as say
from orqa.office.budgets.project_rows import ProjectRows
from orqa.office.errors import NotFound
from orqa.office.importing_budgets import fiscal_year_of, unit_called
from orqa.office.tabular.findings import CELL_MISSING, CELL_TOO_LONG
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Take, Taken

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.base.years import Year
    from orqa.domain.budgets.action_plan import Project
    from orqa.domain.budgets.records import BudgetLine
    from orqa.office.office import Office
    from orqa.rules.views import Reading
    from orqa.storage.protocol import Receipt

TABLE = ColumnTable(
    name="projects",
    title=Text.of(en="projects of the action plan", th="โครงการตามแผนปฏิบัติราชการ"),
    vocabulary="project-field",
    fields=(
        Field("code"),
        Field("title"),
        Field("year", FieldType.INTEGER),
        Field("unit", FieldType.REFERENCE, kind="unit"),
        Field("person", FieldType.REFERENCE, kind="person"),
        Field("strategy"),
        Field("objective"),
        Field("first", FieldType.DATE),
        Field("last", FieldType.DATE),
        Field("indicator"),
        Field("goal"),
        Field("target"),
        Field("indicator_unit"),
        Field("scale"),
        Field("adds", FieldType.BOOLEAN),
        Field("activity"),
        Field("activity_first", FieldType.DATE),
        Field("activity_last", FieldType.DATE),
        Field("line"),
        Field("amount", FieldType.MONEY, raw=True),
        Field("serves"),
    ),
    action="project.import",
    required=lambda _reading: ("code", "title"),
)
"""The columns of a file of projects: what there is several of, as indicators, stands in rows below one another."""

LONGEST_CODE: Final = 32
"""Longest code of a project, in characters: it is part of the names of its files."""


class TakeProjects(Take):
    """Takes each project in as a whole or not at all; one that is kept as the file says is known."""

    together = True
    looks_again = True

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._known: set[Any] = set()
        self._lines: dict[int, dict[str, BudgetLine]] = {}
        self._of_row: dict[int, ProjectRows] = {}
        self._made: dict[Any, Project] = {}
        self._taken: list[Project] = []

    def resolve(self, kind: str, text: str) -> str | None:
        """A unit by its code, or the code that stands on its letters; a person by their number."""
        if kind == "unit":
            return unit_called(self.office, text)
        person = self.office.organization.structure.person(text)
        return person.id if person else None

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Put the rows of each project together, and decide about it."""
        del at, reading
        projects, alone = self._parted(rows)
        taken = {number: Taken(findings=tuple(found)) for number, found in alone.items()}
        for one in projects:
            self._of_row |= {row.number: one for row in one.rows}
            taken |= self._decided(one)
        return [taken[row.number] for row in rows]

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Rows of projects that are kept as they say."""
        return {key: key for key in keys if key in self._known}

    def shown(self, row: TableRow, taken: Taken) -> Mapping[str, Any]:
        """The amount as money."""
        del taken
        rows = self._of_row.get(row.number)
        amount = rows.amount(row) if rows else None
        return {**row.values, **({"amount": amount.money} if isinstance(amount, Amount) else {})}

    def saved(self, new: Sequence[Taken], receipt: "Receipt") -> None:
        """Remember which projects were taken in."""
        del receipt
        self._taken += [self._made[one.key] for one in new if one.records]

    def ended(self, place: Place) -> Iterator[Finding]:
        """How many projects of each year were taken in, with what money."""
        for ce in sorted({one.year for one in self._taken}):
            mine = [one for one in self._taken if one.year == ce]
            amount = self.office.budgets.money(sum(part.minor for one in mine for part in one.sums)).written()
            year = self.office.written_year(ce)
            yield say.TAKEN_IN.make(place=place, year=year, count=len(mine), amount=amount)

    # ------------------------------------------------------------------ inside

    def _parted(self, rows: Sequence[TableRow]) -> tuple[list[ProjectRows], dict[int, list[Finding]]]:
        """The rows of each project, and what is wrong with rows that belong to none."""
        projects: dict[tuple[int, str], ProjectRows] = {}
        alone: dict[int, list[Finding]] = {}
        years: dict[str, Year] = {}
        above: ProjectRows | None = None
        for row in rows:
            found: list[Finding] = []
            code = row.get("code", "")
            if not code and above is not None:
                above.add(row)
                continue
            title = self.office.profile.vocabulary(TABLE.vocabulary)["code"].title
            if not code:
                found.append(CELL_MISSING.make(field="code", title=title))
            elif len(code) > LONGEST_CODE:
                found.append(CELL_TOO_LONG.make(field="code", title=title, length=len(code), limit=LONGEST_CODE))
            year = fiscal_year_of(self.office, row, found)
            if found or year is None:
                alone[row.number] = [evolve(one, place=row.place) for one in found]
                continue
            if row.get("year"):
                years[code] = year  # further rows of the project need not say it
            year = years.get(code, year)
            above = projects.setdefault((year.ce, code), self._rows(year, code))
            above.add(row)
        return list(projects.values()), alone

    def _rows(self, year: "Year", code: str) -> ProjectRows:
        if year.ce not in self._lines:
            self._lines[year.ce] = {line.code: line for line in self.office.budgets.lines(year)}
        return ProjectRows(self.office, year, code, self._lines[year.ce])

    def _decided(self, rows: ProjectRows) -> dict[int, Taken]:
        project = rows.read()
        kept: Project | None = None
        with suppress(NotFound):
            kept = self.office.budgets.projects.get(rows.id)
        if project is not None and kept is not None:
            rows.against(kept, project)
        if project is None or rows.is_wrong():
            return self._refused(rows)
        taken = {}
        for row in rows.rows:
            key = (project.id, row.number)
            if kept is not None:
                self._known.add(key)
            self._made[key] = project
            records = (project,) if row is rows.rows[0] and kept is None else ()
            taken[row.number] = Taken(records, key, tuple(rows.found[row.number]))
        return taken

    def _refused(self, rows: ProjectRows) -> dict[int, Taken]:
        """No row of it: those that are right say which is not."""
        wrong = [row for row in rows.rows if rows.wrong(row)]
        taken = {}
        for row in rows.rows:
            found = rows.found[row.number]
            if row not in wrong:
                found = [
                    *found,
                    say.HELD_BACK.make(field="code", place=row.place, code=rows.code, where=wrong[0].place),
                ]
            taken[row.number] = Taken(findings=tuple(found))
        return taken


PROJECTS = ImportKind(TABLE, TakeProjects)
"""Projects of the yearly action plan."""
