"""Trips abroad in an office: asked for, approved, recorded as duty, reported, overdue."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agreement_samples import agreed
from organization_samples import begun
from orqa.domain.budgets.travel_abroad import TripAbroad
from orqa.domain.partnerships.countries import CountryNotUnderstood
from orqa.domain.partnerships.errors import TripRefused
from orqa.domain.partnerships.official_trips import TripState
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.partnerships.uses import Uses, uses_of
from orqa.reporting.audience import Audience
from orqa.rules.errors import UnknownTerm

FIRST, LAST, LATE = date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 22)


@pytest.fixture
def peopled(office: Office) -> Office:
    return begun(office)


def asked(office: Office, **fields: Any) -> Any:
    given = {"country": "ญี่ปุ่น", "first": FIRST, "last": LAST, "unit": "ga", "report_by": LATE}
    return office.partnerships.trip("E3", "ประชุมเครือข่าย", **{**given, **fields}).record


def test_a_trip_goes_along_its_route_and_becomes_duty(peopled: Office) -> None:
    traveller = peopled.acting("E3")
    agreed(peopled, "a")
    trip = asked(traveller, key="1", agreement="a")
    assert asked(traveller, key="1", agreement="a") == trip
    assert (trip.country, trip.state, trip.version) == ("JP", TripState.PLANNED, 1)
    with pytest.raises(TripRefused, match="not approved"):
        peopled.partnerships.trips.permit(trip)
    request = traveller.partnerships.trips.submit(trip)
    for person in ("E2", "E1"):
        peopled.acting(person).approvals.approve(request)
    director = peopled.acting("E1").partnerships.trips
    permitted = director.permit(trip, key="p")
    assert director.permit(trip, key="p") == permitted
    (event,) = peopled.attendance.events.list(FIRST, LAST)
    assert (event.ref, event.event, event.person, event.first) == (permitted.duty, "official_duty", trip.person, FIRST)
    with peopled.reading(personal=True) as reader:
        assert uses_of(reader, FIRST, LAST) == {"a": Uses(trips=1, latest=FIRST)}
    assert peopled.partnerships.trips.overdue() == (permitted,)
    assert peopled.partnerships.trips.overdue(LATE) == ()
    reported = traveller.partnerships.trips.report(trip, "ได้ข้อตกลง")
    assert (reported.state, reported.reported) == (TripState.REPORTED, date(2026, 11, 23))
    assert peopled.partnerships.trips.overdue() == ()
    assert peopled.verify(deep=True).findings == ()


def test_an_order_on_paper_permits_and_a_trip_that_is_off_is_no_duty(peopled: Office) -> None:
    trips = peopled.partnerships.trips
    trip = trips.permit(asked(peopled), "คำสั่ง 9/2569")
    (due,) = (one for one in peopled.deadlines(LATE, LATE).items if one.source == trip.ref)
    assert (due.area, due.whom) == ("partnerships", f"person:{trip.person}")
    assert trips.cancel(trip, "งดเดินทาง").held is None
    assert peopled.attendance.events.list(FIRST, LAST) == ()
    assert not [one for one in peopled.deadlines(LATE, LATE).items if one.source == trip.ref]


def test_the_estimate_is_kept_with_what_no_source_tells(peopled: Office) -> None:
    zone = ZoneInfo("Asia/Bangkok")
    departs = datetime(2026, 11, 16, 8, tzinfo=zone)
    plan = TripAbroad(position_level="professional", departs=departs, returns=departs + timedelta(days=4, hours=10))
    changed = peopled.partnerships.trip(
        *("E3", "x"), country="JP", first=FIRST, last=LAST, unit="ga", plan=plan, passport="official"
    )
    expected = peopled.budgets.estimate(plan, partly=True).value
    assert changed.record.estimate == expected.total
    assert changed.findings == (*expected.findings, *expected.unknown)
    assert changed.record.report_by is None, "no rule tells the days"


REFUSED: list[tuple[str, Callable[[Office], object], type[Exception], str]] = [
    ("reversed", lambda o: asked(o, first=LAST, last=FIRST), TripRefused, "lies before"),
    ("report before", lambda o: asked(o, report_by=FIRST), TripRefused, "before the last day"),
    ("country", lambda o: asked(o, country="Columbia"), CountryNotUnderstood, "CO"),
    ("unit", lambda o: asked(o, unit="?"), NotFound, "unit"),
    ("passport", lambda o: asked(o, passport="?"), UnknownTerm, "official"),
    ("visit", lambda o: asked(o, visit="?"), NotFound, "visit"),
    ("letter", lambda o: asked(o, letters=["?"]), NotFound, "letter"),
    ("no trip", lambda o: o.partnerships.trips.get("?"), NotFound, "trip"),
    ("no report", lambda o: o.partnerships.trips.report(asked(o), " "), TripRefused, "came of it"),
    ("not permitted", lambda o: o.partnerships.trips.report(asked(o), "x"), TripRefused, "what may follow"),
    ("no reason", lambda o: o.partnerships.trips.cancel(asked(o), " "), TripRefused, "say why"),
    (
        "not back",
        lambda o: o.partnerships.trips.report(asked(o, last=date(2026, 12, 1), report_by=None), "x"),
        TripRefused,
        "not over",
    ),
    ("another's", lambda o: asked(o.acting("E2"), unit="irqa"), NotAllowed, "may not"),
]


@pytest.mark.parametrize(("call", "error", "told"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_refused_tells_why(peopled: Office, call: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        call(peopled)


def test_the_public_table_names_no_traveller(peopled: Office) -> None:
    asked(peopled)
    table = peopled.partnerships.trips.table()
    assert "person" not in {column.name for column in table.for_audience(Audience.PUBLIC).columns}
    (row,) = table.records(personal=True)
    assert (str(row["country"]), row["overdue"]) == ("Japan", False)


@pytest.mark.parametrize(("country", "code", "told"), [("Korea", "KR", 1), ("South Korea", "KR", 0), ("JP", "JP", 0)])
def test_a_country_that_another_is_called_by_is_told(office: Office, country: str, code: str, told: int) -> None:
    kept = begun(office).partnerships
    trip = kept.trip("E3", "ประชุม", country=country, first=FIRST, last=LAST, unit="ga")
    study = kept.study_case("E3", country=country, first=FIRST, last=LAST)
    for made in (trip, study):
        assert made.record.country == code
        assert [one.code for one in made.findings] == ["country-called-so-too"] * told
        assert {one.record for one in made.findings} <= {made.record.ref}
    for one in trip.findings:
        assert "เกาหลีเหนือ" in one.message.in_language("th")
        assert "'Korea' was taken for" in one.message.in_language("en")
