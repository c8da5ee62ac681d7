"""Exclusive canonical XML without comments: the one form of an element, whatever stands around it.

As https://www.w3.org/TR/xml-exc-c14n/ defines it, for documents without processing instructions.
"""

from collections.abc import Iterator, Mapping

from orqa.plugins.builtin.formats.xml_tree import Element, Name

_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})
_IN_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"})
_XML = "http://www.w3.org/XML/1998/namespace"


def canonical(element: Element, *, without: frozenset[str] = frozenset()) -> str:
    """The canonical form of an element.

    Args:
        element: the element.
        without: local names of elements that are left out with all that is in them.
    """
    parts: list[str] = []
    _write(element, {"": ""}, without, parts)
    return "".join(parts)


def _write(element: Element, told: Mapping[str, str], without: frozenset[str], parts: list[str]) -> None:
    name = element.name
    if not element.attributes and told.get(name.prefix) == name.uri:  # as most are
        parts.append(f"<{name.written}>")
    else:
        told = _start(element, told, parts)
    for one in element.content:
        if isinstance(one, str):
            parts.append(one.translate(_IN_TEXT))
        elif one.name.local not in without:
            _write(one, told, without, parts)
    parts.append(f"</{name.written}>")


def _start(element: Element, told: Mapping[str, str], parts: list[str]) -> Mapping[str, str]:
    used = {name.prefix: name.uri for name in (element.name, *_prefixed(element))}
    new = {prefix: uri for prefix, uri in used.items() if told.get(prefix) != uri and uri != _XML}
    spaces = [_declared(prefix, uri) for prefix, uri in sorted(new.items())]
    values = [f' {name.written}="{value.translate(_IN_VALUE)}"' for name, value in sorted(element.attributes.items())]
    parts.append(f"<{element.name.written}{''.join(spaces)}{''.join(values)}>")
    return {**told, **new}


def _declared(prefix: str, uri: str) -> str:
    return f' {f"xmlns:{prefix}" if prefix else "xmlns"}="{uri.translate(_IN_VALUE)}"'


def _prefixed(element: Element) -> Iterator[Name]:
    return (name for name in element.attributes if name.prefix)
