"""Accounts of leave in the store (บัญชีวันลา): entries are records, their sum is a cell with a floor."""

from collections import Counter
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


def entries_of_leave(office: "Office", leave: Leave, lines: Sequence[Line]) -> list[LedgerEntry]:
    """The records of what a leave takes or gives back."""
    ids = office.ids.next_ids(office.now(), len(lines)) if lines else ()
    return [
        line.entry_of(identity, person=leave.person, leave_type=leave.leave_type, leave=leave.ref)
        for identity, line in zip(ids, lines, strict=True)
    ]


def entries_of_year(person: str, lines: Iterable[Line], known: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """The records of what the end or the beginning of a year does to the vacation of somebody.

    Each is named by its account and its number in it, so that of two who enter the same at the same moment one does.

    Args:
        person: id of the person.
        lines: what is to be entered.
        known: every entry of the person's accounts so far.
    """
    count = Counter((one.year, one.entry) for one in known if one.leave is None and one.leave_type == VACATION)
    entries = []
    for line in lines:
        count[line.year, line.entry] += 1
        identity = f"{person}-{line.year}-{line.entry.value}-{count[line.year, line.entry]}"
        entries.append(line.entry_of(identity, person=person, leave_type=VACATION))
    return entries


def adds_of(entries: Iterable[LedgerEntry]) -> list[Add]:
    """What entries add to the cells of their accounts, one add a cell."""
    changes: Counter[tuple[str, str, int]] = Counter()
    for one in entries:
        changes[one.person, one.leave_type, one.year] += one.hundredths
    return [
        Add(account_cell(*account), change, at_least=0 if change < 0 and account[1] in _FLOORED else None)
        for account, change in changes.items()
        if change
    ]


def entries_of_person(office: "Office", person: str, waiting: Iterable[LedgerEntry] = ()) -> tuple[LedgerEntry, ...]:
    """Every entry of a person, those that wait in the same work among them."""
    with office.reading(personal=True) as reader:
        stored = tuple(every(office, reader, LedgerEntry, equal("person", person)))
    return (*stored, *(one for one in waiting if one.person == person))


def account(entries: Iterable[LedgerEntry], leave_type: str, year: int) -> Account:
    """One account of a person."""
    return account_of([one for one in entries if one.leave_type == leave_type and one.year == year])


def vacation_left(entries: Iterable[LedgerEntry], *, but: str = "") -> Mapping[int, Decimal]:
    """What may still be taken of vacation, by fiscal year; a leave that is looked at itself, by its id, is passed over.

    Leave that is entered after its year was closed takes back what had lapsed, then what had gone on.
    """
    entries = [one for one in entries if one.leave_type == VACATION and (one.leave is None or one.leave.id != but)]
    accounts = {year: account(entries, VACATION, year) for year in {one.year for one in entries}}
    return {year: _left(year, accounts) for year in accounts}


def _left(year: int, accounts: Mapping[int, Account]) -> Decimal:
    """The balance; of a year that is closed also what lapsed, and what went on and is not taken since."""
    found, following = accounts[year], accounts.get(year + 1, Account())
    return found.balance + found.lapsed + min(found.carried_out, max(following.balance, Decimal(0)))


def turn_of(office: "Office", recorder: "Recording", person: str) -> Add:
    """What a new leave asks of the store: that no other one of the person was entered since their leaves were read."""
    waiting = sum(1 for one in recorder.waiting_of(Leave) if one.person == person)
    return next_turn(office, f"leave-turn/{person}", waiting)
