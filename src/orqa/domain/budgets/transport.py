"""Transport on official travel (ค่าพาหนะเดินทาง): own vehicles by the kilometre, taxis up to a limit, fares as billed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Final

from attrs import field, frozen
from attrs.validators import instance_of, optional

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.estimate_errors import (
    BILL_ABOVE,
    CLASS_NOT_CHECKED,
    LOCAL_TRIPS,
    NEGATIVE,
    NO_BILL,
    EstimateRefused,
)
from orqa.domain.budgets.estimates import TITLES, EstimateDraft
from orqa.domain.budgets.rates import rate
from orqa.rules.views import Reading

PER_KM: Final = "travel.vehicle_per_km"
TAXI_MOST: Final = "travel.taxi_most"
LOCAL_A_DAY: Final = "travel.local_trips_a_day"

_KILOMETRES = Text.of(en="the distance", th="ระยะทาง")


class Means(StrEnum):
    """How somebody travels: ``CAR`` and ``MOTORCYCLE`` are own vehicles, ``LOCAL`` is a taxi within one province."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    TAXI = "taxi"
    LOCAL = "local"
    FARE = "fare"


@frozen(kw_only=True)
class Leg:
    """One way of a trip.

    Attributes:
        on: the day.
        means: how.
        km: kilometres by the shortest highway, for an own vehicle.
        bill: what it costs; a taxi across provinces without one is taken at its limit.
        route: of a taxi across provinces: ``bangkok`` where it touches or crosses it, else ``other``.
    """

    on: date = field(validator=instance_of(date))
    means: Means = field(converter=Means)
    km: Decimal = field(default=Decimal(0), validator=instance_of(Decimal))
    bill: Money | None = field(default=None, validator=optional(instance_of(Money)))
    route: str = "other"


def add_transport(draft: EstimateDraft, legs: Iterable[Leg]) -> None:
    """Add the lines of all legs to an estimate.

    Raises:
        EstimateRefused: when a fare has no bill, or a distance or bill is negative.
        NotModelled: where no rate is known for the day.
    """
    for day, of_day in groupby(sorted(legs, key=lambda leg: leg.on), key=lambda leg: leg.on):
        same = list(of_day)
        local = [leg for leg in same if leg.means is Means.LOCAL]
        for leg in (*(leg for leg in same if leg.means is not Means.LOCAL), *_paid_local(draft, day, local)):
            with draft.part("transport", leg.on):
                _add(draft, leg)


def _paid_local(draft: EstimateDraft, day: date, legs: list[Leg]) -> list[Leg]:
    """Those of a day's trips within a province that are paid: the dearest, up to the rule's number."""
    reading = draft.reading_of(day)
    if not legs:
        return []
    most: int = reading.value(LOCAL_A_DAY)
    draft.reading.adopt(reading.decision(None, {}))
    if len(legs) > most:
        draft.find(LOCAL_TRIPS, reading, day=day, found=len(legs), most=most)
    return sorted(legs, key=lambda leg: -_bill(leg).minor)[:most]


def _add(draft: EstimateDraft, leg: Leg) -> None:
    reading = draft.reading_of(leg.on)
    match leg.means:
        case Means.CAR | Means.MOTORCYCLE:
            _check_sign(_KILOMETRES, leg.km)
            draft.add("transport", leg.on, leg.km, rate(reading, PER_KM, vehicle=leg.means), reading)
        case Means.TAXI:
            draft.add("transport", leg.on, 1, _taxi(draft, leg, reading), reading)
        case Means.LOCAL:
            draft.add("transport", leg.on, 1, _bill(leg), reading)
        case Means.FARE:
            draft.find(CLASS_NOT_CHECKED, reading, day=leg.on)
            draft.add("transport", leg.on, 1, _bill(leg), reading)


def _taxi(draft: EstimateDraft, leg: Leg, reading: Reading) -> Money:
    most = rate(reading, TAXI_MOST, route=leg.route)
    return most if leg.bill is None else within(draft, _bill(leg), most, leg.on, reading, kind="transport")


def within(draft: EstimateDraft, bill: Money, most: Money, on: date, reading: Reading, *, kind: str) -> Money:  # noqa: PLR0913 - one bill and its limit
    """A bill, or the limit where it is above; that is told as a finding."""
    _check_sign(TITLES[kind], bill.decimal)
    if bill > most:
        draft.find(BILL_ABOVE, reading, what=TITLES[kind], day=on, bill=bill.written(), most=most.written())
    return min(bill, most)


def _bill(leg: Leg) -> Money:
    if leg.bill is None:
        raise EstimateRefused(NO_BILL.fill(what=TITLES["transport"], day=day_text(leg.on)))
    _check_sign(TITLES["transport"], leg.bill.decimal)
    return leg.bill


def _check_sign(what: Text, found: Decimal) -> None:
    if found < 0:
        raise EstimateRefused(NEGATIVE.fill(what=what, found=found))
