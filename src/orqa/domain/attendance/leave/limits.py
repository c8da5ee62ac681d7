"""How long a leave may be, as rules have it: days, months or years, as long as it lasts, no right, or not known."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.domain.attendance.service_years import end_of_months

_NOT_KNOWN = Text.of(
    en="no source at hand tells it for this type of personnel; set it in the university's own profile",
    th="ไม่มีแหล่งข้อมูลที่บอกสำหรับบุคลากรประเภทนี้ โปรดกำหนดในโปรไฟล์ของมหาวิทยาลัย",
)
_DAYS = Text.of(en="{n} {n:day|days}", th="{n} วัน")
_MONTHS = Text.of(en="{n} {n:month|months}", th="{n} เดือน")
_YEARS = Text.of(en="{n} {n:year|years}", th="{n} ปี")


@frozen(kw_only=True)
class Limit:
    """What a rule of leave allows; one of its fields is set.

    Attributes:
        days: so many days, as the type counts them.
        months: so many months by the calendar.
        years: so many years by the calendar.
        all: as long as it lasts.
        none: there is no right to it.
    """

    days: Decimal | None = None
    months: int = 0
    years: int = 0
    all: bool = False
    none: bool = False

    @classmethod
    def of(cls, key: str, value: Mapping[str, Any]) -> "Limit":
        """What a rule's value says.

        Raises:
            NotModelled: where it says that it is not known.
        """
        if value.get("unknown"):
            raise NotModelled(key, _NOT_KNOWN)
        days = value.get("days")
        return cls(**{**value, "days": None if days is None else Decimal(days)})

    def last_day(self, first: date) -> date | None:
        """The last day of a leave that begins on ``first``; None where days are counted, or it has no end."""
        if not (self.months or self.years):
            return None
        return end_of_months(first, self.years * 12 + self.months)

    def days_of(self, used: Decimal) -> Decimal:
        """How many of ``used`` days lie within it, where it is told in days."""
        if self.none:
            return Decimal(0)
        return used if self.days is None else min(used, self.days)

    def say(self) -> Text:
        """For messages."""
        if self.none:
            return Text.of(en="none", th="ไม่มีสิทธิ")
        if self.days is not None:
            return _DAYS.fill(n=self.days)
        if self.months:
            return _MONTHS.fill(n=self.months)
        if self.years:
            return _YEARS.fill(n=self.years)
        return Text.of(en="as long as it lasts", th="เท่าที่จำเป็น")
