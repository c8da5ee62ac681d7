"""What does not stand in a document as its table has it: it is told, and what nothing reads is kept as XML."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from orqa.base.findings import Place
from orqa.plugins.builtin.formats import xml_tree as limits
from orqa.plugins.builtin.formats.ewp.canonical import canonical
from orqa.plugins.builtin.formats.ewp.checks import BLANKS_OF_XML, count_finding, shown, value_findings
from orqa.plugins.builtin.formats.ewp.elements import Open
from orqa.plugins.builtin.formats.ewp.findings import ATTRIBUTE, OLDER, ORDER, STRAY, UNKNOWN
from orqa.plugins.builtin.formats.ewp.schema import ATTRIBUTE_FORMS, Part
from orqa.plugins.builtin.formats.ewp.shapes import Shape
from orqa.plugins.builtin.formats.xml_tree import Element, Name, XmlRefused, name_of, new_parser

if TYPE_CHECKING:
    from orqa.base.findings import Finding
    from orqa.plugins.builtin.formats.ewp.elements import Item

_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
_OLDER: Final = frozenset({"v6-value", "not-yet-defined"})


class Oddities:
    """The part of a reader that is rarely asked, and all that it and the rest remember of a document.

    Args:
        roots: gives what may stand in a document, by the name of its root; refuses others.
        file: the name of the file, for the places of findings.
    """

    def __init__(self, roots: Callable[[Name], Part], file: str) -> None:
        self.roots = roots
        self.file = file
        self.parser = new_parser()
        self.texts: list[str] = []
        self.inside: Open | None = None
        self.leaf: Shape | None = None
        self.leaf_line = 0
        self.language = ""
        self.sunk = 0
        self.captured: Element | None = None
        self.depth = self.started = 0
        self.declared: dict[str, str] = {}
        self.done: list[Item | Finding] = []
        self._fresh()

    def _fresh(self) -> None:
        self.findings: list[Finding] = []
        self.located: list[tuple[Any, int, list[tuple[str, int]]]] = []
        self.spelled: list[str] = []
        self.odd = False

    def _enter(self, shape: Shape, attributes: list[str], line: int) -> None:
        """An element with others in it begins."""
        raise NotImplementedError

    def _odd_start(self, tag: str, attributes: list[str], line: int) -> None:
        if self.inside is None:
            self._root(tag)
        elif self.captured is not None:
            self._descend(self.captured, tag, attributes, line)
        else:
            assert self.leaf is not None  # noqa: S101 - what is left
            self.sunk += 1
            self.odd = self.odd or self.leaf.hashed
            if self.sunk > limits.DEEPEST:
                raise XmlRefused(line, limits.TOO_DEEP.fill(most=limits.DEEPEST))
            if self.sunk == 1:
                self.findings.append(
                    STRAY.make(place=Place(self.file, line), found=name_of(tag).local, where=self.leaf.part.name)
                )

    def _root(self, tag: str) -> None:
        name = name_of(tag)
        item = self.roots(name)
        root = Shape(Part(name.local, 1, 1, parts=(item,)), 0, item.namespace or name.uri)
        self.inside = Open(root, None, {}, 1)
        self.texts.clear()
        if item.name == name.local:  # the document is one item
            self.declared.clear()
            self._enter(root.known[name.uri, name.local], [], 1)

    def _between(self, inside: Open) -> None:
        text = "".join(self.texts).strip(BLANKS_OF_XML)
        self.texts.clear()
        if text and inside.above is not None:
            place = Place(self.file, inside.line)
            self.findings.append(STRAY.make(place=place, found=shown(text), where=inside.shape.part.name))

    def _misplaced(self, inside: Open, shape: Shape, line: int) -> None:
        parts = inside.shape.part.parts or ()
        self.findings.append(
            ORDER.make(
                place=Place(self.file, line),
                name=shape.part.name,
                other=parts[inside.last].name,
                where=inside.shape.part.name,
            )
        )

    def _count(self, ended: Open) -> None:
        for number, part in enumerate(ended.shape.part.parts or ()):
            count = (ended.seen >> number & 1) + (ended.repeated[number] if ended.repeated else 0)
            if part.most is not None and part.most > 1:
                count = len(ended.values.get(part.field) or ())
            if count < part.least or (part.most is not None and count > part.most):
                place = Place(self.file, ended.line)
                self.findings.append(count_finding(part, count, ended.shape.part.name, place))

    def _attributes(self, attributes: list[str], shape: Shape, values: dict[str, Any], line: int) -> None:
        place = Place(self.file, line)
        part = shape.part
        for told, value in zip(attributes[::2], attributes[1::2], strict=True):
            name = name_of(told)
            if part.mark and f"{name.uri} {name.local}".strip() == part.mark:
                self.language = value
                continue
            self.odd = self.odd or shape.hashed or part.within != ""
            if name.uri == _INSTANCE:
                continue
            if name.uri or name.local not in part.attributes:
                self.findings.append(ATTRIBUTE.make(place=place, where=part.name, name=name.written))
                continue
            values[part.attributes[name.local]] = value
            self.findings += value_findings(value, ATTRIBUTE_FORMS[name.local], f"{part.name}/@{name.local}", place)
            if name.local in _OLDER:
                self.findings.append(OLDER.make(place=place, name=part.name))

    # -- what is kept as XML -------------------------------------------------------------------------------------------

    def _capture(self, tag: str, attributes: list[str], line: int, shape: Shape | None) -> None:
        inside = self.inside
        assert inside is not None  # noqa: S101 - the root was entered otherwise
        place = Place(self.file, line)
        if inside.above is None:
            self.started = 0
            self.done.append(UNKNOWN.make(place=place, name=name_of(tag).local, where=inside.shape.part.name))
        elif shape is None:
            self.findings.append(UNKNOWN.make(place=place, name=name_of(tag).local, where=inside.shape.part.name))
        elif inside.seen & shape.once:
            inside.repeated = inside.repeated or Counter()
            inside.repeated[shape.number] += 1
        if shape is not None:
            inside.seen |= shape.bit
        self.odd = self.odd or inside.shape.hashed
        self._descend(None, tag, attributes, line)

    def _close_odd(self) -> None:
        """The end of what stands in a text, or is kept as XML."""
        if self.sunk:
            self.sunk -= 1
        elif self.captured is not None:
            self._leave_captured(self.captured)

    def _descend(self, above: Element | None, tag: str, attributes: list[str], line: int) -> None:
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        made = Element(name_of(tag), {name_of(name): value for name, value in pairs}, above, line=line)
        self.depth += 1
        if self.depth > limits.DEEPEST:
            raise XmlRefused(line, limits.TOO_DEEP.fill(most=limits.DEEPEST))
        if above is not None:
            self._keep_texts(above)
            above.content.append(made)
        self.captured = made

    def _keep_texts(self, element: Element) -> None:
        if self.texts:
            element.content.append("".join(self.texts))
            self.texts.clear()

    def _leave_captured(self, ended: Element) -> None:
        self._keep_texts(ended)
        self.depth -= 1
        self.captured = ended.parent
        inside = self.inside
        if ended.parent is None and inside is not None and inside.above is not None:
            name = inside.shape.part.others or "others"
            inside.values[name] = [*inside.values.get(name, ()), canonical(ended)]
