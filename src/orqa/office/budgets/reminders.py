"""What waits on a borrower's desk: an advance that is to be accounted for (ส่งใช้เงินยืม)."""

from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.office.paging import every
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.base.refs import RecordRef
    from orqa.domain.budgets.records import SpendingCase
    from orqa.domain.organization.tasks import Task
    from orqa.office.office import Office

CLEAR: Final = "budget.clear"
"""What the task asks for; it ends when the advance is accounted for, and in no other way."""

AREA: Final = "budgets"


def reminded(office: "Office", case: "SpendingCase", lent: int) -> "Iterator[Task]":
    """The tasks that change with a case: one begins where something is lent, and ends where nothing is any more.

    Args:
        office: the office.
        case: the case as it will be.
        lent: what will be lent, in satang.
    """
    from orqa.domain.organization.tasks import moved, new_task, person_token

    waiting = open_reminders(office, case.ref) if case.requester else []
    if not lent:
        yield from ended(office, waiting)
    elif waiting:
        yield from (moved(one, due=case.due) for one in waiting if one.due != case.due)
    elif case.requester:
        at = office.now()
        yield new_task(
            identity=office.ids.next_id(at),
            area=AREA,
            action=CLEAR,
            about=case.ref,
            title=Text.of(**{office.profile.language: case.title}),
            whom=person_token(case.requester),
            due=case.due,
            note=case.contract,
            opened_at=at,
            opened_by=office.rights.name,
        )


def open_reminders(office: "Office", about: "RecordRef") -> "list[Task]":
    """The tasks about a case that wait."""
    from orqa.domain.organization.tasks import Task, TaskState

    query = equal("about", str(about)) & equal("state", TaskState.OPEN.value)
    with office.reading() as reader:
        found = list(every(office, reader, Task, query))
    return [one for one in found if one.action == CLEAR]


def ended(office: "Office", waiting: "list[Task]") -> "Iterator[Task]":
    """The tasks, done."""
    from orqa.domain.organization.tasks import done

    return (done(one, at=office.now(), by=office.rights.name) for one in waiting)
