import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orqa.base.citations import Certainty, Citation
from orqa.base.errors import NotModelled
from orqa.rules.errors import NotInForce, UnknownDimension, UnknownParameter, UnknownTerm
from orqa.rules.profile import Profile
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

LEAVE = """
[sick.paid_days]
title = "Paid days of sick leave"
unit = "working_day"
by = ["personnel"]
rows = [
  {from = 2012-01-24, personnel = "civil_servant", value = 60, cite = "law#18", certainty = "known"},
  {from = 2012-01-24, personnel = "temporary", over = "service_years", scale = [
    [1, 8], [5, 15]], cite = "law#19", certainty = "uncertain"},
  {from = 2020-06-01, personnel = "temporary", over = "service_years", scale = [
    [0, 10]], cite = "law#20", certainty = "verified", published = 2020-07-01},
]

[ordination.days]
title = "Days of leave for ordination"
rows = [
  {from = 2012-01-24, value = 120, cite = "law#29", certainty = "verified"},
  {from = 2022-01-01, repealed = true, cite = "custom#9", certainty = "known"},
]

[annual.days]
title = "Days of annual leave"
rows = [{from = 2012-01-24, value = 10, cite = ["law#24", "custom"], certainty = "known"}]
"""
KIND = """
title = "Kind"
[terms.external]
title = "Letter"
cite = "custom#2"
certainty = "known"
"""
ON = date(2021, 3, 4)


@pytest.fixture
def rules(make: Callable[..., Profile]) -> RuleSet:
    return make({"rules/leave.toml": LEAVE, "vocabularies/letter-kind.toml": KIND}).ruleset


def test_what_is_worked_out_once_is_cited_by_each_decision_that_rests_on_it(rules: RuleSet) -> None:
    asked = []

    def days(reading: Reading, personnel: str) -> int:
        asked.append(personnel)
        return int(reading.value("leave.sick.paid_days", personnel=personnel))

    view = rules.at(ON)
    for _ in range(2):
        reading = view.reading()
        assert reading.value("leave.annual.days") + reading.once(days, "civil_servant") == 70
        assert reading.decision(0, {}).keys == ("leave.annual.days", "leave.sick.paid_days")
    assert asked == ["civil_servant"]
    assert rules.at(date(2030, 1, 1)).reading().once(days, "civil_servant") == 60


def test_what_is_worked_out_once_is_not_kept_without_end(rules: RuleSet) -> None:
    reading = rules.at(ON).reading()
    assert [reading.once(lambda _, number: number, number) for number in range(3000)] == list(range(3000))
    assert len(reading.view.made) < 3000


def test_a_reading_gives_values_and_its_decision_cites_them(rules: RuleSet) -> None:
    reading = rules.at(ON).reading()
    days = reading.value("leave.annual.days") + reading.value("leave.sick.paid_days", personnel="civil_servant")
    reading.value("leave.annual.days")
    decision = reading.decision(days, {"person": "x"})
    assert decision.value == 70
    assert decision.inputs == {"person": "x"}
    assert decision.citations == (Citation("law", "24"), Citation("custom"), Citation("law", "18"))
    assert decision.keys == ("leave.annual.days", "leave.sick.paid_days")
    assert decision.certainty is Certainty.KNOWN
    assert (decision.profile, decision.data_version) == ("alone", rules.data_version)


def test_the_certainty_of_a_decision_is_that_of_its_least_sure_rule(rules: RuleSet) -> None:
    reading = rules.at(date(2015, 1, 1)).reading()
    assert reading.decision(0, {}).certainty is None
    reading.value("leave.ordination.days")
    assert reading.decision(0, {}).certainty is Certainty.VERIFIED
    reading.value("leave.sick.paid_days", personnel="temporary", service_years=1)
    assert reading.decision(0, {}).certainty is Certainty.UNCERTAIN


def test_a_decision_does_not_change_when_its_reading_goes_on(rules: RuleSet) -> None:
    reading = rules.at(ON).reading()
    first = reading.decision(1, {})
    reading.value("leave.annual.days")
    assert first.citations == ()
    assert reading.decision(1, {}).citations != ()


def test_a_decision_may_rest_on_an_earlier_one(rules: RuleSet) -> None:
    first = rules.at(ON).reading()
    earlier = first.decision(first.value("leave.annual.days"), {})
    second = rules.at(ON).reading()
    assert second.adopt(earlier) == 10
    assert second.decision(True, {}).citations == earlier.citations  # noqa: FBT003 - the value decided


def test_a_term_is_read_and_cited(rules: RuleSet) -> None:
    reading = rules.at(ON).reading()
    assert str(reading.term("letter-kind", "external").title) == "Letter"
    assert reading.decision(1, {}).citations == (Citation("custom", "2"),)
    with pytest.raises(UnknownTerm, match=r"letter-kind has no entry externl; the nearest: external"):
        reading.term("letter-kind", "externl")
    with pytest.raises(UnknownTerm, match=r"nearest: letter-kind"):
        reading.term("letter-kinds", "external")


def test_a_term_that_is_not_there_is_not_cited(rules: RuleSet) -> None:
    reading = rules.at(ON).reading()
    assert reading.find_term("letter-kind", "externl") is None
    assert reading.decision(None, {}).reads == ()
    term = reading.find_term("letter-kind", "external")
    assert term is not None
    assert reading.decision(None, {}).reads == (term,)
    with pytest.raises(UnknownTerm, match="letter-kind"):
        reading.find_term("letter-kinds", "external")


@pytest.mark.parametrize(
    ("day", "years", "days"),
    [
        (date(2015, 1, 1), 1, 8),
        (date(2015, 1, 1), 4, 8),
        (date(2015, 1, 1), 5, 15),
        (date(2015, 1, 1), Decimal("4.99"), 8),
        (date(2020, 6, 1), 0, 10),
    ],
)
def test_a_scale_is_read_by_its_amount(rules: RuleSet, day: date, years: int | Decimal, days: int) -> None:
    assert rules.at(day).reading().value("leave.sick.paid_days", personnel="temporary", service_years=years) == days


def test_an_amount_that_the_answering_row_does_not_need_is_allowed(rules: RuleSet) -> None:
    assert rules.at(ON).reading().value("leave.sick.paid_days", personnel="civil_servant", service_years=3) == 60


def test_below_the_first_bracket_nothing_is_modelled(rules: RuleSet) -> None:
    with pytest.raises(NotModelled, match=r"service_years = 0 is below the first bracket") as caught:
        rules.at(date(2015, 1, 1)).reading().value("leave.sick.paid_days", personnel="temporary", service_years=0)
    assert "ต่ำกว่าเกณฑ์ขั้นแรก" in caught.value.message("th")


def test_three_different_answers_where_there_is_no_value(rules: RuleSet) -> None:
    with pytest.raises(NotModelled, match=r"leave.annual.days is not modelled: its first row begins on 2012-01-24"):
        rules.at(date(2012, 1, 23)).reading().value("leave.annual.days")
    with pytest.raises(NotInForce, match=r"not been in force since 2022-01-01 .repealed by custom#9") as repealed:
        rules.at(date(2022, 1, 1)).reading().value("leave.ordination.days")
    assert (repealed.value.since, repealed.value.citations) == (date(2022, 1, 1), (Citation("custom", "9"),))
    assert "ยกเลิกโดย custom#9" in repealed.value.message("th")
    with pytest.raises(UnknownParameter, match=r"nearest keys: leave.annual.days") as unknown:
        rules.at(ON).reading().value("leave.anual.days")
    assert unknown.value.near[0] == "leave.annual.days"
    assert "ไม่มีกฎเกณฑ์ leave.anual.days" in unknown.value.message("th")


def test_a_failed_read_is_not_recorded(rules: RuleSet) -> None:
    reading = rules.at(ON).reading()
    with pytest.raises(UnknownDimension):
        reading.value("leave.sick.paid_days", personnel="temporary")
    assert reading.decision(1, {}).reads == ()


@pytest.mark.parametrize(
    ("key", "dims", "message"),
    [
        (
            "leave.sick.paid_days",
            {},
            "asked by –; it is asked by: personnel = civil_servant | temporary, service_years",
        ),
        ("leave.sick.paid_days", {"personnel": "visitor"}, "cannot be asked by personnel = visitor"),
        ("leave.sick.paid_days", {"staff": "temporary"}, "cannot be asked by staff = temporary"),
        ("leave.sick.paid_days", {"personnel": "civil_servant", "staff": "x"}, "staff = x"),
        ("leave.sick.paid_days", {"personnel": "temporary"}, "it is asked by: service_years"),
        (
            "leave.annual.days",
            {"personnel": "temporary"},
            "cannot be asked by personnel = temporary; it is asked by: –",
        ),
    ],
)
def test_dimensions_are_closed(rules: RuleSet, key: str, dims: dict[str, str], message: str) -> None:
    with pytest.raises(UnknownDimension, match=message) as caught:
        rules.at(ON).reading().value(key, **dims)
    assert "ไม่ได้ ต้องถามด้วย" in caught.value.message("th")


def test_what_was_known_on_a_day(rules: RuleSet) -> None:
    asked = {"personnel": "temporary", "service_years": 5}
    day = date(2020, 6, 15)
    assert rules.at(day).reading().value("leave.sick.paid_days", **asked) == 10
    assert rules.at(day, known_on=date(2020, 7, 1)).reading().value("leave.sick.paid_days", **asked) == 10
    assert rules.at(day, known_on=date(2020, 6, 30)).reading().value("leave.sick.paid_days", **asked) == 15
    with pytest.raises(NotModelled, match=r"published on 2012-01-24, and only what was known earlier"):
        rules.at(day, known_on=date(2012, 1, 1)).reading().value("leave.annual.days")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2011, 1, 1), date(2024, 1, 1)), st.none() | st.dates(date(2011, 1, 1), date(2024, 1, 1)))
def test_a_view_is_shared_by_all_days_of_its_stretch_and_no_other(
    rules: RuleSet, day: date, known_on: date | None
) -> None:
    view = rules.at(day, known_on)
    assert view.first <= day <= view.last
    assert rules.at(view.first, known_on) is view
    assert rules.at(view.last, known_on) is view
    if view.first > date.min:
        assert rules.at(view.first - timedelta(1), known_on) is not view
    for key in rules.keys():  # noqa: SIM118 - not a mapping
        parameter = rules.parameter(key)
        for cell in parameter.cells():
            assert parameter.row(cell, view.first, view.known_on) is parameter.row(cell, day, known_on)


def test_a_moment_is_no_day(rules: RuleSet) -> None:
    with pytest.raises(TypeError):
        rules.at(datetime(2021, 1, 1))  # noqa: DTZ001 - what the test is about


def test_threads_share_views(rules: RuleSet) -> None:
    seen, barrier = [], threading.Barrier(8)

    def ask() -> None:
        barrier.wait()
        view = rules.at(ON)
        seen.append((view, view.reading().value("leave.sick.paid_days", personnel="civil_servant")))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(view) for view, _ in seen}) == 1
    assert {value for _, value in seen} == {60}


def test_keys_are_sorted_and_found_by_prefix(rules: RuleSet) -> None:
    assert rules.keys() == ("leave.annual.days", "leave.ordination.days", "leave.sick.paid_days")
    assert rules.keys("leave.s") == ("leave.sick.paid_days",)
    assert rules.keys("x") == ()
