"""Whom a request about secret matter is kept from, and whether those whom its route names may see it."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.errors import NobodyMaySee
from orqa.office.access import readers_of, restriction_of
from orqa.office.acting import rights_of
from orqa.office.errors import NotFound
from orqa.office.openings import guard
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from orqa.base.refs import RecordRef
    from orqa.domain.organization.approvals import Approval
    from orqa.domain.organization.restriction import Restriction
    from orqa.domain.organization.routes import RouteStep
    from orqa.office.office import Office
    from orqa.office.recorder import Recording

_RECORD = Text.of(en="the record", th="รายการ")


def kept_from(
    office: "Office", recording: "Recording", about: "RecordRef", asked: "Restriction | None"
) -> "Restriction | None":
    """Who alone may know of a request: whoever may see the record that it is about, as far as is asked for.

    Raises:
        NotFound: when there is no such record, or it may not be seen.
    """
    with office.reading() as reader:
        (stored,) = reader.get_many([about])
    record = office.codec.decode(stored) if stored else recording.waiting(about)
    if record is None:
        raise NotFound(_RECORD, about.id)
    kept = restriction_of(record)
    return kept.and_of(asked) if kept else asked


def refuse_unseen(office: "Office", approval: "Approval", on: "date") -> None:
    """Go on where at each step somebody may decide who may also see the request.

    Raises:
        NobodyMaySee: otherwise: the request would wait for ever, and nobody would know.
    """
    readers = readers_of(approval)
    if not readers:
        return
    for step in approval.steps:
        if not any(set(readers) & tokens for tokens in _deciders(office, approval, step, on)):
            raise NobodyMaySee(approval.route, step.role, step.unit)


def _deciders(office: "Office", approval: "Approval", step: "RouteStep", on: "date") -> "list[frozenset[str]]":
    """What each of those who may decide a step sees restricted records by."""
    holders = office.organization.on(on).holders(step.role, step.unit)
    return [rights_of(office, one, on).actor.tokens for one, _ in holders if one.id != approval.requester]


@contextmanager
def while_open(about: "RecordRef", restricted: "Restriction | None") -> "Iterator[tuple[Add, ...]]":
    """What an open request about a letter asks of the store besides: that the letter is not raised at this moment.

    Raises:
        NotFound: when it was: whoever asks may not see it any more.
    """
    try:
        yield (Add(guard(about), 0, 0),) if about.kind == Letter.kind and restricted is None else ()
    except Refused as raised:
        raise NotFound(_RECORD, about.id) from raised
