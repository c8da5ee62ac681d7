"""Orders to work outside office hours in an office: approved, paid by the punches, asked for as a spending case."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.overtime_orders import OvertimeOrder, OvertimeWindow
from orqa.office.about import names_of
from orqa.office.budgets.overtime import OvertimeOrders
from orqa.office.errors import KeyUsedOtherwise, NotAllowed, NotFound
from orqa.office.office import Office

MONDAY, TUESDAY, SATURDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 21)
TIMES = [
    OvertimeWindow(on=SATURDAY, starts=510, ends=1020),
    OvertimeWindow(on=MONDAY, starts=990, ends=1230),
    OvertimeWindow(on=TUESDAY, starts=990, ends=1230),
]
Punched = Callable[..., None]


@pytest.fixture
def working(division: Office) -> Office:
    """The division with a clock, two people at work, and a line of the budget."""
    attendance = division.attendance
    attendance.clocks.add("gate", number="1", unit="irqa")
    for number, (code, line) in enumerate([("E1", "executive"), ("E2", "support"), ("E3", "support")], 1):
        attendance.employments.begin(code, "university_employee", first=date(2024, 10, 1), line=line, unit="ga")
        attendance.clocks.add_user("gate", str(number), code, first=date(2024, 10, 1))
    division.budgets.add_line("P1", "ค่าตอบแทน", division.year("fiscal", 2570), fund="national", unit="irqa")
    division.budgets.allot("P1", 10_000, granted=False)
    return division


@pytest.fixture
def orders(working: Office) -> OvertimeOrders:
    return working.budgets.overtime


@pytest.fixture
def punched(working: Office, tmp_path: Path) -> Punched:
    def take(*lines: str) -> None:
        path = tmp_path / "1_attlog.dat"
        path.write_text("".join(f"{line}\t1\t0\t1\t0\n" for line in lines), encoding="utf-8")
        working.attendance.clocks.import_file(path)

    return take


def ordered(orders: OvertimeOrders, **changes: Any) -> OvertimeOrder:
    given: dict[str, Any] = {"people": ["E2", "E3"], "windows": TIMES, "unit": "ga", "document": "อว 3/2570"}
    given |= changes
    return orders.order("P1", "จัดทำรายงานประจำปี", given.pop("people"), given.pop("windows"), **given)


def test_people_are_paid_by_the_punches(orders: OvertimeOrders, working: Office, punched: Punched) -> None:
    punched(
        *("2\t2026-11-16 08:20:00", "2\t2026-11-16 19:10:00", "2\t2026-11-17 08:20:00", "2\t2026-11-17 21:45:00"),
        *("2\t2026-11-21 09:00:00", "2\t2026-11-21 12:30:00", "3\t2026-11-16 08:25:00"),
    )
    order = ordered(orders)
    found = orders.pay(order).value
    e2, e3 = (working.organization.person(code).id for code in ("E2", "E3"))
    assert {(one.person, one.on): str(one.amount) for one in found.days} == {
        (e2, MONDAY): "100.00 THB", (e2, TUESDAY): "200.00 THB", (e2, SATURDAY): "180.00 THB",
        (e3, MONDAY): "0.00 THB", (e3, TUESDAY): "0.00 THB", (e3, SATURDAY): "0.00 THB",
    }  # fmt: skip
    assert [(one.field, one.code) for one in found.findings] == [(e3, "overtime-no-punches")] * 3
    rows = list(orders.table(found).records(personal=True))
    assert (len(rows), sum(row["hours"] for row in rows)) == (6, 9)


def test_who_is_on_leave_is_paid_nothing(orders: OvertimeOrders, working: Office, punched: Punched) -> None:
    punched("2\t2026-11-16 08:20:00", "2\t2026-11-16 19:10:00")
    order = ordered(orders, people=["E2"], windows=[TIMES[1]])
    working.attendance.events.add("official_duty", first=MONDAY, person="E2")
    assert str(orders.pay(order).value.total) == "100.00 THB"
    working.acting("E2").attendance.leave.request("E2", "sick", MONDAY, MONDAY)
    (day,) = orders.pay(order).value.days
    assert ([one.code for one in day.findings], str(day.amount)) == (["overtime-on-leave"], "0.00 THB")


def test_the_money_is_asked_for_once(orders: OvertimeOrders, working: Office, punched: Punched) -> None:
    punched("2\t2026-11-16 08:20:00", "2\t2026-11-16 19:10:00")
    letter = RecordRef("letter", "letter-1")
    order = ordered(orders, about=[letter])
    case = orders.request(order)
    assert (case.minor, case.state, case.concerns) == (10_000, "asked", (order.ref, letter))
    assert working.approvals.of(case.ref)[0].route == "budget.request"
    assert orders.request(order) == case
    punched("2\t2026-11-16 19:50:00", "2\t2026-11-17 08:20:00", "2\t2026-11-17 18:40:00")
    with pytest.raises(KeyUsedOtherwise):
        orders.request(order)
    assert len(working.budgets.cases("P1")) == 1


def test_an_order_goes_along_its_route(orders: OvertimeOrders, working: Office) -> None:
    order = ordered(orders, document="")
    with pytest.raises(BudgetRefused, match="was not approved"):
        orders.pay(order)
    request = orders.submit(order)
    assert request.route == "budget.overtime"
    assert names_of(working, [order.ref]) == {order.ref: "จัดทำรายงานประจำปี"}
    for code in ("E2", "E1"):
        request = working.acting(code).approvals.approve(request)
    assert orders.is_approved(order)
    with pytest.raises(BudgetRefused, match="nothing is to be paid"):
        orders.request(order)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"people": []}, "at least one person"),
        ({"windows": []}, "at least one person and one time"),
        ({"people": ["E2", "E2"]}, "is named twice"),
        ({"windows": [OvertimeWindow(on=MONDAY, starts=990, ends=990)]}, "ends before it begins"),
        ({"windows": [OvertimeWindow(on=date(2027, 10, 1), starts=990, ends=1200)]}, "outside the fiscal year"),
    ],
)
def test_orders_that_cannot_be(orders: OvertimeOrders, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(BudgetRefused, match=told):
        ordered(orders, **changes)
    assert orders.list() == ()


def test_nobody_is_ordered_twice_for_the_same_time(orders: OvertimeOrders) -> None:
    first = ordered(orders, people=["E2"], windows=[TIMES[1]], key="k")
    assert ordered(orders, people=["E2"], windows=[TIMES[1]], key="k") == first
    later = OvertimeWindow(on=MONDAY, starts=1229, ends=1300)
    with pytest.raises(BudgetRefused, match=r"on 2026-11-16 at that time already, for .* \(อว 3/2570\)"):
        ordered(orders, people=["E3", "E2"], windows=[later], document="อว 4/2570")
    ordered(orders, people=["E3"], windows=[later], document="อว 4/2570")
    ordered(orders, people=["E2"], windows=[evolve(later, starts=1230)], document="อว 5/2570")
    orders.withdraw(first, "งด")
    assert ordered(orders, people=["E2"], windows=[TIMES[1]], document="อว 6/2570").withdrawn is None


def test_what_is_not_there_is_not_found(orders: OvertimeOrders) -> None:
    for changes in ({"people": ["X9"]}, {"unit": "nowhere"}):
        with pytest.raises(NotFound):
            ordered(orders, **changes)
    with pytest.raises(NotFound):
        orders.get("no-such")


def test_an_order_is_paid_when_it_is_over_and_stands(orders: OvertimeOrders) -> None:
    running = ordered(orders, windows=[OvertimeWindow(on=date(2026, 11, 23), starts=990, ends=1200)])
    with pytest.raises(BudgetRefused, match="runs until"):
        orders.pay(running)
    with pytest.raises(BudgetRefused, match="say why"):
        orders.withdraw(running, " ")
    gone = orders.withdraw(running, "งด")
    assert (gone.withdrawn, orders.get(running.id)) == (date(2026, 11, 23), gone)
    for act in (orders.pay, orders.submit, lambda order: orders.withdraw(order, "x")):
        with pytest.raises(BudgetRefused, match="was taken back"):
            act(running)
    assert orders.list("ga") == (gone,)


def test_who_may_order_and_who_sees_the_days(orders: OvertimeOrders, working: Office) -> None:
    with pytest.raises(NotAllowed):
        ordered(working.acting("E3").budgets.overtime)
    order = ordered(orders, key="a")
    with pytest.raises(NotAllowed):
        working.acting("E3").budgets.overtime.pay(order)
    assert ordered(orders, key="a") == order


def test_who_was_ordered_meanwhile_is_looked_at_again(
    orders: OvertimeOrders, working: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = OvertimeOrders._refuse_taken  # the moment between looking and writing

    def slow(service: OvertimeOrders, *asked: Any) -> None:
        look(service, *asked)
        monkeypatch.undo()
        ordered(working.budgets.overtime, people=["E2"])

    monkeypatch.setattr(OvertimeOrders, "_refuse_taken", slow)
    with pytest.raises(BudgetRefused, match="same moment"):
        ordered(orders, people=["E2", "E3"])
    assert len(orders.list()) == 1


def test_two_orders_of_one_day_are_not_paid_more_than_the_most_of_a_day(
    orders: OvertimeOrders, punched: Punched
) -> None:
    punched("2\t2026-11-16 08:20:00", "2\t2026-11-16 23:40:00")
    first, second, gone = (
        ordered(
            orders,
            people=["E2"],
            windows=[OvertimeWindow(on=MONDAY, starts=hour * 60, ends=(hour + 3) * 60)],
            document=document,
        )
        for hour, document in ((17, "อว 1"), (20, "อว 2"), (4, "อว 3"))
    )
    orders.withdraw(gone, "ผิดเวลา")
    assert [str(orders.pay(one).value.days[0].hours) for one in (first, second)] == ["3", "1"]
    orders.withdraw(first, "ไม่ได้ทำ")
    assert str(orders.pay(second).value.days[0].hours) == "3"
