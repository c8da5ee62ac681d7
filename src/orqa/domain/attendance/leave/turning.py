"""A leave that ends another, and one that turns into another (การลาที่สิ้นสุดหรือเปลี่ยนประเภท); pure."""

from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

from orqa.domain.attendance.leave.records import Leave, LeaveState, cancelled, cut_short, ending
from orqa.rules.decisions import Decision
from orqa.rules.views import View

TURNS_INTO: Final = "leave.turns_into"
_ONE_DAY: Final = timedelta(days=1)


@frozen(kw_only=True)
class Turned:
    """What became of a leave that was given up while it ran.

    Attributes:
        given_up: the leave as it stands now: cancelled, or cut short.
        instead: the leave that the days already taken became; None where they stay what they were.
    """

    given_up: Leave
    instead: Leave | None = None


def decide_giving_up(leave: Leave, view: View, *, back_on: date, because: str, new_id: str) -> Decision[Turned]:
    """What becomes of a permitted leave whose reason falls away, such as a birth that does not come (ข้อ 19).

    Days of maternity leave that were taken become personal leave by the rule ``leave.turns_into``; of other types they
    stay what they were, and the rest comes back.

    Args:
        leave: the leave.
        view: the rules.
        back_on: the day on which the person is back; the leave ends the day before.
        because: why.
        new_id: id of the leave that the days taken may become.

    Raises:
        LeaveStateRefused: when the leave is not permitted, or ``back_on`` lies after it.
    """
    reading = view.reading()
    into: str = reading.value(TURNS_INTO, leave_type=leave.leave_type)
    inputs = {"leave": leave.id, "back_on": back_on}
    if back_on <= leave.first:
        return reading.decision(Turned(given_up=cancelled(leave, because)), inputs)
    taken = cut_short(leave, back_on - _ONE_DAY, because)
    if not into:
        return reading.decision(Turned(given_up=taken), inputs)
    instead = evolve(taken, id=new_id, version=0, leave_type=into, came_from=leave.id, planned_last=None, birth=None)
    return reading.decision(Turned(given_up=cancelled(leave, because), instead=instead), inputs)


def ended_by(other: Leave, first: date, because: str) -> Leave:
    """A leave that another ends on its first day ``first`` (ข้อ 19): cut short the day before, or not taken at all.

    One that waits for a decision goes on waiting, for the days that are left of it.

    Raises:
        LeaveStateRefused: when the person is back from it, or it was over by then.
    """
    if first <= other.first:
        return cancelled(other, because)
    asked = other.counts and other.state not in {LeaveState.PERMITTED, LeaveState.RETURNED}
    end = ending if asked and first <= other.last else cut_short
    return end(other, first - _ONE_DAY, because)
