"""The reports that ship with orqa."""

from collections.abc import Iterator
from typing import Final

from orqa.base.language import Text
from orqa.plugins.builtin.later import later
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import ReportSpec

_REPORTS: Final[tuple[tuple[str, ...], ...]] = (
    (
        "visits",
        "การเยือน กิจกรรมความร่วมมือ และการไปราชการต่างประเทศ",
        "Visits, activities and trips abroad",
        "visits:VisitsReport",
    ),
    ("enquiries", "เรื่องสอบถามและการตอบ", "Enquiries and their answers", "visits:EnquiriesReport"),
    (
        "register",
        "ทะเบียนแต่ละทะเบียนของโปรไฟล์ เช่น received-register",
        "Each register of the profile, such as received-register",
        "registers:RegisterReport",
    ),
    ("letters", "สถิติหนังสือ", "How many letters", "letters:LettersReport"),
    ("storage-register", "ทะเบียนหนังสือเก็บ", "Register of stored letters", "kept_letters:StorageRegisterReport"),
    ("transfer-list", "บัญชีหนังสือส่งเก็บ", "List of letters sent to the store", "kept_letters:TransferListReport"),
    ("loan-cards", "บัตรยืมหนังสือ", "Cards of loans", "kept_letters:LoanCardsReport"),
    ("file-plan", "แผนการจัดแฟ้ม", "File plan", "kept_letters:FilePlanReport"),
    (
        "in-force",
        "ระเบียบ ประกาศ และคำสั่งที่ใช้บังคับ",
        "Rules, announcements and orders in force",
        "kept_letters:InForceReport",
    ),
    (
        "controlled-copies",
        "ทะเบียนควบคุมข้อมูลข่าวสารลับรายชุด",
        "Control of copies of secret matter",
        "kept_letters:ControlledCopiesReport",
    ),
    (
        "response-times",
        "ระยะเวลาดำเนินการต่อหนังสือ",
        "How fast letters are dealt with",
        "response_times:ResponseTimesReport",
    ),
    ("overdue-letters", "งานหนังสือเกินกำหนด", "What is late with letters", "response_times:OverdueLettersReport"),
    (
        "circulars",
        "ทะเบียนหนังสือเวียนและการรับทราบ",
        "Circulars and who acknowledged them",
        "response_times:CircularsReport",
    ),
    ("delivery-book", "สมุดส่งหนังสือ", "Delivery book", "mailroom:MailRoomReport", "delivery-book"),
    ("receipt-slips", "ใบรับหนังสือ", "Receipt slips", "mailroom:MailRoomReport", "receipt-slips"),
    ("search-cards", "บัตรตรวจค้น", "Search cards", "mailroom:MailRoomReport", "search-cards"),
    ("year-end", "งานค้างสิ้นปี", "What the year leaves behind", "year_end:YearEndReport"),
    (
        "destruction-list",
        "บัญชีหนังสือขอทำลาย (แบบที่ 25)",
        "Lists of letters to be destroyed (form 25)",
        "retention:DestructionListReport",
    ),
    (
        "archives-list",
        "บัญชีหนังสือครบอายุส่งมอบสำนักหอจดหมายเหตุแห่งชาติ (แบบที่ 21 และ 22)",
        "Letters of age for the National Archives (forms 21 and 22)",
        "retention:ArchivesListReport",
    ),
    (
        "retention-forecast",
        "ประมาณการหนังสือครบอายุการเก็บ",
        "How many letters are due in which year",
        "retention:RetentionForecastReport",
    ),
    (
        "organization",
        "หน่วยงาน ตำแหน่ง และผู้ทำการแทน",
        "Units, posts and who acts for whom",
        "organization:OrganizationReport",
    ),
    ("leave-register", "ทะเบียนการลา", "Register of leave", "leave_register:LeaveRegisterReport"),
    (
        "attendance-register",
        "บัญชีลงเวลาการปฏิบัติราชการ",
        "Attendance register of a day",
        "attendance:AttendanceRegisterReport",
    ),
    (
        "half-year-attendance",
        "สถิติการลาและการมาสายครึ่งปี",
        "Half-year statistics of attendance and leave",
        "attendance:HalfYearReport",
    ),
    (
        "exchange-balance",
        "ดุลการแลกเปลี่ยนนักศึกษา",
        "Exchange balance: who owes whom how many places",
        "exchange:ExchangeBalanceReport",
    ),
    (
        "mobilities",
        "การเคลื่อนย้ายนักศึกษาและบุคลากร",
        "Mobilities of students and staff",
        "mobilities:MobilitiesReport",
    ),
    (
        "quality-results",
        "ผลการประเมินคุณภาพการศึกษาของปี",
        "Evaluations of quality of the year",
        "quality:QualityResultsReport",
    ),
    (
        "quality-comparison",
        "เปรียบเทียบผลการประเมินของปี",
        "Evaluations of the year side by side",
        "quality:QualityComparisonReport",
    ),
    ("action-plan", "ผลการดำเนินงานตามแผนปฏิบัติราชการประจำปี", "Action plan of the year", "action_plan:ActionPlanReport"),
    (
        "published-agreements",
        "ข้อตกลงที่สถาบันอื่นเผยแพร่",
        "Agreements that other universities published",
        "published_agreements:PublishedAgreementsReport",
    ),
    ("foreign-persons", "ชาวต่างชาติในมหาวิทยาลัย", "Foreign staff and students", "foreign_persons:ForeignPersonsReport"),
    ("study-abroad", "การไปศึกษาต่อต่างประเทศ", "Study abroad", "study_abroad:StudyAbroadReport"),
    ("budget-register", "ทะเบียนคุมงบประมาณ", "Control register of the budget", "budgets:BudgetRegisterReport"),
    ("budget-comparison", "ผลการใช้จ่ายงบประมาณเทียบแผน", "Budget, plan and actual", "budgets:BudgetComparisonReport"),
    ("agreement-register", "ทะเบียนข้อตกลงความร่วมมือ", "Register of agreements", "partnerships:AgreementRegisterReport"),
    ("agreement-expiry", "ข้อตกลงที่ใกล้สิ้นสุด", "Agreements that end soon", "partnerships:AgreementExpiryReport"),
    (
        "partnership-overview",
        "ภาพรวมความร่วมมือระหว่างประเทศ",
        "Partnerships at a glance",
        "partnerships:PartnershipOverviewReport",
    ),
    (
        "internationalisation-profile",
        "ข้อมูลความเป็นนานาชาติ",
        "Internationalisation profile",
        "partnerships:InternationalisationProfileReport",
    ),
)
"""Name, what people call it in Thai and English, what builds it, and what that is given first."""

_OF_EACH: Final = {"register": "register"}
"""Reports that there are of each term of a vocabulary, and which."""


@hookimpl
def orqa_reports() -> Iterator[ReportSpec]:
    """The built-in reports."""
    for name, thai, english, where, *given in _REPORTS:
        factory, of_each = later(f"{__name__}.{where}", *given), _OF_EACH.get(name, "")
        yield ReportSpec(name=name, title=Text.of(th=thai, en=english), of_each=of_each, factory=factory)
