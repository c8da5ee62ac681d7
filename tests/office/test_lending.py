"""Letters that are lent, called back and given back, through the office and a real store."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from access_samples import KEEPER, position
from handling_samples import START, peopled, received
from orqa.domain.correspondence.errors import LendingRefused, MayNotSee
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.errors import EndsByItself
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.storage.errors import Conflict
from orqa.storage.protocol import SYSTEM

WORK = {"purpose": "ตรวจสอบพัสดุประจำปี"}


def headed(office: Office) -> Office:
    """With a head of the section, H1, and a file that letters lie in."""
    organization = peopled(office).organization
    organization.add_person("H1", "สมหมาย", "หัวหน้า")
    organization.grant("H1", "section-head", unit="ga", first=START)
    office.correspondence.add_file_code("1", "ทั่วไป", first=START)
    return office


@pytest.fixture
def letter(office: Office) -> Letter:
    letter = received(headed(office)).letter
    office.correspondence.store(letter, "1", place="ตู้ 1")
    return letter


def held(office: Office, letter: Letter) -> int:
    with office.store.read(SYSTEM) as reader:
        cell = f"hold/letter/{letter.id}"
        return reader.cells(cell).get(cell, 0)


def test_a_loan_has_its_card_its_task_and_its_hold(office: Office, letter: Letter) -> None:
    loan = office.correspondence.lend(letter, "H1", **WORK, permitted_by="D1")
    assert (loan.lent_on, loan.due, loan.is_out) == (date(2026, 11, 23), date(2026, 12, 8), True)
    (task,) = office.acting("H1").desk().tasks
    assert (task.action, task.due, task.about) == ("letter.return", loan.due, loan.ref)
    assert held(office, letter) == 1
    assert [one.hold.source for one in office.holds.of(letter)] == [loan.ref]
    assert office.correspondence.stored(letter).loan == loan.id
    card = office.correspondence.loan_cards(letter)
    assert [column.title.in_language("th") for column in card.columns] == [
        *("รายการ", "ผู้ยืม", "ผู้รับ", "วันยืม", "กำหนดส่งคืน", "ผู้ส่งคืน", "วันส่งคืน"),
    ]
    assert list(card.rows()) == [
        ("ขอเชิญประชุม ครั้งที่ 12", "สมหมาย หัวหน้า", "สมหมาย หัวหน้า", loan.lent_on, loan.due, None, None)
    ]
    back = office.correspondence.take_back(loan, returned_by="อังคาร ตัวอย่าง", note="ปกขาด")
    assert (back.returned_on, back.returned_by, back.is_out) == (date(2026, 11, 23), "อังคาร ตัวอย่าง", False)
    assert (office.acting("H1").desk().total, held(office, letter)) == (0, 0)
    assert office.correspondence.stored(letter).loan == ""
    assert office.correspondence.loans(is_out=True) == ()
    assert office.verify(deep=True).findings == ()


def test_the_decision_cites_its_clauses(office: Office, letter: Letter) -> None:
    loan = office.correspondence.lend(letter, "H1", **WORK, due=date(2026, 11, 30))
    decision = office.correspondence.loan_decision(loan)
    assert decision.value == date(2026, 11, 30)
    assert "opm-correspondence-2526#62.4" in map(str, decision.citations)


@pytest.mark.parametrize(
    ("lend", "english", "thai"),
    [
        (lambda c, x: c.lend(x, "S1", **WORK), "the borrower is none of", "ผู้ยืมไม่ได้เป็น"),
        (lambda c, x: c.lend(x, "H1", **WORK, permitted_by="S1"), "whoever permits it is none of", "ผู้อนุญาตไม่ได้เป็น"),
        (lambda c, x: c.lend(x, "H1", purpose=""), "for which official work", "นำไปใช้ในราชการใด"),
        (lambda c, x: c.lend(x, "สมมติ", agency="กรมตัวอย่าง", **WORK), "say who borrows: a name", "ให้ระบุชื่อผู้ยืม"),
        (lambda c, x: c.view(x, " ", **WORK), "say who borrows", "ให้ระบุชื่อผู้ยืม"),
        (lambda c, x: c.view(x, "ผู้วิจัย", **WORK, permitted_by="H1"), "none of: Director of division", "ผู้อำนวยการกอง"),
    ],
)
def test_what_is_not_allowed_is_refused_and_nothing_is_written(
    office: Office, letter: Letter, lend: Callable[[Any, Letter], object], english: str, thai: str
) -> None:
    before = position(office)
    with pytest.raises(LendingRefused) as refusal:
        lend(office.correspondence, letter)
    assert english in refusal.value.message("en")
    assert thai in refusal.value.message("th")
    assert position(office) == before


def test_a_lent_letter_is_lent_to_nobody_else_and_looked_at_by_nobody(office: Office, letter: Letter) -> None:
    loan = office.correspondence.lend(letter, "H1", **WORK)
    for again in (
        lambda: office.correspondence.lend(letter, "D1", **WORK),
        lambda: office.correspondence.view(letter, "ผู้วิจัย", **WORK),
    ):
        with pytest.raises(LendingRefused) as refusal:
            again()
        assert "it is lent to สมหมาย หัวหน้า until 2026-12-08" in refusal.value.message("en")
        assert "สมหมาย หัวหน้ายืมอยู่ถึง 8 ธ.ค. 69" in refusal.value.message("th")
    office.correspondence.take_back(loan)
    assert office.correspondence.view(letter, "ผู้วิจัย", **WORK, permitted_by="D1").is_out is False
    assert held(office, letter) == 0
    office.correspondence.note_condition(letter, "lost", "หาไม่พบ")
    with pytest.raises(LendingRefused, match="it is lost"):
        office.correspondence.lend(letter, "H1", **WORK)


def test_another_agency_borrows_through_its_head_of_division(office: Office, letter: Letter) -> None:
    lend = office.correspondence.lend
    loan = lend(letter, "สมมติ ยืมดี", agency="กรมตัวอย่าง", post="ผู้อำนวยการกองคลัง", **WORK, permitted_by="D1")
    assert next(iter(office.correspondence.loan_cards().rows()))[1] == "สมมติ ยืมดี ผู้อำนวยการกองคลัง กรมตัวอย่าง"
    assert [task.about for task in office.acting("D1").desk().tasks] == [loan.ref], "the permitter calls it back"


def test_a_letter_that_is_still_kept_by_its_owner_is_lent_by_the_same_rules(office: Office) -> None:
    letter = received(headed(office)).letter
    office.correspondence.lend(letter, "H1", **WORK)
    assert office.correspondence.stored(letter).stage.value == "working"
    with pytest.raises(LendingRefused):
        office.correspondence.lend(letter, "D1", **WORK)


def test_renewed_recalled_overdue(
    office: Office, letter: Letter, by: Callable[[date], AbstractContextManager[None]]
) -> None:
    letters = office.correspondence
    loan = letters.renew(letters.lend(letter, "H1", **WORK), date(2026, 12, 20), permitted_by="D1")
    assert [(one.on, one.due) for one in loan.renewals] == [(date(2026, 11, 23), date(2026, 12, 20))]
    with pytest.raises(LendingRefused, match="whoever permits it"):
        letters.renew(loan, date(2027, 1, 20), permitted_by="S1")
    assert letters.overdue_loans(date(2026, 12, 20)) == ()
    loan = letters.call_back(loan, "ผู้ตรวจสอบขอดู", by=date(2026, 12, 1))
    (task,) = office.acting("H1").desk().tasks
    assert (task.due, task.note) == (date(2026, 12, 1), "ผู้ตรวจสอบขอดู")
    due = office.deadlines(date(2026, 12, 1), date(2026, 12, 1)).items
    assert [one.title.in_language("th") for one in due] == ["ส่งคืนหนังสือที่ยืม: ขอเชิญประชุม ครั้งที่ 12"]
    with by(date(2026, 12, 5)):
        assert [one.id for one in letters.overdue_loans()] == [loan.id]
        assert len(list(letters.overdue_loans_table().rows())) == 1
        letters.take_back(loan)
        assert letters.overdue_loans() == ()
    with pytest.raises(LendingRefused, match="given back on 2026-12-05"):
        letters.call_back(loan, "อีก")


def test_the_task_ends_with_the_return_alone(office: Office, letter: Letter) -> None:
    office.correspondence.lend(letter, "H1", **WORK)
    (task,) = office.acting("H1").desk().tasks
    with pytest.raises(EndsByItself) as refusal:
        office.acting("H1").tasks.done(task, "คืนแล้ว")
    assert "orqa loan return" in refusal.value.message("en")
    assert "รับคืนหนังสือ" in refusal.value.message("th")


def test_the_same_key_lends_once(office: Office, letter: Letter) -> None:
    first = office.correspondence.lend(letter, "H1", **WORK, key="k")
    assert office.correspondence.lend(letter, "H1", **WORK, key="k") == first


def test_only_who_keeps_the_store_lends(office: Office, letter: Letter) -> None:
    with pytest.raises(NotAllowed):
        office.acting("S1").correspondence.lend(letter, "H1", **WORK)
    loan = office.acting("R1").correspondence.lend(letter, "H1", **WORK, permitted_by="D1")
    assert loan.permitted_by == office.organization.person("D1").id
    with pytest.raises(NotFound):
        office.correspondence.take_back("no-such-loan")


def test_a_secret_letter_is_lent_to_those_who_may_see_it_alone(office: Office) -> None:
    keeper = headed(office).acting(KEEPER).correspondence
    letter = keeper.receive(
        subject="แผนเผชิญเหตุ", sender="กรม", reference="กห 1/1", dated="1 มกราคม 2569", kind="external", secrecy="ลับ"
    ).letter.id
    told = {**WORK, "delegation": "คำสั่ง 5"}
    with pytest.raises(MayNotSee):
        keeper.lend(letter, "H1", **told)
    with pytest.raises(LendingRefused, match="as a numbered copy"):
        keeper.lend(letter, "สมมติ", agency="กรม", post="ผอ.", **told)
    keeper.share(letter, persons=["H1"])
    loan = keeper.lend(letter, "H1", **told)
    assert "แผนเผชิญเหตุ" not in str(list(keeper.loan_cards().rows()))
    assert office.correspondence.loans() == ()
    keeper.raise_secrecy(letter, "ลับมาก", "คำสั่ง 6")
    assert keeper.take_back(loan.id).is_out is False


# ------------------------------------------------------------------ several at once


def test_of_those_who_borrow_a_letter_at_once_one_does(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university") as office:
        letters = [received(headed(office) if number == 1 else office, number).letter for number in (1, 2)]
        for one in letters:
            office.correspondence.store(one, "1")
        done: list[str] = []

        def lend(letter: Letter, borrower: str) -> None:
            with orqa.open_office(shared_url) as mine:
                try:
                    mine.correspondence.lend(letter, borrower, **WORK)
                except (Conflict, LendingRefused):
                    done.append("refused")
                else:
                    done.append("lent")

        threads = [threading.Thread(target=lend, args=(one, who)) for one in letters for who in ("H1", "D1", "H1")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(done) == ["lent"] * 2 + ["refused"] * 4
        assert len(office.correspondence.loans(is_out=True)) == 2
        assert [held(office, one) for one in letters] == [1, 1]
        assert office.verify(deep=True).findings == ()


_ACTS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["lend", "renew", "recall", "return", "view", "move", "lost"])),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ACTS)
def test_no_order_of_acts_lends_a_letter_twice_or_loses_it(acts: list[tuple[int, str]]) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        letters = [received(headed(office) if number == 1 else office, number).letter for number in (1, 2)]
        service = office.correspondence
        for one in letters:
            service.store(one, "1", place="ตู้ 0")
        for count, (which, act) in enumerate(acts, 1):
            letter, day = letters[which], office.today() + timedelta(days=count)
            out = list(service.loans(letter, is_out=True))
            with suppress(orqa.base.errors.OrqaError, IndexError):
                {
                    "lend": lambda x=letter: service.lend(x, "H1", **WORK),
                    "view": lambda x=letter: service.view(x, "ผู้วิจัย", **WORK),
                    "move": lambda x=letter, n=count: service.move(x, f"ตู้ {n}"),
                    "lost": lambda x=letter: service.note_condition(x, "lost", "หาย"),
                    "renew": lambda o=out, d=day: service.renew(o[0], d + timedelta(days=30)),
                    "recall": lambda o=out: service.call_back(o[0], "ต้องใช้"),
                    "return": lambda o=out: service.take_back(o[0]),
                }[act]()
            now = service.loans(letter, is_out=True)
            assert len(now) <= 1
            assert service.stored(letter).loan == (now[0].id if now else "")
            assert held(office, letter) == len(now)
        assert len(service.in_store()) == 2
        tasks = [one for one in office.desk("H1").tasks if one.action == "letter.return"]
        assert len(tasks) == len(service.loans(is_out=True))
        assert office.verify().findings == ()
