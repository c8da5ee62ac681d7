"""Learning agreements in an office: signed, approved along a route, changed while away, held against transcripts."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from organization_samples import begun
from orqa.base.language import Text
from orqa.domain.organization.errors import NoApprover
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.learning import Component, LearningAgreement
from orqa.domain.partnerships.learning_moves import Changing, Reason
from orqa.domain.partnerships.mobilities import Traveller
from orqa.domain.partnerships.recognition import Course
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.organizing import Changed
from orqa.office.partnerships import PartnershipService
from orqa.office.partnerships.mobility_plans import Plan

HOST, FILE, DAY = "Example University", "2568/1", date(2025, 11, 10)
STATICS = Component(title="Statics", credits=Decimal(6), scale="ects", code="ST1", term="second", replaces=("CE201",))
MATHS = Component(title="Mathematics", credits=Decimal(6), scale="ects", code="MA1", replaces=("MA201",))
HERE = [
    Component(title="Mechanics", credits=Decimal(3), scale="th", code="CE201"),
    Component(title="Calculus", credits=Decimal(3), scale="th", code="MA201"),
]
DYNAMICS = Component(title="Dynamics", credits=Decimal(6), scale="ects", code="DY1", replaces=("CE201",))
SWAP = Changing(
    drop={"ST1": Reason(code="timetable_conflict")}, add=[(DYNAMICS, Reason(code="substituting_deleted", words="same"))]
)


@pytest.fixture
def url() -> str:
    return "memory:"


@pytest.fixture
def keep(office: Office) -> PartnershipService:
    keep = begun(office).partnerships
    keep.add_partner({"en": HOST}, country="JP")
    under = keep.add_agreement("iia", [HOST], title="IIA").record.id
    who = Traveller(code="S1", given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"))
    plan = Plan(terms=("second",), first=date(2026, 1, 10), last=date(2026, 5, 20), agreement=under)
    keep.nominate_person(who, HOST, "sent", plan, on=date(2025, 10, 1))
    keep.accept(FILE, date(2025, 11, 1))
    return keep


ACTS: list[Callable[[PartnershipService, str], Any]] = [
    lambda keep, key: keep.learning.propose(FILE, [STATICS], HERE, key=key),
    lambda keep, key: keep.learning.sign(FILE, "student", key=key),
    lambda keep, key: keep.learning.sign(FILE, "home", key=key),
    lambda keep, key: keep.learning.sign(FILE, "host", key=key),
    lambda keep, key: keep.learning.approve(FILE, key=key),
    lambda keep, key: keep.learning.change(FILE, SWAP, key=key),
    lambda keep, key: keep.learning.give_up(FILE, "no longer", key=key),
    lambda keep, key: keep.complete_step(FILE, "insurance", document="P-1", key=key),
    lambda keep, key: keep.complete_step(FILE, "visa", waived="none", key=key),
    lambda keep, key: keep.arrive(FILE, key=key),
    lambda keep, key: keep.report_return(FILE, key=key),
    lambda keep, key: keep.transcript(FILE, [Course(title="Statics", credits=Decimal(6))], document="TR", key=key),
    lambda keep, key: keep.complete_step(FILE, "return_report", document="R-1", key=key),
    lambda keep, key: keep.recognise(FILE, key=key),
]


def test_what_was_done_under_a_key_is_done_once_on_whatever_day(
    keep: PartnershipService, office: Office, by: Callable[[date], AbstractContextManager[None]]
) -> None:
    for number, act in enumerate(ACTS):
        with by(date(2026, 1, 10) + timedelta(days=2 * number)):
            first = act(keep, str(number)).record
        with by(date(2026, 1, 11) + timedelta(days=2 * number)):
            position = office.store.checkpoint().position
            assert act(keep, str(number)).record == first, number
            assert office.store.checkpoint().position == position
    assert keep.mobility(FILE).state == "recognised"


def settled(keep: PartnershipService, on: date = DAY) -> Changed[LearningAgreement]:
    for by in ("student", "home", "host"):
        keep.learning.sign(FILE, by, f"Signs {by}", on)
    return keep.learning.approve(FILE, on)


def away(keep: PartnershipService) -> None:
    for step in ("insurance", "visa"):
        keep.complete_step(FILE, step, date(2025, 12, 1), document="P-1")
    keep.arrive(FILE, date(2026, 1, 10))


def back(keep: PartnershipService) -> None:
    away(keep)
    keep.report_return(FILE, date(2026, 5, 19))


def test_from_the_proposal_to_the_recognition(keep: PartnershipService, office: Office) -> None:
    made = keep.learning.propose(FILE, [STATICS, MATHS], HERE, on=DAY, key="p")
    assert made.findings == ()
    assert keep.learning.propose(FILE, [STATICS, MATHS], HERE, on=DAY, key="p").record == made.record
    with pytest.raises(MobilityRefused, match="do or waive these steps of the check-list: Learning agreement"):
        away(keep)
    holds = settled(keep).record.approved
    assert holds is not None
    assert [(one.by, one.name, one.on) for one in holds.signatures][2] == ("host", "Signs host", DAY)
    done = keep.mobility(FILE).done("learning_agreement")
    assert done is not None
    assert (done.document, done.about) == (f"LA v1 {holds.digest[:12]}", made.record.ref)
    keep.arrive(FILE, date(2026, 1, 10))
    told = keep.learning.change(FILE, SWAP, on=date(2026, 2, 1))
    assert told.findings == ()
    assert keep.learning.get(FILE).approved == holds
    second = settled(keep, date(2026, 2, 3)).record.approved
    assert second is not None
    assert (second.number, [one.code for one in second.studied]) == (2, ["MA1", "DY1"])
    assert keep.mobility(FILE).done("learning_agreement") == done
    keep.report_return(FILE, date(2026, 5, 19))
    courses = [Course(title="Dynamics", code="DY1", credits=Decimal(6)), Course(title="Thai", credits=Decimal(2))]
    found = keep.transcript(FILE, courses, on=date(2026, 6, 1), document="TR-1")
    assert [one.code for one in found.findings if one.code.startswith("transcript")] == [
        "transcript-component-missing",
        "transcript-component-extra",
    ]
    assert (found.record.learning_version, found.record.learning_digest) == (2, second.digest)
    assert found.record.courses[0].home == "CE201"
    assert [one.code for one in keep.learning.compare(FILE).open] == ["MA201"]
    rows = list(keep.learning.comparison_table(FILE).records(personal=True))
    assert [str(row["held"]) for row in rows] == ["missing", "as agreed", "not agreed"]
    assert office.verify(deep=True).findings == ()


def test_a_version_waits_for_its_request(keep: PartnershipService, office: Office) -> None:
    made = keep.learning.propose(FILE, [STATICS], HERE[:1], on=DAY, unit="ga").record
    for act in (lambda: keep.learning.propose(FILE, [MATHS]), lambda: keep.learning.give_up(FILE, "no")):
        with pytest.raises(MobilityRefused, match="a request for version 1 waits"):
            act()
    with pytest.raises(MobilityRefused, match=r"version 1 was not approved along its route \(.*\)"):
        settled(keep)
    (request,) = office.approvals.of(made.ref)
    assert request.route == "mobility.learning"
    for who in ("E2", "E1"):
        office.acting(who).approvals.approve(request.id)
    assert keep.learning.approve(FILE, DAY).record.approved is not None
    assert keep.learning.change(FILE, SWAP, on=date(2026, 2, 1)).record.proposed is not None


def test_a_version_that_nobody_may_approve_is_not_kept(keep: PartnershipService, office: Office) -> None:
    office.organization.add_unit("alone", "ไม่มีผู้พิจารณา", first=date(2020, 1, 1))
    with pytest.raises(NoApprover):
        keep.learning.propose(FILE, [STATICS], HERE, on=DAY, unit="alone")
    with pytest.raises(NotFound, match="the learning agreement"):
        keep.learning.get(FILE)


@pytest.mark.parametrize(
    ("changing", "on", "found"),
    [
        (SWAP, date(2026, 2, 14), []),
        (SWAP, date(2026, 2, 15), ["learning-change-late"]),
        (Changing(add=[(DYNAMICS, Reason(code="extending_mobility"))]), date(2026, 4, 20), []),
        (Changing(add=[(DYNAMICS, Reason(code="extending_mobility"))]), date(2026, 4, 21), ["learning-extension-late"]),
    ],
)
def test_a_late_change_is_told(keep: PartnershipService, changing: Changing, on: date, found: list[str]) -> None:
    keep.learning.propose(FILE, [STATICS, MATHS], HERE, on=DAY)
    settled(keep)
    away(keep)
    made = keep.learning.change(FILE, changing, on=on)
    assert [one.code for one in made.findings if one.code != "learning-component-uncovered"] == found
    assert all(one.show("th") != one.show("en") for one in made.findings)


def test_a_change_that_waits_falls_due_and_is_told_when_it_was_agreed_late(
    keep: PartnershipService, office: Office
) -> None:
    keep.learning.propose(FILE, [STATICS, MATHS], HERE, on=DAY)
    assert settled(keep).findings == ()
    away(keep)
    keep.learning.change(FILE, SWAP, on=date(2026, 2, 1))

    def due() -> list[tuple[date, str]]:
        found = office.deadlines(date(2026, 2, 1), date(2026, 2, 28)).items
        return [(one.day, str(one.title)) for one in found if "learning agreement" in str(one.title)]

    assert due() == [(date(2026, 2, 15), "agree on version 2 of the learning agreement: mobility 2568/1")]
    assert [one.code for one in settled(keep, date(2026, 2, 16)).findings] == ["learning-agreed-late"]
    assert due() == []


def test_outside_of_a_scheme_nothing_is_late(keep: PartnershipService) -> None:
    who = Traveller(code="S2", given_name=Text.of(en="Ben"), family_name=Text.of(en="Example"))
    plan = Plan(terms=("second",), first=date(2026, 1, 10), last=date(2026, 5, 20))
    other = keep.nominate_person(who, HOST, "sent", plan, on=date(2025, 10, 1)).record
    keep.learning.propose(other, [STATICS], HERE[:1], on=DAY)
    for by in ("student", "home", "host"):
        keep.learning.sign(other, by, on=DAY)
    keep.learning.approve(other, DAY)
    assert keep.learning.change(other, SWAP, on=date(2026, 5, 1)).findings == ()


@pytest.mark.parametrize(
    ("act", "error", "told"),
    [
        (lambda keep: keep.learning.sign(FILE, "dean"), MobilityRefused, "choose|none of those who sign"),
        (lambda keep: keep.learning.sign(FILE, "host"), MobilityRefused, "propose one"),
        (lambda keep: keep.learning.get(FILE), NotFound, "the learning agreement"),
        (lambda keep: keep.learning.compare("2568/9"), NotFound, "was not found"),
        (lambda keep: keep.learning.change(FILE, SWAP), MobilityRefused, "instead of a change"),
    ],
)
def test_what_cannot_be_is_refused(
    keep: PartnershipService, act: Callable[..., Any], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        act(keep)


def test_what_is_compared_is_there(keep: PartnershipService) -> None:
    keep.learning.propose(FILE, [STATICS], HERE[:1], on=DAY)
    with pytest.raises(MobilityRefused, match="no version of the learning agreement was approved"):
        keep.learning.compare(FILE)
    settled(keep)
    with pytest.raises(MobilityRefused, match="take in the transcript first"):
        keep.learning.compare(FILE)
    with pytest.raises(NotFound, match="version 3"):
        keep.learning.version(FILE, 3)


def test_staff_and_files_that_are_over_have_none(keep: PartnershipService) -> None:
    who = Traveller(code="T1", given_name=Text.of(en="Kim"), family_name=Text.of(en="Sample"))
    kind = Plan(mobility_kind="staff_teaching", first=date(2026, 1, 10), last=date(2026, 1, 20))
    staff = keep.nominate_person(who, HOST, "sent", kind, on=date(2025, 10, 1)).record
    with pytest.raises(MobilityRefused, match="is of staff"):
        keep.learning.propose(staff, [STATICS])
    keep.cancel(FILE, "ill")
    with pytest.raises(MobilityRefused, match="is over"):
        keep.learning.propose(FILE, [STATICS])


def test_it_is_seen_by_whom_the_file_is(keep: PartnershipService, office: Office) -> None:
    keep.learning.propose(FILE, [STATICS], HERE[:1], on=DAY)
    acting = office.acting("E3").partnerships
    with pytest.raises(NotFound):
        acting.learning.get(FILE)
    with pytest.raises(NotAllowed):
        acting.learning.propose(FILE, [STATICS])


@pytest.mark.parametrize(
    ("act", "en", "th"),
    [
        (lambda keep: keep.learning.sign(FILE, "student", on=date(2099, 1, 1)), "is to come", "ยังมาไม่ถึง"),
        (lambda keep: keep.learning.approve(FILE, date(2099, 1, 1)), "is to come", "ยังมาไม่ถึง"),
        (lambda keep: keep.certify(FILE, "arrival", date(2099, 1, 1), "CoA"), "is to come", "ยังมาไม่ถึง"),
        (
            lambda keep: keep.learning.propose(FILE, [Component(title=" ", credits=Decimal(3), scale="ects")]),
            "neither code nor title",
            "ไม่มีทั้งรหัสและชื่อ",
        ),
    ],
    ids=["sign", "approve", "certify", "nameless"],
)
def test_nobody_signs_tomorrow_and_no_course_is_nameless(
    keep: PartnershipService, act: Callable[[PartnershipService], Any], en: str, th: str
) -> None:
    keep.learning.propose(FILE, [STATICS], HERE, on=DAY)
    with pytest.raises(MobilityRefused) as refused:
        act(keep)
    assert en in refused.value.message("en")
    assert th in refused.value.message("th")
    assert keep.learning.get(FILE).version == 1
