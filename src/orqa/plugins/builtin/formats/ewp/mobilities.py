"""What stands in outgoing mobilities, in which order, how often and in what form; versions 2 and 3."""

from collections.abc import Iterator
from typing import Final

from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.domain.partnerships.academic_years import is_year
from orqa.domain.partnerships.isced import Standing, standing
from orqa.domain.partnerships.nominations import KnownLanguage, OutgoingMobility, Requirement, Side, Student
from orqa.plugins.builtin.formats.ewp.bodies import ADDRESS_PARTS, COUNTRY, NAME, WEB
from orqa.plugins.builtin.formats.ewp.checks import shown
from orqa.plugins.builtin.formats.ewp.findings import DATES, FIELD, ITSELF, MISSING, PERIOD, TERM, YEAR, ZERO
from orqa.plugins.builtin.formats.ewp.schema import (
    ANY,
    CODE,
    DAY,
    EQF,
    HEI,
    ID,
    LANGUAGE_CODE,
    PHONES,
    YEAR_FORM,
    Form,
    Part,
    pattern,
    worded,
)

_PLACE: Final = (
    "https://github.com/erasmus-without-paper/ewp-specs-api-omobilities/blob/stable-v{}/endpoints/get-response.xsd"
)
MOBILITIES: Final = {version: (_PLACE.format(version), "omobilities-get-response") for version in (2, 3)}


def _one_of(*codes: str) -> Form:
    told = ", ".join(codes)
    return pattern("|".join(codes), f"one of {told}", f"หนึ่งใน {told}", exact=True)


_TERM: Final = pattern("[0-9]{4}/[0-9]{4}-[1-9]/[1-9]", "a term such as 2025/2026-1/2", "ภาคการศึกษา เช่น 2025/2026-1/2")
_EMPTY: Final = Form(Text.of(en="empty", th="ว่าง"), lambda text: not text.strip())
_EMAIL: Final = pattern(r"[^@]+@[^.]+\..+", "an address for mail", "ที่อยู่อีเมล")
_LEVEL: Final = pattern("[ABC][12]|NS", "a level from A1 to C2, or NS", "ระดับ A1 ถึง C2 หรือ NS")
_FOUR: Final = pattern(
    "[0-9]{4}", "an ISCED-F code of four digits such as 0610", "รหัส ISCED-F สี่หลัก เช่น 0610", exact=True
)
_GENDER: Final = _one_of("0", "1", "2", "9")
_LENGTH: Final = _one_of("long-term", "short-term-blended", "short-term-doctoral")
_STATUS: Final = {
    2: _one_of("nomination", "live", "recognized", "cancelled"),
    3: _one_of("pending", "approved", "rejected", "cancelled"),
}
_ACTIVITY: Final = {2: _one_of("student-studies", "student-traineeships"), 3: _one_of("student-studies")}


def _side(name: str, field: str) -> Part:
    parts = (
        Part("hei-id", 1, 1, HEI, field="hei"),
        Part("ounit-id", 0, 1, ID, field="unit"),
        Part("iia-id", 0, 1, ID, field="agreement_id"),
    )
    return Part(name, 1, 1, parts=parts, field=field, of=Side)


def _student(version: int) -> Part:
    least = int(version > 2)
    parts = (
        worded("given-names", 1, "given_names", NAME),
        worded("family-name", 1, "family_names", NAME),
        Part("global-id", 1, 1, CODE, field="global_id"),
        Part("birth-date", least, 1, DAY, field="born"),
        Part("nationality" if least else "citizenship", least, 1, COUNTRY, field="country"),
        Part("gender", least, 1, _GENDER, field="gender"),
        Part("email", least, 1, _EMAIL, field="email"),
    )
    older = (Part("photo-url", 0, None), *ADDRESS_PARTS, Part("phone-number", 0, None, namespace=PHONES))
    return Part("student", 1, 1, parts=parts if least else (*parts, *older), field="student", of=Student)


_PERIOD: Final = (
    _side("sending-hei", "sending"),
    _side("receiving-hei", "receiving"),
    Part("sending-academic-term-ewp-id", 0, 1, _TERM, field="term"),
    Part("non-standard-mobility-period", 0, 1, _EMPTY, field="no_term"),
    Part("receiving-academic-year-id", 1, 1, YEAR_FORM, field="year"),
)


def _kind(version: int) -> tuple[Part, ...]:
    return (
        Part("activity-type", 1, 1, _ACTIVITY[version], field="activity"),
        Part("activity-attributes", 1, 1, _LENGTH, field="length"),
    )


_ID: Final = Part("omobility-id", 1, 1, ID, field="id")
_LANGUAGES: Final = Part(
    "nominee-language-skill",
    0,
    None,
    parts=(Part("language", 1, 1, LANGUAGE_CODE, field="code"), Part("cefr-level", 0, 1, _LEVEL, field="level")),
    field="languages",
    of=KnownLanguage,
)
_REQUIREMENTS: Final = Part(
    "additional-requirement",
    0,
    None,
    parts=(
        Part("name", 1, 1, CODE, field="name"),
        Part("file", 0, 1, ANY, field="file"),
        Part("url", 0, 1, WEB, field="url"),
    ),
    field="requirements",
    of=Requirement,
)
_SECOND: Final = (
    _ID,
    *_PERIOD,
    _student(2),
    Part("status", 1, 1, _STATUS[2], field="status"),
    *_kind(2),
    Part("planned-arrival-date", 0, 1, DAY, field="arrives"),
    Part("planned-departure-date", 0, 1, DAY, field="departs"),
    Part("eqf-level-studied-at-nomination", 0, 1, EQF, field="level_at_nomination"),
    Part("eqf-level-studied-at-departure", 0, 1, EQF, field="level_at_departure"),
    Part("nominee-isced-f-code", 0, 1, CODE, field="study_field"),
    _LANGUAGES,
    _REQUIREMENTS,
)
_NOMINATION: Final = Part(
    "nomination",
    1,
    1,
    parts=(
        *_PERIOD,
        *_kind(3),
        Part("agreement-isced-f-code", 1, 1, _FOUR, field="agreement_field"),
        Part("eqf-level-studied-at-departure", 1, 1, EQF, field="level_at_departure"),
        Part("nominee-isced-f-code", 1, 1, _FOUR, field="study_field"),
        Part("comment", 0, 1, ANY, field="comment"),
    ),
    attributes={"proposal-id": "proposal"},
    others="nomination_others",
)
_THIRD: Final = (_ID, _student(3), _NOMINATION, Part("status", 1, 1, _STATUS[3], field="status"))
MOBILITY: Final = {
    version: Part(
        "student-mobility", 0, None, parts=parts, of=OutgoingMobility, fixed={"version": version}, located=True
    )
    for version, parts in ((2, _SECOND), (3, _THIRD))
}


def mobility_findings(one: OutgoingMobility, place: Place) -> Iterator[Finding]:
    """What cannot be of an outgoing mobility: no period or two, a year or term that is none, sent to oneself."""
    if (one.term is None) == (one.no_term is None):
        yield PERIOD.make(place=place, field="sending-academic-term-ewp-id")
    if one.version > 2 and one.proposal is None:
        yield MISSING.make(place=place, field="proposal-id", where="nomination", name="proposal-id", count=0, least=1)
    if one.sending and one.receiving and one.sending.hei is not None and one.sending.hei == one.receiving.hei:
        yield ITSELF.make(place=place, where="student-mobility", hei=shown(one.sending.hei))
    yield from _times(one, place)
    for code in dict.fromkeys(filter(None, (one.agreement_field, one.study_field))):
        found = standing(code) if code.isascii() and code.isdecimal() else Standing.KNOWN
        if found is not Standing.KNOWN:
            kind = ZERO if found is Standing.ZERO_LOST else FIELD
            yield kind.make(place=place, field="nominee-isced-f-code", code=code)


def _times(one: OutgoingMobility, place: Place) -> Iterator[Finding]:
    year, _, part = (one.term or "").strip().partition("-")
    for name, told in (
        ("receiving-academic-year-id", (one.year or "").strip()),
        ("sending-academic-term-ewp-id", year),
    ):
        if told and is_year(told) is False:
            yield YEAR.make(place=place, field=name, found=told)
    number, _, count = part.partition("/")
    if number.isdecimal() and count.isdecimal() and int(number) > int(count):
        yield TERM.make(place=place, field="sending-academic-term-ewp-id", found=one.term, number=number, count=count)
    if one.arrives and one.departs and one.departs.strip()[:10] < one.arrives.strip()[:10]:
        yield DATES.make(place=place, field="planned-departure-date", arrives=one.arrives, departs=one.departs)
