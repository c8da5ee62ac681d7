"""Metrics of exchange: who went and came. Persons, mobilities and semesters are three counts of the same files.

Somebody counts who arrived: in an academic year by the year of the file, in another year by the day of arrival.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from orqa.base.language import Text
from orqa.domain.partnerships.learning import LearningAgreement
from orqa.domain.partnerships.mobilities import WENT, Mobility, MobilityState
from orqa.domain.partnerships.movements import UNITS
from orqa.office.deadlines import from_to
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.metrics import Measure, MetricContext
from orqa.storage.codec import Codec
from orqa.storage.query import equal, is_in

_CODEC: Final = Codec([Mobility, LearningAgreement])
_SEMESTER: Final = "student_semester"


def went(context: MetricContext) -> Iterator[Mobility]:
    """Mobilities of the period of those who arrived, as far as whoever asks may see them."""
    period = context.period
    asked = equal("year", period.ce) if period.kind == "academic" else from_to("arrived", period.first, context.until)
    return every(context.reader, _CODEC, Mobility, asked & is_in("state", WENT))


class Moved:
    """Who went one way in the period.

    Args:
        direction: ``sent`` or ``received``.
        people: ``student`` or ``staff``.
        counted: ``person``, each once however often; or ``mobility``, each file.
    """

    def __init__(self, direction: str, people: str, counted: str) -> None:
        self._direction, self._people, self._counted = direction, people, counted

    def measure(self, context: MetricContext) -> Measure:
        """The parts are kinds of mobility, most first; a person of two kinds is in the part of each."""
        found = [one for one in went(context) if (one.direction, one.people) == (self._direction, self._people)]
        by_person = self._counted == "person"
        held = {(one.mobility_kind, one.traveller_key if by_person else one.id) for one in found}
        parts = Counter(kind for kind, _ in held)
        kinds: Any = context.profile.vocabularies.get("mobility-kind", {})
        terms = [(kinds[kind].title if kind in kinds else Text.of(en=kind), number) for kind, number in parts.items()]
        return Measure(
            value=len({who for _, who in held}),
            count=len(found),
            parts=tuple(sorted(terms, key=lambda part: (-part[1], str(part[0])))),
        )


class Semesters:
    """How much was planned of those who went one way, in student-semesters.

    Args:
        direction: ``sent`` or ``received``.
    """

    def __init__(self, direction: str) -> None:
        self._direction = direction

    def measure(self, context: MetricContext) -> Measure:
        """Of a stay that ended early, what was attended. Other units are parts of their own and not in the number."""
        sums: dict[str, Decimal] = {}
        found = [one for one in went(context) if one.direction == self._direction and one.units]
        for one in found:
            units = one.units if one.attended is None else one.attended
            sums[one.counted_in] = sums.get(one.counted_in, Decimal(0)) + units
        parts = tuple((UNITS.get(unit) or Text.of(en=unit), number) for unit, number in sorted(sums.items()))
        return Measure(value=sums.get(_SEMESTER, Decimal(0)), count=len(found), parts=parts)


class ProgrammesBothWays:
    """Programmes of study with students who went and students who came in the period."""

    def measure(self, context: MetricContext) -> Measure:
        """Files that name no programme do not count."""
        found = [one for one in went(context) if one.people == "student" and one.programme]
        both = set.intersection(*(_programmes(found, way) for way in ("sent", "received")))
        return Measure(value=len(both), count=len(found), parts=tuple((Text.of(th=one), 1) for one in sorted(both)))


class Agreed:
    """Of the mobilities of students sent in the period, the share whose learning agreement was approved."""

    def measure(self, context: MetricContext) -> Measure:
        """Nothing where nobody was sent."""
        found = _students_sent(context)
        kept = {one.mobility for one in every(context.reader, _CODEC, LearningAgreement) if one.approved is not None}
        return _share(sum(one.id in kept for one in found), len(found))


class Recognised:
    """Of the mobilities of students sent in the period and returned, the share that was recognised."""

    def measure(self, context: MetricContext) -> Measure:
        """Nothing where nobody is back."""
        found = [one for one in _students_sent(context) if one.returned is not None]
        return _share(sum(one.stands is MobilityState.RECOGNISED for one in found), len(found))


def _students_sent(context: MetricContext) -> list[Mobility]:
    return [one for one in went(context) if (one.direction, one.people) == ("sent", "student")]


def _share(part: int, whole: int) -> Measure:
    return Measure(value=(Decimal(part * 100) / whole).quantize(Decimal("0.1")) if whole else None, count=whole)


def _programmes(found: Iterable[Mobility], direction: str) -> set[str]:
    return {one.programme for one in found if one.direction == direction}
