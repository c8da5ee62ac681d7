"""Looking into the registers: which there are, their lines, their tables, and whether they are whole."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import astuple, evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import orqa
from access_samples import KEEPER, NOVICE
from access_samples import fields as received
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.auditing import BEYOND, DOUBLE
from orqa.domain.correspondence.errors import LetterIsVoid
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.correspondence.states import NEXT
from orqa.office.errors import NotFound, RegisterRefused
from orqa.office.office import Office
from orqa.reporting.formatting import Style
from orqa.reporting.grid import Grid

CODE = "อว 0655.08"
BANGKOK = ZoneInfo("Asia/Bangkok")


def send(office: Office, **fields: Any) -> RegisterEntry:
    values = {"kind": "external", "subject": "ตอบ", "recipient": "อธิการบดี", "unit_code": CODE} | fields
    return office.correspondence.send(**values).entry


def test_the_series_that_have_begun(office: Office, clock: Any) -> None:
    assert office.correspondence.registers() == ()
    for fields in ({}, {"unit": "qa"}, {"kind": "order"}, {"special": True}):
        send(office, **fields)
    office.correspondence.reserve("order", reason="r", count=3)
    office.correspondence.void(office.correspondence.entry(2, register="order"), "ไม่ใช้")
    clock.at = clock.at.replace(year=2027)
    send(office)
    assert [astuple(series) for series in office.correspondence.registers()] == [
        ("sent", "central", 2027, 1, 1, 0, 0),
        ("sent", "central", 2026, 1, 2, 0, 0),
        ("sent", "qa", 2026, 1, 1, 0, 0),
        ("order", "central", 2026, 4, 4, 2, 1),
    ]


def test_lines_and_numbers_of_a_series(office: Office) -> None:
    first, second = send(office), send(office)
    correspondence = office.correspondence
    assert correspondence.entries(register="sent") == (second, first)
    assert correspondence.entries(2026, register="ทะเบียนหนังสือส่ง", unit="", limit=1) == (second,)
    assert correspondence.entries() == correspondence.entries(2025, register="sent") == ()
    assert correspondence.entry(1, register="sent") == correspondence.entry(1, 2026, register="sent") == first
    for number, year in ((3, None), (1, 2025), (2**70, None), (1, 2**70)):
        with pytest.raises(NotFound):
            correspondence.entry(number, year, register="sent")


@pytest.mark.parametrize("ask", ["entries", "table", "check_register"])
def test_a_register_that_there_is_not_is_told(office: Office, ask: str) -> None:
    with pytest.raises(RegisterRefused, match="there is no register 'x'; choose one of") as refused:
        getattr(office.correspondence, ask)(register="x")
    assert "ไม่มีทะเบียน 'x'" in refused.value.message("th")


def test_a_register_as_a_table(office: Office) -> None:
    office.correspondence.receive(subject="เข้า", sender="กรม", reference="กค 1/2", dated="1/11/2569", kind="external")
    send(office)
    send(office, special=True, subject="พิเศษ")
    office.correspondence.reserve("sent", reason="รอลงนาม", unit_code=CODE)
    office.correspondence.void(send(office, subject="ผิด"), "ออกซ้ำ")
    table = office.correspondence.table("sent")
    lines = [cells for _, cells in Grid(table, Style.of_profile(office.profile)).lines()]
    shown = [(cells[0], cells[1], cells[5], cells[7]) for cells in lines]
    assert shown == [
        ("", "อว ๐๖๕๕.๐๘/พิเศษ", "พิเศษ", ""),
        ("๑", "อว ๐๖๕๕.๐๘/๑", "ตอบ", ""),
        ("๒", "อว ๐๖๕๕.๐๘/๒", "", "จองเลข: รอลงนาม"),
        ("๓", "อว ๐๖๕๕.๐๘/๓", "ผิด", "ยกเลิก: ออกซ้ำ"),
    ]
    assert len(list(table.rows())) == 4, "it is read anew"
    assert [row[2] for row in table.rows()][1] == "อว 0655.08/1", "programs get plain digits"
    assert "อว ๐๖๕๕.๐๘/๑" in table._repr_html_()
    received = [cells for _, cells in Grid(office.correspondence.table(), Style.of_profile(office.profile)).lines()]
    assert "กค 1/2" in received[0], "as its sender wrote it"
    assert [row[2] for row in office.correspondence.table().rows()] == ["กค 1/2"]
    assert office.correspondence.table("order").columns[1].title.in_language("th") == "ลำดับ"


def test_a_register_is_looked_over(office: Office) -> None:
    assert office.correspondence.check_register("sent") == ()
    first = send(office)
    send(office)
    assert office.correspondence.check_register("sent") == ()
    strays = [evolve(first, id="twice", version=0), evolve(first, id="beyond", version=0, number=3)]
    office.recorder.save("letter.import", office.now(), strays)
    found = office.correspondence.check_register("sent")
    assert [finding.code for finding in found] == [DOUBLE.code, BEYOND.code]


def test_of_a_secret_series_the_highest_number_that_one_sees_is_told(office: Office) -> None:
    keeper = office.acting(KEEPER).correspondence
    for number, level in enumerate(("ลับ", "ลับที่สุด"), 1):
        keeper.receive(**received(number, secrecy=level))
    assert [(s.last, s.lines) for s in keeper.registers()] == [(2, 2)]
    assert [(s.last, s.lines) for s in office.acting(NOVICE).correspondence.registers()] == [(1, 1)]
    assert office.correspondence.registers() == ()


# ------------------------------------------------------------------ whatever is done


class Clerks(RuleBasedStateMachine):
    """Several units work through the end of a year; whatever they do, the registers stay whole."""

    def __init__(self) -> None:
        super().__init__()
        self.at = datetime(2026, 12, 30, 23, 59, 59, tzinfo=BANGKOK)
        self.office = orqa.open_office("memory:", profile="thai-public-university", clock=lambda: self.at)
        self.states: dict[str, str] = {}
        self.letters: list[Any] = []
        self.serial = 0

    units = st.sampled_from(["", "irqa", "qa"])

    @rule(
        unit=units, kind=st.sampled_from(["external", "order", "announcement", "certificate"]), mark=st.integers(0, 2)
    )
    def send(self, unit: str, kind: str, mark: int) -> None:
        circular, special = kind == "external" and mark == 1, kind == "external" and mark == 2
        code = f"อว 0655.{len(unit)}"
        self._see(send(self.office, unit=unit, kind=kind, circular=circular, special=special, unit_code=code))

    @rule(unit=units)
    def receive(self, unit: str) -> None:
        self.serial += 1
        fields = {"subject": "เข้า", "sender": "กรม", "dated": date(2026, 12, 1), "kind": "external"}
        done = self.office.correspondence.receive(reference=f"กค 1/{self.serial}", unit=unit, **fields)
        self._see(done.entry)
        self.letters.append(done.letter)

    @rule(unit=st.sampled_from(["a", "b"]), which=st.integers(0, 10))
    def take_in(self, unit: str, which: int) -> None:
        if self.letters:
            self._try(lambda: self.office.correspondence.take_in(self.letters[which % len(self.letters)], unit).entry)

    @rule(unit=units, count=st.integers(0, 4), register=st.sampled_from(["order", "received", "announcement"]))
    def reserve(self, unit: str, count: int, register: str) -> None:
        try:
            kept = self.office.correspondence.reserve(register, unit=unit, count=count, reason="r").entries
        except RegisterRefused:
            assert count == 0 or register == "received"
        else:
            for entry in kept:
                self._see(entry)

    @rule(which=st.integers(0, 50))
    def bind(self, which: int) -> None:
        entry = self._some(which)
        if entry is not None:
            kind = "announcement" if entry.register == "announcement" else "order"
            self._try(lambda: self.office.correspondence.bind(entry, kind=kind, subject="s").entry)

    @rule(which=st.integers(0, 50))
    def void(self, which: int) -> None:
        entry = self._some(which)
        if entry is not None:
            self._try(lambda: self.office.correspondence.void(entry, "v"))

    @rule()
    def next_day(self) -> None:
        self.at += timedelta(days=1)

    def _some(self, which: int) -> RegisterEntry | None:
        if not self.states:
            return None
        identity = sorted(self.states)[which % len(self.states)]
        with self.office.reading() as reader:
            (found,) = reader.get_many([RecordRef("register-entry", identity)])
        assert found is not None
        entry = self.office.codec.decode(found)
        assert isinstance(entry, RegisterEntry)
        return entry

    def _try(self, act: Callable[[], RegisterEntry]) -> None:
        with suppress(RegisterRefused, LetterIsVoid):
            self._see(act())

    def _see(self, entry: RegisterEntry) -> None:
        before = self.states.get(entry.id)
        assert before is None or entry.state in NEXT[before]  # type: ignore[index]
        self.states[entry.id] = entry.state

    @invariant()
    def every_series_is_whole(self) -> None:
        for series in self.office.correspondence.registers():
            where = {"register": series.register, "unit": series.unit, "year": series.year}
            lines = self.office.correspondence.entries(**where, limit=1000)
            numbers = [line.number for line in lines if line.number is not None]
            assert sorted(numbers) == list(range(1, series.last + 1))
            printed = [line.printed_number for line in lines if line.printed]
            assert len(set(printed)) == len(printed)
            assert all(self.states[line.id] == line.state for line in lines)
            assert not [f for f in self.office.correspondence.check_register(**where) if f.severity.value == "error"]

    def teardown(self) -> None:
        assert self.office.verify().is_sound
        self.office.close()


TestClerks = Clerks.TestCase
TestClerks.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
