"""Which units a letter concerns: those that registered it, took it in or issued it, and those that work with it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orqa.domain.correspondence.numbering import CENTRAL
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.organization.tasks import Task
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.paging import every
from orqa.office.whom import whom
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.office import Office


def require_concerned(office: "Office", action: str, letter: Letter) -> None:
    """Go on where whoever acts may do something for one of the units that a letter concerns.

    Raises:
        NotAllowed: where not.
    """
    if office.actor is None:
        return
    refused = None
    for unit in dict.fromkeys((letter.unit or CENTRAL, *_units(office, letter))):
        try:
            office.require(action, unit)
        except NotAllowed as error:
            refused = refused or error
        else:
            return
    if refused:
        raise refused


def _units(office: "Office", letter: Letter) -> Iterator[str]:
    """Units of its lines, and those that have, or had, a task of it: their own, a role's in them, or a person's."""
    organization, about = office.organization.on(), str(letter.ref)
    with office.reading() as reader:
        yield from (line.unit for line in every(office, reader, RegisterEntry, equal("letter", about)))
        tasks = list(every(office, reader, Task, equal("about", about)))
    for task in tasks:
        try:
            yield from whom(task.whom, organization, office.profile).units
        except NotFound:  # there is no such unit any more
            continue
