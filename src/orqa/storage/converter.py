"""How values of :mod:`orqa.base` look in stored bodies; imported on first use, since cattrs is slow to load."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import partial
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from cattrs import Converter
from cattrs.fns import identity
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from orqa.base.citations import Citation
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.storage.chain import moment


def _text(pairs: list[tuple[str, str]]) -> Text:
    return Text.from_value(dict(pairs))


_PLAIN: dict[type, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    date: (date.isoformat, date.fromisoformat),
    datetime: (moment, datetime.fromisoformat),
    Decimal: (str, Decimal),
    RecordRef: (str, RecordRef.parse),
    Citation: (str, Citation.parse),
    PartialDate: (str, PartialDate.parse),
    Money: (str, Money.parse),
    # Pairs, since a mapping loses its order in canonical JSON, and the first form is what is shown at last.
    Text: (lambda text: [list(form) for form in text.forms], _text),
}

_OPTIONAL: dict[Any, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    **_PLAIN,
    str: (identity, str),
    int: (identity, int),
    bool: (identity, bool),
}


def make_converter(*, detailed: bool = False) -> Converter:
    """A converter between records and JSON-like data.

    Dates and moments become ISO text (moments in UTC, so that text order is time order), decimals and money text, enums
    their value, references ``kind:id``, multilingual text pairs, tuples lists. Floats are refused when
    the record type is first used.

    Args:
        detailed: collect every problem with its path; for foreign data, slower.
    """
    converter = Converter(detailed_validation=detailed, unstruct_collection_overrides={tuple: list})
    for kind, (out, back) in _PLAIN.items():
        converter.register_unstructure_hook(kind, out)
        converter.register_structure_hook(kind, _from_plain(back))
    converter.register_unstructure_hook_factory(_is_optional, _optional_writer)
    converter.register_structure_hook_factory(_is_optional, _optional_reader)
    converter.register_unstructure_hook_factory(_is_float, _refuse_float)
    converter.register_unstructure_hook(StrEnum, _value_of)
    converter.register_structure_hook_factory(_is_enum, _enum_reader)
    return converter


def body_writer(converter: Converter, record: type[Record]) -> Callable[[Any], dict[str, Any]]:
    """A function from a record to its body, which holds neither id nor version."""
    return make_dict_unstructure_fn(record, converter, id=override(omit=True), version=override(omit=True))


def body_reader(converter: Converter, record: type[Record]) -> Callable[[dict[str, Any], Any], Any]:
    """A function from a body that was given ``id`` and ``version`` to the record."""
    return make_dict_structure_fn(record, converter)


def column_reader(converter: Converter, kind: Any) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """A function from the stored values of one field of many records to the values that the records have.

    It takes for granted that what is stored was checked, but for one thing: a float is a :class:`TypeError`.
    """
    inner = _given(kind) or kind
    if inner in {str, bool} or _is_code(inner):
        return identity
    if inner is int:
        return _integers
    if inner in _PLAIN:
        return partial(_read_each, _PLAIN[inner][1])
    return partial(_structured, converter, kind, NoneType in get_args(kind))


def _read_each(back: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
    """Each value once: a register repeats its days."""
    known = {value: back(value) for value in set(values) if value is not None}
    return list(map(known.get, values))


def _structured(converter: Converter, kind: Any, may_lack: bool, values: Sequence[Any]) -> Sequence[Any]:  # noqa: FBT001 - partial
    if may_lack and not any(values) and {NoneType}.issuperset(map(type, values)):
        return values
    return [converter.structure(value, kind) for value in values]


def _is_code(kind: Any) -> bool:
    return get_origin(kind) is Literal and all(type(code) is str for code in get_args(kind))


def _integers(values: Sequence[Any]) -> Sequence[Any]:
    if not {int, NoneType}.issuperset(map(type, values)):
        raise TypeError("no integer")
    return values


def _from_plain(back: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _type: back(value)


# cattrs walks through a union at each value; "one of the above or None" is so common that it gets a straight way.


def _is_optional(kind: Any) -> bool:
    return _given(kind) in _OPTIONAL


def _given(kind: Any) -> Any:
    """What the value is when it is not None; None for anything but ``x | None``."""
    if get_origin(kind) not in {Union, UnionType}:
        return None
    kinds = [one for one in get_args(kind) if one is not NoneType]
    return kinds[0] if len(kinds) == 1 else None


def _optional_writer(kind: Any) -> Callable[[Any], Any]:
    out, _ = _OPTIONAL[_given(kind)]
    return identity if out is identity else lambda value: None if value is None else out(value)


def _optional_reader(kind: Any) -> Callable[[Any, Any], Any]:
    _, back = _OPTIONAL[_given(kind)]
    return lambda value, _type: None if value is None else back(value)


def _is_float(kind: Any) -> bool:
    return kind is float


def _refuse_float(_kind: Any) -> Callable[[Any], Any]:
    raise TypeError("a record may hold no float: use int, Decimal or Money")


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


_value_of = attrgetter("_value_")
"""Of a member of an enum: cattrs leaves those that are texts as they are, and then they are no plain data."""


def _enum_reader(kind: Any) -> Callable[[Any, Any], Any]:
    members = {member.value: member for member in kind}

    def read(value: Any, _type: Any) -> Any:
        found = members.get(value)
        return kind(value) if found is None else found

    return read
