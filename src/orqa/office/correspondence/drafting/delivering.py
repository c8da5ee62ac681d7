"""Papers sent out, and what became of them: a part of the service of letters (การส่ง การตอบรับ การดึงคืน)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from orqa.base.calendar import OutsideCalendar
from orqa.base.language import Text
from orqa.domain.correspondence.drafting.deciding import acknowledged, delivered, moved, require_act
from orqa.domain.correspondence.drafting.records import Delivery, Draft
from orqa.domain.correspondence.drafting.states import Act
from orqa.domain.correspondence.terms import find_code
from orqa.domain.organization.errors import CommentNeeded
from orqa.office.correspondence.drafting.keeping import Whose
from orqa.office.correspondence.drafting.writing import WRITE, Writing
from orqa.rules.errors import UnknownParameter
from orqa.rules.vocabulary import titles_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from orqa.rules.vocabulary import Term

DISPATCH: Final = "draft.dispatch"
ACKNOWLEDGE: Final = "draft.acknowledge"
RECALL: Final = "draft.recall"
RETURN: Final = "draft.return"
FILE: Final = "draft.file"
WAYS: Final = "delivery-way"
DAYS: Final = "draft.acknowledge_days"
PAPER_ONLY: Final = "draft.on_paper_only"

_NO_RECEIVER = Text.of(en="say who gets it", th="ให้ระบุผู้รับ")
_NO_WAY = Text.of(en="{way!r} is no way of sending; choose: {known}", th="ไม่รู้จักวิธีส่ง {way!r} ให้เลือก: {known}")
_ON_PAPER = Text.of(
    en="what is {level} does not go through a network ({cite}); send it by hand",
    th="ชั้น{level}ไม่ส่งทางระบบอิเล็กทรอนิกส์ ({cite}) ให้นำส่งด้วยมือ",
)
_ACTIONS: Final = {Act.RETURN: ACKNOWLEDGE, Act.REJECT: ACKNOWLEDGE, Act.RECALL: RECALL}


class Delivering(Writing):
    """Send papers out."""

    def dispatch(
        self,
        draft: Whose,
        way: str = "post",
        *,
        to: str | Iterable[str] = "",
        proof: str = "",
        key: str | None = None,
    ) -> Draft:
        """Say that a numbered paper left the office (ส่งหนังสือ, ข้อ 44–50): by which way, and to whom.

        A letter that was numbered by ``send`` goes on from here in the same way.

        Args:
            draft: the draft, the letter that it became, or an id of one of these.
            way: code or title of the vocabulary ``delivery-way``.
            to: who gets it, or all who get a circular; by default its receiver.
            proof: number of the receipt or of the line in the delivery book.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            DraftStepRefused: when it has no number, no receiver, or may not go that way, with what may be done.
            NotFound: when there is no such draft or letter, or it may not be seen.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        named = tuple(dict.fromkeys(filter(None, map(str.strip, (to,) if isinstance(to, str) else to))))

        def change(known: Draft, at: "datetime") -> Draft:
            return self._sent_out(known, way, named, proof.strip(), at)

        asked = {"way": way, "to": list(named) if len(named) > 1 else "".join(named), "proof": proof}
        return self._draft_changed(draft, DISPATCH, asked, key, change)

    def confirm_receipt(self, draft: Whose, words: str = "", *, of: str = "", key: str | None = None) -> Draft:
        """Say that the receiver told the receipt (ตอบรับ), with the number that it got there.

        Args:
            draft: the draft, the letter that it became, or an id of one of these.
            words: what the receiver said.
            of: which receiver, where there are several: the paper waits until all told it; by default all of them.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            DraftStepRefused, NotFound, NotAllowed: as of :meth:`dispatch`.
        """

        def change(known: Draft, at: "datetime") -> Draft:
            return acknowledged(known, of.strip(), words, at=at, person=self._acting_person)

        asked = {"act": Act.ACKNOWLEDGE.value, "words": words} | ({"of": of} if of else {})
        return self._draft_changed(draft, ACKNOWLEDGE, asked, key, change)

    def file(self, draft: Whose, words: str = "", *, key: str | None = None) -> Draft:
        """Say that the file copy lies with the case (เก็บสำเนา): nothing is left to do for the paper.

        Raises:
            DraftStepRefused, NotFound, NotAllowed: as of :meth:`dispatch`.
        """

        def change(known: Draft, at: "datetime") -> Draft:
            addressed = self._draft_is_addressed(known)
            person = self._acting_person
            return moved(known, Act.FILE, at=at, person=person, words=words, addressed=addressed, acknowledge_by=None)

        return self._draft_changed(draft, FILE, {"file": words}, key, change)

    # ------------------------------------------------------------------ inside

    def _sent_out(self, known: Draft, way: str, named: tuple[str, ...], proof: str, at: "datetime") -> Draft:
        """The draft after it went to these, by default to its receiver."""
        require_act(known, Act.DISPATCH)
        code, addressed = self._delivery_way(known, way), self._draft_is_addressed(known)
        receivers = named or (known.recipient,)
        if addressed and not receivers[0]:
            require_act(known, Act.DISPATCH, reason=_NO_RECEIVER)
        made = tuple(Delivery(to=receiver, way=code, at=at, proof=proof) for receiver in receivers)
        return moved(
            known,
            Act.DISPATCH,
            at=at,
            person=self._acting_person,
            words=" · ".join(filter(None, (*receivers, proof))),
            deliveries=(*known.deliveries, *made),
            acknowledge_by=self._acknowledge_by(known, at.date()) if addressed else None,
        )

    def _delivery_outcome(self, known: Draft, act: Act, words: str, key: str | None) -> Draft:
        """What became of a paper that was sent out; going back needs words."""
        if act is not Act.ACKNOWLEDGE and not words.strip():
            raise CommentNeeded(act.value)

        def change(now: Draft, at: "datetime") -> Draft:
            state = require_act(now, act)
            deliveries = delivered(now, state, at, words)
            person = self._acting_person
            return moved(now, act, at=at, person=person, words=words, deliveries=deliveries, acknowledge_by=None)

        return self._draft_changed(
            known, _ACTIONS.get(act, ACKNOWLEDGE), {"act": act.value, "words": words}, key, change
        )

    def _put_back(self, known: Draft, act: Act, words: str, key: str | None) -> Draft:
        """A paper without a number goes back, or is given up, where no request about it waits."""
        if not words.strip():
            raise CommentNeeded(act.value)

        def change(now: Draft, at: "datetime") -> Draft:
            return moved(now, act, at=at, person=self._acting_person, words=words)

        action = {Act.RETURN: RETURN, Act.RECALL: RECALL}.get(act, WRITE)
        return self._draft_changed(known, action, {"act": act.value, "words": words}, key, change)

    def _delivery_way(self, draft: Draft, way: str) -> str:
        reading = self._office.rules().reading()
        terms = reading.view.vocabulary(WAYS)
        code = find_code(terms, way)
        if code is None:
            require_act(draft, Act.DISPATCH, reason=_NO_WAY.fill(way=way, known=titles_of(terms.values())))
        term: Term = terms[code or way]
        if term.extra["electronic"] and draft.secrecy in reading.value(PAPER_ONLY):
            level = reading.view.vocabulary("secrecy")[draft.secrecy].title
            cited = reading.view.row(PAPER_ONLY, {}).citations[0]
            require_act(draft, Act.DISPATCH, reason=_ON_PAPER.fill(level=level, cite=str(cited)))
        return term.code

    def _draft_is_addressed(self, draft: Draft) -> bool:
        kind = self._office.profile.vocabulary("letter-kind").get(draft.letter_kind)
        return bool(kind and kind.extra.get("addressed"))

    def _acknowledge_by(self, draft: Draft, on: "date") -> "date | None":
        """The day by which receipt should be told; None where no rule says it or the calendar does not reach."""
        urgency = draft.urgency or next(iter(self._office.profile.vocabulary("urgency")))
        try:
            days = self._office.rules(on).reading().value(DAYS, urgency=urgency)
            return self._office.calendars.of_unit(draft.unit).add(on, days)
        except (OutsideCalendar, UnknownParameter):
            return None
