"""Whether the elements of an agreement stand as its version calls for, and what they hold has its form."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from orqa.base.findings import Finding, Place
from orqa.plugins.builtin.formats.ewp.findings import (
    ATTRIBUTE,
    BLANKS,
    MANY,
    MISSING,
    OLDER,
    ORDER,
    STRAY,
    UNKNOWN,
    VALUE,
)
from orqa.plugins.builtin.formats.ewp.schema import ATTRIBUTE_FORMS, Form, Part
from orqa.plugins.builtin.formats.ewp.xml import Element

_SHOWN: Final = 80
_BLANKS: Final = " \t\r\n"
_UNSEEN: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
_OLDER: Final = frozenset({"v6-value", "not-yet-defined"})


def structure(element: Element, part: Part, file: str = "") -> Iterator[Finding]:
    """What is wrong with an element and all that stands in it.

    Args:
        element: the element.
        part: what it should be.
        file: the name of the file, for the places of findings.
    """
    if element.attributes:
        yield from _attributes(element, part, file)
    if part.form is not None:
        place = Place(file, element.line)
        for one in element.elements:
            yield STRAY.make(place=Place(file, one.line), found=one.name.local, where=part.name)
        yield from _value(element.text, part.form, part.name, place)
    elif part.parts is not None:
        yield from _parts(element, part.parts, file)


def shown(text: str) -> str:
    """A text of a document as findings show it."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _attributes(element: Element, part: Part, file: str) -> Iterator[Finding]:
    place = Place(file, element.line)
    for name, value in element.attributes.items():
        if name.uri == _INSTANCE:
            continue
        if name.uri or name.local not in part.attributes:
            if part.form is not None or part.parts is not None:
                yield ATTRIBUTE.make(place=place, where=part.name, name=name.written)
            continue
        yield from _value(value, ATTRIBUTE_FORMS[name.local], f"{part.name}/@{name.local}", place)
        if name.local in _OLDER:
            yield OLDER.make(place=place, name=part.name)


def _value(text: str, form: Form, name: str, place: Place) -> Iterator[Finding]:
    told = text if form.exact or form.free else text.strip(_BLANKS)
    if told.isascii() and told.isprintable() and told == told.strip() and form.fits(told):
        return
    plain = told if form.free else "".join(one for one in told if _is_seen(one)).strip()
    if told != plain and form.fits(plain):
        yield BLANKS.make(place=place, field=name, name=name, found=ascii(text[:_SHOWN]))
    elif not form.fits(told):
        yield VALUE.make(place=place, field=name, name=name, found=shown(text), form=form.told)


def _is_seen(character: str) -> bool:
    return character == " " or not (character.isspace() or character in _UNSEEN)


def _parts(element: Element, parts: tuple[Part, ...], file: str) -> Iterator[Finding]:
    where = element.name.local
    by_name = _numbers(parts, element.name.uri)
    counts: Counter[int] = Counter()
    last = -1
    for one in element.content:
        if isinstance(one, str):
            if one.strip(_BLANKS):
                yield STRAY.make(place=Place(file, element.line), found=shown(one.strip()), where=where)
            continue
        number = by_name.get((one.name.uri, one.name.local))
        if number is None:
            yield UNKNOWN.make(place=Place(file, one.line), name=one.name.local, where=where)
            continue
        if number < last:
            yield ORDER.make(place=Place(file, one.line), name=one.name.local, other=parts[last].name, where=where)
        last = max(last, number)
        counts[number] += 1
        yield from structure(one, parts[number], file)
    place = Place(file, element.line)
    for number, part in enumerate(parts):
        if counts[number] < part.least or (part.most is not None and counts[number] > part.most):
            yield _count(part, counts[number], where, place)


@lru_cache(maxsize=256)
def _numbers(parts: tuple[Part, ...], uri: str) -> dict[tuple[str, str], int]:
    """The place of each part, by namespace and name."""
    return {(part.namespace or uri, part.name): number for number, part in enumerate(parts)}


def _count(part: Part, count: int, where: str, place: Place) -> Finding:
    if count < part.least:
        return MISSING.make(place=place, field=part.name, where=where, name=part.name, count=count, least=part.least)
    return MANY.make(place=place, field=part.name, where=where, name=part.name, count=count, most=part.most)
