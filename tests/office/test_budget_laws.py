"""Laws of budgets: whatever is done through the service, in whatever order, money is neither made nor lost."""

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import orqa
from orqa.domain.budgets.errors import AgreementNeeded, BudgetRefused, OverBudget
from orqa.domain.budgets.records import Posting, SpendingCase
from orqa.domain.budgets.stages import KEPT, OPEN, Stage, changes
from orqa.office.budgets import BudgetService
from orqa.office.office import Office
from postgresql_server import in_schema, needed, schemas

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Bangkok"))
LAST = date(2027, 9, 30)
PROFILE = "thai-public-university"
LINES = ("P1", "P2", "R1")


def founded(office: Office) -> BudgetService:
    """Two lines of national money and one of own income, a million baht each."""
    kept, year = office.budgets, office.year("fiscal", 2570)
    for code, basis in (("P1", "act"), ("P2", "act"), ("R1", "council")):
        kept.add_line(code, code, year, basis=basis, category="operating")
        kept.allot(code, 1_000_000, granted=False)
    return kept


class AnyOrder(RuleBasedStateMachine):
    """All acts of the service beside a model that knows only what comes into a line and what leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.office = orqa.open_office("memory:", profile=PROFILE, clock=lambda: NOW)
        self.budgets = founded(self.office)
        self.expected = Counter({f"2027-{line}": 1_000_000_00 for line in LINES})
        self.cases: list[SpendingCase] = []
        self.done: list[Posting] = []

    baht = st.integers(1, 400_000)
    line = st.sampled_from(LINES)
    onward = st.sampled_from(["obligate", "advance", "pay"])

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except (OverBudget, BudgetRefused, AgreementNeeded):
            return False
        return True

    @rule(line=line, amount=baht, granted=st.booleans())
    def allot(self, line: str, amount: int, granted: bool) -> None:  # noqa: FBT001 - drawn
        if self._try(lambda: self.budgets.allot(line, amount, granted=granted)) and not granted:
            self.expected[f"2027-{line}"] += amount * 100

    @rule(line=line, amount=baht)
    def approve(self, line: str, amount: int) -> None:
        self.budgets.approve(line, amount)
        self.expected[f"2027-{line}"] += amount * 100

    @rule(line=line, amount=baht)
    def reserve(self, line: str, amount: int) -> None:
        with contextlib.suppress(OverBudget):
            self.cases.append(self.budgets.reserve(line, amount, "x"))

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 99), way=onward, amount=baht, last=st.booleans())
    def on(self, which: int, way: str, amount: int, last: bool) -> None:  # noqa: FBT001 - drawn
        case = self.cases[which % len(self.cases)]
        self._try(lambda: getattr(self.budgets, way)(case, amount, last=last, on=self._day(case)))

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 99), amount=baht, back=st.integers(0, 1_000))
    def clear(self, which: int, amount: int, back: int) -> None:
        self._try(lambda: self.budgets.clear(self.cases[which % len(self.cases)], amount, back))

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 99), amount=baht, who=st.sampled_from("ab"), last=st.booleans())
    def entrust(self, which: int, amount: int, who: str, last: bool) -> None:  # noqa: FBT001 - drawn
        case = self.cases[which % len(self.cases)]
        self._try(lambda: self.budgets.entrust(case, amount, who, last=last, on=self._day(case)))

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 99), spent=st.integers(0, 400_000), back=st.integers(0, 1_000))
    def account(self, which: int, spent: int, back: int) -> None:
        case = self.cases[which % len(self.cases)]
        self._try(lambda: self.budgets.account(case, spent, back, on=self._day(case)))

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 99), amount=baht)
    def refund(self, which: int, amount: int) -> None:
        case = self.cases[which % len(self.cases)]
        self._try(lambda: self.budgets.refund(case, amount, on=self._day(case)))

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 99))
    def release(self, which: int) -> None:
        case = self.cases[which % len(self.cases)]
        if case.year == 2027:
            self._try(lambda: self.budgets.release(case, "x"))

    @rule(source=line, to=line, amount=baht)
    def transfer(self, source: str, to: str, amount: int) -> None:
        if self._try(lambda: self.budgets.transfer(source, to, amount, reason="x", agreed="y")):
            self.expected[f"2027-{source}"] -= amount * 100
            self.expected[f"2027-{to}"] += amount * 100

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 99), agreed=st.sampled_from(["", "กค 1"]))
    def carry_over(self, which: int, agreed: str) -> None:
        case = self.cases[which % len(self.cases)]
        kept: list[SpendingCase] = []
        if case.year == 2027 and self._try(lambda: kept.append(self.budgets.carry_over(case, on=LAST, agreed=agreed))):
            (carried,) = kept
            self.expected[case.funded] -= carried.minor
            self.expected[carried.funded] += carried.minor
            self.cases.append(carried)

    @rule(line=line, which=st.integers(0, 99))
    def reverse(self, line: str, which: int) -> None:
        postings = self.budgets.postings(line)
        posting = postings[which % len(postings)]
        taken = [posting, *([self.budgets.posting(posting.pair)] if posting.pair else [])]
        if self._try(lambda: self.budgets.reverse(posting, "x")):
            for one in taken:
                self.expected[one.line] -= _net(one)

    def _day(self, case: SpendingCase) -> date | None:
        return None if case.year == 2027 else date(2027, 10, 15)

    @invariant()
    def each_line_holds_what_came_in(self) -> None:
        held, on_lines = Counter[tuple[str, Stage]](), Counter[tuple[str, Stage]]()
        for line, total in self.expected.items():
            balance = self.budgets.balance(line)
            assert all(balance.of(stage) >= 0 for stage in KEPT), line
            assert balance.total - balance.of(Stage.CARRIED_OVER) == total, line
            on_lines.update({(line, stage): balance.of(stage) for stage in (*OPEN, Stage.PAID)})
        for case, one in zip(self.cases, self.budgets.helds(self.cases).values(), strict=True):
            held.update({(case.funded, stage): one.of(stage) for stage in (*OPEN, Stage.PAID)})
        assert +on_lines == +held

    @invariant()
    def a_case_is_open_as_long_as_it_holds_money(self) -> None:
        for case in self.cases:
            assert (self.budgets.case(case).state == "open") == bool(self.budgets.held(case).open)

    def teardown(self) -> None:
        assert not self.office.verify().findings
        self.office.close()


def _net(posting: Posting) -> int:
    """By how much a posting changes what a line holds, what it carried over left out."""
    found = changes(posting.moves)
    return -found.get(Stage.OUTSIDE, 0) - found.get(Stage.CARRIED_OVER, 0)


AnyOrder.TestCase.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestAnyOrder = AnyOrder.TestCase


# ------------------------------------------------------------------ found by the laws


def test_a_payment_that_is_taken_back_opens_its_case_again(office: Office) -> None:
    kept = founded(office)
    case = kept.pay(kept.obligate(kept.reserve("P1", 500, "x"), 500), 500)
    assert case.state == "done"
    kept.reverse(kept.postings("P1")[-1], "จ่ายผิดราย")
    assert (kept.case(case).state, kept.held(case).obligated) == ("open", 500_00)
    assert kept.pay(case, 500).state == "done"


def test_money_carried_over_comes_back_from_both_years(office: Office) -> None:
    kept = founded(office)
    case = kept.obligate(kept.reserve("P1", 150_000, "x"), 150_000)
    carried = kept.carry_over(case, on=LAST)
    kept.reverse(next(one for one in kept.postings("P1") if one.verb == "carry-over"), "ไม่กัน")
    assert (kept.held(case).obligated, kept.held(carried).open) == (150_000_00, 0)
    assert (kept.case(case).state, kept.case(carried).state) == ("open", "cancelled")
    assert kept.balance(carried.funded).total == 0
    paid = kept.pay(kept.reserve("P2", 200_000, "y"), 200_000)
    assert kept.case(paid).state == "done"


def test_a_reservation_that_is_taken_back_leaves_nothing_to_spend(office: Office) -> None:
    kept = founded(office)
    case = kept.reserve("P1", 500, "x")
    kept.reverse(kept.postings("P1")[-1], "ผิด")
    assert kept.case(case).state == "cancelled"
    with pytest.raises(BudgetRefused, match="over"):
        kept.pay(case, 1)


# ------------------------------------------------------------------ at the same moment


def race(office: Office, acts: list[Callable[[], object]]) -> Counter[str]:
    """Do all at once; how many went through, and how many were refused."""
    barrier, found = threading.Barrier(len(acts)), Counter[str]()

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
        except (OverBudget, BudgetRefused):
            found["refused"] += 1
        else:
            found["done"] += 1

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not office.verify().findings
    return found


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def together(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A store of each kind."""
    if request.param == "postgresql":
        with schemas() as prefix:
            yield in_schema(needed(), f"{prefix}_office")
        return
    yield "memory:" if request.param == "memory" else f"sqlite:///{tmp_path}/office.db"


def test_reservations_transfers_and_reversals_at_once_never_overdraw(together: str) -> None:
    with orqa.open_office(together, profile=PROFILE, clock=lambda: NOW) as office:
        kept = founded(office)
        grant = kept.postings("P1")[0]
        acts: list[Callable[[], object]] = [
            *(lambda: kept.reserve("P1", 600_000, "x") for _ in range(3)),
            lambda: kept.transfer("P1", "P2", 600_000, reason="x"),
            lambda: kept.reverse(grant, "x"),
        ]
        assert race(office, acts) == {"done": 1, "refused": 4}
        assert kept.balance("P1").available in {0, 400_000_00}


def test_a_case_is_paid_once_however_many_pay_it(together: str) -> None:
    with orqa.open_office(together, profile=PROFILE, clock=lambda: NOW) as office:
        kept = founded(office)
        case = kept.obligate(kept.reserve("P1", 500, "x"), 500)
        assert race(office, [lambda: kept.pay(case, 500)] * 4) == {"done": 1, "refused": 3}
        assert (kept.held(case).paid, kept.available("P1").minor) == (500_00, 999_500_00)


def test_a_year_that_is_closed_while_money_moves_loses_none(together: str) -> None:
    with orqa.open_office(together, profile=PROFILE, clock=lambda: NOW) as office:
        kept, year = founded(office), office.year("fiscal", 2570)
        acts: list[Callable[[], object]] = [
            lambda: kept.close_year(year, early="เลิกโครงการ"),
            *[lambda: kept.approve("P1", 500)] * 3,
        ]
        done = race(office, acts)["done"]
        closed = kept.line("P1").closed
        balance = kept.balance("P1")
        assert balance.total == 1_000_000_00 + 500_00 * (done - closed)
        assert balance.of(Stage.LAPSED) == (balance.total if closed else 0)


def test_a_quarter_is_allotted_once_by_two_at_the_same_moment(together: str) -> None:
    with orqa.open_office(together, profile=PROFILE, clock=lambda: NOW) as office:
        kept = founded(office)
        kept.approve("P1", 100_000)
        kept.plan_quarters("P1", [1_030_000, 70_000, 0, 0])
        found = race(office, [lambda: kept.allot_quarter("P1", 1, 20_000)] * 4)
        assert found["done"] == 1
        assert kept.balance("P1").of(Stage.APPROVED) == 80_000_00


def test_a_line_is_not_added_to_a_year_while_it_is_closed(together: str) -> None:
    with orqa.open_office(together, profile=PROFILE, clock=lambda: NOW) as office:
        kept, year = founded(office), office.year("fiscal", 2570)
        acts: list[Callable[[], object]] = [
            lambda: kept.close_year(year, early="ยุบกอง"),
            *(lambda code=code: kept.add_line(code, code, year) for code in ("X", "Y")),
        ]
        race(office, acts)
        holding = [line for line in kept.lines(year) if line.holds_money]
        assert len({line.closed for line in holding}) == 1  # all, or none


def test_one_borrower_gets_one_first_advance(together: str) -> None:
    with orqa.open_office(together, profile=PROFILE, clock=lambda: NOW) as office:
        kept = founded(office)
        office.organization.add_person("E1", "ใจดี", "มีสุข")
        cases = [kept.reserve("P1", 500, "ยืม", requester="E1") for _ in range(3)]
        assert race(office, [lambda case=case: kept.advance(case, 500) for case in cases]) == {"done": 1, "refused": 2}
        assert len(kept.advances(borrower="E1")) == 1
