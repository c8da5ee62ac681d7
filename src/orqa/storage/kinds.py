"""Kinds of records by name: the class of one is imported when it is first asked for."""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from orqa.base.records import Record
from orqa.base.upcasts import Upcast
from orqa.storage.protocol import FieldSpec, KindSpec


class LazyKinds(Mapping[str, type[Record]]):
    """Classes of records by kind, each imported on first use: who keeps letters need not load budgets.

    Args:
        homes: where the class of each kind is, ``package.module:Class``.
    """

    def __init__(self, homes: Mapping[str, str]) -> None:
        self._homes = homes
        self._loaded: dict[str, type[Record]] = {}

    def __getitem__(self, kind: str) -> type[Record]:
        return self._loaded.get(kind) or self._loaded.setdefault(kind, self._load(kind))

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)

    def __contains__(self, kind: object) -> bool:
        return kind in self._homes

    def _load(self, kind: str) -> type[Record]:
        found: type[Record] = _imported(self._homes[kind])
        if found.kind != kind:
            raise ValueError(f"{self._homes[kind]} is of kind {found.kind!r} and stands in the list as {kind!r}")
        return found


class LazyUpcasts(Iterable[Upcast]):
    """Steps from older stored forms, imported when they are first gone through.

    Args:
        homes: where tuples of them are, ``package.module:NAME``.
    """

    def __init__(self, homes: Iterable[str]) -> None:
        self._homes = tuple(homes)

    def __iter__(self) -> Iterator[Upcast]:
        for home in self._homes:
            yield from _imported(home)


def _imported(home: str) -> Any:
    module, _, name = home.partition(":")
    return getattr(import_module(module), name)


def written(specs: Iterable[KindSpec]) -> str:
    """How stores see kinds, as JSON with a line for each."""
    rows = (
        [spec.kind, [[field.name, field.type] for field in spec.fields], spec.searchable, spec.schema, spec.indexes]
        for spec in specs
    )
    return "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n"


def read(text: str) -> tuple[KindSpec, ...]:
    """What :func:`written` wrote."""
    return tuple(
        KindSpec(kind, tuple(FieldSpec(*field) for field in fields), searchable, schema, indexes)
        for kind, fields, searchable, schema, indexes in json.loads(text)
    )
