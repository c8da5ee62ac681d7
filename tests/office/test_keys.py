"""Keys: the same request a second time, by whomever and whenever, does nothing and gives the first result."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

import orqa
from orqa.base.refs import RecordRef
from orqa.office.errors import KeyNotUsable, KeyUsedOtherwise, LetterRefused
from orqa.office.office import Office
from orqa.storage.protocol import SYSTEM, Batch, Erase


def letter(**changes: Any) -> dict[str, Any]:
    return {
        "reference": "อว 0655.08/12",
        "dated": "12 มกราคม 2569",
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": "ขอเชิญประชุม",
        "kind": "external",
    } | changes


def test_the_same_key_again_gives_the_first_registration(office: Office, clock: Any) -> None:
    first = office.correspondence.receive(**letter(), key="form-1")
    clock.at += timedelta(days=400)  # another day, another year of the register
    position = office.store.checkpoint().position
    again = office.correspondence.receive(**letter(), key="form-1")
    assert (again.number, again.letter, again.entry) == (first.number, first.letter, first.entry)
    assert (again.letter.version, again.entry.version) == (1, 1)
    assert (again.findings, again.decision.value) == (first.findings, first.decision.value)
    assert office.store.checkpoint().position == position


def test_a_letter_that_was_changed_since_comes_as_it_is_now(office: Office) -> None:
    first = office.correspondence.receive(**letter(), key="form-1")
    office.recorder.save("letter.change", office.now(), [evolve(first.letter, note="แก้ไข")])
    again = office.correspondence.receive(**letter(), key="form-1")
    assert (again.letter.note, again.letter.version) == ("แก้ไข", 2)


def test_other_keys_and_no_key_register_anew(office: Office) -> None:
    numbers = [office.correspondence.receive(**letter(), key=key).number for key in ("a", "b", None, None, "a")]
    assert numbers == [1, 2, 3, 4, 1]


@pytest.mark.parametrize("change", [{"subject": "เรื่องอื่น"}, {"note": "ด่วน"}, {"dated": "13 มกราคม 2569"}])
def test_other_content_under_a_key_is_refused(office: Office, change: dict[str, Any]) -> None:
    first = office.correspondence.receive(**letter(), key="form-1")
    position = office.store.checkpoint().position
    with pytest.raises(KeyUsedOtherwise) as caught:
        office.correspondence.receive(**letter(**change), key="form-1")
    assert caught.value.code == "key-used-otherwise"
    assert caught.value.made == (first.letter.ref, first.entry.ref)
    assert str(caught.value) == (
        "the key 'form-1' was used for letter.receive no. 1 on 2026-11-23 02:00 UTC; nothing was written. "
        "Repeat that request unchanged, or take a new key"
    )
    assert caught.value.message("th") == (
        "คีย์ 'form-1' ใช้ไปแล้วสำหรับ letter.receive เลขที่ 1 เมื่อ 2026-11-23 02:00 UTC "
        "จึงไม่มีการบันทึกใด ๆ ให้ส่งคำขอเดิมโดยไม่แก้ไข หรือใช้คีย์ใหม่"
    )
    assert office.store.checkpoint().position == position


def test_empty_and_left_out_are_the_same_request(office: Office) -> None:
    first = office.correspondence.receive(**letter(), key="form-1")
    assert office.correspondence.receive(**letter(note="", recipient=""), key="form-1").number == first.number


def test_a_date_may_come_as_text_of_the_same_form(office: Office) -> None:
    first = office.correspondence.receive(**letter(dated=date(2026, 1, 12)), key="form-1")
    assert office.correspondence.receive(**letter(dated="2026-01-12"), key="form-1").number == first.number


def test_a_refused_letter_leaves_its_key_free(office: Office) -> None:
    with pytest.raises(LetterRefused):
        office.correspondence.receive(**letter(subject=""), key="form-1")
    assert office.correspondence.receive(**letter(), key="form-1").number == 1


@pytest.mark.parametrize("key", ["", "x" * 101, "a\nb", "a\x00", 7, "\ud800"])
def test_what_is_no_key_is_refused(office: Office, key: Any) -> None:
    with pytest.raises(KeyNotUsable) as caught:
        office.correspondence.receive(**letter(), key=key)
    assert caught.value.code == "key-not-usable"
    assert "1 to 100 characters" in str(caught.value)
    assert "1 ถึง 100 ตัวอักษร" in caught.value.message("th")
    with office.store.read(SYSTEM) as reader:
        assert reader.count("letter") == 0


@pytest.mark.parametrize("key", ["แบบฟอร์ม/๑ 🙂", "a/b?c=d%20", "' OR 1=1 --", "x" * 100])
def test_any_printable_text_is_a_key(office: Office, key: str) -> None:
    numbers = [office.correspondence.receive(**letter(), key=key).number for _ in range(2)]
    assert numbers == [1, 1]
    assert office.verify(deep=True).findings == ()


def test_a_key_of_something_destroyed_is_never_used_again(office: Office) -> None:
    done = office.correspondence.receive(**letter(), key="form-1")
    gone = (Erase(RecordRef("key", "letter.receive/form-1"), 1, "ครบอายุ"), Erase(done.letter.ref, 1, "ครบอายุ"))
    office.store.apply(Batch("gone", "office", "letter.destroy", office.now(), gone))
    with pytest.raises(KeyUsedOtherwise, match="something that has been destroyed since"):
        office.correspondence.receive(**letter(), key="form-1")
    with office.store.read(SYSTEM) as reader:
        assert reader.cells("series/") == {"series/received/central/2026": 1}


def test_threads_that_send_the_same_get_one_number(office: Office) -> None:
    _ = office.profile
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: office.correspondence.receive(**letter(), key="form-1"), range(24)))
    assert {one.number for one in done} == {1}
    assert len({one.letter.id for one in done}) == 1
    with office.store.read(SYSTEM) as reader:
        assert (reader.count("letter"), reader.count("key")) == (1, 1)


CLIENT = """
import json, sys, orqa
fields = json.loads(sys.argv[2])
with orqa.open_office(sys.argv[1]) as office:
    _ = office.profile
    print("ready", flush=True)
    sys.stdin.readline()
    done = office.correspondence.receive(**fields, key="form-1")
    print(json.dumps([done.number, done.letter.id, done.entry.id]))
"""


def test_processes_that_send_the_same_at_once_get_one_number(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university") as office:
        office.correspondence.receive(**letter())
        command = [sys.executable, "-c", CLIENT, shared_url, json.dumps(letter())]
        clients = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(8)
        ]
        for client in clients:
            assert client.stdout is not None
            assert client.stdout.readline() == "ready\n"
        for client in clients:
            assert client.stdin is not None
            client.stdin.write("go\n")
            client.stdin.flush()
        answers = {client.communicate(timeout=60)[0] for client in clients}
        assert [client.returncode for client in clients] == [0] * 8
        assert len(answers) == 1
        assert json.loads(answers.pop())[0] == 2
        with office.store.read(SYSTEM) as reader:
            assert (reader.count("letter"), reader.count("register-entry"), reader.count("key")) == (2, 2, 1)
        assert office.verify(deep=True).findings == ()
