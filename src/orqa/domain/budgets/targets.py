"""Cabinet targets of spending (เป้าหมายการใช้จ่ายงบประมาณ): of a year and quarter, how far off, at which pace; pure."""

from datetime import date
from decimal import Decimal
from typing import Final

from attrs import frozen

from orqa.base.calendar import WorkCalendar
from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.rounding import Rounding
from orqa.base.years import Year
from orqa.domain.budgets.quarters import decide_quarters
from orqa.domain.budgets.rates import known
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

PERCENT: Final = "target.percent"
WINDOWS: Final = "target.windows"
OBLIGATE_BY: Final = "target.obligate_by_quarter"
PAY_DAYS: Final = "target.pay_days"

_HUNDRED = 100
_OTHER_YEAR = Text.of(
    en="no figure was found for fiscal year B.E. {year}; set it in your own profile",
    th="ไม่พบตัวเลขของปีงบประมาณ พ.ศ. {year} โปรดกำหนดในโปรไฟล์ของตน",
)


@frozen(kw_only=True)
class Window:
    """A target of one kind of activity in a window of days that need be no quarter.

    Attributes:
        scope: what it is about, such as ``training_and_seminars``.
        first: its first day.
        last: its last day.
        measure: ``disbursed`` or ``committed``.
        percent: of the year's money for it, at least.
    """

    scope: str
    first: date
    last: date
    measure: str
    percent: Decimal


def decide_target(
    rules: RuleSet, year: Year, quarter: int, *, measure: str = "disbursed", nature: str = "total"
) -> Decision[Decimal]:
    """The cumulative target in percent at the end of a quarter.

    Args:
        rules: all rules of the profile.
        year: the fiscal year.
        quarter: 1 to 4.
        measure: ``disbursed`` or ``committed``.
        nature: ``total``, ``recurrent``, ``investment`` or ``state_enterprise_investment``.

    Raises:
        NotModelled: where no figure was found for this year, quarter, measure and nature; that of another year is
            never taken.
        UnknownDimension: when there is no such quarter, measure or nature.
    """
    reading = rules.at(year.first).reading()
    value = _of_year(reading, PERCENT, year, measure=measure, nature=nature, quarter=str(quarter))
    inputs = {"year": year.ce, "quarter": quarter, "measure": measure, "nature": nature}
    return reading.decision(Decimal(value["percent"]), inputs)


def _of_year(reading: Reading, key: str, year: Year, **dims: str) -> dict[str, int]:
    """A value that names its fiscal year, which must be this one: a target does not hold until the next."""
    value: dict[str, int] = known(reading, key, **dims)
    if value["fiscal_year"] != year.ce:
        raise NotModelled(key, _OTHER_YEAR.fill(year=year.be))
    return value


def decide_windows(rules: RuleSet, day: date, scope: str = "") -> Decision[tuple[Window, ...]]:
    """The targets of single activities whose window has this day; of one scope, or of all."""
    reading = rules.at(day).reading()
    rows = [row for row in reading.value(WINDOWS) if row["first"] <= day <= row["last"]]
    found = tuple(Window(**{**row, "percent": Decimal(row["percent"])}) for row in rows if scope in ("", row["scope"]))
    return reading.decision(found, {"day": day, "scope": scope})


def decide_obligate_by(rules: RuleSet, year: Year, item: str) -> Decision[date]:
    """The last day for committing investment items of a year: ``one_year`` or ``new_multi_year``.

    Raises:
        NotModelled: where nothing was found for this year.
    """
    reading = rules.at(year.first).reading()
    quarter = _of_year(reading, OBLIGATE_BY, year, item=item)["quarter"]
    quarters = reading.adopt(decide_quarters(rules.at(year.first).reading(), year))
    return reading.decision(quarters[quarter - 1].last, {"year": year.ce, "item": item})


def decide_pay_by(rules: RuleSet, calendar: WorkCalendar, year: Year, accepted: date) -> Decision[date]:
    """The last working day for paying what was accepted (ตรวจรับ).

    Raises:
        NotModelled: where nothing was found for this year.
        OutsideCalendar: when the calendar does not reach the days.
    """
    reading = rules.at(year.first).reading()
    days = _of_year(reading, PAY_DAYS, year)["days"]
    return reading.decision(calendar.add(accepted, days), {"year": year.ce, "accepted": accepted})


def distance(printed: Decimal, target: Decimal) -> Decimal:
    """Percentage points above the target, negative below it; of the rate as it is printed, after rounding."""
    return printed - target


def pace(target: Decimal, budget: Money, disbursed: Money, months_left: int) -> Money | None:
    """What must be disbursed each month to reach a year's target, rounded up to the smallest unit.

    Zero where it is reached; None where no month is left and it is not.

    Raises:
        ValueError: when ``months_left`` is negative.
    """
    if months_left < 0:
        raise ValueError(f"months left are not negative, found {months_left}")
    needed = budget.times(target / _HUNDRED, Rounding.UP) - disbursed
    if needed.minor <= 0:
        return Money.zero(budget.currency)
    return Money(Rounding.UP.whole(needed.minor, months_left), budget.currency) if months_left else None
