"""What waits is done or handed on, in whichever area."""

from datetime import UTC, date, datetime

import pytest

from organization_samples import begun
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import ReasonMissing
from orqa.domain.organization.errors import DecideInstead, TaskIsOver
from orqa.domain.organization.tasks import Task, TaskState, new_task, unit_token
from orqa.office.access import Actor
from orqa.office.errors import KeyUsedOtherwise, NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.tasks import waits_for

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DUE = date(2026, 11, 30)


@pytest.fixture
def division(office: Office) -> Office:
    return begun(office)


def task(office: Office, whom: str = "unit:ga", opened_by: str = "") -> Task:
    """Of an area that ends its tasks here."""
    made = new_task(
        identity=office.ids.next_id(AT),
        area="meetings",
        action="minutes.check",
        about=RecordRef("minutes", "m-1"),
        whom=whom,
        opened_at=AT,
        opened_by=opened_by,
        due=DUE,
        title=Text.of(th="ตรวจรายงานการประชุม"),
    )
    office.recorder.save("task.open", AT, [made])
    return office.tasks.get(made.id)


def letter_task(office: Office) -> Task:
    letter = office.correspondence.receive(subject="ก", sender="ข", reference="1/2569", dated=AT.date()).letter
    return office.correspondence.assign(letter, "ga").tasks[0]


def test_a_task_is_done_by_one_for_whom_it_waits(division: Office) -> None:
    clerk = division.acting("E3")
    ended = clerk.tasks.done(task(division), " ตรวจแล้ว ", key="a")
    assert (ended.state, ended.result, ended.ended_by) == (TaskState.DONE, "ตรวจแล้ว", clerk.rights.name)
    assert ended == division.tasks.get(ended.id) == clerk.tasks.done(ended.id, " ตรวจแล้ว ", key="a")
    assert clerk.desk().tasks == ()
    for again in (clerk.tasks.done, lambda one: clerk.tasks.move(one, "irqa")):
        with pytest.raises(TaskIsOver, match="only an open task can be changed"):
            again(ended)
    with pytest.raises(KeyUsedOtherwise):
        clerk.tasks.done(task(division), "อื่น", key="a")


def test_a_task_is_handed_on_with_what_is_not_said_left_as_it_is(division: Office) -> None:
    head = division.acting("E2")
    given = head.tasks.move(task(division), "role:director@irqa", note="โปรดพิจารณา", key="b")
    assert (given.whom, given.due, given.note) == ("role:director@irqa", DUE, "โปรดพิจารณา")
    assert division.desk("E1").tasks == (given,)
    assert head.desk().tasks == ()
    back = division.acting("E1").tasks.move(given, "E3", due=date(2026, 12, 1))
    assert (back.due, back.note) == (date(2026, 12, 1), "โปรดพิจารณา")
    assert division.desk("E3").tasks == (back,)
    with pytest.raises(NotFound, match="E9"):
        division.tasks.move(back, "E9")


def test_others_neither_end_it_nor_hand_it_on_but_whoever_asked_may(division: Office) -> None:
    director = division.acting("E1")
    strange, asked = task(division), task(division, opened_by=director.rights.name)
    for refused in (director.tasks.done, lambda one: director.tasks.move(one, "irqa")):
        with pytest.raises(NotAllowed) as caught:
            refused(strange)
        assert "Who may: those for whom it waits, and whoever asked for it" in str(caught.value)
        assert "ผู้ที่งานรออยู่ และผู้มอบงาน" in caught.value.message("th")
    assert division.tasks.get(strange.id) == strange
    assert director.tasks.done(asked).state is TaskState.DONE
    assert division.tasks.done(strange).state is TaskState.DONE, "the program does what it is told"


def test_a_letters_task_closes_its_letter(division: Office) -> None:
    clerk, given = division.acting("E3"), letter_task(division)
    with pytest.raises(ReasonMissing):
        clerk.tasks.done(given)
    passed = division.tasks.move(given, "E3", note="โปรดตอบ")
    assert passed.note == "โปรดตอบ"
    ended = clerk.tasks.done(passed.id, "ตอบแล้ว", key="c")
    assert (ended.state, ended.result) == (TaskState.DONE, "ตอบแล้ว")
    assert clerk.tasks.done(passed.id, "ตอบแล้ว", key="c").id == ended.id
    assert not division.correspondence.handling(given.about).is_open
    with pytest.raises(ReasonMissing):
        clerk.tasks.done(letter_task(division), "  ")


def test_a_decision_is_neither_done_nor_handed_on(division: Office) -> None:
    letter = division.correspondence.receive(subject="ก", sender="ข", reference="2/2569", dated=AT.date()).letter
    request = division.acting("E3").approvals.submit(letter, "letter.received", unit="ga")
    (waits,) = division.desk("E2").tasks
    head = division.acting("E2").tasks
    for refused in (head.done, lambda one: head.move(one, "E3")):
        with pytest.raises(DecideInstead) as caught:
            refused(waits)
        assert f"the decision about the request {request.id}" in str(caught.value)
        assert f"การพิจารณาคำขอ {request.id}" in caught.value.message("th")
    assert division.desk("E2").tasks == (waits,)


def test_a_work_ends_a_task_with_what_else_it_does(division: Office) -> None:
    one, other = task(division), task(division)
    with division.work("ปิดงานพร้อมกัน") as work:
        work.tasks.done(one)
        work.tasks.move(other, "irqa")
        assert division.tasks.get(one.id) == one
    assert division.tasks.get(one.id).state is TaskState.DONE
    assert division.tasks.get(other.id).whom == unit_token("irqa")


def test_what_is_not_there_is_not_found(division: Office) -> None:
    for ask in (division.tasks.get, division.tasks.done):
        with pytest.raises(NotFound, match="the task nothing was not found"):
            ask("nothing")


def test_tasks_wait_for_whoever_acts_by_person_unit_and_role(division: Office) -> None:
    actor = division.acting("E2").actor
    assert actor is not None
    assert waits_for(actor) == {f"person:{actor.person}", "unit:ga", "role:section-head@ga"}
    assert waits_for(Actor(person="x")) == {"person:x"}
