"""The year of visits, activities, trips and enquiries as reports, and what their public editions leave out."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from organization_samples import begun
from orqa.domain.partnerships.visits import Member
from orqa.office.office import Office

DAY = date(2026, 11, 23)


@pytest.fixture
def filled(office: Office) -> Office:
    partnerships = begun(office).partnerships
    partnerships.visit("received", "หารือทวิภาคี", first=DAY, visitor="Example University", members=[Member(name="ปกปิดก")])
    partnerships.activity("lecture", "บรรยายเรื่องทะเล", first=DAY)
    partnerships.trip("E3", "ประชุมเครือข่าย", country="JP", first=DAY, last=DAY, unit="ga")
    asked = partnerships.enquire("คำถามปกปิด", asker="ปกปิดข", received=date(2026, 11, 20))
    partnerships.answer(asked, words={"th": "ตอบ"})
    return office


def written(office: Office, name: str, audience: str) -> str:
    out = io.BytesIO()
    with office.reports.open(name, office.year("fiscal", 2570), audience=audience) as report:
        office.reports.render(report, "text", out)
    return out.getvalue().decode()


@pytest.mark.parametrize(
    ("name", "shown", "internal"),
    [
        ("visits", ("การเยือน",), ("หารือทวิภาคี", "Example University", "บรรยายเรื่องทะเล", "ประชุมเครือข่าย", "E3")),
        ("enquiries", ("มัธยฐาน", "ตอบแล้ว"), ("คำถามปกปิด", "ปกปิดข")),
    ],
)
def test_a_year_is_told_and_no_person_to_the_public(filled: Office, name: str, shown: Any, internal: Any) -> None:
    inside, outside = written(filled, name, "internal"), written(filled, name, "public")
    for word in shown:
        assert word in inside, word
        assert word in outside, word
    for word in internal:
        assert word in inside, word
        assert word not in outside, word
    assert "ปกปิดก" not in inside


def test_only_what_took_place_is_published_without_anybodys_words(filled: Office) -> None:
    partnerships = filled.partnerships
    partnerships.visits.hold(partnerships.visits.list()[0])
    partnerships.activities.hold(partnerships.activities.list()[0])
    outside = written(filled, "visits", "public")
    assert "เกิดขึ้นแล้ว" in outside
    assert "บรรยายเรื่องทะเล" in outside
    for word in ("หารือทวิภาคี", "Example University", "ประชุมเครือข่าย", "รออนุมัติ"):
        assert word not in outside, word


def test_nothing_of_another_year_is_told(filled: Office) -> None:
    out = io.BytesIO()
    with filled.reports.open("visits", filled.year("fiscal", 2569)) as report:
        filled.reports.render(report, "text", out)
    assert "หารือทวิภาคี" not in out.getvalue().decode()


def test_the_year_is_measured(filled: Office) -> None:
    def value(name: str) -> Any:
        return filled.metrics.value(f"partnership.{name}", filled.year("fiscal", 2570)).measure

    assert (value("visits_held").value, value("enquiries_in_time_share").value) == (0, None)
    partnerships = filled.partnerships
    partnerships.visits.hold(partnerships.visits.list()[0])
    for answered in (True, False):
        late = partnerships.enquire("?", received=date(2026, 11, 8))
        if answered:
            partnerships.answer(late, words={"th": "ตอบ"})
    measured = value("visits_held")
    assert (measured.value, [count for _, count in measured.parts]) == (1, [1, 0])
    share = value("enquiries_in_time_share")
    assert (share.value, share.count) == (Decimal("50.0"), 2)
