"""People of a campus have the holidays of its region, wherever their days are counted."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.base.calendar import WorkCalendar
from orqa.base.years import Period
from orqa.domain.attendance.errors import AttendanceRefused
from orqa.domain.attendance.statuses import DayStatus
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.office.organizing import OrganizationRefused
from orqa.office.snapshots import office_of
from orqa.office.tabular.importing import import_table
from orqa.office.tabular.kinds import import_kind
from orqa.reporting.context import ReportContext

SINCE, MOVED = date(2014, 6, 2), date(2021, 10, 1)
SART = date(2021, 10, 6)
"""ประเพณีสารทเดือนสิบ: a day off in the south alone (ภาคใต้)."""
WAI_PHRA_THAT = date(2021, 3, 26)
"""ประเพณีไหว้พระธาตุ: a day off in the north alone (ภาคเหนือ)."""


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: datetime(2021, 11, 1, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def campuses(office: Office) -> Office:
    """Three people: at a campus in Songkhla, in an office without a region, and one who moves from north to south."""
    org = office.organization
    org.add_unit("uni", "มหาวิทยาลัย", first=SINCE)
    org.add_unit("songkhla", "วิทยาเขตสงขลา", first=SINCE, parent="uni", region="สงขลา")
    org.add_unit("faculty", "คณะ", first=SINCE, parent="songkhla")
    org.add_unit("chiang-mai", "วิทยาเขตเชียงใหม่", first=SINCE, parent="uni", region="TH-50")
    begin = office.attendance.employments.begin
    for code in ("S", "N", "M"):
        org.add_person(code, code)
    begin("S", "civil_servant", first=SINCE, unit="faculty")
    begin("N", "civil_servant", first=SINCE, unit="uni")
    begin("M", "civil_servant", first=SINCE, last=date(2021, 9, 30), unit="chiang-mai")
    begin("M", "civil_servant", first=MOVED, unit="faculty")
    return office


def of(office: Office, code: str) -> WorkCalendar:
    return office.calendars.of_person(office.organization.person(code).id)


def test_a_region_is_kept_by_its_code_and_shown(campuses: Office) -> None:
    assert campuses.organization.on(SART).spans["songkhla"].region == "TH-90"
    rows = {row["code"]: row["region"] for row in campuses.organization.table("units", on=SART).records(personal=True)}
    assert rows == {"uni": None, "songkhla": "TH-90", "faculty": None, "chiang-mai": "TH-50"}


def test_each_person_has_the_calendar_of_their_place_day_by_day(campuses: Office) -> None:
    south, north, moved = of(campuses, "S"), of(campuses, "N"), of(campuses, "M")
    assert (south.region, north.region) == ("TH-90", None)
    assert north is campuses.calendar
    assert of(campuses, "S") is south
    assert campuses.acting("S").calendars.of_unit("faculty") is south
    assert [one.is_working_day(SART) for one in (south, north, moved)] == [False, True, False]
    assert [one.is_working_day(WAI_PHRA_THAT) for one in (south, north, moved)] == [True, True, False]


def test_days_leave_and_half_years_are_counted_by_the_place(campuses: Office) -> None:
    attendance = campuses.attendance
    for person, used, status in (("S", 2, DayStatus.HOLIDAY), ("N", 3, DayStatus.ABSENT), ("M", 2, DayStatus.HOLIDAY)):
        decided = attendance.leave.check(person, "personal", date(2021, 10, 5), date(2021, 10, 7))
        assert (decided.value.used, decided.value.calendar_days) == (used, 3)
        (day,) = attendance.days.results(SART, SART, person)
        assert day.status is status
    year = campuses.year("fiscal", 2564)
    span = Period(date(2021, 4, 1), date(2021, 10, 31))
    due = {person: attendance.statistics.span(span, person)[0].value.totals.due for person in "SNM"}
    assert (due["S"] - due["N"], due["M"] - due["N"]) == (-2, -1), "Eid al-Adha, and the festival that both have"
    whole = {one.value.totals.person: one.value.totals.due for one in attendance.statistics.span(year)}
    moved, south, north = (whole[campuses.organization.person(code).id] for code in "MSN")
    assert (moved - north, south - north) == (-1, -1), "one of the north before the move, and Eid al-Adha"


def test_leave_is_permitted_and_taken_from_the_account_by_the_place(campuses: Office) -> None:
    campuses.organization.add_position("head", "คณบดี", unit="songkhla", first=SINCE, roles=["director"], is_head=True)
    campuses.organization.add_position("clerk", "เจ้าหน้าที่", unit="faculty", first=SINCE, roles=["clerk"])
    campuses.organization.add_person("D", "D")
    campuses.organization.appoint("D", "head", first=SINCE)
    campuses.organization.appoint("S", "clerk", first=SINCE)
    leave = campuses.attendance.leave.request("S", "sick", date(2021, 10, 5), date(2021, 10, 7), papers=["certificate"])
    while not leave.taken:
        leave = campuses.acting("D").attendance.leave.permit(leave)
    assert campuses.attendance.leave.balance("S", "sick", campuses.year("fiscal", 2565)).used == Decimal(2)


def test_an_absence_goes_on_over_a_holiday_of_the_place(campuses: Office) -> None:
    found = campuses.attendance.days.absences(SART, date(2021, 10, 8))
    begun = {one.user: one.first for one in found}
    named = {code: begun[campuses.organization.person(code).id] for code in "SN"}
    assert named == {"S": date(2021, 10, 7), "N": SART}


def test_what_is_due_is_counted_by_the_place_of_whoever_is_asked(campuses: Office) -> None:
    calendars = campuses.calendars
    before = date(2021, 10, 5)
    assert calendars.of_unit("faculty").add(before, 1) == date(2021, 10, 7)
    assert calendars.of_unit("uni").add(before, 1) == calendars.of_unit("").add(before, 1) == SART


def test_a_region_that_the_calendar_does_not_know_is_refused(campuses: Office) -> None:
    org = campuses.organization
    with pytest.raises(OrganizationRefused, match="no region of this calendar") as refused:
        org.add_unit("mars", "ดาวอังคาร", first=SINCE, region="Songkla City")
    assert [one.code for one in refused.value.findings] == ["organization-region-unknown"]
    assert "Songkhla" in str(refused.value.findings[0].message)
    with pytest.raises(OrganizationRefused):
        org.change("faculty", first=MOVED, region="TH-00")
    org.change("songkhla", first=MOVED, region="")
    assert of(campuses, "S").is_working_day(SART)


def test_a_file_of_units_tells_regions(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text(
        "รหัส,ชื่อหน่วยงาน,จังหวัด,ตั้งแต่วันที่\nsk,สงขลา,จังหวัดสงขลา,2014-06-02\nxx,ผิด,สงขลานคร,2014-06-02\n", encoding="utf-8"
    )
    result = import_table(office, path, import_kind("units"))
    assert office.organization.unit("sk").spans[0].region == "TH-90"
    assert ("organization-region-unknown", 3) in [(one.code, one.place.line) for one in result.findings if one.place]
    again = import_table(office, path, import_kind("units"))
    assert (again.registered, again.known) == (0, 1)


def test_a_report_counts_by_the_place_from_its_snapshot(campuses: Office) -> None:
    with campuses.store.read(campuses.rights.personal) as reader:
        context = ReportContext(
            reader=reader,
            profile=campuses.profile,
            period=Period(SART, SART),
            at=campuses.now(),
            open_calendar=campuses.calendars.of_region,
        )
        shown = office_of(context)
        assert not shown.calendars.of_unit("faculty").is_working_day(SART)
        assert context.calendar is campuses.calendar
        assert context.calendar_of("TH-90") is campuses.calendars.of_region("TH-90")


def test_a_profile_may_stand_in_a_region(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    from orqa.rules.loader import load_profile

    with orqa.open_office("memory:", profile="thai-public-university", clock=clock) as office:
        plain = office.profile
        (tmp_path / "rules").mkdir()
        head = 'name = "here"\ntitle = {th = "ที่นี่", en = "Here"}\nparent = "thai-public-university"\nversion = "1"\n'
        (tmp_path / "sources.toml").write_text("", "utf-8")
        (tmp_path / "profile.toml").write_text(f'{head}region = "TH-90"\n', "utf-8")
        here = load_profile(tmp_path, plain)
        assert (plain.region, here.region) == ("", "TH-90")
        assert office.calendar.is_working_day(SART)
    with orqa.open_office("memory:", profile="thai-public-university", clock=clock) as office:
        vars(office)["profile"] = here
        assert not office.calendar.is_working_day(SART)


def test_days_that_were_ordered_at_home_are_those_of_where_a_unit_stands(campuses: Office) -> None:
    org, ordered = campuses.organization, campuses.attendance.events.ordered
    org.add_unit("bangkok", "ศูนย์กรุงเทพ", first=SINCE, parent="uni", region="TH-10")
    org.add_unit("desk", "งานทะเบียน", first=SINCE, parent="bangkok")
    first, last = date(2026, 10, 13), date(2026, 10, 31)
    found = {unit: ordered(first, last, unit) for unit in ("", "bangkok", "desk", "faculty", "uni")}
    days = {unit: [one.day.day for one in each.value] for unit, each in found.items()}
    assert days == {"": [14, 15], "bangkok": [14, 15], "desk": [14, 15], "faculty": [], "uni": [14, 15]}
    assert found["faculty"].citations == found[""].citations
    with pytest.raises(NotFound, match="nowhere"):
        ordered(first, last, "nowhere")
    with pytest.raises(AttendanceRefused, match="before the first"):
        ordered(last, first)
