"""What callers give of a partner, as it is kept."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from orqa.base.language import Text
from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.records import SCHEMES, UNTOLD, PartnerIdentifier, PartnerName, PartnerUnit, is_language

_NAMELESS = Text.of(en="it has no name; give one in some language", th="ไม่มีชื่อ โปรดระบุชื่ออย่างน้อยหนึ่งภาษา")
_LANGUAGE = Text.of(
    en="{language!r} is no language; write its BCP 47 code, such as en, th or ja",
    th="{language!r} ไม่ใช่รหัสภาษา โปรดใช้รหัส BCP 47 เช่น en, th หรือ ja",
)
_SCHEME = Text.of(
    en="there is no kind of identifier {scheme!r}; choose one of: {known}",
    th="ไม่มีรหัสสถาบันประเภท {scheme!r} ให้เลือกจาก: {known}",
)

Names: TypeAlias = str | Mapping[str, str] | Iterable[PartnerName]
"""One name, one for each language (BCP 47), or names with their days."""


def names_of(names: Names, first: date | None) -> tuple[PartnerName, ...]:
    """Names as they are kept.

    Raises:
        PartnerRefused: where there is none, or a language is none.
    """
    if isinstance(names, str):
        names = {UNTOLD: names}
    if isinstance(names, Mapping):
        if not all(text.strip() for text in names.values()):
            raise PartnerRefused(_NAMELESS)
        if wrong := [language for language in names if not is_language(language)]:
            raise PartnerRefused(_LANGUAGE.fill(language=wrong[0]))
        names = [PartnerName(text=text, language=language, first=first) for language, text in names.items()]
    made = tuple(names)
    if not made:
        raise PartnerRefused(_NAMELESS)
    return made


def country_of(written: str) -> str:
    """Its code; empty where nobody told it.

    Raises:
        CountryNotUnderstood: when it is none, or may be several.
    """
    return read_country(written).code if written.strip() else ""


def identifiers_of(given: Mapping[str, str]) -> tuple[PartnerIdentifier, ...]:
    """Identifiers in their compact forms; an empty one is none.

    Raises:
        PartnerRefused: when there is no such scheme.
        InvalidIdentifier: when one is none of its scheme.
    """
    for scheme in given:
        if scheme not in SCHEMES:
            raise PartnerRefused(_SCHEME.fill(scheme=scheme, known=", ".join(SCHEMES)))
    return tuple(
        PartnerIdentifier(scheme=scheme, value=SCHEMES[scheme].validate(value))
        for scheme, value in given.items()
        if value
    )


def units_of(units: Iterable[PartnerUnit | str]) -> tuple[PartnerUnit, ...]:
    """Units as they are kept."""
    return tuple(PartnerUnit(name=one) if isinstance(one, str) else one for one in units)
