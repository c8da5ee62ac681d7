"""What to look at in a partner that was kept: nothing of it keeps it from being written."""

from collections.abc import Iterable, Iterator

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text, joined
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.countries import Country, country, find_country
from orqa.domain.partnerships.identifiers import erasmus_country
from orqa.domain.partnerships.records import Partner

CALLED_SO_TOO = FindingKind(
    "country-called-so-too",
    Severity.WARNING,
    Text.of(
        en="{written!r} was taken for {country}; {others} is sometimes called so, too: correct it where that is meant",
        th="อ่าน {written!r} เป็น{country} แต่บางครั้งหมายถึง{others} โปรดแก้ไขหากหมายถึงแห่งนั้น",
    ),
)
KEPT_ALREADY = FindingKind(
    "partner-may-be-double",
    Severity.WARNING,
    Text.of(
        en="{name} ({partner}) has the same identifier or name; if they are one, merge them",
        th="{name} ({partner}) มีรหัสหรือชื่อเดียวกัน หากเป็นแห่งเดียวกันโปรดรวมรายการ",
    ),
)
ELSEWHERE = FindingKind(
    "partner-country-differs",
    Severity.WARNING,
    Text.of(
        en="the Erasmus code {code} is of {found}, the partner of {country}; correct one of them",
        th="รหัส Erasmus {code} เป็นของ{found} แต่สถาบันอยู่ใน{country} โปรดแก้ไขให้ตรงกัน",
    ),
)
CONTRADICTS = FindingKind(
    "partner-merge-differs",
    Severity.WARNING,
    Text.of(
        en="{what} were {kept} and {other} before the merge; look whether the two are one",
        th="ก่อนรวมรายการ {what} คือ {kept} และ {other} โปรดตรวจสอบว่าเป็นแห่งเดียวกัน",
    ),
)
_COUNTRIES = Text.of(en="the countries", th="ประเทศ")
_OF_SCHEME = Text.of(en="identifiers ({scheme})", th="รหัส ({scheme})")
_NOWHERE = Text.of(en="no country", th="ไม่ระบุประเทศ")


def findings_of(partner: Partner, others: Iterable[Country], alike: Iterable[Partner]) -> tuple[Finding, ...]:
    """What to look at in a partner.

    Args:
        partner: as it is to be written.
        others: countries that are called as its country was written, too.
        alike: other partners that it may be.
    """
    return tuple(_findings(partner, tuple(others), alike))


def _findings(partner: Partner, others: tuple[Country, ...], alike: Iterable[Partner]) -> Iterator[Finding]:
    where = country(partner.country).name if partner.country else _NOWHERE
    if others:
        yield _called_so_too(partner.ref, partner.country_written, where, others)
    for one in partner.identifiers:
        if one.scheme == "erasmus" and partner.country not in {"", found := erasmus_country(one.value)}:
            yield ELSEWHERE.make(
                field="country", record=partner.ref, code=one.value, found=country(found).name, country=where
            )
    for other in alike:
        yield KEPT_ALREADY.make(record=partner.ref, name=other.name, partner=other.id)


def called_so_too(record: RecordRef, written: str) -> tuple[Finding, ...]:
    """What to look at in a country as it was written: whether another one is called so, too."""
    match = find_country(written)
    if match.found is None or not match.others:
        return ()
    return (_called_so_too(record, written, match.found.name, match.others),)


def _called_so_too(record: RecordRef, written: str, where: Text, others: Iterable[Country]) -> Finding:
    told = joined(one.name for one in others)
    return CALLED_SO_TOO.make(field="country", record=record, written=written, country=where, others=told)


def findings_of_merging(kept: Partner, other: Partner) -> tuple[Finding, ...]:
    """Where two partners that were merged contradict each other."""
    found = []
    if kept.country and other.country and kept.country != other.country:
        found.append(
            CONTRADICTS.make(field="country", record=kept.ref, kept=kept.country, other=other.country, what=_COUNTRIES)
        )
    for own in kept.identifiers:
        theirs = other.identifier(own.scheme)
        if theirs and theirs != own.value and kept.identifier(own.scheme) == own.value:
            told = _OF_SCHEME.fill(scheme=own.scheme)
            found.append(
                CONTRADICTS.make(field="identifiers", record=kept.ref, kept=own.value, other=theirs, what=told)
            )
    return tuple(found)
