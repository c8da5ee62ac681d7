"""Which column an annotated field gets in a store: text, integer, or none."""

import typing
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple

from orqa.base.citations import Citation
from orqa.base.markers import marked
from orqa.base.partial import PartialDate
from orqa.base.records import Record
from orqa.base.refs import RecordRef

_TEXT = (str, date, datetime, PartialDate, RecordRef, Citation)


class Column(NamedTuple):
    """The column's type, and whether it holds a flag (stored as 0 or 1)."""

    type: Literal["text", "integer"]
    flag: bool = False


def column_types(record_type: type[Record]) -> dict[str, Column]:
    """The columns of the ``indexed()`` fields.

    Raises:
        TypeError: for a field whose stored form has no useful order.
    """
    hints = typing.get_type_hints(record_type)
    return {name: _column(f"{record_type.kind}.{name}", hints[name]) for name in marked(record_type, "indexed")}


def _column(where: str, annotation: Any) -> Column:
    kinds = _alternatives(annotation)
    if kinds and all(_is_text(kind) for kind in kinds):
        return Column("text")
    if kinds and all(_is_integer(kind) for kind in kinds):
        return Column("integer", flag=bool in kinds)
    raise TypeError(
        f"{where} is indexed() but of type {annotation}; a column holds text, dates, enums, references or integers"
    )


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    """The types of a union without None; a plain type is its own only alternative."""
    if typing.get_origin(annotation) in (typing.Union, UnionType):
        return tuple(kind for kind in typing.get_args(annotation) if kind is not NoneType)
    if typing.get_origin(annotation) is Literal:
        return tuple({type(value) for value in typing.get_args(annotation)})
    return (annotation,)


def _is_text(kind: Any) -> bool:
    return isinstance(kind, type) and (issubclass(kind, _TEXT) or _is_enum_of(kind, str))


def _is_integer(kind: Any) -> bool:
    return isinstance(kind, type) and (issubclass(kind, int) or _is_enum_of(kind, int))


def _is_enum_of(kind: type, value: type) -> bool:
    return issubclass(kind, Enum) and all(isinstance(member.value, value) for member in kind)
