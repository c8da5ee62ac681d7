"""How long punches are kept (ระยะเวลาเก็บข้อมูลการลงเวลา): the first month of which they still are; pure."""

from datetime import date
from typing import Final

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.domain.attendance.leave.limits import Limit
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

RULE: Final = "attendance.punch_retention"
_MONTHS_OF_YEAR: Final = 12
_NOT_SET = Text.of(
    en="no source at hand tells how long punches are kept; set it in the university's own profile",
    th="ไม่มีแหล่งข้อมูลที่บอกว่าเก็บข้อมูลการลงเวลานานเท่าใด โปรดกำหนดในโปรไฟล์ของมหาวิทยาลัย",
)


def decide_kept_since(reading: Reading, today: date) -> Decision[date]:
    """The first day of the first month whose punches are still to be kept; the first day of all where all are.

    A month's punches are kept so many months from its end on (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562).

    Args:
        reading: of the rules of today.
        today: the day that is asked for.

    Raises:
        NotModelled: where the profile sets no time; it is the office's own to set.
    """
    value = reading.value(RULE)
    if value.get("unknown"):
        raise NotModelled(RULE, _NOT_SET)
    limit = Limit.of(RULE, value)
    since = date.min
    if not limit.all:
        month = today.year * _MONTHS_OF_YEAR + today.month - 1 - limit.months - limit.years * _MONTHS_OF_YEAR
        since = max(date.min, date(max(month // _MONTHS_OF_YEAR, 1), month % _MONTHS_OF_YEAR + 1, 1))
    return reading.decision(since, {"today": today})
