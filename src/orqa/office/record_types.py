"""Every kind of record that an office keeps; a new kind is added here."""

from itertools import chain

from orqa.base.records import Record
from orqa.domain.attendance.bonds import Bond
from orqa.domain.attendance.clocks import Clock, ClockUser, PunchErasure, PunchFile, PunchSheet
from orqa.domain.attendance.corrections import PunchCorrection
from orqa.domain.attendance.events import WorkEvent
from orqa.domain.attendance.half_years import HalfYear
from orqa.domain.attendance.leave.ledger import LedgerEntry
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.attendance.people import Employment
from orqa.domain.attendance.reasons import PunchReason
from orqa.domain.attendance.schedules import ScheduleAssignment
from orqa.domain.budgets.action_plan import Project
from orqa.domain.budgets.file_records import BudgetFile
from orqa.domain.budgets.money_in import IncomeReceipt, Remittance, RemittanceDue
from orqa.domain.budgets.overtime_orders import OvertimeOrder
from orqa.domain.budgets.paper_records import BudgetPaper
from orqa.domain.budgets.quarter_plans import QuarterPlan
from orqa.domain.budgets.records import BudgetLine, Posting, SpendingCase
from orqa.domain.correspondence.circulation import Circulation, RecipientList
from orqa.domain.correspondence.handling import Handling
from orqa.domain.correspondence.links import LetterLink
from orqa.domain.correspondence.records import Attachment, Letter, LetterOpening, RegisterEntry
from orqa.domain.organization.approvals import Approval
from orqa.domain.organization.people import Acting, Appointment, Person, Position, RoleGrant
from orqa.domain.organization.records import Key, OfficeSettings, OrganizationState
from orqa.domain.organization.tasks import Task
from orqa.domain.organization.units import Unit
from orqa.domain.partnerships.activities import Activity
from orqa.domain.partnerships.agreement_copies import AgreementCopy
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.calls import MobilityApplication, MobilityCall
from orqa.domain.partnerships.enquiries import ApprovedText, Enquiry, ScholarshipNews
from orqa.domain.partnerships.exchange_accounts import UPCASTS as ACCOUNT_UPCASTS
from orqa.domain.partnerships.exchange_accounts import ExchangeAccount
from orqa.domain.partnerships.holding import HeldIdentifier
from orqa.domain.partnerships.mobilities import Mobility
from orqa.domain.partnerships.official_trips import OfficialTrip
from orqa.domain.partnerships.recognition import Recognition
from orqa.domain.partnerships.records import Partner
from orqa.domain.partnerships.registers.records import PublishedAgreement
from orqa.domain.partnerships.stay_records import Stay
from orqa.domain.partnerships.study_cases import StudyCase
from orqa.domain.partnerships.visits import Visit
from orqa.domain.quality.data_sets import DataSet
from orqa.domain.quality.records import QualityEvaluation

_AREAS: dict[str, tuple[type[Record], ...]] = {
    "attendance": (
        *(Employment, ScheduleAssignment, WorkEvent, Leave, LedgerEntry, HalfYear, Bond),
        *(Clock, ClockUser, PunchFile, PunchSheet, PunchReason, PunchCorrection, PunchErasure),
    ),
    "budgets": (
        *(BudgetLine, SpendingCase, Posting, Project, BudgetPaper, OvertimeOrder, BudgetFile),
        *(IncomeReceipt, RemittanceDue, Remittance, QuarterPlan),
    ),
    "correspondence": (
        *(Letter, RegisterEntry, Attachment, LetterOpening, Handling, LetterLink),
        *(Circulation, RecipientList),
    ),
    "organization": (OrganizationState, Unit, Position, Person, Appointment, Acting, RoleGrant),
    "partnerships": (
        *(Partner, HeldIdentifier, PublishedAgreement),
        *(Visit, Activity, OfficialTrip, Enquiry, ApprovedText, ScholarshipNews),
        *(Agreement, AgreementCopy),
        *(Stay, StudyCase, Mobility, ExchangeAccount, MobilityCall, MobilityApplication, Recognition),
    ),
    "quality": (QualityEvaluation, DataSet),
}

RECORD_TYPES = (OfficeSettings, Key, *chain.from_iterable(_AREAS.values()), Task, Approval)
"""Every kind of record that an office keeps."""

UPCASTS = (*ACCOUNT_UPCASTS,)
"""How older stored forms of them are read."""

AREA_OF = {record.kind: area for area, records in _AREAS.items() for record in records}
"""The area that a kind of record belongs to; kinds that every area uses are not here."""
