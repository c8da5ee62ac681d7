"""Upgrading a file: cut short anywhere, written meanwhile, begun with another aim; nothing is left over."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest
from attrs import evolve, field, frozen

from orqa.base.markers import indexed, searchable
from orqa.base.records import Record
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect
from orqa.storage.codec import BodyNotUnderstood, Codec, upcast
from orqa.storage.errors import StoreReadOnly, StoreTooNew, UnknownKind, UpgradeNeeded, UpgradeUnfinished
from orqa.storage.protocol import OPEN, SYSTEM, Access, Erase, FieldSpec, KindSpec, Touch
from orqa.storage.query import contains, equal
from orqa.storage.verify import verify
from orqa.testing.stores.moving import GROWN, OLD, SHRUNK, TURNED, fill, project, turned
from orqa.testing.stores.setting import KEY, KINDS, NOTE, get, in_threads, key, names, note, note_ref, put

STEP = 4


class Cut(BaseException):
    """The program ends here."""


class Frail(SqliteStore):
    """Ends before or after the commit of a chosen transaction."""

    upgraded_at_once = 2

    def __init__(self, path: str, cut: int = 0, *, before: bool = True) -> None:
        super().__init__(path)
        self._left = cut
        self._before = before
        self.between: Any = lambda: None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self.between()
        self._left -= 1
        with super()._writing() as connection:
            yield connection
            if self._left == 0 and self._before:
                raise Cut
        if self._left == 0:
            raise Cut


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the search index take up texts after a few positions: some wait in these small files, others do not."""
    monkeypatch.setattr(SqliteDialect, "search_step", STEP)


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A file with records of every sort."""
    path = str(tmp_path / "office.db")
    store = SqliteStore(path)
    store.ensure(KINDS)
    fill(store)
    put(store, *(note(f"n{number}", subject=f"เรื่องที่ {number}", number=number) for number in range(9)))
    store.close()
    return path


def opened(path: str, *kinds: KindSpec) -> SqliteStore:
    store = SqliteStore(path)
    store.ensure(kinds or KINDS)
    return store


def shown(store: SqliteStore) -> list[Any]:
    """What every door shows of the notes."""
    found: list[Any] = [store.journal(), verify(store).findings, list(store.check_index())]
    for access in (SYSTEM, OPEN, Access.of(*OLD)):
        with store.read(access) as reader:
            found += [reader.find("note", limit=1000), reader.cells()]
            found += [tuple(reader.rows("note", ("id", "weight", "number")))]
            found += [reader.find("note", contains(words), limit=1000) for words in ("ทุน", "ที่ 7", "ใหม่", "๗", "กลาง")]
    return found


def as_if_new(path: str, tmp_path: Path) -> list[Any]:
    """The same of a new file that was given the same entries."""
    tmp_path.mkdir(exist_ok=True)
    fresh = SqliteStore(str(tmp_path / "fresh.db"))
    fresh.ensure([GROWN, *KINDS[1:]])
    with sqlite3.connect(path):
        source = SqliteStore(path)
        fresh.load(source.journal(), project)
        source.close()
    found = shown(fresh)
    fresh.close()
    return found


def tables(path: str) -> set[str]:
    connection = sqlite3.connect(path)
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type <> 'trigger'")}
    connection.close()
    return {name.split("@")[0] for name in found}


def remembered(path: str) -> dict[str, str]:
    connection = sqlite3.connect(path)
    found = dict(connection.execute("SELECT name, value FROM _store"))
    connection.close()
    return found


@pytest.mark.parametrize("before", [True, False], ids=["rolled-back", "committed"])
@pytest.mark.parametrize("cut", range(1, 11))
def test_cut_short_anywhere_it_goes_on(path: str, tmp_path: Path, cut: int, *, before: bool) -> None:
    for _ in range(2):
        frail = Frail(path, cut, before=before)
        with suppress(Cut):  # or it is through before
            frail.upgrade([GROWN], project)
        frail.close()
        other = SqliteStore(path)
        other.ensure([KEY])
        put(other, key(f"key-{time.monotonic_ns()}"))
        other.close()
    again = Frail(path)
    again.upgrade([GROWN, *KINDS[1:]], project)
    assert shown(again) == as_if_new(path, tmp_path)
    again.close()
    assert remembered(path).keys() == {"upgrades"}


def test_after_an_upgrade_the_file_is_as_if_it_had_been_made_so(path: str) -> None:
    before = tables(path)
    for shape, how in ((SHRUNK, project), (TURNED, turned), (evolve(NOTE, schema=3), project)):
        store = SqliteStore(path)
        store.upgrade([shape], how)
        store.close()
    assert tables(path) == before
    connection = sqlite3.connect(path)
    plan = str(connection.execute("EXPLAIN QUERY PLAN SELECT recorded FROM note WHERE number = 3").fetchall())
    assert "USING COVERING INDEX _note.number@5" in plan
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_programs_of_the_earlier_version_write_meanwhile(path: str, tmp_path: Path) -> None:
    old, new = opened(path), Frail(path)
    turn = iter(range(1000))

    def write() -> None:
        number = next(turn)
        if number > 12:
            return
        put(old, note(f"กลาง{number}", subject=f"มากลางคัน {number}", weight=number))
        if number == 0:
            put(old, note("n3", 1, subject="เปลี่ยนกลางคัน", number=33), Touch(note_ref("n4"), 1))
        if number == 8:
            put(old, note("b", 1, subject="ทุนเปิด", number=4), note("n0", 1, subject="ซ่อน", readers=OLD))
            put(old, note("n3", 2, subject="เปลี่ยนกลางคันอีก", number=34), key("กลาง"))
        names(old)

    new.between = write
    new.upgrade([GROWN, *KINDS[1:]], project)
    assert shown(new) == as_if_new(path, tmp_path)
    assert len(names(new, contains("กลางคัน"))) == 14
    for act in (lambda: put(old, note("x")), lambda: names(old), lambda: put(old, key("y"))):
        with pytest.raises(UpgradeNeeded) as caught:
            act()
        assert caught.value.kinds == ("note",)
    assert "orqa upgrade" in str(caught.value)
    other = opened(path, KEY)
    put(other, key("y"))
    for store in (old, new, other):
        store.close()


def test_a_program_that_does_not_use_what_changed_goes_on(path: str) -> None:
    other, new = opened(path, KEY), SqliteStore(path)
    new.upgrade([GROWN], project)
    put(other, key("y"))
    with other.read(SYSTEM) as reader:
        assert reader.count("key") == 2
    new.close()
    other.close()


def test_a_snapshot_that_was_open_shows_what_it_showed(path: str) -> None:
    old, new = opened(path), SqliteStore(path)
    with old.read(SYSTEM) as reader:
        before = reader.find("note", contains("ทุน"))
        new.upgrade([GROWN], project)
        assert reader.find("note", contains("ทุน")) == before
    new.close()
    old.close()


def test_nothing_is_destroyed_while_its_text_stands_in_two_tables(path: str) -> None:
    old, frail = opened(path), Frail(path, 3)
    with pytest.raises(Cut):
        frail.upgrade([GROWN], project)
    with pytest.raises(UpgradeUnfinished) as caught:
        put(old, note("z", subject="ไม่เขียน"), Erase(note_ref("n1"), 1, "ครบอายุ"))
    assert (caught.value.kind, get(old, "z")) == ("note", None)
    assert get(old, "n1") is not None
    frail.upgrade([GROWN, *KINDS[1:]], project)
    put(frail, Erase(note_ref("n1"), 1, "ครบอายุ"))
    assert "เรื่องที่ 1" not in b"".join(file.read_bytes() for file in Path(path).parent.glob("*")).decode(errors="ignore")
    assert verify(frail).findings == ()
    old.close()
    frail.close()


@pytest.mark.parametrize(("aim", "how"), [(TURNED, turned), (NOTE, project)], ids=["another-aim", "back-again"])
def test_an_upgrade_that_was_begun_with_another_aim_is_dropped(path: str, aim: KindSpec, how: Any) -> None:
    before, frail = tables(path), Frail(path, 4)
    with pytest.raises(Cut):
        frail.upgrade([GROWN], project)
    assert tables(path) > before
    frail.upgrade([aim, *KINDS[1:]], how)
    assert tables(path) == before
    assert names(frail, equal("number", how(get(frail, "a")).index["number"])) == ["a", "n6"]
    put(frail, Erase(note_ref("n1"), 1, "ครบอายุ"))
    assert verify(frail).findings == ()
    frail.close()


def test_several_kinds_at_once(path: str) -> None:
    store = SqliteStore(path)
    marked = evolve(KEY, fields=(FieldSpec("holder"),))
    store.upgrade([GROWN, marked, KindSpec("new")], project)
    with store.read(SYSTEM) as reader:
        assert [reader.count(kind) for kind in ("note", "key", "new")] == [13, 1, 0]
        assert reader.count("key", equal("holder", "x")) == 0
    assert remembered(path) == {"upgrades": "4"}
    store.close()


def test_a_body_that_the_new_class_does_not_understand_stops_it(path: str) -> None:
    def fussy(record: Any) -> Any:
        if record.ref.id == "n5":
            raise BodyNotUnderstood(record.ref, ("ไม่มีช่อง",))
        return project(record)

    store = Frail(path)
    with pytest.raises(BodyNotUnderstood):
        store.upgrade([GROWN], fussy)
    old = opened(path)
    assert len(names(old)) == 13, "the office goes on as it was"
    store.upgrade([GROWN], project)
    assert len(names(store, equal("place", "ตรัง"))) == 0, "a was changed since"
    old.close()
    store.close()


def test_a_higher_schema_is_nothing_to_a_kind_without_records(path: str) -> None:
    store = opened(path)
    store.ensure([evolve(KINDS[2], schema=4)])
    with pytest.raises(UpgradeNeeded):
        store.ensure([evolve(NOTE, schema=2)])
    store.close()


def test_read_only_and_unknown_kinds(path: str) -> None:
    reader = SqliteStore(path, read_only=True)
    with pytest.raises(StoreReadOnly):
        reader.upgrade([GROWN], project)
    with pytest.raises(StoreReadOnly):
        reader.load([], project)
    with pytest.raises(UpgradeNeeded):
        reader.ensure([GROWN])
    reader.close()
    store = SqliteStore(path)
    store.upgrade([KEY], project)
    with pytest.raises(UnknownKind):
        names(store)
    store.close()


def test_a_program_that_is_killed_leaves_what_another_goes_on_with(path: str, tmp_path: Path) -> None:
    script = (
        "import sys, time\nfrom orqa.plugins.builtin.stores.sqlite import SqliteStore\n"
        "from orqa.testing.stores.moving import GROWN, project\n"
        "from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect\nSqliteDialect.search_step = 4\n"
        "store = SqliteStore(sys.argv[1])\nstore.upgraded_at_once = 1\n"
        "def told(kind, done, total):\n    print(done, flush=True)\n    done >= 4 and time.sleep(60)\n"
        "store.upgrade([GROWN], project, progress=told)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", script, path], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert [int(child.stdout.readline()) for _ in range(4)] == [1, 2, 3, 4]
    child.kill()
    child.wait()
    child.stdout.close()
    told: list[int] = []
    store = SqliteStore(path)
    store.upgrade([GROWN, *KINDS[1:]], project, progress=lambda _, done, __: told.append(done))
    assert told == [12, 13], "the last one waited for the search index"
    assert shown(store) == as_if_new(path, tmp_path)
    store.close()


def test_two_programs_upgrade_at_the_same_time(path: str, tmp_path: Path) -> None:
    stores = [Frail(path) for _ in range(2)]
    done = in_threads([lambda store=store: store.upgrade([GROWN, *KINDS[1:]], project) for store in stores])  # type: ignore[misc]
    assert done == [None, None]
    assert remembered(path) == {"upgrades": "2"}
    for store in stores:
        assert shown(store) == as_if_new(path, tmp_path / f"{id(store)}")
        store.close()


# ------------------------------------------------------------------ by the classes themselves


@frozen(kw_only=True)
class First(Record):
    kind: ClassVar[str] = "note"
    subject: str = field(metadata=indexed() | searchable())
    number: int | None = field(default=None, metadata=indexed())
    day: str | None = field(default=None, metadata=indexed())


@frozen(kw_only=True)
class Second(Record):
    """Names its subject otherwise, and counts in dozens."""

    kind: ClassVar[str] = "note"
    schema: ClassVar[int] = 2
    title: str = field(metadata=indexed() | searchable())
    dozens: str = field(default="", metadata=indexed() | searchable())


@upcast("note", 1)
def rename(body: dict[str, Any]) -> dict[str, Any]:
    return {"title": body["subject"], "dozens": f"{(body.get('number') or 0) // 12} โหล"}


def test_a_raised_schema_is_upcast_into_the_new_columns_and_bodies_stay(tmp_path: Path) -> None:
    store = SqliteStore(str(tmp_path / "office.db"))
    first, second = Codec([First]), Codec([Second], [rename])
    store.ensure(first.kinds)
    put(store, *(first.encode(First(id=f"n{n}", subject=f"เรื่อง {n}", number=n)) for n in range(30)))
    before = store.journal()
    with pytest.raises(UpgradeNeeded):
        store.ensure(second.kinds)
    store.upgrade(second.kinds, second.project)
    assert store.journal() == before
    assert names(store, equal("dozens", "1 โหล")) == [f"n{n}" for n in range(12, 24)]
    assert names(store, contains("2 โหล")) == [f"n{n}" for n in (2, 12, *range(20, 30))], "in both fields"
    put(store, second.encode(Second(id="n0", version=1, title="ใหม่", dozens="9 โหล")))
    with store.read(SYSTEM) as reader:
        found = [second.decode(item) for item in reader.find("note", contains("9 โหล")).items]
    assert [(record.id, record.version) for record in found] == [("n0", 2), ("n9", 1), ("n19", 1), ("n29", 1)]
    assert verify(store, codec=second, deep=True).findings == ()
    with pytest.raises(StoreTooNew):
        store.ensure(first.kinds)
    store.close()
