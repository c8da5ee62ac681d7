"""Budgets at the command line (งบประมาณ)."""

import click

from orqa.cli.lazy import LazyGroup

_COMMANDS = {
    "account": "orqa.cli.budgets_cases:account",
    "add-line": "orqa.cli.budgets_lines:add_line",
    "advances": "orqa.cli.budgets_views:advances",
    "advance": "orqa.cli.budgets_cases:advance",
    "allot": "orqa.cli.budgets_lines:allot",
    "approve": "orqa.cli.budgets_lines:approve",
    "available": "orqa.cli.budgets_views:available",
    "balance": "orqa.cli.budgets_views:balance",
    "carry-over": "orqa.cli.budgets_years:carry_over",
    "cases": "orqa.cli.budgets_views:cases",
    "clear": "orqa.cli.budgets_cases:clear",
    "close-year": "orqa.cli.budgets_years:close_year",
    "compare": "orqa.cli.budget_reports:compare",
    "enact": "orqa.cli.budgets_lines:enact",
    "entrust": "orqa.cli.budgets_cases:entrust",
    "estimate": "orqa.cli.budgets_estimates:estimate",
    "extend": "orqa.cli.budgets_years:extend",
    "income": "orqa.cli.budgets_incomes:income",
    "lines": "orqa.cli.budgets_views:lines",
    "obligate": "orqa.cli.budgets_cases:obligate",
    "on-behalf": "orqa.cli.budgets_behalf:on_behalf",
    "open-year": "orqa.cli.budgets_years:open_year",
    "attach": "orqa.cli.budgets_files:attach",
    "files": "orqa.cli.budgets_files:files",
    "link": "orqa.cli.budgets_files:link",
    "overtime": "orqa.cli.budgets_overtime:overtime",
    "paper": "orqa.cli.budgets_papers:paper",
    "papers": "orqa.cli.budgets_papers:papers",
    "pay": "orqa.cli.budgets_cases:pay",
    "pay-bill": "orqa.cli.budgets_incomes:pay_bill",
    "plan": "orqa.cli.budgets_quarters:plan",
    "receive": "orqa.cli.budgets_incomes:receive",
    "refund": "orqa.cli.budgets_cases:refund",
    "register": "orqa.cli.budget_reports:register",
    "release": "orqa.cli.budgets_cases:release",
    "remit": "orqa.cli.budgets_incomes:remit",
    "report": "orqa.cli.budget_reports:report",
    "report-back": "orqa.cli.budgets_behalf:report_back",
    "request": "orqa.cli.budgets_cases:request",
    "reserve": "orqa.cli.budgets_cases:reserve",
    "reverse": "orqa.cli.budgets_lines:reverse",
    "reverse-income": "orqa.cli.budgets_incomes:reverse_income",
    "show": "orqa.cli.budgets_views:show",
    "statement": "orqa.cli.budget_reports:statement",
    "take-on": "orqa.cli.budgets_behalf:take_on",
    "to-remit": "orqa.cli.budgets_incomes:to_remit",
    "transfer": "orqa.cli.budgets_lines:transfer",
}
"""Each command and where it is."""


@click.group(cls=LazyGroup, where=_COMMANDS)
def budget() -> None:
    """Budgets: each baht in one stage, from the grant to the payment (งบประมาณ).

    LINE is the code of a line of the fiscal year, CASE the id of a spending case. AMOUNT is in baht: 1,234.50.
    Exit code 0: done; 1: refused, and nothing was written; 2: what was given was not understood.
    """
