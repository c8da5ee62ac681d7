"""Studies abroad in an office: from the application to the service owed, with what other areas keep of them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

import orqa
from organization_samples import ENLARGED, begun
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.attendance.bonds import Bond
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.partnerships.countries import CountryNotUnderstood
from orqa.domain.partnerships.study_cases import (
    ACTIONS,
    NEEDS,
    STATES,
    StudyAction,
    StudyCase,
    StudyRefused,
    StudyState,
    allowed,
    missing,
    require,
    study_state,
)
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.partnerships.study_cases import StudyCases
from orqa.rules.errors import UnknownTerm
from orqa.storage.protocol import SYSTEM

FIRST, LAST = date(2025, 4, 1), date(2027, 3, 31)
APPLIED = date(2025, 1, 6)


@frozen
class Moment:
    """A clock that tests set."""

    at: list[datetime]

    def __call__(self) -> datetime:
        return self.at[0]

    def set(self, day: date) -> None:
        self.at[0] = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def clock() -> Moment:
    return Moment([datetime(2025, 1, 6, 9, tzinfo=ZoneInfo("Asia/Bangkok"))])


@pytest.fixture
def office(clock: Moment) -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university", clock=clock) as office:
        begun(office)
        org = office.organization
        org.add_position("president", "อธิการบดี", unit="irqa", first=ENLARGED, roles=["president"])
        for code in ("P1", "O1", "N1"):
            org.add_person(code, code)
        org.appoint("P1", "president", first=ENLARGED)
        org.grant("O1", "international-officer", unit="irqa", first=ENLARGED)
        org.grant("O1", "personnel-officer", unit="irqa", first=ENLARGED)
        yield office


@pytest.fixture
def keep(office: Office) -> StudyCases:
    return office.partnerships.study_cases


def applied(office: Office, **fields: Any) -> StudyCase:
    given: dict[str, Any] = {"first": FIRST, "last": LAST, "degree": "doctorate", "country": "ญี่ปุ่น", "funding": "1b"}
    return office.partnerships.study_case("E3", **{**given, "institution": "Example University", **fields}).record


def approved(office: Office, case: StudyCase) -> None:
    office.acting("E3").partnerships.study_cases.submit(case)
    _decided(office, case)


def _decided(office: Office, case: StudyCase) -> None:
    for who in ("E1", "P1"):
        request = next(one for one in office.approvals.of(case.ref) if one.waits_for)
        office.acting(who).approvals.approve(request, "เห็นชอบ")


def bonded(office: Office, case: StudyCase) -> Bond:
    bond = office.attendance.bonds.sign("E3", first=FIRST, last=LAST, abroad=True, contract="5/2568")
    office.partnerships.study_cases.link(case, bond=bond.ref)
    return bond


def away(office: Office) -> StudyCase:
    case, keep = applied(office), office.partnerships.study_cases
    approved(office, case)
    keep.admit(case, date(2025, 2, 1), number="A-1")
    bonded(office, case)
    return keep.depart(case, FIRST).record


# ------------------------------------------------------------------ the way of a case


def test_the_way_from_the_application_to_the_service_owed(office: Office, keep: StudyCases, clock: Moment) -> None:
    case = applied(office, key="1")
    assert applied(office, key="1") == case
    assert (case.country, case.unit, case.applied) == ("JP", "ga", APPLIED)
    assert keep.state(case) is StudyState.APPLIED
    request = office.acting("E3").partnerships.study_cases.submit(case)
    assert (request.route, keep.state(case.id)) == ("study.abroad", StudyState.PENDING)
    _decided(office, case)
    assert (keep.state(case), keep.show(case).missing) == (StudyState.APPROVED, ("admission", "contract"))
    with pytest.raises(StudyRefused) as told:
        keep.depart(case, FIRST)
    assert "the admission" in told.value.message("en")
    assert "หนังสือตอบรับ" in told.value.message("th")
    keep.admit(case, date(2025, 2, 1), number="A-1")
    bond = bonded(office, case)
    keep.fund(case, "Example Foundation", money=Money.of(900_000, "THB"), first=FIRST)
    clock.set(FIRST)
    keep.depart(case, FIRST)
    assert keep.state(case) is StudyState.AWAY
    keep.report(case, date(2025, 10, 2), "ภาคเรียนที่ 1")
    assert office.attendance.bonds.get(bond.id).reports[0].title == "ภาคเรียนที่ 1"
    clock.set(LAST)
    keep.back(case, date(2027, 4, 5))
    stands = keep.show(case, date(2027, 4, 30))
    assert (stands.state, stands.overdue) == (StudyState.BACK, ())
    assert stands.service == office.attendance.bonds.standing(bond.id, date(2027, 4, 30))
    assert stands.service is not None
    assert (stands.service.owed, stands.service.served) == (1468, 26)
    served_by = stands.service.served_by
    assert served_by is not None
    assert [one.left for one in keep.service(case, (date(2027, 4, 5), served_by))] == [1467, 0]
    with pytest.raises(StudyRefused, match="still owed"):
        keep.close(case, date(2027, 4, 30))
    assert keep.close(case, served_by).record.closed == served_by
    assert keep.state(case) is StudyState.CLOSED
    assert office.verify(deep=True).findings == ()


def test_a_case_copies_nothing_of_the_bond(office: Office, keep: StudyCases) -> None:
    case = away(office)
    bond = keep.show(case).bond
    assert bond is not None
    version = keep.get(case.id).version
    office.attendance.bonds.extend(bond, date(2027, 9, 30), "คำสั่ง 9")
    office.attendance.bonds.back(bond, date(2027, 5, 1))
    assert keep.state(case) is StudyState.BACK
    assert keep.get(case.id).version == version


def test_an_extension_is_asked_for_decided_and_entered(office: Office, keep: StudyCases, clock: Moment) -> None:
    case = away(office)
    clock.set(date(2027, 3, 1))
    mine = office.acting("E3").partnerships.study_cases
    asked = mine.ask_extension(case, date(2027, 9, 30), reason="experiments", papers=["adviser_letter"])
    assert (asked.findings, len(asked.record.extensions)) == ((), 1)
    with pytest.raises(StudyRefused, match="not decided"):
        mine.ask_extension(case, date(2027, 12, 31))
    with pytest.raises(StudyRefused, match="no extension is approved"):
        keep.extend(case)
    _decided(office, case)
    assert keep.extend(case, "คำสั่ง 3/2570").permitted_to == date(2027, 9, 30)
    assert keep.state(case) is StudyState.AWAY


@pytest.mark.parametrize(
    ("last", "day", "papers", "codes"),
    [
        (date(2028, 3, 31), LAST, ["adviser_letter"], []),
        (date(2028, 4, 1), LAST, ["adviser_letter"], ["study-extension-long"]),
        (date(2028, 3, 31), LAST + timedelta(days=1), ["adviser_letter"], ["study-extension-late"]),
        (date(2028, 3, 31), LAST, [], ["study-extension-papers"]),
    ],
)
def test_an_extension_is_held_against_the_rule(  # noqa: PLR0917 - columns of the table
    office: Office, keep: StudyCases, last: date, day: date, papers: list[str], codes: list[str]
) -> None:
    found = keep.ask_extension(away(office), last, day=day, papers=papers)
    assert [one.code for one in found.findings] == codes
    assert all([str(cited) for cited in one.citations] == ["study-bond-practice"] for one in found.findings)


def test_an_extension_is_asked_for_once(office: Office, keep: StudyCases) -> None:
    case, last = away(office), date(2027, 9, 30)
    first = keep.ask_extension(case, last, key="x")
    about = (case.ref, office.approvals.of(case.ref)[-1].ref)
    written = [office.latest_entries(1, record=one, access=SYSTEM)[0].batch for one in about]
    assert written[0] == written[1], "the case and its request are one batch"
    assert keep.ask_extension(case, last, key="x").record == first.record
    assert len(keep.get(case.id).extensions) == 1
    assert len(office.approvals.of(case.ref)) == 2


def test_an_extension_that_is_none_writes_nothing(office: Office, keep: StudyCases) -> None:
    case = away(office)
    with pytest.raises(StudyRefused, match="permitted already"):
        keep.ask_extension(case, LAST)
    assert keep.get(case.id).extensions == ()
    assert len(office.approvals.of(case.ref)) == 1


def test_what_was_sent_back_is_mended_and_submitted_again(office: Office, keep: StudyCases) -> None:
    case = applied(office)
    mine = office.acting("E3")
    request = mine.partnerships.study_cases.submit(case)
    with pytest.raises(StudyRefused, match="waits for approval"):
        mine.partnerships.study_cases.change(case, subject="Marine science")
    office.acting("E1").approvals.return_(request, "ระบุสาขา")
    assert keep.state(case) is StudyState.RETURNED
    mine.partnerships.study_cases.change(case, subject="Marine science", country="Japan", last=date(2028, 3, 31))
    mine.approvals.resubmit(request)
    assert (keep.state(case), keep.get(case.id).subject) == (StudyState.PENDING, "Marine science")


def test_a_case_is_rejected_withdrawn_and_closed(office: Office, keep: StudyCases) -> None:
    case, other = applied(office), applied(office, subject="x")
    request = office.acting("E3").partnerships.study_cases.submit(case)
    office.acting("E1").approvals.reject(request, "เกินสัดส่วน")
    assert keep.state(case) is StudyState.REJECTED
    keep.close(case, reason="ไม่อนุมัติ")
    with pytest.raises(StudyRefused, match="tell the reason"):
        keep.withdraw(other, " ")
    office.acting("E3").partnerships.study_cases.withdraw(other, "เปลี่ยนแผน")
    assert [keep.state(one) for one in keep.list()] == [StudyState.CLOSED, StudyState.WITHDRAWN]
    assert keep.list(state="withdrawn") == (keep.get(other.id),)
    with pytest.raises(StudyRefused, match="possible now: nothing"):
        keep.admit(other, APPLIED)
    with pytest.raises(StudyRefused, match="no state"):
        keep.list(state="lost")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"purpose": "holiday"}, StudyRefused),
        ({"degree": "guru"}, StudyRefused),
        ({"last": date(2025, 3, 31)}, StudyRefused),
        ({"funding": "9"}, UnknownTerm),
        ({"country": "Atlantis"}, CountryNotUnderstood),
    ],
)
def test_an_application_that_cannot_be_is_refused(
    office: Office, keep: StudyCases, fields: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        applied(office, **fields)
    assert keep.list() == ()


def test_what_is_tied_to_it_must_be_there_and_of_the_same_person(office: Office, keep: StudyCases) -> None:
    case = applied(office)
    others = office.attendance.bonds.sign("E2", first=FIRST, last=LAST, abroad=True)
    partner = office.partnerships.add_partner("Example University").record
    for wrong in (
        {"bond": others.ref},
        {"bond": RecordRef("bond", "none")},
        {"bond": partner.ref},
        {"leave": RecordRef("leave", "none")},
        {"budget": [partner.ref]},
    ):
        with pytest.raises(StudyRefused):
            keep.link(case, **wrong)  # type: ignore[arg-type]
    tied = keep.link(case, partner=partner.ref, papers=[partner.ref]).record
    assert (tied.partner, tied.papers) == (partner.ref, (partner.ref,))
    with pytest.raises(TypeError, match="no field 'person'"):
        keep.change(case, person="E2")


# ------------------------------------------------------------------ time line, lists, deadlines


def test_the_time_line_has_all_that_is_linked(office: Office, keep: StudyCases) -> None:
    case = away(office)
    keep.fund(case, "Example Foundation", money=Money.of(900_000, "THB"), first=FIRST)
    keep.report(case, date(2025, 10, 2), "1")
    keep.back(case, date(2027, 4, 5))
    rows = list(keep.timeline(case, date(2027, 4, 5)).records(personal=True))
    told = [(row["day"], str(row["what"]), row["to_come"]) for row in rows]
    assert [one[0] for one in told] == sorted(one[0] for one in told)
    texts = " | ".join(text for _, text, _ in told)
    for part in ("applied for", "submitted", "approved", "admitted by", "left for", "contract 5/2568", "Foundation"):
        assert part in texts
    assert [(text, to_come) for _, text, to_come in told][-1] == ("all service is served", True)
    assert {row["record"].partition(":")[0] for row in rows} >= {str(case.ref).partition(":")[0]}


def test_what_is_overdue_is_told_with_its_rule(office: Office, keep: StudyCases) -> None:
    case = away(office)
    assert keep.show(case, date(2025, 9, 30)).overdue == ()
    late = keep.show(case, date(2025, 10, 2)).overdue
    assert [(one.day, str(one.title)) for one in late] == [(date(2025, 10, 1), "a report on the study")]
    assert [str(one) for one in late[0].citations] == ["study-bond-practice"]
    keep.report(case, date(2025, 10, 2))
    assert keep.show(case, date(2025, 10, 2)).overdue == ()
    days = [one.day for _, one in keep.overdue(date(2027, 5, 1))]
    assert days == sorted(days)
    assert days[-1] == date(2027, 4, 20)
    (row,) = keep.table(on=date(2027, 5, 1)).records(personal=True)
    assert (row["overdue"], row["owed"], str(row["state"])) == (len(days), 1460, "studying abroad")


def test_who_should_have_left_is_overdue(office: Office, keep: StudyCases) -> None:
    case = applied(office)
    approved(office, case)
    assert [one.day for one in keep.show(case, FIRST + timedelta(days=1)).overdue] == [FIRST]
    assert keep.show(case, FIRST).overdue == ()


def test_deadlines_tell_departure_and_end(office: Office) -> None:
    case = applied(office)

    def days(who: str = "O1") -> list[tuple[date, str]]:
        found = office.acting(who).deadlines(APPLIED, date(2029, 12, 31)).items
        return [(one.day, str(one.title)) for one in found if one.source == case.ref]

    (told,) = days()
    assert told[0] == FIRST
    assert "missing: the approval" in told[1]
    assert days("N1") == []
    approved(office, case)
    office.partnerships.study_cases.admit(case, date(2025, 2, 1))
    bonded(office, case)
    assert [day for day, _ in days("E3")] == [FIRST]
    office.partnerships.study_cases.depart(case, FIRST)
    assert [day for day, _ in days()] == [LAST]


def test_the_rules_of_attendance_look_at_the_plan(office: Office, keep: StudyCases) -> None:
    found = keep.check(applied(office))
    assert found.value.owed == 1460
    (finding,) = found.value.findings
    assert finding.code == "study-not-in-service"
    for language, told in {"en": "no employment is kept that covers it; enter it", "th": "โปรดบันทึก"}.items():
        assert told in finding.message.in_language(language)
    assert found.citations


# ------------------------------------------------------------------ who may


def test_a_case_is_seen_by_its_person_the_heads_and_whom_the_policy_names(office: Office) -> None:
    case = applied(office)
    bond = bonded(office, case)
    for who in ("E1", "E2", "E3", "P1", "O1"):
        seen = office.acting(who).partnerships.study_cases
        assert [one.id for one in seen.list()] == [case.id], who
        assert seen.show(case.id).bond == bond, who
    with pytest.raises(NotFound):
        office.acting("N1").partnerships.study_cases.get(case.id)
    assert office.acting("N1").partnerships.study_cases.list() == ()


def test_the_person_may_ask_and_no_more(office: Office) -> None:
    mine = office.acting("E3").partnerships
    case = mine.study_case(first=FIRST, last=LAST).record
    assert case.person == office.organization.person("E3").id
    for call in (
        lambda: mine.study_cases.admit(case, APPLIED),
        lambda: mine.study_cases.depart(case, FIRST),
        lambda: mine.study_case("E2", first=FIRST, last=LAST),
    ):
        with pytest.raises(NotAllowed):
            call()
    with pytest.raises(NotAllowed):
        office.acting("E2").partnerships.study_cases.change(case, subject="x")
    office.acting("O1").partnerships.study_cases.admit(case, APPLIED)


# ------------------------------------------------------------------ pure: states and what they allow

_CASE = StudyCase(id="s", person="p", purpose="study", applied=APPLIED, first=FIRST, last=LAST)


@pytest.mark.parametrize(
    ("fields", "approval", "returned", "state"),
    [
        ({}, None, None, StudyState.APPLIED),
        ({}, ApprovalState.WITHDRAWN, None, StudyState.APPLIED),
        ({}, ApprovalState.PENDING, None, StudyState.PENDING),
        ({}, ApprovalState.RETURNED, None, StudyState.RETURNED),
        ({}, ApprovalState.REJECTED, None, StudyState.REJECTED),
        ({}, ApprovalState.APPROVED, None, StudyState.APPROVED),
        ({"departed": FIRST}, ApprovalState.APPROVED, None, StudyState.AWAY),
        ({"departed": FIRST}, ApprovalState.APPROVED, LAST, StudyState.BACK),
        ({"departed": FIRST, "closed": LAST}, ApprovalState.APPROVED, LAST, StudyState.CLOSED),
        ({"closed": LAST, "withdrawn": True}, None, None, StudyState.WITHDRAWN),
    ],
)
def test_where_a_case_stands(
    fields: dict[str, Any], approval: ApprovalState | None, returned: date | None, state: StudyState
) -> None:
    case = StudyCase(id="s", person="p", purpose="study", applied=APPLIED, first=FIRST, last=LAST, **fields)
    assert study_state(case, approval, returned) is state


@given(st.sampled_from(StudyAction), st.sampled_from(StudyState))
def test_what_is_refused_names_what_is_allowed(action: StudyAction, state: StudyState) -> None:
    if action in allowed(state):
        require(action, state)
        return
    with pytest.raises(StudyRefused) as told:
        require(action, state)
    for language in ("en", "th"):
        message = told.value.message(language)
        assert STATES[state].in_language(language) in message
        for one in allowed(state):
            assert ACTIONS[one].in_language(language) in message


@given(st.lists(st.sampled_from(sorted(NEEDS)), unique=True))
def test_all_is_missing_of_an_empty_case(wanted: list[str]) -> None:
    assert missing(_CASE, tuple(wanted), None) == tuple(wanted)
