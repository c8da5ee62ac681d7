"""The delivery book, the receipt slips and the search cards tell what was handed over, and where a letter is found."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handling_samples import peopled, received
from orqa.office.office import Office

By = Callable[[date], AbstractContextManager[None]]


@pytest.fixture
def office(office: Office) -> Office:  # type: ignore[misc] # the one of conftest, with people
    return peopled(office)


def sent(office: Office, subject: str, recipient: str, way: str = "hand", proof: str = "") -> Any:
    done = office.correspondence.send(kind="external", subject=subject, recipient=recipient, unit_code="อว 0655.08")
    return office.correspondence.dispatch(done.letter, way, proof=proof)


def test_the_book_and_the_slips_tell_what_went_by_hand(office: Office, by: By) -> None:
    letters = office.correspondence
    first = sent(office, "ตอบข้อมูล", "กรมตัวอย่าง", proof="เล่ม 1 หน้า 2")
    sent(office, "ทางไปรษณีย์", "กรมอื่น", way="post")
    with by(date(2027, 1, 5)):
        later = sent(office, "ปีหน้า", "กรมตัวอย่าง")
        letters.confirm_receipt(first, "นางสาวรับ หนังสือ")
        book = list(letters.delivery_book(office.year("calendar", 2569)).records(personal=True))
        assert [(row["number"], row["to"], row["received_by"], row["note"]) for row in book] == [
            (1, "กรมตัวอย่าง", "นางสาวรับ หนังสือ", "เล่ม 1 หน้า 2")
        ]
        assert book[0]["at"].date() == date(2026, 11, 23)
        (slip,) = letters.receipt_slips(office.year("calendar", 2569)).records(personal=True)
        assert (slip["reference"], slip["subject"]) == ("อว 0655.08/1", "ตอบข้อมูล")
        assert (slip["received_on"], slip["received_time"][:2]) == (date(2027, 1, 5), "09")
        assert [one.draft.letter for one in letters.handed()] == [later.letter]
        assert len(letters.handed(office.year("calendar", 2569))) == 2


def test_what_nobody_confirmed_has_no_day_of_receipt(office: Office) -> None:
    sent(office, "ตอบข้อมูล", "กรมตัวอย่าง")
    (slip,) = office.correspondence.receipt_slips().records(personal=True)
    assert (slip["received_on"], slip["received_time"], slip["received_by"]) == (None, None, None)


def test_search_cards_go_by_subject(office: Office) -> None:
    letters = office.correspondence
    for number, subject in ((1, "ทุนการศึกษา"), (2, "การประชุม"), (3, "ทุนการศึกษา")):
        received(office, number, subject=subject)
    assigned = letters.entry(2).letter
    letters.assign(assigned, "S1", due=date(2026, 11, 30))
    cards = list(letters.search_cards().records(personal=True))
    assert [(card["subject"], card["number"]) for card in cards] == [
        ("การประชุม", 2),
        ("ทุนการศึกษา", 1),
        ("ทุนการศึกษา", 3),
    ]
    assert (cards[1]["reference"], cards[1]["dated"]) == ("อว 0655.08/1", date(2026, 11, 12))
    assert cards[1]["item"] == "จาก คณะวิศวกรรมศาสตร์ ถึง –"
    assert cards[0]["action"] == "มอบใจดี มีสุข ภายใน ๓๐ พฤศจิกายน ๒๕๖๙"


def test_secret_letters_show_no_subject(office: Office) -> None:
    org = office.organization
    org.grant("R1", "secret-registrar", unit="irqa", first=date(2026, 1, 1), order="1")
    org.clear("R1", "top-secret", first=date(2026, 1, 1), order="1")
    keeper = office.acting("R1")
    letter = received(office).letter
    made = sent(office, "เรื่องปกปิด", "ผู้รับปกปิด")
    keeper.correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง")
    keeper.correspondence.raise_secrecy(made.letter.id, "ลับ", "คำสั่ง")
    for service in (office.correspondence, keeper.correspondence):
        shown = repr([list(table.rows()) for table in (service.delivery_book(), service.search_cards())])
        assert "ปกปิด" not in shown
        assert "ขอเชิญประชุม" not in shown
    assert list(office.correspondence.delivery_book().rows()) == []
    (row,) = keeper.correspondence.delivery_book().records(personal=True)
    assert (row["number"], row["to"], row["at"].date()) == (1, None, date(2026, 11, 23)), "it went, and is not left out"
    (slip,) = keeper.correspondence.receipt_slips().records(personal=True)
    assert slip["subject"].in_language("th") == "(เรื่องลับ)"


@pytest.mark.parametrize(("name", "title"), [("delivery-book", "16"), ("receipt-slips", "17"), ("search-cards", "18")])
def test_the_reports_name_their_form_and_no_person_in_public(
    office: Office, name: str, title: str, tmp_path: Path
) -> None:
    sent(office, "ตอบข้อมูล", "นายผู้รับ ตัวอย่าง")
    received(office, sender="นายผู้ส่ง ตัวอย่าง")
    texts = {
        audience: office.reports.write(
            name, "text", tmp_path / f"{audience}.txt", audience=audience, language="en"
        ).read_text(encoding="utf-8")
        for audience in ("internal", "public")
    }
    assert f"Form: {title}" in texts["internal"]
    assert "ตัวอย่าง" in texts["internal"]
    assert "ตัวอย่าง" not in texts["public"]
    assert "Correspondence B.E. 2526 (1983) clause" in texts["internal"]
