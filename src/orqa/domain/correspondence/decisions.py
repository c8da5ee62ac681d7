"""What becomes of a letter that comes in (การรับหนังสือ, ข้อ 35–40): pure, without store or clock."""

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from orqa.base.findings import has_errors
from orqa.domain.correspondence.checks import (
    check_dated,
    check_required,
    check_year,
    read_dated,
    read_kind,
    read_reference,
    read_secrecy,
    read_urgency,
)
from orqa.domain.correspondence.drafts import Received, ReceivedDraft
from orqa.domain.correspondence.inspection import Inspection
from orqa.domain.correspondence.numbering import CENTRAL, own_unit, series_cell, series_year
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.references import Reference
from orqa.domain.correspondence.secrecy import restriction_in
from orqa.rules.frozen import FrozenDict
from orqa.rules.profile import Profile
from orqa.rules.views import Reading
from orqa.rules.vocabulary import Term

if TYPE_CHECKING:
    from orqa.rules.decisions import Decision


def decide_receive(  # noqa: PLR0913 - what is decided and under which identities, all by name
    profile: Profile,
    reading: Reading,
    draft: ReceivedDraft,
    *,
    on: date,
    at: datetime,
    letter_id: str,
    entry_id: str,
    clearance: int = 0,
) -> Received:
    """Check a received letter and make its record and its line in the register.

    Args:
        profile: of the office.
        reading: of the profile's rules as they stand on the day ``on``.
        draft: what was entered.
        on: the day of registering, in the office's time zone.
        at: the moment of receiving, with a time zone.
        letter_id: id for the letter.
        entry_id: id for its line in the register.
        clearance: rank of secrecy that the registrar may enter in the register of secret matter; 0 for none.

    Returns:
        letter and line, or neither where a finding is an error; the line's number is left to the store.

    Raises:
        NotModelled: when the profile's rules do not reach back to ``on``.
    """
    seen = Inspection(profile, reading, draft, on, clearance=clearance)
    letter = read_letter(seen, at, letter_id)
    if letter is None or (seen.findings and has_errors(seen.findings)):
        none: Decision[str | None] = reading.decision(None, _inputs(on))
        return Received(letter=None, entry=None, findings=tuple(seen.findings), decision=none)
    register, unit = seen.register, draft.unit or CENTRAL
    year = reading.once(series_year, on, register)
    return Received(
        letter=letter,
        entry=entry_of(letter, register, unit, year, on, entry_id),
        findings=tuple(seen.findings),
        decision=reading.decision(series_cell(register, unit, year), _inputs(on)),
    )


@lru_cache(maxsize=64)
def _inputs(on: date) -> FrozenDict[str, date]:
    return FrozenDict(on=on)


def read_letter(seen: Inspection, at: datetime, letter_id: str) -> Letter | None:
    """The letter as far as it could be read; None where it is not for this register."""
    secrecy = read_secrecy(seen)
    kind = None if seen.elsewhere else read_kind(seen)
    if seen.elsewhere:
        return None
    text, place = seen.text, seen.draft.place
    printed = text("reference")
    reference, dated = read_reference(seen, printed), read_dated(seen)
    letter = Letter(
        id=letter_id,
        unit=own_unit(seen.draft.unit),
        letter_kind=kind.code if kind else "",
        reference=printed or None,
        reference_key=reference.key if reference else None,
        reference_missing=text("reference_missing"),
        dated=dated,
        dated_missing=text("dated_missing"),
        sender=text("sender"),
        recipient=text("recipient"),
        subject=text("subject"),
        urgency=read_urgency(seen),
        secrecy=secrecy,
        received_at=at,
        note=text("note"),
        source=str(place) if place else "",
        restricted=restriction_in(seen.reading, seen.register, secrecy),
    )
    _check(seen, letter, reference, kind)
    return letter


def _check(seen: Inspection, letter: Letter, reference: Reference | None, kind: Term | None) -> None:
    """What concerns several fields."""
    check_required(seen, letter, kind)
    if letter.dated is not None:
        check_dated(seen, letter.dated)
        if reference is not None:
            check_year(seen, reference, letter.dated)


def entry_of(  # noqa: PLR0913, PLR0917 - the parts of a series, and what is entered in it
    letter: Letter, register: str, unit: str, year: int, on: date, entry_id: str
) -> RegisterEntry:
    """The line of a letter in a register, whose number the store fills in."""
    return RegisterEntry(
        id=entry_id,
        register=register,
        unit=unit,
        year=year,
        registered_on=on,
        letter=letter.ref,
        reference=letter.reference or "",
        dated=letter.dated,
        sender=letter.sender,
        recipient=letter.recipient,
        subject=letter.subject,
        note=letter.note,
        restricted=letter.restricted,
    )
