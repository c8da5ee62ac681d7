"""What a day came to (ผลการลงเวลารายวัน): the statuses and what people call them."""

from enum import StrEnum
from types import MappingProxyType

from orqa.base.language import Text


class DayStatus(StrEnum):
    """What a day of somebody came to."""

    PRESENT = "present"
    LATE = "late"
    EARLY_EXIT = "early_exit"
    LATE_AND_EARLY = "late_and_early"
    HALF_DAY_LEAVE = "half_day_leave"
    LEAVE = "leave"
    OFFICIAL_DUTY = "official_duty"
    TRAINING = "training"
    HOME_WORKING = "home_working"
    EXCUSED = "excused"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    ABSENT = "absent"
    UNRESOLVED = "unresolved"
    PENDING = "pending"
    NOT_DUE = "not_due"


TITLES = MappingProxyType(
    {
        DayStatus.PRESENT: Text.of(th="มาปฏิบัติราชการ", en="present"),
        DayStatus.LATE: Text.of(th="มาสาย", en="late"),
        DayStatus.EARLY_EXIT: Text.of(th="กลับก่อน", en="left early"),
        DayStatus.LATE_AND_EARLY: Text.of(th="มาสายและกลับก่อน", en="late and left early"),
        DayStatus.HALF_DAY_LEAVE: Text.of(th="ลาครึ่งวัน", en="half a day of leave"),
        DayStatus.LEAVE: Text.of(th="ลา", en="on leave"),
        DayStatus.OFFICIAL_DUTY: Text.of(th="ไปราชการ", en="official duty"),
        DayStatus.TRAINING: Text.of(th="อบรม ประชุม สัมมนา", en="training"),
        DayStatus.HOME_WORKING: Text.of(th="ปฏิบัติงานนอกสถานที่ตั้ง", en="working from home"),
        DayStatus.EXCUSED: Text.of(th="พฤติการณ์พิเศษ ไม่ถือเป็นวันลา", en="special circumstances, not leave"),
        DayStatus.HOLIDAY: Text.of(th="วันหยุดราชการ", en="holiday"),
        DayStatus.WEEKEND: Text.of(th="วันหยุดประจำสัปดาห์", en="weekend"),
        DayStatus.ABSENT: Text.of(th="ขาดราชการ", en="absent"),
        DayStatus.UNRESOLVED: Text.of(th="ยังไม่ชัดเจน", en="unresolved"),
        DayStatus.PENDING: Text.of(th="รออนุญาตการลา", en="waits for permission"),
        DayStatus.NOT_DUE: Text.of(th="ยังไม่ถึงกำหนด", en="not yet due"),
    }
)
"""What people call each status."""
