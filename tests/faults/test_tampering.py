"""Somebody writes into the SQLite file: verification names the first wrong entry, or a kept checkpoint shows it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from offices import open_store

from orqa.storage.protocol import Add, Checkpoint, Into, Store
from orqa.storage.verify import verify
from orqa.testing.stores.setting import KINDS, batch, note, note_ref


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Six batches of two entries each: a note at the odd positions, its number at the even ones."""
    with closing(open_store(f"sqlite:///{tmp_path}/office")) as store:
        store.ensure(KINDS)
        for turn in range(6):
            number = Add("series/x", 1, into=(Into(note_ref(f"n{turn}"), "number"),))
            store.apply(batch(note(f"n{turn}", subject="ทุน"), adds=(number,)))
    return str(tmp_path / "office")


def tampered(path: str, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as vandal:
        for statement in statements:
            vandal.execute(statement)


def found(path: str, *kept: Checkpoint) -> list[tuple[str, str]]:
    """Code and English text of what is found, the first first."""
    with closing(open_store(f"sqlite:///{path}")) as store:
        store.ensure(KINDS)
        return [(finding.code, finding.show("en")) for finding in verify(store, expected=kept).findings]


@pytest.mark.parametrize(
    ("statements", "code", "named"),
    [
        (["UPDATE _entry SET body = replace(body, 'ทุน', 'ทาน') WHERE position = 5"], "journal-body-changed", 5),
        (["UPDATE _entry SET body = NULL WHERE position = 5"], "journal-body-missing", 5),
        (["UPDATE _entry SET salt = '00' || substr(salt, 3) WHERE position = 5"], "journal-body-changed", 5),
        (["UPDATE _entry SET readers = 'unit:1' WHERE position = 5"], "journal-chain-broken", 5),
        (["UPDATE _entry SET prev = digest WHERE position = 5"], "journal-chain-broken", 5),
        (["UPDATE _entry SET chain = digest WHERE position = 5"], "journal-chain-broken", 5),
        (["UPDATE _batch SET actor = 'person:other' WHERE number = 6"], "journal-chain-broken", 5),
        (["UPDATE _batch SET at = '2020-01-01T00:00:00.000000Z' WHERE number = 6"], "journal-chain-broken", 5),
        (["DELETE FROM _entry WHERE position = 5"], "journal-position-broken", 5),
        (
            ["DELETE FROM _entry WHERE position IN (5, 6)", "DELETE FROM _batch WHERE number = 6"],
            "journal-position-broken",
            5,
        ),
        (["UPDATE _entry SET position = position + 1 WHERE position = 12"], "journal-position-broken", 12),
    ],
)
def test_the_first_entry_that_is_wrong_is_named(path: str, statements: list[str], code: str, named: int) -> None:
    assert found(path) == []
    tampered(path, *statements)
    first, text = found(path)[0]
    assert (first, f"ntry {named} " in text) == (code, True), text


def test_entries_in_another_order_are_named(path: str) -> None:
    tampered(
        path,
        "UPDATE _entry SET position = -5 WHERE position = 5",
        "UPDATE _entry SET position = 5 WHERE position = 7",
        "UPDATE _entry SET position = 7 WHERE position = -5",
    )
    first, text = found(path)[0]
    assert (first, "ntry 5 " in text) == ("journal-chain-broken", True), text


def checkpoint(path: str) -> Checkpoint:
    with closing(open_store(f"sqlite:///{path}")) as store:
        store.ensure(KINDS)
        return store.checkpoint()


def test_a_clean_cut_is_shown_by_a_kept_checkpoint(path: str) -> None:
    kept = checkpoint(path)
    tampered(
        path,
        "DELETE FROM _entry WHERE position > 10",
        "DELETE FROM _batch WHERE number > 10",
        "DELETE FROM note WHERE recorded > 10",
        "UPDATE _cell SET value = value - 1",
    )
    assert [code for code, _ in found(path)] == [], "by itself it is a sound journal"
    assert [code for code, _ in found(path, kept)] == ["journal-short"]


def test_another_history_is_shown_by_a_kept_checkpoint(path: str, tmp_path: Path) -> None:
    kept = checkpoint(path)
    with closing(open_store(f"sqlite:///{tmp_path}/other")) as other:
        other.ensure(KINDS)
        refill(other)
    assert found(f"{tmp_path}/other") == []
    assert [code for code, _ in found(f"{tmp_path}/other", kept)] == ["checkpoint-differs"]


def refill(store: Store) -> None:
    for turn in range(6):
        store.apply(batch(note(f"n{turn}", subject="ทาน"), adds=(Add("series/x", 1),)))
