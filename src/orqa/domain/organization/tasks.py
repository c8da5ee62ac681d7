"""What waits for somebody (งานที่ต้องทำ), in every area: one kind of record, so that one question answers a whole desk."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import instance_of, matches_re, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.domain.organization.errors import TaskIsOver
from orqa.domain.organization.restriction import Restriction

if TYPE_CHECKING:
    from attrs import Attribute

NO_DUE: Final = "9999-12-31"
"""Sorts what has no due day behind everything that has one."""

_WHOM = r"person:[^|@]+|unit:[^|@]+|role:[^|@]+@[^|@]+"


class TaskState(StrEnum):
    """``open``: it waits; ``done``; ``withdrawn``: it is no longer wanted."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


def person_token(person: str) -> str:
    """Whom a task waits for: one person, by id."""
    return f"person:{person}"


def unit_token(unit: str) -> str:
    """Whom a task waits for: whoever works in a unit."""
    return f"unit:{unit}"


def role_token(role: str, unit: str) -> str:
    """Whom a task waits for: whoever holds a role in a unit that day, or acts for its holder."""
    return f"role:{role}@{unit}"


def waiting_key(whom: str, due: date | None) -> str:
    """What open tasks are found and ordered by: ``person:ab|2026-11-30``."""
    return f"{whom}|{due.isoformat() if due else NO_DUE}"


def _aware(_record: object, attribute: "Attribute[datetime]", value: datetime) -> None:
    if value.tzinfo is None:
        raise ValueError(f"{attribute.name} needs a time zone, found {value!r}")


@frozen(kw_only=True)
class Task(Record):
    """One thing that waits for somebody (งานที่ต้องทำ): an assigned letter, a step of an approval.

    Made by :func:`new_task`; changed by :func:`done`, :func:`withdrawn`, :func:`moved`, which keep ``waiting`` right.

    Attributes:
        area: of the library that it belongs to, such as ``correspondence``.
        action: what is to be done, such as ``letter.handle`` or ``approval.decide``.
        about: the record that it is about.
        title: what people call it; None where only those who may open the record may know.
        whom: ``person:ID``, ``unit:ID`` or ``role:ROLE@UNIT``.
        due: the day by which it is to be done (กำหนดเสร็จ); None for none.
        opened_at: when it began to wait.
        opened_by: who asked for it, as the journal calls them.
        note: what the one who asked wrote beside it.
        state: open, done or withdrawn.
        ended_at: when it was done or withdrawn.
        ended_by: by whom.
        result: what came of it (ผลการปฏิบัติ).
        restricted: who alone may know of it.
        waiting: ``whom|due`` while it is open, else None: one range of it answers and orders a desk.
    """

    kind: ClassVar[str] = "task"
    __repr__ = shown_by("action", "about", "whom", "due", "state")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("about", "action"), ("about", "state"), ("state", "due"))

    area: str = field(validator=instance_of(str), metadata=indexed())
    action: str = field(validator=instance_of(str), metadata=indexed())
    about: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    title: Text | None = field(default=None, metadata=personal())
    whom: str = field(validator=matches_re(_WHOM), metadata=indexed() | personal())
    due: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed())
    opened_at: datetime = field(validator=_aware, metadata=indexed())
    opened_by: str = field(default="", metadata=personal())
    note: str = field(default="", metadata=personal())
    state: TaskState = field(default=TaskState.OPEN, converter=TaskState, metadata=indexed())
    ended_at: datetime | None = None
    ended_by: str = field(default="", metadata=personal())
    result: str = field(default="", metadata=personal())
    restricted: Restriction | None = None
    waiting: str | None = field(default=None, metadata=indexed())


def new_task(  # noqa: PLR0913 - what a task is, by name
    *,
    identity: str,
    area: str,
    action: str,
    about: RecordRef,
    whom: str,
    opened_at: datetime,
    title: Text | None = None,
    due: date | None = None,
    opened_by: str = "",
    note: str = "",
    restricted: Restriction | None = None,
) -> Task:
    """A task that begins to wait; see :class:`Task`."""
    return Task(
        id=identity,
        area=area,
        action=action,
        about=about,
        whom=whom,
        opened_at=opened_at,
        title=title,
        due=due,
        opened_by=opened_by,
        note=note,
        restricted=restricted,
        waiting=waiting_key(whom, due),
    )


def done(task: Task, *, at: datetime, by: str = "", result: str = "") -> Task:
    """The task, done.

    Raises:
        TaskIsOver: when it is no longer open.
    """
    return _ended(task, TaskState.DONE, at, by, result)


def withdrawn(task: Task, *, at: datetime, by: str = "", reason: str = "") -> Task:
    """The task, no longer wanted.

    Raises:
        TaskIsOver: when it is no longer open.
    """
    return _ended(task, TaskState.WITHDRAWN, at, by, reason)


def moved(task: Task, *, whom: str | None = None, due: date | None = None) -> Task:
    """The task for somebody else, or for another day; what is not given stays.

    Raises:
        TaskIsOver: when it is no longer open.
    """
    _refuse_ended(task)
    whom, due = whom or task.whom, due or task.due
    return evolve(task, whom=whom, due=due, waiting=waiting_key(whom, due))


def reopened(task: Task) -> Task:
    """The task, open again, as it was before it ended."""
    return evolve(
        task,
        state=TaskState.OPEN,
        ended_at=None,
        ended_by="",
        result="",
        waiting=waiting_key(task.whom, task.due),
    )


def is_overdue(task: Task, on: date) -> bool:
    """Whether it is open and its day has passed on ``on``."""
    return task.state is TaskState.OPEN and task.due is not None and task.due < on


def _ended(task: Task, state: TaskState, at: datetime, by: str, result: str) -> Task:
    _refuse_ended(task)
    return evolve(task, state=state, ended_at=at, ended_by=by, result=result, waiting=None)


def _refuse_ended(task: Task) -> None:
    if task.state is not TaskState.OPEN:
        raise TaskIsOver(str(task.ref), task.state.value, task.ended_at)
