"""Every kind of record that an office keeps; a new kind is added here.

A class is imported when its kind is first asked for, so a command pays for the areas that it uses. How stores see all
of the kinds has to be known before that: it stands in ``kinds.json``, which ``tests/data/stored/make.py`` writes from
the classes, and a class that is declared otherwise is refused when it is first used.
"""

from collections import ChainMap
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from orqa.storage.codec import Codec
from orqa.storage.kinds import LazyKinds, LazyUpcasts, read

_COMMON: Final = {
    "office-settings": "organization.records:OfficeSettings",
    "key": "organization.records:Key",
    "task": "organization.tasks:Task",
    "approval": "organization.approvals:Approval",
    "hold": "organization.holds:Hold",
}
"""What every area uses."""

_AREAS: Final[Mapping[str, Mapping[str, str]]] = {
    "attendance": {
        "employment": "attendance.people:Employment",
        "schedule-assignment": "attendance.schedules:ScheduleAssignment",
        "work-event": "attendance.events:WorkEvent",
        "leave": "attendance.leave.records:Leave",
        "leave-entry": "attendance.leave.ledger:LedgerEntry",
        "half-year": "attendance.half_years:HalfYear",
        "bond": "attendance.bonds:Bond",
        "clock": "attendance.clocks:Clock",
        "clock-user": "attendance.clocks:ClockUser",
        "punch-file": "attendance.clocks:PunchFile",
        "punch-sheet": "attendance.clocks:PunchSheet",
        "punch-reason": "attendance.reasons:PunchReason",
        "punch-correction": "attendance.corrections:PunchCorrection",
        "punch-erasure": "attendance.clocks:PunchErasure",
    },
    "budgets": {
        "budget-line": "budgets.records:BudgetLine",
        "spending-case": "budgets.records:SpendingCase",
        "budget-posting": "budgets.records:Posting",
        "project": "budgets.action_plan:Project",
        "budget-paper": "budgets.paper_records:BudgetPaper",
        "overtime-order": "budgets.overtime_orders:OvertimeOrder",
        "budget-file": "budgets.file_records:BudgetFile",
        "income-receipt": "budgets.money_in:IncomeReceipt",
        "remittance-due": "budgets.money_in:RemittanceDue",
        "remittance": "budgets.money_in:Remittance",
        "budget-quarter-plan": "budgets.quarter_plans:QuarterPlan",
        "behalf-report": "budgets.on_behalf:BehalfReport",
    },
    "correspondence": {
        "letter": "correspondence.records:Letter",
        "register-entry": "correspondence.records:RegisterEntry",
        "attachment": "correspondence.records:Attachment",
        "letter-opening": "correspondence.records:LetterOpening",
        "handling": "correspondence.handling:Handling",
        "letter-link": "correspondence.links:LetterLink",
        "circulation": "correspondence.circulation:Circulation",
        "recipient-list": "correspondence.circulation:RecipientList",
        "file-code": "correspondence.storing:FileCode",
        "stored-letter": "correspondence.storing:StoredLetter",
        "loan": "correspondence.lending:Loan",
        "instrument": "correspondence.instruments:Instrument",
        "instrument-change": "correspondence.instruments:InstrumentChange",
        "secret-control": "correspondence.control:SecretControl",
        "secret-inspection": "correspondence.secret_inspections:SecretInspection",
        "letter-keeping": "correspondence.keeping:LetterKeeping",
        "destruction-list": "correspondence.destruction:DestructionList",
        "destruction-line": "correspondence.destruction:DestructionLine",
        "draft": "correspondence.drafting.records:Draft",
    },
    "organization": {
        "organization-state": "organization.records:OrganizationState",
        "unit": "organization.units:Unit",
        "position": "organization.people:Position",
        "person": "organization.people:Person",
        "appointment": "organization.people:Appointment",
        "acting": "organization.people:Acting",
        "role-grant": "organization.people:RoleGrant",
    },
    "partnerships": {
        "partner": "partnerships.records:Partner",
        "held-identifier": "partnerships.holding:HeldIdentifier",
        "published-agreement": "partnerships.registers.records:PublishedAgreement",
        "visit": "partnerships.visits:Visit",
        "partnership-file": "partnerships.file_records:PartnershipFile",
        "activity": "partnerships.activities:Activity",
        "official-trip": "partnerships.official_trips:OfficialTrip",
        "enquiry": "partnerships.enquiries:Enquiry",
        "approved-text": "partnerships.enquiries:ApprovedText",
        "scholarship-news": "partnerships.enquiries:ScholarshipNews",
        "agreement": "partnerships.agreements:Agreement",
        "agreement-copy": "partnerships.agreement_copies:AgreementCopy",
        "stay": "partnerships.stay_records:Stay",
        "study-case": "partnerships.study_cases:StudyCase",
        "mobility": "partnerships.mobilities:Mobility",
        "exchange-account": "partnerships.exchange_accounts:ExchangeAccount",
        "mobility-call": "partnerships.calls:MobilityCall",
        "mobility-application": "partnerships.calls:MobilityApplication",
        "recognition": "partnerships.recognition:Recognition",
        "learning-agreement": "partnerships.learning:LearningAgreement",
        "grade-table": "partnerships.grading_tables:GradeTable",
    },
    "quality": {
        "quality-evaluation": "quality.records:QualityEvaluation",
        "quality-data": "quality.data_sets:DataSet",
    },
}
"""By area and kind: in which module of ``orqa.domain`` the class is, and how it is called."""

_HOMES: Final = ChainMap(*map(dict, _AREAS.values()), _COMMON)

RECORD_TYPES: Final = LazyKinds({kind: f"orqa.domain.{home}" for kind, home in _HOMES.items()})
"""The class of every kind of record that an office keeps."""

UPCASTS: Final = LazyUpcasts(("orqa.domain.partnerships.exchange_accounts:UPCASTS",))
"""How older stored forms of them are read: by the steps that stand beside the class."""

AREA_OF: Final = {kind: area for area, kinds in _AREAS.items() for kind in kinds}
"""The area that a kind of record belongs to; kinds that every area uses are not here."""

SPECS: Final = Path(__file__).with_name("kinds.json")
"""How stores see each kind."""


@cache
def office_codec() -> Codec:
    """Between records and what stores hold, for every kind; one for all offices."""
    return Codec(RECORD_TYPES, UPCASTS, read(SPECS.read_text(encoding="utf-8")))
