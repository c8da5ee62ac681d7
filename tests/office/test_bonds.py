"""Contracts of study leave in an office: kept, changed, told, and what falls due with them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from organization_samples import begun
from orqa.base.money import Money
from orqa.domain.attendance.bond_errors import BondRefused
from orqa.domain.attendance.bonds import Bond
from orqa.office.attendance.bonds import Bonds
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office

FIRST, LAST, BACK = date(2023, 6, 1), date(2026, 5, 31), date(2026, 6, 1)


@pytest.fixture
def bonds(office: Office) -> Bonds:
    begun(office)
    return office.attendance.bonds


def signed(bonds: Bonds, **fields: Any) -> Bond:
    return bonds.sign("E1", first=FIRST, last=LAST, abroad=True, contract="12/2566", **fields)


def test_a_bond_is_kept_with_the_factor_of_its_day(bonds: Bonds) -> None:
    bond = signed(bonds, key="a", guarantors=("สมหมาย",))
    assert bond == bonds.get(bond.id) == signed(bonds, key="a", guarantors=("สมหมาย",))
    assert (bond.factor, bonds.list("E1"), bonds.list("E2")) == (200, (bond,), ())
    assert bonds.standing(bond).owed == 2 * ((LAST - FIRST).days + 1)


def test_its_way_from_leaving_to_serving(bonds: Bonds, office: Office) -> None:
    bond = signed(bonds)
    bonds.report(bond, date(2023, 12, 1), "ภาคการศึกษาที่ 1")
    bonds.extend(bond, date(2026, 8, 31), "คำสั่ง 3/2569")
    bonds.back(bond, date(2026, 9, 1))
    bonds.pause(bond, date(2026, 10, 1), reason="ลาไม่รับเงินเดือน")
    assert bonds.standing(bond.id, date(2027, 1, 1)).served == 30
    changed = bonds.pause(bond, date(2026, 10, 1), date(2026, 10, 31))
    assert (changed.version, [one.reason for one in changed.pauses]) == (6, ["ลาไม่รับเงินเดือน"])
    assert bonds.standing(bond.id, date(2026, 11, 1)).served == 31
    assert office.verify(deep=True).findings == ()


REFUSED: list[tuple[Callable[[Bonds, Bond], object], str]] = [
    (lambda b, one: b.extend(one, LAST), "ends after 2026-05-31"),
    (lambda b, one: b.back(one, date(2023, 5, 31)), "lies before"),
    (lambda b, one: b.report(one, date(2023, 5, 31)), "lies before"),
    (lambda b, one: b.pause(one, BACK), "has not reported back"),
    (lambda b, one: b.pause(one, BACK, FIRST), "lies before the first"),
    (lambda b, one: b.end(one, date(2023, 5, 31), "ลาออก"), "lies before"),
    (lambda b, _: b.sign("E1", first=LAST, last=FIRST), "lies before the first"),
]


@pytest.mark.parametrize(("ask", "why"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_is_refused_and_not_written(
    bonds: Bonds, ask: Callable[[Bonds, Bond], object], why: str
) -> None:
    bond = signed(bonds)
    with pytest.raises(BondRefused, match=why):
        ask(bonds, bond)
    assert bonds.list() == (bond,)


def test_nobody_reports_back_or_leaves_twice(bonds: Bonds) -> None:
    bond = signed(bonds)
    bonds.back(bond, BACK)
    with pytest.raises(BondRefused, match="already"):
        bonds.back(bond, BACK)
    with pytest.raises(BondRefused, match="already"):
        bonds.extend(bond, date(2027, 1, 1))
    bonds.end(bond, date(2026, 10, 1), "ลาออก")
    later = date(2028, 1, 1)
    for ask in (bonds.end, bonds.extend, bonds.back, bonds.pause):
        with pytest.raises(BondRefused, match="it ended on 2026-10-01"):
            ask(bond, later, reason="ลาออก") if ask == bonds.end else ask(bond, later)
    assert bonds.report(bond, later).reports


def test_a_breach_is_told_with_its_rules(bonds: Bonds) -> None:
    bond = signed(bonds)
    bonds.back(bond, BACK)
    bonds.end(bond, BACK, "ลาออก")
    decision = bonds.breach(bond.id, Money.of(2_192, "THB"))
    assert str(decision.value.repaid) == "2191.00 THB"
    assert set(decision.keys) == {"bond.in_proportion", "bond.penalty_times"}


def test_what_falls_due_is_told_while_away_and_after(bonds: Bonds, office: Office) -> None:
    bond = signed(bonds)
    bonds.report(bond, date(2023, 12, 1))

    def due() -> list[tuple[date, str]]:
        items = office.deadlines(FIRST, date(2040, 1, 1)).items
        return [(one.day, one.title.in_language("en")) for one in items if one.area == "attendance"]

    assert [day for day, _ in due()] == [date(2024, m, 1) for m in (6, 12)] + [
        date(2025, 6, 1),
        date(2025, 12, 1),
        date(2026, 6, 20),
    ]
    assert due()[-1][1].endswith("reports back from study leave")
    bonds.back(bond, BACK)
    assert due() == [(bonds.standing(bond.id).served_by, due()[0][1])]
    bonds.end(bond, date(2026, 10, 1), "ลาออก")
    assert due() == []


def test_the_table_tells_how_each_stands(bonds: Bonds) -> None:
    bond = signed(bonds)
    (row,) = bonds.table(date(2026, 11, 23)).records(personal=True)
    assert (row["id"], row["contract"], row["owed"], row["left"]) == (bond.id, "12/2566", 2192, 2192)


def test_only_the_personnel_officer_keeps_them(bonds: Bonds, office: Office) -> None:
    bond = signed(bonds)
    clerk = office.acting("E3").attendance.bonds
    with pytest.raises(NotAllowed):
        signed(clerk)
    with pytest.raises(NotFound):  # nor is the contract of somebody else shown
        clerk.back(bond, BACK)
    office.organization.grant("E3", "personnel-officer", unit="irqa", first=date(2026, 1, 1))
    assert office.acting("E3").attendance.bonds.back(bond, BACK).returned == BACK


def test_a_work_writes_a_bond_with_the_rest(bonds: Bonds, office: Office) -> None:
    with office.work("สัญญาสองฉบับ") as work:
        work.attendance.bonds.sign("E1", first=FIRST, last=LAST)
        work.attendance.bonds.sign("E2", first=FIRST, last=LAST)
    assert [one.person for one in bonds.list()] == [office.organization.person(code).id for code in ("E1", "E2")]


def test_one_that_is_not_there_is_told(bonds: Bonds) -> None:
    with pytest.raises(NotFound):
        bonds.standing("x")
    with pytest.raises(NotFound):
        bonds.sign("nobody", first=FIRST, last=LAST)
