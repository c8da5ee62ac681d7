"""Fields of many records straight from their JSON into Arrow, without a Python object a value.

Only what is plain and as the class of today writes it goes this way; anything else is left to
:class:`~orqa.storage.field_parts.FieldParts`. Lines of one pattern are cut at their quotation marks, which takes less
time than to read them as JSON.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.storage.joined_bodies import JoinedBodies
from orqa.storage.quoted_lines import QuotedLines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    import pyarrow as pa

AT_ONCE = 8000
"""Records that are read at once; with fewer, each step costs more a record, with more nothing is gained."""

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
        self._stored = pa.schema([(field.name, _stored_type(field.inner)) for field in self._fields])
        told = self._stored.append(pa.field(_SCHEMA, pa.int64()))
        self._parse = json.ParseOptions(explicit_schema=told, unexpected_field_behavior="ignore")
        self._quoted = _quoted(self._fields, hints) if record_type.schema == 1 else None

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

        for way in (self._cut, self._parsed):
            try:
                if (found := way(part)) is not None and found.num_rows == part.count:
                    return tuple(_value(field, found.column(field.name).combine_chunks()) for field in self._fields)
            except (pa.ArrowException, TypeError, ValueError):
                continue
        return None

    def _cut(self, part: JoinedBodies) -> "pa.Table | None":
        import pyarrow as pa

        if not self._quoted or not part.objects:
            return None
        found = self._quoted.read(part.raw).select(self._stored.names)
        fits = all(kind in {told, pa.null()} for kind, told in zip(found.schema.types, self._stored.types, strict=True))
        return found.cast(self._stored) if fits else None

    def _parsed(self, part: JoinedBodies) -> "pa.Table | None":
        import pyarrow as pa
        from pyarrow import json

        if not part.whole:  # pyarrow 26 breaks down over a line that begins with null
            return None
        options = json.ReadOptions(block_size=len(part.raw) + 1, use_threads=False)
        found = json.read_json(pa.BufferReader(part.raw), options, self._parse)
        return found if self._is_of_today(found.column(_SCHEMA)) else None

    def _is_of_today(self, schemas: "pa.ChunkedArray") -> bool:
        if self._schema == 1:
            return bool(schemas.null_count == len(schemas))
        return bool(schemas.null_count == 0) and schemas.unique().to_pylist() == [self._schema]


def _done(one: "tuple[JoinedBodies, Future[_T]]") -> "tuple[JoinedBodies, _T]":
    return one[0], one[1].result()


def _quoted(fields: Sequence[_Field], hints: Mapping[str, Any]) -> QuotedLines | None:
    """What cuts lines; None for a class with fields that may hold an object and are not looked at."""
    names = [field.name for field in fields]
    others = (_field(name, hint).inner for name, hint in hints.items() if name not in names and not _is_of_class(hint))
    return QuotedLines(names, _SCHEMA) if all(map(_is_simple, others)) else None


def _is_of_class(hint: Any) -> bool:
    return get_origin(hint) is ClassVar


def _is_simple(inner: Any) -> bool:
    return inner in {str, int, bool, date, RecordRef} or get_origin(inner) is Literal


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
