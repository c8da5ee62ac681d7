"""Whom a request about secret matter is kept from, and whether those whom its route names may see it."""

from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.errors import NobodyMaySee
from orqa.office.access import readers_of, restriction_of
from orqa.office.acting import rights_of
from orqa.office.errors import NotFound
from orqa.office.naming import request_titles

if TYPE_CHECKING:
    from datetime import date

    from orqa.base.refs import RecordRef
    from orqa.domain.organization.approvals import Approval
    from orqa.domain.organization.restriction import Restriction
    from orqa.domain.organization.routes import RouteStep
    from orqa.office.office import Office
    from orqa.office.recorder import Recording

_FARTHEST = 10
"""Records from a request to its letter: a request about a task of a request about a line."""

_RECORD = Text.of(en="the record", th="รายการ")


def kept_from(
    office: "Office", recording: "Recording", about: "RecordRef", asked: "Restriction | None"
) -> "Restriction | None":
    """Who alone may know of a request: whoever may see the record that it is about, as far as is asked for.

    Raises:
        NotFound: when there is no such record, or it may not be seen.
    """
    with office.reading(personal=True) as reader:
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
            titles = request_titles(office, step.role, step.unit, approval.route, on)
            raise NobodyMaySee(approval.route, step.role, step.unit, titles)


def _deciders(office: "Office", approval: "Approval", step: "RouteStep", on: "date") -> "list[frozenset[str]]":
    """What each of those who may decide a step sees restricted records by."""
    holders = office.organization.on(on).holders(step.role, step.unit)
    return [rights_of(office, one, on).actor.tokens for one, _ in holders if one.id != approval.requester]


def letters_behind(office: "Office", recording: "Recording", about: "RecordRef") -> "tuple[Letter, ...]":
    """The letter that a request is about: itself, or through a line, an attachment or a task of it."""
    ref: RecordRef | None = about
    with office.reading(personal=True) as reader:
        for _ in range(_FARTHEST):
            if ref is None or recording.is_writing(ref):
                return ()
            (stored,) = reader.get_many([ref])
            record = office.codec.decode(stored) if stored else None
            if record is None or isinstance(record, Letter):
                return (record,) if record else ()
            ref = getattr(record, "letter", None) or getattr(record, "about", None)
    return ()
