"""How people name a letter or a year at the command line."""

import re
from typing import TYPE_CHECKING

import click

from orqa.base.eras import OFFSET
from orqa.base.language import Text
from orqa.cli.options import Settings
from orqa.domain.correspondence.records import Letter
from orqa.office.errors import LETTER, NotFound

if TYPE_CHECKING:
    from orqa.office.office import Office

_FIRST_BUDDHIST = 2400  # no register of the Christian era is that far off, and no Buddhist-era one that old

_LINE = re.compile(r"(?P<number>\d{1,12})\s*(?:/\s*(?P<year>\d{4}))?", re.ASCII).fullmatch
"""A line of the register as people write it."""

_NOT_A_NUMBER = Text.of(
    en="{text!r} is no register number, and no letter has it; write 12 or 12/2569, or the letter's number or id",
    th="{text!r} ไม่ใช่เลขทะเบียน และไม่มีหนังสือเลขที่นี้ ให้เขียน 12 หรือ 12/2569 หรือเลขที่หรือรหัสของหนังสือ",
)


def series_year(year: int | None, office: "Office") -> int | None:
    """The Christian-era year that somebody means who writes 2569 or 2026."""
    if year is None:
        return None
    return year - OFFSET if office.profile.era == "buddhist" and year >= _FIRST_BUDDHIST else year


def line_of(which: str, settings: Settings) -> tuple[int, int | None]:
    """Number and year that somebody means who writes 12 or 12/2569; the year as written."""
    line = _line(which)
    if line is None:
        raise click.BadParameter(settings.say(_NOT_A_NUMBER.fill(text=which)), param_hint="WHICH")
    return int(line["number"]), int(line["year"]) if line["year"] else None


def _line(which: str) -> "re.Match[str] | None":
    from orqa.base.thai import to_arabic_digits

    return _LINE(to_arabic_digits(which.strip()))


def look_up(which: str, office: "Office", settings: Settings) -> Letter:
    """The letter that somebody means who writes its register number, the number printed on it, or its id."""
    if len(which) == 36 and which.count("-") == 4:
        return office.correspondence.get(which)
    if _line(which) is None and (found := office.correspondence.find(which)):
        return found[0]
    number, year = line_of(which, settings)
    entry = office.correspondence.entry(number, series_year(year, office))
    if entry.letter is None:
        raise NotFound(LETTER, f"{entry.number}/{office.written_year(entry.year)}")
    return office.correspondence.get(entry.letter.id)
