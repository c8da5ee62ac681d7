"""What the office issues: letters, orders, announcements and all that a register numbers."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from attrs import evolve

from orqa.base.findings import Finding
from orqa.domain.correspondence.drafts import Sent, SentDraft
from orqa.domain.correspondence.findings import PRINTED_BY_TWO, SPECIAL_REPEATED
from orqa.domain.correspondence.numbering import CENTRAL
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.sending import check_order, decide_send
from orqa.office.correspondence.issued import Issue
from orqa.office.correspondence.registering import number_for
from orqa.office.correspondence.units import check_unit, letterhead
from orqa.office.errors import LETTER, LetterRefused, NotFound, refuse
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.storage.protocol import Receipt
from orqa.storage.query import Query, absent, between, equal

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.office.recorder import Made, Save

_NEIGHBOURS = 5
"""How many lines before and after a number are looked at for dates that do not rise with it."""


class Sending(Service):
    """Number what the office issues (ออกเลข)."""

    def send(  # noqa: PLR0913 - the columns of a register line, by name
        self,
        *,
        kind: str,
        subject: str,
        recipient: str = "",
        sender: str = "",
        unit: str = "",
        unit_code: str = "",
        dated: "date | str | None" = None,
        circular: bool = False,
        special: bool = False,
        urgency: str = "",
        secrecy: str = "",
        note: str = "",
        key: str | None = None,
    ) -> Issue:
        """Enter what the office issues in the register of its kind: it gets the next number there, for ever (ข้อ 43).

        Args:
            kind: code or title of the vocabulary ``letter-kind``; it tells the register.
            subject: the matter (เรื่อง).
            recipient: whom it is for (ถึง).
            sender: who issues it (จาก); by default the unit.
            unit: id of the unit that keeps the register; by default the central registry.
            unit_code: what stands before the slash of the number; by default the unit's own.
            dated: its date; by default today, for number and date are given together.
            circular: whether it is marked ว (ข้อ 32).
            special: whether it takes no number and prints พิเศษ.
            urgency: code or title of the vocabulary ``urgency`` (ชั้นความเร็ว).
            secrecy: code or title of the vocabulary ``secrecy``; a secret letter needs a registrar of secret
                information who acts and is cleared for it, and gets its number in the register of secret matter.
            note: remark (หมายเหตุ).
            key: of the caller's choice: the same call with the same key numbers nothing and returns the first issue.

        Raises:
            LetterRefused: with the findings that say what is wrong; nothing is written.
            RegisterRefused: when there is no such unit; nothing is written.
            KeyNotUsable, KeyUsedOtherwise: as of ``receive``.
            NotAllowed: when whoever acts may not; nothing is written.
            StorageError: when the store cannot write; nothing is written.
        """
        draft = SentDraft(
            letter_kind=kind,
            subject=subject,
            recipient=recipient,
            sender=sender,
            unit=unit,
            unit_code=unit_code,
            dated=dated,
            circular=circular,
            special=special,
            urgency=urgency,
            secrecy=secrecy,
            note=note,
        )
        return self._recorder.once(
            key, "letter.send", draft, lambda save: self._sent(draft, save), lambda made: self._sent_before(draft, made)
        )

    def decide_send(
        self, draft: SentDraft, at: "datetime", *, reserved: RegisterEntry | None = None, beside: bool = True
    ) -> Sent:
        """What would become of a draft at the moment ``at``; nothing is written.

        Args:
            draft: what was entered.
            at: the moment, in the office's time zone.
            reserved: the line whose number it shall have.
            beside: whether to look at the dates and printed numbers beside it, too.
        """
        office = self._office
        on = reserved.registered_on if reserved else at.date()
        head = letterhead(office, draft.unit, on)
        full = evolve(draft, unit_code=draft.unit_code or head.code, sender=draft.sender or head.name)
        letter_id, entry_id = office.ids.next_ids(at, 2)
        reading = office.profile.at(on).reading()
        decided = decide_send(
            office.profile,
            reading,
            full,
            on=on,
            at=at,
            letter_id=letter_id,
            entry_id=entry_id,
            reserved=reserved,
            clearance=office.rights.clearance_to("secret.send"),
        )
        if not beside or decided.letter is None or decided.entry is None:
            return decided
        found = list(self._beside(decided.letter, decided.entry))
        if head.sharers and full.unit_code == head.code and decided.entry.printed_key:
            others = ", ".join(head.sharers)
            found.append(
                PRINTED_BY_TWO.make(field="unit_code", unit=draft.unit or CENTRAL, other=others, code=head.code)
            )
        return evolve(decided, findings=(*decided.findings, *found))

    # ------------------------------------------------------------------ inside

    def _sent(self, draft: SentDraft, save: "Save") -> Issue:
        at = self._office.now()
        refuse(check_unit(self._office, draft.unit, at.date()))
        sent = self.decide_send(draft, at)
        if sent.letter is None or sent.entry is None:
            raise LetterRefused(sent.findings)
        action = "secret.send" if sent.letter.restricted else "letter.send"
        saved = save(action, at, (sent.letter, sent.entry), (number_for(sent),) if sent.series else ())
        return Issue(profile=self._office.profile, decided=sent, saved=saved)

    def _sent_before(self, draft: SentDraft, made: "Made") -> Issue:
        """What came of a draft then, by the rules of then."""
        with self._office.reading() as reader:
            letter, entry = reader.get_many(made)
        if letter is None or entry is None:
            raise NotFound(LETTER, made[0].id)
        decode = self._office.codec.decode
        known, line = cast("Letter", decode(letter)), cast("RegisterEntry", decode(entry))
        decided = self.decide_send(draft, known.received_at.astimezone(self._office.zone), beside=False)
        kept = evolve(decided, letter=known, entry=evolve(line, version=line.version - 1))
        numbers = () if line.number is None else (line.number,)
        return Issue(profile=self._office.profile, decided=kept, saved=Receipt(0, numbers))

    def _beside(self, letter: Letter, entry: RegisterEntry) -> Sequence[Finding]:
        """What does not fit what stands in the register already."""
        series = equal("register", entry.register) & equal("unit", entry.unit) & equal("year", entry.year)
        if entry.reference:
            return self._printed_before(entry, series)
        number = entry.number
        lower = self._dates(series & between("number", 1, number), "-number")
        higher = [] if number is None else self._dates(series & between("number", number + 1), "number")
        return tuple(check_order(letter, lower, higher))

    def _dates(self, query: Query, order: str) -> list[tuple[int, date]]:
        """Number and date of the next lines in an order that have a letter."""
        with self._office.reading() as reader:
            page = reader.find(RegisterEntry.kind, query & equal("state", "registered"), (order,), limit=_NEIGHBOURS)
        lines = (cast("RegisterEntry", self._office.codec.decode(stored)) for stored in page.items)
        return [(line.number, line.dated) for line in lines if line.number is not None and line.dated is not None]

    def _printed_before(self, entry: RegisterEntry, series: Query) -> Sequence[Finding]:
        """How many letters of the year print the same without a number."""
        with self._office.reading() as reader:
            lines = every(self._office, reader, RegisterEntry, series & absent("number"))
            count = sum(line.reference == entry.reference for line in lines)
        if not count:
            return ()
        year = self._office.written_year(entry.year)
        return (SPECIAL_REPEATED.make(field="special", count=count, year=year, printed=entry.reference),)
