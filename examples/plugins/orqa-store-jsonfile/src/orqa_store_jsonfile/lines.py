"""Lines of the log and kinds of record, as JSON and back."""

from collections.abc import Iterable
from typing import Any

import attrs

from orqa.storage.log_state import Line
from orqa.storage.protocol import Entry, FieldSpec, KindSpec, Op


def line_to(line: Line) -> dict[str, Any]:
    """A line as JSON; its body stays the canonical text that its digest is of."""
    entry = attrs.asdict(line.entry, filter=lambda attribute, _: attribute.name != "body")
    return {"entry": entry, "text": line.text, "index": dict(line.index), "search": line.search}


def line_from(data: dict[str, Any]) -> Line:
    """The line of such JSON."""
    told = data["entry"]
    entry = Entry(**{**told, "op": Op(told["op"]), "readers": tuple(told["readers"]), "body": None})
    return Line(entry, data["text"], data["index"], data["search"])


def kinds_to(kinds: Iterable[KindSpec]) -> list[dict[str, Any]]:
    """Kinds as JSON."""
    return [attrs.asdict(kind) for kind in kinds]


def kinds_from(data: Iterable[dict[str, Any]]) -> list[KindSpec]:
    """The kinds of such JSON."""
    return [KindSpec(**{**kind, "fields": tuple(FieldSpec(**one) for one in kind["fields"])}) for kind in data]
