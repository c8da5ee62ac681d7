"""What is done with a letter after it has its number (การปฏิบัติ): open, closed, open again; pure.

It stands beside the letter, so that the letter stays as it came, and is the one record that every change of a letter's
tasks writes: two people who end its last two tasks at the same moment cannot both leave it open.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from attrs import evolve, field, frozen
from attrs.validators import instance_of, optional

from orqa.base.markers import indexed, personal, public
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.validators import aware
from orqa.domain.correspondence.errors import LetterIsClosed, LetterIsOpen, LetterIsVoid
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.restriction import Restriction

_day = optional(instance_of(date))
_text = instance_of(str)


class HandlingState(StrEnum):
    """``open``: something is still to be done; ``closed``: nothing is (เรื่องเสร็จ); ``void``: cancelled (ยกเลิก)."""

    OPEN = "open"
    CLOSED = "closed"
    VOID = "void"


@frozen(kw_only=True)
class Handling(Record):
    """How a letter is dealt with; its id is that of the letter, so there is one for each letter at most.

    Made by :func:`begun`; changed by :func:`closed`, :func:`reopened`, :func:`answered` and :func:`cancelled`.

    Attributes:
        letter: the letter.
        unit: id of the unit that the letter belongs to; empty for the office as a whole.
        received_on: the day on which the letter was registered.
        state: open, closed or void.
        answer_by: the day by which an answer must go out (กำหนดตอบ); None where none is asked for.
        answered_on: the day on which the first answer was registered; None where there is none.
        deliver_by: when it had to reach its receiver (ด่วนภายใน); None where the letter names no moment.
        closed_on: the day on which nothing was left to do.
        closed_by: who closed or cancelled it, as the journal calls them.
        result: what came of it (ผลการปฏิบัติ), or why it was cancelled.
        reopened: how often it was opened again.
        reason: why it was last opened again.
        restricted: as its letter.
    """

    kind: ClassVar[str] = "handling"
    __repr__ = shown_by("state", "answer_by")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("state", "answer_by"),)

    letter: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    received_on: date = field(validator=instance_of(date), metadata=indexed() | public())
    state: HandlingState = field(default=HandlingState.OPEN, converter=HandlingState, metadata=indexed() | public())
    answer_by: date | None = field(default=None, validator=_day, metadata=indexed() | public())
    answered_on: date | None = field(default=None, validator=_day, metadata=indexed() | public())
    deliver_by: datetime | None = field(default=None, validator=optional(aware))
    closed_on: date | None = field(default=None, validator=_day, metadata=indexed() | public())
    closed_by: str = field(default="", validator=_text, metadata=personal())
    result: str = field(default="", validator=_text, metadata=personal())
    reopened: int = field(default=0, validator=instance_of(int))
    reason: str = field(default="", validator=_text)
    restricted: Restriction | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state is HandlingState.OPEN

    @property
    def days(self) -> int | None:
        """Calendar days from registering to closing; None while it is open."""
        return (self.closed_on - self.received_on).days if self.closed_on else None


def begun(letter: Letter, received_on: date, unit: str = "") -> Handling:
    """The handling of a letter of which nothing is known yet but that something is to be done.

    Args:
        letter: the letter.
        received_on: the day on which it was registered.
        unit: id of the unit that it belongs to.
    """
    return Handling(id=letter.id, letter=letter.ref, unit=unit, received_on=received_on, restricted=letter.restricted)


def closed(handling: Handling, *, on: date, by: str = "", result: str = "") -> Handling:
    """The handling with nothing left to do.

    Raises:
        LetterIsClosed: when that was so already.
        LetterIsVoid: when it is cancelled.
    """
    refuse_closed(handling)
    return evolve(handling, state=HandlingState.CLOSED, closed_on=on, closed_by=by, result=result)


def reopened(handling: Handling, *, reason: str) -> Handling:
    """The handling, open again: the one way back.

    Raises:
        LetterIsOpen: when it is not closed.
        LetterIsVoid: when it is cancelled.
    """
    refuse_void(handling)
    if handling.is_open:
        raise LetterIsOpen(handling.letter.id)
    return evolve(
        handling,
        state=HandlingState.OPEN,
        closed_on=None,
        closed_by="",
        result="",
        reopened=handling.reopened + 1,
        reason=reason,
    )


def cancelled(handling: Handling, *, by: str = "", reason: str) -> Handling:
    """The handling of a letter whose number was made void: for ever, nothing is to be done, and no answer is owed."""
    return evolve(
        handling,
        state=HandlingState.VOID,
        answer_by=None if is_unanswered(handling) else handling.answer_by,
        closed_on=None,
        closed_by=by,
        result=reason,
    )


def answered(handling: Handling, on: date | None) -> Handling:
    """The handling with the day of its first answer; None takes an answer back that was none.

    An earlier day stays: the first answer is the one that counts.
    """
    first = min(filter(None, (on, handling.answered_on)), default=None) if on else None
    return evolve(handling, answered_on=first)


def is_unanswered(handling: Handling) -> bool:
    """Whether an answer is still owed: one is asked for, none went out, and nobody closed the letter without one."""
    return handling.is_open and handling.answer_by is not None and handling.answered_on is None


def refuse_closed(handling: Handling) -> None:
    """Go on where something may still be done.

    Raises:
        LetterIsClosed: where the letter is closed: open it again first.
        LetterIsVoid: where it is cancelled.
    """
    refuse_void(handling)
    if not handling.is_open:
        raise LetterIsClosed(handling.letter.id, handling.closed_on, handling.result)


def refuse_void(handling: Handling) -> None:
    """Go on where the letter is not cancelled.

    Raises:
        LetterIsVoid: where its number was made void.
    """
    if handling.state is HandlingState.VOID:
        raise LetterIsVoid(handling.letter.id, handling.result)
