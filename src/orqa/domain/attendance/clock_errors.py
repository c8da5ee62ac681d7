"""What clocks, their users and their files refuse, with the reason."""

from datetime import date
from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class ClockRefused(OrqaError, ValueError):
    """A clock, a user of one or a file of one cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "clock-refused"
    template: ClassVar[Text] = Text.of(
        en="nothing was written about time clocks: {reason}", th="ไม่ได้บันทึกข้อมูลเครื่องลงเวลา: {reason}"
    )

    reason: Text


class PunchesErased(OrqaError, LookupError):
    """Days are asked for whose punches were erased when their time was over; they would read as absence."""

    code: ClassVar[str] = "punches-erased"
    template: ClassVar[Text] = Text.of(
        en="the punches of days before {before} were erased, as they are kept for a set time only; ask from that day "
        "on. The half-year figures that were frozen stay",
        th="ข้อมูลการลงเวลาก่อนวันที่ {before} ถูกลบแล้วเพราะพ้นระยะเวลาเก็บ ให้เลือกตั้งแต่วันดังกล่าว สถิติครึ่งปีที่ปิดแล้วยังอยู่",
    )

    before: date
