"""Metrics of foreigners: how many are with the university on a day, of which nationality."""

from collections import Counter
from typing import Final

from orqa.base.language import Text
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.stay_records import Stay
from orqa.reporting.metrics import Measure, MetricContext
from orqa.storage.query import is_in

_FIELDS: Final = ("id", "person", "nationality", "first", "last")
_UNTOLD = Text.of(en="not told", th="ไม่ระบุ")


class ForeignPeople:
    """Foreign staff or students on the last day of the period that has begun; each person once.

    Counted are the groups that the vocabulary ``foreigner`` counts so, as far as whoever asks may see them.
    """

    def __init__(self, counted_as: str) -> None:
        self._counted_as = counted_as

    def measure(self, context: MetricContext) -> Measure:
        """The parts are nationalities, most first."""
        groups = {
            code: term
            for code, term in context.profile.vocabularies.get("foreigner", {}).items()
            if term.extra["counted_as"] == self._counted_as
        }
        on = context.until.isoformat()
        found = {}
        for identity, person, nationality, first, last in context.reader.rows(
            Stay.kind, _FIELDS, is_in("group", sorted(groups))
        ):
            if str(first) <= on and (not last or str(last) >= on):
                found[person or identity] = nationality
        counted = Counter(country(code).name if code else _UNTOLD for code in found.values())
        parts = sorted(counted.items(), key=lambda part: (-part[1], str(part[0])))
        cited = tuple(citation for term in groups.values() for citation in term.citations)
        return Measure(value=len(found), count=len(found), parts=tuple(parts), citations=cited)
