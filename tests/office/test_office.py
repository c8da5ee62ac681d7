"""What an office is bound to: a store, a profile, a clock."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import orqa
from orqa.base.years import CalendarYear, FiscalYear
from orqa.office.errors import OtherProfile, ProfileNeeded
from orqa.office.office import Office
from orqa.plugins.errors import UnknownContribution
from orqa.storage.errors import StorageError, StoreUnavailable

PROFILE = "thai-public-university"


def test_an_empty_store_needs_a_profile() -> None:
    with orqa.open_office("memory:") as office, pytest.raises(ProfileNeeded) as caught:
        _ = office.profile
    assert PROFILE in str(caught.value)
    assert "ยังไม่มีสำนักงาน" in caught.value.message("th")


def test_an_office_keeps_its_profile(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(url, profile=PROFILE) as office:
        assert office.profile.name == PROFILE
    with orqa.open_office(url) as office:
        assert office.profile.name == PROFILE
    with orqa.open_office(url, profile="example-abroad") as office, pytest.raises(OtherProfile) as caught:
        _ = office.profile
    assert (caught.value.found, caught.value.asked) == (PROFILE, "example-abroad")


def test_an_unknown_profile_is_told_with_those_there_are() -> None:
    with orqa.open_office("memory:", profile="thai") as office, pytest.raises(UnknownContribution, match=PROFILE):
        _ = office.profile


def test_opening_touches_nothing_until_it_is_used(tmp_path: Path) -> None:
    orqa.open_office(f"sqlite:///{tmp_path}/office.db", profile=PROFILE).close()
    assert list(tmp_path.iterdir()) == []


def test_reading_only_never_begins_an_office(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    with orqa.open_office(url, profile=PROFILE, read_only=True) as office, pytest.raises(StorageError):
        office.correspondence.entries()
    assert list(tmp_path.iterdir()) == []


def test_a_closed_office_says_so(office: Office) -> None:
    _ = office.profile
    office.close()
    with pytest.raises(StoreUnavailable):
        office.correspondence.entries()


def test_now_is_in_the_office_s_time_zone() -> None:
    with orqa.open_office("memory:", profile=PROFILE, clock=lambda: datetime(2026, 12, 31, 18, tzinfo=UTC)) as office:
        assert office.today() == date(2027, 1, 1)


def test_a_clock_without_a_zone_is_local() -> None:
    with orqa.open_office("memory:", profile=PROFILE, clock=lambda: datetime(2026, 1, 1, 9)) as office:  # noqa: DTZ001
        assert office.now().isoformat() == "2026-01-01T09:00:00+07:00"


def test_years_are_those_of_the_profile(office: Office) -> None:
    assert office.year() == CalendarYear(first=date(2026, 1, 1), last=date(2026, 12, 31), ce=2026)
    fiscal = office.year("fiscal", 2570)
    assert isinstance(fiscal, FiscalYear)
    assert (fiscal.first, fiscal.last) == (date(2026, 10, 1), date(2027, 9, 30))


def test_verify_finds_a_fresh_office_sound(office: Office) -> None:
    office.correspondence.receive(subject="ก", sender="ข", reference="อว 0655/1", dated="1 ม.ค. 2569")
    result = office.verify()
    assert result.is_sound
    assert result.findings == ()
    assert office.verify(expected=[result.checkpoint]).is_sound


def test_the_rules_are_at_hand(office: Office) -> None:
    assert office.rules(date(2026, 1, 1)).reading().value("register.restart", register="received") == "calendar_year"


def test_a_password_never_shows() -> None:
    with pytest.raises(LookupError) as caught:
        orqa.open_office("nosuchdb://user:secret@host/db", profile=PROFILE)
    assert "secret" not in str(caught.value)
