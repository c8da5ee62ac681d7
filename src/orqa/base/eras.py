"""Buddhist era and common era (พุทธศักราช คริสต์ศักราช)."""

from enum import StrEnum

OFFSET = 543
"""Years from the common to the Buddhist era, since 1 January B.E. 2484."""

FIRST_SOLAR_YEAR = 2432
"""From 1 April B.E. 2432 Thailand counts days by the sun; an older date is a lunar one and is not converted."""

FIRST_JANUARY_YEAR = 2484
"""B.E. 2484 is the first year that began on 1 January: the Calendar Year Act B.E. 2483
(พ.ร.บ. ปีประดิทิน พุทธศักราช 2483, Royal Gazette vol. 57, p. 419, 17 September 2483)."""

SHORT_YEARS_FROM = 2500
"""A year of two digits on a Thai office paper is B.E. 25xx: ``68`` is 2568. Practice; no rule says so."""

_OLD_FIRST_MONTH = 4
"""Before that a year began on 1 April, so B.E. 2483 has no January, February and March."""


class Era(StrEnum):
    """How years are counted: ``buddhist`` (พ.ศ.) or ``common`` (ค.ศ.)."""

    BUDDHIST = "buddhist"
    COMMON = "common"


def common_year(buddhist: int, month: int) -> int | None:
    """The common year of a month of a Buddhist year; None where that month never was (January–March 2483).

    >>> common_year(2568, 1), common_year(2482, 2), common_year(2482, 4), common_year(2483, 2)
    (2025, 1940, 1939, None)
    """
    if buddhist >= FIRST_JANUARY_YEAR or month >= _OLD_FIRST_MONTH:
        return buddhist - OFFSET
    return None if buddhist == FIRST_JANUARY_YEAR - 1 else buddhist - OFFSET + 1


def buddhist_year(year: int, month: int) -> int:
    """The Buddhist year of a month of a common year; the inverse of :func:`common_year`.

    >>> buddhist_year(2025, 1), buddhist_year(1940, 3), buddhist_year(1941, 1)
    (2568, 2482, 2484)
    """
    buddhist = year + OFFSET
    return buddhist - 1 if buddhist < FIRST_JANUARY_YEAR and month < _OLD_FIRST_MONTH else buddhist
