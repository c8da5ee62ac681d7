"""The formats that orqa reads input files from: CSV as spreadsheets write it, workbooks, JSON, logs of clocks."""

from collections.abc import Iterator

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import FormatSpec, RowReader


def _attlog() -> RowReader:
    from orqa.plugins.builtin.formats.punch_readers import AttlogReader

    return AttlogReader()


def _csv() -> RowReader:
    from orqa.plugins.builtin.formats.csv_reader import CsvReader

    return CsvReader()


def _hip_text() -> RowReader:
    from orqa.plugins.builtin.formats.punch_readers import HipTextReader

    return HipTextReader()


def _json() -> RowReader:
    from orqa.plugins.builtin.formats.json_reader import JsonReader

    return JsonReader()


def _jsonl() -> RowReader:
    from orqa.plugins.builtin.formats.jsonl_reader import JsonlReader

    return JsonlReader()


def _xlsx() -> RowReader:
    from orqa.plugins.builtin.formats.xlsx_reader import XlsxReader

    return XlsxReader()


@hookimpl
def orqa_formats() -> Iterator[FormatSpec]:
    """The built-in formats."""
    yield FormatSpec(
        name="attlog",
        title=Text.of(th="บันทึกของเครื่องลงเวลา (attlog)", en="Log of a time clock (attlog)"),
        suffixes=(".dat",),
        factory=_attlog,
    )
    yield FormatSpec(
        name="csv",
        title=Text.of(th="ตาราง CSV จากโปรแกรมตารางคำนวณ", en="CSV from a spreadsheet"),
        suffixes=(".csv", ".tsv"),
        factory=_csv,
    )
    yield FormatSpec(
        name="hip-text",
        title=Text.of(th="รายงานข้อความของเครื่องลงเวลา HIP", en="Text report of HIP time clocks"),
        suffixes=(".txt",),
        factory=_hip_text,
    )
    yield FormatSpec(
        name="json",
        title=Text.of(th="เอกสาร JSON ที่เป็นรายการ", en="JSON document, a list of objects"),
        suffixes=(".json",),
        factory=_json,
    )
    yield FormatSpec(
        name="jsonl",
        title=Text.of(th="JSON บรรทัดละหนึ่งรายการ", en="JSON lines, one object a line"),
        suffixes=(".jsonl", ".ndjson"),
        factory=_jsonl,
    )
    yield FormatSpec(
        name="xlsx",
        title=Text.of(th="สมุดงาน Excel", en="Excel workbook"),
        suffixes=(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"),  # the last three only to say what to do with them
        factory=_xlsx,
    )
