"""A received letter goes on to units, which take it in or send it back; its time line tells who had it when."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handling_samples import START, peopled, person, received
from orqa.base.errors import OrqaError
from orqa.domain.correspondence.errors import (
    ForwardRefused,
    LetterIsClosed,
    LetterIsVoid,
    MayNotSee,
    ReasonMissing,
)
from orqa.domain.organization.tasks import TaskState
from orqa.office.errors import KeyUsedOtherwise, NotAllowed, NotFound, RegisterRefused
from orqa.office.office import Office
from orqa.storage.errors import Conflict

DUE = date(2026, 11, 30)
By = Callable[[date], AbstractContextManager[None]]


@pytest.fixture
def office(office: Office) -> Office:  # type: ignore[misc] # the one of conftest, with people
    peopled(office)
    office.organization.add_unit("ir", {"th": "งานวิเทศสัมพันธ์", "en": "Relations"}, first=START, parent="irqa")
    office.organization.add_person("C1", {"th": "มานะ", "en": "C1"}, {"th": "มีสุข", "en": "Sample"})
    for code, role, unit in (("S2", "clerk", "ga"), ("C1", "clerk", "ir")):
        office.organization.grant(code, role, unit=unit, first=START)
    return office


def letters(office: Office, code: str) -> Any:
    return office.acting(code).correspondence


def path(office: Office, letter: Any, language: str = "th") -> list[tuple[str, str]]:
    steps = office.correspondence.timeline(letter).steps
    return [(one.event.title.in_language(language), str(one.event.detail)) for one in steps]


# ------------------------------------------------------------------ its way


def test_a_letter_that_is_forwarded_waits_until_it_is_taken_in(office: Office) -> None:
    letter = received(office.acting("R1")).letter
    (task,) = letters(office, "R1").forward(letter, "ga", due=DUE, note="เพื่อดำเนินการ")
    assert (task.whom, task.due, str(task.title)) == ("unit:ga", DUE, "ขอเชิญประชุม ครั้งที่ 12")
    desk = office.acting("S2").desk()
    assert [one.id for one in desk.tasks] == [task.id]
    assert desk.titles["letter.forward"].in_language("th") == "ลงทะเบียนรับหรือส่งคืนหนังสือ"
    assert letters(office, "S2").take_in(letter, "ga").number == 1
    assert office.acting("S2").desk().total == 0
    (ended,) = office.correspondence.forwardings(letter)
    assert (ended.state, ended.ended_by) == (TaskState.DONE, f"person:{person(office, 'S2')}")
    assert path(office, letter)[1:] == [
        ("ส่งต่อให้งานบริหารทั่วไป", "เพื่อดำเนินการ"),
        ("ลงทะเบียนของงานบริหารทั่วไป เลขที่ 1/2569", ""),
    ]
    assert office.correspondence.lines_of(letter)[0].action == "ส่งต่อให้งานบริหารทั่วไป"


def test_what_is_sent_back_waits_again_for_whoever_forwarded_it(office: Office) -> None:
    letter = received(office.acting("R1")).letter
    registrar, clerk = letters(office, "R1"), letters(office, "S2")
    registrar.forward(letter, "ga")
    back = clerk.send_back(letter, "ga", " ไม่ใช่งานของหน่วย ")
    assert (back.task.result, back.again.whom) == ("ไม่ใช่งานของหน่วย", f"person:{person(office, 'R1')}")
    assert [one.note for one in office.acting("R1").desk().tasks] == ["งานบริหารทั่วไปส่งคืน: ไม่ใช่งานของหน่วย"]
    assert back.entries[0].action.endswith("งานบริหารทั่วไปส่งคืน: ไม่ใช่งานของหน่วย")
    assert office.correspondence.entries(register="received", unit="ga") == ()
    registrar.forward(letter, ["ir", "ga", "ir"])
    assert office.acting("R1").desk().total == 0, "who forwards a letter has it no longer"
    letters(office, "C1").take_in(letter, "ir")
    assert [(one.whom, one.state.value) for one in office.correspondence.forwardings(letter)] == [
        ("unit:ga", "done"),
        ("unit:ir", "done"),
        ("unit:ga", "open"),
    ]
    told = [title for title, _ in path(office, letter, "en")]
    assert told[1:4] == ["forwarded to Administration", "sent back by Administration", "assigned to R1 Sample"]
    assert told[-1] == "entered in the register of Relations as no. 1/2569"


def test_a_forwarding_is_taken_back(office: Office) -> None:
    letter = received(office).letter
    (task,) = letters(office, "R1").forward(letter, "ga")
    letters(office, "R1").withdraw(task, "ส่งผิดหน่วยงาน")
    assert office.acting("S2").desk().total == 0
    assert path(office, letter)[-1] == ("ดึงคืนจากงานบริหารทั่วไป", "ส่งผิดหน่วยงาน")
    with pytest.raises(ForwardRefused, match="nothing of it waits for"):
        letters(office, "S2").send_back(letter, "ga", "ไม่ใช่")
    letters(office, "R1").forward(letter, "ga")


def test_nothing_waits_again_for_who_left_or_for_the_program(office: Office) -> None:
    letter, other, third = (received(office, number).letter for number in (1, 2, 3))
    office.correspondence.forward(letter, "ga")
    assert letters(office, "S2").send_back(letter, "ga", "ไม่ใช่").again is None
    granted = office.organization.grant("S1", "clerk", unit="ir", first=date(2026, 1, 1)).record
    letters(office, "S1").forward(third, "ga")
    staff = next(one for one in office.organization.structure.grants.values() if one.person == person(office, "S1"))
    for one in (granted, staff):
        office.organization.end(one, last=date(2026, 11, 22))
    assert letters(office, "S2").send_back(third, "ga", "ไม่ใช่").again is None
    letters(office, "R1").forward(other, "ga")
    letters(office, "R1").assign(other, "R1")
    assert letters(office, "S2").send_back(other, "ga", "ไม่ใช่").again is None, "it waits for them already"


def test_what_waits_for_a_unit_that_is_no_more_is_taken_back_or_done(office: Office, by: By) -> None:
    office.organization.add_unit("old", {"th": "งานเดิม", "en": "Old"}, first=START, parent="irqa")
    letter = received(office).letter
    (forwarded,) = office.correspondence.forward(letter, "old")
    (given,) = office.correspondence.assign(letter, "old").tasks
    office.organization.merge("old", "ga", last=date(2026, 11, 30))
    with by(date(2026, 12, 1)):
        office.correspondence.withdraw(forwarded, "ยุบรวมแล้ว")
        assert office.correspondence.close(given, "ส่งงานวิเทศแล้ว").is_closed
        assert office.correspondence.forwardings(letter)[0].state is TaskState.WITHDRAWN


def test_a_closed_letter_may_still_be_taken_in_or_sent_back(office: Office) -> None:
    letter = received(office.acting("R1")).letter
    letters(office, "R1").forward(letter, ["ga", "ir"])
    letters(office, "R1").close(letter, "เสร็จ")
    assert letters(office, "S2").send_back(letter, "ga", "ไม่ใช่").again is None
    assert letters(office, "C1").take_in(letter, "ir").number == 1
    assert not office.correspondence.handling(letter).is_open


def test_what_is_not_taken_in_by_its_day_is_late(office: Office) -> None:
    letter = received(office).letter
    office.correspondence.forward(letter, "ga", due=DUE)
    assert office.correspondence.overdue(DUE) == ()
    (late,) = office.correspondence.overdue(DUE + timedelta(days=2))
    assert (late.what, late.whom, late.days) == ("letter.forward", "unit:ga", 2)
    (row,) = office.correspondence.overdue_table(DUE + timedelta(days=2)).records()
    assert row["what"].in_language("th") == "ลงทะเบียนรับหรือส่งคืนหนังสือ"
    letters(office, "S2").take_in(letter, "ga")
    assert office.correspondence.overdue(DUE + timedelta(days=2)) == ()


def test_the_same_key_forwards_and_sends_back_once(office: Office) -> None:
    letter = received(office.acting("R1")).letter
    registrar, clerk = letters(office, "R1"), letters(office, "S2")
    made = [registrar.forward(letter, ["ga", "ir"], key="k") for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(KeyUsedOtherwise):
        registrar.forward(letter, "ga", key="k")
    back = [clerk.send_back(letter, "ga", "ไม่ใช่", key="k") for _ in range(2)]
    assert back[0] == back[1]
    taken = [letters(office, "C1").take_in(letter, "ir", key="k").number for _ in range(2)]
    assert taken == [1, 1]
    assert len(office.correspondence.tasks(letter)) == 1


# ------------------------------------------------------------------ refused


@pytest.mark.parametrize(
    ("to", "change", "error", "words"),
    [
        ((), {}, ForwardRefused, "name at least one"),
        ("xx", {}, RegisterRefused, "there is no unit 'xx'"),
        ("", {}, RegisterRefused, "name the unit"),
        ("central", {}, RegisterRefused, "name the unit"),
        ("ga", {"due": date(2026, 11, 1)}, ForwardRefused, "is past"),
        (["ir", "ga"], {"taken": True}, ForwardRefused, "Administration has it in its register already"),
        (["ir", "ga"], {"waits": True}, ForwardRefused, "take that back first: orqa letter withdraw"),
        ("ga", {"closed": True}, LetterIsClosed, ""),
        ("ga", {"void": True}, LetterIsVoid, ""),
    ],
)
def test_what_is_not_forwarded(office: Office, to: Any, change: Any, error: type[OrqaError], words: str) -> None:
    done = received(office)
    if change.get("taken"):
        office.correspondence.take_in(done.letter, "ga")
    if change.get("waits"):
        office.correspondence.forward(done.letter, "ga")
    if change.get("closed"):
        office.correspondence.close(done.letter, "เสร็จ")
    if change.get("void"):
        office.correspondence.void(done.entry, "ซ้ำ")
    before = len(list(office.journal()))
    with pytest.raises(error) as raised:
        office.correspondence.forward(done.letter, to, due=change.get("due"))
    assert words in raised.value.message("en")
    assert raised.value.message("th") != raised.value.message("en")
    assert len(list(office.journal())) == before


def test_what_the_office_issued_is_not_forwarded(office: Office) -> None:
    sent = office.correspondence.send(kind="order", subject="แต่งตั้ง", recipient="ทุกหน่วย").letter
    with pytest.raises(RegisterRefused, match="only what came in"):
        office.correspondence.forward(sent, "ga")
    with pytest.raises(NotFound):
        office.correspondence.forward("no-such-letter", "ga")


def test_sending_back_needs_a_reason_and_a_forwarding(office: Office) -> None:
    letter = received(office).letter
    for reason in ("", "  ", "ก" * 2001):
        with pytest.raises(ReasonMissing):
            office.correspondence.send_back(letter, "ga", reason)
    with pytest.raises(ForwardRefused) as raised:
        office.correspondence.send_back(letter, "ga", "ไม่ใช่")
    assert "ไม่มีหนังสือที่ส่งต่อและรองานบริหารทั่วไปลงรับ" in raised.value.message("th")
    office.correspondence.forward(letter, "ga")
    office.correspondence.take_in(letter, "ga")
    with pytest.raises(ForwardRefused, match="was taken in or sent back"):
        office.correspondence.send_back(letter, "ga", "ไม่ใช่")


def test_who_may(office: Office) -> None:
    letter = received(office).letter
    with pytest.raises(NotAllowed, match="forward letters to units"):
        letters(office, "S1").forward(letter, "ga")
    letters(office, "C1").forward(letter, "ga")
    with pytest.raises(NotAllowed):
        letters(office, "S1").send_back(letter, "ga", "ไม่ใช่")  # of the unit, but no clerk
    assert letters(office, "D1").send_back(letter, "ga", "ไม่ใช่").task.result == "ไม่ใช่"


@pytest.mark.parametrize("how", ["done", "move", "close", "reassign"])
def test_a_forwarding_ends_in_no_other_way(office: Office, how: str) -> None:
    letter = received(office).letter
    (task,) = office.correspondence.forward(letter, "ga")
    ways: dict[str, Callable[[], object]] = {
        "done": lambda: office.tasks.done(task, "เสร็จ"),
        "move": lambda: office.tasks.move(task, "S1"),
        "close": lambda: office.correspondence.close(task, "เสร็จ"),
        "reassign": lambda: office.correspondence.reassign(task, "S1"),
    }
    with pytest.raises(ForwardRefused, match="orqa letter take-in") as raised:
        ways[how]()
    assert "หน่วยงานลงรับ" in raised.value.message("th")
    assert office.correspondence.forwardings(letter) == (task,)


def test_a_circulars_task_is_no_task_of_a_letter(office: Office) -> None:
    (task,) = office.correspondence.circulate(received(office).letter, "S1").tasks
    for way in (office.correspondence.close, office.correspondence.reassign):
        with pytest.raises(NotFound, match="a task of handling a letter"):
            way(task, "S2")


def test_the_forwardings_of_a_void_letter_end_with_it(office: Office) -> None:
    done = received(office)
    office.correspondence.forward(done.letter, ["ga", "ir"])
    office.correspondence.void(done.entry, "ซ้ำ")
    assert {one.state for one in office.correspondence.forwardings(done.letter)} == {TaskState.WITHDRAWN}
    assert office.acting("S2").desk().total == 0


def test_a_secret_letter_goes_only_to_units_that_may_see_it(office: Office) -> None:
    org = office.organization
    org.grant("R1", "secret-registrar", unit="irqa", first=date(2026, 1, 1), order="1")
    for code in ("R1", "S2"):
        org.clear(code, "top-secret", first=date(2026, 1, 1), order="1")
    keeper = letters(office, "R1")
    secret = received(office.acting("R1"), secrecy="ลับ").letter
    with pytest.raises(MayNotSee):
        keeper.forward(secret, "ga")
    keeper.share(secret, units=["ga"])
    (task,) = keeper.forward(secret, "ga")
    assert (task.title, office.acting("S1").desk().total) == (None, 0)
    assert office.acting("S2").desk().total == 1
    with pytest.raises(NotFound):
        office.correspondence.forwardings(secret.id)
    text = " ".join(map(repr, office.correspondence.overdue(date(2099, 1, 1))))
    assert "ขอเชิญประชุม" not in text


# ------------------------------------------------------------------ at once, and in any order


def test_of_two_who_take_in_and_send_back_at_once_one_does(office: Office) -> None:
    for number in range(1, 6):
        letter = received(office, number).letter
        office.correspondence.forward(letter, "ga")
        barrier, outcome = Barrier(2), []

        def do(act: Callable[[], object], barrier: Any = barrier, outcome: Any = outcome) -> None:
            barrier.wait()
            try:
                act()
            except (Conflict, ForwardRefused) as error:
                outcome.append(error)

        ways = (
            lambda letter=letter: office.correspondence.take_in(letter, "ga"),
            lambda letter=letter: office.correspondence.send_back(letter, "ga", "ไม่ใช่"),
        )
        threads = [Thread(target=do, args=(way,)) for way in ways]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (task,) = office.correspondence.forwardings(letter)
        entered = any(line.unit == "ga" for line in office.correspondence.lines_of(letter))
        assert task.state is TaskState.DONE
        assert entered == (not task.result) or not outcome, "taken in after it was sent back, or one of the two"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from("fbtw"), st.sampled_from(["ga", "ir"])), max_size=10))
def test_in_any_order_a_letter_waits_where_it_went_last(office: Office, steps: list[tuple[str, str]]) -> None:
    work = office.correspondence
    letter = received(office, len(list(office.journal()))).letter
    waits, has, told = set[str](), set[str](), 0
    for step, unit in steps:
        expected = {"f": unit not in waits | has, "b": unit in waits, "t": unit not in has, "w": unit in waits}[step]
        try:
            if step == "f":
                work.forward(letter, unit)
            elif step == "b":
                work.send_back(letter, unit, "ไม่ใช่")
            elif step == "t":
                work.take_in(letter, unit)
            else:
                open_one = [one for one in work.forwardings(letter) if one.waiting and one.whom == f"unit:{unit}"]
                if not open_one:
                    continue
                work.withdraw(open_one[0], "ผิด")
        except OrqaError:
            assert not expected, (step, unit)
            continue
        assert expected, (step, unit)
        told += 1
        waits = waits | {unit} if step == "f" else waits - {unit}
        has |= {unit} if step == "t" else set()
        assert {one.whom for one in work.forwardings(letter) if one.waiting} == {f"unit:{one}" for one in waits}
    assert {line.unit for line in work.lines_of(letter)} == {"central", *has}
    assert len(work.timeline(letter).steps) == 1 + told


def test_the_share_that_acknowledged_in_time(office: Office, by: By) -> None:
    work, year = office.correspondence, office.year("calendar", 2569)

    def share() -> tuple[Any, int]:
        found = office.metrics.value("correspondence.acknowledged_in_time_share", year).measure
        return (None if found.value is None else float(found.value), found.count)

    assert share() == (None, 0)
    first = work.circulate(received(office, 1).letter, ["S1", "S2", "D1", "R1"], due=DUE).circulation
    work.circulate(received(office, 2).letter, ["S1"])  # by no day
    other = work.circulate(received(office, 3).letter, ["S1", "S2"], due=DUE).circulation
    assert share() == (None, 0)
    letters(office, "S1").acknowledge(first)
    assert share() == (100.0, 1)
    with by(DUE):
        letters(office, "S2").acknowledge(first)
        work.end_circulation(other, "ไม่ต้องรอ")
        assert share() == (100.0, 2), "who is no longer waited for by the day is not counted"
    with by(DUE + timedelta(days=1)):
        assert share() == (50.0, 4), "two are late"
        letters(office, "D1").acknowledge(first)
        work.end_circulation(first, "พอแล้ว")
        assert share() == (50.0, 4)
    assert (
        office.metrics.value("correspondence.acknowledged_in_time_share", office.year("calendar", 2570)).measure.count
        == 0
    )
