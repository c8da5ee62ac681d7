"""A few fields of many records, read straight from their bodies: for lists that no record need be made for.

A record costs ten times what its fields cost, for each is converted and checked. The nine fields that a register shows
were checked when they were stored.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.storage.codec import BodyNotUnderstood, Codec
from orqa.storage.protocol import RawBody, Stored

if TYPE_CHECKING:
    from collections.abc import Iterable

Part: TypeAlias = tuple[Sequence[Any], ...]
"""Some of the records that a list shows: the values of each field, all as long as there are records."""

Bodies: TypeAlias = "Iterable[tuple[str, int, RawBody]]"

AT_ONCE = 1000
"""Records in a part."""

_SCHEMA = "schema"


class FieldParts:
    """Reads named fields, with the values that the records would have.

    Whatever is not as the class of today writes it, such as bodies of an older schema, is read by the codec: another
    body may take longer, but never gives another value.

    Args:
        codec: knows the class and raises older bodies.
        record_type: the class.
        names: of its fields.
        plain: whether the values are given as bodies hold them, days as text and items as dictionaries, for sums over
            so many records that making their values would take most of the time.
    """

    def __init__(self, codec: Codec, record_type: type[Record], names: Sequence[str], *, plain: bool = False) -> None:
        self._codec = codec
        self._kind = record_type.kind
        self._schema = record_type.schema
        self._names = tuple(names)
        self._pick = itemgetter(*self._names, self._names[0])  # of two names at least it gives a tuple
        self._plain = plain
        self._readers = None if plain else codec.column_readers(record_type, self._names)

    def read(self, bodies: Bodies) -> Iterator[Part]:
        """The fields of ``bodies``, a thousand records at a time.

        Raises:
            StoreTooNew, BodyNotUnderstood: as :meth:`Codec.decode`.
        """
        bodies = iter(bodies)
        while batch := list(islice(bodies, AT_ONCE)):
            yield self._part(batch)

    def _part(self, batch: Sequence[tuple[str, int, RawBody]]) -> Part:
        loads, pick, schema = _loads(), self._pick, self._schema
        try:
            read = [loads(raw) for _, _, raw in batch]
            if {body.get(_SCHEMA, 1) for body in read} != {schema}:
                return self._decoded(batch)
            columns = list(zip(*map(pick, read), strict=True))
            if self._readers is None:
                return tuple(columns[: len(self._names)])
            return tuple(reader(column) for reader, column in zip(self._readers, columns, strict=False))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            return self._decoded(batch)

    def _decoded(self, batch: Sequence[tuple[str, int, RawBody]]) -> Part:
        records = [self._codec.decode(self._stored(*one)) for one in batch]
        if self._plain:
            bodies = [self._codec.encode(record).body for record in records]
            return tuple([body[name] for body in bodies] for name in self._names)
        return tuple([getattr(record, name) for record in records] for name in self._names)

    def _stored(self, identity: str, version: int, raw: RawBody) -> Stored:
        ref = RecordRef(self._kind, identity)
        try:
            body = json.loads(raw)
        except (TypeError, ValueError) as error:
            raise BodyNotUnderstood(ref, (str(error),)) from error
        if not isinstance(body, dict):
            raise BodyNotUnderstood(ref, (f"no object: {type(body).__name__}",))
        return Stored(ref, version, body)


@cache
def _loads() -> Callable[[RawBody], Any]:
    """What reads bodies: orjson where it is installed, for it takes half of the time.

    orjson makes a float of an integer beyond 64 bits; the readers of values take no float.
    """
    try:
        from orjson import loads
    except ImportError:
        return json.loads
    return loads
