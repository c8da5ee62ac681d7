"""In which region units stand and people work (จังหวัดที่ปฏิบัติงาน), from day to day: whose holidays are theirs."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol, TypeAlias

from orqa.domain.organization.people import RoleGrant
from orqa.domain.organization.structure import Structure

_ONE_DAY = timedelta(days=1)

Stays: TypeAlias = tuple[tuple[date, str], ...]
"""Regions with the day from which each holds, in order; empty text for no region of its own."""


class Dated(Protocol):
    """A stretch of days."""

    @property
    def first(self) -> date:
        """The first day."""

    @property
    def last(self) -> date | None:
        """The last day; None until further notice."""


class Service(Dated, Protocol):
    """A stretch of somebody's service, as the records of attendance have it."""

    @property
    def unit(self) -> str:
        """Id of the unit that the person works in; empty where that is not told."""


def region_of(structure: Structure, units: Iterable[str], day: date) -> str:
    """The region of the first of some units that has one on a day; empty where none has."""
    known = (structure.units.get(unit) for unit in units)
    spans = (unit.on(day) for unit in known if unit is not None)
    return next((span.region for span in spans if span is not None and span.region), "")


def unit_stays(structure: Structure, unit: str) -> Stays:
    """In which regions a unit stands: its own, else that of the nearest unit above it that has one."""
    if not structure.has_regions:
        return ()
    days = sorted(_turning(structure, (unit,)))
    return _merged((day, region_of(structure, (unit, *structure.ancestors(unit, day)), day)) for day in days)


def person_stays(structure: Structure, person: str, services: Iterable[Service]) -> Stays:
    """In which regions a person works, by the unit of their service, else by the units where they have a post.

    While they work in no unit, before they come or after they left, they are where they were next or last.

    Args:
        structure: of the organization.
        person: id.
        services: every stretch of the person's service.
    """
    if not structure.has_regions:
        return ()
    held = tuple(services)
    days, units = set(_bounds(held)), {one.unit for one in held}
    for one in structure.tenures_of(person):
        days |= set(_bounds((one,)))
        units.add(one.unit if isinstance(one, RoleGrant) else structure.positions[one.position].unit)
    ordered = sorted(days | _turning(structure, units))
    at = ((day, _units(structure, person, held, day)) for day in ordered)
    return _merged((day, region_of(structure, units, day)) for day, units in at if units)


def working_units(structure: Structure, person: str, service: Service | None, day: date) -> tuple[str, ...]:
    """Ids of the unit that a person works in on a day and those above it, the nearest first.

    Args:
        structure: of the organization.
        person: id.
        service: the stretch of service that holds on the day; None where there is none.
        day: which day.
    """
    own = (service.unit,) if service and service.unit else structure.on(day).units_of(person)
    return tuple(one for unit in own for one in (unit, *structure.ancestors(unit, day)))


# ------------------------------------------------------------------ inside


def _units(structure: Structure, person: str, services: Iterable[Service], day: date) -> tuple[str, ...]:
    holding = (one for one in services if one.first <= day and (one.last is None or day <= one.last))
    return working_units(structure, person, next(holding, None), day)


def _turning(structure: Structure, units: Iterable[str]) -> set[date]:
    """The days on which some units, or those above them on whatever day, change or are no more."""
    seen: set[str] = set()
    waiting, days = [unit for unit in units if unit], set[date]()
    while waiting:
        code = waiting.pop()
        unit = structure.units.get(code)
        if unit is None or code in seen:
            continue
        seen.add(code)
        days |= {span.first for span in unit.spans}
        days |= {unit.last + _ONE_DAY} if unit.last is not None and unit.last < date.max else set()
        waiting += [span.parent for span in unit.spans if span.parent]
    return days


def _bounds(stretches: Iterable[Dated]) -> Iterator[date]:
    for one in stretches:
        yield one.first
        if one.last is not None and one.last < date.max:
            yield one.last + _ONE_DAY


def _merged(stays: Iterable[tuple[date, str]]) -> Stays:
    """Without days on which the region stays the same."""
    found: list[tuple[date, str]] = []
    for day, region in stays:
        if not found or found[-1][1] != region:
            found.append((day, region))
    return tuple(found)
