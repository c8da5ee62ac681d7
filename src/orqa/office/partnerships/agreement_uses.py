"""How much agreements are used: what was done under each in a time, over all kinds of records that name one.

Visits, activities and trips are counted as :mod:`orqa.office.partnerships.uses` counts them. Any further kind takes
part by its fields alone: an indexed ``agreement``, the id, and an indexed day, ``held`` or ``arrived``.
"""

from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from orqa.base.markers import marked
from orqa.office.deadlines import from_to
from orqa.office.partnerships.uses import USES, uses_of
from orqa.office.record_types import RECORD_TYPES
from orqa.storage.query import starts_with

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.reporting.context import SnapshotReader

_DAYS: Final = ("held", "arrived")
"""The fields that say on which day something was done, the first of them that a kind has."""


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


def agreement_uses(reader: "SnapshotReader", first: date, last: date) -> "Mapping[str, int]":
    """How often each agreement was used from one day to another, both included; by id, those that were used.

    Whatever is done counts once, for the agreement that it names, even where others could claim it.
    """
    counted = Counter({identity: uses.total for identity, uses in uses_of(reader, first, last).items()})
    for kind, day in further_kinds():
        query = from_to(day, first, last) & starts_with("agreement", "")
        for (agreement,), number in reader.count_by(kind, ("agreement",), query).items():
            counted[str(agreement)] += number
    return counted
