"""The register of leave as a report."""

from datetime import date
from pathlib import Path

import pytest

from organization_samples import begun
from orqa.office.office import Office


@pytest.fixture
def staffed(office: Office) -> Office:
    begun(office)
    for code in ("E1", "E2", "E3"):
        office.attendance.employments.begin(code, "university_employee", first=date(2014, 6, 2))
    for kind, first, last in (
        ("sick", date(2026, 12, 14), date(2026, 12, 16)),
        ("personal", date(2026, 12, 21), date(2026, 12, 21)),
        ("sick", date(2027, 9, 30), date(2027, 10, 1)),
    ):
        leave = office.acting("E3").attendance.leave.request("E3", kind, first, last)
        if kind == "sick":
            office.acting("E2").attendance.leave.permit(leave)
            office.acting("E1").attendance.leave.permit(leave)
    return office


def test_each_leave_stands_with_its_days_and_state(staffed: Office) -> None:
    with staffed.reports.open("leave-register", staffed.year("fiscal", 2570), language="en") as report:
        register, totals = (section.blocks[0] for section in report.sections)
        rows = [tuple(map(str, row[2:])) for row in register.rows()]  # type: ignore[union-attr]
        assert rows == [
            ("Sick leave", "2026-12-14", "2026-12-16", "0", "3", "3", "permitted"),
            ("Personal leave", "2026-12-21", "2026-12-21", "0", "0", "0", "filed"),
            ("Sick leave", "2027-09-30", "2027-10-01", "3", "2", "5", "permitted"),
        ]
        assert [tuple(map(str, row)) for row in totals.rows()] == [("Sick leave", "2", "5")]  # type: ignore[union-attr]
        assert "opm-leave-2555#18" in [str(cited.citation) for cited in report.citations]


def test_what_was_taken_before_begins_anew_with_the_fiscal_year(staffed: Office) -> None:
    staffed.acting("E3").attendance.leave.request("E3", "sick", date(2027, 10, 6), date(2027, 10, 6))
    with staffed.reports.open("leave-register", staffed.year("fiscal", 2571), language="en") as report:
        register = report.sections[0].blocks[0]
        rows = [tuple(map(str, row[5:8])) for row in register.rows()]  # type: ignore[union-attr]
    assert rows == [("3", "2", "5"), ("1", "0", "1")]


def test_the_public_edition_has_totals_alone(staffed: Office, tmp_path: Path) -> None:
    path = staffed.reports.write(
        "leave-register", "text", tmp_path / "a.txt", staffed.year("fiscal", 2570), language="th", audience="public"
    )
    told = path.read_text(encoding="utf-8")
    assert "ลาป่วย" in told
    assert "E3" not in told


@pytest.mark.parametrize("name", ["text", "markdown", "csv", "json", "html"])
def test_it_is_written_in_every_format(staffed: Office, tmp_path: Path, name: str) -> None:
    path = staffed.reports.write("leave-register", name, tmp_path / name, staffed.year("fiscal", 2570), language="th")
    assert "ลาป่วย" in path.read_text(encoding="utf-8-sig")


def test_a_year_without_leave_has_an_empty_register(office: Office) -> None:
    with office.reports.open("leave-register", office.year("fiscal", 2560)) as report:
        assert [list(section.blocks[0].rows()) for section in report.sections] == [[], []]  # type: ignore[union-attr]
