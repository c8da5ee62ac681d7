"""Which part of a workbook holds which sheet."""

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from attrs import frozen

from orqa.plugins.builtin.formats.findings import WORKBOOK_DAMAGED, WORKBOOK_HOSTILE
from orqa.plugins.builtin.formats.workbook_safety import Package, Unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 4 << 20
"""Bytes of the list of sheets; a longer one is none that a person made."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@frozen
class SheetPart:
    """A sheet of cells.

    Attributes:
        name: as people see it.
        path: name of its part.
        hidden: whether people do not see it.
        texts: name of the part with the texts of all cells.
    """

    name: str
    path: str
    hidden: bool
    texts: str


def sheet_parts(package: Package) -> tuple[SheetPart, ...]:
    """The sheets of a workbook, in their order; charts are none.

    Raises:
        Unsafe: when the workbook does not say, or says it in two ways: what was looked at must be what is opened.
    """
    books = [to for to, kind in _relations(package, "_rels/.rels").values() if kind.endswith("/officeDocument")]
    if len(books) != 1:
        raise Unsafe(WORKBOOK_HOSTILE if books else WORKBOOK_DAMAGED)
    book = _part("", books[0])
    folder, _, file = book.rpartition("/")
    targets = _relations(package, f"{folder}/_rels/{file}.rels")
    texts = next((_part(folder, to) for to, kind in targets.values() if kind.endswith("/sharedStrings")), "")
    found = []
    for sheet in _elements(package, book, "sheet"):
        target, kind = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", ("", ""))
        part = _part(folder, target)
        if kind.endswith("/worksheet") and part in package.parts:
            hidden = sheet.get("state", "visible") != "visible"
            found.append(SheetPart(sheet.get("name", ""), part, hidden, texts))
    if len({part.name for part in found}) != len(found):
        raise Unsafe(WORKBOOK_HOSTILE)
    if not found:
        raise Unsafe(WORKBOOK_DAMAGED)
    return tuple(found)


def _relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Where the relations of a part point to, and of what kind they are, by their ids."""
    elements = list(_elements(package, name, "Relationship"))
    relations = {one.get("Id", ""): (one.get("Target", ""), one.get("Type", "")) for one in elements}
    if len(relations) != len(elements):
        raise Unsafe(WORKBOOK_HOSTILE)
    return relations


def _elements(package: Package, name: str, tag: str) -> "Iterator[ET.Element]":
    """The elements of that name in a part; it holds no entity, which was looked at before."""
    if name not in package.parts or package.parts[name].file_size > _MOST:
        raise Unsafe(WORKBOOK_DAMAGED)
    try:
        root = ET.fromstring(package.whole(name))  # noqa: S314 - without a document type
    except ET.ParseError as error:
        raise Unsafe(WORKBOOK_DAMAGED) from error
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == tag)


def _part(folder: str, target: str) -> str:
    """The name of a part from where a relation points to."""
    if target.startswith("/"):
        return target[1:]
    return f"{folder}/{target}" if folder else target
