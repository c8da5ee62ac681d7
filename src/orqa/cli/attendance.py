"""Attendance and leave at the command line (การลงเวลาและการลา)."""

import click

from orqa.cli.lazy import LazyGroup

_COMMANDS = {
    "bond": "orqa.cli.bonds:bond",
    "employment": "orqa.cli.employments:employment",
    "event": "orqa.cli.work_events:event",
    "schedule": "orqa.cli.work_schedules:schedule",
    "clock": "orqa.cli.clocks:clock",
    "import": "orqa.cli.clocks:import_punches",
    "user": "orqa.cli.clocks:user",
}
"""Each command and where it is."""


@click.group(cls=LazyGroup, where=_COMMANDS)
def attendance() -> None:
    """Attendance and leave: who is away by which right, and what follows (การลงเวลาและการลา)."""
