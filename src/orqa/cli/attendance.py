"""Attendance and leave at the command line (การลงเวลาและการลา)."""

import click

from orqa.cli.lazy import LazyGroup

_COMMANDS = {
    "bond": "orqa.cli.bonds:bond",
    "absences": "orqa.cli.days:absences",
    "day": "orqa.cli.days:day",
    "employment": "orqa.cli.employments:employment",
    "carry-in": "orqa.cli.leave_years:carry_in",
    "close-year": "orqa.cli.leave_years:close_year",
    "event": "orqa.cli.work_events:event",
    "month": "orqa.cli.days:month",
    "reason": "orqa.cli.punch_reasons:reason",
    "correction": "orqa.cli.punch_corrections:correction",
    "retention": "orqa.cli.punch_retention:retention",
    "late": "orqa.cli.day_counts:late",
    "leave": "orqa.cli.leaves:leave",
    "loads": "orqa.cli.day_counts:loads",
    "open-year": "orqa.cli.leave_years:open_year",
    "schedule": "orqa.cli.work_schedules:schedule",
    "clock": "orqa.cli.clocks:clock",
    "import": "orqa.cli.clocks:import_punches",
    "user": "orqa.cli.clocks:user",
    "stats": "orqa.cli.attendance_statistics:stats",
}
"""Each command and where it is."""


@click.group(cls=LazyGroup, where=_COMMANDS)
def attendance() -> None:
    """Attendance and leave: who is away by which right, and what follows (การลงเวลาและการลา)."""
