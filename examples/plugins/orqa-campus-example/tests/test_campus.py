"""Each part of the campus plugin by itself and in an office."""

# ruff: noqa: S101, D103 - tests
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orqa_campus_example as campus
import pytest

from orqa.base.findings import Finding, Place
from orqa.office.office import Office
from orqa.plugins.opening import open_office
from orqa.plugins.registry import Registry
from orqa.plugins.rows import Row
from orqa.rules.boundaries import check_boundaries
from orqa.rules.cases import check_case, load_cases, uncovered
from orqa.testing import FrameworkContract

BANGKOK = ZoneInfo("Asia/Bangkok")
LETTER = {"subject": "ขอเชิญประชุม", "sender": "กองกลาง", "reference": "อว 0655.08/12", "dated": "1 ธ.ค. 2569"}


@pytest.fixture
def registry() -> Registry:
    registry = Registry(strict=True)
    registry.register(campus)
    return registry


@pytest.fixture
def moments() -> Iterator[datetime]:
    """The minutes around New Year in Bangkok: two before midnight, the others after it."""
    first = datetime(2026, 12, 31, 23, 58, tzinfo=BANGKOK)
    return (first.replace(minute=58 + n) if n < 2 else datetime(2027, 1, 1, 0, n - 2, tzinfo=BANGKOK) for n in range(9))


@pytest.fixture
def office(moments: Iterator[datetime]) -> Iterator[Office]:
    now = next(moments)

    def clock() -> datetime:
        return now

    with open_office("memory:", "example-university", plugins=[campus], clock=clock) as office:
        for kind, urgency in (("external", ""), ("student-request", ""), ("external", "urgent"), ("external", "")):
            office.correspondence.receive(**LETTER, kind=kind, urgency=urgency)
            now = next(moments)
        yield office


def test_the_share_of_letters_from_abroad(office: Office) -> None:
    year = office.year("calendar", 2570)
    assert office.metrics.value("letters.from_abroad", year).measure.value == 0
    office.correspondence.receive(**LETTER | {"reference": "EU/12", "subject": "Erasmus+"}, kind="external")
    measure = office.metrics.value("letters.from_abroad", year).measure
    assert (str(measure.value), measure.count) == ("33.3", 3)
    assert office.metrics.value("letters.from_abroad", office.year("calendar", 2560)).measure.value is None


def report(office: Office, buddhist_year: int) -> dict[str, Any]:
    out = io.BytesIO()
    period = office.year("calendar", buddhist_year)
    with office.reports.open("letters-by-kind", period, language="en", audience="public") as made:
        office.reports.render(made, "json", out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


# ------------------------------------------------------------------ rules


def test_what_the_rules_say_is_what_their_cases_say(registry: Registry) -> None:
    profile = registry.profile("example-university")
    cases = load_cases(registry.profiles[profile.name].factory(), profile)
    assert [finding.show() for case in cases for finding in check_case(case, profile)] == []
    assert [finding.show() for finding in uncovered(profile, cases)] == []
    assert check_boundaries(profile.ruleset) == ()


def test_the_university_has_a_kind_of_letter_of_its_own(registry: Registry) -> None:
    kinds = registry.profile("example-university").vocabulary("letter-kind")
    assert kinds["student-request"].title.in_language("th") == "คำร้องนักศึกษา"
    assert "external" in kinds


# ------------------------------------------------------------------ closing days


def test_the_university_closes_on_its_founding_day(registry: Registry) -> None:
    founding_day = date(2026, 3, 18)
    ours, theirs = registry.calendar("example-university"), registry.calendar("th-government")
    assert not ours.is_working_day(founding_day)
    assert theirs.is_working_day(founding_day)
    assert str(ours.why(founding_day)[0].name) == "Founding day of the university"
    assert ours.count(date(2026, 1, 1), date(2026, 12, 31)) == theirs.count(date(2026, 1, 1), date(2026, 12, 31)) - 1


def test_before_it_was_announced_nobody_knew(registry: Registry) -> None:
    before = registry.calendar("example-university", known_on=date(2025, 11, 2))
    assert before.is_working_day(date(2026, 3, 18))


# ------------------------------------------------------------------ the report


def test_letters_are_counted_by_kind_and_urgency(office: Office) -> None:
    made = report(office, 2569)
    figure, table = made["sections"][0]["blocks"]
    assert figure["value"] == 2
    assert sorted(table["rows"]) == [["External letter", "Normal", 1], ["Student request", "Normal", 1]]


def test_a_year_ends_at_midnight_where_the_office_is(office: Office) -> None:
    figure, table = report(office, 2570)["sections"][0]["blocks"]
    assert figure["value"] == 2
    assert ["External letter", "Urgent", 1] in table["rows"]


def test_a_year_without_letters(office: Office) -> None:
    figure, table = report(office, 2568)["sections"][0]["blocks"]
    assert (figure["value"], table["rows"]) == (0, [])


# ------------------------------------------------------------------ the old system's files

RECFILE = """\
%rec: Letter
%doc: as exported on 1 October

# the first
reference: อว 0655.08/12
dated: 12 ม.ค. 2568
sender: กองกลาง
subject: ขอเชิญ\\
ประชุม
note: บรรทัดแรก
+ บรรทัดที่สอง
+
+ บรรทัดที่สี่

subject without a colon

subject: หนึ่ง
subject: สอง


subject: เวลา 10:30
sender:
"""


def read(registry: Registry, tmp_path: Path, text: str) -> list[Row | Finding]:
    path = tmp_path / "OLD.REC"
    path.write_text(text, encoding="utf-8")
    return list(registry.read_rows(path))


def test_records_are_rows(registry: Registry, tmp_path: Path) -> None:
    items = read(registry, tmp_path, RECFILE)
    rows = [item for item in items if isinstance(item, Row)]
    assert rows == [
        Row(
            {
                "reference": "อว 0655.08/12",
                "dated": "12 ม.ค. 2568",
                "sender": "กองกลาง",
                "subject": "ขอเชิญประชุม",
                "note": "บรรทัดแรก\nบรรทัดที่สอง\n\nบรรทัดที่สี่",
            },
            Place("OLD.REC", 5),
        ),
        Row({"subject": "เวลา 10:30", "sender": ""}, Place("OLD.REC", 21)),
    ]


def test_what_is_no_record_is_told(registry: Registry, tmp_path: Path) -> None:
    found = [item.show() for item in read(registry, tmp_path, RECFILE) if isinstance(item, Finding)]
    assert found == [
        "OLD.REC:15: error: line 15 has no name with a colon after it; the record was not read [recfile-no-name]",
        "OLD.REC:17: error: the name 'subject' is there twice; the record was not read [recfile-name-twice]",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "%rec: Letter\n"])
def test_nothing_to_read(registry: Registry, tmp_path: Path, text: str) -> None:
    assert read(registry, tmp_path, text) == []


def test_an_office_imports_them(tmp_path: Path) -> None:
    path = tmp_path / "old.rec"
    path.write_text("subject: ก\nsender: กองคลัง\nreference: อว 0655.08/1\ndated: 1 ม.ค. 2568\n", encoding="utf-8")
    with open_office("memory:", "example-university", plugins=[campus]) as office:
        assert office.correspondence.import_received(path).registered == 1


class TestInternationalCheck(FrameworkContract):
    """The university's own framework keeps what every framework promises."""

    folder = files(campus) / "frameworks"
    file = "international.toml"


def test_the_chat_gets_each_reminder_once(registry: Registry, moments: Iterator[datetime], tmp_path: Path) -> None:
    at = next(moments)
    with open_office("memory:", profile="thai-public-university", registry=registry, clock=lambda: at) as office:
        office.organization.add_unit("ga", "งานบริหาร", first=date(2020, 1, 1))
        office.organization.add_person("E1", "ใจดี", email="e1@example.ac.th")
        office.organization.grant("E1", "clerk", unit="ga", first=date(2020, 1, 1))
        letter = office.correspondence.receive(**LETTER).letter
        office.correspondence.circulate(letter, "E1", due=date(2026, 12, 31))
        for _ in range(2):
            office.notices.send(office.notices.due(), office.notices.notifier("campus-chat", str(tmp_path / "chat")))
    (line,) = (tmp_path / "chat").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["to"] == "e1@example.ac.th"
    assert "รับทราบหนังสือเวียน ขอเชิญประชุม" in json.loads(line)["text"]
