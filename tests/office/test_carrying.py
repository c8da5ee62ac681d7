"""Taking over a register that was kept elsewhere: its numbers stay, and the series goes on behind them."""

import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import orqa
from orqa.domain.correspondence import carrying as kinds
from orqa.office.correspondence.carrying import REGISTER
from orqa.office.errors import RegisterRefused
from orqa.office.office import Office
from orqa.office.recorder import Recorder
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.preview import preview_table
from orqa.storage.errors import Refused

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)

HEADS = (
    "เลขทะเบียนรับ",
    "วันที่รับ",
    "ที่",
    "ลงวันที่",
    "จาก",
    "เรื่อง",
    "ชนิด",
    "การปฏิบัติ",
    "ยกเลิก",
    "ทะเบียน",
    "หน่วยงานเจ้าของทะเบียน",
)


def row(number: int | str, **changes: str) -> dict[str, str]:
    return {
        "เลขทะเบียนรับ": str(number),
        "วันที่รับ": "13 มกราคม 2569",
        "ที่": f"กค 0402/{number}",
        "ลงวันที่": "12 มกราคม 2569",
        "จาก": "กรมตัวอย่าง",
        "เรื่อง": f"เรื่องที่ {number}",
        "ชนิด": "หนังสือภายนอก",
    } | changes


def take_over(office: Office, path: Path, rows: Iterable[dict[str, str]]) -> ImportResult:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return import_table(office, path, REGISTER)


def told(result: ImportResult) -> list[tuple[int | None, str]]:
    return [(f.place.line if f.place else None, f.code) for f in result.findings if f.severity.value != "info"]


def receive(office: Office, **fields: Any) -> int:
    values = {"subject": "ใหม่", "sender": "กรม", "reference": "กค 1/2", "dated": date(2026, 11, 1), "kind": "external"}
    return office.correspondence.receive(**(values | fields)).number


def test_the_numbers_stay_and_the_series_goes_on(office: Office, tmp_path: Path) -> None:
    result = take_over(office, tmp_path / "old.csv", [row(2), row(1, การปฏิบัติ="เวียน"), row("๓")])
    assert (result.rows, result.registered, result.refused, told(result)) == (3, 3, 0, [])
    assert receive(office) == 4
    lines = office.correspondence.entries()
    assert [(line.number, line.reference) for line in lines] == [
        (4, "กค 1/2"),
        (3, "กค 0402/๓"),
        (2, "กค 0402/2"),
        (1, "กค 0402/1"),
    ]
    assert (lines[3].registered_on, lines[3].action) == (date(2026, 1, 13), "เวียน")
    assert office.correspondence.get(lines[3].letter.id).received_at.date() == date(2026, 1, 13)  # type: ignore[union-attr]
    assert office.correspondence.check_register() == ()
    assert office.verify().is_sound


def test_the_day_of_registering_picks_the_year(office: Office, tmp_path: Path) -> None:
    old = [row(1, วันที่รับ="31 ธ.ค. 2568"), row(2, วันที่รับ="31/12/2568"), row(1, วันที่รับ="1 ม.ค. 2569")]
    assert take_over(office, tmp_path / "old.csv", old).registered == 3
    assert [(s.year, s.last) for s in office.correspondence.registers()] == [(2026, 1), (2025, 2)]
    assert receive(office) == 2


def test_every_register_and_unit_is_taken_over(office: Office, tmp_path: Path) -> None:
    order = {"ทะเบียน": "ทะเบียนคำสั่ง", "ชนิด": "คำสั่ง", "ที่": "7/2569", "จาก": ""}
    rows = [row(7, **order), row(3, หน่วยงานเจ้าของทะเบียน="irqa")]
    result = take_over(office, tmp_path / "old.csv", rows)
    assert result.registered == 2
    assert [code for _, code in told(result)] == [kinds.HOLES.code] * 2
    (letter,) = office.correspondence.find("คำสั่ง 7/2569")
    assert (letter.direction, letter.letter_kind) == ("sent", "order")
    assert office.correspondence.send(kind="order", subject="ใหม่").printed == "๘/๒๕๖๙"
    assert receive(office, unit="irqa") == 4
    assert receive(office, reference="กค 1/3") == 1


def test_doubles_and_holes_are_found(office: Office, tmp_path: Path) -> None:
    rows = [row(1), row(4), row(4, เรื่อง="อื่น"), row(1), row(0), row("", ที่="x")]
    result = take_over(office, tmp_path / "old.csv", rows)
    assert (result.registered, result.known, result.refused) == (2, 1, 3)
    codes = told(result)
    assert (4, kinds.TWICE.code) in codes
    assert (6, kinds.NO_NUMBER.code) in codes
    (hole,) = [f for f in result.findings if f.code == kinds.HOLES.code]
    assert "Register of received letters of 2569: no row has the numbers 2–3" in hole.message.in_language("en")
    assert "ทะเบียนหนังสือรับ ปี 2569 ไม่มีรายการของเลข 2–3" in hole.message.in_language("th")
    (twice,) = [f for f in result.findings if f.code == kinds.TWICE.code]
    assert "the number 4/2569 stands in row 2 already" in twice.message.in_language("en")
    assert "เลข 4/2569 มีในแถวที่ 2 แล้ว" in twice.message.in_language("th")
    assert office.verify().is_sound


def test_a_mended_file_fills_the_holes_and_the_same_twice_changes_nothing(office: Office, tmp_path: Path) -> None:
    take_over(office, tmp_path / "old.csv", [row(1), row(3)])
    assert receive(office) == 4
    again = take_over(office, tmp_path / "old.csv", [row(1), row(3)])
    assert (again.registered, again.known, again.refused) == (0, 2, 0)
    mended = take_over(office, tmp_path / "mended.csv", [row(1), row(2), row(3), row(4), row(5), row(1, เรื่อง="อื่น")])
    assert (mended.registered, mended.known, mended.refused) == (1, 2, 3)
    assert [code for _, code in told(mended)] == [kinds.TAKEN.code, kinds.BEYOND.code, kinds.TWICE.code]
    taken, beyond = mended.findings[-3:-1]
    assert "4/2569 is in the register already, for something else: 'ใหม่'" in taken.message.in_language("en")
    assert "เลข 4/2569 มีในทะเบียนแล้ว" in taken.message.in_language("th")
    assert "goes on here, behind 4; bring along numbers up to 4, not 5" in beyond.message.in_language("en")
    assert "ต้องไม่เกิน 4 แต่พบ 5" in beyond.message.in_language("th")
    assert office.correspondence.check_register() == ()
    assert office.verify().is_sound


def test_a_void_number_may_have_no_letter(office: Office, tmp_path: Path) -> None:
    void = dict.fromkeys(("ที่", "ลงวันที่", "จาก", "เรื่อง", "ชนิด"), "")
    result = take_over(office, tmp_path / "old.csv", [row(1, **void, ยกเลิก="ออกซ้ำ"), row(2, ยกเลิก="ผิด")])
    assert (result.registered, told(result)) == (2, [])
    second, first = office.correspondence.entries()
    assert (first.state, first.reason, first.letter) == ("void", "ออกซ้ำ", None)
    assert (second.state, second.subject) == ("void", "เรื่องที่ 2")


@pytest.mark.parametrize("day", ["1 มกราคม 2570", "31 พฤษภาคม 2520"])
def test_a_day_that_cannot_be_is_told(office: Office, tmp_path: Path, day: str) -> None:
    result = take_over(office, tmp_path / "old.csv", [row(1, วันที่รับ=day)])
    assert told(result) == [(2, kinds.DAY_UNUSABLE.code)]
    assert "it lies ahead, or before the rules" in result.findings[-1].message.in_language("en")
    assert "ยังมาไม่ถึง" in result.findings[-1].message.in_language("th")


def test_what_would_not_be_received_is_not_taken_over(office: Office, tmp_path: Path) -> None:
    result = take_over(office, tmp_path / "old.csv", [row(1, เรื่อง=""), row(2, ชนิด="คำสั่ง")])
    assert (result.registered, result.refused) == (0, 2)
    assert office.correspondence.entries() == ()


def test_a_preview_writes_nothing(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "look.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADS, restval="")
        writer.writeheader()
        writer.writerow(row(9))
    look = preview_table(office, path, REGISTER)
    assert [f.code for f in look.findings if f.severity.value == "error"] == []
    assert office.correspondence.registers() == ()


# ------------------------------------------------------------------ by hand


def test_a_series_is_continued_by_one_step(office: Office) -> None:
    assert office.correspondence.continue_series(120) == 121
    (series,) = office.correspondence.registers()
    assert (series.last, series.lines) == (120, 0)
    assert receive(office) == 121
    with pytest.raises(RegisterRefused, match="up to 121; a series is continued before its first number") as refused:
        office.correspondence.continue_series(200)
    assert "ออกเลขในระบบนี้แล้วถึงเลข 121" in refused.value.message("th")
    with pytest.raises(RegisterRefused, match="1 or more, of 12 digits at most, not 0"):
        office.correspondence.continue_series(0, register="order")
    assert office.correspondence.continue_series(5, register="order", unit="irqa", year=2025) == 6
    assert office.verify().is_sound


def test_of_two_who_continue_one_series_only_one_does(shared_url: str) -> None:
    faster: list[Office] = []

    def clock() -> datetime:  # asked between looking at the series and writing
        while faster:
            assert faster.pop().correspondence.continue_series(120, register="order", year=2026) == 121
        return datetime(2026, 11, 23, 9, tzinfo=UTC)

    with (
        orqa.open_office(shared_url, profile="thai-public-university") as other,
        orqa.open_office(shared_url, profile="thai-public-university", clock=clock) as office,
    ):
        assert receive(office) == 1
        faster.append(other)
        with pytest.raises(
            RegisterRefused, match="up to 120; a series is continued before its first number"
        ) as refused:
            office.correspondence.continue_series(500, register="order", year=2026)
        assert "ออกเลขในระบบนี้แล้วถึงเลข 120" in refused.value.message("th")
        assert {one.register: one.last for one in office.correspondence.registers()} == {"received": 1, "order": 120}
        assert office.verify().is_sound


def test_a_series_that_begins_while_somebody_continues_it_keeps_its_number(
    shared_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = Recorder.save
    begun: list[int] = []

    def overtaken(recorder: Recorder, action: str, *args: Any) -> Any:
        if action == "register.continue":
            begun.append(receive(other))
        return save(recorder, action, *args)

    def opened() -> Office:
        return orqa.open_office(shared_url, profile="thai-public-university", clock=lambda: MORNING)

    with opened() as other, opened() as office:
        monkeypatch.setattr(Recorder, "save", overtaken)
        with pytest.raises(RegisterRefused, match="up to 1; a series is continued before its first number"):
            office.correspondence.continue_series(120, year=2026)
        assert begun == [1]
        assert receive(office) == 2
        assert not office.correspondence.check_register(year=2026)
        assert office.verify().is_sound


def test_a_work_may_do_no_more_than_continue_a_series(office: Office) -> None:
    with office.work("เล่มทะเบียนเดิมครบแล้ว") as work:
        assert work.correspondence.continue_series(120) == 121
    assert receive(office) == 121
    assert office.verify().is_sound


def test_a_work_that_numbers_first_and_then_continues_writes_nothing(office: Office) -> None:
    fields = {"subject": "ใหม่", "sender": "กรม", "reference": "กค 1/2", "dated": "1 พ.ย. 69", "kind": "external"}
    block = office.work("ลงทะเบียนก่อนตั้งเลขต่อ")
    work = block.__enter__()
    work.correspondence.receive(**fields)
    work.correspondence.continue_series(120)
    with pytest.raises(Refused, match="above 120"):
        block.__exit__(None, None, None)
    assert office.correspondence.registers() == ()


@pytest.mark.parametrize(
    ("last", "fields", "said"),
    [
        (0, {}, "1 or more, of 12 digits at most, not 0"),
        (10**12, {}, "12 digits at most"),
        (1.5, {}, "a whole one"),
        (5, {"year": 2569}, "name 2026 or an earlier year"),
        (5, {"unit": "nowhere"}, "there is no unit 'nowhere'"),
    ],
)
def test_what_numbers_nothing_is_not_continued(office: Office, last: Any, fields: dict[str, Any], said: str) -> None:
    office.organization.add_unit("irqa", {"th": "กองวิเทศสัมพันธ์"}, first=date(2020, 1, 1))
    with pytest.raises(RegisterRefused, match=said):
        office.correspondence.continue_series(last, **fields)
    assert office.correspondence.registers() == ()


def test_a_register_without_numbers_is_not_continued() -> None:
    with (
        orqa.open_office("memory:", profile="example-abroad", clock=lambda: MORNING) as office,
        pytest.raises(RegisterRefused, match="take no numbers"),
    ):
        office.correspondence.continue_series(5, register="notices")


def test_a_register_taken_over_while_its_series_begins_makes_no_hole(
    shared_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = Recorder.save

    def overtaken(recorder: Recorder, action: str, *args: Any) -> Any:
        if action == "register.continue":
            monkeypatch.undo()
            receive(other)
        return save(recorder, action, *args)

    def opened() -> Office:
        return orqa.open_office(shared_url, profile="thai-public-university", clock=lambda: MORNING)

    with opened() as other, opened() as office:
        assert office.correspondence.registers() == ()
        monkeypatch.setattr(Recorder, "save", overtaken)
        result = take_over(office, tmp_path / "old.csv", [row(number) for number in (1, 2, 120)])
        assert (result.registered, result.refused) == (0, 3)
        assert receive(other) == 2
        assert not office.correspondence.check_register(year=2026)


def test_the_central_register_is_checked_by_no_name_too(office: Office) -> None:
    receive(office)
    assert office.correspondence.check_register(unit="") == office.correspondence.check_register() == ()
