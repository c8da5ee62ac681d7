"""What a leave enters in the accounts of leave (การหักและคืนวันลา): days used, and days that come back; pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from orqa.base.language import Text
from orqa.domain.attendance.leave.days import to_days, to_hundredths
from orqa.domain.attendance.leave.ledger import EntryKind, LedgerEntry, Line

_USED = Text.of(en="{days} {days:day|days} of leave from {first} to {last}", th="ลา {days} วัน ตั้งแต่ {first} ถึง {last}")
_BACK = Text.of(
    en="{days} days of leave from {first} to {last} come back: {because}",
    th="คืนวันลา {days} วัน ของการลาตั้งแต่ {first} ถึง {last} เพราะ{because}",
)


def booking_lines(  # noqa: PLR0913 - what is entered for a leave, by name
    taken: Iterable[tuple[int, Decimal]],
    booked: Iterable[LedgerEntry],
    *,
    first: date,
    last: date,
    on: date,
    because: str = "",
) -> tuple[Line, ...]:
    """What is to be entered so that the accounts hold the days of a leave; nothing where they do already.

    A leave that is permitted uses its days; cut short or cancelled, it gives back what it does not take. The same call
    serves all of these, and calling twice enters nothing twice.

    Args:
        taken: the days that the leave takes in each fiscal year, as ``by_year`` of its verdict has them; none where it
            is cancelled.
        booked: the entries that the leave made before.
        first: its first day, for the reason.
        last: its last day, for the reason.
        on: the day on which the entries count.
        because: why days come back.
    """
    wanted = Counter({year: -to_hundredths(days) for year, days in taken})
    wanted.subtract(_sums(booked))
    told: dict[str, date | str] = {"first": first, "last": last, "because": because}
    return tuple(_line(year, change, on, told) for year, change in sorted(wanted.items()) if change)


def _sums(entries: Iterable[LedgerEntry]) -> Counter[int]:
    found: Counter[int] = Counter()
    for one in entries:
        found[one.year] += one.hundredths
    return found


def _line(year: int, change: int, on: date, told: dict[str, date | str]) -> Line:
    kind, reason = (EntryKind.USE, _USED) if change < 0 else (EntryKind.CANCEL, _BACK)
    told_days = to_days(abs(change))
    return Line(year=year, entry=kind, hundredths=change, on=on, reason=reason.fill(days=told_days, **told))
