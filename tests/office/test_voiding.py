"""What ends with a letter whose number is made void."""

from datetime import date

import pytest

from access_samples import KEEPER
from handling_samples import START, peopled, person, received
from orqa.domain.correspondence.errors import LetterIsVoid
from orqa.domain.correspondence.handling import HandlingState
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.organization.tasks import TaskState
from orqa.office.errors import KeyUsedOtherwise, RegisterRefused
from orqa.office.office import Office

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
AGAIN: dict[str, tuple[str, ...]] = {
    "assign": ("S2",),
    "close": ("ทราบ",),
    "reopen": ("ผิด",),
    "expect_answer": (),
    "propose": ("ga",),
    "take_in": ("ga",),
}


def overdue(office: Office) -> list[str]:
    return [one.source.kind for one in office.deadlines(FIRST, LAST).items if one.area == "correspondence"]


def test_a_key_makes_a_number_void_once(office: Office) -> None:
    lines = [received(office, number).entry for number in (1, 2)]
    gone = [office.correspondence.void(lines[0], "ลงทะเบียนซ้ำ", key="form-7") for _ in range(2)]
    assert gone[0] == gone[1]
    assert (gone[0].state, gone[0].version) == ("void", 2)
    for line, reason in ((lines[1], "ลงทะเบียนซ้ำ"), (lines[0], "ผิด")):
        with pytest.raises(KeyUsedOtherwise):
            office.correspondence.void(line, reason, key="form-7")
    with pytest.raises(RegisterRefused, match="is void and cannot become void"):
        office.correspondence.void(lines[0], "ลงทะเบียนซ้ำ", key="form-8")
    assert office.correspondence.entry(2).state == "registered"


def test_what_waits_for_a_void_letter_ends_with_it(office: Office) -> None:
    service = peopled(office).correspondence
    office.organization.grant("S2", "section-head", unit="ga", first=START)
    done = received(office)
    service.assign(done.letter, ["S1", "ga"], due=date(2026, 12, 1))
    service.expect_answer(done.letter)
    proposed = service.propose(done.letter, "ga")
    assert (office.desk(person(office, "S1")).total, sorted(overdue(office))) == (
        2,
        ["handling", "task", "task", "task"],
    )
    service.void(done.entry, " ลงทะเบียนซ้ำ ")
    assert [office.desk(person(office, code)).total for code in ("S1", "S2")] == [0, 0]
    assert (service.unanswered(), overdue(office), office.correspondence.year_end().is_clean) == ((), [], True)
    assert [(task.state, task.result) for task in service.tasks(done.letter)] == [
        (TaskState.WITHDRAWN, "ลงทะเบียนซ้ำ")
    ] * 2
    assert office.approvals.get(proposed.id).state is ApprovalState.WITHDRAWN
    handling = service.handling(done.letter)
    assert (handling.state, handling.result, handling.answer_by) == (HandlingState.VOID, "ลงทะเบียนซ้ำ", None)
    events = [event.what for event in service.timeline(done.letter).events]
    assert "void" in events
    assert "closed" not in events
    assert office.verify().is_sound


@pytest.mark.parametrize("act", AGAIN)
def test_nothing_is_done_with_a_void_letter(office: Office, act: str) -> None:
    done = received(peopled(office))
    office.correspondence.void(done.entry, "ลงทะเบียนซ้ำ")
    with pytest.raises(LetterIsVoid) as refused:
        getattr(office.correspondence, act)(done.letter, *AGAIN[act])
    assert "was made void (ลงทะเบียนซ้ำ), so nothing is done with it" in refused.value.message("en")
    assert "ยกเลิกแล้ว (ลงทะเบียนซ้ำ) จึงดำเนินการต่อไม่ได้" in refused.value.message("th")


def test_a_letter_goes_on_until_its_last_number_is_void(office: Office) -> None:
    service = peopled(office).correspondence
    done = received(office)
    units = service.take_in(done.letter, "ga")
    service.assign(done.letter, "S1")
    service.void(done.entry, "ส่งตรงถึงงาน")
    assert office.desk(person(office, "S1")).total == 1
    service.void(units.entry, "ลงทะเบียนซ้ำ")
    assert office.desk(person(office, "S1")).total == 0


def test_a_letter_that_is_secret_no_longer_has_one_number_that_counts(office: Office) -> None:
    keeper = peopled(office).acting(KEEPER)
    done = received(office)
    service = keeper.correspondence
    service.raise_secrecy(done.letter.id, "ลับ", "คำสั่ง")
    service.lower_secrecy(done.letter.id, "ปกติ", "หมดความจำเป็น")
    office.correspondence.assign(done.letter.id, "S1")
    (secret,) = service.entries(register="secret-received")
    service.void(secret.id, "ลงผิดเล่ม")
    assert office.desk(person(office, "S1")).total == 1
    office.correspondence.void(office.correspondence.entry(1), "ลงทะเบียนซ้ำ")
    assert office.desk(person(office, "S1")).total == 0


def test_a_reserved_number_has_no_letter_that_could_end(office: Office) -> None:
    (kept,) = office.correspondence.reserve("order", reason="จอง").entries
    assert office.correspondence.void(kept, "ไม่ใช้").state == "void"


def test_what_was_closed_or_answered_before_keeps_its_answer(office: Office) -> None:
    service = office.correspondence
    asked, answer = received(office, 1), received(office, 2)
    service.expect_answer(asked.letter, date(2026, 12, 1))
    service.link(answer.letter, asked.letter, "reply-to")
    service.close(asked.letter, "ตอบแล้ว")
    service.void(asked.entry, "ออกซ้ำ")
    handling = service.handling(asked.letter)
    assert (handling.answer_by, handling.answered_on) == (date(2026, 12, 1), date(2026, 11, 23))
    assert (handling.closed_on, handling.days) == (None, None), "a letter that was none was not dealt with in a day"


def test_a_void_letter_that_came_in_answers_nothing_either(office: Office) -> None:
    service = office.correspondence
    asked, answer = received(office, 1), received(office, 2)
    service.expect_answer(asked.letter, date(2026, 12, 1))
    service.link(answer.letter, asked.letter, "reply-to")
    service.void(answer.entry, "ลงทะเบียนซ้ำ")
    assert [one.letter for one in service.unanswered()] == [asked.letter.ref]


def test_a_void_letter_is_no_answer(office: Office) -> None:
    service = office.correspondence
    asked, answer = received(office, 1), received(office, 2)
    service.expect_answer(asked.letter, date(2026, 12, 1))
    service.void(answer.entry, "ลงทะเบียนซ้ำ")
    with pytest.raises(LetterIsVoid):
        service.link(answer.letter, asked.letter, "reply-to")
    assert len(service.unanswered()) == 1
    service.link(asked.letter, answer.letter, "replaces")
