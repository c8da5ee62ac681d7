"""Exact numbers as options: credits, marks, places; no binary float is made of them."""

from decimal import Decimal, InvalidOperation
from typing import Any

import click


class Exact(click.ParamType[Decimal, str]):
    """A number as people write it: 3, 2.75, ๓."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The number; a usage error where it is none."""
        from orqa.base.digits import to_arabic_digits

        if isinstance(value, Decimal):
            return value
        try:
            found = Decimal(to_arabic_digits(str(value)).replace(",", ""))
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            self.fail(f"{value!r} is no number; write it as 3 or 2.75", param, ctx)
        return found
