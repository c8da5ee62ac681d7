"""XML from elsewhere, as a tree that keeps each text as it was written.

A document type, and with it every entity of its own, is refused: nothing outside the document is read, and a small
document stays small.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Final
from xml.parsers import expat

from attrs import define, field, frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 64
"""How deep elements may stand in each other; an agreement needs about ten."""

LARGEST: Final = 32 * 1024 * 1024
"""How many bytes one element of a long document may have; a signed paper that comes with an agreement has some."""
MOST: Final = 200_000
"""How many elements one element of a document may hold; an agreement with a thousand conditions has about 30,000."""

_BLOCK = 64 * 1024
_SEPARATOR = " "  # no name or address of a namespace holds one


@define(eq=False, slots=False)
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


def iter_xml(document: BinaryIO) -> "Iterator[Element]":
    """The root of a document without what is in it, then each of its elements as soon as it is whole.

    Only some of them are in memory. Texts between them are passed over.

    Args:
        document: an open binary file.

    Raises:
        XmlRefused: as :func:`read_xml`, and when one of them is larger than :data:`LARGEST` or holds more than
            :data:`MOST` elements; those before it were given by then.
    """
    return _Builder().each(document)


def read_xml(document: bytes | str) -> Element:
    """The root element of a document.

    Raises:
        XmlRefused: when it is no XML, has a document type, or its elements stand too deep.
    """
    builder = _Builder()
    return builder.read(document)


class _Builder:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.namespace_prefixes = True
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_type
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.root: Element | None = None
        self.open: list[Element] = []
        self.read_since = 0
        self.started = 0

    def read(self, document: bytes | str) -> Element:
        self._parse(document, last=True)
        assert self.root is not None  # noqa: S101 - expat refuses a document without an element
        return self.root

    def each(self, document: BinaryIO) -> "Iterator[Element]":
        told = False
        while True:
            block = document.read(_BLOCK)
            self._parse(block, last=not block)
            if self.root is None:
                continue
            if not told:
                yield Element(self.root.name, self.root.attributes, line=self.root.line)
                told = True
            yield from self._whole()
            if not block:
                return
            self.read_since += len(block)
            if self.read_since > LARGEST:
                raise XmlRefused(self.parser.CurrentLineNumber, _TOO_LARGE.fill(most=LARGEST))

    def _whole(self) -> "Iterator[Element]":
        """What is whole by now, which is let go of."""
        assert self.root is not None  # noqa: S101 - called once there is one
        unfinished = self.open[1] if len(self.open) > 1 else None
        whole = [one for one in self.root.elements if one is not unfinished]
        self.root.content[:] = [] if unfinished is None else [unfinished]
        if whole:
            self.read_since = self.started = 0
        yield from whole

    def _parse(self, document: bytes | str, *, last: bool) -> None:
        try:
            self.parser.Parse(document, last)
        except expat.ExpatError as error:
            raise XmlRefused(error.lineno, Text.of(en=expat.ErrorString(error.code))) from None
        except (UnicodeError, ValueError) as error:
            raise XmlRefused(self.parser.CurrentLineNumber, Text.of(en=str(error))) from None

    def _refuse_type(self, *_: Any) -> None:
        raise XmlRefused(self.parser.CurrentLineNumber, _NO_TYPE)

    def _start(self, tag: str, attributes: list[str]) -> None:
        if len(self.open) >= DEEPEST:
            raise XmlRefused(self.parser.CurrentLineNumber, _TOO_DEEP.fill(most=DEEPEST))
        if len(self.open) == 1:
            self.started = 0
        self.started += 1
        if self.started > MOST:
            raise XmlRefused(self.parser.CurrentLineNumber, _TOO_MANY.fill(most=MOST))
        parent = self.open[-1] if self.open else None
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        named = {_name(name): value for name, value in pairs} if attributes else _NONE
        made = Element(_name(tag), named, parent, line=self.parser.CurrentLineNumber)
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
def _name(told: str) -> Name:
    """What expat tells: ``local``, ``uri local`` or ``uri local prefix``."""
    parts = told.split(_SEPARATOR)
    if len(parts) == 1:
        return Name("", parts[0], "")
    return Name(parts[0], parts[1], parts[2] if len(parts) > 2 else "")


_NO_TYPE = Text.of(
    en="it has a document type, which no exchange needs; send it without <!DOCTYPE>",
    th="มี <!DOCTYPE> ซึ่งไม่จำเป็น โปรดส่งใหม่โดยไม่มีส่วนนี้",
)
_TOO_DEEP = Text.of(en="elements stand more than {most} deep", th="องค์ประกอบซ้อนกันลึกเกิน {most} ชั้น")
_TOO_LARGE = Text.of(en="one element has more than {most:,} bytes", th="องค์ประกอบหนึ่งมีขนาดเกิน {most:,} ไบต์")
_TOO_MANY = Text.of(en="one element holds more than {most:,} others", th="องค์ประกอบหนึ่งมีองค์ประกอบย่อยเกิน {most:,} รายการ")
