"""The one place where records become a batch."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from orqa.base.ids import IdSequence
from orqa.base.records import Record
from orqa.office.access import readers_of
from orqa.storage.codec import Codec
from orqa.storage.protocol import Add, Batch, Receipt, Store


@frozen
class Recorder:
    """Writes records for one actor: all of a call's records and numbers together, or nothing.

    Attributes:
        store: where to.
        codec: from records to stored forms.
        ids: makes batch ids.
        actor: who acts, for the journal.
    """

    store: Store
    codec: Codec
    ids: IdSequence
    actor: str

    def save(
        self, action: str, at: datetime, records: Sequence[Record], adds: Sequence[Add] = (), *, batch: str = ""
    ) -> Receipt:
        """Write new versions of ``records`` and take the numbers of ``adds``.

        Args:
            action: what is done, such as ``letter.receive``.
            at: when, with a time zone.
            records: each at the version that was read (0 for a new one).
            adds: numbers to take.
            batch: a batch id of one's own makes the call repeatable: a second one changes nothing.
        """
        encode = self.codec.encode
        writes = tuple(encode(record, readers=readers_of(record)) for record in records)
        return self.store.apply(Batch(batch or self.ids.next_id(at), self.actor, action, at, writes, tuple(adds)))
