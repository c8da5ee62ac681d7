"""What every store refuses before it looks at its data: malformed batches and questions.

Stores of all makes call these, so that a batch that one store accepts is accepted by all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from orqa.base.language import Text
from orqa.base.refs import KIND
from orqa.storage.errors import BadBatch, BadQuery, Refused, UnknownKind
from orqa.storage.plain import is_plain
from orqa.storage.protocol import Add, Batch, KindSpec, Put, Touch, Write
from orqa.storage.query import RECORDED, Absent, Contains, In, Prefix, Query, Range, Scalar, Term

ADDS_KIND = "batch"
"""The kind under which the journal keeps the adds of a batch; no record may have it."""

ROW_FIELDS = {"id": "text", "version": "integer"}
"""What ``rows`` offers beside the declared fields, with the types."""

MOST_TERMS = 500
"""Terms and words of one question; databases bound how deep a condition may be."""

_TOO_MANY = Text.of(
    en=f"there are more than {MOST_TERMS} words and conditions; leave some out",
    th=f"มีคำและเงื่อนไขมากกว่า {MOST_TERMS} ข้อ ให้ตัดออกบ้าง",
)
_LIMIT = 2**63
_MOST_AT_ONCE = 2**31 - 1
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,62}")
_FEWEST_INDEXED = 2  # one field alone has its index anyway
_NAMES_NO_FIELD = frozenset({*ROW_FIELDS, RECORDED})
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


# ------------------------------------------------------------------ kinds


def check_kinds(kinds: Iterable[KindSpec]) -> None:
    """Refuse kinds and fields that no store could make room for.

    Raises:
        ValueError: for a name that is not of the right form, is taken, or comes twice.
    """
    for spec in kinds:
        if not KIND.fullmatch(spec.kind) or spec.kind == ADDS_KIND:
            raise ValueError(f"{spec.kind!r} cannot be the name of a kind")
        names = [declared.name for declared in spec.fields]
        for name in names:
            if not _FIELD.fullmatch(name) or name in _NAMES_NO_FIELD or names.count(name) > 1:
                raise ValueError(f"{spec.kind}: {name!r} cannot be declared as a field, or is declared twice")
        for group in spec.indexes:
            if len(group) < _FEWEST_INDEXED or len({*group} & {*names}) < len(group):
                raise ValueError(f"{spec.kind}: an index is of two or more declared fields, each once, not {group!r}")


def known_kind(kinds: Mapping[str, KindSpec], kind: str) -> KindSpec:
    """The declaration of a kind.

    Raises:
        UnknownKind: where ``ensure`` was not told.
    """
    try:
        return kinds[kind]
    except KeyError:
        raise UnknownKind(f"kind {kind}", tuple(kinds)) from None


def known_field(spec: KindSpec, name: str, besides: Iterable[str] = ()) -> str:
    """``name``, when it is declared or one of ``besides``.

    Raises:
        UnknownKind: when it is neither.
    """
    names = (*(declared.name for declared in spec.fields), *besides)
    if name not in names:
        raise UnknownKind(f"field {name} of {spec.kind}", names)
    return name


# ------------------------------------------------------------------ batches


def check_batch(batch: Batch, kinds: Mapping[str, KindSpec]) -> None:
    """Refuse a batch that is wrong whatever the store holds.

    Raises:
        BadBatch: says what is wrong.
        UnknownKind: for a kind or field that ``ensure`` was not told.
    """
    if not is_plain(batch, kinds):
        _go_over(batch, kinds)


def _go_over(batch: Batch, kinds: Mapping[str, KindSpec]) -> None:
    """Look at each write and add, and complain of the first that is wrong."""
    _check_head(batch)
    writes = {write.ref: write for write in batch.writes}
    if len(writes) < len(batch.writes):
        refs = Counter(write.ref for write in batch.writes)
        raise BadBatch(f"{refs.most_common(1)[0][0]} is written twice")
    for write in batch.writes:
        _check_write(write, known_kind(kinds, write.ref.kind))
    filled: set[object] = set()
    for add in batch.adds:
        _check_add(add, writes, kinds, filled)


def _check_head(batch: Batch) -> None:
    for name, text in (("id", batch.id), ("actor", batch.actor), ("action", batch.action)):
        _check_name(f"the batch's {name}", text)
    if not is_storable(batch.reason):
        raise BadBatch("the reason holds a character that cannot be stored")
    if batch.at.tzinfo is None:
        raise BadBatch("a moment in the journal needs a time zone")


def _check_name(what: str, text: Any) -> None:
    if not isinstance(text, str) or not 0 < len(text) <= 200 or not (text.isprintable() or _is_printable(text)):
        raise BadBatch(f"{what} has 1 to 200 characters and no control characters, found {text!r:.240}")


def _check_write(write: Write, spec: KindSpec) -> None:
    _check_name("a record's id", write.ref.id)
    if write.expected < (0 if isinstance(write, Put) else 1):
        raise BadBatch(f"{write.ref}: version {write.expected} cannot be expected")
    if isinstance(write, Touch):
        return
    if isinstance(write, Put):
        _check_put(write, spec)
    elif not is_storable(write.reason):
        raise BadBatch(f"{write.ref}: the reason holds a character that cannot be stored")


def _check_put(put: Put, spec: KindSpec) -> None:
    if not isinstance(put.body, dict):
        raise BadBatch(f"{put.ref}: a body is a dict, found {type(put.body).__name__}")
    readers: object = put.readers  # a text would pass for the tokens of its letters
    if isinstance(readers, str):
        raise BadBatch(f"{put.ref}: readers are a tuple of tokens, found the text {readers!r:.100}")
    try:
        check_json(put.body, put.ref)
    except RecursionError:
        raise BadBatch(f"{put.ref}: the body is nested too deeply") from None
    _check_index(put, spec)
    for token in put.readers:
        if not token or token.split() != [token] or not _is_printable(token):
            raise BadBatch(f"{put.ref}: a reader's token has no white space, found {token!r:.100}")


def _check_index(put: Put, spec: KindSpec) -> None:
    types = spec.types
    for name, value in put.index.items():
        if name not in types:
            known_field(spec, name)
        if not fits(value, types[name]):
            raise BadBatch(f"{put.ref}: the field {name} holds {types[name]}, found {value!r:.100}")
    if not is_storable(put.text):
        raise BadBatch(f"{put.ref}: the text holds a character that cannot be stored")


def check_json(value: Any, where: object) -> None:
    """Refuse what is not plain JSON data: floats, other types, keys that are not text.

    Raises:
        BadBatch: names the place.
    """
    if not _is_json(value):
        _complain(value, str(where))


def _is_json(value: Any) -> bool:
    """Without a word on where."""
    if isinstance(value, str):
        return _is_unicode(value)
    if value is None or isinstance(value, int):
        return True
    if isinstance(value, dict):
        return all(map(_is_text, value)) and all(map(_is_json, value.values()))
    return isinstance(value, list | tuple) and all(map(_is_json, value))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and _is_unicode(value)


def _is_unicode(text: str) -> bool:
    """Whether it holds no half of a surrogate pair, for which UTF-8 has no bytes."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_storable(text: str) -> bool:
    """Whether a column can hold it: no NUL, no half of a surrogate pair. Whatever else is asked for is nowhere."""
    return "\0" not in text and _is_unicode(text)


def _is_printable(text: str) -> bool:
    """Whether it holds no control characters and no half of a surrogate pair."""
    return text.isprintable() or not _UNPRINTABLE.search(text)


def _complain(value: Any, where: str) -> None:
    """Find the place of what :func:`_is_json` refused."""
    if isinstance(value, str):
        raise BadBatch(f"{where}: half a surrogate pair cannot be stored")
    if isinstance(value, dict):
        for key, item in value.items():
            if not _is_text(key):
                raise BadBatch(f"{where}: keys are text, found {key!r:.100}")
            check_json(item, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            check_json(item, f"{where}[{number}]")
    else:
        raise BadBatch(f"{where}: a body holds no {type(value).__name__}")


def _check_add(add: Add, writes: Mapping[Any, Write], kinds: Mapping[str, KindSpec], filled: set[object]) -> None:
    _check_name("a cell's name", add.cell)
    bounds = (bound for bound in (add.at_least, add.at_most) if bound is not None)
    if not (_is_integer(add.amount) and all(map(_is_integer, bounds))):
        raise BadBatch(f"{add.cell}: amount, floor and ceiling are integers of 64 bits")
    for into in add.into:
        if not isinstance(writes.get(into.ref), Put):
            raise BadBatch(f"{add.cell}: its number goes into {into.ref}, which this batch does not put")
        _check_name("a field that gets a number", into.field)
        if (into.ref, into.field) in filled:
            raise BadBatch(f"{add.cell}: {into.field} of {into.ref} gets two numbers")
        filled.add((into.ref, into.field))
        if kinds[into.ref.kind].types.get(into.field) == "text":
            raise BadBatch(f"{add.cell}: {into.field} of {into.ref} is declared as text")


def added(add: Add, value: int) -> int:
    """What a cell holds after an add that found ``value`` in it.

    Raises:
        Refused: beyond the floor or the ceiling.
        BadBatch: beyond 64 bits.
    """
    new = value + add.amount
    if add.at_least is not None and new < add.at_least:
        raise Refused(add.cell, value, add.amount, add.at_least)
    if add.at_most is not None and new > add.at_most:
        raise Refused(add.cell, value, add.amount, None, add.at_most)
    return check_cell(add.cell, new)


def check_cell(cell: str, value: int) -> int:
    """``value``, when a cell can hold it.

    Raises:
        BadBatch: beyond 64 bits.
    """
    if not _is_integer(value):
        raise BadBatch(f"{cell}: {value} does not fit 64 bits")
    return value


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and -_LIMIT <= value < _LIMIT


# ------------------------------------------------------------------ questions


def check_query(spec: KindSpec, query: Query) -> None:
    """Refuse a question that the kind has no answer to.

    Raises:
        UnknownKind: for a field that is not declared, or ``contains`` on a kind that is not searchable.
        BadQuery: for a value of another type than the field's, or more than :data:`MOST_TERMS` terms and words.
    """
    types = spec.types
    if len(query.terms) + len(query.words) > MOST_TERMS:
        raise BadQuery(_TOO_MANY)
    for term in query.terms:
        if isinstance(term, Contains):
            if not spec.searchable:
                raise UnknownKind(f"searchable text of {spec.kind}", ())
            _check_words(term)
            continue
        known_field(spec, term.field)
        for value in _values(term):
            if not fits(value, types[term.field]):
                raise BadQuery(f"{spec.kind}.{term.field} holds {types[term.field]}, asked for {value!r:.100}")
        if isinstance(term, Prefix) and types[term.field] != "text":
            raise BadQuery(f"{spec.kind}.{term.field} holds integers, which begin with no text")


def _check_words(term: Contains) -> None:
    for word in term.words:
        if not is_storable(word):
            raise BadQuery(f"a search key holds no such character: {word!r:.100}")


def _values(term: Term) -> tuple[Scalar, ...]:
    match term:
        case Absent() | Contains():
            return ()
        case In(values=values):
            return _no_none(term, values)
        case Range(at_least=at_least, below=below):
            return (at_least, below)
        case Prefix(start=start):
            return (start,)
        case _:
            return _no_none(term, (term.value,))


def _no_none(term: Term, values: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    if None in values:
        raise BadQuery(f"None equals nothing; use absent(): {term}")
    return values


def fits(value: object, kind: str) -> bool:
    """Whether a field of this type (``text`` or ``integer``) can hold ``value``; None fits all."""
    if value is None:
        return True
    if isinstance(value, int):
        return kind == "integer" and _is_integer(value)
    return kind == "text" and isinstance(value, str) and is_storable(value)


def full_order(spec: KindSpec, order: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The order as (field, descending) pairs that end with ``recorded``.

    Raises:
        UnknownKind: for a field that is not declared.
        BadQuery: for a field that comes twice.
    """
    pairs = [(known_field(spec, key.removeprefix("-"), (RECORDED,)), key.startswith("-")) for key in order]
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise BadQuery(f"a field orders once: {', '.join(order)}")
    return tuple(pairs) if RECORDED in names else (*pairs, (RECORDED, False))


def check_page(spec: KindSpec, pairs: Sequence[tuple[str, bool]], after: Sequence[Scalar] | None, limit: int) -> None:
    """Refuse a limit that is none and a cursor of another order.

    Raises:
        BadQuery: says which.
    """
    _check_limit("a page", limit)
    if after is None:
        return
    if len(after) != len(pairs):
        raise BadQuery(f"the cursor has {len(after)} values, this order has {len(pairs)} keys")
    types = {**spec.types, RECORDED: "integer"}
    for (name, _), value in zip(pairs, after, strict=True):
        if not fits(value, types[name]):
            raise BadQuery(f"the cursor has {value!r:.100} for {name}, which holds {types[name]}")


def check_part(after: int, limit: int) -> None:
    """Refuse a part of the journal that is none.

    Raises:
        BadQuery: for a position below 0, or a limit that is none.
    """
    if not (_is_integer(after) and after >= 0):
        raise BadQuery(f"the journal begins behind position 0, asked for {after!r:.40}")
    _check_limit("a part of the journal", limit)


def _check_limit(what: str, limit: int) -> None:
    if not (_is_integer(limit) and 1 <= limit <= _MOST_AT_ONCE):
        raise BadQuery(f"{what} holds 1 to {_MOST_AT_ONCE:,}, asked for {limit!r:.40}")
