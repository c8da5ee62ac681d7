"""The metrics that ship with orqa."""

from collections.abc import Iterator
from typing import Final

from orqa.base.language import Text
from orqa.plugins.builtin.later import later
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import MetricSpec

ADVANCES = Text.of(th="สัญญา", en="advances")
AGREEMENTS = Text.of(th="ฉบับ", en="agreements")
DAYS = Text.of(th="วัน", en="days")
LEAVES = Text.of(th="ครั้ง", en="leaves")
LETTERS = Text.of(th="ฉบับ", en="letters")
MOBILITIES = Text.of(th="ครั้ง", en="mobilities")
PARTNERS = Text.of(th="แห่ง", en="partners")
PEOPLE = Text.of(th="คน", en="people")
PERCENT = Text.of(th="ร้อยละ", en="percent")
POINTS = Text.of(th="จุดร้อยละ", en="percentage points")
PROGRAMMES = Text.of(th="หลักสูตร", en="programmes")
SEMESTERS = Text.of(th="คน-ภาคการศึกษา", en="student-semesters")
VISITS = Text.of(th="ครั้ง", en="visits")

_METRICS: Final = (
    ("attendance.leaves_by_type", LEAVES, "การลาตามประเภท", "Leaves by type", "attendance:LeavesByType"),
    (
        "attendance.within_limits_share",
        PERCENT,
        "ครึ่งปีที่การลาและการมาสายอยู่ในเกณฑ์",
        "Half years within the limits of leave and lateness",
        "attendance:WithinLimitsShare",
    ),
    (
        "budget.indicators_met_share",
        PERCENT,
        "ตัวชี้วัดโครงการที่บรรลุเป้าหมาย",
        "Indicators of projects that reached their target",
        "projects:IndicatorsMetShare",
    ),
    (
        "budget.projects_closed_share",
        PERCENT,
        "โครงการที่รายงานปิดแล้ว",
        "Projects that are closed by a report",
        "projects:ProjectsClosedShare",
    ),
    (
        "budget.disbursement_rate",
        PERCENT,
        "ร้อยละการเบิกจ่ายงบประมาณ",
        "Disbursed of the budget after transfers",
        "budgets:SpendingRate",
        "disbursement",
    ),
    (
        "budget.commitment_rate",
        PERCENT,
        "ร้อยละการใช้จ่ายรวมก่อหนี้ผูกพัน",
        "Committed or disbursed of the budget after transfers",
        "budgets:SpendingRate",
        "use",
    ),
    (
        "budget.above_target",
        POINTS,
        "ร้อยละการเบิกจ่ายที่สูงกว่าเป้าหมาย",
        "Disbursement above the cabinet's target",
        "budgets:AboveTarget",
    ),
    ("budget.overdue_advances", ADVANCES, "เงินยืมที่เกินกำหนดส่งใช้", "Advances that are overdue", "budgets:OverdueAdvances"),
    (
        "correspondence.letters_by_kind",
        LETTERS,
        "หนังสือรับตามชนิด",
        "Received letters by kind",
        "correspondence:LettersByKind",
    ),
    (
        "correspondence.median_drafting_days",
        DAYS,
        "มัธยฐานของจำนวนวันตั้งแต่เริ่มร่างจนออกเลข",
        "Median days from the first draft to the number",
        "drafts:MedianDraftingDays",
    ),
    (
        "correspondence.unacknowledged",
        LETTERS,
        "หนังสือส่งที่เลยกำหนดตอบรับ",
        "Letters sent out whose receipt is overdue",
        "drafts:Unacknowledged",
    ),
    (
        "correspondence.overdue",
        LETTERS,
        "งานตามหนังสือที่เกินกำหนด",
        "Tasks of letters that are overdue",
        "correspondence:Overdue",
    ),
    (
        "correspondence.median_handling_days",
        DAYS,
        "มัธยฐานของจำนวนวันตั้งแต่รับจนปิดเรื่อง",
        "Median days from receiving to closing",
        "correspondence:MedianHandlingDays",
    ),
    (
        "correspondence.acknowledged_in_time_share",
        PERCENT,
        "หนังสือเวียนที่รับทราบภายในกำหนด",
        "Circulars acknowledged in time",
        "correspondence:AcknowledgedInTimeShare",
    ),
    (
        "correspondence.answered_in_time_share",
        PERCENT,
        "หนังสือที่ตอบภายในกำหนด",
        "Letters answered in time",
        "correspondence:AnsweredInTimeShare",
    ),
    (
        "partnership.visits_held",
        VISITS,
        "การเยือนและคณะผู้แทนที่เกิดขึ้น",
        "Visits and delegations that were held",
        "visits:VisitsHeld",
    ),
    (
        "partnership.enquiries_in_time_share",
        PERCENT,
        "เรื่องสอบถามที่ตอบภายในกำหนด",
        "Enquiries answered in time",
        "visits:EnquiriesInTimeShare",
    ),
    ("partnership.foreign_staff", PEOPLE, "อาจารย์และบุคลากรชาวต่างชาติ", "Foreign staff", "stays:ForeignPeople", "staff"),
    ("partnership.foreign_students", PEOPLE, "นักศึกษาต่างชาติ", "Foreign students", "stays:ForeignPeople", "student"),
    (
        "partnership.agreements_in_force",
        AGREEMENTS,
        "ข้อตกลงที่มีผลบังคับใช้ตามประเภท",
        "Agreements in force, by kind",
        "partnerships:AgreementsInForce",
        "kind",
    ),
    (
        "partnership.agreements_by_country",
        AGREEMENTS,
        "ข้อตกลงที่มีผลบังคับใช้ตามประเทศ",
        "Agreements in force, by country",
        "partnerships:AgreementsInForce",
        "country",
    ),
    (
        "partnership.agreements_by_unit",
        AGREEMENTS,
        "ข้อตกลงที่มีผลบังคับใช้ตามหน่วยงาน",
        "Agreements in force, by unit",
        "partnerships:AgreementsInForce",
        "unit",
    ),
    (
        "partnership.partners_in_force",
        PARTNERS,
        "สถาบันที่มีข้อตกลงมีผลบังคับใช้",
        "Partners with an agreement in force, by country",
        "partnerships:AgreementsInForce",
        "country",
        "partner",
    ),
    (
        "partnership.active_share",
        PERCENT,
        "ข้อตกลงที่มีกิจกรรมในปี",
        "Agreements in force with an activity in the year",
        "partnerships:ActiveShare",
    ),
    (
        "partnership.ending_undecided",
        AGREEMENTS,
        "ข้อตกลงที่ใกล้สิ้นสุดและยังไม่ตัดสินใจ",
        "Agreements that end soon and of which nothing was decided",
        "partnerships:EndingUndecided",
    ),
    (
        "partnership.days_to_signature",
        DAYS,
        "มัธยฐานจำนวนวันตั้งแต่ขอจนลงนาม",
        "Median days from request to signature",
        "partnerships:DaysToSignature",
    ),
    (
        "partnership.students_sent",
        PEOPLE,
        "จำนวนคน: นักศึกษาแลกเปลี่ยนส่งออก",
        "Students sent, each person once",
        "exchange:Moved",
        "sent",
        "student",
        "person",
    ),
    (
        "partnership.student_mobilities_sent",
        MOBILITIES,
        "จำนวนครั้ง: นักศึกษาแลกเปลี่ยนส่งออก",
        "Mobilities of students sent",
        "exchange:Moved",
        "sent",
        "student",
        "mobility",
    ),
    (
        "partnership.staff_sent",
        PEOPLE,
        "จำนวนคน: บุคลากรแลกเปลี่ยนส่งออก",
        "Staff sent, each person once",
        "exchange:Moved",
        "sent",
        "staff",
        "person",
    ),
    (
        "partnership.staff_mobilities_sent",
        MOBILITIES,
        "จำนวนครั้ง: บุคลากรแลกเปลี่ยนส่งออก",
        "Mobilities of staff sent",
        "exchange:Moved",
        "sent",
        "staff",
        "mobility",
    ),
    (
        "partnership.semesters_sent",
        SEMESTERS,
        "คน-ภาคการศึกษาที่แลกเปลี่ยนส่งออก",
        "Student-semesters sent",
        "exchange:Semesters",
        "sent",
    ),
    (
        "partnership.students_received",
        PEOPLE,
        "จำนวนคน: นักศึกษาแลกเปลี่ยนรับเข้า",
        "Students received, each person once",
        "exchange:Moved",
        "received",
        "student",
        "person",
    ),
    (
        "partnership.student_mobilities_received",
        MOBILITIES,
        "จำนวนครั้ง: นักศึกษาแลกเปลี่ยนรับเข้า",
        "Mobilities of students received",
        "exchange:Moved",
        "received",
        "student",
        "mobility",
    ),
    (
        "partnership.staff_received",
        PEOPLE,
        "จำนวนคน: บุคลากรแลกเปลี่ยนรับเข้า",
        "Staff received, each person once",
        "exchange:Moved",
        "received",
        "staff",
        "person",
    ),
    (
        "partnership.staff_mobilities_received",
        MOBILITIES,
        "จำนวนครั้ง: บุคลากรแลกเปลี่ยนรับเข้า",
        "Mobilities of staff received",
        "exchange:Moved",
        "received",
        "staff",
        "mobility",
    ),
    (
        "partnership.semesters_received",
        SEMESTERS,
        "คน-ภาคการศึกษาที่แลกเปลี่ยนรับเข้า",
        "Student-semesters received",
        "exchange:Semesters",
        "received",
    ),
    (
        "partnership.programmes_both_ways",
        PROGRAMMES,
        "หลักสูตรที่มีนักศึกษาทั้งไปและมา",
        "Programmes with students in both directions",
        "exchange:ProgrammesBothWays",
    ),
    (
        "partnership.learning_agreed_share",
        PERCENT,
        "ร้อยละการส่งนักศึกษาที่มีข้อตกลงการเรียนอนุมัติแล้ว",
        "Student mobilities sent with an approved learning agreement",
        "exchange:Agreed",
    ),
    (
        "partnership.recognised_share",
        PERCENT,
        "ร้อยละการส่งนักศึกษาที่กลับแล้วและเทียบโอนแล้ว",
        "Returned student mobilities that were recognised",
        "exchange:Recognised",
    ),
)
"""Name, unit, what people call it in Thai and English, what makes it, and what that is given."""


@hookimpl
def orqa_metrics() -> Iterator[MetricSpec]:
    """The built-in metrics."""
    for name, unit, thai, english, where, *given in _METRICS:
        factory = later(f"{__name__}.{where}", *given)
        yield MetricSpec(name=name, title=Text.of(th=thai, en=english), unit=unit, factory=factory)
