"""Writes a fact as the table of its element has it, in the order of the schema."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from attrs import astuple

from orqa.plugins.builtin.formats.ewp.schema import ADDRESSES, CONTACTS, LANGUAGE, NOTHING, Part
from orqa.plugins.builtin.formats.xml_tree import declaration

_PREFIXES: Final = {CONTACTS: "c", ADDRESSES: "a"}
_NAME: Final = re.compile(r"<(?:[^\s:>/]+:)?([^\s:>/]+)")


def start_tag(namespace: str, name: str) -> str:
    """How the root of an answer begins."""
    return f"<{name}{declaration('', namespace)}>"


def element(fact: Any, part: Part, uri: str) -> str:
    """The element of a fact with all that is in it, and the namespaces that it needs."""
    spaces = "".join(declaration(prefix, one) for one, prefix in {uri: "", **_PREFIXES}.items())
    return _element(fact, part, part.name, part.within or uri, spaces)


def quoted(value: str) -> str:
    """A value of an attribute."""
    return quoteattr(value, {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def leaf(name: str, text: str, attributes: Mapping[str, str | None] = NOTHING) -> str:
    """An element with a text."""
    told = "".join(f" {key}={quoted(value)}" for key, value in attributes.items() if value is not None)
    return f"<{name}{told}>{escape(text, {chr(13): '&#13;'})}</{name}>"


def kept(others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What has no place of its own: the local name of each, and its XML."""
    for xml in others:
        found = _NAME.match(xml)
        yield found[1] if found else "", xml


def _element(fact: Any, part: Part, name: str, inner: str, spaces: str = "") -> str:
    order = {one.name: number for number, one in enumerate(part.parts or ())}
    others = getattr(fact, part.others if part.of is None else "others")
    children = [*_children(fact, part, inner), *kept(others)]
    children.sort(key=lambda child: order.get(child[0], len(order)))
    values = ((name, getattr(fact, field)) for name, field in part.attributes.items())
    told = "".join(f" {key}={quoted(value)}" for key, value in values if value is not None)
    return f"<{name}{spaces}{told}>{''.join(xml for _, xml in children)}</{name}>"


def _children(fact: Any, part: Part, inner: str) -> Iterator[tuple[str, str]]:
    for one in part.parts or ():
        if one.others:  # its fields are those of the fact above
            yield one.name, _element(fact, one, one.name, inner)
            continue
        if not one.field:  # kept as XML
            continue
        found = getattr(fact, one.field)
        prefix = _PREFIXES.get(one.namespace or inner, "")
        name = f"{prefix}:{one.name}" if prefix else one.name
        for value in found if one.most != 1 else () if found is None else (found,):
            yield one.name, _value(value, one, name, inner)


def _value(value: Any, part: Part, name: str, inner: str) -> str:
    if part.of is not None:
        return _element(value, part, name, part.within or inner)
    if part.text_of is None:
        return leaf(name, value)
    text, mark = astuple(value)
    return leaf(name, text, {"xml:lang" if part.mark == LANGUAGE else part.mark: mark or None})
