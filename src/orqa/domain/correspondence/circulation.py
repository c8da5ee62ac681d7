"""Letters that are made known to many (การเวียนหนังสือ), and lists of whom they go to; pure.

Each receiver has a task of the house (:class:`orqa.domain.organization.tasks.Task`) that ends when they acknowledge: so
what is circulated waits on their desk, may be handed on to a deputy, and the moment of acknowledging is kept for each.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from statistics import median
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable, instance_of, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.validators import aware
from orqa.domain.correspondence.errors import CirculationRefused
from orqa.domain.organization.restriction import Restriction
from orqa.domain.organization.tasks import Task, TaskState

ACKNOWLEDGE: Final = "letter.acknowledge"
"""What the task of a receiver asks for."""

SERIES: Final = "circulation"
"""The series of the numbers of circulations; one for each calendar year."""

_text = instance_of(str)
_ENDED = Text.of(
    en="it ended on {day} ({reason}); circulate the letter anew",
    th="สิ้นสุดการเวียนแล้วเมื่อ {day} ({reason}) ให้เวียนหนังสือใหม่",
)


class CirculationState(StrEnum):
    """``open``: receivers are still to acknowledge; ``ended``: no more are waited for (สิ้นสุดการเวียน)."""

    OPEN = "open"
    ENDED = "ended"


@frozen(kw_only=True)
class Reminder:
    """That those who had not acknowledged were reminded (การเตือน).

    Attributes:
        at: when.
        by: by whom, as the journal calls them.
        count: how many people were reminded: those with an address, whom what waits for a unit is told to, too.
    """

    at: datetime = field(validator=aware)
    by: str = field(default="", validator=_text, metadata=personal())
    count: int = field(validator=instance_of(int))


@frozen(kw_only=True)
class Circulation(Record):
    """That a letter is made known to its receivers (การเวียนหนังสือ).

    Attributes:
        letter: the letter, order, announcement or rule.
        unit: id of the unit that circulates it; empty for the office as a whole.
        year: calendar year of its number, in the Christian era.
        number: in the register of circulations (ทะเบียนหนังสือเวียน).
        lists: ids of the lists of receivers that it went to, and words such as ``everyone``.
        receivers: how many have a task of acknowledging.
        note: what the receivers are to do (คำสั่งการ).
        due: the day by which to acknowledge; None for none.
        circulated_at: when.
        circulated_by: by whom, as the journal calls them.
        state: open or ended.
        ended_on: the day on which it ended.
        reason: why it ended before all acknowledged.
        reminders: when those who had not acknowledged were reminded, the first one first.
        restricted: as its letter.
    """

    kind: ClassVar[str] = "circulation"
    __repr__ = shown_by("number", "year", "state")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("year", "number"), ("state", "due"))

    letter: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    year: int = field(validator=instance_of(int), metadata=indexed() | public())
    number: int | None = field(default=None, validator=optional(instance_of(int)), metadata=indexed() | public())
    lists: tuple[str, ...] = field(default=(), validator=deep_iterable(_text, instance_of(tuple)))
    receivers: int = field(validator=instance_of(int), metadata=public())
    note: str = field(default="", validator=_text)
    due: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed() | public())
    circulated_at: datetime = field(validator=aware, metadata=indexed() | public())
    circulated_by: str = field(default="", validator=_text, metadata=personal())
    state: CirculationState = field(
        default=CirculationState.OPEN, converter=CirculationState, metadata=indexed() | public()
    )
    ended_on: date | None = field(default=None, validator=optional(instance_of(date)), metadata=public())
    reason: str = field(default="", validator=_text)
    reminders: tuple[Reminder, ...] = field(default=(), validator=deep_iterable(instance_of(Reminder)))
    restricted: Restriction | None = None

    @property
    def is_open(self) -> bool:
        """Whether receivers are still to acknowledge."""
        return self.state is CirculationState.OPEN


@frozen(kw_only=True)
class RecipientList(Record):
    """A list of receivers that is used again and again (บัญชีรายชื่อผู้รับหนังสือเวียน); its id is its short code.

    Attributes:
        title: what people call it, per language.
        members: whom a circulation to it goes to, as ``office.correspondence.circulate`` takes them: ``person:ID``,
            ``unit:ID``, ``role:ROLE@UNIT``, ``staff:UNIT``, ``units:UNIT``, ``everyone``.
        unit: id of the unit that keeps it; empty for the office as a whole.
        active: False once it is no longer used.
    """

    kind: ClassVar[str] = "recipient-list"
    __repr__ = shown_by("title", "active")

    title: Text = field(validator=instance_of(Text), metadata=searchable() | public())
    members: tuple[str, ...] = field(validator=deep_iterable(_text, instance_of(tuple)), metadata=personal())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    active: bool = field(default=True, validator=instance_of(bool), metadata=indexed() | public())


@frozen(kw_only=True)
class Standing:
    """Where a circulation stands (สถานะการรับทราบ).

    Attributes:
        receivers: how many it went to.
        acknowledged: how many of these acknowledged.
        waiting: how many are still to do so.
        withdrawn: how many were no longer waited for when it ended.
        overdue: of those who wait, how many are past the day.
        median_hours: hours from circulating to acknowledging, the middle one; None where nobody acknowledged.
    """

    receivers: int
    acknowledged: int
    waiting: int
    withdrawn: int
    overdue: int
    median_hours: float | None

    @property
    def share(self) -> float | None:
        """The part that acknowledged, from 0 to 1; None where it went to nobody."""
        return self.acknowledged / self.receivers if self.receivers else None


def standing(tasks: Iterable[Task], on: date) -> Standing:
    """Where a circulation stands on a day.

    Args:
        tasks: those of its receivers.
        on: the day against which what is overdue is told.
    """
    known = tuple(tasks)
    waiting = [one for one in known if one.state is TaskState.OPEN]
    ended = [one for one in known if one.state is TaskState.DONE and one.ended_at]
    hours = [(one.ended_at - one.opened_at).total_seconds() / 3600 for one in ended if one.ended_at]
    return Standing(
        receivers=len(known),
        acknowledged=len(ended),
        waiting=len(waiting),
        withdrawn=len(known) - len(waiting) - len(ended),
        overdue=sum(1 for one in waiting if one.due and one.due < on),
        median_hours=median(hours) if hours else None,
    )


def ended(circulation: Circulation, *, on: date, reason: str = "") -> Circulation:
    """The circulation with nobody left to wait for.

    Raises:
        CirculationRefused: when that was so already.
    """
    refuse_ended(circulation)
    return evolve(circulation, state=CirculationState.ENDED, ended_on=on, reason=reason)


def reminded(circulation: Circulation, *, at: datetime, by: str, count: int) -> Circulation:
    """The circulation, with one more reminder.

    Raises:
        CirculationRefused: when it ended.
    """
    refuse_ended(circulation)
    return evolve(circulation, reminders=(*circulation.reminders, Reminder(at=at, by=by, count=count)))


def refuse_ended(circulation: Circulation) -> None:
    """Go on where receivers may still acknowledge.

    Raises:
        CirculationRefused: when it ended.
    """
    if not circulation.is_open:
        raise CirculationRefused(_ENDED.fill(day=circulation.ended_on, reason=circulation.reason or "–"))
