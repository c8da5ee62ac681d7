"""Every public method of every service, asked about secret letters by those who may not see them: nothing comes out.

A method that has no sample here fails the walk: whoever adds one says how it is asked about a secret letter. Samples
are of calls that write nothing about what is open, so that the journal must end where it did.
"""
# ruff: noqa: ARG005, E501 - a table of calls that all take the same

import inspect
import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import frozen

import orqa
from access_samples import position
from access_world import ABSENT, TELLING, Secret, fill, report_names, shown, told
from orqa.base.errors import OrqaError
from orqa.domain.correspondence.drafts import ReceivedDraft, SentDraft
from orqa.domain.correspondence.links import LetterLink
from orqa.domain.organization.tasks import new_task
from orqa.office.attachments import letter_ref
from orqa.office.correspondence.circulation_tables import register_table
from orqa.office.office import Office
from orqa.office.service import Service
from orqa.storage.query import contains

PROFILE = "thai-public-university"
DAY = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 30, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
ACTORS = {"nobody": None, "without the right": "N1", "without the clearance": "U1"}


@frozen
class World:
    office: Office
    secrets: list[Secret]
    folder: Path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("walk")
    at = MOMENT - timedelta(days=7)
    with orqa.open_office(f"sqlite:///{folder}/office.db", profile=PROFILE, clock=lambda: at) as office:
        yield World(office, fill(office), folder)


Call = Callable[[Office, Secret, World], object]


def _all_read(office: Office, _secret: Secret, _world: World) -> Iterator[object]:
    with office.reading() as reader:
        for spec in office.codec.kinds:
            items = reader.find(spec.kind, limit=1000).items
            yield [items, [reader.history(item.ref) for item in items]]
            yield list(reader.rows(spec.kind, [field.name for field in spec.fields]))
            if spec.searchable:
                assert reader.count(spec.kind, contains("ปกปิด")) == 0


def _reports(office: Office, _secret: Secret, world: World) -> Iterator[object]:
    for name in report_names(office):
        for format_name in ("json", "text"):
            yield office.reports.write(name, format_name, world.folder / f"report.{format_name}")


def _opened_reports(office: Office, _secret: Secret, _world: World) -> Iterator[object]:
    for name in report_names(office):
        with office.reports.open(name, audience="internal") as report:
            yield list(shown(report))
            for section in report.sections:
                yield list(shown(section.blocks if hasattr(section, "blocks") else section))


def _rendered(office: Office, _secret: Secret, _world: World) -> object:
    out = io.BytesIO()
    with office.reports.open("received-register") as report:
        office.reports.render(report, "csv", out)
    return out.getvalue().decode()


def _file(world: World, secret: Secret) -> Path:
    """A register file with a secret letter's line as it is, and one that says that it is secret."""
    path = world.folder / "in.csv"
    path.write_text(
        "ที่,ลงวันที่,จาก,เรื่อง,ชนิด,ชั้นความลับ\n" + f"อว 1/{secret.number},12 มกราคม 2569,คณะ,ทดสอบ,หนังสือภายนอก,ลับ\n",
        encoding="utf-8",
    )
    return path


def _link(secret: Secret) -> LetterLink:
    return LetterLink(id=secret.link, version=1, source=secret.ref, target=ABSENT.ref, link="follows", made_at=MOMENT)


def _task(secret: Secret) -> Any:
    return new_task(
        identity=secret.task,
        area="correspondence",
        action="letter.handle",
        about=secret.ref,
        whom="unit:irqa",
        opened_at=MOMENT,
    )


class Nowhere:
    """Delivers nothing."""

    def deliver(self, notice: object) -> None:
        """Let it fall."""


RECEIVED = {"subject": "ทดสอบ", "sender": "คณะ", "reference": "อว 1/1", "dated": "12 มกราคม 2569", "kind": "external"}
SENT = {"kind": "external", "subject": "ทดสอบ", "recipient": "คณะ", "unit": "irqa"}

SAMPLES: dict[str, Call] = {
    # ---------------------------------------------------------------- drafts
    "correspondence.approve": lambda o, s, w: o.correspondence.approve(s.letter),
    "correspondence.check": lambda o, s, w: o.correspondence.check(s.letter),
    "correspondence.comment": lambda o, s, w: o.correspondence.comment(s.letter, "ลอง"),
    "correspondence.confirm_receipt": lambda o, s, w: o.correspondence.confirm_receipt(s.letter),
    "correspondence.dispatch": lambda o, s, w: o.correspondence.dispatch(s.letter),
    "correspondence.draft": lambda o, s, w: o.correspondence.draft(template="letter", about=s.ref),
    "correspondence.edit": lambda o, s, w: o.correspondence.edit(s.letter, {"body": "ลอง"}),
    "correspondence.file": lambda o, s, w: o.correspondence.file(s.letter),
    "correspondence.layout": lambda o, s, w: o.correspondence.layout(s.letter),
    "correspondence.number": lambda o, s, w: o.correspondence.number(s.letter),
    "correspondence.recall": lambda o, s, w: o.correspondence.recall(s.letter, "ลอง"),
    "correspondence.reject": lambda o, s, w: o.correspondence.reject(s.letter, "ลอง"),
    "correspondence.render": lambda o, s, w: o.correspondence.render(s.letter),
    "correspondence.return_": lambda o, s, w: o.correspondence.return_(s.letter, "ลอง"),
    "correspondence.review": lambda o, s, w: o.correspondence.review(s.letter),
    "correspondence.sign": lambda o, s, w: o.correspondence.sign(s.letter),
    "correspondence.signatures": lambda o, s, w: o.correspondence.signatures(s.letter),
    "correspondence.templates": lambda o, s, w: o.correspondence.templates(),
    "correspondence.drafts.editions": lambda o, s, w: o.correspondence.drafts.editions(s.letter),
    "correspondence.drafts.get": lambda o, s, w: o.correspondence.drafts.get(s.letter),
    "correspondence.drafts.list": lambda o, s, w: o.correspondence.drafts.list(),
    "correspondence.drafts.open": lambda o, s, w: o.correspondence.drafts.open(s.letter),
    "correspondence.drafts.table": lambda o, s, w: o.correspondence.drafts.table(),
    # ---------------------------------------------------------------- the office
    "acting": lambda o, s, w: o.acting("N1"),
    "reading": _all_read,
    "journal": lambda o, s, w: [list(o.journal()), list(o.journal(record=s.ref))],
    "latest_entries": lambda o, s, w: o.latest_entries(500),
    "verify": lambda o, s, w: o.verify(deep=True),
    "checkpoint": lambda o, s, w: o.checkpoint(),
    "desk": lambda o, s, w: [o.desk(person).table() for person in ("D1", "S1", "N1")],
    "deadlines": lambda o, s, w: o.deadlines(date(2026, 1, 1), date(2027, 12, 31)),
    "require": lambda o, s, w: o.require("secret.raise", s.letter) if o.actor else None,
    # ---------------------------------------------------------------- letters
    "correspondence.add_file_code": lambda o, s, w: o.correspondence.add_file_code("1", "ลอง"),
    "correspondence.add_instrument": lambda o, s, w: o.correspondence.add_instrument(s.letter, kind="order"),
    "correspondence.change_instrument": lambda o, s, w: o.correspondence.change_instrument(
        s.letter, s.letter, "amends"
    ),
    "correspondence.end_file_code": lambda o, s, w: o.correspondence.end_file_code("1", date(2025, 1, 1)),
    "correspondence.file_code": lambda o, s, w: o.correspondence.file_code("1"),
    "correspondence.file_plan": lambda o, s, w: o.correspondence.file_plan(),
    "correspondence.file_plan_table": lambda o, s, w: o.correspondence.file_plan_table(),
    "correspondence.in_force": lambda o, s, w: o.correspondence.in_force(),
    "correspondence.in_force_table": lambda o, s, w: o.correspondence.in_force_table(everything=True),
    "correspondence.in_store": lambda o, s, w: [o.correspondence.in_store(), o.correspondence.in_store(code="1")],
    "correspondence.instrument": lambda o, s, w: o.correspondence.instrument(s.letter),
    "correspondence.instrument_history": lambda o, s, w: o.correspondence.instrument_history(s.letter),
    "correspondence.instrument_history_table": lambda o, s, w: o.correspondence.instrument_history_table(s.letter),
    "correspondence.instruments": lambda o, s, w: o.correspondence.instruments(),
    "correspondence.move": lambda o, s, w: o.correspondence.move(s.letter, "ตู้ 9"),
    "correspondence.note_condition": lambda o, s, w: o.correspondence.note_condition(s.letter, "damaged", "ลอง"),
    "correspondence.storage_register": lambda o, s, w: o.correspondence.storage_register(),
    "correspondence.store": lambda o, s, w: o.correspondence.store(s.letter, "1"),
    "correspondence.stored": lambda o, s, w: o.correspondence.stored(s.letter),
    "correspondence.transfer_list": lambda o, s, w: o.correspondence.transfer_list(),
    "correspondence.undo_change": lambda o, s, w: o.correspondence.undo_change(f"amends/{s.letter}/{s.letter}", "ลอง"),
    "correspondence.withdraw_instrument": lambda o, s, w: o.correspondence.withdraw_instrument(s.letter, "ลอง"),
    "correspondence.assign": lambda o, s, w: o.correspondence.assign(s.as_letter, "D1"),
    "correspondence.attach": lambda o, s, w: o.correspondence.attach(s.as_letter, io.BytesIO(b"x"), name="x.pdf"),
    "correspondence.attachments": lambda o, s, w: o.correspondence.attachments(s.as_letter),
    "correspondence.bind": lambda o, s, w: o.correspondence.bind(
        s.entry, kind="external", subject="ทดสอบ", recipient="ก"
    ),
    "correspondence.check_doubles": lambda o, s, w: o.correspondence.check_doubles(s.letter),
    "correspondence.check_register": lambda o, s, w: o.correspondence.check_register("secret-received"),
    "correspondence.acknowledge": lambda o, s, w: o.correspondence.acknowledge(s.circulation),
    "correspondence.circulate": lambda o, s, w: o.correspondence.circulate(s.as_letter, "D1"),
    "correspondence.circulation": lambda o, s, w: o.correspondence.circulation(s.circulation),
    "correspondence.circulations": lambda o, s, w: [
        o.correspondence.circulations(),
        o.correspondence.circulations(s.as_letter),
        register_table(o, o.correspondence.circulations()),
    ],
    "correspondence.end_circulation": lambda o, s, w: o.correspondence.end_circulation(s.circulation, "ลอง"),
    "correspondence.receivers": lambda o, s, w: o.correspondence.receivers(s.circulation),
    "correspondence.recipient_lists": lambda o, s, w: o.correspondence.recipient_lists(),
    "correspondence.remind": lambda o, s, w: o.correspondence.remind(s.circulation, Nowhere()),
    "correspondence.standing": lambda o, s, w: o.correspondence.standing(s.circulation),
    "notices.about": lambda o, s, w: o.notices.about([_task(s)], DAY),
    "notices.due": lambda o, s, w: o.notices.due(DAY),
    "notices.send": lambda o, s, w: o.notices.send(o.notices.due(DAY), Nowhere()),
    "correspondence.close": lambda o, s, w: o.correspondence.close(s.as_letter, "เสร็จ"),
    "correspondence.continue_series": lambda o, s, w: o.correspondence.continue_series(9, register="secret-received"),
    "correspondence.current_year": lambda o, s, w: o.correspondence.current_year("secret-received"),
    "correspondence.check_secrets": lambda o, s, w: o.correspondence.check_secrets(date(2028, 1, 1)),
    "correspondence.control": lambda o, s, w: o.correspondence.control(s.letter),
    "correspondence.control_sheet": lambda o, s, w: o.correspondence.control_sheet(s.letter),
    "correspondence.control_sheets": lambda o, s, w: o.correspondence.control_sheets(),
    "correspondence.control_table": lambda o, s, w: o.correspondence.control_table(),
    "correspondence.found_again": lambda o, s, w: o.correspondence.found_again(s.letter, 2),
    "correspondence.give_copy": lambda o, s, w: o.correspondence.give_copy(s.letter, "S1", permission="ลอง"),
    "correspondence.inspect_secrets": lambda o, s, w: o.correspondence.inspect_secrets(
        [(s.letter, 1, "present")], chair="S1", members=["D1"]
    ),
    "correspondence.inspection_table": lambda o, s, w: o.correspondence.inspection_table("no-such-inspection"),
    "correspondence.keep_receipt": lambda o, s, w: o.correspondence.keep_receipt(s.letter, 2, "ร 1"),
    "correspondence.next_inspection": lambda o, s, w: o.correspondence.next_inspection(),
    "correspondence.report_loss": lambda o, s, w: o.correspondence.report_loss(s.letter, 2, "ลอง", to="S1"),
    "correspondence.return_copy": lambda o, s, w: o.correspondence.return_copy(s.letter, 2),
    "correspondence.secret_inspections": lambda o, s, w: o.correspondence.secret_inspections(),
    "correspondence.secret_registrars": lambda o, s, w: o.correspondence.secret_registrars(),
    "correspondence.tell_holder": lambda o, s, w: o.correspondence.tell_holder(s.letter, 2, "ลอง"),
    "correspondence.decide": lambda o, s, w: o.correspondence.decide(
        ReceivedDraft(subject="ทดสอบ", sender="คณะ", secrecy="ลับ"), MOMENT
    ),
    "correspondence.answers_undone": lambda o, s, w: o.correspondence.answers_undone(letter_ref(s.letter), "ลอง"),
    "correspondence.decide_each": lambda o, s, w: list(
        o.correspondence.decide_each([ReceivedDraft(subject="ทดสอบ", sender="คณะ", secrecy="ลับ")], MOMENT, o.rules())
    ),
    "correspondence.decide_send": lambda o, s, w: o.correspondence.decide_send(
        SentDraft(letter_kind="external", subject="ทดสอบ", recipient="คณะ", secrecy="ลับ"), MOMENT
    ),
    "correspondence.deliver_by": lambda o, s, w: o.correspondence.deliver_by(s.letter, MOMENT),
    "correspondence.destroy_attachment": lambda o, s, w: o.correspondence.destroy_attachment(s.as_attachment, "ลอง"),
    "correspondence.doubles": lambda o, s, w: o.correspondence.doubles(s.letter),
    "correspondence.endorsements": lambda o, s, w: o.correspondence.endorsements(s.letter),
    "correspondence.entries": lambda o, s, w: [
        o.correspondence.entries(register=register, unit=unit, limit=100)
        for register in o.profile.vocabulary("register")
        for unit in ("central", "irqa")
    ],
    "correspondence.entries_of": lambda o, s, w: o.correspondence.entries_of([s.as_letter]),
    "correspondence.entry": lambda o, s, w: o.correspondence.entry(1, register="secret-received"),
    "correspondence.expect_answer": lambda o, s, w: o.correspondence.expect_answer(s.letter, DAY),
    "correspondence.find": lambda o, s, w: [
        o.correspondence.find(f"ลล 99{number}/{number}") for number in range(10, 60, 10)
    ],
    "correspondence.get": lambda o, s, w: o.correspondence.get(s.letter),
    "correspondence.handling": lambda o, s, w: o.correspondence.handling(s.letter),
    "correspondence.import_received": lambda o, s, w: o.correspondence.import_received(_file(w, s)),
    "correspondence.letters": lambda o, s, w: o.correspondence.letters(),
    "correspondence.lines_of": lambda o, s, w: o.correspondence.lines_of(s.letter),
    "correspondence.link": lambda o, s, w: [
        o.correspondence.link(s.ref, o.correspondence.find("อว 0655/2")[0], "follows"),
        o.correspondence.link(o.correspondence.find("อว 0655/2")[0], s.ref, "follows"),
    ],
    "correspondence.links": lambda o, s, w: [
        o.correspondence.links(s.ref),
        o.correspondence.links(o.correspondence.find("อว 0655/1")[0]),
    ],
    "correspondence.lend": lambda o, s, w: o.correspondence.lend(s.letter, "D1", purpose="ลอง"),
    "correspondence.loan": lambda o, s, w: o.correspondence.loan(s.loan),
    "correspondence.loan_cards": lambda o, s, w: [o.correspondence.loan_cards(), o.correspondence.loan_cards(s.letter)],
    "correspondence.loan_decision": lambda o, s, w: o.correspondence.loan_decision(s.loan),
    "correspondence.loans": lambda o, s, w: [o.correspondence.loans(), o.correspondence.loans(s.letter)],
    "correspondence.overdue_loans": lambda o, s, w: o.correspondence.overdue_loans(date(2028, 1, 1)),
    "correspondence.overdue_loans_table": lambda o, s, w: o.correspondence.overdue_loans_table(date(2028, 1, 1)),
    "correspondence.call_back": lambda o, s, w: o.correspondence.call_back(s.loan, "ลอง"),
    "correspondence.renew": lambda o, s, w: o.correspondence.renew(s.loan, date(2028, 1, 1)),
    "correspondence.take_back": lambda o, s, w: o.correspondence.take_back(s.loan),
    "correspondence.view": lambda o, s, w: o.correspondence.view(s.letter, "ผู้วิจัย", purpose="ลอง"),
    "correspondence.lower_secrecy": lambda o, s, w: o.correspondence.lower_secrecy(s.letter, "open", "ลอง"),
    "correspondence.open": lambda o, s, w: o.correspondence.open(s.letter),
    "correspondence.open_attachment": lambda o, s, w: o.correspondence.open_attachment(s.as_attachment),
    "correspondence.openings": lambda o, s, w: o.correspondence.openings(s.letter),
    "correspondence.delivery_book": lambda o, s, w: o.correspondence.delivery_book(),
    "correspondence.handed": lambda o, s, w: o.correspondence.handed(),
    "correspondence.receipt_slips": lambda o, s, w: o.correspondence.receipt_slips(),
    "correspondence.search_cards": lambda o, s, w: o.correspondence.search_cards(),
    "correspondence.overdue": lambda o, s, w: o.correspondence.overdue(date(2027, 12, 31)),
    "correspondence.overdue_table": lambda o, s, w: o.correspondence.overdue_table(date(2027, 12, 31)),
    "correspondence.response_table": lambda o, s, w: o.correspondence.response_table(),
    "correspondence.response_times": lambda o, s, w: o.correspondence.response_times(),
    "correspondence.propose": lambda o, s, w: o.correspondence.propose(s.letter, "irqa"),
    "correspondence.raise_secrecy": lambda o, s, w: o.correspondence.raise_secrecy(s.letter, "ลับที่สุด", "ลอง"),
    "correspondence.forward": lambda o, s, w: o.correspondence.forward(s.as_letter, "irqa"),
    "correspondence.forwardings": lambda o, s, w: o.correspondence.forwardings(s.letter),
    "correspondence.send_back": lambda o, s, w: o.correspondence.send_back(s.letter, "irqa", "ลอง"),
    "correspondence.circulars_ended": lambda o, s, w: list(
        o.correspondence.circulars_ended(letter_ref(s.letter), "ลอง")
    ),
    "correspondence.reassign": lambda o, s, w: o.correspondence.reassign(s.task, "irqa"),
    "correspondence.receive": lambda o, s, w: o.correspondence.receive(**RECEIVED, secrecy="ลับ"),
    "correspondence.register_code": lambda o, s, w: o.correspondence.register_code("ทะเบียนรับข้อมูลข่าวสารลับ"),
    "correspondence.registers": lambda o, s, w: o.correspondence.registers(),
    "correspondence.reopen": lambda o, s, w: o.correspondence.reopen(s.letter, "ลอง"),
    "correspondence.reserve": lambda o, s, w: o.correspondence.reserve("secret-sent", reason="ลอง", unit="irqa"),
    "correspondence.save_attachment": lambda o, s, w: o.correspondence.save_attachment(s.as_attachment, w.folder),
    "correspondence.search": lambda o, s, w: [
        o.correspondence.search(words) for words in ("ปกปิด", "เรื่องปกปิดที่ 20", "ข้อความ ปกปิด", "ลล 9920/20")
    ],
    "correspondence.send": lambda o, s, w: o.correspondence.send(**SENT, secrecy="ลับ"),
    "correspondence.unshare": lambda o, s, w: o.correspondence.unshare(s.letter, units=["irqa"]),
    "correspondence.share": lambda o, s, w: o.correspondence.share(s.letter, units=["irqa"]),
    "correspondence.stamp": lambda o, s, w: o.correspondence.stamp(s.entry),
    "correspondence.table": lambda o, s, w: [
        o.correspondence.table(register, unit) for register in o.profile.vocabulary("register") for unit in ("", "irqa")
    ],
    "correspondence.archives_table": lambda o, s, w: [
        o.correspondence.archives_table(o.year("calendar", year), form)
        for year in (2569, 2589)
        for form in ("handover", "kept")
    ],
    "correspondence.classify": lambda o, s, w: o.correspondence.classify(s.as_letter, "routine", "ลอง"),
    "correspondence.hand_over": lambda o, s, w: o.correspondence.hand_over([s.as_letter], "บัญชี 1"),
    "correspondence.deposit": lambda o, s, w: o.correspondence.deposit([s.as_letter], "บัญชี 1"),
    "correspondence.take_deposit_back": lambda o, s, w: o.correspondence.take_deposit_back([s.as_letter], "ลอง"),
    "correspondence.keep_here": lambda o, s, w: o.correspondence.keep_here(s.as_letter, "ลอง"),
    "correspondence.mark_retention": lambda o, s, w: o.correspondence.mark_retention(s.as_letter, "ลอง", never=True),
    "correspondence.mask_subject": lambda o, s, w: o.correspondence.mask_subject(
        s.entry, "ลอง", cite="personal-data-2562"
    ),
    "correspondence.of_age": lambda o, s, w: o.correspondence.of_age(o.year("calendar", 2589)),
    "correspondence.retention": lambda o, s, w: o.correspondence.retention(s.as_letter),
    "correspondence.retention_forecast": lambda o, s, w: o.correspondence.retention_forecast().letters,
    "correspondence.said_of_keeping": lambda o, s, w: o.correspondence.said_of_keeping(s.as_letter).retention_class,
    "correspondence.destroy": lambda o, s, w: o.correspondence.destroy("9/2569", "เผา"),
    "correspondence.survey_for_destruction": lambda o, s, w: o.correspondence.survey_for_destruction(
        o.year("calendar", 2560)
    ),
    "correspondence.take_in": lambda o, s, w: o.correspondence.take_in(s.as_letter, "irqa"),
    "correspondence.task": lambda o, s, w: o.correspondence.task(s.task),
    "correspondence.tasks": lambda o, s, w: o.correspondence.tasks(s.letter),
    "correspondence.timeline": lambda o, s, w: o.correspondence.timeline(s.letter),
    "correspondence.unanswered": lambda o, s, w: o.correspondence.unanswered(),
    "correspondence.unlink": lambda o, s, w: o.correspondence.unlink(_link(s), "ลอง"),
    "correspondence.void": lambda o, s, w: o.correspondence.void(s.entry, "ลอง"),
    "correspondence.year_end": lambda o, s, w: o.correspondence.year_end(),
    "correspondence.withdraw": lambda o, s, w: o.correspondence.withdraw(s.task, "ลอง"),
    "tasks.done": lambda o, s, w: o.tasks.done(s.task, "เสร็จ"),
    "tasks.get": lambda o, s, w: o.tasks.get(s.task),
    "tasks.move": lambda o, s, w: o.tasks.move(s.task, "irqa"),
    "holds.among": lambda o, s, w: o.holds.among([s.ref]),
    "holds.get": lambda o, s, w: o.holds.get(s.hold),
    "holds.lift": lambda o, s, w: o.holds.lift(s.hold, "ลอง"),
    "holds.list": lambda o, s, w: [o.holds.list(), o.holds.list("case")],
    "holds.of": lambda o, s, w: o.holds.of(s.ref),
    "holds.place": lambda o, s, w: o.holds.place(s.ref, "case", "ลอง"),
    # ---------------------------------------------------------------- requests
    "approvals.approve": lambda o, s, w: o.approvals.approve(s.approval),
    "approvals.get": lambda o, s, w: o.approvals.get(s.approval),
    "approvals.latest": lambda o, s, w: o.approvals.latest(s.ref),
    "approvals.of": lambda o, s, w: o.approvals.of(s.ref),
    "approvals.reject": lambda o, s, w: o.approvals.reject(s.approval, "ลอง"),
    "approvals.requests": lambda o, s, w: o.approvals.requests(limit=100),
    "approvals.table": lambda o, s, w: o.approvals.table(),
    "approvals.resubmit": lambda o, s, w: o.approvals.resubmit(s.approval),
    "approvals.return_": lambda o, s, w: o.approvals.return_(s.approval, "ลอง"),
    "approvals.submit": lambda o, s, w: o.approvals.submit(s.ref, "letter.received", unit="irqa"),
    "approvals.withdraw": lambda o, s, w: o.approvals.withdraw(s.approval),
    # ---------------------------------------------------------------- reports
    "reports.open": _opened_reports,
    "reports.render": _rendered,
    "reports.write": _reports,
    "metrics.names": lambda o, s, w: o.metrics.names(),
    "metrics.table": lambda o, s, w: o.metrics.table(o.year()),
    "metrics.value": lambda o, s, w: [o.metrics.value(name, o.year()) for name in o.metrics.names()],
    # ---------------------------------------------------------------- the organization, which holds nothing secret
    "organization.on": lambda o, s, w: o.organization.on(DAY).clearance_of(o.organization.person("S1").id),
    "organization.person": lambda o, s, w: o.organization.person("S1"),
    "organization.signature": lambda o, s, w: o.organization.signature("D1"),
}
"""How each method is asked about a secret letter."""

INFRASTRUCTURE = {
    # what a program stands on, and gives nobody
    *("close", "joined", "now", "once_written", "rules", "today", "work", "written_year", "year"),
    # they hold or move the whole store, by the policy for administrators alone; what they make is as secret as the store
    *("backup", "copy_to", "mend_readers", "sweep", "upgrade"),
    # lists of letters to be destroyed, in which secret matter never stands: tests/office/test_destruction.py
    *(f"correspondence.destruction.{name}" for name in ("answer", "appoint", "check", "destroy", "get", "lines")),
    *(f"correspondence.destruction.{name}" for name in ("lists", "name", "opine", "record", "report", "send")),
    *(f"correspondence.destruction.{name}" for name in ("submit", "survey", "table", "take_out", "withdraw")),
    # it writes what it is given, and asks the policy and the readers itself: tests/office/test_access.py
    *(
        f"recorder.{name}"
        for name in (
            "aside",
            "erase",
            "explain",
            "holding",
            "is_writing",
            "is_writing_about",
            "once",
            "save",
            "waiting",
            "waiting_of",
            "writes",
        )
    ),
    # it gives what delivers, and a list of receivers is of people and units: nothing of a letter goes in or comes out
    *("notices.notifier", "correspondence.keep_list"),
    # the organization as it was read last, which everybody may see: nothing of a letter goes in or comes out
    *("structures.on", "structures.structure"),
    *(f"rights.{name}" for name in ("check", "clearance_to", "reading_as", "require", "require_secret")),
    # contracts of study leave: nothing of a letter goes in or comes out
    *(f"attendance.bonds.{name}" for name in ("back", "breach", "end", "extend", "get", "list", "pause", "report")),
    *(f"attendance.bonds.{name}" for name in ("reports_due", "return_by", "sign", "standing", "table")),
    "attendance.studies.check",
    # who works as what: likewise
    *(f"attendance.employments.{name}" for name in ("begin", "change", "everybody", "get", "of", "service", "table")),
    # by which hours people work, and what else days are spent with: likewise
    *(f"attendance.schedules.{name}" for name in ("assign", "end", "get", "list", "of")),
    *(
        f"attendance.days.{name}"
        for name in ("absences", "late", "loads", "month", "register", "results", "roster", "table")
    ),
    *(f"attendance.corrections.{name}" for name in ("applied", "approved", "doubtful", "file", "get", "list")),
    *(f"attendance.retention.{name}" for name in ("due", "erase", "erased_before", "kept_since", "list")),
    *(f"attendance.reasons.{name}" for name in ("approved", "file", "get", "list", "punches")),
    *(f"attendance.events.{name}" for name in ("add", "get", "list", "ordered", "report", "table", "withdraw")),
    # clocks and punches: likewise
    *(f"attendance.clocks.{name}" for name in ("add", "add_user", "end_user", "files", "get", "import_file", "list")),
    *(f"attendance.clocks.{name}" for name in ("open_file", "punches", "unknown", "users")),
    # leave and its accounts: likewise
    *(
        f"attendance.leave.{name}"
        for name in ("back", "balance", "between", "cancel", "check", "check_of", "cut_short", "end_early")
    ),
    *(f"attendance.leave.{name}" for name in ("entries", "get", "give_up", "of", "permit", "refuse", "request")),
    *(f"attendance.leave_years.{name}" for name in ("bring_in", "close", "following", "open")),
    *(f"attendance.statistics.{name}" for name in ("freeze", "frozen", "half", "halves_in", "lapsing", "over")),
    *(f"attendance.statistics.{name}" for name in ("period", "report")),
    "attendance.statistics.span",
    # frameworks, evaluations and what is kept of them: likewise
    *(
        f"quality.{name}"
        for name in ("again", "audit", "check", "compare", "crosswalks", "evaluate", "framework", "framework_of")
    ),
    *(f"quality.{name}" for name in ("frameworks", "from_below", "get", "history", "keep", "kept", "period_of")),
    *(f"quality.{name}" for name in ("comparison", "report", "roll_up", "table", "versions")),
    # common data: likewise
    *(f"quality.data.{name}" for name in ("check", "confirm", "evaluate", "form", "get", "keep", "kept", "read")),
    *("quality.data.take_in", "quality.data.versions"),
    *(f"quality.{name}" for name in ("roll_up", "table", "versions")),
    # budgets: amounts, and what they are for; nothing of a letter goes in or comes out
    *(f"budgets.{name}" for name in ("add_line", "advance", "allot", "approve", "available", "balance", "balances")),
    *(
        f"budgets.{name}"
        for name in (
            "advances",
            "check_advance",
            "check_carry_over",
            "overdrawn",
            "check_transfer",
            "estimate",
            "extend",
            "helds",
        )
    ),
    *(f"budgets.{name}" for name in ("carry_over", "case", "cases", "clear", "close_year", "currency", "fiscal_year")),
    *(f"budgets.{name}" for name in ("account", "entrust", "entrusted")),
    *(f"budgets.{name}" for name in ("behalf_reports", "behalf_statement", "on_behalf", "report_back", "take_on")),
    *("budgets.advances_left_out", "budgets.cases_left_out", "budgets.check_entry", "budgets.used_otherwise"),
    *(f"budgets.{name}" for name in ("funded", "held", "line", "lines", "minor", "money", "obligate", "open_year")),
    *(f"budgets.{name}" for name in ("pay", "posting", "postings", "refund", "release", "request", "reserve")),
    *(
        f"budgets.{name}"
        for name in (
            "allot_quarter",
            "enact",
            "interim_limit",
            "plan_quarters",
            "planned_quarters",
            "quarter_plan",
            "quarter_plans",
        )
    ),
    # projects of the action plan: likewise
    "budgets.helds",
    *(f"budgets.projects.{name}" for name in ("add", "approve", "cancel", "change", "check", "close", "done")),
    *(f"budgets.projects.{name}" for name in ("evidence", "get", "list", "money", "moneys", "overdue", "report")),
    *(f"budgets.projects.{name}" for name in ("result", "serving", "submit", "table")),
    # papers of spending cases: likewise
    "budgets.estimate",
    # files of cases, projects and orders: likewise; a letter that is not seen is not found
    *(f"budgets.files.{name}" for name in ("attach", "get", "link", "of", "open", "save")),
    *(f"partnerships.files.{name}" for name in ("attach", "get", "of", "open", "save")),
    # orders to work outside office hours: likewise
    *(f"budgets.overtime.{name}" for name in ("get", "is_approved", "list", "order", "pay", "request", "submit")),
    *(f"budgets.overtime.{name}" for name in ("table", "withdraw")),
    *(f"budgets.papers.{name}" for name in ("get", "issue", "of", "show", "tables")),
    *("budgets.enter", "budgets.verify"),
    *(f"budgets.{name}" for name in ("chart", "compare", "register", "reverse", "statement", "transfer", "tree")),
    *(f"budgets.{name}" for name in ("income", "income_balances", "income_left", "incomes", "pay_bill")),
    *(f"budgets.{name}" for name in ("receive_income", "remit", "remittances", "reverse_income", "to_remit")),
    # institutions abroad: likewise
    *("partnerships.expiring", "partnerships.overview"),
    *(f"partnerships.cooperation.{name}" for name in ("copies", "institution", "keep_copy", "nominations")),
    *(f"partnerships.cooperation.{name}" for name in ("partner_institution", "partner_units", "stands", "take_in")),
    *(f"partnerships.cooperation.{name}" for name in ("units", "written")),
    *(f"partnerships.{name}" for name in ("add_agreement", "advance", "agreement", "agreements", "agreement_table")),
    *(f"partnerships.{name}" for name in ("agreement_versions", "approval_route", "approve", "change_agreement")),
    *(f"partnerships.{name}" for name in ("decide_end", "drop", "partners_of", "propose", "renew", "resume", "sign")),
    *(f"partnerships.{name}" for name in ("set_exchange", "set_places", "submit_agreement", "supersede", "suspend")),
    *(f"partnerships.{name}" for name in ("tell_commission", "terminate")),
    *(f"partnerships.{name}" for name in ("add_partner", "change_partner", "duplicates", "merge", "partner")),
    *(f"partnerships.{name}" for name in ("ids_of", "partners", "rename", "table", "versions")),
    # visits and activities: likewise; a letter that is not seen is not found
    *("partnerships.visit", "partnerships.activity"),
    *(f"partnerships.{name}" for name in ("answer", "enquire", "trip")),
    *(f"partnerships.trips.{name}" for name in ("ask", "cancel", "get", "is_approved", "list", "overdue", "permit")),
    *(f"partnerships.trips.{name}" for name in ("change", "report", "submit", "table", "versions")),
    *(
        f"partnerships.enquiries.{name}"
        for name in ("answer", "close", "get", "hand_over", "list", "table", "take_in", "times")
    ),
    *("partnerships.enquiries.wait", *(f"partnerships.texts.{name}" for name in ("approve", "get", "list"))),
    *("partnerships.texts.withdraw", "partnerships.texts.write"),
    *(f"partnerships.news.{name}" for name in ("announce", "closing_soon", "get", "open_on", "table", "withdraw")),
    *(f"partnerships.visits.{name}" for name in ("add_gift", "add_item", "cancel", "confirm", "get", "hold", "list")),
    *(
        f"partnerships.visits.{name}"
        for name in ("change", "check", "checklist", "plan", "report", "table", "versions")
    ),
    *(f"partnerships.activities.{name}" for name in ("cancel", "get", "hold", "list", "plan", "table")),
    # studies abroad: likewise
    *("partnerships.study_case", *(f"partnerships.study_cases.{name}" for name in ("admit", "apply", "ask_extension"))),
    *(f"partnerships.study_cases.{name}" for name in ("back", "change", "check", "close", "depart", "extend", "fund")),
    *(f"partnerships.study_cases.{name}" for name in ("get", "link", "list", "overdue", "report", "service", "show")),
    *(f"partnerships.study_cases.{name}" for name in ("state", "submit", "table", "timeline", "withdraw")),
    # people who go to partners and come from them: likewise
    *(
        f"partnerships.{name}"
        for name in ("academic_year", "academic_year_of", "accept", "accounts", "arrive", "award", "balance")
    ),
    *(
        f"partnerships.{name}"
        for name in ("balances", "each_balance", "cancel", "checklist", "complete_step", "decline")
    ),
    *(f"partnerships.{name}" for name in ("keep_account", "mobilities", "mobility", "mobility_table")),
    *(f"partnerships.{name}" for name in ("nominate_person", "report_return")),
    *(f"partnerships.{name}" for name in ("application", "applications", "apply", "call", "call_table", "calls")),
    *(f"partnerships.{name}" for name in ("get_call", "nominate", "places_left", "select", "selection_table")),
    "partnerships.withdraw_application",
    *(f"partnerships.{name}" for name in ("planned", "recognise", "recognition", "transcript")),
    *(
        f"partnerships.learning.{name}"
        for name in ("approve", "change", "compare", "comparison_table", "get", "give_up")
    ),
    *(f"partnerships.{name}" for name in ("certify", "change_mobility", "open_stay", "duration", "duration_table")),
    *(f"partnerships.grades.{name}" for name in ("convert", "keep", "table", "tables")),
    *(f"partnerships.learning.{name}" for name in ("propose", "sign", "table", "version")),
    # stays of foreigners: likewise
    *(
        f"partnerships.stays.{name}"
        for name in ("all_due", "belong", "change", "change_visa", "done", "due", "due_table")
    ),
    *(f"partnerships.stays.{name}" for name in ("each_due", "enter", "extend", "get", "happened", "keep", "leave")),
    *(f"partnerships.stays.{name}" for name in ("list", "new_passport", "overstay", "permission", "reentry")),
    *(f"partnerships.stays.{name}" for name in ("register", "report", "strike", "table", "versions")),
    *(f"partnerships.{name}" for name in ("export_agreements", "export_published", "published", "published_table")),
    # changes of the organization: nothing of a letter goes in or comes out
    *(
        f"organization.{name}"
        for name in ["act_for", "add_person", "add_position", "add_unit", "appoint", "change", "clear"]
    ),
    *(
        f"organization.{name}"
        for name in ["close_position", "close_unit", "correct_person", "end", "grant", "merge", "move"]
    ),
    *(f"organization.{name}" for name in ("history", "rename", "table", "tenures", "unit")),
}


def public_methods(office: Office) -> Iterator[str]:
    """``receive`` of the service ``correspondence`` is ``correspondence.receive``."""
    for name, member in inspect.getmembers_static(Office):
        if name.startswith("_"):
            continue
        if inspect.isfunction(member):
            yield name
        elif name not in {"blobs", "store"}:
            service = getattr(office, name)
            if type(service).__module__.startswith("orqa.office") and not isinstance(service, Office):
                yield from methods_of(service, name)


def methods_of(service: object, name: str) -> Iterator[str]:
    """Those of the service, and those of its parts, which are properties of it."""
    functions = inspect.getmembers(type(service), inspect.isfunction)
    yield from (f"{name}.{one}" for one, _ in functions if not one.startswith("_"))
    for part, member in inspect.getmembers_static(type(service)):
        if isinstance(member, cached_property) and isinstance(found := getattr(service, part), Service):
            yield from methods_of(found, f"{name}.{part}")


def test_every_public_method_is_walked(world: World) -> None:
    methods = set(public_methods(world.office))
    unknown = methods - SAMPLES.keys() - INFRASTRUCTURE
    assert not unknown, f"say in SAMPLES how {sorted(unknown)} are asked about a secret letter"
    gone = (SAMPLES.keys() | INFRASTRUCTURE) - methods
    assert not gone, f"take out what is no method any more: {sorted(gone)}"


def asked(call: Call, office: Office, secret: Secret, world: World) -> tuple[str, str]:
    """All that comes out of a call, and that without ids."""
    try:
        texts = list(shown(call(office, secret, world)))
    except OrqaError as error:
        texts = told(error)
    said = "\n".join(texts)
    names = ("letter", "entry", "attachment", "task", "link", "approval", "circulation", "loan", "hold")
    ids = [getattr(secret, name) for name in names]
    same = said
    for identity in sorted(ids, key=len, reverse=True):
        same = same.replace(identity, "…")
    return said, same


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("method", SAMPLES)
def test_nothing_of_a_secret_letter_comes_out_and_nothing_is_written(world: World, method: str, who: str) -> None:
    code = ACTORS[who]
    office = world.office.acting(code) if code else world.office
    before = position(world.office)
    _, absent = asked(SAMPLES[method], office, ABSENT, world)
    for secret in world.secrets:
        said, same = asked(SAMPLES[method], office, secret, world)
        telling = [word for word in TELLING if word in said]
        assert not telling, (method, telling, [line for line in said.splitlines() if telling[0] in line][:3])
        assert same == absent, f"{method} tells a secret letter from one that is not there"
        assert position(world.office) == before, f"{method} wrote"


def test_the_keeper_sees_that_the_walk_asks_for_what_is_there(world: World) -> None:
    """Else nothing would be found because nothing is there."""
    keeper = world.office.acting("S1")
    assert len(world.secrets) == 5
    for secret in world.secrets:
        assert "เรื่องปกปิด" in keeper.correspondence.open(secret.letter).letter.subject
    raised = world.secrets[0]
    assert keeper.correspondence.task(raised.task).about == raised.ref
    assert keeper.approvals.get(raised.approval).about == raised.ref
    assert keeper.correspondence.search("ปกปิด").total == 5


def test_the_ordinary_series_has_no_hole(world: World) -> None:
    lines = world.office.correspondence.entries(limit=100)
    assert [line.number for line in lines] == list(range(48, 0, -1))
    assert [line.number for line in lines if line.state == "raised"] == [48, 38, 10]
    assert world.office.correspondence.check_register() == ()
    keeper = world.office.acting("S1")
    assert keeper.correspondence.check_register("secret-received") == ()
    assert keeper.correspondence.check_register("secret-sent") == ()
    assert world.office.verify(deep=True).findings == ()
