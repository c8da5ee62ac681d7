"""Letters that reach the age at which the National Archives get them (ครบ 20 ปี, ข้อ 58), read from one snapshot."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import frozen

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.keeping import LetterKeeping
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.correspondence.storing import StoredLetter
from orqa.office.correspondence.file_classes import file_classes
from orqa.storage.codec import Codec
from orqa.storage.query import between, is_in

if TYPE_CHECKING:
    from orqa.reporting.context import SnapshotReader
    from orqa.rules.views import View

_AT_ONCE: Final = 200


@frozen(kw_only=True)
class OfAge:
    """A letter that reached the age of the National Archives.

    Attributes:
        letter: the letter.
        entry: its first line in a register; None where it may not be seen.
        said: what was said of its keeping.
        goes: whether it is to be handed over (แบบที่ 21); else the office keeps it itself (แบบที่ 22).
    """

    letter: Letter
    entry: RegisterEntry | None
    said: LetterKeeping
    goes: bool


def of_age(reader: "SnapshotReader", view: "View", year: int) -> Iterator[OfAge]:
    """The letters that come of age in a calendar year, by their dates.

    Those that were handed over, secret matter and what another law fixes are left out.

    Args:
        reader: a snapshot.
        view: the rules on the last day of the year.
        year: by its name in the Christian era.
    """
    reading = view.reading()
    excepted, born = reading.value("retention.handover_except"), year - reading.value("retention.handover_years")
    if born <= date.min.year:
        return
    query = between("dated", f"{born:04}-01-01", f"{born + 1:04}-01-01")
    rows = reader.rows(Letter.kind, ("id",), query, ("dated", "recorded"))
    codec, of_files = Codec([Letter, LetterKeeping, RegisterEntry, StoredLetter]), file_classes(reader)
    while part := [str(identity) for (identity,) in islice(rows, _AT_ONCE)]:
        said, entries = _of(reader, codec, LetterKeeping, part), _entries(reader, codec, part)
        stored = _of(reader, codec, StoredLetter, part)
        for letter in _of(reader, codec, Letter, part).values():
            file = stored.get(letter.id)
            kept = said.get(letter.id) or LetterKeeping(id=letter.id, letter=letter.ref, stated_at=letter.received_at)
            gone = letter.restricted is not None or kept.handed_over_on is not None
            own = kept.retention_class or (of_files.get(file.code, "") if file else "")
            if not gone and own not in excepted:
                yield OfAge(letter=letter, entry=entries.get(letter.id), said=kept, goes=not kept.own_use)


def deposited(reader: "SnapshotReader", first: date, last: date) -> Iterator[OfAge]:
    """The letters that were deposited with the National Archives from one day to another, and are there still."""
    query = between("deposited_on", first.isoformat(), (last + timedelta(days=1)).isoformat())
    rows = reader.rows(LetterKeeping.kind, ("id",), query, ("deposited_on", "recorded"))
    codec = Codec([Letter, LetterKeeping, RegisterEntry])
    while part := [str(identity) for (identity,) in islice(rows, _AT_ONCE)]:
        said, entries = _of(reader, codec, LetterKeeping, part), _entries(reader, codec, part)
        for letter in _of(reader, codec, Letter, part).values():
            if letter.restricted is None:
                yield OfAge(letter=letter, entry=entries.get(letter.id), said=said[letter.id], goes=False)


def _of(reader: "SnapshotReader", codec: Codec, kind: type[Any], identities: Iterable[str]) -> dict[str, Any]:
    found = reader.get_many([RecordRef(kind.kind, one) for one in identities])
    return {stored.ref.id: codec.decode(stored) for stored in found if stored is not None}


def _entries(reader: "SnapshotReader", codec: Codec, identities: Iterable[str]) -> dict[str, RegisterEntry]:
    """The first line of each letter."""
    query = is_in("letter", [f"{Letter.kind}:{one}" for one in identities])
    ids = [str(identity) for (identity,) in reader.rows(RegisterEntry.kind, ("id",), query, ("recorded",))]
    found: dict[str, RegisterEntry] = {}
    for entry in _of(reader, codec, RegisterEntry, ids).values():
        found.setdefault(cast("RecordRef", entry.letter).id, entry)
    return found
