"""How agreements are used (การใช้ประโยชน์จากข้อตกลง): visits, activities and trips of a time, counted for each.

Whatever is done counts once, for the agreement that it names. A trip that is part of a delegation is no further use.
Any further kind of record takes part by its fields alone: an indexed ``agreement``, the id, and an indexed day, which
is ``held`` or ``arrived``.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from orqa.base.markers import marked
from orqa.domain.partnerships.activities import Activity
from orqa.domain.partnerships.official_trips import OfficialTrip
from orqa.domain.partnerships.visits import Visit
from orqa.office.deadlines import from_to
from orqa.office.record_types import RECORD_TYPES
from orqa.storage.query import absent, starts_with

if TYPE_CHECKING:
    from orqa.reporting.context import SnapshotReader

USES: Final = (Visit, Activity, OfficialTrip)
"""The kinds of records that use an agreement: each has the fields ``agreement`` and ``held``, the day of the use."""

_DAYS: Final = ("held", "arrived")
"""The fields that say on which day something was done, the first of them that a kind has."""


@frozen(kw_only=True)
class Uses:
    """What an agreement was used for in a time.

    Attributes:
        visits: how many were held.
        activities: how many were held; a part that was split off counts for its own agreement.
        trips: how many were permitted, without those of a delegation.
        latest: the day of the last one.
    """

    visits: int = 0
    activities: int = 0
    trips: int = 0
    latest: date = date.min

    @property
    def total(self) -> int:
        """All of them."""
        return self.visits + self.activities + self.trips


def uses_of(reader: "SnapshotReader", first: date, last: date) -> Mapping[str, Uses]:
    """Uses by the id of the agreement, of those that were used from one day to another, both included.

    What lies on a day after ``last``, such as a trip that is permitted and to come, is not counted.
    """
    found: dict[str, Uses] = {}
    held = from_to("held", first, last) & starts_with("agreement", "")
    for kind, name in ((Visit, "visits"), (Activity, "activities"), (OfficialTrip, "trips")):
        query = held & absent("visit") if kind is OfficialTrip else held
        for agreement, day in reader.rows(kind.kind, ("agreement", "held"), query):
            before = found.get(agreement, Uses())
            latest = max(before.latest, date.fromisoformat(day))
            count = getattr(before, name) + 1
            found[agreement] = evolve(before, latest=latest, **{name: count})
    return found


@cache
def further_kinds() -> tuple[tuple[str, str], ...]:
    """The kinds that use an agreement besides visits, activities and trips, each with the field that says when."""
    found: list[tuple[str, str]] = []
    for record in RECORD_TYPES.values():
        fields = marked(record, "indexed")
        day = next((name for name in _DAYS if name in fields), None)
        if day is not None and "agreement" in fields and record not in USES:
            found.append((record.kind, day))
    return tuple(found)


def agreement_uses(reader: "SnapshotReader", first: date, last: date) -> Mapping[str, int]:
    """How often each agreement was used from one day to another, both included; by id, those that were used.

    Whatever is done counts once, for the agreement that it names, even where others could claim it.
    """
    counted = Counter({identity: uses.total for identity, uses in uses_of(reader, first, last).items()})
    for kind, day in further_kinds():
        query = from_to(day, first, last) & starts_with("agreement", "")
        for (agreement,), number in reader.count_by(kind, ("agreement",), query).items():
            counted[str(agreement)] += number
    return counted
