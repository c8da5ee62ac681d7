"""Metrics and reports of agreements, over one small office."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from agreement_samples import agreement, kept, partial
from orqa.base.language import Text
from orqa.domain.partnerships.mobilities import Mobility, Traveller
from orqa.office.office import Office
from orqa.reporting.audience import Audience
from orqa.reporting.blocks import Chart, Figure, Paragraph
from orqa.reporting.metrics import Measure
from orqa.reporting.tables import Table

AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
REPORTS = ("agreement-register", "agreement-expiry", "partnership-overview", "internationalisation-profile")


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """Three partners in two countries; agreements in force, ended, in the making, and an addendum."""
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: AT) as office:
        keep = office.partnerships
        japan, other = (keep.add_partner(name, country="JP").record.id for name in ("Alpha", "Alpha Institute"))
        korea = keep.add_partner("Beta", country="KR").record.id
        keep.merge(other, into=japan)
        asked = {"requested": partial("2026-09-01"), "unit": "irqa"}
        kept(
            office,
            agreement("ends-soon", with_=japan),
            agreement("decided", with_=other, intention="renew"),
            agreement("exchange", date(2026, 10, 1), 60, with_=korea, agreement_kind="student_exchange", **asked),
            agreement("ended", date(2020, 1, 1), with_=korea),
            agreement("added", with_=korea, agreement_kind="addendum"),
            agreement("secretly-drafted", None, state="drafting", with_=korea),
        )
        yield office


def measure(office: Office, name: str) -> Measure:
    return office.metrics.value(f"partnership.{name}", office.year("fiscal", 2570)).measure


def parts(found: Measure) -> dict[str, Any]:
    return {str(title): value for title, value in found.parts}


@pytest.mark.parametrize(
    ("name", "value", "by"),
    [
        ("agreements_in_force", 3, {"Memorandum of understanding": 2, "Student exchange agreement": 1}),
        ("agreements_by_country", 3, {"Japan": 2, "South Korea": 1}),
        ("agreements_by_unit", 3, {"no unit": 2, "irqa": 1}),
        ("partners_in_force", 2, {"Japan": 1, "South Korea": 1}),
        ("ending_undecided", 1, {"within 6 months": 1, "within 12 months": 1}),
        ("active_share", Decimal("0.0"), {}),
        ("days_to_signature", Decimal(30), {}),
    ],
)
def test_what_the_metrics_count(office: Office, name: str, value: Any, by: Mapping[str, int]) -> None:
    found = measure(office, name)
    assert (found.value, parts(found)) == (value, by)
    if name != "days_to_signature":
        assert "international-office-practice" in map(str, found.citations)


def test_the_share_is_of_those_that_something_names(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    where = "orqa.plugins.builtin.metrics.partnerships.agreement_uses"
    monkeypatch.setattr(where, lambda *_: {"exchange": 5, "ended": 1, "unknown": 1})
    found = measure(office, "active_share")
    assert (found.value, found.count) == (Decimal("33.3"), 3)


def test_nothing_is_no_share() -> None:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: AT) as empty:
        names = ("active_share", "days_to_signature", "agreements_in_force", "ending_undecided")
        assert [measure(empty, name).value for name in names] == [None, None, 0, 0]
        for name in REPORTS:
            with empty.reports.open(name) as report:
                assert report.sections


# ------------------------------------------------------------------ reports


def test_who_came_and_went_is_counted_by_country_and_nobody_is_named(clock: Any) -> None:
    with orqa.open_office("memory:", profile="thai-public-university", clock=clock) as office:
        korea = office.partnerships.add_partner("Beta", country="KR").record.id
        kept(office, agreement("a", with_=korea), agreement("b", with_=korea))
        days = [("sent", date(2026, 10, 5)), ("received", date(2026, 10, 6)), ("received", date(2026, 9, 30))]
        mobilities = [
            Mobility(
                id=f"m{number}",
                year=2026,
                direction=direction,
                mobility_kind="exchange",
                partner=korea,
                agreement="a",
                traveller=Traveller(given_name=Text.of(en="Hidden"), family_name=Text.of(en="Name")),
                nominated_on=date(2026, 5, 1),
                arrived=arrived,
            )
            for number, (direction, arrived) in enumerate(days)
        ]
        office.recorder.save("mobility.keep", office.now(), mobilities)
        assert [one.id for one in office.partnerships.expiring().idle] == ["b"]
        (table,) = tables(office, "internationalisation-profile")
        (row,) = table.records()
        assert (row["agreements"], row["sent"], row["received"]) == (2, 1, 1)
        assert "Hidden" not in str(list(table.records()))
        assert "Beta" in str(list(office.partnerships.balances().records()))


def tables(office: Office, name: str, audience: str = "internal") -> list[Table]:
    with office.reports.open(name, period=office.year("fiscal", 2570), audience=audience) as report:
        return [block for section in report.sections for block in section.blocks if isinstance(block, Table)]


def figures(office: Office, name: str) -> dict[str, Any]:
    with office.reports.open(name, period=office.year("fiscal", 2570)) as report:
        return {str(b.label): b.value for section in report.sections for b in section.blocks if isinstance(b, Figure)}


def test_the_profile_has_a_line_for_each_country(office: Office) -> None:
    (table,) = tables(office, "internationalisation-profile")
    assert [tuple(row.values()) for row in table.records()] == [
        ("JP", "ญี่ปุ่น", "Japan", 2, 0, 0, 0),
        ("KR", "เกาหลีใต้", "South Korea", 1, 0, 0, 0),
    ]
    assert figures(office, "internationalisation-profile")["Agreements in force"] == 3


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_year_that_has_not_begun_counts_nothing_which_is_not_nought(office: Office, language: str) -> None:
    year = office.year("fiscal", 2600)
    with office.reports.open("internationalisation-profile", period=year, language=language) as report:
        assert report.tables == ()
        (paragraph,) = report.sections[0].blocks
        assert {"th": "ยังมาไม่ถึง", "en": "still to come"}[language] in report.say(paragraph.text)
        assert {"th": "๒๖๐๐", "en": "2057"}[language] in report.say(report.period)


def test_the_page_for_the_head_tells_what_ends_and_what_is_idle(office: Office) -> None:
    ending, noticing, idle, balance = tables(office, "partnership-overview")
    assert [row["id"] for row in ending.records()] == ["ends-soon", "decided", "added"]
    assert [str(row["decided"]) for row in ending.records()] == ["nothing decided", "to be renewed", "nothing decided"]
    assert (list(noticing.records()), list(balance.records())) == ([], [])
    assert {row["id"] for row in idle.records()} == {"decided", "ends-soon", "exchange"}, (
        "an addendum is none of its own"
    )
    told = figures(office, "partnership-overview")
    assert told["Idle agreements"] == told["Agreements in force"] == 3
    assert figures(office, "partnership-overview")["Terms that end in the time"] == 3


@pytest.mark.parametrize("name", ["agreement-register", "partnership-overview"])
def test_pages_count_as_the_metric_does_and_tell_what_they_leave_out(office: Office, name: str) -> None:
    assert figures(office, name)["Agreements in force"] == measure(office, "agreements_in_force").value == 3
    with office.reports.open(name) as report:
        said = [one.text for section in report.sections for one in section.blocks if isinstance(one, Paragraph)]
    assert any("1 (Addendum" in one.in_language("en") for one in said)
    assert any("1 ฉบับ (บันทึกแนบท้าย" in one.in_language("th") for one in said)


def test_the_page_for_the_head_names_few_idle_agreements_and_where_the_others_are() -> None:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: AT) as office:
        kept(office, *(agreement(f"a{number}") for number in range(13)))
        with office.reports.open("partnership-overview") as report:
            blocks = [block for section in report.sections for block in section.blocks]
            (idle,) = (one for one in blocks if isinstance(one, Table) and str(one.title) == "What is idle")
            assert len(list(idle.records())) == 10
            told = [one.text.in_language("en") for one in blocks if isinstance(one, Paragraph)]
            assert any(one.startswith("… and 3 more: report agreement-expiry") for one in told)


def test_the_public_page_has_what_ends_and_nothing_else() -> None:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: AT) as office:
        kept(office, agreement("a"))
        for name in ("partnership-overview", "agreement-expiry"):
            with office.reports.open(name, audience="public") as report:
                blocks = [block for section in report.sections for block in section.blocks]
            told = [str(block.label) for block in blocks if isinstance(block, Figure)]
            assert not {"Idle agreements", "Notices that can be given in the time"} & set(told)
            assert "What is idle" not in [str(block.title) for block in blocks if isinstance(block, Table)]


def test_the_public_register_has_nothing_in_the_making(office: Office) -> None:
    (internal,), (public,) = tables(office, "agreement-register"), tables(office, "agreement-register", "public")
    assert "Agreement secretly-drafted" in {row["title"] for row in internal.records()}
    assert "Agreement secretly-drafted" not in {row["title"] for row in public.records()}
    assert len(list(public.records())) == 5


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("audience", list(Audience))
def test_each_report_is_written_in_both_languages(
    office: Office, tmp_path: Path, name: str, audience: Audience
) -> None:
    for language in ("th", "en"):
        path = tmp_path / f"{language}.html"
        office.reports.write(name, "html", path, audience=audience, language=language)
        told = path.read_text(encoding="utf-8")
        assert ("Alpha" in told) == (name != "internationalisation-profile")
        undecided = {"th": "ยังไม่ตัดสินใจ", "en": "nothing decided"}[language]
        assert undecided not in told or audience is Audience.INTERNAL


def test_what_is_counted_is_drawn(office: Office) -> None:
    for name in REPORTS:
        with office.reports.open(name) as report:
            assert any(isinstance(block, Chart) for section in report.sections for block in section.blocks), name
