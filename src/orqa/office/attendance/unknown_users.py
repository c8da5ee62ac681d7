"""Users of clocks whom nobody is known to be: their punches are kept, and they are listed until somebody says who."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.domain.attendance.clocks import ClockUser
from orqa.office.attendance.records import counted

if TYPE_CHECKING:
    from orqa.domain.attendance.punches import Punch
    from orqa.office.office import Office


@frozen(kw_only=True)
class Unknown:
    """Punches of a user of a clock on days on which nobody is known to be that user.

    Attributes:
        clock: code of the clock.
        user: number in the clock.
        name: what the clock calls them, where a file told.
        punches: how many.
        first: the day of the first.
        last: the day of the last.
    """

    clock: str
    user: str
    name: str
    punches: int
    first: date
    last: date


def users_by_number(office: "Office") -> dict[tuple[str, str], list[ClockUser]]:
    """Who is known to be which user of which clock, whoever asks; what shows it to somebody looks whether they may."""
    found: dict[tuple[str, str], list[ClockUser]] = {}
    for one in counted(office, ClockUser):
        found.setdefault((one.clock, one.user), []).append(one)
    return found


def unknown_users(office: "Office", punches: Iterable[tuple[str, "Punch"]]) -> tuple[Unknown, ...]:
    """Whom nobody is known to be among the users of punches, each with its clock; those with most punches first."""
    known = users_by_number(office)
    found: dict[tuple[str, str], list[date]] = {}
    names: dict[tuple[str, str], str] = {}
    for clock, punch in punches:
        key = (clock, punch.user)
        day = punch.at.date()
        if not any(one.holds_on(day) for one in known.get(key, ())):
            found.setdefault(key, []).append(day)
            names[key] = punch.name or names.get(key, "")
    unknown = [
        Unknown(clock=clock, user=user, name=names[clock, user], punches=len(days), first=min(days), last=max(days))
        for (clock, user), days in found.items()
    ]
    return tuple(sorted(unknown, key=lambda one: (-one.punches, one.clock, one.user)))
