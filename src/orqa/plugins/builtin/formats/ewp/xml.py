"""XML from elsewhere, as a tree that keeps each text as it was written.

A document type, and with it every entity of its own, is refused: nothing outside the document is read, and a small
document stays small.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final
from xml.parsers import expat

from attrs import define, field, frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 64
"""How deep elements may stand in each other; an agreement needs about ten."""

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


@define(eq=False)
class Element:
    """An element.

    Attributes:
        name: its name.
        attributes: by name.
        parent: the element that it stands in.
        content: texts and elements, in the order of the document.
    """

    name: Name
    attributes: Mapping[Name, str]
    parent: "Element | None" = field(default=None, repr=False)
    content: "list[str | Element]" = field(factory=list, repr=False)

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

    def read(self, document: bytes | str) -> Element:
        try:
            self.parser.Parse(document, True)  # noqa: FBT003 - that is how expat is called
        except expat.ExpatError as error:
            raise XmlRefused(error.lineno, Text.of(en=expat.ErrorString(error.code))) from None
        except (UnicodeError, ValueError) as error:
            raise XmlRefused(self.parser.CurrentLineNumber, Text.of(en=str(error))) from None
        assert self.root is not None  # noqa: S101 - expat refuses a document without an element
        return self.root

    def _refuse_type(self, *_: Any) -> None:
        raise XmlRefused(self.parser.CurrentLineNumber, _NO_TYPE)

    def _start(self, tag: str, attributes: list[str]) -> None:
        if len(self.open) >= DEEPEST:
            raise XmlRefused(self.parser.CurrentLineNumber, _TOO_DEEP.fill(most=DEEPEST))
        parent = self.open[-1] if self.open else None
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        made = Element(_name(tag), {_name(name): value for name, value in pairs}, parent)
        if parent is None:
            self.root = made
        else:
            parent.content.append(made)
        self.open.append(made)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].content.append(text)


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
