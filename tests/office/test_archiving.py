"""Old letters go to the National Archives, and the years say what is due."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from destruction_samples import World, filled
from handling_samples import received
from orqa.domain.correspondence.keeping import RetentionRefused, restated
from orqa.domain.correspondence.retention import Outcome
from orqa.office.errors import NotAllowed, NotFound, PeriodNeeded
from orqa.office.office import Office
from orqa.rules.errors import UnknownTerm


@pytest.fixture
def world(office: Office, clock: Any) -> World:
    return filled(office, clock, 2)


@pytest.fixture
def old(world: World) -> World:
    """Four letters of 2550 besides, one of them evidence."""
    for number in (51, 52, 53, 54):
        world.letters.append(received(world.office, number, dated=f"{number - 50} พฤษภาคม 2550").letter)
    world.office.correspondence.classify(world.letters[-1], "evidence", "เป็นหลักฐานในคดี")
    world.moved.to(date(2028, 1, 10))
    return world


def year(world: World, named: int) -> Any:
    return world.office.year("calendar", named)


def test_letters_come_of_age_twenty_years_after_their_date(old: World) -> None:
    letters = old.office.correspondence
    assert [one.letter.id for one in letters.of_age(year(old, 2570))] == [one.id for one in old.letters[2:5]]
    assert letters.of_age(year(old, 2569)) == letters.of_age(year(old, 2571)) == ()
    assert [one.entry.number for one in letters.of_age(year(old, 2570)) if one.entry] == [3, 4, 5]
    with pytest.raises(PeriodNeeded):
        letters.of_age(old.office.year("fiscal", 2570))  # type: ignore[arg-type]


def test_what_is_filed_as_evidence_does_not_go_there(old: World) -> None:
    """The list and the handing over go by one class: what somebody said, else that of the file."""
    letters, filed = old.office.correspondence, old.letters[2]
    letters.add_file_code("9", {"th": "คดี", "en": "Cases"}, retention="evidence", first=date(2020, 1, 1))
    letters.add_file_code("9.1", {"th": "คดีดำ", "en": "Pending"}, parent="9", first=date(2020, 1, 1))
    letters.store(filed, "9.1")
    assert [one.letter.id for one in letters.of_age(year(old, 2570))] == [one.id for one in old.letters[3:5]]
    with pytest.raises(RetentionRefused, match="does not go there"):
        letters.hand_over([filed], "บัญชี 1")
    letters.classify(filed, "normal", "คดีถึงที่สุด")
    assert filed.id in [one.letter.id for one in letters.of_age(year(old, 2570))]


def test_a_letter_that_is_named_twice_goes_once(old: World) -> None:
    letters, goes = old.registrar.correspondence, old.letters[2]
    (said,) = letters.hand_over([goes, goes.id], "อว 0655/9")
    assert said.version == letters.said_of_keeping(goes).version == 1


def test_one_that_is_raised_meanwhile_is_not_handed_over(old: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what is said of it would stand open to all, beside a secret letter."""
    office = old.office
    office.organization.grant("S1", "secret-registrar", unit="irqa", first=date(2020, 1, 1), order="2/2563")
    office.organization.clear("S1", "top-secret", first=date(2020, 1, 1), order="2/2563")
    keeper = office.acting("S1").correspondence

    def slow(known: Any, **changes: Any) -> Any:
        if known.letter == old.letters[2].ref:
            keeper.raise_secrecy(known.letter.id, "ลับ", "คำสั่ง")
        return restated(known, **changes)

    monkeypatch.setattr("orqa.office.correspondence.archiving.restated", slow)
    with pytest.raises(NotFound):
        old.registrar.correspondence.hand_over(old.letters[2:4], "อว 0655/9")
    assert [keeper.said_of_keeping(one).handed_over_on for one in old.letters[2:4]] == [None, None]


def test_what_was_handed_over_is_in_no_list_again_and_stays_as_it_is(old: World) -> None:
    letters, goes = old.registrar.correspondence, old.letters[2]
    (said,) = letters.hand_over([goes], "อว 0655/9")
    assert (said.handed_over_on, said.reason) == (date(2028, 1, 10), "ส่งมอบตาม อว 0655/9")
    assert goes.id not in [one.letter.id for one in letters.of_age(year(old, 2570))]
    for again in (
        lambda: letters.hand_over([goes], "อีกครั้ง"),
        lambda: letters.classify(goes, "routine", "ลอง"),
        lambda: letters.keep_here(goes, "ลอง"),
    ):
        with pytest.raises(RetentionRefused) as refused:
            again()
        assert "went to the National Archives on 2028-01-10" in refused.value.message("en")
        assert "ส่งมอบให้สำนักหอจดหมายเหตุแห่งชาติแล้ว" in refused.value.message("th")


@pytest.mark.parametrize(
    ("which", "paper", "english", "thai"),
    [
        (0, "บัญชี 1", "comes of age in 2589", "จะครบอายุในปี 2589"),
        (5, "บัญชี 1", "secret matter and what another law fixes", "เรื่องลับหรือมีกฎหมาย"),
        (2, "  ", "name the list", "ให้ระบุบัญชี"),
    ],
    ids=["young", "evidence", "no list"],
)
def test_what_does_not_go_there_is_refused(old: World, which: int, paper: str, *, english: str, thai: str) -> None:
    before = old.office.checkpoint()
    with pytest.raises(RetentionRefused) as refused:
        old.office.correspondence.hand_over([old.letters[2], old.letters[which]], paper)
    assert english in refused.value.message("en")
    assert thai in refused.value.message("th")
    assert old.office.checkpoint() == before, "all of them, or none"


def test_what_the_office_keeps_itself_stands_in_a_list_of_its_own(old: World) -> None:
    letters = old.office.correspondence
    letters.keep_here(old.letters[3], "ยังใช้อ้างอิงสิทธิ")
    seqs = {form: [row[0] for row in letters.archives_table(year(old, 2570), form).rows()] for form in FORMS}
    assert seqs == {"handover": [1, 2], "kept": [1]}
    (row,) = letters.archives_table(year(old, 2570), "kept").rows()
    titles = [column.title.in_language("th") for column in letters.archives_table(year(old, 2570), "kept").columns]
    assert titles == ["ลำดับที่", "รหัสแฟ้ม", "ที่", "ลงวันที่", "เลขทะเบียนรับ", "เรื่อง", "หมายเหตุ"]
    assert row[2:] == ("อว 0655.08/52", date(2007, 5, 2), 4, "ขอเชิญประชุม ครั้งที่ 52", "ยังใช้อ้างอิงสิทธิ")


FORMS = ("handover", "kept")


def test_the_forecast_counts_every_letter_once(old: World) -> None:
    found = old.office.correspondence.retention_forecast()
    assert found.years == {2027: 2}
    assert found.others == {Outcome.OPEN: 4}
    assert found.letters == 6
    rows = list(found.table().rows())
    assert [(str(how), str(when) if when else None, count) for how, when, count in rows] == [
        ("Kept until a year", "2027", 2),
        ("Not finished yet", None, 4),
    ]


def test_the_file_plan_tells_the_class_where_nobody_else_does(world: World) -> None:
    letters = world.office.correspondence
    letters.add_file_code("กง 1", "การเงิน", retention="finance-audited", first=date(2026, 1, 1))
    letters.add_file_code("กง 1.1", "ใบสำคัญ", parent="กง 1", first=date(2026, 1, 1))
    for letter in world.letters:
        letters.store(letter, "กง 1.1")
    one = received(world.office, 77).letter
    letters.store(one, "กง 1.1")
    letters.close(one, "จบ")
    letters.classify(one, "", "กระดาษ", medium="paper")
    assert letters.retention(one).value.until == 2031, "five years, by the subject above its file"
    assert letters.retention(world.letters[0]).value.until == 2027, "what somebody said goes first"
    assert letters.retention_forecast().years == {2027: 2, 2031: 1}
    world.moved.to(date(2028, 1, 10))
    made = world.lists.survey(year(world, 2570)).list
    assert [row[1] for row in world.lists.table(made).rows()] == ["กง 1.1", "กง 1.1"]
    with pytest.raises(UnknownTerm):
        letters.add_file_code("กง 2", "อื่น", retention="whim")


def test_it_tells_how_far_it_is(old: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from orqa.office.correspondence import retained

    monkeypatch.setattr(retained, "_TOLD_EVERY", 4)
    seen: list[int] = []
    old.office.correspondence.retention_forecast(progress=seen.append)
    assert seen == [4, 6]


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_reports_show_the_lists(old: World, language: str) -> None:
    old.lists.survey(year(old, 2570))
    told = {}
    for name in ("destruction-list", "archives-list", "retention-forecast"):
        out = io.BytesIO()
        with old.office.reports.open(name, period=year(old, 2570), language=language) as report:
            old.office.reports.render(report, "text", out)
        told[name] = out.getvalue().decode()
    for words in ("ขอเชิญประชุม ครั้งที่ 1", "อว 0655.08/2"):
        assert words in told["destruction-list"]
    assert ("การพิจารณา" if language == "th" else "Verdict") in told["destruction-list"]
    assert "66" in told["destruction-list"].splitlines()[-1], "it cites its clause"
    assert "ขอเชิญประชุม ครั้งที่ 51" in told["archives-list"]
    assert "ขอเชิญประชุม ครั้งที่ 54" not in told["archives-list"]
    assert ("ยังไม่ปิดเรื่อง" if language == "th" else "Not finished yet") in told["retention-forecast"]


def test_the_list_is_a_table_in_the_columns_of_its_form(old: World) -> None:
    made = old.lists.survey(year(old, 2570)).list
    table = old.lists.table(made)
    assert [column.name for column in table.columns] == [
        *("seq", "file_code", "reference", "dated", "number", "subject", "verdict", "note")
    ]
    assert [(row[0], row[2], row[4], row[6]) for row in table.rows()] == [
        (1, "อว 0655.08/1", 1, ""),
        (2, "อว 0655.08/2", 2, ""),
    ]
    out = io.BytesIO()
    with old.office.reports.open("destruction-list", period=year(old, 2570)) as report:
        old.office.reports.render(report, "csv", out)
    assert any("ขอเชิญประชุม ครั้งที่ 2" in row for row in csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"))))


# ------------------------------------------------------------------ deadlines


def due(world: World, first: date, last: date) -> list[tuple[date, str]]:
    return [
        (one.day, one.title.in_language("en").split(",")[0])
        for one in world.office.deadlines(first, last).items
        if one.area == "correspondence"
    ]


def test_the_survey_is_due_sixty_days_after_the_year_while_there_is_no_list(old: World) -> None:
    span = (date(2028, 1, 1), date(2028, 12, 31))
    survey = (date(2028, 2, 29), "Survey the letters whose period ended with 2570")
    assert survey in due(old, *span)
    made = old.lists.survey(year(old, 2570)).list
    assert survey not in due(old, *span)
    assert made.lines == 2
    old.lists.withdraw(made, "สำรวจไม่ครบ")
    assert survey in due(old, *span), "one that was taken back is no survey"


def test_the_archives_lists_are_due_on_31_january(old: World) -> None:
    assert (date(2028, 1, 31), "Hand over to the National Archives what reached 20 years in 2570 (แบบที่ 21)") in due(
        old, date(2028, 1, 1), date(2028, 1, 31)
    )
    assert due(old, date(2029, 1, 1), date(2029, 1, 31)) == []


def test_the_archives_answer_is_due_sixty_days_after_sending(world: World) -> None:
    made = world.sent()
    assert made.answer_by is not None
    assert (made.answer_by, "The National Archives answer on destruction list 1/2570; silence is agreement") in due(
        world, made.answer_by, made.answer_by
    )
    world.lists.answer(made, "เห็นชอบ")
    assert due(world, made.answer_by, made.answer_by) == []


def test_old_deadlines_do_not_come_up_where_there_is_nothing_old(office: Office) -> None:
    received(office)
    found = office.deadlines(date(2026, 1, 1), date(2027, 12, 31)).items
    assert [one.title for one in found if "แบบที่" in one.title.in_language("th")] == []


def test_what_is_deposited_stays_the_offices_own_and_comes_back(old: World, tmp_path: Path) -> None:
    letters, there = old.registrar.correspondence, old.letters[:2]
    said = letters.deposit(there, "บัญชีฝาก 1/2571", on=date(2028, 1, 5))
    assert {(one.deposited_on, one.deposit, one.reason) for one in said} == {
        (date(2028, 1, 5), "บัญชีฝาก 1/2571", "ฝากตาม บัญชีฝาก 1/2571")
    }
    rows = list(letters.archives_table(year(old, 2571), "deposit").records())
    assert [(row["seq"], row["note"]) for row in rows] == [(1, "บัญชีฝาก 1/2571"), (2, "บัญชีฝาก 1/2571")]
    assert list(letters.archives_table(year(old, 2570), "deposit").rows()) == []
    report = old.office.reports.write(
        "archives-list", "text", tmp_path / "a.txt", period=year(old, 2571), language="en"
    )
    assert "Deposited with the National Archives (form 23)" in report.read_text(encoding="utf-8")
    with pytest.raises(RetentionRefused, match="is deposited with the National Archives already") as refused:
        letters.deposit([old.letters[2], there[0]], "บัญชีฝาก 2/2571")
    assert "ฝากไว้ที่สำนักหอจดหมายเหตุแห่งชาติแล้ว" in refused.value.message("th")
    assert len(list(letters.archives_table(year(old, 2571), "deposit").rows())) == 2, "of all of them, or of none"
    (back,) = letters.take_deposit_back([there[0]], "ใช้งาน")
    assert (back.deposited_on, back.deposit) == (None, "")
    with pytest.raises(RetentionRefused, match="is not deposited"):
        letters.take_deposit_back([there[0]], "อีกครั้ง")
    with pytest.raises(RetentionRefused, match="name the list that both sides signed"):
        letters.deposit([there[0]], " ")
    with pytest.raises(NotAllowed):
        old.office.acting("S1").correspondence.deposit([there[0]], "บัญชี")
    (gone,) = letters.deposit([there[0]], "บัญชีฝาก 3/2571")
    assert gone.version == back.version + 1
