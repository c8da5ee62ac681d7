"""Figures of a half year that were frozen when the year was closed (สถิติครึ่งปีที่ปิดแล้ว), with the state of the rules."""

from datetime import date, datetime
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.markers import indexed, personal
from orqa.base.records import Record

_text = instance_of(str)
_whole = instance_of(int)


@frozen(kw_only=True)
class LeaveFigure:
    """Leave of one type in the half year.

    Attributes:
        leave_type: code of the vocabulary ``leave-type``.
        times: how many times began in it.
        hundredths: hundredths of a day.
    """

    leave_type: str = field(validator=_text)
    times: int = field(validator=_whole)
    hundredths: int = field(validator=_whole)


@frozen(kw_only=True)
class HalfYear(Record):
    """What a half year of somebody came to when its year was closed; later corrections do not change it.

    Attributes:
        person: id of the person.
        year: common-era name of the fiscal year.
        half: 1 or 2.
        first: its first day.
        last: its last day.
        unit: id of the unit that the person worked in.
        personnel: code of the vocabulary ``personnel-type``.
        due: working days.
        present: hundredths of a day at work.
        late: days on which they were late.
        early: days on which they left early.
        duty: hundredths of a day on official duty or in training.
        home_working: hundredths of a day worked from elsewhere.
        excused: hundredths of a day of special circumstances.
        absent: days of absence without leave.
        unresolved: days that were not clear.
        leave: by type.
        counted: hundredths of a day of leave that count.
        left_out: hundredths of a day that are left out of them.
        met: whether every limit was kept to.
        profile: the profile whose rules said so.
        data_version: the state of its rules.
        frozen_at: when it was frozen.
    """

    kind: ClassVar[str] = "half-year"

    person: str = field(validator=_text, metadata=indexed() | personal())
    year: int = field(validator=_whole, metadata=indexed())
    half: int = field(validator=_whole, metadata=indexed())
    first: date = field(validator=instance_of(date))
    last: date = field(validator=instance_of(date))
    unit: str = field(default="", validator=_text, metadata=indexed())
    personnel: str = field(default="", validator=_text, metadata=indexed())
    due: int = field(validator=_whole)
    present: int = field(validator=_whole)
    late: int = field(validator=_whole)
    early: int = field(validator=_whole)
    duty: int = field(validator=_whole)
    home_working: int = field(default=0, validator=_whole)
    excused: int = field(default=0, validator=_whole)
    absent: int = field(validator=_whole)
    unresolved: int = field(validator=_whole)
    leave: tuple[LeaveFigure, ...] = field(default=(), validator=instance_of(tuple))
    counted: int = field(validator=_whole)
    left_out: int = field(validator=_whole)
    met: bool = field(validator=instance_of(bool), metadata=indexed())
    profile: str = field(validator=_text)
    data_version: str = field(validator=_text)
    frozen_at: datetime = field(validator=instance_of(datetime))
