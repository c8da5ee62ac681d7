"""How long all letters are kept, streamed: each row is decided once for all letters of equal facts.

Sorted streams of columns are merged, no body is read: lines of registers, what is done with letters, what was said of
their keeping, in which files they are, and lines of destruction lists. So a million letters need no more memory than a
thousand.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.domain.correspondence.destruction import OVER, DestructionLine, DestructionList, LineState
from orqa.domain.correspondence.handling import Handling, HandlingState
from orqa.domain.correspondence.keeping import LetterKeeping
from orqa.domain.correspondence.numbering import REGISTERS
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.retention import Facts, RetentionKeeping, keeping_of
from orqa.domain.correspondence.storing import StoredLetter
from orqa.office.correspondence.file_classes import file_classes
from orqa.storage.query import is_in, starts_with

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.reporting.context import SnapshotReader
    from orqa.rules.views import View

Progress = Callable[[int], None]
"""Told how many letters were decided so far."""

_LETTERS: Final = starts_with("letter", "letter:")
_TOLD_EVERY: Final = 10_000
_OPEN, _CLOSED = HandlingState.OPEN.value, HandlingState.CLOSED.value

_Key = tuple[Any, ...]


@frozen
class Retained:
    """One letter that is kept.

    Attributes:
        letter: what points to it, as text.
        entry: id of its first line in a register.
        registered_on: the day of that line.
        retention_class: its class, as somebody said or by its file; empty for the ordinary one.
        keeping: how long it is kept.
        rounds: in how many destruction lists it stood.
    """

    letter: str
    entry: str
    registered_on: str
    retention_class: str
    keeping: RetentionKeeping
    rounds: int


def retained(reader: "SnapshotReader", view: "View", progress: Progress | None = None) -> Iterator[Retained]:
    """Every letter that is kept and stands in no open list, with how long it is kept, in the order of their ids.

    Args:
        reader: a snapshot; letters that it does not show are left out, and so is secret matter.
        view: the rules of the day of asking.
        progress: told now and then how many were decided.
    """
    decide = _Deciding(view)
    handlings = _Side(reader.rows(Handling.kind, ("letter", "state", "closed_on"), order=("letter",)))
    said = _Side(reader.rows(LetterKeeping.kind, ("letter", *_SAID), order=("letter",)))
    stored, classes = _Side(reader.rows(StoredLetter.kind, ("letter", "code"), order=("letter",))), file_classes(reader)
    lines = _Side(reader.rows(DestructionLine.kind, ("letter", "list", "state"), order=("letter",)), many=True)
    over = {f"{DestructionList.kind}:{identity}" for (identity,) in reader.rows(DestructionList.kind, ("id",), _OVER)}
    done = 0
    for letter, entry, register, registered_on in _firsts(reader, decide.secret):
        handling, keeping, rounds = handlings.of(letter), said.of(letter), lines.all_of(letter)
        if not _is_free(rounds, over) or (keeping is not None and keeping[5] is not None):  # the archives have it
            continue
        file = stored.of(letter)
        own = (keeping and keeping[1]) or (classes.get(file[1], "") if file else "")
        value = decide(register, registered_on, handling, keeping, own)
        if value is not None:
            yield Retained(letter, entry, registered_on, own, value, len(rounds))
            done += 1
            if progress is not None and not done % _TOLD_EVERY:
                progress(done)
    if progress is not None:
        progress(done)


_SAID: Final = ("retention_class", "medium", "never", "until", "handed_over_on")
_LISTED, _DESTROYED = LineState.LISTED.value, LineState.DESTROYED.value
_OVER: Final = is_in("state", [state.value for state in OVER])


def _is_free(rounds: list[tuple[Any, ...]], over: set[str]) -> bool:
    """Whether a letter that stood in lists is still there and stands in none that goes on."""
    return all(state != _DESTROYED and (state != _LISTED or listed in over) for _, listed, state in rounds)


def _firsts(reader: "SnapshotReader", secret: frozenset[str]) -> Iterator[tuple[str, str, str, str]]:
    """The first line of each letter, in the order of the letters' ids: letter, id, register and day.

    One in a register of secret matter only where there is no other: a letter that is open again has both.
    """
    rows = reader.rows(RegisterEntry.kind, ("letter", "id", "register", "registered_on"), _LETTERS, ("letter",))
    first: Any = next(rows, None)
    for row in rows:
        if row[0] != first[0]:
            yield first
            first = row
        elif (row[2] in secret, row[3], row[1]) < (first[2] in secret, first[3], first[1]):
            first = row
    if first is not None:
        yield first


class _Side:
    """One of the streams that are merged: what it has of each letter, asked for in rising order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]], *, many: bool = False) -> None:
        self._rows = rows
        self._next: tuple[Any, ...] | None = next(rows, None)
        self._many = many

    def of(self, letter: str) -> tuple[Any, ...] | None:
        """What it has of a letter; None for nothing."""
        row = self._next
        while row is not None and row[0] < letter:
            row = next(self._rows, None)
        self._next = row
        return row if row is not None and row[0] == letter else None

    def all_of(self, letter: str) -> list[tuple[Any, ...]]:
        """All that it has of a letter."""
        found = []
        while (row := self.of(letter)) is not None:
            found.append(row)
            self._next = next(self._rows, None)
        return found


class _Deciding:
    """Decides once for all letters of equal facts; None for what is secret."""

    def __init__(self, view: "View") -> None:
        self._view = view
        self._known: dict[_Key, RetentionKeeping | None] = {}
        self._media: dict[str, str] = {}
        self._registers: Mapping[str, Any] = view.vocabulary(REGISTERS)
        self.secret = frozenset(code for code, term in self._registers.items() if term.extra.get("secret"))

    def __call__(
        self,
        register: str,
        registered_on: str,
        handling: tuple[Any, ...] | None,
        said: tuple[Any, ...] | None,
        own: str,
    ) -> RetentionKeeping | None:
        state, closed = (handling[1], handling[2]) if handling else (None, None)
        medium = (said and said[2]) or self._medium(registered_on)
        key = (register, registered_on[:4], state, closed and closed[:4], medium, own, said and said[3:5])
        try:
            return self._known[key]
        except KeyError:
            value = self._known[key] = self._decide(register, registered_on, handling, said, own)
            return value

    def _medium(self, day: str) -> str:
        """On what letters of a day are of which nobody said."""
        found = self._media.get(day)
        if found is None:
            made_on = date.fromisoformat(day)
            found = self._media[day] = str(self._view.reading().value("retention.unstated_medium", made_on=made_on))
        return found

    def _decide(
        self,
        register: str,
        registered_on: str,
        handling: tuple[Any, ...] | None,
        said: tuple[Any, ...] | None,
        own: str,
    ) -> RetentionKeeping | None:
        term = self._registers.get(register)
        if term is None or register in self.secret:
            return None
        state, closed = (handling[1], handling[2]) if handling else (None, None)
        medium, never, until = said[2:5] if said else ("", 0, None)
        day = date.fromisoformat(registered_on)
        facts = Facts(
            direction=term.extra["direction"],
            registered_on=day,
            made_on=day,
            retention_class=own,
            closed_on=date.fromisoformat(closed) if closed and state == _CLOSED else None,
            is_open=state == _OPEN,
            medium=medium,
            never=bool(never),
            until=until,
        )
        return keeping_of(self._view.reading(), facts)
