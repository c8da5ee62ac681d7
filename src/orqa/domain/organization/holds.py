"""What keeps a record from being destroyed (การยับยั้งการทำลาย): a loan, evidence, a case in court; pure.

A hold is for a record of whatever area and names what needs it, so that no area has to know another. While one stands
the record's cell :func:`hold_cell` counts it, and the store refuses to destroy what is counted.
"""

from datetime import datetime
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import instance_of, optional

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.validators import aware
from orqa.domain.organization.restriction import Restriction

CAUSES: Final = "hold-cause"
"""The profile's vocabulary of what holds records."""

HOLDS: Final = "hold/"
"""How the cells that count holds begin."""

_LIFTED = Text.of(
    en="it was lifted already, because: {reason}; nothing is left to do", th="ยกเลิกไปแล้ว เพราะ: {reason} ไม่ต้องทำซ้ำ"
)
_UNKNOWN = Text.of(
    en="there is no cause {cause!r:.60}; choose one of: {known}", th="ไม่มีเหตุ {cause!r:.60} ให้เลือกจาก: {known}"
)
_BY_ITSELF = Text.of(
    en="it ends with {source}, which needs the record: end that",
    th="การยับยั้งนี้สิ้นสุดพร้อมกับ {source} ซึ่งต้องใช้รายการนี้ ให้ดำเนินการที่รายการนั้น",
)
GONE = Text.of(
    en="{what} has been destroyed, so nothing can hold it any more", th="{what} ถูกทำลายไปแล้ว จึงยับยั้งการทำลายไม่ได้"
)


class HoldRefused(OrqaError, ValueError):
    """A record cannot be held, or a hold not be lifted, so; nothing was written."""

    code: ClassVar[str] = "hold-refused"
    template: ClassVar[Text] = Text.of(en="the hold was not changed: {reason}", th="ไม่ได้เปลี่ยนการยับยั้งการทำลาย: {reason}")

    reason: Text


class RecordIsHeld(OrqaError, ValueError):
    """A record cannot be destroyed, for something holds it; nothing was destroyed.

    Attributes:
        what: the record.
        holds: what holds it, and why.
    """

    code: ClassVar[str] = "held"
    template: ClassVar[Text] = Text.of(
        en="{what} is held back and was not destroyed: {holds}; lift that first",
        th="{what} ถูกยับยั้งการทำลาย จึงไม่มีการทำลาย: {holds} ต้องยกเลิกการยับยั้งก่อน",
    )

    what: RecordRef
    holds: Text


@frozen(kw_only=True)
class Hold(Record):
    """That a record may not be destroyed, and why.

    Attributes:
        about: the record.
        cause: code of the vocabulary ``hold-cause``.
        source: the record that needs it and whose end lifts the hold, such as a loan; None for one that people lift.
        reason: why, in words.
        placed_at: when.
        placed_by: by whom, as the journal calls them.
        active: False once it was lifted.
        lifted_at: when.
        lifted_by: by whom.
        lifted_because: why.
        restricted: as the record.
    """

    kind: ClassVar[str] = "hold"
    __repr__ = shown_by("about", "cause", "active")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("about", "active"),)

    about: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    cause: str = field(validator=instance_of(str), metadata=indexed() | public())
    source: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)), metadata=indexed())
    reason: str = field(validator=instance_of(str), metadata=personal())
    placed_at: datetime = field(validator=aware)
    placed_by: str = field(default="", validator=instance_of(str), metadata=personal())
    active: bool = field(default=True, validator=instance_of(bool), metadata=indexed())
    lifted_at: datetime | None = field(default=None, validator=optional(aware))
    lifted_by: str = field(default="", validator=instance_of(str), metadata=personal())
    lifted_because: str = field(default="", validator=instance_of(str), metadata=personal())
    restricted: Restriction | None = None


def hold_cell(about: RecordRef) -> str:
    """The cell that counts the holds of a record: 0 for none, -1 for ever once it was destroyed."""
    return f"{HOLDS}{about.kind}/{about.id}"


def unknown_cause(cause: str, known: Text) -> HoldRefused:
    """The refusal of a cause that the profile does not know."""
    return HoldRefused(_UNKNOWN.fill(cause=cause, known=known))


def lifted(hold: Hold, *, at: datetime, by: str, reason: str, ended: RecordRef | None = None) -> Hold:
    """The hold, lifted.

    Args:
        hold: as it stands.
        at: when.
        by: by whom, as the journal calls them.
        reason: why.
        ended: the record whose end lifts it; None where people do.

    Raises:
        HoldRefused: when it was lifted already, or only the end of its source lifts it.
    """
    if not hold.active:
        raise HoldRefused(_LIFTED.fill(reason=hold.lifted_because))
    if hold.source is not None and hold.source != ended:
        raise HoldRefused(_BY_ITSELF.fill(source=hold.source))
    return evolve(hold, active=False, lifted_at=at, lifted_by=by, lifted_because=reason)
