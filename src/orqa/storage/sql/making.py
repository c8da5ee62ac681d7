"""The entries of one batch, and what they do to the tables."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from attrs import define, field

from orqa.base.refs import RecordRef
from orqa.storage.chain import speller
from orqa.storage.checks import ADDS_KIND
from orqa.storage.protocol import Batch, Erase, Op, Put, Touch
from orqa.storage.query import Scalar
from orqa.storage.sql.changes import Changes
from orqa.storage.sql.dialect import Dialect
from orqa.storage.sql.journal import Lines
from orqa.storage.sql.tables import KindTable

_PUT, _TOUCH, _ERASE, _ADDS = (op.value for op in Op)


class Before(NamedTuple):
    """The last entry of a record."""

    recorded: int
    version: int
    op: str
    readers: str
    hashed: str


NEW = Before(0, 0, "", "", "")


@define(eq=False)
class Making:
    """The entries of one batch, and what it does to the tables, as far as no database is needed for them."""

    dialect: Dialect
    tables: Mapping[str, KindTable]
    batch: Batch
    changes: dict[str, Changes] = field(factory=dict, init=False)
    taken: int = field(default=0, init=False)

    def lines_behind(self, position: int, chain: str) -> Lines:
        """Lines for the batch, in a journal that ends so."""
        count = len(self.batch.writes) + bool(self.batch.adds or self.batch.reason)
        return Lines(self.batch, position, chain, position + count, os.urandom(16 * count).hex())

    def make(self, lines: Lines, before: Mapping[RecordRef, Before], numbers: tuple[int, ...]) -> None:
        """Make the entries of the batch, and gather what it does to the tables."""
        batch = self.batch
        self._go_through(lines, before, filled_by(batch, numbers))
        if batch.adds or batch.reason:
            lines.add(_ADDS, ADDS_KIND, batch.id, 1, "", "", speller()(adds_body(batch, numbers)))

    def _go_through(
        self, lines: Lines, before: Mapping[RecordRef, Before], filled: Mapping[RecordRef, dict[str, int]]
    ) -> None:
        """Make the entries of all writes, and gather what they do to the tables."""
        add, spell, known = lines.add, speller(), self.changes
        for write in self.batch.writes:
            ref = write.ref
            kind = ref.kind
            last = before.get(ref, NEW) if before else NEW
            changes = known.get(kind)
            if changes is None:
                changes = known[kind] = Changes(self.tables[kind], self.taken)
            if type(write) is Put:
                extra = filled.get(ref) if filled else None
                body = write.body if extra is None else {**write.body, **extra}
                readers, version = " ".join(write.readers), last.version + 1
                position = add(_PUT, kind, ref.id, version, readers, last.hashed, spell(body))
                _put(changes, write, last, position, readers, changes.table.columns(write.index, body, extra))
            elif isinstance(write, Touch):
                _touch(lines, changes, write, last)
            else:
                _erase(lines, changes, cast("Erase", write), last)


def _put(  # noqa: PLR0913, PLR0917 - what was made of it so far
    changes: Changes, put: Put, before: Before, position: int, readers: str, columns: Iterable[Scalar]
) -> None:
    ref, text = put.ref, (put.text,) if changes.table.spec.searchable else ()
    if not before.version:
        changes.new.append((position, ref.id, 1, position, readers, *text, *columns))
        return
    changes.changed.append((before.version + 1, position, readers, *text, *columns, before.recorded))
    if text and put.text and not readers and before.recorded <= changes.taken:
        changes.texts.append((before.recorded, put.text))


def _touch(lines: Lines, changes: Changes, touch: Touch, before: Before) -> None:
    version = before.version + 1
    lines.add(_TOUCH, touch.ref.kind, touch.ref.id, version, before.readers, before.hashed, b"{}")
    changes.touched.append((version, before.recorded))


def _erase(lines: Lines, changes: Changes, erase: Erase, before: Before) -> None:
    body = speller()({"reason": erase.reason})
    lines.add(_ERASE, erase.ref.kind, erase.ref.id, before.version + 1, before.readers, before.hashed, body)
    changes.erased.append((before.recorded, erase.ref.id))


def filled_by(batch: Batch, numbers: Sequence[int]) -> dict[RecordRef, dict[str, int]]:
    """The numbers that fields of records receive."""
    filled: dict[RecordRef, dict[str, int]] = {}
    for add, number in zip(batch.adds, numbers, strict=True):
        for into in add.into:
            filled.setdefault(into.ref, {})[into.field] = number
    return filled


def adds_body(batch: Batch, numbers: Sequence[int]) -> dict[str, Any]:
    """The body of the entry that keeps the adds of a batch."""
    adds = [[add.cell, add.amount, number] for add, number in zip(batch.adds, numbers, strict=True)]
    return {"adds": adds, "reason": batch.reason}
