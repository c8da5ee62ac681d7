"""Ranking of applications: laws that hold whatever is applied with, and the reasons that are told."""

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.domain.partnerships.calls import Condition, Criterion, Destination, MobilityApplication, MobilityCall, Score
from orqa.domain.partnerships.mobilities import Traveller
from orqa.domain.partnerships.ranking import rank

WHO = Traveller(code="1", given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"))
DAY = date(2026, 3, 5)


def criterion(code: str, weight: int, most: int) -> Criterion:
    return Criterion(code=code, title=Text.of(en=code), weight=Decimal(weight), most=Decimal(most))


CALL = MobilityCall(
    id="2026-C1",
    code="C1",
    year=2026,
    title=Text.of(en="Exchange"),
    mobility_kind="exchange",
    opens=date(2026, 3, 1),
    closes=date(2026, 3, 31),
    destinations=(Destination(partner="p", places=1), Destination(partner="q", places=1)),
    criteria=(criterion("gpa", 60, 4), criterion("interview", 40, 3)),
    conditions=(Condition(code="gpa", least=Decimal(2), level="bachelor"), Condition(code="gpa", least=Decimal(1))),
    tie_break=("ielts",),
)


def application(
    identity: str, gpa: str, interview: str = "1", ielts: str = "0", wants: str = "pq"
) -> MobilityApplication:
    marks = {"gpa": gpa, "interview": interview, "ielts": ielts}
    scores = tuple(Score(code=code, value=Decimal(value)) for code, value in marks.items() if value)
    return MobilityApplication(
        id=identity, call=CALL.id, applicant=WHO, level="bachelor", scores=scores, preferences=tuple(wants), on=DAY
    )


MARKS = st.sampled_from(["0", "1.99", "2.00", "2.5", "3.25", "4", "4.01", ""])
APPLICATIONS = st.lists(
    st.tuples(MARKS, st.sampled_from(["0", "1", "3", ""]), st.sampled_from(["0", "6.5"]), st.permutations("pq")),
    max_size=7,
).map(lambda all_: [application(f"a{n}", g, i, e, "".join(w)) for n, (g, i, e, w) in enumerate(all_)])


@given(APPLICATIONS, st.integers(0, 3), st.integers(0, 3), st.randoms(use_true_random=False))
def test_laws_of_ranking(asked: list[MobilityApplication], p: int, q: int, chance: object) -> None:
    found = rank(CALL, asked, {"p": p, "q": q}, {})
    mixed = list(asked)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert rank(CALL, mixed, {"p": p, "q": q}, {}) == found, "the order of applying decides nothing"
    assert sorted(one.id for one in found) == sorted(one.id for one in asked)
    assert all(one.reasons for one in found), "each has its reasons"
    given_places = Counter(one.destination for one in found if one.destination)
    assert given_places["p"] <= p
    assert given_places["q"] <= q
    ranked = [one for one in found if one.rank is not None]
    assert [one.rank for one in ranked] == sorted(one.rank or 0 for one in ranked)
    assert [one.total for one in ranked] == sorted((one.total or Decimal(0) for one in ranked), reverse=True)
    by_rank: dict[int, set[str]] = {}
    for one in ranked:
        by_rank.setdefault(one.rank or 0, set()).add(one.state)
    for states in by_rank.values():
        assert len(states) == 1 or states <= {"selected", "reserve"}, "equals are never parted by chance"
    tied = [one.rank or 0 for one in ranked if one.state == "tied"]
    if tied:
        assert all(one.state == "tied" for one in ranked if (one.rank or 0) >= min(tied)), (
            "nobody below a tie is placed"
        )


def states(*asked: MobilityApplication, left: dict[str, int], **more: object) -> dict[str, tuple[str, str | None]]:
    found = rank(CALL, asked, left, {"p": "Example University"}, **more)  # type: ignore[arg-type]
    return {one.id: (one.state, one.destination) for one in found}


def test_reasons_tell_each_part_and_the_place() -> None:
    (first, second, unfit) = rank(
        CALL,
        [application("b", "3", "2"), application("a", "3.5", "1"), application("c", "1.9", "")],
        {"p": 1, "q": 0},
        {"p": "Example University"},
    )
    assert [str(one) for one in first.reasons] == [
        "gpa 3 of 4 × 60 = 45",
        "interview 2 of 3 × 40 = 26.666667",
        "gets a place at Example University",
    ]
    assert (first.id, second.id, second.state) == ("b", "a", "reserve")
    assert [str(one) for one in unfit.reasons] == ["gpa is 1.9, below 2", "interview was not told"]
    assert "คะแนน" not in str(unfit.reasons[0].in_language("th"))


def test_a_tie_for_the_last_place_waits_for_a_person() -> None:
    equal = [application("a", "3"), application("b", "3"), application("c", "2.5")]
    assert states(*equal, left={"p": 1, "q": 0}) == {"a": ("tied", None), "b": ("tied", None), "c": ("tied", None)}
    assert states(*equal, left={"p": 1, "q": 0}, order=["b"])["b"] == ("selected", "p")
    assert states(*equal, left={"p": 2, "q": 0})["c"] == ("reserve", None)
    parted = [application("a", "3", ielts="6"), application("b", "3", ielts="6.5")]
    assert states(*parted, left={"p": 1, "q": 0})["b"] == ("selected", "p")
