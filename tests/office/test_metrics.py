"""Named numbers of a year: value, unit, count, parts and the rules that they rest on."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import orqa
from handling_samples import peopled, received
from orqa.base.eras import Era
from orqa.base.money import Money
from orqa.base.years import YearRule
from orqa.office.errors import PeriodNeeded
from orqa.office.office import Office
from orqa.plugins import hookimpl
from orqa.plugins.builtin.metrics import correspondence
from orqa.plugins.builtin.metrics.correspondence import AnsweredInTimeShare, MedianHandlingDays
from orqa.plugins.errors import PluginFailed, UnknownContribution
from orqa.plugins.opening import builtin_registry
from orqa.plugins.specs import MetricSpec
from orqa.reporting.metrics import Measure, MetricContext

BANGKOK = ZoneInfo("Asia/Bangkok")
BUILTIN = (
    "attendance.leaves_by_type",
    "attendance.within_limits_share",
    "budget.above_target",
    "budget.commitment_rate",
    "budget.disbursement_rate",
    "budget.indicators_met_share",
    "budget.overdue_advances",
    "budget.projects_closed_share",
    "correspondence.acknowledged_in_time_share",
    "correspondence.answered_in_time_share",
    "correspondence.letters_by_kind",
    "correspondence.median_drafting_days",
    "correspondence.median_handling_days",
    "correspondence.overdue",
    "correspondence.unacknowledged",
    "partnership.active_share",
    "partnership.agreements_by_country",
    "partnership.agreements_by_unit",
    "partnership.agreements_in_force",
    "partnership.days_to_signature",
    "partnership.ending_undecided",
    "partnership.enquiries_in_time_share",
    "partnership.foreign_staff",
    "partnership.foreign_students",
    "partnership.learning_agreed_share",
    "partnership.partners_in_force",
    "partnership.programmes_both_ways",
    "partnership.recognised_share",
    "partnership.semesters_received",
    "partnership.semesters_sent",
    "partnership.staff_mobilities_received",
    "partnership.staff_mobilities_sent",
    "partnership.staff_received",
    "partnership.staff_sent",
    "partnership.student_mobilities_received",
    "partnership.student_mobilities_sent",
    "partnership.students_received",
    "partnership.students_sent",
    "partnership.visits_held",
)


@pytest.fixture
def office(tmp_path: Path, clock: Any) -> Iterator[Office]:
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="thai-public-university", clock=clock) as office:
        yield peopled(office)


def measure(office: Office, name: str, kind: str = "calendar", year: int = 2569) -> Measure:
    return office.metrics.value(f"correspondence.{name}", office.year(kind, year)).measure


# ------------------------------------------------------------------ asking


def test_the_metrics_that_there_are(office: Office) -> None:
    assert office.metrics.names() == BUILTIN


def test_a_metric_tells_its_name_unit_and_period(office: Office) -> None:
    found = office.metrics.value("correspondence.overdue", office.year("fiscal", 2570))
    assert (found.name, str(found.unit), found.period.be) == ("correspondence.overdue", "letters", 2570)
    assert found.title.in_language("th") == "งานตามหนังสือที่เกินกำหนด"
    assert [str(cited) for cited in found.measure.citations] == ["thai-university-practice"]


@pytest.mark.parametrize("period", [2569, None, "B.E. 2569"])
def test_a_bare_number_is_no_period(office: Office, period: Any) -> None:
    with pytest.raises(PeriodNeeded) as told:
        office.metrics.value("correspondence.overdue", period)
    assert told.value.message("en").startswith(f"this needs a year of a kind, found {period!r}")
    assert "ต้องระบุปีพร้อมชนิดของปี" in told.value.message("th")
    with pytest.raises(PeriodNeeded):
        office.metrics.table(period)


def test_a_metric_that_nobody_offers(office: Office) -> None:
    with pytest.raises(UnknownContribution) as told:
        office.metrics.value("correspondence.none", office.year())
    assert "correspondence.overdue" in str(told.value)


def test_all_of_them_are_a_table(office: Office) -> None:
    received(office)
    table = office.metrics.table(office.year())
    assert table.title is not None
    assert table.title.in_language("en") == "Metrics, Calendar year 2026"
    rows = {row["metric"]: row for row in table.records()}
    assert tuple(rows) == BUILTIN
    assert rows["correspondence.letters_by_kind"]["value"] == Decimal(1)
    assert rows["correspondence.median_handling_days"]["value"] is None
    assert all(column.public for column in table.columns)
    (row,) = office.metrics.table(office.year(), ["correspondence.overdue"]).records()
    assert row["metric"] == "correspondence.overdue"


# ------------------------------------------------------------------ letters


def test_letters_by_kind_counts_what_was_received_in_the_year(office: Office, clock: Any) -> None:
    clock.at = datetime(2026, 12, 31, 23, 59, 50, tzinfo=BANGKOK)
    for kind in ("external", "external", "internal", ""):
        received(office, kind=kind)
    clock.at = datetime(2027, 1, 1, 0, 0, 1, tzinfo=BANGKOK)
    received(office)
    found = measure(office, "letters_by_kind")
    assert (found.value, found.count) == (4, 4)
    assert next((str(title), count) for title, count in found.parts) == ("External letter", 2)
    assert sum(count for _, count in found.parts if isinstance(count, int)) == 4
    assert found.citations
    assert measure(office, "letters_by_kind", year=2570).value == 1


def test_overdue_counts_open_tasks_whose_day_has_passed(office: Office, clock: Any) -> None:
    letters = [received(office, number).letter for number in range(4)]
    for letter, due in zip(letters, (23, 24, 25, 30), strict=True):
        office.correspondence.assign(letter, "S1", due=date(2026, 11, due))
    office.correspondence.close(letters[1], "ทราบ")
    assert measure(office, "overdue").value == 0
    clock.at += timedelta(days=2)
    found = measure(office, "overdue")
    assert (found.value, found.count) == (1, 3)
    clock.at += timedelta(days=60)
    assert measure(office, "overdue").value == 3
    assert measure(office, "overdue", year=2570).value == 0


def test_median_days_from_receiving_to_closing(office: Office, clock: Any) -> None:
    letters = [received(office, number).letter for number in range(4)]
    assert measure(office, "median_handling_days").value is None
    office.correspondence.close(letters[0], "ทราบ")
    clock.at += timedelta(days=3)
    office.correspondence.close(letters[1], "ทราบ")
    assert measure(office, "median_handling_days") == Measure(value=Decimal("1.5"), count=2)
    clock.at += timedelta(days=7)
    office.correspondence.close(letters[2], "ทราบ")
    assert measure(office, "median_handling_days").value == Decimal(3)
    office.correspondence.reopen(letters[0], "ต่อ")
    assert measure(office, "median_handling_days").count == 2


def test_the_share_that_was_answered_in_time(office: Office, clock: Any) -> None:
    asking = [received(office, number).letter for number in range(3)]
    for letter, day in zip(asking, (25, 25, 28), strict=True):
        office.correspondence.expect_answer(letter, date(2026, 11, day))
    assert measure(office, "answered_in_time_share").value is None
    office.correspondence.link(received(office, 11).letter, asking[0], "reply-to")
    assert measure(office, "answered_in_time_share").value == Decimal("100.0")
    clock.at += timedelta(days=4)
    found = measure(office, "answered_in_time_share")
    assert (found.value, found.count) == (Decimal("50.0"), 2)
    office.correspondence.link(received(office, 12).letter, asking[1], "reply-to")
    assert measure(office, "answered_in_time_share").value == Decimal("50.0")
    assert [str(cited) for cited in found.citations] == ["good-governance-2546#38"]


def test_secret_letters_are_not_counted_for_those_who_may_not_see_them(office: Office) -> None:
    from orqa.domain.correspondence.records import Letter
    from orqa.domain.organization.restriction import Restriction
    from orqa.office.access import Actor

    keeper = office.acting(Actor(person="keeper", roles=(Keeper(),), clearance=3))
    at = office.now()
    letter = Letter(id=office.ids.next_id(at), subject="ลับ", received_at=at, restricted=Restriction(rank=1))
    keeper.recorder.save("secret.receive", at, [letter])
    assert measure(office, "letters_by_kind").value == 0
    assert measure(keeper, "letters_by_kind").value == 1


class Keeper:
    """The role of a registrar of secret matter."""

    role, unit = "secret-registrar", ""


def test_a_profile_without_the_rules_cites_none() -> None:
    with orqa.open_office("memory:", profile="example-abroad") as office:
        names = [name for name in office.metrics.names() if "kind" not in name]
        assert [office.metrics.value(name, office.year()).measure.citations for name in names] == [()] * len(names)


# ------------------------------------------------------------------ as pure functions

YEAR = YearRule(kind="calendar", month=1, day=1, named_by="start").year(2569, Era.BUDDHIST)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


class Rows:
    """A reader whose rows are given."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows

    def rows(self, *_: object) -> Iterator[Any]:
        return iter(self._rows)


def context(rows: list[Any], at: datetime = datetime(2027, 6, 1, tzinfo=BANGKOK)) -> MetricContext:
    profile = builtin_registry().profile("national")
    return MetricContext(reader=Rows(rows), profile=profile, period=YEAR, at=at)  # type: ignore[arg-type]


@given(st.lists(st.tuples(DAYS, st.integers(0, 100)), min_size=1))
def test_the_median_is_the_median(spans: list[tuple[date, int]]) -> None:
    rows = [(first.isoformat(), (first + timedelta(days=days)).isoformat()) for first, days in spans]
    found = MedianHandlingDays().measure(context(rows))
    assert found.value is not None
    assert float(str(found.value)) == median(days for _, days in spans)
    assert found.count == len(spans)


@given(st.lists(st.tuples(DAYS, st.none() | DAYS)))
def test_a_share_lies_between_nothing_and_all(days: list[tuple[date, date | None]]) -> None:
    rows = [(by.isoformat(), on.isoformat() if on else None) for by, on in days]
    found = AnsweredInTimeShare().measure(context(rows))
    assert (found.value is None) is (not days)
    assert found.value is None or Decimal(0) <= Decimal(str(found.value)) <= Decimal(100)
    assert found.count == len(days)


# ------------------------------------------------------------------ of plugins


def plugin(metric: Any, name: str = "letters.mine") -> ModuleType:
    module = ModuleType("mine")
    module.orqa_metrics = hookimpl(  # type: ignore[attr-defined]
        lambda: [MetricSpec(name=name, title="Mine", unit="baht", factory=metric)], specname="orqa_metrics"
    )
    return module


class Amount:
    """Money as value."""

    def measure(self, context: MetricContext) -> Measure:
        del context
        return Measure(value=Money.of("12.50", "THB"), count=1)


class Failing:
    """Gives nothing."""

    def measure(self, context: MetricContext) -> Any:
        del context
        return "many"


def test_money_is_exact_in_the_table() -> None:
    with orqa.open_office("memory:", profile="national", plugins=[plugin(Amount)]) as office:
        (row,) = office.metrics.table(office.year(), ["letters.mine"]).records()
    assert (row["value"], str(row["unit"])) == (Decimal("12.50"), "baht")


def test_what_fails_names_its_plugin() -> None:
    with (
        orqa.open_office("memory:", profile="national", plugins=[plugin(Failing)]) as office,
        pytest.raises(PluginFailed, match="not a Measure"),
    ):
        office.metrics.value("letters.mine", office.year())


def test_what_is_not_told_has_a_name_in_both_languages() -> None:
    assert set(correspondence.NOT_TOLD.languages) == {"th", "en"}
