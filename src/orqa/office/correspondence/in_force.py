"""The register of rules, announcements and orders (ทะเบียนระเบียบ ประกาศ และคำสั่ง): a part of the service of letters."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.reasons import is_reason
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import InForceRefused, ReasonMissing
from orqa.domain.correspondence.handling import Handling, HandlingState, refuse_void
from orqa.domain.correspondence.instruments import (
    CHANGES,
    Instrument,
    InstrumentChange,
    Standing,
    change_id,
    check_change,
    family,
    refuse_withdrawn,
    standing_of,
    undone,
)
from orqa.domain.correspondence.secrecy import listed
from orqa.office.correspondence.dossier import dossier
from orqa.office.correspondence.letters_kept import LettersKept
from orqa.office.turns import next_turn
from orqa.storage.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.office.correspondence.dossier import Which
    from orqa.reporting.tables import Table

KEEP: Final = "instrument.keep"
"""The action, as the policy has it."""

KINDS: Final = "in_force.kinds"
"""The rule: which kinds of document stand in the register."""

_TURN: Final = "instruments-turn"
_TEXT = Text.of(en="the rule, announcement or order", th="ระเบียบ ประกาศ หรือคำสั่ง")
_CHANGE = Text.of(en="the change", th="รายการแก้ไขหรือยกเลิก")
_UNDOING = Text.of(en="Taking a change back", th="การยกเลิกรายการ")
_WITHDRAWING = Text.of(en="Withdrawing a text", th="การถอนตัวบทออกจากทะเบียน")
_KIND = Text.of(
    en="{kind!r:.60} does not stand in this register; choose one of: {known}",
    th="ชนิด {kind!r:.60} ไม่อยู่ในทะเบียนนี้ ให้เลือกจาก: {known}",
)
_BARE = Text.of(en="say what it is called (title=)", th="ให้ระบุชื่อ (title=)")
_NO_DAY = Text.of(en="say from which day it is in force (first=)", th="ให้ระบุวันเริ่มใช้บังคับ (first=)")
_REVERSED = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")
_THERE = Text.of(en="it is in the register already: {id}", th="มีในทะเบียนแล้ว: {id}")
_VOID = Text.of(en="the number of its letter was made void", th="เลขที่หนังสือของตัวบทนี้ยกเลิกแล้ว")
_SEVERAL = Text.of(en="{name!r:.80} may be any of {found}; give its id", th="{name!r:.80} อาจเป็น {found} ให้ระบุรหัส")

R = TypeVar("R", bound=Record)


@frozen(kw_only=True)
class Step:
    """One step in the history of a text and all that it is tied to.

    Attributes:
        on: the day.
        source: the text that did something, as lists show it; None where it may not be seen.
        change: what it did; None where it came into force.
        target: what it was done to; None where it came into force, or may not be seen.
        clauses: which parts.
    """

    on: date
    source: Instrument | None
    change: InstrumentChange | None = None
    target: Instrument | None = None
    clauses: str = ""


class InForce(LettersKept):
    """Keep what is in force, and tell what was on any day."""

    def add_instrument(  # noqa: PLR0913 - what a text is, by name
        self,
        letter: "Which | None" = None,
        *,
        kind: str = "",
        title: str = "",
        number: str = "",
        made: date | None = None,
        first: date | None = None,
        last: date | None = None,
        issuer: str = "",
        unit: str = "",
        note: str = "",
        key: str | None = None,
    ) -> Instrument:
        """Put a rule, announcement or order into the register (ลงทะเบียนตัวบท): from its letter, or by itself.

        Args:
            letter: by which it was issued or received; tells what is not given.
            kind: code of the vocabulary ``letter-kind``, one of the rule ``in_force.kinds``.
            title: what it is called.
            number: as printed.
            made: the day of its date.
            first: the first day on which it is in force; by default the day of its date.
            last: the last one that it names itself.
            issuer: who made it.
            unit: id of the unit that keeps it.
            note: remark.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such letter or unit, or it may not be seen.
            InForceRefused: for another kind, without title or day, days that are reversed, a text that is there.
            LetterIsVoid: when the number of the letter was made void.
            NotAllowed: when whoever acts may not.
        """
        told = {"kind": kind, "title": title, "number": number, "made": made, "first": first, "last": last}
        told |= {"issuer": issuer, "unit": unit, "note": note}
        asked = {"letter": None if letter is None else self._seen_letter(letter).id, **told}

        def make(at: "datetime", known: Sequence[Instrument], _changes: Sequence[InstrumentChange]) -> Any:
            new = self._new_instrument(letter, at, told)
            same = next((one for one in known if _same(one, new)), None)
            if same is not None:
                raise InForceRefused(_THERE.fill(id=same.id))
            return (new,)

        return listed(self._in_turn(Instrument, _TEXT, asked, key, make, letter))

    def change_instrument(  # noqa: PLR0913 - what is done to what, from when, by name
        self,
        source: Instrument | str,
        target: Instrument | str,
        change: str,
        *,
        on: date | None = None,
        clauses: str = "",
        key: str | None = None,
    ) -> InstrumentChange:
        """Say that one text amends, replaces or cancels another (แก้ไขเพิ่มเติม ใช้แทน ยกเลิก).

        Args:
            source: the text that does it.
            target: the text that it is done to.
            change: code of the vocabulary ``instrument-change``.
            on: the first day; by default the first on which ``source`` is in force.
            clauses: which parts of the other; empty for the whole of it.
            key: as of :meth:`add_instrument`.

        Raises:
            NotFound: when there is no such text, or it may not be seen.
            InForceRefused: for a text and itself, a change that is there, a circle, a source that is not in force yet
                that day, a target that is not in force any more.
            NotAllowed: when whoever acts may not.
        """
        one, other = self._instrument(source), self._instrument(target)
        asked = {"source": one.id, "target": other.id, "change": change, "on": on, "clauses": clauses}

        def make(_at: "datetime", known: Sequence[Instrument], changes: Sequence[InstrumentChange]) -> Any:
            texts = {kept.ref: kept for kept in known}
            before, after = texts[one.ref], texts[other.ref]
            identity = change_id(before.ref, after.ref, change)[:200]
            there = next((kept for kept in changes if kept.id == identity), None)
            day, words = on or before.first, self._change_words()
            check_change(
                before,
                after,
                change,
                day,
                known=there,
                changes=changes,
                words=words,
                texts=texts,
            )
            kept = before.restricted.and_of(after.restricted) if before.restricted else after.restricted
            made = InstrumentChange(
                id=identity,
                version=there.version if there else 0,
                source=before.ref,
                target=after.ref,
                change=change,
                on=day,
                clauses=clauses,
                restricted=kept,
            )
            return (made,)

        return listed(self._in_turn(InstrumentChange, _CHANGE, asked, key, make))

    def undo_change(self, change: InstrumentChange | str, reason: str, *, key: str | None = None) -> InstrumentChange:
        """Take a change back that was noted by mistake; its record stays, with the reason.

        Raises:
            ReasonMissing: without a reason.
            NotFound, NotAllowed: as of :meth:`change_instrument`.
            InForceRefused: when it was taken back before.
        """
        if not is_reason(reason):
            raise ReasonMissing(_UNDOING)
        identity = change if isinstance(change, str) else change.id

        def make(*_: Any) -> Any:
            return (undone(self._one(InstrumentChange, identity, _CHANGE), reason.strip()),)

        return listed(self._in_turn(InstrumentChange, _CHANGE, {"undo": identity, "reason": reason}, key, make))

    def withdraw_instrument(self, instrument: Instrument | str, reason: str, *, key: str | None = None) -> Instrument:
        """Take a text out of the register that was entered by mistake; what it changed stands as before.

        Raises:
            ReasonMissing: without a reason.
            NotFound, NotAllowed: as of :meth:`change_instrument`.
            InForceRefused: when it was withdrawn before.
        """
        if not is_reason(reason):
            raise ReasonMissing(_WITHDRAWING)
        identity = self._instrument(instrument).id

        def make(_at: "datetime", _known: Any, changes: Sequence[InstrumentChange]) -> Any:
            now = self._instrument(identity)
            refuse_withdrawn(now)
            gone = [undone(one, reason) for one in changes if one.active and now.ref in {one.source, one.target}]
            return (evolve(now, withdrawn=reason.strip()), *gone)

        return listed(self._in_turn(Instrument, _TEXT, {"withdraw": identity, "reason": reason}, key, make))

    def instrument(self, known_as: str) -> Instrument:
        """A text by its id, its printed number or its title, as lists show it.

        Raises:
            NotFound: when there is none, or it may not be seen.
            InForceRefused: when several are called so.
        """
        return listed(self._instrument(known_as))

    def in_force(self, on: date | None = None, *, kind: str = "") -> tuple[Standing, ...]:
        """What is in force on a day, by default today, of one kind where one is asked for; the oldest first."""
        day = on or self._office.today()
        return tuple(one for one in self.instruments(kind=kind) if one.is_in_force(day))

    def instruments(self, *, kind: str = "") -> tuple[Standing, ...]:
        """All texts of the register with how they stand, those that are over among them; the oldest first."""
        known, changes = self._instruments_kept()
        words = self._change_words()
        found = [one for one in known if (not kind or one.instrument_kind == kind) and not one.withdrawn]
        ordered = sorted(found, key=lambda one: (one.first, one.number, one.id))
        return tuple(standing_of(listed(one), changes, words) for one in ordered)

    def instrument_history(self, instrument: Instrument | str) -> tuple[Step, ...]:
        """How a text and all that it is tied to came, changed and went, day by day (ประวัติของตัวบท)."""
        start = self._instrument(instrument)
        known, changes = self._instruments_kept()
        active = [one for one in changes if one.active]
        related = family(start.ref, active)
        texts = {one.ref: listed(one) for one in known if one.ref in related and not one.withdrawn}
        begun = [Step(on=one.first, source=one) for one in texts.values()]
        made = [
            Step(
                on=one.on,
                source=texts.get(one.source),
                change=one,
                target=texts.get(one.target),
                clauses="" if one.restricted else one.clauses,
            )
            for one in active
            if one.source in related
        ]
        return tuple(sorted([*begun, *made], key=lambda step: (step.on, step.change is not None)))

    def in_force_table(self, on: date | None = None, *, kind: str = "", everything: bool = False) -> "Table":
        """What is in force on a day as a table (ทะเบียนระเบียบ ประกาศ และคำสั่ง); with what is over where asked."""
        from orqa.office.correspondence.instrument_tables import register_table

        found = self.instruments(kind=kind) if everything else self.in_force(on, kind=kind)
        return register_table(self._office, found)

    def instrument_history_table(self, instrument: Instrument | str) -> "Table":
        """The history of a text as a table; see :meth:`instrument_history`."""
        from orqa.office.correspondence.instrument_tables import history_table

        return history_table(self._office, self.instrument_history(instrument))

    # ------------------------------------------------------------------ inside

    def _change_words(self) -> Any:
        return self._office.profile.vocabulary(CHANGES)

    def _instruments_kept(self) -> tuple[tuple[Instrument, ...], tuple[InstrumentChange, ...]]:
        waiting = self._recorder.waiting_of
        known = _newest(self._every(Instrument), waiting(Instrument))
        changes = _newest(self._every(InstrumentChange), waiting(InstrumentChange))
        return self._without_void(known, changes)

    def _without_void(
        self, known: Sequence[Instrument], changes: Sequence[InstrumentChange]
    ) -> tuple[tuple[Instrument, ...], tuple[InstrumentChange, ...]]:
        """Texts whose letter was cancelled count as withdrawn, and what they did as not done."""
        handlings = [RecordRef(Handling.kind, one.letter.id) for one in known if one.letter is not None]
        with self._office.reading() as reader:
            stored = [self._office.codec.decode(one) for one in reader.get_many(handlings) if one is not None]
        void = {one.id: one.result for one in stored if isinstance(one, Handling) and one.state is HandlingState.VOID}
        gone = {RecordRef(Instrument.kind, identity) for identity in void}
        texts = (
            evolve(one, withdrawn=one.withdrawn or void[one.id] or "–") if one.id in void else one for one in known
        )
        return tuple(texts), tuple(
            evolve(one, active=False) if gone & {one.source, one.target} else one for one in changes
        )

    def _in_turn(  # noqa: PLR0913, PLR0917 - what a write is
        self,
        kind: type[R],
        what: Text,
        asked: dict[str, Any],
        key: str | None,
        make: Callable[..., Sequence[Record]],
        letter: "Which | None" = None,
    ) -> R:
        """Write a change of the register, looked at again where somebody else changed it meanwhile."""

        def made(at: "datetime") -> Any:
            turns = len(self._recorder.waiting_of(Instrument)) + len(self._recorder.waiting_of(InstrumentChange))
            turn = next_turn(self._office, _TURN, turns)
            return make(at, *self._instruments_kept()), (turn,)

        while True:
            try:
                if letter is None:
                    return self._keep(kind, what, KEEP, asked, key, made)
                return self._write_about(self._seen_letter(letter), kind, what, KEEP, asked, key, made)
            except Refused as refused:
                if refused.cell != _TURN or self._recording is not None:
                    raise

    def _new_instrument(self, letter: "Which | None", at: "datetime", told: dict[str, Any]) -> Instrument:
        fields: dict[str, Any] = {"kind": "", "title": "", "number": "", "made": None, "unit": "", "issuer": ""}
        identity, ref, restricted = self._office.ids.next_id(at), None, None
        if letter is not None:
            seen = dossier(self._office, letter, self._recorder)
            refuse_void(seen.handling)
            of, line = seen.letter, next(iter(seen.lines), None)
            identity, ref, restricted = of.id, of.ref, of.restricted
            fields |= {"kind": of.letter_kind, "title": of.subject, "made": of.dated, "unit": of.unit}
            fields |= {"number": line.printed_number if line else of.reference or "", "issuer": of.sender}
        fields |= {name: value for name, value in told.items() if value}
        return self._instrument_of(identity, ref, restricted, fields)

    def _instrument_of(
        self, identity: str, ref: RecordRef | None, restricted: Any, fields: dict[str, Any]
    ) -> Instrument:
        kind, first, last = fields["kind"], fields.get("first") or fields["made"], fields.get("last")
        known = self._office.rules().reading().value(KINDS)
        if kind not in known:
            raise InForceRefused(_KIND.fill(kind=kind, known=", ".join(known)))
        if not str(fields["title"]).strip():
            raise InForceRefused(_BARE)
        if first is None:
            raise InForceRefused(_NO_DAY)
        if last is not None and last < first:
            raise InForceRefused(_REVERSED.fill(last=day_text(last), first=day_text(first)))
        self._unit(fields["unit"], self._office.today())
        return Instrument(
            id=identity,
            letter=ref,
            instrument_kind=kind,
            title=fields["title"],
            number=fields["number"],
            made=fields["made"],
            first=first,
            last=last,
            issuer=fields["issuer"],
            unit=fields["unit"],
            note=fields.get("note", ""),
            restricted=restricted,
        )

    def _instrument(self, known_as: Instrument | str) -> Instrument:
        """A text as it is kept, by what it is known by."""
        name = known_as if isinstance(known_as, str) else known_as.id
        found = self._one_or_none(Instrument, name) if name else None
        if found is not None:
            return found
        named = [
            one for one in self._instruments_kept()[0] if name.strip() in {one.number, one.title} and not one.withdrawn
        ]
        if len(named) > 1:
            raise InForceRefused(_SEVERAL.fill(name=name, found=", ".join(one.id for one in named)))
        return named[0] if named else self._one(Instrument, name or "–", _TEXT)


def _newest(stored: Sequence[R], waiting: Sequence[R]) -> tuple[R, ...]:
    """Records as they will be once what waits is written."""
    return tuple({one.id: one for one in (*stored, *(evolve(w, version=w.version + 1) for w in waiting))}.values())


def _same(one: Instrument, new: Instrument) -> bool:
    """Whether two are one text: of one letter, or of the same kind, title, number and date."""
    if one.id == new.id:
        return True
    told = ("instrument_kind", "title", "number", "made")
    return not one.withdrawn and all(getattr(one, name) == getattr(new, name) for name in told)
