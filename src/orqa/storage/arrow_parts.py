"""Fields of many records straight from their JSON into Arrow, without a Python object a value.

Only what is plain and as the class of today writes it goes this way; anything else is left to
:class:`~orqa.storage.field_parts.FieldParts`.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from orqa.base.records import Record
from orqa.storage.joined_bodies import JoinedBodies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    import pyarrow as pa

AT_ONCE = 5000
"""Records that are read at once."""

_AHEAD = 3
"""Parts that wait to be parsed, or are."""

_THREADS = 2

_SCHEMA = "schema"
_T = TypeVar("_T")


class _Field(NamedTuple):
    name: str
    inner: Any
    may_lack: bool


class ArrowParts:
    """Reads named fields of bodies into Arrow arrays.

    Args:
        record_type: the class.
        names: of its fields.
    """

    def __init__(self, record_type: type[Record], names: Sequence[str]) -> None:
        import pyarrow as pa
        from pyarrow import json

        hints = get_type_hints(record_type)
        self._fields = [_field(name, hints[name]) for name in names]
        self._schema = record_type.schema
        told = pa.schema([*((f.name, _stored_type(f.inner)) for f in self._fields), (_SCHEMA, pa.int64())])
        self._parse = json.ParseOptions(explicit_schema=told, unexpected_field_behavior="ignore")

    def read_each(self, parts: Iterable[JoinedBodies]) -> "Iterator[tuple[JoinedBodies, tuple[pa.Array, ...] | None]]":
        """Each part with its fields; while one part is parsed, the next is fetched."""
        ahead: deque[tuple[JoinedBodies, Future[tuple[pa.Array, ...] | None]]] = deque()
        with ThreadPoolExecutor(_THREADS, "orqa-arrow") as pool:
            for part in parts:
                ahead.append((part, pool.submit(self.read, part)))
                if len(ahead) > _AHEAD:
                    yield _done(ahead.popleft())
            while ahead:
                yield _done(ahead.popleft())

    def read(self, part: JoinedBodies) -> "tuple[pa.Array, ...] | None":
        """The fields; None where a body is not plain, has another schema or lacks a field."""
        import pyarrow as pa
        from pyarrow import json

        if not part.whole:  # pyarrow 26 breaks down over a line that begins with null
            return None
        try:
            options = json.ReadOptions(block_size=len(part.raw) + 1, use_threads=False)
            found = json.read_json(pa.BufferReader(part.raw), options, self._parse, _pool())
            if found.num_rows != part.count or not self._is_of_today(found.column(_SCHEMA)):
                return None
            return tuple(_value(field, found.column(field.name).combine_chunks()) for field in self._fields)
        except (pa.ArrowException, TypeError, ValueError):
            return None

    def _is_of_today(self, schemas: "pa.ChunkedArray") -> bool:
        if self._schema == 1:
            return bool(schemas.null_count == len(schemas))
        return bool(schemas.null_count == 0) and schemas.unique().to_pylist() == [self._schema]


def _done(one: "tuple[JoinedBodies, Future[_T]]") -> "tuple[JoinedBodies, _T]":
    return one[0], one[1].result()


def _pool() -> "pa.MemoryPool":
    """The system's: what others keep back for later is paid for in page faults when a frame grows large."""
    import pyarrow as pa

    return pa.system_memory_pool()


def _field(name: str, hint: Any) -> _Field:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    if get_origin(hint) is Literal or not kinds or len(kinds) > 1:
        return _Field(name, hint, may_lack=False)
    return _Field(name, kinds[0], may_lack=NoneType in get_args(hint))


def _stored_type(inner: Any) -> "pa.DataType":
    import pyarrow as pa

    is_code = get_origin(inner) is Literal and all(type(code) is str for code in get_args(inner))
    if is_code or inner in {str, date}:
        return pa.string()
    return {int: pa.int64(), bool: pa.bool_()}.get(inner, pa.null())


def _value(field: _Field, array: "pa.Array") -> "pa.Array":
    """The values; a :class:`ValueError` where one is missing that has to be there, or its default."""
    import pyarrow as pa

    if array.null_count and not field.may_lack:
        raise ValueError(field.name)
    return array.cast(pa.date32()) if field.inner is date else array
