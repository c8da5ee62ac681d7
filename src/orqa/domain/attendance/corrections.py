"""Corrected times of punches (การแก้เวลาที่เครื่องบันทึกผิด): what a clock told wrong, and when it was instead."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import ge, instance_of, le

from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record
from orqa.base.validators import aware
from orqa.domain.attendance.events import DayEvent
from orqa.domain.attendance.punches import Punch
from orqa.domain.attendance.statuses import DayStatus

CODE = "punch_correction"
"""The code of the event that tells of a correction on its day."""

_TITLE = Text.of(en="Corrected punch", th="แก้เวลาที่เครื่องบันทึก")
_TELLS = Text.of(
    en="{told} of the clock {clock} was {right} instead: {reason} (request {record} was approved)",
    th="เวลา {told} ของเครื่อง {clock} แก้เป็น {right}: {reason} (คำขอ {record} ได้รับความเห็นชอบ)",
)
_text = instance_of(str)
_LAST_SECOND, _LAST_MINUTE = 24 * 60 * 60 - 1, 24 * 60 - 1


@frozen(kw_only=True)
class PunchCorrection(Record):
    """That a clock told a punch with a wrong time, and when it was; it counts when it is approved.

    The punch itself stays as the clock told it: in the sheet of its month, or in the file alone where its date was
    doubtful.

    Attributes:
        person: id of the person.
        unit: id of the unit where they work.
        clock: code of the clock.
        told_on: the day that the clock told.
        told_second: the second of that day.
        day: the day on which it was.
        minute: the minute of that day.
        reason: why the clock was wrong (เหตุผล).
        entered_by: ``person``, or ``officer`` where the keeper entered it.
        filed_at: when.
    """

    kind: ClassVar[str] = "punch-correction"

    person: str = field(validator=_text, metadata=indexed() | personal())
    unit: str = field(default="", validator=_text, metadata=indexed())
    clock: str = field(validator=_text, metadata=indexed())
    told_on: date = field(validator=instance_of(date), metadata=indexed())
    told_second: int = field(validator=[instance_of(int), ge(0), le(_LAST_SECOND)])
    day: date = field(validator=instance_of(date), metadata=indexed())
    minute: int = field(validator=[instance_of(int), ge(0), le(_LAST_MINUTE)])
    reason: str = field(validator=_text, metadata=personal())
    entered_by: str = field(default="person", validator=_text)
    filed_at: datetime = field(validator=aware)

    @property
    def told(self) -> datetime:
        """When it was by the clock."""
        return datetime.combine(self.told_on, time()) + timedelta(seconds=self.told_second)

    @property
    def right(self) -> datetime:
        """When it was."""
        return datetime.combine(self.day, time()) + timedelta(minutes=self.minute)


def corrected(punches: Iterable[Punch], corrections: Iterable[PunchCorrection]) -> tuple[Punch, ...]:
    """Punches of people with approved corrections: those that were told wrong give way to those that were.

    Args:
        punches: their ``user`` is the id of a person, their ``device`` the code of a clock.
        corrections: of the same people; of several about one punch the last one counts.
    """
    last = {(one.person, one.clock, one.told): one for one in sorted(corrections, key=lambda one: one.filed_at)}
    kept = [punch for punch in punches if (punch.user, punch.device, punch.at) not in last]
    return (*kept, *(Punch(one.person, one.right, one.clock) for one in last.values()))


def told_on_their_days(corrections: Iterable[PunchCorrection]) -> tuple[DayEvent, ...]:
    """What tells of corrections on the days to which they belong; it takes nothing from these days."""
    return tuple(
        DayEvent(
            one.person,
            one.day,
            one.day,
            DayStatus.PRESENT,
            CODE,
            _TITLE,
            tells=_TELLS.fill(
                told=f"{one.told:%Y-%m-%d %H:%M:%S}",
                clock=one.clock,
                right=f"{one.right:%H:%M}",
                reason=one.reason,
                record=str(one.ref),
            ),
        )
        for one in corrections
    )
