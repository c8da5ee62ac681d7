"""Transcripts in an office: converted by a named method, decided, and kept with the rules that they rest on."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from organization_samples import begun
from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.domain.partnerships.credits import CreditsRefused, Programme
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Traveller
from orqa.domain.partnerships.recognition import Course, decide_recognition
from orqa.office.errors import KeyUsedOtherwise
from orqa.office.office import Office
from orqa.office.partnerships import PartnershipService
from orqa.office.partnerships.mobility_plans import Plan

HOST, DAY = "Example University", date(2026, 6, 1)
STATICS = Course(title="Statics", credits=Decimal(6), grade="A", home="CE201", hours=Decimal(150))
HERE = Programme(credits=Decimal(128), years=Decimal(4))


@pytest.fixture
def url() -> str:
    return "memory:"


@pytest.fixture
def keep(office: Office) -> PartnershipService:
    keep = begun(office).partnerships
    keep.add_partner({"en": HOST}, country="JP")
    who = Traveller(code="S1", given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"))
    plan = Plan(terms=("second",), first=date(2026, 1, 10), last=date(2026, 5, 20))
    keep.nominate_person(who, HOST, "sent", plan, on=date(2025, 10, 1))
    keep.accept("2568/1", date(2025, 11, 1))
    for step in ("learning_agreement", "insurance", "visa"):
        keep.complete_step("2568/1", step, date(2025, 12, 1), document="P-1")
    keep.arrive("2568/1", date(2026, 1, 10))
    return keep


@pytest.fixture
def back(keep: PartnershipService) -> PartnershipService:
    keep.report_return("2568/1", date(2026, 5, 19))
    return keep


@pytest.mark.parametrize(
    ("how", "counted"),
    [
        ({}, "4"),
        ({"step": "1", "courses": [STATICS, Course(title="Thai", credits=Decimal(4))]}, "7"),
        ({"method": "year_load", "programme": HERE}, "3"),
        ({"method": "year_load", "programme": HERE, "step": "0.1"}, "3.2"),
        ({"source": "us", "courses": [Course(title="Statics", credits=Decimal("2.5"))]}, "2.5"),
    ],
    ids=["table", "each rounded once", "year against year", "finer", "other scale"],
)
def test_credits_are_converted_as_named(back: PartnershipService, how: dict[str, Any], counted: str) -> None:
    made = back.transcript("2568/1", how.pop("courses", [STATICS]), on=DAY, **how).record
    assert made.total == Decimal(counted)
    assert made.citations
    assert back.recognition("2568/1") == made


@pytest.mark.parametrize(
    ("act", "error", "told"),
    [
        (lambda keep: keep.transcript("2568/1", []), MobilityRefused, "no course"),
        (lambda keep: keep.transcript("2568/1", [STATICS], method="year_load"), CreditsRefused, "it may be"),
        (lambda keep: keep.transcript("2568/1", [STATICS], method="workload"), NotModelled, "no such figure"),
        (
            lambda keep: keep.transcript("2568/1", [STATICS], step="half"),
            MobilityRefused,
            "'half' is no number for step",
        ),
        (lambda keep: keep.transcript("2568/1", [STATICS], step=0.5), MobilityRefused, "is no number for step"),
        (lambda keep: keep.transcript("2568/1", [STATICS], step="0"), MobilityRefused, "a step above 0"),
        (
            lambda keep: keep.transcript("2568/1", [STATICS], step="-0.5"),
            MobilityRefused,
            "such as 0.5, not -0.5",
        ),
        (lambda keep: keep.recognise("2568/1"), MobilityRefused, "Transcript of records, Report after the return"),
    ],
)
def test_what_cannot_be_is_refused(
    back: PartnershipService, act: Callable[..., Any], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        act(back)
    assert back.mobility("2568/1").state == "returned"


def test_nothing_is_recognised_before_the_return(keep: PartnershipService) -> None:
    with pytest.raises(MobilityRefused, match="possible now: report-return"):
        keep.transcript("2568/1", [STATICS])


def test_a_recognition_is_decided_along_its_route(back: PartnershipService, office: Office) -> None:
    made = back.transcript("2568/1", [STATICS], on=DAY, document="TR-1", unit="ga")
    back.complete_step("2568/1", "return_report", DAY, document="R-1")
    with pytest.raises(MobilityRefused, match="not approved"):
        back.recognise("2568/1")
    (request,) = office.approvals.of(made.record.ref)
    for who in ("E2", "E1"):
        office.acting(who).approvals.approve(request.id)
    assert back.recognise("2568/1", DAY, key="1").record.state == "recognised"
    assert back.recognise("2568/1", DAY, key="1").record.state == "recognised"
    found = back.recognition("2568/1")
    assert found is not None
    assert (found.state, found.decided_on) == ("decided", DAY)
    assert office.verify(deep=True).findings == ()


def test_nobody_changes_what_a_request_is_about(back: PartnershipService, office: Office) -> None:
    made = back.transcript("2568/1", [STATICS], on=DAY, unit="ga", key="1").record
    other = [Course(title="Thai", credits=Decimal(9), grade="A")]
    with pytest.raises(MobilityRefused, match="withdraw it") as waits:
        back.transcript("2568/1", other, on=DAY)
    assert "ถอนคำขอ" in waits.value.message("th")
    assert back.transcript("2568/1", [STATICS], on=DAY, unit="ga", key="1").record == made
    (request,) = office.approvals.of(made.ref)
    for who in ("E2", "E1"):
        office.acting(who).approvals.approve(request.id)
    with pytest.raises(MobilityRefused, match="approved along its route") as approved:
        back.transcript("2568/1", other, on=DAY)
    assert "ขออนุมัติใหม่" in approved.value.message("th")
    assert back.recognition("2568/1") == made
    back.transcript("2568/1", other, on=DAY, document="TR-2", unit="ga")
    back.complete_step("2568/1", "return_report", DAY, document="R-1")
    with pytest.raises(MobilityRefused, match="not approved"):
        back.recognise("2568/1")


@pytest.mark.parametrize("how", [{"step": "1"}, {"document": "TR-9"}, {"programme": HERE}, {"unit": "ga"}])
def test_a_key_stands_for_all_that_was_told_of_a_transcript(back: PartnershipService, how: dict[str, Any]) -> None:
    back.transcript("2568/1", [STATICS], on=DAY, key="1")
    with pytest.raises(KeyUsedOtherwise):
        back.transcript("2568/1", [STATICS], on=DAY, key="1", **how)


def test_open_steps_and_the_end_of_calls_fall_due(back: PartnershipService, office: Office) -> None:
    due = office.deadlines(date(2026, 5, 1), date(2026, 7, 31))
    assert [(one.day, str(one.title)) for one in due.items] == [
        (date(2026, 6, 18), "Report after the return: mobility 2568/1"),
        (date(2026, 7, 18), "Transcript of records: mobility 2568/1"),
    ]
    assert office.acting("E3").deadlines(date(2026, 5, 1), date(2026, 7, 31)).items == ()
    del back


def test_grades_and_contents_are_held_against_a_rule_where_there_is_one(office: Office, monkeypatch: Any) -> None:
    from orqa.rules.views import Reading

    real = Reading.value
    least = {"grade_point": "2.00", "alike": 75}
    monkeypatch.setattr(
        Reading, "value", lambda self, key, **dims: least if key == "mobility.recognition" else real(self, key, **dims)
    )
    courses = [
        Course(title="Low", credits=Decimal(6), grade_point=Decimal("1.5"), alike=75),
        Course(title="Other", credits=Decimal(6), grade_point=Decimal(2), alike=74),
        Course(title="Untold", credits=Decimal(6)),
    ]
    found = decide_recognition(
        office.profile.ruleset, courses, source="ects", target="th", method="scale", on=DAY, step=Decimal("0.5")
    )
    assert [one.code for one in found.findings] == ["recognition-grade-below", "recognition-content-below"]
