"""Files of clocks are taken in once each, whatever they hold; their users are people on certain days."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from orqa.domain.attendance.clock_errors import ClockRefused
from orqa.domain.attendance.clocks import PunchSheet
from orqa.domain.attendance.sheets import punches_of
from orqa.office.attendance.clocks import Clocks
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.storage.query import Query

REAL = Path(__file__).parents[1] / "data" / "attendance"
FIRST = date(2026, 3, 1)
SPANS = [("2026-03-05", None), ("2026-02-01", "2026-03-01"), ("2026-03-10", "2026-03-10")]
LINE = "        7\t2026-03-02 08:21:09\t1\t0\t1\t0\n"
NEXT = "       12\t2026-03-02 16:31:00\t1\t1\t1\t0\n"


@pytest.fixture
def clocks(url: str, tmp_path: Path) -> Iterator[Clocks]:
    at = datetime.fromisoformat("2026-11-23T09:00:00+07:00")
    places = {"attachments": str(tmp_path / "bytes")}
    with orqa.open_office(url, profile="thai-public-university", clock=lambda: at, **places) as office:
        office.organization.add_person("6501", "สมชาย", "ใจดี")
        office.organization.add_person("6502", "สมหญิง", "ใจงาม")
        office.attendance.clocks.add("gate", number="1", place="ประตูหน้า")
        yield office.attendance.clocks


def office_of(clocks: Clocks) -> Office:
    return clocks._office


def file(tmp_path: Path, content: str | bytes, name: str = "1_attlog.dat") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def marks(clocks: Clocks) -> set[str]:
    office = office_of(clocks)
    with office.reading(personal=True) as reader:
        sheets = [office.codec.decode(one) for one in reader.find(PunchSheet.kind, Query(), limit=1000).items]
    return {f"{p.user} {p.at}" for one in sheets if isinstance(one, PunchSheet) for p in punches_of(one)}


def codes(result: object) -> list[str]:
    return [finding.code for finding in result.findings]  # type: ignore[attr-defined]


# ------------------------------------------------------------------ files


def test_a_file_is_kept_as_it_is_and_its_punches_by_month(clocks: Clocks, tmp_path: Path) -> None:
    content = (LINE + NEXT + "7\t2026-04-01 08:00:00\t1\t0\t1\n" + "broken\n").encode()
    result = clocks.import_file(file(tmp_path, content))
    assert (result.new, result.known, result.again) == (3, 0, False)
    assert (result.file.punches, result.file.refused, result.file.clocks) == (3, 1, ("gate",))
    with clocks.open_file(result.file) as kept:
        assert kept.read() == content
    assert marks(clocks) == {"7 2026-03-02 08:21:09", "12 2026-03-02 16:31:00", "7 2026-04-01 08:00:00"}
    assert codes(result)[0] == "punch-columns"


def test_the_same_file_twice_doubles_nothing(clocks: Clocks, tmp_path: Path) -> None:
    path = file(tmp_path, LINE + NEXT)
    first, again = clocks.import_file(path), clocks.import_file(path)
    assert (again.new, again.known, again.again) == (0, 2, True)
    assert again.file.id == first.file.id
    assert len(clocks.files()) == 1


def test_a_longer_file_of_the_same_clock_adds_only_what_is_new(clocks: Clocks, tmp_path: Path) -> None:
    clocks.import_file(file(tmp_path, LINE))
    longer = clocks.import_file(file(tmp_path, LINE + NEXT))
    assert (longer.new, longer.known) == (1, 1)
    assert len(clocks.files()) == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.sampled_from([LINE, NEXT, "x\n", "7\t2026-03-02 12:00:00\t1\t0\t1\n"]), min_size=1, max_size=8),
    cuts=st.lists(st.integers(0, 8), max_size=4),
)
def test_in_however_many_files_the_same_punches_come_the_sheets_are_the_same(
    tmp_path: Path, lines: list[str], cuts: list[int]
) -> None:
    with orqa.open_office("memory:", profile="thai-public-university", attachments=str(tmp_path / "bytes")) as office:
        clocks = office.attendance.clocks
        clocks.add("gate", number="1")
        whole = file(tmp_path, "".join(lines))
        for cut in cuts:
            clocks.import_file(file(tmp_path, "".join(lines[:cut]) + "x\n", "part.dat"), clock="gate")
        clocks.import_file(whole, clock="gate")
        assert len(marks(clocks)) == len({line for line in lines if line != "x\n"})


def test_punches_of_a_clock_that_lost_its_time_are_told_and_in_no_month(clocks: Clocks) -> None:
    result = clocks.import_file(REAL / "D_rtc_reset_crlf_status255.dat")
    assert result.file.punches == 519
    assert result.file.refused == 1
    assert result.file.doubtful == codes(result).count("punch-date-doubted") == 50
    assert len(marks(clocks)) == result.new == 519 - 50
    assert not any("2000-" in mark or "2015-" in mark for mark in marks(clocks))


def test_a_day_ahead_or_before_the_clock_was_there_is_doubted(clocks: Clocks, tmp_path: Path) -> None:
    clocks.add("new", number="2", installed=date(2026, 3, 3))
    lines = "".join(f"7\t2026-{day} 08:00:00\t2\t0\t1\n" for day in ("03-02", "03-03", "11-24", "11-25"))
    result = clocks.import_file(file(tmp_path, lines))
    assert [f.place.line for f in result.findings if f.code == "punch-date-doubted" and f.place] == [1, 4]


def test_files_of_two_clocks_are_kept_apart(clocks: Clocks, tmp_path: Path) -> None:
    clocks.add("library", number="2")
    clocks.import_file(file(tmp_path, LINE + LINE.replace("\t1\t0\t1", "\t2\t0\t1")))
    clocks.add_user("gate", "7", "6501", first=FIRST)
    clocks.add_user("library", "7", "6502", first=FIRST)
    punches = clocks.punches(FIRST, date(2026, 3, 31))
    people = office_of(clocks).organization
    assert {(p.user, p.device) for p in punches} == {
        (people.person("6501").id, "gate"),
        (people.person("6502").id, "library"),
    }


def test_a_file_of_a_clock_that_nobody_knows_is_refused_whole(clocks: Clocks, tmp_path: Path) -> None:
    path = file(tmp_path, LINE + LINE.replace("\t1\t0\t1", "\t9\t0\t1"))
    with pytest.raises(ClockRefused, match="1 punch of the file is of the clock '9', and 0 clocks are known"):
        clocks.import_file(path)
    assert marks(clocks) == set()
    assert clocks.files() == ()
    clocks.add("second", number="1")
    with pytest.raises(ClockRefused, match="2 clocks are known"):
        clocks.import_file(file(tmp_path, LINE))
    assert clocks.import_file(path, clock="gate").new == 1


def test_so_many_problems_are_told_one_by_one(clocks: Clocks, tmp_path: Path) -> None:
    filled = clocks.import_file(file(tmp_path, LINE + "\x7f\n" * 50, "filled.dat"))
    assert (filled.file.refused, "punch-lines-again" in codes(filled)) == (1, True)
    result = clocks.import_file(file(tmp_path, LINE + "".join(f"bad {number}\n" for number in range(1500))))
    assert result.file.refused == 1500
    assert codes(result).count("punch-columns") == 1000
    assert codes(result)[-1] == "punch-findings-more"


def test_the_bytes_of_files_are_looked_at_and_swept_like_all_others(clocks: Clocks, tmp_path: Path) -> None:
    office = office_of(clocks)
    kept = clocks.import_file(file(tmp_path, LINE)).file
    assert office.sweep() == 0
    assert list(office.verify(deep=True).findings) == []
    for path in (tmp_path / "bytes").rglob(kept.digest):
        path.write_bytes(b"other")
    assert {finding.code for finding in office.verify(deep=True).findings} == {"attachment-bytes-damaged"}


# ------------------------------------------------------------------ tables


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("AC-No.,Name,Time,State\n7,S,3/10/2026 8:05 AM,C/In\n7,S,3/13/2026 4:35 PM,C/Out\n",
         ["7 2026-03-10 08:05:00", "7 2026-03-13 16:35:00"]),
        ("AC-No.,No.,Name,Time,State,New State,Exception,Operation\n7,1,S,3/10/2026 12:05 AM,C/In,,,\n",
         ["7 2026-03-10 00:05:00"]),
        ("No.,Name,AC-No.,Time,State\n1,S,7,2026-03-10 08:05:00,C/In\n", ["7 2026-03-10 08:05:00"]),
        ("รหัสที่เครื่อง,รหัสพนักงาน,ชื่อ-สกุล,แผนก,วันที่,เวลา1,เวลา2,เวลา3\n7,6501,ส,ก,02/03/2569,08:21,16:31,\n8,6502,ส,ก,13/03/2569,08:01,,\n",
         ["7 2026-03-02 08:21:00", "7 2026-03-02 16:31:00", "8 2026-03-13 08:01:00"]),
        ("รหัสผู้ใช้,วันที่,เวลา\n7,๒/๓/๒๕๖๙,๐๘.๒๑ น.\n", ["7 2026-03-02 08:21:00"]),
        ("User ID;Date;Time\n7;25/12/2025;23:59:59\n", ["7 2025-12-25 23:59:59"]),
    ],
)  # fmt: skip
def test_exports_of_programs_are_read(clocks: Clocks, tmp_path: Path, content: str, expected: list[str]) -> None:
    result = clocks.import_file(file(tmp_path, content, "export.csv"), clock="gate")
    assert sorted(marks(clocks)) == expected
    assert {code for code in codes(result) if code != "punch-user-unknown"} <= {"punch-dates-month-first"}


def test_a_workbook_with_real_dates_and_times_is_read(clocks: Clocks, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(str(tmp_path / "hip.xlsx")) as book:
        sheet = book.add_worksheet()
        day, hour = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["รายงานการลงเวลา"])
        sheet.write_row(1, 0, ["รหัสที่เครื่อง", "ชื่อ-สกุล", "วันที่", "เวลา1", "เวลา2"])
        sheet.write_row(2, 0, [7, "ส"])
        sheet.write_datetime(2, 2, datetime(2026, 3, 2), day)  # noqa: DTZ001 - as workbooks keep days
        sheet.write_datetime(2, 3, time(8, 21), hour)
        sheet.write(2, 4, "16.31")
    clocks.import_file(tmp_path / "hip.xlsx", clock="gate")
    assert marks(clocks) == {"7 2026-03-02 08:21:00", "7 2026-03-02 16:31:00"}


def test_bad_cells_are_told_and_the_rest_of_the_row_is_read(clocks: Clocks, tmp_path: Path) -> None:
    content = "รหัสที่เครื่อง,วันที่,เวลา1,เวลา2\n7,02/03/2569,08:21,26:70\n,02/03/2569,08:00,\n7,30/02/2569,08:00,\n"
    result = clocks.import_file(file(tmp_path, content, "matrix.csv"), clock="gate")
    assert marks(clocks) == {"7 2026-03-02 08:21:00"}
    told = [(f.code, f.place.line) for f in result.findings if f.place and f.place.line]
    assert told == [("punch-row-time", 2), ("punch-row-user", 3), ("punch-row-time", 4)]


def test_a_table_without_times_is_refused(clocks: Clocks, tmp_path: Path) -> None:
    with pytest.raises(orqa.base.errors.OrqaError, match="has no column for: Date and time"):
        clocks.import_file(file(tmp_path, "AC-No.,Name\n7,S\n", "x.csv"), clock="gate")


def test_the_text_report_of_hip_is_read(clocks: Clocks, tmp_path: Path) -> None:
    content = (
        "Date Export 31/03/2026\r\n----------------------\r\n"
        " 1 00007 02/03/2026 08:21:09 AM FP\r\n 2 00007 02/03/2569 04:31:00 PM FP\r\n"
        " 3 00007 31/02/2026 04:31:00 PM\r\nx\r\n"
    )
    result = clocks.import_file(file(tmp_path, content, "hip.txt"), clock="gate")
    assert marks(clocks) == {"00007 2026-03-02 08:21:09", "00007 2026-03-02 16:31:00"}
    told = [(f.code, f.place.line) for f in result.findings if f.place and f.place.line]
    assert told == [("punch-time", 5), ("punch-report-columns", 6)]


# ------------------------------------------------------------------ users


def test_punches_become_those_of_people_on_the_days_on_which_the_user_is_theirs(clocks: Clocks, tmp_path: Path) -> None:
    clocks.import_file(file(tmp_path, LINE + LINE.replace("03-02", "03-03") + LINE.replace("03-02", "03-04")))
    clocks.add_user("gate", "7", "6501", first=FIRST, last=date(2026, 3, 2))
    clocks.add_user("gate", "7", "6502", first=date(2026, 3, 4))
    people = office_of(clocks).organization
    both = clocks.punches(FIRST, date(2026, 3, 31))
    assert [(p.user, p.at.day) for p in sorted(both, key=lambda p: p.at)] == [
        (people.person("6501").id, 2),
        (people.person("6502").id, 4),
    ]
    assert [p.at.day for p in clocks.punches(FIRST, date(2026, 3, 31), "6502")] == [4]
    assert clocks.punches(date(2026, 3, 3), date(2026, 3, 3), "6501") == ()
    (unknown,) = clocks.unknown()
    assert (unknown.user, unknown.punches, unknown.first) == ("7", 1, date(2026, 3, 3))
    assert clocks.unknown(date(2026, 4, 1)) == ()


def test_unknown_users_are_told_with_the_name_that_the_clock_has(clocks: Clocks, tmp_path: Path) -> None:
    result = clocks.import_file(file(tmp_path, "7\tSomchai\t2026-03-02 08:21:09\t1\t0\n"))
    assert [(one.user, one.name, one.punches) for one in result.unknown] == [("7", "Somchai", 1)]
    assert "ผู้ใช้ 7 Somchai ของเครื่อง gate" in result.findings[-1].message.in_language("th")


@pytest.mark.parametrize(
    ("first", "last"), [("2026-03-05", None), ("2026-02-01", "2026-03-01"), ("2026-03-10", "2026-03-10")]
)
def test_a_user_is_one_person_a_day(clocks: Clocks, first: str, last: str | None) -> None:
    clocks.add_user("gate", "7", "6501", first=FIRST, last=date(2026, 3, 10))
    with pytest.raises(ClockRefused, match="is somebody else from 2026-03-01 to 2026-03-10"):
        clocks.add_user("gate", "7", "6502", first=date.fromisoformat(first), last=last and date.fromisoformat(last))
    assert len(clocks.users("gate")) == 1


def test_a_user_ends_and_is_given_to_somebody_else(clocks: Clocks) -> None:
    clocks.add_user("gate", "7", "6501", first=FIRST)
    clocks.end_user("gate", "7", date(2026, 3, 9))
    clocks.add_user("gate", "7", "6502", first=date(2026, 3, 10))
    assert [one.last for one in clocks.users(person="6501")] == [date(2026, 3, 9)]
    with pytest.raises(ClockRefused, match="is nobody on 2026-02-01"):
        clocks.end_user("gate", "7", date(2026, 2, 1))


def test_what_cannot_be_is_refused(clocks: Clocks) -> None:
    with pytest.raises(ClockRefused, match="there is a clock gate already"):
        clocks.add("gate")
    with pytest.raises(ValueError, match="id"):
        clocks.add("a/b")
    with pytest.raises(NotFound, match="the time clock nowhere"):
        clocks.add_user("nowhere", "7", "6501", first=FIRST)
    with pytest.raises(NotFound):
        clocks.add_user("gate", "7", "9999", first=FIRST)
    with pytest.raises(ClockRefused, match="lies before the first"):
        clocks.add_user("gate", "7", "6501", first=FIRST, last=date(2026, 2, 1))
    with pytest.raises(NotFound):
        clocks.open_file("none")


def test_the_same_key_gives_the_same(clocks: Clocks) -> None:
    once = clocks.add_user("gate", "7", "6501", first=FIRST, key="a")
    assert clocks.add_user("gate", "7", "6501", first=FIRST, key="a") == once
    assert clocks.add("lib", key="b") == clocks.add("lib", key="b")


def test_only_those_who_may_take_punches_in(clocks: Clocks, tmp_path: Path) -> None:
    mine = office_of(clocks).acting("6501").attendance.clocks
    with pytest.raises(NotAllowed):
        mine.import_file(file(tmp_path, LINE))
    with pytest.raises(NotAllowed):
        mine.add("other")
    assert marks(clocks) == set()
