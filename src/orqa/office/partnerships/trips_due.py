"""What falls due with trips abroad: reports after the return (กำหนดรายงานการไปราชการต่างประเทศ)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.organization.tasks import person_token
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.official_trips import OfficialTrip, TripState
from orqa.office.deadlines import Deadline, from_to
from orqa.office.paging import every
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.office import Office

_REPORT = Text.of(en="Report of the trip to {country}: {purpose}", th="รายงานการไปราชการ{country}: {purpose}")


def trips_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Of trips that were permitted and not reported, the days of the report from one day to another."""
    query = equal("state", TripState.PERMITTED.value) & from_to("report_by", first, last)
    with office.reading(personal=True) as reader:
        for trip in every(office, reader, OfficialTrip, query):
            if trip.report_by is not None:
                yield Deadline(
                    day=trip.report_by,
                    area="partnerships",
                    title=_REPORT.fill(country=country(trip.country).name, purpose=trip.purpose),
                    about=trip.ref,
                    source=trip.ref,
                    whom=person_token(trip.person),
                )
