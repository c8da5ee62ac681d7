"""What an exchanged agreement says, as the scope of an agreement of the university: fields, levels, places.

What was not said stays unknown: a condition without a number of people makes no place, and is told.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.partnerships.academic_years import years_between
from orqa.domain.partnerships.agreement_parts import AskedLanguage, PlaceTerms, Quota
from orqa.domain.partnerships.cooperation import YES, Agreement, Condition, ConditionKind, number
from orqa.domain.partnerships.isced import Standing, standing
from orqa.domain.partnerships.movements import Direction

LEVELS: Final = {"5": "diploma", "6": "bachelor", "7": "master", "8": "doctorate"}
"""Levels of the European qualifications framework as the study levels of the vocabulary ``study-level``."""
ACTIVITIES: Final = {
    ConditionKind.STUDIES: "student_exchange",
    ConditionKind.TRAINEESHIPS: "internship",
    ConditionKind.TEACHING: "staff_exchange",
    ConditionKind.TRAINING: "staff_exchange",
}
"""Kinds of conditions as activities of the vocabulary ``agreement-activity``."""

PLACES = FindingKind(
    "ewp-places-unknown",
    Severity.WARNING,
    Text.of(
        en="{kind} {sending} → {receiving} tells no whole number of people; ask the partner, it is not zero",
        th="{kind} {sending} → {receiving} ไม่ระบุจำนวนคนเป็นจำนวนเต็ม โปรดสอบถามคู่ความร่วมมือ ไม่ได้หมายถึงศูนย์",
    ),
)
FIELD = FindingKind(
    "ewp-field-not-taken",
    Severity.WARNING,
    Text.of(
        en="the field {code} is none of ISCED-F 2013, and was not taken in; look it up",
        th="รหัสสาขา {code} ไม่มีใน ISCED-F 2013 จึงไม่ได้นำเข้า โปรดตรวจสอบ",
    ),
)
LEVEL = FindingKind(
    "ewp-level-not-taken",
    Severity.WARNING,
    Text.of(
        en="the level {code} of the European framework has no level of study here, and was not taken in",
        th="ระดับ {code} ของกรอบคุณวุฒิยุโรปไม่ตรงกับระดับการศึกษาใด จึงไม่ได้นำเข้า",
    ),
)


def scope_of(copy: Agreement, ours: str) -> tuple[dict[str, Any], list[Finding]]:
    """The facts ``fields``, ``levels``, ``activities`` and ``quotas`` of an agreement, and what could not be taken.

    Args:
        copy: the agreement as it was exchanged.
        ours: the SCHAC code of the university; what it sends is sent, and the rest received.
    """
    findings: list[Finding] = []
    fields = [_field(code) for one in copy.conditions for code in _codes(one)]
    levels = [level.strip() for one in copy.conditions for level in one.levels]
    findings += (FIELD.make(field="fields", code=code) for code in dict.fromkeys(fields) if not _is_field(code))
    findings += (LEVEL.make(field="levels", code=code) for code in dict.fromkeys(levels) if code not in LEVELS)
    quotas: list[Quota] = []
    for one in copy.conditions:
        quota = _quota(one, ours)
        if quota is None:
            made = PLACES.make(field="quotas", kind=one.kind, sending=one.sending, receiving=one.receiving)
            findings.append(made)
        else:
            quotas.append(quota)
    facts = {
        "fields": tuple(dict.fromkeys(filter(_is_field, fields))),
        "levels": tuple(dict.fromkeys(LEVELS[one] for one in levels if one in LEVELS)),
        "activities": tuple(dict.fromkeys(ACTIVITIES[one.kind] for one in copy.conditions)),
        "quotas": tuple(quotas),
    }
    return facts, findings


def _codes(condition: Condition) -> Iterator[str]:
    return (one.code.strip() for one in condition.study_fields if one.code is not None)


def _field(code: str) -> str:
    return f"0{code}" if standing(code) is Standing.ZERO_LOST else code


def _is_field(code: str) -> bool:
    return standing(code) is Standing.KNOWN


def _quota(condition: Condition, ours: str) -> Quota | None:
    people = number(condition.people)
    if people is None or people != int(people) or people < 0 or condition.people_not_yet_defined:
        return None
    years = " – ".join(dict.fromkeys((*condition.years[:1], *condition.years[-1:])))
    unit = "months" if condition.kind.of_students else "days"
    total = "" if condition.total is None else f", {condition.total} {unit} a year"
    sends = (condition.sending or "").strip().lower() == ours.strip().lower()
    return Quota(
        direction=Direction.SENT if sends else Direction.RECEIVED,
        places=int(people),
        unit="person",
        whom="" if condition.kind.of_students else "staff",
        note=f"{condition.kind} {years}{total}",
        terms=_terms(condition),
    )


def _terms(condition: Condition) -> PlaceTerms:
    """What else a condition says, as far as it says something that can be."""
    years = [one.strip() for one in condition.years] if _are_years(condition.years) else []
    return PlaceTerms(
        mobility=condition.kind.value,
        first=years[0] if years else "",
        last=years[-1] if years else "",
        total=condition.amount,
        languages=tuple(_languages(condition)),
        fields=tuple(dict.fromkeys(filter(_is_field, map(_field, _codes(condition))))),
        levels=tuple(LEVELS[one.strip()] for one in condition.levels if one.strip() in LEVELS),
        blended=None if condition.blended is None else condition.blended.strip() in YES,
        sending_unit=(condition.sending_unit or "").strip(),
        receiving_unit=(condition.receiving_unit or "").strip(),
        info=(condition.terms or "").strip(),
    )


def _are_years(years: tuple[str, ...]) -> bool:
    return bool(years) and years_between(years[0], years[-1]) is not None


def _languages(condition: Condition) -> Iterator[AskedLanguage]:
    for one in condition.languages:
        with suppress(ValueError):  # what is no language was told when it was read
            if one.code is not None:
                yield AskedLanguage(code=one.code.strip(), level=(one.level or "").strip())
