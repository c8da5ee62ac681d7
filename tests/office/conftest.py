from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.office.office import Office
from postgresql_server import in_schema, needed, schemas

BANGKOK = ZoneInfo("Asia/Bangkok")


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
