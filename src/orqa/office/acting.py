"""From a person to what they may do and see."""

from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.organization.policy import RULE
from orqa.office.access import Actor
from orqa.office.errors import NotFound
from orqa.office.rights import PersonRights

if TYPE_CHECKING:
    from orqa.domain.organization.people import Person
    from orqa.domain.organization.structure import Organization
    from orqa.office.office import Office

_PERSON = Text.of(en="the person", th="บุคลากร")


def rights_of(office: "Office", person: "Actor | Person | str", on: date) -> PersonRights:
    """What a person may do and see on a day; see :meth:`orqa.office.office.Office.acting`."""
    view = office.profile.at(on)
    view.parameter(RULE)  # a profile without a policy is told at once
    organization = office.organization.on(on)
    actor = person if isinstance(person, Actor) else _actor(office, organization, person)
    known = organization.structure.people.get(actor.person)
    return PersonRights(
        actor,
        view,
        office.profile.vocabularies.get("role", {}),
        organization.is_within,
        known.name if known else None,
        lambda unit: _title(organization, unit),
    )


def _title(organization: "Organization", unit: str) -> Text | str:
    span = organization.unit(unit)
    return span.title if span else unit


def _actor(office: "Office", organization: "Organization", person: "Person | str") -> Actor:
    known_as = person if isinstance(person, str) else person.id
    known = organization.structure.person(known_as)
    if known is None:
        raise NotFound(_PERSON, known_as)
    level = organization.clearance_of(known.id)
    return Actor(
        person=known.id,
        roles=organization.roles_of(known.id),
        clearance=office.profile.vocabulary("secrecy")[level].extra["rank"] if level else 0,
        units=organization.units_of(known.id),
    )
