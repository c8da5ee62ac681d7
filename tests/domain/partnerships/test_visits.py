"""Visits, activities, trips and the information service as they are kept: what follows what, and texts from outside."""

from datetime import date
from unicodedata import category

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.domain.partnerships import official_trips, visits
from orqa.domain.partnerships.enquiries import ApprovedText, ScholarshipNews, TextState
from orqa.domain.partnerships.errors import TripRefused, VisitRefused
from orqa.domain.partnerships.official_trips import OfficialTrip, TripState
from orqa.domain.partnerships.visits import ProgrammeItem, Visit, VisitState, in_order
from orqa.domain.partnerships.written import clean_forms, clean_lines, is_link

DAY = date(2026, 11, 23)
VISIT = Visit(id="v", direction="received", purpose="หารือ", first=DAY, last=DAY)
TRIP = OfficialTrip(id="t", person="p", unit="irqa", purpose="ประชุม", country="JP", first=DAY, last=DAY)

VISIT_STEPS = [
    ("planned", "confirmed", True),
    ("planned", "held", True),
    ("planned", "reported", False),
    ("planned", "cancelled", True),
    ("confirmed", "held", True),
    ("confirmed", "planned", False),
    ("confirmed", "cancelled", True),
    ("held", "reported", True),
    ("held", "cancelled", False),
    ("reported", "held", False),
    ("cancelled", "planned", False),
]


@pytest.mark.parametrize(("before", "after", "follows"), VISIT_STEPS)
def test_what_may_follow_in_a_visit(before: str, after: str, follows: bool) -> None:  # noqa: FBT001 - a column
    visit = evolve(VISIT, state=before)
    if follows:
        assert visits.moved_to(visit, VisitState(after)).state is VisitState(after)
        return
    with pytest.raises(VisitRefused) as refused:
        visits.moved_to(visit, VisitState(after))
    assert visits.STATES[VisitState(before)].in_language("th") in refused.value.message("th")


def test_a_visit_is_held_from_its_first_day_on() -> None:
    held = visits.moved_to(VISIT, VisitState.HELD)
    assert (VISIT.held, held.held) == (None, DAY)
    assert visits.moved_to(held, VisitState.REPORTED, report=" ดี\r\n\r\n\r\nมาก\x07 ").report == "ดี\n\nมาก"


TRIP_STEPS = [
    ("planned", "permitted", DAY),
    ("planned", "cancelled", None),
    ("permitted", "reported", DAY),
    ("permitted", "cancelled", None),
]


@pytest.mark.parametrize(("before", "after", "held"), TRIP_STEPS)
def test_what_may_follow_in_a_trip(before: str, after: str, held: date | None) -> None:
    trip = evolve(TRIP, state=before, held=DAY if before == "permitted" else None)
    assert official_trips.moved_to(trip, TripState(after)).held == held


@pytest.mark.parametrize(("before", "after"), [("planned", "reported"), ("reported", "cancelled")])
def test_what_may_not_follow_in_a_trip(before: str, after: str) -> None:
    with pytest.raises(TripRefused, match="what may follow"):
        official_trips.moved_to(evolve(TRIP, state=before), TripState(after))


@pytest.mark.parametrize(
    ("state", "report_by", "on", "overdue"),
    [
        ("permitted", DAY, DAY, False),
        ("permitted", DAY, date(2026, 11, 24), True),
        ("permitted", None, date(2030, 1, 1), False),
        ("reported", DAY, date(2026, 11, 24), False),
        ("cancelled", DAY, date(2026, 11, 24), False),
    ],
)
def test_when_a_report_is_overdue(state: str, report_by: date | None, on: date, overdue: bool) -> None:  # noqa: FBT001
    assert evolve(TRIP, state=state, report_by=report_by).is_overdue(on) is overdue


def test_a_programme_stands_in_the_order_of_time() -> None:
    late = ProgrammeItem(on=DAY, starts=13 * 60, what="ลงนาม")
    early = ProgrammeItem(on=DAY, starts=9 * 60, what="ต้อนรับ")
    whole = ProgrammeItem(on=DAY, what="ล่าม")
    assert in_order((late, early, whole)) == (whole, early, late)


@given(st.text())
def test_what_is_kept_of_a_text_stays_as_it_is(text: str) -> None:
    kept = clean_lines(text)
    assert clean_lines(kept) == kept
    assert "\n\n\n" not in kept
    assert not {"Cc", "Cf", "Cs"} & {category(one) for one in kept.replace("\n", "")}


def test_markup_is_kept_as_letters() -> None:
    assert clean_lines("<script>alert(1)</script>\x00\u202e") == "<script>alert(1)</script>"


def test_forms_without_a_letter_are_left_out() -> None:
    assert clean_forms(Text.of(th=" ก ", en=" \n")) == Text.of(th="ก")
    with pytest.raises(ValueError, match="at least one language"):
        clean_forms(Text.of(en="\u200b"))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://user@example.org", False),
        ("https://exa mple.org", False),
        ("https://example.org/\u202e", False),
        ("//example.org", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_which_addresses_are_links(text: str, link: bool) -> None:  # noqa: FBT001 - a column
    assert is_link(text) is link


@pytest.mark.parametrize(
    ("state", "on", "holds"),
    [
        (TextState.APPROVED, DAY, True),
        (TextState.APPROVED, date(2026, 11, 22), False),
        (TextState.APPROVED, date(2026, 12, 31), True),
        (TextState.APPROVED, date(2027, 1, 1), False),
        (TextState.DRAFT, DAY, False),
        (TextState.WITHDRAWN, DAY, False),
    ],
)
def test_when_a_text_may_be_used(state: TextState, on: date, holds: bool) -> None:  # noqa: FBT001 - a column
    text = ApprovedText(
        id="a",
        code="a",
        title=Text.of(en="A"),
        body=Text.of(en="B"),
        valid_from=DAY,
        valid_to=date(2026, 12, 31),
        state=state,
    )
    assert text.holds(on) is holds


@pytest.mark.parametrize(
    ("opens", "closes", "withdrawn", "is_open"),
    [
        (None, None, "", True),
        (DAY, DAY, "", True),
        (date(2026, 11, 24), None, "", False),
        (None, date(2026, 11, 22), "", False),
        (None, None, "ผิด", False),
    ],
)
def test_when_a_scholarship_is_open(
    opens: date | None,
    closes: date | None,
    withdrawn: str,
    is_open: bool,  # noqa: FBT001
) -> None:
    news = ScholarshipNews(
        id="n", title=Text.of(en="A"), audience=("student",), opens=opens, closes=closes, withdrawn=withdrawn
    )
    assert news.is_open(DAY) is is_open


WRONG = {
    "no purpose": lambda: evolve(VISIT, purpose=" "),
    "no direction": lambda: evolve(VISIT, direction="both"),
    "no code of a country": lambda: evolve(TRIP, country="Japan"),
    "for nobody": lambda: ScholarshipNews(id="n", title=Text.of(en="A"), audience=()),
    "no address": lambda: ScholarshipNews(id="n", title=Text.of(en="A"), audience=("a",), source="javascript:1"),
    "no code": lambda: ApprovedText(id="a", code="A b", title=Text.of(en="A"), body=Text.of(en="B"), valid_from=DAY),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_a_record_cannot_be(wrong: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each its own message
        WRONG[wrong]()
