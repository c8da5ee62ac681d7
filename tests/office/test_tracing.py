"""The path of a letter, its endorsements, its doubles and its stamp, through the office and a real store."""

import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from handling_samples import START, peopled, received
from orqa.domain.correspondence.doubles import Likeness
from orqa.domain.correspondence.errors import LetterIsClosed
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.restriction import Restriction
from orqa.office.access import Actor
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.office.openings import guard
from orqa.rules.errors import UnknownParameter
from orqa.storage.protocol import Add, Batch

BANGKOK = ZoneInfo("Asia/Bangkok")


class Keeper:
    """The role of a registrar of secret matter, in the office as a whole."""

    role, unit = "secret-registrar", ""


@pytest.fixture
def office(tmp_path: Path, clock: Any) -> Any:
    with orqa.open_office(f"sqlite:///{tmp_path}/office.db", profile="thai-public-university", clock=clock) as office:
        yield peopled(office)


def told(office: Office, letter: Letter, language: str = "th") -> list[tuple[str, str, str]]:
    steps = office.correspondence.timeline(letter).steps
    details = [one.event.detail for one in steps]
    shown = [one if isinstance(one, str) else one.in_language(language) for one in details]
    return [
        (one.event.title.in_language(language), one.who.in_language(language), detail)
        for one, detail in zip(steps, shown, strict=True)
    ]


def test_the_path_of_a_letter(office: Office) -> None:
    registrar, director, staff = (office.acting(code) for code in ("R1", "D1", "S1"))
    letter, other = received(registrar).letter, received(office, 13).letter
    registrar.correspondence.attach(letter, io.BytesIO(b"x"), name="กำหนดการ.pdf")
    registrar.correspondence.expect_answer(letter)
    (task,) = director.correspondence.assign(letter, "S1", note="โปรดตอบ").tasks
    staff.correspondence.link(other, letter, "reply-to")
    staff.correspondence.close(task, "ตอบแล้ว")
    registrar.correspondence.reopen(letter, "ขอเพิ่ม")
    assert told(office, letter) == [
        ("ลงทะเบียนเลขที่ 1/2569", "อนงค์ มีสุข", ""),
        ("แนบแฟ้ม", "อนงค์ มีสุข", "กำหนดการ.pdf"),
        ("ต้องตอบภายใน 8 ธ.ค. 69", "อนงค์ มีสุข", ""),
        ("มอบใจดี มีสุข", "บุญมี มีสุข", "โปรดตอบ"),
        ("เชื่อมโยง", "ใจดี มีสุข", "ได้รับคำตอบจาก อว 0655.08/13"),
        ("ปิดเรื่อง", "ใจดี มีสุข", "ตอบแล้ว"),
        ("ใจดี มีสุขปฏิบัติแล้ว", "ใจดี มีสุข", "ตอบแล้ว"),
        ("เปิดเรื่องใหม่", "อนงค์ มีสุข", "ขอเพิ่ม"),
    ]
    assert told(office, other)[1] == ("เชื่อมโยง", "ใจดี มีสุข", "ตอบหนังสือ อว 0655.08/12")
    moments = [event.at for event in office.correspondence.timeline(letter).events]
    assert moments == sorted(moments)


def test_a_timeline_is_a_table(office: Office) -> None:
    table = office.correspondence.timeline(received(office).letter.id).table()
    (row,) = table.records(personal=True)
    assert list(row) == ["at", "what", "who", "detail"]
    assert (str(row["what"]), str(row["who"]), row["detail"]) == ("registered as no. 1/2569", "the program", None)
    assert [column.name for column in table.columns if column.personal] == ["who", "detail"]


def test_who_acted_for_whom_and_what_they_were_called_then(office: Office, clock: Any) -> None:
    organization = office.organization
    organization.add_position(
        "irqa.director", unit="irqa", title="ผู้อำนวยการกอง", roles=("director",), is_head=True, first=START
    )
    organization.add_position("ga.head", unit="ga", title="หัวหน้างาน", roles=("section-head",), first=START)
    organization.appoint("S1", "ga.head", first=START, order="คำสั่ง 1/2563")
    today = clock.at.date()
    organization.act_for("S1", "irqa.director", basis="head-absent", first=today, last=today, order="คำสั่ง 12/2569")
    letter = received(office).letter
    office.acting("S1").correspondence.assign(letter, "S2")
    clock.at += timedelta(days=3)
    office.acting("S1").correspondence.close(letter, "ทราบ")
    who = [one for _, one, _ in told(office, letter)]
    assert who[1] == "ใจดี มีสุข หัวหน้างาน รักษาราชการแทน ผู้อำนวยการกอง"
    assert who[2] == "ใจดี มีสุข หัวหน้างาน"


def test_a_letter_that_is_not_there_has_no_path(office: Office) -> None:
    with pytest.raises(NotFound):
        office.correspondence.timeline("nowhere")


# ------------------------------------------------------------------ endorsing


def test_a_letter_goes_up_the_line_and_each_word_is_kept(office: Office) -> None:
    office.organization.grant("S2", "section-head", unit="ga", first=START)
    letter = received(office).letter
    approval = office.correspondence.propose(letter, "ga", key="k")
    assert office.correspondence.propose(letter, "ga", key="k") == approval
    office.acting("S2").approvals.approve(approval, "เห็นควรมอบงานบริหาร")
    office.acting("D1").approvals.approve(approval, "ดำเนินการ")
    (known,) = office.correspondence.endorsements(letter)
    assert [move.comment for move in known.moves] == ["เห็นควรมอบงานบริหาร", "ดำเนินการ"]
    assert told(office, letter)[1:] == [
        ("เสนอ", "โปรแกรม", ""),
        ("เกษียน", "สมใจ มีสุข", "เห็นควรมอบงานบริหาร"),
        ("เกษียน", "บุญมี มีสุข", "ดำเนินการ"),
    ]
    moments = [event.at for event in office.correspondence.timeline(letter).events]
    assert {moment.utcoffset() for moment in moments} == {timedelta(hours=7)}  # of proposals, too


def test_a_closed_letter_is_not_proposed(office: Office) -> None:
    letter = received(office).letter
    office.correspondence.close(letter, "ทราบ")
    with pytest.raises(LetterIsClosed):
        office.correspondence.propose(letter, "ga")


def test_a_letter_that_is_raised_at_this_moment_is_not_proposed_openly(office: Office) -> None:
    office.organization.grant("S2", "section-head", unit="ga", first=START)
    letter, at = received(office).letter, office.now()
    office.store.apply(Batch(office.ids.next_id(at), "keeper", "secret.raise", at, (), (Add(guard(letter.ref), -1),)))
    with pytest.raises(NotFound):
        office.correspondence.propose(letter, "ga")
    assert office.correspondence.endorsements(letter) == ()


# ------------------------------------------------------------------ attachments under access


def test_what_is_attached_to_a_restricted_letter_is_kept_from_others(office: Office) -> None:
    at, secret = office.now(), office.acting(Actor(person="keeper", roles=(Keeper(), Registrar()), clearance=3))
    kept = Restriction(rank=2, units=("irqa",))
    letter = Letter(id=office.ids.next_id(at), subject="ลับ", received_at=at, restricted=kept)
    secret.recorder.save("secret.receive", at, [letter])
    attached = secret.correspondence.attach(letter.id, io.BytesIO(b"x"), name="แผน.pdf", text="แผนเผชิญเหตุ")
    assert attached.restricted == kept
    assert [one.id for one in secret.correspondence.search("แผนเผชิญเหตุ").letters] == [letter.id]
    assert office.correspondence.search("แผนเผชิญเหตุ").letters == ()
    with pytest.raises(NotFound):
        office.correspondence.attach(letter.id, io.BytesIO(b"y"), name="b.pdf")
    with pytest.raises(NotFound):
        office.correspondence.timeline(letter.id)
    assert secret.correspondence.timeline(letter.id).events


class Registrar:
    """The role of a registrar, in the office as a whole."""

    role, unit = "registrar", ""


def test_opening_a_secret_letter_stands_in_its_path(office: Office) -> None:
    secret = office.acting(Actor(person="keeper", roles=(Keeper(), Registrar()), clearance=3))
    letter = received(secret, secrecy="ลับ").letter
    secret.correspondence.open(letter)
    assert [event.what for event in secret.correspondence.timeline(letter).events] == ["registered", "opened"]
    assert "ขอเชิญประชุม" not in str(told(secret, letter))


# ------------------------------------------------------------------ doubles


@pytest.mark.parametrize(
    ("changes", "likeness", "said"),
    [
        ({}, Likeness.EXACT, "ลงทะเบียนซ้ำหรือไม่"),
        ({"dated": "13 พ.ย. 2569"}, Likeness.OTHER_DATE, "ลงวันที่ต่างกัน"),
        ({"reference": "อว 0655.08/21"}, Likeness.OTHER_NUMBER, "เลขที่หนังสือเป็น อว 0655.08/12"),
        ({"reference": "ศธ 0584/1", "subject": "ขอส่งรายงานการเงิน"}, None, ""),
        ({"reference": "ศธ 0584/1", "subject": "ขอเชิญประชุมฯ ครั้งที่ 12"}, Likeness.SAME_SUBJECT, "เรื่องใกล้เคียงกัน"),
        ({"sender": "กองคลัง"}, None, ""),
    ],
)
def test_doubles_are_found_on_demand(
    office: Office, changes: dict[str, Any], likeness: Likeness | None, said: str
) -> None:
    first, second = received(office), received(office, **changes)
    assert office.correspondence.doubles(first.letter) == office.correspondence.doubles(first.letter.id)
    found = office.correspondence.doubles(second.letter)
    assert [(one.letter.id, one.likeness) for one in found] == ([(first.letter.id, likeness)] if likeness else [])
    findings = office.correspondence.check_doubles(second.letter)
    assert [one.message.in_language("th").startswith("เลขทะเบียน 1/2569") for one in findings] == [True] * len(found)
    assert all(said in one.message.in_language("th") for one in findings)


def test_a_letter_that_is_not_there_has_no_doubles(office: Office) -> None:
    with pytest.raises(NotFound):
        office.correspondence.doubles("nowhere")


# ------------------------------------------------------------------ the stamp


def test_the_stamp_names_agency_number_day_and_time(office: Office) -> None:
    done = received(office)
    stamp = office.correspondence.stamp(done.entry).value
    assert (stamp.agency.in_language("th"), stamp.number, stamp.date) == ("กองวิเทศสัมพันธ์", 1, date(2026, 11, 23))
    received_at = done.letter.received_at.astimezone(BANGKOK)
    assert datetime.combine(stamp.date, stamp.time, BANGKOK) == received_at
    assert office.correspondence.stamp(done.entry.id).value == stamp


def test_a_unit_stamps_with_its_own_name_and_number(office: Office) -> None:
    letter = received(office).letter
    taken = office.correspondence.take_in(letter, "ga")
    assert office.correspondence.stamp(taken.entry).value.agency.in_language("th") == "งานบริหารทั่วไป"
    with pytest.raises(NotFound):
        office.correspondence.stamp("nowhere")


def test_an_office_without_units_stamps_with_its_profiles_name(tmp_path: Path) -> None:
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="national") as office:
        assert office.correspondence.stamp(received(office).entry).value.agency.in_language("th") == "ราชการไทย"
    with orqa.open_office("memory:", profile="example-abroad") as office:
        done = received(office, reference="A-1", dated="12 January 2026")
        with pytest.raises(UnknownParameter):
            office.correspondence.stamp(done.entry)
