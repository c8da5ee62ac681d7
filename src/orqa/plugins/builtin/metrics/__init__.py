"""The metrics that ship with orqa."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import MetricSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.reporting.metrics import Metric

LETTERS = Text.of(th="ฉบับ", en="letters")
LEAVES = Text.of(th="ครั้ง", en="leaves")
DAYS = Text.of(th="วัน", en="days")
ADVANCES = Text.of(th="สัญญา", en="advances")
PEOPLE = Text.of(th="คน", en="people")
POINTS = Text.of(th="จุดร้อยละ", en="percentage points")
AGREEMENTS = Text.of(th="ฉบับ", en="agreements")
PARTNERS = Text.of(th="แห่ง", en="partners")
MOBILITIES = Text.of(th="ครั้ง", en="mobilities")
SEMESTERS = Text.of(th="คน-ภาคการศึกษา", en="student-semesters")
PROGRAMMES = Text.of(th="หลักสูตร", en="programmes")
PERCENT = Text.of(th="ร้อยละ", en="percent")


def _of_letters(name: str) -> "Metric":
    from orqa.plugins.builtin.metrics import correspondence

    metric: Metric = getattr(correspondence, name)()
    return metric


def _of_exchange(name: str, *of: str) -> "Metric":
    from orqa.plugins.builtin.metrics import exchange

    metric: Metric = getattr(exchange, name)(*of)
    return metric


def _of_attendance(name: str) -> "Metric":
    from orqa.plugins.builtin.metrics import attendance

    metric: Metric = getattr(attendance, name)()
    return metric


def _of_visits(name: str) -> "Metric":
    from orqa.plugins.builtin.metrics import visits

    metric: Metric = getattr(visits, name)()
    return metric


def _of_projects(name: str) -> "Metric":
    from orqa.plugins.builtin.metrics import projects

    metric: Metric = getattr(projects, name)()
    return metric


def _of_stays(counted_as: str) -> "Metric":
    from orqa.plugins.builtin.metrics.stays import ForeignPeople

    return ForeignPeople(counted_as)


def _of_budgets(name: str, *given: str) -> "Metric":
    from orqa.plugins.builtin.metrics import budgets

    metric: Metric = getattr(budgets, name)(*given)
    return metric


def _of_partnerships(name: str, *given: str) -> "Metric":
    from orqa.plugins.builtin.metrics import partnerships

    metric: Metric = getattr(partnerships, name)(*given)
    return metric


def _letters(name: str) -> "Callable[[], Metric]":
    return partial(_of_letters, name)


@hookimpl
def orqa_metrics() -> Iterator[MetricSpec]:
    """The built-in metrics."""
    yield MetricSpec(
        name="partnership.visits_held",
        title=Text.of(th="การเยือนและคณะผู้แทนที่เกิดขึ้น", en="Visits and delegations that were held"),
        unit=Text.of(th="ครั้ง", en="visits"),
        factory=partial(_of_visits, "VisitsHeld"),
    )
    yield MetricSpec(
        name="partnership.enquiries_in_time_share",
        title=Text.of(th="เรื่องสอบถามที่ตอบภายในกำหนด", en="Enquiries answered in time"),
        unit=PERCENT,
        factory=partial(_of_visits, "EnquiriesInTimeShare"),
    )
    yield MetricSpec(
        name="correspondence.letters_by_kind",
        title=Text.of(th="หนังสือรับตามชนิด", en="Received letters by kind"),
        unit=LETTERS,
        factory=_letters("LettersByKind"),
    )
    yield MetricSpec(
        name="correspondence.overdue",
        title=Text.of(th="งานตามหนังสือที่เกินกำหนด", en="Tasks of letters that are overdue"),
        unit=LETTERS,
        factory=_letters("Overdue"),
    )
    yield MetricSpec(
        name="correspondence.median_handling_days",
        title=Text.of(th="มัธยฐานของจำนวนวันตั้งแต่รับจนปิดเรื่อง", en="Median days from receiving to closing"),
        unit=DAYS,
        factory=_letters("MedianHandlingDays"),
    )
    yield MetricSpec(
        name="correspondence.answered_in_time_share",
        title=Text.of(th="หนังสือที่ตอบภายในกำหนด", en="Letters answered in time"),
        unit=PERCENT,
        factory=_letters("AnsweredInTimeShare"),
    )
    yield MetricSpec(
        name="attendance.leaves_by_type",
        title=Text.of(th="การลาตามประเภท", en="Leaves by type"),
        unit=LEAVES,
        factory=partial(_of_attendance, "LeavesByType"),
    )
    yield MetricSpec(
        name="attendance.within_limits_share",
        title=Text.of(th="ครึ่งปีที่การลาและการมาสายอยู่ในเกณฑ์", en="Half years within the limits of leave and lateness"),
        unit=PERCENT,
        factory=partial(_of_attendance, "WithinLimitsShare"),
    )
    yield MetricSpec(
        name="budget.indicators_met_share",
        title=Text.of(th="ตัวชี้วัดโครงการที่บรรลุเป้าหมาย", en="Indicators of projects that reached their target"),
        unit=PERCENT,
        factory=partial(_of_projects, "IndicatorsMetShare"),
    )
    yield MetricSpec(
        name="budget.projects_closed_share",
        title=Text.of(th="โครงการที่รายงานปิดแล้ว", en="Projects that are closed by a report"),
        unit=PERCENT,
        factory=partial(_of_projects, "ProjectsClosedShare"),
    )
    yield MetricSpec(
        name="budget.disbursement_rate",
        title=Text.of(th="ร้อยละการเบิกจ่ายงบประมาณ", en="Disbursed of the budget after transfers"),
        unit=PERCENT,
        factory=partial(_of_budgets, "SpendingRate", "disbursement"),
    )
    yield MetricSpec(
        name="budget.commitment_rate",
        title=Text.of(th="ร้อยละการใช้จ่ายรวมก่อหนี้ผูกพัน", en="Committed or disbursed of the budget after transfers"),
        unit=PERCENT,
        factory=partial(_of_budgets, "SpendingRate", "use"),
    )
    yield MetricSpec(
        name="budget.above_target",
        title=Text.of(th="ร้อยละการเบิกจ่ายที่สูงกว่าเป้าหมาย", en="Disbursement above the cabinet's target"),
        unit=POINTS,
        factory=partial(_of_budgets, "AboveTarget"),
    )
    yield MetricSpec(
        name="budget.overdue_advances",
        title=Text.of(th="เงินยืมที่เกินกำหนดส่งใช้", en="Advances that are overdue"),
        unit=ADVANCES,
        factory=partial(_of_budgets, "OverdueAdvances"),
    )
    yield MetricSpec(
        name="partnership.foreign_staff",
        title=Text.of(th="อาจารย์และบุคลากรชาวต่างชาติ", en="Foreign staff"),
        unit=PEOPLE,
        factory=partial(_of_stays, "staff"),
    )
    yield MetricSpec(
        name="partnership.foreign_students",
        title=Text.of(th="นักศึกษาต่างชาติ", en="Foreign students"),
        unit=PEOPLE,
        factory=partial(_of_stays, "student"),
    )
    yield MetricSpec(
        name="partnership.agreements_in_force",
        title=Text.of(th="ข้อตกลงที่มีผลบังคับใช้ตามประเภท", en="Agreements in force, by kind"),
        unit=AGREEMENTS,
        factory=partial(_of_partnerships, "AgreementsInForce", "kind"),
    )
    yield MetricSpec(
        name="partnership.agreements_by_country",
        title=Text.of(th="ข้อตกลงที่มีผลบังคับใช้ตามประเทศ", en="Agreements in force, by country"),
        unit=AGREEMENTS,
        factory=partial(_of_partnerships, "AgreementsInForce", "country"),
    )
    yield MetricSpec(
        name="partnership.agreements_by_unit",
        title=Text.of(th="ข้อตกลงที่มีผลบังคับใช้ตามหน่วยงาน", en="Agreements in force, by unit"),
        unit=AGREEMENTS,
        factory=partial(_of_partnerships, "AgreementsInForce", "unit"),
    )
    yield MetricSpec(
        name="partnership.partners_in_force",
        title=Text.of(th="สถาบันที่มีข้อตกลงมีผลบังคับใช้", en="Partners with an agreement in force, by country"),
        unit=PARTNERS,
        factory=partial(_of_partnerships, "AgreementsInForce", "country", "partner"),
    )
    yield MetricSpec(
        name="partnership.active_share",
        title=Text.of(th="ข้อตกลงที่มีกิจกรรมในปี", en="Agreements in force with an activity in the year"),
        unit=PERCENT,
        factory=partial(_of_partnerships, "ActiveShare"),
    )
    yield MetricSpec(
        name="partnership.ending_undecided",
        title=Text.of(th="ข้อตกลงที่ใกล้สิ้นสุดและยังไม่ตัดสินใจ", en="Agreements that end soon and of which nothing was decided"),
        unit=AGREEMENTS,
        factory=partial(_of_partnerships, "EndingUndecided"),
    )
    yield MetricSpec(
        name="partnership.days_to_signature",
        title=Text.of(th="มัธยฐานจำนวนวันตั้งแต่ขอจนลงนาม", en="Median days from request to signature"),
        unit=DAYS,
        factory=partial(_of_partnerships, "DaysToSignature"),
    )
    yield MetricSpec(
        name="partnership.students_sent",
        title=Text.of(th="จำนวนคน: นักศึกษาแลกเปลี่ยนส่งออก", en="Students sent, each person once"),
        unit=PEOPLE,
        factory=partial(_of_exchange, "Moved", "sent", "student", "person"),
    )
    yield MetricSpec(
        name="partnership.student_mobilities_sent",
        title=Text.of(th="จำนวนครั้ง: นักศึกษาแลกเปลี่ยนส่งออก", en="Mobilities of students sent"),
        unit=MOBILITIES,
        factory=partial(_of_exchange, "Moved", "sent", "student", "mobility"),
    )
    yield MetricSpec(
        name="partnership.staff_sent",
        title=Text.of(th="จำนวนคน: บุคลากรแลกเปลี่ยนส่งออก", en="Staff sent, each person once"),
        unit=PEOPLE,
        factory=partial(_of_exchange, "Moved", "sent", "staff", "person"),
    )
    yield MetricSpec(
        name="partnership.staff_mobilities_sent",
        title=Text.of(th="จำนวนครั้ง: บุคลากรแลกเปลี่ยนส่งออก", en="Mobilities of staff sent"),
        unit=MOBILITIES,
        factory=partial(_of_exchange, "Moved", "sent", "staff", "mobility"),
    )
    yield MetricSpec(
        name="partnership.semesters_sent",
        title=Text.of(th="คน-ภาคการศึกษาที่แลกเปลี่ยนส่งออก", en="Student-semesters sent"),
        unit=SEMESTERS,
        factory=partial(_of_exchange, "Semesters", "sent"),
    )
    yield MetricSpec(
        name="partnership.students_received",
        title=Text.of(th="จำนวนคน: นักศึกษาแลกเปลี่ยนรับเข้า", en="Students received, each person once"),
        unit=PEOPLE,
        factory=partial(_of_exchange, "Moved", "received", "student", "person"),
    )
    yield MetricSpec(
        name="partnership.student_mobilities_received",
        title=Text.of(th="จำนวนครั้ง: นักศึกษาแลกเปลี่ยนรับเข้า", en="Mobilities of students received"),
        unit=MOBILITIES,
        factory=partial(_of_exchange, "Moved", "received", "student", "mobility"),
    )
    yield MetricSpec(
        name="partnership.staff_received",
        title=Text.of(th="จำนวนคน: บุคลากรแลกเปลี่ยนรับเข้า", en="Staff received, each person once"),
        unit=PEOPLE,
        factory=partial(_of_exchange, "Moved", "received", "staff", "person"),
    )
    yield MetricSpec(
        name="partnership.staff_mobilities_received",
        title=Text.of(th="จำนวนครั้ง: บุคลากรแลกเปลี่ยนรับเข้า", en="Mobilities of staff received"),
        unit=MOBILITIES,
        factory=partial(_of_exchange, "Moved", "received", "staff", "mobility"),
    )
    yield MetricSpec(
        name="partnership.semesters_received",
        title=Text.of(th="คน-ภาคการศึกษาที่แลกเปลี่ยนรับเข้า", en="Student-semesters received"),
        unit=SEMESTERS,
        factory=partial(_of_exchange, "Semesters", "received"),
    )
    yield MetricSpec(
        name="partnership.programmes_both_ways",
        title=Text.of(th="หลักสูตรที่มีนักศึกษาทั้งไปและมา", en="Programmes with students in both directions"),
        unit=PROGRAMMES,
        factory=partial(_of_exchange, "ProgrammesBothWays"),
    )
