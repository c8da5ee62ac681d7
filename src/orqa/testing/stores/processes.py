"""Other processes that use the store under test: started, watched, killed; and what they do there."""

import base64
import itertools
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeAlias, cast

from orqa.storage.errors import Conflict
from orqa.storage.protocol import SYSTEM, Add, Erase, Into, Store
from orqa.testing.stores.setting import KINDS, batch, key, note, note_ref

if TYPE_CHECKING:
    from typing import IO

Opener: TypeAlias = Callable[[], Store]
"""Opens the same data again; can be pickled, so a class or function of a module, or a partial of one."""

_PATIENCE = 120.0
"""Seconds after which another process is given up."""

_CHILD = "from orqa.testing.stores.processes import main; main()"


class Process:
    """Another process that runs ``job(opener, *arguments)`` when it is told to go.

    What the job yields arrives as lines. The opener's module must be importable there, by the ``sys.path`` of here.
    """

    def __init__(self, job: Callable[..., Iterator[str]], opener: Opener, *arguments: object) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
            encoding="utf-8",
        )
        pipes = cast("tuple[IO[str], ...]", (self._process.stdin, self._process.stdout, self._process.stderr))
        self._input, self._output, self._errors = pipes
        self._watch = threading.Timer(_PATIENCE, self._process.kill)  # of one that waits for ever
        self._watch.start()
        self._send(base64.b64encode(pickle.dumps((job, opener, arguments))).decode())

    def ready(self) -> None:
        """Wait until it has opened the store."""
        if self._output.readline() != "ready\n":
            raise AssertionError(f"another process could not open the store:\n{self._end()[1]}")

    def go(self) -> None:
        """Let it begin."""
        self._send("go")

    def line(self) -> str:
        """The next line; empty when it has ended."""
        return self._output.readline().rstrip("\n")

    def rest(self) -> list[str]:
        """All further lines; waits for its end.

        Raises:
            AssertionError: when it ended with an error.
        """
        output, errors = self._end()
        if self._process.returncode:
            raise AssertionError(f"another process failed:\n{errors}")
        return output.splitlines()

    def kill(self) -> list[str]:
        """End it without a warning, as a power failure would; gives back what it had still said."""
        self._process.kill()
        whole = self._end()[0].rpartition("\n")[0]
        return whole.splitlines()

    def _send(self, line: str) -> None:
        self._input.write(f"{line}\n")
        self._input.flush()

    def _end(self) -> tuple[str, str]:
        """What it said and complained of to its end; not by ``communicate``, which misses lines that wait in here."""
        if self._output.closed:
            return "", ""
        said = self._output.read(), self._errors.read()
        self._process.wait()
        self._watch.cancel()
        for pipe in (self._input, self._output, self._errors):
            with suppress(BrokenPipeError):
                pipe.close()
        return said


@contextmanager
def processes(count: int, job: Callable[..., Iterator[str]], opener: Opener) -> Iterator[list[Process]]:
    """So many processes, each with its place as argument, begun at the same time; none is left behind."""
    begun = [Process(job, opener, place) for place in range(count)]
    try:
        for process in begun:
            process.ready()
        for process in begun:
            process.go()
        yield begun
    finally:
        for process in begun:
            process.kill()


def main() -> None:
    """What the other process runs: the job that it is told on its input."""
    job, opener, arguments = pickle.loads(base64.b64decode(sys.stdin.readline()))  # noqa: S301 - from our parent
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    store = opener()
    store.ensure(KINDS)
    print("ready", flush=True)  # noqa: T201 - the parent reads it
    sys.stdin.readline()
    for line in job(store, *arguments):
        print(line, flush=True)  # noqa: T201 - the parent reads it
    store.close()


# ------------------------------------------------------------------ jobs


def draw(store: Store, place: int) -> Iterator[str]:
    """Register ten notes under the next numbers, look, and claim keys that the others want, too."""
    for turn in range(10):
        name = f"{place}-{turn}"
        add = Add("series/x", 1, into=(Into(note_ref(name), "number"),))
        (number,) = store.apply(batch(note(name), adds=(add,), id=f"draw-{name}")).numbers
        yield f"number {number}"
        with store.read(SYSTEM) as reader:
            yield f"saw {reader.count('note')} {reader.cells('series/x')['series/x']}"
        try:
            store.apply(batch(key(f"k{turn}"), id=f"claim-{name}"))
        except Conflict:
            continue
        yield f"claimed k{turn}"


def write_on(store: Store, name: str) -> Iterator[str]:
    """Register pairs of notes and erase the one before, for ever; tells what was answered."""
    for turn in itertools.count():
        both = (f"{name}-{turn}", f"{name}-{turn}-twin")
        add = Add("series/x", 1, into=tuple(Into(note_ref(each), "number") for each in both))
        writes = (*(note(each, subject="ทุน") for each in both), key(both[0]))
        (number,) = store.apply(batch(*writes, adds=(add,), id=both[0])).numbers
        yield f"wrote {both[0]} {number}"
        if turn % 3 == 2:
            gone = f"{name}-{turn - 1}-twin"
            store.apply(batch(Erase(note_ref(gone), 1, "ครบอายุ"), id=f"{gone}-erased"))
            yield f"erased {gone} 0"
