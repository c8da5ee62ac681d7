"""Attendance and leave: the service of one area, put together from its parts (งานการลงเวลาและการลา)."""

from functools import cached_property

from orqa.office.attendance.bonds import Bonds
from orqa.office.attendance.clocks import Clocks
from orqa.office.attendance.corrections import PunchCorrections
from orqa.office.attendance.days import Days
from orqa.office.attendance.employments import Employments
from orqa.office.attendance.leave_years import LeaveYears
from orqa.office.attendance.leaves import Leaves
from orqa.office.attendance.punch_erasing import PunchRetention
from orqa.office.attendance.reasons import PunchReasons
from orqa.office.attendance.statistics import Statistics
from orqa.office.attendance.studies import Studies
from orqa.office.attendance.work_events import WorkEvents
from orqa.office.attendance.work_schedules import WorkSchedules
from orqa.office.service import Service


class AttendanceService(Service):
    """Who is away by which right, and what follows from it; reached as ``office.attendance``.

    Each part is a property here and writes through the same office, or the same work.
    """

    @cached_property
    def bonds(self) -> Bonds:
        """Contracts of study leave and the service that is owed for it (สัญญาชดใช้ทุน)."""
        return Bonds(self._office, self._recording)

    @cached_property
    def studies(self) -> Studies:
        """Whether somebody may go on study leave (หลักเกณฑ์การลาไปศึกษา)."""
        return Studies(self._office, self._recording)

    @cached_property
    def employments(self) -> Employments:
        """As which type of personnel people work, from when to when (ช่วงการจ้าง)."""
        return Employments(self._office, self._recording)

    @cached_property
    def leave(self) -> Leaves:
        """Leave, from the request to the return, and the accounts of it (การลา)."""
        return Leaves(self._office, self._recording)

    @cached_property
    def leave_years(self) -> LeaveYears:
        """Fiscal years of leave, opened and closed (เปิดและปิดปีวันลา)."""
        return LeaveYears(self._office, self._recording)

    @cached_property
    def statistics(self) -> Statistics:
        """Half years and years in figures (สถิติการลาและการมาสาย)."""
        return Statistics(self._office, self._recording)

    @cached_property
    def schedules(self) -> WorkSchedules:
        """Who works by which schedule (ตารางเวลาทำงาน)."""
        return WorkSchedules(self._office, self._recording)

    @cached_property
    def events(self) -> WorkEvents:
        """Official duty, training, working from home (ไปราชการ อบรม ปฏิบัติงานนอกสถานที่ตั้ง)."""
        return WorkEvents(self._office, self._recording)

    @cached_property
    def clocks(self) -> Clocks:
        """Time clocks, whom their users are, and the punches that were fetched from them (เครื่องลงเวลา)."""
        return Clocks(self._office, self._recording)

    @cached_property
    def retention(self) -> PunchRetention:
        """How long punches are kept, and what was erased (ระยะเวลาเก็บข้อมูลการลงเวลา)."""
        return PunchRetention(self._office, self._recording)

    @cached_property
    def days(self) -> Days:
        """What the days of people came to (ผลการลงเวลา)."""
        return Days(self._office, self._recording)

    @cached_property
    def corrections(self) -> PunchCorrections:
        """Corrected times of punches that a clock told wrong (การแก้เวลาที่เครื่องบันทึกผิด)."""
        return PunchCorrections(self._office, self._recording)

    @cached_property
    def reasons(self) -> PunchReasons:
        """Reasons for missing punches (คำชี้แจงการไม่ได้ลงเวลา)."""
        return PunchReasons(self._office, self._recording)
