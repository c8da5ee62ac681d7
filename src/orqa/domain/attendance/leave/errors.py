"""What cannot be done with a leave, and what can."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class LeaveStateRefused(OrqaError, ValueError):
    """A leave does not go from its state to the one that is asked for; nothing was changed."""

    code: ClassVar[str] = "leave-state-refused"
    template: ClassVar[Text] = Text.of(
        en="leave {leave} is {state} and cannot become {asked}; possible are: {allowed}",
        th="ใบลา {leave} อยู่ในสถานะ {state} จึงเป็น {asked} ไม่ได้ ที่เป็นได้คือ {allowed}",
    )

    leave: str
    state: str
    asked: str
    allowed: tuple[str, ...]


class LeaveYearRefused(OrqaError, ValueError):
    """A fiscal year of leave is not closed, or its accounts are not changed, as it was asked for."""

    code: ClassVar[str] = "leave-year-refused"
    template: ClassVar[Text] = Text.of(
        en="the accounts of the fiscal year were not changed: {reason}; nothing was written",
        th="ไม่ได้บันทึกบัญชีวันลาของปีงบประมาณ: {reason}",
    )

    reason: Text


class LeaveRefused(OrqaError, ValueError):
    """A leave is not kept, permitted or changed as it was asked for; nothing was written."""

    code: ClassVar[str] = "leave-refused"
    template: ClassVar[Text] = Text.of(
        en="the leave was not recorded: {reason}; nothing was written", th="ไม่ได้บันทึกการลา: {reason}"
    )

    reason: Text
