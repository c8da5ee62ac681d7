"""What waits for a person (งานบนโต๊ะ): in every area, by one range of one index for each of their hats."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from orqa.base.language import Text
from orqa.domain.organization.structure import Organization
from orqa.domain.organization.tasks import NO_DUE, Task, is_overdue, person_token, role_token, unit_token
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.tasks import waits_for
from orqa.office.whom import called, whom
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table
from orqa.storage.query import between, starts_with

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term
    from orqa.storage.protocol import Page, Reader

SHOWN: Final = 50
"""How many tasks a desk shows unless more are asked for."""

_SOON_DAYS = "desk.soon_days"
_PERSON = Text.of(en="the person", th="บุคลากร")
_SECRET = Text.of(en="(restricted)", th="(เรื่องลับ)")
_COLUMNS = (
    Column(name="due", title=Text.of(en="Due", th="กำหนด"), type=ColumnType.DATE),
    Column(name="overdue", title=Text.of(en="Overdue", th="เกินกำหนด"), type=ColumnType.BOOLEAN),
    Column(name="action", title=Text.of(en="What to do", th="สิ่งที่ต้องทำ")),
    Column(name="title", title=Text.of(en="Matter", th="เรื่อง"), personal=True),
    Column(name="name", title=Text.of(en="As", th="ในฐานะ"), personal=True),
    Column(name="opened_at", title=Text.of(en="Since", th="ตั้งแต่"), type=ColumnType.MOMENT),
    Column(name="note", title=Text.of(en="Note", th="หมายเหตุ"), personal=True),
    Column(name="id", title=Text.of(en="Task", th="งาน"), unbroken=True),
    Column(name="whom", title=Text.of(en="Token", th="รหัสผู้รับผิดชอบ"), unbroken=True, personal=True),
)


@frozen(kw_only=True)
class Desk:
    """What waits for a person on a day.

    Attributes:
        person: id of the person.
        on: the day.
        tasks: those that are due first; no more than were asked for.
        total: how many wait in all.
        overdue: of these, how many are past their day.
        soon: of these, how many are due on the day or within the days of the rule ``desk.soon_days``.
        titles: what each kind of task asks for, by its action.
        names: what people call whom a task waits for, by its token.
        zone: the office's time zone, in which moments are shown.
    """

    person: str
    on: date
    tasks: tuple[Task, ...]
    total: int
    overdue: int
    soon: int
    titles: "dict[str, Text]" = field(factory=dict, repr=False)
    names: "Mapping[str, Text]" = field(factory=dict, repr=False)
    zone: "tzinfo | None" = field(default=None, repr=False)

    def table(self) -> Table:
        """The tasks as a table; one that is restricted shows that it is."""
        return Table.of(_COLUMNS, map(self._row, self.tasks))

    def _row(self, task: Task) -> tuple[object, ...]:
        title = _SECRET if task.restricted else task.title
        action = self.titles.get(task.action) or task.action
        return (
            *(task.due, is_overdue(task, self.on), action, title),
            *(self.names.get(task.whom, task.whom), task.opened_at.astimezone(self.zone), task.note or None),
            *(task.id, task.whom),
        )

    def _repr_html_(self) -> str:
        return self.table().with_personal()._repr_html_()  # it is theirs


def tokens_for(organization: Organization, person: str) -> tuple[str, ...]:
    """By what tasks wait for a person: themselves, the units where they work, their roles, own and acted for."""
    units = (unit_token(unit) for unit in organization.units_of(person))
    roles = (role_token(held.role, held.unit) for held in organization.roles_of(person))
    return tuple(dict.fromkeys((person_token(person), *units, *roles)))


def desk_of(office: "Office", person: str | None, on: date | None, limit: int) -> Desk:
    """See :meth:`orqa.office.services.Services.desk`."""
    on = on or office.today()
    organization = office.organization.on(on)
    identity = whose(office, organization, person)
    soon_days = office.rules(on).reading().value(_SOON_DAYS)
    tokens = tokens_for(organization, identity)
    with office.reading() as reader:
        total, overdue, soon = (
            sum(_count(reader, token, *days) for token in tokens)
            for days in ((None, None), (None, on), (on, on + timedelta(days=soon_days + 1)))
        )
        tasks = tuple(islice(_merged(office, reader, tokens, limit), limit))
    return Desk(
        person=identity,
        on=on,
        tasks=tasks,
        total=total,
        overdue=overdue,
        soon=soon,
        titles=_titles(office),
        names={token: called(token, organization, office.profile) for token in tokens},
        zone=office.zone,
    )


def whose(office: "Office", organization: Organization, person: str | None) -> str:
    """The id of the person whose desk is asked for; another one's needs the right to see it.

    Raises:
        NotFound: when there is no such person, or nobody is named and nobody acts.
        NotAllowed: when whoever acts may not look at it.
    """
    actor = office.actor
    if person is None:
        if actor is None:
            raise NotFound(_PERSON, "–")
        return actor.person
    known = organization.structure.person(person)
    if known is None:
        raise NotFound(_PERSON, person)
    if actor is not None and actor.person != known.id:
        _require_desk(office, organization.units_of(known.id))
    return known.id


def desks(office: "Office", organization: Organization) -> "Callable[[str], bool]":
    """Tells of whom a task waits for whether whoever acts may know: it is themselves, or a desk they may look at."""
    actor = office.actor
    if actor is None:
        return lambda _token: True
    own = {*tokens_for(organization, actor.person), *waits_for(actor)}

    @cache
    def may(token: str) -> bool:
        try:
            _require_desk(office, whom(token, organization, office.profile).units)
        except (NotAllowed, NotFound):
            return token in own
        return True

    return may


def _require_desk(office: "Office", units: Iterable[str]) -> None:
    for unit in tuple(units) or ("",):  # who works in no unit is of the office as a whole
        office.require("desk.read", unit)


def _titles(office: "Office") -> dict[str, Text]:
    terms: Mapping[str, Term] = office.profile.vocabularies.get("task-action", {})
    return {code.replace("-", ".", 1): term.title for code, term in terms.items()}


def _count(reader: "Reader", token: str, first: date | None, before: date | None) -> int:
    """How many tasks wait by a token, due from ``first`` on and before ``before``."""
    start, head = f"{token}|", f"{token}}}"  # the character after | ends the range
    low = f"{start}{first.isoformat()}" if first else start
    high = f"{start}{before.isoformat()}" if before else head
    return reader.count(Task.kind, between("waiting", low, high))


def _merged(office: "Office", reader: "Reader", tokens: Iterable[str], limit: int) -> Iterator[Task]:
    """The tasks of all tokens, due first."""
    pages = [reader.find(Task.kind, starts_with("waiting", f"{token}|"), ("waiting",), limit=limit) for token in tokens]
    by_day = (sorted(_decoded(office, page), key=_due) for page in pages)
    return heapq.merge(*by_day, key=_due)


def _decoded(office: "Office", page: "Page") -> Iterator[Task]:
    return (cast("Task", office.codec.decode(stored)) for stored in page.items)


def _due(task: Task) -> tuple[str, str]:
    return (task.due.isoformat() if task.due else NO_DUE, task.id)
