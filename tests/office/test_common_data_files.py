"""Forms of common data: written, filled in and read back; nothing is lost, and what is wrong is told with its place."""

import csv
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.quality.small import small
from orqa.base.errors import MissingExtra
from orqa.base.findings import Severity
from orqa.base.thai import clean_text
from orqa.domain.quality.data_sets import DataPoint, DataSet
from orqa.domain.quality.framework import Framework
from orqa.office.common_data import files
from orqa.office.common_data.files import DataRead, read_data
from orqa.office.common_data.forms import VOCABULARY, write_form
from orqa.office.tabular import writing
from orqa.office.tabular.writing import EndingUnknown, TooMuchForWorkbook
from orqa.plugins.registry import Registry

REGISTRY = Registry()
WORDS = REGISTRY.profile("thai-public-university").vocabulary(VOCABULARY)
ENDINGS = ["csv", "json", "jsonl", "xlsx"]
ROW = {"field": "phd", "value": "1", "unit": "eng", "year": "2567", "source": "HR", "on": "2025-05-31"}


def read(path: Path, **options: Any) -> DataRead:
    return read_data(REGISTRY, path, WORDS, **options)


def write(path: Path, *data_sets: DataSet, frameworks: tuple[Framework, ...] = (), **options: Any) -> Path:
    write_form(path, WORDS, data_sets, *frameworks, **options)
    return path


def rows(path: Path, *given: dict[str, str]) -> Path:
    """A CSV file with the columns that the rows have."""
    names = list(dict.fromkeys(name for row in given for name in row))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names, restval="")
        writer.writeheader()
        writer.writerows(given)
    return path


def told(found: DataRead) -> list[str]:
    return [f"{one.place}: {one.code}" for one in found.findings]


# -------------------------------------------------------------------------------------------------------- round trips

_LETTERS = st.characters(exclude_categories=["Cs", "Cn", "Co", "Cc"], exclude_characters="\ufffd")
TEXT = st.one_of(
    st.text(_LETTERS, max_size=12),
    st.sampled_from(["=1+1", "'=1", "'tis", "+66", "-5", "@A1", "_x0041_", "1.10", "007", "๑,๒๖๐", "1e5", "true"]),
    st.sampled_from(["a;b", '"', "a,b"]),
).map(clean_text)  # fmt: skip
POINTS = st.builds(
    DataPoint,
    id=st.sampled_from(["phd", "lecturers", "1.10", "works.listed", "=x"]),
    value=TEXT,
    confirmed=TEXT,
    unit=TEXT,
    source=TEXT,
    on=st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    reported_by=TEXT,
    year_kind=st.sampled_from(["", "calendar", "fiscal", "academic"]),
    note=TEXT,
).filter(lambda point: not point.is_empty)
DATA_SETS = st.lists(
    st.builds(
        DataSet.of,
        st.sampled_from(["eng", "วทบ.คอม", "007"]),
        st.integers(1950, 2100),
        st.lists(POINTS, min_size=1, max_size=4),
        st.sampled_from(["academic", "fiscal"]),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one.id,
)


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=40)
@given(data_sets=DATA_SETS, language=st.sampled_from(["th", "en"]), era=st.sampled_from(["buddhist", "common"]))
def test_what_is_written_comes_back(ending: str, data_sets: list[DataSet], language: str, era: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = read(write(Path(folder) / f"a.{ending}", *data_sets, language=language, era=era))
    assert told(found) == []
    assert list(found.data_sets) == data_sets


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_form_has_every_field_and_comes_back_empty(tmp_path: Path, ending: str) -> None:
    framework = small()
    path = write(tmp_path / f"a.{ending}", DataSet.of("eng", 2024), frameworks=(framework,), ticked=True)
    found = read(path)
    assert (found.data_sets, told(found)) == ((), [])
    assert found.unfilled == len(framework.input_titles)


def test_a_form_tells_what_is_asked_for(tmp_path: Path) -> None:
    data = DataSet.of(
        "eng", 2024, [DataPoint(id="phd", value="1", reported_by="งานบุคคล"), DataPoint(id="more", value="2")]
    )
    path = write(tmp_path / "a.csv", data, frameworks=(small(),), language="th")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    first = next(line for line in lines if line["รหัสข้อมูล"] == "phd")
    assert (first["รายการข้อมูล"], first["รายการข้อมูล (อังกฤษ)"]) == ("ปริญญาเอก", "with a doctorate")
    assert (first["หน่วยนับ"], first["ต้องไม่เกิน"], first["ปี"], first["ประเภทปี"]) == ("คน", "อาจารย์", "2567", "ปีการศึกษา")
    assert (first["ค่าที่หน่วยงานรายงาน"], first["ผู้รายงานข้อมูล"]) == ("1", "งานบุคคล")
    assert lines[-1]["รหัสข้อมูล"] == "more"
    assert next(line for line in lines if line["รหัสข้อมูล"] == "ratings")["ต้องไม่เกิน"] == "5"


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    data = DataSet.of("eng", 2024, [DataPoint(id="phd", value="-5", note='=HYPERLINK("http://x")', source="+1")])
    line = write(tmp_path / "a.csv", data).read_text(encoding="utf-8-sig").splitlines()[1]
    assert "'=HYPERLINK" in line
    assert ",-5," in line
    write(tmp_path / "a.xlsx", data)
    from orqa.plugins.builtin.formats.workbook_safety import Package

    sheet = Package.opened(tmp_path / "a.xlsx").whole("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<v>-5</v>" in sheet
    assert "hyperlink" not in sheet.lower().replace("=hyperlink", "")


def test_a_list_and_thai_digits_are_fed_to_a_framework(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.csv",
        ROW | {"field": "ratings", "value": "๔.๒๑; 4.55"},
        ROW | {"field": "lecturers", "value": "1,200"},
    )
    (data,) = read(path).data_sets
    found = small().evaluate(data.inputs())
    assert (str(found.score("2.3")), found.values["lecturers"]) == ("4.38", 1200)


# ------------------------------------------------------------------------------------------------------ what is wrong


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ({"year": "67"}, "a.csv:2:year: import-cell-not-understood"),
        ({"year": "2567.5"}, "a.csv:2:year: import-cell-not-understood"),
        ({"year": ""}, "a.csv:2:year: import-cell-missing"),
        ({"unit": ""}, "a.csv:2:unit: import-cell-missing"),
        ({"field": ""}, "a.csv:2:field: import-cell-missing"),
        ({"on": "last week"}, "a.csv:2:on: import-date-not-understood"),
        ({"year_kind": "school"}, "a.csv:2:year_kind: import-cell-not-understood"),
        ({"counted_by": "lunar"}, "a.csv:2:counted_by: import-cell-not-understood"),
        ({"note": "x" * 32_768}, "a.csv:2:note: import-cell-too-long"),
        ({"colour": "red"}, "a.csv: import-column-unused"),
    ],
)
def test_wrong_cells_are_told_with_line_and_column(tmp_path: Path, row: dict[str, str], finding: str) -> None:
    assert told(read(rows(tmp_path / "a.csv", ROW | row))) == [finding]


def test_unit_and_year_may_be_said_beside_the_file(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.csv", {"field": "phd", "value": "1"})
    (data,) = read(path, unit="eng", year=2024).data_sets
    assert data.id == "eng/academic-2024"


def test_columns_that_are_missing_are_told_once(tmp_path: Path) -> None:
    found = read(rows(tmp_path / "a.csv", {"field": "phd", "note": "1"}, {"field": "phd", "note": "2"}))
    assert told(found) == ["a.csv:2: data-columns-missing"]
    assert "Reported value" in found.findings[0].message.in_language("en")


def test_errors_of_the_data_are_told_with_row_and_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    data = DataSet.of(
        "eng", 2024, [DataPoint(id="phd", value="9", source="s"), DataPoint(id="lecturers", value="5", unit="บาท")]
    )
    write(path, data, frameworks=(small(),), language="en")
    found = {f"{one.place}: {one.code}" for one in read(path).check(small()) if one.severity is Severity.ERROR}
    assert found == {
        "a.xlsx:2:Reported value (F2): count-above-total",
        "a.xlsx:3:Unit of measure (D3): data-wrong-unit",
    }


def test_a_year_twice_in_one_file_is_one_data_set_with_its_double_fields(tmp_path: Path) -> None:
    found = read(rows(tmp_path / "a.csv", ROW, ROW | {"value": "2"}))
    assert [one.id for one in found.data_sets] == ["eng/academic-2024"]
    assert [f"{one.place}: {one.code}" for one in found.check(small()) if one.severity is Severity.ERROR] == [
        "a.csv:3:field: data-field-twice"
    ]


def test_formulas_and_errors_of_a_workbook_are_never_values_without_saying_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Field", "Value", "Unit", "Year"])
        for number, (name, formula, value) in enumerate((("phd", "=1+1", 2), ("lecturers", "=1/0", "#DIV/0!")), 1):
            sheet.write_row(number, 0, [name, "", "eng", 2567])
            sheet.write_formula(number, 1, formula, None, value)
    found = read(path)
    assert told(found) == ["a.xlsx:3:Value: cell-error"]
    assert found.data_sets[0].inputs() == {"phd": "2"}


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [("MOST_ROWS", 2, "2 rows"), ("MOST_TEXT", 60, "60 characters"), ("MOST_FINDINGS", 2, "2 problems")],
)
def test_a_file_that_is_too_much_is_read_up_to_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, said: str
) -> None:
    monkeypatch.setattr(files, limit, value)
    found = read(rows(tmp_path / "a.csv", *(ROW | {"field": f"phd{n}", "year": f"{n}"} for n in range(50))))
    assert found.findings[-1].code == "data-too-much"
    assert said in found.findings[-1].message.in_language("en")
    assert len(found.findings) < 10


def test_objects_of_ever_other_names_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({f"n{i}": 1}) + "\n" for i in range(5_000)))
    assert len(read(path).findings) <= files.MOST_FINDINGS + 1


def test_an_ending_that_tells_no_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EndingUnknown, match=r"\.csv, \.json, \.jsonl, \.xlsx"):
        write(tmp_path / "a.pdf", DataSet.of("eng", 2024))


def test_a_workbook_that_cannot_hold_it_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = DataSet.of("eng", 2024, [DataPoint(id="phd", value="4; " * 20_000)])
    with pytest.raises(TooMuchForWorkbook, match="row 2"):
        write(tmp_path / "a.xlsx", data)
    monkeypatch.setattr(writing, "MOST_ROWS", 2)
    with pytest.raises(TooMuchForWorkbook, match="at most 2 rows"):
        write(tmp_path / "a.xlsx", DataSet.of("eng", 2024), frameworks=(small(),))
    assert list(tmp_path.iterdir()) == []
    assert read(write(tmp_path / "a.csv", data)).data_sets == (data,)


def test_without_xlsxwriter_the_way_to_get_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=r"pip install 'orqa\[xlsx\]'"):
        write(tmp_path / "a.xlsx", DataSet.of("eng", 2024))


def test_a_file_of_something_else_is_no_form(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("ที่,ลงวันที่,จาก,เรื่อง\nอว 1/1,12 มกราคม 2569,คณะ,ทดสอบ\n", encoding="utf-8")
    read = read_data(REGISTRY, path, WORDS)
    assert [finding.code for finding in read.findings if finding.severity is Severity.ERROR] == ["data-no-rows"]
