"""What of the agreements ends, is to be noticed or is idle (การติดตามอายุข้อตกลง), read from indexes.

An agreement that is prolonged of itself has an end at each of its terms. Where such ends lie, the month of the first
one and the months of a term tell, so that no body is read but those that are shown.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import frozen

from orqa.base.months import months_after
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.agreement_states import HELD, AgreementState
from orqa.domain.partnerships.agreements import Agreement, notice_by
from orqa.office.deadlines import from_to
from orqa.storage.query import between, equal, is_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from orqa.storage.protocol import Reader
    from orqa.storage.query import Query

Decode = Callable[[Any], Any]
_YEAR: Final = 12
_ONE_DAY: Final = timedelta(days=1)
_SIGNED: Final = AgreementState.SIGNED.value
_GOING: Final = (_SIGNED, AgreementState.TERMINATING.value)


@frozen(kw_only=True)
class Ending:
    """An agreement of which a term ends, or notice is to be given.

    Attributes:
        agreement: the agreement.
        end: the last day of the term.
        notice: the last day to give notice before it; None where no notice is stated.
        goes_on: whether it is prolonged of itself unless notice is given.
    """

    agreement: Agreement
    end: date
    notice: date | None
    goes_on: bool

    @property
    def is_decided(self) -> bool:
        """Whether somebody said what becomes of it, or notice was given."""
        return bool(self.agreement.intention) or self.agreement.state is AgreementState.TERMINATING


@frozen(kw_only=True)
class Radar:
    """What of the agreements needs a look from one day to another, both included.

    Attributes:
        first: the first day.
        last: the last day.
        months: how many terms end in each month, such as ``2026-12``; each month of the time is there.
        ending: those that end, the earliest first.
        noticing: those of which the last day of notice lies in the time, the earliest first.
        notices: how many these are, shown or not.
        idle: those in force that nothing was done under in the year up to the first day.
        idles: how many these are, shown or not.
        reviewed: ids of those shown as idle that were idle for so long that the council reviews them, by the rule
            ``agreement.idle_months``.
    """

    first: date
    last: date
    months: tuple[tuple[str, int], ...]
    ending: tuple[Ending, ...]
    noticing: tuple[Ending, ...]
    notices: int
    idle: tuple[Agreement, ...]
    idles: int
    reviewed: frozenset[str] = frozenset()


def read_radar(  # noqa: PLR0913, PLR0917 - what is asked of one snapshot
    reader: "Reader",
    decode: Decode,
    first: date,
    last: date,
    limit: int,
    used: "Collection[str]",
    uncounted: "Collection[str]" = (),
) -> Radar:
    """The radar of a time.

    Args:
        reader: one snapshot.
        decode: makes agreements of what is stored.
        first: the first day.
        last: the last day.
        limit: how many agreements of each sort are shown, at most.
        used: ids of the agreements that were used in the year up to the first day.
        uncounted: kinds that are no agreements of their own, such as an addendum: they are never idle.
    """
    noticed, notices = noticing(reader, decode, first, last, limit)
    without, idles = idle(reader, decode, first, limit, used, uncounted)
    return Radar(
        first=first,
        last=last,
        months=tuple(ends_by_month(reader, first, last).items()),
        ending=tuple(islice(ending(reader, decode, first, last, limit), limit)),
        noticing=noticed,
        notices=notices,
        idle=without,
        idles=idles,
    )


def ends_by_month(reader: "Reader", first: date, last: date) -> dict[str, int]:
    """How many terms end in each month of a time; the days before the first and after the last do not count."""
    counted = {
        f"{start:%Y-%m}": reader.count(Agreement.kind, _fixed() & from_to("ends_on", start, end))
        for start, end in _months(first, last)
    }
    for months, ends in _renewed_groups(reader, first, last).items():
        rows = reader.rows(Agreement.kind, ("ends_on",), _renewed(months) & is_in("ends_month", ends))
        # one day occurs often: a term is counted on from each day once
        for (day,), number in Counter(rows).items():
            for end in _further(date.fromisoformat(str(day)), months, first, last):
                counted[f"{end:%Y-%m}"] += number
    return counted


def ending(reader: "Reader", decode: Decode, first: date, last: date, limit: int) -> Iterator[Ending]:
    """The agreements of which a term ends in a time, the earliest first, up to the limit of each month and state."""
    for start, end in _months(first, last):
        fixed = (_found(reader, decode, state, "ends_on", start, end, limit) for state in HELD)
        renewed = _renewed_ends(reader, decode, start, end)
        yield from merge(*fixed, renewed, key=lambda one: one.end)


def noticing(reader: "Reader", decode: Decode, first: date, last: date, limit: int) -> tuple[tuple[Ending, ...], int]:
    """The first agreements of which the last day of notice lies in a time, and how many there are.

    Of those that are prolonged of themselves the terms are looked at that end within a year after the time.
    """
    fixed = _found(reader, decode, _SIGNED, "notice_on", first, last, limit)
    beyond = months_after(last, _YEAR)
    renewed = [one for one in _renewed_ends(reader, decode, first, beyond) if _lies_in(one.notice, first, last)]
    query = equal("renewed_for", 0) & equal("state", _SIGNED) & from_to("notice_on", first, last)
    ordered = sorted((*fixed, *renewed), key=lambda one: one.notice or one.end)
    return tuple(ordered[:limit]), reader.count(Agreement.kind, query) + len(renewed)


def idle(  # noqa: PLR0913, PLR0917 - what is asked of one snapshot
    reader: "Reader", decode: Decode, on: date, limit: int, used: "Collection[str]", uncounted: "Collection[str]" = ()
) -> tuple[tuple[Agreement, ...], int]:
    """The first agreements in force on a day that are not among those that were used, and how many there are.

    In force is told by the columns alone, as :meth:`orqa.domain.partnerships.agreements.Agreement.standing` tells it.
    """
    day, found, count = on.isoformat(), list[str](), 0
    fields = ("id", "agreement_kind", "starts_on", "ends_on", "renewed_for")
    going = reader.rows(Agreement.kind, fields, is_in("state", _GOING), ("title",))
    for identity, kind, starts, ends, renewed in going:
        if kind in uncounted:
            continue
        begun = starts is None or cast("str", starts) <= day
        if begun and (ends is None or renewed or cast("str", ends) >= day) and identity not in used:
            count += 1
            if len(found) < limit:
                found.append(str(identity))
    stored = reader.get_many([RecordRef(Agreement.kind, one) for one in found])
    return tuple(cast("Agreement", decode(one)) for one in stored if one is not None), count


def _found(  # noqa: PLR0913, PLR0917 - what is asked of an index
    reader: "Reader", decode: Decode, state: str, day: str, first: date, last: date, limit: int
) -> list[Ending]:
    """By one state, so that the index gives them in their order."""
    query = equal("renewed_for", 0) & equal("state", state) & from_to(day, first, last)
    return [_ending(decode(stored)) for stored in reader.find(Agreement.kind, query, (day,), None, limit).items]


def _renewed_ends(reader: "Reader", decode: Decode, first: date, last: date) -> Iterator[Ending]:
    """The terms of agreements that are prolonged of themselves, of those that end in a time; the earliest first."""
    ends: list[tuple[date, str]] = []
    for months, group in _renewed_groups(reader, first, last).items():
        rows = reader.rows(Agreement.kind, ("id", "ends_on"), _renewed(months) & is_in("ends_month", group))
        for identity, day in rows:
            ends += ((end, str(identity)) for end in _further(date.fromisoformat(str(day)), months, first, last))
    for end, identity in sorted(ends):
        (stored,) = reader.get_many([RecordRef(Agreement.kind, identity)])
        if stored is not None:
            agreement = cast("Agreement", decode(stored))
            exact = agreement.end(end.replace(day=1)) or end
            yield Ending(agreement=agreement, end=exact, notice=notice_by(exact, agreement.notice), goes_on=True)


def _ending(agreement: Agreement) -> Ending:
    end = cast("date", agreement.ends_on)
    return Ending(agreement=agreement, end=end, notice=agreement.notice_on, goes_on=False)


def _renewed_groups(reader: "Reader", first: date, last: date) -> dict[int, list[str]]:
    """For each length of a further term the months of first ends of which some term ends in the time."""
    wanted = {start.year * _YEAR + start.month for start, _ in _months(first, last)}
    query = between("renewed_for", 1) & is_in("state", HELD)
    groups: dict[int, list[str]] = {}
    for told, month in reader.count_by(Agreement.kind, ("renewed_for", "ends_month"), query):
        months = cast("int", told)
        if month is not None and any(_reaches(str(month), months, one) for one in wanted):
            groups.setdefault(months, []).append(str(month))
    return groups


def _reaches(month: str, months: int, wanted: int) -> bool:
    year, number = month.split("-")
    ahead = wanted - (int(year) * _YEAR + int(number))
    return ahead >= 0 and ahead % months == 0


def _further(day: date, months: int, first: date, last: date) -> Iterator[date]:
    """The ends of terms in a time, counted on from the first end, in a month without that day its last."""
    ahead = max(0, (first.year - day.year) * _YEAR + first.month - day.month)
    step = -(-ahead // months) * months
    while (end := _month_on(day, step)) <= last:
        if end >= first:
            yield end
        step += months


def _month_on(day: date, months: int) -> date:
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Each month of a time, cut to it."""
    start = first
    while start <= last:
        end = min(last, start.replace(day=monthrange(start.year, start.month)[1]))
        yield start, end
        start = end + _ONE_DAY


def _fixed() -> "Query":
    return equal("renewed_for", 0) & is_in("state", HELD)


def _renewed(months: int) -> "Query":
    return equal("renewed_for", months) & is_in("state", HELD)


def _lies_in(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last
