"""Promises S-40 to S-69: who sees what, the journal, lawful destruction."""
# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from orqa.storage.errors import BadBatch, Conflict
from orqa.storage.protocol import (
    OPEN,
    SYSTEM,
    Access,
    Add,
    Checkpoint,
    Entry,
    Erase,
    Into,
    Op,
    Reader,
    Store,
    Touch,
)
from orqa.storage.query import contains, equal
from orqa.storage.verify import verify
from orqa.testing.stores.setting import (
    AT,
    Setting,
    batch,
    cell,
    get,
    in_threads,
    key,
    names,
    note,
    note_ref,
    put,
    raises,
    same,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.storage.protocol import (
        Write,
    )

GUARDED = (
    note("open", subject="ทุนเปิด", number=1),
    note("unit", subject="ทุนลับ ของหน่วย", number=1, readers=("unit:12", "registrar")),
    note("person", subject="ทุนลับ ของบุคคล", number=2, readers=("person:ab",)),
    note("nobody", subject="ทุนลับที่สุด", number=3, readers=("nobody",)),
)

SIGHTS: tuple[tuple[Access, tuple[str, ...]], ...] = (
    (OPEN, ("open",)),
    (Access.of("unit:12"), ("open", "unit")),
    (Access.of("registrar", "person:ab"), ("open", "unit", "person")),
    (Access.of("unit:1"), ("open",)),
    (Access.of("unit:123", "unit", "12"), ("open",)),
    (Access.of("UNIT:12", "unit:12 registrar", "%", "*", "_"), ("open",)),
    (SYSTEM, ("open", "unit", "person", "nobody")),
)

HIDDEN = "ความลับสุดยอดเรื่องปลาทู"


class AccessContract(Setting):
    """S-40 to S-42."""

    def test_s40_a_record_shows_only_to_its_readers(self) -> None:
        with self.filled(*GUARDED) as store:
            for access, expected in SIGHTS:
                with store.read(access) as reader:
                    for door, seen in _doors(reader).items():
                        same(sorted(seen), sorted(expected), f"{door} of {access}")
                    same(reader.count("note"), len(expected), f"count of {access}")
                    same(reader.count("note", contains("ทุน")), len(expected), f"count of words of {access}")
                    same(sum(reader.count_by("note", ("number",)).values()), len(expected), f"count_by of {access}")

    def test_s41_the_latest_version_says_who_sees_all_versions(self) -> None:
        with self.filled(note("a", subject="ร่าง"), note("a", 1, subject="ปิด", readers=("unit:1",))) as store:
            put(store, Touch(note_ref("a"), 2))
            with store.read(OPEN) as reader:
                same((reader.get_many([note_ref("a")]), reader.history(note_ref("a"))), ((None,), ()))
                same(reader.count("note", contains("ร่าง")), 0)
            put(store, note("a", 3, subject="เปิด"))
            with store.read(OPEN) as reader:
                same((reader.count("note", contains("เปิด")), len(reader.history(note_ref("a")))), (1, 4))

    def test_s42_restricted_records_are_searched_by_those_who_see_them(self) -> None:
        with self.filled(*GUARDED) as store:
            put(store, note("unit", 1, subject="แก้ไข ก", number=1, readers=("registrar",)))
            same(names(store, contains("ลับ"), Access.of("registrar", "person:ab")), ["person"])
            same(names(store, contains("ก"), Access.of("registrar")), ["unit"])
            same(names(store, contains("ก"), Access.of("unit:12")), [])
            same(names(store, contains("ทุน") & equal("number", 2), Access.of("person:ab"), ("-recorded",)), ["person"])


class JournalContract(Setting):
    """S-50 to S-56."""

    def test_s50_every_write_is_one_entry_in_order(self) -> None:
        with self.fresh() as store:
            _history(store)
            entries = store.journal()
            same([entry.position for entry in entries], list(range(1, 8)))
            same([f"{e.op} {e.kind}:{e.id} {e.version}" for e in entries[:5]], [*_EXPECTED])
            same((entries[2].kind, entries[2].id), ("batch", "first"))
            same(entries[2].body, {"adds": [["z", 2, 2], ["series/x", 1, 1]], "reason": "เปิดเรื่อง"})
            same(entries[0].body, {"subject": "ทุน", "number": 1}, "the number is part of what was written")
            same((entries[4].body, entries[4].readers), (None, ("unit:1",)), "a touch, erased")
            same((entries[5].body, entries[5].readers), ({"reason": "ครบอายุ"}, ("unit:1",)), "an erase")
            same((entries[6].op, entries[6].body), (Op.ADDS, {"adds": [], "reason": "เหตุผลล้วน"}))

    def test_s51_entries_tell_batch_actor_action_and_moment(self) -> None:
        bangkok = timezone(timedelta(hours=7))
        with self.fresh() as store:
            moments = (
                AT,
                datetime(2026, 11, 23, 9, 0, tzinfo=bangkok),
                datetime(1999, 12, 31, 23, 59, 59, 999999, AT.tzinfo),
            )
            for place, at in enumerate(moments):
                store.apply(
                    batch(note(f"n{place}"), id=f"งาน {place}", actor="person:สมหญิง", action="note.open", at=at)
                )
            told = [(entry.batch, entry.actor, entry.action, entry.at) for entry in store.journal()]
            spelt = ("2026-11-23T02:00:00.123456Z", "2026-11-23T02:00:00.000000Z", "1999-12-31T23:59:59.999999Z")
            same(told, [(f"งาน {n}", "person:สมหญิง", "note.open", at) for n, at in enumerate(spelt)])

    def test_s52_the_journal_is_read_in_parts(self) -> None:
        with self.fresh() as store:
            for turn in range(7):
                put(store, note(f"n{turn}"))
            everything = tuple(store.journal())
            for after, limit in ((0, 3), (3, 3), (6, 3), (7, 3), (2, 1), (0, 7), (100, 5)):
                same(tuple(store.journal(after, limit)), everything[after : after + limit], f"{after}, {limit}")

    def test_s53_digests_and_hashes_follow_the_rule(self) -> None:
        with self.fresh() as store:
            _history(store)
            latest: dict[tuple[str, str], str] = {}
            chain = ""
            for entry in store.journal():
                if entry.body is not None:
                    same(entry.digest, _sha(entry.salt + _spelt(entry.body)), f"digest of {entry}")
                same(entry.prev, latest.get((entry.kind, entry.id), ""), f"prev of {entry}")
                latest[entry.kind, entry.id] = hashed = _entry_hash(entry)
                chain = _sha(chain + hashed)
                same(entry.chain, chain, f"chain of {entry}")

    def test_s54_salts_are_random(self) -> None:
        with self.filled(*(note(f"n{turn}", same="body") for turn in range(20))) as store:
            salts = [entry.salt for entry in store.journal()]
            same(len(set(salts)), 20, "a salt comes twice")
            assert all(len(salt) == 32 and set(salt) <= set("0123456789abcdef") for salt in salts)

    def test_s55_a_checkpoint_is_the_journal_s_end(self) -> None:
        with self.fresh() as store:
            same(store.checkpoint(), Checkpoint(0, ""))
            same(tuple(store.journal()), ())
            _history(store)
            last = store.journal()[-1]
            same(store.checkpoint(), Checkpoint(last.position, last.chain))

    def test_s56_a_history_is_the_record_s_entries(self) -> None:
        with self.fresh() as store:
            for turn in range(3):
                put(store, note("a", turn, subject=f"รุ่น {turn}"), note(f"other{turn}"))
            journal = store.journal()  # by now every entry has its position
            with store.read(SYSTEM) as reader:
                history = reader.history(note_ref("a"))
                same(reader.history(note_ref("absent")), ())
            same(history, tuple(entry for entry in journal if entry.id == "a"))
            same([entry.version for entry in history], [1, 2, 3])

    def test_s57_positions_have_no_hole_when_threads_write(self) -> None:
        with self.fresh() as store:

            def write(thread: int) -> list[int]:
                return [put(store, note(f"{thread}-{turn}"), key(f"{thread}-{turn}")).token for turn in range(5)]

            outcomes = in_threads([lambda thread=thread: write(thread) for thread in range(4)])  # type: ignore[misc]
            assert all(isinstance(outcome, list) for outcome in outcomes), outcomes
            entries = store.journal()
            same([entry.position for entry in entries], list(range(1, 41)))
            runs = [entries[place].batch == entries[place + 1].batch for place in range(0, 40, 2)]
            assert all(runs), "the entries of a batch stand together"

    def test_s58_a_sound_store_verifies(self) -> None:
        with self.fresh() as store:
            _history(store)
            found = verify(store)
            same([finding.show() for finding in found.findings], [])
            same((found.entries, found.checkpoint), (7, store.checkpoint()))

    def test_s59_a_body_changed_behind_the_store_shows(self) -> None:
        with self.filled(note("a", subject="จริง", n=1), note("b")) as store:
            kept = store.checkpoint()
            door = self.back_door(store)
            same(door.body(note_ref("a")), {"subject": "จริง", "n": 1}, "read without the store")
            same(door.body(note_ref("absent")), None)
            door.forge(note_ref("a"), {"subject": "ปลอม", "n": 1})
            findings = verify(store, expected=[kept]).findings
            assert "journal-body-changed" in {finding.code for finding in findings}, findings
            assert note_ref("a") in {finding.record for finding in findings}


class EraseContract(Setting):
    """S-60 to S-64."""

    def test_s60_an_erased_record_is_gone_from_every_list(self) -> None:
        with self.filled(note("a", subject=HIDDEN, number=1), note("a", 1, subject=HIDDEN), note("b")) as store:
            put(store, Erase(note_ref("a"), 2, "ครบอายุ"))
            with store.read(SYSTEM) as reader:
                for door, seen in _doors(reader, ("a", "b"), "").items():
                    same(list(seen), ["b"] if door != "history" else ["a", "b"], door)
                same((reader.count("note"), reader.count("note", contains("ปลาทู"))), (1, 0))
                same(reader.count_by("note", ("number",)), {(None,): 1})

    def test_s61_digests_and_a_tombstone_stay(self) -> None:
        with self.filled(note("a", subject=HIDDEN), note("a", 1, subject=HIDDEN), Touch(note_ref("a"), 2)) as store:
            before = store.journal()
            put(store, Erase(note_ref("a"), 3, "ครบอายุ"))
            journal = tuple(store.journal())
            with store.read(SYSTEM) as reader:
                history = reader.history(note_ref("a"))
            same([(entry.body, entry.salt) for entry in history[:3]], [(None, "")] * 3)
            same([_entry_hash(entry) for entry in history[:3]], [_entry_hash(entry) for entry in before])
            same((history[3].op, history[3].version, history[3].body), (Op.ERASE, 4, {"reason": "ครบอายุ"}))
            same(journal, history)
            same([finding.show() for finding in verify(store).findings], [], "the chain still verifies")

    def test_s62_no_byte_of_an_erased_record_stays(self) -> None:
        kept = "สิ่งที่ต้องอยู่"
        with self.filled(
            note("a", subject=HIDDEN, day="ปลาทู-day", extra="ปลาทู-extra"), note("b", subject=kept)
        ) as store:
            door = self.back_door(store)
            before = door.raw()
            assert HIDDEN.encode() in before, "the back door does not show what is stored"
            put(store, note("a", 1, subject=HIDDEN + "อีก", readers=("unit:1",)))
            put(store, Erase(note_ref("a"), 2, "ครบอายุ"))
            after = door.raw()
            for text in (HIDDEN, "ปลาทู", "ปลาทู-day", "ปลาทู-extra"):
                assert text.encode() not in after, f"{text} is still there"
            assert kept.encode() in after

    def test_s63_an_erased_record_takes_no_further_write(self) -> None:
        with self.filled(note("a", n=1), Erase(note_ref("a"), 1, "ครบอายุ")) as store:
            stale: tuple[Write, ...] = (note("a", n=2), Touch(note_ref("a"), 1))
            for write in stale:
                with raises(Conflict) as caught:
                    put(store, write)
                same(caught.error.found, 2)
            for write in (note("a", 2, n=2), Touch(note_ref("a"), 2), Erase(note_ref("a"), 2, "again")):
                with raises(BadBatch, str(write)):
                    put(store, write)
            same((get(store, "a"), len(store.journal())), (None, 2))

    def test_s64_an_erasure_is_all_or_nothing_like_any_write(self) -> None:
        with self.filled(note("a", subject=HIDDEN), note("b")) as store:
            with raises(Conflict):
                put(store, Erase(note_ref("a"), 1, "ครบอายุ"), note("b", n=1))
            found = get(store, "a")
            assert found is not None
            same((found.body, names(store, contains("ปลาทู")), cell(store, "x")), ({"subject": HIDDEN}, ["a"], 0))
            same([entry.body for entry in store.journal()], [{"subject": HIDDEN}, {}])


_EXPECTED = ("put note:a 1", "put key:k 1", "adds batch:first 1", "put note:b 1", "touch note:b 2")


def _history(store: Store) -> None:
    """Seven entries of every sort."""
    into = (Into(note_ref("a"), "number"),)
    adds = (Add("z", 2), Add("series/x", 1, into=into))
    store.apply(batch(note("a", subject="ทุน"), key("k"), adds=adds, id="first", reason="เปิดเรื่อง"))
    put(store, note("b", subject="ลับ", readers=("unit:1",)))
    put(store, Touch(note_ref("b"), 1))
    put(store, Erase(note_ref("b"), 2, "ครบอายุ"))
    store.apply(batch(reason="เหตุผลล้วน"))


def _doors(
    reader: Reader, wanted: Sequence[str] = ("open", "unit", "person", "nobody"), words: str = "ทุน"
) -> dict[str, list[str]]:
    """The ids that each way of reading shows."""
    found = {
        "get_many": [item.ref.id for item in reader.get_many([note_ref(name) for name in wanted]) if item],
        "find": [item.ref.id for item in reader.find("note").items],
        "words": [item.ref.id for item in reader.find("note", contains(words)).items],
        "rows": [str(name) for (name,) in reader.rows("note", ("id",))],
        "rows in order": [str(name) for (name,) in reader.rows("note", ("id",), order=("subject",))],
        "history": [name for name in wanted if reader.history(note_ref(name))],
    }
    return {door: sorted(seen) for door, seen in found.items()}


# The rule of the journal's hashes, written here a second time on purpose: a store, and the code that it uses,
# are checked against this.


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _spelt(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _entry_hash(entry: Entry) -> str:
    parts: Iterator[object] = iter(
        (
            *(entry.batch, entry.op.value, entry.kind, entry.id, entry.version, entry.at, entry.actor, entry.action),
            *(" ".join(entry.readers), entry.digest, entry.prev),
        )
    )
    return _sha("\x1f".join(map(str, parts)))
