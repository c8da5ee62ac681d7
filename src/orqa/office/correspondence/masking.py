"""Masking what a register tells of a destroyed letter (การปิดบังเรื่องในทะเบียน): a second act, by a law that is named."""

from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.citations import Citation
from orqa.base.language import Text
from orqa.base.reasons import is_reason
from orqa.domain.correspondence.destruction import DestructionLine
from orqa.domain.correspondence.errors import ReasonMissing
from orqa.domain.correspondence.records import RegisterEntry
from orqa.office.correspondence.reserving import line_ref
from orqa.office.errors import RegisterRefused, refuse
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.storage.protocol import Op
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.storage.protocol import Entry

MASK: Final = "register.mask"
"""The action, as the policy has it."""

MASKED: Final = "–"
"""What stands where a subject was."""

_MASKING = Text.of(en="Masking a subject", th="การปิดบังเรื่อง")
_NOT_GONE = Text.of(
    en="its letter was not destroyed; only what is left of a destroyed letter is masked",
    th="หนังสือของรายการนี้ยังไม่ถูกทำลาย ปิดบังได้เฉพาะรายการของหนังสือที่ทำลายแล้ว",
)
_ALREADY = Text.of(en="its subject is masked already; nothing is left to do", th="ปิดบังเรื่องไว้แล้ว ไม่ต้องทำซ้ำ")
_NO_SOURCE = Text.of(
    en="{cite!r:.80} cites no text that the profile knows; write source#clause, such as personal-data-2562#33",
    th="{cite!r:.80} ไม่ได้อ้างตัวบทที่โปรไฟล์รู้จัก ให้เขียน แหล่ง#ข้อ เช่น personal-data-2562#33",
)
_NOTE = Text.of(en="subject masked by {cite}: {reason}", th="ปิดบังเรื่องตาม {cite}: {reason}")


class Masking(Service):
    """Mask what is left of destroyed letters."""

    def mask_subject(self, entry: RegisterEntry | str, reason: str, *, cite: str) -> RegisterEntry:
        """Mask the subject of a destroyed letter's line in a register, with all earlier versions of the line.

        Number, day, parties and state of the line stay; the line says by what law its subject is masked.

        Args:
            entry: the line, or its id.
            reason: why.
            cite: the law that asks for it, as ``source#clause`` of a source of the profile.

        Returns:
            the line that stands there from now on, under an id of its own.

        Raises:
            ReasonMissing: when there is no reason.
            RegisterRefused: when its letter was not destroyed, it is masked already, or the law is not known.
            NotFound, NotAllowed, Conflict: as of ``void``.
        """
        if not is_reason(reason):
            raise ReasonMissing(_MASKING)
        office, citation = self._office, self._cited(cite)
        with office.reading() as reader:
            (stored,) = reader.get_many([line_ref(entry)])
            line = office.codec.decode(stored) if stored else None
            if not isinstance(line, RegisterEntry):
                raise RegisterRefused(_NOT_GONE)
            refuse(None if line.subject != MASKED else _ALREADY)
            refuse(None if line.letter is not None and _is_gone(reader.history(line.letter)) else _NOT_GONE)
            lists = list(every(office, reader, DestructionLine, equal("entry", str(line.ref))))
        at = office.now()
        told = _NOTE.fill(cite=citation, reason=reason.strip()).in_language(office.profile.language)
        note = "; ".join(filter(None, (line.note, told)))
        masked = evolve(line, id=office.ids.next_id(at), version=0, subject=MASKED, note=note)
        kept: list[Record] = [masked, *(evolve(one, entry=masked.ref) for one in lists)]
        office.recorder.erase(MASK, at, [line], f"{citation}: {reason.strip()}", kept=kept)
        return evolve(masked, version=1)

    def _cited(self, cite: str) -> Citation:
        try:
            found = Citation.parse(cite)
        except ValueError:
            found = None
        if found is None or found.source not in self._office.profile.sources:
            raise RegisterRefused(_NO_SOURCE.fill(cite=cite))
        return found


def _is_gone(history: "tuple[Entry, ...]") -> bool:
    return bool(history) and history[-1].op is Op.ERASE
