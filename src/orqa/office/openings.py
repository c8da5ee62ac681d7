"""Opening what is secret: an act of its own, written down before anything is shown."""

from typing import TYPE_CHECKING

from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import Letter, LetterOpening
from orqa.domain.organization.restriction import Restriction
from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from orqa.office.office import Office


def guard(letter: RecordRef) -> str:
    """The cell that falls below 0 when a letter is raised: who adds to an open letter asks for its floor meanwhile."""
    return f"raised/{letter.id}"


def still_open(letter: Letter) -> tuple[Add, ...]:
    """What a write about a letter asks of the store besides: that the letter, where it is open, still is.

    The store refuses the write otherwise, so that nothing about a secret letter is left open to all.
    """
    return () if letter.restricted else (Add(guard(letter.ref), 0, 0),)


def journal_opening(
    office: "Office", letter: RecordRef, restricted: Restriction, attachment: RecordRef | None = None
) -> LetterOpening:
    """Write down that whoever acts opens a secret letter, or something attached to it."""
    at, actor = office.now(), office.actor
    opening = LetterOpening(
        id=office.ids.next_id(at),
        letter=letter,
        attachment=attachment,
        person=actor.person if actor else "",
        opened_at=at,
        restricted=restricted,
    )
    office.recorder.save("secret.open", at, [opening])
    return evolve(opening, version=1)
