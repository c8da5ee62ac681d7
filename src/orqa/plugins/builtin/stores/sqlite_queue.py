"""The queue of writers: who comes first writes first.

SQLite lets writers try again after growing pauses, so that under load one may wait a hundred times as long as the
others. A lock on a file beside the database makes them queue. It is a courtesy: SQLite's own lock keeps the data
right also for programs that do not queue, and where there is no ``flock`` (Windows) writers only try again.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def _locks() -> Any:
    """The module with ``flock``; None where the system has none."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        return None
    return fcntl


_fcntl = _locks()


class WriterQueue:
    """One place in the queue for the threads of this process, another for each other process.

    Args:
        path: the file that is locked; made when it is missing, and left there.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._file = -1

    @contextmanager
    def turn(self, timeout: float) -> Iterator[None]:
        """Wait for this writer's turn, which ends with the block.

        Raises:
            TimeoutError: after ``timeout`` seconds.
            OSError: when the file cannot be made.
        """
        self.enter(timeout)
        try:
            yield
        finally:
            self.leave()

    def enter(self, timeout: float) -> None:
        """Wait for this writer's turn; :meth:`leave` ends it. Raises as :meth:`turn` does."""
        end = time.monotonic() + timeout
        if not self._threads.acquire(timeout=timeout):
            raise TimeoutError(self._path)
        try:
            self._lock(end)
        except BaseException:
            self._threads.release()
            raise

    def leave(self) -> None:
        """End this writer's turn."""
        self._unlock()
        self._threads.release()

    def close(self) -> None:
        """Let go of the file; a later turn opens it again."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def after_fork(self) -> None:
        """In the child: a shared lock would outlive the parent, and the parent's threads are not here."""
        self._threads = threading.Lock()
        self.close()

    def _lock(self, end: float) -> None:
        if _fcntl is None:  # pragma: no cover - Windows
            return
        if self._file < 0:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            _fcntl.flock(self._file, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait(end)

    def _unlock(self) -> None:
        if self._file >= 0 and _fcntl is not None:
            _fcntl.flock(self._file, _fcntl.LOCK_UN)

    def _wait(self, end: float) -> None:
        """Stand in the system's queue, in a thread of its own because ``flock`` knows no end of waiting."""
        waiting = _Waiting(self._file)
        if not waiting.until(end):
            self._file = -1  # the thread closes it when its turn comes at last
            raise TimeoutError(self._path)


class _Waiting:
    """Blocks in ``flock`` and tells when the lock is there; gives it back when nobody waits any more."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._state = threading.Lock()
        self._there = threading.Event()
        self._given_up = False
        threading.Thread(target=self._block, daemon=True, name="orqa-queue").start()

    def until(self, end: float) -> bool:
        """Whether the lock came before ``end`` (of the monotonic clock)."""
        if self._there.wait(max(0.0, end - time.monotonic())):
            return True
        with self._state:
            self._given_up = not self._there.is_set()
            return not self._given_up

    def _block(self) -> None:
        _fcntl.flock(self._file, _fcntl.LOCK_EX)
        with self._state:
            if self._given_up:
                os.close(self._file)
            else:
                self._there.set()
