"""The organization as its records tell it: all of them (:class:`Structure`), and how things stood on a day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from attrs import evolve, field, frozen

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.domain.organization.holding import HeldRole, Holder
from orqa.domain.organization.indexes import by_code, by_id, by_position
from orqa.domain.organization.people import Acting, Appointment, Person, Position, RoleGrant, holds_on
from orqa.domain.organization.units import Unit, UnitSpan


@frozen(kw_only=True, eq=False)
class Structure:
    """All records of the organization, of all days.

    Attributes:
        units: by id; so are the others.
    """

    units: Mapping[str, Unit] = field(default=(), converter=by_id)
    positions: Mapping[str, Position] = field(default=(), converter=by_id)
    people: Mapping[str, Person] = field(default=(), converter=by_id)
    appointments: Mapping[str, Appointment] = field(default=(), converter=by_id)
    actings: Mapping[str, Acting] = field(default=(), converter=by_id)
    grants: Mapping[str, RoleGrant] = field(default=(), converter=by_id)

    @cached_property
    def people_by_code(self) -> Mapping[str, Person]:
        """People by staff number."""
        return by_code(self.people.values())

    @cached_property
    def appointments_to(self) -> Mapping[str, tuple[Appointment, ...]]:
        """Appointments of all days, by position."""
        return by_position(self.appointments.values())

    @cached_property
    def actings_in(self) -> Mapping[str, tuple[Acting, ...]]:
        """Actings of all days, by position."""
        return by_position(self.actings.values())

    @cached_property
    def has_regions(self) -> bool:
        """Whether some unit has, or had, a region of its own."""
        return any(span.region for unit in self.units.values() for span in unit.spans)

    def person(self, known_as: str) -> Person | None:
        """The person with this id or staff number."""
        return self.people.get(known_as) or self.people_by_code.get(known_as)

    def tenure(self, identity: str) -> Appointment | Acting | RoleGrant | None:
        """The appointment, acting or granted role with this id."""
        return self.appointments.get(identity) or self.actings.get(identity) or self.grants.get(identity)

    def tenures_of(self, person: str) -> Iterator[Appointment | Acting | RoleGrant]:
        """Appointments, actings and granted roles of a person, of all days."""
        for part in (self.appointments, self.actings, self.grants):
            yield from (one for one in part.values() if one.person == person)

    def named(self, unit: str, day: date) -> Text:
        """What a unit is called on a day; its last name where it is none then, its id where there never was one."""
        known = self.units.get(unit)
        return (known.on(day) or known.spans[-1]).title if known else Text.of(en=unit)

    def title_of(self, position: Position, day: date) -> Text:
        """What a position is called on a day: ``{unit}`` in its title stands for the name of its unit."""
        if position.unit not in self.units:
            return position.title
        name = self.named(position.unit, day)
        forms = position.title.forms
        return Text(tuple((lang, form.replace("{unit}", name.in_language(lang))) for lang, form in forms))

    def ancestors(self, unit: str, day: date) -> tuple[str, ...]:
        """The ids of the units above a unit on a day; for one question of many days, cheaper than :meth:`on`."""
        found: list[str] = []
        known = self.units.get(unit)
        while known is not None and (span := known.on(day)) and span.parent and span.parent not in found:
            found.append(span.parent)
            known = self.units.get(span.parent)
        return tuple(found)

    def having(self, records: Iterable[Record]) -> "Structure":
        """What it is when these records are written."""
        records = tuple(records)
        parts: dict[str, dict[str, Record]] = {}
        for record in records:
            name = _PART_OF[type(record)]
            parts.setdefault(name, dict(getattr(self, name)))[record.id] = record
        changes: Any = parts
        new = evolve(self, **changes)
        # the indexes go on from those of this one: made anew they would make many changes in a row slow
        people = (one for one in records if isinstance(one, Person))
        appointments = (one for one in records if isinstance(one, Appointment))
        actings = (one for one in records if isinstance(one, Acting))
        object.__setattr__(new, "people_by_code", by_code(people, self.people_by_code))
        object.__setattr__(new, "appointments_to", by_position(appointments, self.appointments_to))
        object.__setattr__(new, "actings_in", by_position(actings, self.actings_in))
        return new

    def on(self, day: date) -> "Organization":
        """How things stand on a day."""
        return Organization(self, day)

    def successors(self, unit: str) -> tuple[str, ...]:
        """The units that took a unit's place, one after the other; the last one is its successor today."""
        found: list[str] = []
        while (known := self.units.get(unit)) and known.merged_into and known.merged_into not in found:
            unit = known.merged_into
            found.append(unit)
        return tuple(found)


PARTS: Mapping[str, type[Record]] = {
    "units": Unit,
    "positions": Position,
    "people": Person,
    "appointments": Appointment,
    "actings": Acting,
    "grants": RoleGrant,
}
"""The kind of record of each part of a structure."""

_PART_OF = {kind: name for name, kind in PARTS.items()}


class Organization:
    """The organization on one day; all answers are about that day.

    Attributes:
        structure: the records.
        day: which day.
    """

    def __init__(self, structure: Structure, day: date) -> None:
        self.structure = structure
        self.day = day

    # ------------------------------------------------------------------ units

    @cached_property
    def spans(self) -> Mapping[str, UnitSpan]:
        """What each unit of the day is, by id."""
        spans = ((unit.id, unit.on(self.day)) for unit in self.structure.units.values())
        return MappingProxyType({identity: span for identity, span in spans if span is not None})

    def unit(self, identity: str) -> UnitSpan | None:
        """What a unit is; None where there is none of that id on the day."""
        return self.spans.get(identity)

    def named(self, unit: str) -> Text:
        """What a unit is called; see :meth:`Structure.named`."""
        return self.structure.named(unit, self.day)

    def ancestors(self, unit: str) -> tuple[str, ...]:
        """The ids of the units above a unit, from the nearest to the highest."""
        found: list[str] = []
        span = self.spans.get(unit)
        while span is not None and span.parent and span.parent not in found:
            found.append(span.parent)
            span = self.spans.get(span.parent)
        return tuple(found)

    def is_within(self, unit: str, other: str) -> bool:
        """Whether a unit is another one, or below it."""
        return unit == other or other in self.ancestors(unit)

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {}
        for identity, span in self.spans.items():
            children.setdefault(span.parent, []).append(identity)
        return {parent: tuple(sorted(units)) for parent, units in children.items()}

    def children(self, unit: str = "") -> tuple[str, ...]:
        """The ids of the units directly below a unit; of those below none by default."""
        return self._children.get(unit, ())

    def below(self, unit: str) -> Iterator[str]:
        """The ids of all units below a unit, each before those below it."""
        for child in self.children(unit):
            yield child
            yield from self.below(child)

    # ------------------------------------------------------------------ positions

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """The positions of the day, by id; those of a closed unit are none."""
        return {
            identity: one
            for identity, one in self.structure.positions.items()
            if one.unit in self.spans and holds_on(one.first, one.last, self.day)
        }

    def title_of(self, position: Position) -> Text:
        """What a position is called, with the name that its unit has."""
        return self.structure.title_of(position, self.day)

    @cached_property
    def _held(self) -> tuple[Holder, ...]:
        return (*self._appointed(), *self._acted_for())

    def _appointed(self) -> Iterator[Holder]:
        people = self.structure.people
        for one in self.structure.appointments.values():
            position, person = self.positions.get(one.position), people.get(one.person)
            if position and person and holds_on(one.first, one.last, self.day):
                yield Holder(person=person, position=position)

    def _acted_for(self) -> Iterator[Holder]:
        people = self.structure.people
        for one in self.structure.actings.values():
            position, person = self.positions.get(one.position), people.get(one.person)
            if position and person and holds_on(one.first, one.last, self.day):
                yield Holder(person=person, position=position, acting=one)

    @cached_property
    def _by_position(self) -> Mapping[str, tuple[Holder, ...]]:
        found: dict[str, tuple[Holder, ...]] = {}
        for holder in self._held:
            found[holder.position.id] = (*found.get(holder.position.id, ()), holder)
        return found

    @cached_property
    def _by_person(self) -> Mapping[str, tuple[Holder, ...]]:
        found: dict[str, tuple[Holder, ...]] = {}
        for holder in self._held:
            found[holder.person.id] = (*found.get(holder.person.id, ()), holder)
        return found

    def in_position(self, position: str) -> tuple[Holder, ...]:
        """Who is in a position: those appointed, then those who act for them."""
        return self._by_position.get(position, ())

    def positions_of(self, person: str) -> tuple[Holder, ...]:
        """In which positions a person is: own ones, then those acted for."""
        return self._by_person.get(person, ())

    def units_of(self, person: str) -> tuple[str, ...]:
        """The ids of the units where a person works: those of own positions and granted roles."""
        own = [held.position.unit for held in self.positions_of(person) if held.acting is None]
        granted = [grant.unit for grant in self._grants_of.get(person, ())]
        return tuple(dict.fromkeys((*own, *granted)))

    def has_left(self, person: str) -> bool:
        """Whether a person had a position or a role, and the last one ended before this day (พ้นจากหน่วยงาน)."""
        if self.units_of(person) or self.positions_of(person):
            return False
        ends = [tenure.last for tenure in self.structure.tenures_of(person)]
        return bool(ends) and all(last is not None and last < self.day for last in ends)

    def head_position(self, unit: str) -> Position | None:
        """The position whose holder heads a unit."""
        return next((one for one in self.positions.values() if one.unit == unit and one.is_head), None)

    def head_of(self, unit: str) -> Holder | None:
        """Who heads a unit: who acts for its head where somebody does, else the head; None where neither is."""
        position = self.head_position(unit)
        holders = self.in_position(position.id) if position else ()
        standing_in = [one for one in holders if one.acting is not None and one.acting.basis != "delegated"]
        return next(iter((*standing_in, *holders)), None)

    # ------------------------------------------------------------------ roles

    @cached_property
    def _grants_of(self) -> Mapping[str, tuple[RoleGrant, ...]]:
        found: dict[str, tuple[RoleGrant, ...]] = {}
        for grant in self.structure.grants.values():
            if grant.unit in self.spans and holds_on(grant.first, grant.last, self.day):
                found[grant.person] = (*found.get(grant.person, ()), grant)
        return found

    def roles_of(self, person: str) -> tuple[HeldRole, ...]:
        """The roles of a person: of own positions and those acted for, then granted ones."""
        held = (
            HeldRole(role=role, unit=one.position.unit, position=one.position.id, acting=one.acting)
            for one in self.positions_of(person)
            for role in one.position.roles
        )
        granted = (HeldRole(role=grant.role, unit=grant.unit) for grant in self._grants_of.get(person, ()))
        return (*held, *granted)

    @cached_property
    def _by_role(self) -> Mapping[tuple[str, str], tuple[tuple[Person, HeldRole], ...]]:
        found: dict[tuple[str, str], tuple[tuple[Person, HeldRole], ...]] = {}
        for person in self.structure.people.values():
            for held in self.roles_of(person.id):
                key = (held.role, held.unit)
                found[key] = (*found.get(key, ()), (person, held))
        return found

    def holders(self, role: str, unit: str) -> tuple[tuple[Person, HeldRole], ...]:
        """Who has a role in a unit, and how: their own first, then those who act."""
        found = self._by_role.get((role, unit), ())
        return tuple(sorted(found, key=lambda one: one[1].acting is not None))

    # ------------------------------------------------------------------ clearances

    def clearance_of(self, person: str) -> str:
        """Code of the highest secrecy that a person is cleared for by the latest order; empty for none."""
        known = self.structure.people.get(person)
        held = [one for one in known.clearances if holds_on(one.first, one.last, self.day)] if known else []
        return max(held, key=lambda one: one.first).level if held else ""
