"""Accounts of exchange: what was kept before is read with the same clauses."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.base.years import Year, YearRule
from orqa.domain.partnerships.exchange_accounts import UPCASTS, ExchangeAccount
from orqa.domain.partnerships.exchange_wording import terms_wording
from orqa.domain.partnerships.movements import Circumstance, EarlyReturn
from orqa.storage.codec import Codec
from orqa.storage.protocol import Stored

CODEC = Codec([ExchangeAccount], UPCASTS)
places = st.none() | st.decimals(0, 99, places=1).map(str)
before = st.fixed_dictionaries(
    {
        "partner": st.just("partner-1"),
        "agreement": st.none() | st.just("agreement-1"),
        "unit": st.sampled_from(["student_semester", "student_year"]),
        "per_year": st.sampled_from([[], [["student_semester", 2], ["student_year", 1]]]),
        "first": st.integers(2000, 2040),
        "last": st.none() | st.integers(2040, 2050),
        "level_at_end": st.booleans(),
        "yearly_cap": places,
        "carry_over": st.integers(0, 3),
        "matched": st.sampled_from([[], ["sent"], ["sent", "received"]]),
        "vacancies": places,
        "credit_years": st.none() | st.integers(0, 3),
        "early_return": st.none() | st.sampled_from([one.value for one in EarlyReturn]),
        "counted": st.lists(st.sampled_from([one.value for one in Circumstance]), unique=True),
        "opening": places,
        "opening_year": st.just(1999),
        "clause": st.just("ข้อ 5"),
    }
)


def year(ce: int) -> Year:
    return YearRule(kind="academic", month=6, day=1, named_by="start").year(ce)


@given(before)
def test_an_account_that_spelled_its_clauses_says_the_same(body: dict[str, Any]) -> None:
    account = CODEC.decode(Stored(RecordRef(ExchangeAccount.kind, "partner-1"), 3, body))
    assert isinstance(account, ExchangeAccount)
    clauses = account.terms.clauses(year)
    assert clauses.left_out == frozenset(Circumstance) - frozenset(map(Circumstance, body["counted"]))
    assert [list(one) for one in clauses.per_year] == body["per_year"]
    for name in ("unit", "level_at_end", "carry_over", "credit_years"):
        assert getattr(clauses, name) == body[name]
    assert sorted(clauses.matched) == sorted(body["matched"])
    assert (clauses.first.ce, clauses.last and clauses.last.ce) == (body["first"], body["last"])
    for name in ("yearly_cap", "vacancies"):
        assert str(getattr(clauses, name)) == str(body[name])
    assert (clauses.early_return, account.clause, account.first) == (body["early_return"], "ข้อ 5", body["first"])
    again = CODEC.encode(account).body
    assert again["schema"] == 2
    assert CODEC.decode(Stored(account.ref, 3, again)) == account


@given(before)
def test_clauses_are_told_in_both_languages(body: dict[str, Any]) -> None:
    account = CODEC.decode(Stored(RecordRef(ExchangeAccount.kind, "partner-1"), 1, body))
    assert isinstance(account, ExchangeAccount)
    told = terms_wording(account.terms)
    english, thai = told.in_language("en"), told.in_language("th")
    assert english.count("; ") == thai.count("; ")
    assert ("at most" in english) == (("ไม่เกิน" in thai and body["yearly_cap"] is not None) or "at most" in english)
    assert ("level at the end" in english) is body["level_at_end"]
    assert english.isascii()
    assert not thai.isascii()
