"""What an office does, area by area: its services."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from orqa.office.approvals import Approvals
    from orqa.office.attendance import AttendanceService
    from orqa.office.budgets import BudgetService
    from orqa.office.correspondence import Correspondence
    from orqa.office.deadlines import Deadlines
    from orqa.office.desk import Desk
    from orqa.office.holds import RecordHolds
    from orqa.office.metrics import Metrics
    from orqa.office.notices import Notices
    from orqa.office.office import Office
    from orqa.office.organization import OrganizationService
    from orqa.office.partnerships import PartnershipService
    from orqa.office.quality import QualityService
    from orqa.office.reports import Reports
    from orqa.office.tasks import Tasks


class Services:
    """This side of :class:`orqa.office.office.Office`; a new area is a new property here."""

    @cached_property
    def correspondence(self) -> "Correspondence":
        """Letters and their registers (งานสารบรรณ)."""
        from orqa.office.correspondence import Correspondence

        return Correspondence(self._office)

    @cached_property
    def organization(self) -> "OrganizationService":
        """Units, positions, people, and who acts for whom (หน่วยงานและบุคลากร)."""
        from orqa.office.organization import OrganizationService

        return OrganizationService(self._office)

    @cached_property
    def attendance(self) -> "AttendanceService":
        """Attendance and leave, and what follows from them (งานการลงเวลาและการลา)."""
        from orqa.office.attendance import AttendanceService

        return AttendanceService(self._office)

    @cached_property
    def quality(self) -> "QualityService":
        """Quality assurance: frameworks, evaluations, what is kept of them (งานประกันคุณภาพการศึกษา)."""
        from orqa.office.quality import QualityService

        return QualityService(self._office)

    @cached_property
    def budgets(self) -> "BudgetService":
        """Budgets: where each baht of a fiscal year stands (งานงบประมาณ)."""
        from orqa.office.budgets import BudgetService

        return BudgetService(self._office)

    @cached_property
    def partnerships(self) -> "PartnershipService":
        """International relations: institutions that the university works with (งานวิเทศสัมพันธ์)."""
        from orqa.office.partnerships import PartnershipService

        return PartnershipService(self._office)

    @cached_property
    def approvals(self) -> "Approvals":
        """Requests and decisions along the routes of the profile (การเสนอและการอนุมัติ)."""
        from orqa.office.approvals import Approvals

        return Approvals(self._office)

    @cached_property
    def tasks(self) -> "Tasks":
        """What waits for somebody, done or handed on (งานที่ต้องทำ)."""
        from orqa.office.tasks import Tasks

        return Tasks(self._office)

    @cached_property
    def holds(self) -> "RecordHolds":
        """What may not be destroyed, and why (การยับยั้งการทำลาย)."""
        from orqa.office.holds import RecordHolds

        return RecordHolds(self._office)

    @cached_property
    def metrics(self) -> "Metrics":
        """Named numbers of a year (ตัวชี้วัด)."""
        from orqa.office.metrics import Metrics

        return Metrics(self._office)

    @cached_property
    def reports(self) -> "Reports":
        """Reports and their files (รายงาน)."""
        from orqa.office.reports import Reports

        return Reports(self._office)

    def desk(self, person: str | None = None, on: date | None = None, *, limit: int = 50) -> "Desk":
        """What waits for a person, in every area (งานบนโต๊ะ): as themselves, by where they work, and by their roles.

        Args:
            person: id or staff number; by default whoever acts.
            on: the day whose posts and actings count; by default today.
            limit: how many tasks to show; all are counted.

        Raises:
            NotFound: when there is no such person, or nobody is named and nobody acts.
            NotAllowed: when somebody acts who may not look at another's desk.
        """
        from orqa.office.desk import desk_of

        return desk_of(self._office, person, on, limit)

    def deadlines(self, first: date, last: date, *, person: str | None = None) -> "Deadlines":
        """What falls due from one day to another, both included, in every area (กำหนดเวลา).

        Whoever acts is shown their own tasks and those of the people whose desk they may look at (``desk.read``);
        answers, numbers, posts and actings are everybody's concern.

        Args:
            first: the first day.
            last: the last day.
            person: id or staff number: only what is for this person, as :meth:`desk` understands it.

        Raises:
            SpanReversed: when the last day lies before the first.
            NotFound: when there is no such person.
            NotAllowed: when somebody acts who may not look at that person's desk.
        """
        from orqa.office.desk import tokens_for, whose
        from orqa.office.falling_due import deadlines_of

        if person is None:
            return deadlines_of(self._office, first, last, None)
        now = self.organization.on()
        return deadlines_of(self._office, first, last, tokens_for(now, whose(self._office, now, person)))

    @cached_property
    def notices(self) -> "Notices":
        """Reminders of what waits for people (การแจ้งเตือน)."""
        from orqa.office.notices import Notices

        return Notices(self._office)

    @property
    def _office(self) -> "Office":
        return cast("Office", self)
