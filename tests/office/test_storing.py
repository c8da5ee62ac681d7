"""Letters in their files, on their shelves, with their numbers: through the office and a real store."""

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from access_samples import position
from handling_samples import START, peopled, received
from orqa.domain.correspondence.errors import ReasonMissing, StorageRefused
from orqa.domain.correspondence.records import Letter
from orqa.domain.correspondence.storing import Condition, Stage
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.tabular.importing import import_table
from orqa.office.tabular.kinds import import_kind
from orqa.storage.errors import Conflict


@pytest.fixture
def letter(office: Office) -> Letter:
    peopled(office)
    office.correspondence.add_file_code("นร ๑", "บุคคล", first=START)
    office.correspondence.add_file_code(
        "นร 1.2", {"th": "การแต่งตั้ง", "en": "Appointments"}, parent="นร 1", first=START, retention="normal"
    )
    return received(office).letter


def rows(table: object) -> list[tuple[object, ...]]:
    return list(table.rows())  # type: ignore[attr-defined]


def test_a_stored_letter_has_its_number_file_and_place(office: Office, letter: Letter) -> None:
    kept = office.correspondence.store(letter, "นร ๑.๒", place="ตู้ 1 กล่อง 2", note="มีสำเนา")
    assert (kept.number, kept.year, kept.code, kept.place) == (1, 2026, "นร 1.2", "ตู้ 1 กล่อง 2")
    second = office.correspondence.store(received(office, 13).letter, "นร 1", on=date(2026, 11, 22))
    assert second.number == 2
    table = office.correspondence.storage_register()
    assert [column.title.in_language("th") for column in table.columns] == [
        *("ลำดับที่", "วันเก็บ", "เลขทะเบียนรับ", "ที่", "เรื่อง", "รหัสแฟ้ม", "กำหนดเวลาเก็บ", "หมายเหตุ"),
    ]
    number, stored_on, register, reference, subject, code, _, note = rows(table)[0]
    assert (number, stored_on, register, reference) == (1, date(2026, 11, 23), 1, "อว 0655.08/12")
    assert (subject, code, note) == ("ขอเชิญประชุม ครั้งที่ 12", "นร 1.2", "มีสำเนา")
    assert [row[0] for row in rows(office.correspondence.storage_register(date(2026, 11, 23)))] == [1]
    assert [row[0] for row in rows(office.correspondence.storage_register(None, date(2026, 11, 22)))] == [2]
    assert [row[1] for row in rows(office.correspondence.transfer_list())] == ["อว 0655.08/12", "อว 0655.08/13"]
    assert rows(office.correspondence.transfer_list(unit="irqa")) == []
    assert office.verify(deep=True).findings == ()


@pytest.mark.usefixtures("letter")
def test_the_register_tells_the_period_of_each_letter_and_not_of_its_file_alone(office: Office) -> None:
    """Form 20: the period as the letter is stamped: what somebody said of it, else its file or a subject above it."""
    letters = office.correspondence
    letters.add_file_code("นร 1.2.1", "คำสั่ง", parent="นร 1.2", first=START)
    said: list[tuple[str, dict[str, object]]] = [
        ("นร 1", {}),
        ("นร 1.2.1", {}),
        ("นร 1.2", {"retention_class": "evidence"}),
        ("นร 1.2", {"until": 2590}),
        ("นร 1", {"never": True}),
    ]
    for number, (code, what) in enumerate(said, 20):
        one = received(office, number).letter
        letters.store(one, code)
        if "retention_class" in what:
            letters.classify(one, "evidence", "เป็นหลักฐาน")
        elif what:
            letters.mark_retention(one, "เก็บไว้", **what)  # type: ignore[arg-type] # one of its two marks
    classes = office.profile.vocabulary("retention-class")
    ordinary, evidence = (classes[code].title.in_language("en") for code in ("normal", "evidence"))
    for table in (letters.storage_register(), letters.transfer_list()):
        place = [column.name for column in table.columns].index("retention")
        told: list[Any] = [row[place] for row in rows(table)]
        assert [one and one.in_language("en") for one in told] == [
            *(None, ordinary, evidence, f"{ordinary}, keep until 2047", "do not destroy")
        ]


def test_moves_keep_where_it_was(office: Office, letter: Letter) -> None:
    office.correspondence.store(letter, stage=Stage.WORKING, place="โต๊ะ")
    office.correspondence.store(letter, "นร 1", stage="checking", place="ตู้ 1")
    office.correspondence.store(letter, place="คลัง")
    moved = office.correspondence.move(letter, "คลัง กล่อง 7", note="ย้ายห้อง")
    steps = office.correspondence.stored(letter).steps
    assert [(step.stage.value, step.place) for step in steps] == [
        ("working", "โต๊ะ"),
        ("checking", "ตู้ 1"),
        ("stored", "คลัง"),
        ("stored", "คลัง กล่อง 7"),
    ]
    assert (moved.number, moved.version) == (1, 4)
    assert office.correspondence.in_store(place="คลัง กล่อง 7", code="นร ๑", stage="stored") == (moved,)
    assert office.correspondence.in_store(unit="irqa") == ()


@pytest.mark.parametrize(
    ("code", "english", "thai"),
    [
        ("นร 1.3", "no code 'นร 1.3' on 2026-11-23; near it: นร 1.2, นร 1", "ไม่มีรหัส 'นร 1.3' ในวันที่ 23 พ.ย. 69"),
        ("", "say in which file it belongs", "ให้ระบุรหัสแฟ้ม"),
        (
            "เก่า",
            "the file เก่า takes nothing on 2026-11-23: it is open from 2020-01-01 to 2025-12-31",
            "แฟ้มรหัส เก่า ไม่รับเรื่อง",
        ),
    ],
)
def test_a_file_that_is_not_there_is_refused_with_those_that_are(
    office: Office, letter: Letter, code: str, english: str, thai: str
) -> None:
    office.correspondence.add_file_code("เก่า", "แฟ้มเก่า", first=START)
    office.correspondence.end_file_code("เก่า", date(2025, 12, 31))
    before = position(office)
    with pytest.raises(StorageRefused) as refusal:
        office.correspondence.store(letter, code)
    assert english in refusal.value.message("en")
    assert thai in refusal.value.message("th")
    assert position(office) == before


def test_what_is_still_to_be_done_is_not_stored(office: Office, letter: Letter) -> None:
    office.correspondence.assign(letter, "S1")
    with pytest.raises(StorageRefused, match="something of the letter is still to be done"):
        office.correspondence.store(letter, "นร 1")
    office.correspondence.store(letter, "นร 1", stage="working")
    office.correspondence.close(letter, "ทราบแล้ว")
    office.correspondence.expect_answer(other := received(office, 13).letter)
    with pytest.raises(StorageRefused):
        office.correspondence.store(other, "นร 1", stage="checking")
    assert office.correspondence.store(letter).number == 1


def test_damage_and_loss_are_noted_with_what_was_reported(office: Office, letter: Letter) -> None:
    with pytest.raises(NotFound):
        office.correspondence.note_condition(letter, "lost", "หาไม่พบ")
    office.correspondence.store(letter, "นร 1")
    with pytest.raises(ReasonMissing):
        office.correspondence.note_condition(letter, "lost", " ")
    office.correspondence.note_condition(letter, Condition.LOST, "แจ้งความ สภ.เมือง วันที่ 23 พ.ย. 2569")
    with pytest.raises(StorageRefused, match="its condition is lost; what may follow: sound, replaced by a copy"):
        office.correspondence.note_condition(letter, "repaired", "x")
    assert rows(office.correspondence.storage_register())[0][-1] == "สูญหาย"
    found = office.correspondence.note_condition(letter, "replaced", "สำเนาจากต้นเรื่อง")
    assert [step.note for step in found.steps][-2:] == ["แจ้งความ สภ.เมือง วันที่ 23 พ.ย. 2569", "สำเนาจากต้นเรื่อง"]


def test_the_file_plan_says_how_many_letters_each_file_holds(office: Office, letter: Letter) -> None:
    office.correspondence.store(letter, "นร 1.2")
    assert [(row[0], row[2], row[-1]) for row in rows(office.correspondence.file_plan_table())] == [
        ("นร 1", None, 0),
        ("นร 1.2", "นร 1", 1),
    ]
    for code, refusal in (("นร ๑", "is there already"), (" ", "is no code of a file"), ("x" * 61, "is no code")):
        with pytest.raises(StorageRefused, match=refusal):
            office.correspondence.add_file_code(code, "ซ้ำ")
    with pytest.raises(StorageRefused, match=r"near it: นร 1"):
        office.correspondence.add_file_code("ใหม่", "ใหม่", parent="นร 9")
    with pytest.raises(StorageRefused, match="cannot stand under"):
        office.correspondence.add_file_code("ใหม่", "ใหม่", parent="ใหม่")
    with pytest.raises(NotFound):
        office.correspondence.add_file_code("ใหม่", "ใหม่", unit="nowhere")
    with pytest.raises(StorageRefused, match="before the first"):
        office.correspondence.end_file_code("นร 1", date(2019, 1, 1))


def test_the_same_key_stores_once(office: Office, letter: Letter) -> None:
    first = office.correspondence.store(letter, "นร 1", key="k")
    before = position(office)
    assert office.correspondence.store(letter, "นร 1", key="k") == first
    assert position(office) == before


def test_a_clerk_stores_for_the_own_unit_alone(office: Office, letter: Letter) -> None:
    office.organization.grant("S1", "clerk", unit="ga", first=START)
    clerk = office.acting("S1")
    assert clerk.correspondence.store(letter, "นร 1", unit="ga").unit == "ga"
    with pytest.raises(NotAllowed):
        clerk.correspondence.store(received(office, 13).letter, "นร 1", unit="irqa")
    with pytest.raises(NotAllowed):
        office.acting("S2").correspondence.store(received(office, 14).letter, "นร 1", unit="ga")


# ------------------------------------------------------------------ several at once


def test_of_two_who_store_a_letter_at_once_one_does(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university") as office:
        peopled(office).correspondence.add_file_code("1", "ทั่วไป", first=START)
        letters = [received(office, number).letter for number in range(1, 5)]
        done: list[str] = []

        def store(letter: Letter, place: str) -> None:
            with orqa.open_office(shared_url) as mine:
                try:
                    mine.correspondence.store(letter, "1", place=place)
                except (Conflict, StorageRefused):
                    done.append("refused")
                else:
                    done.append("stored")

        threads = [threading.Thread(target=store, args=(one, place)) for one in letters for place in ("ก", "ก")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(done) == 8
        kept = office.correspondence.in_store()
        assert sorted(one.number or 0 for one in kept) == [1, 2, 3, 4]
        assert all(len(one.steps) == 1 for one in kept)
        assert office.verify(deep=True).findings == ()


_ACTS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["working", "checking", "stored", "move", "lost", "sound"])),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ACTS)
def test_no_order_of_acts_loses_a_letter_a_number_or_a_step(acts: list[tuple[int, str]]) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        peopled(office).correspondence.add_file_code("1", "ทั่วไป", first=START)
        letters = [received(office, number).letter for number in (1, 2, 3)]
        steps = dict.fromkeys((one.id for one in letters), 0)
        for count, (which, act) in enumerate(acts):
            letter = letters[which]
            try:
                if act == "move":
                    office.correspondence.move(letter, f"ตู้ {count}")
                elif act in set(Condition):
                    office.correspondence.note_condition(letter, act, "ตรวจพบ")
                else:
                    office.correspondence.store(letter, "1", stage=act, place=f"ตู้ {count}")
            except (StorageRefused, NotFound):
                continue
            steps[letter.id] += 1
        kept = {one.id: one for one in office.correspondence.in_store()}
        assert {one: len(kept[one].steps) if one in kept else 0 for one in steps} == steps
        numbers = sorted(one.number for one in kept.values() if one.number is not None)
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) == sum(one.stage is Stage.STORED for one in kept.values())
        assert office.verify().findings == ()


# ------------------------------------------------------------------ a file plan from a file


def test_a_file_plan_is_taken_in_once(office: Office, tmp_path: Path) -> None:
    peopled(office)
    path = tmp_path / "plan.csv"
    path.write_text(
        "รหัสแฟ้ม,ชื่อแฟ้ม,อยู่ใต้รหัส,หน่วยงาน,อายุการเก็บ,ตั้งแต่วันที่\n"
        "๑,บุคคล,,,,1 มกราคม 2565\n"
        "1.1,แต่งตั้ง,1,irqa,normal,1 มกราคม 2565\n"
        "1.2,ย้าย,1.9,,,\n"
        "1.3,ลา,1,nowhere,,\n"
        ",ไม่มีรหัส,,,,\n"
        "1.1,แต่งตั้ง,1,irqa,normal,1 มกราคม 2565\n",
        encoding="utf-8",
    )
    result = import_table(office, path, import_kind("file-plan"))
    assert (result.registered, result.refused) == (2, 3)
    codes = {finding.code for finding in result.findings}
    assert {"file-code-parent-unknown", "file-code-unit-unknown"} <= codes
    parent = next(one for one in result.findings if one.code == "file-code-parent-unknown")
    assert "near it: 1.1, 1" in parent.message.in_language("en")
    assert "อยู่ใต้ 1.9" in parent.message.in_language("th")
    assert [one.id for one in office.correspondence.file_plan(date(2026, 1, 1))] == ["1", "1.1"]
    before = position(office)
    again = import_table(office, path, import_kind("file-plan"))
    assert (again.registered, again.known, position(office)) == (0, 3, before)
    path.write_text("รหัสแฟ้ม,ชื่อแฟ้ม\n1.1,อื่น\n", encoding="utf-8")
    other = import_table(office, path, import_kind("file-plan"))
    assert [one.code for one in other.findings if one.severity == "error"] == ["organization-kept-otherwise"]
