"""Until when an agreement of a register holds: a date, a length, words, or several of these (วันสิ้นสุดและระยะเวลา)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Final, NamedTuple

from attrs import evolve

from orqa.base.date_errors import DateNotUnderstood
from orqa.base.months import months_after
from orqa.base.partial import PartialDate, Precision
from orqa.domain.partnerships.registers.dates import DateHabits
from orqa.domain.partnerships.terms import NoEnd, Term, TermNotUnderstood, read_term

_FROM_TO: Final = re.compile(r"\s*[–—]\s*|\s+(?:-|to|until|till)\s+|\s*ถึง(?:วันที่)?\s*|(?<=\d{4})-(?=\d{4}$)")
_DIGITS: Final = re.compile(r"\d|[๐-๙]")
_WITHIN: Final = re.compile(r"^(?P<first>.*\S)\s*\((?P<second>[^()]+)\)$", re.DOTALL)
_YEARS: Final = re.compile(r"\d{4}\s*/\s*\d{4}")
_NOT_STATED: Final = Term(no_end=NoEnd.NOT_STATED)
_TWO: Final = 2
_ONE_DAY: Final = timedelta(days=1)


class Span(NamedTuple):
    """What a cell says of how long an agreement holds: its term, its first day if it has both, ends if several."""

    term: Term
    begins: PartialDate | None = None
    ends: tuple[PartialDate, ...] = ()


def read_end(text: str, habits: DateHabits) -> Span:
    """The end of an agreement as a register prints it: a date, a length, from when until when, or words.

    Raises:
        TermNotUnderstood: when it is none of these.
        DateNotUnderstood: when it is a date that may mean several days; the error has them.
    """
    if len(parts := _FROM_TO.split(text.strip())) == 2 and all(parts):
        try:
            begins, until = habits.read(parts[0]), habits.read(parts[1], ends=True)
        except DateNotUnderstood:
            pass
        else:
            if begins.first <= until.last:
                return Span(Term(until=until), begins)
    try:
        return Span(_term(text, habits))
    except TermNotUnderstood:
        ends = _several(text, habits)
        if len(ends) < _TWO:
            raise
        return Span(Term(until=max(ends, key=lambda one: one.last)), ends=ends)


def _several(text: str, habits: DateHabits) -> tuple[PartialDate, ...]:
    """The dates of a cell that has several ends; none where it is no such cell."""
    with suppress(DateNotUnderstood):
        return habits.read_all(text, ends=True)
    return ()


def _term(text: str, habits: DateHabits) -> Term:
    if not _DIGITS.search(text):
        return read_term(text)
    try:
        return Term(until=habits.read(text, ends=True))
    except DateNotUnderstood as error:
        if error.candidates:
            raise
        refused = error
    if both := _WITHIN.match(text.strip()):  # 12/5/2026 (renewed of itself), 5 years (12/5/2026)
        with suppress(TermNotUnderstood):
            return joined(_term(both["first"], habits), _term(both["second"], habits))
    try:
        return read_term(text)
    except TermNotUnderstood as error:
        raise (refused if _YEARS.fullmatch(text.strip()) else error) from None


def joined(one: Term, other: Term) -> Term:
    """One term from what two cells say of it; where both say the same thing, the first counts."""
    months = one.months if one.months is not None else other.months
    until = one.until if one.until is not None else other.until
    ends: list[NoEnd] = [end for end in (one.no_end, other.no_end) if end is not None and end is not NoEnd.NOT_STATED]
    no_end = ends[0] if ends else None
    if no_end is None and months is None and until is None:
        no_end = NoEnd.NOT_STATED
    return Term(
        months=months,
        until=until,
        no_end=no_end,
        renewed_for=one.renewed_for if one.renewed_for is not None else other.renewed_for,
        standing=one.standing or other.standing,
    )


def contradicts(term: Term, start: date) -> bool:
    """Whether a printed length and a printed end are of two minds: they differ by more than a day."""
    if term.months is None or term.until is None:
        return False
    anniversary = months_after(start, term.months)
    return not any(day in term.until for day in _days_around(anniversary))


def _days_around(day: date) -> Iterator[date]:
    yield from (day - _ONE_DAY, day, day + _ONE_DAY)


def first_day(signed: tuple[PartialDate, ...], begins: PartialDate | None) -> date | None:
    """The first day of an agreement: as printed, else the day of the last signature; None where it is not known."""
    start = begins or max(signed, default=None, key=lambda one: one.last)
    return start.first if start is not None and start.precision is Precision.DAY else None


def not_stated() -> Term:
    """The term of an agreement of which a register does not say how long it holds."""
    return evolve(_NOT_STATED)
