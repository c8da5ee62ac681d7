"""XML from elsewhere, as a tree that keeps each text as it was written.

A document type, and with it every entity of its own, is refused: nothing outside the document is read, and a small
document stays small.
"""

import codecs
import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from attrs import define, field, frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEEPEST: Final = 64
"""How deep elements may stand in each other; an agreement needs about ten."""

LARGEST: Final = 32 * 1024 * 1024
"""How many bytes one element of a long document may have; a signed paper that comes with an agreement has some."""
MOST: Final = 200_000
"""How many elements one element of a document may hold; an agreement with a thousand conditions has about 30,000."""

_BLOCK = 64 * 1024
_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,80}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ENCODINGS: Final = re.compile("utf-16(le|be)?|iso-8859-[0-9]{1,2}|windows-[0-9]{3,4}|tis-620")
_SEPARATOR = " "  # no name or address of a namespace holds one


class XmlRefused(OrqaError, ValueError):
    """A document that is no XML, or that asks for what a document from elsewhere may not."""

    code: ClassVar[str] = "xml-refused"
    template: ClassVar[Text] = Text.of(
        en="line {line}: this XML cannot be read: {reason}", th="บรรทัด {line}: อ่าน XML นี้ไม่ได้: {reason}"
    )

    line: int
    reason: Text


@frozen(order=True)
class Name:
    """The name of an element or attribute: its namespace, its local name, and the prefix that it was written with."""

    uri: str
    local: str
    prefix: str = field(order=False, eq=False)

    @property
    def written(self) -> str:
        """As it stood in the document."""
        return f"{self.prefix}:{self.local}" if self.prefix else self.local


_NONE: Final[Mapping[Name, str]] = MappingProxyType({})


@define(eq=False)
class Element:
    """An element.

    Attributes:
        name: its name.
        attributes: by name.
        parent: the element that it stands in.
        content: texts and elements, in the order of the document.
        line: on which it begins.
    """

    name: Name
    attributes: Mapping[Name, str]
    parent: "Element | None" = field(default=None, repr=False)
    content: "list[str | Element]" = field(factory=list, repr=False)
    line: int = 0

    @property
    def elements(self) -> "list[Element]":
        """The elements in it."""
        return [one for one in self.content if isinstance(one, Element)]

    def named(self, local: str) -> "list[Element]":
        """The elements in it that have a local name, in whatever namespace."""
        return [one for one in self.elements if one.name.local == local]

    def inside(self) -> "Iterator[Element]":
        """All elements below it, in the order of the document."""
        for one in self.elements:
            yield one
            yield from one.inside()

    @property
    def text(self) -> str:
        """All text in it, as it was written."""
        if len(self.content) == 1 and isinstance(self.content[0], str):
            return self.content[0]
        return "".join(one if isinstance(one, str) else one.text for one in self.content)

    def attribute(self, local: str) -> str | None:
        """An attribute without a namespace."""
        return next((value for name, value in self.attributes.items() if (name.uri, name.local) == ("", local)), None)


def read_xml(document: bytes | str) -> Element:
    """The root element of a document.

    Raises:
        XmlRefused: when it is no XML, has a document type, or its elements stand too deep.
    """
    builder = _Builder()
    return builder.read(document)


def new_parser() -> expat.XMLParserType:
    """A parser that tells namespaces and prefixes, reads UTF-8 and refuses a document type."""
    parser = expat.ParserCreate("UTF-8", namespace_separator=_SEPARATOR)
    parser.namespace_prefixes = parser.ordered_attributes = parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise XmlRefused(parser.CurrentLineNumber, _NO_TYPE)

    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, block: bytes, *, last: bool) -> None:
    """Read on; what is no XML is refused."""
    try:
        parser.Parse(block, last)
    except expat.ExpatError as error:
        raise XmlRefused(error.lineno, Text.of(en=expat.ErrorString(error.code))) from None
    except UnicodeError as error:
        raise XmlRefused(parser.CurrentLineNumber, Text.of(en=str(error))) from None


def in_utf8(document: BinaryIO) -> "Iterator[bytes]":
    """The blocks of a document in UTF-8, whatever it was written in; the last is empty.

    Raises:
        XmlRefused: when it says that it is written in something else than Unicode or an alphabet of ISO or Windows.
    """
    block = document.read(_BLOCK)
    encoding = _encoding_of(block)
    decode = None if encoding is None else codecs.getincrementaldecoder(encoding)().decode
    while block:
        yield block if decode is None else _recoded(block, decode)
        block = document.read(_BLOCK)
    yield b""


def in_bytes(text: str) -> bytes:
    """A text in UTF-8; one that cannot stand in XML is refused."""
    try:
        return text.encode()
    except UnicodeError as error:
        raise XmlRefused(1, Text.of(en=str(error))) from None


def in_file(text: str) -> BinaryIO:
    """A text as a file in UTF-8; one that cannot stand in XML is refused."""
    return BytesIO(in_bytes(text))


def _recoded(block: bytes, decode: "Callable[[bytes], str]") -> bytes:
    try:
        return decode(block).encode()
    except UnicodeError as error:
        raise XmlRefused(1, Text.of(en=str(error))) from None


def _encoding_of(start: bytes) -> str | None:
    """What a document is written in; None for UTF-8."""
    if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "utf-16"
    found = _DECLARED.match(start)
    told = found[1].decode().lower() if found else "utf-8"
    if told in {"utf-8", "us-ascii"}:
        return None
    if not _ENCODINGS.fullmatch(told):
        raise XmlRefused(1, _ENCODING.fill(found=told))
    return told.replace("windows-", "cp")


def declaration(prefix: str, uri: str) -> str:
    """The declaration of a namespace, as it stands in the tag of an element."""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    return f" {name}={quoteattr(uri)}"


class _Builder:
    def __init__(self) -> None:
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.root: Element | None = None
        self.open: list[Element] = []
        self.started = 0

    def read(self, document: bytes | str) -> Element:
        blocks = in_utf8(BytesIO(document)) if isinstance(document, bytes) else (in_bytes(document), b"")
        for block in blocks:
            parse(self.parser, block, last=not block)
        assert self.root is not None  # noqa: S101 - expat refuses a document without an element
        return self.root

    def _start(self, tag: str, attributes: list[str]) -> None:
        if len(self.open) >= DEEPEST:
            raise XmlRefused(self.parser.CurrentLineNumber, TOO_DEEP.fill(most=DEEPEST))
        self.started += 1
        if self.started > MOST:
            raise XmlRefused(self.parser.CurrentLineNumber, TOO_MANY.fill(most=MOST))
        parent = self.open[-1] if self.open else None
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        named = {name_of(name): value for name, value in pairs} if attributes else _NONE
        made = Element(name_of(tag), named, parent, line=self.parser.CurrentLineNumber)
        if parent is None:
            self.root = made
        else:
            parent.content.append(made)
        self.open.append(made)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].content.append(text)


@lru_cache(maxsize=512)
def name_of(told: str) -> Name:
    """What expat tells: ``local``, ``uri local`` or ``uri local prefix``."""
    parts = told.split(_SEPARATOR)
    if len(parts) == 1:
        return Name("", parts[0], "")
    return Name(parts[0], parts[1], parts[2] if len(parts) > 2 else "")


_NO_TYPE = Text.of(
    en="it has a document type, which no exchange needs; send it without <!DOCTYPE>",
    th="มี <!DOCTYPE> ซึ่งไม่จำเป็น โปรดส่งใหม่โดยไม่มีส่วนนี้",
)
_ENCODING = Text.of(
    en="it is written in {found}, which is not read; send it in UTF-8",
    th="เขียนด้วยรหัสอักขระ {found} ซึ่งไม่รองรับ โปรดส่งเป็น UTF-8",
)
TOO_DEEP = Text.of(en="elements stand more than {most} deep", th="องค์ประกอบซ้อนกันลึกเกิน {most} ชั้น")
TOO_LARGE = Text.of(en="one element has more than {most:,} bytes", th="องค์ประกอบหนึ่งมีขนาดเกิน {most:,} ไบต์")
TOO_MANY = Text.of(en="one element holds more than {most:,} others", th="องค์ประกอบหนึ่งมีองค์ประกอบย่อยเกิน {most:,} รายการ")
