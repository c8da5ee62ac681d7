"""Batches and kinds as JSON documents and back: keys sorted, a line for each value, as version control likes it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from orqa.storage.chain import canonical
from orqa.storage.log_state import Line
from orqa.storage.protocol import Entry, FieldSpec, KindSpec, Op

_SHARED = ("batch", "at", "actor", "action")


def text_of(document: dict[str, Any]) -> str:
    """The document as it stands in a file."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def batch_to(lines: Sequence[Line]) -> dict[str, Any]:
    """A batch: what all its entries share once, then the entries."""
    head = {name: getattr(lines[0].entry, name) for name in _SHARED}
    return {**head, "entries": [_entry_to(line) for line in lines]}


def batch_from(document: dict[str, Any]) -> tuple[Line, ...]:
    """The lines of such a document."""
    head = {name: document[name] for name in _SHARED}
    return tuple(_entry_from(head, item) for item in document["entries"])


def _entry_to(line: Line) -> dict[str, Any]:
    told = attrs.asdict(line.entry, filter=lambda attribute, _: attribute.name not in {"body", *_SHARED})
    told["body"] = None if line.text is None else json.loads(line.text)
    if line.entry.op is Op.PUT and line.text is not None:
        told |= {"index": dict(line.index), "search": line.search}
    return told


def _entry_from(head: dict[str, Any], item: dict[str, Any]) -> Line:
    told = {**head, **item, "op": Op(item["op"]), "readers": tuple(item["readers"])}
    body, index, search = told["body"], told.pop("index", {}), told.pop("search", "")
    return Line(Entry(**{**told, "body": None}), None if body is None else canonical(body), index, search)


def kinds_to(kinds: Iterable[KindSpec]) -> list[dict[str, Any]]:
    """Kinds as JSON, by name."""
    return [attrs.asdict(kind) for kind in sorted(kinds, key=lambda kind: kind.kind)]


def kinds_from(data: Iterable[dict[str, Any]]) -> tuple[KindSpec, ...]:
    """The kinds of such JSON."""
    return tuple(KindSpec(**{**kind, "fields": tuple(FieldSpec(**one) for one in kind["fields"])}) for kind in data)
