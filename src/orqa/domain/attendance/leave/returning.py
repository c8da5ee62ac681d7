"""What is due after a leave: reporting back, and the results of it (การรายงานตัวกลับและรายงานผล); pure."""

from datetime import date, timedelta

from attrs import frozen

from orqa.rules.decisions import Decision
from orqa.rules.views import Reading


@frozen(kw_only=True)
class Due:
    """What is due after a leave.

    Attributes:
        report_by: the day by which the person reports back, the last permitted one where rules say so; None where that
            is the first working day.
        report_latest: the day to which that may be stretched; None where it is not.
        results_by: the day by which results are reported; None where none are.
    """

    report_by: date | None = None
    report_latest: date | None = None
    results_by: date | None = None


def due_after(reading: Reading, leave_type: str, last: date) -> Due:
    """What is due after a leave that ends on a day.

    The rules are ``leave.report_days``, ``leave.report_inside``, ``leave.report_days_most`` and ``leave.results_days``;
    the first day that counts is the one after the leave.

    Raises:
        NotModelled: when the rules say nothing about that time.
    """

    def later(key: str) -> date | None:
        days: int = reading.value(key, leave_type=leave_type)
        return last + timedelta(days=days) if days else None

    inside = reading.names("leave.report_inside", leave_type)
    return Due(
        report_by=last if inside else later("leave.report_days"),
        report_latest=later("leave.report_days_most"),
        results_by=later("leave.results_days"),
    )


def is_reported(reading: Reading, leave_type: str) -> bool:
    """Whether somebody reports back after such leave at all; rule ``leave.report_needed``."""
    return leave_type in reading.value("leave.report_needed")


def decide_early_end(reading: Reading, on: date, *, called_back: bool) -> Decision[date]:
    """The last day of a leave that ends early; rule ``leave.ends_before``.

    Args:
        reading: of the rules of the day.
        on: the day of the journey back for whoever is called back, else the day of return to work.
        called_back: whether the person is called back to work (ถูกเรียกกลับ).
    """
    days: int = reading.value("leave.ends_before", because="called_back" if called_back else "back_early")
    return reading.decision(on - timedelta(days=days), {"on": on, "called_back": called_back})
