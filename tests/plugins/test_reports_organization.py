"""The organization as a report."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.base.years import CalendarYear
from orqa.cli.demo.organization import load_rosters
from orqa.office.office import Office

AT = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Bangkok"))
PAST = CalendarYear(date(2005, 1, 1), date(2005, 12, 31), 2005)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: AT) as office:
        load_rosters(office)
        office.organization.act_for(
            "2002",
            "irqa.director",
            basis="head-absent",
            first=AT.date(),
            last=date(2026, 11, 27),
            order="คำสั่ง 9/2569",
        )
        yield office


def test_it_shows_units_posts_people_and_who_acts_today(office: Office) -> None:
    with office.reports.open("organization", language="en") as report:
        units, positions, people, acting = report.tables
        assert [str(fact.value) for fact in report.facts] == ["24 November 2026"]
        assert [section.title and report.say(section.title) for section in report.sections] == [
            *("Units", "Positions", "People", "Who acts for whom")
        ]
        assert len(list(units.rows())) == 7
        assert len(list(positions.rows())) == 12
        assert len(list(people.rows())) == 16
        (row,) = acting.records(personal=True)
        assert str(row["person"]) == "Mrs. Somjai Rakngan"
        assert row["basis"].in_language("th") == "รักษาราชการแทน"
        assert (row["last"], row["order"]) == (date(2026, 11, 27), "คำสั่ง 9/2569")
        assert "state-administration-2534" in {cited.citation.source for cited in report.citations}


def test_of_a_past_year_it_is_the_organization_of_its_last_day(office: Office) -> None:
    with office.reports.open("organization", PAST, language="en") as report:
        units, _, _, acting = report.tables
        titles = {row["code"]: str(row["title"]) for row in units.records()}
        assert titles["irqa"] == "Office of Educational Quality Assurance"
        assert "ga" not in titles
        assert list(acting.rows()) == []


def test_a_public_one_names_nobody(office: Office, tmp_path: Path) -> None:
    path = office.reports.write("organization", "text", tmp_path / "a.txt", language="th", audience="public")
    text = path.read_text(encoding="utf-8")
    assert "กองวิเทศสัมพันธ์และการประกันคุณภาพ" in text
    assert "รักษาราชการแทน" in text
    for person in office.organization.structure.people.values():
        assert person.given_name.in_language("th") not in text


@pytest.mark.parametrize("name", ["html", "markdown", "csv", "json"])
def test_every_format_writes_it(office: Office, tmp_path: Path, name: str) -> None:
    path = office.reports.write("organization", name, tmp_path / name, language="th")
    assert "นางสมใจ รักงาน" in path.read_text(encoding="utf-8")


def test_an_office_without_an_organization_has_empty_tables() -> None:
    with orqa.open_office("memory:", profile="example-abroad") as empty, empty.reports.open("organization") as report:
        assert [list(table.rows()) for table in report.tables] == [[]] * 4
