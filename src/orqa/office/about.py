"""What people call the record that something is about: a letter by its line in the register (เลขทะเบียน), and so on."""

from itertools import islice
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.budgets.action_plan import Project
from orqa.domain.budgets.overtime_orders import OvertimeOrder
from orqa.domain.budgets.records import SpendingCase
from orqa.domain.correspondence.numbering import REGISTERS
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.organization.approvals import Approval
from orqa.domain.organization.people import Position
from orqa.office.naming import route_title, term_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from orqa.base.records import Record
    from orqa.base.refs import RecordRef
    from orqa.office.office import Office

_AT_ONCE: Final = 500
_LINE = Text.of(en="{register} {number}/{year}", th="{register} {number}/{year}")


def names_of(office: "Office", refs: "Iterable[RecordRef]") -> "Mapping[RecordRef, Text | str]":
    """What people call records, as far as whoever acts may see them; nothing of kinds that have no name."""
    found: dict[RecordRef, Text | str] = {}
    waiting = iter(dict.fromkeys(refs))
    while part := list(islice(waiting, _AT_ONCE)):
        records = list(_seen(office, part))
        lines = office.correspondence.entries_of(one for one in records if isinstance(one, Letter))
        for record in records:
            name = _name(office, lines.get(record.ref, record))
            if name is not None:
                found[record.ref] = name
    return found


def _seen(office: "Office", refs: "list[RecordRef]") -> "Iterator[Record]":
    with office.reading(personal=True) as reader:
        yield from map(office.codec.decode, filter(None, reader.get_many(refs)))


def _name(office: "Office", record: "Record") -> "Text | str | None":
    match record:
        case RegisterEntry():
            return _line(office, record)
        case Approval():
            return route_title(office.profile, record.route)
        case Project() | SpendingCase():
            return record.title
        case OvertimeOrder():
            return record.purpose
        case Position():
            return office.organization.on().title_of(record)
    return None


def _line(office: "Office", entry: RegisterEntry) -> "Text | str":
    register = term_title(office.profile, REGISTERS, entry.register)
    if entry.number is None:
        return register
    return _LINE.fill(register=register, number=entry.number, year=office.written_year(entry.year))
