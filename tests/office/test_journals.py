"""The journal as people see it: entries of records that they may not see are not there."""

from collections.abc import Sequence
from typing import Any

import pytest

from orqa.domain.correspondence.records import Letter
from orqa.office.office import Office
from orqa.storage.protocol import OPEN, SYSTEM, Access, Add, Batch, Erase, Op
from orqa.storage.verify import verify

UNIT = Access.of("unit:12")


def write(office: Office, *writes: Any, reason: str = "", adds: Sequence[Add] = ()) -> None:
    batch = Batch(f"b{office.checkpoint().position}", "person:สมชาย", "letter.file", office.now(), writes, adds, reason)
    office.store.apply(batch)


def letter(office: Office, name: str, version: int = 0, readers: tuple[str, ...] = ()) -> Any:
    day = office.today()
    record = Letter(
        id=name, version=version, letter_kind="external", reference="อว 1/1", reference_key="อว1/1", dated=day,
        sender="กองกลาง", recipient="อธิการบดี", subject=f"เรื่อง {name}", urgency="normal", received_at=office.now(),
    )  # fmt: skip
    return office.codec.encode(record, readers=readers)


def shown(entries: Any) -> list[str]:
    return [entry.op if entry.op is Op.ADDS else f"{entry.id} {entry.version}" for entry in entries]


@pytest.fixture
def filled(office: Office) -> Office:
    """Open and restricted letters, alone and together; one that was restricted later, one that was destroyed."""
    assert (office.checkpoint().position, office.store.checkpoint().position) == (0, 1), "it begins at the first use"
    write(office, letter(office, "a"), reason="เปิดเผย")
    write(office, letter(office, "b", readers=("unit:12",)), letter(office, "c"), reason="ลับ")
    write(office, letter(office, "c", 1, readers=("unit:12",)), adds=[Add("series/x", 1)])
    write(office, letter(office, "d"), letter(office, "e", readers=("unit:12",)))
    write(office, Erase(office.codec.encode(office.codec.decode(stored(office, "d"))).ref, 1, "ครบอายุ"))
    write(office, Erase(stored(office, "e").ref, 1, "ครบอายุ"))
    return office


def stored(office: Office, name: str) -> Any:
    with office.store.read(SYSTEM) as reader:
        from orqa.base.refs import RecordRef

        return reader.get_many([RecordRef("letter", name)])[0]


def test_the_system_sees_every_entry(filled: Office) -> None:
    found = list(filled.journal(access=SYSTEM))
    assert found == list(filled.store.journal())
    assert filled.checkpoint() == filled.store.checkpoint()
    assert verify(filled.store, expected=[filled.checkpoint()]).findings == ()


def test_others_see_entries_of_records_that_they_see(filled: Office) -> None:
    assert shown(filled.journal()) == ["office 1", "a 1", "adds", "d 1", "d 2"]
    assert shown(filled.journal(access=UNIT)) == shown(filled.journal(access=SYSTEM))


def test_a_reason_is_told_only_where_all_records_of_the_batch_are_seen(filled: Office) -> None:
    told = [entry.body["reason"] for entry in filled.journal() if entry.op is Op.ADDS and entry.body]
    assert told == ["เปิดเผย"]
    behind_the_secret_letter = 4
    assert "adds" not in shown(filled.journal(behind_the_secret_letter)), (
        "also where the letter itself is not asked for"
    )


def test_of_a_destroyed_record_the_tombstone_stays_without_its_content(filled: Office) -> None:
    first, tombstone = (entry for entry in filled.journal() if entry.id == "d")
    assert (first.body, first.salt) == (None, "")
    assert tombstone.body == {"reason": "ครบอายุ"}
    assert not [entry for entry in filled.journal(access=OPEN) if entry.id == "e"], "a secret one stays secret"


def test_of_one_record(filled: Office) -> None:
    ref = stored(filled, "c").ref
    assert shown(filled.journal(record=ref, access=UNIT)) == ["c 1", "c 2"]
    assert shown(filled.journal(5, record=ref, access=UNIT)) == ["c 2"]
    assert list(filled.journal(record=ref)) == []
    assert shown(filled.latest_entries(1, record=ref, access=UNIT)) == ["c 2"]


@pytest.mark.parametrize("access", [OPEN, UNIT, SYSTEM], ids=["open", "unit", "system"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
def test_the_end_of_the_journal(filled: Office, access: Access, limit: int) -> None:
    whole = list(filled.journal(access=access))
    assert list(filled.latest_entries(limit, access=access)) == whole[-limit:]
