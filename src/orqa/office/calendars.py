"""Whose working days are which (วันทำการของแต่ละพื้นที่): the office's calendar for each region, person and unit."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from orqa.base.errors import OrqaError
from orqa.office.access import UNNAMED
from orqa.office.paging import every
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orqa.base.calendar import WorkCalendar
    from orqa.base.language import Text
    from orqa.domain.attendance.people import Employment
    from orqa.domain.attendance.roster import CalendarOf
    from orqa.domain.organization.regions import Stays
    from orqa.office.office import Office


class Calendars:
    """The working days of an office, by region; reached as ``office.calendars``.

    Whoever counts days of a person or for a unit asks here. Calendars are kept once made: few regions, and few ways to
    move from one to another.
    """

    def __init__(self, office: "Office", made: "dict[Stays, WorkCalendar] | None" = None) -> None:
        self._office = office
        self._made = {} if made is None else made

    def of_office(self, office: "Office") -> "Calendars":
        """The same for an office under the same profile, such as one through which somebody acts."""
        return Calendars(office, self._made)

    def of_region(self, region: str = "") -> "WorkCalendar":
        """The calendar of a region (ISO 3166-2 code or name); of the profile's own by default.

        Raises:
            LookupError: when the profile's calendar has no such region.
        """
        return self._of(((date.min, region),)) if region else self._of(())

    def of_unit(self, unit: str) -> "WorkCalendar":
        """The calendar of a unit: of its region, else that of the nearest unit above it that has one.

        Args:
            unit: id of the unit; empty, or one that there never was, for the office as a whole.
        """
        from orqa.domain.organization.regions import unit_stays

        return self._of(unit_stays(self._office.organization.structure, unit))

    def of_person(self, person: str, employments: "Iterable[Employment] | None" = None) -> "WorkCalendar":
        """The calendar of a person: of the unit in which they work, on each day as it was on that day.

        That is the unit of the stretch of service, else the units of their posts and granted roles; who works in none
        with a region has the office's own days.

        Args:
            person: id.
            employments: every stretch of the person's service, where it was read already.
        """
        structure = self._office.organization.structure
        if not structure.has_regions:
            return self._of(())
        from orqa.domain.attendance.people import Employment
        from orqa.domain.organization.regions import person_stays

        if employments is None:
            with self._office.store.read(UNNAMED) as reader:  # of it the region alone is told
                employments = tuple(every(self._office, reader, Employment, equal("person", person)))
        return self._of(person_stays(structure, person, employments))

    def of_people(self, employments: "Mapping[str, tuple[Employment, ...]]") -> "CalendarOf":
        """The calendar of each of many people, whose stretches of service were read already."""
        return cache(lambda person: self.of_person(person, employments.get(person, ())))

    def spelled(self, region: str) -> str:
        """A region as it is kept, ``TH-90`` for ``สงขลา``; as it is given where the calendar does not know it."""
        return region if not region or self.wrong_region(region) else self.of_region(region).region or region

    def wrong_region(self, region: str) -> "Text | None":
        """Why the profile's calendar has no such region; None where it has."""
        try:
            self.of_region(region)
        except OrqaError as error:
            if not isinstance(error, LookupError):
                raise
            return error.messages
        return None

    # ------------------------------------------------------------------ inside

    def _of(self, stays: "Stays") -> "WorkCalendar":
        key = stays if any(region for _, region in stays) else ()
        known = self._made.get(key)
        return known if known is not None else self._made.setdefault(key, self._make(key))

    def _make(self, stays: "Stays") -> "WorkCalendar":
        profile = self._office.profile
        if len(stays) > 1:
            from orqa.base.moving_calendar import MovingCalendar

            return MovingCalendar.of([(first, self.of_region(region)) for first, region in stays])
        region = stays[0][1] if stays else profile.region
        return self._office.contributions.calendar(profile.calendar, region or None)
