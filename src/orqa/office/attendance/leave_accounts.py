"""Accounts of leave in the store (บัญชีวันลา): entries are records, their sum is a cell with a floor."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from orqa.domain.attendance.leave.cases import VACATION
from orqa.domain.attendance.leave.ledger import Account, LedgerEntry, Line, account_of
from orqa.domain.attendance.leave.records import Leave
from orqa.office.paging import every
from orqa.office.turns import next_turn
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.refs import RecordRef
    from orqa.office.office import Office
    from orqa.office.recorder import Recording

_FLOORED: Final = frozenset({VACATION})
"""Types whose days are granted first, so that they may run out."""


def account_cell(person: str, leave_type: str, year: int) -> str:
    """The cell that holds the balance of an account, in hundredths of a day."""
    return f"leave/{person}/{leave_type}/{year}"


def account_of_cell(cell: str) -> tuple[str, int] | None:
    """The type and the year of the account that a cell holds; None for a cell that holds none."""
    match cell.split("/"):
        case ["leave", _, leave_type, year]:
            return leave_type, int(year)
        case _:
            return None


def entries_and_adds(
    office: "Office", person: str, leave_type: str, lines: Sequence[Line], leave: "RecordRef | None" = None
) -> tuple[list[LedgerEntry], list[Add]]:
    """The records of some lines, and what they add to the cells of their accounts."""
    ids = office.ids.next_ids(office.now(), len(lines)) if lines else ()
    entries = [
        line.entry_of(identity, person=person, leave_type=leave_type, leave=leave)
        for identity, line in zip(ids, lines, strict=True)
    ]
    floor = 0 if leave_type in _FLOORED else None
    changes: dict[int, int] = {}
    for line in lines:
        changes[line.year] = changes.get(line.year, 0) + line.hundredths
    adds = [
        Add(account_cell(person, leave_type, year), change, at_least=floor if change < 0 else None)
        for year, change in changes.items()
    ]
    return entries, adds


def entries_of_person(office: "Office", person: str, waiting: Iterable[LedgerEntry] = ()) -> tuple[LedgerEntry, ...]:
    """Every entry of a person, those that wait in the same work among them."""
    with office.reading() as reader:
        stored = tuple(every(office, reader, LedgerEntry, equal("person", person)))
    return (*stored, *(one for one in waiting if one.person == person))


def account(entries: Iterable[LedgerEntry], leave_type: str, year: int) -> Account:
    """One account of a person."""
    return account_of([one for one in entries if one.leave_type == leave_type and one.year == year])


def vacation_left(entries: Iterable[LedgerEntry], *, but: str = "") -> Mapping[int, Decimal]:
    """What is left of vacation, by fiscal year; a leave that is looked at itself, by its id, is passed over."""
    entries = [one for one in entries if one.leave_type == VACATION and (one.leave is None or one.leave.id != but)]
    return {year: account(entries, VACATION, year).balance for year in {one.year for one in entries}}


def turn_of(office: "Office", recorder: "Recording", person: str) -> Add:
    """What a new leave asks of the store: that no other one of the person was entered since their leaves were read."""
    waiting = sum(1 for one in recorder.waiting_of(Leave) if one.person == person)
    return next_turn(office, f"leave-turn/{person}", waiting)
