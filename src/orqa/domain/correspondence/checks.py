"""What is checked on a received letter; the rules that decide are read from the profile."""

import re
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.dates import DateNotUnderstood, check_weekday, parse_thai_date
from orqa.base.eras import OFFSET, Era, buddhist_year
from orqa.base.findings import Finding, FindingKind
from orqa.base.language import Text
from orqa.domain.correspondence import findings as kinds
from orqa.domain.correspondence.errors import ReferenceNotUnderstood
from orqa.domain.correspondence.inspection import TITLES, Inspection
from orqa.domain.correspondence.numbering import secret_register
from orqa.domain.correspondence.records import Letter
from orqa.domain.correspondence.references import Reference, parse_clean_reference
from orqa.domain.correspondence.terms import find_code, unmarked
from orqa.rules.vocabulary import Term, titles_of

_SHOWN = 60
"""Longest wrong code that a message repeats, in characters."""

_THAI = re.compile("[ก-๙]").search
_LATIN = re.compile("[A-Za-z]").search
_WHICH_CENTURY = Text.of(en="a year of two digits names no century: write four", th="ปีสองหลักไม่บอกศตวรรษ ให้เขียนปีสี่หลัก")
_SHORT_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d\d)").fullmatch


def read_reference(seen: Inspection, printed: str) -> Reference | None:
    """The number; one of no known shape is kept as printed, for a letter is registered whatever its number.

    A number in Latin letters is that of a foreign sender, and no finding.
    """
    if not printed:
        return None
    try:
        return parse_clean_reference(printed, seen.reading.value("reference.style"))
    except ReferenceNotUnderstood as error:
        if _THAI(printed) or not _LATIN(printed):
            seen.found(kinds.REFERENCE_KEPT_AS_PRINTED, "reference", reference=printed, reason=error.reason)
        return parse_clean_reference(printed, "plain")


def read_dated(seen: Inspection) -> date | None:
    """The date of the letter; None where there is none or it is not understood."""
    dated = seen.draft.dated
    if not isinstance(dated, str):
        return dated.date() if isinstance(dated, datetime) else dated
    text = seen.text("dated")
    if not text:
        return None
    try:
        return _parsed(seen, text)
    except DateNotUnderstood as error:
        seen.refuse(kinds.DATED_NOT_UNDERSTOOD, "dated", message=error.template.fill(**error.shown()))
        return None


def _parsed(seen: Inspection, text: str) -> date:
    if seen.profile.era == Era.COMMON and (short := _SHORT_YEAR(text)):
        raise DateNotUnderstood(text, _WHICH_CENTURY, _centuries(*map(int, short.groups())))
    day, mismatch = _day_and_weekday(text)
    if mismatch is not None:
        seen.findings.append(evolve(mismatch, field="dated", place=seen.draft.place))
    return day


@lru_cache(maxsize=4096)
def _day_and_weekday(text: str) -> tuple[date, Finding | None]:
    """The day, and what is wrong with a weekday beside it; kept, for the letters of a year bear few dates."""
    day = parse_thai_date(text)
    # digits at both ends leave no room for a weekday; most dates are spared the second reading
    return day, None if text[0].isdigit() and text[-1].isdigit() else check_weekday(text)


def _centuries(day: int, month: int, year: int) -> tuple[date, ...]:
    """What a year of two digits may mean where the common era is used."""
    found = []
    for century in (2000, 1900):
        with suppress(ValueError):
            found.append(date(century + year, month, day))
    return tuple(found)


def check_dated(seen: Inspection, dated: date) -> None:
    """Doubt a date after the day of registering, and one outside the plausible years of the profile."""
    first, last = seen.reading.value("dates.earliest_year"), seen.reading.value("dates.latest_year")
    if not first <= dated.year <= last:
        cites = seen.citations("dates.earliest_year")
        seen.found(kinds.DATED_IMPLAUSIBLE, "dated", cites, dated=day_text(dated), first=_year(first), last=_year(last))
    elif dated > seen.on:
        seen.found(kinds.DATED_IN_FUTURE, "dated", dated=day_text(dated), on=day_text(seen.on))


def check_year(seen: Inspection, reference: Reference, dated: date) -> None:
    """Doubt a number whose year is not that of the date."""
    if reference.year and reference.year != buddhist_year(dated.year, dated.month):
        seen.found(
            kinds.REFERENCE_YEAR_DIFFERS,
            "reference",
            reference=str(reference),
            year=_year(reference.year - OFFSET),
            dated=day_text(dated),
        )


def check_required(seen: Inspection, letter: Letter, kind: Term | None) -> None:
    """Miss what the profile requires; number and date may be missing where a reason is given.

    A kind of letter whose form carries no number is not asked for one.
    """
    for name in seen.reading.value("letter.required") if seen.direction == "received" else ("subject",):
        if getattr(letter, name) or name in seen.refused:
            continue
        if name == "reference" and kind is not None and not kind.extra.get("numbered", True):
            continue
        reason = getattr(letter, f"{name}_missing", None)
        if not reason:
            missing = kinds.MISSING if reason is None else kinds.MISSING_WITHOUT_REASON
            seen.refuse(missing, name, seen.citations("letter.required"), title=TITLES[name])


def read_kind(seen: Inspection) -> Term | None:
    """The kind of letter; None where it is not stated or not known."""
    term = read_term(seen, "letter_kind", "letter-kind", kinds.KIND_UNKNOWN)
    if term is None:
        if "letter_kind" not in seen.refused:
            seen.found(kinds.KIND_MISSING, "letter_kind")
    elif not term.extra.get(seen.direction):
        seen.refuse(kinds.KIND_NOT_A_LETTER, "letter_kind", term.citations, kind=term.title)
        seen.elsewhere = True
    elif seen.register == seen.direction:  # the usual register, and not one of secret matter
        seen.register = term.extra[seen.direction]
    return term


def read_urgency(seen: Inspection) -> str:
    """The code of the urgency; the ordinary one where no mark is printed."""
    term = read_term(seen, "urgency", "urgency", kinds.URGENCY_UNKNOWN)
    return term.code if term else unmarked(seen.reading.view.vocabulary("urgency"))


def read_secrecy(seen: Inspection) -> str:
    """The code of the secrecy; a letter that its register may not take goes to that of secret matter, or is refused.

    It is refused where the registrar's clearance is below it. Nothing else of it is then read or shown: findings are
    seen by people who may not see the letter.
    """
    term = read_term(seen, "secrecy", "secrecy", kinds.SECRECY_UNKNOWN)
    if term is None:
        seen.elsewhere = "secrecy" in seen.refused  # it may be secret
        return unmarked(seen.reading.view.vocabulary("secrecy"))
    if term.code in seen.reading.value("register.secrecy", register=seen.register):
        return term.code
    secret = secret_register(seen.reading, seen.register)
    if secret and term.extra["rank"] <= seen.clearance:
        seen.register = secret
    else:
        cites = (*seen.citations("register.secrecy", register=seen.register), *term.citations)
        seen.refuse(kinds.SECRET, "secrecy", dict.fromkeys(cites), level=term.title)
        seen.elsewhere = True
    return term.code


def read_term(seen: Inspection, name: str, vocabulary: str, unknown: FindingKind) -> Term | None:
    """The term that a field names by code or title; None where it is empty or names none."""
    written: str = getattr(seen.draft, name)
    if not written:
        return None
    term = seen.reading.find_term(vocabulary, written)
    if term is not None:
        return term
    known = seen.reading.view.vocabulary(vocabulary)
    text = seen.text(name)
    code = find_code(known, text) if text else None
    if code is not None:
        return seen.reading.term(vocabulary, code)
    if text:
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        seen.refuse(unknown, name, value=shown, known=titles_of(known.values()))
    return None


def _year(common: int) -> Text:
    return Text.of(en=str(common), th=str(common + OFFSET))
