"""Numbers that the office gives: in their series, on their papers, found again; kept, bound, made void."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

import orqa
from orqa.domain.correspondence import findings as kinds
from orqa.domain.correspondence.reserving import voided
from orqa.office.correspondence.issued import Issue
from orqa.office.errors import KeyUsedOtherwise, LetterRefused, NotFound, NumberPending, RegisterRefused
from orqa.office.office import Office
from orqa.storage.errors import Conflict
from orqa.storage.protocol import Batch

CODE = "อว 0655.08"
RECEIVED = {
    "subject": "ขอเชิญ",
    "sender": "กรมตัวอย่าง",
    "reference": "กค 0402/1",
    "dated": date(2026, 11, 20),
    "kind": "external",
}


@pytest.fixture(autouse=True)
def _units(office: Office) -> None:
    first = date(2003, 4, 1)
    office.organization.add_unit("uni", "มหาวิทยาลัยตัวอย่าง", first=first, letter_code="อว 0699")
    office.organization.add_unit("irqa", "กองวิเทศสัมพันธ์", first=first, parent="uni", letter_code=CODE)
    office.organization.add_unit("ga", "งานบริหาร", first=first, parent="irqa")


def send(office: Office, **fields: Any) -> Issue:
    return office.correspondence.send(
        **({"kind": "external", "subject": "ตอบ", "recipient": "อธิการบดี", "unit": "irqa"} | fields)
    )


def order(office: Office, **fields: Any) -> Issue:
    return office.correspondence.send(**({"kind": "order", "subject": "แต่งตั้ง"} | fields))


def told(findings: Any) -> list[str]:
    return [finding.code for finding in findings]


# ------------------------------------------------------------------ sending


def test_a_letter_is_numbered_printed_and_found(office: Office) -> None:
    first, second = send(office), send(office, subject="ตอบอีก")
    assert (first.number, first.printed) == (1, "อว ๐๖๕๕.๐๘/๑")
    assert (second.number, second.entry.printed_number) == (2, "อว 0655.08/2")
    assert (first.letter.sender, first.letter.version) == ("กองวิเทศสัมพันธ์", 1)
    for written in ("อว 0655.08/2", "อว. ๐๖๕๕.๐๘ / ๒", "ที่ อว 0655.08/2"):
        assert office.correspondence.find(written) == (second.letter,)
    assert office.correspondence.find("อว 0655.08/3") == ()
    assert office.correspondence.entries(register="sent", unit="irqa") == (second.entry, first.entry)
    assert office.verify().is_sound


def test_the_office_as_a_whole_prints_the_code_of_its_topmost_unit(office: Office) -> None:
    done = send(office, unit="")
    assert (done.printed, done.letter.sender) == ("อว ๐๖๙๙/๑", "มหาวิทยาลัยตัวอย่าง")
    assert send(office, unit="central").printed == "อว ๐๖๙๙/๒"
    assert send(office, unit="", unit_code="กค 0402").entry.printed_number == "กค 0402/3"


def test_orders_and_certificates_of_one_number_are_told_apart_by_their_kind(office: Office) -> None:
    done = order(office)
    certificate = office.correspondence.send(kind="หนังสือรับรอง", subject="รับรองการเป็นบุคลากร")
    assert (done.printed, certificate.printed) == ("๑/๒๕๖๙", "๑/๒๕๖๙")
    find = office.correspondence.find
    assert find("1/2569") == (certificate.letter, done.letter)
    assert find("คำสั่ง 1/2569") == find("คำสั่งที่ ๑/๒๕๖๙") == find("Order 1/2569") == (done.letter,)
    assert find("หนังสือรับรอง 1/2569") == (certificate.letter,)


def test_a_number_that_was_received_and_one_that_was_sent_are_both_found(office: Office) -> None:
    received = office.correspondence.receive(**(RECEIVED | {"reference": "อว 0655.08/1"})).letter
    sent = send(office).letter
    assert office.correspondence.find("อว 0655.08/1") == (sent, received)


def test_a_search_counts_what_was_sent_once(office: Office) -> None:
    sent = send(office).letter
    send(office, subject="อว 0655.08/1 และอื่น ๆ")
    found = office.correspondence.search("อว 0655.08/1")
    assert (found.exact, found.total, found.letters[0]) == (1, 2, sent)
    assert office.correspondence.search("ตอบ").total == 1


def test_an_announcement_has_a_row_and_no_printed_number(office: Office) -> None:
    done = office.correspondence.send(kind="announcement", subject="รับสมัคร")
    assert (done.number, done.printed, done.entry.register) == (1, "", "announcement")


def test_special_letters_take_no_number_and_are_counted(office: Office) -> None:
    first, second = send(office, special=True), send(office, special=True)
    assert (first.number, first.printed, first.findings) == (None, "อว ๐๖๕๕.๐๘/พิเศษ", ())
    assert told(second.findings) == [kinds.SPECIAL_REPEATED.code]
    assert "was printed before in 2569 (times: 1)" in second.findings[0].message.in_language("en")
    assert "ปี 2569 มีหนังสือที่พิมพ์" in second.findings[0].message.in_language("th")
    assert office.correspondence.find("อว 0655.08/พิเศษ") == (second.letter, first.letter)
    assert send(office).number == 1


def test_special_letters_are_counted_however_many_there_are(office: Office) -> None:
    first = send(office, special=True).entry
    more = [evolve(first, id=f"more-{number}", version=0, letter=None) for number in range(1_050)]
    office.recorder.save("letter.send", office.now(), more)
    (finding,) = send(office, special=True).findings
    assert "(times: 1051)" in finding.message.in_language("en")


def test_a_unit_without_a_code_sends_no_numbered_letter(office: Office) -> None:
    with pytest.raises(LetterRefused, match="ga has none") as refused:
        send(office, unit="ga")
    assert told(refused.value.findings) == [kinds.UNIT_CODE_MISSING.code]
    assert "ga ไม่มีรหัส" in refused.value.message("th")
    assert order(office, unit="ga").printed == "๑/๒๕๖๙"


def test_a_unit_that_is_none_is_refused(office: Office) -> None:
    for act in (
        lambda: send(office, unit="x"),
        lambda: office.correspondence.reserve(unit="x", reason="r"),
        lambda: office.correspondence.receive(**RECEIVED, unit="x"),
    ):
        with pytest.raises(
            RegisterRefused, match="there is no unit 'x' on 2026-11-23; name one of: ga, irqa, uni"
        ) as e:
            act()
        assert "ไม่มีหน่วยงาน 'x'" in e.value.message("th")


def test_two_units_of_one_code_are_told(office: Office) -> None:
    office.organization.add_unit("twin", "งานแฝด", first=date(2003, 4, 1), parent="uni", letter_code=CODE)
    done = send(office)
    assert told(done.findings) == [kinds.PRINTED_BY_TWO.code]
    assert f"irqa and twin print the same code {CODE}" in done.findings[0].message.in_language("en")
    assert send(office, unit="twin").entry.printed_number == done.entry.printed_number
    assert len(office.correspondence.find(f"{CODE}/1")) == 2


def test_an_earlier_date_under_a_higher_number_is_told(office: Office) -> None:
    order(office)
    done = order(office, dated=date(2026, 11, 20))
    assert told(done.findings) == [kinds.BACKDATED.code, kinds.DATED_BEFORE_LOWER.code]


def test_the_same_key_gives_the_first_issue(office: Office) -> None:
    first = send(office, key="form-1")
    again = send(office, key="form-1")
    assert (again.number, again.printed, again.entry, again.letter) == (1, first.printed, first.entry, first.letter)
    with pytest.raises(KeyUsedOtherwise):
        send(office, subject="อื่น", key="form-1")
    assert send(office).number == 2


def test_in_a_work_numbers_are_known_at_its_end(office: Office) -> None:
    with office.work("แฟ้มเดียวกัน") as work:
        received = work.correspondence.receive(**RECEIVED)
        taken = work.correspondence.take_in(received.letter, "irqa")
        answer = work.correspondence.send(kind="external", subject="ตอบ", recipient="กรมตัวอย่าง", unit="irqa")
        kept = work.correspondence.reserve("order", reason="แต่งตั้ง", count=2)
        with pytest.raises(NumberPending):
            _ = answer.printed
    assert (received.number, taken.number, answer.printed, kept.numbers) == (1, 1, "อว ๐๖๕๕.๐๘/๑", (1, 2))
    assert [line.unit for line in office.correspondence.lines_of(received.letter)] == ["central", "irqa"]
    assert office.verify().is_sound


# ------------------------------------------------------------------ the year's end


@pytest.mark.parametrize("zone", ["UTC", "Asia/Bangkok", "America/New_York"])
@pytest.mark.parametrize(
    ("profile", "local"),
    [("thai-public-university", "Asia/Bangkok"), ("example-abroad", "UTC")],
)
def test_the_day_in_the_zone_of_the_office_picks_the_year(zone: str, profile: str, local: str) -> None:
    """Whichever zone the machine's clock is in, and whatever the date of the letter."""
    moment = datetime(2026, 12, 31, 23, 59, 59, tzinfo=ZoneInfo(local))
    at = [moment.astimezone(ZoneInfo(zone))]
    with orqa.open_office("memory:", profile=profile, clock=lambda: at[0]) as office:
        fields = {"kind": "external", "subject": "x", "recipient": "y", "unit_code": "A 1", "dated": date(2027, 1, 2)}
        first = office.correspondence.send(**fields)
        at[0] = datetime(2027, 1, 1, 0, 0, 1, tzinfo=ZoneInfo(local)).astimezone(ZoneInfo(zone))
        second = office.correspondence.send(**(fields | {"dated": date(2026, 12, 30)}))
        assert [(done.entry.year, done.number) for done in (first, second)] == [(2026, 1), (2027, 1)]
        assert [one.year for one in office.correspondence.registers()] == [2027, 2026]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kathmandu"])
def test_offices_with_summer_time_begin_the_year_at_their_own_midnight(zone: str) -> None:
    """Some are hours off in December, some in summer time then."""
    new_year = datetime(2027, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    at = [new_year - timedelta(seconds=1)]
    with orqa.open_office("memory:", profile="example-abroad", clock=lambda: at[0]) as office:
        vars(office)["zone"] = ZoneInfo(zone)
        send = partial(office.correspondence.send, kind="external", subject="x", recipient="y", unit_code="A")
        assert send().printed == "A-1/2026"
        at[0] = new_year + timedelta(seconds=1)
        assert send().printed == "A-1/2027"


# ------------------------------------------------------------------ keeping numbers


def test_a_kept_number_waits_for_its_letter(office: Office, clock: Any) -> None:
    kept = office.correspondence.reserve(unit="irqa", reason="ลงนามภายหลัง", count=2)
    assert kept.numbers == (1, 2)
    assert send(office).number == 3
    clock.at = clock.at.replace(day=25)
    done = office.correspondence.bind(kept.entries[0], kind="external", subject="ช้า", recipient="กรม")
    assert (done.number, done.printed, done.letter.dated) == (1, "อว ๐๖๕๕.๐๘/๑", date(2026, 11, 23))
    assert (done.entry.state, done.entry.version) == ("registered", 2)
    assert office.correspondence.find("อว 0655.08/1") == (done.letter,)
    (series,) = office.correspondence.registers()
    assert (series.last, series.lines, series.reserved, series.void) == (3, 3, 1, 0)


def test_a_number_kept_in_the_old_year_stays_in_it(office: Office, clock: Any) -> None:
    clock.at = clock.at.replace(month=12, day=31)
    (kept,) = office.correspondence.reserve("order", reason="ออกย้อนหลัง").entries
    clock.at = clock.at.replace(year=2027, month=1, day=5)
    done = office.correspondence.bind(kept, kind="order", subject="แต่งตั้ง")
    assert (done.printed, done.letter.dated, done.entry.year) == ("๑/๒๕๖๙", date(2026, 12, 31), 2026)
    assert order(office).printed == "๑/๒๕๗๐"


def test_a_kept_circular_prints_its_mark(office: Office) -> None:
    (kept,) = office.correspondence.reserve("circular", unit="irqa", reason="เวียน").entries
    assert kept.printed_number == "อว 0655.08/ว 1"
    with pytest.raises(LetterRefused, match="reserved in the Register of circulars"):
        office.correspondence.bind(kept, kind="external", subject="x", recipient="y")
    done = office.correspondence.bind(kept, kind="external", subject="x", recipient="y", circular=True)
    assert done.entry.printed_number == "อว 0655.08/ว 1"


def test_a_bound_number_that_is_dated_out_of_order_is_told(office: Office, clock: Any) -> None:
    (kept,) = office.correspondence.reserve("order", reason="r").entries
    order(office)
    clock.at = clock.at.replace(day=26)
    done = office.correspondence.bind(kept, kind="order", subject="s", dated=date(2026, 11, 26))
    assert told(done.findings) == [kinds.DATED_IN_FUTURE.code, kinds.DATED_AFTER_HIGHER.code]


def test_what_is_no_kept_number_takes_no_letter(office: Office) -> None:
    correspondence = office.correspondence
    kept = correspondence.reserve("order", unit="irqa", reason="r", count=2).entries
    correspondence.bind(kept[0], kind="order", subject="s")
    correspondence.void(kept[1], "ไม่ใช้")
    cases = [
        (kept[0], None, "is registered; only a reserved one", "เลข 1 ลงทะเบียนแล้ว"),
        (kept[1], None, "is void; only a reserved one", "เลข 2 ยกเลิก"),
        (correspondence.reserve("order", unit="irqa", reason="r").entries[0], "ga", "reserved by irqa", "irqa จองไว้"),
    ]
    for line, unit, english, thai in cases:
        with pytest.raises(RegisterRefused, match=english) as refused:
            correspondence.bind(line, kind="order", subject="s", unit=unit)
        assert thai in refused.value.message("th")
    with pytest.raises(NotFound):
        correspondence.bind("no-such-line", kind="order", subject="s")
    assert office.verify().is_sound


def test_who_comes_second_to_a_kept_number_is_refused(office: Office) -> None:
    """Both read it while it was free: the version decides."""
    (kept,) = office.correspondence.reserve("order", reason="r").entries
    void = office.codec.encode(voided(kept, "เร็วกว่า"))

    def slowly() -> None:
        with office.work("ช้า") as work:
            work.correspondence.bind(kept, kind="order", subject="s")
            office.store.apply(Batch("faster", "somebody", "letter.void", office.now(), (void,)))

    with pytest.raises(Conflict):
        slowly()
    assert office.correspondence.entry(1, register="order").state == "void"
    assert office.correspondence.search("s").total == 0


def test_keys_of_kept_numbers(office: Office) -> None:
    first = office.correspondence.reserve("order", reason="r", count=3, key="k")
    again = office.correspondence.reserve("order", reason="r", count=3, key="k")
    assert again.numbers == first.numbers == (1, 2, 3)
    bound = [office.correspondence.bind(first.entries[0], kind="order", subject="s", key="b") for _ in range(2)]
    assert bound[0].entry == bound[1].entry
    assert bound[0].printed == bound[1].printed == "๑/๒๕๖๙"


# ------------------------------------------------------------------ void


def test_a_void_number_stays_and_is_not_given_again(office: Office) -> None:
    done = order(office)
    gone = office.correspondence.void(done.entry, "ออกซ้ำ")
    assert (gone.state, gone.reason, gone.number, gone.version) == ("void", "ออกซ้ำ", 1, 2)
    assert office.correspondence.entry(1, register="order") == gone
    assert order(office).number == 2
    with pytest.raises(RegisterRefused, match="is void and cannot become void") as refused:
        office.correspondence.void(gone.id, "อีก")
    assert "เลข 1 ยกเลิก" in refused.value.message("th")
    with pytest.raises(RegisterRefused, match="say why"):
        office.correspondence.void(done.entry, " ")
    assert office.verify().is_sound


# ------------------------------------------------------------------ a unit's own register


def test_a_received_letter_keeps_the_central_number_and_each_units(office: Office) -> None:
    office.correspondence.receive(**RECEIVED)
    done = office.correspondence.receive(**(RECEIVED | {"reference": "กค 0402/2"}))
    taken = office.correspondence.take_in(done.letter, "irqa", note="ด่วน")
    assert (done.number, taken.number, taken.entry.reference, taken.entry.note) == (2, 1, "กค 0402/2", "ด่วน")
    assert office.correspondence.take_in(done.letter.id, "ga").number == 1
    assert [line.unit for line in office.correspondence.lines_of(done.letter.id)] == ["central", "irqa", "ga"]
    assert office.correspondence.entries_of([done.letter])[done.letter.ref].unit == "central"


def test_a_unit_takes_a_letter_in_once(office: Office) -> None:
    letter = office.correspondence.receive(**RECEIVED).letter
    first = office.correspondence.take_in(letter, "irqa", key="k")
    assert office.correspondence.take_in(letter, "irqa", key="k").entry == first.entry
    cases = [
        (letter, "irqa", "irqa took this letter in already, as no. 1/2569", "irqa ลงทะเบียนรับหนังสือนี้แล้ว เลขที่ 1/2569"),
        (letter, "", "name the unit", "ให้ระบุหน่วยงาน"),
        (letter, "central", "name the unit", "ให้ระบุหน่วยงาน"),
        (order(office).letter, "irqa", "only what came in", "ลงทะเบียนรับได้เฉพาะ"),
    ]
    for which, unit, english, thai in cases:
        with pytest.raises(RegisterRefused, match=english) as refused:
            office.correspondence.take_in(which, unit)
        assert thai in refused.value.message("th")
    with pytest.raises(NotFound):
        office.correspondence.take_in("no-such-letter", "irqa")


def test_a_unit_may_receive_by_itself(office: Office) -> None:
    done = office.correspondence.receive(**RECEIVED, unit="irqa")
    assert (done.letter.unit, done.entry.unit, done.number) == ("irqa", "irqa", 1)
    assert office.correspondence.receive(**(RECEIVED | {"reference": "กค 0402/2"})).number == 1
