"""A store as a few dicts: the oracle of the state machine, written without any code of the stores."""

import copy
from collections.abc import Callable
from typing import Any

from attrs import define, field

from orqa.base.refs import RecordRef
from orqa.storage.protocol import Access, Batch, Erase, Put, Touch
from orqa.storage.query import Absent, Contains, Equal, In, Prefix, Query, Range

FIELDS = {"note": ("subject", "number", "day"), "key": ()}


@define
class Content:
    """What a record holds now."""

    version: int
    body: dict[str, Any]
    index: dict[str, Any]
    text: str
    readers: tuple[str, ...]
    erased: bool = False


@define
class Model:
    """Records in the order of recording, cells, answered batches, and how long the journal is."""

    records: dict[RecordRef, Content] = field(factory=dict)
    cells: dict[str, int] = field(factory=dict)
    answered: dict[str, tuple[int, ...]] = field(factory=dict)
    entries: int = 0

    def apply(self, batch: Batch) -> tuple[Any, ...]:
        """What a store must answer: ``("done", numbers)`` or the error's name and its facts."""
        if batch.id in self.answered:
            return ("done", self.answered[batch.id])
        after = copy.deepcopy(self)
        answer = after.run(batch)
        if answer[0] == "done":
            self.records, self.cells, self.entries = after.records, after.cells, after.entries
            if batch.writes or batch.adds or batch.reason:
                self.answered[batch.id] = answer[1]
        return answer

    def run(self, batch: Batch) -> tuple[Any, ...]:
        """Do it; what was done before a refusal is thrown away with this copy."""
        for write in batch.writes:
            now = self.records.get(write.ref)
            if write.expected != (now.version if now else 0):
                return ("Conflict", write.ref, now.version if now else 0)
            if now and now.erased:
                return ("BadBatch",)
        for write in batch.writes:
            self._write(write)
        numbers: dict[int, int] = {}
        for place in sorted(range(len(batch.adds)), key=lambda p: batch.adds[p].cell):
            add = batch.adds[place]
            held = self.cells.get(add.cell, 0)
            if add.at_least is not None and held + add.amount < add.at_least:
                return ("Refused", add.cell, held)
            if add.at_most is not None and held + add.amount > add.at_most:
                return ("Refused", add.cell, held)
            self.cells[add.cell] = numbers[place] = held + add.amount
            for into in add.into:
                content = self.records[into.ref]
                content.body[into.field] = held + add.amount
                if into.field in FIELDS[into.ref.kind]:
                    content.index[into.field] = held + add.amount
        self.entries += len(batch.writes) + (1 if batch.adds or batch.reason else 0)
        return ("done", tuple(numbers[place] for place in range(len(batch.adds))))

    def _write(self, write: Put | Touch | Erase) -> None:
        now = self.records.get(write.ref)
        if isinstance(write, Put):
            index = {name: write.index.get(name) for name in FIELDS[write.ref.kind]}
            body = copy.deepcopy(dict(write.body))
            content = Content(write.expected + 1, body, index, write.text, write.readers)
            self.records[write.ref] = content  # a dict keeps the place of the first version
        elif now is not None:
            now.version += 1
            now.erased = isinstance(write, Erase)

    def visible(self, access: Access) -> dict[RecordRef, Content]:
        """The living records that somebody sees."""
        return {
            ref: content
            for ref, content in self.records.items()
            if not content.erased
            and (access.everything or not content.readers or set(content.readers) & set(access.tokens))
        }

    def find(self, access: Access, query: Query, order: tuple[str, ...]) -> list[str]:
        """The ids of the notes that a query finds, in order."""
        found = [
            (ref.id, content.index)
            for ref, content in self.visible(access).items()
            if ref.kind == "note" and all(_holds(term, content) for term in query.terms)
        ]
        for name in reversed(order):
            bare = name.lstrip("-")
            if bare == "recorded":
                places = {ref.id: place for place, ref in enumerate(self.records) if ref.kind == "note"}
                found.sort(key=lambda pair: places[pair[0]], reverse=name != bare)
            else:
                found.sort(key=lambda pair: _rank(pair[1][bare]), reverse=name != bare)
        return [name for name, _ in found]


def _rank(value: Any) -> tuple[Any, ...]:
    return () if value is None else (value,)


def _holds(term: Any, content: Content) -> bool:
    if isinstance(term, Contains):
        lines = content.text.split("\n")
        return all(any(line.find(word) >= 0 for line in lines) for word in term.words)
    value = content.index[term.field]
    if isinstance(term, Absent) or value is None:
        return isinstance(term, Absent) and value is None
    return bool(_MEANING[type(term)](term, value))


_MEANING: dict[type, Callable[[Any, Any], bool]] = {
    Equal: lambda term, value: value == term.value,
    In: lambda term, value: any(value == one for one in term.values),
    Prefix: lambda term, value: value[: len(term.start)] == term.start,
    Range: lambda term, value: (
        not ((term.at_least is not None and value < term.at_least) or (term.below is not None and value >= term.below))
    ),
}
