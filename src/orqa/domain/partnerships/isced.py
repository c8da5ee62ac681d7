"""Fields of education of ISCED-F 2013 (สาขาการศึกษา): codes are texts, and the zeros before them count.

Source: UNESCO Institute for Statistics, ISCED Fields of Education and Training 2013, names in English. No official Thai
names were found.
"""

import csv
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from attrs import frozen

from orqa.base.language import Text

_FILE: Final = "isced_f_2013.csv"
_DIGITS: Final = 4


@frozen
class EducationField:
    """A field: its code of two, three or four digits, its level (broad, narrow, detailed), the code above, its name."""

    code: str
    level: str
    parent: str
    name: str


class Standing(StrEnum):
    """What a code is: known, known once the zero before it is given back, or none."""

    KNOWN = "known"
    ZERO_LOST = "zero_lost"
    UNKNOWN = "unknown"


@cache
def education_fields() -> dict[str, EducationField]:
    """All fields by code."""
    lines = files(__package__).joinpath(_FILE).read_text(encoding="utf-8").splitlines()
    return {
        row["code"]: EducationField(row["code"], row["level"], row["parent"], row["name_en"])
        for row in csv.DictReader(lines)
    }


def education_field(code: str) -> EducationField | None:
    """The field of a code; of ``0700`` the broad field 07, as agreements write it in four digits.

    >>> education_field("0611").name, education_field("0730").parent, education_field("1234")
    ('Computer use', '073', None)
    """
    known = education_fields()
    if code in known or len(code) != _DIGITS or not code.endswith("0"):
        return known.get(code)
    return known.get(code[:3]) or (known.get(code[:2]) if code.endswith("00") else None)


def in_four_digits(code: str) -> bool:
    """Whether a code is a field that there is, in the four digits in which institutions write it to each other.

    >>> in_four_digits("0610"), in_four_digits("061"), in_four_digits("1234")
    (True, False, False)
    """
    return len(code) == _DIGITS and education_field(code) is not None


NO_FIELD: Final = Text.of(
    en="{found!r} is no field of ISCED-F 2013 in four digits, such as 0610",
    th="{found!r} ไม่ใช่รหัสสาขา ISCED-F 2013 สี่หลัก เช่น 0610",
)
"""Why a code is refused that is no such field."""


@lru_cache(maxsize=1024)
def standing(code: str) -> Standing:
    """What a code is; ``610`` lost its zero in a spreadsheet, ``1234`` has the shape and does not exist."""
    if education_field(code) is not None:
        return Standing.KNOWN
    lost = code.isdecimal() and len(code) < _DIGITS and education_field(f"0{code}") is not None
    return Standing.ZERO_LOST if lost else Standing.UNKNOWN
