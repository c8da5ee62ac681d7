"""Where deadlines come from: each area tells what falls due in it (กำหนดเวลาของแต่ละงาน)."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import evolve

from orqa.base.calendar_errors import SpanReversed
from orqa.base.language import Text
from orqa.domain.organization.tasks import Task, TaskState, person_token
from orqa.office.about import names_of
from orqa.office.attendance.bonds_due import bonds_due
from orqa.office.attendance.employments_due import employments_due
from orqa.office.attendance.leaves_due import leaves_due
from orqa.office.budgets.budgets_due import budgets_due
from orqa.office.budgets.projects_due import projects_due
from orqa.office.correspondence.drafting.due import unacknowledged
from orqa.office.correspondence.kept_due import inspections_due, instruments_due
from orqa.office.correspondence.letters_due import owed_answers, reserved_numbers
from orqa.office.correspondence.retention_due import archives_due, handovers_due, surveys_due
from orqa.office.deadlines import SECRET, Deadline, Deadlines, from_to
from orqa.office.desk import desks
from orqa.office.partnerships.agreements_due import agreements_due
from orqa.office.partnerships.information_due import information_due
from orqa.office.partnerships.mobilities_due import mobilities_due
from orqa.office.partnerships.stays_due import stays_due
from orqa.office.partnerships.studies_due import studies_due
from orqa.office.partnerships.trips_due import trips_due
from orqa.office.whom import called
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from orqa.domain.organization.people import Acting, Appointment
    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term

Provider: TypeAlias = "Callable[[Office, date, date], Iterable[Deadline]]"
"""Gives what falls due in one area from one day to another, both included, as far as whoever acts may see it."""

_PAGE: Final = 1_000
_ACTING = Text.of(en="{person} no longer acts for {position}", th="{person} พ้นจากการทำการแทน {position}")
_LEAVES = Text.of(en="{person} leaves {position}", th="{person} พ้นจากตำแหน่ง {position}")


def deadlines_of(office: "Office", first: date, last: date, whom: Iterable[str] | None) -> Deadlines:
    """See :meth:`orqa.office.services.Services.deadlines`."""
    if last < first:
        raise SpanReversed(first, last)
    wanted = None if whom is None else set(whom)
    organization = office.organization.on(office.today())
    may_see = desks(office, organization)
    found = (one for provider in PROVIDERS for one in provider(office, first, last))
    kept = (one for one in found if wanted is None or one.whom in wanted)
    kept = (one for one in kept if one.source.kind != Task.kind or may_see(one.whom))
    names = cache(lambda token: called(token, organization, office.profile) if token else None)
    items = sorted(kept, key=lambda one: (one.day, one.area, str(one.source)))
    about = names_of(office, (one.about for one in items))
    named = tuple(evolve(one, name=names(one.whom), about_name=about.get(one.about)) for one in items)
    areas = {code: term.title for code, term in _terms(office, "work-area").items()}
    return Deadlines(first=first, last=last, items=named, made_at=office.now(), areas=areas)


def _terms(office: "Office", vocabulary: str) -> "Mapping[str, Term]":
    return office.profile.vocabularies.get(vocabulary, {})


def _tasks(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Open tasks of all areas."""
    query = equal("state", TaskState.OPEN.value) & from_to("due", first, last)
    terms = _terms(office, "task-action")
    cursor = None
    with office.reading() as reader:
        while True:
            page = reader.find(Task.kind, query, ("due",), cursor, _PAGE)
            for stored in page.items:
                yield _of_task(cast("Task", office.codec.decode(stored)), terms)
            cursor = page.next
            if cursor is None:
                return


def _of_task(task: Task, terms: "Mapping[str, Term]") -> Deadline:
    term = terms.get(task.action.replace(".", "-", 1))
    what = term.title if term else Text.of(en=task.action)
    title = SECRET if task.restricted else task.title
    whole = Text.of(en="{what}: {title}", th="{what}: {title}").fill(what=what, title=title) if title else what
    return Deadline(
        day=cast("date", task.due), area=task.area, title=whole, about=task.about, source=task.ref, whom=task.whom
    )


def _organization(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Appointments and actings whose last day it is."""
    structure = office.organization.structure
    ending: list[tuple[Acting | Appointment, Text]] = [
        *((one, _ACTING) for one in structure.actings.values()),
        *((one, _LEAVES) for one in structure.appointments.values()),
    ]
    for record, text in ending:
        if record.last is not None and first <= record.last <= last:
            person, position = structure.people[record.person], structure.positions[record.position]
            yield Deadline(
                day=record.last,
                area="organization",
                title=text.fill(person=person.name, position=structure.title_of(position, record.last)),
                about=position.ref,
                source=record.ref,
                whom=person_token(person.id),
            )


PROVIDERS: tuple[Provider, ...] = (
    mobilities_due,
    *(_tasks, _organization, owed_answers, reserved_numbers, bonds_due, employments_due, leaves_due, projects_due),
    unacknowledged,
    budgets_due,
    *(trips_due, information_due),
    instruments_due,
    inspections_due,
    stays_due,
    agreements_due,
    studies_due,
    *(surveys_due, archives_due, handovers_due),
)
"""Where deadlines come from; an area that has further ones adds its function here."""
