"""Writing aside: a thread runs the statements of one batch while the next is worked out.

SQLite works without Python's lock. So where there are two processors, whoever writes many batches waits for little more
than the slower half of the work.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Thread

from attrs import define, field

from orqa.storage.protocol import Batch, Receipt
from orqa.storage.sql.ahead import Ahead, End


@define(eq=False)
class Work:
    """One batch on its way.

    Attributes:
        run: writes it, durably.
        ahead: what was worked out; None where it is written as any other batch is.
    """

    run: Callable[[], Receipt]
    ahead: Ahead | None = None
    receipt: Receipt | None = field(default=None, init=False)
    error: BaseException | None = field(default=None, init=False)
    _thread: Thread | None = field(default=None, init=False)

    def begin(self) -> None:
        """Write it in a thread, to whose end the process holds on."""
        self._thread = Thread(target=self._write, name="orqa-aside")
        self._thread.start()

    def join(self) -> None:
        """Wait for the end of the writing, however it ends."""
        if self._thread is not None and self._thread.is_alive():
            self._thread.join()

    @property
    def is_foreseen(self) -> bool:
        """Whether the journal is as was worked out."""
        return self.ahead is not None and self.ahead.is_foreseen and self.error is None

    def _write(self) -> None:
        try:
            self.receipt = self.run()
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            self.error = error


class SqliteAside:
    """See :class:`orqa.storage.aside.Aside`.

    Args:
        work_of: makes the work of a batch, for a journal that ends as given, or as it ends now where that is None;
            and tells how it ends then, None where nobody can know.
    """

    def __init__(self, work_of: Callable[[Batch, End | None], tuple[Work, End | None]]) -> None:
        self._work_of = work_of
        self._under_way: Work | None = None
        self._end: End | None = None

    def apply(self, batch: Batch) -> Receipt | None:
        """See the protocol."""
        known = self._end
        if known is None:
            self.join()
        work, end = self._work_of(batch, known)
        before = self.wait()
        if known is None or self._end is not None:
            self._end = end
        self._under_way = work
        work.begin()
        return before

    def wait(self) -> Receipt | None:
        """See the protocol."""
        self.join()
        work, self._under_way = self._under_way, None
        if work is None:
            return None
        if not work.is_foreseen:
            self._end = None
        if work.error is not None:
            raise work.error
        return work.receipt

    def join(self) -> None:
        """Wait for the end of what is under way; what became of it is told later."""
        if self._under_way is not None:
            self._under_way.join()


_TURN = 0.0002
"""Seconds after which a thread that has come back from SQLite gets Python's lock; by default 5 ms, some twenty times a
batch, are as much as all that is to be won."""


class _Turns:
    """Shortens the turns of all threads of the process as long as somebody writes aside."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._writers = 0
        self._usual = 0.0

    @contextmanager
    def short(self) -> Iterator[None]:
        """For the length of the block, unless they are shorter already."""
        with self._lock:
            self._writers += 1
            if self._writers == 1:
                self._usual = sys.getswitchinterval()
                sys.setswitchinterval(min(self._usual, _TURN))
        try:
            yield
        finally:
            with self._lock:
                self._writers -= 1
                if not self._writers:
                    sys.setswitchinterval(self._usual)


short_turns = _Turns().short
