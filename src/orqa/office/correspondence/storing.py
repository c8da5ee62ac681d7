"""Letters are filed and stored (การเก็บหนังสือ): a part of the service of letters."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.reasons import is_reason
from orqa.domain.correspondence.errors import ReasonMissing, StorageRefused
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.correspondence.storing import (
    Condition,
    Stage,
    StoredLetter,
    clean_code,
    found_in,
    put,
)
from orqa.office.correspondence.dossier import Which, dossier
from orqa.office.correspondence.filing import Filing
from orqa.office.correspondence.units import check_unit
from orqa.storage.protocol import Add, Into
from orqa.storage.query import ALL, between, equal

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.domain.correspondence.records import Letter
    from orqa.domain.correspondence.storing import (
        FileCode,
    )
    from orqa.reporting.tables import Table
    from orqa.storage.query import Query

STORE: Final = "letter.store"
"""The action, as the policy has it."""

CONDITION: Final = "letter.condition"
"""The action of noting damage and loss."""

_SERIES: Final = "series/stored"
_CENTRAL: Final = "central"
_WHAT = Text.of(en="the keeping of the letter", th="การเก็บหนังสือ")
_NOTING = Text.of(en="Noting damage or loss", th="การบันทึกการชำรุดหรือสูญหาย")
_NOT_DONE = Text.of(
    en="something of the letter is still to be done; end that first: close(letter, result)",
    th="หนังสือยังปฏิบัติไม่เสร็จ ให้ปิดเรื่องก่อน: close(letter, result)",
)
_ENDED = Text.of(
    en="the file {code} takes nothing on {on}: it is open from {first} to {last}",
    th="แฟ้มรหัส {code} ไม่รับเรื่องในวันที่ {on} เปิดใช้ตั้งแต่ {first} ถึง {last}",
)


class Storing(Filing):
    """File letters, store them, and find where they are."""

    def store(  # noqa: PLR0913 - what stands in the storage register, by name
        self,
        letter: Which,
        code: str = "",
        *,
        stage: Stage | str = Stage.STORED,
        place: str = "",
        unit: str = "",
        on: date | None = None,
        note: str = "",
        key: str | None = None,
    ) -> StoredLetter:
        """Put a letter where it is kept (เก็บหนังสือ), or move it there: stage, file, shelf and box.

        Stored after work, it takes the next number of the storage register of its year. What is not given stays as
        it was; the steps of before stay with their days.

        Args:
            letter: the letter.
            code: of its file in the file plan (รหัสแฟ้ม).
            stage: ``working``, ``checking`` or ``stored``: how far it is kept (ข้อ 52).
            place: shelf and box.
            unit: id of the unit whose store it is; by default that of the letter. Only the first call says so.
            on: the day; by default today.
            note: remark (หมายเหตุ).
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
            StorageRefused: for a code that the file plan does not have that day, with near ones; a stage that may not
                follow; a letter of which something is still to be done; an earlier day.
            Conflict: when somebody else put or lent it this very moment.
            NotAllowed: when whoever acts may not.
        """
        day, known = on or self._office.today(), self._seen_letter(letter)
        asked = {"letter": known.id, "code": code, "stage": str(stage), "place": place, "on": on, "note": note}

        def make(_at: "datetime") -> Any:
            kept, to = self._kept(known, unit), Stage(stage)
            self._check_unit(kept.unit, day)
            if code or not kept.steps:
                self._check_code(code or kept.code, day, needed=to is not Stage.WORKING)
            if to is not Stage.WORKING and kept.stage is Stage.WORKING:
                self._check_done(known)
            step = {"code": code, "place": place, "note": note, "person": self._actor()}
            changed = put(kept, stage=to, on=day, **step)
            return self._taking_number(kept, changed, day)

        return listed(self._write_about(known, StoredLetter, _WHAT, STORE, asked, key, make))

    def move(
        self, letter: Which, place: str, *, on: date | None = None, note: str = "", key: str | None = None
    ) -> StoredLetter:
        """Put a kept letter on another shelf or into another box (ย้ายที่เก็บ); where it was stays in its steps.

        Raises:
            NotFound: when nothing was said of its keeping before, or it may not be seen.
            StorageRefused, Conflict, NotAllowed: as of :meth:`store`.
        """
        kept = self.stored(letter)
        return self.store(kept.letter, stage=kept.stage, place=place, on=on, note=note, key=key)

    def note_condition(
        self, letter: Which, condition: Condition | str, note: str, *, on: date | None = None, key: str | None = None
    ) -> StoredLetter:
        """Note that a letter was damaged, repaired, lost or replaced by a copy (หนังสือชำรุดหรือสูญหาย, ข้อ 61).

        Args:
            letter: the letter.
            condition: ``damaged``, ``repaired``, ``lost``, ``replaced``, or ``sound`` for what was found again.
            note: what was found and to whom it was reported; of a lost paper of rights, the report to the police.
            on: the day; by default today.
            key: as of :meth:`store`.

        Raises:
            ReasonMissing: without a note.
            NotFound, StorageRefused, NotAllowed: as of :meth:`store`.
        """
        if not is_reason(note):
            raise ReasonMissing(_NOTING)
        day, known = on or self._office.today(), self._seen_letter(letter)
        asked = {"letter": known.id, "condition": str(condition), "note": note, "on": on}

        def make(_at: "datetime") -> Any:
            kept = self._one(StoredLetter, known.id, _WHAT)
            return (found_in(kept, Condition(condition), on=day, note=note.strip(), person=self._actor()),), ()

        return listed(self._write_about(known, StoredLetter, _WHAT, CONDITION, asked, key, make))

    def stored(self, letter: Which) -> StoredLetter:
        """How a letter is kept, with its steps; of a secret one what lists show.

        Raises:
            NotFound: when there is no such letter, nothing was said of its keeping, or it may not be seen.
        """
        return listed(self._one(StoredLetter, self._seen_letter(letter).id, _WHAT))

    def in_store(
        self, *, code: str = "", stage: Stage | str | None = None, place: str = "", unit: str | None = None
    ) -> tuple[StoredLetter, ...]:
        """Letters that are kept in a file, in a stage, at a place, by a unit; those alone that may be seen."""
        given = {"code": clean_code(code), "stage": str(stage or ""), "place": place.strip(), "unit": unit}
        query: Query = ALL
        for name, value in given.items():
            query = query & equal(name, value) if value or (name == "unit" and value is not None) else query
        return tuple(map(listed, self._every(StoredLetter, query, ("recorded",))))

    def storage_register(self, first: date | None = None, last: date | None = None) -> "Table":
        """The register of stored letters (ทะเบียนหนังสือเก็บ, แบบที่ 20) of the days on which they were stored."""
        from orqa.office.correspondence.storage_tables import register_table

        return register_table(self._office, self._stored_between(first, last))

    def transfer_list(self, first: date | None = None, last: date | None = None, *, unit: str | None = None) -> "Table":
        """The list of letters sent to the store (บัญชีหนังสือส่งเก็บ, แบบที่ 19), of one unit where one is asked for."""
        from orqa.office.correspondence.storage_tables import list_table

        found = self._stored_between(first, last)
        return list_table(self._office, [one for one in found if unit is None or one.unit == unit])

    # ------------------------------------------------------------------ inside

    def _stored_between(self, first: date | None, last: date | None) -> tuple[StoredLetter, ...]:
        query = equal("stage", Stage.STORED.value)
        if first or last:
            query &= between(
                "stored_on", first.isoformat() if first else None, f"{last.isoformat()}~" if last else None
            )
        found = self._every(StoredLetter, query, ("stored_on",))
        return tuple(sorted(map(listed, found), key=lambda one: (one.year or 0, one.unit, one.number or 0)))

    def _taking_number(self, before: StoredLetter, after: StoredLetter, day: date) -> Any:
        """The record with what gives it its number, where it is stored now and was not before."""
        if after.stage is not Stage.STORED or before.stage is Stage.STORED:
            return (after,), ()
        after = evolve(after, year=day.year)
        cell = f"{_SERIES}/{after.unit or _CENTRAL}/{day.year}"
        return (after,), (Add(cell, 1, None, (Into(after.ref, "number"),)),)

    def _check_unit(self, unit: str, day: date) -> None:
        if problem := check_unit(self._office, unit, day):
            raise StorageRefused(problem)

    def _check_code(self, code: str, day: date, *, needed: bool) -> None:
        if not code and not needed:
            return
        known: FileCode | None = self._code_or_none(clean_code(code)) if code else None
        if code and known is None:
            raise StorageRefused(self._no_such_code(code, day))
        if known is not None and not known.is_open(day):
            days = {"first": day_text(known.first), "last": day_text(known.last) if known.last else "…"}
            raise StorageRefused(_ENDED.fill(code=known.id, on=day_text(day), **days))

    def _check_done(self, letter: "Letter") -> None:
        """Refuse where the letter's work is not done (ข้อ 54): somebody has it to do, or an answer is owed."""
        seen = dossier(self._office, letter, self._recorder)
        owed = seen.handling.answer_by is not None and seen.handling.answered_on is None and seen.handling.is_open
        if seen.open_tasks or owed:
            raise StorageRefused(_NOT_DONE)
