"""Make the stored forms that today's code writes, to be read for ever: `python tests/data/stored/make.py`.

For each kind of record and each schema of it, `KIND-SCHEMA.json` holds bodies as a store keeps them: one with every
field filled, one with as few as possible. `office-FORMAT.db.gz` is a whole office in a file of SQLite, packed, of that
layout of tables: with changed, restricted, touched and destroyed records. All of it comes out the same each time.

A file that is there is never made again: it stands for what is in real offices. When a class changes, raise its schema,
add its upcast and run this; when a kind is new, add examples of it first. `--again` makes the files of today's schemas
and layout anew, which is only right while no version with them has been released.

How stores see the kinds follows from the classes: `src/orqa/office/kinds.json` is written each time.
"""

import gzip
import itertools
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

from attrs import evolve

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.attendance.bonds import Bond, Extension, Pause, ProgressReport
from orqa.domain.attendance.clocks import Clock, ClockUser, PunchErasure, PunchFile, PunchSheet
from orqa.domain.attendance.corrections import PunchCorrection
from orqa.domain.attendance.events import Half, WorkEvent
from orqa.domain.attendance.half_years import HalfYear, LeaveFigure
from orqa.domain.attendance.leave.ledger import EntryKind, LedgerEntry
from orqa.domain.attendance.leave.records import Leave, LeaveState
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.reasons import PunchReason
from orqa.domain.attendance.schedules import ScheduleAssignment
from orqa.domain.budgets.action_plan import (
    ClosingReport,
    Indicator,
    PlannedSum,
    Project,
    ProjectActivity,
    Result,
    Serves,
)
from orqa.domain.budgets.file_records import BudgetFile
from orqa.domain.budgets.money_in import IncomeReceipt, Remittance, RemittanceDue
from orqa.domain.budgets.on_behalf import BehalfReport
from orqa.domain.budgets.overtime_orders import OvertimeOrder, OvertimeWindow
from orqa.domain.budgets.paper_records import BudgetPaper, KeptField
from orqa.domain.budgets.quarter_plans import QuarterPlan
from orqa.domain.budgets.records import BudgetLine, Posting, SpendingCase
from orqa.domain.budgets.stages import Move as BudgetMove
from orqa.domain.correspondence.circulation import Circulation, RecipientList, Reminder
from orqa.domain.correspondence.control import CopyState, LevelChange, Loss, SecretControl, SecretCopy, Told
from orqa.domain.correspondence.destruction import CommitteeMember, DestructionLine, DestructionList, Opinion
from orqa.domain.correspondence.drafting.records import Delivery, Draft, DraftMove, Part
from orqa.domain.correspondence.drafting.records import Signature as DraftSignature
from orqa.domain.correspondence.drafting.states import Act, DraftState
from orqa.domain.correspondence.handling import Handling, HandlingState
from orqa.domain.correspondence.instruments import Instrument, InstrumentChange
from orqa.domain.correspondence.keeping import LetterKeeping
from orqa.domain.correspondence.lending import Loan, Renewal
from orqa.domain.correspondence.links import LetterLink
from orqa.domain.correspondence.records import Attachment, Letter, LetterOpening, RegisterEntry
from orqa.domain.correspondence.secret_inspections import CopiesFound, Inspected, SecretInspection
from orqa.domain.correspondence.storing import Condition, FileCode, Stage, StorageStep, StoredLetter
from orqa.domain.organization.approvals import Approval, ApprovalState, Move, Verdict
from orqa.domain.organization.holds import Hold
from orqa.domain.organization.people import Acting, Appointment, Clearance, Person, Position, RoleGrant
from orqa.domain.organization.records import Key, OfficeSettings, OrganizationState, Step
from orqa.domain.organization.restriction import Restriction
from orqa.domain.organization.routes import RouteStep
from orqa.domain.organization.tasks import done, new_task
from orqa.domain.organization.units import Unit, UnitSpan
from orqa.domain.partnerships import calls, grades, learning, mobilities
from orqa.domain.partnerships.activities import Activity
from orqa.domain.partnerships.agreement_copies import AgreementCopy
from orqa.domain.partnerships.agreement_parts import (
    AgreementMove,
    AskedLanguage,
    ExchangeTerms,
    Notice,
    Party,
    PlaceTerms,
    PrintedDate,
    Quota,
    Scope,
    Signature,
    UnitsPerYear,
)
from orqa.domain.partnerships.agreement_parts import (
    Extension as Prolonged,
)
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.agreements import new_agreement
from orqa.domain.partnerships.enquiries import Answer, ApprovedText, Enquiry, ScholarshipNews, UsedText
from orqa.domain.partnerships.exchange_accounts import ExchangeAccount
from orqa.domain.partnerships.file_records import PartnershipFile
from orqa.domain.partnerships.holding import HeldIdentifier
from orqa.domain.partnerships.movements import Circumstance, Direction, EarlyReturn
from orqa.domain.partnerships.official_trips import OfficialTrip
from orqa.domain.partnerships.recognition import Course, Recognition
from orqa.domain.partnerships.records import (
    PartnerContact,
    PartnerIdentifier,
    PartnerName,
    PartnerUnit,
    new_partner,
)
from orqa.domain.partnerships.registers.records import PrintedCell, PublishedAgreement
from orqa.domain.partnerships.stay_records import Stay
from orqa.domain.partnerships.stays import EventKind, StayEvent
from orqa.domain.partnerships.stays import Step as StayStep
from orqa.domain.partnerships.study_cases import Admission, AskedExtension, Scholarship, StudyCase
from orqa.domain.partnerships.terms import LastDay, NoEnd, Standing, Term
from orqa.domain.partnerships.visits import Gift, Member, ProgrammeItem, Visit
from orqa.domain.quality.data_sets import DataPoint, DataSet
from orqa.domain.quality.records import Chosen, GivenInput, NodeScore, QualityEvaluation
from orqa.office.record_types import RECORD_TYPES, SPECS, UPCASTS
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.storage.chain import canonical
from orqa.storage.codec import Codec
from orqa.storage.kinds import written
from orqa.storage.protocol import Add, Batch, Erase, Into, Touch, Write
from orqa.storage.sql.tables import FORMAT

AT = datetime(2026, 11, 23, 2, 0, 0, 123456, tzinfo=UTC)
SERIES = "series/received/central/2026"

SETTINGS = OfficeSettings(
    id="office", profile="thai-public-university", data_version="2026.1", opened="2026-11-23T09:00:00.123456+07:00"
)
KEPT = Restriction(rank=2, units=("irqa",), persons=("person-1",))
LETTER = Letter(
    id="letter-1",
    letter_kind="external",
    reference="อว ๐๖๕๕.๐๘/ว ๑๒",
    reference_key="อว0655.08/ว12",
    dated=date(2026, 11, 20),
    sender="คณะวิศวกรรมศาสตร์",
    recipient="อธิการบดี",
    subject="ขอเชิญประชุมคณะกรรมการบริหาร ครั้งที่ ๑๒/๒๕๖๙ “ด้านวิเทศสัมพันธ์” – Erasmus+",
    urgency="urgent",
    circular=True,
    received_at=AT,
    note="สำเนา 2 ชุด\nส่งต่อกองคลัง",
    source="letters.csv:12",
    restricted=KEPT,
)
BARE_LETTER = Letter(
    id="letter-2", reference_missing="not-stated", dated_missing="illegible", subject="ทุน", received_at=AT
)
ENTRY = RegisterEntry(
    id="entry-1",
    year=2026,
    number=1,
    registered_on=date(2026, 11, 23),
    letter=LETTER.ref,
    reference=LETTER.reference or "",
    dated=LETTER.dated,
    sender=LETTER.sender,
    recipient=LETTER.recipient,
    subject=LETTER.subject,
    action="เสนออธิการบดี",
    note=LETTER.note,
    state="void",
    printed="อว 0655.08/{number}",
    printed_key="อว0655.08/#",
    reason="ออกเลขซ้ำ",
    raised_from=RecordRef("register-entry", "entry-3"),
    restricted=KEPT,
)
BARE_ENTRY = RegisterEntry(
    id="entry-2", year=2026, registered_on=date(2026, 11, 23), letter=RecordRef("letter", "letter-2"), subject="ทุน"
)
KEY = Key(
    id="letter.receive/แบบฟอร์ม-1",
    about=LETTER.ref,
    steps=(Step(action="letter.receive", digest="5e" * 32, made=(LETTER.ref, ENTRY.ref)),),
    number=1,
    at=AT,
)
BARE_KEY = Key(id="work/2", at=AT)
ATTACHMENT = Attachment(
    id="attachment-1",
    letter=LETTER.ref,
    name="กำหนดการ ๑.pdf",
    media_type="application/pdf",
    size=123456,
    digest="5e" * 32,
    text="กำหนดการประชุม\nวาระที่ ๑",
    attached_at=AT,
    restricted=KEPT,
)
BARE_ATTACHMENT = Attachment(
    id="attachment-2",
    letter=LETTER.ref,
    name="a",
    media_type="application/octet-stream",
    size=0,
    digest="e3" * 32,
    attached_at=AT,
)
STATE = OrganizationState(id="organization", changed_at=AT)
UNIT = Unit(
    id="irqa",
    spans=(
        UnitSpan(first=date(2003, 4, 1), title=Text.of(th="สำนักงานประกันคุณภาพการศึกษา")),
        UnitSpan(
            first=date(2007, 3, 22),
            title=Text.of(th="กองวิเทศสัมพันธ์และการประกันคุณภาพ", en="International Relations and Quality Assurance"),
            parent="president-office",
            level="division",
            letter_code="อว 0699.08",
            region="TH-90",
            order="คำสั่ง 1/2550",
        ),
    ),
    last=date(2030, 9, 30),
    merged_into="other",
    end_order="คำสั่ง 2/2573",
)
BARE_UNIT = Unit(id="ga", spans=(UnitSpan(first=date(2007, 3, 22), title=Text.of(th="งานบริหารงานทั่วไป")),))
POSITION = Position(
    id="irqa.director",
    unit="irqa",
    title=Text.of(th="ผู้อำนวยการกอง", en="Director"),
    roles=("director",),
    is_head=True,
    first=date(2003, 4, 1),
    last=date(2030, 9, 30),
)
BARE_POSITION = Position(id="ga.clerk", unit="ga", title=Text.of(th="เจ้าหน้าที่"), first=date(2007, 3, 22))
PERSON = Person(
    id="person-1",
    code="E-0001",
    prefix=Text.of(th="นางสาว", en="Ms."),
    given_name=Text.of(th="ใจดี", en="Jaidee"),
    family_name=Text.of(th="มีสุข", en="Meesuk"),
    email="jaidee@example.org",
    phone="1234",
    clearances=(Clearance(level="secret", first=date(2026, 1, 1), last=date(2026, 12, 31), order="คำสั่ง 3/2569"),),
)
BARE_PERSON = Person(id="person-2", code="E-0002", given_name=Text.of(th="สมใจ"))
APPOINTMENT = Appointment(
    id="appointment-1",
    person="person-1",
    position="irqa.director",
    first=date(2020, 10, 1),
    last=date(2030, 9, 30),
    order="คำสั่ง 4/2563",
)
BARE_APPOINTMENT = Appointment(id="appointment-2", person="person-2", position="ga.clerk", first=date(2020, 10, 1))
ACTING = Acting(
    id="acting-1",
    basis="delegated",
    person="person-2",
    position="irqa.director",
    first=date(2026, 11, 23),
    last=date(2026, 11, 24),
    order="คำสั่ง 5/2569",
    scope="ลงนามหนังสือเวียน",
)
BARE_ACTING = Acting(
    id="acting-2", basis="head-absent", person="person-2", position="irqa.director", first=date(2026, 11, 23)
)
GRANT = RoleGrant(
    id="grant-1",
    person="person-2",
    role="registrar",
    unit="irqa",
    first=date(2026, 1, 1),
    last=date(2026, 12, 31),
    order="คำสั่ง 6/2569",
)
BARE_GRANT = RoleGrant(id="grant-2", person="person-2", role="clerk", unit="ga", first=date(2026, 1, 1))
TASK = evolve(
    done(
        new_task(
            identity="task-1",
            area="correspondence",
            action="letter.handle",
            about=LETTER.ref,
            whom="person:person-1",
            opened_at=AT,
            title=Text.of(th="ขอเชิญประชุม"),
            due=date(2026, 11, 30),
            opened_by="person:person-2",
            note="โปรดตอบ",
            restricted=Restriction(rank=2, units=("irqa",), persons=("person-1",)),
        ),
        at=AT,
        by="person:person-1",
        result="ตอบแล้ว",
    ),
    waiting="person:person-1|2026-11-30",
)
BARE_TASK = new_task(
    identity="task-2",
    area="correspondence",
    action="letter.handle",
    about=LETTER.ref,
    whom="role:director@irqa",
    opened_at=AT,
)
HANDLING = Handling(
    id="letter-1",
    letter=LETTER.ref,
    unit="irqa",
    received_on=date(2026, 11, 23),
    state=HandlingState.CLOSED,
    answer_by=date(2026, 12, 8),
    answered_on=date(2026, 12, 1),
    deliver_by=AT,
    closed_on=date(2026, 12, 2),
    closed_by="person:person-1",
    result="ตอบแล้ว",
    reopened=1,
    reason="ขอเอกสารเพิ่ม",
    restricted=KEPT,
)
BARE_HANDLING = Handling(id="letter-2", letter=RecordRef("letter", "letter-2"), received_on=date(2026, 11, 23))
CIRCULATION = Circulation(
    id="circulation-1",
    letter=RecordRef("letter", "letter-1"),
    unit="irqa",
    year=2026,
    number=3,
    lists=("list:all-deans", "everyone"),
    receivers=2,
    note="โปรดทราบ",
    due=date(2026, 11, 30),
    circulated_at=AT,
    circulated_by="person:person-1",
    state="ended",
    ended_on=date(2026, 12, 1),
    reason="ครบกำหนด",
    reminders=(Reminder(at=AT, by="person:person-1", count=1),),
    restricted=KEPT,
)
BARE_CIRCULATION = Circulation(
    id="circulation-2", letter=RecordRef("letter", "letter-2"), year=2026, receivers=1, circulated_at=AT
)
RECIPIENT_LIST = RecipientList(
    id="all-deans",
    title=Text.of(th="คณบดีทุกคณะ", en="All deans"),
    members=("role:dean@eng", "unit:irqa"),
    unit="irqa",
    active=False,
)
HOLD = Hold(
    id="hold-1",
    about=LETTER.ref,
    cause="case",
    source=RecordRef("loan", "loan-1"),
    reason="คดีหมายเลขดำที่ 1/2569",
    placed_at=AT,
    placed_by="person:person-1",
    active=False,
    lifted_at=AT + timedelta(days=3),
    lifted_by="person:person-2",
    lifted_because="คดีถึงที่สุด",
    restricted=KEPT,
)
BARE_HOLD = Hold(id="hold-2", about=LETTER.ref, cause="audit", reason="ตรวจสอบ", placed_at=AT)
OPINION = Opinion(member="person-1", destroy=False, until=2037, note="ยังใช้", on=date(2028, 2, 1))
DESTRUCTION_LIST = DestructionList(
    id="destruction-1",
    year=2027,
    number=1,
    unit="irqa",
    state="recorded",
    surveyed_on=date(2028, 3, 2),
    late_after=date(2028, 2, 29),
    lines=12,
    order="คำสั่งที่ 9/2571",
    members=(CommitteeMember(person="person-1", chair=True), CommitteeMember(name="ผู้แทนคณะ")),
    opinions=(Opinion(member="person-1", destroy=True, on=date(2028, 3, 3)), OPINION),
    considered_on=date(2028, 3, 4),
    sent_on=date(2028, 3, 5),
    letter="อว 0655/12",
    answer_by=date(2028, 5, 4),
    answered_on=date(2028, 4, 1),
    answer="เห็นชอบ",
    destroyed_on=date(2028, 5, 5),
    method="ย่อยกระดาษ",
    minutes="แฟ้ม 1/2571",
    recorded_on=date(2028, 5, 6),
    reason="เหตุ",
)
BARE_DESTRUCTION_LIST = DestructionList(id="destruction-2", year=2028, surveyed_on=date(2029, 1, 5))
DESTRUCTION_LINE = DestructionLine(
    id="letter-1/1",
    list=DESTRUCTION_LIST.ref,
    seq=1,
    letter=LETTER.ref,
    entry=RecordRef("register-entry", "entry-1"),
    retention_class="routine",
    kept_until=2027,
    state="kept",
    until=2037,
    opinions=(OPINION,),
    note="ยังใช้",
    destroyed_on=date(2028, 5, 5),
    restricted=KEPT,
)
BARE_DESTRUCTION_LINE = DestructionLine(id="letter-2/1", list=DESTRUCTION_LIST.ref, seq=2, letter=BARE_LETTER.ref)
LETTER_KEEPING = LetterKeeping(
    id="letter-1",
    letter=LETTER.ref,
    retention_class="routine",
    medium="paper",
    never=True,
    until=2037,
    handed_over_on=date(2038, 1, 30),
    own_use="ยังใช้อ้างอิง",
    deposited_on=date(2037, 6, 1),
    deposit="บัญชีฝาก 1/2580",
    reason="มีคุณค่าต่อประวัติกอง",
    stated_at=AT,
    stated_by="person:person-1",
    restricted=KEPT,
)
BARE_LETTER_KEEPING = LetterKeeping(id="letter-2", letter=BARE_LETTER.ref, stated_at=AT)
LINK = LetterLink(
    id="reply-to/letter-1/letter-2",
    source=LETTER.ref,
    target=RecordRef("letter", "letter-2"),
    link="reply-to",
    made_at=AT,
    made_by="person:person-1",
    active=False,
    reason="ผิดฉบับ",
    restricted=KEPT,
)
BARE_LINK = LetterLink(
    id="follows/letter-2/letter-1",
    source=RecordRef("letter", "letter-2"),
    target=LETTER.ref,
    link="follows",
    made_at=AT,
)
FILE_CODE = FileCode(
    id="นร 1.2",
    title=Text.of(th="การแต่งตั้ง", en="Appointments"),
    parent="นร 1",
    unit="irqa",
    retention="normal",
    first=date(2026, 1, 1),
    last=date(2026, 12, 31),
)
BARE_FILE_CODE = FileCode(id="1", title=Text.of(th="บุคคล"), first=date(2026, 1, 1))
STORED_LETTER = StoredLetter(
    id="letter-1",
    letter=LETTER.ref,
    unit="irqa",
    year=2026,
    number=3,
    stored_on=date(2026, 12, 3),
    stage=Stage.STORED,
    code="นร 1.2",
    place="ตู้ 2 กล่อง 5",
    condition=Condition.REPAIRED,
    loan="loan-1",
    note="มีสำเนา 1 ชุด",
    steps=(
        StorageStep(on=date(2026, 12, 3), stage=Stage.STORED, code="นร 1.2", place="ตู้ 1", person="person-1"),
        StorageStep(
            on=date(2026, 12, 9),
            stage=Stage.STORED,
            code="นร 1.2",
            place="ตู้ 2 กล่อง 5",
            condition=Condition.REPAIRED,
            note="ซ่อมปก",
        ),
    ),
    restricted=KEPT,
)
BARE_STORED_LETTER = StoredLetter(id="letter-2", letter=RecordRef("letter", "letter-2"))
LOAN = Loan(
    id="loan-1",
    letter=LETTER.ref,
    way="lend",
    borrower="agency",
    person="person-1",
    name="สมมติ ยืมดี",
    post="ผู้อำนวยการกองคลัง",
    agency="กรมตัวอย่าง",
    unit="irqa",
    purpose="ตรวจสอบพัสดุ",
    collected_by="พุธ ตัวอย่าง",
    permitted_by="person-1",
    delegation="คำสั่งที่ 5/2569",
    lent_on=date(2026, 12, 10),
    due=date(2026, 12, 24),
    renewals=(Renewal(on=date(2026, 12, 20), due=date(2026, 12, 31), permitted_by="person-1"),),
    recalled_on=date(2026, 12, 22),
    recall_reason="ผู้ตรวจสอบขอดู",
    returned_on=date(2026, 12, 23),
    returned_by="พุธ ตัวอย่าง",
    note="ปกขาด",
    is_out=False,
    hold="hold-1",
    task="task-1",
    restricted=KEPT,
)
BARE_LOAN = Loan(
    id="loan-2", letter=LETTER.ref, way="view", borrower="outside", purpose="วิจัย", lent_on=date(2026, 12, 10)
)
INSTRUMENT = Instrument(
    id="letter-1",
    letter=LETTER.ref,
    instrument_kind="order",
    title="แต่งตั้งคณะกรรมการ พ.ศ. 2569",
    number="12/2569",
    made=date(2026, 11, 23),
    first=date(2026, 12, 1),
    last=date(2027, 9, 30),
    issuer="มหาวิทยาลัยตัวอย่าง",
    unit="irqa",
    note="แจ้งเวียนแล้ว",
    withdrawn="ลงผิดเล่ม",
    restricted=KEPT,
)
BARE_INSTRUMENT = Instrument(id="instrument-1", instrument_kind="rule", title="ระเบียบ ก", first=date(2020, 1, 1))
INSTRUMENT_CHANGE = InstrumentChange(
    id="amends/letter-1/instrument-1",
    source=INSTRUMENT.ref,
    target=BARE_INSTRUMENT.ref,
    change="amends",
    on=date(2026, 12, 1),
    clauses="ข้อ 5",
    active=False,
    reason="บันทึกผิด",
    restricted=KEPT,
)
BARE_INSTRUMENT_CHANGE = InstrumentChange(
    id="cancels/letter-1/instrument-1",
    source=INSTRUMENT.ref,
    target=BARE_INSTRUMENT.ref,
    change="cancels",
    on=date(2026, 12, 1),
)
SECRET_CONTROL = SecretControl(
    id="letter-1",
    letter=LETTER.ref,
    year=2026,
    number=4,
    registered_on=date(2026, 11, 23),
    level="secret",
    copies=(
        SecretCopy(number=1, given_on=date(2026, 11, 23), since=date(2026, 11, 23)),
        SecretCopy(
            number=2,
            holder="person:person-1",
            given_on=date(2026, 11, 24),
            permission="อธิการบดี",
            receipt="ร 5",
            state=CopyState.LOST,
            since=date(2026, 12, 1),
        ),
        SecretCopy(number=3, name="สมมติ กรมตัวอย่าง", given_on=date(2026, 11, 24), since=date(2026, 11, 24)),
    ),
    changes=(
        LevelChange(
            on=date(2026, 11, 30),
            level="secret",
            order="คำสั่ง 9/2569",
            told=(Told(copy=3, on=date(2026, 12, 1), how="หนังสือ 12"),),
        ),
    ),
    losses=(
        Loss(
            copy=2,
            on=date(2026, 12, 1),
            circumstances="หาไม่พบในตู้",
            reported_by="person-1",
            reported_to="person-2",
            found_on=date(2026, 12, 9),
        ),
    ),
    restricted=KEPT,
)
BARE_SECRET_CONTROL = SecretControl(
    id="letter-2",
    letter=RecordRef("letter", "letter-2"),
    year=2026,
    registered_on=date(2026, 11, 23),
    level="confidential",
)
SECRET_INSPECTION = SecretInspection(
    id="inspection-1",
    on=date(2026, 12, 20),
    chair="person-1",
    members=("person-2", "person-3"),
    order="คำสั่ง 10/2569",
    items=(Inspected(letter=LETTER.ref, copy=2, found=CopiesFound.MISSING, note="แจ้งผู้บังคับบัญชาแล้ว"),),
    reported_to="person-4",
    note="ปฏิบัติตามระเบียบ",
    restricted=KEPT,
)
BARE_SECRET_INSPECTION = SecretInspection(
    id="inspection-2", on=date(2026, 12, 20), chair="person-1", members=("person-2",)
)
LINK = LetterLink(
    id="reply-to/letter-1/letter-2",
    source=LETTER.ref,
    target=RecordRef("letter", "letter-2"),
    link="reply-to",
    made_at=AT,
    made_by="person:person-1",
    active=False,
    reason="ผิดฉบับ",
    restricted=KEPT,
)
APPROVAL = Approval(
    id="approval-1",
    route="letter.received",
    about=LETTER.ref,
    unit="ga",
    requester="person-2",
    title=Text.of(th="ขอเชิญประชุม", en="Invitation"),
    count=3,
    amount=Money.of("1234.50", "THB"),
    steps=(
        RouteStep(role="section-head", unit="ga", days=1, returns=False),
        RouteStep(role="director", unit="irqa", days=2),
    ),
    step=1,
    state=ApprovalState.RETURNED,
    moves=(
        Move(
            step=0,
            verdict=Verdict.APPROVED,
            person="person-1",
            position=Text.of(th="หัวหน้างาน รักษาราชการแทน ผู้อำนวยการกอง"),
            comment="เห็นชอบ",
            at=AT,
        ),
        Move(step=1, verdict=Verdict.RETURNED, at=AT),
    ),
    opened_at=AT,
    restricted=Restriction(rank=1, units=("irqa",), persons=("person-1",)),
)
BARE_APPROVAL = Approval(
    id="approval-2",
    route="letter.received",
    about=LETTER.ref,
    unit="ga",
    steps=(RouteStep(role="director", unit="irqa"),),
    opened_at=AT,
)
OPENING = LetterOpening(
    id="letter-opening-1",
    letter=LETTER.ref,
    attachment=ATTACHMENT.ref,
    person="person-1",
    opened_at=AT,
    restricted=KEPT,
)
BARE_OPENING = LetterOpening(id="letter-opening-2", letter=LETTER.ref, person="person-1", opened_at=AT)
EMPLOYMENT = Employment(
    id="employment-1",
    person="person-1",
    personnel="university_employee",
    line="academic",
    unit="irqa",
    first=date(2024, 10, 1),
    last=date(2028, 9, 30),
    probation_ends=date(2025, 9, 30),
    contract_ends=date(2028, 9, 30),
    retires=date(2050, 9, 30),
    order="สัญญา 1/2568",
    weekly_load=2100,
)
BARE_EMPLOYMENT = Employment(id="employment-2", person="person-2", personnel="civil_servant", first=date(2000, 1, 4))
HALF_YEAR = HalfYear(
    id="2026-1-person-1",
    person="person-1",
    year=2026,
    half=1,
    first=date(2025, 10, 1),
    last=date(2026, 3, 31),
    unit="irqa",
    personnel="civil_servant",
    due=120,
    present=11250,
    late=3,
    early=1,
    duty=200,
    home_working=150,
    excused=100,
    absent=1,
    unresolved=2,
    leave=(LeaveFigure(leave_type="sick", times=2, hundredths=250),),
    counted=250,
    left_out=300,
    met=False,
    profile="thai-public-university",
    data_version="1+abc",
    frozen_at=AT,
)
BARE_HALF_YEAR = evolve(
    HALF_YEAR, id="2026-2-person-2", half=2, unit="", personnel="", leave=(), met=True, home_working=0, excused=0
)
LEAVE = Leave(
    id="leave-1",
    person="person-1",
    leave_type="maternity",
    first=date(2026, 3, 2),
    last=date(2026, 5, 20),
    first_half=Half.AFTERNOON,
    last_half=Half.MORNING,
    filed_on=date(2026, 2, 27),
    entered_by="officer",
    reason="คลอดบุตร",
    contact="074 000 000",
    urgent=True,
    on_loan=True,
    abroad=True,
    from_border=True,
    special=True,
    called_on=date(2026, 3, 1),
    second_type=True,
    papers=("certificate",),
    birth=date(2026, 3, 3),
    extends="leave-0",
    came_from="leave-9",
    planned_last=date(2026, 5, 30),
    ended_because="กลับก่อนกำหนด",
    returned_on=date(2026, 5, 21),
    state=LeaveState.RETURNED,
    order="12/2569",
)
BARE_LEAVE = Leave(
    id="leave-2",
    person="person-2",
    leave_type="sick",
    first=date(2026, 3, 2),
    last=date(2026, 3, 2),
    filed_on=date(2026, 3, 3),
)
LEAVE_ENTRY = LedgerEntry(
    id="leave-entry-1",
    person="person-1",
    leave_type="vacation",
    year=2026,
    entry=EntryKind.USE,
    hundredths=-150,
    on=date(2026, 3, 2),
    leave=RecordRef("leave", "leave-1"),
    reason=Text.of(en="1.5 days from 2 to 3 March", th="1.5 วัน ตั้งแต่ 2 ถึง 3 มีนาคม"),
)
BARE_LEAVE_ENTRY = LedgerEntry(
    id="leave-entry-2",
    person="person-2",
    leave_type="sick",
    year=2026,
    entry=EntryKind.GRANT,
    hundredths=0,
    on=date(2025, 10, 1),
)
ASSIGNMENT = ScheduleAssignment(
    id="assignment-1",
    schedule="slot_0730",
    person="person-1",
    unit="irqa",
    first=date(2026, 10, 1),
    last=date(2027, 3, 31),
    order="บันทึก 1/2570",
)
BARE_ASSIGNMENT = ScheduleAssignment(id="assignment-2", schedule="load", first=date(2026, 10, 1))
WORK_EVENT = WorkEvent(
    id="work-event-1",
    event="training",
    person="person-1",
    unit="irqa",
    first=date(2026, 11, 23),
    last=date(2026, 11, 24),
    half=Half.MORNING,
    late_until=600,
    title="อบรมการประกันคุณภาพ",
    order="คำสั่ง 1/2570",
    withdrawn="เลื่อน",
)
BARE_WORK_EVENT = WorkEvent(id="work-event-2", event="area_event", first=date(2026, 11, 25), last=date(2026, 11, 25))
BOND = Bond(
    id="bond-1",
    person="person-1",
    unit="irqa",
    leave=RecordRef("leave", "leave-1"),
    contract="12/2566",
    first=date(2023, 6, 1),
    last=date(2026, 5, 31),
    extensions=(Extension(last=date(2026, 8, 31), order="คำสั่ง 3/2569"),),
    abroad=True,
    factor=200,
    funding="1ก",
    sponsor="กระทรวงการอุดมศึกษาฯ",
    country="ญี่ปุ่น",
    institution="Example University",
    degree="ปริญญาเอก",
    guarantors=("สมหมาย รักงาน",),
    returned=date(2026, 9, 1),
    pauses=(
        Pause(first=date(2026, 10, 1), last=date(2026, 10, 15), reason="ลาไม่รับเงินเดือน"),
        Pause(first=date(2027, 1, 1)),
    ),
    reports=(ProgressReport(received=date(2023, 12, 1), title="ภาคการศึกษาที่ 1"),),
    ended=date(2028, 1, 31),
    reason="ลาออก",
)
BUDGET_LINE = BudgetLine(
    id="2027-P1",
    code="P1",
    title="แผนงานพื้นฐาน",
    year=2027,
    parent="2027-P",
    holds_money=False,
    fund="national",
    basis="interim",
    plan="พื้นฐาน",
    output="ผู้สำเร็จการศึกษา",
    project="สัมมนา",
    activity="จัดการเรียนการสอน",
    category="operating",
    nature="recurrent",
    unit="irqa",
    owner="กรมวิชาการ",
    closed=True,
)
BARE_BUDGET_LINE = BudgetLine(id="2027-R1", code="R1", title="เงินรายได้", year=2027)
SPENDING_CASE = SpendingCase(
    id="case-1",
    line="2027-P1.1",
    funded="2027-P1",
    year=2027,
    title="จัดสัมมนา",
    minor=6_000_000,
    state="done",
    on=date(2026, 11, 2),
    requester="person-1",
    contract="ย. 1/2570",
    due=date(2026, 12, 2),
    concerns=(RecordRef("letter", "letter-1"),),
    pay_by=date(2027, 3, 31),
    agreed="กค 0402/8",
    spender="กรมบัญชีกลาง",
    unit="irqa",
)
BARE_SPENDING_CASE = SpendingCase(
    id="case-2", line="2027-R1", funded="2027-R1", year=2027, title="วัสดุ", minor=1, on=date(2026, 11, 3)
)
BUDGET_POSTING = Posting(
    id="posting-1",
    line="2027-P1",
    year=2027,
    verb="reverse",
    on=date(2026, 11, 2),
    moves=(BudgetMove("reserved", "obligated", 5_000_000), BudgetMove("reserved", "allotted", 1_000_000)),
    case="case-1",
    asked_of="2027-P1.1",
    document="อว 1/2570",
    reverses="posting-0",
    pair="posting-2",
    reason="ผิดรายการ",
    agreed="นร 0701/12",
)
BARE_BUDGET_POSTING = Posting(id="posting-3", line="2027-R1", year=2027, verb="close", on=date(2027, 9, 30), moves=())
PROJECT = Project(
    id="2027-P_2d01",
    code="P-01",
    title="สัมมนาประกันคุณภาพ",
    year=2027,
    unit="irqa",
    person="person-1",
    strategy="ยุทธศาสตร์ที่ ๑",
    objectives=("ให้บุคลากรเข้าใจเกณฑ์",),
    first=date(2026, 11, 1),
    last=date(2027, 1, 31),
    state="closed",
    indicators=(
        Indicator(
            id="k1",
            title="ความพึงพอใจ",
            target=Decimal("3.51"),
            goal="at-least",
            unit="คะแนน",
            scale=Decimal(5),
            adds=True,
            results=(
                Result(
                    on=date(2027, 1, 15),
                    value=Decimal("4.2"),
                    note="แบบสอบถาม",
                    evidence=(RecordRef("letter", "letter-1"),),
                ),
            ),
        ),
    ),
    activities=(
        ProjectActivity(
            id="a1",
            title="จัดสัมมนา",
            first=date(2027, 1, 10),
            last=date(2027, 1, 15),
            unit="irqa",
            person="person-1",
            done=date(2027, 1, 15),
            note="ห้องประชุม ๑",
            evidence=(RecordRef("letter", "letter-1"),),
        ),
    ),
    sums=(PlannedSum(line="2027-P1", minor=6_000_000),),
    serves=(Serves(framework="iqa-2557-faculty", node="5.2"),),
    concerns=(RecordRef("letter", "letter-1"),),
    approved_on=date(2026, 10, 20),
    document="อว 1/2570",
    report=ClosingReport(
        on=date(2027, 1, 31),
        summary="ครบตามเป้า",
        problems="เวลาน้อย",
        proposals="จัดสองวัน",
        document="อว 9/2570",
        evidence=(RecordRef("letter", "letter-1"),),
    ),
    reason="ขยายเวลา",
)
BARE_PROJECT = Project(
    id="2027-P_2d02", code="P-02", title="ทุน", year=2027, unit="irqa", first=date(2026, 10, 1), last=date(2027, 9, 30)
)
BUDGET_PAPER = BudgetPaper(
    id="paper-1",
    paper="advance",
    case="case-1",
    year=2027,
    series="advance",
    number=1,
    printed="ย. {number}/2570",
    on=date(2026, 11, 2),
    requester="person-1",
    unit="irqa",
    fields=(KeptField(name="purpose", title=Text.of(en="For", th="เพื่อเป็นค่าใช้จ่ายในการ"), value="ไปราชการ"),),
)
BARE_BUDGET_PAPER = BudgetPaper(id="paper-2", paper="request", case="case-1", year=2027, on=date(2026, 11, 2))
OVERTIME_ORDER = OvertimeOrder(
    id="overtime-1",
    unit="irqa",
    purpose="จัดทำรายงานประจำปี",
    line="2027-P1",
    on=date(2026, 11, 2),
    document="อว 3/2570",
    people=("person-1", "person-2"),
    windows=(OvertimeWindow(on=date(2026, 11, 16), starts=990, ends=1230),),
    concerns=(LETTER.ref,),
    withdrawn=date(2026, 11, 10),
    reason="งดปฏิบัติ",
)
BARE_OVERTIME_ORDER = OvertimeOrder(
    id="overtime-2", unit="irqa", purpose="x", line="2027-P1", on=date(2026, 11, 2), people=(), windows=()
)
BUDGET_FILE = BudgetFile(
    id="budget-file-1",
    about=RecordRef("spending-case", "case-1"),
    unit="irqa",
    name="ใบเสร็จ ๑.pdf",
    media_type="application/pdf",
    size=1234,
    digest="5e" * 32,
    attached_at=AT,
)
BARE_BUDGET_FILE = BudgetFile(
    id="budget-file-2",
    about=RecordRef("project", "2027-P_2d01"),
    name="a",
    media_type="application/octet-stream",
    size=0,
    digest="e3" * 32,
    attached_at=AT,
)
PARTNERSHIP_FILE = PartnershipFile(
    id="partnership-file-1",
    about=RecordRef("visit", "visit-1"),
    unit="irqa",
    name="กำหนดการ ๑.pdf",
    media_type="application/pdf",
    size=1234,
    digest="5e" * 32,
    attached_at=AT,
)
BARE_PARTNERSHIP_FILE = PartnershipFile(
    id="partnership-file-2",
    about=RecordRef("agreement", "agreement-1"),
    name="a",
    media_type="application/octet-stream",
    size=0,
    digest="e3" * 32,
    attached_at=AT,
)
QUARTER_PLAN = QuarterPlan(
    id="2027-P1",
    line="2027-P1",
    year=2027,
    minors=(3_000_000, 4_000_000, 0, 5_000_000),
    on=date(2026, 10, 5),
    document="อว 9/2570",
    reason="ปรับตามแผน",
)
BEHALF_REPORT = BehalfReport(
    id="behalf-1",
    line="2027-G1",
    year=2027,
    owner="กรมวิชาการ",
    on=date(2026, 12, 1),
    spent=4_000_000,
    returned=1_000_050,
    document="บท. 4/2570",
    posting="posting-9",
)
BARE_BEHALF_REPORT = BehalfReport(
    id="behalf-2", line="2027-G1", year=2027, owner="กรมวิชาการ", on=date(2026, 12, 2), spent=-1
)
BARE_QUARTER_PLAN = QuarterPlan(id="2027-R1", line="2027-R1", year=2027, minors=(), on=date(2026, 10, 5))
INCOME_RECEIPT = IncomeReceipt(
    id="receipt-1-reversed",
    year=2027,
    number=12,
    on=date(2026, 11, 4),
    source="academic_service",
    minor=-1_250_050,
    kept=-1_000_040,
    title="ค่าลงทะเบียนอบรม",
    payer="บริษัท ตัวอย่าง จำกัด",
    unit="irqa",
    document="อว 1/2570",
    reverses="receipt-1",
    reason="ออกผิด",
)
BARE_INCOME_RECEIPT = IncomeReceipt(
    id="receipt-2", year=2027, on=date(2026, 11, 4), source="interest", minor=1, kept=1, title="ดอกเบี้ย"
)
REMITTANCE_DUE = RemittanceDue(
    id="posting-1-withheld_tax",
    what="withheld_tax",
    minor=10_000,
    since=date(2026, 11, 4),
    due=date(2026, 12, 7),
    about=RecordRef("budget-posting", "posting-1"),
    payee="บริษัท ตัวอย่าง จำกัด",
    state="remitted",
    remittance="remittance-1",
)
BARE_REMITTANCE_DUE = RemittanceDue(id="due-2", what="own_income", minor=1, since=date(2026, 11, 4))
REMITTANCE = Remittance(
    id="remittance-1", what="withheld_tax", year=2027, number=3, on=date(2026, 12, 4), minor=10_000, document="นส. 3"
)
BARE_REMITTANCE = Remittance(id="remittance-2", what="refund", year=2027, on=date(2026, 12, 4), minor=1)
BARE_BOND = Bond(id="bond-2", person="person-2", first=date(2026, 6, 1), last=date(2026, 12, 31), factor=100)
CLOCK = Clock(id="gate", place="ประตูหน้า", unit="irqa", number="1", installed=date(2026, 1, 5))
BARE_CLOCK = Clock(id="library-2")
CLOCK_USER = ClockUser(
    id="clock-user-1", clock="gate", user="0007", person="person-1", first=date(2026, 1, 5), last=date(2026, 6, 30)
)
BARE_CLOCK_USER = ClockUser(id="clock-user-2", clock="gate", user="0007", person="person-2", first=date(2026, 7, 1))
PUNCH_FILE = PunchFile(
    id="5e" * 20,
    name="1_attlog.dat",
    digest="5e" * 32,
    size=115_976,
    clocks=("gate", "library-2"),
    imported_at=AT,
    punches=3052,
    new=2100,
    doubtful=50,
    refused=1,
)
BARE_PUNCH_FILE = PunchFile(id="e3" * 20, name="a", digest="e3" * 32, size=0, imported_at=AT)
PUNCH_SHEET = PunchSheet(
    id="gate/0007/2026-03",
    clock="gate",
    user="0007",
    month="2026-03",
    marks=("02 08:21:09 0 1", "02 16:31:00 255 15", "03 08:20:00  "),
)
BARE_PUNCH_SHEET = PunchSheet(id="gate/0007/2026-04", clock="gate", user="0007", month="2026-04")
PUNCH_REASON = PunchReason(
    id="punch-reason-1",
    person="person-1",
    unit="irqa",
    day=date(2026, 11, 20),
    minute=505,
    reason="เครื่องลงเวลาขัดข้อง",
    entered_by="officer",
    filed_at=AT,
)
BARE_PUNCH_REASON = PunchReason(
    id="punch-reason-2", person="person-2", day=date(2026, 11, 20), minute=0, reason="ลืม", filed_at=AT
)
PUNCH_CORRECTION = PunchCorrection(
    id="punch-correction-1",
    person="person-1",
    unit="irqa",
    clock="gate",
    told_on=date(2000, 1, 1),
    told_second=753,
    day=date(2026, 11, 20),
    minute=501,
    reason="ไฟดับ นาฬิกาเริ่มนับใหม่",
    entered_by="officer",
    filed_at=AT,
)
BARE_PUNCH_CORRECTION = PunchCorrection(
    id="punch-correction-2",
    person="person-2",
    clock="gate",
    told_on=date(2026, 11, 20),
    told_second=0,
    day=date(2026, 11, 20),
    minute=0,
    reason="นาฬิกาช้า",
    filed_at=AT,
)
PUNCH_ERASURE = PunchErasure(
    id="2024-10", before=date(2024, 10, 1), sheets=12, files=3, reason="ครบระยะเวลาเก็บ", erased_at=AT
)
BARE_PUNCH_ERASURE = PunchErasure(id="2024-04", before=date(2024, 4, 1), reason="ครบระยะเวลาเก็บ", erased_at=AT)
QUALITY_EVALUATION = QualityEvaluation(
    id="irqa/academic-2025/assessed/small[degree=master]",
    unit="irqa",
    framework="small",
    identity="small[degree=master]",
    profile=(Chosen(name="degree", value="master"),),
    digest="0" * 64,
    level="programme",
    year_kind="academic",
    year=2025,
    stage="assessed",
    inputs=(
        GivenInput(id="phd", value="172"),
        GivenInput(id="2.1", value="n/a: ยังไม่มีบัณฑิต"),
        GivenInput(id="scores", value="3.50; 4.10", units=("cs", "me")),
    ),
    scores=(
        NodeScore(node="1.1", status="given", score=Decimal("3.50"), target=Decimal("4.00")),
        NodeScore(node="2.1", status="not-applicable"),
        NodeScore(node="overall", status="scored", score=Decimal("3.50")),
    ),
    packed="000350ffffff000350",
    overall=350,
    judgement="good",
    words=Text.of(th="ดี", en="good"),
    findings=("input-missing",),
    certainty="known",
    kept_at=AT,
)
BARE_QUALITY_EVALUATION = QualityEvaluation(
    id="irqa/fiscal-2026/self/small",
    unit="irqa",
    framework="small",
    identity="small",
    year_kind="fiscal",
    year=2026,
    kept_at=AT,
)
DATA_SET = DataSet.of(
    "irqa",
    2025,
    (
        DataPoint(
            id="phd",
            value="๑๗๒.๕",
            confirmed="170",
            unit="คน",
            source="ทะเบียนบุคลากร",
            on=date(2026, 5, 31),
            reported_by="งานบุคคล",
            year_kind="calendar",
            note="รวมผู้ลาศึกษาต่อ",
        ),
        DataPoint(id="scores", value="3.50; 4.10"),
    ),
    "fiscal",
)
BARE_DATA_SET = DataSet.of("irqa", 2026)
PARTNER = evolve(
    new_partner(
        identity="partner-1",
        names=(
            PartnerName(text="Example Institute", language="en", last=date(2019, 3, 31)),
            PartnerName(text="Example University", language="en", first=date(2019, 4, 1)),
            PartnerName(text="มหาวิทยาลัยตัวอย่าง", language="th"),
            PartnerName(text="見本大学"),
        ),
        country="JP",
        country_written="ญี่ปุ่น",
        identifiers=(
            PartnerIdentifier(scheme="ror", value="03vek6s52"),
            PartnerIdentifier(scheme="pic", value="999999999"),
        ),
        units=(PartnerUnit(name="Faculty of Engineering", code="eng"), PartnerUnit(name="Graduate School")),
        contacts=(
            PartnerContact(
                name="International Office",
                email="office@example.org",
                phone="+81 00 0000 0000",
                post="Coordinator",
                unit="Faculty of Engineering",
            ),
            PartnerContact(name="Desk"),
        ),
    ),
    merged_into="partner-2",
)
BARE_PARTNER = new_partner(identity="partner-2", names=(PartnerName(text="Example College"),))
STAY = Stay(
    id="stay-1",
    name="EXAMPLE, ANNA",
    person="person-1",
    group="staff",
    nationality="JP",
    unit="irqa",
    visa="non_b",
    first=date(2026, 1, 10),
    last=date(2027, 1, 9),
    about=RecordRef("mobility", "mobility-1"),
    note="made",
    events=(
        StayEvent(kind=EventKind.PASSPORT, day=date(2026, 1, 10), until=date(2030, 5, 1), number="XX0000000"),
        StayEvent(kind=EventKind.ENTRY, day=date(2026, 1, 10), until=date(2026, 4, 9), visa="non_b"),
        StayEvent(
            kind=EventKind.DONE,
            day=date(2026, 2, 1),
            until=date(2027, 1, 1),
            step=StayStep.REENTRY_PERMIT,
            multiple=True,
            number="12/2569",
            note="made",
        ),
        StayEvent(kind=EventKind.EXIT, day=date(2026, 3, 1), permit=True, planned=True),
        StayEvent(kind=EventKind.CONTRACT_END, day=date(2027, 1, 9)),
    ),
)
STUDY_CASE = StudyCase(
    id="study-1",
    person="person-1",
    unit="irqa",
    purpose="study",
    degree="doctorate",
    subject="Marine science",
    institution="Example University",
    partner=RecordRef("partner", "partner-1"),
    country="JP",
    applied=date(2026, 1, 5),
    first=date(2026, 4, 1),
    last=date(2029, 3, 31),
    funding="1b",
    scholarships=(
        Scholarship(
            sponsor="Example Foundation",
            money=Money.of(900_000, "THB"),
            number="7/69",
            first=date(2026, 4, 1),
            last=date(2029, 3, 31),
        ),
        Scholarship(sponsor="Another"),
    ),
    estimate=Money.of(250_000, "THB"),
    budget=(RecordRef("budget-line", "2569/1"),),
    leave=RecordRef("leave", "leave-1"),
    bond=RecordRef("bond", "bond-1"),
    papers=(RecordRef("letter", "letter-1"),),
    admission=Admission(day=date(2026, 1, 20), number="A-1", note="made"),
    departed=date(2026, 4, 1),
    extensions=(
        AskedExtension(day=date(2029, 1, 5), last=date(2029, 9, 30), reason="experiments", papers=("adviser_letter",)),
    ),
    closed=date(2035, 3, 31),
    withdrawn=True,
    reason="served",
)
BARE_STUDY_CASE = StudyCase(
    id="study-2",
    person="person-2",
    purpose="training",
    applied=date(2026, 1, 5),
    first=date(2026, 4, 1),
    last=date(2026, 4, 30),
)
BARE_STAY = Stay(id="stay-2", name="EXAMPLE, BEN", group="student", visa="non_ed", first=date(2026, 8, 1))
SIGNED = PrintedDate(day=PartialDate(2024, 5, 12), printed="12/05/2567")
AGREEMENT = evolve(
    new_agreement(
        id="agreement-1",
        agreement_kind="student_exchange",
        kind_printed="Student Exchange Agreement",
        title="Exchange of students",
        number="12/2567",
        parties=(Party(unit="irqa"), Party(partner="partner-1", unit="Faculty of Arts", called="Example University")),
        counterpart="government",
        unit="irqa",
        person="person-1",
        state=AgreementState.TERMINATING,
        parent="agreement-2",
        superseded_by="agreement-3",
        requested=PrintedDate(day=PartialDate(2024, 1)),
        approved=PrintedDate(day=PartialDate(2024)),
        signed=SIGNED,
        signatures=(
            Signature(party=0, signed=SIGNED, name="Example", post="President"),
            Signature(party=1, signed=SIGNED),
        ),
        in_force=PrintedDate(day=PartialDate(2024, 6, 1)),
        term=Term(
            months=60, until=PartialDate(2029, 5), no_end=NoEnd.AUTO_RENEWED, renewed_for=60, standing=Standing.EXPIRED
        ),
        term_printed="5 years",
        ends_printed="May 2029",
        last_day=LastDay.ANNIVERSARY,
        extensions=(Prolonged(on=date(2025, 1, 1), until=date(2034, 5, 31), document="addendum 1"),),
        ended_on=date(2027, 5, 31),
        notice=Notice(months=6, days=3, printed="six months"),
        noticed_on=date(2026, 11, 30),
        intention="lapse",
        told_on=date(2024, 6, 3),
        council=True,
        scope=Scope(
            fields=("0610",),
            levels=("bachelor",),
            activities=("student_exchange",),
            quotas=(
                Quota(
                    direction=Direction.SENT,
                    places=4,
                    unit="person",
                    whom="bachelor",
                    note="a year",
                    terms=PlaceTerms(
                        mobility="SMS",
                        first="2025/2026",
                        last="2027/2028",
                        total=Decimal("20.50"),
                        languages=(AskedLanguage(code="en", level="B2"),),
                        fields=("0610",),
                        levels=("bachelor",),
                        blended=False,
                        sending_unit="12",
                        receiving_unit="fac-1",
                        info="no fees",
                    ),
                ),
            ),
        ),
        exchange=ExchangeTerms(
            unit="student_semester",
            per_year=(UnitsPerYear(unit="student_semester", count=2),),
            first=2024,
            last=2029,
            level_at_end=True,
            yearly_cap=Decimal(4),
            carry_over=1,
            matched=(Direction.RECEIVED,),
            vacancies=Decimal(4),
            credit_years=2,
            early_return=EarlyReturn.ATTENDED,
            left_out=(Circumstance.STAFF,),
        ),
        concerns=(RecordRef("letter", "letter-1"),),
        moves=(AgreementMove(act="terminate", on=date(2026, 11, 30), note="no students", document="letter 3"),),
        source="register of 2567, line 4",
        note="made",
        names=("Example University",),
    ),
    renewed_for=60,
)
BARE_AGREEMENT = new_agreement(
    id="agreement-2", agreement_kind="mou", title="", parties=(Party(), Party(partner="partner-2"))
)
AGREEMENT_COPY = AgreementCopy(
    id="agreement-copy-1",
    agreement="agreement-1",
    side="theirs",
    interface=7,
    digest="0123456789abcdef" * 4,
    text="<iia></iia>",
    taken_on=date(2026, 3, 31),
    approved=True,
    note="เห็นชอบทางอีเมล",
)
BARE_AGREEMENT_COPY = AgreementCopy(
    id="agreement-copy-2",
    agreement="agreement-1",
    side="ours",
    interface=6,
    digest="0" * 64,
    text="",
    taken_on=date(2026, 3, 31),
)
PUBLISHED_AGREEMENT = PublishedAgreement(
    id="partner-1-0001",
    publisher="partner-1",
    partner="Example University",
    partner_key="example university",
    country="JP",
    agreement_kind="mou",
    level="School of Science",
    signed=(PartialDate.parse("2018-11"), PartialDate.parse("2018-12-01")),
    begins=PartialDate.parse("2019"),
    term=Term(
        months=60,
        until=PartialDate.parse("2023-11-30"),
        no_end=NoEnd.AUTO_RENEWED,
        renewed_for=60,
        standing=Standing.RENEWAL_PENDING,
    ),
    last_day=date(2023, 11, 30),
    number="7",
    printed=(
        PrintedCell(name="partner", text="Example University (MOU)"),
        PrintedCell(name="signed", text="Nov. 2018"),
    ),
    source="https://example.org/mou",
    as_of=PartialDate.parse("2024-07-04"),
)
BARE_PUBLISHED_AGREEMENT = PublishedAgreement(
    id="partner-1-0002", publisher="partner-1", partner="Example College", partner_key="example college", term=Term()
)
VISIT_DAY = date(2026, 11, 23)
VISIT_LINE = RecordRef("budget-line", "line-1")
VISIT_SAMPLES: tuple[Record, ...] = (
    Visit(
        id="visit-1",
        direction="received",
        purpose="หารือความร่วมมือ – joint degree",
        partner="partner-1",
        visitor="Example University",
        agreement="agreement-1",
        first=VISIT_DAY,
        last=date(2026, 11, 24),
        members=(Member(name="A. Example", post="Dean", organization="School"), Member(name="B. Example")),
        programme=(
            ProgrammeItem(on=VISIT_DAY, starts=570, ends=660, what="ประชุม", place="ห้อง 1", host="รองอธิการบดี"),
            ProgrammeItem(on=VISIT_DAY, what="เยี่ยมชม"),
        ),
        gifts=(
            Gift(way="given", what="ผ้าทอ", value=Money.of(900, "THB"), person="A. Example", on=VISIT_DAY),
            Gift(way="received", what="book", on=VISIT_DAY),
        ),
        interpreters=("สมใจ รักงาน",),
        unit="irqa",
        owner="person-1",
        budget_line=VISIT_LINE,
        estimate=Money.of("12500.50", "THB"),
        letters=(LETTER.ref,),
        state="reported",
        held=VISIT_DAY,
        report="ตกลงทำบันทึก\n\nติดตามในเดือนหน้า",
        reason="–",
    ),
    Visit(id="visit-2", direction="sent", purpose="ดูงาน", first=VISIT_DAY, last=VISIT_DAY),
    Activity(
        id="activity-1",
        activity_kind="lecture",
        title="บรรยายพิเศษ",
        partner="partner-1",
        agreement="agreement-1",
        first=VISIT_DAY,
        last=VISIT_DAY,
        unit="irqa",
        owner="person-1",
        ours=40,
        theirs=2,
        evidence=(LETTER.ref,),
        part_of="activity-2",
        state="held",
        held=VISIT_DAY,
        reason="–",
    ),
    Activity(id="activity-2", activity_kind="other", title="ค่าย", first=VISIT_DAY, last=VISIT_DAY),
    OfficialTrip(
        id="trip-1",
        person="person-1",
        unit="irqa",
        purpose="ประชุมเครือข่าย",
        country="JP",
        place="Sapporo",
        partner="partner-1",
        agreement="agreement-1",
        visit="visit-2",
        first=VISIT_DAY,
        last=date(2026, 11, 27),
        estimate=Money.of(45000, "THB"),
        budget_line=VISIT_LINE,
        passport="official",
        visa="ไม่ต้องขอวีซ่า",
        letters=(LETTER.ref,),
        document="คำสั่ง 12/2569",
        permitted=date(2026, 11, 2),
        duty=RecordRef("work-event", "event-1"),
        report_by=date(2026, 12, 27),
        report="ได้ข้อตกลง\nสองเรื่อง",
        reported=date(2026, 12, 1),
        state="reported",
        held=VISIT_DAY,
        reason="–",
    ),
    OfficialTrip(
        id="trip-2", person="person-2", unit="irqa", purpose="ดูงาน", country="KR", first=VISIT_DAY, last=VISIT_DAY
    ),
    Enquiry(
        id="enquiry-1",
        number=12,
        year=2027,
        enquiry_kind="general",
        topic="visa",
        language="en",
        asker="C. Example",
        address="c@example.org",
        question="How do I extend?\n<b>soon</b>",
        received=VISIT_DAY,
        unit="irqa",
        owner="person-1",
        partner="partner-1",
        agreement="agreement-1",
        due=date(2026, 12, 8),
        state="answered",
        answers=(
            Answer(
                on=date(2026, 11, 25),
                body=Text.of(th="ยื่นคำขอ", en="File a request"),
                used=(UsedText(text="text-1", code="visa-ed", version=2),),
                words=Text.of(en="Good luck"),
                person="person-1",
            ),
            Answer(on=date(2026, 11, 26), body=Text.of(en="See above")),
        ),
        answered=date(2026, 11, 25),
        note="รอเอกสาร",
    ),
    Enquiry(id="enquiry-2", year=2027, enquiry_kind="general", question="?", received=VISIT_DAY),
    ApprovedText(
        id="text-1",
        code="visa-ed",
        title=Text.of(th="วีซ่า ED", en="ED visa"),
        body=Text.of(th="ยื่นคำขอ\nก่อน 30 วัน", en="File a request\n30 days before"),
        topic="visa",
        approver="person-1",
        document="บันทึก 3/2569",
        approved=VISIT_DAY,
        valid_from=VISIT_DAY,
        valid_to=date(2027, 9, 30),
        state="approved",
    ),
    ApprovedText(id="text-2", code="a", title=Text.of(en="A"), body=Text.of(en="B"), valid_from=VISIT_DAY),
    ScholarshipNews(
        id="news-1",
        title=Text.of(th="ทุนปริญญาเอก", en="Doctoral scholarship"),
        body=Text.of(th="ค่าเล่าเรียนเต็มจำนวน"),
        audience=("lecturer", "graduate"),
        country="JP",
        partner="partner-1",
        source="https://example.org/scholarship?year=2027",
        opens=VISIT_DAY,
        closes=date(2027, 1, 31),
        withdrawn="ปิดก่อนกำหนด",
    ),
    ScholarshipNews(id="news-2", title=Text.of(en="A"), audience=("student",)),
)
MOBILITY = mobilities.Mobility(
    id="mobility-1",
    number=3,
    year=2026,
    series="2569",
    direction="sent",
    mobility_kind="exchange",
    people="staff",
    state="recognised",
    partner="partner-1",
    partner_unit="Faculty of Engineering",
    agreement="agreement-1",
    call="2026-C1",
    application="application-1",
    traveller=mobilities.Traveller(
        code="6501",
        person="person-1",
        given_name=Text.of(en="Ann", th="แอน"),
        family_name=Text.of(en="Example", th="ตัวอย่าง"),
        email="ann@example.org",
        born=date(2004, 2, 29),
        gender=2,
        citizenship="TH",
        esi="urn:schac:personalUniqueCode:int:esi:example.org:6501",
    ),
    traveller_key="person-1",
    level="bachelor",
    programme="วิศวกรรมโยธา",
    field_code="0732",
    unit="irqa",
    terms=("first", "second"),
    units=Decimal(2),
    counted_in="student_quarter",
    attended=Decimal("1.5"),
    settled_in_money=True,
    first=date(2026, 8, 10),
    last=date(2027, 5, 20),
    nominated_on=date(2026, 5, 1),
    accepted_on=date(2026, 6, 1),
    arrived=date(2026, 8, 12),
    returned=date(2027, 3, 1),
    ended_on=date(2027, 3, 1),
    visa="non_ed",
    steps=(
        mobilities.StepDone(
            step="insurance", on=date(2026, 7, 1), document="P-1", about=RecordRef("letter", "letter-1")
        ),
        mobilities.StepDone(step="visa", on=date(2026, 7, 1), waived="ไม่ต้องใช้"),
    ),
    scholarships=(
        mobilities.Scholarship(name="ทุนแลกเปลี่ยน", amount=Money.parse("40000 THB"), line="2570-P1", source="มหาวิทยาลัย"),
    ),
    certificates=(
        mobilities.StayCertificate(
            event="arrival", day=date(2026, 8, 12), document="CoA-1", about=RecordRef("letter", "letter-1")
        ),
    ),
    reference="EX-1",
    report="เรียนครบ",
    reason="กลับก่อน",
)
BARE_MOBILITY = mobilities.Mobility(
    id="mobility-2",
    year=2026,
    direction="received",
    mobility_kind="staff_teaching",
    people="staff",
    partner="partner-1",
    traveller=mobilities.Traveller(given_name=Text.of(en="Kei"), family_name=Text.of(en="Sample")),
    nominated_on=date(2026, 5, 1),
)
RECOGNITION = Recognition(
    id="recognition-1",
    mobility="mobility-1",
    state="decided",
    on=date(2027, 6, 1),
    method="scale",
    source="ects",
    target="th",
    step=Decimal("0.5"),
    courses=(
        Course(
            title="Statics",
            credits=Decimal(6),
            code="ST1",
            grade="A",
            home="CE201",
            home_grade="B+",
            grade_point=Decimal("3.5"),
            alike=80,
            hours=Decimal(150),
            counted=Decimal(4),
        ),
    ),
    citations=("umap-ucts",),
    certainty="verified",
    decided_on=date(2027, 6, 9),
    grades_by="table",
    grade_span="largest",
    learning_version=2,
    learning_digest="0" * 64,
    unit="irqa",
    person="person-1",
)
BARE_RECOGNITION = Recognition(
    id="recognition-2",
    mobility="mobility-2",
    on=date(2027, 6, 1),
    method="workload",
    source="ects",
    target="th",
    step=Decimal(1),
    courses=(Course(title="Statics", credits=Decimal(6)),),
)
GRADE_TABLE = grades.GradeTable(
    id="grades-1",
    partner="partner-1",
    scale="A-F",
    level="bachelor",
    field_code="0732",
    first=2023,
    last=2025,
    grades=(
        grades.GradeShare(label="A", share=Decimal("12.5")),
        grades.GradeShare(label="F", share=Decimal(3), passes=False),
    ),
    in_numbers=True,
    source="registrar",
    read_on=date(2026, 6, 1),
)
BARE_GRADE_TABLE = grades.GradeTable(
    id="grades-2",
    scale="1-5",
    first=2025,
    last=2025,
    grades=(grades.GradeShare(label="5", share=Decimal(100)),),
    source="a page",
    read_on=date(2026, 6, 1),
)
LEARNING_AGREEMENT = learning.LearningAgreement(
    id="mobility-1",
    mobility="mobility-1",
    versions=(
        learning.LearningVersion(
            number=1,
            studied=(
                learning.Component(
                    title="Statics",
                    credits=Decimal(6),
                    scale="ects",
                    code="ST1",
                    term="first",
                    replaces=("CE201",),
                    virtual=True,
                    condition="passed",
                ),
            ),
            counted=(learning.Component(title="Mechanics", credits=Decimal(3), scale="th", code="CE201"),),
            changes=(
                learning.ComponentChange(
                    status="inserted", component="ST1", reason="adding_virtual_component", words="online", here=False
                ),
            ),
            digest="0" * 64,
            proposed_on=date(2026, 7, 1),
            by_route=True,
            signatures=(learning.Signature(by="student", on=date(2026, 7, 2), name="Ann Example"),),
            approved_on=date(2026, 7, 3),
            dropped_on=date(2026, 7, 4),
            dropped="a mistake",
        ),
    ),
    unit="irqa",
    person="person-1",
)
BARE_LEARNING_AGREEMENT = learning.LearningAgreement(
    id="mobility-2",
    mobility="mobility-2",
    versions=(
        learning.LearningVersion(
            number=1,
            studied=(learning.Component(title="Statics", credits=Decimal(6), scale="ects"),),
            digest="f" * 64,
            proposed_on=date(2026, 7, 1),
        ),
    ),
)
MOBILITY_CALL = calls.MobilityCall(
    id="2026-C1",
    code="C1",
    year=2026,
    title=Text.of(en="Exchange", th="แลกเปลี่ยน"),
    mobility_kind="exchange",
    opens=date(2026, 3, 1),
    closes=date(2026, 3, 31),
    destinations=(calls.Destination(partner="partner-1", places=2, agreement="agreement-1"),),
    criteria=(
        calls.Criterion(code="gpa", title=Text.of(en="GPA", th="เกรดเฉลี่ย"), weight=Decimal(60), most=Decimal(4)),
    ),
    conditions=(calls.Condition(code="gpa", least=Decimal("3.00"), level="bachelor"),),
    tie_break=("ielts",),
    terms=("first",),
    first=date(2026, 8, 10),
    last=date(2026, 12, 20),
    selected_on=date(2026, 4, 2),
    unit="irqa",
)
BARE_MOBILITY_CALL = calls.MobilityCall(
    id="2026-C2",
    code="C2",
    year=2026,
    title=Text.of(en="Exchange"),
    mobility_kind="exchange",
    opens=date(2026, 3, 1),
    closes=date(2026, 3, 31),
    destinations=(),
    criteria=(),
)
MOBILITY_APPLICATION = calls.MobilityApplication(
    id="application-1",
    call="2026-C1",
    applicant=MOBILITY.traveller,
    level="bachelor",
    programme="วิศวกรรมโยธา",
    unit="irqa",
    scores=(calls.Score(code="gpa", value=Decimal("3.25")),),
    preferences=("partner-1",),
    on=date(2026, 3, 5),
    state="selected",
    rank=1,
    total=Decimal("48.75"),
    destination="partner-1",
    reasons=(Text.of(en="GPA 3.25", th="เกรดเฉลี่ย 3.25"),),
)
BARE_MOBILITY_APPLICATION = calls.MobilityApplication(
    id="application-2", call="2026-C1", applicant=BARE_MOBILITY.traveller, on=date(2026, 3, 5)
)
EXCHANGE_ACCOUNT = ExchangeAccount(
    id="partner-1/agreement-1",
    partner="partner-1",
    agreement="agreement-1",
    terms=ExchangeTerms(
        unit="student_semester",
        per_year=(UnitsPerYear(unit="student_semester", count=2), UnitsPerYear(unit="student_quarter", count=3)),
        first=2025,
        last=2029,
        level_at_end=True,
        yearly_cap=Decimal(4),
        carry_over=1,
        matched=(Direction.RECEIVED,),
        vacancies=Decimal(2),
        credit_years=3,
        early_return=EarlyReturn.ATTENDED,
        left_out=(Circumstance.STAFF,),
    ),
    opening=Decimal("-1.5"),
    opening_year=2024,
    clause="ข้อ 5",
)
BARE_EXCHANGE_ACCOUNT = ExchangeAccount(
    id="partner-1", partner="partner-1", terms=ExchangeTerms(unit="student_semester", first=2025)
)
DRAFT = Draft(
    id="draft-1",
    letter_kind="external",
    english_form="informal-note",
    language="en",
    unit="irqa",
    subject="Invitation",
    recipient="Professor Madeup",
    recipient_class="sir",
    urgency="urgent",
    secrecy="secret",
    circular=True,
    parts=(Part("body", ("It is our pleasure.", "We look forward to it.")), Part("greeting", ("Professor Madeup",))),
    template="invitation",
    sources=(RecordRef("visit", "visit-1"),),
    edition=3,
    state=DraftState.RECALLED,
    author="person-1",
    opened_at=AT,
    signatures=(
        DraftSignature(
            person="person-2",
            name=Text.of(th="นางสาวใจดี มีสุข", en="Ms. Jaidee Meesuk"),
            position=(Text.of(th="อธิการบดี", en="President"),),
            at=AT,
            edition=2,
            text="It is our pleasure.",
            digest="0" * 64,
            voided_at=AT,
            voided_because="the text was changed after signing",
        ),
    ),
    letter=LETTER.ref,
    numbered_on=date(2026, 11, 23),
    deliveries=(
        Delivery(
            to="Professor Madeup",
            way="post",
            at=AT,
            proof="EMS 1",
            outcome="recalled",
            outcome_at=AT,
            words="wrong day",
        ),
    ),
    acknowledge_by=date(2026, 11, 30),
    moves=(
        DraftMove(act=Act.BEGIN, state=DraftState.DRAFT, edition=1, person="person-1", at=AT),
        DraftMove(
            act=Act.RETURN,
            state=DraftState.RETURNED,
            edition=1,
            person="person-2",
            position=Text.of(en="Head"),
            words="mend it",
            at=AT,
        ),
    ),
    restricted=KEPT,
)
BARE_DRAFT = Draft(id="draft-2", letter_kind="note", opened_at=AT)
EXAMPLES: tuple[Record, ...] = (
    DRAFT,
    BARE_DRAFT,
    *VISIT_SAMPLES,
    HeldIdentifier(id="ror/03vek6s52", partner="partner-1"),
    HeldIdentifier(id="pic/999999999", partner=""),
    MOBILITY,
    BARE_MOBILITY,
    RECOGNITION,
    BARE_RECOGNITION,
    GRADE_TABLE,
    BARE_GRADE_TABLE,
    LEARNING_AGREEMENT,
    BARE_LEARNING_AGREEMENT,
    MOBILITY_CALL,
    BARE_MOBILITY_CALL,
    MOBILITY_APPLICATION,
    BARE_MOBILITY_APPLICATION,
    EXCHANGE_ACCOUNT,
    BARE_EXCHANGE_ACCOUNT,
    PUBLISHED_AGREEMENT,
    BARE_PUBLISHED_AGREEMENT,
    PARTNER,
    BARE_PARTNER,
    AGREEMENT,
    BARE_AGREEMENT,
    AGREEMENT_COPY,
    BARE_AGREEMENT_COPY,
    STAY,
    BARE_STAY,
    STUDY_CASE,
    BARE_STUDY_CASE,
    DATA_SET,
    BARE_DATA_SET,
    QUALITY_EVALUATION,
    BARE_QUALITY_EVALUATION,
    PUNCH_REASON,
    BARE_PUNCH_REASON,
    PUNCH_CORRECTION,
    BARE_PUNCH_CORRECTION,
    PUNCH_ERASURE,
    BARE_PUNCH_ERASURE,
    ASSIGNMENT,
    BARE_ASSIGNMENT,
    WORK_EVENT,
    BARE_WORK_EVENT,
    HALF_YEAR,
    BARE_HALF_YEAR,
    LEAVE,
    BARE_LEAVE,
    LEAVE_ENTRY,
    BARE_LEAVE_ENTRY,
    EMPLOYMENT,
    BARE_EMPLOYMENT,
    BOND,
    BARE_BOND,
    BUDGET_LINE,
    BARE_BUDGET_LINE,
    SPENDING_CASE,
    BARE_SPENDING_CASE,
    PROJECT,
    BARE_PROJECT,
    BUDGET_PAPER,
    BARE_BUDGET_PAPER,
    OVERTIME_ORDER,
    BARE_OVERTIME_ORDER,
    BUDGET_FILE,
    BARE_BUDGET_FILE,
    PARTNERSHIP_FILE,
    BARE_PARTNERSHIP_FILE,
    BUDGET_POSTING,
    BARE_BUDGET_POSTING,
    QUARTER_PLAN,
    BARE_QUARTER_PLAN,
    BEHALF_REPORT,
    BARE_BEHALF_REPORT,
    INCOME_RECEIPT,
    BARE_INCOME_RECEIPT,
    REMITTANCE_DUE,
    BARE_REMITTANCE_DUE,
    REMITTANCE,
    BARE_REMITTANCE,
    CLOCK,
    BARE_CLOCK,
    CLOCK_USER,
    BARE_CLOCK_USER,
    PUNCH_FILE,
    BARE_PUNCH_FILE,
    PUNCH_SHEET,
    BARE_PUNCH_SHEET,
    OPENING,
    BARE_OPENING,
    CIRCULATION,
    BARE_CIRCULATION,
    RECIPIENT_LIST,
    SECRET_CONTROL,
    BARE_SECRET_CONTROL,
    SECRET_INSPECTION,
    BARE_SECRET_INSPECTION,
    FILE_CODE,
    BARE_FILE_CODE,
    STORED_LETTER,
    BARE_STORED_LETTER,
    LOAN,
    BARE_LOAN,
    INSTRUMENT,
    BARE_INSTRUMENT,
    INSTRUMENT_CHANGE,
    BARE_INSTRUMENT_CHANGE,
    HANDLING,
    BARE_HANDLING,
    LINK,
    BARE_LINK,
    HOLD,
    BARE_HOLD,
    LETTER_KEEPING,
    BARE_LETTER_KEEPING,
    DESTRUCTION_LIST,
    BARE_DESTRUCTION_LIST,
    DESTRUCTION_LINE,
    BARE_DESTRUCTION_LINE,
    ATTACHMENT,
    BARE_ATTACHMENT,
    SETTINGS,
    KEY,
    BARE_KEY,
    LETTER,
    BARE_LETTER,
    ENTRY,
    BARE_ENTRY,
    STATE,
    UNIT,
    BARE_UNIT,
    POSITION,
    BARE_POSITION,
    PERSON,
    BARE_PERSON,
    APPOINTMENT,
    BARE_APPOINTMENT,
    ACTING,
    BARE_ACTING,
    GRANT,
    BARE_GRANT,
    TASK,
    BARE_TASK,
    APPROVAL,
    BARE_APPROVAL,
)

CODEC = Codec(RECORD_TYPES, UPCASTS)


def bodies(kind: str) -> str:
    """The examples of a kind as they are stored, a line each."""
    puts = [CODEC.encode(record) for record in EXAMPLES if record.kind == kind]
    if not puts:
        sys.exit(f"add examples of {kind} to {Path(__file__).name} first")
    lines = ",\n".join(f'{{"id":{json.dumps(put.ref.id)},"body":{canonical(put.body)}}}' for put in puts)
    return f"[\n{lines}\n]\n"


def office() -> bytes:
    """A small office with records of every sort, as the bytes of its file."""
    with tempfile.TemporaryDirectory() as folder, patch("os.urandom", _no_chance):
        path = Path(folder) / "office.db"
        store = SqliteStore(str(path))
        store.ensure(CODEC.kinds)
        for number, writes in enumerate(history(), 1):
            entries = [write.ref for write in writes if write.ref.kind == "register-entry"]
            adds = tuple(Add(SERIES, 1, into=(Into(ref, "number"),)) for ref in entries)
            at, reason = AT + timedelta(minutes=number), "ตามมติ" if number == 5 else ""
            store.apply(Batch(f"batch-{number}", "person:somchai", "example.write", at, writes, adds, reason))
        store.close()
        return path.read_bytes()


def history() -> Sequence[tuple[Write, ...]]:
    """What is written, batch by batch."""
    secret = evolve(BARE_LETTER, id="letter-3", subject="เรื่องลับ")
    letter, entry = evolve(LETTER, restricted=None), evolve(ENTRY, number=None, restricted=None)
    gone = evolve(letter, id="letter-4", subject="เรื่องที่ทำลาย")
    changed = evolve(letter, version=1, note="แก้ไขแล้ว")
    encode = CODEC.encode
    return (
        (encode(SETTINGS),),
        (encode(letter), encode(entry)),
        (encode(BARE_LETTER), encode(BARE_ENTRY), encode(secret, readers=("registrar", "unit:12"))),
        (encode(gone), encode(evolve(BARE_ENTRY, id="entry-3", letter=gone.ref))),
        (encode(changed), Touch(secret.ref, 1)),
        (Erase(gone.ref, 1, "ครบอายุการเก็บ"),),
    )


_bytes = itertools.count(1)


def _no_chance(size: int) -> bytes:
    """Salts of a file that shall come out the same each time."""
    return b"".join(next(_bytes).to_bytes(16, "big") for _ in range(size // 16))


def keep(path: Path, made: bytes, *, again: bool) -> None:
    """Write a file unless it is there."""
    if again or not path.exists():
        path.write_bytes(made)
        sys.stdout.write(f"made {path.name}\n")


def main(folder: Path, specs: Path, *, again: bool) -> None:
    """Make all files: the stored forms in a folder, and how stores see the kinds, which follows from the classes."""
    for spec in CODEC.kinds:
        keep(folder / f"{spec.kind}-{spec.schema}.json", bodies(spec.kind).encode(), again=again)
    keep(folder / f"office-{FORMAT}.db.gz", gzip.compress(office(), mtime=0), again=again)
    specs.write_text(written(CODEC.kinds), encoding="utf-8")


if __name__ == "__main__":
    main(Path(__file__).parent, SPECS, again="--again" in sys.argv[1:])
