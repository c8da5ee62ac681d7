"""Metrics of exchange: persons, mobilities and semesters are three counts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from organization_samples import begun
from orqa.base.language import Text
from orqa.domain.partnerships.learning import Component
from orqa.domain.partnerships.mobilities import Traveller
from orqa.domain.partnerships.recognition import Course
from orqa.office.office import Office
from orqa.office.partnerships.mobility_plans import Plan

HOST = "Example University"


@pytest.fixture
def url() -> str:
    return "memory:"


@pytest.fixture
def moved(office: Office) -> Office:
    """One student twice, once for half a semester; two who came, one in the same programme; a teacher."""
    keep = begun(office).partnerships
    keep.add_partner({"en": HOST}, country="JP")
    _go(office, "S1", "sent", terms=("first",), programme="Civil")
    _go(office, "S1", "sent", terms=("second",), programme="Civil", attended="0.5")
    _go(office, "X1", "received", terms=("year",), programme="Civil")
    _go(office, "X2", "received", terms=("autumn_quarter",), programme="Music", mobility_kind="free_mover")
    _go(office, "T1", "sent", mobility_kind="staff_teaching")
    keep.cancel(_open(office, "S9", "sent", terms=("first",)), "ill")
    return office


def _open(office: Office, code: str, way: str, **plan: Any) -> str:
    who = Traveller(code=code, given_name=Text.of(en=code), family_name=Text.of(en="Example"))
    days = {"first": date(2026, 1, 10), "last": date(2026, 5, 20)}
    made = office.partnerships.nominate_person(who, HOST, way, Plan(**days, **plan), on=date(2025, 10, 1))
    return made.record.id


def _go(office: Office, code: str, way: str, attended: str = "", **plan: Any) -> None:
    keep, which = office.partnerships, _open(office, code, way, **plan)
    for before in ("accept", "arrive"):
        for step in keep.checklist(which).value:
            if step.before is not None and step.before.value == before:
                keep.complete_step(which, step.step, date(2025, 12, 1), document="P-1")
        getattr(keep, before)(which, date(2026, 1, 10))
    if attended:
        keep.report_return(which, date(2026, 3, 1), attended=attended, reason="ill")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("students_sent", 1),
        ("student_mobilities_sent", 2),
        ("semesters_sent", Decimal("1.5")),
        ("students_received", 2),
        ("student_mobilities_received", 2),
        ("semesters_received", 2),
        ("staff_sent", 1),
        ("staff_mobilities_sent", 1),
        ("staff_received", 0),
        ("staff_mobilities_received", 0),
        ("programmes_both_ways", 1),
    ],
)
def test_three_counts_of_the_same_files(moved: Office, name: str, value: int | Decimal) -> None:
    for kind, named in (("academic", 2568), ("calendar", 2569), ("fiscal", 2569)):
        found = moved.metrics.value(f"partnership.{name}", moved.year(kind, named))
        assert found.value == value, kind
    assert not moved.metrics.value(f"partnership.{name}", moved.year("academic", 2567)).value


def test_parts_tell_kinds_and_other_units(moved: Office) -> None:
    year = moved.year("academic", 2568)
    received = moved.metrics.value("partnership.students_received", year).measure
    assert {str(part): number for part, number in received.parts} == {
        "Exchange student": 1,
        "Visiting student who pays the host": 1,
    }
    units = moved.metrics.value("partnership.semesters_received", year).measure
    assert [str(part) for part, _ in units.parts] == ["student-quarter(s)", "student-semester(s)"]


def test_they_count_what_whoever_asks_may_see(moved: Office) -> None:
    found = moved.acting("E3").metrics.value("partnership.students_sent", moved.year("academic", 2568))
    assert (found.value, found.count) == (0, 0)


def test_what_was_agreed_and_recognised_is_a_share_of_files(moved: Office) -> None:
    keep, period = moved.partnerships, moved.year("academic", 2568)

    def value(name: str) -> tuple[Any, int]:
        found = moved.metrics.value(f"partnership.{name}", period).measure
        return found.value, found.count

    assert (value("learning_agreed_share"), value("recognised_share")) == ((Decimal("0.0"), 2), (Decimal("0.0"), 1))
    (back,) = (one for one in keep.mobilities(direction="sent", state="returned"))
    keep.transcript(back, [Course(title="Statics", credits=Decimal(6))], on=date(2026, 4, 1), document="TR-1")
    keep.complete_step(back, "return_report", date(2026, 4, 1), document="R-1")
    keep.learning.propose(back, [Component(title="Statics", credits=Decimal(6), scale="ects")], on=date(2026, 4, 1))
    for by in ("student", "home", "host"):
        keep.learning.sign(back, by, on=date(2026, 4, 1))
    keep.learning.approve(back, date(2026, 4, 1))
    keep.recognise(back, date(2026, 4, 2))
    assert (value("learning_agreed_share"), value("recognised_share")) == ((Decimal("50.0"), 2), (Decimal("100.0"), 1))
    earlier = moved.metrics.value("partnership.recognised_share", moved.year("academic", 2560)).measure
    assert (earlier.value, earlier.count) == (None, 0)
