"""Taking in tables of people, with the posts, roles and clearances that they have."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.thai import search_key
from orqa.domain.organization import findings as kinds
from orqa.domain.organization.checking import Check
from orqa.domain.organization.people import Appointment, Clearance, Person, RoleGrant
from orqa.domain.organization.people_decisions import (
    decide_appointment,
    decide_clearance,
    decide_grant,
    decide_person,
)
from orqa.office.rosters import Answer, Drafted, TakeRoster, otherwise, text_of, words
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow

if TYPE_CHECKING:
    from orqa.base.ids import IdSequence

TABLE = ColumnTable(
    name="people",
    title=Text.of(en="people", th="บุคลากร"),
    vocabulary="person-field",
    fields=(
        Field("code", required=True),
        Field("prefix_th"),
        Field("given_name_th"),
        Field("family_name_th"),
        Field("prefix_en"),
        Field("given_name_en"),
        Field("family_name_en"),
        Field("email"),
        Field("phone"),
        Field("position"),
        Field("unit"),
        Field("first", FieldType.DATE),
        Field("last", FieldType.DATE),
        Field("order"),
        Field("roles"),
        Field("clearance", FieldType.CODE, vocabulary="secrecy"),
    ),
    action="organization.import",
)
"""The columns of a file of people; one who holds several posts has several rows."""

_NAMES = ("prefix", "given_name", "family_name")
_CONTACTS = ("email", "phone")
_FIRST = Text.of(en="The first day", th="วันแรก")


class TakePeople(TakeRoster):
    """Takes in people: a row of somebody who is there adds the post, the roles or the clearance that are new."""

    columns: ClassVar[Mapping[str, str]] = {
        "title": "given_name_th",
        "person": "code",
        "role": "roles",
        "level": "clearance",
    }

    def answers(self, rows: Sequence[TableRow], drafted: Drafted) -> Mapping[int, Answer]:
        """Look at the rows in their order; each is taken in whole or not at all."""
        return {row.number: _Row(row, drafted, self.office.ids).answer() for row in rows}


@define
class _Row:
    """One row on its way: what it brings is tried on the organization before anything is kept."""

    row: TableRow
    drafted: Drafted
    ids: "IdSequence"

    def answer(self) -> Answer:
        check, made = self.drafted.check(), list[Record]()
        for step in (self._person, self._appointment, self._grants, self._clearance):
            for record in step(check):
                made.append(record)
                check.structure = check.structure.having([record])
            if check.is_refused():
                return Answer(None, tuple(check.findings))
        latest = {record.ref: record for record in made}
        self.drafted.keep(latest.values(), self.row)
        key = tuple(sorted(self.row.values.items(), key=lambda one: one[0]))
        return Answer(key, tuple(check.findings), is_known=not made)

    @property
    def _code(self) -> str:
        code: str = self.row.values["code"]
        return code

    def _identity(self) -> str:
        return self.ids.next_id(self.drafted.at)

    def _days(self) -> dict[str, Any]:
        get = self.row.get
        return {"first": get("first"), "last": get("last"), "order": get("order", "")}

    def _person(self, check: Check) -> Iterator[Record]:
        known = check.structure.people_by_code.get(self._code)
        fields: dict[str, Any] = {name: text_of(self.row, name) for name in _NAMES}
        fields |= {name: self.row.get(name, "") for name in _CONTACTS}
        if known is not None:
            differs = (
                str(getattr(known, name) or "–") for name, new in fields.items() if new and new != getattr(known, name)
            )
            check.findings += otherwise(self._code, differs)
            return
        fields["given_name"] = fields["given_name"] or Text.of(th="")
        person = decide_person(check, Person(id=self._identity(), code=self._code, **fields))
        if person is not None:
            yield person

    def _appointment(self, check: Check) -> Iterator[Record]:
        if not self.row.get("position") or not self._has_first(check):
            return
        position = self._position(check)
        for one in check.structure.appointments_to.get(position, ()):
            if one.first == self.row.values["first"] and check.structure.people[one.person].code == self._code:
                return
        asked = Appointment(id=self._identity(), person=self._code, position=position, **self._days())
        made = decide_appointment(check, asked)
        if made is not None:
            yield made

    def _grants(self, check: Check) -> Iterator[Record]:
        listed = words(self.row.get("roles", ""))
        if not listed or not self._has_first(check):
            return
        for word in listed:
            role, _, unit = word.partition("@")
            grant = RoleGrant(
                id=self._identity(), person=self._code, role=role, unit=unit or self._unit(check), **self._days()
            )
            made = decide_grant(check, grant)
            if made is not None and not _is_known(made, check.structure.grants.values()):
                yield made

    def _clearance(self, check: Check) -> Iterator[Record]:
        level = self.row.get("clearance")
        if not level or not self._has_first(check):
            return
        clearance = Clearance(level=level, **self._days())
        if clearance in check.structure.people_by_code[self._code].clearances:
            return
        made = decide_clearance(check, self._code, clearance)
        if made is not None:
            yield made

    def _has_first(self, check: Check) -> bool:
        if self.row.get("first") is None:
            check.found(kinds.EMPTY, "first", title=_FIRST)
        return not check.is_refused()

    def _unit(self, check: Check) -> str:
        unit: str = self.row.get("unit", "")
        position = check.structure.positions.get(self._position(check)) if self.row.get("position") else None
        return unit or (position.unit if position else "")

    def _position(self, check: Check) -> str:
        """The code of the position: as it stands there, or of the one of that name in the unit."""
        text, unit = self.row.values["position"], self.row.get("unit", "")
        if text in check.structure.positions:
            return str(text)
        day = self.row.values["first"]
        named = [
            one.id
            for one in check.structure.positions.values()
            if one.unit == unit
            and search_key(text) in {search_key(form) for _, form in check.structure.title_of(one, day).forms}
        ]
        return named[0] if len(named) == 1 else str(text)


def _is_known(new: RoleGrant, grants: Iterable[RoleGrant]) -> bool:
    said = (new.person, new.role, new.unit, new.first)
    return any((one.person, one.role, one.unit, one.first) == said for one in grants)


PEOPLE = ImportKind(TABLE, TakePeople)
"""People with their posts, roles and clearances."""
