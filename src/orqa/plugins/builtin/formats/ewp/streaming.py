"""Reads a document in one pass: each element is judged by its table and fills the fact of the one above as it ends.

Only what has no place in the tables becomes a tree, which is kept as XML.
"""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final

from orqa.base.findings import Finding, Place
from orqa.plugins.builtin.formats import xml_tree as limits
from orqa.plugins.builtin.formats.ewp.checks import BLANKS_OF_XML, value_findings
from orqa.plugins.builtin.formats.ewp.elements import Item, Open
from orqa.plugins.builtin.formats.ewp.oddities import Oddities
from orqa.plugins.builtin.formats.ewp.schema import LANGUAGE, Part
from orqa.plugins.builtin.formats.ewp.shapes import Shape
from orqa.plugins.builtin.formats.xml_tree import Name, XmlRefused, in_utf8, name_of, parse

__all__ = ["Item", "Stream"]

_LANGUAGE: Final = f"{LANGUAGE} xml"
_MOST_KNOWN: Final = 4096


class Stream(Oddities):
    """Reads the items of one document.

    Args:
        roots: gives what may stand in a document, by the name of its root; refuses others.
        file: the name of the file, for the places of findings.
    """

    def __init__(self, roots: Callable[[Name], Part], file: str = "") -> None:
        super().__init__(roots, file)
        parser = self.parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartNamespaceDeclHandler = self._declare
        parser.CharacterDataHandler = self.texts.append
        self.since = self.begun = self.base = 0
        self.source = b""
        self.most = limits.MOST

    def each(self, document: BinaryIO) -> Iterator[Item | Finding]:
        """The items of a document as they end; what stands between them is told."""
        for block in in_utf8(document):
            self.source += block
            parse(self.parser, block, last=not block)
            if self.done:
                self.since = 0
                yield from self.done
                self.done.clear()
            self.since += len(block)
            if self.since > limits.LARGEST:
                raise XmlRefused(self.parser.CurrentLineNumber, limits.TOO_LARGE.fill(most=limits.LARGEST))
            self._let_go()

    def _let_go(self) -> None:
        """Forget the source that no open item needs, nor a tag of which only a part has come."""
        above = self.inside
        kept = self.begun if above is not None and above.above is not None else self.parser.CurrentByteIndex
        kept = min(max(kept, self.base), self.base + len(self.source))
        self.source = self.source[kept - self.base :]
        self.base = kept

    # -- elements ------------------------------------------------------------------------------------------------------

    def _start(self, tag: str, attributes: list[str]) -> None:
        self.started += 1
        line = self.parser.CurrentLineNumber
        inside = self.inside
        if self.started > self.most:
            raise XmlRefused(line, limits.TOO_MANY.fill(most=limits.MOST))
        if self.leaf is not None or self.captured is not None or inside is None:
            return self._odd_start(tag, attributes, line)
        texts = self.texts
        if texts:
            if len(texts) == 1 and not texts[0].strip(BLANKS_OF_XML):  # as it mostly is
                texts.clear()
            else:
                self._between(inside)
        shape = inside.shape.children.get(tag) or inside.shape.child(*_split(tag), tag)
        if shape is None or inside.seen & shape.once or not (shape.leaf or shape.known):
            return self._capture(tag, attributes, line, shape)
        if shape.number < inside.last:
            self._misplaced(inside, shape, line)
        else:
            inside.last = shape.number
        inside.seen |= shape.bit
        if shape.leaf:
            self.leaf, self.leaf_line = shape, line
            if attributes:
                if shape.plain or attributes[0] != _LANGUAGE or len(attributes) != 2:
                    self._attributes(attributes, shape, inside.values, line)
                else:
                    self.language = attributes[1]
            return None
        return self._enter(shape, attributes, line)

    def _end(self, _: str) -> None:
        shape = self.leaf
        if shape is None or self.sunk:
            return self._end_other()
        texts, inside = self.texts, self.inside
        text = texts[0] if len(texts) == 1 else "".join(texts)
        texts.clear()
        self.leaf = None
        assert inside is not None  # noqa: S101 - a leaf stands in something
        if shape.fitting is not None and text not in shape.fitting:
            self._judge(shape, text)
        if shape.spelled:
            self.spelled.append(f"{shape.spelled}{text}_")
        value: Any = text
        if shape.text_of is not None:
            value = shape.text_of(text, self.language)
            self.language = ""
        target, values = shape.target, inside.values
        if target not in inside.shape.many:
            values[target] = value
        elif values.get(target):
            values[target].append(value)
        else:
            values[target] = [value]
        if inside.shape.located:
            inside.lines.append((shape.name, self.leaf_line))
        return None

    def _end_other(self) -> None:
        """The end of what is no text by itself."""
        if self.sunk or self.captured is not None:
            return self._close_odd()
        inside, texts = self.inside, self.texts
        assert inside is not None  # noqa: S101 - something ends
        if len(texts) == 1 and not texts[0].strip(BLANKS_OF_XML):  # as it mostly is
            texts.clear()
        elif texts:
            self._between(inside)
        return self._leave(inside)

    def _judge(self, shape: Shape, text: str) -> None:
        assert shape.form is not None  # noqa: S101 - of a leaf
        assert shape.fitting is not None  # noqa: S101 - called where there is one
        found = list(value_findings(text, shape.form, shape.part.name, Place(self.file, self.leaf_line)))
        self.findings += found
        if not found and len(shape.fitting) < _MOST_KNOWN and len(text) < 100:
            shape.fitting.add(text)

    def _enter(self, shape: Shape, attributes: list[str], line: int) -> None:
        above = self.inside
        assert above is not None  # noqa: S101 - the root was entered otherwise
        values = dict(shape.blank) if shape.of is not None else above.values
        opened = Open(shape, above, values, line)
        if above.above is None:
            self._fresh()
            self.started = 0
            self.begun = self.parser.CurrentByteIndex
        if attributes:
            self._attributes(attributes, shape, values, line)
        self.inside = opened

    def _leave(self, ended: Open) -> None:
        shape, above = ended.shape, ended.above
        if above is None:
            return
        if ended.seen & shape.required != shape.required or ended.repeated or shape.counted:
            self._count(ended)
        if shape.hashed and not ended.seen:
            self.odd = True
        self.inside = above
        if shape.of is None:
            return
        if above.above is None:
            self._finish(ended)
        else:
            self._fill(ended, self._made(ended), above)

    def _made(self, ended: Open) -> Any:
        values, shape = ended.values, ended.shape
        for name in shape.lists:
            if name in values:
                values[name] = tuple(values[name])
        if shape.joined:
            for name, first, last in shape.joined:
                values[name] = (values.pop(first, ""), values.pop(last, ""))
        assert shape.of is not None  # noqa: S101 - only such are made
        fact = shape.of(**values)
        if shape.hashed and shape.joined:
            first, last = fact.years
            self.spelled.append(f"_receiving-first-academic-year-id={first}_")
            self.spelled.append(f"_receiving-last-academic-year-id={last}_")
        return fact

    def _fill(self, ended: Open, fact: Any, above: Open) -> None:
        shape, values = ended.shape, above.values
        target = shape.target
        if shape.located:
            self.located.append((fact, ended.line, ended.lines))
        if target not in above.shape.many:
            values[target] = fact
        elif values.get(target):
            values[target].append(fact)
        else:
            values[target] = [fact]

    def _finish(self, ended: Open) -> None:
        """An item is whole."""
        ended.values["written"] = self._source()
        fact = self._made(ended)
        self.located.append((fact, ended.line, ended.lines))
        self.done.append(Item(fact, self.findings, self.located, None if self.odd else self.spelled))

    def _source(self) -> str:
        """An item as it was sent, with the namespaces that were declared above it."""
        end = self.parser.CurrentByteIndex
        start, stop = self.begun - self.base, end - self.base
        if self.source[stop : stop + 2] == b"</":
            stop = self.source.find(b">", stop) + 1
        text = self.source[start:stop].decode()
        head = text[: text.find(">")]
        words = " ".join(head.split())
        needed = (limits.declaration(prefix, uri) for prefix, uri in self.declared.items())
        new = "".join(one for one in needed if one[: one.index("=") + 1] not in words)
        place = next(number for number, one in enumerate(text) if one in " \t\r\n/>")
        return f"{text[:place]}{new}{text[place:]}"

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        """A namespace is declared; those of the root hold for every item."""
        if self.inside is None:
            self.declared[prefix or ""] = uri or ""


def _split(tag: str) -> tuple[str, str]:
    name = name_of(tag)
    return name.uri, name.local
