"""Records that a report's reader shows."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar, cast

from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.reporting.context import SnapshotReader
from orqa.storage.codec import Codec
from orqa.storage.query import ALL, Query

R = TypeVar("R", bound=Record)
_BATCH = 1_000


def every(
    reader: SnapshotReader, codec: Codec, kind: type[R], query: Query = ALL, order: Sequence[str] = ()
) -> Iterator[R]:
    """All records of a kind that a question finds, a thousand at a time."""
    ids = iter(list(reader.rows(kind.kind, ("id",), query, order)))
    while batch := [RecordRef(kind.kind, str(identity)) for (identity,) in islice(ids, _BATCH)]:
        yield from (cast("R", codec.decode(stored)) for stored in reader.get_many(batch) if stored is not None)
