"""Records by what they are looked up by; an index grows with further records without being made anew."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from orqa.base.records import Record
from orqa.domain.organization.people import Acting, Appointment, Person

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Appointment | Acting)


def by_id(records: Iterable[R] | Mapping[str, R]) -> Mapping[str, R]:
    """Records by their id; a mapping that nobody can change is taken as it is."""
    if isinstance(records, MappingProxyType):
        return records
    every = records.values() if isinstance(records, Mapping) else records
    return MappingProxyType({record.id: record for record in every})


def by_code(people: Iterable[Person], known: Mapping[str, Person] = MappingProxyType({})) -> Mapping[str, Person]:
    """People by staff number: those known, and further ones or later versions."""
    return MappingProxyType({**known, **{person.code: person for person in people}})


def by_position(
    records: Iterable[P], known: Mapping[str, tuple[P, ...]] = MappingProxyType({})
) -> Mapping[str, tuple[P, ...]]:
    """Records by their position: those known, and further ones or later versions."""
    grown = dict(known)
    for record in records:
        others = [one for one in grown.get(record.position, ()) if one.id != record.id]
        grown[record.position] = (*others, record)
    return MappingProxyType(grown)
