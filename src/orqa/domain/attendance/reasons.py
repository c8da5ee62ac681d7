"""Reasons for a missing punch (คำชี้แจงการไม่ได้ลงเวลา): what somebody says about when they came or left."""

from datetime import date, datetime
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import ge, instance_of, le

from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record
from orqa.base.validators import aware
from orqa.domain.attendance.errors import AttendanceRefused
from orqa.rules.views import Reading

OWN_DAYS: Final = "attendance.reason_days"
"""The rule that says how many days back somebody may file a reason themselves."""

_text = instance_of(str)
_TO_COME = Text.of(en="the day {day} is still to come", th="วันที่ {day} ยังมาไม่ถึง")
_TOO_LATE = Text.of(
    en="file it yourself within {days} {days:day|days}; later the personnel officer enters it",
    th="ยื่นเองได้ภายใน {days} วัน หลังจากนั้นให้เจ้าหน้าที่บุคคลบันทึก",
)
_NO_REASON = Text.of(en="say why", th="ให้ระบุเหตุผล")


@frozen(kw_only=True)
class PunchReason(Record):
    """That somebody came or left at a time at which no clock took it, and why; it counts when it is approved.

    Attributes:
        person: id of the person.
        unit: id of the unit where they work.
        day: which day.
        minute: when, as a minute of the day.
        reason: why there is no punch (เหตุผล).
        entered_by: ``person``, or ``officer`` where the keeper entered it.
        filed_at: when.
    """

    kind: ClassVar[str] = "punch-reason"

    person: str = field(validator=_text, metadata=indexed() | personal())
    unit: str = field(default="", validator=_text, metadata=indexed())
    day: date = field(validator=instance_of(date), metadata=indexed())
    minute: int = field(validator=[instance_of(int), ge(0), le(24 * 60 - 1)])
    reason: str = field(validator=_text, metadata=personal())
    entered_by: str = field(default="person", validator=_text)
    filed_at: datetime = field(validator=aware)


def check_reason(reading: Reading, day: date, reason: str, today: date, *, own: bool) -> None:
    """Go on where a reason for a missing punch, or a correction of one, may be filed.

    Args:
        reading: of the rules of today (``attendance.reason_days``).
        day: the day that it is about.
        reason: why there is no punch, or why it is wrong.
        today: when it is filed.
        own: whether the person files it themselves.

    Raises:
        AttendanceRefused: without a reason, for a day to come, and for a day too long ago for the person themselves.
    """
    if not reason.strip():
        raise AttendanceRefused(_NO_REASON)
    if day > today:
        raise AttendanceRefused(_TO_COME.fill(day=day))
    days: int = reading.value(OWN_DAYS)
    if own and (today - day).days > days:
        raise AttendanceRefused(_TOO_LATE.fill(days=days))
