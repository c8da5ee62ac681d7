"""Bodies of many records as one text, a line each: for what reads whole registers without a Python object a record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol, runtime_checkable

from attrs import frozen

from orqa.storage.protocol import RawBody
from orqa.storage.query import ALL, Query


@frozen
class JoinedBodies:
    """The bodies of some records, in order.

    Attributes:
        raw: one JSON object a line, in UTF-8; no newline behind the last.
        count: how many records.
        objects: whether each body begins as an object does; of a damaged store it may not.
        each: gives id, version and body of each, as a reader's ``bodies`` does, while the snapshot is open.
    """

    raw: bytes
    count: int
    objects: bool
    each: Callable[[], Iterable[tuple[str, int, RawBody]]]

    @property
    def whole(self) -> bool:
        """Whether each line is a body, and begins as an object does."""
        return self.objects and self.raw.count(b"\n") == self.count - 1


@runtime_checkable
class JoinsBodies(Protocol):
    """A reader that joins bodies itself, faster than they can be fetched one by one."""

    def joined_bodies(self, kind: str, query: Query, order: Sequence[str], at_once: int) -> Iterator[JoinedBodies]:
        """What ``bodies`` streams, ``at_once`` records at a time."""


class StreamsBodies(Protocol):
    """The part of a reader that this needs."""

    def bodies(self, kind: str, query: Any = ..., order: Sequence[str] = ...) -> Iterator[tuple[str, int, RawBody]]:
        """Stream id, version and body, unread."""


def joined_bodies(
    reader: StreamsBodies, kind: str, query: Query = ALL, order: Sequence[str] = (), at_once: int = 2000
) -> Iterator[JoinedBodies]:
    """The bodies that a reader streams, ``at_once`` records at a time; the snapshot must stay open meanwhile."""
    if isinstance(reader, JoinsBodies):
        return reader.joined_bodies(kind, query, order, at_once)
    bodies = reader.bodies(kind, query, order)
    return map(joined, iter(lambda: list(islice(bodies, at_once)), []))


def joined(bodies: Sequence[tuple[str, int, RawBody]]) -> JoinedBodies:
    """Bodies that were fetched one by one."""
    lines = [raw.encode() if isinstance(raw, str) else bytes(raw) for _, _, raw in bodies]
    objects = all(line[:1] == b"{" for line in lines)
    return JoinedBodies(b"\n".join(lines), len(lines), objects, lambda: bodies)
