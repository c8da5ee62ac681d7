"""What services of records share: reading one or many, and writing once (อ่านและบันทึกรายการ)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from attrs import evolve

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.office.access import UNNAMED
from orqa.office.errors import NotFound
from orqa.office.paging import every
from orqa.office.service import Asked, Service
from orqa.storage.protocol import Op, Stored
from orqa.storage.query import ALL, Query

if TYPE_CHECKING:
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table
    from orqa.storage.protocol import Add

R = TypeVar("R", bound=Record)

_LONGEST: Final = 200
"""Letters of an id, at most."""

_UNIT = Text.of(en="the unit", th="หน่วยงาน")


class KeptRecords(Service):
    """Reads and writes records of one area."""

    def _one(self, kind: type[R], identity: str, what: Text) -> R:
        """The record of an id, as it waits to be written with others, else as it is written.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        found = self._one_or_none(kind, identity)
        if found is None:
            raise NotFound(what, identity)
        return found

    def _one_or_none(self, kind: type[R], identity: str) -> R | None:
        """The record of an id, as it waits to be written or is kept; None where there is none to see."""
        if not 0 < len(identity) <= _LONGEST:
            return None
        ref = RecordRef(kind.kind, identity)
        waiting = self._recorder.waiting(ref)
        if isinstance(waiting, kind):
            return evolve(waiting, version=waiting.version + 1)
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([ref])
        return cast("R", self._office.codec.decode(stored)) if stored else None

    def _versions(self, record: R) -> tuple[R, ...]:
        """All versions of a record, the first one first."""
        with self._office.reading(personal=True) as reader:
            entries = [one for one in reader.history(record.ref) if one.op is Op.PUT and one.body is not None]
        stored = (Stored(record.ref, one.version, one.body or {}) for one in entries)
        return tuple(cast("R", self._office.codec.decode(one)) for one in stored)

    def _every(self, kind: type[R], query: Query = ALL, order: Sequence[str] = ()) -> tuple[R, ...]:
        with self._office.reading(personal=True) as reader:
            return tuple(every(self._office, reader, kind, query, order))

    def _with_left_out(self, table: "Table", kind: type[Record], query: Query = ALL) -> "Table":
        """A table of what a query finds, with how many more there are that whoever acts may not see.

        Never of a query by a name: the number would tell whether there is somebody of that name.
        """
        return evolve(table, left_out=self._unseen(kind, query))

    def _unseen(self, kind: type[Record], query: Query = ALL) -> int:
        """How many records a query finds that whoever acts may not see."""
        with self._office.store.snapshot(self._office.rights.personal, UNNAMED) as (reader, counter):
            there, seen = counter.count(kind.kind, query), reader.count(kind.kind, query)
        return max(0, there - seen)

    def _keep(  # noqa: PLR0913, PLR0917 - what a write is
        self,
        kind: type[R],
        what: Text,
        action: str,
        asked: Mapping[str, Any],
        key: str | None,
        make: Callable[[datetime], tuple[Sequence[Record], Sequence["Add"]]],
        unit: str | None = None,
    ) -> R:
        """Write what is made, the record of ``kind`` first; the same key again gives what came of it."""
        self._office.require(action, unit)

        def write(save: "Save") -> R:
            at = self._office.now()
            records, adds = make(at)
            save(action, at, records, adds)
            return self._one(kind, records[0].id, what)

        return self._recorder.once(key, action, Asked(asked), write, lambda made: self._one(kind, made[0].id, what))

    def _unit(self, unit: str, on: date) -> str:
        """The id of a unit that there is on a day; empty for none asked."""
        if unit and self._office.organization.on(on).unit(unit) is None:
            raise NotFound(_UNIT, unit)
        return unit

    def _person(self, person: str) -> str:
        """The id of a person; empty for none asked."""
        return self._office.organization.person(person).id if person else ""
