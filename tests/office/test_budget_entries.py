"""Many postings entered at once, and every balance held against its postings."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.findings import Place
from orqa.domain.budgets.drafts import PostingDraft
from orqa.domain.budgets.errors import BudgetRefused, OverBudget
from orqa.domain.budgets.stages import KEPT, Stage
from orqa.office.budgets import BudgetService, checking, entering
from orqa.office.budgets.cells import case_cell, line_cell
from orqa.office.errors import KeyNotUsable, NotAllowed
from orqa.office.office import Office
from orqa.storage.protocol import Add, Batch

DAY = date(2026, 11, 2)


@pytest.fixture
def budgets(office: Office) -> BudgetService:
    """A line that holds 1,000 baht, one under it that holds none, and one without money yet."""
    kept, year = office.budgets, office.year("fiscal", 2570)
    plan = kept.add_line("P1", "แผนงานพื้นฐาน", year, fund="national")
    kept.add_line("P1.1", "วัสดุสำนักงาน", year, parent=plan, holds_money=False)
    kept.add_line("R1", "เงินรายได้", year, fund="own_income", basis="council")
    kept.allot("P1", 1_000, granted=False)
    return kept


def row(line: str, source: str, target: str, minor: Any, on: date = DAY, **more: Any) -> PostingDraft:
    return PostingDraft(line=line, source=Stage(source), target=Stage(target), minor=minor, on=on, **more)


PAID = [row("P1", "allotted", "paid", 300_00, document=f"บค. {number}") for number in (1, 2, 3)]


def test_rows_are_posted_in_order_each_checked_after_those_before_it(budgets: BudgetService) -> None:
    done = budgets.enter(
        [
            row("R1", "outside", "approved", 500_00),
            row("R1", "approved", "allotted", 200_00),
            row("R1", "allotted", "obligated", 200_00, document="จ. 1", reason="จ้าง"),
            row("R1", "obligated", "paid", 150_00),
            row("R1", "obligated", "allotted", 50_00),
        ],
        key="register-1",
    )
    assert (done.rows, done.posted, done.known, done.findings) == (5, 5, 0, ())
    assert budgets.balance("R1").minor == {Stage.APPROVED: 300_00, Stage.ALLOTTED: 50_00, Stage.PAID: 150_00}
    postings = budgets.postings("R1")
    assert [posting.verb for posting in postings] == ["approve", "allot", "obligate", "pay", "release"]
    assert (postings[2].document, postings[2].reason, postings[2].on, postings[2].case) == ("จ. 1", "จ้าง", DAY, "")
    assert budgets.verify() == ()


@pytest.mark.parametrize(
    ("bad", "code", "field", "says"),
    [
        (row("P9", "allotted", "paid", 1), "posting-no-line", "line", "P9 is no line of fiscal year 2570"),
        (row("P1", "allotted", "paid", 1, date(2027, 10, 1)), "posting-no-line", "line", "of fiscal year 2571"),
        (row("P1.1", "allotted", "paid", 1), "posting-line-holds-no-money", "line", "name the line above"),
        (row("P1", "paid", "lapsed", 1), "posting-no-act", "target", "from paid to lapsed"),
        (row("P1", "allotted", "paid", 400_01), "posting-not-covered", "minor", "P1 has 400.00 available, 400.01"),
        (row("P1", "reserved", "paid", 1), "posting-not-covered", "minor", "0.00 reserved, 0.01 was to leave it"),
        (row("P1", "allotted", "paid", 0), "posting-not-covered", "minor", "above 0, found 0"),
        (row("P1", "allotted", "paid", 2.5), "posting-not-covered", "minor", "found 2.5"),
        (row("P1", "allotted", "paid", -3), "posting-not-covered", "minor", "found -3"),
    ],
)
def test_a_row_that_cannot_be_posted_is_a_finding_and_the_others_are_posted(
    budgets: BudgetService, bad: PostingDraft, code: str, field: str, says: str
) -> None:
    placed = PostingDraft(**{name: getattr(bad, name) for name in ("line", "source", "target", "minor", "on")},
        place=Place("register.xlsx", 7))  # fmt: skip
    done = budgets.enter([PAID[0], PAID[1], placed, row("P1", "allotted", "paid", 400_00)], key="r")
    (finding,) = done.findings
    assert (finding.code, finding.field, str(finding.place)) == (code, field, "register.xlsx:7")
    assert says in str(finding.message)
    assert "แถวที่ 3" in finding.message.in_language("th")
    assert (done.posted, budgets.balance("P1").minor) == (3, {Stage.PAID: 1_000_00})


def test_nothing_is_entered_for_a_year_that_is_closed(budgets: BudgetService, office: Office) -> None:
    budgets.close_year(office.year("fiscal", 2570), early="เลิกโครงการ")
    (finding,) = budgets.enter([row("R1", "outside", "approved", 5)], key="late").findings
    assert finding.code == "posting-year-closed"


# ------------------------------------------------------------------ once


def test_the_same_key_posts_what_is_missing_and_nothing_twice(
    budgets: BudgetService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "AT_ONCE", 1)

    def cut_short() -> Iterator[PostingDraft]:
        yield from PAID[:2]
        raise ConnectionError("the file ended")

    with pytest.raises(ConnectionError):
        budgets.enter(cut_short(), key="r 1/2570")
    done = budgets.enter(PAID, key="r 1/2570")
    assert (done.posted, done.known, done.findings) == (1, 2, ())
    again = budgets.enter(PAID, key="r 1/2570")
    assert (again.posted, again.known, budgets.available("P1").minor) == (0, 3, 100_00)
    assert [posting.document for posting in budgets.postings("P1")[1:]] == ["บค. 1", "บค. 2", "บค. 3"]


def test_a_row_that_says_something_else_under_its_key_is_a_finding(budgets: BudgetService) -> None:
    budgets.enter(PAID, key="r")
    done = budgets.enter([PAID[0], row("P1", "allotted", "paid", 1)], key="r")
    (finding,) = done.findings
    assert (done.known, done.posted, finding.code) == (1, 0, "posting-entered-otherwise")
    assert finding.record == budgets.postings("P1")[2].ref


def test_money_that_moves_meanwhile_ends_the_call_and_a_second_one_goes_on(
    budgets: BudgetService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "AT_ONCE", 2)

    def while_somebody_spends() -> Iterator[PostingDraft]:
        yield from PAID[:2]
        budgets.reserve("P1", 300, "ระหว่างนั้น")
        yield PAID[2]

    with pytest.raises(BudgetRefused, match="call again with the same key"):
        budgets.enter(while_somebody_spends(), key="r")
    assert budgets.available("P1").minor == 100_00
    done = budgets.enter(PAID, key="r")
    assert (done.known, done.posted, [finding.code for finding in done.findings]) == (2, 0, ["posting-not-covered"])
    assert budgets.verify() == ()


def test_only_who_may_post_may_enter(division: Office) -> None:
    division.budgets.add_line("P1", "แผนงาน", division.year("fiscal", 2570))
    with pytest.raises(NotAllowed):
        division.acting("E3").budgets.enter([row("P1", "outside", "approved", 5)], key="r")
    assert division.budgets.enter([], key="r").rows == 0
    with pytest.raises(KeyNotUsable):
        division.budgets.enter(PAID, key="")


AMOUNTS = st.tuples(st.sampled_from(["P1", "R1"]), st.sampled_from(sorted(entering.VERBS)), st.integers(1, 90_000))


@settings(max_examples=20)
@given(st.lists(AMOUNTS, max_size=40))
def test_many_at_once_come_to_what_they_come_to_one_by_one(moves: list[tuple[str, Any, int]]) -> None:
    with orqa.open_office("memory:", profile="thai-public-university", clock=clock) as office:
        kept, year = office.budgets, office.year("fiscal", 2570)
        for code in ("P1", "R1"):
            kept.add_line(code, code, year)
        expected: dict[str, dict[Stage, int]] = {code: dict.fromkeys(Stage, 0) for code in ("P1", "R1")}
        for line, (source, target), minor in moves:
            stands = expected[line]
            if source is Stage.OUTSIDE or stands[source] >= minor:
                stands[source] -= minor
                stands[target] += minor
        kept.enter([row(line, *pair, minor) for line, pair, minor in moves], key="r")
        for code, stands in expected.items():
            assert kept.balance(code).minor == {stage: stands[stage] for stage in KEPT if stands[stage]}
        assert kept.verify() == ()


def clock() -> Any:
    from datetime import UTC, datetime

    return datetime(2026, 11, 23, 2, tzinfo=UTC)


# ------------------------------------------------------------------ verify


def spent(budgets: BudgetService) -> str:
    """Something of every kind; the id of a case that holds money."""
    case = budgets.reserve("P1.1", 400, "จัดสัมมนา")
    case = budgets.pay(case, 150, last=False)
    budgets.reverse(budgets.postings("P1")[-1], "ผิด")
    budgets.enter(PAID[:1], key="r")
    return case.id


def forged(office: Office, cell: str, amount: int) -> None:
    """A number changed by a program of its own, past the ledger; the journal tells of it, and stays sound."""
    office.store.apply(Batch(f"forged-{cell}", "system", "x", office.now(), (), (Add(cell, amount),)))


def test_balances_that_are_what_their_postings_come_to_are_sound(budgets: BudgetService, office: Office) -> None:
    spent(budgets)
    assert budgets.verify() == ()
    assert office.verify().is_sound


def test_a_balance_that_no_posting_explains_is_told_with_its_line_stage_and_amounts(
    budgets: BudgetService, office: Office
) -> None:
    case = spent(budgets)
    forged(office, line_cell("2027-P1", Stage.ALLOTTED), 5_00)
    forged(office, case_cell(case, Stage.PAID), -25)
    forged(office, line_cell("2027-ghost", Stage.PAID), 1)
    ghost_line, line, held = budgets.verify()[1:], budgets.verify()[0], budgets.verify()[-1]
    assert (line.code, str(line.record), line.field) == ("budget-balance-differs", "budget-line:2027-P1", "allotted")
    assert str(line.message) == (
        "P1: 305.00 is kept as available, its postings come to 300.00 (5.00 between). Restore a backup"
    )
    assert "ต่างกัน 5.00" in line.message.in_language("th")
    assert str(ghost_line[0].record) == "budget-line:2027-ghost"
    assert (held.code, held.field) == ("budget-case-differs", "paid")
    assert "(-0.25 between)" in str(held.message)
    assert [finding.code for finding in office.verify().findings] == [finding.code for finding in budgets.verify()]
    assert len(budgets.verify(most=1)) == 1


def test_a_body_that_is_no_posting_is_told_and_does_not_stop_verification(
    budgets: BudgetService, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent(budgets)
    monkeypatch.setattr(checking, "_decoded", broken)
    monkeypatch.setattr(checking, "AS_WRITTEN", re.compile(b"nothing"))
    (finding,) = budgets.verify()
    assert finding.code == "budget-posting-not-understood"
    assert "does not fit its class" in str(finding.message)


def broken(codec: Any, identity: str, version: int, raw: Any) -> Any:
    from orqa.base.refs import RecordRef
    from orqa.storage.codec import BodyNotUnderstood

    del codec, version, raw
    raise BodyNotUnderstood(RecordRef("budget-posting", identity), ("moves is missing",))


def test_bodies_that_are_read_one_by_one_come_to_the_same(
    budgets: BudgetService, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent(budgets)
    with office.reading() as reader:
        whole = checking.sums_of(reader, office.codec)
        monkeypatch.setattr(checking, "AS_WRITTEN", re.compile(b"nothing"))
        assert checking.sums_of(reader, office.codec) == whole


@pytest.mark.parametrize("text", ['"', "\\", '\\"', "ก\n{}[]", '","line":"x","moves":[', "é\u2028"])
def test_whatever_stands_in_a_text_is_not_taken_for_an_amount(
    budgets: BudgetService, office: Office, text: str
) -> None:
    budgets.enter([row("P1", "allotted", "paid", 5, document=text, reason=text)], key="r")
    case = budgets.obligate(budgets.reserve("P1", 90, text), 60, document=text)  # two moves in one posting
    assert budgets.held(case).obligated == 60_00
    assert budgets.verify() == ()
    with office.reading() as reader:
        (part,) = checking.joined_bodies(reader, "budget-posting")
    assert len(checking.AS_WRITTEN.findall(part.raw)) == part.count == 4


MOVE = '{"minor":5,"source":"allotted","target":"paid"}'
BODY = f'{{"case":"c","line":"L","moves":[{MOVE}],"year":2027}}'


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (BODY, [(b"c", b"L", b"5", b"allotted", b"paid", b"")]),
        (BODY.replace("]", f",{MOVE}]"), [(b"c", b"L", b"5", b"allotted", b"paid", f",{MOVE}".encode())]),
        (BODY.replace('"line"', '"document":"x","line"'), [(b"c", b"L", b"5", b"allotted", b"paid", b"")]),
        (BODY.replace('"line"', '"unheard-of":"x","line"'), []),
        (BODY.replace('"line":"L"', '"line":"L\\u0e01"'), []),
        (BODY.replace("5", "5.0"), []),
        (BODY.replace("5", "-5"), []),
        (BODY.replace("paid", "spent"), []),
        (BODY.replace('"case":"c",', ""), []),
        (BODY.replace(",", ", "), []),
        (BODY[1:], []),
        (f"{BODY} ", []),
    ],
)
def test_only_a_body_that_is_spelled_as_today_is_read_without_json(body: str, rows: list[Any]) -> None:
    assert checking.AS_WRITTEN.findall(body.encode()) == rows


def test_who_is_neither_auditor_nor_administrator_verifies_nothing(division: Office) -> None:
    with pytest.raises(NotAllowed):
        division.acting("E3").budgets.verify()


def test_two_registers_at_once_never_spend_the_same_money(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "AT_ONCE", 1)
    url = f"sqlite:///{tmp_path}/office.db"
    with (
        orqa.open_office(url, profile="thai-public-university", clock=clock) as first,
        orqa.open_office(url, profile="thai-public-university", clock=clock) as second,
    ):
        first.budgets.add_line("P1", "แผนงาน", first.year("fiscal", 2570))
        first.budgets.allot("P1", 1_000, granted=False)

        def interrupted() -> Iterator[PostingDraft]:
            yield PAID[0]
            second.budgets.enter([row("P1", "allotted", "paid", 600_00)], key="b")
            yield PAID[1]

        with pytest.raises(BudgetRefused):
            first.budgets.enter(interrupted(), key="a")
        assert first.budgets.balance("P1").minor == {Stage.ALLOTTED: 100_00, Stage.PAID: 900_00}
        with pytest.raises(OverBudget):
            second.budgets.reserve("P1", 101, "x")
        assert first.budgets.verify() == ()


def test_refunds_of_a_register_go_where_the_rule_says(budgets: BudgetService) -> None:
    rows = [*PAID, row("P1", "paid", "outside", 1_00), row("P1", "paid", "allotted", 1_00)]
    done = budgets.enter(rows, key="refunds")
    (finding,) = [one for one in done.findings if one.code == "posting-refund-elsewhere"]
    assert "goes to available (rule year_end.refund), not to outside" in str(finding.message)
    assert f"แถวที่ {len(PAID) + 1}" in finding.message.in_language("th")
    assert [one.verb for one in budgets.postings("P1")][-1] == "refund"


def test_rows_are_held_to_the_rules_of_single_postings(budgets: BudgetService) -> None:
    budgets.take_on("G1", "อบรม", 10, "กรมอื่น", document="1")
    ahead = date(2027, 3, 1)  # of the same fiscal year, and still to come
    rows = [
        row("P1", "allotted", "paid", 10_00, on=ahead),
        row("P1", "allotted", "reserved", 10_00, on=ahead),
        row("G1", "outside", "allotted", 10_00),
        row("G1", "outside", "allotted", 10_00, document="2"),
    ]
    done = budgets.enter(rows, key="register")
    assert (done.posted, [one.code for one in done.findings]) == (2, ["posting-not-covered"] * 2)
    first, second = (str(one.message) for one in done.findings)
    assert "2027-03-01 has not come" in first
    assert "give the number of the paper" in second


def test_carried_money_is_not_entered_for_something_else(budgets: BudgetService, office: Office) -> None:
    year = office.year("fiscal", 2569)
    before = budgets.add_line("P0", "ปีก่อน", year, fund="national")
    budgets.allot(before, 200_000, granted=False, on=year.last)
    case = budgets.obligate(budgets.reserve(before, 150_000, "จ้าง", on=year.last), 150_000, on=year.last)
    carried = budgets.carry_over(case, on=year.last)
    line = carried.funded
    rows = [row(line, "outside", "allotted", 5_00), row(line, "obligated", "paid", 5_00)]
    done = budgets.enter(rows, key="register")
    assert done.posted == 1
    assert "year_end.carried_use" in str(done.findings[0].message)
