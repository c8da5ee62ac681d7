"""Verification compares what lists and searches read with the records, and asks the store about its own files."""

import sqlite3
from pathlib import Path

import pytest

import orqa

PROFILE = "thai-public-university"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    with orqa.open_office(f"sqlite:///{path}", profile=PROFILE) as office:
        for number in range(1, 30):
            office.correspondence.receive(
                reference=f"อว 0655/{number}", dated="1 ม.ค. 2569", sender="คณะ", subject="ขอเชิญประชุม", kind="external"
            )
        assert office.verify().findings == ()
    return path


def changed(path: Path, statement: str) -> list[str]:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()
    with orqa.open_office(f"sqlite:///{path}", read_only=True) as office:
        return [finding.code for finding in office.verify().findings]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE letter SET reference_key = 'zzz' WHERE version = 1 AND recorded < 9",
        "UPDATE register_entry SET number = 99 WHERE number = 3",
        "UPDATE letter SET dated = NULL WHERE recorded < 9",
    ],
)
def test_a_changed_column_is_found(path: Path, statement: str) -> None:
    assert set(changed(path, statement)) == {"record-column-differs"}


def test_the_finding_says_what_and_where(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE register_entry SET number = 99 WHERE number = 3")
    connection.close()
    with orqa.open_office(f"sqlite:///{path}", read_only=True) as office:
        result = office.verify()
    (finding,) = result.findings
    assert not result.is_sound
    assert finding.field == "number"
    assert finding.record is not None
    assert "lists show 99 as number, the record says 3" in finding.message.in_language("en")
    assert "ตัวเรื่องเป็น 3" in finding.message.in_language("th")


def test_an_index_that_misses_a_row_is_found(path: Path) -> None:
    """What a damaged page would do: the row is there, its index does not know."""
    connection = sqlite3.connect(path)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = '_letter.reference_key'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        page = bytearray(file.read(size))
        place = page.find("อว0655/".encode())
        assert place > 0
        page[place : place + 3] = "ฮ".encode()
        file.seek((root - 1) * size)
        file.write(page)
    with orqa.open_office(f"sqlite:///{path}", read_only=True) as office:
        codes = {finding.code for finding in office.verify().findings}
    assert "store-file-damaged" in codes
