"""Estimates of what is planned (ประมาณการค่าใช้จ่าย), by the rates of the office's profile."""

from typing import TYPE_CHECKING, TypeAlias

from orqa.office.service import Service

if TYPE_CHECKING:
    from orqa.domain.budgets.estimates import Estimate
    from orqa.domain.budgets.seminars import Meeting, Seminar
    from orqa.domain.budgets.travel import Trip
    from orqa.domain.budgets.travel_abroad import TripAbroad
    from orqa.rules.decisions import Decision

Planned: TypeAlias = "Trip | TripAbroad | Seminar | Meeting"
"""What can be estimated."""


class Estimating(Service):
    """Work out what something may cost before money is asked for."""

    def estimate(self, planned: "Planned", *, partly: bool = False) -> "Decision[Estimate]":
        """What a trip, a trip abroad, a training or seminar, or a meeting may cost at most (ประมาณการ).

        Each line goes by the rates of its own day, and cites them. Nothing is written.

        Args:
            planned: what is planned; :func:`~orqa.office.budgets.estimate_files.planned_of` reads it from a file.
            partly: whether a part whose rate no source tells is told in ``unknown`` and left out of the total.

        Raises:
            EstimateRefused: when what is given contradicts itself.
            NotModelled: where a rate is not known, and ``partly`` is not asked for; always for a level of position that
                nothing puts in a group.
            UnknownDimension, UnknownTerm: when there is no such fund, level, venue …
        """
        from orqa.domain.budgets.seminars import Meeting, Seminar, decide_meeting, decide_seminar
        from orqa.domain.budgets.travel import Trip, decide_trip
        from orqa.domain.budgets.travel_abroad import TripAbroad, decide_trip_abroad

        rules = self._office.profile.ruleset
        match planned:
            case Trip():
                return decide_trip(planned, rules, partly=partly)
            case TripAbroad():
                return decide_trip_abroad(planned, rules, partly=partly)
            case Seminar():
                return decide_seminar(planned, rules, partly=partly)
            case Meeting():
                return decide_meeting(planned, rules, partly=partly)
