"""A budget that comes as a table: it adds up, and each baht stands on one line."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.plan_amounts import read_amount
from orqa.domain.budgets.plans import Amount, Plan, PlanRow

TITLE = Text.of(en="Approved", th="ได้รับอนุมัติ")


def row(number: int, code: str, parent: str = "", *, holds: bool | None = None, **baht: str) -> PlanRow:
    amounts = {name: amount for name, text in baht.items() if isinstance(amount := read(text), Amount)}
    return PlanRow(number=number, code=code, parent=parent, holds=holds, amounts=amounts, place=f"row {number}")


def read(text: str, scale: int = 0) -> Amount | Finding | None:
    return read_amount(text, TITLE, scale, "THB")


def codes(findings: Mapping[int, Iterable[Finding]]) -> dict[int, list[str]]:
    return {number: [one.code for one in found] for number, found in findings.items()}


# ------------------------------------------------------------------ cells


@pytest.mark.parametrize(
    ("text", "scale", "found"),
    [
        ("1,234.50", 0, "1,234.50"),
        ("๑,๒๓๔", 0, "1,234.00"),
        ("351.5536", 6, "351,553,600.00"),
        ("0.00000001", 6, "0.01"),
        ("-", 0, "0.00"),
        ("–", 6, "0.00"),
        ("0", 0, "0.00"),
    ],
)
def test_amounts_are_read_exactly(text: str, scale: int, found: str) -> None:
    amount = read(text, scale)
    assert isinstance(amount, Amount)
    assert amount.money.written() == found


@pytest.mark.parametrize(
    ("text", "scale", "code", "said"),
    [
        ("0.30000000000000004", 0, "plan-amount-fraction", "write 0.30"),
        ("33.333333", 0, "plan-amount-fraction", "write 33.33"),
        ("0.000000001", 6, "plan-amount-fraction", "write 0.00000000"),
        ("-5", 0, "plan-amount-negative", "'-5' is negative"),
        ("(1,000)", 0, "plan-amount-negative", "'(1,000)'"),
        ("=SUM(A1:A9)", 0, "plan-amount-formula", "=SUM(A1:A9)"),
        ("+1-1", 0, "plan-amount-formula", "formula"),
        ("@x", 0, "plan-amount-formula", "formula"),
        ("1000000000000000", 0, "plan-amount-too-large", "more than any budget"),
        ("1000000000", 6, "plan-amount-too-large", "more than any budget"),
    ],
)
def test_what_is_wrong_with_an_amount_is_said_with_what_stands_there(
    text: str, scale: int, code: str, said: str
) -> None:
    finding = read(text, scale)
    assert isinstance(finding, Finding)
    assert finding.code == code
    assert said in finding.message.in_language("en")
    assert text in finding.message.in_language("th")


@pytest.mark.parametrize("text", ["1.234,50", "12,34", "3E5", "NaN", "ห้าร้อย", "1 000", "1,0000"])
def test_what_is_no_number_is_told_by_the_table(text: str) -> None:
    assert read(text) is None


@given(st.integers(min_value=0, max_value=10**14))
def test_whole_satang_are_read_as_they_are_printed(minor: int) -> None:
    amount = read(Money(minor, "THB").written())
    assert isinstance(amount, Amount)
    assert amount.money.minor == minor
    assert amount.printed == Decimal(minor) / 100


# ------------------------------------------------------------------ sums


def test_a_line_with_amounts_below_it_is_their_sum_and_holds_no_money() -> None:
    plan = Plan(
        [
            row(1, "A", approved="100.00"),
            row(2, "A.1", "A"),
            row(3, "A.1.1", "A.1", approved="60"),
            row(4, "A.1.2", "A.1", approved="40"),
            row(5, "A.1.2.x", "A.1.2"),
        ]
    )
    assert not plan.findings()
    assert [plan.holds_money(one) for one in plan.rows] == [False, False, True, True, False]
    assert sum(money.minor for one in plan.rows for money in plan.to_post(one).values()) == 100_00


def test_a_line_of_nothing_holds_its_nothing_where_no_line_above_holds_money() -> None:
    rows = [row(1, "A", approved="5"), row(2, "B", "A", approved="5"), row(3, "C", "A", approved="0"), row(4, "D", "B")]
    plan = Plan([*rows, row(5, "E", "K"), row(6, "F")], known=["K"])
    assert [plan.holds_money(one) for one in plan.rows] == [False, True, True, False, False, True]


def test_a_satang_more_or_less_is_told_with_the_figures() -> None:
    plan = Plan([row(1, "A", approved="100"), row(2, "B", "A", approved="60"), row(3, "C", "A", approved="40.01")])
    ((finding,),) = plan.findings().values()
    assert finding.code == "plan-parts-differ"
    assert finding.field == "approved"
    assert finding.message.in_language("en") == (
        "A, approved: 100.00 is given, but the lines below come to 100.01: 0.01 apart. Look at B, C"
    )


@pytest.mark.parametrize(
    ("total", "parts", "code"),
    [
        ("351.5536", ["351.5535"], "plan-parts-rounded"),
        ("351.5536", ["100.0000", "251.5536"], None),
        ("1.0001", ["0.3333", "0.3333", "0.3333"], "plan-parts-rounded"),
        ("1.0003", ["0.3333", "0.3333", "0.3333"], "plan-parts-differ"),
    ],
)
def test_in_millions_rounding_is_told_and_more_is_refused(total: str, parts: list[str], code: str | None) -> None:
    amounts = [read(text, 6) for text in (total, *parts)]
    rows = [
        PlanRow(number=at, code=f"L{at}", parent="L0" if at else "", amounts={"approved": amount})
        for at, amount in enumerate(amounts)
        if isinstance(amount, Amount)
    ]
    assert codes(Plan(rows).findings()) == ({0: [code]} if code else {})


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([row(1, "A", approved="5"), row(2, "A", approved="6")], {2: ["plan-line-twice"]}),
        ([row(1, "A", "Z", approved="5")], {1: ["plan-parent-unknown"]}),
        ([row(1, "A", "K", approved="5")], {}),
        ([row(1, "A", "B"), row(2, "B", "A", approved="1")], {1: ["plan-circle"], 2: ["plan-circle"]}),
        ([row(1, "A", "A", approved="1")], {1: ["plan-circle"]}),
        ([row(1, "A", approved="5", allotted="5.01")], {1: ["plan-over-approved"]}),
        ([row(1, "A", approved="5", allotted="5")], {}),
        ([row(1, "A", allotted="5", paid="3", obligated="2.01")], {1: ["plan-over-allotted"]}),
        ([row(1, "A", allotted="5", paid="3", obligated="2", remaining="0")], {}),
        ([row(1, "A", allotted="5", paid="3", remaining="1")], {1: ["plan-remaining-differs"]}),
        ([row(1, "A", holds=True, approved="5"), row(2, "B", "A", approved="5")], {1: ["plan-counted-twice"]}),
        ([row(1, "A", holds=False, approved="5")], {1: ["plan-holds-no-money"]}),
        ([row(1, "A", holds=True), row(2, "B", "A", approved="5")], {}),
    ],
)
def test_what_a_plan_refuses(rows: list[PlanRow], found: dict[int, list[str]]) -> None:
    assert codes(Plan(rows, known=["K"]).findings()) == found


def test_a_total_is_held_against_the_lines_that_hold_the_money() -> None:
    plan = Plan([row(1, "A", approved="100"), row(2, "B", "A", approved="100"), row(3, "C", allotted="7")])
    total = {name: amount for name, text in (("approved", "100"), ("allotted", "8")) if (amount := read(text))}
    (finding,) = plan.against_total({name: one for name, one in total.items() if isinstance(one, Amount)})
    assert finding.message.in_language("en") == "allotted: the total is 8.00, but the lines come to 7.00: 1.00 apart"


def test_sums_with_a_cell_that_could_not_be_read_are_not_told_as_wrong() -> None:
    unread = PlanRow(number=2, code="B", parent="A", unread=frozenset({"approved"}))
    plan = Plan([row(1, "A", approved="100"), unread, row(3, "C", "A", approved="40")])
    assert not plan.findings()
    hundred = read("100")
    assert isinstance(hundred, Amount)
    assert not list(plan.against_total({"approved": hundred}))


@given(st.data())
def test_whatever_the_tree_what_is_posted_is_what_the_leaves_have(data: st.DataObject) -> None:
    parents = [data.draw(st.integers(min_value=-1, max_value=at - 1)) for at in range(1, 12)]
    above = {0: "", **{at: "" if parent < 0 else f"L{parent}" for at, parent in enumerate(parents, 1)}}
    leaves = [at for at in above if f"L{at}" not in above.values()]
    minor = {at: data.draw(st.integers(min_value=1, max_value=10**9)) for at in leaves}
    below = {f"L{at}": Amount(Money(amount, "THB"), Decimal(amount).scaleb(-2)) for at, amount in minor.items()}

    def worth(code: str) -> Amount:
        if code in below:
            return below[code]
        total = sum(worth(f"L{at}").money.minor for at, parent in above.items() if parent == code)
        return Amount(Money(total, "THB"), Decimal(total).scaleb(-2))

    rows = [
        PlanRow(number=at, code=f"L{at}", parent=parent, amounts={"approved": worth(f"L{at}")})
        for at, parent in above.items()
    ]
    plan = Plan(data.draw(st.permutations(rows)))
    assert not plan.findings()
    posted = [money.minor for one in plan.rows for money in plan.to_post(one).values()]
    assert sum(posted) == sum(minor.values())
    whole = Money(sum(posted), "THB")
    assert not list(plan.against_total({"approved": Amount(whole, whole.decimal)}))
