"""Workbooks: the values that people see, in every shape that offices send, and none of the harm that a file can do."""

import csv
import io
import struct
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orqa.base.errors import MissingExtra
from orqa.base.findings import Finding, Severity
from orqa.office.tabular.layout import Layout
from orqa.plugins.builtin.formats import workbook_safety
from orqa.plugins.builtin.formats.csv_reader import CsvReader
from orqa.plugins.builtin.formats.xlsx_reader import XlsxReader
from orqa.plugins.rows import Row

KNOWN = frozenset({"ที่", "ลงวันที่", "จาก", "เรื่อง", "หนังสือ / ที่", "หนังสือ / ลงวันที่"})


def layout(**changes: Any) -> Layout:
    return Layout(recognises=lambda cells: len(KNOWN.intersection(cells)), enough=2, **changes)


def book(path: Path, fill: Callable[[Any], object], *more: tuple[str, Callable[[Any], object]]) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        fill(Sheet(workbook, "แผ่น1"))
        for name, fill_more in more:
            fill_more(Sheet(workbook, name))
    return path


class Sheet:
    """A sheet that is written, with the formats of its workbook."""

    def __init__(self, workbook: Any, name: str) -> None:
        self.sheet = workbook.add_worksheet(name)
        self.format = workbook.add_format

    def rows(self, *rows: Sequence[Any], first: int = 0) -> None:
        for number, row in enumerate(rows, first):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    self.sheet.write_string(number, place, value)
                elif value is not None:
                    self.sheet.write(number, place, value)


def read(path: Path, wanted: Layout | None = None) -> tuple[list[Row], list[Finding]]:
    items = list(XlsxReader().read_table(path, wanted) if wanted else XlsxReader().read(path))
    return [item for item in items if isinstance(item, Row)], [item for item in items if isinstance(item, Finding)]


def refused(path: Path) -> Finding:
    rows, (finding,) = read(path)
    assert (rows, finding.severity) == ([], Severity.ERROR)
    return finding


# ------------------------------------------------------------------ values


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (5, "", "5"),
        (5.0, "0.00", "5"),
        (0.1 + 0.2, "", "0.3"),
        (-1234.5, "#,##0.00", "-1234.5"),
        (1234567890123, "", "1234567890123"),
        (1e20, "", "100000000000000000000"),
        (True, "", "true"),
        (False, "", "false"),
        (date(2026, 1, 2), "dd/mm/yyyy", "2026-01-02"),
        (date(2026, 1, 2), "[$-D07041E]d mmmm yyyy", "2026-01-02"),
        (date(2568, 1, 12), "dd/mm/yyyy", "2568-01-12"),
        (datetime(2026, 1, 2, 3, 4, 5), "dd/mm/yyyy hh:mm", "2026-01-02T03:04:05"),  # noqa: DTZ001 - a wall clock
        (time(9, 30), "hh:mm", "09:30:00"),
        ("=1+1", "", "=1+1"),
        ("  ๑๒๓ ", "", "  ๑๒๓ "),
        ("<b>&amp;</b>", "", "<b>&amp;</b>"),
        ("_x0041_", "", "_x0041_"),
    ],
)
def test_a_cell_is_the_text_that_a_person_would_type(tmp_path: Path, value: Any, style: str, text: str) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.rows(["ก", "ข"], ["x"])
        if isinstance(value, str):
            sheet.sheet.write_string(1, 1, value)
        else:
            sheet.sheet.write(1, 1, value, sheet.format({"num_format": style}) if style else None)

    ((row,), findings) = read(book(tmp_path / "a.xlsx", fill))
    assert (row.values, findings) == ({"ก": "x", "ข": text}, [])
    assert (str(row.place), row.letters) == ("a.xlsx:2", {"ก": "A", "ข": "B"})


def test_a_formula_has_the_value_that_was_kept_and_without_one_is_told(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.rows(["ที่", "จาก", "เรื่อง"])
        for place, (formula, value) in enumerate((("=1+2", 3), ("=1+1", ""), ("=1/0", "#DIV/0!"))):
            sheet.sheet.write_formula(1, place, formula, None, value)

    ((row,), findings) = read(book(tmp_path / "a.xlsx", fill))
    assert (row.values, findings) == ({"ที่": "3", "จาก": "", "เรื่อง": "#DIV/0!"}, [])
    told = {head: (finding.code, str(finding.place)) for head, finding in row.problems.items()}
    assert told == {"จาก": ("cell-without-value", "a.xlsx:2:จาก"), "เรื่อง": ("cell-error", "a.xlsx:2:เรื่อง")}
    assert "The cell C2 holds the error #DIV/0!".lower() in str(row.problems["เรื่อง"].message).lower()
    assert "ช่อง C2 เป็นข้อผิดพลาด #DIV/0!" in row.problems["เรื่อง"].message.in_language("th")
    assert "ช่อง B2 เป็นสูตรที่ไม่มีค่า" in row.problems["จาก"].message.in_language("th")
    assert "the cell B2 holds a formula without its value" in str(row.problems["จาก"].message)


CELLS = st.text(st.sampled_from("กขคำ่้ ๑12aZ=+-@'\",;<&|_x*.\u200b\u202e\u2028"), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_a_table_is_the_same_from_a_workbook_and_from_csv(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    heads = ("ที่", "เรื่อง", "จาก")
    text = io.StringIO(newline="")
    csv.writer(text).writerows([heads, *rows])
    (tmp_path / "a.csv").write_bytes(text.getvalue().encode())
    book(tmp_path / "a.xlsx", lambda sheet: sheet.rows(heads, *rows))
    from_csv = [item.values for item in CsvReader().read(tmp_path / "a.csv") if isinstance(item, Row)]
    from_book, findings = read(tmp_path / "a.xlsx")
    assert ([row.values for row in from_book], findings) == (from_csv, [])


# ------------------------------------------------------------------ where the table stands


def test_a_table_may_stand_anywhere_below_a_title(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.sheet.merge_range("B2:E2", "ทะเบียนหนังสือรับ")
        sheet.rows(["", "ที่", "เรื่อง"], [], ["", "1", "ก"], [], ["", "2"], first=3)

    rows, (told,) = read(book(tmp_path / "a.xlsx", fill), layout())
    assert [(row.place.line, row.values["ที่"], row.values["เรื่อง"]) for row in rows] == [(6, "1", "ก"), (8, "2", "")]
    assert rows[0].letters["เรื่อง"] == "C"
    assert (told.code, str(told.place)) == ("file-head-below", "a.xlsx:4")


def test_merged_heads_of_two_rows_are_joined(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.sheet.merge_range("A1:B1", "หนังสือ")
        sheet.sheet.merge_range("C1:C2", "จาก")
        sheet.rows(["ที่", "ลงวันที่"], ["1", "2", "3"], first=1)

    ((row,), (told,)) = read(book(tmp_path / "a.xlsx", fill), layout())
    assert row.values == {"หนังสือ / ที่": "1", "หนังสือ / ลงวันที่": "2", "จาก": "3"}
    assert told.code == "file-head-of-two-rows"


def test_heads_doubled_or_missing_are_named_as_in_csv(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", lambda sheet: sheet.rows(["ที่", "", "ที่"], ["1", "2", "3"]))
    ((row,), (told,)) = read(path)
    assert row.values == {"ที่": "1", "column 2": "2", "ที่ (2)": "3"}
    assert told.code == "file-head-twice"


def test_a_row_wider_than_the_head_is_not_read(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", lambda sheet: sheet.rows(["ที่", "จาก"], ["1", "2", "3"], ["4"]))
    rows, (told,) = read(path)
    assert ([row.values["ที่"] for row in rows], told.code) == (["4"], "row-wrong-width")


def test_the_first_sheet_that_is_recognised_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    def hidden(sheet: Sheet) -> None:
        sheet.rows(["ที่", "เรื่อง", "จาก"], ["0", "0", "0"])
        sheet.sheet.hide()

    path = book(
        tmp_path / "a.xlsx",
        lambda sheet: sheet.rows(["เรื่อง"], ["ปก"]),
        ("ลับ", hidden),
        ("ทะเบียน", lambda sheet: sheet.rows(["ที่", "เรื่อง"], ["1", "ก"])),
        ("อื่น", lambda sheet: sheet.rows(["ที่", "เรื่อง", "จาก"], ["2", "ข", "ค"])),
    )
    ((row,), told) = read(path, layout())
    assert row.values["ที่"] == "1"
    assert [finding.code for finding in told] == ["file-sheets-not-read", "file-sheets-hidden"]
    assert "ไม่ได้อ่าน: แผ่น1, อื่น" in told[0].message.in_language("th")
    assert "not read: ลับ" in str(told[1].message)
    assert read(path, layout(sheet="อื่น"))[0][0].values["ที่"] == "2"
    assert read(path, layout(sheet="ลับ"))[0][0].values["ที่"] == "0"
    _, (unknown,) = read(path, layout(sheet="หาย"))
    assert (unknown.code, "แผ่น1, ลับ, ทะเบียน, อื่น" in str(unknown.message)) == ("file-sheet-unknown", True)


def test_somebody_may_say_which_row_is_the_head(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", lambda sheet: sheet.rows(*(["ที่", str(n)] for n in range(40))))
    rows, _ = read(path, layout(head_row=30))
    assert (len(rows), list(rows[0].values)) == (10, ["ที่", "29"])


def test_a_workbook_without_cells_is_empty(tmp_path: Path) -> None:
    assert refused(book(tmp_path / "a.xlsx", lambda _sheet: None)).code == "file-empty"


# ------------------------------------------------------------------ files that are made by hand, or to do harm

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "xl/workbook.xml": f'<workbook {NS} {REL}><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{KIND}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{KIND}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>'
    ),
    "xl/worksheets/sheet1.xml": f"<worksheet {NS}><sheetData/></worksheet>",
    "xl/sharedStrings.xml": f"<sst {NS}/>",
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{KIND}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
}

OTHER = f'<Relationship Id="r9" Type="{KIND}/officeDocument" Target="xl/other.xml"/>'
TWIN = '<sheet name="a" sheetId="2" r:id="r1"/>'


def sheet_of(cells: str) -> str:
    return f"<worksheet {NS}><sheetData>{cells}</sheetData></worksheet>"


def inline(text: str, ref: str = "") -> str:
    return f'<c {ref} t="inlineStr"><is><t>{text}</t></is></c>'


def package(path: Path, sheet: str = "", **changes: str | None) -> Path:
    parts: dict[str, str | None] = PARTS | changes
    if sheet:
        parts["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            if text is not None:
                archive.writestr(name, text)
    return path


def test_cells_without_addresses_stand_one_behind_the_other(tmp_path: Path) -> None:
    cells = f"<row>{inline('ที่')}{inline('จาก')}</row><row>{inline('1')}{inline('2')}</row>"
    ((row,), _) = read(package(tmp_path / "a.xlsx", sheet_of(cells)))
    assert row.values == {"ที่": "1", "จาก": "2"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"xl/workbook.xml": None}, "file-workbook-damaged"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "file-workbook-other"),
        ({"xl/workbook.xml": "<workbook"}, "file-workbook-damaged"),
        ({"_rels/.rels": None}, "file-workbook-other"),
        ({"_rels/.rels": PARTS["_rels/.rels"].replace("xl/workbook", "xl/other")}, "file-workbook-damaged"),
        (
            {"_rels/.rels": PARTS["_rels/.rels"].replace("><Relationship Id", f">{OTHER}<Relationship Id")},
            "file-workbook-hostile",
        ),
        (
            {"xl/_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace('"r2"', '"r1"')},
            "file-workbook-hostile",
        ),
        (
            {"xl/workbook.xml": PARTS["xl/workbook.xml"].replace("</sheets>", TWIN + "</sheets>")},
            "file-workbook-hostile",
        ),
        ({"xl/worksheets/sheet1.xml": None}, "file-workbook-damaged"),
        ({"xl/_rels/workbook.xml.rels": None}, "file-workbook-damaged"),
        ({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'}, "file-workbook-hostile"),
        ({"xl/worksheets/sheet1.xml": '<!doctype a SYSTEM "file:///etc/passwd"><a/>'}, "file-workbook-hostile"),
    ],
)
def test_a_workbook_that_is_none_or_does_harm_is_not_opened(
    tmp_path: Path, changes: dict[str, str | None], code: str
) -> None:
    assert refused(package(tmp_path / "a.xlsx", **changes)).code == code


def test_an_error_in_a_cell_without_an_address_asks_for_a_file_that_has_it(tmp_path: Path) -> None:
    cells = '<row><c t="e"><v>#REF!</v></c></row>'
    assert refused(package(tmp_path / "a.xlsx", sheet_of(cells))).code == "file-workbook-damaged"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"/></row>',
        f"<row>{'<c/>' * 9_000}</row>{'<row/>' * 9_000}",
        "".join(f'<row><c r="A{n}"><f>1</f></c></row>' for n in range(1, 100_002)),
    ],
)
def test_a_sheet_that_would_fill_the_memory_is_not_opened(tmp_path: Path, cells: str) -> None:
    assert refused(package(tmp_path / "a.xlsx", sheet_of(cells))).code == "file-workbook-too-large"


def test_text_in_wide_characters_hides_no_entities(tmp_path: Path) -> None:
    path = package(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/styles.xml", "<!DOCTYPE a>".encode("utf-16"))
    assert refused(path).code == "file-workbook-hostile"


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_safety, "MOST_BYTES", 1 << 20)
    path = package(tmp_path / "a.xlsx", **{"xl/media/a.bin": "0" * (2 << 20)})
    assert path.stat().st_size < 20_000
    told = refused(path)
    assert told.code == "file-workbook-too-large"
    assert "more than 1 MiB" in str(told.message)
    assert "เกิน 1 MiB" in told.message.in_language("th")


def test_a_bomb_that_says_it_is_small_is_not_unpacked(tmp_path: Path) -> None:
    """What the list of parts claims is compared with what comes out, a piece at a time."""
    path = package(tmp_path / "a.xlsx", **{"xl/sharedStrings.xml": "0" * (4 << 20)})
    content = path.read_bytes()
    true, false = struct.pack("<L", 4 << 20), struct.pack("<L", 100)
    assert content.count(true) == 2, "in the list and before the part"
    path.write_bytes(content.replace(true, false))
    assert refused(path).code == "file-workbook-hostile"


def test_one_text_in_very_many_cells_is_not_multiplied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_safety, "MOST_TEXT", 1 << 20)
    texts = f"<sst {NS}><si><t>a</t></si><si><t>{'x' * 30_000}</t></si></sst>"

    def used(index: int, formula: str = "") -> Path:
        cells = "".join(f'<row><c t="s">{formula}<v>{index}</v></c></row>' for _ in range(50))
        return package(tmp_path / "a.xlsx", sheet_of(cells), **{"xl/sharedStrings.xml": texts})

    assert refused(used(1)).code == "file-workbook-too-large"
    assert refused(used(1, "<f>A1</f>")).code == "file-workbook-too-large"
    assert len(read(used(0))[0]) == 49


@pytest.mark.parametrize(
    ("content", "code", "thai"),
    [
        (b"PK\x03\x04" + b"x" * 50, "file-workbook-damaged", "ไม่ใช่สมุดงานที่สมบูรณ์"),
        (b"", "file-workbook-damaged", "ไม่ใช่สมุดงานที่สมบูรณ์"),
        (b"a,b\n1,2\n", "file-workbook-damaged", "ไม่ใช่สมุดงานที่สมบูรณ์"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "file-workbook-other", "บันทึกเป็นแบบนั้น"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "file-workbook-locked", "ไม่มีรหัสผ่าน"),
    ],
)
def test_other_files_are_told_apart(tmp_path: Path, content: bytes, code: str, thai: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    told = refused(tmp_path / "a.xlsx")
    assert (told.code, thai in told.message.in_language("th")) == (code, True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_workbook_is_a_finding_never_a_crash(tmp_path: Path, data: st.DataObject) -> None:
    rows = (f"<row>{inline('ที่')}{inline('จาก')}</row>" for _ in range(20))
    path = package(tmp_path / "a.xlsx", sheet_of("".join(rows)))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(content[: data.draw(st.sampled_from([None, len(content) // 2]))]))
    for item in XlsxReader().read_table(path, layout()):
        assert isinstance(item, Row | Finding)


def test_without_calamine_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtra, match=r"pip install 'orqa\[xlsx\]'") as caught:
        read(book(tmp_path / "a.xlsx", lambda sheet: sheet.rows(["ที่"])))
    assert "ต้องใช้แพ็กเกจ python-calamine" in caught.value.message("th")
