"""What stands in an agreement, in which order, how often and in what form, by the version of the interface."""

import base64
import re
from collections.abc import Callable
from datetime import date
from typing import Final

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.partnerships.cooperation import ConditionKind, number
from orqa.domain.partnerships.identifiers import schac

_PLACE: Final = "https://github.com/erasmus-without-paper/ewp-specs-api-iias/blob/stable-v{}/endpoints/get-response.xsd"
NAMESPACES: Final = {version: _PLACE.format(version) for version in (6, 7)}
CONTACTS: Final = "https://github.com/erasmus-without-paper/ewp-specs-types-contact/tree/stable-v1"
RESPONSE: Final = "iias-get-response"

ELEMENTS: Final = {
    ConditionKind.STUDIES: "student-studies-mobility-spec",
    ConditionKind.TRAINEESHIPS: "student-traineeship-mobility-spec",
    ConditionKind.TEACHING: "staff-teacher-mobility-spec",
    ConditionKind.TRAINING: "staff-training-mobility-spec",
}
KINDS: Final = {name: kind for kind, name in ELEMENTS.items()}


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
        parts: the elements in it; None where they are not looked at.
        attributes: the attributes that it may have.
        namespace: of its name; empty for that of the agreement.
    """

    name: str
    least: int
    most: int | None
    form: Form | None = None
    parts: "tuple[Part, ...] | None" = None
    attributes: tuple[str, ...] = ()
    namespace: str = ""


def _pattern(pattern: str, en: str, th: str, *, exact: bool = False) -> Form:
    return Form(Text.of(en=en, th=th), re.compile(pattern).fullmatch, exact=exact)


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
_ANY: Final = Form(Text.of(en="a text", th="ข้อความ"), lambda _: True, free=True)
_CODE: Final = Form(Text.of(en="a code", th="รหัส"), bool, exact=True)
_HEI: Final = Form(
    Text.of(en="a SCHAC code like example.ac.th", th="รหัส SCHAC เช่น example.ac.th"), schac.is_valid, exact=True
)
_ID: Final = _pattern(
    "[!-~]{1,64}", "1 to 64 plain characters without blanks", "อักขระ ASCII 1–64 ตัว ไม่มีช่องว่าง", exact=True
)
_BOOLEAN: Final = _pattern("true|false|0|1", "true or false", "true หรือ false")
_TRUE: Final = _pattern("true|1", "true", "true")
_DAY: Final = Form(Text.of(en="a day such as 2026-03-31", th="วันที่ เช่น 2026-03-31"), _is_day)
_FILE: Final = Form(Text.of(en="a file in base64", th="ไฟล์แบบ base64"), _is_file, free=True)
_HASH: Final = _pattern("[0-9a-f]{64}", "64 lower-case hexadecimal digits", "เลขฐานสิบหกตัวเล็ก 64 หลัก")
_YEAR: Final = _pattern("[0-9]{4}/[0-9]{4}", "an academic year such as 2025/2026", "ปีการศึกษา เช่น 2025/2026")
_PEOPLE: Final = _pattern(r"\+?0*[1-9][0-9]*", "a whole number above 0", "จำนวนเต็มที่มากกว่า 0")
_TOTAL: Final = Form(
    Text.of(en="a number above 0 with at most two decimals", th="จำนวนที่มากกว่า 0 ทศนิยมไม่เกินสองตำแหน่ง"), _is_amount
)
_LANGUAGE: Final = _pattern("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", "a language code such as en", "รหัสภาษา เช่น en")
_LEVEL: Final = _pattern("[ABC][12]", "a level from A1 to C2", "ระดับ A1 ถึง C2")
_EQF: Final = _pattern(r"\+?0*[1-8]", "a level from 1 to 8", "ระดับ 1 ถึง 8")
_ISCED: Final = {
    6: _CODE,
    7: _pattern("[0-9]{4}", "an ISCED-F code of four digits such as 0610", "รหัส ISCED-F สี่หลัก เช่น 0610", exact=True),
}
ATTRIBUTE_FORMS: Final = {
    "terminated-as-a-whole": _TRUE,
    "not-yet-defined": _TRUE,
    "v6-value": _pattern("[0-9]{1,3}", "one to three digits", "เลขหนึ่งถึงสามหลัก"),
}


def agreement(version: int) -> Part:
    """The ``iia`` of a version."""
    return _AGREEMENTS[version]


def _field(version: int, least: int, most: int | None) -> Part:
    later = version > 6
    parts = (
        Part("isced-f-code", 1, 1, _ISCED[version], attributes=("v6-value",) if later else ()),
        Part("isced-clarification", 0, 1, _ANY),
    )
    return Part("subject-area", least, most, parts=parts)


def _condition(kind: ConditionKind, version: int) -> Part:
    later = version > 6
    marks = ("not-yet-defined",) if later else ()
    years = (
        (Part("receiving-first-academic-year-id", 1, 1, _YEAR), Part("receiving-last-academic-year-id", 1, 1, _YEAR))
        if later
        else (Part("receiving-academic-year-id", 1, None, _YEAR),)
    )
    speaks = later and kind in {ConditionKind.STUDIES, ConditionKind.TEACHING}
    total = "total-months-per-year" if kind.of_students else "total-days-per-year"
    language = (Part("language", 1, 1, _LANGUAGE), Part("cefr-level", 0, 1, _LEVEL), _field(version, 0, 1))
    only_students = (Part("blended", 1, 1, _BOOLEAN), Part("eqf-level", 0, None, _EQF)) if kind.of_students else ()
    parts = (
        Part("sending-hei-id", 1, 1, _HEI),
        Part("sending-ounit-id", 0, 1, _ID),
        Part("sending-contact", 0, None),
        Part("receiving-hei-id", 1, 1, _HEI),
        Part("receiving-ounit-id", 0, 1, _ID),
        Part("receiving-contact", 0, None),
        *years,
        Part("mobilities-per-year", int(later), 1, _PEOPLE, attributes=marks),
        Part("recommended-language-skill", int(speaks), None, parts=language, attributes=marks),
        _field(version, 0, None),
        Part("other-info-terms", 0, 1, _ANY),
        Part(total, int(not later), 1, _TOTAL),
        *only_students,
    )
    return Part(ELEMENTS[kind], 0, None, parts=parts)


def _agreement(version: int) -> Part:
    later = version > 6
    partner = (
        Part("hei-id", 1, 1, _HEI),
        Part("ounit-id", 0, 1, _ID),
        Part("iia-id", 0, 1, _ID),
        Part("iia-code", 0, 1, _CODE),
        Part("signing-contact", 0, 1),
        Part("signing-date", 0, 1, _DAY),
        Part("contact", 0, None, namespace=CONTACTS),
    )
    conditions = tuple(_condition(kind, version) for kind in ConditionKind)
    ends = ("terminated-as-a-whole",) if later else ()
    last = (
        (Part("iia-hash", 1, 1, _HASH), Part("pdf-file", 0, 1, _ANY))
        if later
        else (Part("conditions-hash", 0, 1, _HASH), Part("pdf", 0, 1, _FILE))
    )
    parts = (
        Part("partner", 2, 2, parts=partner),
        Part("in-effect", 1, 1, _BOOLEAN),
        Part("cooperation-conditions", 1, 1, parts=conditions, attributes=ends),
        *last,
    )
    return Part("iia", 0, None, parts=parts)


_AGREEMENTS: Final = {version: _agreement(version) for version in NAMESPACES}
