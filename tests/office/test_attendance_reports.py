"""The attendance register and half years in figures among the reports: one snapshot, any format, a public edition."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from organization_samples import begun
from orqa.base.calendar import OutsideCalendar
from orqa.base.errors import NotModelled
from orqa.base.years import Period
from orqa.office.office import Office
from orqa.office.snapshots import office_of
from orqa.plugins.builtin.reports import orqa_reports
from orqa.reporting.context import ReportContext
from orqa.storage.errors import StoreReadOnly
from orqa.storage.protocol import OPEN

MONDAY = date(2026, 11, 16)
NAMES = ("attendance-register", "half-year-attendance")
SEPTEMBER = Period(date(2026, 4, 1), date(2026, 9, 30))


@pytest.fixture
def staffed(office: Office) -> Office:
    begun(office)
    for code in ("E1", "E2", "E3"):
        office.attendance.employments.begin(code, "civil_servant", first=date(2014, 6, 2))
    office.attendance.events.add("official_duty", first=date(2026, 4, 1), last=date(2026, 9, 30), person="E3")
    office.attendance.events.add("training", first=MONDAY, person="E2")
    return office


def told(office: Office, name: str, period: Period, **how: str) -> dict[str, Any]:
    out = BytesIO()
    with office.reports.open(name, period, language="en", **how) as report:  # type: ignore[arg-type]
        office.reports.render(report, "json", out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_both_are_among_the_reports() -> None:
    assert {spec.name for spec in orqa_reports()} >= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format_name", ["text", "markdown", "csv", "json", "html"])
def test_they_are_written_in_every_format(staffed: Office, tmp_path: Path, name: str, format_name: str) -> None:
    path = staffed.reports.write(name, format_name, tmp_path / name, Period(date(2026, 4, 1), MONDAY), language="th")
    text = path.read_text(encoding="utf-8-sig")
    assert {"attendance-register": "อบรม", "half-year-attendance": "วันลาที่นับ"}[name] in text
    assert "E3" in text


def test_they_say_what_the_services_say(staffed: Office) -> None:
    out = BytesIO()
    staffed.reports.render(staffed.attendance.days.register(MONDAY, language="en"), "json", out)
    register = told(staffed, "attendance-register", Period(MONDAY, MONDAY))
    assert register["sections"] == json.loads(out.getvalue())["sections"]
    out = BytesIO()
    year = staffed.year("fiscal", 2569)
    staffed.reports.render(staffed.attendance.statistics.report(2, year, language="en"), "json", out)  # type: ignore[arg-type]
    assert told(staffed, "half-year-attendance", SEPTEMBER)["sections"] == json.loads(out.getvalue())["sections"]


def test_the_foot_counts_leave_by_its_type_and_what_no_line_counts(staffed: Office) -> None:
    leave = staffed.acting("E3").attendance.leave.request("E3", "sick", MONDAY, MONDAY, filed_on=MONDAY)
    for head in ("E2", "E1"):
        leave = leave if leave.taken else staffed.acting(head).attendance.leave.permit(leave)
    staffed.attendance.events.add("home_working", first=MONDAY, person="E1")
    staffed.attendance.events.report("E1", MONDAY, "ตรวจรายงาน")
    _, foot, signed = told(staffed, "attendance-register", Period(MONDAY, MONDAY))["sections"]
    found = {title: int(people) for title, people in foot["blocks"][0]["rows"] if people}
    assert found == {"Staff": 3, "Sick leave": 1, "Training": 1, "working from home": 1}
    assert [row[0] for row in signed["blocks"][0]["rows"]] == ["Keeper of the register", "Director"]


def test_the_register_is_of_the_last_day_or_of_today(staffed: Office) -> None:
    assert "16 November 2026" in json.dumps(told(staffed, "attendance-register", Period(date(2026, 1, 1), MONDAY)))
    assert "23 November 2026" in json.dumps(told(staffed, "attendance-register", staffed.year()))


def test_of_a_year_there_are_its_halves_as_far_as_they_have_begun(staffed: Office) -> None:
    titles = [
        [part["title"] for part in told(staffed, "half-year-attendance", period)["sections"]]
        for period in (staffed.year("fiscal", 2569), staffed.year("fiscal", 2570), staffed.year())
    ]
    assert [len(one) for one in titles] == [4, 2, 4]
    assert titles[0][0] == "Each person, 1 October 2025 – 31 March 2026"
    assert titles[1] == ["Each person", "Units in total"]
    assert titles[2][0] == "Each person, 1 April 2026 – 30 September 2026"
    assert told(staffed, "half-year-attendance", Period(MONDAY, MONDAY))["sections"] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_public_editions_name_nobody_and_tell_nothing_of_a_few(staffed: Office, name: str) -> None:
    period = Period(MONDAY, MONDAY) if name == NAMES[0] else SEPTEMBER
    few = told(staffed, name, period, audience="public")
    assert [part["blocks"][0]["rows"] for part in few["sections"]] == [[]]
    for code in ("E4", "E5"):
        staffed.organization.add_person(code, code)
        staffed.attendance.employments.begin(code, "civil_servant", first=date(2014, 6, 2))
    public = told(staffed, name, period, audience="public")
    assert len(public["sections"]) == 1
    assert public["sections"][0]["blocks"][0]["rows"]
    assert not any(code in json.dumps(public) for code in ("E1", "E2", "E3", "E4"))
    inside = told(staffed, name, period)
    assert "E3" in json.dumps(inside)


def test_a_period_outside_the_calendar_is_told(staffed: Office) -> None:
    with pytest.raises(OutsideCalendar):
        told(staffed, "attendance-register", Period(date(2001, 1, 1), date(2001, 1, 8)))


def test_a_report_that_was_given_no_calendar_says_so(staffed: Office) -> None:
    with staffed.store.read(OPEN) as reader:
        period = Period(MONDAY, MONDAY)
        context = ReportContext(reader=reader, profile=staffed.profile, period=period, at=staffed.now())
        with pytest.raises(NotModelled, match="work calendar is not modelled: the report was given none"):
            _ = context.calendar


def test_the_office_of_a_report_reads_its_snapshot_and_writes_nothing(staffed: Office) -> None:
    seen = staffed.rights.personal
    with staffed.store.read(seen) as reader:
        context = ReportContext(
            reader=reader,
            profile=staffed.profile,
            period=SEPTEMBER,
            at=staffed.now(),
            tokens=seen.tokens,
            open_calendar=staffed.calendars.of_region,
        )
        shown = office_of(context)
        assert shown.today() == staffed.today()
        staffed.attendance.employments.change(staffed.attendance.employments.of("E1")[0], order="คำสั่ง 1")
        assert shown.attendance.employments.of("E1")[0].order == ""
        with pytest.raises(StoreReadOnly):
            shown.organization.add_person("E9", "E9")
