"""Writes agreements as Erasmus Without Paper exchanges them: unchanged where nothing was changed, else in order."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve

from orqa.base.findings import has_errors, reasons
from orqa.base.language import Text
from orqa.domain.partnerships.academic_years import years_between
from orqa.domain.partnerships.cooperation import (
    Agreement,
    Condition,
    Contact,
    LanguageSkill,
    Partner,
    StudyField,
    Worded,
)
from orqa.plugins.builtin.formats.ewp.hashes import VERSIONS, EwpRefused
from orqa.plugins.builtin.formats.ewp.reading import read_one
from orqa.plugins.builtin.formats.ewp.schema import CONTACTS, ELEMENTS, NAMESPACES, RESPONSE, YEARS, Part, agreement
from orqa.plugins.builtin.formats.ewp.sense import hash_of
from orqa.plugins.builtin.formats.ewp.writing import kept, leaf, quoted

_Child = tuple[str, str]
"""The local name of an element, and its XML."""

_CONTACT_ORDER: Final = {
    name: number
    for number, name in enumerate(
        (
            "contact-name",
            "person-given-names",
            "person-family-name",
            "person-gender",
            "phone-number",
            "fax-number",
            "email",
            "street-address",
            "mailing-address",
            "role-description",
        )
    )
}


def write_iias(agreements: Iterable[Agreement], version: int) -> bytes:
    """A response with agreements.

    An agreement that was read and not changed is written as it stood, with whatever was wrong with it, so that its hash
    stays. Any other is put in order, its hash worked out, and refused where it would break a rule.

    Args:
        agreements: in the order in which they are written; those of the other version are brought to this one.
        version: of the agreements interface, 6 or 7.

    Returns:
        The document in UTF-8.

    Raises:
        EwpRefused: for another version, and for an agreement that cannot be written so; the reason says which and why.
        XmlRefused: when a text cannot stand in XML.
    """
    if version not in VERSIONS:
        raise EwpRefused(_VERSION.fill(found=version))
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<{RESPONSE} xmlns="{NAMESPACES[version]}">'
    return "\n".join((start, *(_written(one, version) for one in agreements), f"</{RESPONSE}>\n")).encode()


def _written(one: Agreement, version: int) -> str:
    if one.written is not None and one.version == version and read_one(one.written)[0].fact == one:
        return one.written
    right = one if one.version == version else _brought(one, version)
    text = _iia(right, hash_of(read_one(_iia(right, None))[0]))
    item, findings = read_one(text)
    if has_errors(findings):
        raise EwpRefused(_WRONG.fill(code=_code(one), reasons=reasons(findings)))
    if item.fact != right:
        raise EwpRefused(_LOST.fill(code=_code(one)))
    return text


def _code(one: Agreement) -> str:
    return next((str(own.code or own.agreement_id) for own in one.partners if own.code or own.agreement_id), "–")


def _brought(one: Agreement, version: int) -> Agreement:
    """An agreement of the other version in this one."""
    if one.pdf is not None:
        raise EwpRefused(_PDF.fill(code=_code(one)))
    bring = _to_seventh if version > 6 else _to_sixth
    return evolve(one, version=version, conditions=tuple(bring(condition, one) for condition in one.conditions))


def _to_seventh(condition: Condition, _: Agreement) -> Condition:
    return evolve(condition, years=(condition.years[0], condition.years[-1]) if condition.years else ("", ""))


def _to_sixth(condition: Condition, one: Agreement) -> Condition:
    """What was marked as not defined in version 6 is left out again, and codes are as they were approved."""
    years = years_between(condition.years[0], condition.years[-1]) if condition.years else None
    if years is None:
        raise EwpRefused(_YEARS.fill(code=_code(one), years=" – ".join(condition.years)))
    return evolve(
        condition,
        years=tuple(years),
        people=None if condition.people_not_yet_defined else condition.people,
        people_not_yet_defined=None,
        languages=tuple(
            evolve(each, study_field=each.study_field and _older(each.study_field))
            for each in condition.languages
            if not each.not_yet_defined
        ),
        study_fields=tuple(map(_older, condition.study_fields)),
    )


def _older(study_field: StudyField) -> StudyField:
    return evolve(study_field, code=study_field.approved_code or study_field.code, approved_code=None)


def _iia(one: Agreement, printed: str | None) -> str:
    part = agreement(one.version)
    later = one.version > 6
    (about,) = (each for each in part.parts or () if each.name == "cooperation-conditions")
    specs = {each.name: each for each in about.parts or ()}
    conditions = [
        (ELEMENTS[each.kind], _condition(each, specs[ELEMENTS[each.kind]], later=later)) for each in one.conditions
    ]
    marks = {} if one.terminated is None else {"terminated-as-a-whole": one.terminated}
    (partner,) = (each for each in part.parts or () if each.name == "partner")
    children = [
        *(("partner", _partner(each, partner)) for each in one.partners),
        *_leaf("in-effect", one.in_effect),
        (about.name, _element(about.name, [*conditions, *kept(one.conditions_others)], None, marks)),
        *_leaf("iia-hash" if later else "conditions-hash", printed),
        *_leaf("pdf-file" if later else "pdf", one.pdf),
        *kept(one.others),
    ]
    spaces = {"xmlns": NAMESPACES[one.version], "xmlns:c": CONTACTS}
    return _element("iia", children, part, spaces)


def _element(name: str, children: list[_Child], part: Part | None, attributes: dict[str, str] | None = None) -> str:
    """An element with its children in order; those that have no place come last."""
    order = {each.name: number for number, each in enumerate((part and part.parts) or ())}
    placed = sorted(children, key=lambda child: order.get(child[0], len(order))) if part else children
    told = "".join(f" {key}={quoted(value)}" for key, value in (attributes or {}).items())
    return f"<{name}{told}>{''.join(xml for _, xml in placed)}</{name}>"


def _leaf(name: str, text: str | None, attributes: dict[str, str | None] | None = None) -> Iterator[_Child]:
    if text is not None:
        yield name, leaf(name, text, attributes or {})


def _worded(name: str, texts: Iterable[Worded]) -> Iterator[_Child]:
    for one in texts:
        for _, xml in _leaf(f"c:{name}", one.text, {"xml:lang": one.language or None}):
            yield name, xml


def _contact(name: str, one: Contact) -> str:
    children = [
        *_worded("contact-name", one.names),
        *_worded("person-given-names", one.given_names),
        *_worded("person-family-name", one.family_names),
        *_worded("email", map(Worded, one.emails)),
        *_worded("role-description", one.roles),
        *kept(one.others),
    ]
    children.sort(key=lambda child: _CONTACT_ORDER.get(child[0], len(_CONTACT_ORDER)))
    return _element(name, children, None)


def _partner(one: Partner, part: Part) -> str:
    children = [
        *_leaf("hei-id", one.hei),
        *_leaf("ounit-id", one.unit),
        *_leaf("iia-id", one.agreement_id),
        *_leaf("iia-code", one.code),
        *((("signing-contact", _contact("signing-contact", one.signer)),) if one.signer else ()),
        *_leaf("signing-date", one.signed),
        *(("contact", _contact("c:contact", each)) for each in one.contacts),
        *kept(one.others),
    ]
    return _element("partner", children, part)


def _field(one: StudyField) -> str:
    children = [
        *_leaf("isced-f-code", one.code, {"v6-value": one.approved_code}),
        *_leaf("isced-clarification", one.clarification),
        *kept(one.others),
    ]
    return _element("subject-area", children, None)


def _language(one: LanguageSkill) -> str:
    children = [
        *_leaf("language", one.code),
        *_leaf("cefr-level", one.level),
        *((("subject-area", _field(one.study_field)),) if one.study_field else ()),
        *kept(one.others),
    ]
    marks = {} if one.not_yet_defined is None else {"not-yet-defined": one.not_yet_defined}
    return _element("recommended-language-skill", children, None, marks)


def _condition(one: Condition, part: Part, *, later: bool) -> str:
    names = YEARS if later else ["receiving-academic-year-id"] * len(one.years)
    children = [
        *_leaf("sending-hei-id", one.sending),
        *_leaf("sending-ounit-id", one.sending_unit),
        *(("sending-contact", _contact("sending-contact", each)) for each in one.sending_contacts),
        *_leaf("receiving-hei-id", one.receiving),
        *_leaf("receiving-ounit-id", one.receiving_unit),
        *(("receiving-contact", _contact("receiving-contact", each)) for each in one.receiving_contacts),
        *(child for name, year in zip(names, one.years, strict=False) for child in _leaf(name, year)),
        *_leaf("mobilities-per-year", one.people, {"not-yet-defined": one.people_not_yet_defined}),
        *(("recommended-language-skill", _language(each)) for each in one.languages),
        *(("subject-area", _field(each)) for each in one.study_fields),
        *_leaf("other-info-terms", one.terms),
        *_leaf("total-months-per-year" if one.kind.of_students else "total-days-per-year", one.total),
        *_leaf("blended", one.blended),
        *(child for level in one.levels for child in _leaf("eqf-level", level)),
        *kept(one.others),
    ]
    return _element(ELEMENTS[one.kind], children, part)


_VERSION: Final = Text.of(en="version {found} is not written; there are 6 and 7", th="ไม่มีรุ่น {found} มีแต่รุ่น 6 และ 7")
_WRONG: Final = Text.of(en="agreement {code}: {reasons}", th="ข้อตกลง {code}: {reasons}")
_LOST: Final = Text.of(
    en="agreement {code} would be read otherwise than it is; set what belongs to its kinds of conditions only, and "
    "write each of the others as an element in canonical form",
    th="ข้อตกลง {code} จะอ่านกลับได้ไม่เหมือนเดิม โปรดระบุเฉพาะค่าที่ใช้กับเงื่อนไขประเภทนั้น และเขียนส่วนอื่นเป็นองค์ประกอบในรูปแบบบัญญัติ",
)
_PDF: Final = Text.of(
    en="agreement {code} has its paper in version 6 and the id of a file in version 7; take the one out and put the "
    "other in",
    th="ข้อตกลง {code} แนบเอกสารในรุ่น 6 แต่ใช้รหัสไฟล์ในรุ่น 7 โปรดเปลี่ยนให้ตรงรุ่น",
)
_YEARS: Final = Text.of(
    en="agreement {code}: {years} are no academic years in order", th="ข้อตกลง {code}: {years} ไม่ใช่ปีการศึกษาที่เรียงกัน"
)
