"""Visits, trips and enquiries name people: their unit, who is in charge and officers see them; numbers count all."""

from datetime import date, timedelta

import pytest

from agreement_samples import agreed
from organization_samples import ENLARGED, begun
from orqa.base.language import Text
from orqa.domain.partnerships.enquiries import Enquiry
from orqa.domain.partnerships.errors import InformationRefused
from orqa.domain.partnerships.mobilities import Traveller
from orqa.domain.partnerships.official_trips import OfficialTrip
from orqa.domain.partnerships.visits import Member, Visit
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.partnerships.mobility_plans import Plan
from orqa.storage.protocol import OPEN, SYSTEM, Batch
from orqa.storage.query import Query

DAY, LAST = date(2026, 11, 16), date(2026, 11, 20)
YEAR = 2570
KINDS = (Visit.kind, OfficialTrip.kind, Enquiry.kind)


@pytest.fixture
def kept(office: Office) -> Office:
    """A visit, a trip and an enquiry of the section ``ga``, beside whose people stand those of ``qa``."""
    org = begun(office).organization
    org.add_unit("qa", "งานประกันคุณภาพ", first=ENLARGED, parent="irqa", level="section")
    org.add_position("qa.head", "หัวหน้างาน", unit="qa", first=ENLARGED, roles=["section-head"], is_head=True)
    org.add_position("qa.staff", "บุคลากร", unit="qa", first=ENLARGED, roles=["staff"])
    for code, position in (("Q1", "qa.head"), ("Q2", "qa.staff")):
        org.add_person(code, code)
        org.appoint(code, position, first=ENLARGED)
    org.add_person("I1", "I1")
    org.grant("I1", "international-officer", unit="irqa", first=date(2026, 1, 5))
    agreed(office, "a")
    partnerships = office.partnerships
    visit = partnerships.visit(
        "received", "หารือ", first=DAY, visitor="Example", agreement="a", unit="ga", members=[Member(name="A. Example")]
    )
    partnerships.visits.hold(visit)
    trip = {"country": "JP", "first": DAY, "last": LAST, "unit": "ga", "passport": "official"}
    partnerships.trips.permit(partnerships.trip("E3", "ประชุม", **trip, report_by=LAST).record, "คำสั่ง 1")
    partnerships.enquire("How?", asker="C. Example", unit="ga", received=date(2026, 10, 5))
    return office


def seen(office: Office) -> tuple[int, int, int]:
    kept = office.partnerships
    return len(kept.visits.list()), len(kept.trips.list()), len(kept.enquiries.list())


SEES = {
    "I1": (1, 1, 1),
    "E1": (1, 1, 1),
    "E2": (1, 1, 1),
    "E3": (1, 1, 1),
    "Q1": (0, 0, 0),
    "Q2": (0, 0, 0),
}


@pytest.mark.parametrize("who", SEES)
def test_the_unit_the_traveller_and_the_officers_see_them(kept: Office, who: str) -> None:
    mine = kept.acting(who)
    assert seen(mine) == SEES[who]
    assert seen(kept) == (1, 1, 1), "the program sees what is of persons"
    tables = (mine.partnerships.visits.table(), mine.partnerships.trips.table(), mine.partnerships.enquiries.table())
    assert tuple(table.left_out for table in tables) == tuple(1 - number for number in SEES[who])
    assert mine.partnerships.trips.table(overdue=True).left_out == 1 - SEES[who][1]
    assert (
        len([one for one in mine.deadlines(LAST, LAST).items if one.source.kind == OfficialTrip.kind]) == SEES[who][1]
    )


@pytest.mark.parametrize("who", ["Q1", "Q2"])
def test_numbers_are_the_same_whoever_asks(kept: Office, who: str) -> None:
    mine, year = kept.acting(who), kept.year("fiscal", YEAR)
    for name in ("partnership.visits_held", "partnership.enquiries_in_time_share", "partnership.active_share"):
        assert mine.metrics.value(name, year) == kept.metrics.value(name, year)
    assert mine.metrics.value("partnership.visits_held", year).value == 1
    assert mine.metrics.value("partnership.active_share", year).value == 100
    first, last = year.first, year.last
    assert mine.partnerships.enquiries.times(first, last) == kept.partnerships.enquiries.times(first, last)
    assert mine.partnerships.enquiries.times(first, last).received == 1


@pytest.mark.parametrize(("who", "visits", "enquiries"), [("I1", 0, 0), ("Q1", 2, 1)])
def test_reports_say_what_they_leave_out(kept: Office, who: str, visits: int, enquiries: int) -> None:
    mine, year = kept.acting(who), kept.year("fiscal", YEAR)
    with mine.reports.open("visits", year) as report:
        assert report.left_out == visits
        assert sum(len(list(table.rows())) for table in report.tables) == 2 - visits
    with mine.reports.open("enquiries", year) as report:
        assert report.left_out == enquiries
        assert [str(fact.value.in_language("en")) for fact in report.facts][:2] == ["1", "0, 0"]
    with (
        mine.reports.open("partnership-overview", year) as report,
        kept.reports.open("partnership-overview", year) as whole,
    ):
        assert report.facts == whole.facts


def test_what_is_not_seen_is_not_changed(kept: Office) -> None:
    visit, trip, enquiry = (
        *(kept.partnerships.visits.list()[0], kept.partnerships.trips.list()[0]),
        kept.partnerships.enquiries.list()[0],
    )
    mine = kept.acting("Q2").partnerships
    for asks in (
        lambda: mine.visits.report(visit, "x"),
        lambda: mine.trips.report(trip, "x"),
        lambda: mine.answer(enquiry, words={"th": "x"}),
    ):
        with pytest.raises(NotFound):
            asks()


def test_a_request_for_a_trip_is_seen_by_whoever_sees_the_trip(kept: Office) -> None:
    traveller = kept.acting("E3")
    asked = traveller.partnerships.trip("E3", "ดูงาน", country="JP", first=DAY, last=LAST, unit="ga").record
    request = traveller.partnerships.trips.submit(asked)
    assert kept.acting("Q1").approvals.requests() == ()
    assert kept.acting("E2").approvals.requests() == (request,)


def test_staff_take_enquiries_in_for_their_own_unit(kept: Office) -> None:
    mine = kept.acting("Q2").partnerships
    made = mine.enquire("เมื่อใด")
    assert made.unit == "qa"
    assert mine.enquiries.list() == (made,)
    assert kept.acting("E3").partnerships.enquiries.list()[-1] == made, "clerks see all"
    with pytest.raises(NotAllowed) as refused:
        mine.enquire("เมื่อใด", unit="ga")
    assert "งานบริหารทั่วไป" in refused.value.message("th")
    assert "take enquiries in" in refused.value.message("en")


@pytest.mark.parametrize("by", ["Q2", "E3"])
def test_an_enquiry_is_handed_over_to_another_unit(kept: Office, by: str) -> None:
    made = kept.acting("Q2").partnerships.enquire("ทุนมีเมื่อใด", key="1")
    hands = kept.acting(by).partnerships.enquiries
    given = hands.hand_over(made, "เป็นเรื่องของหน่วยอื่น", unit="ga", owner="E2", key="h")
    owner = kept.organization.person("E2").id
    assert (given.unit, given.owner, given.note) == ("ga", owner, "เป็นเรื่องของหน่วยอื่น")
    assert (given.number, given.year, given.due, given.version) == (made.number, made.year, made.due, 2)
    assert kept.partnerships.enquiries.hand_over(made, given.note, unit="ga", owner="E2", key="h") == given
    assert kept.partnerships.enquiries.get(made) == given
    assert given not in kept.acting("Q2").partnerships.enquiries.list()
    assert given in kept.acting("E2").partnerships.enquiries.list()
    with pytest.raises(NotFound):
        kept.acting("Q2").partnerships.enquiries.hand_over(made, "x", unit="qa")


def test_who_hands_over_and_to_whom(kept: Office) -> None:
    enquiries = kept.partnerships.enquiries
    made = kept.partnerships.enquire("เมื่อใด", unit="qa", owner="E1")
    with pytest.raises(NotAllowed):  # whoever answers one sees it, but keeps no enquiries of that unit
        kept.acting("E1").partnerships.enquiries.hand_over(made, "x", unit="ga")
    for fields, told in ({}, "which unit or person"), ({"unit": "ga", "reason": " "}, "say why"):
        with pytest.raises(InformationRefused, match=told):
            enquiries.hand_over(made, **{"reason": "x", **fields})
    with pytest.raises(NotFound):
        enquiries.hand_over(made, "x", unit="no-such")
    assert enquiries.hand_over(made, "x", owner="Q2").unit == "qa"
    enquiries.close(made, "x")
    with pytest.raises(InformationRefused, match="closed"):
        enquiries.hand_over(made, "x", unit="ga")


def test_what_was_left_open_by_an_earlier_program_is_mended(kept: Office) -> None:
    for kind in KINDS:
        with kept.store.read(SYSTEM) as reader:
            records = [kept.codec.decode(stored) for stored in reader.find(kind, Query(), limit=9).items]
        at = kept.now()
        puts = tuple(kept.codec.encode(record, readers=()) for record in records)
        kept.store.apply(Batch(kept.ids.next_id(at), "program", "visit.keep", at, puts))
    assert seen(kept.acting("Q1")) == (1, 1, 1)
    assert kept.mend_readers() == dict.fromkeys(KINDS, 1)
    assert seen(kept.acting("Q1")) == (0, 0, 0)
    with kept.store.read(OPEN) as reader:
        assert [reader.count(kind, Query()) for kind in KINDS] == [0, 0, 0]


@pytest.mark.parametrize("who", ["I1", "Q2"])
def test_tables_of_persons_say_how_many_rows_they_leave_out(kept: Office, who: str) -> None:
    stays = kept.partnerships.stays
    for name, first, last in (("A", DAY, None), ("B", DAY, DAY), ("C", LAST, None)):
        made = stays.register(name, group="staff", visa="non_b", unit="ga", first=first, entered=DAY, until=LAST)
        if last:
            stays.happened(made.record, "contract_end", last)
    study = {"country": "JP", "first": DAY, "last": date(2028, 11, 15)}
    kept.partnerships.study_case("E3", **study)
    mine = kept.acting(who).partnerships
    share = 0 if who == "I1" else 1
    for on, here in ((DAY - timedelta(days=1), 0), (DAY, 2), (DAY + timedelta(days=1), 1), (LAST, 2)):
        table = mine.stays.table(on=on)
        assert (len(list(table.rows())), table.left_out) == ((1 - share) * here, share * here)
    assert mine.stays.table(everybody=True).left_out == 3 * share
    assert mine.stays.table("A", everybody=True).left_out == 0, "no name is confirmed to whoever may not see it"
    assert mine.stays.table(unit="qa", everybody=True).left_out == 0
    assert mine.study_cases.table().left_out == mine.study_cases.table(unit="ga").left_out == share
    assert mine.study_cases.table("E3").left_out == 0
    kept.partnerships.add_partner({"en": "Example University"}, country="JP")
    who_goes = Traveller(given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"))
    plan = Plan(terms=("first",), first=DAY, last=LAST)
    kept.partnerships.nominate_person(who_goes, "Example University", "sent", plan, on=DAY)
    assert (len(list(mine.mobility_table().rows())), mine.mobility_table().left_out) == (1 - share, share)
    assert mine.mobility_table(direction="sent").left_out == share
    assert mine.mobility_table(direction="received").left_out == 0
