"""Writing many batches one after the other, each while its caller works out the next."""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, runtime_checkable

from orqa.storage.protocol import Batch, Receipt, Store


class Aside(Protocol):
    """Batches on their way into a store, in the order in which they are given; used by one thread."""

    def apply(self, batch: Batch) -> Receipt | None:
        """Begin to write a batch; it is written when :meth:`wait`, or the next call, has answered.

        Returns:
            the receipt of the batch before, which is written now; None where :meth:`wait` gave it, and for the first.

        Raises:
            StorageError: what became of the batch before, or what is wrong with this one, as
                :meth:`orqa.storage.protocol.Store.apply` says. This one is then not written.
        """

    def wait(self) -> Receipt | None:
        """Wait until all is written, and give the receipt of the last batch, once; raises as of the batch before."""


@runtime_checkable
class WritesAside(Protocol):
    """A store that can write a batch while its caller goes on."""

    def aside(self) -> AbstractContextManager[Aside]:
        """Batches for the length of the block, at whose end nothing is on its way any more."""


def aside(store: Store) -> AbstractContextManager[Aside]:
    """Write batches aside where the store can; where it cannot, each is written at once."""
    return store.aside() if isinstance(store, WritesAside) else nullcontext(_AtOnce(store))


class _AtOnce:
    """See :class:`Aside`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: Receipt | None = None

    def apply(self, batch: Batch) -> Receipt | None:
        receipt = self._store.apply(batch)
        before, self._last = self._last, receipt
        return before

    def wait(self) -> Receipt | None:
        last, self._last = self._last, None
        return last
