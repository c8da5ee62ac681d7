"""As which type of personnel people work, from when to when, is kept (ช่วงการจ้าง)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.attendance.employment_errors import EmploymentRefused
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.service_years import decide_service
from orqa.domain.organization.people import overlap
from orqa.office.attendance.records import all_of, counted, record_of
from orqa.office.attendance.seeing import require_leave_of
from orqa.office.service import Asked, Service
from orqa.office.turns import next_turn, or_raise
from orqa.storage.query import Query, equal

if TYPE_CHECKING:
    from orqa.domain.attendance.service_years import ServiceLength
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision
    from orqa.storage.protocol import Add

EMPLOY: Final = "employment.keep"
"""The action, as the policy has it."""

_EMPLOYMENT = Text.of(en="the employment", th="ช่วงการจ้าง")
_CHANGED = frozenset({"last", "line", "unit", "order", "probation_ends", "contract_ends", "retires", "weekly_load"})
_OVERLAP = Text.of(
    en="the person works from {first} on already; end that first", th="บุคคลนี้มีช่วงการจ้างตั้งแต่ {first} อยู่แล้ว ให้สิ้นสุดช่วงนั้นก่อน"
)
_MEANWHILE = Text.of(
    en="somebody else kept another stretch of the same person at the same moment; look again",
    th="มีผู้บันทึกช่วงการจ้างของบุคคลเดียวกันพร้อมกัน โปรดตรวจสอบอีกครั้ง",
)
_REVERSED = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")
_STRANGE = Text.of(
    en="there is no {word} to change; it may be one of: {known}", th="ไม่มี {word} ให้แก้ไข เลือกได้จาก: {known}"
)


class Employments(Service):
    """Keep who works as what; reached as ``office.attendance.employments``."""

    def begin(  # noqa: PLR0913 - what stands in an order or a contract, by name
        self,
        person: str,
        personnel: str,
        *,
        first: date,
        last: date | None = None,
        line: str = "",
        unit: str = "",
        order: str = "",
        probation_ends: date | None = None,
        contract_ends: date | None = None,
        retires: date | None = None,
        weekly_load: int | None = None,
        key: str | None = None,
    ) -> Employment:
        """Keep that somebody works as a type of personnel from a day on (บรรจุ จ้าง เปลี่ยนประเภท).

        Args:
            person: id or staff number.
            personnel: code of the vocabulary ``personnel-type``.
            first: the first day.
            last: the last day; None until further notice.
            line: code of the vocabulary ``personnel-line``.
            unit: code of the unit; by default where the person's post is on the first day.
            order: the order or contract.
            probation_ends: the last day of probation.
            contract_ends: the last day of the contract that runs.
            retires: the day of retirement.
            weekly_load: minutes a week that are owed instead of fixed hours.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such person.
            UnknownTerm: when the profile has no such type or line.
            EmploymentRefused: when the days are reversed, the person works already on one of them, or somebody else
                keeps a stretch of theirs at the same moment.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        known, profile = office.organization.person(person), office.profile
        fields: dict[str, Any] = {"person": known.id, "personnel": profile.vocabulary("personnel-type")[personnel].code}
        fields |= {"line": profile.vocabulary("personnel-line")[line].code if line else "", "unit": unit}
        fields |= {"first": first, "last": last, "order": order, "weekly_load": weekly_load}
        fields |= {"probation_ends": probation_ends, "contract_ends": contract_ends, "retires": retires}

        def make(save: "Save") -> Employment:
            at = office.now()
            turn = self._turn(known.id)
            units = [unit] if unit else office.organization.on(first).units_of(known.id)
            made = Employment(id=office.ids.next_id(at), **(fields | {"unit": next(iter(units), "")}))
            self._check(made)
            save(EMPLOY, at, (made,), (turn,))
            return evolve(made, version=1)

        return self._once(key, "employment.begin", Asked(fields), make)

    def change(self, employment: Employment | str, *, key: str | None = None, **changed: Any) -> Employment:
        """Change what follows from a new order or contract: its last day, the end of probation or contract, the unit.

        Args:
            employment: the stretch, or its id.
            key: as of :meth:`begin`.
            **changed: fields of :meth:`begin` other than person, type and first day.

        Raises:
            NotFound: when there is no such stretch.
            EmploymentRefused: as of :meth:`begin`, or when there is no such field.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        for word in changed.keys() - _CHANGED:
            raise EmploymentRefused(_STRANGE.fill(word=word, known=", ".join(sorted(_CHANGED))))
        identity = employment if isinstance(employment, str) else employment.id

        def make(save: "Save") -> Employment:
            known = self.get(identity)
            turn, made = self._turn(known.person), evolve(known, **changed)
            self._check(made)
            save(EMPLOY, self._office.now(), (made,), (turn,))
            return evolve(made, version=made.version + 1)

        return self._once(key, "employment.change", Asked({"employment": identity, **changed}), make)

    def get(self, identity: str) -> Employment:
        """The stretch of an id.

        Raises:
            NotFound: when there is none.
        """
        return record_of(self._office, Employment, identity, _EMPLOYMENT)

    def of(self, person: str) -> tuple[Employment, ...]:
        """All stretches of a person (id or staff number), the earliest first.

        Raises:
            NotFound: when there is no such person.
            NotAllowed: when whoever acts may not see the leave and the days of the person.
        """
        known = self._office.organization.person(person).id
        require_leave_of(self._office, known)
        query = equal("person", known)
        return tuple(sorted(self._found(query), key=lambda one: one.first))

    def everybody(self) -> Mapping[str, tuple[Employment, ...]]:
        """The stretches of each person who ever worked here and whom whoever acts may see, by the person's id."""
        found: dict[str, list[Employment]] = {}
        for one in sorted(self._found(Query()), key=lambda one: one.first):
            found.setdefault(one.person, []).append(one)
        return {person: tuple(stretches) for person, stretches in found.items()}

    def service(self, person: str, on: date | None = None) -> "Decision[ServiceLength]":
        """How long a person has served without a break by the end of a day (อายุงานต่อเนื่อง), by default today.

        Raises:
            NotFound: when there is no such person.
        """
        day = on or self._office.today()
        return decide_service(self.of(person), self._office.rules(day), day)

    def table(self, on: date | None = None) -> "Table":
        """Who works as what on a day, by default today (ทะเบียนประเภทบุคลากร); of the people who may be seen."""
        from orqa.office.attendance.employment_tables import employment_table

        day = on or self._office.today()
        working = [one for one in self._found(Query()) if one.holds_on(day)]
        return employment_table(self._office, working, day)

    # ------------------------------------------------------------------ inside

    def _once(self, key: str | None, action: str, asked: Asked, make: Callable[["Save"], Employment]) -> Employment:
        with or_raise(EmploymentRefused(_MEANWHILE)):
            return self._recorder.once(key, action, asked, make, lambda made: self.get(made[0].id))

    def _turn(self, person: str) -> "Add":
        """What one more stretch asks of the store: that none of the person was written since they were read."""
        return next_turn(self._office, f"employment-turn/{person}", len(self._waiting(person)))

    def _waiting(self, person: str) -> dict[str, Employment]:
        return {one.id: one for one in self._recorder.waiting_of(Employment) if one.person == person}

    def _found(self, query: Query) -> tuple[Employment, ...]:
        return all_of(self._office, Employment, query)

    def _check(self, made: Employment) -> None:
        """Go on where the stretch can be.

        Raises:
            EmploymentRefused: where it cannot.
        """
        if made.last and made.last < made.first:
            raise EmploymentRefused(_REVERSED.fill(first=day_text(made.first), last=day_text(made.last)))
        stored = {one.id: one for one in counted(self._office, Employment, equal("person", made.person))}
        for other in (stored | self._waiting(made.person)).values():
            if other.id != made.id and overlap(made.first, made.last, other.first, other.last):
                raise EmploymentRefused(_OVERLAP.fill(first=day_text(other.first)))
