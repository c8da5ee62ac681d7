"""From a batch to the lines of the log: filled numbers, digests, positions and hashes."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.storage.chain import canonical, digest_of, hash_of, link, moment
from orqa.storage.checks import ADDS_KIND
from orqa.storage.log_state import Line
from orqa.storage.protocol import Batch, Body, Entry, Erase, KindSpec, Op, Project, Put, Stored, Touch, Write
from orqa.storage.query import Scalar

Filled = Mapping[RecordRef, Mapping[str, int]]
"""The numbers that fields of records receive."""


def lines_of(
    batch: Batch,
    numbers: Sequence[int],
    kinds: Mapping[str, KindSpec],
    before: Callable[[RecordRef], Line | None],
) -> list[Line]:
    """The lines of a batch, not yet sealed.

    Args:
        batch: checked.
        numbers: the new value for each add.
        kinds: what was declared.
        before: the last line of a record.
    """
    filled = _filled(batch, numbers)
    lines = [_line_of(write, kinds[write.ref.kind], before(write.ref), filled) for write in batch.writes]
    if batch.adds or batch.reason:
        adds = [[add.cell, add.amount, number] for add, number in zip(batch.adds, numbers, strict=True)]
        lines.append(_line(Op.ADDS, RecordRef(ADDS_KIND, batch.id), {"adds": adds, "reason": batch.reason}, None))
    return lines


def sealed(batch: Batch, lines: Sequence[Line], position: int, chain: str) -> tuple[Line, ...]:
    """The lines with what the batch says of all, and with their place behind ``position`` and ``chain``."""
    shared: dict[str, Any] = {"batch": batch.id, "at": moment(batch.at), "actor": batch.actor, "action": batch.action}
    done = []
    for place, line in enumerate(lines, position + 1):
        entry = evolve(line.entry, position=place, **shared)
        chain = link(chain, hash_of(entry))
        done.append(evolve(line, entry=evolve(entry, chain=chain)))
    return tuple(done)


def projected(line: Line, spec: KindSpec, project: Project) -> Line:
    """A put with columns and search text worked out from its body; any other line as it is."""
    entry, text = line.entry, line.text
    if entry.op is not Op.PUT or text is None:
        return line
    shown = project(Stored(RecordRef(entry.kind, entry.id), entry.version, json.loads(text), entry.readers))
    return evolve(line, index=_columns(spec, shown.index), search=shown.text if spec.searchable else "")


def _filled(batch: Batch, numbers: Sequence[int]) -> Filled:
    filled: dict[RecordRef, dict[str, int]] = {}
    for add, number in zip(batch.adds, numbers, strict=True):
        for into in add.into:
            filled.setdefault(into.ref, {})[into.field] = number
    return filled


def _line_of(write: Write, spec: KindSpec, before: Line | None, filled: Filled) -> Line:
    readers = before.entry.readers if before else ()
    match write:
        case Put(ref=ref):
            extra = filled.get(ref, {})
            line = _line(Op.PUT, ref, {**write.body, **extra}, before, write.readers)
            return evolve(line, index=_columns(spec, {**write.index, **extra}), search=write.text)
        case Touch(ref=ref):
            return _line(Op.TOUCH, ref, {}, before, readers)
        case Erase(ref=ref, reason=reason):
            return _line(Op.ERASE, ref, {"reason": reason}, before, readers)


def _columns(spec: KindSpec, values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    columns = ((declared.name, values.get(declared.name)) for declared in spec.fields)
    return {name: int(value) if isinstance(value, bool) else value for name, value in columns}


def _line(op: Op, ref: RecordRef, body: Body, before: Line | None, readers: tuple[str, ...] = ()) -> Line:
    salt, text = secrets.token_hex(16), canonical(body)
    entry = Entry(
        position=0,
        batch="",
        op=op,
        kind=ref.kind,
        id=ref.id,
        version=before.entry.version + 1 if before else 1,
        at="",
        actor="",
        action="",
        body=None,
        readers=readers,
        salt=salt,
        digest=digest_of(salt, text),
        prev=hash_of(before.entry) if before else "",
        chain="",
    )
    return Line(entry, text)
