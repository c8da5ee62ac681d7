"""Carrying out a destruction (การทำลายหนังสือ): what goes, what stays, what is refused (ข้อ 70).

A letter goes in one batch with all that is kept of it but its lines in registers: they stay, and tell by which list it
went. In the same batch the store is asked whether anybody holds it.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity, reasons
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.destruction import (
    DestructionLine,
    DestructionList,
    DestructionRefused,
    LineState,
    ListState,
    silent,
)
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.records import Attachment
from orqa.domain.correspondence.retention import decide_retention
from orqa.office.attached_bytes import Names
from orqa.office.correspondence.destruction_committee import KEEP
from orqa.office.correspondence.destruction_steps import DestructionSteps, in_order
from orqa.office.correspondence.dossier import Dossier, dossier
from orqa.office.correspondence.kin import OUTLIVES, kin_of
from orqa.office.correspondence.retaining import facts_of
from orqa.office.errors import NotFound
from orqa.office.holds import explaining_holds, told, unheld
from orqa.office.openings import guard
from orqa.office.paging import every
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.office.holds import HeldBack
    from orqa.office.office import Office

CARRY_OUT: Final = "destruction.carry-out"
"""The action, as the policy has it."""

_MOST_TOLD: Final = 20

_NOT_CLEARED = Text.of(
    en="the National Archives have time to answer until {until}; destroy after that, or keep their answer: "
    "answer(list, answer)",
    th="สำนักหอจดหมายเหตุแห่งชาติมีเวลาแจ้งผลถึง {until} ให้ทำลายหลังจากนั้น หรือบันทึกผลที่แจ้งมา: answer(list, answer)",
)
_AHEAD = Text.of(en="the day of the destruction, {on}, has not come yet", th="วันที่ทำลาย {on} ยังมาไม่ถึง")
_NO_METHOD = Text.of(en="say how the papers were destroyed", th="ให้ระบุวิธีทำลาย")
_NO_MINUTES = Text.of(en="say where the committee's signed record is", th="ให้ระบุที่เก็บบันทึกผลการทำลาย")
_BY_LIST = Text.of(en="destroyed by list {name} on {on}", th="ทำลายตามบัญชีหนังสือขอทำลายที่ {name} เมื่อ {on}")
_LIST_NAME = Text.of(en="destruction list {name}", th="บัญชีหนังสือขอทำลายที่ {name}")
_IN_FORCE = Text.of(en="it is in force", th="ยังมีผลใช้บังคับ")
_NOT_READY = Text.of(
    en="{count} {count:letter|letters} cannot be destroyed: {reasons}. Lift what holds them, or take them out of the "
    "list: take_out(list, lines, 'postponed', note)",
    th="มีหนังสือ {count} ฉบับที่ทำลายไม่ได้: {reasons} ให้ยกเลิกการยับยั้ง หรือนำออกจากบัญชี: "
    "take_out(list, lines, 'postponed', note)",
)
HELD = FindingKind(
    "destruction-held",
    Severity.ERROR,
    Text.of(en="Line {seq} is held back: {why}", th="ลำดับที่ {seq} ถูกยับยั้งการทำลาย: {why}"),
)
NOT_DUE = FindingKind(
    "destruction-not-due",
    Severity.ERROR,
    Text.of(en="Line {seq} is to be kept now: {why}", th="ลำดับที่ {seq} ต้องเก็บไว้: {why}"),
)
UNSEEN = FindingKind(
    "destruction-unseen",
    Severity.ERROR,
    Text.of(
        en="Line {seq} is not seen by whoever acts: it was raised to secret matter",
        th="ลำดับที่ {seq} เป็นเรื่องลับที่ผู้ดำเนินการไม่มีสิทธิเข้าถึง",
    ),
)


@frozen(kw_only=True)
class Destruction:
    """What was destroyed.

    Attributes:
        list: the list, as it is now.
        letters: how many letters went.
    """

    list: DestructionList
    letters: int


class DestructionCarriedOut(DestructionSteps):
    """Destroy what a list has left; reached as ``office.correspondence.destruction``."""

    def check(self, known: DestructionList | str) -> tuple[Finding, ...]:
        """Why letters of a list cannot be destroyed now: what holds them, or what the law says by now."""
        found = self.get(known)
        with self._office.reading() as reader:
            lines = list(self._lines(reader, found, equal("state", LineState.LISTED.value)))
        return tuple(self._checks(found, lines))

    def destroy(self, known: DestructionList | str, method: str, *, on: date | None = None) -> Destruction:
        """Destroy the letters of a cleared list for good (ทำลายหนังสือ, ข้อ 70); nothing brings them back.

        Of each letter goes its text with all versions, its draft, what was attached, what was done with it, search
        texts and keys; its lines in registers stay, and so do the list and its approval. Cut short, it goes on where
        it stopped when it is asked for again.

        Args:
            known: the list.
            method: how the papers were destroyed, such as ย่อยกระดาษ.
            on: the day of the destruction, no later one than today; by default today.

        Raises:
            DestructionRefused: when the list is not cleared, the day has not come or lies before that on which it was
                sent or answered, or letters of it are held back or to be kept by now: all
                are told, and nothing is destroyed.
            Held: when somebody placed a hold while the destruction ran; what went before is gone.
            NotAllowed: when whoever acts may not; nothing is destroyed.
        """
        found, day = self._checked(known, "destroy"), on or self._office.today()
        self._office.require(CARRY_OUT)
        if not method.strip():
            raise DestructionRefused(_NO_METHOD)
        if day > self._office.today():
            raise DestructionRefused(_AHEAD.fill(on=day_text(day)))
        in_order(day, found.answered_on or found.sent_on or found.considered_on)
        if found.state is ListState.SENT and not silent(found, day):
            raise DestructionRefused(_NOT_CLEARED.fill(until=day_text(cast("date", found.answer_by))))
        if findings := self.check(found):
            shown = reasons(findings[:_MOST_TOLD])
            raise DestructionRefused(_NOT_READY.fill(count=len(findings), reasons=shown))
        if found.state is not ListState.DESTROYING:
            found = self._changed(found, CARRY_OUT, state=ListState.DESTROYING, method=method.strip(), destroyed_on=day)
        count = 0
        while lines := self._next_lines(found):
            for line in lines:
                self._destroyed(found, line)
                count += 1
        return Destruction(list=self._changed(found, CARRY_OUT, state=ListState.DESTROYED), letters=count)

    def record(self, known: DestructionList | str, minutes: str, *, on: date | None = None) -> DestructionList:
        """Keep where the committee's signed record of the destruction is (บันทึกผลการทำลาย, ข้อ 68).

        Raises:
            DestructionRefused: when the list was not destroyed, or no place is named.
        """
        found = self._checked(known, "record")
        if not minutes.strip():
            raise DestructionRefused(_NO_MINUTES)
        day = on or self._office.today()
        return self._changed(found, KEEP, state=ListState.RECORDED, minutes=minutes.strip(), recorded_on=day)

    # ------------------------------------------------------------------ inside

    def _next_lines(self, known: DestructionList) -> list[DestructionLine]:
        with self._office.reading() as reader:
            return list(islice(self._lines(reader, known, equal("state", LineState.LISTED.value)), 100))

    def _checks(self, known: DestructionList, lines: list[DestructionLine]) -> Iterator[Finding]:
        office = self._office
        view = office.rules()
        standing = {one.instrument.letter for one in office.correspondence.in_force()}
        for line in lines:
            try:
                seen = dossier(office, line.letter, office.recorder)
            except NotFound:
                yield UNSEEN.make(record=line.ref, seq=line.seq)
                continue
            if holds := self._holds(seen):
                yield HELD.make(record=line.ref, seq=line.seq, why=told(holds))
                continue
            if line.letter in standing:
                yield NOT_DUE.make(record=line.ref, seq=line.seq, why=_IN_FORCE)
                continue
            said = office.correspondence.said_of_keeping(line.letter)
            kept = decide_retention(facts_of(office, seen, said), view).value
            if not kept.is_due(known.year):
                yield NOT_DUE.make(record=line.ref, seq=line.seq, why=kept.why)

    def _holds(self, seen: Dossier) -> "tuple[HeldBack, ...]":
        office = self._office
        attached = office.correspondence.attachments(seen.letter)
        with office.reading() as reader:
            drafts = list(every(office, reader, Draft, equal("letter", str(seen.letter.ref))))
        return office.holds.among([seen.letter, *attached, *drafts])

    def _destroyed(self, known: DestructionList, line: DestructionLine) -> None:
        """A letter with all that is kept of it, in one batch with what tells of it."""
        office = self._office
        seen = dossier(office, line.letter, office.recorder)
        with office.reading() as reader:
            kin = [one for one in kin_of(office, reader, line.letter) if one.kind not in OUTLIVES]
        attached = [one for one in kin if isinstance(one, Attachment)]
        drafts = [one for one in kin if isinstance(one, Draft)]
        words = _BY_LIST.fill(name=self.name(known), on=day_text(cast("date", known.destroyed_on)))
        reason = _LIST_NAME.fill(name=self.name(known)).in_language(office.profile.language)
        kept: list[Record] = [
            evolve(line, state=LineState.DESTROYED, destroyed_on=known.destroyed_on),
            *seen.noted(words.in_language(office.profile.language)),
        ]
        refs = [line.letter, *(one.ref for one in (*attached, *drafts))]
        adds = (*unheld(*refs), Add(guard(line.letter), -1))
        with explaining_holds(office, refs):
            office.recorder.erase(CARRY_OUT, office.now(), [seen.letter, *kin], reason, kept=kept, adds=adds)
        self._leftovers(line.letter, reason)
        for one in attached:
            _forget(self._office, one.digest)

    def _leftovers(self, letter: RecordRef, reason: str) -> None:
        """Erase what somebody added while the letter went: from then on nothing is added to it any more."""
        office = self._office
        with office.reading() as reader:
            left = [one for one in kin_of(office, reader, letter) if one.kind not in OUTLIVES]
        if left:
            office.recorder.erase(CARRY_OUT, office.now(), left, reason)
            for one in left:
                if isinstance(one, Attachment):
                    _forget(office, one.digest)


def _forget(office: "Office", digest: str) -> None:
    office.once_written(lambda written: written.blobs.remove(digest, Names(written.store)))
