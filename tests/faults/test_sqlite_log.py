"""SQLite's write-ahead log cut off or torn anywhere, as a disk leaves it when the power fails: whole batches only."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from offices import open_store
from test_crashes import FIRST, shown

from orqa.storage.protocol import Add, Into
from orqa.storage.verify import verify
from orqa.testing.stores.setting import KINDS, batch, key, note, note_ref

HEADER, FRAME = 32, 24
BATCHES = [
    batch(
        note("changed", turn, subject=f"ทุน {turn}"),
        *(note(f"many-{turn}-{place}", subject="ทุน ใหม่") for place in range(3)),
        key(f"claimed-{turn}"),
        adds=(Add("series/x", 1, into=(Into(note_ref(f"many-{turn}-0"), "number"),)), Add("stock/paper", -1)),
        id=f"whole-{turn}",
    )
    for turn in (1, 2)
]


@pytest.fixture
def states(tmp_path: Path) -> list[dict[str, Any]]:
    """What was seen before, between and after two batches; in ``cut`` lie the file as it was before, and its log."""
    url = f"sqlite:///{tmp_path}/office"
    with closing(open_store(url)) as store:
        store.ensure(KINDS)
        store.apply(FIRST)
    with closing(open_store(url)) as store:
        store.ensure(KINDS)
        seen = [shown(store)]
        for each in BATCHES:
            store.apply(each)
            seen.append(shown(store))
        shutil.copytree(tmp_path, tmp_path / "cut", ignore=shutil.ignore_patterns("*-shm", "cut"))
    return seen


def lengths(log: bytes) -> Iterator[int]:
    """At the beginning of each frame, in its header, in its middle."""
    step = FRAME + int.from_bytes(log[8:12], "big")
    assert (len(log) - HEADER) % step == 0
    for start in range(HEADER, len(log), step):
        yield from (start, start + FRAME // 2, start + step // 2)
    yield len(log)


def torn(log: bytes, length: int) -> Iterator[bytes]:
    """The log cut off there, and the log with a block there that is not what was written."""
    yield log[:length]
    yield log[:length] + bytes(byte ^ 255 for byte in log[length : length + 512]) + log[length + 512 :]


def test_a_log_that_is_cut_off_or_torn_holds_whole_batches(states: list[dict[str, Any]], tmp_path: Path) -> None:
    file, log_file = tmp_path / "cut" / "office", tmp_path / "cut" / "office-wal"
    whole, log = file.read_bytes(), log_file.read_bytes()
    reached = []
    for length in lengths(log):
        for content in torn(log, length):
            file.write_bytes(whole)
            log_file.write_bytes(content)
            with closing(open_store(f"sqlite:///{file}")) as store:
                store.ensure(KINDS)
                assert verify(store).findings == ()
                reached.append(states.index(shown(store)))
    assert reached == sorted(reached), "more of the log never shows less"
    assert set(reached) == {0, 1, 2}
    assert reached[-1] == 2
