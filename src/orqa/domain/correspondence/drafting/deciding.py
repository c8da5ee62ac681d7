"""What becomes of a draft: begun, edited by one or by two at once, moved on, signed, delivered; pure."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.findings import Finding, has_errors
from orqa.base.language import Text, joined
from orqa.base.thai import clean_text
from orqa.domain.correspondence.drafting import findings as kinds
from orqa.domain.correspondence.drafting.addressing import read_class
from orqa.domain.correspondence.drafting.errors import DraftEditedMeanwhile, DraftRefused, DraftStepRefused
from orqa.domain.correspondence.drafting.forms import forms_known, writable
from orqa.domain.correspondence.drafting.records import Delivery, Draft, DraftMove, Part, Signature
from orqa.domain.correspondence.drafting.states import ACTS, STATES, Act, DraftState, allowed_acts, titles_of_acts
from orqa.domain.correspondence.terms import find_code
from orqa.rules.vocabulary import titles_of

if TYPE_CHECKING:
    from orqa.rules.views import Reading

Content = Mapping[str, tuple[str, ...]]
"""What may be edited, by name: the parts, and the fields in :data:`FIELDS`."""

FIELDS: Final = ("subject", "recipient", "recipient_class", "urgency")
"""Fields of a draft that are edited as its parts are."""

LONGEST_PART: Final = 200_000
"""Longest part, in characters: a technical limit against a whole file in one part."""

_EDITED = Text.of(en="the text was changed after signing", th="มีการแก้ไขข้อความหลังลงนาม")
_NOT_ITS_RECEIVER = Text.of(
    en="no receipt is awaited from {of!r}, but from: {known}", th="ไม่ได้รอการตอบรับจาก {of!r} รอจาก: {known}"
)
_BACK = {
    Act.RETURN: Text.of(en="the draft was sent back", th="ร่างถูกส่งคืน"),
    Act.RECALL: Text.of(en="the draft was recalled", th="ร่างถูกดึงคืน"),
}


def content_of(draft: Draft) -> dict[str, tuple[str, ...]]:
    """All that may be edited in a draft."""
    fields = {name: (getattr(draft, name),) if getattr(draft, name) else () for name in FIELDS}
    return fields | {part.name: part.lines for part in draft.parts}


def as_lines(value: "str | Iterable[str] | None") -> tuple[str, ...]:
    """Lines as they are kept: a text line by line, an iterable item by item; empty ones go."""
    if value is None:
        return ()
    lines = value.splitlines() if isinstance(value, str) else value
    return tuple(filter(None, map(clean_text, lines)))


def check_new(reading: "Reading", draft: Draft) -> tuple[Finding, ...]:
    """What keeps a draft from being kept at all: its kind, its form, its codes, parts that the form does not have."""
    return tuple(_wrong(reading, draft))


def _wrong(reading: "Reading", draft: Draft) -> Iterator[Finding]:
    known, view = forms_known(reading.view), reading.view
    kinds_known = view.vocabulary("letter-kind")
    drafted = [code for code in kinds_known if code in known]
    if draft.letter_kind not in drafted:
        titles = titles_of(kinds_known[code] for code in drafted)
        yield kinds.KIND_NOT_DRAFTED.make(field="kind", kind=draft.letter_kind or "–", known=titles)
        return
    english = view.vocabulary("english-form") if "external" in drafted else {}
    if draft.english_form and (draft.letter_kind != "external" or draft.language == "th"):
        yield kinds.FORM_NOT_ENGLISH.make(field="english_form", form=draft.english_form)
        return
    if draft.letter_kind == "external" and draft.language != "th" and draft.english_form not in english:
        yield kinds.FORM_NEEDED.make(field="english_form", known=", ".join(english))
        return
    yield from _wrong_codes(reading, draft)
    allowed = {*writable(reading, draft.form), "salutation", "closing"}
    for part in draft.parts:
        if part.name not in allowed:
            told: dict[str, Any] = {"form": draft.form, "part": part.name, "known": ", ".join(sorted(allowed))}
            yield kinds.PART_UNKNOWN.make(field=part.name, **told)
        if (length := sum(map(len, part.lines))) > LONGEST_PART:
            told = {"part": part.name, "length": f"{length:,}", "limit": f"{LONGEST_PART:,}"}
            yield kinds.PART_TOO_LONG.make(field=part.name, **told)


def _wrong_codes(reading: "Reading", draft: Draft) -> Iterator[Finding]:
    classes = "recipient-class" if draft.language == "th" else "english-address"
    for name, vocabulary in (("urgency", "urgency"), ("secrecy", "secrecy"), ("recipient_class", classes)):
        value, terms = getattr(draft, name), reading.view.vocabulary(vocabulary)
        if value and value not in terms:
            yield kinds.TERM_UNKNOWN.make(field=name, value=value, known=titles_of(terms.values()))


def with_codes(reading: "Reading", draft: Draft) -> Draft:
    """A draft with codes where people wrote titles."""
    view = reading.view

    def code(vocabulary: str, written: str) -> str:
        return (find_code(view.vocabulary(vocabulary), written) or written) if written else ""

    return evolve(
        draft,
        letter_kind=code("letter-kind", draft.letter_kind),
        urgency=code("urgency", draft.urgency),
        secrecy=code("secrecy", draft.secrecy),
        english_form=code("english-form", draft.english_form) if draft.english_form else "",
        recipient_class=(read_class(reading, draft.recipient_class, draft.language) or draft.recipient_class)
        if draft.recipient_class
        else "",
    )


# ------------------------------------------------------------------ moving on


def require_act(draft: Draft, act: Act, *, addressed: bool = True, reason: Text | None = None) -> DraftState:
    """The state that an act leads to.

    Raises:
        DraftStepRefused: when it does not follow, or a reason stands against it.
    """
    allowed = allowed_acts(draft.state, numbered=draft.letter is not None, addressed=addressed)
    if act not in allowed or reason is not None:
        possible = {one: state for one, state in allowed.items() if one is not act} if reason else allowed
        raise DraftStepRefused(ACTS[act], STATES[draft.state], titles_of_acts(possible), reason)
    return allowed[act]


def moved(  # noqa: PLR0913 - who did what as what, and what follows besides
    draft: Draft,
    act: Act,
    *,
    at: datetime,
    person: str = "",
    words: str = "",
    position: Text | None = None,
    addressed: bool = True,
    **fields: Any,
) -> Draft:
    """The draft after an act; a signature ends where the draft goes back.

    Raises:
        DraftStepRefused: as of :func:`require_act`.
    """
    state = require_act(draft, act, addressed=addressed)
    after = evolve(draft, state=state, **fields)
    if act in _BACK and draft.letter is None:
        after = unsigned(after, at, _BACK[act])
    move = DraftMove(
        act=act, state=state, edition=after.edition, person=person, position=position, words=words.strip(), at=at
    )
    return evolve(after, moves=(*draft.moves, move))


def unsigned(draft: Draft, at: datetime, why: Text) -> Draft:
    """The draft, its signature without effect; it stays to be seen."""
    words = why.in_language(draft.language)
    ended = tuple(
        evolve(one, voided_at=at, voided_because=words) if one.voided_at is None else one for one in draft.signatures
    )
    return evolve(draft, signatures=ended)


def edited(draft: Draft, changes: Content, *, at: datetime, person: str = "", words: str = "") -> Draft:
    """The draft with changes: a new edition, and no longer reviewed or signed.

    Raises:
        DraftStepRefused: when its text does not change any more.
    """
    after = with_content(draft, {**content_of(draft), **changes})
    if after.signature is not None:
        after = unsigned(after, at, _EDITED)
    changed = moved(after, Act.EDIT, at=at, person=person, words=words, edition=draft.edition + 1)
    return evolve(changed, state=DraftState.DRAFT)


def with_content(draft: Draft, content: Content) -> Draft:
    """A draft with this content, as it is kept."""
    fields: dict[str, Any] = {name: " ".join(content.get(name, ())) for name in FIELDS}
    parts = tuple(Part(name, lines) for name, lines in sorted(content.items()) if name not in FIELDS and lines)
    return evolve(draft, parts=parts, **fields)


def merged(draft: Draft, base: Draft, changes: Content) -> Content:
    """The changes that somebody made on top of an earlier edition, to be laid over the one that stands now.

    What only one of both changed is taken from that one.

    Raises:
        DraftEditedMeanwhile: when both changed the same part, and not in the same way.
    """
    before, now = content_of(base), content_of(draft)
    both = {
        name
        for name, mine in changes.items()
        if now.get(name, ()) != before.get(name, ()) and mine not in {now.get(name, ()), before.get(name, ())}
    }
    if both:
        names = tuple(sorted(both))
        mine = {name: changes[name] for name in names}
        theirs = {name: now.get(name, ()) for name in names}
        raise DraftEditedMeanwhile(draft.id, draft.edition, names, mine, theirs)
    return {name: mine for name, mine in changes.items() if mine != before.get(name, ())}


def refuse_errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, where none of them is an error.

    Raises:
        DraftRefused: otherwise.
    """
    found = tuple(findings)
    if has_errors(found):
        raise DraftRefused(found)
    return found


# ------------------------------------------------------------------ signing, delivering


def digest_of(text: str) -> str:
    """What a signature holds of a text: its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def signed(draft: Draft, signature: Signature, words: str = "") -> Draft:
    """The draft, signed.

    Raises:
        DraftStepRefused: when it does not wait for that.
    """
    position = joined(signature.position, " ") if signature.position else None
    return moved(
        draft,
        Act.SIGN,
        at=signature.at,
        person=signature.person,
        words=words,
        position=position,
        signatures=(*draft.signatures, signature),
    )


def delivered(draft: Draft, state: DraftState, at: datetime, words: str, of: str = "") -> tuple[Delivery, ...]:
    """The deliveries of a draft, those of the last time with what became of them.

    Args:
        draft: which.
        state: what became of it.
        at: when that became known.
        words: what the receiver said.
        of: only this receiver's; by default all that nothing is known of yet.
    """
    if not draft.deliveries:
        return ()
    last = draft.deliveries[-1].at
    open_ones = [one for one in draft.deliveries if one.at == last and one.outcome is None]
    meant = [one for one in open_ones if not of or one.to == of]
    return tuple(
        evolve(one, outcome=state, outcome_at=at, words=words.strip()) if one in meant else one
        for one in draft.deliveries
    )


def told_by_all(deliveries: tuple[Delivery, ...]) -> bool:
    """Whether every receiver of the last time told what became of it."""
    return not deliveries or all(one.outcome is not None for one in deliveries if one.at == deliveries[-1].at)


def acknowledged(draft: Draft, of: str, words: str, *, at: datetime, person: str = "") -> Draft:
    """The draft after a receiver told the receipt: it waits on while others of them did not.

    Raises:
        DraftStepRefused: when it was not sent out, or not to this receiver, or that one told it before.
    """
    require_act(draft, Act.ACKNOWLEDGE)
    deliveries = delivered(draft, DraftState.ACKNOWLEDGED, at, words, of)
    if of and deliveries == draft.deliveries:
        open_ones = [one.to for one in draft.deliveries if one.outcome is None]
        reason = _NOT_ITS_RECEIVER.fill(of=of, known=", ".join(dict.fromkeys(open_ones)))
        require_act(draft, Act.ACKNOWLEDGE, reason=reason)
    said = " · ".join(filter(None, (of, words.strip())))
    told: dict[str, Any] = {"at": at, "person": person, "words": said, "deliveries": deliveries}
    if told_by_all(deliveries):
        return moved(draft, Act.ACKNOWLEDGE, acknowledge_by=None, **told)
    after = moved(draft, Act.ACKNOWLEDGE, **told)
    *earlier, move = after.moves
    return evolve(after, state=draft.state, moves=(*earlier, evolve(move, state=draft.state)))
