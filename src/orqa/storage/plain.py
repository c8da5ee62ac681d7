"""A quick look at a batch as a whole: whether it is of the plain sort, of which nothing needs to be told.

Most batches put records of few kinds, and nothing is wrong with them. Which fields a body has, and of what types they
are, is looked at once for all records that are alike in that, many records of a kind are looked at field by field, and
all texts together. A batch that is not plain need not be wrong: :mod:`orqa.storage.checks` then goes over it write by
write.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple

from orqa.storage.protocol import Add, Batch, BodyColumns, KindSpec, Put

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIMIT = 2**63
_MOST_SHAPES = 500
_MANY = 8
"""From here on records of a kind are looked at field by field."""

_DEEPEST = 8
"""Lists and dicts in one another: no record has as many; deeper ones are gone over."""

_VALUES: frozenset[type] = frozenset({str, int, bool, NoneType})
_NESTS: frozenset[type] = frozenset({list, dict})
_COLUMNS: Mapping[str, frozenset[type]] = {"text": frozenset({str, NoneType}), "integer": frozenset({int, NoneType})}


def is_plain(batch: Batch, kinds: Mapping[str, KindSpec]) -> bool:
    """Whether ``batch`` only puts sound records, and changes cells; False may mean anything."""
    names: list[Any] = [batch.id, batch.actor, batch.action]
    texts: list[Any] = [batch.reason]
    tokens: list[Any] = []
    kind_of: dict[str, str] = {}
    for write in batch.writes:
        if type(write) is not Put or type(write.readers) is not tuple or write.expected < 0:
            return False
        ref = write.ref
        kind_of[ref.id] = ref.kind
        tokens += write.readers
    return (
        len(kind_of) == len(batch.writes)
        and _are_puts_sound(batch.writes, kinds, texts)
        and (not batch.adds or _are_adds_sound(batch.adds, kind_of, kinds, names))
        and (not tokens or (_are_names(tokens) and " ".join(tokens).split() == tokens))
        and batch.at.tzinfo is not None
        and _are_names([*names, *kind_of])
        and _are_storable(texts)
    )


def _are_puts_sound(puts: Sequence[Any], kinds: Mapping[str, KindSpec], texts: list[Any]) -> bool:
    """Whether all but the characters of their texts is sound; these are added to ``texts``."""
    of_kind: dict[str, list[Put]] = {}
    for put in puts:
        spec = kinds.get(put.ref.kind)
        if spec is None:
            return False
        if len(puts) >= _MANY:
            of_kind.setdefault(spec.kind, []).append(put)
        elif not _is_sound(put, spec, texts):
            return False
    for kind, alike in of_kind.items():
        spec = kinds[kind]
        is_done = len(alike) >= _MANY and _are_alike(alike, spec)
        if not is_done and not all(_is_sound(put, spec, texts) for put in alike):
            return False
    return True


def _are_alike(puts: list[Put], spec: KindSpec) -> bool:
    """Whether many puts are sound and their bodies have the same fields: then these are looked at field by field."""
    first = puts[0].index
    names, declared = (*puts[0].body,), first.names if type(first) is BodyColumns else ()
    for put in puts:
        body, index = put.body, put.index
        if type(index) is not BodyColumns or index.body is not body or index.names != declared:
            return False
        if type(body) is not dict or (*body,) != names:
            return False
    types, texts = spec.types, [put.text for put in puts]
    if {*map(type, names)} != {str} or not (types.keys() >= {*declared} <= {*names}) or {*map(type, texts)} != {str}:
        return False
    kinds = [types[name] if name in declared else None for name in names]
    fields = zip(*[put.body.values() for put in puts], strict=True)
    return _are_storable(names) and _are_storable(texts) and all(map(_is_sound_field, kinds, fields))


def _is_sound_field(kind: str | None, values: Sequence[Any]) -> bool:
    """Whether all values of a field can be stored; ``kind`` is the type of its column, None where it has none."""
    found = {*map(type, values)}
    if not (_VALUES if kind is None else _COLUMNS[kind]).issuperset(found):
        return False
    if kind == "integer":
        numbers = [number for number in values if number is not None]
        return not numbers or (min(numbers) >= -_LIMIT and max(numbers) < _LIMIT)
    return str not in found or _are_storable([*filter(None, values)] if len(found) > 1 else values)


def _is_sound(put: Put, spec: KindSpec, texts: list[Any]) -> bool:
    """Whether all but the characters of its texts is sound; these are added to ``texts``."""
    body, index = put.body, put.index
    if type(body) is not dict:
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
    if look.nests is not None and not _is_sound_inside(look.nests(values), texts):
        return False
    if look.numbers is None:
        return True
    numbers = look.numbers(values)
    return min(numbers) >= -_LIMIT and max(numbers) < _LIMIT


def _is_sound_inside(nests: Sequence[Any], texts: list[Any]) -> bool:
    """Whether lists and dicts hold plain values, or such again; texts in them are added to ``texts``."""
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for nest in nests:
            items = nest
            if type(nest) is dict:
                texts += nest
                items = nest.values()
            for item in items:
                kind = type(item)
                if kind is str:
                    texts.append(item)
                elif kind in _NESTS:
                    inner.append(item)
                elif kind not in _VALUES:
                    return False
        if not inner:
            return True
        nests = inner
    return False


class _Look(NamedTuple):
    """Where texts, the columns' numbers, lists and dicts stand, the last of each twice: so that these are tuples."""

    texts: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    numbers: Callable[[tuple[Any, ...]], tuple[int, ...]] | None
    nests: Callable[[tuple[Any, ...]], tuple[Any, ...]] | None


def _found_sound(put: Put, spec: KindSpec, shape: tuple[Any, ...], values: tuple[Any, ...]) -> _Look | None:
    """Where to look, if names and types are right; it is kept, for the next record will be alike."""
    types = spec.types
    sound = (
        all(type(name) is str and _are_storable([name]) for name in put.body)
        and (_VALUES | _NESTS).issuperset(map(type, put.body.values()))
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
    nests = [place for place, kind in enumerate(kinds) if kind in _NESTS]
    look = _Look(
        itemgetter(*texts, texts[-1]),
        itemgetter(*numbers, numbers[-1]) if numbers else None,
        itemgetter(*nests, nests[-1]) if nests else None,
    )
    if len(spec.shapes) < _MOST_SHAPES:
        spec.shapes[shape] = look
    return look


def _are_adds_sound(
    adds: Sequence[Add], kind_of: Mapping[str, str], kinds: Mapping[str, KindSpec], names: list[Any]
) -> bool:
    """Whether each number goes into a field of its own, which is no text; cells and fields are added to ``names``.

    ``kind_of`` is of the ids of the records that are put.
    """
    filled = set()
    count = 0
    for add in adds:
        if not (_fits(add.amount) and _is_bound(add.at_least) and _is_bound(add.at_most)):
            return False
        names.append(add.cell)
        for into in add.into:
            ref, name = into.ref, into.field
            if kind_of.get(ref.id) != ref.kind or kinds[ref.kind].types.get(name) == "text":
                return False
            names.append(name)
            filled.add((ref.id, name))
            count += 1
    return len(filled) == count


def _is_bound(value: Any) -> bool:
    return value is None or _fits(value)


def _fits(value: Any) -> bool:
    return type(value) is int and -_LIMIT <= value < _LIMIT


def _are_names(names: list[Any]) -> bool:
    if {*map(type, names)} != {str}:
        return False
    lengths = {*map(len, names)}
    return 0 not in lengths and max(lengths) <= 200 and "".join(names).isprintable()


def _are_storable(texts: Sequence[Any]) -> bool:
    """Whether columns can hold all: text without a NUL or half a surrogate pair."""
    try:
        text = "".join(texts)
        return "\0" not in text and (text.isascii() or bool(text.encode()))
    except (TypeError, UnicodeEncodeError):
        return False
