"""What trainings and meetings cost: kinds, meals by their dates, the minutes of speakers, limits."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.errors import NotModelled
from orqa.base.money import Money
from orqa.domain.budgets.estimate_errors import EstimateRefused
from orqa.domain.budgets.seminars import (
    Meeting,
    Seminar,
    SeminarDay,
    Stay,
    Talk,
    decide_meeting,
    decide_seminar,
    decide_speaker_hours,
    decide_training_kind,
)
from orqa.rules.ruleset import RuleSet

OLD, NEW = date(2025, 10, 30), date(2025, 10, 31)


def baht(amount: int | str) -> Money:
    return Money.of(amount, "THB")


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [
        (0, "0"),
        (24, "0"),
        (25, "0.5"),
        (49, "0.5"),
        (50, "1"),
        (60, "1"),
        (84, "1"),
        (85, "1.5"),
        (110, "2"),
        (180, "3"),
    ],
)
def test_hours_of_a_speaker_at_each_edge(rules: RuleSet, minutes: int, hours: str) -> None:
    assert decide_speaker_hours(rules.at(OLD).reading(), minutes).value == Decimal(hours)


@given(minutes=st.integers(0, 2000), more=st.integers(0, 600))
def test_who_speaks_longer_is_never_paid_less(rules: RuleSet, minutes: int, more: int) -> None:
    reading = rules.at(OLD).reading()
    assert decide_speaker_hours(reading, minutes).value <= decide_speaker_hours(reading, minutes + more).value


@pytest.mark.parametrize(
    ("participants", "kind"),
    [
        ((("expert", 6), ("senior", 5)), "a"),
        ((("expert", 5), ("senior", 5)), "b"),
        ((("advisory", 3), ("director_higher", 3), ("professional", 5)), "a"),
        ((("operational", 1), ("expert", 0)), "b"),
    ],
)
def test_more_than_half_of_high_groups_make_kind_a(
    rules: RuleSet, participants: tuple[tuple[str, int], ...], kind: str
) -> None:
    assert decide_training_kind(rules.at(OLD).reading(), participants).value == kind


MEALS = [
    ("a", "state", "all", 850),
    ("a", "state", "some", 600),
    ("a", "private", "all", 1200),
    ("a", "private", "some", 850),
    ("b", "state", "all", 600),
    ("b", "state", "some", 400),
    ("b", "private", "all", 950),
    ("b", "private", "some", 700),
]


@pytest.mark.parametrize(("kind", "venue", "meals", "each"), MEALS)
def test_meals_to_the_last_known_day_and_no_old_figure_after_it(
    rules: RuleSet, kind: str, venue: str, meals: str, each: int
) -> None:
    def of(day: date) -> Seminar:
        return Seminar(venue=venue, training_kind=kind, days=(SeminarDay(on=day, people=10, meals=meals),))

    assert decide_seminar(of(OLD), rules).value.total == baht(each * 10)
    with pytest.raises(NotModelled, match=r"training\.meals is not modelled: no source at hand") as caught:
        decide_seminar(of(NEW), rules)
    assert "โปรดกำหนดในโปรไฟล์ของตน" in caught.value.message("th")


def test_a_training_over_the_change_is_not_answered_by_half(rules: RuleSet) -> None:
    days = tuple(SeminarDay(on=day, people=10, meals="all") for day in (OLD, NEW))
    with pytest.raises(NotModelled):
        decide_seminar(Seminar(venue="state", training_kind="b", days=days), rules)


@pytest.mark.parametrize("stay", [Stay(on=NEW, people=1), Stay(on=NEW, people=1, room="shared")])
def test_lodging_of_training_is_not_known_after_the_change(rules: RuleSet, stay: Stay) -> None:
    with pytest.raises(NotModelled, match=r"training\.lodging"):
        decide_seminar(Seminar(venue="state", training_kind="a", stays=(stay,)), rules)


def test_a_seminar_line_by_line(rules: RuleSet) -> None:
    seminar = Seminar(
        venue="private",
        participants=(("practitioner", 38), ("expert", 2)),
        days=(SeminarDay(on=OLD, people=40, meals="some", snacks=2),),
        talks=(
            Talk(on=OLD, minutes=180),
            Talk(on=OLD, minutes=85, speaker="other", form="panel", speakers=6),
            Talk(on=OLD, minutes=60, form="group_work", speakers=8, groups=4),
        ),
        stays=(Stay(on=OLD, people=38, room="shared"), Stay(on=OLD, people=2)),
    )
    decision = decide_seminar(seminar, rules)
    found = decision.value
    assert [(line.kind, line.count, line.amount) for line in found.lines] == [
        ("meals", 40, baht(28_000)),
        ("snacks", 80, baht(4_000)),
        ("speakers", 3, baht(1_800)),
        ("speakers", Decimal("7.5"), baht(9_000)),
        ("speakers", 8, baht(4_800)),
        ("lodging", 38, baht(34_200)),
        ("lodging", 2, baht(2_900)),
    ]
    assert found.total == baht(84_700)
    assert [finding.code for finding in found.findings] == ["estimate-too-many-speakers"]
    assert "6 speakers, at most 5" in found.findings[0].show("en")
    assert "วิทยากร 6 คน จ่ายได้ไม่เกิน 5 คน" in found.findings[0].show("th")
    assert {"cgd-w5-2556", "mof-training-2549"} <= {citation.source for citation in decision.citations}


def test_speakers_are_known_after_the_change(rules: RuleSet) -> None:
    seminar = Seminar(
        venue="state", training_kind="a", talks=(Talk(on=date(2026, 11, 27), minutes=50, speaker="other"),)
    )
    assert decide_seminar(seminar, rules).value.total == baht(1600)


def test_nothing_to_estimate_is_refused(rules: RuleSet) -> None:
    with pytest.raises(EstimateRefused, match="no day"):
        decide_seminar(Seminar(venue="state", training_kind="a"), rules)
    with pytest.raises(EstimateRefused, match="nobody takes part"):
        decide_seminar(Seminar(venue="state", days=(SeminarDay(on=OLD, people=1),)), rules)


def test_a_meeting(rules: RuleSet) -> None:
    day = date(2026, 11, 27)
    asked = Meeting(on=day, people=20, snacks=1, meals=("lunch",), over_mealtime=True)
    assert decide_meeting(asked, rules).value.total == baht(20 * 35 + 20 * 120)
    short = decide_meeting(Meeting(on=day, people=20, snacks=1, meals=("lunch",)), rules).value
    assert (short.total, [finding.code for finding in short.findings]) == (baht(700), ["estimate-not-over-mealtime"])
    assert decide_meeting(Meeting(on=day, people=20, snacks=2, venue="private"), rules).value.total == baht(2000)
    with pytest.raises(NotModelled, match=r"meeting_costs\.meal"):
        decide_meeting(Meeting(on=day, people=20, meals=("dinner",), over_mealtime=True, venue="private"), rules)


def test_the_universitys_own_rates_may_differ(rules: RuleSet) -> None:
    own = decide_meeting(Meeting(on=date(2026, 11, 27), people=1, snacks=1, fund="own_income"), rules).value
    assert [finding.code for finding in own.findings] == ["estimate-own-rates"]
    assert "เงินรายได้" in own.findings[0].show("th")
