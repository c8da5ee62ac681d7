"""The reports that ship with orqa."""

from collections.abc import Iterator
from functools import partial

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import ReportSpec
from orqa.reporting.context import ReportBuilder

_REGISTER = Text.of(
    th="ทะเบียนแต่ละทะเบียนของโปรไฟล์ เช่น received-register", en="Each register of the profile, such as received-register"
)


def _register(code: str) -> ReportBuilder:
    from orqa.plugins.builtin.reports.registers import RegisterReport

    return RegisterReport(code)


def _letters() -> ReportBuilder:
    from orqa.plugins.builtin.reports.letters import LettersReport

    return LettersReport()


def _year_end() -> ReportBuilder:
    from orqa.plugins.builtin.reports.year_end import YearEndReport

    return YearEndReport()


def _organization() -> ReportBuilder:
    from orqa.plugins.builtin.reports.organization import OrganizationReport

    return OrganizationReport()


def _leave_register() -> ReportBuilder:
    from orqa.plugins.builtin.reports.leave_register import LeaveRegisterReport

    return LeaveRegisterReport()


def _attendance_register() -> ReportBuilder:
    from orqa.plugins.builtin.reports.attendance import AttendanceRegisterReport

    return AttendanceRegisterReport()


def _half_year() -> ReportBuilder:
    from orqa.plugins.builtin.reports.attendance import HalfYearReport

    return HalfYearReport()


def _exchange_balance() -> ReportBuilder:
    from orqa.plugins.builtin.reports.exchange import ExchangeBalanceReport

    return ExchangeBalanceReport()


def _quality_results() -> ReportBuilder:
    from orqa.plugins.builtin.reports.quality import QualityResultsReport

    return QualityResultsReport()


def _quality_comparison() -> ReportBuilder:
    from orqa.plugins.builtin.reports.quality import QualityComparisonReport

    return QualityComparisonReport()


def _action_plan() -> ReportBuilder:
    from orqa.plugins.builtin.reports.action_plan import ActionPlanReport

    return ActionPlanReport()


def _published_agreements() -> ReportBuilder:
    from orqa.plugins.builtin.reports.published_agreements import PublishedAgreementsReport

    return PublishedAgreementsReport()


def _foreign_persons() -> ReportBuilder:
    from orqa.plugins.builtin.reports.foreign_persons import ForeignPersonsReport

    return ForeignPersonsReport()


def _study_abroad() -> ReportBuilder:
    from orqa.plugins.builtin.reports.study_abroad import StudyAbroadReport

    return StudyAbroadReport()


def _visits(name: str) -> ReportBuilder:
    from orqa.plugins.builtin.reports import visits

    builder: ReportBuilder = getattr(visits, name)()
    return builder


def _budget(name: str) -> ReportBuilder:
    from orqa.plugins.builtin.reports import budgets

    builder: ReportBuilder = getattr(budgets, name)()
    return builder


def _partnerships(name: str) -> ReportBuilder:
    from orqa.plugins.builtin.reports import partnerships

    builder: ReportBuilder = getattr(partnerships, name)()
    return builder


@hookimpl
def orqa_reports() -> Iterator[ReportSpec]:
    """The built-in reports."""
    yield ReportSpec(
        name="visits",
        title=Text.of(th="การเยือน กิจกรรมความร่วมมือ และการไปราชการต่างประเทศ", en="Visits, activities and trips abroad"),
        factory=partial(_visits, "VisitsReport"),
    )
    yield ReportSpec(
        name="enquiries",
        title=Text.of(th="เรื่องสอบถามและการตอบ", en="Enquiries and their answers"),
        factory=partial(_visits, "EnquiriesReport"),
    )
    yield ReportSpec(name="register", title=_REGISTER, of_each="register", factory=_register)
    yield ReportSpec(name="letters", title=Text.of(th="สถิติหนังสือ", en="How many letters"), factory=_letters)
    yield ReportSpec(
        name="year-end", title=Text.of(th="งานค้างสิ้นปี", en="What the year leaves behind"), factory=_year_end
    )
    yield ReportSpec(
        name="organization",
        title=Text.of(th="หน่วยงาน ตำแหน่ง และผู้ทำการแทน", en="Units, posts and who acts for whom"),
        factory=_organization,
    )
    yield ReportSpec(
        name="leave-register", title=Text.of(th="ทะเบียนการลา", en="Register of leave"), factory=_leave_register
    )
    yield ReportSpec(
        name="attendance-register",
        title=Text.of(th="บัญชีลงเวลาการปฏิบัติราชการ", en="Attendance register of a day"),
        factory=_attendance_register,
    )
    yield ReportSpec(
        name="half-year-attendance",
        title=Text.of(th="สถิติการลาและการมาสายครึ่งปี", en="Half-year statistics of attendance and leave"),
        factory=_half_year,
    )
    yield ReportSpec(
        name="exchange-balance",
        title=Text.of(th="ดุลการแลกเปลี่ยนนักศึกษา", en="Exchange balance: who owes whom how many places"),
        factory=_exchange_balance,
    )
    yield ReportSpec(
        name="quality-results",
        title=Text.of(th="ผลการประเมินคุณภาพการศึกษาของปี", en="Evaluations of quality of the year"),
        factory=_quality_results,
    )
    yield ReportSpec(
        name="quality-comparison",
        title=Text.of(th="เปรียบเทียบผลการประเมินของปี", en="Evaluations of the year side by side"),
        factory=_quality_comparison,
    )
    yield ReportSpec(
        name="action-plan",
        title=Text.of(th="ผลการดำเนินงานตามแผนปฏิบัติราชการประจำปี", en="Action plan of the year"),
        factory=_action_plan,
    )
    yield ReportSpec(
        name="published-agreements",
        title=Text.of(th="ข้อตกลงที่สถาบันอื่นเผยแพร่", en="Agreements that other universities published"),
        factory=_published_agreements,
    )
    yield ReportSpec(
        name="foreign-persons",
        title=Text.of(th="ชาวต่างชาติในมหาวิทยาลัย", en="Foreign staff and students"),
        factory=_foreign_persons,
    )
    yield ReportSpec(
        name="study-abroad",
        title=Text.of(th="การไปศึกษาต่อต่างประเทศ", en="Study abroad"),
        factory=_study_abroad,
    )
    yield ReportSpec(
        name="budget-register",
        title=Text.of(th="ทะเบียนคุมงบประมาณ", en="Control register of the budget"),
        factory=partial(_budget, "BudgetRegisterReport"),
    )
    yield ReportSpec(
        name="budget-comparison",
        title=Text.of(th="ผลการใช้จ่ายงบประมาณเทียบแผน", en="Budget, plan and actual"),
        factory=partial(_budget, "BudgetComparisonReport"),
    )
    yield ReportSpec(
        name="agreement-register",
        title=Text.of(th="ทะเบียนข้อตกลงความร่วมมือ", en="Register of agreements"),
        factory=partial(_partnerships, "AgreementRegisterReport"),
    )
    yield ReportSpec(
        name="agreement-expiry",
        title=Text.of(th="ข้อตกลงที่ใกล้สิ้นสุด", en="Agreements that end soon"),
        factory=partial(_partnerships, "AgreementExpiryReport"),
    )
    yield ReportSpec(
        name="partnership-overview",
        title=Text.of(th="ภาพรวมความร่วมมือระหว่างประเทศ", en="Partnerships at a glance"),
        factory=partial(_partnerships, "PartnershipOverviewReport"),
    )
    yield ReportSpec(
        name="internationalisation-profile",
        title=Text.of(th="ข้อมูลความเป็นนานาชาติ", en="Internationalisation profile"),
        factory=partial(_partnerships, "InternationalisationProfileReport"),
    )
