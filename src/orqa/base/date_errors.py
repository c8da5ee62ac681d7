"""What is said when a date is not understood, or says two things at once."""

from datetime import date
from typing import Any, ClassVar

from orqa.base.date_format import format_thai_date
from orqa.base.errors import OrqaError
from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

_SHOWN = 80
"""Characters of the text that a message shows."""


class DateNotUnderstood(OrqaError, ValueError):
    """A printed date has no one meaning; nothing is guessed.

    Attributes:
        text: what was printed.
        reason: why it is refused, per language.
        candidates: days that it may mean, likeliest first; a person chooses.
    """

    code: ClassVar[str] = "date-not-understood"
    template: ClassVar[Text] = Text.of(
        en="{text!r} is not understood as a date: {reason}. {advice}",
        th="อ่าน {text!r} เป็นวันที่ไม่ได้: {reason} {advice}",
    )

    text: str
    reason: Text
    candidates: tuple[date, ...] = ()

    def shown(self) -> dict[str, Any]:
        """The values of the template; the advice lists the candidates or shows a form that is understood."""
        found = self.text if len(self.text) <= _SHOWN else self.text[:_SHOWN] + "…"
        return super().shown() | {"text": found, "advice": _choose(self.candidates) if self.candidates else _WRITE}


_WRITE = Text.of(
    en="Write it as 12 January 2025, 12/01/2025, 2025-01-12, or in Thai with the Buddhist era",
    th="โปรดเขียนเป็น 12 มกราคม 2568, 12 ม.ค. 68, 12/01/2568, 12 January 2025 หรือ 2025-01-12",
)
_CHOOSE = Text.of(en="It may mean {days} (year-month-day, common era)", th="อาจหมายถึง {days}")


def _choose(candidates: tuple[date, ...]) -> Text:
    days = Text.of(en=", ".join(map(str, candidates)), th=" หรือ ".join(map(format_thai_date, candidates)))
    return _CHOOSE.fill(days=days)


NO_DATE = Text.of(en="no day, month and year are found in it", th="ไม่พบวัน เดือน และปี")
UNKNOWN_WORDS = Text.of(en="{words!r} is no known word of a date", th="ไม่รู้จักคำว่า {words!r} ในวันที่")
UNKNOWN_MONTH = Text.of(en="{words!r} is no month", th="{words!r} ไม่ใช่ชื่อเดือน")
TWO_MONTHS = Text.of(en="it names two months", th="ระบุเดือนไว้สองเดือน")
TWO_ERAS = Text.of(en="it names two eras", th="ระบุศักราชไว้สองแบบ")
NO_SUCH_DAY = Text.of(en="there is no such day", th="ไม่มีวันที่นี้ในปฏิทิน")
EITHER_FIRST = Text.of(
    en="day or month may stand first, and nothing beside it tells which", th="อาจเขียนวันหรือเดือนก่อน และไม่มีสิ่งใดบอกได้"
)
NO_SUCH_MONTH = Text.of(en="there is no month {month}", th="ไม่มีเดือนที่ {month}")
NOT_A_DAY = Text.of(en="it names no single day", th="ไม่ได้ระบุวันใดวันหนึ่ง")
MIXED_SEPARATORS = Text.of(en="its numbers are parted in different ways", th="ใช้เครื่องหมายคั่นตัวเลขไม่เหมือนกัน")
YEAR_LENGTH = Text.of(
    en="a year of {count} digit(s) is not clear here: write four", th="ปี {count} หลักในที่นี้ไม่ชัดเจน โปรดเขียนปีสี่หลัก"
)
YEAR_OUT_OF_RANGE = Text.of(
    en="the year {year} is neither B.E. {be_first}-{be_last} nor C.E. {ce_first}-{ce_last}",
    th="ปี {year} ไม่อยู่ในช่วง พ.ศ. {be_first}-{be_last} หรือ ค.ศ. {ce_first}-{ce_last}",
)
MONTH_NEVER_WAS = Text.of(
    en="B.E. 2483 had no January, February and March: B.E. 2484 began on 1 January",
    th="พ.ศ. 2483 ไม่มีเดือนมกราคม กุมภาพันธ์ และมีนาคม เพราะ พ.ศ. 2484 เริ่มวันที่ 1 มกราคม",
)
LUNAR = Text.of(
    en="before 1 April B.E. 2432 Thai dates were lunar and are not converted",
    th="ก่อนวันที่ 1 เมษายน พ.ศ. 2432 ใช้ปฏิทินจันทรคติ จึงไม่แปลง",
)
YEAR_ACROSS = Text.of(
    en="a B.E. year before 2484 ran from April to March: give the month",
    th="ปี พ.ศ. ก่อน 2484 นับจากเมษายนถึงมีนาคม ให้ระบุเดือน",
)

WEEKDAY_MISMATCH = FindingKind(
    "weekday-mismatch",
    Severity.WARNING,
    Text.of(
        en="{text!r} says {printed}, but {day} is a {actual}: check the date; it is kept as printed",
        th="{text!r} ระบุวัน{printed} แต่วันที่ {day} เป็นวัน{actual}: โปรดตรวจสอบ ระบบเก็บวันที่ตามที่พิมพ์ไว้",
    ),
)
"""The printed weekday is not the weekday of the printed date."""
