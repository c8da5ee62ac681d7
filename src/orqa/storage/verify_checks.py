"""The checks that verification runs over a journal, each holding as little as it can."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from attrs import define, field

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.storage.chain import canonical, digest_of, link
from orqa.storage.protocol import Body, Checkpoint, Entry, Op, Stored

SERIES = "series/"
"""Cells with this prefix are register numbers: they rise by one, each number is given once."""


def _kind(code: str, en: str, th: str) -> FindingKind:
    return FindingKind(code, Severity.ERROR, Text.of(en=en, th=th))


POSITION_BROKEN = _kind(
    "journal-position-broken",
    en="Entry {position} of the journal is missing; the next one is {found}. Restore a backup",
    th="ไม่มีรายการที่ {position} ในบันทึกเหตุการณ์ รายการถัดไปคือ {found} ให้กู้จากสำเนาสำรอง",
)
CHAIN_BROKEN = _kind(
    "journal-chain-broken",
    en="Entry {position} ({what}) does not continue the chain: it or an entry before it was changed. Restore a backup",
    th="รายการที่ {position} ({what}) ไม่ต่อเนื่องกับห่วงโซ่ รายการนี้หรือรายการก่อนหน้าถูกแก้ไข ให้กู้จากสำเนาสำรอง",
)
BODY_CHANGED = _kind(
    "journal-body-changed",
    en="The content of entry {position} ({what}) is not what was written. Restore a backup",
    th="เนื้อหาของรายการที่ {position} ({what}) ไม่ตรงกับที่บันทึกไว้ ให้กู้จากสำเนาสำรอง",
)
BODY_MISSING = _kind(
    "journal-body-missing",
    en="The content of entry {position} ({what}) is gone, but the record was never destroyed. Restore a backup",
    th="เนื้อหาของรายการที่ {position} ({what}) หายไปทั้งที่ไม่เคยมีการทำลาย ให้กู้จากสำเนาสำรอง",
)
BODY_KEPT = _kind(
    "erased-body-kept",
    en="{what} was destroyed, but entry {position} still holds its content. Report this: the store does not erase",
    th="{what} ถูกทำลายแล้ว แต่รายการที่ {position} ยังมีเนื้อหาอยู่ ให้แจ้งผู้ดูแล เพราะที่เก็บไม่ได้ลบจริง",
)
VERSION_BROKEN = _kind(
    "record-version-broken",
    en="Entry {position} makes version {found} of {what}, where version {expected} comes next. Restore a backup",
    th="รายการที่ {position} เป็นรุ่น {found} ของ {what} ทั้งที่ควรเป็นรุ่น {expected} ให้กู้จากสำเนาสำรอง",
)
PREV_BROKEN = _kind(
    "record-history-broken",
    en="Entry {position} ({what}) does not point to the record's entry before it. Restore a backup",
    th="รายการที่ {position} ({what}) ไม่ได้อ้างถึงรายการก่อนหน้าของเรื่องเดียวกัน ให้กู้จากสำเนาสำรอง",
)
READERS_CHANGED = _kind(
    "record-readers-changed",
    en="Entry {position} ({what}) changes who may see the record, which only new content may do. Restore a backup",
    th="รายการที่ {position} ({what}) เปลี่ยนผู้มีสิทธิดู ซึ่งทำได้เฉพาะเมื่อบันทึกเนื้อหาใหม่ ให้กู้จากสำเนาสำรอง",
)
RECORD_DIFFERS = _kind(
    "record-differs",
    en="{what} as shown ({shown}) is not what entry {position} wrote. Restore a backup",
    th="{what} ที่แสดงอยู่ ({shown}) ไม่ตรงกับรายการที่ {position} ให้กู้จากสำเนาสำรอง",
)
COUNT_DIFFERS = _kind(
    "record-count-differs",
    en="The store shows {found} records of kind {kind}, its journal has {expected}. Restore a backup",
    th="ที่เก็บแสดง {kind} {found} รายการ แต่บันทึกเหตุการณ์มี {expected} รายการ ให้กู้จากสำเนาสำรอง",
)
ADDS_MISSHAPEN = _kind(
    "journal-adds-misshapen",
    en="Entry {position} does not tell its adds in the form that orqa writes. Restore a backup",
    th="รายการที่ {position} ไม่ได้บันทึกการเปลี่ยนตัวเลขในรูปแบบของระบบ ให้กู้จากสำเนาสำรอง",
)
CELL_BROKEN = _kind(
    "cell-sum-broken",
    en="Entry {position} brings {cell} to {found}, where its adds amount to {expected}. Restore a backup",
    th="รายการที่ {position} ทำให้ {cell} เป็น {found} ทั้งที่ผลรวมคือ {expected} ให้กู้จากสำเนาสำรอง",
)
CELL_DIFFERS = _kind(
    "cell-differs",
    en="{cell} holds {found}, its adds amount to {expected}. Restore a backup",
    th="{cell} มีค่า {found} แต่ผลรวมของรายการคือ {expected} ให้กู้จากสำเนาสำรอง",
)
SERIES_BROKEN = _kind(
    "series-broken",
    en="Entry {position} moves the register {cell} by {amount}: its numbers are not given one by one",
    th="รายการที่ {position} เลื่อนเลขทะเบียน {cell} ไป {amount} เลขทะเบียนจึงไม่เรียงทีละหนึ่ง",
)
CHECKPOINT_DIFFERS = _kind(
    "checkpoint-differs",
    en="At position {position} the journal is not the one that was kept: it was rewritten. Restore a backup",
    th="บันทึกเหตุการณ์ ณ ลำดับที่ {position} ไม่ตรงกับค่าที่เก็บไว้ แสดงว่าถูกเขียนใหม่ ให้กู้จากสำเนาสำรอง",
)
JOURNAL_SHORT = _kind(
    "journal-short",
    en="The journal ends at {found}, it once reached {position}. Restore a backup",
    th="บันทึกเหตุการณ์จบที่ {found} ทั้งที่เคยถึง {position} ให้กู้จากสำเนาสำรอง",
)


def what(entry: Entry) -> str:
    """How findings call the record of an entry."""
    return f"{entry.kind}:{entry.id}"


def record_of(entry: Entry) -> RecordRef | None:
    """The record of an entry; None for adds."""
    return None if entry.op is Op.ADDS else RecordRef(entry.kind, entry.id)


# ------------------------------------------------------------------ positions, digests, chain


@define(eq=False)
class JournalCheck:
    """Positions without a hole, bodies as digested, the chain unbroken, kept checkpoints met.

    After a break it goes on from what is stored, so that one damage is one finding.
    """

    position: int
    chain: str
    expected: dict[int, set[str]] = field(factory=dict)

    def see(self, entry: Entry, hashed: str, *, digested: bool = False) -> Iterable[Finding]:
        """Check the next entry, whose hash is ``hashed``; ``digested``: its body was found to be as written."""
        if (
            entry.position == self.position + 1
            and entry.chain == link(self.chain, hashed)
            and (digested or _is_as_written(entry))
            and entry.position not in self.expected
        ):
            self.position, self.chain = entry.position, entry.chain
            return ()
        return self._differing(entry, hashed, digested=digested)

    def _differing(self, entry: Entry, hashed: str, *, digested: bool) -> Iterator[Finding]:
        if entry.position != self.position + 1:
            yield POSITION_BROKEN.make(position=self.position + 1, found=entry.position)
        if not (digested or _is_as_written(entry)):
            yield BODY_CHANGED.make(record=record_of(entry), position=entry.position, what=what(entry))
        if entry.chain != link(self.chain, hashed):
            yield CHAIN_BROKEN.make(record=record_of(entry), position=entry.position, what=what(entry))
        self.position, self.chain = entry.position, entry.chain
        if self.expected.pop(entry.position, {entry.chain}) != {entry.chain}:
            yield CHECKPOINT_DIFFERS.make(position=entry.position)

    def end(self, token: int) -> Iterator[Finding]:
        """Check that the journal is as long as the snapshot and the kept checkpoints say."""
        reached = max((token, *self.expected))
        if self.position < reached:
            yield JOURNAL_SHORT.make(position=reached, found=self.position)

    @property
    def checkpoint(self) -> Checkpoint:
        """Where the journal that was checked ends."""
        return Checkpoint(self.position, self.chain)


def _is_as_written(entry: Entry) -> bool:
    if entry.body is None:
        return entry.op is not Op.ERASE  # destruction drops what was before the tombstone, never its reason
    return _is_digested(entry.salt, entry.body, entry.digest)


def _is_digested(salt: str, body: Body, digest: str) -> bool:
    try:
        return digest_of(salt, canonical(body)) == digest
    except ValueError:  # NaN, infinity, half a surrogate pair: nothing that was ever written
        return False


# ------------------------------------------------------------------ versions of records


class Step(NamedTuple):
    """What the check of records needs of an entry: no content, so that many may be put aside."""

    position: int
    op: str
    kind: str
    id: str
    version: int
    readers: tuple[str, ...]
    salt: str
    digest: str
    prev: str
    hash: str
    bare: bool

    @property
    def what(self) -> str:
        """How findings call the record."""
        return f"{self.kind}:{self.id}"


_PUT, _ERASE = Op.PUT.value, Op.ERASE.value


def step_of(entry: Entry, hashed: str) -> Step:
    """The step that an entry, whose hash is ``hashed``, is in its record's life."""
    return Step(
        entry.position,
        entry.op.value,
        entry.kind,
        entry.id,
        entry.version,
        entry.readers,
        entry.salt,
        entry.digest,
        entry.prev,
        hashed,
        entry.body is None,
    )


class Run(NamedTuple):
    """What is kept of a record while its entries go by.

    ``hash`` is that of its last entry, ``salt`` and ``digest`` are those of the latest content (empty where it lies
    before the start), ``bare`` and ``full`` the positions of the first version without and with its content, 0 for
    none.
    """

    position: int
    version: int
    hash: str
    readers: tuple[str, ...]
    salt: str
    digest: str
    bare: int
    full: int
    erased: bool


@define(eq=False)
class RecordsCheck:
    """Versions 1, 2, 3 … of each record, each pointing to the one before; content gone exactly where destroyed."""

    from_start: bool
    runs: dict[tuple[str, str], Run] = field(factory=dict)

    def see(self, step: Step) -> Iterable[Finding]:
        """Check the next entry of a record."""
        key = (step.kind, step.id)
        before = self.runs.get(key)
        self.runs[key] = _next_run(step, before)
        if before is None:
            return self._first(step) if self.from_start and (step.version != 1 or step.prev) else ()
        return _following(step, before)

    @staticmethod
    def _first(step: Step) -> Iterator[Finding]:
        if step.version != 1:
            yield VERSION_BROKEN.make(found=step.version, expected=1, **_told(step))
        else:
            yield PREV_BROKEN.make(**_told(step))


def _told(step: Step) -> dict[str, Any]:
    return {"record": RecordRef(step.kind, step.id), "position": step.position, "what": step.what}


def _following(step: Step, before: Run) -> Iterator[Finding]:
    if step.version != before.version + 1 or before.erased:
        yield VERSION_BROKEN.make(found=step.version, expected=before.version + 1, **_told(step))
    elif step.prev != before.hash:
        yield PREV_BROKEN.make(**_told(step))
    if step.op != _PUT and step.readers != before.readers:
        yield READERS_CHANGED.make(**_told(step))
    if step.op == _ERASE and before.full:
        yield BODY_KEPT.make(record=RecordRef(step.kind, step.id), position=before.full, what=step.what)


def _next_run(step: Step, before: Run | None) -> Run:
    salt, digest, bare, full = (before.salt, before.digest, before.bare, before.full) if before else ("", "", 0, 0)
    if step.bare:
        bare = bare or step.position
    elif step.op != _ERASE:
        full = full or step.position
    if step.op == _PUT:
        salt, digest = step.salt, step.digest
    erased = step.op == _ERASE
    return Run(step.position, step.version, step.hash, step.readers, salt, digest, bare, full, erased)


def compare(ref: RecordRef, run: Run, stored: Stored | None) -> Iterator[Finding]:
    """Check what a reader is shown of a record against its entries."""
    if run.erased:
        if stored is not None:
            yield _differs(ref, run, stored)
    elif run.bare:
        yield BODY_MISSING.make(record=ref, position=run.bare, what=str(ref))
    elif stored is None or not _is_told_by(run, stored):
        yield _differs(ref, run, stored)


def _is_told_by(run: Run, stored: Stored) -> bool:
    if (run.version, run.readers) != (stored.version, stored.readers):
        return False
    return not run.digest or _is_digested(run.salt, stored.body, run.digest)


def _differs(ref: RecordRef, run: Run, stored: Stored | None) -> Finding:
    shown = (
        Text.of(en="nothing", th="ไม่มี")
        if stored is None
        else Text.of(en=f"version {stored.version}", th=f"รุ่น {stored.version}")
    )
    return RECORD_DIFFERS.make(record=ref, position=run.position, what=str(ref), shown=shown)


# ------------------------------------------------------------------ cells and series


@define(eq=False)
class CellsCheck:
    """Every cell is the sum of its adds; every register number was given once, without a hole."""

    from_start: bool
    values: dict[str, int] = field(factory=dict)

    def see(self, entry: Entry) -> Iterator[Finding]:
        """Check the next entry of adds."""
        adds = _adds_of(entry)
        if adds is None:
            yield ADDS_MISSHAPEN.make(position=entry.position)
            return
        for cell, amount, value in sorted(adds, key=lambda add: add[0]):
            yield from self._see_add(entry, cell, amount, value)

    def _see_add(self, entry: Entry, cell: str, amount: int, value: int) -> Iterator[Finding]:
        begins = 0 if self.from_start else value - amount
        expected = self.values.get(cell, begins) + amount
        if value != expected:
            yield CELL_BROKEN.make(position=entry.position, cell=cell, found=value, expected=expected)
        # A register carried over from paper continues by one first add of more than 1.
        if cell.startswith(SERIES) and amount not in {0, 1} and (amount < 0 or value != amount):
            yield SERIES_BROKEN.make(position=entry.position, cell=cell, amount=amount)
        self.values[cell] = value

    def end(self, cells: Mapping[str, int]) -> Iterator[Finding]:
        """Check the cells as they are now."""
        names = self.values.keys() | cells.keys() if self.from_start else self.values.keys()
        for cell in sorted(names):
            expected, found = self.values.get(cell, 0), cells.get(cell, 0)
            if expected != found:
                yield CELL_DIFFERS.make(cell=cell, found=found, expected=expected)


def _adds_of(entry: Entry) -> list[tuple[str, int, int]] | None:
    adds = (entry.body or {}).get("adds")
    if not isinstance(adds, list | tuple):
        return None
    found = [tuple(add) for add in adds if isinstance(add, list | tuple) and list(map(type, add)) == [str, int, int]]
    return found if len(found) == len(adds) else None
