"""Exact numbers as options: credits, marks, places; no binary float is made of them."""

from decimal import Decimal
from typing import Any

import click


class Exact(click.ParamType[Decimal, str]):
    """A number as people write it: 3, 2.75, ๓."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The number; a usage error where it is none."""
        from orqa.base.amounts import AmountNotUnderstood, exact

        try:
            return exact(value)
        except AmountNotUnderstood:
            self.fail(f"{value!r} is no number; write it as 3 or 2.75", param, ctx)
