"""Grading tables and lengths of stays in an office."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from organization_samples import begun
from orqa.base.errors import NotModelled, OrqaError
from orqa.base.language import Text
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.grading_tables import GradeRefused, GradeShare
from orqa.domain.partnerships.mobilities import Traveller
from orqa.domain.partnerships.recognition import Course
from orqa.office.errors import NotAllowed
from orqa.office.office import Office
from orqa.office.partnerships import PartnershipService
from orqa.office.partnerships.grading import GradesBy, grade_all
from orqa.office.partnerships.mobility_plans import Plan

HOST, FILE, DAY = "Example University", "2568/1", date(2026, 6, 1)


@pytest.fixture
def url() -> str:
    return "memory:"


@pytest.fixture
def keep(office: Office) -> PartnershipService:
    keep = begun(office).partnerships
    keep.add_partner({"en": HOST}, country="JP")
    return keep


def shares(*given: tuple[str, str]) -> list[GradeShare]:
    return [GradeShare(label=label, share=Decimal(share), passes=label != "F") for label, share in given]


def both(keep: PartnershipService, **fields: Any) -> None:
    ours = {"scale": "A-F", "first": 2023, "last": 2025, "source": "registrar"}
    keep.grades.keep(shares(("A", "10"), ("B", "40"), ("C", "50"), ("F", "8")), **ours)
    there = {"scale": "1-5", "first": 2022, "last": 2024, "source": "their page", "partner": HOST}
    keep.grades.keep(shares(("5", "12"), ("4", "38"), ("3", "50")), **there, **fields)


def returned(keep: PartnershipService, **plan: Any) -> None:
    who = Traveller(code="S1", given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"))
    told = Plan(terms=("second",), first=date(2026, 1, 10), last=date(2026, 5, 20), level="bachelor", **plan)
    keep.nominate_person(who, HOST, "sent", told, on=date(2025, 10, 1))
    keep.accept(FILE, date(2025, 11, 1))
    for step in ("learning_agreement", "insurance", "visa"):
        keep.complete_step(FILE, step, date(2025, 12, 1), document="P-1")
    keep.arrive(FILE, date(2026, 1, 10))
    keep.report_return(FILE, date(2026, 5, 19))


def test_grades_are_converted_by_the_tables_that_are_kept(keep: PartnershipService, office: Office) -> None:
    both(keep)
    found = keep.grades.convert("5", HOST, on=DAY)
    assert (found.value.grade, found.keys) == ("A", ("grade.span",))
    assert keep.grades.convert("5", HOST, on=DAY, span="lowest").value.grade == "B"
    assert keep.grades.convert("A", "", to=HOST, on=DAY).value.grade == "5"
    assert "their page" in str(found.value.explanation)
    rows = list(keep.grades.table().records())
    assert [(row["grade"], row["reached"]) for row in rows][:3] == [("A", "10.00"), ("B", "50.00"), ("C", "100.00")]
    assert len(keep.grades.tables(HOST)) == 1
    assert office.verify(deep=True).findings == ()


def test_a_table_of_the_same_group_takes_the_place_of_the_one_before(keep: PartnershipService) -> None:
    both(keep)
    both(keep)
    assert len(keep.grades.tables()) == 2


def test_the_group_that_fits_best_and_the_newest_years_count(keep: PartnershipService) -> None:
    both(keep)
    of_group = {"scale": "1-5", "source": "page", "partner": HOST, "last": 2024}
    keep.grades.keep(shares(("5", "60"), ("4", "40")), first=2023, level="bachelor", **of_group)
    keep.grades.keep(shares(("5", "100")), first=2027, read_on=date(2028, 6, 1), **{**of_group, "last": 2028})
    assert keep.grades.convert("5", HOST, on=DAY).value.source.first == 2022
    assert keep.grades.convert("5", HOST, on=DAY, level="bachelor").value.source.level == "bachelor"


def test_a_missing_table_is_not_guessed(keep: PartnershipService) -> None:
    with pytest.raises(NotModelled, match="no grading table of Example University") as missing:
        keep.grades.convert("5", HOST, on=DAY)
    assert "ไม่มีตารางการกระจายเกรด" in missing.value.message("th")
    with pytest.raises(NotModelled, match="given up"):
        keep.grades.convert("A", "ects", on=DAY)
    with pytest.raises(GradeRefused, match="say where"):
        keep.grades.keep(shares(("A", "100")), scale="A", first=2025, last=2025, source=" ")


@pytest.mark.parametrize(
    ("facts", "en", "th"),
    [
        ({"field_code": "61"}, "no field of ISCED-F 2013", "ไม่ใช่รหัสสาขา"),
        ({"level": "batchelor"}, "batchelor", "batchelor"),
        ({"scale": " "}, "what its grades are called", "ชื่อระบบเกรด"),
        (
            {"first": 2565, "last": 2567},
            "2567 is to come; years of grading tables are those of the common era",
            "คริสต์ศักราช",
        ),
    ],
)
def test_a_table_that_no_grade_would_find_is_refused(
    keep: PartnershipService, facts: dict[str, Any], en: str, th: str
) -> None:
    told: dict[str, Any] = {"scale": "A-F", "first": 2022, "last": 2024, "source": "page", **facts}
    with pytest.raises(OrqaError) as refused:
        keep.grades.keep(shares(("A", "100")), **told)
    assert en in refused.value.message("en")
    assert th in refused.value.message("th")
    assert keep.grades.tables() == ()


def test_a_table_is_kept_once_under_a_key(
    keep: PartnershipService, by: Callable[[date], AbstractContextManager[None]]
) -> None:
    told: dict[str, Any] = {"scale": "A-F", "first": 2022, "last": 2024, "source": "page", "key": "1"}
    made = keep.grades.keep(shares(("A", "100")), **told).record
    with by(date(2027, 1, 5)):
        again = keep.grades.keep(shares(("A", "100")), **told).record
    assert (again, again.version) == (made, 1)


def test_grades_of_somebody_received_are_told_in_the_old_scale(keep: PartnershipService, office: Office) -> None:
    """Ours are no letters of that scale, though they look the same."""
    then = date(2005, 6, 1)
    keep.grades.keep(shares(("A", "40"), ("B", "60")), scale="A-B", first=2003, last=2004, source="registrar")
    who = Traveller(code="X1", given_name=Text.of(en="Anna"), family_name=Text.of(en="Example"))
    guest = keep.nominate_person(who, HOST, "received", Plan(terms=("second",)), on=date(2026, 1, 5)).record
    passed = [Course(title="Thai", credits=Decimal(2), grade="B")]
    found = grade_all(office, guest, passed, GradesBy(by="ects", span=None, on=then)).courses[0].home_grade
    assert found == keep.grades.convert("B", "", to="ects", on=then).value.grade == "C"
    ours = grade_all(office, evolve(guest, direction="sent"), passed, GradesBy(by="ects", span=None, on=then))
    assert ours.courses[0].home_grade == keep.grades.convert("B", "ects", on=then).value.grade == "A"


def test_who_may_keep_tables_the_policy_says(keep: PartnershipService, office: Office) -> None:
    both(keep)
    acting = office.acting("E3").partnerships
    assert len(acting.grades.tables()) == 2
    with pytest.raises(NotAllowed):
        acting.grades.keep(shares(("A", "100")), scale="A", first=2025, last=2025, source="page")


def test_a_transcript_has_its_grades_converted_with_its_credits(keep: PartnershipService) -> None:
    both(keep)
    returned(keep)
    courses = [
        Course(title="Statics", credits=Decimal(6), grade="4"),
        Course(title="Thai", credits=Decimal(2), grade="pass"),
        Course(title="Art", credits=Decimal(2), grade="5", home_grade="S"),
    ]
    made = keep.transcript(FILE, courses, on=DAY, grades_by="table", document="TR-1")
    assert [one.home_grade for one in made.record.courses] == ["B", "", "S"]
    assert [one.code for one in made.findings if "grade-not" in one.code] == ["recognition-grade-not-converted"]
    assert (made.record.grades_by, made.record.grade_span) == ("table", "largest")
    plain = keep.transcript(FILE, courses, on=DAY)
    assert (plain.record.courses[0].home_grade, plain.record.grades_by) == ("", "")
    with pytest.raises(MobilityRefused, match="choose from: table, ects"):
        keep.transcript(FILE, courses, grades_by="feeling")


def test_certificates_are_entered_and_counted(keep: PartnershipService) -> None:
    under = keep.add_agreement("iia", [HOST], title="IIA").record.id
    returned(keep, agreement=under)
    told = keep.duration(FILE)
    assert told.decision is not None
    assert (told.scheme, told.decision.value.days, told.decision.value.basis.value) == ("erasmus_plus", 130, "reported")
    assert [one.code for one in told.findings] == ["mobility-shorter-than-planned"]
    keep.certify(FILE, "arrival", date(2026, 3, 25), "CoA")
    made = keep.certify(FILE, "departure", date(2026, 5, 19), "CoD", key="c")
    assert keep.certify(FILE, "departure", date(2026, 5, 19), "CoD", key="c").record == made.record
    assert [one.code for one in made.findings] == [
        "mobility-too-short",
        "mobility-shorter-than-planned",
        "mobility-certificate-differs",
    ]
    other = keep.duration(FILE, "none")
    assert other.decision is not None
    assert (other.decision.value.days, other.decision.value.method) == (56, "calendar_days")
    (row,) = keep.duration_table().records(personal=True)
    assert (row["months"], row["days"]) == ("1.83", 55)


def test_all_stays_of_a_student_at_one_level_count_together(keep: PartnershipService) -> None:
    under = keep.add_agreement("iia", [HOST], title="IIA").record.id
    who = Traveller(code="S1", given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"))
    for year, level in ((2024, "bachelor"), (2025, "master"), (2026, "bachelor")):
        plan = Plan(terms=("year",), first=date(year, 9, 1), last=date(year + 1, 5, 31), level=level, agreement=under)
        last = keep.nominate_person(who, HOST, "sent", plan, on=date(year, 5, 1)).record
    assert [one.code for one in keep.duration(last).findings] == ["mobility-cycle-over"]
    keep.cancel(last, "ill")
    assert keep.duration("2568/1").findings == ()


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda keep: keep.certify(FILE, "lunch", DAY, "C"), "choose from: arrival, departure"),
        (lambda keep: keep.certify(FILE, "arrival", DAY, " "), "needs its number"),
        (lambda keep: keep.certify(FILE, "departure", date(2026, 1, 4), "C"), "lies before arrival"),
    ],
)
def test_what_cannot_be_certified_is_refused(keep: PartnershipService, act: Any, told: str) -> None:
    returned(keep)
    keep.certify(FILE, "arrival", date(2026, 1, 5), "C")
    with pytest.raises(MobilityRefused, match=told):
        act(keep)


def test_nothing_is_certified_of_who_never_went(keep: PartnershipService) -> None:
    who = Traveller(code="S1", given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"))
    made = keep.nominate_person(who, HOST, "sent", Plan(terms=("first",)), on=DAY).record
    assert keep.duration(made).decision is None
    keep.cancel(made, "ill")
    with pytest.raises(MobilityRefused, match="never began"):
        keep.certify(made, "arrival", DAY, "C")
