"""A fiscal year of a budget in the demonstration: a real plan taken in, spent, carried over, closed and opened anew."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.cli.demo.day import ADMINISTRATOR
from orqa.cli.demo.overtime import worked_late
from orqa.cli.demo.projects import carried_out, planned
from orqa.domain.budgets.errors import OverBudget
from orqa.domain.budgets.stages import Stage

if TYPE_CHECKING:
    from orqa.base.money import Money
    from orqa.base.refs import RecordRef
    from orqa.base.years import FiscalYear, Year
    from orqa.office.budgets import BudgetService
    from orqa.office.office import Office

PLAN: Final = "budget-th.csv"
"""What the Budget Bureau printed for a university for 2565, by plan and category; only the labels were made up anew."""

TAKEN: Final = "budget.csv"
PLANS: Final = "made-up-quarter-plans.csv"
REPORTS: Final = ("budget-comparison", "budget-register")
PUBLIC: Final = "budget-comparison-public"
OFFICER: Final = "2008"


@frozen
class _Purchase:
    """What is bought of a line: percent of what is allotted, and the days of the year of order and payment."""

    title: str
    percent: int
    ordered: int
    paid: int | None = None


_QUARTERLY: Final = tuple(
    _Purchase(f"เบิกจ่ายไตรมาสที่ {quarter}", percent, 91 * quarter - 40, 91 * quarter - 10)
    for quarter, percent in ((1, 27), (2, 24), (3, 24), (4, 23))
)
_INVESTED: Final = (
    _Purchase("ก่อสร้างอาคารเรียน", 55, 80, 200),
    _Purchase("ครุภัณฑ์ห้องปฏิบัติการ", 20, 120, 260),
    _Purchase("ครุภัณฑ์คอมพิวเตอร์", 20, 300),
)
_GOODS, _TRIP = "1.2", "โครงการอบรมบุคลากร"
_FOUNDED: Final = date(2015, 10, 1)

_IN = Text.of(
    en="{file}, printed for a real university for 2565: {lines} lines, {amount} granted and allotted for {year}",
    th="{file} ตัวเลขจริงของมหาวิทยาลัยหนึ่งปี 2565: {lines} รายการ อนุมัติและจัดสรร {amount} สำหรับปีงบประมาณ {year}",
)
_PLANNED = Text.of(
    en="{file}: plans of spending by quarter of {lines} lines taken in",
    th="{file}: นำเข้าแผนการใช้จ่ายรายไตรมาส {lines} รายการ",
)
_LENT = Text.of(
    en="{lent} lent until {due}, {spent} accounted for, {back} came back",
    th="ยืมเงิน {lent} กำหนดส่งใช้ {due} ส่งใบสำคัญ {spent} คืนเงินสด {back}",
)
_REFUSED = Text.of(en="refused: {message}", th="ไม่อนุญาต: {message}")
_SPENT = Text.of(
    en="{cases} purchases: {paid} of {granted} paid; {carried} carried over to the next year",
    th="ใช้จ่าย {cases} เรื่อง เบิกจ่าย {paid} จาก {granted} กันเงินไว้เบิกเหลื่อมปี {carried}",
)
_CLOSED = Text.of(
    en="fiscal year {year} closed: {lapsed} lapsed; {opened} lines opened for {next}",
    th="ปิดปีงบประมาณ {year}: เงินพับไป {lapsed} เปิดรายการ {opened} รายการสำหรับปี {next}",
)


def last_year(office: "Office") -> "FiscalYear":
    """The fiscal year that was over last."""
    return office.year("fiscal", office.written_year(office.year("fiscal").ce - 1))  # type: ignore[return-value]


def year_of_budget(office: "Office", folder: Path) -> Iterator[Text]:
    """Play the last fiscal year that is over; what happened, one thing after the other."""
    office.acting(ADMINISTRATOR).organization.grant(
        OFFICER, "finance-officer", unit="university", first=_FOUNDED, order="คำสั่งมหาวิทยาลัย 300/2558 (สมมุติ)"
    )
    year, kept = last_year(office), office.acting(OFFICER).budgets
    yield _taken_in(office.acting(OFFICER), year, folder)
    yield _by_quarter(office.acting(OFFICER), year, folder)
    yield _lent(kept, year)
    yield _refused(kept, year)
    late = worked_late(office, year, kept.line(_GOODS, year))
    if late is not None:
        yield late
    first = next(line for line in kept.lines(year) if line.nature != "investment" and kept.balance(line).total)
    project = planned(office, year, first.code, kept.balance(first).total * _QUARTERLY[0].percent // 100, folder)
    cases = _spend(kept, year, project.ref)
    yield carried_out(office, project, next(case for case in cases if kept.case(case).concerns))
    still_bound = [case for case in cases if kept.held(case).open]
    carried = [kept.carry_over(case, on=year.last, document="กันเงิน 1") for case in still_bound]
    granted = sum(balance.total for balance in kept.balances(year).values())
    yield _SPENT.fill(
        cases=len(cases),
        paid=_paid(kept, year).written(),
        granted=kept.money(granted).written(),
        carried=kept.money(sum(case.minor for case in carried)).written(),
    )
    closed = kept.close_year(year)
    opened = kept.open_year(office.year("fiscal"))
    lapsed = kept.money(sum(one.lapsed.minor for one in closed))
    yield _CLOSED.fill(
        year=_written(office, year),
        lapsed=lapsed.written(),
        opened=len(opened),
        next=_written(office, office.year("fiscal")),
    )


def write_reports(office: "Office", folder: Path, language: str | None) -> Iterator[Path]:
    """Plan and actual of the year, for the office and for the public, and its control register."""
    year = last_year(office)
    for name in REPORTS:
        yield office.reports.write(name, "html", folder / f"{name}.html", year, language=language)
    path = folder / f"{PUBLIC}.html"
    yield office.reports.write(REPORTS[0], "html", path, year, language=language, audience="public")


def _taken_in(office: "Office", year: "FiscalYear", folder: Path) -> Text:
    from orqa.office.importing_budgets import BUDGET
    from orqa.office.tabular.importing import import_table

    rows = list(csv.reader(files("orqa.cli.demo").joinpath(PLAN).read_text(encoding="utf-8").splitlines()))
    of_year = ["ปีงบประมาณ", *[str(office.written_year(year.ce))] * (len(rows) - 1)]
    path = folder / TAKEN
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([*row, cell] for cell, row in zip(of_year, rows, strict=True))
    result = import_table(office, path, BUDGET)
    kept = office.budgets
    granted = {line: balance.total for line, balance in kept.balances(year).items() if balance.total}
    for line, minor in granted.items():
        kept.allot(line, kept.money(minor), on=year.first + timedelta(days=12), document="จัดสรร 1")
    amount = kept.money(sum(granted.values())).written()
    return _IN.fill(file=path.name, lines=result.registered, amount=amount, year=_written(office, year))


def _by_quarter(office: "Office", year: "FiscalYear", folder: Path) -> Text:
    """Take in what each line plans to spend in each quarter, from a table as an office keeps it."""
    from orqa.office.importing_quarter_plans import QUARTER_PLANS
    from orqa.office.tabular.importing import import_table

    kept, named = office.budgets, _written(office, year)
    rows = [("รหัสรายการ", "ปีงบประมาณ", *(f"ไตรมาสที่ {number}" for number in range(1, 5)), "รวมทั้งปี")]
    for line in kept.lines(year):
        if total := kept.balance(line).total:
            parts = [total * one.percent // 100 for one in _QUARTERLY[:3]]
            cells = [kept.money(minor).written() for minor in (*parts, total - sum(parts), total)]
            rows.append((line.code, named, *cells))
    with (folder / PLANS).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    result = import_table(office, folder / PLANS, QUARTER_PLANS)
    return _PLANNED.fill(lines=result.registered, file=PLANS)


def _lent(kept: "BudgetService", year: "FiscalYear") -> Text:
    """Money lent for a training, accounted for within its days."""
    began = year.first + timedelta(days=150)
    due = began + timedelta(days=30)
    case = kept.reserve(kept.line(_GOODS, year), 60_000, _TRIP, on=began)
    case = kept.advance(case, 60_000, contract="ย. 1", due=due, on=began)
    kept.clear(case, "57250.50", "2749.50", on=began + timedelta(days=20), document="ใบสำคัญ 1")
    amounts = {"lent": _baht(kept, 60_000), "spent": _baht(kept, "57250.50"), "back": _baht(kept, "2749.50")}
    return _LENT.fill(due=day_text(due), **amounts)


def _refused(kept: "BudgetService", year: "FiscalYear") -> Text:
    """A purchase for which there is not enough."""
    line = kept.line(_GOODS, year)
    try:
        kept.reserve(line, 9_000_000, "รถโดยสาร", on=year.first + timedelta(days=160))
    except OverBudget as error:
        return _REFUSED.fill(message=error.messages)
    raise AssertionError("nine million of less than nine were reserved")


def _spend(kept: "BudgetService", year: "FiscalYear", project: "RecordRef") -> list[str]:
    """Buy and pay through the year, first for a project; the ids of the cases."""
    cases: list[str] = []
    about: tuple[RecordRef, ...] = (project,)
    for line in sorted(kept.lines(year), key=lambda line: line.nature == "investment"):
        granted = kept.balance(line).total
        if not granted:
            continue
        for number, one in enumerate(_INVESTED if line.nature == "investment" else _QUARTERLY, 1):
            ordered, amount = year.first + timedelta(days=one.ordered), kept.money(granted * one.percent // 100)
            case = kept.reserve(line, amount, one.title, on=ordered, about=about)
            about = ()
            case = kept.obligate(case, amount, contract=f"สัญญา {line.code}/{number}", on=ordered)
            if one.paid is not None:
                case = kept.pay(
                    case, amount, on=year.first + timedelta(days=one.paid), document=f"ฎีกา {line.code}/{number}"
                )
            cases.append(case.id)
    return cases


def _paid(kept: "BudgetService", year: "FiscalYear") -> "Money":
    return kept.money(sum(balance.minor.get(Stage.PAID, 0) for balance in kept.balances(year).values()))


def _baht(kept: "BudgetService", amount: int | str) -> str:
    return kept.money(kept.minor(amount)).written()


def _written(office: "Office", year: "Year") -> str:
    return str(office.written_year(year.ce))
