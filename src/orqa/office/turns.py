"""Turns: what was read and held against a rule is still so when it is written (การกันบันทึกซ้อนกัน).

A rule over several records, such as that the stretches of a person do not overlap, is looked at before one more is
written. Two who look at the same moment would both find it kept. So each write takes the next turn of a cell, and the
store refuses one who looked before somebody else's turn was taken.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from orqa.storage.errors import Conflict, Refused
from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from orqa.base.errors import OrqaError
    from orqa.office.office import Office


def next_turn(office: "Office", cell: str, waiting: int = 0) -> Add:
    """What a write asks of the store: that nobody took a turn since now; to be asked for before anything is read.

    Args:
        office: the office.
        cell: whose turns, such as ``employment-turn/<person>``.
        waiting: how many turns wait to be written in the same work.
    """
    with office.reading() as reader:
        return Add(cell, 1, at_most=reader.cells(cell).get(cell, 0) + waiting + 1)


@contextmanager
def or_raise(error: "OrqaError") -> Iterator[None]:
    """What is written within, or ``error`` where somebody else was faster."""
    try:
        yield
    except Refused as refused:
        raise error from refused


@contextmanager
def unless_changed(kind: str, error: "OrqaError") -> Iterator[None]:
    """What is written within, or ``error`` where somebody else wrote a record of a kind since it was read."""
    try:
        yield
    except Conflict as conflict:
        if conflict.ref.kind != kind:
            raise
        raise error from conflict
