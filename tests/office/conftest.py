from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.office.office import Office
from postgresql_server import in_schema, needed, schemas

BANGKOK = ZoneInfo("Asia/Bangkok")
_FOUNDED, _ENLARGED = date(2003, 4, 1), date(2007, 3, 22)


class Clock:
    """A clock that tests set; each look at it is a second later."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK))


@pytest.fixture
def by(clock: Clock) -> Callable[[date], AbstractContextManager[None]]:
    """``with by(day):`` it is the morning of another day."""

    @contextmanager
    def by(day: date) -> Iterator[None]:
        before = clock.at
        clock.at = datetime(day.year, day.month, day.day, 9, tzinfo=BANGKOK)
        yield
        clock.at = before

    return by


@pytest.fixture(params=["memory", "sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return "memory:" if request.param == "memory" else f"sqlite:///{tmp_path}/office.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A store that several processes may use."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/office.db"
        return
    with schemas() as prefix:
        yield in_schema(needed(), f"{prefix}_office")


@pytest.fixture
def office(url: str, clock: Clock) -> Iterator[Office]:
    with orqa.open_office(url, profile="thai-public-university", clock=clock) as office:
        yield office


@pytest.fixture
def division(office: Office) -> Office:
    """A division with a director, a section and its head, and one more person."""
    org = office.organization
    org.add_unit("university", {"th": "มหาวิทยาลัยตัวอย่าง"}, first=_FOUNDED, level="university")
    org.add_unit("irqa", "สำนักงานประกันคุณภาพการศึกษา", first=_FOUNDED, parent="university", level="division")
    org.change(
        "irqa", first=_ENLARGED, title="กองวิเทศสัมพันธ์และการประกันคุณภาพ", letter_code="อว 0699.08", order="คำสั่ง 1/2550"
    )
    org.add_unit("ga", "งานบริหารงานทั่วไป", first=_ENLARGED, parent="irqa", level="section")
    org.add_position("irqa.director", "ผู้อำนวยการกอง", unit="irqa", first=_FOUNDED, roles=["director"], is_head=True)
    org.add_position("ga.head", "หัวหน้างาน", unit="ga", first=_ENLARGED, roles=["section-head"], is_head=True)
    org.add_person("E1", {"th": "ใจดี", "en": "Jaidee"}, {"th": "มีสุข", "en": "Meesuk"}, prefix="นางสาว")
    org.add_person("E2", "สมใจ", "รักงาน")
    org.add_person("E3", "สมหมาย")
    org.appoint("E1", "irqa.director", first=date(2020, 10, 1), order="คำสั่ง 4/2563")
    org.appoint("E2", "ga.head", first=date(2021, 10, 1))
    return office
