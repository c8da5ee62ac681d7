"""Where an agreement stands on a day, and what may be done with it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.base.months import months_after
from orqa.domain.partnerships.agreement_moves import (
    approved,
    intended,
    moved,
    renewed,
    resumed,
    signed,
    superseded,
    suspended,
    terminated,
)
from orqa.domain.partnerships.agreement_parts import AgreementMove, Notice, Party, PrintedDate, Signature
from orqa.domain.partnerships.agreement_states import IN_FORCE, NEXT, AgreementState
from orqa.domain.partnerships.agreements import Agreement, changed_agreement, new_agreement
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.terms import read_term

S = AgreementState
TITLES = {state.value: Text.of(en=state.value) for state in S}
DAY = timedelta(days=1)
DAY_ONE = date(2024, 8, 1)
MAKING = [S.PROPOSED, S.DRAFTING, S.LEGAL_REVIEW, S.APPROVAL]


def agreement(**fields: object) -> Agreement:
    told = {"signed": PrintedDate.of(date(2024, 8, 1)), "term": read_term("5 years"), "state": S.SIGNED, **fields}
    return new_agreement(
        id="agreement-1",
        agreement_kind="mou",
        title="made",
        parties=(Party(), Party(partner="partner-1")),
        **told,
    )


def act(on: date, name: str = "change") -> AgreementMove:
    return AgreementMove(act=name, on=on)


def refusal(error: pytest.ExceptionInfo[AgreementRefused]) -> str:
    return error.value.reason.in_language("en")


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (date(2024, 7, 31), S.SIGNED),
        (date(2024, 8, 1), S.ACTIVE),
        (date(2029, 1, 30), S.ACTIVE),
        (date(2029, 1, 31), S.RENEWAL_NOTICE),
        (date(2029, 7, 31), S.RENEWAL_NOTICE),
        (date(2029, 8, 1), S.EXPIRED),
    ],
)
def test_five_years_end_on_the_day_before_the_anniversary_and_are_near_their_end_six_months_before(
    on: date, stands: AgreementState
) -> None:
    assert agreement().standing(on, 6) is stands


def test_what_was_signed_by_one_party_alone_is_not_signed() -> None:
    waiting = agreement(signed=None, state=S.APPROVED)
    one = signed(waiting, (_signature(0, date(2024, 8, 1)),), act(date(2024, 8, 1), "sign"), TITLES)
    assert one.standing(date(2026, 1, 1)) is S.APPROVED
    assert one.signed_on is None
    both = signed(one, (_signature(1, date(2024, 9, 15)),), act(date(2024, 9, 15), "sign"), TITLES)
    assert both.signed_on == date(2024, 9, 15), "the later signature counts"
    assert both.ends_on == date(2029, 9, 14)
    assert both.standing(date(2024, 9, 14)) is S.SIGNED
    assert both.standing(date(2024, 9, 15)) is S.ACTIVE


def _signature(party: int, on: date) -> Signature:
    return Signature(party=party, signed=PrintedDate(day=PrintedDate.of(on).day))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("signatures", "said"), [((2,), "no party number 3"), ((0, 0), "party number 1 has signed already")]
)
def test_a_party_that_is_none_or_has_signed_does_not_sign(signatures: tuple[int, ...], said: str) -> None:
    made = tuple(_signature(one, date(2024, 8, 1)) for one in signatures)
    with pytest.raises(AgreementRefused) as error:
        signed(agreement(signed=None, state=S.APPROVED), made, act(date(2024, 8, 1)), TITLES)
    assert said in refusal(error)


def test_nothing_is_signed_before_it_is_approved() -> None:
    with pytest.raises(AgreementRefused) as error:
        signed(
            agreement(signed=None, state=S.DRAFTING), (_signature(0, date(2024, 8, 1)),), act(date(2024, 8, 1)), TITLES
        )
    assert "it is signed once it is approved" in refusal(error)


@pytest.mark.parametrize("stands", MAKING)
@pytest.mark.parametrize("to", [S.DRAFTING, S.LEGAL_REVIEW, S.APPROVAL, S.APPROVED, S.DROPPED])
def test_a_text_goes_only_where_the_life_cycle_leads(stands: AgreementState, to: AgreementState) -> None:
    known = agreement(signed=None, state=stands)
    if to in NEXT[stands]:
        assert moved(known, to, act(date(2024, 1, 1)), TITLES).state is to
    else:
        with pytest.raises(AgreementRefused, match="cannot become"):
            moved(known, to, act(date(2024, 1, 1)), TITLES)


def test_the_refusal_says_what_is_allowed() -> None:
    with pytest.raises(AgreementRefused) as error:
        moved(agreement(signed=None, state=S.PROPOSED), S.APPROVAL, act(date(2024, 1, 1)), TITLES)
    assert refusal(error) == "it stands at “proposed” and cannot become “approval”; it may become: drafting, dropped"


def test_an_approval_elsewhere_may_skip_stages_but_is_entered_once() -> None:
    known = approved(agreement(signed=None, state=S.PROPOSED), act(date(2024, 2, 1)), TITLES, council=True)
    assert known.state is S.APPROVED
    assert known.council
    with pytest.raises(AgreementRefused):
        approved(known, act(date(2024, 2, 2)), TITLES, council=False)


def test_prolonging_adds_to_the_end_and_keeps_the_agreement_one() -> None:
    known = renewed(agreement(), act(date(2029, 7, 1)), TITLES, months=60)
    assert known.ends_on == date(2034, 7, 31)
    assert known.standing(date(2029, 8, 1)) is S.ACTIVE
    assert len(known.extensions) == 1


@pytest.mark.parametrize(
    ("on", "how", "said"),
    [
        (date(2029, 8, 1), {"months": 60}, "after its end a new agreement takes its place"),
        (date(2029, 7, 1), {"until": date(2029, 7, 31)}, "does not lie after 2029-07-31"),
        (date(2029, 7, 1), {"months": 0}, "at least one month"),
        (date(2029, 7, 1), {}, "give the new last day"),
    ],
)
def test_what_cannot_be_prolonged_says_why(on: date, how: dict[str, object], said: str) -> None:
    with pytest.raises(AgreementRefused) as error:
        renewed(agreement(), act(on), TITLES, **how)  # type: ignore[arg-type]
    assert said in refusal(error)


def test_a_terminated_agreement_is_not_prolonged() -> None:
    known = terminated(agreement(notice=Notice(months=6)), act(date(2026, 1, 15)), TITLES)
    assert known.ended_on == date(2026, 7, 15)
    assert known.standing(date(2026, 7, 15)) is S.TERMINATING
    assert known.is_in_force(date(2026, 7, 15)), "it holds until the notice has run"
    assert known.standing(date(2026, 7, 16)) is S.TERMINATED
    with pytest.raises(AgreementRefused):
        renewed(known, act(date(2026, 7, 16)), TITLES, months=12)


@pytest.mark.parametrize(
    ("on", "last"),
    [
        (date(2026, 2, 28), date(2026, 8, 31)),
        (date(2026, 3, 1), date(2027, 8, 31)),
    ],
)
def test_notice_in_time_stops_the_next_term_only_and_late_notice_the_one_after(on: date, last: date) -> None:
    known = agreement(
        signed=PrintedDate.of(date(2025, 9, 1)), term=read_term("Auto-renewable every year"), notice=Notice(months=6)
    )
    assert known.end(on) == date(2026, 8, 31)
    assert terminated(known, act(on), TITLES).ended_on == last


def test_one_that_is_prolonged_of_itself_is_active_past_its_first_end() -> None:
    known = agreement(term=read_term("5 years, automatic extension"))
    assert known.ends_on == date(2029, 7, 31)
    assert known.standing(date(2030, 1, 1), 6) is S.ACTIVE
    assert known.end(date(2030, 1, 1)) == date(2034, 7, 31)


def test_without_a_stated_notice_the_last_day_must_be_given() -> None:
    with pytest.raises(AgreementRefused) as error:
        terminated(agreement(), act(date(2026, 1, 1)), TITLES)
    assert "states no notice" in refusal(error)
    with pytest.raises(AgreementRefused) as error:
        terminated(agreement(), act(date(2026, 1, 2)), TITLES, last=date(2026, 1, 1))
    assert "lies before the day of notice" in refusal(error)


def test_a_successor_takes_the_place_from_a_day_on() -> None:
    new = changed_agreement(agreement(), id="agreement-2")
    known = superseded(agreement(), new, act(date(2026, 6, 1)), TITLES)
    assert known.standing(date(2026, 5, 31)) is S.ACTIVE
    assert known.standing(date(2026, 6, 1)) is S.SUPERSEDED
    assert known.superseded_by == "agreement-2"
    with pytest.raises(AgreementRefused, match="its own place"):
        superseded(agreement(), agreement(), act(date(2026, 6, 1)), TITLES)


def test_suspension_ends_by_resuming_and_by_nothing_else() -> None:
    known = suspended(agreement(), act(date(2026, 1, 1)), TITLES)
    assert not known.is_in_force(date(2026, 2, 1))
    assert resumed(known, act(date(2026, 3, 1)), TITLES).is_in_force(date(2026, 3, 1))
    with pytest.raises(AgreementRefused, match="not suspended"):
        resumed(agreement(), act(date(2026, 3, 1)), TITLES)


def test_of_what_is_over_nothing_is_decided() -> None:
    assert intended(agreement(), "renew", act(date(2029, 1, 1)), TITLES).intention == "renew"
    with pytest.raises(AgreementRefused):
        intended(agreement(), "renew", act(date(2029, 8, 1)), TITLES)


@given(
    start=st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    months=st.integers(1, 240),
    notice=st.integers(0, 12),
    after=st.integers(0, 8_000),
)
def test_an_agreement_is_in_force_on_each_day_of_its_term_and_on_no_other(
    start: date, months: int, notice: int, after: int
) -> None:
    known = agreement(signed=PrintedDate.of(start), term=read_term(f"{months} months"), notice=Notice(months=notice))
    last = known.ends_on
    assert last is not None
    assert start <= last < months_after(start, months) + DAY
    on = start + timedelta(days=after)
    assert known.is_in_force(on) == (on <= last)
    assert known.notice_on is not None
    assert known.notice_on <= last
    if known.is_in_force(on) and on < last:
        ended = terminated(known, act(on), TITLES)
        assert ended.ended_on is not None
        assert on <= ended.ended_on <= last, "a notice never prolongs an agreement"
        assert ended.standing(on) in IN_FORCE
