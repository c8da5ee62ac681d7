"""Dates in Japanese writing, in the common era or in that of an emperor (元号)."""

import re
from typing import Final

from orqa.base.partial import PartialDate

_FIRST_YEAR: Final = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_LETTERS: Final = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_DATE: Final = re.compile(
    r"(?:(?P<era>明治|大正|昭和|平成|令和)\s*)?(?P<year>\d{1,4}|元)\s*年"
    r"(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?)?(?:\s*締結)?"
)
_SHORT: Final = re.compile(r"(?P<era>[MTSHR])\s*\.?\s*(?P<year>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})")
_COMMON_DIGITS = 4


def read_japanese(text: str) -> PartialDate | None:
    """The date of a text in Japanese writing; None where it is none.

    >>> read_japanese("2019年4月1日"), read_japanese("令和元年5月"), read_japanese("H31.4.1")
    (PartialDate.parse('2019-04-01'), PartialDate.parse('2019-05'), PartialDate.parse('2019-04-01'))

    Raises:
        ValueError: when there is no such day.
    """
    found = _DATE.fullmatch(text) or _SHORT.fullmatch(text)
    if found is None:
        return None
    era, written, month, day = found.group("era", "year", "month", "day")
    if era is None and len(written) != _COMMON_DIGITS:
        return None
    year = 1 if written == "元" else int(written)
    if era is not None:
        year += _FIRST_YEAR[_LETTERS.get(era, era)] - 1
    return PartialDate(year, int(month) if month else None, int(day) if day else None)
