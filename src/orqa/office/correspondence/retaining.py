"""How long letters are kept: what is said of them, and what the rules make of it; a part of the service of letters."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.base.reasons import is_reason
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import ReasonMissing
from orqa.domain.correspondence.keeping import (
    UNKNOWN_CLASS,
    UNKNOWN_MEDIUM,
    LetterKeeping,
    RetentionRefused,
    restated,
)
from orqa.domain.correspondence.retention import CLASSES, Facts, decide_retention
from orqa.domain.correspondence.terms import find_code
from orqa.office.correspondence.dossier import Dossier, Which, dossier, letter_of
from orqa.office.correspondence.file_classes import class_by_file
from orqa.office.openings import as_read
from orqa.office.service import Asked, Service
from orqa.rules.vocabulary import titles_of

if TYPE_CHECKING:
    from orqa.domain.correspondence.retention import RetentionKeeping
    from orqa.office.office import Office
    from orqa.office.recorder import Made, Save
    from orqa.rules.decisions import Decision
    from orqa.storage.protocol import Reader

RETAIN: Final = "letter.retain"
"""The action, as the policy has it."""

_SAYING = Text.of(en="Saying how long a letter is kept", th="การกำหนดอายุการเก็บหนังสือ")


class Retaining(Service):
    """Say what decides how long a letter is kept, and ask for how long it is."""

    def retention(self, letter: Which, on: date | None = None) -> "Decision[RetentionKeeping]":
        """How long a letter is kept and why (อายุการเก็บหนังสือ, ข้อ 57); the decision cites its clauses.

        Args:
            letter: the letter, or its id.
            on: the day whose rules count; by default today.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
        """
        office = self._office
        seen = dossier(office, letter, self._recorder)
        return decide_retention(facts_of(office, seen, self.said_of_keeping(seen.letter)), office.rules(on))

    def said_of_keeping(self, letter: Which) -> LetterKeeping:
        """What was said of how long a letter is kept; one that is not stored where nobody said anything."""
        office, ref = self._office, letter_of(letter)
        with office.reading() as reader:
            found = _said(office, reader, ref)
        return found or LetterKeeping(id=ref.id, letter=ref, stated_at=office.now())

    def classify(
        self, letter: Which, retention_class: str = "", reason: str = "", *, medium: str = "", key: str | None = None
    ) -> LetterKeeping:
        """Say of what class a letter is, and on what it is (ประเภทตามข้อ 57).

        Args:
            letter: the letter, or its id.
            retention_class: code or title of the vocabulary ``retention-class``; empty leaves it.
            reason: why, of up to 2,000 characters.
            medium: ``paper`` or ``electronic``; empty leaves it.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            ReasonMissing: when there is no reason.
            RetentionRefused: for a class or medium that is none, where nothing changes, and once the archives have it.
            NotFound, NotAllowed, Conflict: as of ``close``.
        """
        changes: dict[str, Any] = {}
        if retention_class:
            changes["retention_class"] = self._class(retention_class)
        if medium:
            if medium not in {"paper", "electronic"}:
                raise RetentionRefused(UNKNOWN_MEDIUM.fill(medium=medium))
            changes["medium"] = medium
        return self._said(letter, changes, reason, key)

    def mark_retention(
        self,
        letter: Which,
        reason: str,
        *,
        never: bool | None = None,
        until: int | None = None,
        key: str | None = None,
    ) -> LetterKeeping:
        """Put a mark of keeping on a letter (ห้ามทำลาย, เก็บถึง พ.ศ., ข้อ 55), or take it off.

        A mark keeps a letter longer than its class, never shorter.

        Args:
            letter: the letter, or its id.
            reason: why.
            never: True marks "do not destroy", False takes that mark off.
            until: the year up to which it is kept, as the office writes years; 0 takes that mark off.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            ReasonMissing, RetentionRefused, NotFound, NotAllowed, Conflict: as of :meth:`classify`.
        """
        changes: dict[str, Any] = {} if never is None else {"never": never}
        if until is not None:
            changes["until"] = self._office.year("calendar", until).ce if until else None
        return self._said(letter, changes, reason, key)

    # ------------------------------------------------------------------ inside

    def _said(self, letter: Which, changes: dict[str, Any], reason: str, key: str | None) -> LetterKeeping:
        ref = letter_of(letter)
        if not is_reason(reason):
            raise ReasonMissing(_SAYING)

        def make(save: "Save") -> LetterKeeping:
            office = self._office
            seen = dossier(office, ref, self._recorder)
            known = self.said_of_keeping(ref)
            at, by = office.now(), office.rights.name
            said = restated(known, at=at, by=by, reason=reason.strip(), **changes)
            said = evolve(said, restricted=seen.letter.restricted)
            with as_read(seen.letter) as floors:
                save(RETAIN, at, [said], floors)
            return evolve(said, version=said.version + 1)

        asked = Asked({"letter": ref, "reason": reason, **changes})
        return self._recorder.once(key, RETAIN, asked, make, self._again)

    def _again(self, made: "Made") -> LetterKeeping:
        return self.said_of_keeping(made[0].id)

    def _class(self, written: str) -> str:
        known = self._office.profile.vocabulary(CLASSES)
        code = written if written in known else find_code(known, written)
        if not code:
            raise RetentionRefused(UNKNOWN_CLASS.fill(code=written, known=titles_of(known.values())))
        return code


def _said(office: "Office", reader: "Reader", letter: RecordRef) -> LetterKeeping | None:
    (stored,) = reader.get_many([RecordRef(LetterKeeping.kind, letter.id)])
    return cast("LetterKeeping", office.codec.decode(stored)) if stored else None


def facts_of(office: "Office", seen: Dossier, said: LetterKeeping) -> Facts:
    """What decides how long a letter is kept, from all that is kept of it."""
    letter, handling = seen.letter, seen.handling
    received = letter.received_at.astimezone(office.zone).date()
    registered_on = seen.lines[0].registered_on if seen.lines else received
    own = said.retention_class
    if not own:
        with office.reading() as reader:
            own = class_by_file(reader, letter.ref)
    return Facts(
        direction=letter.direction,
        registered_on=registered_on,
        made_on=letter.dated or registered_on,
        retention_class=own,
        closed_on=handling.closed_on,
        is_open=handling.version > 0 and handling.is_open,
        is_secret=letter.restricted is not None,
        medium=said.medium,
        never=said.never,
        until=said.until,
    )
