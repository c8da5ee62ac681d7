"""Which characters a text file is written in: UTF-8, UTF-16 as Excel writes "Unicode text", or the old Thai code page.

The whole file is looked at, in pieces, so that the answer does not depend on where its first Thai letter stands.
"""

import codecs
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.plugins.builtin.formats.findings import EMPTY, NOT_TEXT, OLD_ENCODING, UNKNOWN_ENCODING

if TYPE_CHECKING:
    from collections.abc import Iterator

THAI = "cp874"
"""Windows-874, which holds all of TIS-620 (มอก. 620) and adds the quotation marks that Word writes."""

_PIECE = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = (
    (b"PK\x03\x04", Text.of(en="a workbook (.xlsx, .ods) or an archive", th="สมุดงาน (.xlsx, .ods) หรือแฟ้มบีบอัด")),
    (b"\xd0\xcf\x11\xe0", Text.of(en="an old workbook (.xls)", th="สมุดงานแบบเก่า (.xls)")),
    (b"%PDF-", Text.of(en="a PDF", th="แฟ้ม PDF")),
    (b"\x1f\x8b", Text.of(en="a compressed file", th="แฟ้มบีบอัด")),
    (b"SQLite format 3\0", Text.of(en="a database", th="ฐานข้อมูล")),
)
_UNKNOWN_BINARY = Text.of(en="binary data", th="ข้อมูลไบนารี")
_THAI_RUN = re.compile(r"[\u0e01-\u0e5b]{2,}")
_THAI_LETTER = re.compile(r"[\u0e01-\u0e5b]")


@frozen
class Encoding:
    """The answer: the codec's name (None where the file cannot be read) and what the reader should be told."""

    name: str | None
    finding: Finding | None = None


def encoding_of(path: Path) -> Encoding:
    """Find out how a file's characters are written.

    Raises:
        OSError: when the file cannot be read.
    """
    place = Place(path.name)
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        return Encoding(None, EMPTY.make(place=place))
    for mark, name in _BOMS:
        if start.startswith(mark):
            return Encoding(name)
    binary = binary_kind(start)
    if binary is not None:
        return Encoding(None, NOT_TEXT.make(place=place, found=binary))
    if _is_utf8(path) or _is_damaged_utf8(path):
        return Encoding("utf-8")
    if _is_thai(path):
        return Encoding(THAI, OLD_ENCODING.make(place=place))
    return Encoding(None, UNKNOWN_ENCODING.make(place=place))


def ends_line(path: Path) -> bool:
    """Whether the last byte of a file ends a line.

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - 1))
        return file.read(1) in {b"\n", b"\r"}


def binary_kind(start: bytes) -> Text | None:
    """What a file is that begins like this and is no text; a stray NUL does not make it binary, many do."""
    for mark, what in _BINARY:
        if start.startswith(mark):
            return what
    zeros = start.count(0)
    return _UNKNOWN_BINARY if zeros > 16 and zeros * 10 > len(start) else None


def _pieces(path: Path) -> "Iterator[bytes]":
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(path):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(path: Path) -> bool:
    """Whether most characters beyond ASCII are right UTF-8: text in another code is so only by rare chance."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    right = wrong = 0
    for piece in _pieces(path):
        text = decoder.decode(piece)
        bad = text.count("\ufffd")
        wrong += bad
        right += len(text) - len(text.encode("ascii", "ignore")) - bad
    return right > wrong


def _is_thai(path: Path) -> bool:
    """Whether, read as Thai, the letters stand together as in words; accented Latin letters stand alone."""
    decoder = codecs.getincrementaldecoder(THAI)("replace")
    together = letters = undefined = 0
    for piece in _pieces(path):
        text = decoder.decode(piece)
        letters += len(_THAI_LETTER.findall(text))
        together += sum(map(len, _THAI_RUN.findall(text)))
        undefined += text.count("\ufffd")
    return together * 2 > letters and undefined * 10 < letters
