"""Letters that belong together: a part of the service of letters (ความเชื่อมโยงของหนังสือ)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.base.reasons import is_reason
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import ReasonMissing
from orqa.domain.correspondence.handling import answered, refuse_void
from orqa.domain.correspondence.links import (
    VOCABULARY,
    LetterLink,
    check_link,
    inverse_title,
    link_id,
    linked_already,
    undone,
)
from orqa.domain.correspondence.records import Letter
from orqa.domain.correspondence.secrecy import listed
from orqa.office.correspondence.dossier import Dossier, Which, dossier, letter_of, written
from orqa.office.correspondence.ties import counted, ties_from
from orqa.office.errors import NotFound
from orqa.office.openings import as_read
from orqa.office.paging import every
from orqa.office.service import Asked, Service
from orqa.rules.vocabulary import Term
from orqa.storage.errors import Conflict, Refused
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from datetime import date, datetime

    from orqa.office.recorder import Save
    from orqa.storage.protocol import Reader

_LINK = Text.of(en="the link", th="ความเชื่อมโยง")
_UNLINKING = Text.of(en="Taking a link back", th="การยกเลิกความเชื่อมโยง")
_ANSWERED_BY = Text.of(en="answered by {number}", th="ตอบตามหนังสือ {number}")
_ANSWERED = Text.of(en="answered", th="ตอบแล้ว")
"""What the register tells of an answer that is secret: neither its number nor where it came from."""


@frozen(kw_only=True)
class Linked:
    """A letter as it is tied to another one.

    Attributes:
        link: the tie.
        letter: the other letter.
        title: what the tie is called from this side: “Reply to”, “Answered by”.
    """

    link: LetterLink
    letter: Letter
    title: Text


@frozen(kw_only=True)
class _Checked:
    """That two letters may be tied: the tie as it was made before, its sort, and that nobody makes another one."""

    known: LetterLink | None
    term: Term
    turns: tuple[Add, ...]


class Linking(Service):
    """Tie letters together and take ties back."""

    def link(self, source: Which, target: Which, kind: str, *, key: str | None = None) -> LetterLink:
        """Say that one letter answers, follows, replaces or goes with another.

        An answer is noted with the letter that asked: it is owed no more.

        Args:
            source: the answer, the later one, the replacement, the enclosure.
            target: the letter that it points to.
            kind: code of the vocabulary ``letter-link``, such as ``reply-to``.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            LinkRefused: for a letter and itself, the same tie twice, a tie that is not known, a circle.
            LetterIsVoid: for an answer whose number was made void.
            NotFound: when there is no such letter, or it may not be seen.
            NotAllowed: when whoever acts may not.
            Conflict: when somebody else did something with one of the letters this very moment.
            Refused: at the end of a work, when letters were tied so meanwhile; nothing of the work is written.
        """
        first, second = letter_of(source), letter_of(target)
        asked = Asked({"source": first, "target": second, "kind": kind})

        def make(save: "Save") -> LetterLink:
            while True:
                one, other = (dossier(self._office, ref, self._recorder) for ref in (first, second))
                try:
                    return self._linked(one, other, self._checked(first, second, kind), save)
                except Refused as refused:
                    if refused.cell != counted(kind):
                        raise  # else another tie of the sort was made meanwhile: whether both go is looked at anew

        return self._recorder.once(key, "letter.link", asked, make, lambda made: self._link(made[0]))

    def unlink(self, link: LetterLink, reason: str, *, key: str | None = None) -> LetterLink:
        """Take a tie back that was made by mistake; its record stays, with the reason.

        Raises:
            ReasonMissing: when there is no reason.
            LinkRefused: when it was taken back before.
            NotFound: when there is no such tie, or it may not be seen.
            NotAllowed: when whoever acts may not.
        """
        if not is_reason(reason):
            raise ReasonMissing(_UNLINKING)
        asked = Asked({"link": link.ref, "reason": reason})

        def make(save: "Save") -> LetterLink:
            back = undone(self._link(link.ref), reason=reason.strip())
            save("letter.unlink", self._office.now(), (back, *self._owed_again(back)))
            return written([back])[0]

        return self._recorder.once(key, "letter.unlink", asked, make, lambda made: self._link(made[0]))

    def links(self, letter: Which) -> tuple[Linked, ...]:
        """The letters that a letter is tied to, either way, as far as they may be seen; the first tie first."""
        ref, words = letter_of(letter), self._office.profile.vocabulary(VOCABULARY)
        with self._office.reading() as reader:
            ties = sorted(self._ties(reader, ref), key=lambda tie: (tie.made_at, tie.id))
            others = [tie.target if tie.source == ref else tie.source for tie in ties]
            stored = reader.get_many(others)
        return tuple(
            Linked(
                link=tie,
                letter=listed(cast("Letter", self._office.codec.decode(other))),
                title=words[tie.link].title if tie.source == ref else inverse_title(words[tie.link]),
            )
            for tie, other in zip(ties, stored, strict=True)
            if other is not None and tie.link in words
        )

    def answers_undone(self, letter: RecordRef, reason: str) -> tuple[Record, ...]:
        """What is to be written where a letter is cancelled: it answers nothing any more, and what is owed again."""
        with self._office.reading() as reader:
            query = equal("source", str(letter)) & equal("active", 1)
            ties = tuple(every(self._office, reader, LetterLink, query))
        undoing = [(undone(tie, reason=reason), owed) for tie in ties if (owed := self._owed_again(tie))]
        return tuple(record for tie, owed in undoing for record in (tie, *owed))

    # ------------------------------------------------------------------ inside

    def _checked(self, source: RecordRef, target: RecordRef, kind: str) -> "_Checked":
        words = self._office.profile.vocabulary(VOCABULARY)
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(LetterLink.kind, link_id(source, target, kind)[:200])])
        known = cast("LetterLink", self._office.codec.decode(stored)) if stored else None
        ties = ties_from(self._office, self._recorder, target, kind)
        term = check_link(source, target, kind, words, known=known, onward=ties.onward)
        return _Checked(known=known, term=term, turns=() if term.extra.get("circles", False) else (ties.turn,))

    def _linked(self, one: Dossier, other: Dossier, checked: "_Checked", save: "Save") -> LetterLink:
        known, term = checked.known, checked.term
        at, source, target = self._office.now(), one.letter, other.letter
        link = LetterLink(
            id=link_id(source.ref, target.ref, term.code),
            version=known.version if known else 0,
            source=source.ref,
            target=target.ref,
            link=term.code,
            made_at=at,
            made_by=self._office.rights.name,
            restricted=kept.and_of(target.restricted) if (kept := source.restricted) else target.restricted,
        )
        answers = self._answered(one, other, at) if term.extra.get("answers") else ()
        try:
            with as_read(source, target) as floors:
                save("letter.link", at, (link, *answers), (*floors, *checked.turns))
        except Conflict as conflict:  # somebody else was faster
            if conflict.ref == link.ref:
                raise linked_already(term) from conflict
            raise
        return written([link])[0]

    def _answered(self, answer: Dossier, asked: Dossier, at: "datetime") -> tuple[Record, ...]:
        """What the letter that asked looks like with its answer, which is not void."""
        refuse_void(answer.handling)
        handling = answered(asked.handling, answer.handling.received_on if answer.lines else at.date())
        number = next((line.printed_number for line in answer.lines if line.printed_number), answer.letter.reference)
        noted = _ANSWERED if answer.letter.restricted else _ANSWERED_BY.fill(number=number or "–")
        return (handling, *asked.noted(noted.in_language(self._office.profile.language)))

    def _owed_again(self, back: LetterLink) -> tuple[Record, ...]:
        """What the letter that asked looks like when an answer turns out to be none."""
        term = self._office.profile.vocabulary(VOCABULARY).get(back.link)
        if term is None or not term.extra.get("answers"):
            return ()
        with self._office.reading() as reader:
            query = equal("target", str(back.target)) & equal("link", back.link) & equal("active", 1)
            others = [tie for tie in every(self._office, reader, LetterLink, query) if tie.id != back.id]
        days = [dossier(self._office, tie.source, self._recorder).handling.received_on for tie in others]
        handling = dossier(self._office, back.target, self._recorder).handling
        first: date | None = min(days, default=None)
        return (evolve(handling, answered_on=first),)

    def _ties(self, reader: "Reader", letter: RecordRef) -> Iterable[LetterLink]:
        for end in ("source", "target"):
            yield from every(self._office, reader, LetterLink, equal(end, str(letter)) & equal("active", 1))

    def _link(self, ref: RecordRef) -> LetterLink:
        with self._office.reading() as reader:
            (stored,) = reader.get_many([ref])
        if stored is None:
            raise NotFound(_LINK, ref.id)
        return cast("LetterLink", self._office.codec.decode(stored))
