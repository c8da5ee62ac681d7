"""The registers of letters: forms 13 and 14 of the correspondence regulation, or whatever a profile lays down."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.years import CalendarYear, Period
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.organization.units import Unit, UnitSpan
from orqa.office.correspondence.register_tables import Lines, register_columns
from orqa.plugins.builtin.profiles import folder
from orqa.plugins.builtin.reports import orqa_reports
from orqa.plugins.builtin.stores.memory import MemoryStore
from orqa.plugins.specs import ReportSpec
from orqa.reporting.audience import Audience
from orqa.reporting.columns import ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.formatting import Style
from orqa.reporting.grid import Grid
from orqa.reporting.model import Report
from orqa.reporting.outline import closings, head, left_out
from orqa.rules.errors import UnknownTerm
from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile
from orqa.storage.codec import Codec
from orqa.storage.protocol import OPEN, SYSTEM, Batch
from orqa.storage.query import ALL

NATIONAL = load_profile(folder("national"))
UNIVERSITY = load_profile(folder("thai-public-university"), NATIONAL)
ABROAD = load_profile(folder("example-abroad"))
YEAR = CalendarYear(date(2026, 1, 1), date(2026, 12, 31), 2026)
AT = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
CODEC = Codec([RegisterEntry, Unit])
SPEC = next(spec for spec in orqa_reports() if spec.name == "register")


def entry(number: int, day: date = date(2026, 1, 5), **more: Any) -> RegisterEntry:
    fields = {
        "id": f"{more.get('unit', 'central')}-{day.year}-{number}",
        "year": day.year,
        "number": number,
        "registered_on": day,
        "letter": RecordRef("letter", f"letter-{number}"),
        "reference": f"อว 0655.08/{number}",
        "dated": date(2025, 12, 28),
        "sender": "สำนักงานตัวอย่าง",
        "recipient": "อธิการบดี",
        "subject": f"เรื่องที่ {number}",
        "action": "เวียน",
        "note": "",
    }
    return RegisterEntry(**(fields | more))


class Kept:
    """Entries in a store, and the report over it."""

    def __init__(self, entries: Iterable[RegisterEntry], hidden: Iterable[RegisterEntry] = ()) -> None:
        self.store = MemoryStore()
        self.store.ensure(CODEC.kinds)
        open_ones = [CODEC.encode(each) for each in entries]
        others = [CODEC.encode(each, readers=("registrar",)) for each in hidden]
        if open_ones or others:
            self.store.apply(Batch("batch-1", "system", "letter.receive", AT, (*open_ones, *others)))

    def report(
        self,
        stack: ExitStack,
        profile: Profile = UNIVERSITY,
        period: Period = YEAR,
        name: str = "received-register",
        **more: Any,
    ) -> Report:
        reader, counter = stack.enter_context(self.store.read(OPEN)), stack.enter_context(self.store.read(SYSTEM))
        context = ReportContext(reader=reader, counter=counter, profile=profile, period=period, at=AT, **more)
        return SPEC.factory(name.removesuffix("-register")).build(context)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def numbers(report: Report) -> list[int]:
    return [record["number"] for table in report.tables for record in table.records()]


def test_it_is_contributed_with_both_titles() -> None:
    assert isinstance(SPEC, ReportSpec)
    assert (SPEC.name, SPEC.of_each) == ("register", "register")
    assert set(SPEC.title.languages) == {"th", "en"}


def test_the_columns_are_those_of_form_13_in_their_order(stack: ExitStack) -> None:
    report = Kept([entry(1)]).report(stack)
    grid = Grid(report.tables[0], report.style)
    assert grid.titles == ["เลขทะเบียนรับ", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ"]
    cells = ["๑", "อว 0655.08/1", "๒๘ ธ.ค. ๖๘", "สำนักงานตัวอย่าง", "อธิการบดี", "เรื่องที่ 1", "เวียน", ""]
    assert list(grid.lines()) == [("วันที่ ๕ มกราคม ๒๕๖๙", cells)]


def test_the_head_tells_form_period_and_number_of_entries(stack: ExitStack) -> None:
    report = Kept([entry(number) for number in range(1, 13)]).report(stack)
    assert report.say(report.title) == "ทะเบียนหนังสือรับ"
    told = dict(head(report))
    assert told["ช่วงเวลา"] == "ปีปฏิทิน พ.ศ. ๒๕๖๙ (๑ มกราคม ๒๕๖๙ – ๓๑ ธันวาคม ๒๕๖๙)"
    assert (told["แบบที่"], told["จำนวน"]) == ("๑๓", "๑๒ รายการ")
    assert told["จัดทำเมื่อ"] == "๒๓ พฤศจิกายน ๒๕๖๙ เวลา ๐๙.๐๕ น."


def test_it_cites_the_regulation_and_names_the_state_of_the_rules(stack: ExitStack) -> None:
    report = Kept([]).report(stack)
    assert {cited.citation.source for cited in report.citations} == {"opm-correspondence-2526"}
    assert {cited.citation.clause.partition(".")[0] for cited in report.citations} == {"38"}
    assert "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526" in closings(report)[-1].items[0]
    assert (report.profile, report.data_version) == ("thai-public-university", UNIVERSITY.data_version)


def test_another_country_has_its_own_form(stack: ExitStack) -> None:
    report = Kept([entry(1)]).report(stack, ABROAD)
    assert Grid(report.tables[0], report.style).titles == ["No.", "Dated", "Reference", "From", "To", "Subject", "Note"]
    ((line, cells),) = Grid(report.tables[0], report.style).lines()
    assert line == "Registered on 5 January 2026"
    assert cells[:2] == ["1", "28 Dec 2025"]
    assert {cited.citation.source for cited in report.citations} == {"xa-office-rules"}


def test_in_english_a_thai_register_counts_in_the_common_era(stack: ExitStack) -> None:
    report = Kept([entry(1)]).report(stack, language="en")
    assert report.style == Style("en")
    assert dict(head(report))["Period"] == "Calendar year 2026 (1 January 2026 – 31 December 2026)"
    assert next(iter(Grid(report.tables[0], report.style).lines()))[0] == "Registered on 5 January 2026"


def test_only_the_days_of_the_period_are_shown_both_ends_included(stack: ExitStack) -> None:
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    kept = Kept([entry(number, day) for number, day in enumerate(days, 1)])
    assert numbers(kept.report(stack)) == [2, 3]
    assert numbers(kept.report(stack, period=Period(date(2026, 1, 1), date(2026, 1, 1)))) == [2]


def test_the_period_may_end_with_the_last_day_that_there_is(stack: ExitStack) -> None:
    assert numbers(Kept([entry(1)]).report(stack, period=Period(date(2026, 1, 1), date.max))) == [1]


def test_a_plain_period_is_named_by_its_days(stack: ExitStack) -> None:
    report = Kept([]).report(stack, period=Period(date(2026, 1, 1), date(2026, 1, 31)))
    assert report.say(report.period or report.title) == "๑ มกราคม ๒๕๖๙ – ๓๑ มกราคม ๒๕๖๙"


@settings(max_examples=30)
@given(st.lists(st.integers(1, 10**6), unique=True, max_size=30))
def test_lines_come_in_the_order_of_their_numbers_however_they_were_recorded(shuffled: list[int]) -> None:
    with ExitStack() as stack:
        assert numbers(Kept([entry(number) for number in shuffled]).report(stack)) == sorted(shuffled)


def test_a_new_year_begins_again_after_the_old_one(stack: ExitStack) -> None:
    kept = Kept([entry(1, date(2026, 1, 5)), entry(2, date(2025, 12, 30)), entry(1, date(2025, 1, 5))])
    found = kept.report(stack, period=Period(date(2025, 1, 1), date(2026, 12, 31)))
    days = [(record["registered_on"].year, record["number"]) for record in found.tables[0].records()]
    assert days == [(2025, 1), (2025, 2), (2026, 1)]


def test_each_unit_has_a_register_of_its_own_under_the_name_that_it_had(stack: ExitStack) -> None:
    spans = (
        UnitSpan(first=date(2003, 4, 1), title=Text.of(th="สำนักงานเดิม")),
        UnitSpan(first=date(2007, 3, 22), title=Text.of(th="กองวิเทศสัมพันธ์")),
        UnitSpan(first=date(2027, 1, 1), title=Text.of(th="กองในอนาคต")),
    )
    kept = Kept([entry(1), entry(1, unit="12"), entry(2, unit="12"), entry(1, unit="99")])
    kept.store.apply(
        Batch("batch-2", "system", "organization.add-unit", AT, (CODEC.encode(Unit(id="12", spans=spans)),))
    )
    report = kept.report(stack)
    titles = [report.say(section.title) if section.title else "" for section in report.sections]
    assert titles == ["กองวิเทศสัมพันธ์", "99", "หน่วยงานสารบรรณกลาง"]
    assert [[record["number"] for record in table.records()] for table in report.tables] == [[1, 2], [1], [1]]


def test_an_empty_register_still_has_its_columns(stack: ExitStack) -> None:
    report = Kept([]).report(stack)
    assert len(report.tables[0].columns) == 9
    assert numbers(report) == []
    assert report.sections[0].title is None


def test_a_public_register_has_no_personal_data(stack: ExitStack) -> None:
    report = Kept([entry(1)]).report(stack, audience=Audience.PUBLIC)
    (table,) = report.tables
    assert [column.name for column in table.columns] == ["registered_on", "number", "reference", "dated", "subject"]
    assert not any(column.personal for column in table.columns)
    assert "สำนักงานตัวอย่าง" not in str(list(table.rows()))


def test_what_the_reader_may_not_see_is_left_out_and_counted(stack: ExitStack) -> None:
    kept = Kept([entry(1), entry(4)], hidden=[entry(2), entry(3), entry(9, date(2025, 6, 1))])
    report = kept.report(stack)
    assert numbers(report) == [1, 4]
    assert report.left_out == 2
    assert left_out(report) == "ไม่แสดง ๒ รายการ ซึ่งผู้อ่านรายงานนี้ไม่มีสิทธิ์เห็น"


def test_numbers_are_names_and_are_not_grouped_by_thousands(stack: ExitStack) -> None:
    report = Kept([entry(1234)]).report(stack, language="en")
    assert {column.name: column.type for column in report.tables[0].columns}["number"] is ColumnType.NUMBER
    assert next(iter(Grid(report.tables[0], report.style).lines()))[1][0] == "1234"


def test_a_letter_without_number_and_date_has_empty_cells(stack: ExitStack) -> None:
    report = Kept([entry(1, reference="", dated=None)]).report(stack)
    assert next(iter(Grid(report.tables[0], report.style).lines()))[1][1:3] == ["", ""]


class Watched:
    """A reader that counts the bodies that were asked for."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.asked = 0

    def bodies(self, *args: Any) -> Iterator[Any]:
        for body in self._reader.bodies(*args):
            self.asked += 1
            yield body


def test_bodies_are_read_a_few_at_a_time_as_the_lines_are_used() -> None:
    kept = Kept(entry(number, date(2026, 1, 1) + timedelta(days=number // 10)) for number in range(1, 2202))
    columns, _ = register_columns(UNIVERSITY.at(YEAR.first).reading(), "received")
    place = [column.name for column in columns].index("number")
    with kept.store.read(OPEN) as reader:
        watched = Watched(reader)
        lines: Any = Lines(watched, ALL, "en")  # type: ignore[arg-type]
        parts = lines.of(columns)()
        assert watched.asked == 0
        first = list(next(parts)[place])
        assert len(first) == watched.asked == 1_000
        rest = [number for part in parts for number in part[place]]
        assert first + rest == list(range(1, 2202))


def test_a_profile_may_not_ask_for_a_field_that_no_entry_has() -> None:
    real = UNIVERSITY.at(YEAR.first).reading()

    class Reading:
        def find_term(self, vocabulary: str, code: str) -> Any:
            return real.find_term(vocabulary, code)

        def value(self, key: str, **dims: str) -> Any:
            wrong = ({"field": "colour", "title": Text.of(en="Colour")},)
            return wrong if key == "register.head" else real.value(key, **dims)

    with pytest.raises(ValueError, match="RegisterEntry has no field 'colour'; it has"):
        register_columns(Reading(), "received")  # type: ignore[arg-type]


def test_the_register_can_be_read_twice(stack: ExitStack) -> None:
    report = Kept([entry(1), entry(2)]).report(stack)
    assert numbers(report) == numbers(evolve(report)) == [1, 2]


# ------------------------------------------------------------------ every other register


@pytest.mark.parametrize("code", UNIVERSITY.vocabulary("register"))
def test_every_register_has_its_report_and_its_title(stack: ExitStack, code: str) -> None:
    report = Kept([]).report(stack, name=f"{code}-register")
    assert report.name == f"{code}-register"
    assert report.title == UNIVERSITY.vocabulary("register")[code].title
    assert {"number", "subject", "note"} <= {column.name for column in report.tables[0].columns}


def sent(number: int | None, **more: Any) -> RegisterEntry:
    fields = {"id": f"s{number}", "register": "sent", "reference": "", "printed": "อว 0655.08/{number}"}
    return evolve(entry(number or 1, **(fields | more)), number=number)


def test_the_register_of_sent_letters_prints_their_numbers(stack: ExitStack) -> None:
    special = sent(None, id="special", reference="อว 0655.08/พิเศษ", printed="")
    report = Kept([sent(1), sent(2), special, entry(1)]).report(stack, name="sent-register")
    told = dict(head(report))
    assert (told["แบบที่"], told["จำนวน"]) == ("๑๔", "๓ รายการ")
    grid = Grid(report.tables[0], report.style)
    assert grid.titles[:2] == ["เลขทะเบียนส่ง", "ที่"]
    assert [cells[:2] for _, cells in grid.lines()] == [
        ["", "อว ๐๖๕๕.๐๘/พิเศษ"],
        ["๑", "อว ๐๖๕๕.๐๘/๑"],
        ["๒", "อว ๐๖๕๕.๐๘/๒"],
    ]
    assert {cited.citation.clause for cited in report.citations} == {"43"}


def test_void_and_reserved_numbers_stay_in_their_rows(stack: ExitStack) -> None:
    lines = [
        sent(1, state="void", reason="ออกซ้ำ", note="แฟ้ม 1"),
        sent(2, state="reserved", reason="รอลงนาม", letter=None, subject="", dated=None),
        sent(3, reason="จองไว้ก่อน"),
    ]
    for language, notes in (
        ("th", ["ยกเลิก: ออกซ้ำ · แฟ้ม 1", "จองเลข: รอลงนาม", ""]),
        ("en", ["void: ออกซ้ำ · แฟ้ม 1", "reserved: รอลงนาม", ""]),
    ):
        report = Kept(lines).report(stack, name="sent-register", language=language)
        assert [record["note"] for record in report.tables[0].records()] == notes


def test_of_a_secret_register_nobody_learns_how_long_it_is(stack: ExitStack) -> None:
    kept = Kept([], hidden=[entry(number, register="secret-received") for number in (1, 2, 3)])
    report = kept.report(stack, name="secret-received-register")
    assert (numbers(report), report.left_out) == ([], 0)
    assert dict(head(report))["แบบที่"] == "ทขล.1"


def test_a_register_that_the_profile_has_not_is_told(stack: ExitStack) -> None:
    with pytest.raises(UnknownTerm, match="meeting"):
        Kept([]).report(stack, ABROAD, name="meeting-register")
