"""Turns: of two who look at the same thing and then write because of it, the second has to look again.

A turn is a number of the store. It is read before something is looked at, and what is written because of it asks that
nobody took a turn since; so a rule over several records holds however many write at the same moment.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from orqa.office.office import Office

ADVANCES, OVERTIME, LINES, GRANTS = "advances", "overtime", "lines", "grants"
"""What turns are taken of: a borrower's advances, a person's overtime, the lines of a year, the grants of a line."""


def turn_cell(what: str, owner: str | int) -> str:
    """The cell that counts the turns."""
    return f"budget-turn/{what}/{owner}"


def ended_cell(year: int) -> str:
    """The cell that is above 0 once a fiscal year is closed and takes no new line."""
    return f"budget-ended/{year}"


def turns(office: "Office", what: str, owners: Iterable[str | int], *, step: int = 1) -> list[Add]:
    """Take a turn for each owner, refused by the store where another takes one from now on.

    Args:
        office: whose.
        what: of what.
        owners: whose turns, each once.
        step: 0 where others who do likewise may go on.
    """
    cells = [turn_cell(what, owner) for owner in dict.fromkeys(owners)]
    with office.reading() as reader:
        seen = [reader.cells(cell).get(cell, 0) for cell in cells]
    return [Add(cell, step, at_most=now + step) for cell, now in zip(cells, seen, strict=True)]


def of_new_lines(year: int) -> list[Add]:
    """What new lines of a fiscal year ask of the store: that it is not closed, which is told of them."""
    return [Add(turn_cell(LINES, year), 1), Add(ended_cell(year), 0, at_most=0)]
