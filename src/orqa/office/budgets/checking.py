"""Balances worked out anew from all postings, and held against the numbers that the store keeps (การสอบยัน)."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.refs import RecordRef
from orqa.domain.budgets.records import BudgetLine, Posting, SpendingCase
from orqa.domain.budgets.stages import KEPT, OPEN, TITLES, Stage
from orqa.office.budgets.cells import case_cell, case_prefix, line_cell, line_prefix
from orqa.storage.codec import BodyNotUnderstood
from orqa.storage.joined_bodies import JoinedBodies, joined_bodies
from orqa.storage.protocol import RawBody, Stored

if TYPE_CHECKING:
    from orqa.storage.codec import Codec
    from orqa.storage.protocol import Reader

Sums: TypeAlias = dict[str, dict[str, int]]
"""What stands in each stage, of each line or case, in satang."""

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
_SCHEMA: Final = b'"schema":'
_NEEDED: Final = itemgetter("line", "case", "moves")
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
    for owner in sorted({*sums, *_owners(cells)}):
        stands = sums.get(owner, {})
        for stage in stages:
            found, expected = cells.get(name(owner, stage), 0), stands.get(stage.value, 0)
            if found != expected:
                yield owner, stage, found, expected


def sums_of(reader: "Reader", codec: "Codec") -> tuple[Sums, Sums]:
    """What all postings come to, by line and by case; they are streamed."""
    lines: Sums = defaultdict(_nothing)
    cases: Sums = defaultdict(_nothing)
    for bodies in bodies_of(reader, codec):
        for body in bodies:
            stands, case = lines[body["line"]], body["case"]
            for move in body["moves"]:
                source, target, minor = move["source"], move["target"], move["minor"]
                stands[source] -= minor
                stands[target] += minor
                if case:
                    held = cases[case]
                    held[source] -= minor
                    held[target] += minor
    return lines, cases


def bodies_of(reader: "Reader", codec: "Codec") -> Iterator[list[dict[str, Any]]]:
    """The bodies of all postings in the order in which they were entered, many at a time; each of today's schema.

    Raises:
        BodyNotUnderstood: for one that is no posting.
    """
    for part in joined_bodies(reader, Posting.kind, at_once=_AT_ONCE):
        yield _plain(part) or [_decoded(codec, *one) for one in part.each()]


def _plain(part: JoinedBodies) -> list[dict[str, Any]]:
    """Bodies that are as today's classes write them; none where one may not be."""
    if not part.whole or _SCHEMA in part.raw:
        return []
    try:
        bodies: list[dict[str, Any]] = json.loads(b"[" + part.raw.replace(b"\n", b",") + b"]")
        sound = all(map(_NEEDED, bodies))
    except (LookupError, TypeError, ValueError):
        return []
    return bodies if sound else []


def _decoded(codec: "Codec", identity: str, version: int, raw: RawBody) -> dict[str, Any]:
    stored = Stored(RecordRef(Posting.kind, identity), version, json.loads(raw), ())
    return dict(codec.encode(codec.decode(stored)).body)


def _nothing() -> dict[str, int]:
    return dict.fromkeys(_NAMES, 0)


_NAMES: Final = tuple(stage.value for stage in Stage)


def _owners(cells: Mapping[str, int]) -> set[str]:
    """Whose cells these are: what stands between the first and the last part of their names."""
    return {name.partition("/")[2].rpartition("/")[0] for name in cells}


def _told(what: object, stage: Stage, found: int, expected: int, currency: str) -> dict[str, Any]:
    amounts = {"found": found, "expected": expected, "difference": found - expected}
    written = {name: Money(minor, currency).written() for name, minor in amounts.items()}
    return {"what": what, "stage": TITLES[stage], **written}
