"""Reads and writes institutions, units and approvals as partners of Erasmus Without Paper answer with them."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from orqa.base.findings import Finding, Place, has_errors, reasons
from orqa.base.language import Text
from orqa.domain.partnerships.cooperation_bodies import AgreementApproval, HeiUnit, Institution
from orqa.domain.partnerships.nominations import OutgoingMobility
from orqa.plugins.builtin.formats.ewp.bodies import APPROVAL, APPROVALS, INSTITUTION, INSTITUTIONS, UNIT, UNITS
from orqa.plugins.builtin.formats.ewp.findings import ADDRESS, RING, ROOT, TWICE
from orqa.plugins.builtin.formats.ewp.hashes import EwpRefused
from orqa.plugins.builtin.formats.ewp.mobilities import MOBILITIES, MOBILITY, mobility_findings
from orqa.plugins.builtin.formats.ewp.reading import Source, in_order, named, opened
from orqa.plugins.builtin.formats.ewp.schema import NAMESPACES, RESPONSE, Part, agreement
from orqa.plugins.builtin.formats.ewp.sense import sense
from orqa.plugins.builtin.formats.ewp.streaming import Item, Stream
from orqa.plugins.builtin.formats.ewp.writing import element, start_tag
from orqa.plugins.builtin.formats.xml_tree import Name, in_file

_Fact = TypeVar("_Fact", Institution, HeiUnit, AgreementApproval, OutgoingMobility)

_PARTS: Final[dict[tuple[str, str], Part]] = {
    INSTITUTIONS: INSTITUTION,
    UNITS: UNIT,
    APPROVALS: APPROVAL,
    **{MOBILITIES[version]: part for version, part in MOBILITY.items()},
    **{(namespace, RESPONSE): agreement(version) for version, namespace in NAMESPACES.items()},
}
_ROOTS: Final[dict[tuple[type, int], tuple[str, str]]] = {
    (Institution, 2): INSTITUTIONS,
    (HeiUnit, 2): UNITS,
    (AgreementApproval, 2): APPROVALS,
    **{(OutgoingMobility, version): root for version, root in MOBILITIES.items()},
}


def iter_answer(source: Source) -> Iterator[Any]:
    """What an answer holds, whichever of the known documents it is, each followed by the findings about it.

    Args:
        source: agreements of version 6 or 7, institutions, organisational units or approvals of
            version 2, or outgoing mobilities of version 2 or 3.

    Raises:
        EwpRefused: when it is another document.
        XmlRefused: as :func:`~orqa.plugins.builtin.formats.ewp.reading.iter_iias`.
        OSError: when the file cannot be read.
    """
    name = named(source)
    units: list[tuple[HeiUnit, int]] = []
    with opened(source) as file:
        for one in Stream(_part_of, name).each(file):
            if isinstance(one, Finding):
                yield one
                continue
            yield one.fact
            if isinstance(one.fact, HeiUnit):
                units.append((one.fact, one.located[-1][1]))
            yield from in_order(_judged(one, name))
    yield from _tree(units, name)


def read_institutions(source: Source) -> tuple[list[Institution], list[Finding]]:
    """The institutions of an answer, and what is wrong with them; arguments and errors as :func:`iter_answer`."""
    return _read(source, Institution)


def read_units(source: Source) -> tuple[list[HeiUnit], list[Finding]]:
    """The organisational units of an answer; arguments and errors as :func:`iter_answer`.

    A unit that is told twice, or that belongs to itself through others, is a finding.
    """
    return _read(source, HeiUnit)


def read_approvals(source: Source) -> tuple[list[AgreementApproval], list[Finding]]:
    """The approvals of an answer, and what is wrong with them; arguments and errors as :func:`iter_answer`."""
    return _read(source, AgreementApproval)


def read_mobilities(source: Source) -> tuple[list[OutgoingMobility], list[Finding]]:
    """The outgoing mobilities of an answer, version 2 or 3; arguments and errors as :func:`iter_answer`."""
    return _read(source, OutgoingMobility)


def write_answer(facts: Iterable[_Fact], of: type[_Fact], version: int = 2) -> bytes:
    """An answer with institutions, units, approvals or outgoing mobilities.

    What was read and not changed is written as it stood; anything else in the order of the schema.

    Args:
        facts: all of one class.
        of: that class.
        version: of the interface; 2, and of outgoing mobilities also 3.

    Returns:
        The document in UTF-8.

    Raises:
        EwpRefused: for another version, and for one that would break a rule; the reason says which.
        XmlRefused: when a text cannot stand in XML.
    """
    if (of, version) not in _ROOTS:
        raise EwpRefused(_VERSION.fill(found=version))
    named_so: tuple[str, str] = _ROOTS[of, version]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{start_tag(*named_so)}'
    return "\n".join((head, *(_written(one, named_so) for one in facts), f"</{named_so[1]}>\n")).encode()


def _written(one: Any, root: tuple[str, str]) -> str:
    if one.written is not None and _one(one.written).fact == one:
        return str(one.written)
    text = element(one, _PARTS[root], root[0])
    item = _one(text)
    findings = list(_judged(item, ""))
    if has_errors(findings):
        raise EwpRefused(reasons(findings))
    if item.fact != one:
        raise EwpRefused(_LOST)
    return text


def _one(text: str) -> Item:
    (item,) = (one for one in Stream(_part_of).each(in_file(text)) if isinstance(one, Item))
    return item


def _read(source: Source, kind: type[_Fact]) -> tuple[list[_Fact], list[Finding]]:
    facts: list[_Fact] = []
    findings: list[Finding] = []
    for one in iter_answer(source):
        if isinstance(one, Finding):
            findings.append(one)
        elif isinstance(one, kind):
            facts.append(one)
        else:
            raise EwpRefused(_OTHER.fill(found=type(one).__name__, wanted=kind.__name__))
    return facts, findings


def _part_of(root: Name) -> Part:
    for (namespace, response), part in _PARTS.items():
        if root.uri == namespace and root.local in {response, part.name}:
            return part
    raise EwpRefused(_UNKNOWN.fill(found=root.local[:80], namespace=root.uri[:200] or "–"))


def _judged(item: Item, file: str) -> Iterator[Finding]:
    yield from item.findings
    if isinstance(item.fact, OutgoingMobility):
        yield from mobility_findings(item.fact, Place(file, item.located[-1][1]))
        return
    if not isinstance(item.fact, Institution | HeiUnit | AgreementApproval):
        yield from sense(item, file)
        return
    place = Place(file, item.located[-1][1])
    for name in ("street", "mailing"):
        address = getattr(item.fact, name, None)
        if address is not None and address.in_both_ways:
            yield ADDRESS.make(place=place, field=name, name=f"{name}-address")
    if isinstance(item.fact, Institution) and item.fact.root_unit not in {None, *item.fact.units}:
        yield ROOT.make(place=place, field="root-ounit-id", unit=item.fact.root_unit)


def _tree(units: list[tuple[HeiUnit, int]], file: str) -> Iterator[Finding]:
    """Units that are told twice, and those that belong to themselves."""
    parents: dict[str, str | None] = {}
    for unit, line in units:
        if unit.id in parents:
            yield TWICE.make(place=Place(file, line), field="ounit-id", unit=unit.id)
        elif unit.id is not None:
            parents[unit.id] = unit.parent
    sound: set[str | None] = {None}
    for unit, line in units:
        way: dict[str, None] = {}
        above = unit.id
        while above not in sound and above not in way and above is not None:
            way[above] = None
            above = parents.get(above)
        if above in way:
            yield RING.make(place=Place(file, line), field="parent-ounit-id", units=" → ".join((*way, str(above))))
        sound.update(way)


_UNKNOWN: Final = Text.of(
    en="agreements of version 6 or 7, institutions, organisational units, approvals of version 2 and outgoing "
    "mobilities of version 2 or 3 are read, not {found} of the namespace {namespace}",
    th="อ่านได้เฉพาะข้อตกลงรุ่น 6 หรือ 7 และสถาบัน หน่วยงาน การเห็นชอบ รุ่น 2 และการเสนอชื่อนักศึกษารุ่น 2 หรือ 3 "
    "ไม่ใช่ {found} ของเนมสเปซ {namespace}",
)
_VERSION: Final = Text.of(en="version {found} of it is not written", th="ไม่มีรุ่น {found} สำหรับเอกสารนี้")
_OTHER: Final = Text.of(en="it holds {found}, not {wanted}", th="เอกสารเป็น {found} ไม่ใช่ {wanted}")
_LOST: Final = Text.of(
    en="it would be read otherwise than it is; write each of the others as an element in canonical form",
    th="จะอ่านกลับได้ไม่เหมือนเดิม โปรดเขียนส่วนอื่นเป็นองค์ประกอบในรูปแบบบัญญัติ",
)
