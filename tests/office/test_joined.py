"""An office in the transaction of a campus system: Django and SQLAlchemy, SQLite and PostgreSQL."""

import gc
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from hosts import HOSTS, Host, host, sqlite_url
from orqa.base.errors import OrqaError
from orqa.office.office import Office
from orqa.storage.errors import Conflict, JoiningRefused, NotWhileJoined
from orqa.storage.protocol import SYSTEM, Batch, Put
from postgresql_server import in_schema, needed, schemas

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Bangkok"))


class Broken(Exception):
    """The host's own failure."""


@pytest.fixture(params=HOSTS)
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Office, Host]]:
    name = request.param
    pytest.importorskip(name.split("-")[0])
    if name.endswith("sqlite"):
        url = sqlite_url(tmp_path)
        yield from opened(name, url, url, "")
    else:
        with schemas() as prefix:
            yield from opened(name, in_schema(needed(), f"{prefix}_office"), needed(), f"{prefix}_host")


def opened(name: str, url: str, host_url: str, schema: str) -> Iterator[tuple[Office, Host]]:
    with orqa.open_office(url, profile="thai-public-university", clock=lambda: NOON, attachments=None) as office:
        _ = office.store
        campus = host(name, host_url, schema)
        try:
            yield office, campus
        finally:
            campus.close()


@pytest.fixture
def office(both: tuple[Office, Host]) -> Office:
    return both[0]


@pytest.fixture
def campus(both: tuple[Office, Host]) -> Host:
    return both[1]


def receive(office: Office, subject: str = "ขอเชิญประชุม", key: str | None = None) -> int | None:
    return office.correspondence.receive(
        subject=subject, sender="กองกลาง", reference="อว 0655/1", dated="23 พ.ย. 2569", key=key
    ).number


def numbers(office: Office) -> list[int]:
    return sorted(line.number for line in office.correspondence.entries())


def note(campus: Host, text: str) -> None:
    campus.execute(f"INSERT INTO host_note (text) VALUES ('{text}')")


def test_both_are_written_when_the_host_commits(office: Office, campus: Host) -> None:
    with campus.transaction() as (raw, on_commit):
        note(campus, "one")
        assert receive(office.joined(raw, on_commit)) == 1
        note(campus, "two")
    assert (numbers(office), campus.notes()) == ([1], ["one", "two"])
    assert receive(office) == 2
    assert office.verify().is_sound


def test_neither_is_written_when_the_host_rolls_back_and_the_number_is_taken_again(
    office: Office, campus: Host
) -> None:
    receive(office)
    for _ in range(2):
        with suppress(Broken), campus.transaction() as (raw, on_commit):
            note(campus, "one")
            assert receive(office.joined(raw, on_commit)) == 2
            raise Broken
    assert (numbers(office), campus.notes()) == ([1], [])
    assert receive(office) == 2
    assert office.verify().is_sound


def test_two_registrations_in_one_transaction_follow_each_other(office: Office, campus: Host) -> None:
    with campus.transaction() as (raw, on_commit):
        joined = office.joined(raw, on_commit)
        assert [receive(joined, "หนึ่ง"), receive(joined, "สอง")] == [1, 2]
        assert numbers(joined) == [1, 2]
        assert [found.subject for found in joined.correspondence.search("สอง").letters] == ["สอง"]
    assert numbers(office) == [1, 2]
    assert office.verify().is_sound


def test_a_refused_batch_leaves_the_hosts_transaction_as_it_was(office: Office, campus: Host) -> None:
    with campus.transaction() as (raw, on_commit):
        note(campus, "before")
        joined = office.joined(raw, on_commit)
        receive(joined)
        with joined.store.read(SYSTEM) as reader:
            (letter, *_) = reader.find("letter").items
        stale = Batch("stale", "system", "test", NOON, (Put(letter.ref, 7, letter.body),))
        with pytest.raises(Conflict):
            joined.store.apply(stale)
        note(campus, "after")
        assert receive(joined) == 2
    assert (numbers(office), campus.notes()) == ([1, 2], ["after", "before"])
    assert office.verify().is_sound


def test_a_key_holds_across_transactions_and_not_across_a_rollback(office: Office, campus: Host) -> None:
    def once(*, fail: bool) -> None:
        with campus.transaction() as (raw, on_commit):
            assert receive(office.joined(raw, on_commit), key="form-7") == 1
            if fail:
                raise Broken

    with pytest.raises(Broken):
        once(fail=True)
    once(fail=False)
    once(fail=False)
    assert numbers(office) == [1]


def test_a_work_is_one_batch_there_too(office: Office, campus: Host) -> None:
    with campus.transaction() as (raw, on_commit), office.joined(raw, on_commit).work("แฟ้มเดียวกัน") as work:
        for subject in ("หนึ่ง", "สอง"):
            work.correspondence.receive(subject=subject, sender="กองกลาง", reference="อว 1", dated="23 พ.ย. 2569")
    assert numbers(office) == [1, 2]


@pytest.mark.parametrize("as_work", [False, True])
@pytest.mark.parametrize("fail", [False, True])
def test_bytes_stay_until_the_host_has_committed(
    both: tuple[Office, Host], *, fail: bool, as_work: bool, tmp_path: Path
) -> None:
    office, campus = both
    office._blobs = orqa.plugins.opening.open_blobs(office.name, str(tmp_path / "files"))
    letter = office.correspondence.receive(
        subject="ลับ", sender="กองกลาง", reference="อว 1", dated="23 พ.ย. 2569"
    ).letter

    def attach() -> None:
        with campus.transaction() as (raw, on_commit):
            joined = office.joined(raw, on_commit)
            with joined.work("แนบ") if as_work else nullcontext(joined) as using:
                using.correspondence.attach(letter, BytesIO(b"abc"), name="a.txt")
            ((digest, _),) = office.blobs.digests()
            assert not office.blobs.remove(digest, lambda _: False), "nobody else sees the record yet"
            if fail:
                raise Broken

    with suppress(Broken):
        attach()
    gc.collect()
    assert not list((tmp_path / "files" / "claims").iterdir())
    found = office.correspondence.attachments(letter)
    assert [office.correspondence.open_attachment(one).read() for one in found] == ([] if fail else [b"abc"])


@pytest.mark.parametrize("fail", [False, True])
def test_bytes_are_removed_once_and_after_the_commit_only(
    both: tuple[Office, Host], *, fail: bool, tmp_path: Path
) -> None:
    office, campus = both
    office._blobs = orqa.plugins.opening.open_blobs(office.name, str(tmp_path / "files"))
    letter = office.correspondence.receive(
        subject="ลับ", sender="กองกลาง", reference="อว 1", dated="23 พ.ย. 2569"
    ).letter
    attached = office.correspondence.attach(letter, BytesIO(b"very private"), name="a.txt")
    taken: list[Callable[[], Any]] = []

    def destroy() -> None:
        with campus.transaction() as (raw, on_commit):

            def noted(do: Callable[[], Any]) -> None:
                on_commit(lambda: (taken.append(do), do()))

            joined = office.joined(raw, noted)
            joined.correspondence.destroy_attachment(attached, "คำขอของเจ้าของข้อมูล")
            assert not taken
            assert list(joined.blobs.digests())
            if fail:
                raise Broken

    if fail:
        with pytest.raises(Broken):
            destroy()
        assert office.correspondence.open_attachment(attached).read() == b"very private"
        assert not taken
    else:
        destroy()
        assert len(taken) == 2  # the purge of the database, and the bytes of the file
        assert not list(office.blobs.digests())
        assert office.verify().is_sound


@pytest.mark.parametrize("call", ["checkpoint", "journal", "upgrade", "verify"])
def test_what_a_hosts_transaction_is_not_for_is_refused_and_harmless(office: Office, campus: Host, call: str) -> None:
    with campus.transaction() as (raw, on_commit):
        joined = office.joined(raw, on_commit)
        with pytest.raises(NotWhileJoined) as caught:
            list(getattr(joined, call)() or ())
        note(campus, "still")
    assert campus.notes() == ["still"]
    told(caught.value, "another program's transaction", "ทรานแซกชันของโปรแกรมอื่น")


def test_a_closed_handle_ends_nothing_of_the_hosts(office: Office, campus: Host) -> None:
    with campus.transaction() as (raw, on_commit):
        with office.joined(raw, on_commit) as joined:
            receive(joined)
        with pytest.raises(OrqaError, match="closed"):
            receive(joined)
        note(campus, "still")
    assert (numbers(office), campus.notes()) == ([1], ["still"])


def test_without_a_transaction_it_is_refused(office: Office, campus: Host) -> None:
    with campus.transaction() as (raw, on_commit):
        joined = office.joined(raw, on_commit)
    if campus.alone or raw.autocommit:
        with pytest.raises(JoiningRefused) as caught:
            receive(joined)
        told(caught.value, "begin one first", "ให้เริ่มใหม่ก่อน")


def test_what_is_no_drivers_connection_is_refused(office: Office) -> None:
    with pytest.raises(JoiningRefused) as caught:
        office.joined(object(), print)
    told(caught.value, "dbapi_connection", "โดยตรง")


def test_memory_cannot_take_part() -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        with pytest.raises(JoiningRefused) as caught:
            office.joined(object(), print)
        told(caught.value, "sqlite: and postgresql: can", "ใช้ได้เฉพาะ")


def told(error: OrqaError, en: str, th: str) -> None:
    assert en in error.message("en")
    assert th in error.message("th")
