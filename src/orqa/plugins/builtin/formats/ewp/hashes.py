"""The hash by which partners in Erasmus Without Paper approve an agreement.

Two copies of an agreement are the same for the network when their hashes are, so the text is taken as it was written:
no order, number or blank inside a value is changed. Sources: the specification of the agreements interface, version 6
(``conditions-hash``) and version 7 (``iia-hash``, defined by the stylesheet that comes with it).
"""

import hashlib
from collections.abc import Iterator
from typing import ClassVar, Final

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.plugins.builtin.formats.ewp.canonical import canonical
from orqa.plugins.builtin.formats.xml_tree import Element, read_xml

VERSIONS: Final = (6, 7)

_CONTACTS: Final = frozenset({"sending-contact", "receiving-contact"})
_YEARS: Final = ("receiving-first-academic-year-id", "receiving-last-academic-year-id")
_CONDITIONS = "cooperation-conditions"
_YES = ("true", "1")


class EwpRefused(OrqaError, ValueError):
    """A document that is not what Erasmus Without Paper calls for; ``reason`` says what is missing."""

    code: ClassVar[str] = "ewp-refused"
    template: ClassVar[Text] = Text.of(en="this is no such document: {reason}", th="เอกสารนี้ไม่ถูกต้อง: {reason}")

    reason: Text


def conditions_hash(agreement_xml: bytes | str, version: int) -> str:
    """The hash of an agreement as the network publishes it.

    Args:
        agreement_xml: an ``iia`` element, or a response with one. For version 6 the prefixes of its namespaces and
            the white space between elements count.
        version: of the agreements interface, 6 or 7.

    Returns:
        SHA-256 as 64 lower-case hexadecimal digits.

    Raises:
        EwpRefused: for another version, or when there is not exactly one agreement with conditions.
        XmlRefused: when the document is no XML or has a document type.
    """
    return hashlib.sha256(text_to_hash(agreement_xml, version).encode()).hexdigest()


def text_to_hash(agreement_xml: bytes | str, version: int) -> str:
    """The text whose hash it is, to see in what two copies differ; arguments and errors as :func:`conditions_hash`."""
    if version not in VERSIONS:
        raise EwpRefused(_VERSION.fill(found=version))
    return text_of(_one_agreement(read_xml(agreement_xml)), version)


def text_of(agreement: Element, version: int) -> str:
    """The text of an ``iia`` that was read, of a version that there is."""
    conditions = agreement.named(_CONDITIONS)
    if len(conditions) != 1:
        raise EwpRefused(_ONE.fill(name=_CONDITIONS, count=len(conditions)))
    if version == 6:
        return canonical(conditions[0], without=_CONTACTS)
    return "".join(_spelled(agreement, conditions[0]))


def _one_agreement(root: Element) -> Element:
    found = [root] if root.name.local == "iia" else [one for one in root.inside() if one.name.local == "iia"]
    if len(found) != 1:
        raise EwpRefused(_ONE.fill(name="iia", count=len(found)))
    return found[0]


def _spelled(agreement: Element, conditions: Element) -> Iterator[str]:
    """The text of version 7."""
    if conditions.attribute("terminated-as-a-whole") in _YES:
        yield "_@terminated-as-a-whole@_"
    for number, partner in enumerate(agreement.named("partner"), 1):
        yield f"_iia-id_{number}={_value(partner, 'iia-id')}_"
    for condition in conditions.elements:
        if condition.attribute("not-yet-defined") not in _YES:
            yield from _inside(condition)
        for year in _YEARS:
            yield f"_{year}={_value(condition, year)}_"


def _inside(element: Element) -> Iterator[str]:
    """What counts of the elements in another; what is not defined yet, and contacts, do not."""
    for one in element.elements:
        if one.attribute("not-yet-defined") in _YES or one.name.local in _YEARS:
            continue
        path = ".".join(above.name.local for above in (element.parent, element, one) if above is not None)
        for name, value in one.attributes.items():
            if name.local not in {"not-yet-defined", "v6-value"}:
                yield f"_@{path}.{name.local}={value}@_"
        if not one.elements:
            older = one.attribute("v6-value") if one.name.local == "isced-f-code" else None
            yield f"_{path}={older or one.text}_"
        if one.name.local not in _CONTACTS:
            yield from _inside(one)


def _value(element: Element, name: str) -> str:
    found = element.named(name)
    return found[0].text if found else ""


_VERSION = Text.of(
    en="there is no version {found} of agreements here; there are 6 and 7", th="ไม่มีข้อตกลงรุ่น {found} มีแต่รุ่น 6 และ 7"
)
_ONE = Text.of(
    en="it must have one {name}, not {count}; take agreements one by one",
    th="ต้องมี {name} หนึ่งรายการ ไม่ใช่ {count} โปรดแยกข้อตกลงทีละฉบับ",
)
