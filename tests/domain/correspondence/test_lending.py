"""Who may borrow what, who permits it, until when (ข้อ 62–65)."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import LendingRefused
from orqa.domain.correspondence.lending import (
    BORROWERS,
    LEND,
    VIEW,
    Asked,
    Loan,
    decide_loan,
    overdue,
    recalled,
    renewed,
    returned,
)
from orqa.rules.errors import UnknownTerm
from orqa.rules.profile import Profile

DAY = date(2026, 11, 23)


def asked(**changes: Any) -> Asked:
    fields: dict[str, Any] = {
        "way": LEND,
        "borrower": "inside",
        "borrower_roles": {"section-head"},
        "permitter_roles": {"section-head"},
        "purpose": "ตรวจสอบพัสดุ",
        "delegation": "",
        "on": DAY,
    }
    return Asked(**(fields | changes))


def loan(**changes: Any) -> Loan:
    fields = {
        "letter": RecordRef("letter", "a"),
        "way": LEND,
        "borrower": "inside",
        "purpose": "ตรวจสอบ",
        "lent_on": DAY,
    }
    return Loan(id="l", **(fields | {"due": DAY + timedelta(days=15)} | changes))


def test_the_rules_name_every_sort_of_borrower(university: Profile) -> None:
    reading = university.at(DAY).reading()
    for borrower in university.vocabulary(BORROWERS):
        assert reading.value("lending.way", borrower=borrower) in {LEND, VIEW}
        assert reading.value("lending.permitters", borrower=borrower)
        reading.value("lending.borrowers", borrower=borrower)


def test_a_loan_is_due_by_the_rule_and_cites_its_clauses(university: Profile) -> None:
    decision = decide_loan(university.at(DAY).reading(), asked())
    assert decision.value == DAY + timedelta(days=15)
    cited = [str(one) for one in decision.citations]
    assert "opm-correspondence-2526#62" in cited
    assert "opm-correspondence-2526#62.4" in cited
    named = decide_loan(university.at(DAY).reading(), asked(due=DAY + timedelta(days=2)))
    assert named.value == DAY + timedelta(days=2)


@pytest.mark.parametrize(
    ("changes", "english", "thai"),
    [
        ({"purpose": " "}, "for which official work", "นำไปใช้ในราชการใด"),
        ({"borrower_roles": {"staff"}}, "the borrower is none of: Head of section", "ผู้ยืมไม่ได้เป็น: หัวหน้างาน"),
        ({"permitter_roles": set()}, "whoever permits it is none of: Head of section", "ผู้อนุญาตไม่ได้เป็น: หัวหน้างาน"),
        (
            {"borrower": "agency", "borrower_roles": None},
            "whoever permits it is none of: Director of division",
            "ผู้อนุญาตไม่ได้เป็น: ผู้อำนวยการกอง",
        ),
        (
            {"borrower": "outside", "permitter_roles": {"director"}},
            "may not borrow, only look at it",
            "ยืมไม่ได้ ให้ดูหรือคัดลอกได้",
        ),
        ({"way": VIEW}, "borrows it: lend(letter, borrower)", "ใช้วิธียืม"),
        ({"due": date(2026, 11, 22)}, "due on 2026-11-22, before 2026-11-23", "กำหนดส่งคืน 22 พ.ย. 69 อยู่ก่อน"),
    ],
)
def test_limits_are_told_with_their_clauses(
    changes: dict[str, Any], english: str, thai: str, university: Profile
) -> None:
    with pytest.raises(LendingRefused) as refusal:
        decide_loan(university.at(DAY).reading(), asked(**changes))
    assert english in refusal.value.message("en")
    assert thai in refusal.value.message("th")
    assert bool(refusal.value.clauses) is not bool({"purpose", "due"} & changes.keys())


def test_whoever_was_told_to_by_an_order_may(university: Profile) -> None:
    told = asked(borrower_roles={"staff"}, permitter_roles={"clerk"}, delegation="คำสั่งกองที่ 5/2569")
    assert decide_loan(university.at(DAY).reading(), told).value is not None


def test_a_person_from_outside_looks_at_it_with_the_permission_of_a_division(university: Profile) -> None:
    reading = university.at(DAY).reading()
    viewing = asked(way=VIEW, borrower="outside", borrower_roles=None, permitter_roles={"director"})
    assert decide_loan(reading, viewing).value is None
    with pytest.raises(LendingRefused, match="opm-correspondence-2526#6"):
        decide_loan(reading, evolve(viewing, permitter_roles={"section-head"}))


def test_an_unknown_sort_of_borrower_is_refused(university: Profile) -> None:
    with pytest.raises(UnknownTerm):
        decide_loan(university.at(DAY).reading(), asked(borrower="friend"))


_STEPS = st.sampled_from(["renew", "recall", "return"])


@given(st.lists(st.tuples(_STEPS, st.integers(0, 40)), max_size=8))
def test_whatever_is_done_a_loan_ends_once_and_is_never_due_before_it_began(steps: list[tuple[str, int]]) -> None:
    now, on = loan(), DAY
    for step, days in steps:
        on, before = on + timedelta(days=1), now
        day = on + timedelta(days=days)
        try:
            now = {
                "renew": lambda one=now, at=on, by=day: renewed(one, on=at, due=by),
                "recall": lambda one=now, at=on, by=day: recalled(one, on=at, by=by, reason="ต้องใช้"),
                "return": lambda one=now, at=on: returned(one, on=at, by="ก"),
            }[step]()
        except LendingRefused:
            assert not before.is_out or step == "renew"
            now = before
        assert now.due is not None
        assert now.due >= DAY
        assert now.is_out is (now.returned_on is None)
        assert before.is_out or now == before, "what is over stays as it was"
        assert len(now.renewals) >= len(before.renewals)


def test_a_recalled_loan_is_not_prolonged() -> None:
    back = recalled(loan(), on=DAY, by=DAY + timedelta(days=3), reason="ผู้ตรวจสอบขอดู")
    assert back.due == DAY + timedelta(days=3)
    with pytest.raises(LendingRefused) as refusal:
        renewed(back, on=DAY, due=DAY + timedelta(days=90))
    assert "recalled on 2026-11-23 (ผู้ตรวจสอบขอดู)" in refusal.value.message("en")
    assert "เรียกคืนแล้วเมื่อ 23 พ.ย. 69" in refusal.value.message("th")
    late = recalled(loan(due=DAY + timedelta(days=1)), on=DAY, by=DAY + timedelta(days=9), reason="x")
    assert late.due == DAY + timedelta(days=1), "a recall gives nobody more time"


@pytest.mark.parametrize(("days", "expected"), [(14, False), (15, False), (16, True)])
def test_overdue_is_the_day_after_the_last(days: int, expected: bool) -> None:  # noqa: FBT001 - one column of the table
    assert loan().is_overdue(DAY + timedelta(days=days)) is expected
    assert not evolve(loan(), is_out=False).is_overdue(date(2030, 1, 1))


def test_the_longest_overdue_comes_first() -> None:
    late, later = loan(due=DAY), evolve(loan(due=DAY + timedelta(days=1)), id="m")
    assert overdue([later, late, loan(due=date(2027, 1, 1))], date(2026, 12, 1)) == [late, later]
