"""Tables of text as files that people fill in and programs read: CSV, JSON, JSON lines, workbooks.

What is text stays text: in CSV a guard stands before what a spreadsheet would take for a formula, in a workbook a cell
of text is never worked out. :func:`unguarded_cell` takes the guard off again, so nothing is lost on the way.
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import frozen

from orqa.base.errors import MissingExtra, OrqaError
from orqa.base.language import Text
from orqa.office.files import placing, replacing
from orqa.reporting.guards import guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter import Workbook

MOST_IN_CELL: Final = 32_767
"""Characters that a cell of a workbook holds."""

MOST_ROWS: Final = 1_048_576
"""Rows that a sheet holds, with its head."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,8}[1-9])?", re.ASCII).fullmatch
"""Text that a workbook keeps as a number and gives back as it was."""

_MOST_DIGITS = 15


class EndingUnknown(OrqaError, ValueError):
    """A table was to be written to a file whose ending tells no format."""

    code: ClassVar[str] = "ending-unknown"
    template: ClassVar[Text] = Text.of(
        en="{file}: its ending tells no format; name a file that ends in {known}",
        th="{file}: นามสกุลแฟ้มไม่บอกรูปแบบ ให้ตั้งชื่อลงท้ายด้วย {known}",
    )

    file: str
    known: tuple[str, ...]


class TooMuchForWorkbook(OrqaError, ValueError):
    """A workbook cannot hold a table: a cell or the table is too long. Nothing was written."""

    code: ClassVar[str] = "too-much-for-workbook"
    template: ClassVar[Text] = Text.of(
        en="row {row} does not fit into a workbook ({limit}); write .csv or .json",
        th="แถวที่ {row} เกินที่สมุดงานรับได้ ({limit}) ให้เขียนเป็น .csv หรือ .json",
    )

    row: int
    limit: Text


@frozen(kw_only=True)
class TextTable:
    """A table of text to be written.

    Attributes:
        names: of its columns, for programs: the names in JSON.
        heads: of its columns, for people.
        rows: the cells of each row; an empty cell is ``""``.
        title: of the sheet of a workbook.
        numeric: columns, by place, whose numbers are numbers in a workbook.
        open: columns, by place, that people fill in.
        widths: of columns in a workbook, in characters.
    """

    names: Sequence[str]
    heads: Sequence[str]
    rows: Iterable[Sequence[str]]
    title: str = "orqa"
    numeric: Collection[int] = ()
    open: Collection[int] = ()
    widths: Sequence[int] = ()


def write_table(path: Path, table: TextTable) -> None:
    """Write a table in the format that the ending of the file tells: ``.csv``, ``.json``, ``.jsonl`` or ``.xlsx``.

    The file appears whole or not at all.

    Raises:
        EndingUnknown: when the ending tells none of them.
        MissingExtra: for a workbook, where xlsxwriter is not installed.
        TooMuchForWorkbook: when a workbook cannot hold the table.
        OSError: when the file cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise EndingUnknown(path.name, tuple(_WRITERS))
    write(path, table)


def unguarded_cell(text: str) -> str:
    """The text that :func:`write_table` was given for a cell of CSV; any other text as it is.

    >>> unguarded_cell("'=1+1"), unguarded_cell("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def _write_csv(path: Path, table: TextTable) -> None:
    with replacing(path) as out:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        try:
            writer = csv.writer(text, lineterminator="\r\n")
            writer.writerow(map(guarded, table.heads))
            writer.writerows([cell if _NUMBER(cell) else guarded(cell) for cell in row] for row in table.rows)
        finally:
            text.detach()  # the file is closed by whoever opened it


def _write_json(path: Path, table: TextTable) -> None:
    """A list with an object a line, without its empty cells."""
    with replacing(path) as out:
        before = b"[\n"
        for line in _objects(table):
            out.write(before + line)
            before = b",\n"
        out.write(b"\n]\n" if before == b",\n" else b"[]\n")


def _write_jsonl(path: Path, table: TextTable) -> None:
    with replacing(path) as out:
        out.writelines(line + b"\n" for line in _objects(table))


def _objects(table: TextTable) -> Iterable[bytes]:
    for row in table.rows:
        cells = {name: cell for name, cell in zip(table.names, row, strict=True) if cell}
        yield json.dumps(cells, ensure_ascii=False).encode()


def _write_xlsx(path: Path, table: TextTable) -> None:
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise MissingExtra("Writing workbooks (.xlsx)", "xlsxwriter", "xlsx") from None
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with placing(path) as temporary, Workbook(str(temporary), options) as book:
        _fill(book, table)


def _fill(book: "Workbook", table: TextTable) -> None:
    sheet = book.add_worksheet(_sheet_name(table.title))
    styles = [book.add_format({"text_wrap": True, "valign": "top", **more}) for more in (_HEAD, _PLAIN, _OPEN)]
    for place, width in enumerate(table.widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    for row, cells in enumerate(chain([table.heads], table.rows)):
        for place, cell in enumerate(cells):
            _check_fits(row, cell)
            style = styles[0 if not row else 2 if place in table.open else 1]
            if row and place in table.numeric and _NUMBER(cell) and sum(map(str.isdigit, cell)) <= _MOST_DIGITS:
                sheet.write_number(row, place, float(cell), style)
            elif cell:
                sheet.write_string(row, place, cell, style)
            else:
                sheet.write_blank(row, place, None, style)


def _check_fits(row: int, cell: str) -> None:
    if row >= MOST_ROWS:
        raise TooMuchForWorkbook(row + 1, _ROWS.fill(most=f"{MOST_ROWS:,}"))
    if len(cell.encode("utf-16-le")) > 2 * MOST_IN_CELL:
        raise TooMuchForWorkbook(row + 1, _CELL.fill(most=f"{MOST_IN_CELL:,}"))


_HEAD: Final = {"bold": True, "bottom": 1}
_PLAIN: Final[dict[str, Any]] = {}
_OPEN: Final = {"bg_color": "#FFF9E5", "border": 1}
_ROWS = Text.of(en="at most {most} rows", th="ไม่เกิน {most} แถว")
_CELL = Text.of(en="at most {most} characters in a cell", th="ไม่เกิน {most} อักขระต่อช่อง")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


def _sheet_name(title: str) -> str:
    return _NOT_IN_NAMES.sub(" ", title)[:_LONGEST_NAME].strip() or "orqa"


_WRITERS: "dict[str, Callable[[Path, TextTable], Any]]" = {
    ".csv": _write_csv,
    ".json": _write_json,
    ".jsonl": _write_jsonl,
    ".xlsx": _write_xlsx,
}
