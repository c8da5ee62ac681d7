"""A letter that came in, entered once more in the register of a unit: it keeps the central number and each unit's."""

from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.drafts import Received
from orqa.domain.correspondence.handling import refuse_void
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.correspondence.taking_in import decide_take_in, why_not_take_in
from orqa.domain.organization.tasks import done
from orqa.office.attachments import letter_ref
from orqa.office.correspondence.dossier import dossier
from orqa.office.correspondence.forwarding import forwarded_to
from orqa.office.correspondence.issued import Issue
from orqa.office.correspondence.registering import number_for
from orqa.office.correspondence.units import check_unit
from orqa.office.errors import LETTER, NotFound, RegisterRefused, refuse
from orqa.office.openings import as_read
from orqa.office.service import Service
from orqa.storage.errors import Conflict
from orqa.storage.protocol import Receipt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from orqa.domain.organization.tasks import Task
    from orqa.office.recorder import Made, Save

_TAKEN = Text.of(
    en="{unit} took this letter in already{number}; it is entered once in each unit's register",
    th="{unit} ลงทะเบียนรับหนังสือนี้แล้ว{number} หนังสือฉบับหนึ่งลงทะเบียนของหน่วยงานได้ครั้งเดียว",
)
_AS = Text.of(en=", as no. {number}/{year}", th=" เลขที่ {number}/{year}")


@frozen(kw_only=True)
class TakingIn:
    """What is asked for by taking a letter in.

    Attributes:
        letter: which.
        unit: id of the unit.
        note: remark.
    """

    letter: RecordRef
    unit: str
    note: str


class TakesIn(Service):
    """Enter received letters in the registers of units."""

    def take_in(self, letter: Letter | str, unit: str, *, note: str = "", key: str | None = None) -> Issue:
        """Enter a received letter in a unit's own register of received letters, too (ข้อ 39).

        Where it was forwarded to the unit, that is done with it.

        Args:
            letter: the letter, or its id; in a work, the letter itself where it is received there.
            unit: id of the unit.
            note: remark (หมายเหตุ) for the unit's register.
            key: of the caller's choice: the same call with the same key numbers nothing and returns the first issue.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
            RegisterRefused: when the unit has it already, or it is none that came in.
            LetterIsVoid: when its number was made void.
            KeyNotUsable, KeyUsedOtherwise, NotAllowed, StorageError: as of ``send``.
        """
        asked = TakingIn(letter=letter_ref(letter), unit=unit, note=note)
        return self._recorder.once(
            key,
            "letter.take-in",
            asked,
            lambda save: self._taken_in(letter, asked, save),
            lambda made: self._taken_in_before(asked, made),
        )

    # ------------------------------------------------------------------ inside

    def _taken_in(self, letter: Letter | str, asked: TakingIn, save: "Save") -> Issue:
        at = self._office.now()
        waiting = self._recorder.waiting(letter_ref(letter))
        known = cast("Letter", waiting) if waiting else self._known(asked)
        refuse(why_not_take_in(known, asked.unit) or check_unit(self._office, asked.unit, at.date()))
        if not waiting:
            refuse_void(dossier(self._office, known, self._recorder).handling)
        entry_id = f"{known.id}.{asked.unit}"  # one for each letter and unit: a second one meets the first
        self._refuse_second(RecordRef(RegisterEntry.kind, entry_id), asked.unit)
        taken = self._decided(known, asked, entry_id, at.date())
        entry = cast("RegisterEntry", taken.entry)
        try:
            action = "secret.receive" if entry.restricted else "letter.take-in"
            with as_read(*(() if waiting else (known,))) as floors:
                saved = save(
                    action, at, (entry, *self._forwarding_ended(known, asked, at)), (number_for(taken), *floors)
                )
        except Conflict as conflict:  # another clerk was faster
            if conflict.ref != entry.ref:
                raise
            self._refuse_second(entry.ref, asked.unit)
            raise
        return Issue(profile=self._office.profile, decided=_shown(taken), saved=saved)

    def _forwarding_ended(self, letter: Letter, asked: TakingIn, at: "datetime") -> "Iterator[Task]":
        """The forwarding that is done by it, where the letter was forwarded to the unit."""
        if found := forwarded_to(self._office, letter.ref, asked.unit):
            yield done(found, at=at, by=self._office.rights.name)

    def _decided(self, letter: Letter, asked: TakingIn, entry_id: str, on: "date") -> Received:
        reading = self._office.profile.at(on).reading()
        return decide_take_in(reading, letter, unit=asked.unit, note=asked.note, on=on, entry_id=entry_id)

    def _taken_in_before(self, asked: TakingIn, made: "Made") -> Issue:
        with self._office.reading() as reader:
            (stored,) = reader.get_many(made[:1])
        if stored is None:
            raise NotFound(LETTER, asked.letter.id)
        line = cast("RegisterEntry", self._office.codec.decode(stored))
        taken = self._decided(self._known(asked), asked, line.id, line.registered_on)
        kept = evolve(taken, entry=evolve(line, version=line.version - 1))
        return Issue(profile=self._office.profile, decided=_shown(kept), saved=Receipt(0, (cast("int", line.number),)))

    def _known(self, asked: TakingIn) -> Letter:
        with self._office.reading() as reader:
            (stored,) = reader.get_many([asked.letter])
        if stored is None:
            raise NotFound(LETTER, asked.letter.id)
        return cast("Letter", self._office.codec.decode(stored))

    def _refuse_second(self, ref: RecordRef, unit: str) -> None:
        with self._office.reading() as reader:
            (stored,) = reader.get_many([ref])
        if stored is None:
            return
        line = cast("RegisterEntry", self._office.codec.decode(stored))
        number = _AS.fill(number=line.number, year=self._office.written_year(line.year))
        raise RegisterRefused(_TAKEN.fill(unit=unit, number=number))


def _shown(taken: Received) -> Received:
    """Of a secret letter what lists show: whoever enters it has not opened it."""
    letter, entry = cast("Letter", taken.letter), cast("RegisterEntry", taken.entry)
    return evolve(taken, letter=listed(letter), entry=listed(entry))
