"""From a person to what they may do and see."""

from datetime import date
from typing import TYPE_CHECKING

from attrs import define, field

from orqa.base.language import Text
from orqa.domain.organization.policy import RULE, WHOLE_OFFICE, allowance_of
from orqa.office.access import SCOPES, Actor
from orqa.office.errors import NotFound
from orqa.office.rights import PersonRights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orqa.base.records import Record
    from orqa.domain.organization.people import Person
    from orqa.domain.organization.policy import Allowance
    from orqa.domain.organization.structure import Organization
    from orqa.office.office import Office
    from orqa.office.rights import Rights
    from orqa.rules.views import View
    from orqa.storage.protocol import Access, Store

_PERSON = Text.of(en="the person", th="บุคลากร")


def standing_rights(office: "Office", person: "Actor | Person | str", on: date | None) -> "Rights":
    """What a person may do and see, as it stands whenever it is asked; see :meth:`orqa.office.office.Office.acting`.

    Args:
        office: through which nobody acts.
        person: the person; an :class:`Actor` of the program's own stays as it was given.
        on: the day that counts; None for the one on which it is asked.
    """
    if isinstance(person, Actor):
        return rights_of(office, person, on or office.today())
    rights = StandingRights(office, person if isinstance(person, str) else person.id, on)
    _ = rights.now  # a person that there is none of is told at once
    return rights


@define(eq=False)
class StandingRights:
    """What a person of the office may do and see: read again when the organization changes, or the day.

    So what is kept of an office for longer than a request loses a clearance, a role or an acting when it ends.
    """

    _office: "Office"
    _person: str
    _on: date | None
    _read: "tuple[Organization, PersonRights] | None" = field(default=None, init=False)

    @property
    def now(self) -> PersonRights:
        """As it stands."""
        day, read = self._on or self._office.today(), self._read
        organization = self._office.organization.on(day)
        if read is not None and read[0] is organization:
            return read[1]
        rights = rights_of(self._office, self._person, day)
        self._read = (organization, rights)
        return rights

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.now.actor

    @property
    def name(self) -> str:
        """See :attr:`Rights.name`."""
        return self.now.name

    @property
    def called(self) -> Text | str:
        """See :attr:`Rights.called`."""
        return self.now.called

    @property
    def access(self) -> "Access":
        """See :attr:`Rights.access`."""
        return self.now.access

    @property
    def personal(self) -> "Access":
        """See :attr:`Rights.personal`."""
        return self.now.access

    def require(self, action: str, unit: str | None) -> None:
        """See :meth:`Rights.require`."""
        self.now.require(action, unit)

    def clearance_to(self, action: str) -> int:
        """See :meth:`Rights.clearance_to`."""
        return self.now.clearance_to(action)

    def require_secret(self, action: str, rank: int) -> None:
        """See :meth:`Rights.require_secret`."""
        self.now.require_secret(action, rank)

    def reading_as(self, access: "Access") -> "Access":
        """See :meth:`Rights.reading_as`."""
        return self.now.reading_as(access)

    def check(self, action: str, records: "Sequence[Record]", store: "Store") -> None:
        """See :meth:`Rights.check`."""
        self.now.check(action, records, store)


def rights_of(office: "Office", person: "Actor | Person | str", on: date) -> PersonRights:
    """What a person may do and see on a day."""
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
        of_others=frozenset(_of_others(organization, office.profile.at(organization.day), known.id)),
    )


def _of_others(organization: "Organization", view: "View", person: str) -> "Iterator[str]":
    """The tokens of what is of other persons and this one may see, by the policy's rows for it."""
    for action, scope in SCOPES.items():
        if (allowance := allowance_of(view, action)) is not None:
            yield from _in_scope(scope, allowance, organization, person)


def _in_scope(scope: str, allowance: "Allowance", organization: "Organization", person: str) -> "Iterator[str]":
    held = organization.roles_of(person)
    if any(one.role in allowance.office or (one.role in allowance.own and one.unit in WHOLE_OFFICE) for one in held):
        yield f"{scope}all"
        return
    heads = {one.unit for one in held if one.role in allowance.own}
    below = {unit for unit in organization.structure.units if any(organization.is_within(unit, top) for top in heads)}
    yield from (f"{scope}unit:{unit}" for unit in below)
    for other in organization.structure.people if below else ():
        if not below.isdisjoint(organization.units_of(other)):
            yield f"{scope}person:{other}"
