"""Letters are assigned, passed on, closed and opened again; the register's line tells it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from handling_samples import peopled, person, received
from orqa.base.errors import OrqaError
from orqa.domain.correspondence.errors import (
    AssignedAlready,
    LetterIsClosed,
    LetterIsOpen,
    MayNotSee,
    ReasonMissing,
)
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.errors import TaskIsOver
from orqa.domain.organization.restriction import Restriction
from orqa.domain.organization.tasks import Task, TaskState
from orqa.office.access import Actor
from orqa.office.errors import KeyUsedOtherwise, NotAllowed, NotFound, WorkRefused
from orqa.office.office import Office
from orqa.office.rights import PersonRights
from orqa.storage.errors import Conflict

BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.fixture
def office(office: Office) -> Office:
    return peopled(office)


def line(office: Office, number: int = 1) -> str:
    return office.correspondence.entry(number).action


# ------------------------------------------------------------------ assigning


@pytest.mark.parametrize(
    ("to", "token", "name"),
    [
        ("ga", "unit:ga", "งานบริหารทั่วไป"),
        ("unit:ga", "unit:ga", "งานบริหารทั่วไป"),
        ("role:director@irqa", "role:director@irqa", "ผู้อำนวยการกอง กองวิเทศสัมพันธ์"),
    ],
)
def test_a_letter_is_given_to_a_unit_or_a_role(office: Office, to: str, token: str, name: str) -> None:
    done = office.correspondence.assign(received(office).letter, to, note="โปรดดำเนินการ")
    (task,) = done.tasks
    assert (task.whom, task.due, task.note) == (token, date(2026, 12, 2), "โปรดดำเนินการ")
    assert str(task.title) == "ขอเชิญประชุม ครั้งที่ 12"
    assert done.findings == ()
    assert line(office) == f"มอบ{name} ภายใน ๒ ธันวาคม ๒๕๖๙"


@pytest.mark.parametrize("known_as", ["S1", "id", "token", "record"])
def test_a_letter_is_given_to_a_person(office: Office, known_as: str) -> None:
    identity = person(office, "S1")
    record = office.organization.structure.people[identity]
    to: Any = {"S1": "S1", "id": identity, "token": f"person:{identity}", "record": record}[known_as]
    done = office.correspondence.assign(received(office).letter.id, to)
    assert done.tasks[0].whom == f"person:{identity}"
    assert line(office) == "มอบใจดี มีสุข ภายใน ๒ ธันวาคม ๒๕๖๙"
    assert office.correspondence.tasks(done.handlings[0].letter) == done.tasks
    assert office.correspondence.handling(done.handlings[0].letter) == done.handlings[0]


def test_several_letters_are_given_to_several_together(office: Office) -> None:
    letters = [received(office, number).letter for number in (1, 2, 3)]
    before = office.store.checkpoint().position
    done = office.correspondence.assign(letters, ["S1", "S2"], due=date(2026, 12, 1))
    assert [str(task.about) for task in done.tasks] == [str(one.ref) for one in letters for _ in range(2)]
    assert {entry.batch for entry in office.store.journal(before)} == {office.store.journal(before)[0].batch}
    assert {entry.action for entry in office.store.journal(before)} == {"letter.assign"}
    assert line(office, 3) == "มอบใจดี มีสุข ภายใน ๑ ธันวาคม ๒๕๖๙, มอบสมใจ มีสุข ภายใน ๑ ธันวาคม ๒๕๖๙"


def test_urgency_decides_the_due_day_and_cites_why(office: Office) -> None:
    done = office.correspondence.assign(received(office, urgency="ด่วน").letter, "S1")
    assert done.tasks[0].due == date(2026, 11, 26)
    assert done.decisions[0].keys == ("handling.due_days",)


def test_deliver_by_takes_the_moment_of_the_letter(office: Office) -> None:
    letter = received(office, urgency="ด่วนภายใน").letter
    office.correspondence.deliver_by(letter, datetime(2026, 11, 24, 16, 30, tzinfo=BANGKOK))
    assert office.correspondence.assign(letter, "S1").tasks[0].due == date(2026, 11, 24)


def test_a_letter_and_a_receiver_that_are_named_twice_make_one_task(office: Office) -> None:
    done = received(office)
    made = office.correspondence.assign([done.letter, done.entry], ["S1", "ga", person(office, "S1")])
    assert len(made.tasks) == len({task.whom for task in made.tasks}) == 2


def test_deliver_by_is_not_said_of_a_closed_letter(office: Office) -> None:
    letter = received(office, urgency="ด่วนภายใน").letter
    office.correspondence.close(letter, "ทราบ")
    with pytest.raises(LetterIsClosed):
        office.correspondence.deliver_by(letter, datetime(2026, 11, 24, 16, 30, tzinfo=BANGKOK))
    assert office.correspondence.handling(letter).deliver_by is None


def test_no_day_is_guessed_for_deliver_by(office: Office) -> None:
    done = office.correspondence.assign(received(office, urgency="deliver-by").letter, "S1")
    assert done.tasks[0].due is None
    assert [finding.code for finding in done.findings] == ["letter-deliver-by-missing"]
    assert line(office) == "มอบใจดี มีสุข"


@pytest.mark.parametrize("to", ["X9", "unit:x", "person:x", "role:director@x", "role:king@irqa"])
def test_nobody_of_that_name(office: Office, to: str) -> None:
    letter = received(office).letter
    with pytest.raises(NotFound) as told:
        office.correspondence.assign(letter, to)
    assert told.value.message("en").startswith("the person or unit")
    assert told.value.message("th").startswith("ไม่พบ บุคลากรหรือหน่วยงาน")
    assert line(office) == ""


def test_the_same_receiver_twice_is_refused(office: Office) -> None:
    letter = received(office).letter
    office.correspondence.assign(letter, "S1")
    with pytest.raises(AssignedAlready) as told:
        office.correspondence.assign(letter, ["S2", "S1"])
    assert "waits for S1 Sample already; close that task, or pass it on" in told.value.message("en")
    assert "มอบให้ใจดี มีสุขอยู่แล้ว" in told.value.message("th")
    assert len(office.correspondence.tasks(letter)) == 1


def test_a_key_assigns_once(office: Office) -> None:
    letter = received(office).letter
    first = office.correspondence.assign(letter, "S1", key="form-1")
    again = office.correspondence.assign(letter, "S1", key="form-1")
    assert first.tasks == again.tasks
    with pytest.raises(KeyUsedOtherwise):
        office.correspondence.assign(letter, "S2", key="form-1")


def test_a_work_assigns_what_was_there_before_it(office: Office) -> None:
    letter = received(office).letter
    with office.work("มอบงานเช้า") as work:
        work.correspondence.assign(letter, "S1")
        fresh = work.correspondence.receive(subject="ใหม่", sender="x", reference="กค 0402/1", dated="1 พ.ย. 2569")
        with pytest.raises(WorkRefused):
            work.correspondence.assign(fresh.received.letter.id, "S1")
    assert len(office.correspondence.tasks(letter)) == 1


def test_a_task_is_passed_on(office: Office) -> None:
    (task,) = office.correspondence.assign(received(office).letter, "S1").tasks
    moved = office.correspondence.reassign(task, "S2", due=date(2026, 12, 9), note="ลาพักผ่อน")
    assert (moved.id, moved.whom, moved.due, moved.note) == (
        task.id,
        f"person:{person(office, 'S2')}",
        date(2026, 12, 9),
        "ลาพักผ่อน",
    )
    assert line(office).endswith("; เปลี่ยนผู้รับมอบเป็นสมใจ มีสุข")
    with pytest.raises(AssignedAlready):
        office.correspondence.reassign(moved.id, "S2")
    office.correspondence.close(moved, "เรียบร้อย")
    with pytest.raises(TaskIsOver):
        office.correspondence.reassign(moved, "S1")


def test_a_task_that_was_a_mistake_is_taken_back(office: Office) -> None:
    letter = received(office).letter
    (task,) = office.correspondence.assign(letter, "S1").tasks
    with pytest.raises(ReasonMissing):
        office.correspondence.withdraw(task, " ")
    back = office.correspondence.withdraw(task, "ผิดคน", key="k")
    assert office.correspondence.withdraw(task.id, "ผิดคน", key="k").tasks == back.tasks
    assert (back.tasks[0].state, back.is_closed) == (TaskState.WITHDRAWN, False)
    assert line(office).endswith("; ถอนงานจากใจดี มีสุข: ผิดคน")
    with pytest.raises(TaskIsOver):
        office.correspondence.close(task, "ทำแล้ว")
    assert office.correspondence.assign(letter, "S1").tasks[0].id != task.id


# ------------------------------------------------------------------ closing


def test_the_last_task_closes_the_letter(office: Office) -> None:
    letter = received(office).letter
    first, second = office.correspondence.assign(letter, ["S1", "S2"]).tasks
    one = office.correspondence.close(first, "ตอบแล้ว")
    assert not one.is_closed
    two = office.correspondence.close(second, "ส่งเอกสารแล้ว")
    assert two.is_closed
    assert two.handling.closed_on == date(2026, 11, 23)
    assert two.handling.result == "ส่งเอกสารแล้ว"
    assert line(office).endswith("; ใจดี มีสุข: ตอบแล้ว; สมใจ มีสุข: ส่งเอกสารแล้ว")
    assert [task.state for task in office.correspondence.tasks(letter)] == [TaskState.DONE] * 2


def test_closing_a_letter_ends_its_tasks(office: Office) -> None:
    letter = received(office).letter
    office.correspondence.assign(letter, ["S1", "S2"])
    done = office.correspondence.close(letter, "ทราบ", key="k")
    assert done.is_closed
    assert {task.result for task in done.tasks} == {"ทราบ"}
    assert office.correspondence.close(letter, "ทราบ", key="k") == done
    assert line(office).endswith("; ทราบ")
    with pytest.raises(LetterIsClosed):
        office.correspondence.close(letter, "อีกครั้ง")
    with pytest.raises(LetterIsClosed):
        office.correspondence.assign(letter, "S1")


def test_a_letter_that_was_never_assigned_is_closed_too(office: Office) -> None:
    assert office.correspondence.close(received(office).letter, "เพื่อทราบ").is_closed
    assert line(office) == "เพื่อทราบ"


@pytest.mark.parametrize("text", ["", "  ", "ก" * 2001])
def test_ends_and_new_beginnings_need_words(office: Office, text: str) -> None:
    letter = received(office).letter
    with pytest.raises(ReasonMissing) as told:
        office.correspondence.close(letter, text)
    assert told.value.message("en") == "Closing a letter needs a reason of 1 to 2,000 characters, for the journal"
    with pytest.raises(ReasonMissing) as told:
        office.correspondence.reopen(letter, text)
    assert told.value.message("th").startswith("การเปิดเรื่องใหม่ต้องระบุเหตุผล")


def test_a_closed_letter_is_opened_again_for_a_reason(office: Office) -> None:
    letter = received(office).letter
    with pytest.raises(LetterIsOpen):
        office.correspondence.reopen(letter, "ขอเอกสารเพิ่ม")
    office.correspondence.close(letter, "ทราบ")
    again = office.correspondence.reopen(letter, "ขอเอกสารเพิ่ม")
    assert (again.handling.is_open, again.handling.reopened) == (True, 1)
    assert line(office) == "ทราบ; เปิดเรื่องใหม่: ขอเอกสารเพิ่ม"
    assert office.correspondence.assign(letter, "S1").tasks


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["assign", "close", "end", "reopen"]), max_size=7))
def test_a_letter_goes_back_only_by_being_opened_again(steps: list[str]) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        letter, service = received(peopled(office)).letter, office.correspondence
        for step in steps:
            before = service.handling(letter)
            waiting = [task for task in service.tasks(letter) if task.state is TaskState.OPEN]
            try:
                if step == "assign":
                    service.assign(letter, "S1", due=date(2027, 1, 1))
                elif step == "close":
                    service.close(letter, "ทราบ")
                elif step == "end" and waiting:
                    service.close(waiting[0], "ทำแล้ว")
                elif step == "reopen":
                    service.reopen(letter, "ต่อ")
            except OrqaError:
                assert service.handling(letter) == before
            after = service.handling(letter)
            assert before.is_open or not after.is_open or step == "reopen"
            assert after.is_open or not any(task.state is TaskState.OPEN for task in service.tasks(letter))


# ------------------------------------------------------------------ answers


def test_an_answer_is_owed_until_it_is_linked_or_the_letter_closed(office: Office) -> None:
    first, second, third = (received(office, number).letter for number in (1, 2, 3))
    assert office.correspondence.expect_answer(first).value == date(2026, 12, 8)
    assert office.correspondence.expect_answer(second, date(2026, 12, 1)).value == date(2026, 12, 1)
    assert [one.letter for one in office.correspondence.unanswered()] == [second.ref, first.ref]
    assert [one.letter for one in office.correspondence.unanswered(date(2026, 12, 8))] == [second.ref]
    link = office.correspondence.link(third, second, "reply-to")
    assert [one.letter for one in office.correspondence.unanswered()] == [first.ref]
    office.correspondence.unlink(link, "ผิดฉบับ")
    assert [one.letter for one in office.correspondence.unanswered()] == [second.ref, first.ref]
    office.correspondence.close(first, "ไม่ต้องตอบ")
    office.correspondence.close(second, "ไม่ต้องตอบ")
    assert office.correspondence.unanswered() == ()
    with pytest.raises(LetterIsClosed):
        office.correspondence.expect_answer(first)


def test_an_answers_day_comes_from_the_law_and_a_key_asks_once(office: Office) -> None:
    letter = received(office).letter
    decision = office.correspondence.expect_answer(letter, key="k")
    assert [str(cited) for cited in decision.citations] == ["good-governance-2546#38"]
    assert office.correspondence.expect_answer(letter, key="k").value == decision.value


def test_without_a_rule_the_day_must_be_named() -> None:
    with orqa.open_office("memory:", profile="example-abroad") as office:
        letter = received(office, reference="A-1", dated="12 January 2026").letter
        with pytest.raises(ReasonMissing) as told:
            office.correspondence.expect_answer(letter)
        assert told.value.message("en").startswith("An answer without a day that a rule tells")
        assert office.correspondence.expect_answer(letter, date(2027, 1, 1)).value == date(2027, 1, 1)


# ------------------------------------------------------------------ who may


def test_who_has_the_task_may_end_it_and_nobody_elses(office: Office) -> None:
    letter = received(office).letter
    first, second = office.acting("D1").correspondence.assign(letter, ["S1", "S2"]).tasks
    staff = office.acting("S1")
    with pytest.raises(NotAllowed) as told:
        staff.correspondence.close(second, "ทำแทน")
    assert "close letters and open them again" in told.value.message("en")
    assert "ปิดเรื่องหรือเปิดเรื่องใหม่" in told.value.message("th")
    with pytest.raises(NotAllowed):
        staff.correspondence.close(letter, "ปิดเอง")
    with pytest.raises(NotAllowed):
        staff.correspondence.assign(letter, "D1")
    assert staff.correspondence.close(first, "เรียบร้อย").tasks[0].ended_by == f"person:{person(office, 'S1')}"
    assert office.acting("R1").correspondence.close(second, "แทน").is_closed


def test_a_unit_s_task_is_ended_by_its_people(office: Office) -> None:
    (task,) = office.correspondence.assign(received(office).letter, "ga").tasks
    assert office.acting("S2").correspondence.close(task, "เรียบร้อย").is_closed


def test_a_restricted_letter_is_given_only_to_those_who_may_see_it(office: Office) -> None:
    at, identity = office.now(), person(office, "S1")
    keeper = Actor(person="keeper", roles=(Role("secret-registrar"),), clearance=3)
    letter = Letter(
        id=office.ids.next_id(at), subject="ลับ", received_at=at, restricted=Restriction(rank=2, persons=(identity,))
    )
    secret = office.acting(keeper)
    secret.recorder.save("secret.receive", at, [letter])
    with pytest.raises(MayNotSee) as told:
        secret.correspondence.assign(letter, "S2", due=date(2026, 12, 1))
    assert "S2 Sample is not among those who may see the letter" in told.value.message("en")
    assert "ไม่อยู่ในผู้มีสิทธิเข้าถึง" in told.value.message("th")
    (task,) = secret.correspondence.assign(letter, "S1", due=date(2026, 12, 1)).tasks
    assert task.title is None
    assert task.restricted == letter.restricted
    with pytest.raises(NotFound):
        office.correspondence.tasks(letter)
    assert isinstance(secret.rights, PersonRights)


class Role:
    """A role in the office as a whole."""

    unit = ""

    def __init__(self, role: str) -> None:
        self.role = role


def test_two_that_end_the_last_tasks_at_once_do_not_leave_the_letter_open(office: Office) -> None:
    """The second one is told that the letter changed meanwhile, and ends the last task the next time."""
    letter = received(office).letter
    first, second = office.correspondence.assign(letter, ["S1", "S2"]).tasks

    def ends_first_while_another_ends_second() -> None:
        with office.work("งานหนึ่ง") as work, ThreadPoolExecutor(1) as pool:
            work.correspondence.close(first, "เรียบร้อย")
            pool.submit(office.correspondence.close, second, "เรียบร้อย").result(timeout=30)

    with pytest.raises(Conflict):
        ends_first_while_another_ends_second()
    assert office.correspondence.handling(letter).is_open
    assert office.correspondence.close(first, "เรียบร้อย").is_closed


ACTS: dict[str, Callable[[Office, Letter, Letter, Task], object]] = {
    "assign": lambda office, one, _, __: office.correspondence.assign(one, "S2"),
    "reassign": lambda office, _, __, task: office.correspondence.reassign(task, "S2"),
    "withdraw": lambda office, _, __, task: office.correspondence.withdraw(task, "ผิดคน"),
    "close": lambda office, one, _, __: office.correspondence.close(one, "ทราบ"),
    "close a task": lambda office, _, __, task: office.correspondence.close(task, "ทราบ"),
    "expect_answer": lambda office, one, _, __: office.correspondence.expect_answer(one),
    "deliver_by": lambda office, one, _, __: office.correspondence.deliver_by(one, office.now()),
    "link": lambda office, one, other, _: office.correspondence.link(one, other, "follows"),
    "propose": lambda office, one, _, __: office.correspondence.propose(one, "irqa"),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_has_no_role_does_nothing_with_letters(office: Office, act: str) -> None:
    office.organization.add_person("N1", {"th": "ใคร"})
    one, other = received(office, 1).letter, received(office, 2).letter
    (task,) = office.correspondence.assign(one, "S1").tasks
    before = office.store.checkpoint().position
    with pytest.raises(NotAllowed) as told:
        ACTS[act](office.acting("N1"), one, other, task)
    assert "ขอเชิญประชุม" not in str(told.value.messages)
    assert office.store.checkpoint().position == before


@pytest.mark.parametrize("act", ACTS)
def test_of_a_secret_letter_nobody_learns_by_acting(office: Office, act: str) -> None:
    at = office.now()
    keeper = office.acting(Actor(person="keeper", roles=(Role("secret-registrar"),), clearance=3))
    secret = Letter(
        id=office.ids.next_id(at), subject="แผน", received_at=at, restricted=Restriction(rank=2, units=("ga",))
    )
    keeper.recorder.save("secret.receive", at, [secret])
    (task,) = keeper.correspondence.assign(secret, "S1", due=date(2026, 12, 1)).tasks
    other = received(office).letter
    before = office.store.checkpoint().position
    for whoever in (office, office.acting("R1"), office.acting("S1")):
        with pytest.raises(NotFound) as told:
            ACTS[act](whoever, secret, other, task)
        assert "แผน" not in str(told.value.messages)
    assert office.store.checkpoint().position == before
