"""Visits are read: one, many, their versions, their check-list, what to look at (การเยือนและคณะผู้แทน)."""

from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.partnerships.visits import Visit
from orqa.office.partnerships.keeping import Keeping, days_from
from orqa.office.partnerships.visit_steps import gift_findings, programme_findings, steps_of
from orqa.storage.query import ALL, equal, is_in

if TYPE_CHECKING:
    from orqa.base.findings import Finding
    from orqa.domain.organization.tasks import Task
    from orqa.reporting.tables import Table

VISIT: Final = Text.of(en="the visit", th="การเยือน")


class VisitReading(Keeping):
    """Read visits; a part of ``office.partnerships.visits``."""

    def checklist(self, visit: Visit | str) -> tuple["Task", ...]:
        """What is to be done for a visit, done or not (รายการเตรียมการเยือน); a task ends by ``office.tasks.done``.

        Raises:
            NotFound: when there is no such visit.
        """
        return steps_of(self._office, self.get(visit))

    def check(self, visit: Visit | str) -> tuple["Finding", ...]:
        """What to look at in a visit: gifts above what may be taken or without a value, a programme on other days.

        Raises:
            NotFound: when there is no such visit.
            NotInForce: for a gift from before the rule ``visit.gift_limit``.
        """
        known = self.get(visit)
        return (*programme_findings(known), *gift_findings(self._office, known))

    def get(self, visit: Visit | str) -> Visit:
        """A visit as it is now.

        Raises:
            NotFound: when there is none.
        """
        return self._one(Visit, visit if isinstance(visit, str) else visit.id, VISIT)

    def versions(self, visit: Visit | str) -> tuple[Visit, ...]:
        """All versions of a visit, the first one first, each with the reason for it (ประวัติการแก้ไข).

        Raises:
            NotFound: when there is none.
        """
        return self._versions(self.get(visit))

    def list(
        self, first: date | None = None, last: date | None = None, *, partner: str = "", agreement: str = ""
    ) -> tuple[Visit, ...]:
        """Visits that begin from one day to another, both included, by default all; the earliest first."""
        query = days_from("first", first, last)
        query &= is_in("partner", self._partners(partner)) if partner else ALL
        query &= equal("agreement", agreement) if agreement else ALL
        return self._every(Visit, query, ("first",))

    def table(self, first: date | None = None, last: date | None = None) -> "Table":
        """Visits as a table (ทะเบียนการเยือน); see :meth:`list`. Members and gifts are personal data and counted only.

        Visits that whoever acts may not see are left out, and their number is told.
        """
        from orqa.office.partnerships.visit_tables import visit_table

        return self._with_left_out(
            visit_table(self._office, self.list(first, last)), Visit, days_from("first", first, last)
        )
