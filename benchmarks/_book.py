"""A budget book of many postings, made up: rows for an office, and the same money as text for plain-text accounting."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import orqa
from orqa.domain.budgets.drafts import PostingDraft
from orqa.domain.budgets.stages import Stage

PROFILE = "thai-public-university"
FIRST = date(2025, 10, 1)
YEAR = 2569
LINES = 200
GRANT = 2_000_000_000_00
"""Satang that each line is allotted."""

FUNDS = ("national", "own_income", "external_grant")
PLANS = tuple(f"แผนงาน {number}" for number in range(10))
CATEGORIES = ("personnel", "operating", "investment", "subsidy", "other")


def code_of(line: int) -> str:
    return f"L{line:03}"


def spent(count: int) -> Iterator[tuple[date, int, int]]:
    """Day, line and satang of payments through a year."""
    pick = random.Random(5)
    for number in range(count):
        yield FIRST + timedelta(number * 365 // count), pick.randrange(LINES), pick.randrange(100, 500_000)


def drafts(postings: int) -> Iterator[PostingDraft]:
    """What each line is allotted, then payments: as many rows as are asked for."""
    for line in range(LINES):
        yield PostingDraft(line=code_of(line), source=Stage.OUTSIDE, target=Stage.ALLOTTED, minor=GRANT, on=FIRST)
    for number, (day, line, minor) in enumerate(spent(postings - LINES), 1):
        yield PostingDraft(
            line=code_of(line),
            source=Stage.ALLOTTED,
            target=Stage.PAID,
            minor=minor,
            on=day,
            document=f"voucher {number}",
        )


def stored(path: Path, postings: int) -> Path:
    """An office with lines in three axes and all postings, entered through the service; one that is there is kept."""
    if path.exists():
        with orqa.open_office(f"sqlite:///{path}") as office:
            office.upgrade()  # where classes have changed since
        return path
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    with orqa.open_office(f"sqlite:///{making}", PROFILE) as office:
        budgets, year = office.budgets, office.year("fiscal", YEAR)
        tops = [budgets.add_line(f"P{plan}", PLANS[plan], year, holds_money=False) for plan in range(len(PLANS))]
        for line in range(LINES):
            plan = line % len(PLANS)
            axes = {"fund": FUNDS[line % 3], "plan": PLANS[plan], "category": CATEGORIES[line // 3 % 5]}
            budgets.add_line(code_of(line), f"รายการ {line}", year, parent=tops[plan], **axes)
        done = budgets.enter(drafts(postings), key="register")
        assert (done.posted, done.findings) == (postings, ()), done
    making.rename(path)
    return path


def as_text(folder: Path, postings: int) -> tuple[Path, Path]:
    """Files of beancount, and of ledger and hledger, with as many postings: each payment has two."""
    bean, journal = folder / f"{postings}.beancount", folder / f"{postings}.journal"
    if journal.exists() and bean.exists():
        return bean, journal
    with bean.open("w", encoding="utf-8") as first, journal.open("w", encoding="utf-8") as second:
        first.write('option "operating_currency" "THB"\n2025-01-01 open Assets:Treasury THB\n')
        first.writelines(f"2025-01-01 open Expenses:{code_of(line)} THB\n" for line in range(LINES))
        for number, (day, line, minor) in enumerate(spent(postings // 2), 1):
            baht = f"{minor // 100}.{minor % 100:02}"
            legs = f"  Expenses:{code_of(line)}  {baht} THB\n  Assets:Treasury  -{baht} THB\n\n"
            first.write(f'{day} * "voucher {number}"\n{legs}')
            second.write(f"{day} * voucher {number}\n{legs}")
    return bean, journal
