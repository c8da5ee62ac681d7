"""Schedules and events at the command line."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import orqa

Do = Callable[..., str]


@pytest.fixture
def do(run: Callable[..., Any], url: str) -> Do:
    """Run a command of attendance, in English, in an office with one unit and one person."""
    with orqa.open_office(url, profile="thai-public-university") as office:
        office.organization.add_unit("irqa", "กอง", first=date(2003, 4, 1))
        office.organization.add_person("E1", "ใจดี", "มีสุข")
    return lambda *words: str(run("--office", url, "--lang", "en", "attendance", *words).out)


def test_schedules(do: Do) -> None:
    assigned = do("schedule", "assign", "slot_0730", "--person", "E1", "--first", "2026-01-01", "--json")
    shown = json.loads(do("schedule", "show", "E1", "--on", "2026-02-02", "--json"))
    assert (shown["schedule"], shown["start"]) == ("slot_0730", "07:30")
    ended = do("schedule", "end", json.loads(assigned)["id"], "--last", "2026-03-31")
    assert "Recorded: schedule-assignment:" in ended
    assert "08:30 to 16:30" in do("schedule", "show", "E1", "--on", "2026-04-01")


def test_events(do: Do) -> None:
    added = do("event", "add", "training", "--person", "E1", "--first", "2026-02-02", "--half", "morning", "--json")
    assert "morning" in do("event", "list", "--first", "2026-02-01", "--last", "2026-02-28")
    do("event", "withdraw", json.loads(added)["id"], "--reason", "moved")
    assert "morning" not in do("event", "list", "--first", "2026-02-01", "--last", "2026-02-28")


def test_service(do: Do) -> None:
    do("employment", "begin", "E1", "civil_servant", "--first", "2016-10-01")
    assert "10 years, 0 months, 0 days" in do("employment", "service", "E1", "--on", "2026-09-30")
