"""Days that lie whole months before or after others."""

from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or earlier below 0; in a month without that day, its last.

    >>> months_after(date(2026, 8, 31), -6), months_after(date(2024, 2, 29), 12)
    (datetime.date(2026, 2, 28), datetime.date(2025, 2, 28))

    Raises:
        ValueError: when it lies outside the calendar.
    """
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)
