"""What a calendar folder may hold, and how its mistakes are told."""

from datetime import date
from pathlib import Path

import pytest

from orqa.base.calendar import HolidayStatus
from orqa.base.errors import OrqaError
from orqa.plugins.builtin.calendars.folder import CalendarData, read_calendar
from orqa.rules.errors import RuleLoadError

HEAD = """
title.th = "ปฏิทินทดสอบ"
title.en = "A calendar for tests"
languages = ["th", "en"]
weekend = [5, 6]
cite = ["list"]
certainty = "known"
last_checked = 2026-01-31
"""
SOURCES = """
[list]
kind = "notice"
title.th = "ประกาศ"
title.en = "A notice"
certainty = "known"
"""
REGIONS = """
[names]
XA-N = {th = "เหนือ", en = "North"}
XA-S = {th = "ใต้", en = "South"}

[also]
XA-N = ["Upper"]

[groups.all]
title.th = "ทั้งหมด"
title.en = "All"
codes = ["XA-N", "XA-S"]
cite = ["list"]
certainty = "known"
"""
GAPS = """
[[gap]]
year = 2026
name.th = "วันหนึ่ง"
name.en = "Some day"
scope = ["XA-S"]
expected = [2026-06-03]
reason.th = "ยังไม่ประกาศ"
reason.en = "not announced"
cite = ["list"]
"""
COLUMNS = "date,kind,name_th,name_en,scope,day_off,status,certainty,known_on,ended_on,moved_to,substitutes,sources"
ROW = "2026-01-01,annual,วันขึ้นปีใหม่,New Year's Day,,yes,final,known,,,,,list"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "calendar.toml": HEAD,
        "sources.toml": SOURCES,
        "regions.toml": REGIONS,
        "gaps.toml": GAPS,
        "2026.csv": f"{COLUMNS}\n{ROW}\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read(folder: Path) -> CalendarData:
    return read_calendar(folder, folder / "regions.toml")


def with_row(folder: Path, row: str) -> Path:
    (folder / "2026.csv").write_text(f"{COLUMNS}\n{ROW}\n{row}\n", encoding="utf-8")
    return folder


def refusal(folder: Path) -> OrqaError:
    with pytest.raises(RuleLoadError) as caught:
        read(folder)
    assert caught.value.message("th") != caught.value.message("en")
    return caught.value


def test_a_folder_is_read_whole(folder: Path) -> None:
    data = read(folder)
    assert (str(data.title), data.years, data.weekend) == ("A calendar for tests", (2026,), frozenset({5, 6}))
    assert data.last_checked == date(2026, 1, 31)
    assert [str(h.name) for h in data.holidays] == ["New Year's Day"]
    assert data.holidays[0].name.in_language("th") == "วันขึ้นปีใหม่"
    assert str(data.sources["list"].title) == "A notice"
    (gap,) = data.gaps
    assert (gap.year, gap.scope, gap.expected) == (2026, {"XA-S"}, (date(2026, 6, 3),))


def test_a_row_may_hold_every_field(folder: Path) -> None:
    row = "2026-06-03,regional,ก,A,all,no,moved,verified,2026-01-02,2026-02-03,2026-06-04,2026-05-31,list"
    holiday = read(with_row(folder, row)).holidays[1]
    assert holiday.scope == {"XA-N", "XA-S"}
    assert (holiday.day_off, holiday.status, holiday.kind) == (False, HolidayStatus.MOVED, "regional")
    assert (holiday.known_on, holiday.ended_on) == (date(2026, 1, 2), date(2026, 2, 3))
    assert (holiday.moved_to, holiday.substitutes) == (date(2026, 6, 4), date(2026, 5, 31))


def test_gaps_are_optional(folder: Path) -> None:
    (folder / "gaps.toml").unlink()
    assert read(folder).gaps == ()


def test_other_names_of_a_region_are_understood(folder: Path) -> None:
    assert read(folder).calendar("upper").region == "XA-N"


def test_a_file_saved_by_excel_is_read(folder: Path) -> None:
    (folder / "2026.csv").write_text(f"{COLUMNS}\n{ROW}\n", encoding="utf-8-sig", newline="\r\n")
    assert len(read(folder).holidays) == 1


def test_a_new_year_is_a_new_file(folder: Path) -> None:
    (folder / "2027.csv").write_text(f"{COLUMNS}\n{ROW.replace('2026', '2027')}\n", encoding="utf-8")
    calendar = read(folder).calendar()
    assert (calendar.first, calendar.last) == (date(2026, 1, 1), date(2027, 12, 31))
    assert not calendar.is_working_day(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2026-13-01,annual,ก,A,,yes,final,known,,,,,list", "line 3: date must be a date such as 2026-10-01"),
        (",annual,ก,A,,yes,final,known,,,,,list", "line 3: date is missing"),
        ("2025-06-03,annual,ก,A,,yes,final,known,,,,,list", "2025-06-03 belongs into another file"),
        ("2026-06-03,,ก,A,,yes,final,known,,,,,list", "kind is missing"),
        ("2026-06-03,annual,ก,,,yes,final,known,,,,,list", "name_en is missing"),
        ("2026-06-03,annual,,A,,yes,final,known,,,,,list", "name_th is missing"),
        ("2026-06-03,annual,ก,A,XA-W,yes,final,known,,,,,list", "XA-W is neither a region nor a group"),
        ("2026-06-03,annual,ก,A,,maybe,final,known,,,,,list", "day_off is maybe; choose one of: yes, no"),
        ("2026-06-03,annual,ก,A,,yes,done,known,,,,,list", "status is done"),
        ("2026-06-03,annual,ก,A,,yes,final,sure,,,,,list", "certainty is sure"),
        ("2026-06-03,annual,ก,A,,yes,final,known,soon,,,,list", "known_on must be a date"),
        ("2026-06-03,annual,ก,A,,yes,moved,known,,,,,list", "is moved needs ended_on"),
        ("2026-06-03,annual,ก,A,,yes,final,known,,,,,", "sources is missing"),
        ("2026-06-03,annual,ก,A,,yes,final,known,,,,,hearsay", "the source hearsay is not in sources.toml"),
        ("2026-06-03,annual,ก,A,,yes,final,known,,,,,list,more", "(column without a name) is not known here"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(folder: Path, row: str, message: str) -> None:
    error = refusal(with_row(folder, row))
    assert message in str(error)
    assert str(error).startswith("2026.csv: line 3")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("calendar.toml", "[5, 6]", "[5, 7]", "weekend must be weekdays"),
        ("calendar.toml", "last_checked = 2026-01-31", "", "last_checked is missing"),
        ("calendar.toml", 'cite = ["list"]', "", "cite is missing"),
        ("calendar.toml", "weekend", "weekends", "weekend is missing"),
        ("calendar.toml", 'title.en = "A calendar for tests"', "", "title has no form in en"),
        ("calendar.toml", "weekend", "weekend = [", "this is not TOML"),
        ("calendar.toml", 'certainty = "known"', 'certainty = "known"\ncolour = "red"', "colour is not known here"),
        ("sources.toml", '"notice"', '"rumour"', "kind is rumour"),
        ("regions.toml", '"XA-N", "XA-S"', '"XA-N", "XA-W"', "XA-W is neither a region nor a group"),
        ("regions.toml", 'XA-N = ["Upper"]', 'XA-W = ["Upper"]', "XA-W is neither a region nor a group"),
        ("gaps.toml", "year = 2026", "", "year is missing"),
        ("gaps.toml", '"XA-S"', '"XA-W"', "XA-W is neither a region nor a group"),
        ("gaps.toml", 'cite = ["list"]', "", "cite is missing"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(folder: Path, file: str, old: str, new: str, message: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    error = refusal(folder)
    assert message in str(error)
    assert str(error).startswith(f"{file}: ")


@pytest.mark.parametrize("file", ["calendar.toml", "sources.toml", "regions.toml"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert str(refusal(folder)).startswith(f"{file}: (top): the file is missing")


def test_years_must_follow_each_other(folder: Path) -> None:
    (folder / "2028.csv").write_text(f"{COLUMNS}\n", encoding="utf-8")
    assert "the years 2026, 2028 do not follow each other" in str(refusal(folder))


def test_a_folder_without_years_is_refused(folder: Path) -> None:
    (folder / "2026.csv").unlink()
    assert "do not follow each other" in str(refusal(folder))
