"""Registers, the series that number them, and the numbers that are printed: all of it read from the profile.

A series is a register of a unit in one year; the year is that of the day of registering, never of the letter.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from orqa.base.eras import OFFSET, Era
from orqa.base.years import YearRule
from orqa.domain.correspondence.references import ReferenceStyle, reference_key
from orqa.rules.profile import Profile
from orqa.rules.views import Reading
from orqa.rules.vocabulary import Term

_YearKind: TypeAlias = Literal["calendar", "fiscal", "academic"]
_NamedBy: TypeAlias = Literal["start", "end"]

REGISTERS: Final = "register"
"""The vocabulary of registers."""

RECEIVED: Final = "received"
"""The register of received letters (ทะเบียนหนังสือรับ), where nothing else is said."""

SENT: Final = "sent"
CIRCULAR: Final = "circular"
CENTRAL: Final = "central"
"""The registers of the office as a whole (หน่วยงานสารบรรณกลาง)."""

NUMBER: Final = "{number}"
"""Stands for the running number in a printed number that is not numbered yet: ``อว 0655.08/{number}``."""

UNIT_CODE: Final = "{unit_code}"
_YEAR: Final = "{year}"
_SLOT: Final = "#"
_STAND_IN: Final = "987654321987"
"""A number that no unit code has in it."""

_RUNNING = re.compile(r"(?<!\d)[1-9]\d{0,11}(?!\d)", re.ASCII).finditer
"""What may be a running number: without zeros in front, and one that a store can be asked for."""


def series_year(reading: Reading, on: date, register: str = RECEIVED) -> int:
    """The year, by its name in the Christian era, of the series that numbers a register on a day."""
    kind = reading.value("register.restart", register=register).removesuffix("_year")
    start = reading.value(f"years.{kind}")
    return _year_named(kind, start["month"], start["day"], start["named_by"], on)


def series_cell(register: str, unit: str, year: int) -> str:
    """The name of the store's cell that counts the numbers of a series: ``series/received/central/2026``."""
    return f"series/{register}/{unit}/{year}"


def own_unit(unit: str) -> str:
    """How a letter says whose it is: a unit's id, and nothing for the office as a whole."""
    return "" if unit == CENTRAL else unit


def secret_register(reading: Reading, register: str) -> str:
    """The register that takes what is too secret for this one; empty where there is none."""
    found: str = reading.term(REGISTERS, register).extra.get("secret_register", "")
    return found


def sending_register(reading: Reading, kind: Term, *, circular: bool) -> str:
    """The register that numbers a document of a kind; empty where the office issues none of it."""
    register: str = kind.extra.get("sent", "")
    if circular and register == SENT:
        register = reading.value("register.circulars")
    return register


def printed_pattern(profile: Profile, reading: Reading, register: str, year: int, *, circular: bool) -> str:
    """How numbers of a series are printed, all but unit code and number filled in; empty where none is printed."""
    shape = CIRCULAR if circular and CIRCULAR in reading.view.vocabulary(REGISTERS) else register
    written = year + OFFSET if profile.era == Era.BUDDHIST else year
    pattern: str = reading.value("register.printed", register=shape)
    return pattern.replace(_YEAR, str(written))


def with_number(pattern: str, number: int | str) -> str:
    """A printed number: ``อว 0655.08/{number}`` and 12 give ``อว 0655.08/12``."""
    return pattern.replace(NUMBER, str(number))


@lru_cache(maxsize=1024)
def pattern_key(pattern: str, style: ReferenceStyle) -> str:
    """What printed numbers of one pattern share, whatever the number: ``อว0655.08/#``; empty without a pattern.

    Each number that is printed by the pattern has it among its :func:`slots`.
    """
    return reference_key(with_number(pattern, _STAND_IN), style).replace(_STAND_IN, _SLOT) if pattern else ""


def slots(key: str) -> tuple[tuple[str, int], ...]:
    """Each way to read the key of a printed number as that of a pattern and a running number.

    >>> slots("อว0655/12")
    (('อว0655/#', 12),)
    >>> slots("12/2569")
    (('#/2569', 12), ('12/#', 2569))
    """
    return tuple((f"{key[: run.start()]}{_SLOT}{key[run.end() :]}", int(run[0])) for run in _RUNNING(key))


@lru_cache(maxsize=64)
def _year_named(kind: _YearKind, month: int, day: int, named_by: _NamedBy, on: date) -> int:
    """Kept, because a register works through one day after the other."""
    return YearRule(kind=kind, month=month, day=day, named_by=named_by).year_of(on).ce
