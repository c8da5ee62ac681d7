"""Opening what is secret: an act of its own, written down before anything is shown; and what holds a letter's level."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import Letter, LetterOpening
from orqa.office.errors import LETTER, NotFound
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from orqa.office.office import Office


def guard(letter: RecordRef) -> str:
    """The cell that falls by 1 each time it changes who may see a letter: who adds to one asks for its floor meanwhile.

    A letter changes in no other way, so the cell of one at version 3 stands at -2.
    """
    return f"raised/{letter.id}"


def still_open(letter: Letter) -> tuple[Add, ...]:
    """What a write about a letter asks of the store besides: that those may see it who could when it was read.

    The store refuses the write otherwise, so that nothing about a secret letter is left open to others.
    """
    return (Add(guard(letter.ref), 0, 1 - max(letter.version, 1)),)


@contextmanager
def as_read(*letters: Letter) -> Iterator[tuple[Add, ...]]:
    """What a write about letters asks of the store, see :func:`still_open`, and how it is told that it was refused.

    Raises:
        NotFound: when one was raised, or its level changed, since it was read.
    """
    try:
        yield tuple(add for letter in letters for add in still_open(letter))
    except Refused as error:
        identity = error.cell.rpartition("/")[2]
        if identity not in {letter.id for letter in letters}:
            raise
        raise NotFound(LETTER, identity) from error


def journal_opening(office: "Office", letter: Letter, attachment: RecordRef | None = None) -> LetterOpening:
    """Write down that whoever acts opens a secret letter, or something attached to it.

    Raises:
        NotFound: when its level changed since it was read.
    """
    at, actor = office.now(), office.actor
    opening = LetterOpening(
        id=office.ids.next_id(at),
        letter=letter.ref,
        attachment=attachment,
        person=actor.person if actor else "",
        opened_at=at,
        restricted=letter.restricted,
    )
    with as_read(letter) as floors:
        office.recorder.save("secret.open", at, [opening], floors)
    return evolve(opening, version=1)
