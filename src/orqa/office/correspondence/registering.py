"""Letters that come in and get their number: a part of the service of letters."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from orqa.base.findings import Finding
from orqa.domain.correspondence.decisions import decide_receive
from orqa.domain.correspondence.drafts import Received, ReceivedDraft
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.office.correspondence.units import check_unit
from orqa.office.errors import LETTER, LetterRefused, NotFound, refuse
from orqa.office.recorder import Made, Save, Saved
from orqa.office.service import Service
from orqa.rules.decisions import Decision
from orqa.storage.protocol import Add, Into, Receipt

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from orqa.office.tabular.importing import ImportResult
    from orqa.rules.views import View


@frozen(kw_only=True)
class Registration:
    """A letter that was registered.

    Attributes:
        received: what was decided, before the number was known.
        saved: what the store answered.
    """

    received: Received
    saved: Saved

    @property
    def number(self) -> int:
        """The register number (เลขทะเบียนรับ).

        Raises:
            NumberPending: inside a work, whose numbers are taken at its end.
        """
        return self.saved.numbers[0]

    @cached_property
    def letter(self) -> Letter:
        """The letter as stored."""
        letter = cast("Letter", self.received.letter)
        return evolve(letter, version=letter.version or 1)

    @cached_property
    def entry(self) -> RegisterEntry:
        """Its line in the register, with its number; see :attr:`number`."""
        entry = cast("RegisterEntry", self.received.entry)
        return evolve(entry, version=entry.version or 1, number=self.number)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What to look at: warnings and notes, never errors."""
        return self.received.findings

    @property
    def decision(self) -> Decision[str | None]:
        """The series of the number, and the rules that it rests on (``decision.citations``)."""
        return self.received.decision


class Registering(Service):
    """Register what comes in."""

    def receive(  # noqa: PLR0913 - the columns of a register line, by name
        self,
        *,
        subject: str,
        sender: str,
        reference: str | None = None,
        dated: "date | str | None" = None,
        recipient: str = "",
        kind: str = "",
        urgency: str = "",
        secrecy: str = "",
        note: str = "",
        unit: str = "",
        reference_missing: str = "",
        dated_missing: str = "",
        key: str | None = None,
    ) -> Registration:
        """Register a received letter (ลงทะเบียนรับ, ข้อ 38): it gets the next number of the year, for ever.

        Args:
            subject: the matter (เรื่อง).
            sender: where it comes from (จาก).
            reference: its number (ที่) in any printed form.
            dated: its date (ลงวันที่), as a date or as printed.
            recipient: whom it is for (ถึง).
            kind: code or title of the vocabulary ``letter-kind``.
            urgency: code or title of the vocabulary ``urgency`` (ชั้นความเร็ว).
            secrecy: code or title of the vocabulary ``secrecy``; a secret letter needs a registrar of secret
                information who acts and is cleared for it, and gets the next number of the register of secret matter.
            note: remark (หมายเหตุ).
            unit: id of the unit that receives it by itself, in its own register; by default the central registry.
            reference_missing: why the paper carries no number, where it does not.
            dated_missing: why the paper carries no date, where it does not.
            key: of the caller's choice, such as the id of a web form: the same call with the same key, whenever it
                comes again, registers nothing and returns the first registration.

        Raises:
            LetterRefused: with the findings that say what is wrong; nothing is written.
            RegisterRefused: when there is no such unit; nothing is written.
            KeyNotUsable: when the key is none; nothing is written.
            KeyUsedOtherwise: when the key stands for another letter; nothing is written.
            StorageError: when the store cannot write; nothing is written.
        """
        draft = ReceivedDraft(
            reference=reference,
            dated=dated,
            sender=sender,
            recipient=recipient,
            subject=subject,
            letter_kind=kind,
            urgency=urgency,
            secrecy=secrecy,
            note=note,
            unit=unit,
            reference_missing=reference_missing,
            dated_missing=dated_missing,
        )
        return self._recorder.once(
            key,
            "letter.receive",
            draft,
            lambda save: self._registered(draft, save),
            lambda made: self._registered_before(draft, made),
        )

    def import_received(
        self, path: "str | Path", *, format_name: str | None = None, rejects: "str | Path | None" = None
    ) -> "ImportResult":
        """Register every letter of a file; see :func:`orqa.office.correspondence.importing.import_received`."""
        from orqa.office.correspondence.importing import import_received

        return import_received(self._office, path, format_name=format_name, rejects=rejects)

    def decide(self, draft: ReceivedDraft, at: "datetime") -> Received:
        """What would become of a draft at the moment ``at``; nothing is written."""
        office, on = self._office, at.date()
        letter_id, entry_id = office.ids.next_ids(at, 2)
        return decide_receive(
            office.profile,
            office.profile.at(on).reading(),
            draft,
            on=on,
            at=at,
            letter_id=letter_id,
            entry_id=entry_id,
            clearance=office.rights.clearance_to("secret.receive"),
        )

    def decide_each(self, drafts: Sequence[ReceivedDraft], at: "datetime", view: "View") -> Iterator[Received]:
        """The same of several drafts, one after the other; none of the decisions rests on what others read."""
        office, on, many = self._office, at.date(), len(drafts)
        profile, clearance = office.profile, office.rights.clearance_to("secret.receive")
        ids = office.ids.next_ids(at, 2 * many)
        for draft, letter_id, entry_id in zip(drafts, ids[::2], ids[1::2], strict=True):
            yield decide_receive(
                profile,
                view.reading(),
                draft,
                on=on,
                at=at,
                letter_id=letter_id,
                entry_id=entry_id,
                clearance=clearance,
            )

    def _registered(self, draft: ReceivedDraft, save: Save) -> Registration:
        at = self._office.now()
        if draft.unit:
            refuse(check_unit(self._office, draft.unit, at.date()))
        received = self.decide(draft, at)
        if received.letter is None or received.entry is None:
            raise LetterRefused(received.findings)
        action = "secret.receive" if received.letter.restricted else "letter.receive"
        saved = save(action, at, (received.letter, received.entry), (number_for(received),))
        return Registration(received=received, saved=saved)

    def _registered_before(self, draft: ReceivedDraft, made: Made) -> Registration:
        """What came of a draft then, by the rules of then."""
        with self._office.reading() as reader:
            letter, entry = reader.get_many(made)
        if letter is None or entry is None:
            raise NotFound(LETTER, made[0].id)
        decode = self._office.codec.decode
        known, line = cast("Letter", decode(letter)), cast("RegisterEntry", decode(entry))
        decided = self.decide(draft, known.received_at.astimezone(self._office.zone))
        saved = Receipt(0, (cast("int", line.number),))
        return Registration(received=evolve(decided, letter=known, entry=line), saved=saved)


def number_for(received: Received) -> Add:
    """The add that gives a received letter's register line its number."""
    assert received.entry is not None  # noqa: S101 - asked only for letters that are accepted
    return Add(received.series, 1, None, (Into(received.entry.ref, "number"),))
