"""Budgets of the office (งบประมาณ): each baht in one stage."""

from functools import cached_property
from typing import TYPE_CHECKING

from orqa.office.budgets.entries import BudgetEntries
from orqa.office.budgets.entrusting import Entrusting
from orqa.office.budgets.estimating import Estimating
from orqa.office.budgets.lending import Lending
from orqa.office.budgets.reports import BudgetReports
from orqa.office.budgets.transfers import BudgetTransfers

if TYPE_CHECKING:
    from orqa.office.budgets.files import BudgetFiles
    from orqa.office.budgets.overtime import OvertimeOrders
    from orqa.office.budgets.papers import Papers
    from orqa.office.budgets.projects import Projects


class BudgetService(BudgetReports, BudgetEntries, BudgetTransfers, Lending, Entrusting, Estimating):
    """Keep lines, estimate, move money along its stages, read its books, verify them; reached as ``office.budgets``.

    What is available is a number in the store with a floor: two who ask for the same last baht at the same moment do
    not both get it, whatever the store.
    """

    @cached_property
    def files(self) -> "BudgetFiles":
        """Files and links of spending cases, projects and overtime orders (เอกสารแนบ)."""
        from orqa.office.budgets.files import BudgetFiles

        return BudgetFiles(self._office, self._recording)

    @cached_property
    def overtime(self) -> "OvertimeOrders":
        """Orders to work outside office hours, and what they cost (การปฏิบัติงานนอกเวลาราชการ)."""
        from orqa.office.budgets.overtime import OvertimeOrders

        return OvertimeOrders(self._office, self._recording)

    @cached_property
    def papers(self) -> "Papers":
        """Papers of spending cases as fields and numbers (เอกสารการเบิกจ่าย)."""
        from orqa.office.budgets.papers import Papers

        return Papers(self._office, self._recording)

    @cached_property
    def projects(self) -> "Projects":
        """Projects of the yearly action plan (โครงการตามแผนปฏิบัติราชการประจำปี)."""
        from orqa.office.budgets.projects import Projects

        return Projects(self._office, self._recording)


__all__ = ["BudgetService"]
