"""Promises S-50 to S-59: the journal, its hashes, and what shows in it."""
# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of

import hashlib
import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from orqa.storage.protocol import (
    SYSTEM,
    Add,
    Checkpoint,
    Entry,
    Erase,
    Into,
    Op,
    Store,
    Touch,
)
from orqa.storage.verify import verify
from orqa.testing.stores.setting import (
    AT,
    Setting,
    batch,
    in_threads,
    key,
    note,
    note_ref,
    put,
    same,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


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
                latest[entry.kind, entry.id] = hashed = entry_hash(entry)
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
            put(store, key("a"))
            journal = store.journal()  # by now every entry has its position
            with store.read(SYSTEM) as reader:
                history = reader.history(note_ref("a"))
                same(reader.history(note_ref("absent")), ())
            same(history, tuple(entry for entry in journal if (entry.kind, entry.id) == ("note", "a")))
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


# The rule of the journal's hashes, written here a second time on purpose: a store, and the code that it uses,
# are checked against this.


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _spelt(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_hash(entry: Entry) -> str:
    """The hash of an entry, by the rule."""
    parts: Iterator[object] = iter(
        (
            *(entry.batch, entry.op.value, entry.kind, entry.id, entry.version, entry.at, entry.actor, entry.action),
            *(" ".join(entry.readers), entry.digest, entry.prev),
        )
    )
    return _sha("\x1f".join(map(str, parts)))
