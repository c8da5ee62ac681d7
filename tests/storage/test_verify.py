"""Verification finds each kind of damage, names the first bad entry, and can be taken up again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from attrs import evolve

from orqa.base.findings import Severity
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.storage import verify_parts
from orqa.storage.chain import digest_of, hash_of, link
from orqa.storage.codec import Codec
from orqa.storage.log_reader import LogReader
from orqa.storage.log_state import Line
from orqa.storage.protocol import Access, Add, Checkpoint, Entry, Erase, Op, Put, Touch
from orqa.storage.verify import verify
from orqa.storage.verify_checks import step_of
from orqa.testing.stores.setting import KEY, KINDS, NOTE, batch, key, note, note_ref, put


def office(store: MemoryStore | None = None) -> MemoryStore:
    """Nine entries: 1–3 a note, a key, a number; 4–6 a second version and a touch with a number; 7–9 one destroyed."""
    store = store or MemoryStore()
    store.ensure(KINDS)
    store.apply(batch(note("a", subject="ทุน"), key("k"), adds=(Add("series/x", 1),), id="first"))
    store.apply(batch(note("a", 1, subject="ทุนใหม่"), id="second"))
    store.apply(batch(Touch(note_ref("a"), 2), adds=(Add("series/x", 1), Add("stock", 5)), id="third"))
    put(store, note("gone", subject="ลับ", readers=("unit:1",)))
    put(store, Erase(note_ref("gone"), 1, "ครบอายุ"))
    store.apply(batch(reason="จบ", id="last"))
    return store


def codes(store: MemoryStore, **how: Any) -> list[str]:
    return [finding.code for finding in verify(store, **how).findings]


def change(store: MemoryStore, position: int, *, seal: bool = True, **parts: Any) -> None:
    """Change an entry where journal and history keep it; ``seal`` makes all later chains fit again."""
    lines = store._state.lines
    old = lines[position - 1]
    text = parts.pop("text", old.text)
    lines[position - 1] = Line(evolve(old.entry, **parts), text, old.index, old.search)
    if seal:
        chain = lines[position - 2].entry.chain if position > 1 else ""
        for place in range(position - 1, len(lines)):
            chain = link(chain, hash_of(lines[place].entry))
            lines[place] = evolve(lines[place], entry=evolve(lines[place].entry, chain=chain))


def test_a_sound_store_has_no_findings() -> None:
    store = office()
    found = verify(store)
    assert found.findings == ()
    assert found.is_sound
    assert (found.entries, found.checkpoint) == (9, store.checkpoint())


def test_an_empty_store_is_sound() -> None:
    assert verify(MemoryStore()).checkpoint == Checkpoint(0, "")
    assert verify(MemoryStore()).is_sound


def reverse_two(store: MemoryStore) -> None:
    lines = store._state.lines
    lines[0], lines[1] = lines[1], lines[0]


def drop(store: MemoryStore) -> None:
    del store._state.lines[3]


def body_with_a_fitting_digest(store: MemoryStore) -> None:
    salt = store._state.lines[0].entry.salt
    change(store, 1, text='{"subject":"x"}', digest=digest_of(salt, '{"subject":"x"}'))


def lost_adds(store: MemoryStore) -> None:
    salt = store._state.lines[5].entry.salt
    text = '{"adds":"none","reason":""}'
    change(store, 6, text=text, digest=digest_of(salt, text))


def other_number(store: MemoryStore) -> None:
    salt = store._state.lines[5].entry.salt
    text = '{"adds":[["series/x",1,3],["stock",5,5]],"reason":""}'
    change(store, 6, text=text, digest=digest_of(salt, text))


DAMAGES: tuple[tuple[str, Callable[[MemoryStore], object], list[str]], ...] = (
    ("the text of a body", lambda s: change(s, 1, text='{"subject":"x"}'), ["journal-body-changed"]),
    (
        "a body with its digest, chain left",
        lambda s: change(s, 1, seal=False, text="{}", digest=digest_of(s._state.lines[0].entry.salt, "{}")),
        ["journal-chain-broken", "record-history-broken"],
    ),
    ("a body with digest and chain", body_with_a_fitting_digest, ["record-history-broken"]),
    (
        "who did it",
        lambda s: change(s, 4, seal=False, actor="person:x"),
        ["journal-chain-broken", "record-history-broken"],
    ),
    ("when it was done", lambda s: change(s, 9, seal=False, at="2000"), ["journal-chain-broken"]),
    ("a version", lambda s: change(s, 4, version=3), ["record-version-broken"] * 2),
    ("the link to the version before", lambda s: change(s, 5, prev="0" * 64), ["record-history-broken"]),
    ("a body dropped", lambda s: change(s, 1, text=None, salt=""), ["journal-body-missing"]),
    ("readers of a touch", lambda s: change(s, 5, readers=("x",)), ["record-readers-changed", "record-differs"]),
    (
        "a destroyed body that is still there",
        lambda s: change(s, 7, text="{}", salt="0" * 32),
        ["journal-body-changed", "erased-body-kept"],
    ),
    ("the reason of a destruction", lambda s: change(s, 8, text=None, salt=""), ["journal-body-changed"]),
    ("a number that JSON does not know", lambda s: change(s, 1, text='{"n":NaN}'), ["journal-body-changed"]),
    ("a character that no encoding takes", lambda s: change(s, 1, text='{"n":"\\ud800"}'), ["journal-body-changed"]),
    ("adds that say nothing", lost_adds, ["journal-adds-misshapen", "cell-differs", "cell-differs"]),
    ("a number that skips", other_number, ["cell-sum-broken", "cell-differs"]),
    (
        "an entry",
        drop,
        ["journal-position-broken", "journal-chain-broken", "record-version-broken", "record-differs"],
    ),
    ("two entries in another order", reverse_two, ["journal-position-broken", "journal-chain-broken"] * 3),
)


@pytest.mark.parametrize(("damage", "expected"), [case[1:] for case in DAMAGES], ids=[case[0] for case in DAMAGES])
def test_each_damage_is_found(damage: Callable[[MemoryStore], object], expected: list[str]) -> None:
    store = office()
    damage(store)
    found = codes(store)
    assert found == expected
    assert not verify(store).is_sound


def test_one_damage_is_one_finding_that_names_its_entry() -> None:
    store = office()
    change(store, 4, text='{"subject":"ปลอม"}')
    (finding,) = [item for item in verify(store).findings if item.code == "journal-body-changed"]
    assert finding.record == note_ref("a")
    assert finding.message.in_language("en") == (
        "The content of entry 4 (note:a) is not what was written. Restore a backup"
    )
    assert "รายการที่ 4 (note:a)" in finding.message.in_language("th")


# ------------------------------------------------------------------ records as shown


class Lying(MemoryStore):
    """Shows what the journal does not say."""

    lie: type[LogReader] = LogReader

    @contextmanager
    def read(self, access: Access, after: int | None = None) -> Iterator[LogReader]:
        with super().read(access, after) as sound:
            yield self.lie(sound._state, sound._kinds, sound._lock, sound._access, sound.token)


def lying(**methods: Any) -> MemoryStore:
    return office(type("Liar", (Lying,), {"lie": type("Lie", (LogReader,), methods)})())


def shown_as(**parts: Any) -> Callable[..., Any]:
    def get_many(self: LogReader, refs: Sequence[RecordRef]) -> Any:
        found = LogReader.get_many(self, refs)
        return tuple(evolve(item, **parts) if item and item.ref.id == "a" else item for item in found)

    return get_many


@pytest.mark.parametrize("parts", [{"body": {"subject": "ทุน"}}, {"version": 2}, {"readers": ("unit:1",)}])
def test_a_record_shown_otherwise_than_written_is_found(parts: dict[str, Any]) -> None:
    (finding,) = verify(lying(get_many=shown_as(**parts))).findings
    assert (finding.code, finding.record) == ("record-differs", note_ref("a"))
    assert "entry 5" in finding.message.in_language("en")


def test_a_record_that_is_not_shown_is_found() -> None:
    store = lying(get_many=lambda _, refs: (None,) * len(refs))
    assert codes(store) == ["record-differs", "record-differs"]
    assert "(nothing)" in verify(store).findings[0].message.in_language("en")
    assert "(ไม่มี)" in verify(store).findings[0].message.in_language("th")


def test_records_without_an_entry_are_found() -> None:
    store = lying(count=lambda self, kind, *query: LogReader.count(self, kind, *query) + (kind == "note"))
    (finding,) = verify(store).findings
    assert finding.code == "record-count-differs"
    assert "shows 2 records of kind note, its journal has 1" in str(finding.message)


@pytest.mark.parametrize("kind", ["destroyed", "empty"])
def test_records_of_a_kind_without_any_are_found(kind: str) -> None:
    """Records slipped into a list that is empty by the journal, be it that all of them were destroyed."""

    class Empty(Record):
        kind = "empty"

    class Destroyed(Record):
        kind = "destroyed"

    codec, ref = Codec([Empty, Destroyed]), RecordRef("destroyed", "a")
    store = lying(count=lambda self, asked, *query: LogReader.count(self, asked, *query) + (asked == kind))
    store.ensure(codec.kinds)
    put(store, Put(ref, 0, {}))
    put(store, Erase(ref, 1, "ครบอายุ"))
    (finding,) = verify(store, codec=codec).findings
    assert f"shows 1 records of kind {kind}, its journal has 0" in str(finding.message)


@pytest.mark.parametrize(("cell", "value"), [("series/x", 3), ("stock", 0), ("ghost", 1)])
def test_a_cell_that_is_not_the_sum_of_its_adds_is_found(cell: str, value: int) -> None:
    store = lying(cells=lambda self, prefix="": {**LogReader.cells(self, prefix), cell: value})
    (finding,) = verify(store).findings
    assert finding.code == "cell-differs"
    assert f"{cell} holds {value}" in str(finding.message)


def test_kinds_that_nobody_declares_are_told_and_not_taken_for_damage() -> None:
    store = office()
    store._kinds = {NOTE.kind: NOTE}
    found = verify(store)
    assert [(item.code, item.severity) for item in found.findings] == [("kind-not-declared", Severity.WARNING)]
    assert found.is_sound
    assert KEY.kind in str(found.findings[0].message)


# ------------------------------------------------------------------ series


@pytest.mark.parametrize(
    ("amounts", "sound"),
    [
        ((1, 1, 1), True),
        ((120, 1, 1), True),
        ((1, 0, 1), True),
        ((1, 2), False),
        ((1, -1), False),
        ((-1,), False),
        ((1, 1, 120), False),
        ((0, 2), True),
    ],
)
def test_register_numbers_are_given_one_by_one(amounts: Sequence[int], *, sound: bool) -> None:
    store = MemoryStore()
    for amount in amounts:
        store.apply(batch(adds=(Add("series/received/central/2026", amount), Add("money", amount))))
    found = verify(store)
    assert found.is_sound is sound
    assert {finding.code for finding in found.findings} <= {"series-broken"}


# ------------------------------------------------------------------ checkpoints and parts


def test_a_kept_checkpoint_shows_a_rewritten_journal() -> None:
    kept = office().checkpoint()
    other = office()
    assert codes(other, expected=[other.checkpoint(), Checkpoint(0, "")]) == []
    assert codes(other, expected=[kept]) == ["checkpoint-differs"]


def test_a_kept_checkpoint_shows_a_journal_cut_short() -> None:
    store = office()
    kept = Checkpoint(12, "x")
    (finding,) = verify(store, expected=[kept]).findings
    assert str(finding.message) == "The journal ends at 9, it once reached 12. Restore a backup"
    assert codes(store, since=kept) == ["journal-short"]


@pytest.mark.parametrize("position", range(1, 10))
def test_verification_goes_on_from_any_checkpoint(position: int) -> None:
    store = office()
    entry = store.journal()[position - 1]
    found = verify(store, Checkpoint(entry.position, entry.chain))
    assert found.findings == ()
    assert (found.entries, found.checkpoint) == (9 - position, store.checkpoint())


def test_going_on_from_a_checkpoint_that_is_not_the_store_s_is_found() -> None:
    assert "checkpoint-differs" in codes(office(), since=Checkpoint(3, "0" * 64))


def test_damage_after_a_checkpoint_is_found_from_there() -> None:
    store = office()
    middle = store.journal()[2]
    change(store, 4, text='{"subject":"x"}')
    assert "journal-body-changed" in codes(store, since=Checkpoint(middle.position, middle.chain))


@pytest.mark.parametrize("at_once", [1, 2, 3, 9, 10])
@pytest.mark.parametrize("waiting", [1, 2, 500])
def test_parts_find_what_one_pass_finds(at_once: int, waiting: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_parts, "_WAITING", waiting)
    store = office()
    assert codes(store, at_once=at_once) == []
    change(store, 5, prev="0" * 64)
    change(store, 1, text=None, salt="")
    assert sorted(codes(store, at_once=at_once)) == sorted(codes(store))
    assert verify(store, at_once=at_once).entries == 9


def test_parts_keep_the_order_of_each_record_s_entries() -> None:
    steps = [step_of(entry, entry.chain) for entry in office().journal() if entry.op is not Op.ADDS]
    for count in (1, 2, 3, 50):
        with verify_parts.Parts(count) as parts:
            parted = [[step for step in steps if not parts.keeps(step)], *map(list, parts.rest())]
        assert sorted(step for part in parted for step in part) == steps
        assert all(part == sorted(part) for part in parted)
        names = [{step.what for step in part} for part in parted]
        assert sum(map(len, names)) == len(set().union(*names)), "a record is in two parts"


def test_findings_stop_where_they_are_told_to() -> None:
    store = MemoryStore()
    for _ in range(20):
        store.apply(batch(adds=(Add("series/x", 1),)))
    for position in range(1, 21):
        change(store, position, seal=False, actor="x")
    found = verify(store, most=5).findings
    assert [finding.code for finding in found] == ["journal-chain-broken"] * 5 + ["more-findings"]


# ------------------------------------------------------------------ while others write


class Busy(MemoryStore):
    """Does something each time the journal is read."""

    meanwhile: Callable[["Busy"], object] = staticmethod(lambda _store: None)

    def journal(self, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        act, self.meanwhile = self.meanwhile, lambda _store: None
        act(self)
        return super().journal(after, limit)


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda store: put(store, note("new")),
        lambda store: put(store, note("a", 3, subject="อีก")),
        lambda store: put(store, Erase(note_ref("a"), 3, "ครบอายุ")),
        lambda store: store.apply(batch(adds=(Add("series/x", 1),))),
    ],
    ids=["a new record", "a new version", "an erasure", "a number"],
)
def test_what_is_written_meanwhile_is_no_finding(meanwhile: Callable[[Busy], object]) -> None:
    store = Busy()
    office(store)
    store.meanwhile = meanwhile
    found = verify(store)
    assert [finding.show() for finding in found.findings] == []
    assert found.entries == 9
    assert verify(store).is_sound


def test_the_journal_is_read_in_parts_of_bounded_size() -> None:
    asked: list[int] = []

    class Counting(MemoryStore):
        def journal(self, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
            asked.append(limit)
            return super().journal(after, limit)

    store = Counting()
    for _ in range(1200):
        store.apply(batch(adds=(Add("series/x", 1),)))
    assert verify(store).entries == 1200
    assert max(asked) <= 1000


def test_ops_are_told_apart() -> None:
    found = {op: sum(entry.op is op for entry in office().journal()) for op in Op}
    assert found == {Op.PUT: 4, Op.TOUCH: 1, Op.ERASE: 1, Op.ADDS: 3}
