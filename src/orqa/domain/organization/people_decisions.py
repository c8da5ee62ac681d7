"""What becomes of positions and people: made, appointed, acting, granted, cleared; pure, without store or clock."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from attrs import evolve

from orqa.domain.organization import findings as kinds
from orqa.domain.organization.checking import (
    BASIS,
    PERSON,
    POSITION,
    ROLE,
    SECRECY,
    STAFF_NUMBER,
    TENURE,
    Check,
    day_text,
)
from orqa.domain.organization.people import (
    Acting,
    Appointment,
    Clearance,
    Person,
    Position,
    RoleGrant,
    overlap,
)
from orqa.rules.vocabulary import titles_of

BASES = "acting-basis"
DELEGATED = "delegated"
_NEEDS_ORDER = "organization.acting.needs_order"
_SECRECY_NEEDS_ORDER = "organization.secrecy.needs_order"
_SECRET_REGISTRARS = frozenset({"secret-registrar", "secret-assistant"})
"""The roles that are given by a written order of the head of the office."""


def decide_position(check: Check, position: Position) -> Position | None:
    """A new position; None where a finding is an error."""
    check.new_code("code", position.id, check.structure.positions, POSITION)
    check.title(position.title)
    check.days(position.first, position.last)
    check.unit_through("unit", position.unit, position.first, position.last)
    for role in position.roles:
        check.term("roles", "role", role, ROLE)
    if position.is_head:
        _check_only_head(check, position)
    return None if check.is_refused() else position


def decide_person(check: Check, person: Person) -> Person | None:
    """A new person; None where a finding is an error."""
    check.title(person.given_name)
    if not person.code.strip():
        check.found(kinds.EMPTY, "code", title=STAFF_NUMBER)
    elif person.code in check.structure.people_by_code:
        check.found(kinds.CODE_USED, "code", what=PERSON, name=person.code)
    return None if check.is_refused() else person


def decide_position_end(check: Check, code: str, last: date) -> Position | None:
    """The position with its last day; None where a finding is an error: whoever is in it must leave it before."""
    position = _position_through(check, code, last, last)
    if position is None:
        return None
    if position.last is not None and position.last <= last:
        check.found(kinds.ENDS_ALREADY, "last", last=day_text(position.last))
    left = sorted(
        check.structure.people[one.person].code
        for part in (check.structure.appointments_to, check.structure.actings_in)
        for one in part.get(code, ())
        if one.last is None or one.last > last
    )
    if left:
        check.found(kinds.STILL_HELD, "code", name=code, day=day_text(last), people=", ".join(left))
    return None if check.is_refused() else evolve(position, last=last)


def decide_correction(check: Check, known_as: str, changes: Mapping[str, Any]) -> Person | None:
    """The person with fields corrected; None where a finding is an error. The staff number stays."""
    person = check.person("person", known_as)
    if person is None:
        return None
    corrected = evolve(person, **changes)
    check.title(corrected.given_name)
    if corrected == person:
        check.found(kinds.NOTHING_CORRECTED, "person", name=person.code)
    return None if check.is_refused() else corrected


def decide_appointment(check: Check, appointment: Appointment) -> Appointment | None:
    """That a person holds a position; None where a finding is an error. Two heads of a unit at once are refused."""
    check.days(appointment.first, appointment.last)
    person = check.person("person", appointment.person)
    position = _position_through(check, appointment.position, appointment.first, appointment.last)
    if check.is_refused() or person is None or position is None:
        return None
    for other in check.structure.appointments_to.get(position.id, ()):
        if not overlap(other.first, other.last, appointment.first, appointment.last):
            continue
        if other.person == person.id:
            check.found(kinds.APPOINTED_TWICE, "first", person=person.code, position=position.id, **_days(other))
        elif position.is_head:
            head = check.structure.people[other.person].name
            check.found(kinds.TWO_HEADS, "position", name=position.unit, head=head, **_days(other))
    if not _SECRET_REGISTRARS.isdisjoint(position.roles):
        _check_secrecy_order(check, appointment.order)
    appointment = evolve(appointment, person=person.id)
    _check_acting_left(check, appointment)
    return None if check.is_refused() else appointment


def decide_acting(check: Check, acting: Acting) -> Acting | None:
    """That a person acts for the holder of a position; None where a finding is an error."""
    check.days(acting.first, acting.last)
    person = check.person("person", acting.person)
    position = _position_through(check, acting.position, acting.first, acting.last)
    basis = check.term("basis", BASES, acting.basis, BASIS)
    if check.reading.value(_NEEDS_ORDER) and not acting.order.strip():
        check.found(kinds.NO_ORDER, "order", rule=_NEEDS_ORDER)
    if person is None or position is None or basis is None:
        return None
    acting = evolve(acting, person=person.id)
    _check_basis(check, acting, person, position)
    if acting.basis != DELEGATED:
        _check_alone(check, acting)
    return None if check.is_refused() else acting


def decide_grant(check: Check, grant: RoleGrant) -> RoleGrant | None:
    """That a person has a role in a unit; None where a finding is an error."""
    check.days(grant.first, grant.last)
    person = check.person("person", grant.person)
    check.unit_through("unit", grant.unit, grant.first, grant.last)
    check.term("role", "role", grant.role, ROLE)
    if grant.role in _SECRET_REGISTRARS:
        _check_secrecy_order(check, grant.order)
    return None if check.is_refused() or person is None else evolve(grant, person=person.id)


def decide_clearance(check: Check, person: str, clearance: Clearance) -> Person | None:
    """The person with a further clearance; None where a finding is an error."""
    check.days(clearance.first, clearance.last)
    known = check.person("person", person)
    check.term("level", "secrecy", clearance.level, SECRECY)
    _check_secrecy_order(check, clearance.order)
    if check.is_refused() or known is None:
        return None
    return evolve(known, clearances=(*known.clearances, clearance))


def _check_secrecy_order(check: Check, order: str) -> None:
    if check.reading.value(_SECRECY_NEEDS_ORDER) and not order.strip():
        check.found(kinds.SECRECY_WITHOUT_ORDER, "order", rule=_SECRECY_NEEDS_ORDER)


def ended(check: Check, identity: str, last: date) -> Appointment | Acting | RoleGrant | None:
    """An appointment, acting or granted role with its last day; None where a finding is an error.

    It may only end earlier than it would: what goes on longer rests on an order of its own.
    """
    record = check.structure.tenure(identity)
    if record is None:
        check.found(kinds.UNKNOWN, "record", what=TENURE, name=identity, near="–")
        return None
    check.days(record.first, last)
    if record.last is not None and record.last <= last:
        check.found(kinds.ENDS_ALREADY, "last", last=day_text(record.last))
    changed = evolve(record, last=last)
    if isinstance(changed, Appointment) and not check.is_refused():
        _check_acting_left(check, changed)
    return None if check.is_refused() else changed


def _position_through(check: Check, code: str, first: date, last: date | None) -> Position | None:
    """The position of a code, which must be there, in a unit that is, on all of these days."""
    position = check.position("position", code)
    if position is None:
        return None
    end = position.last or date.max
    missed = first if not position.first <= first <= end else last or date.max
    if missed > end or missed < position.first:
        shown = missed if missed < date.max else end + timedelta(days=1)
        check.found(kinds.NOT_THERE, "position", name=code, day=day_text(shown), **_days(position))
        return None
    return position if check.unit_through("position", position.unit, first, last) else None


def _check_only_head(check: Check, position: Position) -> None:
    for other in check.structure.positions.values():
        same = other.unit == position.unit and other.is_head and other.id != position.id
        if same and overlap(other.first, other.last, position.first, position.last):
            check.found(kinds.HEAD_POSITION_TWICE, "is_head", name=position.unit, position=other.id)


def _check_basis(check: Check, acting: Acting, person: Person, position: Position) -> None:
    """Whether the basis fits the post on each day: nobody stands in a vacant post's holder's place who is none."""
    terms = check.reading.view.vocabulary(BASES)
    basis = terms[acting.basis]
    for day in _days_of_change(check, acting):
        title = check.structure.title_of(position, day)
        holders = [one for one in check.structure.on(day).in_position(position.id) if one.acting is None]
        if any(one.person.id == person.id for one in holders):
            check.found(kinds.ACTS_FOR_ONESELF, "person", person=person.name, position=title)
            return
        allowed = titles_of(term for term in terms.values() if term.extra["held" if holders else "vacant"])
        if holders and not basis.extra["held"]:
            name = holders[0].person.name
            check.found(
                kinds.NOT_VACANT,
                "basis",
                position=title,
                person=name,
                day=day_text(day),
                basis=basis.title,
                allowed=allowed,
            )
            return
        if not holders and not basis.extra["vacant"]:
            check.found(kinds.VACANT, "basis", position=title, day=day_text(day), basis=basis.title, allowed=allowed)
            return


def _check_acting_left(check: Check, appointment: Appointment) -> None:
    """Whoever acts in the position still does so on a basis that fits it, were the appointment so."""
    structure = check.structure
    position = structure.positions[appointment.position]
    for acting in structure.actings_in.get(position.id, ()):
        person = structure.people[acting.person]
        changed = structure.having([appointment])
        before, after = Check(structure, check.reading), Check(changed, check.reading)
        _check_basis(before, acting, person, position)
        _check_basis(after, acting, person, position)
        if after.is_refused() and not before.is_refused():
            check.found(
                kinds.ACTING_LEFT,
                "first",
                person=person.name,
                position=structure.title_of(position, acting.first),
                **_days(acting),
                basis=check.reading.view.vocabulary(BASES)[acting.basis].title,
            )


def _days_of_change(check: Check, acting: Acting) -> list[date]:
    """The first day of the acting, and those within it on which who holds the position changes."""
    days = {acting.first}
    for one in check.structure.appointments_to.get(acting.position, ()):
        after = [one.last + timedelta(days=1)] if one.last and one.last < date.max else []
        days |= {day for day in (one.first, *after) if acting.first < day <= (acting.last or date.max)}
    return sorted(days)


def _check_alone(check: Check, acting: Acting) -> None:
    for other in check.structure.actings_in.get(acting.position, ()):
        if other.basis != DELEGATED and overlap(other.first, other.last, acting.first, acting.last):
            check.found(
                kinds.ACTING_TWICE,
                "first",
                person=check.structure.people[other.person].name,
                position=check.structure.title_of(check.structure.positions[acting.position], acting.first),
                **_days(other),
            )


def _days(of: Position | Appointment | Acting) -> dict[str, Any]:
    return {"first": day_text(of.first), "last": day_text(of.last)}
