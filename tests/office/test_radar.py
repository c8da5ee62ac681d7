"""The radar of agreements: what ends, what must be noticed by when, what is idle."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

import orqa
from agreement_samples import START, agreement, kept
from orqa.base.months import months_after
from orqa.domain.partnerships.agreement_parts import Notice, PrintedDate
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.visits import Visit
from orqa.office.falling_due import PROVIDERS
from orqa.office.office import Office
from orqa.office.partnerships import uses
from orqa.office.partnerships.agreements_due import agreements_due
from orqa.office.partnerships.radar import ends_by_month
from orqa.office.partnerships.uses import USES

ON = date(2026, 11, 23)
ENDS = date(2026, 12, 31)


def test_what_ends_is_told_earliest_first_with_counts_by_month(office: Office) -> None:
    kept(
        office,
        agreement("c", date(2024, 2, 1)),
        agreement("a"),
        agreement("b", intention="renew"),
        agreement("later", date(2024, 6, 1)),
        agreement("gone", date(2020, 1, 1)),
        agreement("open", months=None),
        agreement("dropped", state="dropped"),
    )
    radar = office.partnerships.expiring(6, on=ON)
    assert (radar.first, radar.last) == (ON, date(2027, 5, 22))
    assert [one.agreement.id for one in radar.ending] == ["a", "b", "c"]
    assert [one.is_decided for one in radar.ending] == [False, True, False]
    months = ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05")
    assert radar.months == tuple(zip(months, (0, 2, 1, 0, 0, 0, 0), strict=True))
    assert [one.agreement.id for one in office.partnerships.expiring(6, on=ON, limit=1).ending] == ["a"]


@pytest.mark.parametrize(
    ("on", "ids", "notice"),
    [
        (date(2026, 6, 1), ["a"], date(2026, 6, 30)),
        (date(2026, 6, 30), ["a"], date(2026, 6, 30)),
        (date(2026, 7, 1), [], None),
    ],
)
def test_notice_is_counted_back_from_the_last_day(
    office: Office, on: date, ids: list[str], notice: date | None
) -> None:
    kept(office, agreement("a"), agreement("silent", notice=None))
    radar = office.partnerships.expiring(1, on=on)
    found = radar.noticing
    assert radar.notices == len(ids)
    assert [one.agreement.id for one in found] == ids
    assert [one.notice for one in found] == [notice] * len(ids)


def test_one_that_is_prolonged_of_itself_ends_at_each_term(office: Office) -> None:
    kept(office, agreement("r", months=12, renewed=12), agreement("q", months=12, renewed=24))
    radar = office.partnerships.expiring(6, on=ON)
    assert [(one.agreement.id, one.end, one.goes_on) for one in radar.ending] == [
        ("q", ENDS, True),
        ("r", ENDS, True),
    ]
    assert dict(radar.months)["2026-12"] == 2
    only = office.partnerships.expiring(6, on=months_after(ON, 12))
    assert [one.agreement.id for one in only.ending] == ["r"]  # the other one's next term ends a year later
    noticed = office.partnerships.expiring(1, on=date(2027, 6, 15)).noticing
    assert [(one.agreement.id, one.notice) for one in noticed] == [("r", date(2027, 6, 30))]


@pytest.fixture(scope="module")
def many() -> Iterator[tuple[Office, list[Agreement]]]:
    """Agreements of which each day of two years begins one; written once and only read."""
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        made = [
            agreement(f"{number:04}", START + timedelta(days=number), 12 + number % 25, renewed=number % 4 * 7 or None)
            for number in range(730)
        ]
        kept(office, *made)
        yield office, made


@pytest.mark.parametrize(
    ("first", "months"), [(date(2026, 1, 1), 6), (date(2026, 2, 28), 1), (date(2027, 1, 31), 13), (date(2025, 1, 1), 3)]
)
def test_counts_by_month_are_those_of_each_agreement(many: Any, first: date, months: int) -> None:
    """Against asking each agreement on each day for the end of its running term."""
    office, made = many
    last = months_after(first, months) - timedelta(days=1)
    expected: Counter[str] = Counter()
    for one in made:
        end = one.end(first)
        while end is not None and first <= end <= last:
            expected[f"{end:%Y-%m}"] += 1
            end = one.end(end + timedelta(days=1)) if one.renewed_for else None
    with office.reading() as reader:
        found = {month: number for month, number in ends_by_month(reader, first, last).items() if number}
    assert sum(expected.values()) > 0
    assert found == expected


def test_the_first_hundred_are_in_order(many: Any) -> None:
    office, _ = many
    found = office.partnerships.expiring(6, on=date(2026, 1, 1)).ending
    days = [one.end for one in found]
    assert (len(days), days) == (100, sorted(days))


@pytest.mark.parametrize("within", [0, -1, 1201])
def test_months_that_are_none(office: Office, within: int) -> None:
    with pytest.raises(AgreementRefused) as told:
        office.partnerships.expiring(within)
    assert f"from 1 to 1200 months, found {within}" in told.value.message("en")
    assert "ดูล่วงหน้าได้ 1 ถึง 1200 เดือน" in told.value.message("th")


def test_what_is_idle_is_in_force_and_nothing_names_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(office, agreement("used"), agreement("idle"), agreement("ended", date(2020, 1, 1)))
    kept(office, agreement("making", None, state="drafting"))
    monkeypatch.setattr("orqa.office.partnerships.expiring.agreement_uses", lambda *_: {"used": 2})
    kept(office, agreement("also"), agreement("renewed", months=12, renewed=12), agreement("open", months=None))
    kept(office, agreement("to come", date(2026, 12, 1)), agreement("away", state="suspended"))
    radar = office.partnerships.expiring(on=ON)
    assert [one.id for one in radar.idle] == ["also", "idle", "open", "renewed"]
    assert all(one.is_in_force(ON) for one in radar.idle)
    few = office.partnerships.expiring(on=ON, limit=1)
    assert ([one.id for one in few.idle], few.idles) == (["also"], 4)


def test_a_visit_that_was_held_keeps_its_agreement_from_being_idle(office: Office) -> None:
    days = {"early": date(2025, 11, 22), "within": date(2025, 11, 23), "today": ON, "to come": date(2026, 11, 24)}
    kept(office, *(agreement(name) for name in days))
    visits = [
        Visit(
            id=f"v-{name}", direction="sent", purpose="x", first=day, last=day, agreement=name, held=day, state="held"
        )
        for name, day in days.items()
    ]
    office.recorder.save("visit.keep", office.now(), visits)
    assert [one.id for one in office.partnerships.expiring(on=ON).idle] == ["early", "to come"]


def test_further_kinds_take_part_by_their_fields() -> None:
    taken = {kind for kind, day in uses.further_kinds() if day in {"held", "arrived"}}
    assert taken == {kind for kind, _ in uses.further_kinds()}
    assert not taken & {one.kind for one in USES}


# ------------------------------------------------------------------ deadlines


def test_ends_and_notices_fall_due(office: Office) -> None:
    assert agreements_due in PROVIDERS
    kept(office, agreement("a", unit="irqa"), agreement("r", months=12, renewed=12, person="p-1"))
    found = office.deadlines(date(2026, 6, 1), date(2026, 12, 31)).items
    told = [(one.day, one.title.in_language("en"), one.whom) for one in found if one.about.kind == "agreement"]
    assert told == [
        (date(2026, 6, 30), "Last day to give notice: Agreement a", "unit:irqa"),
        (date(2026, 6, 30), "Last day to give notice: Agreement r", "person:p-1"),
        (ENDS, "Agreement ends: Agreement a", "unit:irqa"),
    ]


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({}, 1),
        ({"state": "approved", "signed": None}, 1),
        ({"told_on": date(2026, 11, 20)}, 0),
        ({"council": False}, 0),
    ],
)
def test_the_commission_is_told_within_30_days(office: Office, fields: dict[str, Any], due: int) -> None:
    given = {"council": True, "approved": PrintedDate.of(date(2026, 11, 1)), "months": None, **fields}
    kept(office, agreement("a", date(2026, 11, 15), **given))
    days = [(date(2026, 11, 23), date(2026, 11, 30)), (date(2026, 12, 1), date(2026, 12, 1))]
    before, on = ([one.title for one in agreements_due(office, *span)] for span in days)
    assert (before, len(on)) == ([], due)
    assert all("uncertain rule" in str(title) and "กฎที่ยังไม่แน่ชัด" in title.in_language("th") for title in on)


def test_one_that_is_to_end_asks_for_no_notice(office: Office) -> None:
    kept(office, agreement("a", intention="lapse", notice=Notice(days=90)))
    titles = [str(one.title) for one in agreements_due(office, date(2026, 9, 1), date(2026, 12, 31))]
    assert titles == ["Agreement ends: Agreement a"]


def test_where_no_rule_asks_for_it_nobody_is_told() -> None:
    with orqa.open_office("memory:", profile="example-abroad") as abroad:
        kept(abroad, agreement("a", council=True, approved=PrintedDate.of(date(2026, 11, 1))))
        assert list(agreements_due(abroad, date(2026, 11, 1), date(2026, 12, 30))) == []


def test_what_was_idle_for_three_years_is_reviewed_by_the_council(office: Office) -> None:
    old, new = date(2023, 11, 23), date(2023, 11, 24)
    kept(office, *(agreement(name, day, months=120) for name, day in (("old", old), ("new", new), ("once", old))))
    visit = Visit(
        id="v-1",
        direction="sent",
        purpose="x",
        first=date(2024, 5, 1),
        last=date(2024, 5, 1),
        agreement="once",
        held=date(2024, 5, 1),
        state="held",
    )
    office.recorder.save("visit.keep", office.now(), [visit])
    radar = office.partnerships.expiring(on=ON)
    assert {one.id for one in radar.idle} == {"old", "new", "once"}
    assert radar.reviewed == {"old"}


def test_deadlines_to_the_end_of_time_are_answered(office: Office) -> None:
    kept(office, agreement("a"), agreement("r", months=12, renewed=12))
    found = office.deadlines(ON, date.max).items
    assert {one.about.id for one in found} == {"a", "r"}
    assert office.deadlines(date(9999, 12, 31), date.max).items == ()
