"""Writers that are killed at any moment, as by a power failure: nothing is lost, nothing doubled, no number missing."""

import os
import random
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from offices import opened

from orqa.office.office import Office
from orqa.storage.protocol import SYSTEM

WRITERS = 8
KILLS = int(os.environ.get("ORQA_TEST_KILLS", "8"))
"""How many writers are killed, eight at a time; CONTRIBUTING tells when there should be more."""


class Writer:
    """A process that registers letters, and what it said so far."""

    def __init__(self, url: str, name: str) -> None:
        command = [sys.executable, str(Path(__file__).parent / "offices.py"), url, name]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._said = b""

    def fileno(self) -> int:
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def listen(self) -> None:
        said = os.read(self.fileno(), 65536)
        assert said, f"it ended by itself: {self.process.communicate()[1].decode()}"
        self._said += said

    def kill(self) -> None:
        self.process.kill()
        self._said += self.process.communicate(timeout=60)[0]

    @property
    def told(self) -> dict[int, str]:
        """The numbers that it told of, each with its letter; a line that was cut off tells nothing."""
        lines = self._said.decode().rpartition("\n")[0].splitlines()
        return {int(number): letter for number, letter in map(str.split, lines)}


@contextmanager
def writers(url: str, count: int, turn: int) -> Iterator[list[Writer]]:
    """So many at once, none of them left behind."""
    begun = [Writer(url, f"{turn}-{place}") for place in range(count)]
    try:
        yield begun
    finally:
        for writer in begun:
            writer.process.kill()
            writer.process.communicate()


def kill_one_by_one(begun: list[Writer], moments: random.Random) -> None:
    """Each at some moment after everybody has registered a letter, while the others go on."""
    alive = list(begun)
    with selectors.DefaultSelector() as waiting:
        for writer in alive:
            waiting.register(writer, selectors.EVENT_READ, writer)
        while not all(writer.told for writer in alive):
            listen(waiting)
        while alive:
            for _ in range(moments.randint(0, 12)):
                listen(waiting)
            time.sleep(moments.random() * 0.004)  # somewhere in what a writer does between two answers
            writer = alive.pop(moments.randrange(len(alive)))
            waiting.unregister(writer)
            writer.kill()


def listen(waiting: selectors.BaseSelector) -> None:
    for key, _ in waiting.select(timeout=60):
        key.data.listen()


def registered(office: Office) -> Mapping[int, str]:
    """The letter of each number; no number may be there twice."""
    with office.store.read(SYSTEM) as reader:
        rows = list(reader.rows("register-entry", ("number", "letter")))
    found = {int(number or 0): str(letter).removeprefix("letter:") for number, letter in rows}
    assert len(found) == len(rows), "a number was given twice"
    return found


def test_killed_writers_leave_no_gap_no_double_and_lose_nothing(url: str) -> None:
    told: dict[int, str] = {}
    for turn in range(0, KILLS, WRITERS):
        with writers(url, min(WRITERS, KILLS - turn), turn) as begun:
            kill_one_by_one(begun, random.Random(turn))  # noqa: S311 - any moments will do
        assert sum(len(writer.told) for writer in begun) == len({n for writer in begun for n in writer.told})
        told |= {number: name for writer in begun for number, name in writer.told.items()}
    with opened(url) as office:
        found = registered(office)
        assert sorted(found) == list(range(1, len(found) + 1)), "a number is missing"
        assert told.items() <= found.items(), "a letter was registered and lost"
        assert len(found) - len(told) <= KILLS, "a killed writer leaves one letter that it could not tell of"
        assert [finding.show() for finding in office.verify(deep=True).findings] == []
        assert office.correspondence.search("ทุนการศึกษา").total == len(found)
