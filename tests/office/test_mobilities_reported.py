"""The report of mobilities: within, each file; in public, persons, and few of them together."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from organization_samples import begun
from orqa.base.language import Text
from orqa.domain.partnerships.mobilities import Traveller
from orqa.office.office import Office
from orqa.office.partnerships.mobility_plans import Plan


@pytest.fixture
def url() -> str:
    return "memory:"


@pytest.fixture
def moved(office: Office) -> Office:
    """Six students to Japan, one of them twice, one to Laos; five from Japan; one who was cancelled."""
    keep = begun(office).partnerships
    keep.add_partner({"en": "Example University"}, country="JP")
    keep.add_partner({"en": "Sample College"}, country="LA")
    for number in range(1, 7):
        _go(office, f"S{number}", "Example University", "sent", level="bachelor")
    _go(office, "S1", "Example University", "sent", level="bachelor")
    _go(office, "S7", "Sample College", "sent", level="master")
    for number in range(1, 6):
        _go(office, f"X{number}", "Example University", "received", level="bachelor")
    keep.cancel(_open(office, "S9", "Sample College", "sent"), "ill")
    return office


def _open(office: Office, code: str, host: str, way: str, **plan: Any) -> str:
    who = Traveller(code=code, given_name=Text.of(en=f"Name{code}"), family_name=Text.of(en="Example"))
    days = {"terms": ("second",), "first": date(2026, 1, 10), "last": date(2026, 5, 20), "visa": ""}
    return office.partnerships.nominate_person(who, host, way, Plan(**days, **plan), on=date(2025, 10, 1)).record.id


def _go(office: Office, *args: str, **plan: Any) -> None:
    keep, which = office.partnerships, _open(office, *args, **plan)
    for before in ("accept", "arrive"):
        for step in keep.checklist(which).value:
            if step.before is not None and step.before.value == before:
                keep.complete_step(which, step.step, date(2025, 12, 1), document="P-1")
        getattr(keep, before)(which, date(2026, 1, 10))


def written(office: Office, tmp_path: Path, audience: str, name: str = "text", language: str = "en") -> str:
    path, period = tmp_path / f"report.{name}", office.year("academic", 2568)
    office.reports.write("mobilities", name, path, period, language=language, audience=audience)
    return path.read_text(encoding="utf-8")


def _row(told: str, *parts: str) -> bool:
    return any(all(part in line for part in parts) for line in told.splitlines())


def test_within_the_office_every_group_and_file_is_told(moved: Office, tmp_path: Path) -> None:
    told = written(moved, tmp_path, "internal")
    assert _row(told, "sent", "Japan", "6", "7"), told
    assert _row(told, "sent", "Laos", "1")
    assert _row(told, "received", "Japan", "5")
    assert _row(told, "sent", "Master", "1")
    assert _row(told, "2568", "7", "5")
    assert "NameS7 Example" in told
    assert "NameS9" not in told
    thai = written(moved, tmp_path, "internal", language="th")
    assert "การเคลื่อนย้ายนักศึกษาและบุคลากร" in thai
    assert _row(thai, "ส่งออก", "ญี่ปุ่น")


def test_in_public_few_are_told_together_and_nobody_is_named(moved: Office, tmp_path: Path) -> None:
    told = written(moved, tmp_path, "public")
    assert "figures are of persons, 5 at least" in told
    for part in ("Laos", "Sample College", "Master", "NameS1", "Mobilities:"):
        assert part not in told
    assert _row(told, "sent", "others, told together", "7"), told
    assert _row(told, "received", "Japan", "5")
    assert _row(told, "2568", "7", "5")
    assert not _row(told, "sent", "Japan", "6"), "with the total it would tell the one who went elsewhere"


def test_the_public_edition_is_the_same_whoever_makes_it(moved: Office, tmp_path: Path) -> None:
    public = written(moved, tmp_path, "public")
    other = written(moved.acting("E3"), tmp_path, "public")
    assert _row(other, "received", "Japan", "5")
    assert [line for line in public.splitlines() if "Japan" in line] == [
        line for line in other.splitlines() if "Japan" in line
    ]
    assert "NameS7" not in written(moved.acting("E3"), tmp_path, "internal")


def test_there_are_charts_by_country_and_year(moved: Office, tmp_path: Path) -> None:
    page = written(moved, tmp_path, "internal", "html")
    assert page.count("<svg") == 2


def test_a_fiscal_year_counts_by_the_day_of_arrival(moved: Office, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    for named, found in ((2569, True), (2568, False)):
        moved.reports.write("mobilities", "text", path, moved.year("fiscal", named), language="en")
        assert _row(path.read_text(encoding="utf-8"), "sent", "Japan") is found
