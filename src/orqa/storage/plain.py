"""A quick look at a batch as a whole: whether it is of the plain sort, of which nothing needs to be told.

Most batches put records of few kinds, and nothing is wrong with them. Which fields a body has, and of what types they
are, is looked at once for all records that are alike in that; all texts are looked at together. A batch that is not
plain need not be wrong: :mod:`orqa.storage.checks` then goes over it write by write.
"""

from collections.abc import Callable, Mapping
from operator import itemgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple

from orqa.base.refs import RecordRef
from orqa.storage.protocol import Add, Batch, BodyColumns, KindSpec, Put

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIMIT = 2**63
_MOST_SHAPES = 500
_VALUES: frozenset[type] = frozenset({str, int, bool, NoneType})
_COLUMNS: Mapping[str, frozenset[type]] = {"text": frozenset({str, NoneType}), "integer": frozenset({int, NoneType})}


def is_plain(batch: Batch, kinds: Mapping[str, KindSpec]) -> bool:
    """Whether ``batch`` only puts sound records with flat bodies, and changes cells; False may mean anything."""
    names: list[Any] = [batch.id, batch.actor, batch.action]
    texts: list[Any] = [batch.reason]
    tokens: list[Any] = []
    refs: set[RecordRef] = set()
    for write in batch.writes:
        spec = kinds.get(write.ref.kind)
        if spec is None or type(write) is not Put or not _is_sound(write, spec, texts):
            return False
        refs.add(write.ref)
        names.append(write.ref.id)
        tokens += write.readers
    return (
        len(refs) == len(batch.writes)
        and (not batch.adds or _are_sound(batch.adds, refs, kinds, names))
        and (not tokens or (_are_names(tokens) and " ".join(tokens).split() == tokens))
        and batch.at.tzinfo is not None
        and _are_names(names)
        and _are_storable(texts)
    )


def _is_sound(put: Put, spec: KindSpec, texts: list[Any]) -> bool:
    """Whether all but the characters of its texts is sound; these are added to ``texts``."""
    body, index = put.body, put.index
    if type(body) is not dict or type(put.readers) is not tuple or put.expected < 0:
        return False
    named: Iterable[Any] = index
    if type(index) is BodyColumns and index.body is body:  # nothing stands in the columns that does not in the body
        named, values = (index.names,), (*body.values(), put.text)
    else:
        values = (*body.values(), *index.values(), put.text)
    # how many fields, their names, those of the columns, and the types of all values and of the search text
    shape = (len(body), *body, *named, *map(type, values))
    look = spec.shapes.get(shape) or _found_sound(put, spec, shape, values)
    if look is None:
        return False
    texts += look.texts(values)
    return look.numbers is None or all(-_LIMIT <= number < _LIMIT for number in look.numbers(values))


class _Look(NamedTuple):
    """Where the texts and the columns' numbers of a put stand, its last one twice: so that these are tuples."""

    texts: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    numbers: Callable[[tuple[Any, ...]], tuple[Any, ...]] | None


def _found_sound(put: Put, spec: KindSpec, shape: tuple[Any, ...], values: tuple[Any, ...]) -> _Look | None:
    """Where to look, if names and types are right; it is kept, for the next record will be alike."""
    types = spec.types
    sound = (
        all(type(name) is str and _are_storable([name]) for name in put.body)
        and _VALUES.issuperset(map(type, put.body.values()))
        and all(name in types and type(value) in _COLUMNS[types[name]] for name, value in put.index.items())
        and type(put.text) is str
    )
    if not sound:
        return None
    kinds, count = [*map(type, values)], len(put.body)
    texts = [place for place, kind in enumerate(kinds) if kind is str]
    columns = [place for place, name in enumerate(put.body) if name in put.index]
    if len(values) > count + 1:  # the columns have values of their own
        columns = [*range(count, len(values))]
    numbers = [place for place in columns if kinds[place] is int]
    look = _Look(itemgetter(*texts, texts[-1]), itemgetter(*numbers, numbers[-1]) if numbers else None)
    if len(spec.shapes) < _MOST_SHAPES:
        spec.shapes[shape] = look
    return look


def _are_sound(adds: tuple[Add, ...], refs: set[RecordRef], kinds: Mapping[str, KindSpec], names: list[Any]) -> bool:
    """Whether each number goes into a field of its own, which is no text; cells and fields are added to ``names``."""
    filled = set()
    count = 0
    for add in adds:
        if not _fits(add.amount) or not (add.at_least is None or _fits(add.at_least)):
            return False
        names.append(add.cell)
        for into in add.into:
            if into.ref not in refs or kinds[into.ref.kind].types.get(into.field) == "text":
                return False
            names.append(into.field)
            filled.add((into.ref, into.field))
            count += 1
    return len(filled) == count


def _fits(value: Any) -> bool:
    return type(value) is int and -_LIMIT <= value < _LIMIT


def _are_names(names: list[Any]) -> bool:
    if {*map(type, names)} != {str}:
        return False
    lengths = {*map(len, names)}
    return 0 not in lengths and max(lengths) <= 200 and "".join(names).isprintable()


def _are_storable(texts: list[Any]) -> bool:
    """Whether columns can hold all: text without a NUL or half a surrogate pair."""
    try:
        text = "".join(texts)
        return "\0" not in text and (text.isascii() or bool(text.encode()))
    except (TypeError, UnicodeEncodeError):
        return False
