"""Values for programs: the same whatever the language of the report."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.reporting.columns import ColumnType
from orqa.reporting.formatting import Style


def plain(value: Any, style: Style) -> str | int | bool | None:
    """A value that JSON holds exactly; money is for the caller.

    Dates are ISO 8601, decimals are text (a binary float would change them), texts are in the report's language.
    """
    if value is None or isinstance(value, bool | int):
        return value
    return style.say(value) if isinstance(value, Text) else _written(value)


def _written(value: Any) -> str:
    match value:
        case Enum():
            return str(value.value)
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
    return str(value)


def money(value: Money | None) -> dict[str, str] | None:
    """An amount with its currency."""
    return None if value is None else {"amount": f"{value.decimal:f}", "currency": value.currency}


def plainer(kind: ColumnType, style: Style) -> Callable[[Any], Any]:
    """What turns the cells of a column into values for JSON; quick for what cells nearly always hold."""
    if kind is ColumnType.MONEY:
        return money
    if kind is ColumnType.DATE:
        return lambda value: value.isoformat() if type(value) is date else plain(value, style)
    return lambda value: value if type(value) in _AS_IT_IS else plain(value, style)


_AS_IT_IS = frozenset({str, int, bool, type(None)})
