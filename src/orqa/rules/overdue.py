"""Which rules nobody compared with their source for too long."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from orqa.base.language import Text
from orqa.base.months import months_after
from orqa.rules.parameters import Parameter, Row


@frozen(kw_only=True, eq=False)
class Overdue:
    """A row in force that should be compared with its source again.

    Attributes:
        key: the rule's key.
        title: what it decides.
        row: the row that answers on the day.
        last_checked: when it was last compared; ``None`` for never.
    """

    key: str
    title: Text
    row: Row
    last_checked: date | None


def overdue(parameters: Iterable[Parameter], on: date, months: int) -> tuple[Overdue, ...]:
    """The rows in force on a day that were never compared, or last before so many months; the oldest check first."""
    latest = months_after(on, -months)
    found = [
        Overdue(key=parameter.key, title=parameter.title, row=row, last_checked=row.last_checked)
        for parameter in parameters
        for row in _in_force(parameter, on)
        if row.last_checked is None or row.last_checked < latest
    ]
    return tuple(sorted(found, key=lambda item: (item.last_checked or date.min, item.key)))


def _in_force(parameter: Parameter, on: date) -> Iterator[Row]:
    rows = dict.fromkeys(parameter.row(cell, on) for cell in parameter.cells())
    yield from (row for row in rows if row is not None and not row.repealed)
