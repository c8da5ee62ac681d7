"""Whom something is given to: a person, a unit, or whoever holds a role in a unit."""

from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.organization.people import Person
from orqa.domain.organization.tasks import person_token, role_token, unit_token
from orqa.domain.organization.units import Unit
from orqa.office.errors import NotFound

if TYPE_CHECKING:
    from orqa.domain.organization.structure import Organization
    from orqa.rules.profile import Profile

To: TypeAlias = "Person | Unit | str"
"""A person or unit, or what they are known by: ``irqa``, a staff number, ``person:ID``, ``role:director@irqa``."""

_WHOM = Text.of(en="the person or unit", th="บุคลากรหรือหน่วยงาน")
_IN = Text.of(en="{role}, {unit}", th="{role} {unit}")


@frozen(kw_only=True)
class Whom:
    """Somebody that a task waits for.

    Attributes:
        token: as a task keeps it.
        name: what people call them.
        units: ids of the units that are concerned: the unit itself, or those where the person works.
        person: id of the person; empty for a unit or a role.
    """

    token: str
    name: Text
    units: tuple[str, ...] = ()
    person: str = ""


def whom(to: To, organization: "Organization", profile: "Profile") -> Whom:
    """Whom somebody means, on the organization's day.

    Raises:
        NotFound: for a person or unit that there is none of on that day.
    """
    if isinstance(to, Person):
        return _person(to.id, organization)
    if isinstance(to, Unit):
        return _unit(to.id, organization)
    form, colon, rest = to.partition(":")
    if colon and form == "person":
        return _person(rest, organization)
    if colon and form == "unit":
        return _unit(rest, organization)
    if colon and form == "role":
        return _role(rest, organization, profile)
    return _unit(to, organization) if organization.unit(to) else _person(to, organization)


def called(token: str, organization: "Organization", profile: "Profile") -> Text:
    """What people call whom something waits for; the token itself where there is no such one on the day."""
    try:
        return whom(token, organization, profile).name
    except NotFound:
        return Text.of(en=token)


def _person(known_as: str, organization: "Organization") -> Whom:
    person = organization.structure.person(known_as)
    if person is None:
        raise NotFound(_WHOM, known_as)
    units = organization.units_of(person.id)
    return Whom(token=person_token(person.id), name=person.name, units=units, person=person.id)


def _unit(identity: str, organization: "Organization") -> Whom:
    span = organization.unit(identity)
    if span is None:
        raise NotFound(_WHOM, identity)
    return Whom(token=unit_token(identity), name=span.title, units=(identity,))


def _role(rest: str, organization: "Organization", profile: "Profile") -> Whom:
    role, _, unit = rest.partition("@")
    span, term = organization.unit(unit), profile.vocabulary("role").get(role)
    if span is None or term is None:
        raise NotFound(_WHOM, f"role:{rest}")
    return Whom(token=role_token(role, unit), name=_IN.fill(role=term.title, unit=span.title), units=(unit,))
