"""Calls in an office: applications in their days, a selection with reasons, places that are never given twice."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest

import orqa
from organization_samples import begun
from orqa.base.language import Text
from orqa.domain.organization.errors import NoApprover
from orqa.domain.partnerships.calls import Condition, Criterion, MobilityCall
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Traveller
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.partnerships import PartnershipService

HOST, IN_TIME, AFTER = "Example University", date(2026, 3, 5), date(2026, 4, 2)
GPA = Criterion(code="gpa", title=Text.of(en="GPA", th="เกรดเฉลี่ย"), weight=Decimal(100), most=Decimal(4))
FIT = Condition(code="gpa", least=Decimal("3.00"), level="bachelor")


@pytest.fixture
def url() -> str:
    return "memory:"


@pytest.fixture
def keep(office: Office) -> PartnershipService:
    begun(office).partnerships.add_partner({"en": HOST}, country="JP")
    return office.partnerships


def person(code: str) -> Traveller:
    return Traveller(code=code, given_name=Text.of(en=code), family_name=Text.of(en="Example"))


def opened(keep: PartnershipService, left: int = 1, **fields: Any) -> MobilityCall:
    given = {"opens": date(2026, 3, 1), "closes": date(2026, 3, 31), "criteria": [GPA], "conditions": [FIT]}
    more = {"terms": ["first"], "first": date(2026, 8, 10), "places": {HOST: left}}
    return keep.call("C1", "Exchange", **{**given, **more, **fields}).record


def applied(keep: PartnershipService, code: str, gpa: str, on: date = IN_TIME) -> str:
    return keep.apply("C1", person(code), {"gpa": gpa}, level="bachelor", on=on).record.id


def test_from_the_call_to_the_file(keep: PartnershipService, office: Office) -> None:
    call = opened(keep)
    low, high, unfit = applied(keep, "S1", "3.1"), applied(keep, "S2", "3.9"), applied(keep, "S3", "2.9")
    assert [one.id for one in keep.select("C1", AFTER)] == [high, low, unfit]
    assert [one.state for one in keep.applications(call)] == ["selected", "reserve", "not_eligible"]
    made = keep.nominate(high, AFTER, key="n").record
    assert keep.nominate(high, AFTER, key="n").record.id == made.id
    assert (made.code, made.call, made.application, made.units) == ("2569/1", call.id, high, 1)
    (partner,) = keep.places_left(call)
    assert keep.places_left(call) == {partner: 0}
    with pytest.raises(MobilityRefused, match="reserve; only one that is selected"):
        keep.nominate(low)
    keep.cancel(made, "ill", AFTER)
    assert keep.places_left(call) == {partner: 1}
    assert [(one.id, one.rank) for one in keep.select(call, AFTER) if one.state == "selected"] == [(low, 2)]
    assert keep.nominate(low, AFTER).record.number == 2
    rows = list(keep.selection_table(call).records(personal=True))
    assert "gets a place at Example University" in str(rows[0]["reasons"])
    assert "Example University 0/1" in str(next(iter(keep.call_table().records()))["places"])
    assert office.verify(deep=True).findings == ()


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda keep: applied(keep, "S2", "3", date(2026, 4, 1)), "applications are taken from"),
        (lambda keep: applied(keep, "S1", "3"), "applied to the call already"),
        (lambda keep: keep.select("C1", IN_TIME), "is open until"),
        (lambda keep: keep.select("C9"), "the call"),
        (lambda keep: keep.application(""), "the application"),
        (lambda keep: opened(keep, left=2), "there is a call C1"),
        (lambda keep: opened(keep, closes=date(2026, 2, 1)), "before it opens"),
        (lambda keep: opened(keep, places={}), "leads nowhere"),
        (lambda keep: opened(keep, criteria=[]), "no criterion"),
        (lambda keep: opened(keep, mobility_kind="cruise"), "no kind of mobility"),
    ],
)
def test_what_cannot_be_is_refused(keep: PartnershipService, act: Callable[..., Any], told: str) -> None:
    opened(keep)
    applied(keep, "S1", "3.5")
    with pytest.raises((MobilityRefused, NotFound), match=told):
        act(keep)


def test_whoever_withdraws_may_apply_anew(keep: PartnershipService) -> None:
    opened(keep)
    first = applied(keep, "S1", "3.5")
    keep.withdraw_application(first)
    with pytest.raises(MobilityRefused, match="withdrawn already"):
        keep.withdraw_application(first)
    second = applied(keep, "S1", "3.6")
    assert [one.id for one in keep.select("C1", AFTER)] == [second]


def test_a_selection_waits_for_approval_where_it_was_asked_for(keep: PartnershipService, office: Office) -> None:
    call = opened(keep)
    chosen = applied(keep, "S1", "3.5")
    keep.select(call, AFTER, unit="ga")
    with pytest.raises(MobilityRefused, match="not approved yet"):
        keep.nominate(chosen)
    (request,) = office.approvals.of(call.ref)
    for who in ("E2", "E1"):
        office.acting(who).approvals.approve(request.id)
    assert keep.nominate(chosen).record.state == "nominated"


def test_nobody_changes_a_ranking_behind_its_request(keep: PartnershipService, office: Office) -> None:
    call = opened(keep)
    first, second = applied(keep, "S1", "3.5"), applied(keep, "S2", "3.0")
    keep.select(call, AFTER, unit="ga")
    with pytest.raises(MobilityRefused, match="withdraw it") as waits:
        keep.select(call, AFTER, order=[second, first])
    assert "ถอนคำขอ" in waits.value.message("th")
    (request,) = office.approvals.of(call.ref)
    for who in ("E2", "E1"):
        office.acting(who).approvals.approve(request.id)
    with pytest.raises(MobilityRefused, match="name the unit"):
        keep.select(call, AFTER, order=[second, first])
    assert [one.id for one in keep.applications(call) if one.rank == 1] == [first]
    keep.select(call, AFTER, order=[second, first], unit="ga")
    with pytest.raises(MobilityRefused, match="not approved yet"):
        keep.nominate(first)


def test_marks_are_seen_by_whom_the_policy_names(keep: PartnershipService, office: Office) -> None:
    opened(keep)
    made = applied(keep, "S1", "3.5")
    acting = office.acting("E3").partnerships
    assert acting.applications("C1") == ()
    with pytest.raises(NotFound):
        acting.application(made)
    with pytest.raises(NotAllowed):
        acting.apply("C1", person("S2"), {"gpa": 3})


def test_two_at_once_never_take_the_last_place(tmp_path: Any, clock: Any) -> None:
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="thai-public-university", clock=clock) as office:
        keep = office.partnerships
        keep.add_partner({"en": HOST}, country="JP")
        opened(keep, left=3)
        chosen = [applied(keep, f"S{n}", f"3.{n}") for n in range(1, 4)]
        keep.select("C1", AFTER)
        with office.work("two of three places go elsewhere") as work:
            work.partnerships.nominate(chosen[0])
        again, told = [chosen[1]] * 4, list[str]()

        def nominate(which: str) -> None:
            try:
                told.append(keep.nominate(which).record.code)
            except Exception as error:  # noqa: BLE001 - whatever comes is counted
                told.append(type(error).__name__)

        threads = [Thread(target=nominate, args=(one,)) for one in (*again, chosen[2])]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert len([one for one in told if "/" in one]) == 2, told
        assert set(keep.places_left("C1").values()) == {0}


def test_a_place_taken_at_a_partner_that_was_merged_since_is_given_back(keep: PartnershipService) -> None:
    call = opened(keep, left=2)
    stays = keep.add_partner({"en": "Example University of Technology"}, country="JP").record
    (before,) = keep.places_left(call)
    early = applied(keep, "S1", "3.9")
    keep.merge(before, stays)
    late = keep.apply("C1", person("S2"), {"gpa": "3.5"}, [stays.name], level="bachelor", on=IN_TIME).record
    assert late.preferences == (before,)
    keep.select(call, AFTER)
    made = keep.nominate(early, AFTER).record
    assert made.partner == stays.id
    assert keep.places_left(call) == {before: 1}
    keep.cancel(made, "ill", AFTER)
    assert keep.places_left(call) == {before: 2}


def test_places_of_a_call_may_be_those_of_an_agreement(keep: PartnershipService) -> None:
    under = keep.add_agreement("student_exchange", [HOST], title="Exchange", number="A-1").record
    call = opened(keep, agreements={HOST: "A-1"})
    assert [one.agreement for one in call.destinations] == [under.id]
    with pytest.raises(NotFound, match="the agreement"):
        opened(keep, agreements={HOST: "A-2"})


def test_a_selection_that_nobody_may_approve_is_not_kept(keep: PartnershipService, office: Office) -> None:
    call = opened(keep)
    one = applied(keep, "S1", "3.50")
    office.organization.add_unit("alone", "ไม่มีผู้พิจารณา", first=date(2020, 1, 1))
    with pytest.raises(NoApprover):
        keep.select(call, AFTER, unit="alone")
    assert keep.application(one).state == "applied"
