"""Whether the elements of an agreement stand as its version calls for, and what they hold has its form."""

from collections.abc import Iterator
from typing import Final

from orqa.base.findings import Finding, Place
from orqa.plugins.builtin.formats.ewp.findings import BLANKS, MANY, MISSING, VALUE
from orqa.plugins.builtin.formats.ewp.schema import Form, Part

_SHOWN: Final = 80
BLANKS_OF_XML: Final = " \t\r\n"
_UNSEEN: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def shown(text: str) -> str:
    """A text of a document as findings show it."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def value_findings(text: str, form: Form, name: str, place: Place) -> Iterator[Finding]:
    """What is wrong with a text that should have a form."""
    told = text if form.exact or form.free else text.strip(BLANKS_OF_XML)
    if told.isascii() and told.isprintable() and told == told.strip() and form.fits(told):
        return
    plain = told if form.free else "".join(one for one in told if _is_seen(one)).strip()
    if told != plain and form.fits(plain):
        yield BLANKS.make(place=place, field=name, name=name, found=ascii(text[:_SHOWN]))
    elif not form.fits(told):
        yield VALUE.make(place=place, field=name, name=name, found=shown(text), form=form.told)


def _is_seen(character: str) -> bool:
    return character == " " or not (character.isspace() or character in _UNSEEN)


def count_finding(part: Part, count: int, where: str, place: Place) -> Finding:
    """That there are too few or too many of an element."""
    if count < part.least:
        return MISSING.make(place=place, field=part.name, where=where, name=part.name, count=count, least=part.least)
    return MANY.make(place=place, field=part.name, where=where, name=part.name, count=count, most=part.most)
