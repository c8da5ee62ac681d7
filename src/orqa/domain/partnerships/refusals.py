"""What visits, trips and the information service refuse, with the reason."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class VisitRefused(OrqaError, ValueError):
    """A visit or an activity cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "visit-refused"
    template: ClassVar[Text] = Text.of(
        en="the visit or activity was not changed: {reason}; nothing was written",
        th="ไม่ได้บันทึกการเยือนหรือกิจกรรม: {reason}",
    )

    reason: Text


class TripRefused(OrqaError, ValueError):
    """A trip abroad cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "trip-refused"
    template: ClassVar[Text] = Text.of(
        en="the trip was not changed: {reason}; nothing was written", th="ไม่ได้บันทึกการไปราชการ: {reason}"
    )

    reason: Text


class InformationRefused(OrqaError, ValueError):
    """An enquiry, an approved text or scholarship news cannot be as it was asked for; nothing was written."""

    code: ClassVar[str] = "information-refused"
    template: ClassVar[Text] = Text.of(
        en="the information was not changed: {reason}; nothing was written", th="ไม่ได้บันทึกข้อมูลบริการข่าวสาร: {reason}"
    )

    reason: Text
