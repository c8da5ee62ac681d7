"""Studies abroad are read with what other areas keep of them (ข้อมูลการไปศึกษาต่อต่างประเทศ)."""

from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.attendance.bonds import Bond, Standing, decide_reports_due, decide_return_by, standing
from orqa.domain.partnerships.study_cases import (
    StudyAction,
    StudyCase,
    StudyRefused,
    StudyState,
    allowed,
    missing,
    study_state,
)
from orqa.office.kept_records import KeptRecords
from orqa.office.paging import every
from orqa.storage.query import Query, equal

if TYPE_CHECKING:
    from orqa.base.citations import Citation
    from orqa.base.records import Record
    from orqa.domain.organization.approvals import Approval
    from orqa.reporting.tables import Table

R = TypeVar("R", bound="Record")

ROUTE: Final = "study.abroad"
EXTENSION_ROUTE: Final = "study.extension"
"""The routes of a case, and of a longer leave."""

BEFORE: Final = "study.before_departure"

CASE = Text.of(en="the study abroad", th="เรื่องการไปศึกษาต่อ")
_REPORT = Text.of(en="a report on the study", th="รายงานผลการศึกษา")
_RETURN = Text.of(en="reporting back to duty", th="การรายงานตัวกลับเข้าปฏิบัติราชการ")
_STATE = Text.of(en="there is no state {state!r}; choose one of: {known}", th="ไม่มีสถานะ {state!r} ให้เลือกจาก: {known}")
_LEAVING = Text.of(en="leaving, as planned", th="การเดินทางตามแผน")


@frozen(kw_only=True)
class Overdue:
    """Something of a case whose last day has passed.

    Attributes:
        day: the last day.
        title: what it is.
        citations: the rules that say so.
    """

    day: date
    title: Text
    citations: "tuple[Citation, ...]" = ()


@frozen(kw_only=True)
class StudyStanding:
    """How a case stands on a day, with what other areas keep of it, as far as whoever asks may see that.

    Attributes:
        case: the case.
        on: the day.
        state: where it stands.
        allowed: what may be done with it now.
        missing: what must be there before leaving and is not.
        approval: the last request for its approval; None before.
        bond: the contract; None where there is none, or it may not be seen.
        service: days of service owed, served and left; None without a bond.
        overdue: what is late.
    """

    case: StudyCase
    on: date
    state: StudyState
    allowed: tuple[StudyAction, ...]
    missing: tuple[str, ...]
    approval: "Approval | None"
    bond: Bond | None
    service: Standing | None
    overdue: tuple[Overdue, ...]


class StudyReading(KeptRecords):
    """Read studies abroad; a part of ``office.partnerships.study_cases``."""

    def get(self, identity: str) -> StudyCase:
        """The case of an id.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        return self._one(StudyCase, identity, CASE)

    def list(self, person: str = "", *, unit: str = "", state: StudyState | str = "") -> tuple[StudyCase, ...]:
        """Cases that may be seen, by their first days (ทะเบียนผู้ไปศึกษาต่อต่างประเทศ).

        Args:
            person: only those of one, by id or staff number.
            unit: only those of a unit.
            state: only those that stand there today.

        Raises:
            NotFound: when there is no such person.
            StudyRefused: when there is no such state.
        """
        query = Query()
        if person:
            query &= equal("person", self._office.organization.person(person).id)
        if unit:
            query &= equal("unit", unit)
        with self._office.reading(personal=True) as reader:
            found = tuple(every(self._office, reader, StudyCase, query, ("first",)))
        if not state:
            return found
        if state not in set(StudyState):
            raise StudyRefused(_STATE.fill(state=str(state), known=", ".join(StudyState)))
        wanted = StudyState(state)
        return tuple(one for one in found if self._stands(one)[2] is wanted)

    def state(self, case: StudyCase | str) -> StudyState:
        """Where a case stands now.

        Raises:
            NotFound: as of :meth:`get`.
        """
        return self._stands(self._of(case))[2]

    def show(self, case: StudyCase | str, on: date | None = None) -> StudyStanding:
        """How a case stands at the end of a day, by default today: what is allowed, missing, owed and overdue.

        Raises:
            NotFound: as of :meth:`get`.
        """
        return self._shown(self._of(case), on or self._office.today())

    def overdue(self, on: date | None = None) -> tuple[tuple[StudyCase, Overdue], ...]:
        """What of all cases is late on a day, by default today, the latest first (รายการที่เกินกำหนด)."""
        day = on or self._office.today()
        found = [(one, late) for one in self.list() for late in self._shown(one, day).overdue]
        return tuple(sorted(found, key=lambda pair: pair[1].day))

    def table(self, person: str = "", *, unit: str = "", on: date | None = None) -> "Table":
        """Cases as they stand on a day, by default today, with the service owed (ทะเบียนผู้ไปศึกษาต่อ).

        How many more there are that whoever acts may not see is told, unless those of one person are asked for.

        Raises:
            NotFound: as of :meth:`list`.
        """
        from orqa.office.partnerships.study_tables import study_table

        day = on or self._office.today()
        table = study_table(self._office, [self._shown(one, day) for one in self.list(person, unit=unit)])
        query = equal("unit", unit) if unit else Query()
        return table if person else self._with_left_out(table, StudyCase, query)

    def timeline(self, case: StudyCase | str, on: date | None = None) -> "Table":
        """All that happened and is to come, by day, with the record that says so (ลำดับเหตุการณ์).

        What belongs to another area is there as far as whoever asks may see it.

        Raises:
            NotFound: as of :meth:`get`.
        """
        from orqa.office.partnerships.study_timeline import timeline

        return timeline(self._office, self.show(case, on))

    def service(self, case: StudyCase | str, days: "tuple[date, ...]" = ()) -> tuple[Standing, ...]:
        """Days of service owed, served and left on days, by default today and the day that serves the last one.

        They are those of the bond ledger (สัญญาชดใช้ทุน); empty without a bond, or where it may not be seen.

        Raises:
            NotFound: as of :meth:`get`.
        """
        bond = self._bond(self._of(case))
        if bond is None:
            return ()
        today = self._office.today()
        asked = days or tuple(filter(None, (today, standing(bond, today).served_by)))
        return tuple(standing(bond, day) for day in dict.fromkeys(asked))

    # ------------------------------------------------------------------ inside

    def _shown(self, known: StudyCase, day: date) -> StudyStanding:
        approval, bond, state = self._stands(known)
        before = state in {StudyState.APPLIED, StudyState.PENDING, StudyState.RETURNED, StudyState.APPROVED}
        return StudyStanding(
            case=known,
            on=day,
            state=state,
            allowed=allowed(state),
            missing=self._missing(known, approval) if before else (),
            approval=approval,
            bond=bond,
            service=standing(bond, day) if bond else None,
            overdue=self._overdue(known, state, bond, day),
        )

    def _of(self, case: StudyCase | str) -> StudyCase:
        """The case as it is now, whatever version the caller holds."""
        return self.get(case if isinstance(case, str) else case.id)

    def _stands(self, case: StudyCase) -> "tuple[Approval | None, Bond | None, StudyState]":
        """The last request of a case, its bond, and where it stands by them."""
        approval, bond = self._approval(case), self._bond(case)
        return approval, bond, study_state(case, approval.state if approval else None, bond.returned if bond else None)

    def _bond(self, case: StudyCase) -> Bond | None:
        return self._one_or_none(Bond, case.bond.id) if case.bond else None

    def _approval(self, case: StudyCase, route: str = ROUTE) -> "Approval | None":
        """The last request of a case on a route."""
        return self._office.approvals.latest(case, route)

    def _missing(self, case: StudyCase, approval: "Approval | None") -> tuple[str, ...]:
        wanted = tuple(self._office.rules(case.first).reading().value(BEFORE))
        return missing(case, wanted, approval.state if approval else None)

    def _overdue(self, case: StudyCase, state: StudyState, bond: Bond | None, on: date) -> tuple[Overdue, ...]:
        found = []
        if state is StudyState.AWAY and bond is not None:
            due = decide_reports_due(self._office.rules(bond.first).reading(), bond)
            late = [day for day in due.value[len(bond.reports) :] if day < on]
            found += [Overdue(day=day, title=_REPORT, citations=due.citations) for day in late]
            back = decide_return_by(self._office.rules(bond.permitted_to).reading(), bond)
            if back.value < on:
                found.append(Overdue(day=back.value, title=_RETURN, citations=back.citations))
        elif state is StudyState.APPROVED and case.first < on:
            found.append(Overdue(day=case.first, title=_LEAVING))
        return tuple(found)


_LONGEST: Final = 200
