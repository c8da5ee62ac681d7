"""Signed papers numbered and dated, in the register of their kind: a part of the service of letters (ออกเลขและวันที่)."""

from typing import TYPE_CHECKING, Any, Final, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.correspondence.drafting.deciding import moved, require_act
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.drafting.states import Act
from orqa.domain.correspondence.drafts import Sent, SentDraft
from orqa.domain.correspondence.numbering import CENTRAL
from orqa.domain.correspondence.reserving import why_not_bind
from orqa.office.correspondence.drafting.keeping import Whose
from orqa.office.correspondence.drafting.signing import Signing
from orqa.office.correspondence.issued import Issue
from orqa.office.correspondence.registering import number_for
from orqa.office.correspondence.reserving import Reserving, line_ref
from orqa.office.errors import LetterRefused, refuse
from orqa.office.service import Asked
from orqa.storage.errors import Conflict

if TYPE_CHECKING:
    from datetime import date

    from orqa.base.refs import RecordRef
    from orqa.domain.correspondence.records import RegisterEntry
    from orqa.office.recorder import Save

NUMBER: Final = "letter.send"
BIND: Final = "letter.bind"
MEETING: Final = "meeting"
"""The register in which each committee counts its own meetings."""

_NO_SIGNATURE = Text.of(en="no signature holds: {why}; it is to be signed anew", th="ไม่มีลายมือชื่อที่มีผล: {why} ต้องลงนามใหม่")


class Issuing(Signing, Reserving):
    """Number papers."""

    def number(
        self,
        draft: Whose,
        *,
        dated: "date | str | None" = None,
        reserved: "RegisterEntry | str | None" = None,
        key: str | None = None,
    ) -> Issue:
        """Give a signed paper its number and its date in the register of its kind (ออกเลขและลงวันที่, ข้อ 43).

        From then on it is a letter whose text stands. The numbers are those of ``send``, without
        a gap: letters and minutes in the register of the unit, orders, announcements and the like in the central one.

        Args:
            draft: the draft, or its id.
            dated: its date; by default today, for number and date are given together, or the day of the reservation.
            reserved: the line that keeps a number for it (``reserve``), or its id; by default it gets the next number.
            key: of the caller's choice: the same call with the same key numbers once.

        Raises:
            DraftStepRefused: when it was not signed, or the text is not the one that was signed, with what may be done.
            LetterRefused: with the findings that say what is wrong; nothing is written.
            RegisterRefused: when the number is not reserved any more, or for another unit; nothing is written.
            NotFound: when there is no such draft or line, or it may not be seen.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known, line = self._draft(draft), line_ref(reserved) if reserved else None
        asked = Asked({"draft": known.id, "dated": dated} | ({"reserved": str(line)} if line else {}))

        def make(save: "Save") -> Issue:
            return self._number_given(self._draft(known.id), dated, line, save)

        def again(made: Any) -> Issue:
            return self._sent_before(self._as_sent(self._draft(known.id), dated), made[:2])

        try:
            return self._recorder.once(key, "draft.number", asked, make, again)
        except Conflict as conflict:
            if conflict.ref.kind != Draft.kind or self._recording is not None:
                raise
            return self._recorder.once(key, "draft.number", asked, make, again)

    # ------------------------------------------------------------------ inside

    def _number_given(
        self, draft: Draft, dated: "date | str | None", reserved: "RecordRef | None", save: "Save"
    ) -> Issue:
        self._refuse_unsigned(draft)
        at, asked = self._office.now(), self._as_sent(draft, dated)
        line = self._line(reserved) if reserved else None
        if line is not None:
            refuse(why_not_bind(line, asked.unit or CENTRAL))
        decided = self.decide_send(asked, at, reserved=line)
        if decided.letter is None or decided.entry is None:
            raise LetterRefused(decided.findings)
        sent = _shared(decided, draft)
        letter, entry = sent.letter, cast("Any", sent.entry)
        told: dict[str, Any] = {"letter": letter.ref, "numbered_on": at.date()} if letter else {}
        after = moved(
            draft, Act.NUMBER, at=at, person=self._acting_person, restricted=letter and letter.restricted, **told
        )
        action = "secret.send" if after.restricted else BIND if line else NUMBER
        adds = (number_for(sent),) if sent.series else ()
        saved = save(action, at, [cast("Any", letter), entry, after, *self._draft_tasks(after, at)], adds)
        return Issue(profile=self._office.profile, decided=sent, saved=saved)

    def _refuse_unsigned(self, draft: Draft) -> None:
        require_act(draft, Act.NUMBER)
        states = [self._signature_state(draft, one) for one in draft.signatures]
        if not states or not states[-1].holds:
            why = states[-1].reason if states else "–"
            require_act(draft, Act.NUMBER, reason=_NO_SIGNATURE.fill(why=why))

    def _numbers_itself(self, draft: Draft) -> bool:
        """Whether its unit numbers it: letters and minutes, nothing in the name of the whole office."""
        kind = self._office.profile.vocabulary("letter-kind")[draft.letter_kind]
        return bool(kind.extra.get("addressed")) or kind.extra.get("sent") == MEETING

    def _as_sent(self, draft: Draft, dated: "date | str | None") -> SentDraft:
        return SentDraft(
            letter_kind=draft.letter_kind,
            subject=draft.subject,
            recipient=draft.recipient,
            unit=draft.unit if self._numbers_itself(draft) else "",
            dated=dated,
            circular=draft.circular,
            urgency=draft.urgency,
            secrecy=draft.secrecy,
        )


def _shared(sent: Sent, draft: Draft) -> Sent:
    """What was decided, its letter for those who could see the draft, too."""
    kept, letter, entry = draft.restricted, sent.letter, sent.entry
    if kept is None or letter is None or entry is None or letter.restricted is None:
        return sent
    now = letter.restricted.shared_with(units=kept.units, persons=kept.persons)
    return evolve(sent, letter=evolve(letter, restricted=now), entry=evolve(entry, restricted=now))
