"""Copying an office from any built-in store to any other: whole, in parts, resumable, never over another office."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

import pytest
from attrs import field, frozen

from orqa.base.markers import indexed, searchable
from orqa.base.records import Record
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.opening import builtin_registry, open_store
from orqa.storage import copying
from orqa.storage.codec import Codec
from orqa.storage.copying import copy
from orqa.storage.errors import TargetDiffers, UnknownKind
from orqa.storage.protocol import Add, Checkpoint, Entry, Erase, Store, Touch
from orqa.storage.query import contains
from orqa.storage.verify import verify
from orqa.testing.stores.moving import SHRUNK, alike, fill, project
from orqa.testing.stores.setting import KINDS, batch, names, note, note_ref, put
from postgresql_server import in_schema, needed

Opener = Callable[[Path], Store]

STORES: dict[str, Opener] = {
    "memory": lambda _: MemoryStore(),
    "sqlite": lambda folder: SqliteStore(str(folder / "office.db")),
    "postgresql": lambda folder: open_store(in_schema(needed(), schema_of(folder))),
}
"""Every built-in store, in a folder or schema of its own."""


def schema_of(folder: Path) -> str:
    return f"t{hashlib.sha256(str(folder).encode()).hexdigest()[:20]}"


def test_every_built_in_store_is_copied_from_and_to() -> None:
    assert set(STORES) == set(builtin_registry().stores)


@frozen(kw_only=True)
class Note(Record):
    """The kit's note as a class."""

    kind: ClassVar[str] = "note"
    subject: str | None = field(default=None, metadata=indexed() | searchable())
    number: int | None = field(default=None, metadata=indexed())
    day: str | None = field(default=None, metadata=indexed())


@frozen(kw_only=True)
class Key(Record):
    kind: ClassVar[str] = "key"


CODEC = Codec([Note, Key])


@pytest.fixture(params=STORES)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    (folder := tmp_path / "source").mkdir()
    with closing(STORES[request.param](folder)) as store:
        store.ensure(KINDS)
        fill(store)
        put(store, *(note(f"n{number}", subject=f"เรื่องที่ {number}") for number in range(9)))
        yield store


@pytest.fixture(params=STORES)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    (folder := tmp_path / "target").mkdir()
    with closing(STORES[request.param](folder)) as store:
        yield store


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 3)


class Cut(BaseException):
    """The program ends here."""


def moved(source: Store, target: Store, **more: Any) -> copying.Copied:
    return copy(source, target, CODEC, name="target", **more)


def parts(store: Store, monkeypatch: pytest.MonkeyPatch, before: Callable[[int], None] = lambda _: None) -> list[int]:
    """How many entries each load of the store is given from now on."""
    sizes: list[int] = []
    load = store.load

    def counted(entries: Sequence[Entry], *rest: Any) -> Checkpoint:
        before(len(sizes))
        sizes.append(len(entries))
        return load(entries, *rest)

    monkeypatch.setattr(store, "load", counted)
    return sizes


def test_a_copy_is_the_same_to_the_last_hash(source: Store, target: Store) -> None:
    told: list[tuple[str, int, int]] = []
    done = moved(source, target, progress=lambda *step: told.append(step))
    assert (done.checkpoint, done.before) == (source.checkpoint(), 0)
    assert done.entries == len(source.journal())
    alike(source, target)
    assert verify(target, expected=[done.checkpoint], codec=CODEC).findings == ()
    assert told[-1] == ("entries", done.entries, done.entries)


def test_it_is_moved_in_parts_of_whole_batches(source: Store, target: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(source, *(note(f"many{number}") for number in range(20)))
    put(source, note("last"))
    sizes = parts(target, monkeypatch)
    moved(source, target)
    assert max(sizes) == 20, "one batch is never divided"
    assert len(sizes) > 4
    alike(source, target)


@pytest.mark.parametrize("cut", range(5))
def test_cut_short_it_goes_on_where_the_target_ends(
    source: Store, target: Store, cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(part: int) -> None:
        if part == cut:
            raise Cut

    with monkeypatch.context() as patch:
        parts(target, patch, stop)
        with pytest.raises(Cut):
            moved(source, target)
    reached = target.checkpoint().position
    done = moved(source, target)
    assert (done.before, done.entries) == (reached, source.checkpoint().position - reached)
    alike(source, target)


def test_a_second_run_brings_what_was_written_since(source: Store, target: Store) -> None:
    moved(source, target)
    assert moved(source, target).entries == 0
    put(source, note("late", subject="ทุนหลัง"), Touch(note_ref("d"), 2), Erase(note_ref("n3"), 1, "ครบอายุ"))
    source.apply(batch(note("a", 3, subject="แก้อีก"), adds=(Add("series/x", 1),)))
    assert moved(source, target).entries == 5
    alike(source, target)
    assert verify(target, codec=CODEC).findings == ()


def test_the_source_is_written_and_records_destroyed_meanwhile(
    source: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(part: int) -> None:
        put(source, note(f"กลาง{part}", subject="มากลางคัน"))
        if part == 1:
            put(source, Erase(note_ref("d"), 2, "ครบอายุ"), Erase(note_ref("n7"), 1, "ครบอายุ"))
        if part > 6:
            monkeypatch.undo()

    parts(target, monkeypatch, write)
    moved(source, target)
    moved(source, target)
    alike(source, target)
    assert verify(target, codec=CODEC).findings == ()
    assert len(names(target, contains("กลางคัน"))) > 6


def test_a_target_that_holds_anything_else_is_refused(source: Store, target: Store) -> None:
    target.ensure(KINDS)
    put(target, note("other"))
    before = target.checkpoint()
    with pytest.raises(TargetDiffers, match="choose an empty store") as caught:
        moved(source, target)
    assert caught.value.messages.in_language("th").startswith("target มีรายการที่ต้นทางไม่มี")
    assert target.checkpoint() == before


def test_a_copy_that_was_written_to_is_another_office(source: Store, target: Store) -> None:
    moved(source, target)
    put(target, note("own"))
    with pytest.raises(TargetDiffers):
        moved(source, target)
    put(source, note("own"))
    with pytest.raises(TargetDiffers):
        moved(source, target)


def test_records_that_nothing_declares_are_not_left_behind(source: Store, target: Store) -> None:
    with pytest.raises(UnknownKind, match="key"):
        copy(source, target, Codec([Note]), name="target")


def test_a_store_that_needs_an_upgrade_can_be_copied(source: Store, target: Store) -> None:
    source.upgrade([SHRUNK], project)
    moved(source, target)
    assert names(target, contains("ทุน")) == ["a", "b"]
    assert target.journal() == source.journal()
    assert verify(target, codec=CODEC).findings == ()


def test_a_log_that_breaks_off_within_a_part_keeps_whole_batches(
    source: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Frail(MemoryStore):
        left = 3

        def append(self, lines: Any) -> None:
            del lines
            self.left -= 1
            if not self.left:
                raise Cut

    monkeypatch.setattr(copying, "AT_ONCE", 1000)
    target = Frail()
    with pytest.raises(Cut):
        moved(source, target)
    reached = target.checkpoint()
    assert 0 < reached.position < source.checkpoint().position
    assert source.journal(reached.position - 1, 1)[0].batch != source.journal(reached.position, 1)[0].batch
    assert moved(source, target).before == reached.position
    alike(source, target)


def test_a_copy_that_is_killed_goes_on(tmp_path: Path) -> None:
    script = (
        "import sys, time\nfrom orqa.plugins.builtin.stores.sqlite import SqliteStore\n"
        "from orqa.storage import copying\nfrom orqa.storage.codec import Codec\nfrom test_copying import CODEC\n"
        "copying.AT_ONCE = 3\nsource, target = map(SqliteStore, sys.argv[1:])\n"
        "def told(what, done, total):\n    print(done, flush=True)\n    done > 6 and time.sleep(60)\n"
        "copying.copy(source, target, CODEC, name='target', progress=told)\n"
    )
    here, there = (str(tmp_path / name) for name in ("source.db", "target.db"))
    source, target = SqliteStore(here), SqliteStore(there)
    source.ensure(KINDS)
    fill(source)
    run = [sys.executable, "-c", script, here, there]
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    child = subprocess.Popen(run, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent, env=where)
    assert child.stdout is not None
    while int(child.stdout.readline()) <= 6:
        pass
    child.kill()
    child.wait()
    child.stdout.close()
    done = moved(source, target)
    assert done.before > 6
    alike(source, target)
    assert verify(target, codec=CODEC).findings == ()
    source.close()
    target.close()
