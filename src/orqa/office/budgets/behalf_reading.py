"""How the money of other agencies stands (ยอดเงินที่รับเบิกแทน), and the statement for them."""

from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.on_behalf import BehalfReport
from orqa.domain.budgets.records import BudgetLine
from orqa.domain.budgets.stages import Stage
from orqa.office.budgets.cells import reported_cell
from orqa.office.budgets.interim import InterimBudgets
from orqa.reporting.audience import Audience
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.base.years import Year
    from orqa.domain.budgets.trees import Balance
    from orqa.reporting.model import Report

_NOT_THEIRS = Text.of(
    en="no line of fiscal year {year} is money of {owner}; look at the names with budgets.on_behalf",
    th="ปีงบประมาณ {year} ไม่มีรายการที่เป็นเงินของ{owner} ให้ดูชื่อหน่วยงานด้วย budgets.on_behalf",
)


@frozen(kw_only=True)
class BehalfBalance:
    """How a line of another agency's money stands.

    Attributes:
        line: the line; it names its owner.
        received: what the agency gave in all.
        returned: what was given back.
        held: reserved, obligated, lent or entrusted.
        paid: what was spent for it.
        reported: how much of that it was told.
        left: what may still be spent.
    """

    line: BudgetLine
    received: Money
    returned: Money
    held: Money
    paid: Money
    reported: Money
    left: Money

    @property
    def unreported(self) -> Money:
        """What was spent and not told yet."""
        return self.paid - self.reported


class BehalfReading(InterimBudgets):
    """Tell how the money of others stands."""

    def on_behalf(self, year: "Year | None" = None, *, owner: str = "") -> tuple[BehalfBalance, ...]:
        """How the money of others stands in a fiscal year, line by line in the order of codes.

        Args:
            year: the fiscal year; by default that of today.
            owner: only of this agency.
        """
        period = year or self._office.year("fiscal")
        lines = [one for one in self.lines(period) if one.owner and owner in {"", one.owner} and one.holds_money]
        balances, told = self.balances(period), self._reported()
        return tuple(self._stands(line, balances[line.id], told.get(line.id, 0)) for line in lines)

    def behalf_statement(
        self,
        owner: str = "",
        year: "Year | None" = None,
        *,
        audience: Audience | str = Audience.INTERNAL,
        language: str | None = None,
    ) -> "Report":
        """The statement for an agency, or of all whose money is spent (รายงานการเบิกแทนกัน).

        Args:
            owner: the agency; by default all.
            year: the fiscal year; by default that of today.
            audience: ``internal`` or ``public``.
            language: of its text; by default the office's own.

        Raises:
            BudgetRefused: when no line of the year is money of that agency.
        """
        from orqa.office.budgets.behalf_report import behalf_statement
        from orqa.office.budgets.book_report import BookReport

        period = year or self._office.year("fiscal")
        balances = self.on_behalf(period, owner=owner)
        if owner and not balances:
            raise BudgetRefused(_NOT_THEIRS.fill(owner=owner, year=self._office.written_year(period.ce)))
        book = BookReport(self._office, period, self.currency(period.first), Audience(audience), language)
        return behalf_statement(self, book, balances, owner)

    def behalf_reports(self, line: BudgetLine | str) -> tuple[BehalfReport, ...]:
        """What the agency was told of a line, in the order of the days."""
        found: Iterable[BehalfReport] = self._every(BehalfReport, equal("line", self.line(line).id))
        return tuple(sorted(found, key=lambda one: (one.on, one.id)))

    # ------------------------------------------------------------------ inside

    def _stands(self, line: BudgetLine, balance: "Balance", told: int) -> BehalfBalance:
        received = self._granted_to(line)
        held = (Stage.RESERVED, Stage.OBLIGATED, Stage.ADVANCED, Stage.ENTRUSTED)
        amounts = {
            "received": received,
            "returned": received - balance.total,  # given back, or refunded after the year and remitted to its owner
            "held": sum(map(balance.of, held)),
            "paid": balance.of(Stage.PAID),
            "reported": told,
            "left": balance.of(Stage.ALLOTTED) + balance.of(Stage.APPROVED),
        }
        return BehalfBalance(line=line, **{name: self.money(minor) for name, minor in amounts.items()})

    def _reported(self) -> dict[str, int]:
        """What was told to others of each line, in satang."""
        prefix = reported_cell("")
        with self._office.reading() as reader:
            return {cell.removeprefix(prefix): minor for cell, minor in reader.cells(prefix).items()}
