"""Copies of secret letters, their holders and inspections, through the office and a real store."""

import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import orqa
from access_samples import position
from handling_samples import START, peopled
from orqa.domain.correspondence.errors import ControlRefused, MayNotSee
from orqa.domain.correspondence.records import Letter
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.storage.errors import Conflict

if TYPE_CHECKING:
    from orqa.domain.organization.tasks import Task

MATTER = "แผนเผชิญเหตุ"


def staffed(office: Office) -> Office:
    """The division, with a registrar K1 of secret matter, an assistant K2, K3 who is cleared, and N1 who is not."""
    organization = peopled(office).organization
    for code in ("K1", "K2", "K3", "N1"):
        organization.add_person(code, code, "ตัวอย่าง")
    organization.grant("K1", "secret-registrar", unit="irqa", first=START, order="1/2563")
    organization.grant("K2", "secret-assistant", unit="irqa", first=START, order="2/2563")
    for code in ("K1", "K2", "K3", "D1", "S1"):
        organization.clear(code, "top-secret", first=START, order="3/2563")
    return office


def secret(office: Office, number: int = 1) -> Letter:
    keeper = office.acting("K1").correspondence
    fields = {"subject": MATTER, "sender": "กรมตัวอย่าง", "reference": f"กห 1/{number}", "dated": "1 มกราคม 2569"}
    letter = keeper.receive(**fields, kind="external", secrecy="ลับ").letter
    keeper.share(letter.id, persons=["S1", "D1"])
    return letter


@pytest.fixture
def letter(office: Office) -> Letter:
    return secret(staffed(office))


def rows(table: Any) -> list[tuple[object, ...]]:
    return list(table.rows())


def codes(office: Office, on: date | None = None) -> list[str]:
    return [one.code for one in office.acting("K1").correspondence.check_secrets(on)]


def test_copies_have_numbers_and_holders_and_no_list_tells_the_matter(office: Office, letter: Letter) -> None:
    keeper = office.acting("K1").correspondence
    assert keeper.control(letter.id).id == letter.id
    keeper.give_copy(letter.id, "S1", permission="อธิการบดี", receipt="ร 1")
    keeper.give_copy(letter.id, "สมมติ", agency="กรมตัวอย่าง", permission="อธิการบดี")
    sheet = keeper.control_sheet(letter.id)
    assert [(copy.number, copy.is_outside) for copy in sheet.copies] == [(1, False), (2, False), (3, True)]
    told = rows(keeper.control_table())
    assert [row[0] for row in told] == [1, 1, 1]
    assert MATTER not in str(told)
    assert office.correspondence.control_sheets() == ()
    assert codes(office) == ["secret-copy-without-receipt"]
    keeper.keep_receipt(letter.id, 3, "ร 2")
    assert codes(office) == []
    assert office.verify(deep=True).findings == ()


def test_only_who_may_see_it_holds_a_copy(office: Office, letter: Letter) -> None:
    keeper = office.acting("K1").correspondence
    before = position(office)
    for holder in ("K3", "irqa"):
        with pytest.raises(MayNotSee):
            keeper.give_copy(letter.id, holder, permission="อธิการบดี")
    with pytest.raises(ControlRefused, match="to a person or a unit, not to a role"):
        keeper.give_copy(letter.id, "role:director@irqa", permission="อธิการบดี")
    with pytest.raises(ControlRefused, match="say who holds it"):
        keeper.give_copy(letter.id, " ", permission="อธิการบดี")
    assert position(office) == before
    keeper.give_copy(letter.id, "K2", permission="อธิการบดี", original=True)


def test_an_assistant_controls_and_others_do_not(office: Office, letter: Letter) -> None:
    office.acting("K2").correspondence.give_copy(letter.id, "S1", permission="อธิการบดี")
    with pytest.raises(NotFound):
        office.acting("N1").correspondence.control(letter.id)
    with pytest.raises(NotAllowed):
        office.acting("S1").correspondence.give_copy(letter.id, "D1", permission="อธิการบดี")
    with pytest.raises(NotAllowed):
        office.acting("K2").correspondence.inspect_secrets(
            [(letter.id, 1, "present")], chair="K1", members=["K2", "K3"]
        )
    found = office.correspondence.secret_registrars(date(2026, 11, 23))
    assert [(person.code, role, order) for person, role, order in found] == [
        ("K1", "secret-registrar", "1/2563"),
        ("K2", "secret-assistant", "2/2563"),
    ]


def test_an_assistant_is_appointed_in_writing(office: Office) -> None:
    with pytest.raises(Exception, match="order"):
        peopled(office).organization.grant("S1", "secret-assistant", unit="irqa", first=START)


def test_what_is_open_is_not_controlled(office: Office, letter: Letter) -> None:
    keeper = office.acting("K1").correspondence
    keeper.give_copy(letter.id, "S1", permission="อธิการบดี")
    keeper.lower_secrecy(letter.id, "open", "คำสั่ง 9")
    with pytest.raises(ControlRefused) as refusal:
        keeper.give_copy(letter.id, "S1", permission="อธิการบดี")
    assert "only secret matter is controlled" in refusal.value.message("en")
    assert "ไม่ใช่ข้อมูลข่าวสารลับ" in refusal.value.message("th")


@pytest.mark.parametrize(("level", "up"), [("ลับมาก", True), ("open", False)])
def test_a_change_of_level_tells_every_holder_in_the_same_batch(
    office: Office, letter: Letter, level: str, *, up: bool
) -> None:
    keeper = office.acting("K1").correspondence
    keeper.give_copy(letter.id, "S1", permission="อธิการบดี")
    keeper.give_copy(letter.id, "สมมติ", agency="กรมตัวอย่าง", permission="อธิการบดี", receipt="ร 1")
    change = keeper.raise_secrecy if up else keeper.lower_secrecy
    change(letter.id, level, "คำสั่ง 9/2569")
    waiting: tuple[Task, ...] = office.acting("S1").desk().tasks
    assert [task.action for task in waiting] == ["secret.mark"]
    assert MATTER not in str(waiting)
    assert codes(office) == ["secret-holder-untold"]
    (finding,) = keeper.check_secrets()
    assert "copy 3" in finding.message.in_language("en")
    if up:
        keeper.tell_holder(letter.id, 3, "หนังสือ กห 1/5")
        assert codes(office) == []
        with pytest.raises(ControlRefused):
            keeper.tell_holder(letter.id, 2, "แจ้งแล้ว")


def test_an_inspection_is_due_every_six_months(office: Office, letter: Letter) -> None:
    keeper = office.acting("K1")
    assert keeper.correspondence.next_inspection() is None
    keeper.correspondence.give_copy(letter.id, "S1", permission="อธิการบดี")
    due = keeper.correspondence.next_inspection()
    assert due is not None
    assert due.value == date(2027, 5, 23)
    assert [str(one) for one in due.citations] == ["official-secrets-2544"]
    listed = [one.title.in_language("th") for one in keeper.deadlines(date(2027, 5, 1), date(2027, 5, 31)).items]
    assert listed == ["ตรวจสอบข้อมูลข่าวสารลับ"]
    assert office.deadlines(date(2027, 5, 1), date(2027, 5, 31)).items == ()
    assert "secret-inspection-overdue" in codes(office, date(2027, 5, 24))
    assert "secret-inspection-overdue" not in codes(office, date(2027, 5, 23))


def test_an_inspection_says_of_every_copy_what_was_found(office: Office, letter: Letter) -> None:
    keeper = office.acting("K1").correspondence
    keeper.give_copy(letter.id, "S1", permission="อธิการบดี")
    others = {"chair": "K1", "members": ["K2", "K3", "K1"], "reported_to": "D1", "order": "คำสั่ง 10"}
    with pytest.raises(ControlRefused, match=r"left out: no\. 1 copy 2"):
        keeper.inspect_secrets([(letter.id, 1, "present")], **others)
    with pytest.raises(ControlRefused, match="1 members beside its chair"):
        keeper.inspect_secrets([], chair="K1", members=["K1", "K2"])
    made = keeper.inspect_secrets([(letter.id, 1, "present"), (letter.id, 2, "missing")], **others)
    assert [row[:3] for row in rows(keeper.inspection_table(made))][1][:2] == (1, 2)
    assert keeper.secret_inspections() == (made,)
    assert office.correspondence.secret_inspections() == ()
    assert codes(office) == ["secret-copy-missing"]
    assert keeper.next_inspection().value == date(2027, 5, 23)  # type: ignore[union-attr]
    keeper.report_loss(letter.id, 2, "หาไม่พบในตู้นิรภัย แจ้งหัวหน้าแล้ว", to="D1")
    assert [task.action for task in office.acting("D1").desk().tasks] == ["secret.loss"]
    assert codes(office) == []
    keeper.found_again(letter.id, 2)
    assert keeper.control_sheet(letter.id).copies[1].state.value == "held"
    keeper.return_copy(letter.id, 2)
    assert keeper.inspect_secrets([(letter.id, 1, "present")], **others).items[0].copy == 1


def test_who_sees_but_a_part_inspects_nothing(office: Office, letter: Letter) -> None:
    """Else a look at the lesser half would put off the inspection of the graver one by half a year."""
    keeper = office.acting("K1").correspondence
    keeper.raise_secrecy(letter.id, "top-secret", "มีผลร้ายแรงที่สุด")
    keeper.control(letter.id)
    organization = office.organization
    organization.add_person("K4", "K4", "ตัวอย่าง")
    organization.grant("K4", "secret-registrar", unit="irqa", first=START, order="4/2563")
    for clearance in ("", "secret"):
        if clearance:
            organization.clear("K4", clearance, first=START, order="5/2563")
        for found in ([], [(letter.id, 1, "present")]):
            with pytest.raises(NotAllowed, match="cleared for it"):
                office.acting("K4").correspondence.inspect_secrets(found, chair="K1", members=["K2", "K3"])
    with pytest.raises(NotAllowed):
        office.correspondence.inspect_secrets([], chair="K1", members=["K2", "K3"])
    assert office.acting("K1").correspondence.secret_inspections() == ()


def test_a_loss_is_reported_to_somebody_who_may_know(office: Office, letter: Letter) -> None:
    keeper = office.acting("K1").correspondence
    keeper.give_copy(letter.id, "S1", permission="อธิการบดี")
    with pytest.raises(MayNotSee):
        keeper.report_loss(letter.id, 2, "หาย", to="K3")
    assert codes(office) == []


def test_two_who_give_copies_at_once_give_two_numbers_or_one_is_told(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university") as office:
        letter = secret(staffed(office))
        office.acting("K1").correspondence.control(letter.id)
        done: list[str] = []

        def give() -> None:
            with orqa.open_office(shared_url) as mine:
                try:
                    mine.acting("K1").correspondence.give_copy(letter.id, "S1", permission="อธิการบดี")
                except Conflict:
                    done.append("conflict")
                else:
                    done.append("given")

        threads = [threading.Thread(target=give) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        copies = office.acting("K1").correspondence.control_sheet(letter.id).copies
        assert [copy.number for copy in copies] == list(range(1, len(copies) + 1))
        assert len(copies) == 1 + done.count("given")
        assert len(done) == 4
        assert office.verify(deep=True).findings == ()


def test_the_same_key_gives_one_copy(office: Office, letter: Letter) -> None:
    keeper = office.acting("K1").correspondence
    for _ in range(2):
        keeper.give_copy(letter.id, "S1", permission="อธิการบดี", key="k")
    assert len(keeper.control_sheet(letter.id).copies) == 2
