"""What becomes of what the office issues (การส่งหนังสือ, ข้อ 41–44): pure, without store or clock."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, has_errors
from orqa.base.language import Text
from orqa.domain.correspondence import findings as kinds
from orqa.domain.correspondence.checks import (
    check_dated,
    read_dated,
    read_secrecy,
    read_term,
    read_urgency,
)
from orqa.domain.correspondence.decisions import entry_of
from orqa.domain.correspondence.drafts import Sent, SentDraft
from orqa.domain.correspondence.inspection import TITLES, Inspection
from orqa.domain.correspondence.numbering import (
    CENTRAL,
    REGISTERS,
    SENT,
    UNIT_CODE,
    own_unit,
    pattern_key,
    printed_pattern,
    sending_register,
    series_cell,
    series_year,
    with_number,
)
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.references import reference_key
from orqa.domain.correspondence.secrecy import restriction_in
from orqa.rules.profile import Profile
from orqa.rules.views import Reading
from orqa.rules.vocabulary import Term, titles_of

if TYPE_CHECKING:
    from orqa.rules.decisions import Decision

_EXAMPLE = "อว 0655.08"


def decide_send(  # noqa: PLR0913 - what is decided and under which identities, all by name
    profile: Profile,
    reading: Reading,
    draft: SentDraft,
    *,
    on: date,
    at: datetime,
    letter_id: str,
    entry_id: str = "",
    reserved: RegisterEntry | None = None,
    clearance: int = 0,
) -> Sent:
    """Check what is to be sent, and make its record and its line in the register that numbers its kind.

    Args:
        profile: of the office.
        reading: of the profile's rules as they stand on the day ``on``.
        draft: what was entered.
        on: the day of numbering, in the office's time zone: that of the reservation where there is one.
        at: the moment, with a time zone.
        letter_id: id for the letter.
        entry_id: id for its line in the register.
        reserved: the line that keeps a number for it, instead of a new one.
        clearance: rank of secrecy that the registrar may enter in the register of secret matter; 0 for none.

    Returns:
        letter and line, or neither where a finding is an error; the number of a new line is left to the store.

    Raises:
        NotModelled: when the profile's rules do not reach back to ``on``.
    """
    seen = Inspection(profile, reading, draft, on, register=SENT, direction="sent", clearance=clearance)
    kind = _kind(seen, draft)
    letter = _letter(seen, draft, kind, at, letter_id) if kind is not None else None
    entry = _entry(seen, draft, letter, reserved, entry_id) if kind is not None and letter is not None else None
    if entry is None or has_errors(seen.findings):
        none: Decision[str | None] = reading.decision(None, {"on": on})
        return Sent(letter=None, entry=None, findings=tuple(seen.findings), decision=none)
    return Sent(
        letter=_with_special(seen, letter, entry),
        entry=entry,
        findings=tuple(seen.findings),
        decision=reading.decision(_series(seen, draft, entry), {"on": on}),
    )


def _kind(seen: Inspection, draft: SentDraft) -> Term | None:
    """The kind, with its register in ``seen``; None where it is not stated, not known or not issued."""
    term = read_term(seen, "letter_kind", "letter-kind", kinds.KIND_UNKNOWN)
    if term is None:
        if "letter_kind" not in seen.refused:
            seen.refuse(kinds.KIND_NEEDED, "letter_kind", known=_issued(seen))
        return None
    register = sending_register(seen.reading, term, circular=draft.circular)
    if not register:
        seen.refuse(kinds.KIND_NOT_ISSUED, "letter_kind", term.citations, kind=term.title, known=_issued(seen))
        return None
    if draft.circular and term.extra["sent"] != SENT:
        seen.refuse(kinds.NOT_CIRCULATED, "circular", term.citations, kind=term.title)
        return None
    seen.register = register
    return term


def _issued(seen: Inspection) -> Text:
    terms = seen.reading.view.vocabulary("letter-kind").values()
    return titles_of(term for term in terms if term.extra.get("sent"))


def _letter(seen: Inspection, draft: SentDraft, kind: Term, at: datetime, letter_id: str) -> Letter | None:
    """The letter as far as it could be read; None where it is not for this register."""
    secrecy = read_secrecy(seen)
    if seen.elsewhere:
        return None
    text, place = seen.text, draft.place
    dated = read_dated(seen) or seen.on
    letter = Letter(
        id=letter_id,
        direction="sent",
        unit=own_unit(draft.unit),
        letter_kind=kind.code,
        dated=dated,
        sender=text("sender"),
        recipient=text("recipient"),
        subject=text("subject"),
        urgency=read_urgency(seen),
        secrecy=secrecy,
        circular=draft.circular,
        received_at=at,
        note=text("note"),
        source=str(place) if place else "",
        restricted=restriction_in(seen.reading, seen.register, secrecy),
    )
    for name in ("subject", "recipient") if kind.extra.get("addressed") else ("subject",):
        if not getattr(letter, name) and name not in seen.refused:
            seen.refuse(kinds.MISSING_TO_SEND, name, kind.citations, title=TITLES[name], kind=kind.title)
    check_dated(seen, dated)
    if dated < seen.on:
        seen.found(kinds.BACKDATED, "dated", dated=day_text(dated), on=day_text(seen.on))
    return letter


def _entry(
    seen: Inspection, draft: SentDraft, letter: Letter, reserved: RegisterEntry | None, entry_id: str
) -> RegisterEntry | None:
    """The line in the register; None where no number can be printed as it must, or none that was reserved."""
    if reserved is not None and reserved.register != seen.register:
        registers = seen.reading.view.vocabulary(REGISTERS)
        seen.refuse(
            kinds.OTHER_REGISTER,
            "letter_kind",
            number=reserved.number,
            reserved=registers[reserved.register].title,
            register=registers[seen.register].title,
        )
        return None
    year = reserved.year if reserved else series_year(seen.reading, seen.on, seen.register)
    entry = entry_of(letter, seen.register, draft.unit or CENTRAL, year, seen.on, entry_id)
    entry = evolve(entry, **_printed(seen, draft, year))
    if reserved is None:
        return entry
    return evolve(entry, id=reserved.id, version=reserved.version, number=reserved.number, reason=reserved.reason)


def _printed(seen: Inspection, draft: SentDraft, year: int) -> dict[str, Any]:
    """How the number is printed: a pattern, or the word in its place."""
    pattern = printed_pattern(seen.profile, seen.reading, seen.register, year, circular=draft.circular)
    if UNIT_CODE in pattern:
        code = seen.text("unit_code")
        if not code:
            cites = seen.citations("register.printed", register=seen.register)
            unit = draft.unit or Text.of(en="the office as a whole", th="หน่วยงานสารบรรณกลาง")
            seen.refuse(kinds.UNIT_CODE_MISSING, "unit_code", cites, unit=unit, example=_EXAMPLE)
        pattern = pattern.replace(UNIT_CODE, code)
    if draft.special:
        word = seen.reading.value("register.special")
        if not pattern:
            seen.refuse(kinds.NOT_SPECIAL, "special", kind=_title(seen), word=word)
        return {"reference": with_number(pattern, word)}
    return {"printed": pattern, "printed_key": pattern_key(pattern, seen.reading.value("reference.style")) or None}


def _title(seen: Inspection) -> Text:
    return seen.reading.view.vocabulary(REGISTERS)[seen.register].title


def _with_special(seen: Inspection, letter: Letter | None, entry: RegisterEntry) -> Letter | None:
    """The letter with what is printed for its number, where that is known before the number is."""
    if letter is None or not entry.reference:
        return letter
    key = reference_key(entry.reference, seen.reading.value("reference.style"))
    return evolve(letter, reference=entry.reference, reference_key=key)


def _series(seen: Inspection, draft: SentDraft, entry: RegisterEntry) -> str | None:
    """The series that the number is taken from; None where none is taken."""
    numbered = seen.reading.term(REGISTERS, entry.register).extra["numbered"]
    if not numbered or draft.special or entry.number is not None:
        return None
    return series_cell(entry.register, entry.unit, entry.year)


# ------------------------------------------------------------------ beside other numbers


def check_order(
    letter: Letter, lower: Sequence[tuple[int, date]], higher: Sequence[tuple[int, date]]
) -> Iterator[Finding]:
    """Doubt a date that is before that of a lower number, or after that of a higher one.

    Args:
        letter: the one to be numbered.
        lower: numbers before its own and the dates of their letters.
        higher: numbers after its own, likewise.
    """
    dated = letter.dated
    if dated is None:
        return
    for kind, others in ((kinds.DATED_BEFORE_LOWER, lower), (kinds.DATED_AFTER_HIGHER, higher)):
        before = kind is kinds.DATED_BEFORE_LOWER
        wrong = [(number, other) for number, other in others if (other > dated if before else other < dated)]
        if wrong:
            number, other = max(wrong) if before else min(wrong)
            yield kind.make(field="dated", number=number, dated=day_text(dated), other=day_text(other))
