"""Time clocks (เครื่องลงเวลา): where they stand, whom their users are, and what was fetched from them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, instance_of, matches_re, optional

from orqa.base.markers import indexed, personal
from orqa.base.records import Record
from orqa.domain.organization.people import holds_on

if TYPE_CHECKING:
    from attrs import Attribute

_text = instance_of(str)
_count = [instance_of(int), ge(0)]
_day = instance_of(date)
_day_or_none = optional(instance_of(date))

MONTH = r"[0-9]{4}-[0-9]{2}"
MARK = r"[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]* [0-9]*"
CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"


def _aware(_record: object, attribute: "Attribute[datetime]", value: datetime) -> None:
    if value.tzinfo is None:
        raise ValueError(f"{attribute.name} needs a time zone, found {value!r}")


@frozen(kw_only=True)
class Clock(Record):
    """A time clock (เครื่องลงเวลา); its id is the code that people call it by.

    Attributes:
        place: where it stands.
        unit: id of the unit whose it is.
        number: how its own files call it: the number in ``1_attlog.dat``, or a serial number.
        installed: the first day on which it may have been used; punches before are doubted.
    """

    kind: ClassVar[str] = "clock"

    id: str = field(validator=matches_re(CODE))
    place: str = field(default="", validator=_text)
    unit: str = field(default="", validator=_text, metadata=indexed())
    number: str = field(default="", validator=_text, metadata=indexed())
    installed: date | None = field(default=None, validator=_day_or_none)


@frozen(kw_only=True)
class ClockUser(Record):
    """Who a user of a clock is, from when to when (ผู้ใช้ของเครื่องลงเวลา): clocks reuse numbers after people leave.

    Attributes:
        clock: code of the clock.
        user: number in the clock.
        person: id of the person.
        first: the first day.
        last: the last day; None until further notice.
    """

    kind: ClassVar[str] = "clock-user"

    clock: str = field(validator=_text, metadata=indexed())
    user: str = field(validator=_text, metadata=indexed() | personal())
    person: str = field(validator=_text, metadata=indexed() | personal())
    first: date = field(validator=_day, metadata=indexed())
    last: date | None = field(default=None, validator=_day_or_none)

    def holds_on(self, day: date) -> bool:
        """Whether the user was that person on a day."""
        return holds_on(self.first, self.last, day)


@frozen(kw_only=True)
class PunchFile(Record):
    """A file that was fetched from clocks (แฟ้มข้อมูลการลงเวลา); its bytes are kept beside the store, untouched.

    Attributes:
        name: of the file.
        digest: SHA-256 of its bytes.
        size: how many bytes.
        clocks: codes of the clocks whose punches it holds.
        imported_at: when it was first taken in.
        punches: how many punches it holds.
        new: how many of them were not there before.
        doubtful: how many have a date that the clock cannot have had right, and are in no month.
        refused: how many lines are no punch.
    """

    kind: ClassVar[str] = "punch-file"

    name: str = field(validator=_text, metadata=personal())
    digest: str = field(validator=matches_re(r"[0-9a-f]{64}"), metadata=indexed())
    size: int = field(validator=_count, metadata=indexed())
    clocks: tuple[str, ...] = field(default=())
    imported_at: datetime = field(validator=_aware, metadata=indexed())
    punches: int = field(default=0, validator=_count)
    new: int = field(default=0, validator=_count)
    doubtful: int = field(default=0, validator=_count)
    refused: int = field(default=0, validator=_count)


@frozen(kw_only=True)
class PunchSheet(Record):
    """The punches of one user of one clock in one month (ใบลงเวลารายเดือน), as the clock told them.

    Attributes:
        clock: code of the clock.
        user: number in the clock.
        month: ``2026-03``, by the common era.
        marks: one for each punch, in order: day, time, state and verification: ``02 08:21:09 0 1``.
    """

    kind: ClassVar[str] = "punch-sheet"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("clock", "user", "month"),)

    clock: str = field(validator=_text, metadata=indexed())
    user: str = field(validator=_text, metadata=indexed() | personal())
    month: str = field(validator=matches_re(MONTH), metadata=indexed())
    marks: tuple[str, ...] = field(default=(), validator=deep_iterable(matches_re(MARK)), metadata=personal())


@frozen(kw_only=True)
class PunchErasure(Record):
    """That punches of days before one were erased for good (การลบข้อมูลการลงเวลา); its id is the month of that day.

    Attributes:
        before: the first day whose punches were kept.
        sheets: how many sheets were erased.
        files: how many files of clocks, with their bytes.
        reason: why.
        erased_at: when it was begun.
    """

    kind: ClassVar[str] = "punch-erasure"

    id: str = field(validator=matches_re(MONTH))
    before: date = field(validator=_day, metadata=indexed())
    sheets: int = field(default=0, validator=_count)
    files: int = field(default=0, validator=_count)
    reason: str = field(validator=_text)
    erased_at: datetime = field(validator=_aware)
