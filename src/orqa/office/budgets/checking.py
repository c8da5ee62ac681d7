"""Balances worked out anew from all postings, and held against the numbers that the store keeps (การสอบยัน)."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import fields

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.budgets.records import BudgetLine, Posting, SpendingCase
from orqa.domain.budgets.stages import KEPT, OPEN, TITLES, Stage
from orqa.office.budgets.cells import case_cell, case_prefix, line_cell, line_prefix
from orqa.storage.codec import BodyNotUnderstood
from orqa.storage.joined_bodies import joined_bodies
from orqa.storage.protocol import RawBody, Stored

if TYPE_CHECKING:
    from orqa.storage.codec import Codec
    from orqa.storage.protocol import Reader

Sums: TypeAlias = dict[bytes, dict[bytes, int]]
"""What stands in each stage, of each line or case, in satang; names as bodies spell them, for there are millions."""

_DIFFERS = Text.of(
    en="{what}: {found} is kept as {stage}, its postings come to {expected} ({difference} between). Restore a backup",
    th="{what}: ยอด{stage}ที่เก็บไว้คือ {found} แต่รายการบัญชีรวมได้ {expected} ต่างกัน {difference} ให้กู้จากสำเนาสำรอง",
)
LINE_DIFFERS = FindingKind("budget-balance-differs", Severity.ERROR, _DIFFERS)
CASE_DIFFERS = FindingKind("budget-case-differs", Severity.ERROR, _DIFFERS)
NOT_UNDERSTOOD = FindingKind(
    "budget-posting-not-understood",
    Severity.ERROR,
    Text.of(
        en="The balances could not be worked out: {why}. Restore a backup",
        th="คำนวณยอดจากรายการบัญชีไม่ได้: {why} ให้กู้จากสำเนาสำรอง",
    ),
)

_AT_ONCE: Final = 2_000
_TEXT: Final = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_NAME: Final = rb'"([^"\\]*+)"'
_STAGE: Final = rb'"(' + b"|".join(stage.value.encode() for stage in Stage) + rb')"'
_MOVE: Final = rb'\{"minor":(\d++),"source":' + _STAGE + rb',"target":' + _STAGE + rb"\}"
_SUMMED: Final = {"case": _NAME, "line": _NAME, "moves": rb"\[" + _MOVE + rb"((?:,\{[^{}\[\]]*+\})*+)\]"}


def _spelled(name: str) -> bytes:
    """A field of a body; only what is added up has to be there, for others came with later versions of the class."""
    key = rb'[{,]"' + name.encode() + rb'":'
    return key + _SUMMED[name] if name in _SUMMED else rb"(?:" + key + rb"(?:" + _TEXT + rb"|\d++))?+"


_FIELDS: Final = sorted(field.name for field in fields(Posting) if field.name not in {"id", "version"})
AS_WRITTEN: Final = re.compile(rb"^(?=\{)" + b"".join(map(_spelled, _FIELDS)) + rb"\}$", re.MULTILINE)
"""The body of a posting, to the letter as it is written today; whatever is spelled otherwise is read as JSON."""
_HELD: Final = (*OPEN, Stage.PAID)


def check_balances(reader: "Reader", codec: "Codec", currency: str) -> Iterator[Finding]:
    """What differs between the cells of a snapshot and the postings in it.

    Args:
        reader: the snapshot, seen whole.
        codec: of the records.
        currency: of the amounts.
    """
    try:
        lines, cases = sums_of(reader, codec)
    except BodyNotUnderstood as error:
        yield NOT_UNDERSTOOD.make(record=error.ref, why=error.messages)
        return
    codes = {str(line): str(code) for line, code in reader.rows(BudgetLine.kind, ("id", "code"))}
    for line, stage, found, expected in _differing(reader.cells(line_prefix()), line_cell, lines, KEPT):
        told = _told(codes.get(line, line), stage, found, expected, currency)
        yield LINE_DIFFERS.make(record=RecordRef(BudgetLine.kind, line), field=stage.value, **told)
    for case, stage, found, expected in _differing(reader.cells(case_prefix()), case_cell, cases, _HELD):
        ref = RecordRef(SpendingCase.kind, case)
        yield CASE_DIFFERS.make(record=ref, field=stage.value, **_told(ref, stage, found, expected, currency))


def _differing(
    cells: Mapping[str, int], name: Callable[[str, Stage], str], sums: Sums, stages: Iterable[Stage]
) -> Iterator[tuple[str, Stage, int, int]]:
    """Whose number of which stage differs: what the cell holds, what it should."""
    told = {owner.decode(): stands for owner, stands in sums.items()}
    for owner in sorted({*told, *_owners(cells)}):
        stands = told.get(owner, {})
        for stage in stages:
            found, expected = cells.get(name(owner, stage), 0), stands.get(stage.value.encode(), 0)
            if found != expected:
                yield owner, stage, found, expected


def sums_of(reader: "Reader", codec: "Codec") -> tuple[Sums, Sums]:
    """What all postings come to, by line and by case; they are streamed.

    Raises:
        BodyNotUnderstood: for a body that is no posting.
    """
    lines: Sums = defaultdict(_nothing)
    cases: Sums = defaultdict(_nothing)
    for part in joined_bodies(reader, Posting.kind, at_once=_AT_ONCE):
        rows = AS_WRITTEN.findall(part.raw)
        if len(rows) == part.count:
            _add_rows(rows, lines, cases)
        else:
            for body in (_decoded(codec, *one) for one in part.each()):
                _add(body["line"], body["case"], body["moves"], lines, cases)
    return lines, cases


def _add_rows(rows: Iterable[tuple[bytes, ...]], lines: Sums, cases: Sums) -> None:
    """Add what stands in bodies up; a body mostly has one move."""
    for case, line, minor, source, target, more in rows:
        amount, stands = int(minor), lines[line]
        stands[source] -= amount
        stands[target] += amount
        if case:
            held = cases[case]
            held[source] -= amount
            held[target] += amount
        if more:
            _add(line, case, json.loads(b"[" + more[1:] + b"]"), lines, cases)


def _add(line: bytes | str, case: bytes | str, moves: Iterable[Mapping[str, Any]], lines: Sums, cases: Sums) -> None:
    owner, of_case = _raw(line), _raw(case)
    for move in moves:
        for stage, minor in ((_raw(move["source"]), -move["minor"]), (_raw(move["target"]), move["minor"])):
            lines[owner][stage] += minor
            if of_case:
                cases[of_case][stage] += minor


def _raw(text: bytes | str) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _decoded(codec: "Codec", identity: str, version: int, raw: RawBody) -> dict[str, Any]:
    stored = Stored(RecordRef(Posting.kind, identity), version, json.loads(raw), ())
    return dict(codec.encode(codec.decode(stored)).body)


def _nothing() -> dict[bytes, int]:
    return dict.fromkeys(_NAMES, 0)


_NAMES: Final = tuple(stage.value.encode() for stage in Stage)


def _owners(cells: Mapping[str, int]) -> set[str]:
    """Whose cells these are: what stands between the first and the last part of their names."""
    return {name.partition("/")[2].rpartition("/")[0] for name in cells}


def _told(what: object, stage: Stage, found: int, expected: int, currency: str) -> dict[str, Any]:
    amounts = {"found": found, "expected": expected, "difference": found - expected}
    written = {name: Money(minor, currency).written() for name, minor in amounts.items()}
    return {"what": what, "stage": TITLES[stage], **written}
