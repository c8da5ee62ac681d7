"""What else a day may be: leave, official duty, training, working from home, what befell an area (การปฏิบัติราชการอื่น)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple

from attrs import field, frozen
from attrs.validators import instance_of, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record
from orqa.domain.attendance.statuses import DayStatus

_text = instance_of(str)
_time = optional(instance_of(int))


class Half(StrEnum):
    """Which part of a day."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"


class DayEvent(NamedTuple):
    """What somebody's days are besides work at the office; as :func:`~orqa.domain.attendance.daily.daily_results` asks.

    Attributes:
        user: whose; the same name that their punches carry. Empty for everybody.
        first: the first day.
        last: the last day.
        status: what the days count as: leave, official_duty, training, home_working, excused or present; pending for
            leave that waits for permission.
        code: which leave or event: ``sick``, ``official_duty`` …
        title: what people call it.
        half: the part of each day.
        late_until: minute of the day until which coming is not late on these days (courtesy in a flood); None for
            none. An event of which that is said takes nothing from the day.
        unproved: what proves a day of working from home, where rules ask for proof: ``any`` of a punch and a report
            of the day, or the ``report`` alone; empty where nothing is asked for.
        tells: what it tells of the day, where it does nothing else, such as of a corrected punch; None for others.
    """

    user: str
    first: date
    last: date
    status: DayStatus
    code: str = ""
    title: Text | None = None
    half: Half = Half.WHOLE
    late_until: int | None = None
    unproved: str = ""
    tells: Text | None = None

    @property
    def takes(self) -> bool:
        """Whether it takes the day, or half of it, from work at the office; others only tell or allow something."""
        return self.late_until is None and self.tells is None


@frozen(kw_only=True)
class WorkEvent(Record):
    """Official duty, training, working from home or special circumstances (ไปราชการ อบรม ปฏิบัติงานนอกสถานที่ตั้ง).

    Attributes:
        event: code of the vocabulary ``work-event``.
        person: id of the person; empty where it is for a unit or everybody.
        unit: id of the unit and those below; empty where it is for a person or everybody.
        first: the first day.
        last: the last day.
        half: the part of each day.
        late_until: minute of the day until which coming is not late; None where the whole days are meant.
        title: what it was about, such as the name of the course.
        order: the order (คำสั่ง).
        withdrawn: why it was withdrawn; empty while it stands.
    """

    kind: ClassVar[str] = "work-event"

    event: str = field(validator=_text, metadata=indexed())
    person: str = field(default="", validator=_text, metadata=indexed() | personal())
    unit: str = field(default="", validator=_text, metadata=indexed())
    first: date = field(validator=instance_of(date), metadata=indexed())
    last: date = field(validator=instance_of(date), metadata=indexed())
    half: Half = field(default=Half.WHOLE, validator=instance_of(Half))
    late_until: int | None = field(default=None, validator=_time)
    title: str = field(default="", validator=_text, metadata=personal())
    order: str = field(default="", validator=_text)
    withdrawn: str = field(default="", validator=_text)
