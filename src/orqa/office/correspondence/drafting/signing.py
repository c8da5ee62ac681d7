"""Papers signed, and whether a signature still holds: a part of the service of letters (การลงนาม)."""

from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from orqa.base.language import Text, joined
from orqa.domain.correspondence.drafting.deciding import digest_of, moved, refuse_errors, require_act, signed
from orqa.domain.correspondence.drafting.records import Draft, Signature
from orqa.domain.correspondence.drafting.states import Act
from orqa.domain.correspondence.layout.making import lay_out
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.approvals import Approval, ApprovalState, Move
from orqa.domain.organization.wording import signing_lines
from orqa.office.approvals import Approvals
from orqa.office.correspondence.drafting.keeping import Whose
from orqa.office.correspondence.drafting.stepping import Stepping
from orqa.office.errors import NotAllowed
from orqa.office.naming import request_titles
from orqa.office.service import Asked
from orqa.reporting.paper_text import paper_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from orqa.base.records import Record
    from orqa.domain.organization.holding import HeldRole
    from orqa.domain.organization.people import Person
    from orqa.office.office import Office
    from orqa.office.recorder import Recording, Save

SIGN: Final = "draft.sign"
SIGNERS: Final = "draft.signers"

_NOBODY = Text.of(en="only a person signs: use office.acting(person)", th="ผู้ลงนามต้องเป็นบุคคล ให้ใช้ office.acting(person)")
_WAITS = Text.of(en="it waits for {role} of {unit} first", th="ต้องรอ{role}ของ{unit}พิจารณาก่อน")
_NOT_DECIDED = Text.of(en="its request was not approved", th="ยังไม่ได้รับความเห็นชอบ")


@frozen(kw_only=True)
class SignatureState:
    """A signature, and whether it holds.

    Attributes:
        signature: the one that was given.
        holds: whether the text is still the one that was signed.
        reason: why not, in the language of the paper; empty where it holds.
    """

    signature: Signature
    holds: bool
    reason: str = ""


_OTHER_TEXT = Text.of(en="the paper reads otherwise now", th="ข้อความไม่ตรงกับที่ลงนาม")


class Signing(Stepping):
    """Sign papers."""

    def sign(self, draft: Whose, comment: str = "", *, key: str | None = None) -> Draft:
        """Sign a draft (ลงนาม): its text is kept with the signature, and its hash; a change of it ends the signature.

        Where the last step of its route waits for whoever signs, it is approved by that. Who may sign which kind is the
        rule ``draft.signers``; name and position are printed with the wording of acting.

        Raises:
            DraftStepRefused: when it was not proposed or still waits for somebody else, with what may be done.
            DraftRefused: when the draft has errors; nothing is written.
            NotAllowed: when whoever acts may not sign this kind of paper.
            MayNotDecide: when its last step waits for somebody else.
            NotFound: when there is no such draft, or it may not be seen.
        """
        identity = self._draft(draft).id
        if self._recording is not None:
            return self._sign(identity, comment, key)
        return self._written_anew(lambda: self._signed_at_once(identity, comment, key))

    def signatures(self, draft: Whose) -> tuple[SignatureState, ...]:
        """Every signature of a draft, and whether it still holds, worked out from the text anew (ตรวจลายมือชื่อ).

        Raises:
            NotFound: as of :meth:`sign`.
        """
        known = self._draft(draft)
        if known.restricted is not None:
            known = self._shown_draft(known)
        return tuple(self._signature_state(known, one) for one in known.signatures)

    # ------------------------------------------------------------------ inside

    def _signature_state(self, draft: Draft, signature: Signature) -> SignatureState:
        if signature.voided_at is not None:
            return SignatureState(signature=signature, holds=False, reason=signature.voided_because)
        kept = signature.edition == draft.edition and digest_of(signature.text) == signature.digest
        # what has its number was read so when it got it; the forms of a later profile change nothing of that
        holds = kept and (draft.letter is not None or self._signed_text(draft, signature) == signature.text)
        reason = "" if holds else _OTHER_TEXT.in_language(draft.language)
        return SignatureState(signature=signature, holds=holds, reason=reason)

    def _signed_text(self, draft: Draft, signature: Signature) -> str:
        """The text that a signature is under: number and date open, by the rules and names of its day."""
        day = signature.at.astimezone(self._office.zone).date()
        named = evolve(self._paper_facts(draft, opened=True, on=day), **self._signature_printed(draft, signature))
        return paper_text(lay_out(self._office.profile, self._office.rules(day).reading(), draft, named))

    def _signature_printed(self, draft: Draft, signature: Signature) -> dict[str, Any]:
        language = draft.language
        position = tuple(line.in_language(language) for line in signature.position)
        return {"signer": signature.name.in_language(language), "position": position}

    def _signature(self, draft: Draft, at: "datetime") -> Signature:
        person, held = self._signer(draft, at.date())
        organization = self._office.organization.on(at.date())
        bases = self._office.profile.vocabulary("acting-basis")
        made = Signature(
            person=person.id,
            name=person.name,
            position=signing_lines(organization, bases, person.id, held.acting),
            at=at,
            edition=draft.edition,
            text="",
            digest="0" * 64,
        )
        text = self._signed_text(draft, made)
        return evolve(made, text=text, digest=digest_of(text))

    def _signer(self, draft: Draft, on: "date") -> "tuple[Person, HeldRole]":
        """Whoever acts, by the role that they sign with.

        Raises:
            NotAllowed: when they have none that may.
        """
        office, organization = self._office, self._office.organization.on(on)
        roles = office.rules(on).reading().value(SIGNERS, letter_kind=draft.letter_kind)
        units = (draft.unit, *organization.ancestors(draft.unit)) if draft.unit else organization.spans
        for role in roles:
            for unit in units:
                for person, held in organization.holders(role, unit):
                    if person.id == self._acting_person:
                        return person, held
        terms = office.profile.vocabulary("role")
        allowed = joined(terms[role].title for role in roles if role in terms)
        title = Text.of(en="sign this kind of paper", th="ลงนามหนังสือชนิดนี้")
        raise NotAllowed(title, office.rights.called, self._unit_title(draft.unit, office.profile.language), allowed)

    def _signed_at_once(self, identity: str, comment: str, key: str | None) -> Draft:
        """Approval and signature in one batch: neither is left without the other."""
        with self._office.work(SIGN) as work:
            return work.correspondence._sign(identity, comment, key)  # noqa: SLF001 - the same service, in a work

    def _sign(self, identity: str, comment: str, key: str | None) -> Draft:
        def make(save: "Save") -> Draft:
            at, known = self._office.now(), self._draft(identity)
            self._refuse_unsignable(known, at.date())
            refuse_errors(self._draft_findings(known))
            after = self._approved_last(known)
            after = signed(after, self._signature(after, at), comment)
            save(SIGN, at, [after, *self._draft_tasks(after, at)])
            return listed(evolve(after, version=after.version + 1))

        asked = Asked({"sign": identity, "comment": comment})
        return self._recorder.once(key, SIGN, asked, make, lambda _: self._kept_draft(identity))

    def _refuse_unsignable(self, draft: Draft, on: "date") -> None:
        """Refuse what nobody, or not whoever acts, signs now."""
        if self._office.actor is None:
            require_act(draft, Act.SIGN, reason=_NOBODY)
        require_act(draft, Act.SIGN)
        self._signer(draft, on)
        request = self._latest_request(draft)
        if request is None or request.state not in {ApprovalState.APPROVED, ApprovalState.PENDING}:
            require_act(draft, Act.SIGN, reason=_NOT_DECIDED)
        elif request.waits_for is not None and request.step != len(request.steps) - 1:
            step = request.waits_for
            told = request_titles(self._office, step.role, step.unit, request.route, self._office.today())
            require_act(draft, Act.SIGN, reason=_WAITS.fill(role=told["role"], unit=told["unit"]))

    def _approved_last(self, draft: Draft) -> Draft:
        """The draft with the last step of its route approved, where that waits for whoever signs; as it was if not."""
        request = self._pending_request(draft)
        if request is None:
            return draft
        moves: list[Move] = []
        _Apart(self._office, self._recording, moves).approve(request)
        (move,) = moves
        return moved(draft, Act.APPROVE, at=move.at, person=move.person, position=move.position)


class _Apart(Approvals):
    """Decides a request, and leaves what it is about to whoever asked for it."""

    def __init__(self, office: "Office", recording: "Recording | None", moves: "list[Move]") -> None:
        super().__init__(office, recording)
        self._moves = moves

    def _following(self, after: Approval, move: Move) -> "Sequence[Record]":
        del after
        self._moves.append(move)
        return ()
