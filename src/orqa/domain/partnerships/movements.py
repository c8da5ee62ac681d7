"""What an exchange balance is made of (การนับที่นั่งแลกเปลี่ยน): movements of people, and the clauses that count them."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, ClassVar, Final

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, in_, instance_of, optional

from orqa.base import amounts
from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.years import Year

UNITS: Final = MappingProxyType(
    {
        "student_semester": Text.of(en="student-semester(s)", th="คน-ภาคการศึกษา"),
        "student_trimester": Text.of(en="student-trimester(s)", th="คน-ไตรภาค"),
        "student_quarter": Text.of(en="student-quarter(s)", th="คน-จตุรภาค"),
        "student_year": Text.of(en="student-year(s)", th="คน-ปีการศึกษา"),
        "student_month": Text.of(en="student-month(s)", th="คน-เดือน"),
    }
)
"""What people call the usual units; an agreement may name another, which is then shown as it is."""


class BalanceRefused(OrqaError, ValueError):
    """Movements from which no balance can be drawn; ``reason`` says what to do."""

    code: ClassVar[str] = "exchange-balance-refused"
    template: ClassVar[Text] = Text.of(
        en="the exchange balance cannot be drawn: {reason}", th="คิดดุลการแลกเปลี่ยนไม่ได้: {reason}"
    )

    reason: Text


class Direction(StrEnum):
    """Which way somebody goes, seen from the home institution."""

    SENT = "sent"
    RECEIVED = "received"

    @property
    def other(self) -> "Direction":
        """The way that the partner sees it."""
        return Direction.RECEIVED if self is Direction.SENT else Direction.SENT


class Circumstance(StrEnum):
    """Why a movement may be none of the exchange."""

    FREE_MOVER = "free_mover"
    STAFF = "staff"
    BLENDED = "blended"
    SHORT_TERM = "short_term"
    CANCELLED = "cancelled"
    MONEY = "money"


CIRCUMSTANCES: Final = MappingProxyType(
    {
        Circumstance.FREE_MOVER: Text.of(en="pays the host, outside the exchange", th="จ่ายค่าเรียนเองให้สถาบันปลายทาง"),
        Circumstance.STAFF: Text.of(en="is staff", th="เป็นบุคลากร"),
        Circumstance.BLENDED: Text.of(en="takes part in a short blended programme", th="เข้าโครงการระยะสั้นแบบผสมผสาน"),
        Circumstance.SHORT_TERM: Text.of(
            en="is a short stay such as a summer school", th="เป็นการเรียนระยะสั้น เช่น โครงการภาคฤดูร้อน"
        ),
        Circumstance.CANCELLED: Text.of(en="cancelled before arrival", th="ยกเลิกก่อนเดินทางถึง"),
        Circumstance.MONEY: Text.of(
            en="is settled in money: the fees went into the fund for incoming students",
            th="ชำระเป็นเงิน: ค่าเรียนเข้ากองทุนสำหรับนักศึกษาที่มาเรียน",
        ),
    }
)
"""What people call each circumstance."""


class EarlyReturn(StrEnum):
    """What counts of a stay that ended early; the agreement decides."""

    PLANNED = "planned"
    """All that was planned: the place was held."""
    ATTENDED = "attended"
    """What was attended."""
    NOTHING = "nothing"


_MOST: Final = 100_000
"""Far above the semesters of all students of an agreement."""


def exact(number: Decimal | str | int, what: Text, *, least: int = 0) -> Fraction:
    """A number as an exact fraction.

    Raises:
        BalanceRefused: when it is none, a binary float, below the least or far too large.
    """
    try:
        found = amounts.exact(number)
    except (amounts.AmountNotUnderstood, amounts.FloatRefused):
        found = Decimal(least - 1)
    if not least <= found <= _MOST:
        raise BalanceRefused(_NO_NUMBER.fill(what=what, found=repr(number)[:60], least=least, most=_MOST))
    return Fraction(found)


def shown(number: Fraction) -> str:
    """An exact number as people write it: ``3``, ``1 1/2``, ``-2/3``."""
    whole, rest = divmod(abs(number), 1)
    parts = [str(whole)] if whole or not rest else []
    return ("-" if number < 0 else "") + " ".join([*parts, *([str(rest)] if rest else [])])


def _some(_instance: object, _attribute: object, value: Any) -> None:
    if not exact(value, _MOVED):
        raise BalanceRefused(_NOTHING)


def _units(_instance: object, attribute: Any, value: Any) -> None:
    if value is not None:
        exact(value, Text.of(en=attribute.name))


@frozen(kw_only=True)
class Movement:
    """Somebody who goes or comes.

    Attributes:
        key: what names it, such as the number of the mobility; each is there once.
        direction: sent or received.
        units: how much was planned.
        unit: in which unit, such as ``student_semester``.
        year: in which year.
        circumstance: what may take it out of the exchange; None for an ordinary one.
        attended: of a stay that ended early, how much was attended; None for one that did not.
    """

    key: str = field(validator=instance_of(str))
    direction: Direction = field(validator=instance_of(Direction))
    units: Decimal | str | int = field(validator=_some)
    unit: str = field(validator=instance_of(str))
    year: Year = field(validator=instance_of(Year))
    circumstance: Circumstance | None = field(default=None, validator=optional(instance_of(Circumstance)))
    attended: Decimal | str | int | None = field(default=None, validator=_units)


@frozen(kw_only=True)
class Opening:
    """A balance that was kept elsewhere before (ยอดยกมา).

    Attributes:
        units: sent minus received; below zero where more were received.
        unit: in which unit.
        year: at the end of which year it stood; movements of that year and before are in it.
    """

    units: Decimal | str | int
    unit: str = field(validator=instance_of(str))
    year: Year = field(validator=instance_of(Year))

    @property
    def exactly(self) -> Fraction:
        """The units as an exact number.

        Raises:
            BalanceRefused: when they are none.
        """
        return exact(self.units, _OPENING, least=-_MOST)


@frozen(kw_only=True)
class Clauses:
    """What an agreement says about its balance (เงื่อนไขดุลการแลกเปลี่ยน).

    Attributes:
        unit: the unit of the balance.
        per_year: how many of each unit are one year of study, where two calendars meet; with none, movements have the
            unit of the balance.
        first: the first year of the agreement.
        last: its last year; None while none is set.
        level_at_end: the balance is level when the agreement ends, not each year.
        yearly_cap: the most in a year each way, whatever the balance; None where there is none.
        carry_over: for how many years a place of the yearly cap that was not used may still be used.
        matched: ways in which no more go than went the other way; others pay fees.
        vacancies: places each way in a year that begins level; they follow the balance. None where they do not.
        credit_years: for how many years after its own a credit can still be used; None for as long as it lasts.
        early_return: what counts of a stay that ended early; None where the agreement does not say.
        left_out: circumstances that take a movement out.
    """

    unit: str = field(validator=instance_of(str))
    per_year: tuple[tuple[str, int], ...] = field(
        default=(), validator=deep_iterable(deep_iterable(instance_of((str, int))))
    )
    first: Year = field(validator=instance_of(Year))
    last: Year | None = field(default=None, validator=optional(instance_of(Year)))
    level_at_end: bool = field(default=False, validator=instance_of(bool))
    yearly_cap: Decimal | str | int | None = field(default=None, validator=_units)
    carry_over: int = field(default=0, validator=[instance_of(int), ge(0)])
    matched: frozenset[Direction] = field(default=frozenset(), validator=deep_iterable(instance_of(Direction)))
    vacancies: Decimal | str | int | None = field(default=None, validator=_units)
    credit_years: int | None = field(default=None, validator=optional([instance_of(int), ge(0)]))
    early_return: EarlyReturn | None = field(default=None, validator=optional(in_(tuple(EarlyReturn))))
    left_out: frozenset[Circumstance] = frozenset(Circumstance)

    def in_unit(self, units: Decimal | str | int, unit: str) -> Fraction:
        """Units told in the unit of the balance, exact.

        Raises:
            BalanceRefused: when the units differ and ``per_year`` does not say how many of each are a year.
        """
        return exact(units, _MOVED) * self.rate(unit)

    def rate(self, unit: str) -> Fraction:
        """How many of the balance's unit one of another is.

        Raises:
            BalanceRefused: when ``per_year`` does not tell it.
        """
        if unit == self.unit:
            return Fraction(1)
        years = dict(self.per_year)
        if years.get(unit, 0) < 1 or years.get(self.unit, 0) < 1:
            raise BalanceRefused(_MIXED.fill(found=unit[:60], unit=self.unit))
        return Fraction(years[self.unit], years[unit])


_OPENING = Text.of(en="the opening balance", th="ยอดยกมา")
_MOVED = Text.of(en="a movement", th="การเคลื่อนย้าย")
_NO_NUMBER = Text.of(
    en="{what} must be an exact number from {least} to {most}, not {found}; write it as text or a decimal",
    th="{what} ต้องเป็นตัวเลขแน่นอนตั้งแต่ {least} ถึง {most} ไม่ใช่ {found} โปรดเขียนเป็นข้อความ",
)
_NOTHING = Text.of(en="a movement has more than 0 units; leave it out", th="การเคลื่อนย้ายต้องมากกว่า 0 หน่วย โปรดตัดออก")
_MIXED = Text.of(
    en="{found} and {unit} are two units; say in per_year how many of each are a year of study",
    th="{found} กับ {unit} เป็นคนละหน่วย โปรดระบุใน per_year ว่าหนึ่งปีการศึกษามีหน่วยละเท่าใด",
)
