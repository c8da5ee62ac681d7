"""Agreements in an office: entered or made, found, followed to their end."""

from datetime import date
from typing import Any

import pytest

import orqa
from organization_samples import ENLARGED, begun
from orqa.base.date_errors import DateNotUnderstood
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.agreement_parts import Party
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.terms import TermNotUnderstood
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.organizing import Changed
from orqa.office.partnerships import PartnershipService
from orqa.rules.errors import UnknownTerm

MOU: dict[str, Any] = {"title": "MoU with Example", "signed": "12/05/2567", "term": "5 years", "notice": "6 months"}


@pytest.fixture
def keep(office: Office) -> PartnershipService:
    partnerships = office.partnerships
    partnerships.add_partner({"en": "Example University", "ja": "見本大学"}, country="JP")
    partnerships.add_partner("Sample Institute", country="Vietnam")
    return partnerships


def codes(changed: Changed[Any]) -> set[str]:
    return {one.code for one in changed.findings}


def test_an_agreement_is_entered_as_printed_and_found_by_all_it_is_known_by(
    keep: PartnershipService, office: Office
) -> None:
    made = keep.add_agreement("mou", ["見本大学"], number="7/2567", key="1", **MOU).record
    assert keep.add_agreement("mou", ["見本大学"], number="7/2567", key="1", **MOU).record == made
    assert (made.signed_on, made.ends_on, made.notice_on) == (date(2024, 5, 12), date(2029, 5, 11), date(2028, 11, 11))
    assert made.signed is not None
    assert made.signed.printed == "12/05/2567"
    for which in (made.id, "7/2567", "MoU with Example"):
        assert keep.agreement(which) == made
    for found in (
        keep.agreements("example"),
        keep.agreements("見本"),
        keep.agreements(partner="Example University"),
        keep.agreements(country="ญี่ปุ่น"),
        keep.agreements(kind="mou", state="active", on=date(2025, 1, 1)),
        keep.agreements(state=AgreementState.RENEWAL_NOTICE, on=date(2029, 1, 1)),
    ):
        assert found == (made,)
    assert keep.agreements(kind="moa") == keep.agreements(country="VN") == keep.agreements(state="expired") == ()
    (row,) = keep.agreement_table().records()
    assert (row["title"], row["ends"]) == ("MoU with Example", date(2029, 5, 11))
    assert office.verify(deep=True).findings == ()


@pytest.mark.parametrize(
    ("partners", "facts", "error", "told"),
    [
        ([], {}, AgreementRefused, "has a partner"),
        (["Example University", "見本大学"], {}, AgreementRefused, "is a party twice"),
        (["Nowhere"], {}, NotFound, "Nowhere"),
        (["Example University"], {"term": "0 years"}, TermNotUnderstood, "at least one month"),
        (["Example University"], {"signed": "1 Jan 2024", "ends": "1 Jan 2023"}, AgreementRefused, "before it begins"),
        (["Example University"], {"counterpart": "planet"}, UnknownTerm, "planet"),
        (["Example University"], {"levels": ["nursery"]}, UnknownTerm, "nursery"),
        (["Example University"], {"unit": "nowhere"}, NotFound, "nowhere"),
        (["Example University"], {"parent": "nothing"}, NotFound, "nothing"),
        (["Example University"], {"colour": "red"}, TypeError, "colour"),
        (["Example University"], {"notice": "endless"}, AgreementRefused, "is no length"),
    ],
)
def test_what_is_no_agreement_is_refused_with_the_reason(
    keep: PartnershipService, partners: list[str], facts: dict[str, Any], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        keep.add_agreement("mou", partners, **facts)
    with pytest.raises(UnknownTerm):
        keep.add_agreement("pact", ["Example University"])
    assert keep.agreements() == ()


def test_two_units_of_one_partner_are_two_parties(keep: PartnershipService) -> None:
    made = keep.add_agreement("mou", ["Example University#Arts", Party(partner="見本大学", unit="Law")]).record
    assert [one.unit for one in made.parties] == ["", "Arts", "Law"]
    assert len(made.partners) == 1


def test_the_way_from_proposal_to_signature(keep: PartnershipService) -> None:
    parent = keep.add_agreement("mou", ["Example University"], **MOU).record
    made = keep.propose("student_exchange", ["Example University"], title="SEA", parent=parent, term="10 years").record
    with pytest.raises(AgreementRefused, match="cannot become"):
        keep.submit_agreement(made)
    for stage in ("drafting", "legal_review", "outside_opinion"):
        made = keep.advance(made, stage).record
    with pytest.raises(AgreementRefused, match="none of the stages"):
        keep.advance(made, "signed")
    with pytest.raises(AgreementRefused, match="name the paper"):
        keep.approve(made)
    with pytest.raises(AgreementRefused, match="once it is approved"):
        keep.sign(made)
    approved = keep.approve(made, document="สภา 5/2569", on=date(2026, 10, 1))
    assert codes(approved) == {"agreement-without-council"}
    with pytest.raises(AgreementRefused, match="no approval of the council"):
        keep.tell_commission(made)
    with pytest.raises(AgreementRefused, match="a signature has a day"):
        keep.sign(made, 1, on="Nov. 2026")
    assert keep.sign(made, 1, on="1/11/2569", name="Example", post="President").record.state == "approved"
    signed = keep.sign(made, on=date(2026, 11, 20))
    assert (signed.record.state, signed.record.signed_on) == ("signed", date(2026, 11, 20))
    assert codes(signed) == {"agreement-without-council", "agreement-outlives-parent"}
    assert [one.act for one in signed.record.moves] == ["propose", *["advance"] * 3, "approve", "sign", "sign"]
    assert [one.version for one in keep.agreement_versions(made.id)] == list(range(1, 8))


def test_the_end_of_an_agreement(keep: PartnershipService) -> None:
    made = keep.add_agreement("mou", ["Example University"], **MOU).record
    assert keep.decide_end(made, "renew").record.intention == "renew"
    with pytest.raises(AgreementRefused, match="renew or lapse"):
        keep.decide_end(made, "perhaps")
    assert keep.renew(made, term="5 years", document="addendum 1").record.ends_on == date(2034, 5, 11)
    assert keep.suspend(made, "no funds").record.standing(date(2026, 11, 24)) is AgreementState.SUSPENDED
    assert keep.resume(made).record.is_in_force(date(2026, 11, 24))
    new = keep.add_agreement("mou", ["Example University"], title="MoU II", signed=date(2026, 11, 20)).record
    assert keep.supersede(made, new).record.superseded_by == new.id
    with pytest.raises(AgreementRefused, match="cannot become"):
        keep.terminate(made, "x", last=date(2027, 1, 1))
    with pytest.raises(AgreementRefused, match="say why"):
        keep.terminate(new, " ")
    ended = keep.terminate(new, "no students", last=date(2027, 1, 1)).record
    assert ended.ended_on == date(2027, 1, 1)
    given_up = keep.propose("moa", ["Sample Institute"], title="MoA").record
    assert keep.drop(given_up, "no answer").record.state == "dropped"


def test_a_late_notice_is_told(keep: PartnershipService) -> None:
    made = keep.add_agreement(
        "mou", ["Example University"], signed=date(2025, 9, 1), term="Auto-renewable every year", notice="6 months"
    ).record
    late = keep.terminate(made, "x", on=date(2026, 3, 1))
    assert codes(late) == {"agreement-notice-late"}
    assert late.record.ended_on == date(2027, 8, 31)


def test_an_agreement_is_mended_and_what_is_not_given_stays(keep: PartnershipService, office: Office) -> None:
    begun(office)
    made = keep.add_agreement("mou", ["Example University"], fields=["0610"], **MOU).record
    letter = RecordRef("letter", "letter-1")
    changed = keep.change_agreement(
        made,
        unit="irqa",
        by_unit="irqa",
        activities=["student_exchange"],
        quotas=[{"direction": "sent", "places": 4}],
        concerns=[str(letter)],
        council=True,
    ).record
    assert (changed.unit, changed.level, changed.title) == ("irqa", "unit", "MoU with Example")
    assert (changed.scope.fields, changed.scope.quotas[0].places) == (("0610",), 4)
    assert (changed.concerns, changed.council) == ((letter,), True)
    assert keep.agreements(unit="irqa") == (changed,)
    assert keep.tell_commission(made, document="อว 9").record.told_on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "facts", "route"),
    [
        ("mou", {}, "agreement.university"),
        ("mou", {"by_unit": "irqa"}, "agreement.unit"),
        ("mou", {"by_unit": "irqa", "counterpart": "government"}, "agreement.university"),
        ("double_degree", {"by_unit": "irqa"}, "agreement.council"),
    ],
)
def test_the_route_of_approval_is_a_rule(
    keep: PartnershipService, office: Office, kind: str, facts: dict[str, Any], route: str
) -> None:
    begun(office)
    made = keep.propose(kind, ["Example University"], title="x", **facts)
    decided = keep.approval_route(made.record)
    assert (decided.value, bool(decided.citations)) == (route, True)
    assert codes(made) == ({"agreement-ask-outside"} if "counterpart" in facts else set())


def test_a_request_along_the_route_approves(keep: PartnershipService, office: Office) -> None:
    org = begun(office).organization
    for code, role in (("V1", "vice-president"), ("P1", "president")):
        org.add_position(f"irqa.{role}", role, unit="irqa", first=ENLARGED, roles=[role])
        org.add_person(code, code)
        org.appoint(code, f"irqa.{role}", first=ENLARGED)
    made = keep.propose("mou", ["Example University"], title="MoU", unit="ga").record
    for stage in ("drafting", "legal_review"):
        keep.advance(made, stage)
    request = keep.submit_agreement(made)
    assert (request.route, keep.agreement(made.id).state) == ("agreement.university", "approval")
    with pytest.raises(AgreementRefused, match="its request is waits for"):
        keep.approve(made)
    for person in ("E1", "V1", "P1"):
        assert request.state.value == "pending"
        request = office.acting(person).approvals.approve(request)
    assert keep.approve(made).record.state == "approved"


def test_neither_request_nor_state_is_kept_without_the_other(
    keep: PartnershipService, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    org = begun(office).organization
    for role in ("vice-president", "president"):
        org.add_position(f"irqa.{role}", role, unit="irqa", first=ENLARGED, roles=[role])
        org.add_person(role, role)
        org.appoint(role, f"irqa.{role}", first=ENLARGED)
    made = keep.propose("mou", ["Example University"], title="MoU", unit="ga").record
    for stage in ("drafting", "legal_review"):
        keep.advance(made, stage)

    def fails(*_: object) -> None:
        raise RuntimeError("cut short")

    with monkeypatch.context() as patched:
        patched.setattr(PartnershipService, "_agreement_changed", fails)
        with pytest.raises(RuntimeError):
            keep.submit_agreement(made)
    assert (office.approvals.of(made.ref), keep.agreement(made.id).state) == ((), "legal_review")
    request = keep.submit_agreement(made)
    assert office.approvals.of(made.ref) == (request,)
    assert len({entry.batch for entry in office.latest_entries(2)}) == 1


FAR = [
    ({"signed": date(2018, 4, 3), "term": "999 years"}, {"agreement-term-unusual"}),
    ({"signed": date(2018, 4, 3), "term": "10 years"}, set()),
    ({"signed": date(2018, 4, 3), "ends": date(2028, 4, 4)}, {"agreement-term-unusual"}),
    ({"signed": date(2021, 1, 1), "term": "5 years", "notice": "61 months"}, {"agreement-notice-too-long"}),
    ({"signed": date(2021, 1, 1), "term": "5 years", "notice": "6 months"}, set()),
]


@pytest.mark.parametrize(("facts", "told"), FAR)
def test_days_that_lie_far_are_told(keep: PartnershipService, facts: dict[str, Any], told: set[str]) -> None:
    made = keep.add_agreement("mou", ["Example University"], title="MoU", **facts)
    assert codes(made) == told
    assert all(one.message.in_language("th") and one.message.in_language("en") for one in made.findings)


@pytest.mark.parametrize("profile", ["thammasat", "psu-science"])
def test_a_university_caps_its_memoranda(profile: str) -> None:
    with orqa.open_office("memory:", profile=profile) as office:
        office.partnerships.add_partner("Example University", country="JP")
        for kind, number in (("mou", 1), ("moa", 0)):
            facts = {"signed": date(2024, 1, 1), "term": "6 years"}
            made = office.partnerships.add_agreement(kind, ["Example University"], title=kind, **facts)
            assert [one.code for one in made.findings] == ["agreement-term-above-cap"] * number
        facts["term"] = "5 years"
        assert not office.partnerships.add_agreement("mou", ["Example University"], title="x", **facts).findings


REFUSED_FACTS = [
    ({"signed": date(2099, 1, 1)}, "still to come", "ยังมาไม่ถึง"),
    ({"signed": "Dec. 2026"}, "still to come", "ยังมาไม่ถึง"),
    ({"fields": ["0777"]}, "no field of education", "สาขาการศึกษา"),
    ({"fields": ["610"]}, "with its zeros", "เลขศูนย์"),
]


@pytest.mark.parametrize(("facts", "en", "th"), REFUSED_FACTS)
def test_what_cannot_be_is_refused(keep: PartnershipService, facts: dict[str, Any], en: str, th: str) -> None:
    with pytest.raises(AgreementRefused) as refused:
        keep.add_agreement("mou", ["Example University"], title="MoU", **{"signed": date(2024, 1, 1), **facts})
    assert en in refused.value.message("en")
    assert th in refused.value.message("th")
    assert keep.agreements() == ()
    made = keep.add_agreement("mou", ["Example University"], title="MoU", signed="2026", fields=["0610"]).record
    with pytest.raises(AgreementRefused):
        keep.change_agreement(made, **facts)


def test_nobody_signs_on_a_day_that_is_to_come(keep: PartnershipService) -> None:
    made = keep.propose("mou", ["Example University"], title="MoU").record
    with pytest.raises(AgreementRefused, match="still to come"):
        keep.sign(made, on=date(2026, 11, 24))


def test_a_day_that_may_be_two_is_asked_for_again(keep: PartnershipService) -> None:
    with pytest.raises(DateNotUnderstood) as refused:
        keep.add_agreement("mou", ["Example University"], signed="3/4/2018")
    assert refused.value.candidates == (date(2018, 4, 3), date(2018, 3, 4))
    made = keep.add_agreement("mou", ["Example University"], signed="3/4/2561").record
    assert made.signed_on == date(2018, 4, 3)


def test_a_change_that_makes_another_agreement_is_told(keep: PartnershipService) -> None:
    over = keep.add_agreement("mou", ["Example University"], signed=date(2018, 1, 1), term="5 years").record
    assert codes(keep.change_agreement(over, note="looked at")) == set()
    assert codes(keep.change_agreement(over, term="50 years")) == {"agreement-revived", "agreement-term-unusual"}
    made = keep.propose("mou", ["Example University"], title="MoU", term="5 years").record
    keep.approve(made, document="1/2569", council=True, on=date(2026, 11, 10))
    assert codes(keep.change_agreement(made, number="7")) == set()
    assert codes(keep.change_agreement(made, term="10 years")) == {"agreement-changed-since-approval"}
    assert codes(keep.sign(made, on=date(2026, 11, 9))) == {"agreement-signed-before-approval"}


def test_who_may_not_keep_agreements_changes_nothing(keep: PartnershipService, office: Office) -> None:
    begun(office)
    made = keep.add_agreement("mou", ["Example University"], **MOU).record
    staff = office.acting("E3").partnerships
    assert staff.agreement(made.id) == made
    for act in (
        lambda: staff.add_agreement("mou", ["Example University"]),
        lambda: staff.sign(made),
        lambda: staff.renew(made, term="1 year"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_no_agreement_stands_under_itself_or_takes_its_own_place_by_way_of_another(keep: PartnershipService) -> None:
    first, second = (keep.add_agreement("mou", ["Example University"], **{**MOU, "title": one}).record for one in "ab")
    keep.change_agreement(first, parent=second)
    with pytest.raises(AgreementRefused, match="by way of others"):
        keep.change_agreement(second, parent=first)
    keep.supersede(first, second, on=date(2026, 1, 1))
    with pytest.raises(AgreementRefused, match="by way of others"):
        keep.supersede(second, first, on=date(2026, 2, 1))


def test_a_notice_never_prolongs_an_agreement(keep: PartnershipService) -> None:
    made = keep.add_agreement("mou", ["Example University"], **MOU).record
    with pytest.raises(AgreementRefused, match="never prolongs"):
        keep.terminate(made, "x", last=date(2099, 1, 1))


def test_what_named_a_partner_before_two_merges_is_found_under_the_one_that_stays(keep: PartnershipService) -> None:
    made = keep.add_agreement("mou", ["Example University"], **MOU).record
    visit = keep.visits.plan("sent", "made", first=date(2026, 5, 1), partner="Example University", agreement=made.id)
    for into in ("Second University", "Third University"):
        keep.add_partner(into, country="JP")
    keep.merge("Example University", "Second University")
    keep.merge("Second University", "Third University")
    assert keep.agreements(partner="Third University") == (made,)
    assert [one.id for one in keep.visits.list(partner="Third University")] == [visit.id]
    assert len(keep.ids_of("Third University")) == 3


@pytest.mark.parametrize("which", ["", " "])
def test_nothing_names_no_agreement(office: Office, which: str) -> None:
    office.partnerships.add_partner("Example University", country="JP")
    made = office.partnerships.add_agreement("mou", ["Example University"], signed="2024-01-01").record
    assert office.partnerships.agreement(made.id).number == ""
    with pytest.raises(NotFound):
        office.partnerships.agreement(which)
    with pytest.raises(NotFound):
        office.partnerships.terminate(which, "x")
