"""Between records and what stores hold: body, index values, search text, kind and schema."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, get_type_hints

from orqa.base.language import Text
from orqa.base.markers import marked
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.base.upcasts import Upcast, upcast
from orqa.storage.errors import StorageError, StoreTooNew, UnknownKind
from orqa.storage.protocol import Body, BodyColumns, FieldSpec, KindSpec, Projection, Put, Stored

if TYPE_CHECKING:
    from orqa.storage.query import Scalar

__all__ = ["BodyNotUnderstood", "Codec", "Upcast", "upcast"]

_SCHEMA = "schema"


class BodyNotUnderstood(StorageError, ValueError):
    """A stored body does not fit the record's class: a field is missing or of another type."""

    code: ClassVar[str] = "body-not-understood"
    template: ClassVar[Text] = Text.of(
        en="the stored form of {ref} does not fit its class: {problems}; run: orqa verify",
        th="ข้อมูลที่เก็บของ {ref} ไม่ตรงกับรูปแบบ: {problems} ให้สั่ง orqa verify",
    )

    ref: RecordRef
    problems: tuple[str, ...]


class _Plan(NamedTuple):
    """What is worked out once for a record type."""

    record_type: type[Record]
    write: Callable[[Any], dict[str, Any]]
    read: Callable[[dict[str, Any], Any], Any]
    columns: tuple[str, ...]
    flags: tuple[str, ...]
    texts: tuple[str, ...]
    schema: int


class Codec:
    """Turns records into :class:`Put` and :class:`Stored` back into records.

    >>> from attrs import frozen
    >>> @frozen(kw_only=True)
    ... class Note(Record):
    ...     kind = "note"
    ...     subject: str
    >>> codec = Codec([Note])
    >>> codec.encode(Note(id="n1", subject="ทุน")).body
    {'subject': 'ทุน'}

    Args:
        record_types: the classes; each kind once; or by kind, to be imported on first use.
        upcasts: the steps for every past schema of every kind, made with :func:`upcast`.
        specs: how stores see kinds, where that is known without the classes; held against a class when it is used. The
            steps are then looked at when an older body is first read.

    Raises:
        ValueError: when two classes share a kind, or a step is missing, doubled or of no use.
    """

    def __init__(
        self,
        record_types: Iterable[type[Record]] | Mapping[str, type[Record]],
        upcasts: Iterable[Upcast] = (),
        specs: Iterable[KindSpec] = (),
    ) -> None:
        self._types = record_types if isinstance(record_types, Mapping) else _by_kind(record_types)
        self._specs = {spec.kind: spec for spec in specs}
        self._told = frozenset(self._specs)
        self._upcasts = upcasts
        self._plans: dict[type[Record] | str, _Plan] = {}
        if not self._told:
            _ = self._steps

    @property
    def kinds(self) -> tuple[KindSpec, ...]:
        """What ``Store.ensure`` is told, in the order of the classes."""
        return tuple(self._specs.get(kind) or self.spec(self._types[kind]) for kind in self._types)

    def spec(self, record_type: type[Record]) -> KindSpec:
        """How stores see one class: declared fields and whether it is searched.

        Raises:
            TypeError: when an ``indexed()`` field has a type that has no order as text or integer.
        """
        kind = record_type.kind
        if kind not in self._specs:
            self._specs[kind] = kind_spec(record_type)
        return self._specs[kind]

    @cached_property
    def _steps(self) -> dict[tuple[str, int], Upcast]:
        return _by_step({kind: self._schema(kind) for kind in self._types}, self._upcasts)

    def _schema(self, kind: str) -> int:
        return self._specs[kind].schema if kind in self._specs else self._types[kind].schema

    def type_of(self, kind: str) -> type[Record]:
        """The class of a kind.

        Raises:
            UnknownKind: where none was given.
        """
        try:
            return self._types[kind]
        except KeyError:
            raise UnknownKind(f"kind {kind}", tuple(self._types)) from None

    def encode(self, record: Record, *, expected: int | None = None, readers: tuple[str, ...] = ()) -> Put:
        """The write that stores ``record``.

        Args:
            record: of one of the classes of this codec.
            expected: the version in the store; by default the record's own, so that what was read and changed
                with ``attrs.evolve`` replaces exactly what was read.
            readers: who may see it; empty means open.
        """
        plan = self._plans.get(type(record)) or self._plan(type(record))
        body = plan.write(record)
        index: Mapping[str, Scalar] = BodyColumns(body, plan.columns)
        if plan.flags:
            index = {name: body[name] for name in plan.columns}
            index.update((name, int(body[name])) for name in plan.flags if body[name] is not None)
        if plan.schema > 1:
            body[_SCHEMA] = plan.schema
        text = _search_text(record, plan.texts) if plan.texts else ""
        return Put(record.ref, record.version if expected is None else expected, body, index, text, readers)

    def decode(self, stored: Stored) -> Record:
        """The record, with its version; older stored forms are upcast step by step.

        Raises:
            UnknownKind: for a kind that this codec was not given.
            StoreTooNew: when the body is of a newer schema.
            BodyNotUnderstood: when the body does not fit the class.
        """
        ref = stored.ref
        plan = self._plans.get(ref.kind) or self._plan(self.type_of(ref.kind))
        body = {**stored.body, "id": ref.id, "version": stored.version}
        if plan.schema > 1 or _SCHEMA in body:
            body = {**self._raised(plan.record_type, stored.body), "id": ref.id, "version": stored.version}
        try:
            record: Record = plan.read(body, plan.record_type)
        except Exception as error:
            raise BodyNotUnderstood(ref, _problems(plan.record_type, body, error)) from error
        return record

    def column_readers(
        self, record_type: type[Record], names: Sequence[str]
    ) -> list[Callable[[Sequence[Any]], Sequence[Any]]]:
        """For each of these fields what makes values of what bodies of today's schema hold, many at a time."""
        from orqa.storage.converter import column_reader, make_converter

        hints, converter = get_type_hints(record_type), make_converter()
        return [column_reader(converter, hints[name]) for name in names]

    def project(self, stored: Stored) -> Projection:
        """Columns and search text of a stored record, by the class as it is now.

        Raises:
            UnknownKind, StoreTooNew, BodyNotUnderstood: as :meth:`decode`.
        """
        put = self.encode(self.decode(stored))
        return Projection(put.index, put.text)

    def _raised(self, record_type: type[Record], stored: Body) -> dict[str, Any]:
        body = dict(stored)
        found = body.pop(_SCHEMA, 1)
        if found > record_type.schema:
            raise StoreTooNew(record_type.kind, found, record_type.schema)
        for schema in range(found, record_type.schema):
            body = self._steps[record_type.kind, schema](body)
        return body

    def _plan(self, record_type: type[Record]) -> _Plan:
        from orqa.storage.converter import body_reader, body_writer, make_converter

        if self.type_of(record_type.kind) is not record_type:
            raise UnknownKind(f"class {record_type.__qualname__}", tuple(self._types))
        spec, converter = self.spec(record_type), make_converter()
        if record_type.kind in self._told and spec != kind_spec(record_type):
            raise TypeError(f"{record_type.kind} is told to stores otherwise than {record_type.__qualname__} has it")
        plan = _Plan(
            record_type=record_type,
            write=body_writer(converter, record_type),
            read=body_reader(converter, record_type),
            columns=tuple(declared.name for declared in spec.fields),
            flags=_flags(record_type),
            texts=marked(record_type, "searchable"),
            schema=record_type.schema,
        )
        self._plans[record_type] = self._plans[record_type.kind] = plan
        return plan


def _by_kind(record_types: Iterable[type[Record]]) -> dict[str, type[Record]]:
    types: dict[str, type[Record]] = {}
    for record_type in record_types:
        if types.setdefault(record_type.kind, record_type) is not record_type:
            raise ValueError(f"two classes have the kind {record_type.kind!r}")
    return types


def _by_step(schemas: Mapping[str, int], upcasts: Iterable[Upcast]) -> dict[tuple[str, int], Upcast]:
    steps: dict[tuple[str, int], Upcast] = {}
    for step in upcasts:
        if (step.kind, step.schema) in steps:
            raise ValueError(f"two upcasts of {step.kind!r} read schema {step.schema}")
        steps[step.kind, step.schema] = step
    wanted = {(kind, schema) for kind, known in schemas.items() for schema in range(1, known)}
    if wanted != steps.keys():
        odd = ", ".join(f"{kind} {schema}" for kind, schema in sorted(wanted ^ steps.keys()))
        raise ValueError(f"every past schema needs exactly one upcast; missing or of no use: {odd}")
    return steps


def kind_spec(record_type: type[Record]) -> KindSpec:
    """How stores see a class, worked out from its fields.

    Raises:
        TypeError: when an ``indexed()`` field has a type that has no order as text or integer.
    """
    from orqa.storage.columns import column_types

    types = column_types(record_type)
    fields = tuple(FieldSpec(name, types[name].type) for name in marked(record_type, "indexed"))
    searchable = bool(marked(record_type, "searchable"))
    return KindSpec(record_type.kind, fields, searchable, record_type.schema, record_type.indexes)


def _flags(record_type: type[Record]) -> tuple[str, ...]:
    from orqa.storage.columns import column_types

    return tuple(name for name, column in column_types(record_type).items() if column.flag)


def _search_text(record: Record, names: tuple[str, ...]) -> str:
    from orqa.base.thai import search_key

    keys = []
    for name in names:
        value = getattr(record, name)
        if isinstance(value, str):
            if value:
                keys.append(search_key(value))
        elif value is not None:
            keys += map(search_key, _texts(value))
    return "\n".join(filter(None, keys))


def _texts(value: Any) -> Iterable[str]:
    """The pieces of text in a searchable value: text, multilingual text, or tuples of these."""
    if isinstance(value, str):
        return (value,)
    if value is None:
        return ()
    if isinstance(value, Text):
        return (form for _, form in value.forms)
    return (piece for item in value for piece in _texts(item))


def _problems(record_type: type[Record], body: Body, error: Exception) -> tuple[str, ...]:
    """Read the body once more with a converter that says where; slow, and only on the way to an error."""
    from cattrs import transform_error

    from orqa.storage.converter import body_reader, make_converter

    try:
        body_reader(make_converter(detailed=True), record_type)(dict(body), record_type)
    except Exception as detailed:  # noqa: BLE001 - whatever a field's own check raises is what is reported
        return tuple(transform_error(detailed, path=record_type.kind))
    return (str(error),)
