"""What trips at home cost: the counting of days at its edges, rates of the day of travel, bills and limits."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.errors import NotModelled
from orqa.base.money import Money
from orqa.domain.budgets.estimate_errors import EstimateRefused
from orqa.domain.budgets.transport import Leg, Means
from orqa.domain.budgets.travel import Night, Trip, decide_trip
from orqa.domain.budgets.travel_days import decide_days
from orqa.rules.errors import UnknownDimension
from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile
from orqa.rules.ruleset import RuleSet


def at(day: int, hour: int = 0, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    """A moment in November 2026 by the clock of the office."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - local time


START = at(2, 5, 30)


def baht(amount: int | str) -> Money:
    return Money.of(amount, "THB")


def trip(hours: float, *, overnight: bool = True, level: str = "practitioner", **more: object) -> Trip:
    returns = START + timedelta(minutes=round(hours * 60))
    return Trip(position_level=level, departs=START, returns=returns, overnight=overnight, **more)  # type: ignore[arg-type]


def days(rules: RuleSet, minutes: int, *, overnight: bool, place: str = "home") -> Decimal:
    reading = rules.at(START.date()).reading()
    found = decide_days(reading, START, START + timedelta(minutes=minutes), place=place, overnight=overnight)
    return sum((part for _, part in found.value), Decimal(0))


H = 60


@pytest.mark.parametrize(
    ("minutes", "with_night", "without"),
    [
        (6 * H, 0, "0"),
        (6 * H + 1, 0, "0.5"),
        (12 * H, 0, "0.5"),
        (12 * H + 1, 1, "1"),
        (24 * H - 1, 1, "1"),
        (24 * H, 1, "1"),
        (24 * H + 1, 1, "1"),
        (30 * H, 1, "1"),
        (30 * H + 1, 1, "1.5"),
        (36 * H, 1, "1.5"),
        (36 * H + 1, 2, "2"),
        (48 * H, 2, "2"),
        (62 * H + 45, 3, "3"),
    ],
)
def test_days_at_each_edge(rules: RuleSet, minutes: int, with_night: int, without: str) -> None:
    assert days(rules, minutes, overnight=True) == with_night
    assert days(rules, minutes, overnight=False) == Decimal(without)


@pytest.mark.parametrize(
    ("minutes", "counted"),
    [
        (6 * H, "0"),
        (6 * H + 1, "0.5"),
        (12 * H, "0.5"),
        (12 * H + 1, "1"),
        (24 * H, "1"),
        (36 * H, "1"),
        (36 * H + 1, "2"),
    ],
)
def test_abroad_half_a_day_counts_only_on_a_trip_shorter_than_a_day(rules: RuleSet, minutes: int, counted: str) -> None:
    assert days(rules, minutes, overnight=True, place="abroad") == Decimal(counted)


@given(
    minutes=st.integers(1, 20_000),
    more=st.integers(0, 2_000),
    overnight=st.booleans(),
    place=st.sampled_from(("home", "abroad")),
)
def test_a_longer_trip_never_counts_less_and_never_a_day_more_than_it_lasted(
    rules: RuleSet, minutes: int, more: int, *, overnight: bool, place: str
) -> None:
    short = days(rules, minutes, overnight=overnight, place=place)
    assert short <= days(rules, minutes + more, overnight=overnight, place=place)
    assert minutes // (24 * H) <= short <= minutes // (24 * H) + 1


def test_what_passed_counts_not_what_clocks_show(rules: RuleSet) -> None:
    tokyo, bangkok = timezone(timedelta(hours=9)), timezone(timedelta(hours=7))
    reading = rules.at(START.date()).reading()
    departs = datetime(2026, 11, 2, 8, tzinfo=bangkok)
    returns = datetime(2026, 11, 2, 22, tzinfo=tokyo)  # twelve hours later
    found = decide_days(reading, departs, returns, place="abroad", overnight=False).value
    assert found == ((date(2026, 11, 2), Decimal("0.5")),)


def test_the_worked_example(rules: RuleSet) -> None:
    went = Trip(
        position_level="practitioner",
        departs=START,
        returns=at(4, 20, 15),
        overnight=True,
        meals_given=(date(2026, 11, 3), date(2026, 11, 4)),
        nights=tuple(Night(on=date(2026, 11, day), bill=baht(1650)) for day in (2, 3)),
    )
    decision = decide_trip(went, rules)
    found = decision.value
    assert [(line.kind, line.count, line.amount) for line in found.lines] == [
        ("per_diem", 3, baht(720)),
        ("meals_given", -2, baht(-160)),
        ("lodging", 2, baht(3000)),
    ]
    assert found.of("per_diem") + found.of("meals_given") == baht(560)
    assert found.total == baht(3560)
    assert [finding.code for finding in found.findings] == ["estimate-bill-above"] * 2
    assert "ตามใบเสร็จ 1,650.00 เบิกได้ 1,500.00" in found.findings[0].show("th")
    assert "billed 1,650.00, allowed 1,500.00" in found.findings[0].show("en")
    assert all("mof-travel-2550" in map(str, line.citations) for line in found.lines)
    assert {"travel.group", "travel.counting", "travel.per_diem", "travel.hotel_actual"} <= set(decision.keys)
    assert found.lines[0].why.in_language("th") == "ตั้งแต่ 2 พ.ย. 69: 3 × 240.00 = 720.00"
    assert found.lines[0].title.in_language("th") == "ค่าเบี้ยเลี้ยง"


@pytest.mark.parametrize(
    ("level", "allowance", "night", "flat"),
    [
        ("operational", 240, 1500, 800),
        ("senior_professional", 240, 1500, 800),
        ("expert", 270, 2200, 1200),
        ("executive_primary", 270, 2200, 1200),
        ("advisory", 270, 2500, 1200),
    ],
)
def test_rates_go_by_the_group_of_the_level(rules: RuleSet, level: str, allowance: int, night: int, flat: int) -> None:
    for way, lodging in (("actual", night), ("flat", flat)):
        found = decide_trip(trip(24, level=level, nights=(Night(on=START.date(), way=way),)), rules).value
        assert (found.of("per_diem"), found.of("lodging")) == (baht(allowance), baht(lodging))


@pytest.mark.parametrize(
    ("night", "allowed", "codes"),
    [
        (Night(on=START.date(), bill=baht(1500)), "1500", []),
        (Night(on=START.date(), bill=baht("1500.01")), "1500", ["estimate-bill-above"]),
        (Night(on=START.date(), bill=baht(900)), "900", []),
        (Night(on=START.date(), room="shared"), "850", []),
        (Night(on=START.date(), dear=True), "1875", []),
        (Night(on=START.date(), dear=True, room="shared"), "1062.50", []),
        (Night(on=START.date(), way="flat", dear=True), "800", ["estimate-no-extra-for-flat"]),
    ],
)
def test_lodging(rules: RuleSet, night: Night, allowed: str, codes: list[str]) -> None:
    found = decide_trip(trip(24, nights=(night,)), rules).value
    assert found.of("lodging") == baht(allowed)
    assert [finding.code for finding in found.findings] == codes


def test_no_more_is_taken_off_for_meals_than_the_allowance(rules: RuleSet) -> None:
    found = decide_trip(trip(7, overnight=False, meals_given=(START.date(),) * 2), rules).value
    assert found.total == baht(0)
    assert [finding.code for finding in found.findings] == ["estimate-meals-above-allowance"]
    half = decide_trip(trip(7, overnight=False, meals_given=(START.date(),)), rules).value
    assert (half.total, half.findings) == (baht(40), ())


def test_transport(rules: RuleSet) -> None:
    day = START.date()
    legs = (
        Leg(on=day, means=Means.CAR, km=Decimal("12.5")),
        Leg(on=day, means=Means.MOTORCYCLE, km=Decimal(7)),
        Leg(on=day, means=Means.TAXI, route="bangkok", bill=baht(650)),
        Leg(on=day, means=Means.TAXI),
        Leg(on=day, means=Means.FARE, bill=baht(1234)),
        *(Leg(on=day, means=Means.LOCAL, bill=baht(amount)) for amount in (80, 120, 100)),
    )
    found = decide_trip(trip(13, legs=legs), rules).value
    amounts = [line.amount for line in found.lines if line.kind == "transport"]
    assert amounts == [baht(50), baht(14), baht(600), baht(500), baht(1234), baht(120), baht(100)]
    assert [finding.code for finding in found.findings] == [
        "estimate-local-trips",
        "estimate-bill-above",
        "estimate-fare-class",
    ]


@pytest.fixture(scope="module")
def raised(university: Profile, tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    """A university that raised its allowance on 4 November 2026, for its own income alone."""
    folder = tmp_path_factory.mktemp("raised")
    (folder / "rules").mkdir()
    why = '{reason = {th = "มติสภา", en = "A resolution"}, cite = "thai-university-practice"}'
    row = (
        '{from = 2026-11-04, fund = "own_income", traveller_group = "general", value = 300, '
        'cite = "thai-university-practice", certainty = "known"}'
    )
    (folder / "rules" / "travel.toml").write_text(f"[per_diem]\noverride = {why}\nrows = [{row}]\n", "utf-8")
    (folder / "sources.toml").write_text("", "utf-8")
    head = 'name = "raised"\ntitle = {th = "เพิ่ม", en = "Raised"}\nparent = "thai-public-university"\nversion = "1"\n'
    (folder / "profile.toml").write_text(head, "utf-8")
    return load_profile(folder, university).ruleset


def test_each_day_has_the_rate_of_its_own_day(raised: RuleSet) -> None:
    went = trip(72, fund="own_income")
    lines = decide_trip(went, raised).value.lines
    assert [(line.on.day, line.count, line.each) for line in lines] == [(2, 2, baht(240)), (4, 1, baht(300))]
    assert [str(line.citations[0]) for line in lines] == ["travel-rates-pages", "thai-university-practice"]
    assert decide_trip(evolve(went, fund="national"), raised).value.total == baht(720)


def test_rates_of_another_fund_are_told(rules: RuleSet, raised: RuleSet) -> None:
    codes = [f.code for f in decide_trip(trip(24, fund="own_income"), rules).value.findings]
    assert codes == ["estimate-own-rates"]
    later = at(5, 8)
    own = Trip(
        position_level="senior", departs=later, returns=later + timedelta(hours=24), overnight=True, fund="own_income"
    )
    assert decide_trip(own, raised).value.findings == ()


BAD = [
    ({"hours": -1}, "is not after the departure"),
    ({"hours": 0}, "is not after the departure"),
    ({"nights": (Night(on=date(2026, 11, 3)),)}, "the night of 2026-11-03"),
    ({"nights": (Night(on=START.date()),) * 2}, "given twice"),
    ({"nights": (Night(on=START.date()),), "overnight": False}, "is not one of a trip"),
    ({"hours": 48, "nights": (Night(on=START.date()), Night(on=date(2026, 11, 3), way="flat"))}, "choose one"),
    ({"meals_given": (date(2026, 11, 1),)}, "is not a day of the trip"),
    ({"legs": (Leg(on=date(2026, 11, 9), means=Means.CAR),)}, "is not a day of the trip"),
    ({"legs": (Leg(on=START.date(), means=Means.FARE),)}, "has no rate: give what it costs"),
    ({"legs": (Leg(on=START.date(), means=Means.LOCAL),)}, "has no rate: give what it costs"),
    ({"legs": (Leg(on=START.date(), means=Means.CAR, km=Decimal(-1)),)}, "cannot be negative"),
    ({"nights": (Night(on=START.date(), bill=baht(-1)),)}, "cannot be negative"),
]


@pytest.mark.parametrize(("given", "message"), BAD, ids=range(len(BAD)))
def test_what_contradicts_itself_is_refused(rules: RuleSet, given: dict[str, object], message: str) -> None:
    with pytest.raises(EstimateRefused, match=message) as caught:
        decide_trip(trip(**{"hours": 24, **given}), rules)  # type: ignore[arg-type]
    assert caught.value.message("th").startswith("ประมาณการไม่ได้: ")


def test_times_are_both_of_a_zone_or_neither(rules: RuleSet) -> None:
    mixed = Trip(position_level="senior", departs=START, returns=datetime(2026, 11, 4, tzinfo=UTC), overnight=True)
    with pytest.raises(EstimateRefused, match="both without"):
        decide_trip(mixed, rules)


def test_what_is_not_known_is_said(rules: RuleSet) -> None:
    early = Trip(
        position_level="senior",
        departs=at(31, 8, month=12, year=2011),
        returns=at(2, month=1, year=2012),
        overnight=True,
    )
    with pytest.raises(NotModelled):
        decide_trip(early, rules)
    with pytest.raises(NotModelled, match=r"tells it for lecturer from .* on; set it in your own profile") as caught:
        decide_trip(trip(24, level="lecturer"), rules)
    assert "โปรดกำหนดในโปรไฟล์ของตน" in caught.value.message("th")
    with pytest.raises(UnknownDimension, match="position_level"):
        decide_trip(trip(24, level="dean"), rules)
    with pytest.raises(UnknownDimension, match="fund = purse"):
        decide_trip(trip(24, fund="purse"), rules)


@given(hours=st.integers(1, 300), meals=st.integers(0, 12), bill=st.integers(0, 400_000), overnight=st.booleans())
def test_a_trip_never_costs_less_than_nothing_and_lines_add_up(
    rules: RuleSet, hours: int, meals: int, bill: int, *, overnight: bool
) -> None:
    nights = (Night(on=START.date(), bill=Money(bill, "THB")),) if overnight else ()
    found = decide_trip(
        trip(hours, overnight=overnight, meals_given=(START.date(),) * meals, nights=nights), rules
    ).value
    assert found.total.minor == sum(line.amount.minor for line in found.lines)
    assert found.of("per_diem") + found.of("meals_given") >= baht(0)
    assert found.of("lodging") <= baht(1500 * len(nights))
    assert all(line.citations for line in found.lines)
