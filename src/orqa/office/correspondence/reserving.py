"""Numbers that are kept for letters to come, and bound to them."""

from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.drafts import SentDraft
from orqa.domain.correspondence.numbering import CENTRAL, SENT, series_cell
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.reserving import (
    find_register,
    reserved_line,
    why_no_reason,
    why_not_bind,
    why_not_reserve,
)
from orqa.office.correspondence.issued import Issue, Reservation
from orqa.office.correspondence.sending import Sending
from orqa.office.correspondence.units import check_unit, letterhead
from orqa.office.errors import ENTRY, LetterRefused, NotFound, RegisterRefused, refuse
from orqa.storage.protocol import Add, Into, Receipt

if TYPE_CHECKING:
    from datetime import date

    from orqa.office.recorder import Made, Save


@frozen(kw_only=True)
class ReservationDraft:
    """What is asked for by reserving numbers.

    Attributes:
        register: code or title of the vocabulary ``register``.
        unit: id of the unit; empty for the office as a whole.
        unit_code: what stands before the slash of its numbers.
        count: how many numbers.
        reason: why.
    """

    register: str
    unit: str
    unit_code: str
    count: int
    reason: str


class Reserving(Sending):
    """Keep numbers for letters to come (จองเลข)."""

    def reserve(  # noqa: PLR0913 - what is kept, for whom and why, by name
        self,
        register: str = SENT,
        *,
        reason: str,
        unit: str = "",
        unit_code: str = "",
        count: int = 1,
        key: str | None = None,
    ) -> Reservation:
        """Take the next numbers of a register for letters that come later; each keeps its row for ever.

        Args:
            register: code or title of the vocabulary ``register``.
            reason: why, for the register.
            unit: id of the unit that keeps the register; by default the central registry.
            unit_code: what stands before the slash of the numbers; by default the unit's own.
            count: how many, 1 up to the rule ``register.most_reserved``.
            key: of the caller's choice, as of ``send``.

        Raises:
            RegisterRefused: when the register, the count or the reason cannot be.
            KeyNotUsable, KeyUsedOtherwise: as of ``send``.
            NotAllowed, StorageError: as of ``send``.
        """
        asked = ReservationDraft(register=register, unit=unit, unit_code=unit_code, count=count, reason=reason)
        return self._recorder.once(
            key, "letter.reserve", asked, lambda save: self._reserved(asked, save), self._reserved_before
        )

    def bind(  # noqa: PLR0913 - the columns of a register line, by name
        self,
        reservation: RegisterEntry | str,
        *,
        kind: str,
        subject: str,
        recipient: str = "",
        sender: str = "",
        unit: str | None = None,
        unit_code: str = "",
        dated: "date | str | None" = None,
        circular: bool = False,
        urgency: str = "",
        secrecy: str = "",
        note: str = "",
        key: str | None = None,
    ) -> Issue:
        """Give a reserved number its letter.

        Args:
            reservation: the line that keeps the number, or its id.
            kind: as of ``send``, and so the others; its register must be that of the number.
            subject: the matter (เรื่อง).
            recipient: whom it is for (ถึง).
            sender: who issues it (จาก); by default the unit.
            unit: id of the unit whose letter it is; by default the one that reserved the number, and no other may.
            unit_code: what stands before the slash of the number; by default the unit's own.
            dated: its date; by default the day on which the number was reserved.
            circular: whether it is marked ว (ข้อ 32).
            urgency: code or title of the vocabulary ``urgency``.
            secrecy: code or title of the vocabulary ``secrecy``.
            note: remark (หมายเหตุ).
            key: of the caller's choice, as of ``send``.

        Raises:
            NotFound: when there is no such line.
            RegisterRefused: when it is not reserved any more, or for another unit.
            LetterRefused: with the findings that say what is wrong.
            Conflict: when somebody else bound it or made it void this very moment.
            KeyNotUsable, KeyUsedOtherwise, NotAllowed, StorageError: as of ``send``.
        """
        draft = SentDraft(
            letter_kind=kind,
            subject=subject,
            recipient=recipient,
            sender=sender,
            unit=unit or "",
            unit_code=unit_code,
            dated=dated,
            circular=circular,
            urgency=urgency,
            secrecy=secrecy,
            note=note,
        )
        line = line_ref(reservation)
        asked = _Binding(line=line, draft=draft)
        return self._recorder.once(
            key,
            "letter.bind",
            asked,
            lambda save: self._bound(line, draft, unit, save),
            lambda made: self._sent_before(draft, made),
        )

    # ------------------------------------------------------------------ inside

    def _reserved(self, asked: ReservationDraft, save: "Save") -> Reservation:
        office, at = self._office, self._office.now()
        reading = office.profile.at(at.date()).reading()
        register = find_register(reading, asked.register)
        if isinstance(register, Text):
            raise RegisterRefused(register)
        refuse(check_unit(office, asked.unit, at.date()))
        code = asked.unit_code or letterhead(office, asked.unit, at.date()).code
        refuse(why_no_reason(asked.reason))
        refuse(why_not_reserve(reading, register, asked.count, unit=asked.unit, unit_code=code))
        lines = tuple(
            reserved_line(
                office.profile,
                reading,
                register.code,
                unit=asked.unit or CENTRAL,
                unit_code=code,
                on=at.date(),
                reason=asked.reason,
                entry_id=entry_id,
            )
            for entry_id in office.ids.next_ids(at, asked.count)
        )
        action = "secret.send" if any(line.restricted for line in lines) else "letter.reserve"
        return Reservation(lines=lines, saved=save(action, at, lines, tuple(map(_number_for, lines))))

    def _reserved_before(self, made: "Made") -> Reservation:
        lines = tuple(map(self._line, made))
        return Reservation(lines=lines, saved=Receipt(0, tuple(cast("int", line.number) for line in lines)))

    def _bound(self, ref: RecordRef, draft: SentDraft, unit: str | None, save: "Save") -> Issue:
        at, line = self._office.now(), self._line(ref)
        refuse(why_not_bind(line, line.unit if unit is None else unit or CENTRAL))
        draft = evolve(draft, unit="" if line.unit == CENTRAL else line.unit)
        sent = self.decide_send(draft, at, reserved=line)
        if sent.letter is None or sent.entry is None:
            raise LetterRefused(sent.findings)
        saved = save("secret.send" if sent.letter.restricted else "letter.bind", at, (sent.letter, sent.entry))
        return Issue(profile=self._office.profile, decided=sent, saved=saved)

    def _line(self, ref: RecordRef) -> RegisterEntry:
        with self._office.reading() as reader:
            (stored,) = reader.get_many([ref])
        if stored is None:
            raise NotFound(ENTRY, ref.id)
        return cast("RegisterEntry", self._office.codec.decode(stored))


@frozen(kw_only=True)
class _Binding:
    line: RecordRef
    draft: SentDraft


def line_ref(entry: RegisterEntry | str) -> RecordRef:
    """What points to a line: itself, or its id."""
    return entry.ref if isinstance(entry, RegisterEntry) else RecordRef(RegisterEntry.kind, entry)


def _number_for(line: RegisterEntry) -> Add:
    return Add(series_cell(line.register, line.unit, line.year), 1, None, (Into(line.ref, "number"),))
