"""Where ties of a sort lead, so that none makes a circle: also among those who tie letters at the same moment."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.links import LetterLink
from orqa.office.paging import every
from orqa.office.turns import next_turn
from orqa.storage.protocol import Add
from orqa.storage.query import equal, is_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.office.office import Office
    from orqa.office.recorder import Recording
    from orqa.storage.protocol import Reader

_AT_ONCE = 500


@frozen(kw_only=True)
class Ties:
    """The ties of a sort, as far as they are reached from a letter.

    Attributes:
        onward: from each letter, where they lead.
        turn: what a write of one more asks of the store: that nobody made another one since these were read.
    """

    onward: Mapping[RecordRef, Iterable[RecordRef]]
    turn: Add


def counted(kind: str) -> str:
    """The cell that counts how often ties of a sort were made."""
    return f"ties/{kind}"


def ties_from(office: "Office", recorder: "Recording", start: RecordRef, kind: str) -> Ties:
    """The ties of a sort that lead on from a letter, those that wait in the same work among them."""
    cell = counted(kind)
    waiting = [tie for tie in recorder.waiting_of(LetterLink) if tie.link == kind and tie.active]
    turn = next_turn(office, cell, len(waiting))
    with office.reading() as reader:
        return Ties(onward=_onward(office, reader, start, kind, waiting), turn=turn)


def _onward(
    office: "Office", reader: "Reader", start: RecordRef, kind: str, waiting: list[LetterLink]
) -> dict[RecordRef, list[RecordRef]]:
    onward: dict[RecordRef, list[RecordRef]] = {}
    following = {start}
    while following:
        onward |= {ref: [] for ref in following}
        for tie in (*_stored(office, reader, following, kind), *waiting):
            if tie.source in following:
                onward[tie.source].append(tie.target)
        following = {target for ref in following for target in onward[ref]} - onward.keys()
    return onward


def _stored(office: "Office", reader: "Reader", sources: set[RecordRef], kind: str) -> "Iterator[LetterLink]":
    names = iter(sorted(map(str, sources)))
    while part := list(islice(names, _AT_ONCE)):
        yield from every(office, reader, LetterLink, is_in("source", part) & equal("link", kind) & equal("active", 1))
