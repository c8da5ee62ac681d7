"""Places that an agreement names for a year (จำนวนที่นั่งตามข้อตกลง), held against the files that take them."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.partnerships.agreement_parts import Quota
from orqa.domain.partnerships.mobilities import OFF, Mobility
from orqa.domain.partnerships.movements import UNITS, BalanceRefused, Circumstance, Clauses

_STAFF: Final = "staff"
_PERSON: Final = "person"


@frozen(kw_only=True)
class Used:
    """How much of a quota is taken in a year.

    Attributes:
        quota: the places of the agreement.
        units: how much is taken, in the unit of the quota, exact.
    """

    quota: Quota
    units: Fraction

    @property
    def is_over(self) -> bool:
        """Whether more is taken than there is."""
        return self.units > self.quota.places

    @property
    def why(self) -> Text:
        """What the agreement gives, in words."""
        unit = UNITS.get(self.quota.unit) or Text.of(en=self.quota.unit)
        whom = _FOR.fill(whom=self.quota.whom) if self.quota.whom else Text.of(en="", th="")
        return _GIVES.fill(places=self.quota.places, unit=unit, whom=whom)


def used(
    quotas: Iterable[Quota],
    made: Mobility,
    others: Iterable[Mobility],
    kinds: Mapping[str, str],
    clauses: Clauses | None,
) -> Iterator[Used]:
    """How much of each quota that a new file takes from is taken in its year, with that file.

    What counts in no exchange balance by custom takes no place, but staff do where the quota is theirs.

    Args:
        quotas: of the agreement.
        made: the new file.
        others: the other files of the agreement.
        kinds: by kind of mobility, the circumstance that takes it out of the exchange; empty for none.
        clauses: of the balance, which relate units; None for none.

    Raises:
        BalanceRefused: when units differ and no clause relates them.
    """
    of_year = [made, *(one for one in others if one.year == made.year and one.id != made.id)]
    for quota in quotas:
        if _takes(made, quota, kinds):
            yield Used(quota=quota, units=_taken(quota, [one for one in of_year if _takes(one, quota, kinds)], clauses))


def _takes(one: Mobility, quota: Quota, kinds: Mapping[str, str]) -> bool:
    if one.way is not quota.direction or one.state in OFF or one.settled_in_money:
        return False
    out_of_exchange = kinds.get(one.mobility_kind, "")
    if one.people == _STAFF:
        return quota.whom == _STAFF and out_of_exchange in {"", Circumstance.STAFF.value}
    return not out_of_exchange and quota.whom in {"", one.level}


def _taken(quota: Quota, found: list[Mobility], clauses: Clauses | None) -> Fraction:
    if quota.unit == _PERSON or quota.whom == _STAFF:
        return Fraction(len({one.traveller_key for one in found}))
    return sum((_in(one.units, one.counted_in, quota.unit, clauses) for one in found), Fraction(0))


def _in(units: Decimal, unit: str, wanted: str, clauses: Clauses | None) -> Fraction:
    """Units told in another unit, by way of that of the balance."""
    if unit == wanted:
        return Fraction(units)
    if clauses is None:
        raise BalanceRefused(_MIXED.fill(found=unit[:60], unit=wanted))
    return clauses.in_unit(units, unit) / clauses.rate(wanted)


_GIVES = Text.of(en="places of the agreement{whom}: {places} {unit}", th="จำนวนที่นั่งตามข้อตกลง{whom}: {places} {unit}")
_FOR = Text.of(en=" for {whom}", th="สำหรับ {whom}")
_MIXED = Text.of(
    en="the file counts in {found}, the agreement in {unit}; give the clauses of the balance with per_year",
    th="แฟ้มนับเป็น {found} แต่ข้อตกลงนับเป็น {unit} โปรดระบุเงื่อนไขดุลพร้อม per_year",
)
