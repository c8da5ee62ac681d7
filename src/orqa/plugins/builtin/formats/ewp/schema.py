"""What stands in an agreement, in which order, how often and in what form, by the version of the interface."""

import base64
import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.partnerships.cooperation import (
    Agreement,
    Condition,
    ConditionKind,
    Contact,
    LanguageSkill,
    Partner,
    StudyField,
    Worded,
    number,
)
from orqa.domain.partnerships.identifiers import schac

_PLACE: Final = "https://github.com/erasmus-without-paper/ewp-specs-api-iias/blob/stable-v{}/endpoints/get-response.xsd"
NAMESPACES: Final = {version: _PLACE.format(version) for version in (6, 7)}
CONTACTS: Final = "https://github.com/erasmus-without-paper/ewp-specs-types-contact/tree/stable-v1"
ADDRESSES: Final = CONTACTS.replace("contact", "address")
PHONES: Final = CONTACTS.replace("contact", "phonenumber")
RESPONSE: Final = "iias-get-response"

ELEMENTS: Final = {
    ConditionKind.STUDIES: "student-studies-mobility-spec",
    ConditionKind.TRAINEESHIPS: "student-traineeship-mobility-spec",
    ConditionKind.TEACHING: "staff-teacher-mobility-spec",
    ConditionKind.TRAINING: "staff-training-mobility-spec",
}
KINDS: Final = {name: kind for kind, name in ELEMENTS.items()}
LANGUAGE: Final = "http://www.w3.org/XML/1998/namespace lang"
"""The attribute that tells the language of a text."""
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@frozen
class Form:
    """What a value must look like.

    Attributes:
        told: in words.
        fits: whether a text does.
        exact: whether blanks around it count.
        free: whether it may hold any blanks.
    """

    told: Text
    fits: Callable[[str], object]
    exact: bool = False
    free: bool = False


@frozen(eq=False)
class Part:
    """An element in another.

    Attributes:
        name: its local name.
        least: how many there must be.
        most: how many there may be; None for any number.
        form: of its text; None where it holds elements.
        parts: the elements in it; None where they are not looked at, and it is kept as XML.
        attributes: the attributes that it may have, each with the field of the fact that it fills.
        namespace: of its name; empty for that of the document.
        within: of the names in it; empty for that of the document.
        field: of the fact above that it fills; the place in it behind a point, as ``years.1``.
        of: the class of the fact that it makes; None where its fields are those of the fact above.
        fixed: fields of that fact that its name tells.
        text_of: the class of its text, which takes the text and a mark; None where it is the text alone.
        mark: the attribute that is that mark.
        others: the field above, where it makes no fact, for what has no place of its own in it.
        hashed: whether the hash of an agreement spells what stands in it.
        located: whether the lines of what stands in it are kept, for findings about what it says.
    """

    name: str
    least: int
    most: int | None
    form: Form | None = None
    parts: "tuple[Part, ...] | None" = None
    attributes: Mapping[str, str] = NOTHING
    namespace: str = ""
    within: str = ""
    field: str = ""
    of: type | None = None
    fixed: Mapping[str, object] = NOTHING
    text_of: type | None = None
    mark: str = ""
    others: str = ""
    hashed: bool = False
    located: bool = False


def pattern(expression: str, en: str, th: str, *, exact: bool = False) -> Form:
    """A form that an expression tells."""
    return Form(Text.of(en=en, th=th), re.compile(expression).fullmatch, exact=exact)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text[:10])) and _ZONE.fullmatch(text[10:]) is not None
    except ValueError:
        return False


def _is_file(text: str) -> bool:
    try:
        return bool(base64.b64decode("".join(text.split()), validate=True))
    except ValueError:
        return False


def _is_amount(text: str) -> bool:
    found = number(text)
    return found is not None and found > 0 and found == round(found, 2)


_ZONE: Final = re.compile(r"(Z|[+-][0-9]{2}:[0-9]{2})?")
ANY: Final = Form(Text.of(en="a text", th="ข้อความ"), lambda _: True, free=True)
CODE: Final = Form(Text.of(en="a code", th="รหัส"), bool, exact=True)
HEI: Final = Form(
    Text.of(en="a SCHAC code like example.ac.th", th="รหัส SCHAC เช่น example.ac.th"), schac.is_valid, exact=True
)
ID: Final = pattern(
    "[!-~]{1,64}", "1 to 64 plain characters without blanks", "อักขระ ASCII 1–64 ตัว ไม่มีช่องว่าง", exact=True
)
_BOOLEAN: Final = pattern("true|false|0|1", "true or false", "true หรือ false")
_TRUE: Final = pattern("true|1", "true", "true")
DAY: Final = Form(Text.of(en="a day such as 2026-03-31", th="วันที่ เช่น 2026-03-31"), _is_day)
_FILE: Final = Form(Text.of(en="a file in base64", th="ไฟล์แบบ base64"), _is_file, free=True)
HASH: Final = pattern("[0-9a-f]{64}", "64 lower-case hexadecimal digits", "เลขฐานสิบหกตัวเล็ก 64 หลัก")
YEAR_FORM: Final = pattern("[0-9]{4}/[0-9]{4}", "an academic year such as 2025/2026", "ปีการศึกษา เช่น 2025/2026")
_PEOPLE: Final = pattern(r"\+?0*[1-9][0-9]*", "a whole number above 0", "จำนวนเต็มที่มากกว่า 0")
_TOTAL: Final = Form(
    Text.of(en="a number above 0 with at most two decimals", th="จำนวนที่มากกว่า 0 ทศนิยมไม่เกินสองตำแหน่ง"), _is_amount
)
LANGUAGE_CODE: Final = pattern("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", "a language code such as en", "รหัสภาษา เช่น en")
_LEVEL: Final = pattern("[ABC][12]", "a level from A1 to C2", "ระดับ A1 ถึง C2")
EQF: Final = pattern(r"\+?0*[1-8]", "a level from 1 to 8", "ระดับ 1 ถึง 8")
_ISCED: Final = {
    6: CODE,
    7: pattern("[0-9]{4}", "an ISCED-F code of four digits such as 0610", "รหัส ISCED-F สี่หลัก เช่น 0610", exact=True),
}
ATTRIBUTE_FORMS: Final = {
    "terminated-as-a-whole": _TRUE,
    "not-yet-defined": _TRUE,
    "proposal-id": CODE,
    "v6-value": pattern("[0-9]{1,3}", "one to three digits", "เลขหนึ่งถึงสามหลัก"),
}


def agreement(version: int) -> Part:
    """The ``iia`` of a version."""
    return _AGREEMENTS[version]


def worded(name: str, least: int, field: str, form: Form = ANY) -> Part:
    """Texts in languages."""
    return Part(name, least, None, form, field=field, text_of=Worded, mark=LANGUAGE)


def contact(name: str, most: int | None, field: str, namespace: str = "") -> Part:
    """Somebody to write to, under a name; numbers and addresses are kept as XML."""
    parts = (
        worded("contact-name", 1, "names"),
        worded("person-given-names", 0, "given_names"),
        worded("person-family-name", 0, "family_names"),
        Part("person-gender", 0, 1),
        Part("phone-number", 0, None, namespace=PHONES),
        Part("fax-number", 0, None, namespace=PHONES),
        Part("email", 0, None, ANY, field="emails"),
        Part("street-address", 0, 1, namespace=ADDRESSES),
        Part("mailing-address", 0, 1, namespace=ADDRESSES),
        worded("role-description", 0, "roles"),
    )
    return Part(name, 0, most, parts=parts, namespace=namespace, within=CONTACTS, field=field, of=Contact)


def _field(version: int, least: int, most: int | None, field: str) -> Part:
    marks = {"v6-value": "approved_code"} if version > 6 else NOTHING
    parts = (
        Part("isced-f-code", 1, 1, _ISCED[version], attributes=marks, field="code"),
        Part("isced-clarification", 0, 1, ANY, field="clarification"),
    )
    return Part("subject-area", least, most, parts=parts, field=field, of=StudyField, hashed=True)


def _years(*, later: bool) -> tuple[Part, ...]:
    if not later:
        return (Part("receiving-academic-year-id", 1, None, YEAR_FORM, field="years"),)
    return tuple(Part(name, 1, 1, YEAR_FORM, field=f"years.{number}") for number, name in enumerate(YEARS))


def _condition(kind: ConditionKind, version: int) -> Part:
    later = version > 6
    speaks = later and kind in {ConditionKind.STUDIES, ConditionKind.TEACHING}
    total = "total-months-per-year" if kind.of_students else "total-days-per-year"
    language = (
        Part("language", 1, 1, LANGUAGE_CODE, field="code"),
        Part("cefr-level", 0, 1, _LEVEL, field="level"),
        _field(version, 0, 1, "study_field"),
    )
    students = (Part("blended", 1, 1, _BOOLEAN, field="blended"), Part("eqf-level", 0, None, EQF, field="levels"))
    parts = (
        Part("sending-hei-id", 1, 1, HEI, field="sending"),
        Part("sending-ounit-id", 0, 1, ID, field="sending_unit"),
        contact("sending-contact", None, "sending_contacts"),
        Part("receiving-hei-id", 1, 1, HEI, field="receiving"),
        Part("receiving-ounit-id", 0, 1, ID, field="receiving_unit"),
        contact("receiving-contact", None, "receiving_contacts"),
        *_years(later=later),
        Part(
            "mobilities-per-year",
            int(later),
            1,
            _PEOPLE,
            attributes={"not-yet-defined": "people_not_yet_defined"} if later else NOTHING,
            field="people",
        ),
        Part(
            "recommended-language-skill",
            int(speaks),
            None,
            parts=language,
            attributes={"not-yet-defined": "not_yet_defined"} if later else NOTHING,
            field="languages",
            of=LanguageSkill,
            hashed=True,
        ),
        _field(version, 0, None, "study_fields"),
        Part("other-info-terms", 0, 1, ANY, field="terms"),
        Part(total, int(not later), 1, _TOTAL, field="total"),
        *(students if kind.of_students else ()),
    )
    return Part(
        ELEMENTS[kind],
        0,
        None,
        parts=parts,
        field="conditions",
        of=Condition,
        fixed={"kind": kind},
        hashed=True,
        located=True,
    )


def _agreement(version: int) -> Part:
    later = version > 6
    partner = (
        Part("hei-id", 1, 1, HEI, field="hei"),
        Part("ounit-id", 0, 1, ID, field="unit"),
        Part("iia-id", 0, 1, ID, field="agreement_id"),
        Part("iia-code", 0, 1, CODE, field="code"),
        contact("signing-contact", 1, "signer"),
        Part("signing-date", 0, 1, DAY, field="signed"),
        contact("contact", None, "contacts", CONTACTS),
    )
    last = (
        (
            Part("iia-hash", 1, 1, HASH, field="printed_hash"),
            Part("pdf-file", 0, 1, ANY, field="pdf"),
        )
        if later
        else (
            Part("conditions-hash", 0, 1, HASH, field="printed_hash"),
            Part("pdf", 0, 1, _FILE, field="pdf"),
        )
    )
    conditions = Part(
        "cooperation-conditions",
        1,
        1,
        parts=tuple(_condition(kind, version) for kind in ConditionKind),
        attributes={"terminated-as-a-whole": "terminated"} if later else NOTHING,
        others="conditions_others",
        hashed=True,
    )
    parts = (
        Part("partner", 2, 2, parts=partner, field="partners", of=Partner, located=True),
        Part("in-effect", 1, 1, _BOOLEAN, field="in_effect"),
        conditions,
        *last,
    )
    return Part("iia", 0, None, parts=parts, of=Agreement, fixed={"version": version}, located=True)


YEARS: Final = ("receiving-first-academic-year-id", "receiving-last-academic-year-id")
"""The elements that tell the years of a condition in version 7."""
_AGREEMENTS: Final = {version: _agreement(version) for version in NAMESPACES}
