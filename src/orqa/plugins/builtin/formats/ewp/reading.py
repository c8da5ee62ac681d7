"""Reads agreements as the partners of Erasmus Without Paper answer with them, one by one."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.partnerships.cooperation import Agreement
from orqa.plugins.builtin.formats.ewp.hashes import EwpRefused
from orqa.plugins.builtin.formats.ewp.schema import NAMESPACES, RESPONSE, Part, agreement
from orqa.plugins.builtin.formats.ewp.sense import sense
from orqa.plugins.builtin.formats.ewp.streaming import Item, Stream
from orqa.plugins.builtin.formats.xml_tree import Name, in_file

Source = str | Path | bytes | BinaryIO
"""Where agreements are read from: the path of a file, its bytes, or an open binary file."""


def read_iias(source: Source) -> tuple[list[Agreement], list[Finding]]:
    """The agreements of a response, and what is wrong with them; arguments and errors as :func:`iter_iias`."""
    agreements: list[Agreement] = []
    findings: list[Finding] = []
    for one in iter_iias(source):
        if isinstance(one, Agreement):
            agreements.append(one)
        else:
            findings.append(one)
    return agreements, findings


def iter_iias(source: Source) -> Iterator[Agreement | Finding]:
    """The agreements of a response as they are asked for, each followed by the findings about it.

    However long the response, only some agreements are in memory. What breaks a rule is read all the same.

    Args:
        source: a response of the ``get`` endpoint of the agreements interface, version 6 or 7.

    Raises:
        EwpRefused: when it is another document, or of another version.
        XmlRefused: when it is no XML, has a document type, or is larger than an agreement can be. What stood before
            the place was given by then.
        OSError: when the file cannot be read.
    """
    name = named(source)
    with opened(source) as file:
        for one in Stream(_item_of, name).each(file):
            if isinstance(one, Finding):
                yield one
            else:
                yield one.fact
                yield from check(one, name)


def read_one(text: str) -> tuple[Item, list[Finding]]:
    """The one agreement that a text is, and what is wrong with it."""
    (item,) = (one for one in Stream(_item_of).each(in_file(text)) if isinstance(one, Item))
    return item, check(item)


def check(item: Item, file: str = "") -> list[Finding]:
    """What is wrong with an agreement, in the order of its lines."""
    return in_order((*item.findings, *sense(item, file)))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of their lines."""
    return sorted(findings, key=_line)


def _line(finding: Finding) -> int:
    return (finding.place and finding.place.line) or 0


def _item_of(root: Name) -> Part:
    for version, namespace in NAMESPACES.items():
        if (root.uri, root.local) in {(namespace, RESPONSE), (namespace, "iia")}:
            return agreement(version)
    raise EwpRefused(_OTHER.fill(name=RESPONSE, found=root.local[:80], namespace=root.uri[:200] or "–"))


def opened(source: Source) -> AbstractContextManager[BinaryIO]:
    """A source as an open file."""
    if isinstance(source, bytes):
        return BytesIO(source)
    if isinstance(source, str | Path):
        return Path(source).open("rb")
    return nullcontext(source)


def named(source: Source) -> str:
    """The name of the file that a source is; empty for others."""
    if isinstance(source, str | Path):
        return Path(source).name
    return ""


_OTHER: Final = Text.of(
    en="{name} of version 6 or 7 is read, not {found} of the namespace {namespace}; ask for the agreements again",
    th="อ่านได้เฉพาะ {name} รุ่น 6 หรือ 7 ไม่ใช่ {found} ของเนมสเปซ {namespace} โปรดขอข้อตกลงใหม่",
)
