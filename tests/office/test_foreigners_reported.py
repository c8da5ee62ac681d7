"""Foreigners and studies abroad in reports and metrics: whole for those within, totals for the public."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import orqa
from organization_samples import begun
from orqa.office.office import Office

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
PEOPLE = (
    ("EXAMPLE, ANNA", "staff", "non_b", "JP", None),
    ("EXAMPLE, BEN", "degree-student", "non_ed", "VN", None),
    ("EXAMPLE, CHRIS", "exchange-student", "non_ed", "VN", None),
    ("EXAMPLE, DEE", "visitor", "tourist", "", None),
    ("EXAMPLE, EVE", "student", "non_ed", "JP", date(2026, 10, 31)),
)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        begun(office)
        stays, cases = office.partnerships.stays, office.partnerships.study_cases
        for name, group, visa, nationality, last in PEOPLE:
            made = stays.register(
                name,
                group=group,
                visa=visa,
                nationality=nationality,
                entered=date(2026, 10, 1),
                until=date(2026, 12, 29),
                passport=f"SECRET-{name[-3:]}",
            ).record
            if last:
                stays.happened(made, "programme_end", last)
        case = office.partnerships.study_case(
            *("E3",), first=date(2024, 4, 1), last=date(2026, 3, 31), country="JP", applied=date(2024, 1, 4)
        ).record
        bond = office.attendance.bonds.sign("E3", first=case.first, last=case.last, abroad=True)
        office.attendance.bonds.back(bond, date(2026, 4, 1))
        cases.link(case, bond=bond.ref)
        office.partnerships.study_case("E2", first=date(2027, 4, 1), last=date(2028, 3, 31))
        yield office


@pytest.mark.parametrize(
    ("name", "value", "parts"),
    [("staff", 1, [("Japan", 1)]), ("students", 2, [("Vietnam", 2)])],
)
def test_foreign_people_are_counted_on_a_day(
    office: Office, name: str, value: int, parts: list[tuple[str, int]]
) -> None:
    found = office.metrics.value(f"partnership.foreign_{name}", office.year("fiscal", 2570)).measure
    assert (found.value, [(part.in_language("en"), number) for part, number in found.parts]) == (value, parts)
    assert found.citations
    earlier = office.metrics.value(f"partnership.foreign_{name}", office.year("fiscal", 2568)).measure
    assert (earlier.value, earlier.parts) == (0, ())


def test_who_may_not_read_stays_counts_none(office: Office) -> None:
    period = office.year("fiscal", 2570)
    assert office.acting("E3").metrics.value("partnership.foreign_staff", period).measure.value == 0


def written(office: Office, tmp_path: Path, report: str, audience: str) -> str:
    path = tmp_path / "report.txt"
    office.reports.write(report, "text", path, office.year("fiscal", 2570), language="en", audience=audience)
    return path.read_text(encoding="utf-8")


def test_the_report_tells_within_what_is_due_of_whom(office: Office, tmp_path: Path) -> None:
    told = written(office, tmp_path, "foreign-persons", "internal")
    for part in ("EXAMPLE, ANNA", "ask for an extension of stay", "Exchange student", "not told", "immigration"):
        assert part in told
    assert "EVE" not in told
    assert "SECRET" not in told


def test_the_public_edition_has_totals_alone(office: Office, tmp_path: Path) -> None:
    told = written(office, tmp_path, "foreign-persons", "public")
    assert "Vietnam" not in told, "one person is told by no figure"
    assert "EXAMPLE" not in told
    assert "extension" not in told


def test_the_report_of_studies_abroad(office: Office, tmp_path: Path) -> None:
    told = written(office, tmp_path, "study-abroad", "internal")
    assert "1460" in told.replace(",", "")
    assert "E3" in told
    public = written(office, tmp_path, "study-abroad", "public")
    assert "Japan" not in public
    assert "applied for" not in public
    assert "E3" not in public
