"""The second university in an office of its own: same program, other data."""

# ruff: noqa: S101, D103 - tests
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import as_file, files
from zoneinfo import ZoneInfo

import orqa_northern_university as northern
import pytest

from orqa.domain.attendance import Schedule, daily_results
from orqa.domain.attendance.punches import Punch
from orqa.office.importing_units import UNITS
from orqa.office.office import Office
from orqa.office.tabular.importing import import_table
from orqa.plugins.opening import open_office
from orqa.plugins.registry import Registry
from orqa.rules.boundaries import check_boundaries
from orqa.rules.cases import check_case, load_cases, uncovered

FOUNDED = date(2010, 10, 1)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office("memory:", "northern-university", plugins=[northern], clock=lambda: AT) as office:
        org = office.organization
        org.add_unit("neu", "มหาวิทยาลัยตัวอย่างแดนเหนือ", first=FOUNDED, level="university", letter_code="อว 9901")
        org.add_unit("neu-hill", "วิทยาเขตบนดอย", first=FOUNDED, parent="neu", level="campus", letter_code="อว 9901.2")
        org.add_unit(
            "sci", "คณะวิทยาศาสตร์", first=FOUNDED, parent="neu-hill", level="faculty", letter_code="อว 9901.2(3)"
        )
        org.add_position("sci.dean", "คณบดี", unit="sci", first=FOUNDED, roles=["dean"], is_head=True)
        org.add_position("sci.secretary", "เลขานุการคณะ", unit="sci", first=FOUNDED, roles=["faculty-secretary"])
        org.add_position("sci.clerk", "เจ้าหน้าที่", unit="sci", first=FOUNDED, roles=["clerk"])
        for code, position in (("N1", "sci.dean"), ("N2", "sci.secretary"), ("N3", "sci.clerk")):
            org.add_person(code, code)
            org.appoint(code, position, first=FOUNDED)
        yield office


def test_its_rules_are_sound() -> None:
    registry = Registry(strict=True)
    registry.register(northern)
    profile = registry.profile("northern-university")
    cases = load_cases(northern._folder(), profile)  # noqa: SLF001 - the plugin's own
    assert len(cases) == 9
    assert [finding for case in cases for finding in check_case(case, profile)] == []
    assert [*uncovered(profile, cases), *check_boundaries(profile.ruleset)] == []


def test_its_units_are_taken_in_from_their_file() -> None:
    with open_office("memory:", "northern-university", plugins=[northern], clock=lambda: AT) as fresh:
        with as_file(files(northern) / "units.csv") as path:
            result = import_table(fresh, path, UNITS)
        assert (result.registered, result.refused, result.findings) == (7, 0, ())
        now = fresh.organization.on(AT.date())
        assert now.ancestors("sci") == ("neu-hill", "neu")
        assert now.spans["neu-river"].level == "campus"
        assert (
            fresh.correspondence.send(kind="memo", subject="ก", recipient="ข", unit="agr").printed == "อว 9901.3(1)/1"
        )


def test_circulars_and_letters_share_one_series(office: Office) -> None:
    send = office.correspondence.send
    letter = send(kind="external", subject="ขอเชิญประชุม", recipient="อธิการบดี", unit="sci")
    circular = send(kind="บันทึกข้อความ", subject="แจ้งเวียน", recipient="ทุกภาควิชา", unit="sci", circular=True)
    assert (letter.printed, circular.printed) == ("อว 9901.2(3)/1", "อว 9901.2(3)/ว 2")


def test_faculties_number_their_own_orders_and_announcements_print_a_number(office: Office) -> None:
    order = office.correspondence.send(kind="คำสั่งคณะ", subject="แต่งตั้งกรรมการ", unit="sci")
    announcement = office.correspondence.send(kind="announcement", subject="ผลการคัดเลือก", unit="sci")
    assert (order.entry.register, order.printed, announcement.printed) == ("faculty-order", "1/2569", "1/2569")


def test_a_received_letter_goes_by_the_secretary_to_the_dean(office: Office) -> None:
    letter = office.correspondence.receive(subject="ทุนวิจัย", sender="กองคลัง", reference="12/2569", dated="1 พ.ย. 2569")
    request = office.acting("N3").approvals.submit(letter.letter, "letter.received", unit="sci")
    assert [step.whom for step in request.steps] == ["role:faculty-secretary@sci", "role:dean@sci"]
    assert office.desk("N2").total == 1


@pytest.mark.parametrize(
    ("came", "left", "status"),
    [
        ("08:45", "16:20", "present"),
        ("08:46", "16:20", "late"),
        ("08:30", "16:19", "early_exit"),
        ("10:00", "16:30", "late"),
        ("10:01", "16:30", "unresolved"),
        ("06:59", "16:30", "unresolved"),
    ],
)
def test_hours_with_a_courtesy_and_a_window(office: Office, came: str, left: str, status: str) -> None:
    day = date(2026, 11, 20)
    punches = [Punch("7", datetime.fromisoformat(f"{day} {clock}")) for clock in (came, left)]
    schedule = Schedule.of(office.rules(day))
    (result,) = daily_results(punches, {"7": schedule}, office.calendar, [], day, day)
    assert str(result.status) == status
    assert "northern-rule-2568#5" in {str(citation) for citation in result.citations}
