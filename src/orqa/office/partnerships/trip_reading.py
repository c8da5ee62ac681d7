"""Trips abroad are read: one, many, their versions, those whose report is late (การไปราชการต่างประเทศ)."""

from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.partnerships.official_trips import OfficialTrip, TripState
from orqa.office.partnerships.keeping import Keeping, days_from
from orqa.storage.query import ALL, between, equal

if TYPE_CHECKING:
    from orqa.reporting.tables import Table
    from orqa.storage.query import Query

TRIP: Final = Text.of(en="the trip", th="การไปราชการ")


class TripReading(Keeping):
    """Read trips abroad; a part of ``office.partnerships.trips``."""

    def get(self, trip: OfficialTrip | str) -> OfficialTrip:
        """A trip as it is now.

        Raises:
            NotFound: when there is none.
        """
        return self._one(OfficialTrip, trip if isinstance(trip, str) else trip.id, TRIP)

    def is_approved(self, trip: OfficialTrip | str) -> bool:
        """Whether the latest request about a trip was approved."""
        request = self._office.approvals.latest(self.get(trip))
        return request is not None and request.state is ApprovalState.APPROVED

    def versions(self, trip: OfficialTrip | str) -> tuple[OfficialTrip, ...]:
        """All versions of a trip, the first one first, each with the reason for it (ประวัติการแก้ไข).

        Raises:
            NotFound: when there is none.
        """
        return self._versions(self.get(trip))

    def list(
        self, first: date | None = None, last: date | None = None, *, person: str = ""
    ) -> tuple[OfficialTrip, ...]:
        """Trips that begin from one day to another, both included, by default all; the earliest first."""
        query = days_from("first", first, last) & (equal("person", self._person(person)) if person else ALL)
        return self._every(OfficialTrip, query, ("first",))

    def overdue(self, on: date | None = None) -> tuple[OfficialTrip, ...]:
        """Trips whose report is owed and late on a day, by default today (ค้างรายงาน)."""
        return self._every(OfficialTrip, _late(on or self._office.today()), ("report_by",))

    def table(self, first: date | None = None, last: date | None = None, *, overdue: bool = False) -> "Table":
        """Trips as a table (ทะเบียนการไปราชการต่างประเทศ); the traveller is personal data.

        Trips that whoever acts may not see are left out, and their number is told.

        Args:
            first: as of :meth:`list`.
            last: as of :meth:`list`.
            overdue: those of :meth:`overdue` alone, whenever they began.
        """
        from orqa.office.partnerships.trip_tables import trip_table

        query = _late(self._office.today()) if overdue else days_from("first", first, last)
        found = self._every(OfficialTrip, query, ("report_by" if overdue else "first",))
        return self._with_left_out(trip_table(self._office, found), OfficialTrip, query)


def _late(on: date) -> "Query":
    return equal("state", TripState.PERMITTED.value) & between("report_by", None, on.isoformat())
