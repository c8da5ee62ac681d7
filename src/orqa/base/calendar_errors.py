"""What a work calendar refuses to answer."""

from datetime import date
from typing import ClassVar

from orqa.base.errors import NotModelled, OrqaError
from orqa.base.language import Text


class OutsideCalendar(NotModelled):
    """A day, or the answer, lies outside the years of the work calendar."""

    code: ClassVar[str] = "outside-calendar"
    template: ClassVar[Text] = Text.of(
        en="{what} is outside the work calendar, which covers {reason}",
        th="{what} อยู่นอกปฏิทินวันทำการ ซึ่งมีข้อมูลช่วง {reason}",
    )


class SpanReversed(OrqaError, ValueError):
    """A span of days ends before it begins."""

    code: ClassVar[str] = "span-reversed"
    template: ClassVar[Text] = Text.of(
        en="the span begins on {first} and ends before that, on {last}; swap the two days",
        th="ช่วงวันเริ่มวันที่ {first} แต่สิ้นสุดก่อนหน้านั้นคือวันที่ {last} โปรดสลับวันทั้งสอง",
    )

    first: date
    last: date


class NotADate(OrqaError, TypeError):
    """A work calendar was asked about something that is no plain date.

    A datetime is refused as well: the day it belongs to depends on a time zone, which the caller knows.
    """

    code: ClassVar[str] = "not-a-date"
    template: ClassVar[Text] = Text.of(
        en="a work calendar is asked about a date, found {found}; of a datetime in the right time zone, give .date()",
        th="ปฏิทินวันทำการรับเฉพาะวันที่ (date) แต่ได้รับ {found} หากเป็น datetime ให้แปลงเป็นเขตเวลาที่ถูกต้องแล้วใช้ .date()",
    )

    found: str
