"""Whose leave, and so whose days, whoever acts may see (ผู้มีสิทธิดูข้อมูลการลา)."""

from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.office.access import ALL_LEAVE, leave_readers
from orqa.office.errors import NotAllowed

if TYPE_CHECKING:
    from orqa.office.office import Office

_WHAT = Text.of(en="see the leave and the days of another person", th="ดูข้อมูลการลาและผลการลงเวลาของผู้อื่น")
_WHO = Text.of(
    en="the person, the heads of their units, and those whom the rule access.policy names for leave.read",
    th="เจ้าของข้อมูล ผู้บังคับบัญชา และผู้ที่กฎ access.policy กำหนดไว้สำหรับ leave.read",
)


def sees_leave_of(office: "Office", person: str) -> bool:
    """Whether whoever acts may see the leave of a person (by id), and with it what their days came to."""
    return office.rights.personal.sees(leave_readers(person))


def sees_everybody(office: "Office") -> bool:
    """Whether whoever acts may see the leave and the days of everybody."""
    return office.rights.personal.sees((ALL_LEAVE,))


def require_everybody(office: "Office") -> None:
    """Go on where whoever acts may see the leave and the days of everybody.

    Raises:
        NotAllowed: where not.
    """
    if not sees_everybody(office):
        raise NotAllowed(_WHAT, office.rights.called, "", _WHO)


def require_leave_of(office: "Office", person: str) -> None:
    """Go on where whoever acts may see the leave of a person (by id).

    Raises:
        NotAllowed: where not: half of it would be worse than nothing, as leave that is not seen reads as absence.
    """
    if not sees_leave_of(office, person):
        raise NotAllowed(_WHAT, office.rights.called, "", _WHO)
