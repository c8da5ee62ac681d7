"""Agreements that partners exchange by Erasmus Without Paper, beside those that the office keeps (ข้อตกลงแลกเปลี่ยน)."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import evolve

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.agreement_copies import AgreementCopy, CopyStanding
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.cooperation import YES
from orqa.domain.partnerships.cooperation import Agreement as Exchanged
from orqa.domain.partnerships.cooperation_bodies import Institution
from orqa.domain.partnerships.cooperation_scope import scope_of
from orqa.domain.partnerships.errors import AgreementRefused, PartnerRefused
from orqa.domain.partnerships.identifiers import schac
from orqa.office.errors import NotFound
from orqa.office.keys import key_ref, look_up
from orqa.office.organizing import Changed
from orqa.office.paging import every
from orqa.office.partnerships.agreement_steps import AgreementSteps
from orqa.office.partnerships.cooperation_records import CooperationRecords
from orqa.office.service import Asked
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.domain.partnerships.agreements import Agreement
    from orqa.domain.partnerships.records import Partner
    from orqa.office.recorder import Save

KEEP: Final = "agreement.keep"
_COPY = Text.of(en="the copy", th="สำเนา")
_NOT_TWO = Text.of(
    en="it names {count} institutions; an agreement of two is taken in",
    th="ระบุสถาบัน {count} แห่ง นำเข้าได้เฉพาะข้อตกลงสองฝ่าย",
)
_OURS = Text.of(
    en="none of {heis} is {own}, which is the university's code", th="ใน {heis} ไม่มี {own} ซึ่งเป็นรหัสของมหาวิทยาลัย"
)
_NO_PARTNER = Text.of(
    en="no partner has the code {hei}; add it to the partner that it is of, or name the partner",
    th="ไม่มีสถาบันที่มีรหัส {hei} โปรดเพิ่มรหัสนี้ให้สถาบันคู่ความร่วมมือ หรือระบุสถาบัน",
)
_NOT_ITS = Text.of(
    en="{partner} has the SCHAC code {known}, and the agreement is with {hei}",
    th="{partner} มีรหัส SCHAC {known} แต่ข้อตกลงทำกับ {hei}",
)
LEARNT = FindingKind(
    "ewp-partner-code-learnt",
    Severity.INFO,
    Text.of(en="{partner} has the SCHAC code {hei} from now on", th="เพิ่มรหัส SCHAC {hei} ให้ {partner} แล้ว"),
)
_TAKEN = Text.of(
    en="it was taken in already, as {agreement}; give that (into) to replace its scope",
    th="นำเข้าแล้วเป็นข้อตกลง {agreement} โปรดระบุข้อตกลงนั้น (into) เพื่อแทนที่ขอบเขตเดิม",
)
_OTHER = Text.of(en="the agreement is with other partners than {hei}", th="ข้อตกลงนี้ไม่ได้ทำกับ {hei} โปรดเลือกข้อตกลงให้ถูกฉบับ")


class Cooperation(CooperationRecords):
    """Take in exchanged agreements, and keep the copies that were approved; ``office.partnerships.cooperation``."""

    def take_in(  # noqa: PLR0913 - what is told of a copy, by name
        self,
        copy: Exchanged,
        own: str,
        *,
        into: str = "",
        partner: str = "",
        institutions: Iterable[Institution] = (),
        on: date | None = None,
        key: str | None = None,
    ) -> "Changed[Agreement]":
        """Take an exchanged agreement in as one of the university's, or into one that is kept (นำเข้าข้อตกลง).

        Fields, levels, activities and places are taken from its conditions. The partner is the one with its SCHAC code,
        or with another code that is told of it; it learns its SCHAC code then, in the same batch. One in effect is
        entered as signed, another is proposed.

        Args:
            copy: as it was read.
            own: the SCHAC code of the university.
            into: an agreement that is kept, whose scope is replaced; empty for a new one.
            partner: what finds the partner, such as its Erasmus code; by default its code in the copy.
            institutions: what partners told of themselves, their Erasmus codes and others among it.
            on: the day; by default today.
            key: of the caller's choice; the same call with the same key is done once.

        Raises:
            AgreementRefused: when it is not of the university and a known partner, ``into`` is with another, or it was
                taken in before and ``into`` is not told.
            NotFound, PartnerRefused, NotAllowed: as of ``office.partnerships.add_agreement``.
        """
        hei, place = _partner_of(copy, own)
        known = self._partner(hei, partner, institutions)
        if not known.identifier("schac") and schac.is_valid(hei):
            return self._learning(known, hei, copy, own, into=into, on=on, key=key)
        facts, findings = scope_of(copy, own)
        if into:
            held = self._agreements.agreement(into)
            if not {*self._agreements.ids_of(known)} & {*held.partners}:
                raise AgreementRefused(_OTHER.fill(hei=hei))
            done = self._agreements.change_agreement(held, on=on, key=key, **facts)
        else:
            facts |= _about(copy, place)
            self._refuse_again(known, copy.partners[1 - place].agreement_id, facts["source"], key)
            done = self._new(copy, known.id, facts, on, key)
        return evolve(done, findings=(*done.findings, *findings))

    def keep_copy(  # noqa: PLR0913 - what is told of a copy, by name
        self,
        which: "Agreement | str",
        copy: Exchanged,
        digest: str,
        *,
        own: str,
        approved: bool = True,
        on: date | None = None,
        note: str = "",
        key: str | None = None,
    ) -> Changed[AgreementCopy]:
        """Keep a copy as it stands, mostly because it was approved (เก็บสำเนา ณ วันที่เห็นชอบ).

        Args:
            which: the agreement that it is a copy of, or what ``office.partnerships.agreement`` finds it by.
            copy: as it was read, with its text.
            digest: the hash by which partners approve it, worked out from the text and not read from it.
            own: the SCHAC code of the university, which names itself first in its own copies.
            approved: whether it was approved.
            on: the day; by default today.
            note: what else a reader should know.
            key: of the caller's choice; the same call with the same key is done once.

        Raises:
            AgreementRefused: when it is not of the university and one other.
            NotFound, NotAllowed: when there is no such agreement, or whoever acts may not.
        """
        agreement = self._agreement(which)
        fields: dict[str, Any] = {
            "agreement": agreement.id,
            "side": _side_of(copy, own),
            "interface": copy.version,
            "digest": digest,
            "text": copy.written or "",
            "taken_on": on or self._office.today(),
            "approved": approved,
            "note": note,
        }

        def make(save: "Save") -> Changed[AgreementCopy]:
            at = self._office.now()
            made = AgreementCopy(id=self._office.ids.next_id(at), **fields)
            save(KEEP, at, (made,))
            return Changed(record=evolve(made, version=1))

        self._office.require(KEEP)
        return self._recorder.once(key, KEEP, Asked(fields), make, lambda done: Changed(record=self._copy(done[0].id)))

    def copies(self, which: "Agreement | str", *, side: str = "") -> tuple[AgreementCopy, ...]:
        """The copies that were kept of an agreement, the oldest first, all or those of one side."""
        query = equal("agreement", self._agreement(which).id)
        if side:
            query &= equal("side", side)
        with self._office.reading() as reader:
            return tuple(every(self._office, reader, AgreementCopy, query, ("taken_on", "recorded")))

    def stands(
        self, which: "Agreement | str", copy: Exchanged, digest: str, *, own: str
    ) -> tuple[CopyStanding, AgreementCopy | None]:
        """Whether a copy is still the one that was approved last, and that one (ตรวจว่าตรงกับฉบับที่เห็นชอบ).

        Arguments and errors as of :meth:`keep_copy`.
        """
        kept = [one for one in self.copies(which, side=_side_of(copy, own)) if one.approved]
        if not kept:
            return CopyStanding.NOT_KEPT, None
        return (CopyStanding.SAME if kept[-1].digest == digest else CopyStanding.CHANGED), kept[-1]

    # ------------------------------------------------------------------ inside

    @property
    def _agreements(self) -> AgreementSteps:
        return AgreementSteps(self._office, self._recording)

    def _partner(self, hei: str, named: str, institutions: Iterable[Institution]) -> "Partner":
        """The partner of a copy: the named one, the one with its code, or with another code that is told of it.

        Raises:
            NotFound, PartnerRefused: when the named one is none.
            AgreementRefused: when no partner has one of the codes, or the named one has another SCHAC code.
        """
        if named:
            found = self._agreements.partner(named)
            if found.identifier("schac") not in {"", hei}:
                raise AgreementRefused(_NOT_ITS.fill(partner=found.name, known=found.identifier("schac"), hei=hei))
            return found
        told_of = [one for one in institutions if (one.hei or "").strip().lower() == hei]
        for code in (hei, *(other.text for one in told_of for other in one.other_ids)):
            with suppress(NotFound, PartnerRefused):
                return self._agreements.partner(code)
        raise AgreementRefused(_NO_PARTNER.fill(hei=hei))

    def _refuse_again(self, known: "Partner", theirs: str | None, source: str, key: str | None) -> None:
        """Go on where no agreement of that id of the partner was taken in, or by the same call.

        Raises:
            AgreementRefused: where one was: there are never two of one.
        """
        if not theirs or (key is not None and look_up(self._office.recorder, key_ref(KEEP, key)) is not None):
            return
        kept = self._office.partnerships.agreements(partner=known.id)
        if found := [one for one in kept if one.source == source and one.state is not AgreementState.DROPPED]:
            raise AgreementRefused(_TAKEN.fill(agreement=found[0].number or found[0].id))

    def _learning(self, known: "Partner", hei: str, copy: Exchanged, own: str, **how: Any) -> "Changed[Agreement]":
        """Take a copy in and keep the SCHAC code of its partner, in one batch."""
        if self._recording is None:
            with self._office.work(KEEP) as work:
                return work.partnerships.cooperation.take_in(copy, own, partner=known.id, **how)
        self._agreements.change_partner(known.id, identifiers={"schac": hei})
        done = self.take_in(copy, own, partner=known.id, **how)
        return evolve(done, findings=(*done.findings, LEARNT.make(record=known.ref, partner=known.name, hei=hei)))

    def _agreement(self, which: "Agreement | str") -> "Agreement":
        return self._agreements.agreement(which if isinstance(which, str) else which.id)

    def _copy(self, identity: str) -> AgreementCopy:
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(AgreementCopy.kind, identity)])
        if stored is None:
            raise NotFound(_COPY, identity)
        return cast("AgreementCopy", self._office.codec.decode(stored))

    def _new(
        self, copy: Exchanged, partner: str, facts: dict[str, Any], on: date | None, key: str | None
    ) -> "Changed[Agreement]":
        if (copy.in_effect or "").strip() in YES:
            return self._agreements.add_agreement("iia", [partner], **facts, key=key)
        facts.pop("signed", None)
        return self._agreements.propose("iia", [partner], **facts, on=on, key=key)


def _partner_of(copy: Exchanged, own: str) -> tuple[str, int]:
    """The SCHAC code of the other side, and the place of our own."""
    heis = [(one.hei or "").strip().lower() for one in copy.partners]
    if len(heis) != 2 or heis[0] == heis[1]:
        raise AgreementRefused(_NOT_TWO.fill(count=len(set(heis))))
    ours = own.strip().lower()
    if ours not in heis:
        raise AgreementRefused(_OURS.fill(heis=", ".join(heis), own=own))
    place = heis.index(ours)
    return heis[1 - place], place


def _side_of(copy: Exchanged, own: str) -> str:
    return "ours" if _partner_of(copy, own)[1] == 0 else "theirs"


def _about(copy: Exchanged, place: int) -> dict[str, Any]:
    """What else it tells: our number, the partner's as its source, and the later day of signing."""
    ours, theirs = copy.partners[place], copy.partners[1 - place]
    facts: dict[str, Any] = {
        "title": f"Erasmus+ {theirs.hei} {theirs.code or ours.code or ''}".strip(),
        "source": f"EWP {theirs.hei} {theirs.agreement_id or ''}".strip(),
    }
    if ours.code:
        facts["number"] = ours.code.strip()
    days = [one.signed.strip()[:10] for one in copy.partners if one.signed]
    if len(days) == len(copy.partners):
        facts["signed"] = max(days)
    return facts
