"""The register of rules, announcements and orders, through the office and a real store."""

import io
import threading
from datetime import date

import pytest

import orqa
from access_samples import KEEPER, UNCLEARED, position
from handling_samples import START, peopled
from orqa.domain.correspondence.errors import InForceRefused, LetterIsVoid, ReasonMissing
from orqa.domain.correspondence.instruments import Instrument
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office


@pytest.fixture
def three(office: Office) -> tuple[Instrument, ...]:
    """A rule of 2560, what amends it from 2562, and what replaces it from 2565."""
    add = peopled(office).correspondence.add_instrument
    first = add(kind="rule", title="ระเบียบการเงิน พ.ศ. 2560", made=date(2017, 1, 1), unit="irqa")
    second = add(kind="rule", title="ระเบียบการเงิน (ฉบับที่ 2) พ.ศ. 2562", made=date(2019, 1, 1), first=date(2019, 2, 1))
    third = add(kind="rule", title="ระเบียบการเงิน พ.ศ. 2565", made=date(2022, 1, 1), note="แจ้งเวียนแล้ว")
    office.correspondence.change_instrument(second, first, "amends", clauses="ข้อ 5")
    office.correspondence.change_instrument(third, first, "replaces")
    office.correspondence.change_instrument(third, second, "cancels")
    return first, second, third


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2016, 12, 31), []),
        (date(2017, 1, 1), ["2560"]),
        (date(2019, 1, 31), ["2560"]),
        (date(2019, 2, 1), ["2560", "2562"]),
        (date(2021, 12, 31), ["2560", "2562"]),
        (date(2022, 1, 1), ["2565"]),
    ],
)
def test_what_is_in_force_on_a_day(
    office: Office, three: tuple[Instrument, ...], day: date, expected: list[str]
) -> None:
    assert len(three) == 3
    assert [one.instrument.title[-4:] for one in office.correspondence.in_force(day)] == expected
    assert office.correspondence.in_force(day, kind="order") == ()


def test_the_history_of_a_text_tells_all_it_is_tied_to(office: Office, three: tuple[Instrument, ...]) -> None:
    for known_as in (three[0].id, three[0].title, three[1]):
        steps = office.correspondence.instrument_history(known_as)
        assert [(str(step.on), step.change.change if step.change else "") for step in steps] == [
            ("2017-01-01", ""),
            ("2019-02-01", ""),
            ("2019-02-01", "amends"),
            ("2022-01-01", ""),
            ("2022-01-01", "replaces"),
            ("2022-01-01", "cancels"),
        ]
    table = office.correspondence.instrument_history_table(three[2])
    assert list(table.rows())[2][-1] == "ข้อ 5"
    row = next(iter(office.correspondence.in_force_table(everything=True).rows()))
    assert row[5] == date(2021, 12, 31)
    assert "แก้ไขเพิ่มเติมโดย: ระเบียบการเงิน (ฉบับที่ 2)" in row[6].in_language("th")
    assert "Replaced by: ระเบียบการเงิน พ.ศ. 2565" in row[6].in_language("en")


def test_a_text_comes_from_its_letter_once(office: Office) -> None:
    letters = peopled(office).correspondence
    order = letters.send(kind="order", subject="แต่งตั้งคณะกรรมการ").letter
    text = letters.add_instrument(order, last=date(2027, 9, 30))
    assert (text.id, text.number, text.title) == (order.id, "1/2569", "แต่งตั้งคณะกรรมการ")
    assert (text.first, text.instrument_kind) == (date(2026, 11, 23), "order")
    with pytest.raises(InForceRefused) as refusal:
        letters.add_instrument(order)
    assert f"it is in the register already: {order.id}" in refusal.value.message("en")
    assert "มีในทะเบียนแล้ว" in refusal.value.message("th")
    due = [one for one in office.deadlines(date(2027, 9, 1), date(2027, 9, 30)).items if one.about == text.ref]
    assert [one.title.in_language("en") for one in due] == ["Last day in force: แต่งตั้งคณะกรรมการ"]
    letters.change_instrument(
        letters.add_instrument(letters.send(kind="order", subject="ยกเลิกคำสั่ง").letter), "1/2569", "cancels"
    )
    assert office.deadlines(date(2027, 9, 1), date(2027, 9, 30)).items == ()


def test_a_cancelled_letter_is_in_no_force(office: Office) -> None:
    letters = peopled(office).correspondence
    order = letters.send(kind="order", subject="แต่งตั้งคณะกรรมการ")
    letters.void(order.entry, "ออกผิด")
    with pytest.raises(LetterIsVoid):
        letters.add_instrument(order.letter)


def test_what_an_order_did_is_not_done_once_its_number_is_void(office: Office) -> None:
    letters = peopled(office).correspondence
    former = letters.add_instrument(kind="order", title="คำสั่งเดิม", made=date(2026, 1, 1))
    order = letters.send(kind="order", subject="คำสั่งใหม่")
    letters.change_instrument(letters.add_instrument(order.letter), former, "replaces")
    assert [one.instrument.title for one in letters.in_force()] == ["คำสั่งใหม่"]
    letters.void(order.entry, "ออกผิด")
    assert [one.instrument.title for one in letters.in_force()] == ["คำสั่งเดิม"]
    assert [step.source.title for step in letters.instrument_history(former) if step.source] == ["คำสั่งเดิม"]
    with pytest.raises(InForceRefused, match="withdrawn from the register: ออกผิด"):
        letters.change_instrument(order.letter.id, former, "amends")


@pytest.mark.parametrize(
    ("given", "english", "thai"),
    [
        (
            {"kind": "external", "title": "x", "made": START},
            "'external' does not stand in this register",
            "ไม่อยู่ในทะเบียนนี้",
        ),
        ({"kind": "rule", "made": START}, "say what it is called", "ให้ระบุชื่อ"),
        ({"kind": "rule", "title": "x"}, "from which day it is in force", "ให้ระบุวันเริ่มใช้บังคับ"),
        (
            {"kind": "rule", "title": "x", "made": START, "last": date(2019, 1, 1)},
            "before the first, 2020-01-01",
            "อยู่ก่อนวันแรก",
        ),
    ],
)
def test_what_is_no_text_is_refused(office: Office, given: dict[str, object], english: str, thai: str) -> None:
    before = position(peopled(office))
    with pytest.raises(InForceRefused) as refusal:
        office.correspondence.add_instrument(**given)  # type: ignore[arg-type]
    assert english in refusal.value.message("en")
    assert thai in refusal.value.message("th")
    assert position(office) == before


def test_circles_and_what_is_over_are_refused(office: Office, three: tuple[Instrument, ...]) -> None:
    first, second, third = three
    before = position(office)
    for source, target, said in (
        (first, third, "in a circle: ระเบียบการเงิน พ.ศ. 2565 → ระเบียบการเงิน พ.ศ. 2560"),
        (third, first, "that is noted already"),
        (third, third, "does not change itself"),
    ):
        with pytest.raises(InForceRefused, match=said):
            office.correspondence.change_instrument(source, target, "replaces")
    with pytest.raises(NotFound):
        office.correspondence.change_instrument("ไม่มี", second, "amends")
    assert position(office) == before


def test_a_change_taken_back_and_a_text_withdrawn_leave_the_rest_as_it_was(
    office: Office, three: tuple[Instrument, ...]
) -> None:
    letters, (first, _, third) = office.correspondence, three
    with pytest.raises(ReasonMissing):
        letters.undo_change(f"replaces/{third.id}/{first.id}", " ")
    letters.undo_change(f"replaces/{third.id}/{first.id}", "บันทึกผิด")
    assert [one.instrument.title[-4:] for one in letters.in_force()] == ["2560", "2565"]
    letters.change_instrument(third, first, "replaces", on=date(2023, 1, 1))
    assert letters.in_force(date(2022, 6, 1))[0].last == date(2022, 12, 31)
    with pytest.raises(ReasonMissing):
        letters.withdraw_instrument(third, "")
    letters.withdraw_instrument(third, "ลงผิดเล่ม")
    assert [one.instrument.title[-4:] for one in letters.in_force()] == ["2560", "2562"]
    with pytest.raises(InForceRefused, match="withdrawn from the register: ลงผิดเล่ม"):
        letters.withdraw_instrument(third.id, "อีก")
    assert office.verify().findings == ()


def test_several_of_one_name_are_told_by_their_ids(office: Office) -> None:
    add = peopled(office).correspondence.add_instrument
    ids = {add(kind="announcement", title="ประกาศรับสมัคร", made=date(2020, month, 1)).id for month in (1, 2)}
    with pytest.raises(InForceRefused) as refusal:
        office.correspondence.instrument("ประกาศรับสมัคร")
    assert all(one in refusal.value.message("en") for one in ids)
    with pytest.raises(InForceRefused, match="already"):
        add(kind="announcement", title="ประกาศรับสมัคร", made=date(2020, 1, 1))


def test_only_who_keeps_the_register_changes_it(office: Office, three: tuple[Instrument, ...]) -> None:
    staff = office.acting("S1").correspondence
    assert len(staff.in_force()) == 1
    with pytest.raises(NotAllowed):
        staff.add_instrument(kind="rule", title="ใหม่", made=START)
    with pytest.raises(NotAllowed):
        staff.withdraw_instrument(three[0], "ลอง")


def test_the_public_edition_has_no_remark(office: Office, three: tuple[Instrument, ...]) -> None:
    assert three[2].note == "แจ้งเวียนแล้ว"
    told = {}
    for audience in ("internal", "public"):
        out = io.BytesIO()
        with office.reports.open("in-force", office.year("calendar", 2569), audience=audience) as report:
            office.reports.render(report, "csv", out)
        told[audience] = out.getvalue().decode()
    assert "แจ้งเวียนแล้ว" in told["internal"]
    assert "แจ้งเวียนแล้ว" not in told["public"]
    assert "ระเบียบการเงิน พ.ศ. 2565" in told["public"]
    assert "ระเบียบการเงิน พ.ศ. 2560" not in told["public"]


def test_no_list_tells_the_title_of_a_secret_order(office: Office) -> None:
    keeper = office.acting(KEEPER)
    order = keeper.correspondence.send(kind="order", subject="แผนเผชิญเหตุ", secrecy="ลับ", unit_code="อว 1").letter
    keeper.correspondence.add_instrument(order.id, note="แผนเผชิญเหตุ")
    later = office.correspondence.add_instrument(kind="order", title="เปิดเผย", made=date(2027, 1, 1))
    keeper.correspondence.change_instrument(later, order.id, "cancels", clauses="แผนเผชิญเหตุ")
    for service in (keeper.correspondence, office.acting(UNCLEARED).correspondence, office.correspondence):
        texts = [str(row) for row in service.in_force_table(date(2026, 12, 1), everything=True).rows()]
        texts += [str(row) for row in service.instrument_history_table(later.id).rows()]
        assert not [text for text in texts if "แผนเผชิญเหตุ" in text]
    assert office.correspondence.in_force(date(2026, 12, 1)) == ()
    assert len(keeper.correspondence.in_force(date(2026, 12, 1))) == 1


def test_of_those_who_enter_and_change_texts_at_once_each_is_kept_and_none_makes_a_circle(shared_url: str) -> None:
    with orqa.open_office(shared_url, profile="thai-public-university") as office:
        add = peopled(office).correspondence.add_instrument
        one, other = (add(kind="rule", title=title, made=START) for title in ("ก", "ข"))
        done: list[str] = []

        def change(source: str, target: str) -> None:
            with orqa.open_office(shared_url) as mine:
                try:
                    mine.correspondence.change_instrument(source, target, "amends")
                    mine.correspondence.add_instrument(kind="order", title=f"{source}", made=START)
                except InForceRefused:
                    done.append("refused")
                else:
                    done.append("kept")

        pairs = [(one.id, other.id), (other.id, one.id)]
        threads = [threading.Thread(target=change, args=pair) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(done) == ["kept", "refused"]
        assert len(office.correspondence.instruments()) == 3
        assert office.verify().findings == ()


def test_texts_and_changes_of_one_work_are_written_together(office: Office) -> None:
    peopled(office)
    with office.work("ออกระเบียบใหม่") as work:
        old = work.correspondence.add_instrument(kind="rule", title="เก่า", made=START)
        new = work.correspondence.add_instrument(kind="rule", title="ใหม่", made=date(2026, 1, 1))
        work.correspondence.change_instrument(new, old, "replaces")
        with pytest.raises(InForceRefused, match="circle"):
            work.correspondence.change_instrument(old, new, "amends", on=date(2026, 6, 1))
    assert [one.instrument.title for one in office.correspondence.in_force()] == ["ใหม่"]
