"""Reading the journal: who did what, when, to which record; nobody sees entries of records that they may not see.

The journal is the whole history with every body, so an entry is shown exactly where its record is: by the readers of
the record's latest version. What a batch did to numbers, and its reason, is shown where all its records are.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from orqa.base.refs import RecordRef
from orqa.domain.organization.records import Key
from orqa.storage.copying import parts
from orqa.storage.errors import UnknownKind
from orqa.storage.protocol import Access, Entry, Op, Reader, Store


def entries(store: Store, access: Access, after: int, record: RecordRef | None) -> Iterator[Entry]:
    """The entries that an access sees, in order.

    Args:
        store: open.
        access: who asks.
        after: a position; entries behind it.
        record: only those of this record.
    """
    if record is not None:
        with store.read(access) as reader:
            yield from (entry for entry in reader.history(record) if entry.position > after)
        return
    begun = store.journal(after - 1, 1) if after else ()
    for part in parts(store, after):
        yield from part if access.everything else _seen(store, access, part, begun[0].batch if begun else "")


def latest(store: Store, access: Access, record: RecordRef | None, limit: int) -> Sequence[Entry]:
    """The last entries that an access sees, the earliest first; at most ``limit``."""
    end, size = store.checkpoint().position, limit
    while True:
        start = max(0, end - size)
        until_end = takewhile(lambda entry: entry.position <= end, entries(store, access, start, record))
        found = deque(until_end, maxlen=limit)
        if len(found) == limit or start == 0:
            return tuple(found)
        size *= 4


def _seen(store: Store, access: Access, part: Sequence[Entry], begun: str) -> Iterator[Entry]:
    """Of whole batches, what an access sees; of the batch that had ``begun`` earlier, not all records are known."""
    with store.read(access) as reader:  # opened after the part was read: the readers are the latest
        refs = {_ref(entry) for entry in part if entry.op is not Op.ADDS}
        hidden = {ref for ref in refs if not _is_visible(reader, ref)}
        keys = {ref for ref in hidden if ref.kind == Key.kind}  # nobody reads them, so they keep nothing from anybody
    for batch, group in groupby(part, key=lambda entry: entry.batch):
        written = [entry for entry in group if _ref(entry) not in keys]
        shown = [entry for entry in written if entry.op is Op.ADDS or _ref(entry) not in hidden]
        whole = len(shown) == len(written) and batch != begun
        yield from (entry for entry in shown if whole or entry.op is not Op.ADDS)


def _ref(entry: Entry) -> RecordRef:
    return RecordRef(entry.kind, entry.id)


def _is_visible(reader: Reader, ref: RecordRef) -> bool:
    try:
        return bool(reader.history(ref))
    except UnknownKind:  # of a plugin that is not there: who may see it, nobody knows
        return False
