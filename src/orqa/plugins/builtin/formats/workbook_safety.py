"""Whether a workbook can be opened without harm: before anything of it is taken into memory.

A workbook (.xlsx) is a folder of XML in a ZIP file, and anybody may have made it. What is looked for:

* parts that unpack to more than fits (a "ZIP bomb"), whatever size they claim;
* document types and entities, which no spreadsheet program writes;
* a few cells far apart, which make a table of milliards of blank ones;
* long texts that are kept once and stand in very many cells.

No formula is calculated, no macro run, no other file or address opened: nothing here does such things.
"""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from attrs import define, field

from orqa.base.findings import Finding, FindingKind, Place
from orqa.plugins.builtin.formats.findings import (
    WORKBOOK_DAMAGED,
    WORKBOOK_HOSTILE,
    WORKBOOK_LOCKED,
    WORKBOOK_OTHER,
    WORKBOOK_TOO_LARGE,
)

if TYPE_CHECKING:
    from typing import Any

MOST_BYTES = 512 << 20
"""Bytes that all parts unpack to, together; a register of a million rows needs a quarter of it."""

MOST_CELLS = 16_000_000
"""Cells between the first and the last that is used, blank ones too: 1,000,000 rows of 16 columns."""

MOST_TEXT = 512 << 20
"""Bytes of all texts, each as often as it stands in a cell."""

_MOST_PARTS = 5_000
_PIECE = 1 << 18
_LONGEST_ROW = 16 << 20
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


class Unsafe(Exception):
    """A workbook that is not opened; the finding says why."""

    def __init__(self, kind: FindingKind, **values: "Any") -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.values = values

    def finding(self, path: Path) -> Finding:
        """For whoever imports the file."""
        return self.kind.make(place=Place(path.name), **self.values)


@define
class Package:
    """The parts of a workbook, each found to be no larger than it says, and sound.

    Attributes:
        path: of the file.
        parts: by name.
    """

    path: Path
    parts: dict[str, zipfile.ZipInfo] = field(factory=dict)

    @classmethod
    def opened(cls, path: Path) -> "Package":
        """Look at every part.

        Raises:
            Unsafe: when the file is no workbook, locked, damaged, too large or made to do harm.
            OSError: when it cannot be read.
        """
        with path.open("rb") as file:
            start = file.read(4)
            if start == _OLE:
                raise Unsafe(WORKBOOK_LOCKED if _holds(file, _LOCKED) else WORKBOOK_OTHER)
            if start != b"PK\x03\x04":
                raise Unsafe(WORKBOOK_DAMAGED)
        try:
            with zipfile.ZipFile(path) as archive:
                parts = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unsafe(WORKBOOK_DAMAGED) from error
        package = cls(path, {part.filename: part for part in parts})
        package._check(parts)
        return package

    def pieces(self, name: str) -> Iterator[bytes]:
        """What a part unpacks to, bit by bit.

        Raises:
            Unsafe: when it is damaged, or larger than it says.
        """
        part, size = self.parts[name], 0
        with self.path.open("rb") as file:
            file.seek(part.header_offset + 26)
            lengths = file.read(4)
            skipped = int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            file.seek(part.header_offset + 30 + skipped)
            unpack = _stored if part.compress_type == zipfile.ZIP_STORED else _deflated
            for piece in unpack(file, part.compress_size):
                size += len(piece)
                if size > part.file_size:
                    raise Unsafe(WORKBOOK_HOSTILE)
                yield piece
        if size != part.file_size:
            raise Unsafe(WORKBOOK_DAMAGED)

    def whole(self, name: str) -> bytes:
        """A small part; empty where there is none."""
        return b"".join(self.pieces(name)) if name in self.parts else b""

    def _check(self, parts: list[zipfile.ZipInfo]) -> None:
        if len(parts) > _MOST_PARTS or len(self.parts) != len(parts):
            raise Unsafe(WORKBOOK_HOSTILE)
        if sum(part.file_size for part in parts) > MOST_BYTES:
            raise Unsafe(WORKBOOK_TOO_LARGE, limit=f"{MOST_BYTES >> 20} MiB")
        for part in parts:
            if part.flag_bits & 1:
                raise Unsafe(WORKBOOK_LOCKED)
            if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise Unsafe(WORKBOOK_DAMAGED)
            self._check_part(part.filename)
        if "mimetype" in self.parts or "_rels/.rels" not in self.parts:
            raise Unsafe(WORKBOOK_OTHER)

    def _check_part(self, name: str) -> None:
        is_xml, before = name.lower().endswith((".xml", ".rels", ".vml")), b""
        for piece in self.pieces(name):
            if is_xml and ((not before and piece.startswith(_WIDE)) or _DOCTYPE.search(before[-10:] + piece)):
                raise Unsafe(WORKBOOK_HOSTILE)
            before = piece


def _stored(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (piece := file.read(min(size, _PIECE))):
        size -= len(piece)
        yield piece


def _deflated(file: BinaryIO, size: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in _stored(file, size):
            rest = packed
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error as error:
        raise Unsafe(WORKBOOK_DAMAGED) from error


def _holds(file: BinaryIO, wanted: bytes) -> bool:
    before = b""
    while piece := file.read(_PIECE):
        if wanted in before[-len(wanted) :] + piece:
            return True
        before = piece
    return False


# ------------------------------------------------------------------ one sheet

_PLAIN_END = b"</row>"
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,9})([0-9]{1,12})"').findall
_PLAIN_SHARED = re.compile(rb' t="s"><v>([0-9]{1,9})<').findall
_REF = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,9})[0-9]""").findall
_ROW_OF_REF = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,9}([0-9]{1,12})["']""").findall
_CELL = re.compile(rb"<(?:\w{1,20}:)?c[\s/>]").findall
_ROW_END = re.compile(rb"</(?:\w{1,20}:)?row>")
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]*>\s*<(?:\w{1,20}:)?v[^<>]*>\s*([0-9]{1,9})""").findall
_IS_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""").findall
_TROUBLE = re.compile(
    rb"""<(?:\w{1,20}:)?c\b([^<>]*)>\s*(?:<(?:\w{1,20}:)?f\b([^<>]*)>(?:[^<>]*</(?:\w{1,20}:)?f>)?\s*)?"""
    rb"""(?:<(?:\w{1,20}:)?v\b([^<>]*)>([^<>]*))?"""
).finditer
_ATTRIBUTE = re.compile(rb"""\b([rt])\s*=\s*["']([^"'<>]{0,40})["']""").findall
_MOST_TROUBLES = 100_000
_LONGEST_TEXT = 1 << 20
_SOME_TEXT = -1
"""In place of the number of a shared text where it is not seen at once which it is."""


@define
class SheetLook:
    """What a look through the XML of a sheet tells, without taking its cells into memory.

    Attributes:
        columns: number of the last column that is used.
        rows: number of the last row.
        errors: cells that hold an error such as ``#REF!``, by address.
        without_value: cells with a formula whose value was never kept.
        texts: how often each shared text stands in a cell.
    """

    columns: int = 0
    rows: int = 0
    errors: dict[str, str] = field(factory=dict)
    without_value: set[str] = field(factory=set)
    texts: Counter[int] = field(factory=Counter)

    def take(self, package: Package, name: str) -> None:
        """Look through a sheet.

        Raises:
            Unsafe: when it is larger than can be taken into memory.
        """
        before, rows = b"", 0
        for piece in package.pieces(name):
            before += piece
            end = before.rfind(_PLAIN_END) + len(_PLAIN_END)
            if end < len(_PLAIN_END):
                end = max((found.end() for found in _ROW_END.finditer(before)), default=0)
            if end:
                rows = self._take_rows(before[:end], rows)
                before = before[end:]
            elif len(before) > _LONGEST_ROW:
                raise Unsafe(WORKBOOK_HOSTILE)
        self._take_rows(before, rows)

    def _take_rows(self, xml: bytes, rows: int) -> int:
        rows += xml.count(b"<row") + xml.count(b":row")  # a few too many do no harm
        self._take_addresses(xml, rows)
        if self.rows * self.columns > MOST_CELLS or self.rows > 1 << 20:
            raise Unsafe(WORKBOOK_TOO_LARGE, limit=f"{MOST_CELLS:,}")
        shared = _PLAIN_SHARED(xml)
        if len(shared) != xml.count(b'"s"') or b"'s'" in xml or b" =" in xml or b"= " in xml:
            shared = _SHARED(xml)
            self.texts[_SOME_TEXT] += len(_IS_SHARED(xml)) - len(shared)
        self.texts.update(map(int, shared))
        if b"#" in xml or b"<f" in xml or b":f" in xml:
            self._take_troubles(xml)
        return rows

    def _take_addresses(self, xml: bytes, rows: int) -> None:
        """Where the last cell stands; at once where all are written as nearly every program does."""
        plain = _PLAIN_CELL(xml)
        if plain and len(plain) == xml.count(b"<c") and b":c" not in xml:
            columns, numbers = map(set, zip(*plain, strict=True))
            self.columns = max(self.columns, *map(_number_of, columns))
            self.rows = max(self.rows, rows, *map(int, numbers), 0)
            return
        refs = _REF(xml)
        self.columns = max(self.columns, *map(_number_of, {*refs, b""}))
        self.rows = max(self.rows, rows, *map(int, {*_ROW_OF_REF(xml), b"0"}))
        if len(_CELL(xml)) > len(refs):  # cells without an address stand one behind the other
            self.columns = max(self.columns, *(len(_CELL(row)) for row in _ROW_END.split(xml)))

    def _take_troubles(self, xml: bytes) -> None:
        for found in _TROUBLE(xml):
            attributes, formula, _, value = found.groups()
            said = dict(_ATTRIBUTE(attributes))
            address = said.get(b"r", b"").decode().upper()
            is_error = said.get(b"t") == b"e"
            if not (is_error or (formula is not None and not value and said.get(b"t") != b"str")):
                continue
            if not address:  # a spreadsheet program that saves the file again writes it
                raise Unsafe(WORKBOOK_DAMAGED)
            if is_error:
                self.errors[address] = (value or b"#?").decode("utf-8", "replace")[:20]
            else:
                self.without_value.add(address)
        if len(self.errors) + len(self.without_value) > _MOST_TROUBLES:
            raise Unsafe(WORKBOOK_TOO_LARGE, limit=f"{_MOST_TROUBLES:,} #")


_TEXT_END = re.compile(rb"</(?:\w{1,20}:)?si>|<(?:\w{1,20}:)?si\s*/>")


def check_texts(package: Package, name: str, texts: Counter[int]) -> None:
    """Refuse texts that are kept once and fill the memory where each stands in its cells.

    Raises:
        Unsafe: when they do.
    """
    if name not in package.parts or package.parts[name].file_size * texts.total() <= MOST_TEXT:
        return
    total = number = longest = 0
    before = b""
    for piece in package.pieces(name):
        before += piece
        start = 0
        for found in _TEXT_END.finditer(before):
            length, start = found.end() - start, found.end()
            longest = max(longest, length)
            total += length * texts[number]
            number += 1
        before = before[start:]
        if len(before) > _LONGEST_TEXT:
            raise Unsafe(WORKBOOK_HOSTILE)
        if total + longest * texts[_SOME_TEXT] > MOST_TEXT:
            raise Unsafe(WORKBOOK_TOO_LARGE, limit=f"{MOST_TEXT >> 20} MiB")


def _number_of(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
