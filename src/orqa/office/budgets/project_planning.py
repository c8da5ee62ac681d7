"""Projects are put into the yearly action plan, changed, approved, given up (การจัดทำแผนปฏิบัติราชการประจำปี)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.budgets.action_plan import (
    Indicator,
    Project,
    ProjectActivity,
    ProjectState,
)
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.projects import (
    moved_to,
    with_results,
)
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.office.budgets.project_reading import project_id
from orqa.office.budgets.project_writing import ProjectWriting

if TYPE_CHECKING:
    from orqa.base.years import Year
    from orqa.office.budgets.reading import Amount

KEEP: Final = "project.keep"
APPROVE: Final = "project.approve"
"""The actions, as the policy has them: keep the plan, enter approvals."""

ROUTE: Final = "budget.project"
"""The route by which a project is decided."""

_TWICE = Text.of(en="the action plan of the year has {code} already", th="แผนปฏิบัติราชการของปีนี้มีโครงการ {code} แล้ว")
_NOT_APPROVED = Text.of(
    en="the project was not approved yet; it waits for a decision along its route",
    th="โครงการยังไม่ได้รับอนุมัติ อยู่ระหว่างการพิจารณาตามลำดับ",
)
_NO_DOCUMENT = Text.of(
    en="name the paper: a project is approved, or changed after that, by a document or by a request along its route",
    th="โปรดระบุเลขที่เอกสาร การอนุมัติหรือปรับโครงการต้องมีเอกสารหรือคำขอตามลำดับการเสนอ",
)
_ASKED = Text.of(
    en="a request for it waits or is granted; withdraw it, or enter the approval, before the project is changed",
    th="มีคำขออนุมัติที่รอพิจารณาหรืออนุมัติแล้ว ให้ถอนคำขอหรือบันทึกการอนุมัติก่อนแก้ไขโครงการ",
)
_NOT_PLANNED = Text.of(en="only a project that is planned is asked for", th="เสนอขออนุมัติได้เฉพาะโครงการที่อยู่ในแผน")
_ENDED = Text.of(en="the project is closed or cancelled", th="โครงการปิดหรือยกเลิกแล้ว")
_NO_REASON = Text.of(en="say why the project is cancelled", th="โปรดระบุเหตุผลที่ยกเลิกโครงการ")

_GRANTED = {ApprovalState.PENDING, ApprovalState.APPROVED}
_OVER = {ProjectState.CLOSED.value, ProjectState.CANCELLED.value}


class ProjectPlanning(ProjectWriting):
    """This side of ``office.budgets.projects``: the plan."""

    def add(  # noqa: PLR0913 - what stands in the form of a project, by name
        self,
        code: str,
        title: str,
        year: "Year",
        *,
        unit: str,
        first: date,
        last: date,
        person: str = "",
        strategy: str = "",
        objectives: Iterable[str] = (),
        indicators: Iterable[Indicator] = (),
        activities: Iterable[ProjectActivity] = (),
        sums: "Iterable[tuple[str, Amount]]" = (),
        serves: Iterable[tuple[str, str]] = (),
        concerns: Iterable[RecordRef] = (),
        key: str | None = None,
    ) -> Project:
        """Put a project into the action plan of a fiscal year (เสนอโครงการเข้าแผน).

        Args:
            code: its code, unique in the year.
            title: what it is called.
            year: the fiscal year.
            unit: code of the unit that answers for it.
            first: the first day.
            last: the last day.
            person: id or staff number of whoever answers for it.
            strategy: the strategy or plan that it belongs to.
            objectives: what it is for.
            indicators: what it is measured by.
            activities: its steps; their units and people by code, id or staff number.
            sums: lines of the budget, by id or code, and how much is planned from each.
            serves: frameworks of quality assurance and their nodes that it is a plan for.
            concerns: letters, minutes, agreements that it goes back to.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such unit, person or line.
            UnknownContribution: when there is no such framework.
            BudgetRefused: when the year has the code already, or the project contradicts itself.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        project = self._sound(
            Project(
                id=project_id(year.ce, code),
                code=code,
                title=title,
                year=year.ce,
                unit=self._office.organization.unit(unit).id,
                person=self._person(person),
                strategy=strategy,
                objectives=tuple(objectives),
                first=first,
                last=last,
                indicators=tuple(indicators),
                activities=self._activities(activities),
                sums=self._sums(sums, year),
                serves=self._serves(serves),
                concerns=tuple(concerns),
            )
        )

        def make() -> Project:
            if self._known(project.id) is not None:
                raise BudgetRefused(_TWICE.fill(code=code))
            return project

        return self._written(KEEP, key, {"project": project}, project.id, make)

    def change(self, project: Project | str, *, document: str = "", key: str | None = None, **fields: Any) -> Project:
        """Change a project of the plan (ปรับแผน); what it was stays as an earlier version.

        Args:
            project: the project, its id, or its code this year.
            document: number of the paper; needed once the project is approved (ขออนุมัติปรับโครงการ).
            key: of the caller's choice: the same call with the same key is done once.
            fields: what changes, as of :meth:`add`: ``title``, ``person``, ``strategy``, ``objectives``, ``first``,
                ``last``, ``indicators``, ``activities``, ``sums``, ``serves``, ``concerns``. Results and what was done
                stay with the indicators and activities of the same id.

        Raises:
            NotFound, UnknownContribution: as of :meth:`add`.
            BudgetRefused: when it contradicts itself, an indicator with results is left out, a request for it waits,
                the paper is missing, or the project has ended.
            TypeError: when there is no such field, or it is none that changes.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known = self.get(project)
        told = {name: self._read(name, value, known) for name, value in fields.items()}

        def make() -> Project:
            now = self._changeable(self.get(known.id), document)
            changed = evolve(now, **told, document=document or now.document)
            return self._sound(with_results(now, changed))

        return self._written(KEEP, key, {"change": known.id, "document": document, **told}, known.id, make)

    def submit(self, project: Project | str, *, unit: str = "", key: str | None = None) -> Approval:
        """Ask for approval along the route ``budget.project`` (เสนอขออนุมัติโครงการ).

        Args:
            project: the project, its id, or its code this year.
            unit: code of the unit that asks; by default the project's own.
            key: of the caller's choice: the same call with the same key asks once.

        Raises:
            BudgetRefused: when it is not ready: findings of ``check`` are errors, or it is not planned.
            RouteUnknown, NoApprover: as of :meth:`orqa.office.approvals.Approvals.submit`.
        """
        known = self.get(project)
        if known.state != ProjectState.PLANNED.value:
            raise BudgetRefused(_NOT_PLANNED)
        self._ready(known)
        amount = self._office.budgets.money(sum(one.minor for one in known.sums))
        return self._office.approvals.submit(
            known, ROUTE, unit=unit or known.unit, title=known.title, amount=amount, key=key
        )

    def approve(
        self, project: Project | str, *, document: str = "", on: date | None = None, key: str | None = None
    ) -> Project:
        """Enter that a project was approved (อนุมัติโครงการ): along its route, or on paper.

        Args:
            project: the project, its id, or its code this year.
            document: number of the paper; needed where no request was made here.
            on: the day; by default today.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            BudgetRefused: when it is not ready, its request waits or was refused, or there is no paper.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known, day = self.get(project), on or self._office.today()

        def make() -> Project:
            now = moved_to(self.get(known.id), ProjectState.APPROVED)
            self._ready(now)
            request = self._request(now)
            if request is not None and request.state is not ApprovalState.APPROVED:
                raise BudgetRefused(_NOT_APPROVED)
            if request is None and not document.strip():
                raise BudgetRefused(_NO_DOCUMENT)
            return evolve(now, approved_on=day, document=document or now.document)

        return self._written(APPROVE, key, {"approve": known.id, "document": document, "on": on}, known.id, make)

    def cancel(self, project: Project | str, reason: str, *, key: str | None = None) -> Project:
        """Give a project up (ยกเลิกโครงการ); its money stays where it is until its cases are released.

        Raises:
            BudgetRefused: without a reason, or when it has ended.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known = self.get(project)
        if not reason.strip():
            raise BudgetRefused(_NO_REASON)
        asked = {"cancel": known.id, "reason": reason}
        return self._written(
            APPROVE,
            key,
            asked,
            known.id,
            lambda: evolve(moved_to(self.get(known.id), ProjectState.CANCELLED), reason=reason.strip()),
        )

    # ------------------------------------------------------------------ inside

    def _changeable(self, project: Project, document: str) -> Project:
        if project.state in _OVER:
            raise BudgetRefused(_ENDED)
        request = self._request(project)
        if project.state == ProjectState.PLANNED.value:
            if request is not None and request.state in _GRANTED:
                raise BudgetRefused(_ASKED)
        elif not document.strip():
            raise BudgetRefused(_NO_DOCUMENT)
        return project

    def _read(self, name: str, value: Any, project: Project) -> Any:
        """A field that changes, as it is kept."""
        if name in _PLAIN:
            return value
        if name in _TUPLES:
            return tuple(value)
        match name:
            case "person":
                return self._person(value)
            case "activities":
                return self._activities(value)
            case "serves":
                return self._serves(value)
            case "sums":
                return self._sums(value, self._year(project))
        raise TypeError(f"a project does not change by {name!r}")


_PLAIN: Final = frozenset({"title", "strategy", "first", "last"})
_TUPLES: Final = frozenset({"objectives", "indicators", "concerns"})
