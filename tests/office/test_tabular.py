"""Tables of any area on their way into an office: an area says what its columns are, and what a row becomes."""

import csv
import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import orqa
from orqa.base.findings import Place, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.organization.units import Unit, UnitSpan
from orqa.office.office import Office
from orqa.office.tabular.heads import ColumnsNotRecognised
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.kinds import UnknownImport, import_kind
from orqa.office.tabular.mapping import Mapping as ColumnMapping
from orqa.office.tabular.mapping import MappingNotUsable, MappingReplacesInput
from orqa.office.tabular.preview import preview_table
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Take, Taken

BANGKOK = ZoneInfo("Asia/Bangkok")
PROFILE = "thai-public-university"
HEADS = ("ที่", "เรื่อง", "ลงวันที่", "ถึง", "หมายเหตุ", "ชั้นความเร็ว", "จาก")

TABLE = ColumnTable(
    name="trial",
    title=Text.of(en="units", th="หน่วยงาน"),
    vocabulary="letter-field",  # the fields of a trial need titles of some profile
    fields=(
        Field("reference", required=True),
        Field("subject", required=True),
        Field("dated", FieldType.DATE, required=True),
        Field("recipient", FieldType.INTEGER),
        Field("note", FieldType.MONEY),
        Field("urgency", FieldType.CODE, vocabulary="urgency"),
        Field("sender", FieldType.REFERENCE, kind="unit"),
        Field("secrecy", FieldType.BOOLEAN),
    ),
    action="organization.import",
)


class TakeUnits(Take):
    """Makes a unit of each row."""

    def look(self, rows: Sequence[TableRow], at: datetime, reading: Any) -> Iterable[Taken]:
        del at, reading
        for row in rows:
            SEEN.append(dict(row.values))
            span = UnitSpan(first=row.get("dated"), title=Text.of(th=row.get("subject")))
            yield Taken((Unit(id=row.get("reference"), spans=(span,)),), row.get("reference"))

    def known(self, keys: Collection[str]) -> Mapping[str, Any]:
        with self.office.reading() as reader:
            stored = reader.get_many([RecordRef("unit", key) for key in sorted(keys)])
        return {one.ref.id: one.ref for one in stored if one is not None}

    def resolve(self, kind: str, text: str) -> str | None:
        return {("unit", "กองกลาง"): "central-division"}.get((kind, text))


UNITS = ImportKind(TABLE, TakeUnits)
SEEN: list[dict[str, Any]] = []


@pytest.fixture
def office() -> Iterator[Office]:
    SEEN.clear()
    at = datetime(2026, 11, 23, 9, tzinfo=BANGKOK)
    with orqa.open_office("memory:", profile=PROFILE, clock=lambda: at) as office:
        yield office


def table(path: Path, *rows: Sequence[str], heads: Sequence[str] = HEADS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *(tuple(row) + ("",) * (len(heads) - len(row)) for row in rows)])
    return path


def found(result: ImportResult) -> list[tuple[int | None, str, str]]:
    return [(f.place.line, f.place.column, f.code) if f.place else (None, "", f.code) for f in result.findings]


# ------------------------------------------------------------------ cells by the type of their column


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("ลงวันที่", "๑ เมษายน ๒๕๔๖", date(2003, 4, 1)),
        ("ลงวันที่", "22/03/2550", date(2007, 3, 22)),
        ("ลงวันที่", "2007-03-22T00:00:00", date(2007, 3, 22)),
        ("ลงวันที่", "2550-03-22", date(2007, 3, 22)),
        ("ถึง", "๑,๒๓๔", 1234),
        ("ถึง", " 5 ", 5),
        ("หมายเหตุ", "๑,๒๓๔.๕๐", Money.of("1234.50", "THB")),
        ("ชั้นความเร็ว", "ด่วนที่สุด", "most-urgent"),
        ("จาก", "กองกลาง", "central-division"),
        ("ชั้นความลับ", "ใช่", True),
        ("ชั้นความลับ", "No", False),
    ],
)
def test_cells_become_values(office: Office, tmp_path: Path, column: str, text: str, value: object) -> None:
    row = {"ที่": "a", "เรื่อง": "กอง", "ลงวันที่": "1/4/2546"} | {column: text}
    result = import_table(office, table(tmp_path / "a.csv", tuple(row.values()), heads=tuple(row)), UNITS)
    assert (result.registered, found(result)) == (1, [])
    assert value in SEEN[0].values()


@pytest.mark.parametrize(
    ("column", "text", "code", "english", "thai"),
    [
        ("เรื่อง", "", "import-cell-missing", "Subject is missing", "ไม่มีเรื่อง"),
        ("เรื่อง", "ก" * 2_001, "import-cell-too-long", "at most 2,000", "อ่านได้ไม่เกิน 2,000"),
        ("ลงวันที่", "32/1/2569", "import-date-not-understood", "Dated: ", "ลงวันที่: "),
        ("ถึง", "5.5", "import-cell-not-understood", "write a whole number", "จำนวนเต็ม"),
        ("ถึง", "ห้า", "import-cell-not-understood", "write a whole number", "จำนวนเต็ม"),
        ("หมายเหตุ", "1.234", "import-cell-not-understood", "write an amount", "จำนวนเงิน"),
        ("ชั้นความเร็ว", "ช้า", "import-code-unknown", "allowed are: ", "ที่ใช้ได้: "),
        ("จาก", "กองหนึ่ง", "import-reference-unknown", "add it first", "ให้เพิ่มก่อน"),
        ("ชั้นความลับ", "อาจจะ", "import-cell-not-understood", "yes or no", "ใช่ หรือ ไม่ใช่"),
    ],
)
def test_cells_that_are_no_values_refuse_their_row(  # noqa: PLR0917
    office: Office, tmp_path: Path, column: str, text: str, code: str, english: str, thai: str
) -> None:
    row = {"ที่": "a", "เรื่อง": "กอง", "ลงวันที่": "1/4/2546"} | {column: text}
    result = import_table(office, table(tmp_path / "a.csv", tuple(row.values()), heads=tuple(row)), UNITS)
    assert (result.registered, result.refused) == (0, 1)
    (told,) = result.findings
    assert (told.code, told.severity, told.place and told.place.column) == (code, Severity.ERROR, column)
    assert english in told.message.in_language("en")
    assert thai in told.message.in_language("th")
    assert SEEN == []


# ------------------------------------------------------------------ rows


def test_a_file_twice_and_a_mended_one_take_only_what_is_new(office: Office, tmp_path: Path) -> None:
    one, two = ("a", "กองหนึ่ง", "1/4/2546"), ("b", "กองสอง", "1/4/2546")
    path = table(tmp_path / "a.csv", one, ("b", "", "1/4/2546"), one)
    first = import_table(office, path, UNITS)
    assert (first.rows, first.registered, first.known, first.refused) == (3, 1, 1, 1)
    before = office.store.checkpoint()
    again = import_table(office, path, UNITS)
    assert (again.registered, again.known, again.refused) == (0, 2, 1)
    assert found(again)[0] == (None, "", "import-already-there")
    assert "rows that were taken before, or stand in the file twice: 2; " in str(again.findings[0].message)
    assert "2 แถวนำเข้าไว้แล้ว" in again.findings[0].message.in_language("th")
    assert office.store.checkpoint() == before
    mended = import_table(office, table(path, one, two), UNITS)
    assert (mended.registered, mended.known, mended.refused) == (1, 1, 0)


def test_a_total_below_the_rows_is_told_and_no_row(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("a", "กอง", "1/4/2546"), ("รวม", "1 เรื่อง", "", "๑,๒๐๐"))
    result = import_table(office, path, UNITS)
    assert (result.rows, result.registered, found(result)) == (1, 1, [(3, "", "import-total-row")])
    assert "แถวสุดท้ายเป็นยอดรวม ('รวม')" in result.findings[0].message.in_language("th")


@pytest.mark.parametrize("row", [("รวม", "กองรวม", "1/4/2546"), ("รวมพลัง", "5", "1/4/2546"), ("รวม", "", "")])
def test_what_is_not_clearly_a_total_is_a_row(office: Office, tmp_path: Path, row: Sequence[str]) -> None:
    assert import_table(office, table(tmp_path / "a.csv", row), UNITS).rows == 1


def test_a_total_in_the_middle_is_a_row(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("รวม", "5"), ("a", "กอง", "1/4/2546"))
    result = import_table(office, path, UNITS)
    assert (result.rows, result.registered, result.refused) == (2, 1, 1)


def test_the_collector_of_cycles_rests_only_while_rows_are_taken_in(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(TakeUnits, "known", lambda _self, _keys: seen.append(gc.isenabled()) or {})
    path = table(tmp_path / "a.csv", ("a", "กอง", "1/4/2546"))
    import_table(office, path, UNITS)
    assert (seen, gc.isenabled()) == ([False], True)
    gc.disable()
    try:
        import_table(office, table(path, ("b", "กอง", "1/4/2546")), UNITS)
        assert not gc.isenabled()
    finally:
        gc.enable()


# ------------------------------------------------------------------ the head


def test_a_title_above_the_head_is_told(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ทะเบียนหน่วยงาน,,\n\nปี 2569,,\nที่,เรื่อง,ลงวันที่\na,กอง,1/4/2546\nb,กอง\n", encoding="utf-8")
    result = import_table(office, path, UNITS)
    assert (result.registered, result.refused) == (1, 1)
    assert found(result) == [(4, "", "file-head-below"), (6, "", "row-wrong-width")]
    assert "found in row 4" in str(result.findings[0].message)
    assert "พบหัวตารางในแถวที่ 4" in result.findings[0].message.in_language("th")


def test_a_head_of_two_rows_is_read_as_one(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("หน่วยงาน,,ลงวันที่\nที่,เรื่อง,\na,กอง,1/4/2546\n", encoding="utf-8")
    result = import_table(office, path, UNITS)
    assert (result.registered, found(result)) == (1, [(1, "", "file-head-of-two-rows")])
    assert "แถวที่ 1 และ 2" in result.findings[0].message.in_language("th")


def test_a_file_without_a_needed_column_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(ColumnsNotRecognised, match=r"no column for: Letter no\., Dated") as caught:
        import_table(office, table(tmp_path / "a.csv", ("x",), heads=("เรื่อง",)), UNITS)
    assert "ไม่มีคอลัมน์: ที่, ลงวันที่" in caught.value.message("th")


# ------------------------------------------------------------------ eras


DAYS = ("1/4/2546", "2/4/2003", "๓/๔/๒๕๔๖")


def test_a_column_with_years_of_both_eras_is_told(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", *((str(n), "กอง", day) for n, day in enumerate(DAYS)))
    result = import_table(office, path, UNITS)
    assert [row["dated"] for row in SEEN] == [date(2003, 4, day) for day in (1, 2, 3)]
    assert found(result) == [(None, "", "import-dates-of-two-eras")]
    assert "2 of the Buddhist and 1 of the common one" in str(result.findings[0].message)
    assert "พ.ศ. 2 และ ค.ศ. 1 แถว" in result.findings[0].message.in_language("th")


@pytest.mark.parametrize(
    ("style", "text", "day"),
    [
        ("profile", "31/12/68", date(2025, 12, 31)),
        ("buddhist", "1/2/03", date(1960, 2, 1)),
        ("common", "1/2/03", date(2003, 2, 1)),
        ("common", "1/2/68", date(1968, 2, 1)),
    ],
)
def test_years_of_two_digits_are_read_as_somebody_says(
    office: Office, tmp_path: Path, style: str, text: str, day: date
) -> None:
    (tmp_path / "map.toml").write_text(f'date_style = "{style}"\n', encoding="utf-8")
    mapping = ColumnMapping.load(tmp_path / "map.toml", TABLE)
    import_table(office, table(tmp_path / "a.csv", ("a", "กอง", text)), UNITS, mapping=mapping)
    assert SEEN[0]["dated"] == day


def test_years_of_two_digits_in_a_column_of_the_other_era_are_told(office: Office, tmp_path: Path) -> None:
    result = import_table(office, table(tmp_path / "a.csv", ("a", "ก", "31/12/45"), ("b", "ข", "1/4/2003")), UNITS)
    assert found(result) == [(None, "", "import-dates-with-short-years")]
    assert "1 dates whose years have two digits" in str(result.findings[0].message)
    assert "ปีสองหลักอ่านเป็น พ.ศ. 25xx" in result.findings[0].message.in_language("th")


# ------------------------------------------------------------------ mappings


def test_a_mapping_says_what_the_file_does_not(office: Office, tmp_path: Path) -> None:
    mapping = ColumnMapping(columns={"รหัส": "reference", "ที่": "", "ชื่อ": "subject", "วันตั้ง": "dated"})
    (tmp_path / "m.toml").write_text(mapping.written(TABLE), encoding="utf-8")
    loaded = ColumnMapping.load(tmp_path / "m.toml", TABLE)
    path = table(tmp_path / "a.csv", ("1", "a", "กอง", "1/4/2546"), heads=("ที่", "รหัส", "ชื่อ", "วันตั้ง"))
    result = import_table(office, path, UNITS, mapping=loaded)
    assert (result.registered, found(result)) == (1, [])
    assert (loaded.columns, SEEN[0]["reference"]) == (mapping.columns, "a")


@given(st.dictionaries(st.text(max_size=20), st.sampled_from(("note", "")), max_size=3), st.text(max_size=10))
def test_a_mapping_comes_back_as_it_was_saved(heads: dict[str, str], sheet: str) -> None:
    columns = {head: name if head == min(heads) else "" for head, name in heads.items()}
    mapping = ColumnMapping(columns=columns, sheet=sheet, head_row=3)
    with TemporaryDirectory() as folder:
        path = Path(folder, "m.toml")
        mapping.save(path, TABLE, path.with_name("a.csv"))
        loaded = ColumnMapping.load(path, TABLE)
    assert (loaded.columns, loaded.sheet, loaded.head_row) == (columns, sheet, 3)


def test_a_mapping_never_replaces_the_file_that_is_imported(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("a", "กอง", "1/4/2546"))
    before = path.read_bytes()
    with pytest.raises(MappingReplacesInput, match=r"a\.csv, which is the file to import") as caught:
        ColumnMapping().save(tmp_path / "." / "a.csv", TABLE, path)
    assert "ให้ตั้งชื่ออื่น" in caught.value.message("th")
    assert path.read_bytes() == before


def test_a_mapping_says_which_row_is_the_head(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ที่,เรื่อง,ลงวันที่\nx,y,z\na,กอง,1/4/2546\n", encoding="utf-8")
    mapping = ColumnMapping(columns={"x": "reference", "y": "subject", "z": "dated"}, head_row=2)
    assert import_table(office, path, UNITS, mapping=mapping).registered == 1


def test_a_head_that_the_file_lacks_is_told_with_near_ones(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("a", "กอง", "1/4/2546"))
    result = import_table(office, path, UNITS, mapping=ColumnMapping(columns={"ลงวันทึ่": "dated"}))
    assert found(result) == [(None, "", "import-mapping-head-absent")]
    assert "near it are: ลงวันที่" in str(result.findings[0].message)
    assert "ที่ใกล้เคียง: ลงวันที่" in result.findings[0].message.in_language("th")


@pytest.mark.parametrize(
    ("content", "english", "thai"),
    [
        ("x = [", "it is no TOML", "ไม่ใช่ TOML"),
        ("\x00", "it is no TOML", "ไม่ใช่ TOML"),
        ("colums = 1", "it has 'colums'; allowed are: table, sheet", "ที่ใช้ได้: table"),
        ('table = "letters"', "it is for letters, not for trial", "เป็นของ letters"),
        ("head_row = 0", "head_row is 0; write 1, 2, 3", "head_row เป็น 0"),
        ("head_row = true", "head_row is True", "head_row เป็น True"),
        ('date_style = "lunar"', "write profile, buddhist, common", "profile, buddhist, common"),
        ("sheet = 1", "sheet is 1", "sheet เป็น 1"),
        ('[columns]\n"a" = "subjet"', "near it: subject", "ที่ใกล้เคียง: subject"),
        ('[columns]\n"a" = 1', "goes to '1', which is no field of trial", "ไม่ใช่รายการของ trial"),
        ('[columns]\n"a" = "note"\n"b" = "note"', "'a' and 'b' both go to 'note'", "จับคู่กับ 'note' เหมือนกัน"),
        ("#" * (1 << 20) + "\n", "too large", "ใหญ่เกินไป"),
    ],
)
def test_a_mapping_that_is_none_is_refused(tmp_path: Path, content: str, english: str, thai: str) -> None:
    (tmp_path / "m.toml").write_text(content, encoding="utf-8")
    with pytest.raises(MappingNotUsable) as caught:
        ColumnMapping.load(tmp_path / "m.toml", TABLE)
    assert english in str(caught.value)
    assert thai in caught.value.message("th")


# ------------------------------------------------------------------ workbooks


def workbook(path: Path, *rows: Sequence[Any], formulas: Mapping[str, tuple[str, str]] | None = None) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("ทะเบียน")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                else:
                    sheet.write(number, place, value)
        for cell, (formula, value) in (formulas or {}).items():
            sheet.write_formula(cell, formula, None, value)
    return path


def test_a_workbook_is_read_like_any_table(office: Office, tmp_path: Path) -> None:
    rows = (["หน่วยงานทั้งหมด"], [], HEADS[:5], ["a", "กอง", date(2003, 4, 1), 1234.0, 5.5], ["รวม", "1 เรื่อง"])
    result = import_table(office, workbook(tmp_path / "a.xlsx", *rows), UNITS)
    assert (result.registered, found(result)) == (1, [(5, "", "import-total-row"), (3, "", "file-head-below")])
    (row,) = SEEN
    assert (row["dated"], row["recipient"], row["note"]) == (date(2003, 4, 1), 1234, Money.of("5.50", "THB"))


def test_findings_of_a_workbook_tell_the_address_of_the_cell(office: Office, tmp_path: Path) -> None:
    rows = (HEADS[:4], ["a", "กอง", "32/1/2569", "x"], ["b", "กอง", "1/1/2569"])
    path = workbook(tmp_path / "a.xlsx", *rows, formulas={"D3": ("=1/0", "#DIV/0!")})
    result = import_table(office, path, UNITS, rejects=tmp_path / "rejects.csv")
    assert [str(finding.place) for finding in result.findings] == [
        "a.xlsx:2:ลงวันที่ (C2)",
        "a.xlsx:2:ถึง (D2)",
        "a.xlsx:3:ถึง (D3)",
    ]
    assert [finding.field for finding in result.findings] == ["dated", "recipient", "recipient"]
    text = (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    assert "ถึง (D3): ช่อง D3 เป็นข้อผิดพลาด #DIV/0!" in text


def test_an_error_in_a_column_that_is_not_read_refuses_nothing(office: Office, tmp_path: Path) -> None:
    rows = (["ที่", "เรื่อง", "ลงวันที่", "ลำดับ"], ["a", "กอง", "1/1/2569"])
    result = import_table(office, workbook(tmp_path / "a.xlsx", *rows, formulas={"D2": ("=1/0", "#REF!")}), UNITS)
    assert (result.registered, found(result)) == (1, [(None, "", "import-column-unused")])


def test_the_same_workbook_twice_changes_nothing(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADS[:3], ["a", "กอง", date(2003, 4, 1)])
    import_table(office, path, UNITS)
    before = office.store.checkpoint()
    assert import_table(office, path, UNITS).known == 1
    assert office.store.checkpoint() == before


# ------------------------------------------------------------------ previews


def test_a_preview_shows_rows_as_read_with_what_is_found(office: Office, tmp_path: Path) -> None:
    rows = (
        HEADS[:4],
        ["a", "กอง", "๑/๔/๒๕๔๖", "๑,๒๓๔"],
        ["b", "<b>=1+1", "?"],
        ["a", "กอง", "1/4/2546"],
        ["c", "x", "1/1/2560"],
    )
    before = office.store.checkpoint()
    preview = preview_table(office, workbook(tmp_path / "a.xlsx", *rows), UNITS, rows=3)
    assert [tuple(map(str, row)) for row in preview.table.rows()] == [
        ("2", "a", "กอง", "2003-04-01", "1234", "new"),
        ("3", "b", "<b>=1+1", "None", "None", "refused"),
        ("4", "a", "กอง", "2003-04-01", "None", "there already"),
    ]
    assert [finding.code for finding in preview.findings] == ["import-date-not-understood"]
    assert preview.mapping.columns == dict(zip(HEADS[:4], ("reference", "subject", "dated", "recipient"), strict=True))
    assert office.store.checkpoint() == before
    assert "&lt;b&gt;" in preview._repr_html_()


def test_a_row_without_a_natural_key_has_an_identity_of_its_file() -> None:
    row = TableRow(7, {}, Place("a.csv", 8), (), "ab" * 32)
    assert row.file_id == "ab" * 20 + "-7"


def test_what_is_imported_under_no_name_is_told_with_near_ones() -> None:
    with pytest.raises(UnknownImport, match="near it: letters") as caught:
        import_kind("leters")
    assert "ที่ใกล้เคียง: letters" in caught.value.message("th")
