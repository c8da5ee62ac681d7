"""Fields of many records straight from their JSON into Arrow, without a Python object a value.

Only what is plain and as the class of today writes it goes this way; anything else is left to
:class:`~orqa.storage.field_parts.FieldParts`.
"""

from collections.abc import Sequence
from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from orqa.base.records import Record
from orqa.storage.protocol import RawBody

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 2000
"""Records that are read at once."""

_BLOCK = 1 << 18
"""Bytes that one thread parses at a time; no body may be longer."""

_SCHEMA = "schema"


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

    def read(self, bodies: Sequence[RawBody]) -> "tuple[pa.Array, ...] | None":
        """The fields; None where a body is not plain, has another schema or lacks a field."""
        import pyarrow as pa
        from pyarrow import json

        try:
            raw = b"\n".join([body.encode() if isinstance(body, str) else body for body in bodies])
            options = json.ReadOptions(block_size=max(_BLOCK, 4 * max(map(len, bodies), default=0)))
            if not _is_one_object_a_line(raw, len(bodies)):
                return None
            found = json.read_json(pa.BufferReader(raw), options, self._parse)
            if found.num_rows != len(bodies) or not self._is_of_today(found.column(_SCHEMA)):
                return None
            return tuple(_value(field, found.column(field.name).combine_chunks()) for field in self._fields)
        except (pa.ArrowException, TypeError, ValueError):
            return None

    def _is_of_today(self, schemas: "pa.ChunkedArray") -> bool:
        if self._schema == 1:
            return bool(schemas.null_count == len(schemas))
        return bool(schemas.null_count == 0) and schemas.unique().to_pylist() == [self._schema]


def _is_one_object_a_line(raw: bytes, lines: int) -> bool:
    """Whether each line begins as an object does: pyarrow 26 breaks down over one that begins with null."""
    return raw.startswith(b"{") and raw.count(b"\n") == raw.count(b"\n{") == lines - 1


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
