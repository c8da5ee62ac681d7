"""Service that is owed for study leave (สัญญาชดใช้ทุน): how many days, how many are served, what a breach costs; pure.

The time away counts in calendar days, and so does the service: it begins on the day on which the person reports back,
that day included, and stands still while they are on leave that is no service (such as leave without pay).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import ge, instance_of, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.money import Money
from orqa.base.months import months_after
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.base.rounding import Rounding
from orqa.domain.attendance.bond_errors import BondRefused
from orqa.domain.attendance.service_years import end_of_months
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

FACTOR: Final = "bond.factor"
RETURN_DAYS: Final = "bond.return_days"
REPORT_MONTHS: Final = "bond.report_months"
PENALTY_TIMES: Final = "bond.penalty_times"
IN_PROPORTION: Final = "bond.in_proportion"
INTEREST: Final = "bond.interest"

_HUNDRED: Final = 100
_DAYS_OF_YEAR: Final = 365
_MONTHS_OF_YEAR: Final = 12
_ONE = timedelta(days=1)
_text = instance_of(str)
_day = instance_of(date)
_day_or_none = optional(instance_of(date))


@frozen(kw_only=True)
class Extension:
    """A longer leave, by another order (ขยายเวลา).

    Attributes:
        last: the new last day.
        order: the order that permits it.
    """

    last: date = field(validator=_day)
    order: str = field(default="", validator=_text)


@frozen(kw_only=True)
class Pause:
    """Days that do not serve, though the person is back: leave without pay, another study leave.

    Attributes:
        first: the first of them.
        last: the last of them; None while it goes on.
        reason: why.
    """

    first: date = field(validator=_day)
    last: date | None = field(default=None, validator=_day_or_none)
    reason: str = field(default="", validator=_text)


@frozen(kw_only=True)
class ProgressReport:
    """A report on the study that was received (รายงานผลการศึกษา).

    Attributes:
        received: the day.
        title: what people call it.
    """

    received: date = field(validator=_day)
    title: str = field(default="", validator=_text)


@frozen(kw_only=True)
class Bond(Record):
    """What somebody owes for a study or training leave, and how far it is served (สัญญาลาศึกษา ฝึกอบรม วิจัย).

    Attributes:
        person: id of the person.
        unit: id of the unit that the person was in.
        leave: the leave that it belongs to; None where none is kept here.
        contract: number of the contract (เลขที่สัญญา).
        first: the first day of the leave.
        last: the last day that was permitted first.
        extensions: longer leaves since, the earliest first.
        abroad: whether the study is abroad.
        factor: hundredths of a day of service that each day away costs, as it was when the contract was made.
        funding: by whom the study is paid (ประเภททุน).
        sponsor: who gives the money.
        country: where.
        institution: at which place of study.
        degree: for what.
        guarantors: who stands in for it (ผู้ค้ำประกัน).
        returned: the day on which the person reported back to duty; None while away.
        pauses: days that do not serve.
        reports: reports on the study that were received.
        ended: the day on which the person left, or the contract ended otherwise, before all was served.
        reason: why it ended so.
    """

    kind: ClassVar[str] = "bond"

    person: str = field(validator=_text, metadata=indexed() | personal())
    unit: str = field(default="", validator=_text, metadata=indexed())
    leave: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)), metadata=indexed())
    contract: str = field(default="", validator=_text, metadata=indexed())
    first: date = field(validator=_day, metadata=indexed())
    last: date = field(validator=_day, metadata=indexed())
    extensions: tuple[Extension, ...] = ()
    abroad: bool = field(default=False, validator=instance_of(bool), metadata=indexed())
    factor: int = field(validator=[instance_of(int), ge(0)])
    funding: str = field(default="", validator=_text)
    sponsor: str = field(default="", validator=_text)
    country: str = field(default="", validator=_text)
    institution: str = field(default="", validator=_text)
    degree: str = field(default="", validator=_text)
    guarantors: tuple[str, ...] = field(default=(), metadata=personal())
    returned: date | None = field(default=None, validator=_day_or_none, metadata=indexed())
    pauses: tuple[Pause, ...] = ()
    reports: tuple[ProgressReport, ...] = ()
    ended: date | None = field(default=None, validator=_day_or_none, metadata=indexed())
    reason: str = field(default="", validator=_text)

    @property
    def permitted_to(self) -> date:
        """The last day that is permitted, extensions included."""
        return self.extensions[-1].last if self.extensions else self.last

    @property
    def days_away(self) -> int:
        """Calendar days away: to the day before reporting back, or as long as is permitted and the contract runs."""
        until = self.returned - _ONE if self.returned else min(self.permitted_to, self.ended or self.permitted_to)
        return max((until - self.first).days + 1, 0)

    @property
    def days_owed(self) -> int:
        """Days of service that are owed, a part of a day counted as one."""
        return Rounding.UP.whole(self.days_away * self.factor, _HUNDRED)


@frozen(kw_only=True)
class Standing:
    """How a bond stands on a day.

    Attributes:
        on: the day.
        owed: days of service that are owed in all.
        served: days that were served to the end of that day.
        served_by: the day on which the last one is served if nothing changes; None while the person is away, or a
            pause goes on without an end.
    """

    on: date
    owed: int
    served: int
    served_by: date | None

    @property
    def left(self) -> int:
        """Days that are still owed."""
        return self.owed - self.served


@frozen(kw_only=True)
class Breach:
    """What must be paid where somebody leaves before all is served (ผิดสัญญา).

    Attributes:
        standing: how the bond stands on that day.
        paid: salary, scholarship and whatever else was paid for the study.
        repaid: the part of it that must be paid back.
        penalty: what is paid on top (เบี้ยปรับ).
        interest: from the day of the demand on, where one is counted.
    """

    standing: Standing
    paid: Money
    repaid: Money
    penalty: Money
    interest: Money

    @property
    def total(self) -> Money:
        """All that must be paid."""
        return self.repaid + self.penalty + self.interest


def decide_factor(reading: Reading, *, abroad: bool) -> Decision[int]:
    """Hundredths of a day of service that each day of study leave costs; rule ``bond.factor``."""
    place = "abroad" if abroad else "home"
    value: int = reading.value(FACTOR, place=place)
    return reading.decision(value, {"abroad": abroad})


def standing(bond: Bond, on: date) -> Standing:
    """How a bond stands at the end of a day."""
    owed = bond.days_owed
    if bond.returned is None:
        return Standing(on=on, owed=owed, served=0, served_by=None)
    until = min(on, bond.ended) if bond.ended else on
    served = min(_served(bond.returned, until, bond.pauses), owed)
    return Standing(on=on, owed=owed, served=served, served_by=_served_by(bond, owed))


def _served(first: date, last: date, pauses: Iterable[Pause]) -> int:
    """Days from one to another, both included, that lie in no pause."""
    if last < first:
        return 0
    lost, reached = 0, first
    for pause in sorted(pauses, key=lambda one: one.first):
        start, end = max(pause.first, reached), min(pause.last or date.max, last)
        if start <= end:
            lost += (end - start).days + 1
            reached = end + _ONE if end < date.max else end
    return (last - first).days + 1 - lost


def _served_by(bond: Bond, owed: int) -> date | None:
    """The day that serves the last day owed: later by each day of a pause that comes before it."""
    if bond.returned is None or bond.ended is not None:
        return None
    if not owed:
        return bond.returned
    day, left = bond.returned, owed
    for pause in sorted(bond.pauses, key=lambda one: one.first):
        before = (pause.first - day).days
        if before >= left:
            break
        if pause.last is None:
            return None
        left -= max(before, 0)
        day = max(day, pause.last + _ONE)
    return day + timedelta(days=left - 1)


def decide_return_by(reading: Reading, bond: Bond) -> Decision[date]:
    """The last day for reporting back after the leave (รายงานตัวกลับ): the longer the leave, the more days.

    The days are counted from the one after the leave ends, the day of reporting included; rule ``bond.return_days``
    has them by the months that the leave began.
    """
    last = bond.permitted_to
    days: int = reading.value(RETURN_DAYS, months_begun=months_begun(bond.first, last))
    return reading.decision(last + timedelta(days=days), {"first": bond.first, "last": last})


def decide_reports_due(reading: Reading, bond: Bond) -> Decision[tuple[date, ...]]:
    """The days by which a report on the study is due while it lasts; rule ``bond.report_months``."""
    months: int = reading.value(REPORT_MONTHS)
    days, last = [], bond.permitted_to
    number = 1
    while months and (day := months_after(bond.first, number * months)) <= last:
        days.append(day)
        number += 1
    return reading.decision(tuple(days), {"first": bond.first, "last": last})


def decide_breach(  # noqa: PLR0913 - what happened when, by name
    reading: Reading, bond: Bond, on: date, paid: Money, *, demanded: date | None = None, settled: date | None = None
) -> Decision[Breach]:
    """What must be paid where somebody leaves on a day before all is served.

    Args:
        reading: of the rules on the day of leaving; of interest the rule on the day of the demand would differ only
            where the law changed between the two.
        bond: the bond.
        on: the last day in service.
        paid: what was paid for the study in all.
        demanded: the day on which it was demanded; None counts no interest.
        settled: the day on which it is paid; by default ``demanded``.

    Raises:
        BondRefused: when what was paid is below 0, or it is settled before it is demanded.
    """
    if paid.minor < 0:
        raise BondRefused(_PAID_LESS.fill(found=paid.written()))
    if settled is not None and (demanded is None or settled < demanded):
        raise BondRefused(_SETTLED_FIRST)
    stands = standing(bond, on)
    repaid = _share(paid, stands) if reading.value(IN_PROPORTION) else _whole(paid, stands)
    penalty = repaid * int(reading.value(PENALTY_TIMES))
    interest = Money.zero(paid.currency)
    if demanded is not None:
        days = ((settled or demanded) - demanded).days
        rate = Decimal(int(reading.value(INTEREST))) / (_HUNDRED * _HUNDRED)
        interest = (repaid + penalty).times(rate * days / _DAYS_OF_YEAR, Rounding.HALF_UP)
    found = Breach(standing=stands, paid=paid, repaid=repaid, penalty=penalty, interest=interest)
    return reading.decision(found, {"bond": str(bond.ref), "on": on, "demanded": demanded, "settled": settled})


_PAID_LESS = Text.of(
    en="what was paid cannot be below 0, as {found} is; give the amount paid in all",
    th="จำนวนเงินที่จ่ายติดลบไม่ได้ ({found}) โปรดระบุจำนวนเงินที่จ่ายทั้งหมด",
)
_SETTLED_FIRST = Text.of(
    en="it is settled on or after the day of the demand; give both days",
    th="วันชำระต้องไม่ก่อนวันเรียกร้อง โปรดระบุทั้งสองวัน",
)


def _share(paid: Money, stands: Standing) -> Money:
    """The part of the money that the days left are of the days owed."""
    if not stands.owed:
        return Money.zero(paid.currency)
    return Money(Rounding.HALF_UP.whole(paid.minor * stands.left, stands.owed), paid.currency)


def _whole(paid: Money, stands: Standing) -> Money:
    return paid if stands.left else Money.zero(paid.currency)


def months_begun(first: date, last: date) -> int:
    """How many months a span of days has begun: 1 for a month to its last day, 2 for one day more.

    A month ends as in :func:`~orqa.domain.attendance.service_years.end_of_months`.
    """
    months = (last.year - first.year) * _MONTHS_OF_YEAR + last.month - first.month
    return months + (end_of_months(first, months) < last)
