"""Several writes as one: all of a work's block, or nothing of it."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from attrs import evolve

import orqa
from orqa.domain.budgets.errors import OverBudget
from orqa.office.errors import KeyUsedOtherwise, LetterRefused, NumberPending, WorkOvertaken, WorkRefused
from orqa.office.office import Office
from orqa.office.work import Collector, Work
from orqa.storage.errors import Conflict
from orqa.storage.protocol import SYSTEM


def letter(number: int = 12, **changes: Any) -> dict[str, Any]:
    return {
        "reference": f"อว 0655.08/{number}",
        "dated": "12 มกราคม 2569",
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": f"ขอเชิญประชุม ครั้งที่ {number}",
        "kind": "external",
    } | changes


def count(office: Office) -> int:
    with office.store.read(SYSTEM) as reader:
        return reader.count("letter")


def test_what_a_block_does_is_one_batch_with_its_reason(office: Office) -> None:
    before = office.store.checkpoint().position
    with office.work("แฟ้มเดียวกัน") as work:
        first = work.correspondence.receive(**letter(1))
        second = work.correspondence.receive(**letter(2))
        assert office.store.checkpoint().position == before
    assert (first.number, second.number) == (1, 2)
    assert (first.entry, second.entry) == (office.correspondence.entry(1), office.correspondence.entry(2))
    entries = office.store.journal(before)
    assert len({entry.batch for entry in entries}) == 1
    assert {entry.action for entry in entries} == {"letter.receive"}
    assert [entry.body["reason"] for entry in entries if entry.body and "adds" in entry.body] == ["แฟ้มเดียวกัน"]
    assert office.verify(deep=True).findings == ()


def test_reads_inside_see_the_state_before(office: Office) -> None:
    old = office.correspondence.receive(**letter(1))
    with office.work("งาน") as work:
        work.correspondence.receive(**letter(2))
        assert [entry.number for entry in work.correspondence.entries()] == [old.number]
        assert work.correspondence.search("ครั้งที่").total == 1


def test_numbers_are_known_after_the_block(office: Office) -> None:
    with office.work("งาน") as work:
        done = work.correspondence.receive(**letter())
        assert done.letter.subject == "ขอเชิญประชุม ครั้งที่ 12"
        for asked in ("number", "entry"):
            with pytest.raises(NumberPending) as caught:
                getattr(done, asked)
            assert caught.value.code == "number-pending"
            assert "read it after that" in str(caught.value)
            assert "ให้อ่านหลังจากนั้น" in caught.value.message("th")
    assert (done.number, done.entry.number) == (1, 1)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_error_in_the_block_writes_nothing(office: Office, error: type[BaseException]) -> None:
    before = office.store.checkpoint().position if office.profile else 0
    done = []

    def block() -> None:
        with office.work("งาน") as work:
            done.append(work.correspondence.receive(**letter()))
            raise error

    with pytest.raises(error):
        block()
    assert office.store.checkpoint().position == before
    with pytest.raises(NumberPending, match="nothing of it was written"):
        _ = done[0].number
    assert office.correspondence.receive(**letter()).number == 1


def test_a_refused_call_may_be_caught_and_the_work_goes_on(office: Office) -> None:
    with office.work("งาน") as work:
        with pytest.raises(LetterRefused):
            work.correspondence.receive(**letter(subject=""))
        done = work.correspondence.receive(**letter())
    assert (done.number, count(office)) == (1, 1)


def test_a_work_that_does_nothing_writes_nothing(office: Office) -> None:
    before = office.store.checkpoint().position if office.profile else 0
    with office.work("งาน", key="k"):
        pass
    assert office.store.checkpoint().position == before


def test_a_record_that_changed_meanwhile_stops_the_whole_work(office: Office) -> None:
    old = office.correspondence.receive(**letter(1))
    collector = Collector(office.recorder, "งาน", None)
    collector.save("letter.change", office.now(), [evolve(old.letter, note="a")])
    office.recorder.save("letter.change", office.now(), [evolve(old.letter, note="b")])
    with pytest.raises(Conflict):
        collector.write(office.now())
    assert office.correspondence.get(old.letter.id).note == "b"


# ------------------------------------------------------------------ what is refused


@contextmanager
def refused(english: str, thai: str) -> Iterator[None]:
    with pytest.raises(WorkRefused) as caught:
        yield
    assert caught.value.code == "work-refused"
    assert english in str(caught.value)
    assert thai in caught.value.message("th")


def test_nested_works_are_refused_and_the_outer_one_goes_on(office: Office) -> None:
    with office.work("งาน") as work:
        with refused("open here already", "เปิดอยู่แล้ว"), office.work("อีกงาน"):
            pass
        work.correspondence.receive(**letter())
    assert count(office) == 1


def test_writing_beside_the_work_is_refused(office: Office) -> None:
    with office.work("งาน"), refused("write through it", "ให้บันทึกผ่านงานชุดนั้น"):
        office.correspondence.receive(**letter())
    assert count(office) == 0


def test_another_office_may_be_written_meanwhile(office: Office) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as other, office.work("งาน") as work:
        work.correspondence.receive(**letter())
        with other.work("งานอื่น") as inner:
            done = inner.correspondence.receive(**letter())
        assert (done.number, other.correspondence.receive(**letter(2)).number) == (1, 2)
    assert count(office) == 1


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_a_work_needs_a_reason(office: Office, reason: str) -> None:
    with refused("needs a reason", "ต้องระบุเหตุผล"), office.work(reason):
        pass


def test_a_record_is_written_once_in_a_work(office: Office) -> None:
    old = office.correspondence.receive(**letter()).letter
    collector = Collector(office.recorder, "งาน", None)
    collector.save("letter.change", office.now(), [evolve(old, note="a")])
    with refused(f"{old.ref} is written twice", f"มีการบันทึก {old.ref} สองครั้ง"):
        collector.save("letter.change", office.now(), [evolve(old, note="b")])


def test_after_its_block_a_work_is_over(office: Office) -> None:
    with office.work("งาน") as work:
        pass
    with refused("has ended", "สิ้นสุดแล้ว"):
        work.correspondence.receive(**letter())
    assert office.correspondence.receive(**letter()).number == 1


# ------------------------------------------------------------------ keys


def both(office: Office, key: str | None = "เอกสารรวม", numbers: tuple[int, ...] = (1, 2)) -> list[Any]:
    with office.work("งาน", key=key) as work:
        done = [work.correspondence.receive(**letter(number)) for number in numbers]
    return [(one.number, one.letter.id) for one in done]


def test_a_work_with_a_key_is_done_once(office: Office) -> None:
    first = both(office)
    position = office.store.checkpoint().position
    assert both(office) == first
    assert [number for number, _ in first] == [1, 2]
    assert office.store.checkpoint().position == position


@pytest.mark.parametrize("numbers", [(1,), (1, 3), (2, 1), (1, 2, 3), ()])
def test_another_work_under_its_key_is_refused(office: Office, numbers: tuple[int, ...]) -> None:
    both(office)
    position = office.store.checkpoint().position
    with pytest.raises(KeyUsedOtherwise, match=r"letter\.receive no\. 1"):
        both(office, numbers=numbers)
    assert office.store.checkpoint().position == position


def test_keys_of_calls_hold_within_works_too(office: Office) -> None:
    old = office.correspondence.receive(**letter(1), key="a")
    for _ in range(2):
        with office.work("งาน") as work:
            done = [work.correspondence.receive(**letter(number), key=key) for number, key in ((1, "a"), (2, "b"))]
        assert [one.number for one in done] == [1, 2]
    assert done[0].letter == old.letter
    assert office.correspondence.receive(**letter(2), key="b").number == 2
    assert count(office) == 2


def test_the_same_key_twice_in_a_work_is_refused(office: Office) -> None:
    with office.work("งาน") as work:
        work.correspondence.receive(**letter(), key="a")
        with refused("key:letter.receive/a is written twice", "มีการบันทึก key:letter.receive/a สองครั้ง"):
            work.correspondence.receive(**letter(), key="a")
    assert count(office) == 1


@pytest.mark.parametrize("keyed", ["work", "call"])
def test_a_key_that_was_used_meanwhile_stops_the_work_and_repeating_helps(office: Office, keyed: str) -> None:
    whole, single = ("k", None) if keyed == "work" else (None, "k")

    def done(recording: Any) -> Any:
        from orqa.office.correspondence import Correspondence

        return Correspondence(office, recording).receive(**letter(), key=single)

    slow, quick = (Collector(office.recorder, "งาน", whole) for _ in range(2))
    done(slow)
    first = done(quick)
    quick.write(office.now())
    with pytest.raises(WorkOvertaken) as caught:
        slow.write(office.now())
    assert caught.value.code == "work-overtaken"
    assert "Repeat it" in str(caught.value)
    assert "ให้ทำซ้ำ" in caught.value.message("th")
    assert (count(office), first.number) == (1, 1)
    again = Collector(office.recorder, "งาน", whole)
    assert done(again).letter == first.letter


CLIENT = """
import json, sys, orqa
from orqa.office.errors import WorkOvertaken

def done(office):
    with office.work("envelope", key="k") as work:
        letters = [work.correspondence.receive(**fields) for fields in json.loads(sys.argv[2])]
    return [(letter.number, letter.letter.id) for letter in letters]

with orqa.open_office(sys.argv[1]) as office:
    _ = office.profile
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print(json.dumps(done(office)))
    except WorkOvertaken:
        print(json.dumps(done(office)))
"""


def test_processes_that_do_the_same_work_at_once_write_it_once(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university") as office:
        _ = office.profile
        command = [sys.executable, "-c", CLIENT, shared_url, json.dumps([letter(1), letter(2)])]
        clients = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(6)
        ]
        for client in clients:
            assert client.stdout is not None
            assert client.stdout.readline() == "ready\n"
        for client in clients:
            assert client.stdin is not None
            client.stdin.write("go\n")
            client.stdin.flush()
        answers = {client.communicate(timeout=60)[0] for client in clients}
        assert len(answers) == 1
        assert [number for number, _ in json.loads(answers.pop())] == [1, 2]
        assert count(office) == 2
        assert office.verify(deep=True).findings == ()


def test_a_work_is_used_by_the_thread_that_opened_it(office: Office) -> None:
    refused: list[WorkRefused] = []

    def elsewhere(work: Work) -> None:
        for key in (None, "k"):
            try:
                work.correspondence.receive(**letter(2), key=key)
            except WorkRefused as error:
                refused.append(error)

    with office.work("งาน") as work:
        first = work.correspondence.receive(**letter(1))
        thread = threading.Thread(target=elsewhere, args=(work,))
        thread.start()
        thread.join()
    assert (first.number, count(office)) == (1, 1)
    told = (
        "a work belongs to the thread that opened it; open one of its own in each thread, or do all of it in one;"
        " this call wrote nothing"
    )
    assert [str(error) for error in refused] == [told, told]
    assert "เธรดที่เปิดงานนั้น" in refused[0].messages.in_language("th")


def test_two_threads_that_come_at_once_get_one_recorder(office: Office) -> None:
    """As ``cached_property`` asks where it holds no lock; else a work would not know its own office."""
    made = type(office).__dict__["recorder"].func
    first, second = made(office), made(office)
    assert first is second is office.recorder


def test_money_is_reserved_for_several_lines_together_or_for_none(office: Office) -> None:
    budgets, year = office.budgets, office.year("fiscal", 2570)
    for code in ("P", "Q"):
        budgets.add_line(code, code, year, fund="national")
        budgets.allot(code, 1_000, granted=False, on=year.first)
    lines = [budgets.line(code, year) for code in ("P", "Q")]

    def left() -> list[int]:
        return [budgets.available(line).minor // 100 for line in lines]

    with office.work("ค่าจัดประชุม") as work:
        cases = [work.budgets.reserve(line, 400, "ประชุม", on=year.first) for line in lines]
        work.correspondence.receive(**letter(1))
        assert left() == [1_000, 1_000]
    assert (left(), [budgets.held(case).reserved for case in cases]) == ([600, 600], [400_00, 400_00])

    def too_much() -> None:
        with office.work("อีกครั้ง") as work:
            for line in (lines[1], lines[0], lines[0]):
                work.budgets.reserve(line, 400, "ประชุม", on=year.first)

    with pytest.raises(OverBudget, match=r"P has 200\.00 available, 400\.00 was asked for: 200\.00 is missing"):
        too_much()
    assert left() == [600, 600]
    assert not office.verify().findings
