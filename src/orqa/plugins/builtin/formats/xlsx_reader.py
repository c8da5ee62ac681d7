"""Reads workbooks (.xlsx): the values that cells show, never a formula, a macro or anything outside the file.

Whether the file is safe to open is looked at first (:mod:`.workbook_safety`); its cells are then read by
python-calamine, which holds one sheet in memory.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar

from attrs import frozen

from orqa.base.errors import MissingExtra
from orqa.base.findings import Finding, Place
from orqa.office.tabular.layout import HEAD_WITHIN, HeadRow, Layout, find_head
from orqa.plugins.builtin.formats.findings import (
    CELL_ERROR,
    CELL_WITHOUT_VALUE,
    EMPTY,
    HEAD_TWICE,
    SHEET_UNKNOWN,
    SHEETS_HIDDEN,
    SHEETS_LEFT,
    WORKBOOK_DAMAGED,
    WRONG_WIDTH,
)
from orqa.plugins.builtin.formats.heads import head_told, named
from orqa.plugins.builtin.formats.workbook_parts import SheetPart, sheet_parts
from orqa.plugins.builtin.formats.workbook_safety import Package, SheetLook, Unsafe, check_texts
from orqa.plugins.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from python_calamine import CalamineWorkbook

T = TypeVar("T")

_FEATURE = "Reading workbooks (.xlsx)"
_MOST_EXACT = 10**15
"""Whole numbers up to here are exact in a workbook, which keeps 15 digits."""

_ANY_TABLE = Layout(recognises=lambda _cells: 0)

_Line = tuple[int, list[str]]


class _Sheet(NamedTuple):
    """A sheet whose head was found: its first rows that are not blank, the others, and what is known of its XML."""

    name: str
    head: HeadRow
    first: list[_Line]
    rest: Iterator[_Line]
    look: SheetLook


@frozen
class XlsxReader:
    """Reads workbooks."""

    def read(self, path: Path) -> "Iterator[Row | Finding]":
        """The rows of the first sheet, below its first row; see :class:`orqa.plugins.specs.RowReader`."""
        return self.read_table(path, _ANY_TABLE)

    def is_whole(self, path: Path) -> bool:
        """Always: what is wrong with a workbook as a whole is told before its first row."""
        del path
        return True

    def read_table(self, path: Path, layout: Layout) -> "Iterator[Row | Finding]":
        """The rows of the sheet that has a head that is recognised; see :class:`orqa.plugins.specs.LayoutReader`.

        Raises:
            MissingExtra: where python-calamine is not installed.
        """
        open_book = _calamine()
        try:
            package = Package.opened(path)
            parts = sheet_parts(package)
            with path.open("rb") as file:
                book = _whole(lambda: open_book(file))
                yield from _Reading(path.name, package, book, parts, layout).rows()
        except Unsafe as unsafe:
            yield unsafe.finding(path)


def _calamine() -> "Callable[[BinaryIO], CalamineWorkbook]":
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise MissingExtra(_FEATURE, "python-calamine", "xlsx") from None
    return CalamineWorkbook.from_filelike


def _whole(work: "Callable[[], T]") -> "T":
    """What calamine answers.

    Raises:
        Unsafe: where it finds the workbook damaged; a panic of its Rust code, no ordinary exception, says so too.
    """
    from python_calamine import CalamineError

    try:
        return work()
    except BaseException as error:
        if isinstance(error, CalamineError | ValueError) or type(error).__name__ == "PanicException":
            raise Unsafe(WORKBOOK_DAMAGED) from error
        raise


@frozen
class _Reading:
    """One workbook that is being read."""

    name: str
    package: Package
    book: "CalamineWorkbook"
    parts: tuple[SheetPart, ...]
    layout: Layout

    def rows(self) -> "Iterator[Row | Finding]":
        wanted = [part for part in self.parts if part.name == self.layout.sheet or not self.layout.sheet]
        shown = [part for part in wanted if not part.hidden or self.layout.sheet]
        if not shown:
            sheets = ", ".join(part.name for part in self.parts)
            yield SHEET_UNKNOWN.make(place=Place(self.name), sheet=self.layout.sheet, sheets=sheets)
            return
        sheet = self._sheet(shown)
        if sheet is None:
            yield EMPTY.make(place=Place(self.name))
            return
        yield from self._told(sheet.name)
        yield from self._rows_of(sheet)

    def _sheet(self, parts: Iterable[SheetPart]) -> _Sheet | None:
        """The first sheet whose head is recognised well enough, else the one that has most of it."""
        best: _Sheet | None = None
        for part in parts:
            sheet = self._opened(part)
            if sheet is not None and (best is None or sheet.head.known > best.head.known):
                best = sheet
                if best.head.known >= self.layout.enough:
                    break
        return best

    def _opened(self, part: SheetPart) -> _Sheet | None:
        look = SheetLook()
        look.take(self.package, part.path)
        check_texts(self.package, part.texts, look.texts)
        lines = self._lines(part.name, look)
        said = self.layout.head_row
        if said is None:
            first = list(islice(lines, HEAD_WITHIN))
        else:
            first = list(islice((line for line in lines if line[0] >= said), 1))
        if not first:
            return None
        return _Sheet(part.name, find_head([cells for _, cells in first], self.layout), first, lines, look)

    def _lines(self, name: str, look: SheetLook) -> Iterator[_Line]:
        """The rows that are not blank, with their numbers; cells that hold an error say which."""
        sheet = _whole(lambda: self.book.get_sheet_by_name(name))
        left = [""] * (sheet.start[1] if sheet.start else 0)
        troubled: dict[int, list[tuple[int, str]]] = {}
        for address, text in chain(look.errors.items(), ((cell, "") for cell in look.without_value)):
            row, column = _place_of(address)
            troubled.setdefault(row, []).append((column, text))
        for number, values in enumerate(sheet.iter_rows(), 1):
            cells = left + [value if type(value) is str else _text(value) for value in values]
            if number in troubled:
                _set(cells, troubled[number])
                yield number, cells
            elif "".join(cells).strip():
                yield number, cells

    def _rows_of(self, sheet: _Sheet) -> "Iterator[Row | Finding]":
        heads, doubled = named(sheet.head.cells)
        line = sheet.first[sheet.head.first][0]
        for head, called in doubled:
            yield HEAD_TWICE.make(place=Place(self.name, line, head), column=head, called=called)
        yield from head_told(sheet.head, line, sheet.first[0][0], self.name)
        width, name = len(heads), self.name
        letters = {head: letters_of(number) for number, head in enumerate(heads, 1)}
        troubles = {*map(_row_of, sheet.look.errors), *map(_row_of, sheet.look.without_value)}
        below = sheet.first[sheet.head.first + sheet.head.rows :]
        for number, cells in chain(below, sheet.rest):
            place = Place(name, number)
            if any(cells[width:]):
                yield WRONG_WIDTH.make(place=place, found=len(cells), expected=width)
                continue
            values = dict(zip_longest(heads, cells[:width], fillvalue=""))
            if number in troubles:
                yield Row(values, place, letters, self._problems(number, letters, sheet.look))
            else:
                yield Row(values, place, letters)

    def _problems(self, number: int, letters: dict[str, str], look: SheetLook) -> dict[str, Finding]:
        """What is wrong with single cells of a row."""
        problems = {}
        for head, letter in letters.items():
            cell, place = f"{letter}{number}", Place(self.name, number, head)
            if cell in look.errors:
                problems[head] = CELL_ERROR.make(place=place, cell=cell, error=look.errors[cell])
            elif cell in look.without_value:
                problems[head] = CELL_WITHOUT_VALUE.make(place=place, cell=cell)
        return problems

    def _told(self, sheet: str) -> Iterator[Finding]:
        """Which sheets were left out."""
        others = [part.name for part in self.parts if not part.hidden and part.name != sheet]
        if others:
            yield SHEETS_LEFT.make(place=Place(self.name), sheet=sheet, others=", ".join(others))
        hidden = [part.name for part in self.parts if part.hidden and part.name != sheet]
        if hidden:
            yield SHEETS_HIDDEN.make(place=Place(self.name), sheets=", ".join(hidden))


def _text(value: Any) -> str:
    """A value as a person would type it: numbers without .0, dates as ISO."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) >= _MOST_EXACT else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="seconds")
    return str(value)


def _set(cells: list[str], troubles: Iterable[tuple[int, str]]) -> None:
    for column, text in troubles:
        cells += [""] * (column - len(cells))
        cells[column - 1] = text


def letters_of(number: int) -> str:
    """The letters of a column, from its number.

    >>> letters_of(1), letters_of(27), letters_of(16_384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _place_of(address: str) -> tuple[int, int]:
    """Row and column of an address; 0 where it is none."""
    letters = address.rstrip("0123456789")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return int(address[len(letters) :] or 0), number


def _row_of(address: str) -> int:
    return _place_of(address)[0]
